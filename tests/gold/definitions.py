"""Definitions of short forms in sentences of five fields, beside the PyPI package `abbreviations`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.gold.row import Row
from tui.concepts.definitions import definitions

Pairs = set[tuple[str, str]]


class Sentence(NamedTuple):
    """A sentence and the short and long forms it defines, folded."""

    text: str
    defined: Pairs


def sentences() -> list[Sentence]:
    """The labelled sentences."""
    found = []
    for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        text, arrow, label = line.partition(" =>")
        if arrow and not line.startswith("#"):
            pairs = (pair.partition(": ") for pair in label.strip().split(" ;; ") if pair)
            found.append(Sentence(text, {_pair(short, long) for short, _, long in pairs}))
    return found


def _pair(short: str, long: str) -> tuple[str, str]:
    return short.casefold(), " ".join(long.casefold().split())


def _ours(text: str) -> Pairs:
    return {_pair(one.short, one.long) for one in definitions(text)}


def _theirs(text: str) -> Pairs:
    from abbreviations import schwartz_hearst  # type: ignore[import-untyped]

    found = schwartz_hearst.extract_abbreviation_definition_pairs(doc_text=text)
    return {_pair(short, long) for short, long in found.items()}


def measured(find: Callable[[str], Pairs]) -> tuple[float, float]:
    """Precision and recall."""
    right = found = wanted = 0
    for sentence in sentences():
        told = find(sentence.text)
        right += len(told & sentence.defined)
        found += len(told)
        wanted += len(sentence.defined)
    return right / max(1, found), right / wanted


def rows() -> Iterator[Row]:
    """Precision and recall, ours and theirs."""
    precision, recall = measured(_ours)
    try:
        theirs = measured(_theirs)
        peers: tuple[dict[str, float], ...] = tuple({"abbreviations": figure} for figure in theirs)
    except ImportError:
        peers = ({}, {})
    count = f"{len(sentences())} sentences"
    yield Row("definitions: precision", precision, 0.95, peers[0], count)
    yield Row("definitions: recall", recall, 0.88, peers[1], count)
