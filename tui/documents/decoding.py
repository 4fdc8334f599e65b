"""Bytes become text, and what had to be guessed is said."""

import codecs
import re
from typing import NamedTuple

from tui.documents.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format 3", "an SQLite database"),
)
_SAMPLE = 65_536
_ODD = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b\x08")
"""Controls that no text has."""
_SURROGATE = rb"\xed[\xa0-\xbf][\x80-\xbf]"
"""Half a pair of UTF-16, which some programs write as if it were a character."""


class Decoded(NamedTuple):
    """A file's text without BOM, line ends untouched; the encoding's name; what to tell a person."""

    text: str
    encoding: str
    cautions: tuple[str, ...]


def _each_byte(error: UnicodeError) -> tuple[str, int]:
    """Stand one U+FFFD for each byte that could not be decoded, so that offsets can be told beforehand."""
    assert isinstance(error, UnicodeDecodeError)
    return "\ufffd" * (error.end - error.start), error.end


codecs.register_error("ibid-each-byte", _each_byte)


def decode(data: bytes, name: str, *, cut: bool = False) -> Decoded:
    """Decode a file's bytes.

    Args:
        data: the file, or its head.
        name: what the file is called in an error.
        cut: the data is only a head: an incomplete character at its end is dropped.

    Raises:
        DocumentError: it is not text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding, cut)
    _refuse_binary(data, name)
    try:
        decoder = codecs.getincrementaldecoder("utf-8")()
        return Decoded(decoder.decode(data, final=not cut), "utf-8", ())
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _decoded(data, "utf-8", cut)
    return _decoded(data, _guess(data), cut)


def _decoded(data: bytes, encoding: str, cut: bool) -> Decoded:
    if cut and (unit := {"utf-16": 2, "utf-32": 4}.get(encoding[:6])):
        data = data[: len(data) // unit * unit]
    text = data.decode(encoding, errors="ibid-each-byte")
    cautions = []
    if encoding != "utf-8":
        cautions.append(f"read as {encoding}, not UTF-8")
    lost = text.count("\ufffd")
    if lost:
        cautions.append(f"{lost} byte{'s' if lost > 1 else ''} could not be decoded as {encoding}")
    return Decoded(text, encoding, tuple(cautions))


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(f"{name}: this is {what}, not a text; ibid --help says what can be read")
    sample = data[:_SAMPLE]
    odd = len(sample) - len(sample.translate(None, _ODD))
    if (b"\0" in sample and odd * 100 > len(sample) * 2) or odd * 10 > len(sample):
        raise DocumentError(f"{name}: this is a binary file, not a text; ibid --help says what can be read")


def _mostly_utf8(data: bytes) -> bool:
    """Whether the file is UTF-8 with some damage rather than of another encoding."""
    if re.search(_SURROGATE, data):
        try:
            re.sub(_SURROGATE, b"", data).decode()
        except UnicodeDecodeError:
            pass
        else:
            return True
    sample = data[: 16 * _SAMPLE].decode("utf-8", errors="ibid-each-byte")
    lost = sample.count("\ufffd")
    sound = sum(1 for char in sample if ord(char) > 127) - lost
    return sound > 3 * lost or lost * 2000 < len(sample)


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * _SAMPLE]).best()
    if best is None:
        return "utf-8"
    # What is read as GB2312 is in practice its superset; so a rare character does not become a hole.
    return {"gb2312": "gb18030", "gbk": "gb18030"}.get(best.encoding, best.encoding.replace("_", "-"))
