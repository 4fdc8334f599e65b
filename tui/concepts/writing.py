"""Catalogues written to: comments and order are kept, and nothing another program wrote is overwritten."""

import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterable, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Any, NamedTuple

import tomli
import tomlkit
from tomlkit.items import AoT, Table

from tui.concepts.entries import name_key
from tui.concepts.errors import CatalogueError
from tui.concepts.model import Concept
from tui.concepts.positions import concept_blocks

_LARGE = 200_000
"""code points of a catalogue from which on only what changes is parsed with its comments"""
_AROUND = 2
"""lines shown around a change"""
_MARK = "\ufeff"
_BARE = re.compile(r"(?<!\r)\n")
_HUNK = re.compile(r"^@@ -(\d+)(\S*) \+(\d+)(\S*) @@")

Change = Callable[[str], str]
"""From a catalogue's text to its text with something changed."""


class Edit(NamedTuple):
    """A change to a catalogue file, not yet written.

    Attributes:
        path: the file; it may not be there yet.
        before: what it holds; empty when it is not there.
        after: what it is to hold.
        change: makes the one out of the other, and can be tried again on what another program has written.
    """

    path: Path
    before: str
    after: str
    change: Change

    @property
    def difference(self) -> str:
        """The change as a unified diff."""
        before, after = self.before.splitlines(), self.after.splitlines()
        # Of a large catalogue only what differs is compared: difflib would take seconds for the rest.
        shortest = min(len(before), len(after))
        first = next((n for n in range(shortest) if before[n] != after[n]), shortest)
        first = max(0, first - _AROUND)
        last = next((n for n in range(shortest - first) if before[-1 - n] != after[-1 - n]), shortest - first)
        last = max(0, last - _AROUND)
        names = f"{self.path} as it is", f"{self.path} to be"
        old, new = before[first : len(before) - last], after[first : len(after) - last]
        lines = unified_diff(old, new, *names, n=_AROUND, lineterm="")
        return "\n".join(_HUNK.sub(lambda hunk: _shifted(hunk, first), line) for line in lines)


def _shifted(hunk: re.Match[str], lines: int) -> str:
    return f"@@ -{int(hunk[1]) + lines}{hunk[2]} +{int(hunk[3]) + lines}{hunk[4]} @@"


def home_of(concept: str, paths: Sequence[Path], own: Path) -> Path:
    """The file a concept is changed in: the last of those that may be written which has it, else the person's own.

    Args:
        concept: id.
        paths: catalogues that may be written, the strongest last; what ships is none of them.
        own: the person's own.

    Raises:
        CatalogueError: one can't be read, so that nobody knows whether it has the concept.
    """
    for path in reversed(paths):
        if path.suffix == ".ttl":
            continue
        text = _text(path)
        try:
            tables = tomli.loads(text).get("concept", []) if concept in text or "\\" in text else []
        except ValueError as error:
            raise CatalogueError(f"{path}: is no TOML any more: {error}") from None
        if any(isinstance(one, dict) and one.get("id") == concept for one in tables):
            return path
    return own


def nearest_home(paths: Sequence[Path], own: Path) -> Path:
    """The file a new concept goes to: the last of those that may be written and is there, else the person's own."""
    return next((path for path in reversed(paths) if path.suffix != ".ttl" and path.exists()), own)


def as_toml(concepts: Iterable[Concept], title: str = "") -> str:
    """Concepts as a catalogue of their own."""
    document = tomlkit.document()
    if title:
        document["catalogue"] = {"title": title}
    tables = tomlkit.aot()
    for concept in concepts:
        tables.append(_as_table(concept, concept.variants))
    document["concept"] = tables
    return tomlkit.dumps(document)


def edit(path: Path, change: Change) -> Edit:
    """A change to a file, worked out but not written.

    Raises:
        CatalogueError: the file can't be read, or is no catalogue.
    """
    before = _text(path)
    return Edit(path, before, change(before), change)


def with_variant(concept: Concept, wording: str) -> Change:
    """The change that adds a wording to a concept's variants; the concept is added whole where it is not there."""

    def work(document: tomlkit.TOMLDocument) -> None:
        table = _concept(document, concept.id)
        if table is None:
            known = any(_same(one, wording) for one in concept.names)
            _append(document, _as_table(concept, concept.variants if known else (*concept.variants, wording)))
        elif not any(_same(str(one), wording) for key in ("aliases", "variants") for one in table.get(key, ())):
            _add(table, "variants", wording)

    return _on((concept.id,), work)


def without_variant(concept: str, wording: str) -> Change:
    """The change that takes a wording out of a concept's variants again."""

    def work(document: tomlkit.TOMLDocument) -> None:
        table = _concept(document, concept)
        variants = table.get("variants") if table is not None else None
        if variants is not None:
            for number in reversed(range(len(variants))):
                if _same(str(variants[number]), wording):
                    del variants[number]

    return _on((concept,), work)


def with_alias(concept: Concept, alias: str) -> Change:
    """The change that adds an alias to a concept."""

    def work(document: tomlkit.TOMLDocument) -> None:
        table = _concept(document, concept.id)
        if table is None:
            table = _append(document, _as_table(concept, concept.variants))
        if not any(_same(str(one), alias) for one in (table["label"], *table.get("aliases", ()))):
            _add(table, "aliases", alias)

    return _on((concept.id,), work)


def with_concept(concept: Concept) -> Change:
    """The change that adds a new concept.

    Raises:
        CatalogueError: (the change) the file has one with this id.
    """

    def work(document: tomlkit.TOMLDocument) -> None:
        if _concept(document, concept.id) is not None:
            raise CatalogueError(f'there is a concept "{concept.id}" already; give the new one another id')
        _append(document, _as_table(concept, concept.variants))

    return _on((concept.id,), work)


def without_concept(id: str) -> Change:
    """The change that takes a concept out; nothing where it is not there."""

    return _on((id,), lambda document: _drop(document, id))


def with_fields(concept: Concept) -> Change:
    """The change that gives a concept's entry the label, kind, names and note of this one; the rest stays as it is.

    An entry that is not there is added whole.
    """

    def work(document: tomlkit.TOMLDocument) -> None:
        table = _concept(document, concept.id)
        if table is None:
            _append(document, _as_table(concept, concept.variants))
            return
        for key in ("kind", "label", "note"):
            value = getattr(concept, key)
            if value and table.get(key) != value:
                table[key] = value
            elif not value and key in table:
                del table[key]
        for key in ("aliases", "variants"):
            _set_names(table, key, getattr(concept, key))

    return _on((concept.id,), work)


def _set_names(table: Table, key: str, names: Sequence[str]) -> None:
    """Names that stay keep their place and their comments."""
    there = table.get(key, ())
    for number in reversed(range(len(there))):
        if str(there[number]) not in names:
            del there[number]
    known = [str(one) for one in table.get(key, ())]
    for name in names:
        if name not in known:
            _add(table, key, name)
            known.append(name)


def merged(into: Concept, other: Concept) -> Change:
    """The change that makes one concept of two: the other's names become aliases, and its own entry goes."""

    def work(document: tomlkit.TOMLDocument) -> None:
        table = _concept(document, into.id)
        if table is None:
            table = _append(document, _as_table(into, into.variants))
        for name in other.names:
            known = (table["label"], *table.get("aliases", ()), *table.get("variants", ()))
            if not any(_same(str(one), name) for one in known):
                _add(table, "variants" if name in other.variants else "aliases", name)
        _drop(document, other.id)

    return _on((into.id, other.id), work)


_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write(made: Edit) -> str:
    """Write an edit, whole or not at all.

    Returns:
        What to say of it: empty, or that another program's change was kept beside it.

    Raises:
        CatalogueError: the file can't be written, or has changed so that the edit no longer fits.
    """
    now, said = _text(made.path), ""
    after = made.after
    if now != made.before:
        after = made.change(now)
        said = f"{made.path} had changed meanwhile; both changes are in it"
    if after != now:
        _replace(made.path, after)
    return said


def _replace(path: Path, text: str) -> None:
    path = Path(os.path.realpath(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The file is replaced, which its mode would not hinder, nor root: whoever took the right away meant it.
        if path.exists() and not (os.access(path, os.W_OK) and path.stat().st_mode & _WRITABLE):
            raise PermissionError(13, "it may not be written")
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
                os.chmod(file.name, stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
    except OSError as error:
        raise CatalogueError(f"{path}: can't be written: {error.strerror or error}") from None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from None


def _on(ids: tuple[str, ...], work: Callable[[tomlkit.TOMLDocument], None]) -> Change:
    """The change that `work` makes to the entries of some concepts, the first of which is the one that stays.

    tomlkit takes half a minute for fifty thousand concepts: of a large catalogue it sees these entries alone.
    """

    def change(text: str) -> str:
        if len(text) < _LARGE:
            document = _parsed(text)
            work(document)
            return tomlkit.dumps(document)
        blocks = [block for block in concept_blocks(text) if _id_of(text[slice(*block)], ids) in ids]
        document = _parsed("".join(text[slice(*block)] for block in blocks))
        work(document)
        made = tomlkit.dumps(document)
        if not blocks:
            return f"{text.rstrip()}\n\n{made}" if made.strip() else text
        home = next((one for one in blocks if _id_of(text[slice(*one)], ids) == ids[0]), blocks[0])
        parts, at = [], 0
        for block in blocks:
            parts += [text[at : block[0]], made if block == home else ""]
            at = block[1]
        return "".join([*parts, text[at:]])

    def as_before(text: str) -> str:
        """With the mark a file begins with, its line ends where they are all alike, and the last one."""
        mark, text = _MARK * text.startswith(_MARK), text.removeprefix(_MARK)
        alike = "\r\n" in text and not _BARE.search(text)
        made = change(text.replace("\r\n", "\n") if alike else text)
        made += "\n" * (text.endswith("\n") and not made.endswith("\n"))
        return mark + (made.replace("\n", "\r\n") if alike else made)

    return as_before


def _id_of(block: str, ids: tuple[str, ...]) -> str:
    """The id of an entry that may be one of these; empty where it can't be."""
    if not any(id in block for id in ids) and "\\" not in block:
        return ""
    try:
        return str(tomli.loads(block)["concept"][0].get("id", ""))
    except (ValueError, LookupError, TypeError):
        return ""


def _parsed(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except ValueError as error:
        raise CatalogueError(f"the catalogue is no TOML any more: {error}") from None


def _concept(document: tomlkit.TOMLDocument, id: str) -> Table | None:
    concepts = document.get("concept", ())
    return next((one for one in concepts if isinstance(one, Table) and one.get("id") == id), None)


def _drop(document: tomlkit.TOMLDocument, id: str) -> None:
    concepts = document.get("concept")
    if isinstance(concepts, AoT):
        for number in reversed(range(len(concepts))):
            if concepts[number].get("id") == id:
                del concepts[number]
        if not len(concepts):  # "concept = []" behind a header would be a key of that table
            del document["concept"]


def _append(document: tomlkit.TOMLDocument, table: Table) -> Table:
    concepts = document.get("concept")
    if not isinstance(concepts, AoT):
        concepts = tomlkit.aot()
        document["concept"] = concepts
    concepts.append(table)
    return table


def _add(table: Table, key: str, name: str) -> None:
    if key not in table:
        body, tail = table.value.body, []
        while body and body[-1][0] is None:  # what stands before the next table is said of that one
            tail.append(body.pop())
        table[key] = tomlkit.array()
        body.extend(reversed(tail))
    table[key].append(name)


def _as_table(concept: Concept, variants: Sequence[str]) -> Table:
    table = tomlkit.table()
    values: dict[str, Any] = {"id": concept.id, "kind": concept.kind, "label": concept.label}
    values |= {"aliases": list(concept.aliases), "variants": list(variants), "related": list(concept.related)}
    values |= {"broader": list(concept.broader), "note": concept.note, "source": concept.source}
    for key, value in values.items():
        if value:
            table.add(key, value)
    if concept.rules:
        rules = tomlkit.aot()
        for rule in concept.rules:
            one = tomlkit.table()
            one.add("alias", rule.alias)
            if rule.case:
                one.add("case", True)
            for key in ("needs", "not_before", "not_after"):
                if getattr(rule, key):
                    one.add(key, list(getattr(rule, key)))
            rules.append(one)
        table.add("rule", rules)
    return table


def _same(one: str, two: str) -> bool:
    return name_key(one) == name_key(two)
