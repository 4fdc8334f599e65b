"""What the panels of the concept screen cost: each made for the first time, on a document of 1,000 passages."""

import gc
import pickle
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.scripts import SCRIPTS, told
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
DEAREST = ("concordance, sorted", "collocates")
"""What another script makes dearer."""

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
    """Each panel as the screen makes it, from an analysis nobody has asked yet."""
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
    """Each panel of the most frequent concept, the milliseconds of the processor's time it takes, and whether it has to
    hold the floor.

    They are the median of processes each of which makes one panel once, of a document that it was handed as the reader
    is, with nothing warmed. In other scripts the dearest panels are made so too, and as the reader makes them: it has
    warmed the tables of so small a document while nobody waited.
    """
    document, mentions, catalogue = large(root)
    with tempfile.TemporaryDirectory() as home:
        kept = Path(home) / "kept"

        def handed(document: Document, mentions: tuple[Mention, ...]) -> int:
            (concept, count), (other, _) = Counter(one.concept for one in mentions).most_common(2)
            kept.write_bytes(pickle.dumps((document, mentions, catalogue, concept, other)))
            return count

        def cost(panel: str, *, warm: bool = False) -> float:
            command = [sys.executable, "-m", "tests.benchmarks.analysis", str(kept), panel, "warm" * warm]
            runs = [subprocess.run(command, cwd=root, capture_output=True, check=True).stdout for _ in range(RUNS)]
            return statistics.median(map(float, runs))

        count = handed(document, mentions)
        passages = f"{len(document.passages):,} passages"
        yield f"the screen opens on {passages}, {len(mentions):,} mentions", cost(""), True
        for panel in panels(document, mentions, "", ""):
            yield f"panel, nothing warmed, {count} mentions: {panel}", cost(panel), True
        for script in SCRIPTS:
            handed(*told(document, mentions, script))
            for panel in DEAREST:
                yield f"{script}, as in the reader: {panel}", cost(panel, warm=True), True
                yield f"{script}, nothing warmed: {panel}", cost(panel), False


def _once(kept: Path, panel: str, *, warm: bool) -> float:
    document, mentions, catalogue, concept, other = pickle.loads(kept.read_bytes())
    gc.set_threshold(50_000)  # as the program has it
    made = panels(document, mentions, concept, other)
    began = time.process_time()
    analysis = Analysis([(document, mentions)], catalogue)
    if warm:
        analysis.warm()
    if panel:
        began = time.process_time()
        made[panel](analysis)
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    print(_once(Path(sys.argv[1]), sys.argv[2], warm=bool(sys.argv[3])))
