"""What a person has set, and where files lie."""

from pathlib import Path

import pytest

from tui.settings import config, places

ACTIONS = ("next-section", "quote")


def test_nothing_set_has_its_defaults(tmp_path: Path) -> None:
    assert config.read(tmp_path / "none.toml") == config.Config()


def test_what_is_set_holds(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "light"\nmeasure = 60\n[keys]\nquote = "Y"\nnext-section = ["]", "ctrl+n"]\n')
    found = config.read(path, ACTIONS)
    assert (found.theme, found.measure) == ("light", 60)
    assert found.keys == {"quote": ("Y",), "next-section": ("]", "ctrl+n")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('\nthem = "dark"\n', ':2: unknown key "them" (did you mean "theme"?)'),
        ('theme = "drak"\n', ':1: no theme "drak"'),
        ("measure = 900\n", ':1: "measure" is 20 to 76'),
        ('measure = "x"\n', ':1: "measure" takes a whole number'),
        ('[keys]\n\nqoute = "Y"\n', ':3: unknown action "qoute" (did you mean "quote"?)'),
        ("[keys]\nquote = 3\n", ':2: "quote" takes a key or a list of keys'),
        ("theme = \n", ":1: "),
    ],
)
def test_a_fault_names_line_and_nearest_right_word(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(config.ConfigError) as error:
        config.read(path, ACTIONS)
    assert f"{path}{says}" in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(config.ConfigError, match="UTF-8"):
        config.read(path)


def test_what_ships_is_found() -> None:
    assert all(path.is_file() for path in places.seeds().values())
    assert places.seed_catalogue().is_file()
    assert places.shipped("styles").is_dir()


def test_folders_can_be_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("IBID_CONFIG", str(tmp_path / "c"))
    assert places.config_folder() == tmp_path / "c"
    monkeypatch.delenv("IBID_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert places.config_folder() == tmp_path / "ibid"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert places.config_folder().is_absolute()
