"""The child that converts: whatever happens in it, the parent lives and says what it was in one line."""

import io
import os
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tui.documents.conversion import archives, calling, pandoc
from tui.documents.conversion.calling import converted
from tui.documents.conversion.converted import ConversionError
from tui.documents.conversion.limits import Limits
from tui.documents.conversion.nesting import MOST, depth
from tui.documents.conversion.nursery import Nursery
from tui.documents.errors import DocumentError
from tui.documents.reading import read_bytes

LIMITS = Limits(memory=400_000_000, cpu=1, wall=20.0, output=1_000_000)


@pytest.fixture(params=["started", "forked"])
def child(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each child in an interpreter of its own, and forked from one that is kept ready."""
    nurseries: list[Nursery] = []
    monkeypatch.setattr(calling, "_ready", nurseries if request.param == "forked" else None)
    yield
    assert bool(nurseries) == (request.param == "forked")
    for nursery in nurseries:
        nursery.close()


def run(worker: str, limits: Limits = LIMITS, options: Mapping[str, str] | None = None) -> str:
    return converted(f"tests.documents.hostile:{worker}", b"x" * 200_000, limits, options or {}).text


@pytest.mark.parametrize(
    ("worker", "limits", "words"),
    [
        ("eats", LIMITS, "more memory"),
        ("loops", LIMITS, "too (long|much time)"),
        ("waits", LIMITS._replace(wall=0.7), "longer than 0.7 s"),
        ("dies", LIMITS, "crashed"),
        ("babbles", LIMITS, "crashed"),
        ("floods", LIMITS, "longer than 1 MB"),
        ("is_not_there", LIMITS, "crashed"),
    ],
)
@pytest.mark.usefixtures("child")
def test_a_child_that_goes_wrong_is_told_of_in_one_line(worker: str, limits: Limits, words: str) -> None:
    with pytest.raises(ConversionError, match=words) as error:
        run(worker, limits)
    assert "\n" not in str(error.value)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system offers less")
@pytest.mark.usefixtures("child")
def test_a_child_reaches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBID_TEST_SECRET", "x")
    old = tmp_path / "old"
    old.write_text("kept")
    with socket.create_server(("127.0.0.1", 0)) as server:
        options = {"new": str(tmp_path / "new"), "old": str(old), "port": str(server.getsockname()[1])}
        could = run("reaches_out", options=options).split()
    assert "secret" not in could
    assert not (tmp_path / "new").exists() or not (tmp_path / "new").read_bytes()
    # What the system may deny to a sandbox (a container without user namespaces) is not held against the program.
    offered = _offered()
    assert not ({"connect"} & set(could) and offered["network"]), could
    assert not ({"remove", "write"} & set(could) and offered["files"]), could
    assert "start" not in could or os.geteuid() == 0


def _offered() -> dict[str, bool]:
    """Whether this system lets a process do without network and without writing."""
    import ctypes

    system = ctypes.CDLL(None, use_errno=True)
    files = system.syscall(444, None, 0, 1)
    child = os.fork()
    if not child:
        os._exit(0 if system.unshare(0x50000000) == 0 else 1)
    return {"files": files >= 1, "network": files >= 4 or os.waitpid(child, 0)[1] == 0}


def packed(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def lying(data: bytes, size: int, said: int) -> bytes:
    """An archive whose member says that it is of another size."""
    return data.replace(size.to_bytes(4, "little"), said.to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed(("word/document.xml", bytes(30_000_000))), "grows more than 200 times"),
        (lying(packed(("word/document.xml", bytes(30_000_000))), 30_000_000, 1000), "grows more than|damaged"),
        (packed(*((f"{number}.xml", b"") for number in range(10_000))), "10,000 members"),
        (packed(("../../etc/x", b"x")), "outside"),
        (packed(("/etc/x", b"x")), "outside"),
        (packed(("a\\..\\..\\x", b"x")), "outside"),
        (packed(("inner.bin", packed(("a", b"a")))), "another archive"),
        (packed(("a.txt", b"a")), "no DOCX, ODT or EPUB"),
        (packed(("word/document.xml", os.urandom(3000)))[:1500], "damaged"),
        (b"PK\x03\x04zip", "damaged"),
    ],
)
def test_an_archive_made_to_harm_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as error:
        read_bytes(data, "k", "a.docx")
    assert str(error.value).startswith("a.docx: ")
    assert "\n" not in str(error.value)


def test_members_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "TOTAL", 100_000)
    data = packed(*((f"{number}.bin", os.urandom(30_000)) for number in range(4)))
    with pytest.raises(ConversionError, match="when unpacked"):
        archives.checked(data)
    assert set(archives.checked(packed(("a", b"a"), ("b", b"b")))) == {"a", "b"}


def test_xml_with_entities_is_refused_without_being_parsed() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><article>&b;</article>'
    with pytest.raises(DocumentError, match=r"^a\.xml: .*<!ENTITY"):
        read_bytes(laughs, "k", "a.xml")
    with pytest.raises(DocumentError, match="<!ENTITY"):
        read_bytes(laughs.decode().encode("utf-16"), "k", "a.nxml")


def test_a_page_nested_too_deep_does_no_harm() -> None:
    page = b"<html><body>" + b"<div>" * 100_000 + b"<p>text</p>"
    try:
        document = read_bytes(page, "k", "a.html")
    except DocumentError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either answer is right, as long as there is one
    else:
        assert "text" in document.source


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(encoding: str) -> None:
    text = "<?xml version='1.0'?><!DOCTYPE w [<!ENTITY a 'aaaa'>]><w>&a;</w>"
    padding = " " * 65_530  # the declaration lies across two pieces that are read
    with pytest.raises(DocumentError, match="XML entities"):
        read_bytes(packed(("word/document.xml", (padding + text).encode(encoding))), "k", "a.docx")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system offers less")
@pytest.mark.usefixtures("child")
def test_a_child_meddles_with_nothing(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("kept")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    path = f"/tmp/ibid-{os.getpid()}.socket"
    server = socket.socket(socket.AF_UNIX)
    try:
        server.bind(path)
        server.listen(1)
        could = run("meddles", options={"old": str(old), "socket": path}).split()
    finally:
        server.close()
        os.unlink(path)
    assert os.stat(old).st_mtime == 1_000_000_000
    assert old.read_text() == "kept"
    filtered = os.uname().machine in ("x86_64", "aarch64")
    assert not could or not filtered, could


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")
def test_the_filter_holds_alone() -> None:
    """On a kernel that gives neither namespaces nor Landlock, and where an argument lies in memory."""
    program = """
import ctypes, os, socket
from tui.documents.conversion.calls import restrict
system = ctypes.CDLL(None, use_errno=True)
system.prctl(38, 1, 0, 0, 0)
held = restrict(system, starts=False)
for attempt in (lambda: socket.socket(), os.fork, lambda: os.open("x", os.O_CREAT | os.O_WRONLY),
                lambda: os.kill(os.getppid(), 0), lambda: os.mkdir("x"),
                lambda: os.posix_spawn("/bin/true", ["true"], {})):
    try:
        attempt()
    except OSError:
        continue
    print("could")
os.read(os.open("/proc/self/status", os.O_RDONLY), 9)
import threading
thread = threading.Thread(target=print, args=("thread",)); thread.start(); thread.join()
print("held" if held else "none")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() in (["thread", "held"], ["could"] * 6 + ["thread", "none"]), done.stderr


def test_after_a_child_that_went_wrong_the_next_file_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    nurseries: list[Nursery] = []
    monkeypatch.setattr(calling, "_ready", nurseries)
    for worker in ("dies", "greets", "loops", "greets"):
        if worker == "greets":
            assert run(worker) == "Good day."
        else:
            with pytest.raises(ConversionError):
                run(worker)
    nurseries[0].close()  # it was ended from without: another takes its place
    assert run("greets") == "Good day."
    nurseries[0].close()


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_a_converter_ends_with_the_one_who_asked(tmp_path: Path) -> None:
    program = """
import os
from tests.documents.hostile import loops
from tui.documents.conversion.calling import converted
from tui.documents.conversion.limits import Limits
from tui.documents.conversion.nesting import MOST, depth
os.write(1, str(os.getpid()).encode() + b"\\n")
converted("tests.documents.hostile:loops", b"", Limits(), {})
"""
    asked = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert asked.stdout is not None
    asked.stdout.readline()
    children = Path(f"/proc/{asked.pid}/task/{asked.pid}/children")
    until(lambda: bool(children.read_text().split()))
    (child,) = children.read_text().split()
    until(lambda: b"hostile" in Path(f"/proc/{child}/cmdline").read_bytes())
    asked.kill()
    asked.wait()
    asked.stdout.close()
    until(lambda: not Path(f"/proc/{child}").exists() or ") Z" in Path(f"/proc/{child}/stat").read_text())


def until(there: Callable[[], bool]) -> None:
    """Wait for something another process does."""
    end = time.monotonic() + 20
    while not there():
        assert time.monotonic() < end
        os.sched_yield()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("latex", "\\begin{itemize}\\item " * 10_000),
        ("rst", "\n".join("  " * level + "- a\n" for level in range(1_000))),
        ("org", "\n".join(" " * level + "- a" for level in range(1_000))),
    ],
)
def test_how_deep_a_text_is_nested_is_told_before_it_is_parsed(kind: str, text: str) -> None:
    assert depth(text, kind) > MOST
    with pytest.raises(ConversionError, match="deep; 200 are read at most"):
        pandoc.convert(text.encode(), {"reader": kind, "pandoc": "/nowhere"})


def test_what_people_write_is_not_nested_deep() -> None:
    assert depth("\\begin{a}\\begin{b}\\end{b}\\begin{b}\\end{b}\\end{a}" * 500, "latex") == 2
    assert depth("one\n  two\n    three\n  four\nfive\n" * 500, "rst") == 2
