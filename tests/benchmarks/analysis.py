"""What the panels of the concept screen cost: each made for the first time, on a document of 1,000 passages."""

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tui.concepts.analysis import Analysis
from tui.concepts.collocates import collocates
from tui.concepts.comparison import compare
from tui.concepts.concordance import arranged, concordance, surroundings
from tui.concepts.cooccurrence import heat_map, meetings
from tui.concepts.dispersion import dispersion
from tui.concepts.model import Catalogue, Mention
from tui.concepts.naming import namings, shifts
from tui.documents.model import Document
from tui.documents.reading import read_bytes

PASSAGES = 1_000
RUNS = 7
FLOOR = 16.0
"""milliseconds"""

Panel = Callable[[Analysis], object]


def large(root: Path) -> tuple[Document, tuple[Mention, ...], Catalogue]:
    """A thousand passages in forty sections, their sentences drawn from the edition that ships, and its concepts."""
    from tui.concepts.catalogue import read
    from tui.concepts.matching import link
    from tui.text.sentences import sentences

    edition = (root / "seeds" / "yuan-zhao-2023.md").read_bytes()
    known = [
        passage.text[start:end]
        for passage in read_bytes(edition, "k", "k.md").passages
        if passage.role == "body"
        for start, end in sentences(passage.text)
    ]
    draw = random.Random(11)
    parts = []
    for number in range(PASSAGES):
        if number % 25 == 0:
            parts.append(f"# {number // 25 + 1} Section")
        parts.append(" ".join(draw.choices(known, k=4)))
    document = read_bytes("\n\n".join(parts).encode(), "large", "large.md")
    catalogue = read(root / "seeds" / "world-politics.toml")
    return document, tuple(link(document, catalogue)), catalogue


def panels(document: Document, mentions: tuple[Mention, ...], concept: str, other: str) -> dict[str, Panel]:
    """Each panel as the screen makes it, from an analysis nobody has asked yet but `warm`ed as the screen does."""
    own = [one for one in mentions if one.concept == concept]

    def lines(analysis: Analysis) -> object:
        return arranged(concordance(document, own), "right")

    def around(analysis: Analysis) -> object:
        passage, start, end = own[0][:3]
        return surroundings(document.passages[passage].text, start, end)

    def names(analysis: Analysis) -> object:
        return shifts(namings(analysis, concept))

    def spread(analysis: Analysis) -> object:
        spots = analysis.spots[concept]
        return dispersion(analysis, spots), [analysis.share(spot) for spot in spots], analysis.starts()

    def heat(analysis: Analysis) -> object:
        shared = sorted(meetings(analysis, concept), key=lambda one: -one.passage)[:40]
        return heat_map(analysis, [concept, *(one.concept for one in shared)])

    return {
        "concordance, sorted": lines,
        "sentences around a line": around,
        "names and their shifts": names,
        "dispersion": spread,
        "meetings": lambda analysis: meetings(analysis, concept),
        "two side by side": lambda analysis: compare(analysis, concept, other),
        "collocates": lambda analysis: collocates(analysis, analysis.spots[concept]),
        "heat map": heat,
    }


def measured(root: Path) -> Iterator[tuple[str, float, bool]]:
    """Each panel of the most frequent concept, its milliseconds (the median of first calls), whether the floor holds
    for it: it does for a panel drawn after the tables were warmed, as the screen does when a document is idle."""
    document, mentions, catalogue = large(root)
    ranked = Counter(one.concept for one in mentions).most_common(2)
    (concept, count), (other, _) = ranked
    texts = [(document, mentions)]

    def cost(panel: Panel, warm: bool) -> float:
        times = []
        for _ in range(RUNS):
            analysis = Analysis(texts, catalogue)
            if warm:
                analysis.warm()
            began = time.perf_counter()
            panel(analysis)
            times.append((time.perf_counter() - began) * 1000)
        return statistics.median(times)

    made = panels(document, mentions, concept, other)
    size = f"{len(document.passages):,} passages, {len(mentions):,} mentions"
    yield f"the screen opens on {size}", cost(lambda _: Analysis(texts, catalogue), False), True
    for name, panel in made.items():
        yield f"panel, {count} mentions: {name}", cost(panel, True), True
    name, slowest = max(((name, cost(panel, False)) for name, panel in made.items()), key=lambda pair: pair[1])
    yield f"the slowest panel with nothing warmed: {name}", slowest, False
