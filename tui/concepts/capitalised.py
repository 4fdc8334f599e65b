"""Capitalised names around head nouns, in the languages whose heads are known."""

import re
from collections.abc import Iterator

from tui.concepts.collocates import FUNCTION_WORDS
from tui.concepts.heads import is_headed


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŠŽČА-ЯЁ"
_NAME = re.compile(
    rf"(?<![\w.-])[{_CAPITAL}][\w’'-]*(?:\.[{_CAPITAL}][\w’'-]+)?"
    r"(?:\s+(?:(?:(?:of|for|on|de|du|für|zur|zum|des|der|del|di)\s+(?:(?:the|la|las|los|die|das|den)\s+)?"
    r"|de\s+l['’]|d['’]|and\s+(?!the\s)|und\s+(?!(?:die|der|das)\s)|et\s+(?:de\s+)?|y\s+))?"
    rf"[{_CAPITAL}][\w’'-]*)+"
)
_FIRMS = re.compile(r"(?:(?<=\bCo)|(?<=\b(?:Inc|Ltd|Plc|PLC|LLC))|(?<=\bCorp)|(?<=\bLimited))\s+and\s+")
"""where one firm ends and another begins"""
_BEFORE = FUNCTION_WORDS | _set(
    "der die das den dem des ein eine einen einem einer eines im am zum zur beim vom auf aus bei mit nach von vor für "
    "ihr ihre ihrem ihren ihres ihrer sein seine seinem seinen welche welcher welches welchem diese dieser dieses "
    "diesem jede jeder jedes alle kein keine wenn dann auch nur noch und oder aber so als wie "
    "le la les un une au aux du ce cet cette ces mon ma mes notre nos votre vos leur leurs son sa ses chaque quel "
    "quelle quels quelles selon dans pour par sur avec sans et ou mais si "
    "el los las una unos unas al del este esta estos estas su sus según en con por para sin y o "
    "il lo gli i uno dei delle della dello nel nella "
    "в на по о об с из за от для при к и а но или его её их этот эта это эти что как если"
)
"""what a sentence begins with that is no part of a name"""
_BEHIND = _set("of for and on the to in de du with by or a an für der des die das und zur zum et la les del di y")


def capitalised_names(text: str) -> Iterator[str]:
    """The capitalised names that have a head noun, without what only the beginning of a sentence capitalises."""
    for part in (part for match in _NAME.finditer(text) for part in _FIRMS.split(match.group())):
        words = part.split()
        while words and words[0].casefold() in _BEFORE:
            words.pop(0)
        while words and words[-1].casefold() in _BEHIND:
            words.pop()
        name = " ".join(words).removesuffix("'s").removesuffix("’s").rstrip("’'-")
        if len(words) > 1 and is_headed(name) and not name.isupper() and not _is_list(words):
            yield name


def _is_list(words: list[str]) -> bool:
    """Whether words in capitals are no name: "Request Format Reply Format", "D Center"."""
    return words.count(words[-1]) > 1 or (len(words) == 2 and min(map(len, words)) == 1)
