"""Words brought down to their stems, and phrases cut into members: what two wordings of one thing have in common."""

import re
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from tui.concepts.collocates import FUNCTION_WORDS
from tui.text.spans import Span
from tui.text.words import Word, words

_TOGETHER = frozenset(["co", "joint", "jointly", "together", "mutual", "mutually", "common", "shared"])
"""Words by which translators say that something is done together."""

_LONG = 7
"""letters of a stem from which on a last i tells it from no other"""
JOINT = "+"
"""The stem that stands for all of them, where something else follows."""

_KIN = {
    "treatment": "treat",
    "settlement": "settl",
    "payment": "pay",
    "judgment": "judg",
    "judgement": "judg",
    "disclosur": "disclos",
    "failur": "fail",
    "liabil": "liabl",
    "consider": "consid",
    "notif": "notifi",
    "guidanc": "guid",
    "complianc": "compli",
    "strength": "strong",
    "breadth": "broad",
    "depth": "deep",
    "height": "high",
    "truth": "true",
    "wisdom": "wise",
    "poverti": "poor",
    "candour": "candid",
    "candor": "candid",
}
"""Stems that Snowball gives to a noun and not to the verb or the adjective it is of: "consideration", "to consider"."""

_stemmer = snowballstemmer.stemmer("english")

_CLAUSE = re.compile(r"[.;:!?()\[\]{}\"“”„«»‹›《》「」—–。；：！？（）]|\n\s*\n")
_QUOTES = '"“”„«»‹›《》「」'
_MEMBER = re.compile(r"[,，、]|\b(?:and|or)\b|&", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded English word (M. F. Porter's Snowball, 2001); words of other scripts are their own."""
    if not word.isascii() or word.isdecimal():
        return word
    found = str(_stemmer.stemWord(word))
    found = _KIN.get(found, found)
    if found.endswith("f") and word.startswith(f"{found}f"):  # "staffing" with "staff"
        return f"{found}f"
    if found.endswith("aci") and not found.endswith("craci"):  # "advocacy" with "advocate"
        return found[:-3]
    if found.endswith("ici"):  # "beneficial" goes with "benefit"
        return found[:-3] + "it"
    if found.endswith("ionari"):  # "precautionary" with "precaution"
        return found[:-6]
    if found.endswith("entari"):  # "parliamentary" with "parliament"
        return found[:-3]
    return found[:-1] if len(found) >= _LONG and found.endswith("i") else found  # "autonomy" with "autonomous"


class Token(NamedTuple):
    """A word of a text with its stem; an empty stem for a word of function."""

    start: int
    end: int
    folded: str
    stem: str


def token(word: Word) -> Token:
    """A word with its stem."""
    if word.folded in _TOGETHER and word.folded in ("co", "joint", "jointly", "together"):
        return Token(word.start, word.end, word.folded, JOINT)
    content = (word.folded not in FUNCTION_WORDS or word.folded == "just") and (
        len(word.folded) > 1 or not word.folded.isascii()
    )
    return Token(word.start, word.end, word.folded, stem(word.folded) if content else "")


def tokens(text: str) -> list[Token]:
    """The words of a text with their stems."""
    return [token(word) for word in words(text)]


class Clause(NamedTuple):
    """A stretch of a text that no name runs over the ends of."""

    start: int
    end: int
    quoted: bool
    """whether quotation marks stand on both sides: the author set it apart as one"""


def clauses(text: str) -> list[Clause]:
    """The stretches of a text between marks that no name runs over; a comma is no such mark."""
    found, start, opened = [], 0, False
    for mark in _CLAUSE.finditer(text):
        quote = mark.group() in _QUOTES
        found.append(Clause(start, mark.start(), opened and quote))
        start, opened = mark.end(), quote
    found.append(Clause(start, len(text), False))
    return [one for one in found if text[one.start : one.end].strip()]


def members(text: str, start: int, end: int) -> list[Span]:
    """A clause cut at its commas and conjunctions; empty members (", and") are left out."""
    spans, at = [], start
    for mark in _MEMBER.finditer(text, start, end):
        spans.append((at, mark.start()))
        at = mark.end()
    spans.append((at, end))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def untorn(text: str, start: int, end: int) -> Span:
    """A stretch with the rest of the words a hyphen ties to it."""
    while start > 1 and text[start - 1] == "-" and text[start - 2].isalnum():
        start -= 2
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    while end + 1 < len(text) and text[end] == "-" and text[end + 1].isalnum():
        end += 2
        while end < len(text) and text[end].isalnum():
            end += 1
    return start, end
