"""What a report says of its documents, in words, whatever the format."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.concepts.analysis import Analysis, Part, Spot
from tui.concepts.cooccurrence import Evidence
from tui.concepts.profile import Profile
from tui.documents.model import Document


def title(analysis: Analysis, number: int) -> str:
    """What a document is called: its title and, where they are known, authors and year."""
    document = analysis.documents[number]
    short = document.metadata.short
    return f"{document.title} ({short})" if short and short != document.title else document.title


def nature(document: Document) -> Iterator[str]:
    """What should be known of a document before its figures are relied on, a sentence each."""
    about = document.metadata
    if about.original_title:
        yield f"Original title: {about.original_title}"
    if about.edition:
        yield f"An edition ({about.edition}): it tells the work in other words; those counted are not the author's."
    if about.machine_translation:
        whence = f" from {about.original_language}" if about.original_language else ""
        yield f"A machine translation{whence}: names and wording are the translator's."
    if document.gaps:
        gaps = "; ".join(gap.reason for gap in document.gaps)
        count = len(document.gaps)
        yield f"{count} {'gap' if count == 1 else 'gaps'}, so counts are lower bounds: {gaps}"
    yield from document.cautions


def source(document: Document) -> str:
    """Authors, year, journal and identifier, as far as they are known."""
    about = document.metadata
    numbers = " ".join(part for part in (about.volume, f"({about.issue})" if about.issue else "") if part)
    parts = (
        "; ".join(about.authors),
        about.year,
        f"{about.journal} {numbers}".strip(),
        about.pages,
        about.publisher,
        f"doi:{about.doi}" if about.doi else about.url,
    )
    return ", ".join(part for part in parts if part)


def most_frequent(every: Sequence[Profile], limit: int) -> list[Profile]:
    """The most frequent concepts, in the order given."""
    kept = {one.concept.id for one in sorted(every, key=lambda one: -one.mentions)[:limit]}
    return [one for one in every if one.concept.id in kept]


def left_out(shown: int, whole: int) -> list[str]:
    """A line where not all is shown; none else."""
    return [f"The {shown} most frequent of {whole} concepts are drawn."] if shown < whole else []


def section(analysis: Analysis, part: Part) -> str:
    """A section as one writes it: §3 and, among several documents, the document's number before it."""
    document = f"[{part.document + 1}] " if len(analysis.documents) > 1 else ""
    return f"{document}§{part.number}"


class Said(NamedTuple):
    """A reference in words: its sentence's anchor, the phrase, the sentence, "accepted" or "possible", its score."""

    anchor: str
    text: str
    sentence: str
    state: str
    score: float


def referred(analysis: Analysis, concept: str) -> Iterator[Said]:
    """What may mean a concept without naming it; it is counted nowhere."""
    for spot, accepted, score in analysis.referred.get(concept, ()):
        number = analysis.sentence_of(spot)
        within = Spot(spot.passage, *analysis.sentences(spot.passage)[number])
        ((anchor, sentence),) = sentences(analysis, Evidence(spot.passage, ((number + 1, within),)))
        text = " ".join(analysis.passages[spot.passage].text[spot.start : spot.end].split())
        yield Said(anchor, text, sentence, "accepted" if accepted else "possible", round(score, 2))


def sentences(analysis: Analysis, evidence: Evidence) -> list[tuple[str, str]]:
    """The sentences of a meeting, each with its anchor."""
    anchor, passage = analysis.anchor(evidence.passage), analysis.passages[evidence.passage]
    return [
        (f"{anchor}.{number}" if passage.number else anchor, " ".join(passage.text[spot.start : spot.end].split()))
        for number, spot in evidence.sentences
    ]
