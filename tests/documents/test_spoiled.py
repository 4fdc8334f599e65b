"""Clean text, spoiled as scanners and converters spoil it, is put together again; the truth is known."""

import random
import re
from pathlib import Path

import pytest

from tui.documents.decoding import Decoded
from tui.documents.model import Document, Role
from tui.documents.reading import read_text

NOTES = [
    'Miller, A.: "The Shape of Things", in Journal of Forms, Vol. 3, No. 2, 1999, p. 33.',
    "See John Doe, The Long Road (Oxford: Clarendon Press, 2004), pp. 12-19.",
    "Ibid., p. 45.",
    "Weber, Max, Economy and Society, Berkeley: University of California Press, 1978, p. 54.",
    "《国际组织研究》,北京:人民出版社,2010年,第33页。",
]
STYLES = ("rule", "no rule", "form feed", "running head")


class Spoiled:
    """The edition's paragraphs, cut at random words, with what stands at a page's edge in between."""

    def __init__(self, paragraphs: list[str], style: str, seed: int) -> None:
        self.random = random.Random(seed)
        self.style = style
        self.page = 1
        self.cuts: set[tuple[str, str]] = set()
        out: list[str] = []
        for paragraph in paragraphs:
            words = paragraph.split()
            if paragraph.startswith("#") or len(words) <= 60 or self.random.random() < 0.5:
                out.append(paragraph)
                continue
            at = self.random.randint(20, len(words) - 20)
            head, tail = " ".join(words[:at]), " ".join(words[at:])
            self.cuts.add((head[-20:], tail[:20]))
            out += [head, *self._edge(), tail]
        self.text = "\n\n".join(out)

    def _edge(self) -> list[str]:
        notes = self.random.sample(NOTES, self.random.randint(1, 3))
        self.page += 1
        if self.style == "rule":
            return ["---", *notes]
        if self.style == "no rule":
            return notes
        if self.style == "form feed":
            return [f"- {self.page} -\n\n\f{self.page} Journal of International Things"]
        return [*notes, f"{self.page}\n\n\nA Work on Organizations {self.page}\n"]


@pytest.fixture(scope="module")
def paragraphs(seeds: Path) -> list[str]:
    text = (seeds / "yuan-zhao-2023.md").read_text("utf-8")
    text = re.sub(r"\A---.*?\n---\n", "", text, flags=re.DOTALL)
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text)]
    return [re.sub(r"\[\^\d+\]|\*", "", block) for block in blocks if block and not block.startswith(("[^", "*["))]


def joined(document: Document) -> set[tuple[str, str]]:
    """The last and first 20 characters about each joint."""
    source = document.source
    return {
        (source[:b].rstrip()[-20:], source[c : c + 20])
        for passage in document.passages
        if passage.role is Role.BODY
        for (_, b), (c, _) in zip(passage.spans, passage.spans[1:], strict=False)
    }


@pytest.mark.parametrize("style", STYLES)
def test_cut_paragraphs_are_joined_and_nothing_else_is(paragraphs: list[str], style: str) -> None:
    found = right = cut = 0
    for seed in range(20):
        spoiled = Spoiled(paragraphs, style, seed)
        document = read_text(spoiled.text, "k", "a.txt", Decoded(spoiled.text, "utf-8", ()))
        # A cut right behind a full stop leaves no trace in the text: those are not to be had.
        within = {place for place in spoiled.cuts if place[0][-1] not in '.!?"'}
        joints = joined(document)
        found, right, cut = found + len(joints), right + len(joints & spoiled.cuts), cut + len(within)
    assert cut > 300
    assert right >= 0.98 * found
    assert right >= 0.95 * cut


@pytest.mark.parametrize("style", STYLES)
def test_notes_and_running_heads_are_out_of_the_text(paragraphs: list[str], style: str) -> None:
    spoiled = Spoiled(paragraphs, style, 7)
    document = read_text(spoiled.text, "k", "a.txt", Decoded(spoiled.text, "utf-8", ()))
    body = [passage.text for passage in document.passages if passage.role is Role.BODY]
    assert not any(note in text for text in body for note in NOTES)
    assert not any(re.search(r"Journal of International Things|A Work on Organizations \d", text) for text in body)
    assert not any(passage.role is Role.DOUBTFUL for passage in document.passages)
