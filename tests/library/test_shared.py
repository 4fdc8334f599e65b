"""A library on a server: documents, mentions and index are there; what a person leaves behind is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.search.server.clusters import Cluster, new_database
from tui.library.adding import add
from tui.library.open import Sources, open_reading
from tui.library.shared import SharedLibrary
from tui.library.store import LibraryError
from tui.search.model import Hit, QueryError
from tui.search.query import parse
from tui.search.searching import Search
from tui.search.server.connection import Address, Times
from tui.search.server.preparing import prepare
from tui.settings import places

AWAY = Times(connect=2, answer=2.0, pause=0.0)
Opened = Callable[[], SharedLibrary]


@pytest.fixture
def opened(cluster: Cluster, tmp_path: Path) -> Opened:
    """Opens one library, as a program does, each time anew."""
    url = cluster.url(database=new_database(cluster))
    prepare(Address(url))
    return lambda: SharedLibrary(url, tmp_path / "servers", (places.seed_catalogue(),), AWAY)


def searching(library: SharedLibrary) -> Search:
    return library.search(sources(library))


def sources(library: SharedLibrary) -> Sources:
    return Sources({}, lambda: (places.seed_catalogue(), *library.catalogues()), shared=lambda: library)


def find(library: SharedLibrary, query: str) -> list[str]:
    hits: list[Hit] = searching(library).search(parse(query))
    return [hit.anchor for hit in hits]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_added_is_found_by_all_at_once_and_gone_when_removed(opened: Opened, tmp_path: Path) -> None:
    mine, theirs = opened(), opened()
    assert find(theirs, "bank") == []
    path = write(tmp_path, "paper.md", "# Paper\n\nThe African Union lends to no bank.\n")
    assert add(path, mine.shelf).state == "added"
    theirs.engine.renew()
    assert find(theirs, "bank") == ["paper/s0/p1"]
    assert [entry.key for entry in theirs.shelf.entries()] == ["paper"]
    mine.shelf.drop("paper")
    theirs.engine.renew()
    assert find(theirs, "bank") == []
    assert theirs.engine.size == 0
    assert theirs.engine.vocabulary.passages("bank") == 0


def test_a_file_that_has_not_changed_costs_nothing_and_one_that_has_is_read_anew(
    opened: Opened, tmp_path: Path
) -> None:
    library = opened()
    path = write(tmp_path, "paper.md", "Old words about zebras.\n")
    assert add(path, library.shelf).state == "added"
    before = library.engine.generation
    assert add(path, library.shelf).state == "unchanged"
    write(tmp_path, "paper.md", "New words about lions, and more of them.\n")
    assert add(path, library.shelf).state == "changed"
    library.engine.renew()
    assert library.engine.generation == before + 1
    assert find(library, "lions") == ["paper/s0/p1"]
    assert find(library, '"about zebras"') == []
    assert library.engine.size == 1


def test_a_key_that_another_has_is_given_with_a_number(opened: Opened, tmp_path: Path) -> None:
    library = opened()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        add(write(tmp_path / folder, "text.md", f"Words of {folder}."), library.shelf)
    assert [entry.key for entry in library.shelf.entries()] == ["text", "text-2"]
    assert all(":" in entry.path for entry in library.shelf.entries())


def test_a_document_is_read_from_the_server_wherever_its_file_was(opened: Opened, tmp_path: Path) -> None:
    path = write(tmp_path, "paper.md", "# Paper\n\nThe African Union and the AU.\n")
    add(path, opened().shelf)
    path.write_text("Something else on this host.")
    reading = open_reading("paper", sources(opened()))
    assert reading.document.title == "Paper"
    assert reading.path is not None
    assert reading.path.parent.name == "documents"
    assert [mention.concept for mention in reading.mentions] == ["african-union"] * 2


def test_concepts_and_kinds_are_answered_from_the_index_with_their_places(opened: Opened, tmp_path: Path) -> None:
    library = opened()
    add(write(tmp_path, "paper.md", "The African Union met.\n\nNobody met.\n\nASEAN met.\n"), library.shelf)
    found = searching(library).search(parse("concept:african-union met"))
    assert [(hit.anchor, [hit.text[a:b] for a, b in hit.matches]) for hit in found] == [
        ("paper/s0/p1", ["African Union", "met"])
    ]
    assert sorted(find(library, "kind:organization")) == ["paper/s0/p1", "paper/s0/p3"]
    assert find(library, "concept:asean kind:organization nobody") == []


def test_filters_by_document_author_and_year_follow_the_library(opened: Opened, tmp_path: Path) -> None:
    library = opened()
    search = searching(library)
    text = "---\ntitle: Paper\nauthor: Ann Mensah\ndate: {}\n---\n\nWords.\n"
    add(write(tmp_path, "one.md", text.format(1999)), library.shelf)
    library.engine.renew()
    assert [hit.document for hit in search.search(parse("words year:1990..2000"))] == ["one"]
    add(write(tmp_path, "two.md", text.format(2020)), library.shelf)
    library.engine.renew()
    assert [hit.document for hit in search.search(parse("words by:mensah"))] == ["one", "two"]
    assert [hit.document for hit in search.search(parse("words doc:two"))] == ["two"]


def test_a_catalogue_given_to_the_library_holds_for_all_its_readers(opened: Opened, tmp_path: Path) -> None:
    mine, theirs = opened(), opened()
    add(write(tmp_path, "paper.md", "The Zebra League met.\n"), mine.shelf)
    mine.put_catalogue("zebras", '[[concept]]\nid = "zl"\nkind = "league"\nlabel = "Zebra League"\n')
    mine.relink("paper")
    assert find(theirs, "concept:zl") == find(theirs, "kind:league") == ["paper/s0/p1"]
    assert [one.concept for one in open_reading("paper", sources(theirs)).mentions] == ["zl"]
    assert mine.drop_catalogue("zebras")
    assert not mine.drop_catalogue("zebras")


def test_a_concept_of_ones_own_catalogue_is_not_taken_for_one_that_nothing_mentions(
    opened: Opened, tmp_path: Path
) -> None:
    library = opened()
    own = write(tmp_path, "own.toml", '[[concept]]\nid = "zl"\nkind = "league"\nlabel = "Zebra League"\n')
    mine = Sources({}, lambda: (places.seed_catalogue(), own), shared=lambda: library)
    for query in ("concept:zl", "kind:league"):
        with pytest.raises(QueryError, match="stands in no catalogue of the shared library"):
            library.search(mine).search(parse(query))


def test_texts_that_postgresql_does_not_take_are_kept_all_the_same(opened: Opened, tmp_path: Path) -> None:
    library = opened()
    path = tmp_path / "odd.md"
    path.write_bytes(b"A nul \x00 here, it's 'quoted' \\ and \xff undecodable; & | ! <-> :* ( )\n\n" + b"x" * 5000)
    assert add(path, library.shelf).state == "added"
    assert find(library, "undecodable quoted") == ["odd/s0/p1"]
    assert library.shelf.content("odd") == path.read_bytes()


def test_a_passage_as_large_as_a_book_is_searched_too(opened: Opened, tmp_path: Path) -> None:
    library = opened()
    words = " ".join(f"word{number}" for number in range(150_000))
    add(write(tmp_path, "large.md", f"first words {words} and the very last ones"), library.shelf)
    assert find(library, '"first words" word149') == ["large/s0/p1"]


def test_what_is_open_stays_readable_while_the_server_is_away(opened: Opened, cluster: Cluster, tmp_path: Path) -> None:
    library = opened()
    add(write(tmp_path, "one.md", "The African Union."), library.shelf)
    add(write(tmp_path, "two.md", "Another."), library.shelf)
    first = open_reading("one", sources(library)).document.source
    hit = find(library, "african")
    cluster.stop()
    try:
        assert open_reading("one", sources(opened())).document.source == first
        with pytest.raises(LibraryError, match=r"^127\.0\.0\.1:\d+/library\d+: .*refused$") as told:
            open_reading("two", sources(opened()))
        assert "\n" not in str(told.value)
    finally:
        cluster.start()
    assert find(library, "african") == hit


def test_what_a_server_says_is_no_path(opened: Opened, tmp_path: Path) -> None:
    library = opened()
    add(write(tmp_path, "one.md", "Words."), library.shelf)
    with library.changing() as cursor:
        cursor.execute("update ibid.document set key = '../../evil', path = 'host:/x/../../../evil.sh; rm'")
        cursor.execute("insert into ibid.catalogue (name, source) values ('../../evil', '')")
    file = library.shelf.file("../../evil")
    assert file is not None
    assert file.parent == library.folder / "documents"
    assert [path.parent for path in library.catalogues()] == [library.folder / "catalogues"]


def test_nothing_a_person_leaves_behind_has_a_place_on_the_server(opened: Opened) -> None:
    tables = {name for (name,) in opened().rows("select tablename::text from pg_tables where schemaname = 'ibid'")}
    assert {name for name in tables if not name.startswith("passage")} == {
        "about", "document", "content", "linked", "naming", "catalogue", "tally", "leaving",
    }  # fmt: skip
