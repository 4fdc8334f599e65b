"""Every fault of config.toml: where it stands, what it is, what would be right."""

import os
from pathlib import Path

import pytest

from tui.documents.repair import STAGES
from tui.settings import config, places

ACTIONS = ("next-section", "quote", "theme", "search")


def fault(path: Path, text: str | bytes) -> str:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(config.ConfigError) as error:
        config.read(path, ACTIONS)
    told = str(error.value)
    assert len(told.splitlines()) == 1
    assert told.startswith(str(path))
    return told.removeprefix(str(path))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('# a\n\n"mesure" = 60\n', ':3: unknown key "mesure" (did you mean "measure"?)'),
        ("[kyes]\n", ':1: unknown key "kyes" (did you mean "keys"?)'),
        ("\n[zzz.a]\nb = 1\n", ':2: unknown key "zzz"; there are theme, measure, history, keys'),
        ("zzz.b = 1\n", ':1: unknown key "zzz"; there are'),
        ("theme = 3\n", ':1: "theme" takes a text'),
        ("theme = true\n", ':1: "theme" takes a text'),
        ("\ntheme = 'Dark'\n", ':2: no theme "Dark"; there are dark, light, terminal'),
        ("measure = true\n", ':1: "measure" takes a whole number'),
        ("measure = 70.0\n", ':1: "measure" takes a whole number'),
        ("measure = 19\n", ':1: "measure" is 20 to 76, not 19'),
        ("measure = 77\n", ':1: "measure" is 20 to 76, not 77'),
        ("keys = 'q'\n", ':1: "keys" takes a table'),
        ("theme = 'dark'\n[keys]\nserch = '/'\n", ':3: unknown action "serch" (did you mean "search"?)'),
        ("theme = 'dark'\n\n[keys]\nquote = 'Y'\ntheme = ''\n", ':5: "theme" takes a key or a list of keys'),
        ("theme = 'dark'\n\nkeys.qoute = 'Y'\n", ':3: unknown action "qoute" (did you mean "quote"?)'),
        ("\nkeys = { quote = 'Y', qoute = 'Z' }\n", ':2: unknown action "qoute"'),
        ("[keys]\nquote = ['Y', 3]\n", ':2: "quote" takes a key or a list of keys'),
        ("[keys]\nquote = ['']\n", ':2: "quote" takes a key or a list of keys'),
        ("[keys.quote]\na = 'b'\n", ':1: "quote" takes a key or a list of keys'),
        ("theme = 'dark'\ntheme = 'dark'\n", ":2: "),
        ("measure = 60\nkeys = [\n", ":3: "),
        ("measure = " + "9" * 5000, ": not TOML"),
        ("measure = " + "[" * 5000, ": not TOML"),
        (b"theme = '\xff'\n", ": can't be read: is not UTF-8"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_would_be_right(tmp_path: Path, text: str | bytes, told: str) -> None:
    assert fault(tmp_path / "config.toml", text).startswith(told)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(config.ConfigError, match="can't be read: Is a directory"):
        config.read(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_configuration_one_may_not_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("")
    path.chmod(0)
    with pytest.raises(config.ConfigError, match="Permission denied"):
        config.read(path)


@pytest.mark.parametrize("measure", [20, 76])
def test_the_ends_of_a_range_are_in_it(tmp_path: Path, measure: int) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f"measure = {measure}\n")
    assert config.read(path).measure == measure


def test_an_editors_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbftheme = 'light'\r\n")
    assert config.read(path).theme == "light"


def test_an_action_may_have_no_key_and_any_name_where_none_are_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[keys]\nanything = []\n")
    assert config.read(path).keys == {"anything": ()}


def test_own_folders_go_before_the_platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert places.library_file() == tmp_path / "xdg" / "ibid" / "library.sqlite"
    monkeypatch.setenv("IBID_DATA", str(tmp_path / "own"))
    assert places.library_file() == tmp_path / "own" / "library.sqlite"
    monkeypatch.setenv("IBID_DATA", "")
    assert places.library_file() == tmp_path / "xdg" / "ibid" / "library.sqlite"


def test_a_persons_catalogue_comes_after_what_ships_where_it_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("IBID_CONFIG", str(tmp_path))
    assert places.catalogues() == (places.seed_catalogue(),)
    (tmp_path / "concepts.toml").write_text("")
    assert places.catalogues() == (places.seed_catalogue(), tmp_path / "concepts.toml")


def test_nothing_is_made_by_asking_where_files_lie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("IBID_CONFIG", "IBID_DATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    places.catalogues(), places.library_file(), places.config_folder(), config.read(places.config_folder() / "c")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[repair]\noff = ["dehypenate"]\n',
            ':2: no stage of repair is called "dehypenate" (did you mean "dehyphenate"?)',
        ),
        ('[repair]\noff = "gaps"\n', ':2: "off" takes a list'),
        ("[repair]\noff = [1]\n", ':2: "off" takes a list'),
        ("[repair]\n\non = []\n", ':3: unknown key "on"'),
        ("repair = 3\n", ':1: "repair" takes a table'),
    ],
)
def test_what_repair_cannot_have_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(config.ConfigError) as error:
        config.read(path, stages=STAGES)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_stages_of_repair_are_switched_off(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[repair]\noff = ["gaps", "doubtful"]\n')
    assert config.read(path, stages=STAGES).without == {"gaps", "doubtful"}
    path.write_text("[repair]\n")
    assert config.read(path, stages=STAGES).without == frozenset()
