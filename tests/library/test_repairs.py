"""What a person took back is kept, found again by every way to the text, and lost by nothing but putting it back."""

from pathlib import Path

import pytest

from tests.documents.messy import FIRST, MESSY, SECOND, read
from tui.documents.model import Document
from tui.library.adding import add
from tui.library.open import Sources, open_reading
from tui.library.repairing import Line, Repairing, RepairingError
from tui.library.repairs import Repairs
from tui.library.shelf import Shelf
from tui.library.store import LibraryError, Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "messy.txt"
    path.write_text(MESSY, "utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


@pytest.fixture
def repairs(library: Path) -> Repairs:
    return Repairs(Store(library))


def opened(path: Path, library: Path) -> Document:
    """The document as any command or the reader opens it."""
    return open_reading(str(path), Sources({}, tuple, library=lambda: Store(library))).document


def line(repairing: Repairing, kind: str, place: str = "s1/p1") -> Line:
    subject = repairing.original.by_place[place]
    return next(one for one in repairing.lines(subject) if one.repair.kind == kind)


def places(document: Document) -> list[str]:
    return [passage.place for passage in document.passages]


def test_a_repair_taken_back_stays_so_until_it_is_put_back(path: Path, library: Path, repairs: Repairs) -> None:
    repairing = Repairing(opened(path, library), path, repairs)
    said = repairing.take_back(line(repairing, "join"))
    assert said == "Taken back for good: p1 is p1a and p1b now."
    again = opened(path, library)
    assert again == repairing.document
    assert {"s1/p1a", "s1/p1b"} <= {*places(again)}
    later = Repairing(again, path, Repairs(Store(library)))
    later.put_back(line(later, "join"))
    assert places(opened(path, library)) == places(read())


def test_each_document_has_its_own(path: Path, library: Path, repairs: Repairs) -> None:
    other = path.with_name("other.txt")
    other.write_text(MESSY, "utf-8")
    repairing = Repairing(opened(path, library), path, repairs)
    repairing.take_back(line(repairing, "mark"))
    assert opened(other, library).taken_back == ()
    assert len(opened(path, library).taken_back) == 1
    assert len(opened(path.parent / "." / path.name, library).taken_back) == 1


def test_it_is_found_again_when_the_file_has_changed_and_kept_when_it_is_not(
    path: Path, library: Path, repairs: Repairs
) -> None:
    repairing = Repairing(opened(path, library), path, repairs)
    repairing.take_back(line(repairing, "join"))
    path.write_text(MESSY.replace("## 1.", "Some words more.\n\n## 1."), "utf-8")
    assert {"s1/p1a", "s1/p1b"} <= {*places(opened(path, library))}
    path.write_text(MESSY.replace(FIRST, "Something else.").replace(SECOND, "And another thing."), "utf-8")
    gone = opened(path, library)
    assert gone.taken_back == ()
    assert Repairing(gone, path, repairs).missing == 1
    path.write_text(MESSY, "utf-8")
    assert {"s1/p1a", "s1/p1b"} <= {*places(opened(path, library))}


def test_undo_takes_each_step_back(path: Path, library: Path, repairs: Repairs) -> None:
    repairing = Repairing(opened(path, library), path, repairs)
    before = repairing.document
    with pytest.raises(RepairingError, match="yet"):
        repairing.undo()
    repairing.take_back(line(repairing, "join"))
    repairing.take_back(line(repairing, "dehyphenate"))
    both = repairing.document
    repairing.put_back(line(repairing, "join"))
    assert "s1/p1" in places(repairing.document)
    repairing.undo()
    assert repairing.document == both == opened(path, library)
    repairing.undo()
    repairing.undo()
    assert repairing.document == before == opened(path, library)
    assert repairs.of(path) == []


def test_the_parts_and_what_was_taken_back_are_listed_with_what_stands(
    path: Path, library: Path, repairs: Repairs
) -> None:
    repairing = Repairing(opened(path, library), path, repairs)
    subject = repairing.original.by_place["s1/p1"]
    count = len(repairing.lines(subject))
    repairing.take_back(line(repairing, "cut-note"))
    lines = repairing.lines(subject)
    assert [one.repair.kind for one in lines if one.row] == ["cut-note"]
    assert len(lines) == count + 1  # the join of what came back with what follows it
    repairing.take_back(line(repairing, "join"))
    assert [p.place for p in repairing.family(subject)] == ["s1/p1a", "s1/p1b"]
    assert repairing.subject(repairing.family(subject)[1]) in (subject, repairing.original.by_place["s1/n1"])


def test_without_a_file_it_holds_while_the_document_is_open(library: Path, repairs: Repairs) -> None:
    repairing = Repairing(read(), None, repairs)
    assert repairing.take_back(line(repairing, "mark")).startswith("Taken back until you leave")
    assert repairing.changed
    repairing.undo()
    assert repairing.document == read()


def test_what_cannot_be_kept_is_not_taken_back(path: Path, library: Path) -> None:
    store = Store(library)
    repairing = Repairing(opened(path, library), path, Repairs(store))
    before = repairing.document
    store.close()
    with pytest.raises(LibraryError):
        repairing.take_back(line(repairing, "mark"))
    assert repairing.document == before
    assert not repairing.changed


def test_a_library_that_can_not_be_used_is_said_and_the_text_is_read(path: Path, library: Path) -> None:
    library.write_bytes(b"no database" * 100)
    document = opened(path, library)
    assert places(document) == places(read())
    assert any("read with every repair" in caution for caution in document.cautions)


def test_a_repair_of_any_characters_is_kept(path: Path, library: Path, repairs: Repairs) -> None:
    path.write_text("# A\n\nOne '\"; drop table repair; \u00b6 \u202e\x07 two.\n", "utf-8")
    repairing = Repairing(opened(path, library), path, repairs)
    repairing.take_back(line(repairing, "mark", "s0/p1"))
    assert "\u00b6" in opened(path, library).passages[1].text


def test_each_repair_of_the_article_can_be_seen_taken_back_and_put_back(
    article_path: Path, library: Path, repairs: Repairs
) -> None:
    repairing = Repairing(opened(article_path, library), article_path, repairs)
    recorded = {repair for passage in repairing.original.passages for repair in passage.repairs}
    subject: int | None = -1
    seen = set()
    while (subject := repairing.next_subject(subject, 1)) is not None:
        for at, shown in enumerate(repairing.lines(subject)):
            seen.add(shown.repair)
            repairing.take_back(shown)
            again = repairing.lines(subject)
            taken = [one for one in again if one.row is not None]
            assert shown.repair in {one.repair for one in taken}, (subject, at)
            repairing.put_back(taken[0])
    assert seen == recorded
    assert repairing.document == repairing.original
    assert repairs.of(article_path) == []


def test_a_library_counts_a_document_as_it_is_read(path: Path, library: Path, repairs: Repairs) -> None:
    shelf = Shelf(Store(library))
    add(path, shelf, ())
    before = shelf.at(str(path))
    repairing = Repairing(opened(path, library), path, repairs)
    repairing.take_back(line(repairing, "join"))
    repairing.close()
    after = shelf.at(str(path))
    assert before is not None
    assert after is not None
    assert after.passages == before.passages + 1
    path.write_text(MESSY + "\n\nOne paragraph more than there was.\n", "utf-8")
    add(path, shelf, ())
    assert shelf.at(str(path)) == after._replace(
        digest=(now := shelf.entries()[0]).digest, size=now.size, modified=now.modified, passages=after.passages + 1,
        words=after.words + 6,
    )  # fmt: skip
