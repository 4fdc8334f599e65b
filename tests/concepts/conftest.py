"""Small documents and catalogues to try matching on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tui.concepts.model import Catalogue, Concept, Rule
from tui.documents.model import Document, Passage, Role, Section
from tui.text.spans import Run

MakeDocument = Callable[..., Document]
MakeCatalogue = Callable[..., Catalogue]


@pytest.fixture
def document() -> MakeDocument:
    """A document of the passages given: texts, or pairs of role and text; all in section 1."""

    def make(*texts: str | tuple[Role, str], key: str = "doc") -> Document:
        passages: list[Passage] = []
        at = 0
        for index, given in enumerate(texts):
            role, text = given if isinstance(given, tuple) else (Role.BODY, given)
            spans = ((at, at + len(text)),)
            runs = (Run(0, at, len(text), len(text)),)
            passages.append(Passage(index, role, "1", str(index + 1), text, spans, runs))
            at += len(text) + 2
        source = "\n\n".join(passage.text for passage in passages)
        sections = (Section("1", 1, "One", None, 0, len(passages)),)
        return Document(key, source, tuple(passages), sections)

    return make


@pytest.fixture
def catalogue() -> MakeCatalogue:
    """A catalogue of concepts given as id=names (a label, then aliases), with rules for some of them."""

    def make(rules: dict[str, Rule] | None = None, **names: list[str]) -> Catalogue:
        concepts = {}
        for id, (label, *aliases) in names.items():
            own = (rules[id],) if rules and id in rules else ()
            concepts[id] = Concept(id, "organization", label, tuple(aliases), rules=own)
        return Catalogue(concepts)

    return make


@pytest.fixture
def toml(tmp_path: Path) -> Callable[..., Path]:
    """Writes a catalogue file and gives its path."""

    def write(text: str | bytes, name: str = "concepts.toml") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write
