"""A report as one HTML page: nothing is fetched, there is no script, and it prints in black."""

from collections.abc import Iterable, Iterator, Sequence

from tui import __version__
from tui.commands.reports.drawing import WIDTH, Drawing, crossing, heat_map, meeting_kinds, strips
from tui.commands.reports.markup import DARK, MARKS, PAGE, STYLE, mark, marked, told
from tui.commands.reports.wording import left_out, most_frequent, nature, referred, section, sentences, source, title
from tui.concepts.analysis import Analysis
from tui.concepts.collocates import FUNCTION_WORDS, collocates
from tui.concepts.comparison import Said, compare
from tui.concepts.cooccurrence import Evidence, Pair, evidence, pairs
from tui.concepts.naming import statement
from tui.concepts.profile import Profile, profiles

_QUOTED = 3
"""places quoted for a meeting"""

_COLLOCATES = 8


def write(analysis: Analysis, limit: int, chosen: Sequence[str]) -> Iterator[str]:
    """A page that needs nothing but itself; tables hold all concepts, `limit` of them are drawn."""
    every = profiles(analysis, chosen)
    shown = most_frequent(every, limit)
    met = pairs(analysis, chosen)
    yield from head("Concepts in " + "; ".join(document.title for document in analysis.documents[:3]), STYLE + DARK)
    yield "<h1>Concepts, their spread and their meetings</h1>\n"
    yield from _documents(analysis)
    yield from _concepts(every, len(analysis.spots))
    for note in left_out(len(shown), len(every)):
        yield f"<p class='note'>{marked(note)}</p>\n"
    yield "<h2>Dispersion</h2>\n<p>Each line is the text from first word to last, a stroke a mention: upward in the "
    yield "body, downward in a note. Gries' DP, and DPnorm in brackets, stand at its end.</p>\n"
    yield _figure(strips(analysis, shown), "Dispersion strips")
    yield from _names(analysis, every)
    yield "<h2>Concepts by section</h2>\n<p>Mentions; the darker the ground, the more.</p>\n"
    yield _figure(heat_map(analysis, shown), "Heat map of concepts by section")
    yield from _meetings(analysis, met, limit)
    if len(chosen) == 2:
        yield from _beside(analysis, *chosen)
    yield from _collocates(analysis, shown)
    yield from _references(analysis, every)
    yield from _method(analysis)
    yield f"<footer>Made with ibid {__version__}.</footer>\n</main></body></html>\n"


def head(name: str, style: str = "") -> Iterator[str]:
    """The beginning of a page, up to its first heading; a policy forbids it to fetch or to run anything."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{told(name)}</title>\n<style>{PAGE}{style}</style></head>\n<body><main>\n"


def _figure(drawing: Drawing, name: str) -> str:
    box = f'viewBox="0 0 {WIDTH} {drawing.height}" width="{WIDTH}" height="{drawing.height}"'
    return (
        f'<div class="wide"><svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{marked(name)}">'
        f"{drawing.svg}</svg></div>\n"
    )


def _table(heads: Iterable[str], rows: Iterable[Sequence[object]], texts: int) -> Iterator[str]:
    """A table; the first `texts` columns are text, the others figures. A `str` is plain text."""
    yield '<div class="wide"><table><thead><tr>'
    yield "".join(f'<th scope="col"{_kind(at, texts)}>{marked(one)}</th>' for at, one in enumerate(heads))
    yield "</tr></thead><tbody>\n"
    for row in rows:
        yield "<tr>" + "".join(f"<td{_kind(at, texts)}>{_cell(one)}</td>" for at, one in enumerate(row)) + "</tr>\n"
    yield "</tbody></table></div>\n"


def _kind(at: int, texts: int) -> str:
    return "" if at < texts else ' class="n"'


def _cell(content: object) -> str:
    return f"<bdi>{told(content)}</bdi>" if isinstance(content, str) else marked(content)


def _documents(analysis: Analysis) -> Iterator[str]:
    several = len(analysis.documents) > 1
    for number, document in enumerate(analysis.documents):
        before = f"[{number + 1}] " if several else ""
        yield f"<section><h2>{before}<bdi>{told(title(analysis, number))}</bdi></h2>\n"
        if where := source(document):
            yield f"<p>{told(where)}</p>\n"
        counted = [one for one in analysis.counted if analysis.document_of(one) == number]
        words = sum(analysis.lengths[one] for one in counted)
        yield f"<p>Anchors begin with <code>{told(document.key)}</code>; "
        yield f"{len(counted)} passages, {words} words counted.</p>\n"
        cautions = "".join(f"<li>{told(one)}</li>" for one in nature(document))
        yield f"<ul>{cautions}</ul></section>\n" if cautions else "</section>\n"


def _concepts(every: Sequence[Profile], whole: int) -> Iterator[str]:
    count = f"{whole} concepts are named" + (f"; this is on {len(every)} of them." if len(every) < whole else ".")
    signs = "; ".join(f"{sign} {kind}" for kind, sign in MARKS.items())
    yield f"<h2>Concepts</h2>\n<p>{told(count)} Signs: {signs}; ○ other.</p>\n"
    heads = ("", "concept", "kind", "mentions", "body", "notes", "passages", "DP", "DPnorm", "DP body", "DP notes")
    rows = (
        (
            mark(one.concept.kind),
            one.concept.label,
            one.concept.kind,
            one.mentions,
            one.body,
            one.notes,
            one.passages,
            f"{one.whole.dp:.2f}",
            f"{one.whole.norm:.2f}",
            f"{one.in_body.dp:.2f}" if one.body else "–",
            f"{one.in_notes.dp:.2f}" if one.notes else "–",
        )
        for one in every
    )
    yield from _table(heads, rows, 3)


def _names(analysis: Analysis, every: Sequence[Profile]) -> Iterator[str]:
    several = [one for one in every if len(one.names) > 1]
    if not several:
        return
    yield "<h2>Names</h2>\n<p>The names each concept goes by: sections with their counts, mentions, share.</p>\n"
    for profile in several:
        for part, shift in profile.shifts:
            where = f" ({analysis.documents[part.document].title})" if len(analysis.documents) > 1 else ""
            yield f"<p class='note'>{told(profile.concept.label)}: {told(statement(shift, part.number) + where)}</p>\n"
    rows = (
        (
            f"{mark(profile.concept.kind)} {profile.concept.label}" if not at else "",
            name.alias,
            ", ".join(
                f"{section(analysis, part)}: {n}" for part, n in zip(analysis.parts, name.parts, strict=True) if n
            ),
            name.total,
            f"{name.share:.0%}",
        )
        for profile in several
        for at, name in enumerate(profile.names)
    )
    yield from _table(("concept", "name", "in sections", "mentions", "share"), rows, 3)


def _collocates(analysis: Analysis, shown: Sequence[Profile]) -> Iterator[str]:
    yield "<h2>Collocates</h2>\n<p>The words of content within five words, the strongest first, with their "
    yield "log-likelihood (T. Dunning 1993): 3.84 is p &lt; 0.05, 10.83 is p &lt; 0.001.</p>\n"
    rows = []
    for one in shown:
        telling = [near for near in collocates(analysis, one.spots) if near.word not in FUNCTION_WORDS][:_COLLOCATES]
        if telling:
            words = ", ".join(f"{near.word} {near.measure:.1f}" for near in telling)
            rows.append((f"{mark(one.concept.kind)} {one.concept.label}", words))
    yield from _table(("concept", "collocates"), rows, 2)


def _references(analysis: Analysis, every: Sequence[Profile]) -> Iterator[str]:
    rows = [
        (f"{mark(one.concept.kind)} {one.concept.label}", said.text, said.state, said.sentence, said.anchor)
        for one in every
        for said in referred(analysis, one.concept.id)
    ]
    if rows:
        yield "<h2>References</h2>\n<p>What may mean a concept without naming it; <b>none is counted above</b>. "
        yield "Those accepted were accepted by a person, the others nobody has looked at.</p>\n"
        yield from _table(("concept", "phrase", "", "sentence", "anchor"), rows, 5)


def _beside(analysis: Analysis, first: str, second: str) -> Iterator[str]:
    """Two concepts side by side, a row a section."""
    one, two = (analysis.catalogue.concepts[id].label for id in (first, second))
    yield f"<h2><bdi>{told(one)}</bdi> and <bdi>{told(two)}</bdi></h2>\n"
    yield "<p>What the text says of each, and of both.</p>\n"
    yield '<div class="wide"><table><thead><tr><th scope="col">section</th>'
    yield "".join(f'<th scope="col">{told(head)}</th>' for head in (one, two, "both")) + "</tr></thead><tbody>\n"
    for row in compare(analysis, first, second):
        yield f"<tr><th scope='row'>{marked(section(analysis, row.part) if row.part else '')}</th>"
        for cell in (row.first, row.second, row.both):
            quoted = "".join(
                f"<p><bdi>{told(text)}</bdi> <code>{told(at)}</code></p>" for at, text in _told(analysis, cell)
            )
            yield f"<td>{quoted}</td>"
        yield "</tr>\n"
    yield "</tbody></table></div>\n"


def _told(analysis: Analysis, cell: Sequence[Said]) -> Iterator[tuple[str, str]]:
    for said in cell:
        number = analysis.sentence_of(said.mention) + 1
        yield from sentences(analysis, Evidence(said.sentence.passage, ((number, said.sentence),)))


def _meetings(analysis: Analysis, met: Sequence[Pair], limit: int) -> Iterator[str]:
    if not met:
        return
    concepts = analysis.catalogue.concepts
    yield "<h2>Meetings</h2>\n<p>Passages that name both, an organization down, a principle across where "
    yield "the text has both; the darker the ground, the closer they meet.</p>\n"
    yield _figure(crossing(analysis, met), "Which concepts meet")
    ranked = meeting_kinds(analysis, met)[:limit]
    yield f"<p>The {len(ranked)} closest, with at most {_QUOTED} places each. "
    yield "A passage that names many weighs little.</p>\n"
    for first, meeting in ranked:
        one, two = concepts[first], concepts[meeting.concept]
        yield f"<h3>{mark(one.kind)} <bdi>{told(one.label)}</bdi> × {mark(two.kind)} <bdi>{told(two.label)}</bdi>"
        yield f"</h3>\n<p>same sentence {meeting.sentence}, next sentence {meeting.following}, "
        yield f"same passage {meeting.passage}; weight {meeting.weight:.2f}</p>\n<ul>\n"
        for place in evidence(analysis, meeting, _QUOTED):
            quoted = " … ".join(
                f"<bdi>{told(text)}</bdi> <code>{told(anchor)}</code>" for anchor, text in sentences(analysis, place)
            )
            yield f"<li>{quoted}</li>\n"
        yield "</ul>\n"


def _method(analysis: Analysis) -> Iterator[str]:
    yield "<h2>How it was counted</h2>\n<ul>\n"
    yield "<li>Headings, body and notes count; page headers and doubtful text do not count for dispersion.</li>\n"
    yield f"<li>{len(analysis.parts)} sections are the parts of DP, each with its share of the words; "
    yield "where there are not two, ten stretches of equal length are.</li>\n"
    yield "<li>DP = ½ Σ |v − s| (S. Th. Gries 2008); DPnorm = DP / (1 − min s) (J. Lijffijt and S. Th. Gries 2012): "
    yield "0 is spread as the text is, 1 is all in the smallest part.</li>\n"
    yield "<li>Weight: a passage that names n concepts adds c / (n − 1), c being 1 within a sentence, "
    yield "½ in the next, ¼ in the passage (after M. E. J. Newman 2001).</li>\n"
    yield "<li>A change of wording is told where log-likelihood (T. Dunning 1993) passes 10.83 (p &lt; 0.001).</li>\n"
    yield "</ul>\n"
