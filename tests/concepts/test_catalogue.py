"""Catalogues: read, merged, and every error told with file, line and what would be right."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.concepts.catalogue import CatalogueError, Override, UnknownConceptError, find, overrides, read
from tui.concepts.model import Rule

Toml = Callable[..., Path]

GOOD = """\
[catalogue]
title = "Organizations"

[[concept]]
id = "aiib"
kind = "organization"
label = "Asian Infrastructure Investment Bank"
aliases = ["AIIB", "亚投行"]
related = ["world-bank"]
broader = "bank"

[[concept]]
id = "world-bank"
kind = "organization"
label = "World Bank"
broader = ["bank"]
note = "see also"
source = "worldbank.org"

[[concept]]
id = "bank"
kind = "thing"
label = "Development bank"

[[concept]]
id = "au"
kind = "organization"
label = "African Union"
aliases = ["AU"]
[[concept.rule]]
alias = "AU"
case = true
needs = ["African Union"]
not_before = ["Optronics"]
"""
ONE = '[[concept]]\nid = "a"\nkind = "k"\nlabel = "Alpha"\n'
TWO = ONE + '[[concept]]\nid = "b"\nkind = "k"\nlabel = "Beta"\n'


def test_read(toml: Toml) -> None:
    catalogue = read(toml(GOOD))
    assert catalogue.title == "Organizations"
    assert list(catalogue.concepts) == ["aiib", "world-bank", "bank", "au"]
    assert catalogue.concepts["aiib"].names == ("Asian Infrastructure Investment Bank", "AIIB", "亚投行")
    assert catalogue.concepts["aiib"].broader == catalogue.concepts["world-bank"].broader == ("bank",)
    assert catalogue.concepts["au"].rules == (Rule("AU", True, ("African Union",), ("Optronics",)),)
    assert catalogue.kinds == ("organization", "thing")


def test_nothing_is_a_catalogue_too(toml: Toml) -> None:
    assert not read().concepts
    assert not read(toml("")).concepts
    assert list(read(toml(b"\xef\xbb\xbf" + ONE.replace("\n", "\r\n").encode())).concepts) == ["a"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[[concept]]\nid = "a\n', 2, "not TOML: illegal character '\\n'"),
        ("titel = 1\n", 1, 'unknown key "titel"'),
        ('\n[catalogue]\ntitel = "x"\n', 3, 'unknown key "titel" in [catalogue] (did you mean "title"?)'),
        ("[catalogue]\ntitle = 1\n", 2, '"title" in [catalogue] must be a text, not a number'),
        ("catalogue = 1\n", 1, '"catalogue" must be a table, not a number'),
        ("[concept]\nid = 1\n", 1, 'every concept must be a table: write "[[concept]]"'),
        (ONE + "alais = []\n", 5, 'unknown key "alais" in concept "a" (did you mean "aliases"?)'),
        (TWO + "x_y_z = []\n", 9, 'unknown key "x_y_z" in concept "b"'),
        ('[[concept]]\nkind = "k"\nlabel = "A"\n', 1, 'concept 1 has no "id"'),
        (ONE + '[[concept]]\nid = "b"\nlabel = "B"\n', 5, 'concept "b" has no "kind"'),
        ('[[concept]]\nid = "b"\nkind = "B"\n', 1, 'concept "b" has no "label"'),
        (ONE.replace('"k"', '" "'), 3, '"kind" in concept "a" is empty'),
        (ONE.replace('"k"', "7"), 3, '"kind" in concept "a" must be a text, not a number'),
        (ONE.replace('"a"', '"\\u001b"'), 2, '"id" in concept "␛" has a control character'),
        (ONE + 'aliases = "AA"\n', 5, '"aliases" in concept "a" must be a list of texts, not a text'),
        (ONE + "aliases = [1]\n", 5, '"aliases" in concept "a" must hold texts, not a number'),
        (ONE + "related = 1\n", 5, '"related" in concept "a" must be a list of texts, not a number'),
        (ONE + "broader = 1\n", 5, '"broader" in concept "a" must be a list of texts, not a number'),
        (ONE + "note = 2020-01-01\n", 5, '"note" in concept "a" must be a text, not a date or time'),
        (TWO.replace('"b"', '"a"'), 6, 'id "a" is taken already (line 2)'),
        (TWO + 'aliases = [\n  "x",\n  "ALPHA",\n]\n', 11, '"ALPHA" of concept "b" names concept "a" already (line 4)'),
        (ONE + 'aliases = ["  "]\n', 5, '"  " in concept "a" has neither letter nor figure to look for'),
        (ONE + 'aliases = [\n"--"]\n', 6, '"--" in concept "a" has neither letter nor figure to look for'),
        (ONE + 'label = "Beta"\n', 5, "not TOML: a key is given twice"),
        (
            ONE + 'aliases = ["a\\u202eb"]\n',
            5,
            '"a⟨U+202E⟩b" in concept "a" has a hidden character, U+202E: take it out',
        ),
        (ONE.replace("Alpha", "Al\u2066pha"), 4, '"label" in concept "a" has a hidden character, U+2066: take it out'),
        (ONE + 'aliases = ["a\\u0000b"]\n', 5, '"a␀b" in concept "a" has a control character'),
        (
            ONE + f'variants = ["{"x" * 1001}"]\n',
            5,
            'a name in concept "a" has 1001 characters, at most 1000 are allowed',
        ),
        (ONE + "rule = 1\n", 5, 'every rule of concept "a" must be a table: write "[[concept.rule]]"'),
        (ONE + "[[concept.rule]]\ncase = true\n", 5, 'a rule of concept "a" has no "alias"'),
        (
            ONE + '[[concept.rule]]\nalias = "Alpa"\n',
            6,
            'concept "a" has a rule for "Alpa", which is none of its names (did you mean "Alpha"?)',
        ),
        (
            ONE + '[[concept.rule]]\nalias = "Alpha"\nneed = ["x"]\n',
            7,
            'unknown key "need" in a rule of concept "a" (did you mean "needs"?)',
        ),
        (
            ONE + '[[concept.rule]]\nalias = "Alpha"\ncase = 1\n',
            7,
            '"case" in a rule of concept "a" must be true or false, not a number',
        ),
        (
            ONE + '[[concept.rule]]\nalias = "Alpha"\nneeds = "x"\n',
            7,
            '"needs" in a rule of concept "a" must be a list of texts, not a text',
        ),
        (ONE + "[[concept.rule]]\nalias = 1\n", 6, '"alias" in a rule of concept "a" must be a text, not a number'),
        (
            ONE + '[[concept.rule]]\nalias = "Alpha"\n[[concept.rule]]\nalias = "Alpha"\n',
            8,
            'concept "a" has two rules for "Alpha"',
        ),
        (
            TWO.replace("Beta", "Betamax") + 'related = ["aa"]\n',
            9,
            '"related" of concept "b" names "aa", which is no concept (did you mean "a"?)',
        ),
        (TWO + 'broader = "zzz"\n', 9, '"broader" of concept "b" names "zzz", which is no concept'),
        (ONE + 'broader = "a"\n', 5, '"broader" of concept "a" leads by way of "a" back to itself'),
    ],
)
def test_errors(toml: Toml, text: str, line: int, message: str) -> None:
    path = toml(text)
    with pytest.raises(CatalogueError) as error:
        read(path)
    assert str(error.value) == f"{path}:{line}: {message}"


def test_a_line_is_found_behind_strings_and_comments(toml: Toml) -> None:
    text = '# [[concept]]\n[[concept]] # one\nid = "a"\nkind = """\n[[concept]]\nalais = 1\n"""\n'
    text += 'label = "A"\n"alais" = 1\n'
    with pytest.raises(CatalogueError, match=r"\.toml:9: unknown key"):
        read(toml(text))


def test_files_that_cannot_be_read(tmp_path: Path, toml: Toml) -> None:
    for path, message in (
        (tmp_path / "none.toml", "no such file"),
        (tmp_path, "is a directory, not a catalogue"),
        (toml(b"\n\n[catalogue]\ntitle = '\xff'\n"), "4: not UTF-8, which a catalogue must be"),
    ):
        with pytest.raises(CatalogueError) as error:
            read(path)
        assert str(error.value).startswith(str(path))
        assert str(error.value).endswith(message)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read(toml: Toml) -> None:
    path = toml(ONE)
    path.chmod(0)
    with pytest.raises(CatalogueError, match="permission denied"):
        read(path)


def test_hostile_toml(toml: Toml) -> None:
    for text in ("a = " + "[" * 100_000, "a = " + "9" * 10_000):
        with pytest.raises(CatalogueError):
            read(toml(text))
    with pytest.raises(CatalogueError) as error:
        read(toml(ONE + '"\\u001b[2J\\u202e" = 1\n'))
    assert "\x1b" not in str(error.value)
    assert "\u202e" not in str(error.value)


def test_later_wins(toml: Toml) -> None:
    first = toml(TWO, "first.toml")
    second = toml(ONE.replace("Alpha", "Omega") + 'aliases = ["Beta"]\n', "second.toml")
    catalogue = read(first, second)
    assert list(catalogue.concepts) == ["b", "a"]
    assert catalogue.concepts["a"].label == "Omega"
    assert find(catalogue, "beta").id == "a"
    assert overrides(first, second) == [
        Override("a", str(first), str(second)),
        Override("a", str(first), str(second), name="Beta", loser="b"),
    ]


def test_find(toml: Toml) -> None:
    catalogue = read(toml(GOOD))
    for name in ("aiib", "AIIB", "亚投行", "asian  INFRASTRUCTURE investment bank"):
        assert find(catalogue, name).id == "aiib"
    with pytest.raises(UnknownConceptError) as error:
        find(catalogue, "World Bnak")
    assert str(error.value) == 'no concept "World Bnak" (did you mean "World Bank"?)'
    with pytest.raises(LookupError, match=r'^no concept "qqqq"$'):
        find(catalogue, "qqqq")


def test_fifty_thousand_concepts(toml: Toml) -> None:
    entry = '[[concept]]\nid = "c{0}"\nkind = "k"\nlabel = "Concept number {0}"\naliases = ["CN{0}"]\n'
    path = toml("".join(entry.format(number) for number in range(50_000)))
    began = time.perf_counter()
    assert len(read(path).concepts) == 50_000
    assert time.perf_counter() - began < 15
