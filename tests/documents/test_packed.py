"""A large document is held in little room, and is the same to all who read it."""

import pickle
from pathlib import Path

import pytest

from tests.documents.messy import MESSY
from tui.documents import assembly, blocks, markdown, reading
from tui.documents.blocks import Block, Reference
from tui.documents.decoding import Decoded
from tui.documents.model import Document, Repair, Role
from tui.documents.packed import Packed
from tui.documents.taking_back import selector_of, take_back

ARTICLE = Path(__file__).parents[3] / "shared" / "000_cccc5f5063fb33a8.txt"
MARKED = """# Tolls

A *ferry* “crosses” [here](http://example.org/a)[^1] and
there\\*.

> Who pays,
> may cross.

1. One
2. Two

| a | b |
|---|---|
| 1 | 2 |

    kept as
      it stands

[^1]: A note, in
    two lines.
"""
TEXTS = {"messy.txt": MESSY, "marked.md": MARKED}
if ARTICLE.exists():
    TEXTS["article.txt"] = ARTICLE.read_text("utf-8")


def read(name: str) -> Document:
    return reading.read_text(TEXTS[name], "k", name, Decoded(TEXTS[name], "utf-8", ()))


@pytest.mark.parametrize("name", TEXTS)
def test_a_large_document_is_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    small = read(name)
    for module, constant in ((assembly, "LARGE"), (blocks, "LARGE"), (markdown, "LARGE"), (reading, "LARGE_TEXT")):
        monkeypatch.setattr(module, constant, 0)
    large = read(name)
    assert isinstance(large.passages, Packed)
    assert list(large.passages) == list(small.passages)
    assert large == small
    assert [list(figures) for figures in large.figures] == [list(figures) for figures in small.figures]


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_sent_without_its_source(name: str) -> None:
    document = read(name)
    packed = Packed(document.source, document.passages)
    sent = pickle.loads(pickle.dumps(packed))
    assert sent.source == ""
    assert sent.of(document.source) == document.passages


@pytest.mark.parametrize("name", TEXTS)
def test_with_a_repair_taken_back_too(name: str) -> None:
    document = read(name)
    for passage in document.passages:
        for repair in passage.repairs:
            after = take_back(document, [selector_of(document, passage, repair)])
            assert Packed(after.source, after.passages) == after.passages


def test_it_is_asked_as_a_tuple_is() -> None:
    passages = read("messy.txt").passages
    packed = Packed(MESSY, passages)
    assert packed[-1] == passages[-1]
    assert packed[2:5] == passages[2:5]
    assert packed != passages[:-1]
    with pytest.raises(IndexError):
        packed[len(passages)]


def test_the_passage_at_an_offset_is_found() -> None:
    document = read("messy.txt")
    for offset in range(-1, len(MESSY) + 1):
        holding = [p for p in document.passages if any(a <= offset < b for a, b in p.spans)]
        before = [p for p in document.passages if p.start <= offset]
        assert document.at(offset) == (holding[0] if holding else before[-1] if before else None)


def test_a_folded_block_has_its_lists_when_they_are_asked_for() -> None:
    block = Block([(0, 9)], Role.BODY)
    block.edit(2, 4, "x", "mark", "why")
    block.repairs.append(Repair("join", 3, "", " "))
    edits, repairs = [*block.edits], [*block.repairs]
    block.fold()
    assert block.peek("edits") == edits
    assert block.folded
    block.references.append(Reference(5, "1"))
    assert (block.edits, block.repairs, block.references) == (edits, repairs, [Reference(5, "1")])
    assert block.emphasis == []
