"""The words of a shared library on the reader's own host: fetched once, then only what has changed."""

from pathlib import Path

import pytest

from tests.search.server.conftest import Publish, write
from tui.documents.decoding import Decoded
from tui.documents.model import Document
from tui.documents.reading import read_text
from tui.search.server import words as fetching
from tui.search.server import writing
from tui.search.server.connection import Server
from tui.search.server.words import HostWords


def document(key: str, text: str) -> Document:
    return read_text(text, key, f"{key}.md", Decoded(text, "utf-8", ()))


@pytest.fixture
def server(publish: Publish) -> Server:
    return publish([document("one", "Zebras and lions.\n\nZebras alone.")]).server


def test_they_are_kept_and_only_what_has_changed_is_fetched(server: Server, tmp_path: Path) -> None:
    words = HostWords(tmp_path)
    words.renew(server)
    assert (words.vocabulary.passages("zebras"), words.vocabulary.passages("lions"), words.passages) == (2, 1, 2)
    write(server, [document("two", "Lions, 狮子.")])
    asked = []
    real = server.rows
    server.rows = lambda *given: asked.append(real(*given)) or asked[-1]  # type: ignore[method-assign, func-returns-value]
    again = HostWords(tmp_path)
    assert again.passages == 2
    again.renew(server)
    assert (again.vocabulary.passages("lions"), again.vocabulary.passages("zebras"), again.passages) == (2, 2, 3)
    assert again.signs.passages("=p:狮子") == 1
    assert "zebras" not in asked[0][0][4]
    again.renew(server)
    assert asked[1][0][4] is None


def test_another_reader_on_this_host_finds_it_done(server: Server, tmp_path: Path) -> None:
    one, other = HostWords(tmp_path), HostWords(tmp_path)
    one.renew(server)
    other.renew(server)
    assert other.vocabulary.passages("zebras") == 2


def test_a_reader_that_ended_while_writing_fetches_all_anew(server: Server, tmp_path: Path) -> None:
    words = HostWords(tmp_path)
    words.renew(server)
    words.vocabulary.put([("zebras", 99)])
    (tmp_path / "state.json").unlink()
    again = HostWords(tmp_path)
    again.renew(server)
    assert again.vocabulary.passages("zebras") == 2


def test_another_library_at_the_same_address_is_told_apart(server: Server, tmp_path: Path) -> None:
    words = HostWords(tmp_path)
    words.renew(server)
    with server.changing() as cursor:
        cursor.execute("update ibid.about set library = gen_random_uuid()")
        cursor.execute("delete from ibid.tally")
    again = HostWords(tmp_path)
    again.renew(server)
    assert again.vocabulary.passages("zebras") == 0


def test_a_long_record_of_changes_is_folded_and_the_numbers_stay(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_LOG", 8)
    old = HostWords(tmp_path / "old")
    old.renew(server)
    for number in range(12):
        write(server, [document(f"more{number}", f"Lions number{number}.")])
    assert server.rows("select count(*) < 12 from ibid.tally") == [(True,)]
    new = HostWords(tmp_path / "new")
    for words in (old, new):
        words.renew(server)
        assert words.vocabulary.passages("lions") == 13
        assert words.vocabulary.passages("number11") == 1


def test_very_many_changes_are_written_anew(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_MANY", 2)
    words = HostWords(tmp_path)
    words.renew(server)
    write(server, [document("two", "A lion, a zebra, a gnu.")])
    words.renew(server)
    assert (words.vocabulary.passages("gnu"), words.vocabulary.passages("zebras")) == (1, 2)
