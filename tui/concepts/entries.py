"""One catalogue file: its text, what may stand in it, and each `[[concept]]` as a `Concept`."""

import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import tomli

from tui.concepts.errors import CatalogueError
from tui.concepts.model import Concept, Rule
from tui.concepts.nearest import did_you_mean
from tui.concepts.positions import Place, line_of
from tui.text.folding import fold
from tui.text.placeholders import safe

LONGEST = 1000
"""code points a name may have; more is a forgotten quotation mark"""

_TOP = ("catalogue", "concept")
_HEAD = ("title",)
_REQUIRED = ("id", "kind", "label")
_LISTS = ("aliases", "variants", "related", "broader")
_FIELDS = (*_REQUIRED, *_LISTS, "note", "source", "rule")
_RULE_LISTS = ("needs", "not_before", "not_after")
_RULE_FIELDS = ("alias", "case", *_RULE_LISTS)
_KNOWN = frozenset(_FIELDS)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_HIDDEN = re.compile("[\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]")
"""what turns the direction of writing, parts lines or is never shown: a name would not be what it looks like"""
_TYPES = {str: "a text", list: "a list", dict: "a table", bool: "true or false", int: "a number", float: "a number"}


@lru_cache(maxsize=1 << 13)
def name_key(name: str) -> str:
    """What two wordings of the same name have in common: folded, without blanks or quotation marks around it."""
    return bare(fold(name).text)


def without_hidden(name: str) -> str:
    """A name from a text as a catalogue may have it: in one line, without characters that are not seen."""
    return " ".join(_CONTROL.sub(" ", _HIDDEN.sub("", name)).split())


def bare(folded: str) -> str:
    """A folded name as it is looked for: a catalogue may write “Silk Road Spirit” with its quotation marks."""
    name = folded.strip()
    while len(name) > 2 and name[0] == name[-1] == "'":
        name = name[1:-1].strip()
    return name


class CatalogueFile:
    """A catalogue file as read, and the errors told of it.

    Args:
        path: as given; messages begin with it.

    Raises:
        CatalogueError: it can't be read or is no TOML.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = _decoded(path, _bytes(path))
        self.tables = _parsed(path, self.text)

    def line(self, place: Place) -> int:
        """The line of a place, from 1."""
        return line_of(self.text, place)

    def error(self, message: str, place: Place) -> CatalogueError:
        """The error `message` at a place."""
        return CatalogueError(safe(f"{self.path}:{self.line(place)}: {message}"))

    def title(self) -> str:
        """The title in `[catalogue]`; empty without one. Unknown keys there and at the top are refused.

        Raises:
            CatalogueError: see above.
        """
        self.refuse_unknown(self.tables, _TOP, "", Place())
        head = self.tables.get("catalogue", {})
        if not isinstance(head, dict):
            raise self.error(f'"catalogue" must be a table, not {_type(head)}', Place(key="catalogue"))
        self.refuse_unknown(head, _HEAD, " in [catalogue]", Place(-1))
        title = head.get("title", "")
        if not isinstance(title, str):
            raise self.error(f'"title" in [catalogue] must be a text, not {_type(title)}', Place(-1, key="title"))
        return title

    def concepts(self) -> list[Concept]:
        """The concepts in order, each checked by itself and its names against those of the others.

        Raises:
            CatalogueError: at the first thing that is wrong.
        """
        tables = self.tables.get("concept", [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.error('every concept must be a table: write "[[concept]]"', Place(key="concept"))
        concepts = [_Entry(self, number, table).concept() for number, table in enumerate(tables)]
        self._refuse_doubles(concepts)
        return concepts

    def refuse_unknown(self, table: dict[str, Any], known: Collection[str], where: str, place: Place) -> None:
        """Raise for the first key of `table` that is not `known`."""
        for key in table:
            if key not in known:
                at = Place(place.table, place.rule, key)
                raise self.error(f'unknown key "{key}"{where}{did_you_mean(key, known)}', at)

    def _refuse_doubles(self, concepts: list[Concept]) -> None:
        ids: dict[str, int] = {}
        claims: dict[str, tuple[int, str]] = {}
        for number, concept in enumerate(concepts):
            if (first := ids.setdefault(concept.id, number)) != number:
                line = self.line(Place(first, key="id"))
                message = f'id "{concept.id}" is taken already (line {line})'
                raise self.error(message, Place(number, key="id"))
            for name in concept.names:
                owner, theirs = claims.setdefault(name_key(name), (number, name))
                if owner != number:
                    line = self.line(Place(owner, value=theirs))
                    message = f'"{name}" of concept "{concept.id}" names concept "{concepts[owner].id}" already'
                    raise self.error(f"{message} (line {line})", Place(number, value=name))


class _Entry:
    """One `[[concept]]` being checked."""

    def __init__(self, file: CatalogueFile, number: int, table: dict[str, Any]) -> None:
        self.file = file
        self.number = number
        self.table = table
        given = table.get("id")
        self.where = f'concept "{given}"' if isinstance(given, str) and given else f"concept {number + 1}"

    def concept(self) -> Concept:
        """The concept, checked by itself."""
        table = self.table
        if not table.keys() <= _KNOWN:
            self.file.refuse_unknown(table, _FIELDS, f" in {self.where}", Place(self.number))
        for key in _REQUIRED:
            if key not in table:
                self.fail(f'{self.where} has no "{key}"')
            if not self.one(key).strip():
                self.fail(f'"{key}" in {self.where} is empty', key)
            self.refuse_hidden(table[key], f'"{key}"', key)
        aliases, variants = self.many("aliases"), self.many("variants")
        for name in (table["label"], *aliases, *variants):
            self.check_name(name)
        return Concept(
            id=table["id"],
            kind=table["kind"],
            label=table["label"],
            aliases=aliases,
            variants=variants,
            rules=self.rules((table["label"], *aliases, *variants)),
            related=self.many("related"),
            broader=(self.one("broader"),) if isinstance(table.get("broader"), str) else self.many("broader"),
            note=self.one("note"),
            source=self.one("source"),
        )

    def fail(self, message: str, key: str = "", value: str = "", rule: int | None = None) -> NoReturn:
        raise self.file.error(message, Place(self.number, rule, key, value))

    def one(self, key: str) -> str:
        """The text under a key; empty where the key is missing."""
        value = self.table.get(key, "")
        if not isinstance(value, str):
            self.fail(f'"{key}" in {self.where} must be a text, not {_type(value)}', key)
        return value

    def many(self, key: str) -> tuple[str, ...]:
        """The list of texts under a key; empty where the key is missing."""
        value = self.table.get(key)
        return () if value is None else self.texts(value, key, None)

    def texts(self, value: Any, key: str, rule: int | None) -> tuple[str, ...]:
        where = self.where if rule is None else f"a rule of {self.where}"
        if not isinstance(value, list):
            self.fail(f'"{key}" in {where} must be a list of texts, not {_type(value)}', key, rule=rule)
        for item in value:
            if not isinstance(item, str):
                self.fail(f'"{key}" in {where} must hold texts, not {_type(item)}', key, rule=rule)
        return tuple(value)

    def check_name(self, name: str, key: str = "", rule: int | None = None) -> None:
        """Refuse a name that can't be looked for."""
        if len(name) > LONGEST:
            message = f"a name in {self.where} has {len(name)} characters, at most {LONGEST} are allowed"
            self.fail(message, key, name, rule)
        self.refuse_hidden(name, f'"{name}"', key, name, rule)
        if not any(map(str.isalnum, name)) or not name_key(name):
            self.fail(f'"{name}" in {self.where} has neither letter nor figure to look for', key, name, rule)

    def refuse_hidden(self, text: str, what: str, key: str = "", value: str = "", rule: int | None = None) -> None:
        """Refuse a text with characters that would not be seen for what they are."""
        if _CONTROL.search(text):
            self.fail(f"{what} in {self.where} has a control character", key, value, rule)
        if found := _HIDDEN.search(text):
            number = f"U+{ord(found.group()):04X}"
            message = f"{what} in {self.where} has a hidden character, {number}: take it out"
            self.fail(message, key, value, rule)

    def rules(self, names: tuple[str, ...]) -> tuple[Rule, ...]:
        """The rules, each for a name of the concept."""
        tables = self.table.get("rule", [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.fail(f'every rule of {self.where} must be a table: write "[[concept.rule]]"', "rule")
        rules = tuple(self.rule(number, table, names) for number, table in enumerate(tables))
        for number, rule in enumerate(rules):
            if rule.alias in (other.alias for other in rules[:number]):
                message = f'{self.where} has two rules for "{rule.alias}"'
                self.fail(message, "alias", rule.alias, number)
        return rules

    def rule(self, number: int, table: dict[str, Any], names: tuple[str, ...]) -> Rule:
        where = f" in a rule of {self.where}"
        self.file.refuse_unknown(table, _RULE_FIELDS, where, Place(self.number, number))
        alias, case = table.get("alias"), table.get("case", False)
        if alias is None:
            self.fail(f'a rule of {self.where} has no "alias"', rule=number)
        if not isinstance(alias, str):
            self.fail(f'"alias"{where} must be a text, not {_type(alias)}', "alias", rule=number)
        if not isinstance(case, bool):
            self.fail(f'"case"{where} must be true or false, not {_type(case)}', "case", rule=number)
        if alias not in names:
            message = f'{self.where} has a rule for "{alias}", which is none of its names'
            self.fail(message + did_you_mean(alias, names), "alias", alias, number)
        lists = {key: self.texts(table.get(key, []), key, number) for key in _RULE_LISTS}
        for key, words in lists.items():
            for word in words:
                self.check_name(word, key, number)
        return Rule(alias, case, **lists)


def _type(value: object) -> str:
    return _TYPES.get(type(value), "a date or time")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        message = "no such file"
    except IsADirectoryError:
        message = "is a directory, not a catalogue"
    except PermissionError:
        message = "may not be read (permission denied)"
    except (OSError, ValueError) as error:
        message = f"can't be read ({getattr(error, 'strerror', None) or error})"
    raise CatalogueError(safe(f"{path}: {message}"))


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogueError(safe(f"{path}:{line}: not UTF-8, which a catalogue must be")) from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        said = "a key is given twice" if "overwrite" in error.msg else f"{error.msg[:1].lower()}{error.msg[1:]}"
        message = f"{error.lineno}: not TOML: {said}"
    except RecursionError:
        message = "1: lists or tables nested too deeply"
    except ValueError as error:
        message = f"1: not TOML: {error}"
    raise CatalogueError(safe(f"{path}:{message}"))
