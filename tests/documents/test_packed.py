"""A large document is held in little room, and is the same to all who read it."""

import pickle
from pathlib import Path

import pytest

from tests.documents.messy import MESSY
from tui.documents import assembly, markdown, reading
from tui.documents.blocks import Block, Reference
from tui.documents.decoding import Decoded
from tui.documents.model import Document, Repair, Role
from tui.documents.packed import Packed
from tui.documents.repair.context import Context, split
from tui.documents.rows import Rows
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
    for module, constant in ((assembly, "LARGE"), (markdown, "LARGE"), (reading, "LARGE_TEXT")):
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
    parts = packed.parted()
    sent = pickle.loads(pickle.dumps(packed))
    assert sent.source == ""
    assert sent.of(document.source, parts) == document.passages


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


@pytest.fixture
def table() -> Rows:
    return Rows()


def test_a_block_in_a_table_has_its_lists_when_they_are_asked_for(table: Rows) -> None:
    block = Block([(0, 9)], Role.BODY, marker="1.")
    block.edit(2, 4, "x", "mark", "why")
    block.repairs.append(Repair("join", 3, "", " "))
    table.append(block)
    assert table[0].peek("edits") == block.edits
    table[0].references.append(Reference(5, "1"))
    row = table[0]
    assert (row.edits, row.repairs, row.references) == (block.edits, block.repairs, [Reference(5, "1")])
    assert (row.emphasis, row.marker, row.start, row.end) == ([], "1.", 0, 9)


def test_what_is_changed_in_a_table_stays_changed_however_many_blocks_it_has(table: Rows) -> None:
    source = "ab " * 2_000
    for at in range(2_000):
        table.append(Block([(3 * at, 3 * at + 2)]))
        table[at].edit(3 * at, 3 * at + 1, f"{at}", "mark")
    table[7].append(table[8], " ")
    table[9].role = Role.NOTE
    assert [row.text(source) for row in table[6:10]] == ["6b", "7b 8b", "8b", "9b"]
    assert table[1_999].text(source) == "1999b"
    assert [row.role for row in table[8:10]] == [Role.BODY, Role.NOTE]
    assert table[7].pieces == [(21, 23), (24, 26)]


def test_a_block_cut_out_of_a_row_becomes_a_row_of_its_own(table: Rows) -> None:
    context = Context("one two")
    table.append(Block([(0, 7)]))
    table += split(table[0], 4, context)
    assert [row.text(context.source) for row in table] == ["one ", "two"]
    assert table.like().table is table.table
