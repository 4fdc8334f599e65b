"""A large corpus made from documentation that Debian packages carry: reproducible, and nobody's private text.

    python -m tests.benchmarks.corpus FOLDER [PASSAGES]

downloads the packages by `apt-get download`, unpacks them in FOLDER without installing them, and writes
`FOLDER/passages.tsv`: a key and a passage a line, each passage once.
"""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from lxml import html

PACKAGES = (
    "debian-policy",
    "developers-reference",
    "debian-reference-en",
    "postgresql-doc-15",
    "python3.11-doc",
    "python-django-doc",
    "perl-doc",
    "linux-doc-6.1",
    "octave-doc",
    "erlang-doc",
    "libboost1.74-doc",
    "openjdk-17-doc",
    "ghc-doc",
    "rust-doc",
    "debian-reference-ja",
    "debian-reference-zh-cn",
    "libreoffice-help-en-us",
    "python-pandas-doc",
    "llvm-14-doc",
    "qtbase5-doc-html",
    "libgtk-3-doc",
)
"""In this order; of Debian 12. Later versions give about the same text."""

_LEAST, _MOST = 40, 2_000
"""Code points of a passage; shorter ones are labels, longer ones tables."""
_SET = ("p", "li", "dd", "blockquote", "td", "pre")
_NAME = "passages.tsv"


def passages(folder: Path, most: int) -> Iterator[tuple[str, str]]:
    """Key and text of the corpus's first passages.

    Args:
        folder: where the corpus is, or is to be made.
        most: how many.

    Raises:
        OSError, subprocess.CalledProcessError: it can't be made here.
    """
    path = folder / _NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(".part")
        with made.open("w", encoding="utf-8") as out:
            out.writelines(f"{key}\t{text}\n" for key, text in _distinct(folder))
        made.rename(path)
    with path.open(encoding="utf-8") as lines:
        for line in islice(lines, most):
            key, _, text = line.rstrip("\n").partition("\t")
            yield key, text


def _distinct(folder: Path) -> Iterator[tuple[str, str]]:
    """Every passage of every package, each once: what all pages of a manual repeat says nothing."""
    seen: set[bytes] = set()
    for package in PACKAGES:
        for path in sorted(_unpacked(folder, package).rglob("*")):
            if not path.is_file() or path.is_symlink():
                continue
            key = f"{package}-{blake2b(os.fsencode(path.relative_to(folder)), digest_size=5).hexdigest()}"
            for text in _texts(path):
                mark = blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
                if mark not in seen:
                    seen.add(mark)
                    yield key, text


def _unpacked(folder: Path, package: str) -> Path:
    place = folder / package
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", "-qq", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = folder.glob(f"{package}_*.deb")
        subprocess.run(["dpkg-deb", "-x", archive, place], check=True)
        archive.unlink()
    return place / "usr" / "share"


def _texts(path: Path) -> Iterator[str]:
    name = path.name.removesuffix(".gz")
    if not name.endswith((".html", ".htm", ".txt", ".rst", ".pod")):
        return
    data = path.read_bytes()
    if path.name.endswith(".gz"):
        data = gzip.decompress(data)
    found = _of_page(data) if name.endswith((".html", ".htm")) else data.decode("utf-8", "replace").split("\n\n")
    for text in found:
        one = " ".join(text.split()).replace("\ufffd", " ")
        if _LEAST <= len(one) <= _MOST:
            yield one


def _of_page(data: bytes) -> Iterator[str]:
    try:
        page = html.fromstring(data)
    except (ValueError, html.etree.ParserError):  # type: ignore[attr-defined]
        return
    for element in page.iter(*_SET):
        if not any(True for _ in element.iter(*_SET[:4]) if _ is not element):
            yield str(element.text_content())


if __name__ == "__main__":
    count = sum(1 for _ in passages(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10**9))
    print(f"{count:,} passages")
