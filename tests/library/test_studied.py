"""What is kept of a document for counting: as much as the document would give, and only while it is that document."""

from pathlib import Path

import pytest

from tui.concepts.analysis import Analysis
from tui.concepts.model import Catalogue
from tui.documents.reading import read
from tui.library.adding import add
from tui.library.indexed import Following
from tui.library.shelf import Shelf
from tui.library.store import Store
from tui.library.studied import Studied

TEXT = """# Weirs

The weir’s toll was 亚投行 high.

Nobody paid.[^1]

## Mills

A \x1b mill\\
ground.

[^1]: But one.
"""


@pytest.fixture
def shelved(tmp_path: Path) -> tuple[Store, Path]:
    path = tmp_path / "weirs.md"
    path.write_text(TEXT, "utf-8")
    store = Store(tmp_path / "library.sqlite")
    with Following(store, {}) as index:
        add(path, Shelf(store), (), index)
    return store, path


def test_a_document_that_was_added_counts_as_if_it_were_read(shelved: tuple[Store, Path]) -> None:
    store, path = shelved
    document = read(path, "weirs")
    light = Studied(store).light("weirs", path, {1, 4})
    assert light is not None
    assert light.document.title == document.title
    assert light.document.sections == tuple(document.sections)
    assert [one.role for one in light.document.passages] == [one.role for one in document.passages]
    assert [one.text for one in light.document.passages if one.text] == [document.passages[n].text for n in (1, 4)]
    assert light.document.passages[1].place == document.passages[1].place
    whole = Analysis([(document, ())], Catalogue({}), by_document=True)
    part = Analysis([(light.document, ())], Catalogue({}), by_document=True, measured={0: light.measured})
    assert (part.lengths, part.sizes, part.extent(0)) == (whole.lengths, whole.sizes, whole.extent(0))
    text = Studied(store).text("weirs", path)
    assert text is not None
    assert Analysis([], Catalogue({}), frequencies=lambda: whole.frequencies).frequencies == whole.frequencies
    assert all(one.text in text for one in document.passages)


def test_nothing_is_told_of_a_file_that_has_changed_or_a_document_that_is_gone(shelved: tuple[Store, Path]) -> None:
    store, path = shelved
    assert Studied(store).light("weirs", path, ()) is not None
    assert Studied(store, frozenset({"notes"})).light("weirs", path, ()) is None
    path.write_text(TEXT + "\nMore.\n", "utf-8")
    assert Studied(store).light("weirs", path, ()) is None
    changed = read(path, "weirs")
    Studied(store).keep(changed, path)  # it is not the one that was added
    assert Studied(store).light("weirs", path, ()) is None
    path.unlink()
    assert Studied(store).light("weirs", path, ()) is not None
    Shelf(store).drop("weirs")
    assert Studied(store).light("weirs", path, ()) is None
