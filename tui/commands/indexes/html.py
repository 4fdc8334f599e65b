"""An index as one HTML page: nothing is fetched, there is no script."""

from collections.abc import Iterator, Sequence

from tui.commands.indexes.wording import Piece, listed, pieces
from tui.commands.reports.html import head
from tui.commands.reports.markup import marked, told
from tui.concepts.back_index import Entry, Letter
from tui.documents.model import Document

_STYLE = """
.index { columns: 20rem; } .index h2 { margin: 1rem 0 .2rem; break-after: avoid; }
.index ul { list-style: none; margin: 0; padding-left: 1.2rem; } .index > section > ul { padding: 0; }
.index li { padding-left: 1.2rem; text-indent: -1.2rem; break-inside: avoid; }
"""


def write(letters: Sequence[Letter], documents: Sequence[Document]) -> Iterator[str]:
    """A page that needs nothing but itself."""
    several = len(documents) > 1
    yield from head("Index: " + "; ".join(document.title for document in documents[:3]), _STYLE)
    yield "<h1>Index</h1>\n"
    if several:
        yield "<ul>" + "".join(f"<li>{told(line)}</li>" for line in listed(documents)) + "</ul>\n"
    else:
        yield f"<p><bdi>{told(documents[0].title)}</bdi></p>\n"
    yield '<div class="index">\n'
    for letter in letters:
        yield f"<section><h2>{marked(letter.name)}</h2>\n<ul>\n"
        for entry in letter.entries:
            yield from _entry(entry, several)
        yield "</ul></section>\n"
    yield "</div>\n</main></body></html>\n"


def _entry(entry: Entry, several: bool) -> Iterator[str]:
    yield "<li>" + "".join(map(_piece, pieces(entry, several)))
    if entry.entries:
        yield "\n<ul>\n"
        for below in entry.entries:
            yield from _entry(below, several)
        yield "</ul>\n"
    yield "</li>\n"


def _piece(piece: Piece) -> str:
    return f"<i>{told(piece.text)}</i>" if piece.leans else f"<span>{marked(piece.text)}</span>"
