"""A shared library over two servers: a change that only one of them keeps is none, and what it left is swept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.server.clusters import Cluster, missing, room
from tui.library.adding import add
from tui.library.open import Sources
from tui.library.shared import SharedLibrary
from tui.library.store import LibraryError
from tui.search.query import parse
from tui.search.server.connection import Address
from tui.search.server.nodes import read_nodes
from tui.search.server.preparing import prepare
from tui.settings import places

_BROKEN = """
create function ibid_part.fail() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$;
create constraint trigger fail after insert on ibid_part.passage_{0} deferrable initially deferred
for each row execute function ibid_part.fail()
"""


class Two:
    """A library on one server, its passages on that one and another."""

    def __init__(self, folder: Path) -> None:
        self.clusters = Cluster(folder / "first"), Cluster(folder / "second")
        self.url = self.clusters[0].url()
        prepare(Address(self.url), read_nodes(",".join(cluster.host for cluster in self.clusters)))
        self.library = SharedLibrary(self.url, folder / "words", (places.seed_catalogue(),))

    def on_nodes(self) -> int:
        """How many passages lie on the nodes, whether they have a document or not."""
        return int(self.library.rows("select count(*) from ibid.passage")[0][0])

    def change(self, number: int, statement: str) -> None:
        with Address(self.clusters[number].url()).open() as connection:
            connection.execute(statement.encode())

    def find(self, query: str) -> list[str]:
        self.library.engine.renew()
        sources = Sources({}, lambda: (places.seed_catalogue(),), shared=lambda: self.library)
        return [hit.anchor for hit in self.library.search(sources).search(parse(query))]


@pytest.fixture
def two() -> Iterator[Two]:
    if told := missing():
        pytest.skip(told)
    with room() as folder:
        made = Two(folder)
        try:
            yield made
        finally:
            for one in made.clusters:
                one.stop()


@pytest.mark.parametrize("broken", [0, 1])
def test_what_one_node_kept_and_the_other_did_not_is_as_it_was_and_then_swept(
    two: Two, tmp_path: Path, broken: int
) -> None:
    path = tmp_path / "paper.md"
    path.write_text("\n\n".join(f"Old zebra number {one}." for one in range(40)))
    assert add(path, two.library.shelf).state == "added"
    assert two.on_nodes() == 40
    old = two.find("zebra")
    assert len(old) == 40
    two.change(broken, _BROKEN.format(broken))
    path.write_text("\n\n".join(f"New lion number {one}." for one in range(30)))
    with pytest.raises(LibraryError, match="no room"):
        add(path, two.library.shelf)
    assert sorted(two.find("zebra")) == sorted(old)
    assert two.find("lion") == []
    two.change(broken, f"drop trigger fail on ibid_part.passage_{broken}")
    assert add(path, two.library.shelf).state == "changed"
    assert len(two.find("lion")) == 30
    assert two.find("zebra") == []
    two.change(0, "update ibid.leaving set since = now() - interval '2 hours'")
    (tmp_path / "other.md").write_text("Another.")
    assert add(tmp_path / "other.md", two.library.shelf).state == "added"
    assert two.on_nodes() == 31
    assert two.library.rows("select * from ibid.leaving") == []
    two.library.shelf.drop("paper")
    assert two.on_nodes() == 1
