"""The document of the benchmarks as if it were written in other scripts: word for word, its mentions in place."""

import re
import zlib
from collections.abc import Callable
from dataclasses import replace

from tui.concepts.model import Mention
from tui.documents.model import Document

_WORD = re.compile(r"[^\W_]+")
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def _letters(others: str) -> Callable[[str], str]:
    table = str.maketrans(_LATIN + _LATIN.upper(), others + others.upper())
    return lambda word: word.translate(table)


def _pieces(size: int, first: int, count: int) -> Callable[[str], str]:
    """Each so many letters as one of so many characters."""

    def told(word: str) -> str:
        parts = [word[at : at + size].lower() for at in range(0, len(word), size)]
        return "".join(chr(first + zlib.crc32(part.encode()) % count) for part in parts)

    return told


def _signed(word: str) -> str:
    """Consonants, every other one with the sign of a vowel."""
    return "".join(chr(0x915 + ord(one) % 30) + "\u093f" * (at % 2) for at, one in enumerate(word))


_FULL_WIDTH = str.maketrans(",.;:()", "，。；：（）", " ")

SCRIPTS: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
    "typographic quotes": (str, lambda signs: signs.replace("'", "’").replace(",", "” “")),
    "accents": (_letters("abçdéfghïjklmñôpqrštüvwxýž"), str),
    "Cyrillic": (_letters("абцдефгхийклмнопярстувщжыз"), str),
    "Devanagari": (_signed, str),
    "Korean": (_pieces(2, 0xAC00, 2_000), str),
    "Chinese": (_pieces(5, 0x4E00, 3_000), lambda signs: signs.translate(_FULL_WIDTH)),
}
"""What becomes of a word, and of what stands between two."""


def told(document: Document, mentions: tuple[Mention, ...], script: str) -> tuple[Document, tuple[Mention, ...]]:
    """The document and its mentions in another script."""
    of_word, of_signs = SCRIPTS[script]
    passages, places = [], []
    for passage in document.passages:
        parts: list[str] = []
        size = done = 0
        place = {0: 0}
        for found in _WORD.finditer(passage.text):
            for part, end in (
                (of_signs(passage.text[done : found.start()]), found.start()),
                (of_word(found.group()), found.end()),
            ):
                parts.append(part)
                size += len(part)
                place[end] = size
            done = found.end()
        parts.append(of_signs(passage.text[done:]))
        passages.append(replace(passage, text="".join(parts)))
        places.append(place)
    moved = [
        one._replace(start=places[one.passage][one.start], end=places[one.passage][one.end])
        for one in mentions
        if one.start in places[one.passage] and one.end in places[one.passage]
    ]
    return replace(document, passages=tuple(passages)), tuple(moved)
