"""A report as CSV: one table, a figure in each row, told apart by the column `measure`.

The columns are concept, kind, label, measure, name, document, section, with, value. `measure` is one of mentions, body,
notes, passages, dp, dp-norm, dp-body, dp-norm-body, dp-notes, dp-norm-notes; name-share (of `name`); section-mentions
(in a section, under `name`); gives-way and takes-over (names, from a section on: mentions of both from there);
place (a mention: how far in the text, 0 to 1); meets-sentence, meets-next, meets-passage, meets-weight (`with` another
concept); collocate (log-likelihood of the word `name`), collocate-left, -right, -total; reference-accepted and
reference-possible (a phrase that may mean the concept and is counted nowhere: its score). What is 0 there has no row.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from tui.commands.reports.wording import referred
from tui.concepts.analysis import Analysis, Spot
from tui.concepts.collocates import FUNCTION_WORDS, collocates
from tui.concepts.cooccurrence import meetings
from tui.concepts.profile import Profile, profiles
from tui.text.placeholders import safe

HEAD = ("concept", "kind", "label", "measure", "name", "document", "section", "with", "value")

_FORMULA = "=+-@＝＋－＠|%"


def write(analysis: Analysis, limit: int, chosen: Sequence[str]) -> Iterator[str]:
    """Every figure of every concept."""
    yield _line(HEAD)
    for profile in profiles(analysis, chosen):
        concept = profile.concept
        for name, document, section, measure, other, value in _figures(analysis, profile):
            yield _line((concept.id, concept.kind, concept.label, measure, name, document, section, other, value))


def _figures(analysis: Analysis, profile: Profile) -> Iterator[tuple[str, str, str, str, str, float]]:
    """Name, document, section, measure, other concept and value."""
    whole, body, notes = profile.whole, profile.in_body, profile.in_notes
    for measure, value in {
        "mentions": profile.mentions,
        "body": profile.body,
        "notes": profile.notes,
        "passages": profile.passages,
        "dp": round(whole.dp, 4),
        "dp-norm": round(whole.norm, 4),
        "dp-body": round(body.dp, 4),
        "dp-norm-body": round(body.norm, 4),
        "dp-notes": round(notes.dp, 4),
        "dp-norm-notes": round(notes.norm, 4),
    }.items():
        yield "", "", "", measure, "", value
    for name in profile.names:
        yield name.alias, "", "", "name-share", "", round(name.share, 4)
        for part, count in zip(analysis.parts, name.parts, strict=True):
            if count:
                yield name.alias, analysis.documents[part.document].key, part.number, "section-mentions", "", count
    for part, shift in profile.shifts:
        yield shift.earlier, analysis.documents[part.document].key, part.number, "gives-way", "", sum(shift.after)
        yield shift.later, analysis.documents[part.document].key, part.number, "takes-over", "", sum(shift.after)
    for spot, alias in zip(profile.spots, analysis.aliases[profile.concept.id], strict=True):
        yield alias, *_where(analysis, spot), "place", "", round(analysis.share(spot), 4)
    for near in collocates(analysis, profile.spots):
        if near.word not in FUNCTION_WORDS:
            yield near.word, "", "", "collocate", "", round(near.measure, 2)
            for measure, value in {"left": near.left, "right": near.right, "total": near.total}.items():
                if value:
                    yield near.word, "", "", f"collocate-{measure}", "", value
    for one in meetings(analysis, profile.concept.id):
        if one.sentence:
            yield "", "", "", "meets-sentence", one.concept, one.sentence
        if one.following:
            yield "", "", "", "meets-next", one.concept, one.following
        yield "", "", "", "meets-passage", one.concept, one.passage
        yield "", "", "", "meets-weight", one.concept, round(one.weight, 4)
    yield from _referred(analysis, profile.concept.id)


def _referred(analysis: Analysis, concept: str) -> Iterator[tuple[str, str, str, str, str, float]]:
    for (spot, _, _), told in zip(analysis.referred.get(concept, ()), referred(analysis, concept), strict=True):
        yield told.text, *_where(analysis, spot), f"reference-{told.state}", "", told.score


def _where(analysis: Analysis, spot: Spot) -> tuple[str, str]:
    """The document a place stands in, and the section."""
    return analysis.documents[analysis.document_of(spot.passage)].key, analysis.passages[spot.passage].section


def _line(cells: tuple[str | float, ...]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow([plain(one) if isinstance(one, str) else one for one in cells])
    return written.getvalue()


def plain(cell: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    clean = safe(cell)
    return f"'{clean}" if clean.lstrip().startswith(tuple(_FORMULA)) else clean
