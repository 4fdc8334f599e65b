"""What a conversion gives, and how it travels from the child to the parent: as JSON, so that a child taken over by its
file can hand back words and numbers but no object."""

import json
import re
from dataclasses import dataclass, fields
from typing import Any

from tui.documents.errors import DocumentError
from tui.documents.model import Metadata

_SURROGATES = re.compile("[\ud800-\udfff]")
_TOLD = {*Metadata._fields} - {"authors", "machine_translation", "edition"}


class ConversionError(DocumentError):
    """A file that can't be converted; one line that says why, without the file's name."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A file as Markdown.

    Attributes:
        text: Markdown; what was literal in the file is escaped.
        metadata: what the file says of the work, by the names of `Metadata`'s fields; `authors` is a list.
        pages: code point offset in `text` at which each page begins, and its label; in order.
        cautions: what to tell a person about the conversion.
        whole: whether this is all of it; where only a head was asked for, it may not be.
        furniture: code point offset in `text` at which a running head or a page's number begins.
    """

    text: str
    metadata: dict[str, Any]
    pages: tuple[tuple[int, str], ...] = ()
    cautions: tuple[str, ...] = ()
    whole: bool = True
    furniture: tuple[int, ...] = ()

    @property
    def told(self) -> Metadata:
        """The metadata, with nothing but strings of one line in it."""
        known: dict[str, Any] = {name: _line(value) for name, value in self.metadata.items() if name in _TOLD}
        authors = self.metadata.get("authors", ())
        return Metadata(**known, authors=tuple(line for author in authors if (line := _line(author))))


def _line(value: object) -> str:
    return " ".join(value.split())[:2000] if isinstance(value, str) else ""


def packed(converted: Converted) -> bytes:
    """The conversion as JSON in UTF-8."""
    values = [getattr(converted, field.name) for field in fields(converted)]
    return _SURROGATES.sub("\ufffd", json.dumps(values, ensure_ascii=False)).encode()


def unpacked(data: bytes) -> Converted:
    """The conversion out of JSON, with the form of everything checked.

    Raises:
        ConversionError: the child says that the file is at fault.
        ValueError: this is no answer of a child that ended well.
    """
    values = json.loads(data)
    match values:
        case {"error": str(words)}:
            raise ConversionError(" ".join(words.split())[:400])
        case [str(text), dict(metadata), list(pages), list(cautions), bool(whole), list(furniture)]:
            starts = tuple((at, _line(label)) for at, label in pages if isinstance(at, int) and 0 <= at <= len(text))
            if list(starts) != sorted(starts, key=lambda page: page[0]):
                raise ValueError("pages out of order")
            heads = tuple(at for at in furniture if isinstance(at, int))
            return Converted(text, metadata, starts, tuple(map(_line, cautions)), whole, heads)
    raise ValueError("no conversion")
