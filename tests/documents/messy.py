"""A text of our own in which every kind of repair is made, and the laws that taking one back must keep."""

from tui.documents.decoding import Decoded
from tui.documents.model import Document, Passage, Repair, Role
from tui.documents.reading import read_text

FIRST = "Whoever counts the barges that go down to the sea must know where the"
SECOND = "river has its mouth, and nobody has asked the organization of millers about that so far."
CITED = 'Miller, A.: "The Shape of Things", in Journal of Forms, Vol. 3, No. 2, 1999, p. 33.'
AGAIN = "\u00b6 Weber, Max, Economy and Society, Berkeley: University of California Press, 1978, p. 54."
TORN = (
    'Doe, J.: "A Road Without End", published in Annals of Roads by the Clarendon Press,\n\n2004, Vol. 7, No. 1, p. 12'
)
WATERMARK = "Machine Translated by Google"
MESSY = f"""\
# A Treatise on Barges

## 1. What is counted

{FIRST}

---

{CITED}

{AGAIN}

{TORN}

{SECOND} It is the *best* organi-
zation of its kind. \u00b6 It meets in spring and in autumn, whatever the weather on the river may be by then.

### 2. Where the counting is done by those who have
learned it from their elders in the harbour towns. They count by hand, and write the numbers down in a book that

{WATERMARK}

nobody reads before the winter has come and the barges lie in the harbour under their covers of snow.

## 4. What is not counted

Boats that carry nothing are not counted, for nobody would pay a toll for them, however often they go by.
"""


def read(source: str = MESSY, name: str = "a.txt", without: frozenset[str] = frozenset()) -> Document:
    return read_text(source, "k", name, Decoded(source, "utf-8", ()), without=without)


def kinds(document: Document) -> set[str]:
    return {repair.kind for passage in document.passages for repair in passage.repairs}


def all_repairs(document: Document) -> list[tuple[Passage, Repair]]:
    return [(passage, repair) for passage in document.passages for repair in passage.repairs]


def owners(document: Document) -> dict[int, int]:
    """The passage that holds each character of the source; fails where two hold one."""
    held: dict[int, int] = {}
    for passage in document.passages:
        for start, end in passage.spans:
            for at in range(start, end):
                assert at not in held, f"two passages hold the character at {at}"
                held[at] = passage.index
    return held


def is_sound(document: Document) -> None:
    """What holds of every document, however it was made."""
    passages = document.passages
    assert [passage.index for passage in passages] == list(range(len(passages)))
    assert [passage.start for passage in passages] == sorted(passage.start for passage in passages)
    assert len(document.by_place) == len(passages)
    assert [i for section in document.sections for i in range(section.first, section.last)] == list(
        range(len(passages))
    )
    for section in document.sections:
        assert {passages[i].section for i in range(section.first, section.last)} == {section.number}
        assert section.heading is None or passages[section.heading].role is Role.HEADING
    for passage in passages:
        at = 0
        for run in passage.runs:
            assert run.text == at
            at += run.text_length
            if run.text_length == run.source_length:
                shown = passage.text[run.text : at]
                source = document.source[run.source : run.source + run.source_length]
                assert all(a == b or (a.isspace() and b.isspace()) for a, b in zip(shown, source, strict=True))
        assert at == len(passage.text)
        assert [run.source for run in passage.runs] == sorted(run.source for run in passage.runs)
        assert passage.spans == tuple(sorted(passage.spans))
        assert all(0 <= mark.at <= len(passage.text) for mark in passage.notes)
        assert all(passages[mark.note].role not in (Role.BODY, Role.HEADING) for mark in passage.notes)
        assert all(0 <= style.start <= style.end <= len(passage.text) for style in passage.styles)
        assert all(document.source.startswith(one.before, one.at) for one in passage.repairs)


def unchanged(before: Document, after: Document) -> set[str]:
    """The places whose passage is in both the very same: role, text, spans."""
    was = {one.place: (one.role, one.text, one.spans) for one in before.passages}
    return {one.place for one in after.passages if was.get(one.place) == (one.role, one.text, one.spans)}
