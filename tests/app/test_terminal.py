"""Sessions in a real pseudo-terminal: what a person sees, and what is left when the program has gone."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.app.conftest import text
from tests.app.terminal import Terminal

Starter = Callable[..., Terminal]
LEFT = b"\x1b[?1049l"
COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-79]|4[0-79]|38|48|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Starts the reader on our document, or on others, and ends what is left of it."""
    running: list[Terminal] = []

    def starter(*arguments: str, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
        path = tmp_path / "tolls.md"
        if not path.exists():
            path.write_text(text(), "utf-8")
        terminal = Terminal(list(arguments) or [str(path)], tmp_path, size, environment)
        running.append(terminal)
        return terminal

    yield starter
    for terminal in running:
        terminal.close()


def test_a_session_from_first_paint_to_last_word(start: Starter) -> None:
    terminal = start()
    terminal.wait("Before the first heading")
    terminal.wait("Weaver & Stone 1987")
    terminal.press("/recociliation")
    terminal.wait("4. The peace")
    terminal.press("\r")
    terminal.wait("n/N recociliation")
    terminal.press("q")
    assert terminal.end() == 0
    assert LEFT in terminal.output
    assert b"\x1b[?25h" in terminal.output
    assert b"\x07" not in terminal.output


def test_keys_that_come_all_at_once_reach_whom_they_are_for(start: Starter) -> None:
    terminal = start()
    terminal.wait("Organizations")
    terminal.press("/letter 3\rnN/peace\r")
    terminal.wait("n/N peace")
    terminal.wait("4. The peace")


def test_the_place_is_kept_and_found_again(start: Starter) -> None:
    terminal = start()
    terminal.wait("Before the first heading")
    terminal.press("4G")
    terminal.wait("§    4. The peace")
    terminal.press("maq")
    assert terminal.end() == 0
    again = start()
    again.wait("§    4. The peace")
    again.press("g'a")
    again.wait("§    4. The peace")
    again.press("q")
    assert again.end() == 0


def test_without_a_document_one_is_where_one_left_off(start: Starter, tmp_path: Path) -> None:
    first = start()
    first.wait("Before the first heading")
    first.press("3Gq")
    assert first.end() == 0
    # The `read` command looks at its own arguments: an empty list is what a bare `ibid` gives.
    bare = Terminal([], tmp_path)
    try:
        bare.wait("§    3. The quarrel")
        bare.press("q")
        assert bare.end() == 0
    finally:
        bare.close()


def test_the_start_page_when_there_is_nothing_to_go_on_with(tmp_path: Path) -> None:
    terminal = Terminal([], tmp_path)
    try:
        terminal.wait("Begin with")
        terminal.press("j\r")
        terminal.wait("CONCEPTS")
        terminal.press("q")
        assert terminal.end() == 0
    finally:
        terminal.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["SIGTERM", "SIGHUP"])
def test_signals_keep_the_place_and_restore_the_terminal(start: Starter, number: signal.Signals) -> None:
    terminal = start()
    terminal.wait("Before the first heading")
    terminal.press("4G")
    terminal.wait("§    4. The peace")
    os.kill(terminal.pid, number)
    assert terminal.end() == 128 + number
    assert LEFT in terminal.output
    start().wait("§    4. The peace")


def test_a_terminal_that_goes_away_ends_it(start: Starter) -> None:
    terminal = start()
    terminal.wait("Before the first heading")
    terminal.press("4G")
    terminal.wait("§    4. The peace")
    fd, terminal.fd = terminal.fd, os.open(os.devnull, os.O_RDONLY)
    os.close(fd)
    terminal.end()
    start().wait("§    4. The peace")


def test_a_terminal_that_goes_away_without_a_signal_ends_it(tmp_path: Path) -> None:
    """As it does for a program that was started in a session of its own."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    env = {**os.environ, "TERM": "xterm-256color", "HOME": str(tmp_path), "IBID_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-m", "tui", "guide"]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True) as alone:
        os.close(slave)
        seen = b""
        while b"ibid" not in seen:
            seen += os.read(master, 65_536)
        os.close(master)
        try:
            assert alone.wait(15) == 128 + signal.SIGHUP
        finally:
            alone.kill()


def test_ctrl_z_and_back(tmp_path: Path) -> None:
    """In a shell with job control, as a person has it."""
    from tests.app.terminal import Terminal as _Terminal

    class Shell(_Terminal):
        """The reader under `bash -m`."""

    path = tmp_path / "tolls.md"
    path.write_text(text(), "utf-8")
    script = f"set -m; {sys.executable} -m tui {path}; echo stopped; fg >/dev/null; echo over"
    program = [sys.executable, "-c", f"import os; os.execvp('bash', ['bash', '-c', {script!r}])"]
    original, terminal = sys.executable, None
    wrapper = tmp_path / "shell"
    wrapper.write_text("#!/bin/sh\nexec " + " ".join(map(_quoted, program)) + "\n")
    wrapper.chmod(0o755)
    try:
        sys.executable = str(wrapper)
        terminal = Shell([], tmp_path)
        sys.executable = original
        terminal.wait("Before the first heading")
        terminal.press("\x1a")
        terminal.wait("stopped")
        terminal.wait("Before the first heading")
        terminal.press("q")
        terminal.wait("over")
    finally:
        sys.executable = original
        if terminal is not None:
            terminal.close()


def _quoted(word: str) -> str:
    import shlex

    return shlex.quote(word)


def test_no_colour_means_none(start: Starter) -> None:
    terminal = start(NO_COLOR="1")
    terminal.wait("Organizations")
    terminal.press("/letter\r")
    terminal.wait("n/N letter")
    terminal.press("t")
    terminal.wait("NO_COLOR is set")
    assert not COLOUR.findall(terminal.output)
    terminal.press("q")
    assert terminal.end() == 0


def test_the_terminal_s_own_colours(start: Starter, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('theme = "terminal"\n')
    terminal = start()
    terminal.wait("Organizations")
    terminal.press("/letter\r")
    terminal.wait("n/N letter")
    assert not re.findall(rb"\x1b\[[0-9;]*[34]8;[25]", terminal.output)


def test_another_locale_writes_no_escapes(start: Starter) -> None:
    terminal = start(LC_ALL="C", LANG="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    terminal.wait("Organizations")
    terminal.press("3G")
    terminal.wait("上")
    assert b"\\u" not in terminal.output


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (3, 3), (10, 2), (20, 5)])
def test_very_small_terminals(start: Starter, size: tuple[int, int]) -> None:
    terminal = start(size=size)
    terminal.wait(lambda: b"\x1b[?1049h" in terminal.output)
    terminal.press("j G/oct\x1bcKryo?q")
    terminal.resize(80, 24)
    terminal.wait("Weaver")
    terminal.press("\x1b\x1b\x1bqqq")
    assert terminal.end() == 0


def test_a_storm_of_sizes(start: Starter) -> None:
    terminal = start()
    terminal.wait("Organizations")
    for number in range(40):
        terminal.resize(1 + number * 37 % 200, 1 + number * 13 % 60)
        terminal.press("j")
        terminal.read(0.01)
    terminal.resize(100, 30)
    terminal.wait(lambda: "CONCEPTS" in terminal.text and "Weaver" in terminal.rows[0])
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (160, 48)])
def test_changes_of_width_keep_the_place(start: Starter, size: tuple[int, int]) -> None:
    terminal = start(size=size)
    terminal.wait("Before the first heading")
    terminal.press("4G")
    terminal.wait("§    4. The peace")
    for columns, rows in ((160, 48), (60, 20), (80, 24)):
        terminal.resize(columns, rows)
        terminal.wait(lambda rows=rows: "4. The peace" in terminal.text and " help" in terminal.rows[rows - 1])


def faults(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = dict(os.environ) | {"IBID_DATA": str(home / "d"), "IBID_CONFIG": str(home / "c")} | environment
    code = "import sys; from tui.__main__ import open_reader; sys.exit(open_reader(sys.argv[1:], [], False, None))"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("ibid: ")
    return done.stderr


def test_faults_are_one_line_before_the_terminal_is_touched(tmp_path: Path) -> None:
    assert "no such file" in one_line(faults(str(tmp_path / "absent.md"), home=tmp_path))
    assert "directory" in one_line(faults(str(tmp_path), home=tmp_path))
    (tmp_path / "empty.md").write_bytes(b"")
    assert "empty" in one_line(faults(str(tmp_path / "empty.md"), home=tmp_path))
    (tmp_path / "some.md").write_text("Text.\n")
    assert "no terminal" in one_line(faults(str(tmp_path / "some.md"), home=tmp_path))
    (tmp_path / "some.concepts.toml").write_text("[[concpt]]\n")
    assert "some.concepts.toml" in one_line(faults(str(tmp_path / "some.md"), home=tmp_path))
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "config.toml").write_text('theme = "drak"\n')
    assert "drak" in one_line(faults("guide", home=tmp_path))


def test_a_dumb_terminal_is_told_so(start: Starter) -> None:
    terminal = start(TERM="dumb")
    assert terminal.end() == 2
    assert b"TERM is dumb" in terminal.output
    assert b"\x1b" not in terminal.output


def test_an_unexpected_fault_is_one_line_and_a_file(start: Starter, tmp_path: Path) -> None:
    terminal = start(PYTHONSTARTUP="", IBID_TEST="1")
    terminal.wait("Organizations")
    terminal.press("4G")
    terminal.wait("§    4. The peace")
    terminal.press("q")
    assert terminal.end() == 0
    from tui.app.reader import logged

    try:
        raise RuntimeError("something")
    except RuntimeError as error:
        os.environ["IBID_DATA"] = str(tmp_path / "data")
        try:
            words = logged(error, "a fault")
        finally:
            del os.environ["IBID_DATA"]
    assert "\n" not in words
    assert "RuntimeError: something" in (tmp_path / "data" / "fault.log").read_text()


def test_standard_input_is_read_and_the_keys_come_from_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "tolls.md"
    path.write_text(text(), "utf-8")
    wrapper = tmp_path / "piped"
    wrapper.write_text(f"#!/bin/sh\ncat {path} | exec {sys.executable} -m tui -\n")
    wrapper.chmod(0o755)
    original = sys.executable
    sys.executable = str(wrapper)
    try:
        terminal = Terminal([], tmp_path)
    finally:
        sys.executable = original
    try:
        terminal.wait("Organizations")
        terminal.press("R")
        terminal.wait("Standard input can't be read again")
        terminal.press("q")
        assert terminal.end() == 0
    finally:
        terminal.close()
