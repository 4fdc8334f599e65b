"""`ibid toc`: the outline."""

from collections.abc import Iterator
from typing import Any

import click

from tui.commands.options import common, sources, switches
from tui.commands.output import Row, emit, say
from tui.documents.model import Document, Role


@click.command()
@click.argument("doc")
@switches
@common
def toc(doc: str, as_json: bool, **options: Any) -> int:
    """Print the outline of DOC, with the number of passages and words of each section."""
    from tui.library.open import open_reading

    document = open_reading(doc, sources(options)).document
    for caution in document.cautions:
        say(f"{doc}: {caution}")
    for gap in document.gaps:
        say(f"gap in section {gap.section}, after {document.anchor(document.passages[gap.after])}: {gap.reason}")
    return emit(_rows(document), as_json)


def _rows(document: Document) -> Iterator[tuple[Row, tuple[str, ...]]]:
    from tui.text.words import count_words

    standing = [section for section in document.sections if section.stands]
    ends = [*(section.first for section in standing[1:]), len(document.passages)]
    for section, end in zip(standing, ends, strict=False):
        body = [p for p in document.passages[section.first : end] if p.role is Role.BODY]
        words = sum(count_words(passage.text) for passage in body)
        heading = document.passages[section.heading] if section.heading is not None else None
        anchor = f"{document.key}/s{section.number}"
        row = {
            "anchor": anchor,
            "number": section.number,
            "level": section.level,
            "title": section.title,
            "passages": len(body),
            "words": words,
            "spans": [list(span) for span in heading.spans] if heading else [],
        }
        yield row, (anchor, str(len(body)), str(words), "  " * (section.level - 1) + section.title)
