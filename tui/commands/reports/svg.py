"""The pictures of a report as one SVG: how each concept and each of its names is spread, the heat map, who meets
whom."""

from collections.abc import Iterator, Sequence

from tui.commands.reports.drawing import WIDTH, crossing, heat_map, lines, strips, text
from tui.commands.reports.markup import DARK, STYLE, marked
from tui.commands.reports.wording import left_out, most_frequent, title
from tui.concepts.analysis import Analysis
from tui.concepts.cooccurrence import pairs
from tui.concepts.profile import profiles

MARGIN = 20
SPREAD = (
    "Dispersion. A stroke upward: a mention in the body; downward: in a note. Gries' DP: 0 spread as the text is, "
    "1 all in one place"
)
MAP = "Mentions by section"
MEET = "Passages that name both; the darker, the closer they meet (lists weigh little)"


def write(analysis: Analysis, limit: int, chosen: Sequence[str]) -> Iterator[str]:
    """A picture that needs nothing but itself; `limit` concepts are drawn."""
    every = profiles(analysis, chosen)
    shown = most_frequent(every, limit)
    drawn = [(SPREAD, strips(analysis, shown, names=True)), (MAP, heat_map(analysis, shown))]
    met = pairs(analysis, chosen)
    if met:
        drawn.append((MEET, crossing(analysis, met)))
    heads = [f"[{number}] {title(analysis, number - 1)}" for number in range(1, len(analysis.documents) + 1)]
    if len(heads) == 1:
        heads = [title(analysis, 0)]
    heads = [line for one in heads for line in lines(one, 120)]
    heads += left_out(len(shown), len(every))
    height = MARGIN * 2 + 20 * len(heads) + sum(drawing.height + 56 for _, drawing in drawn)
    whole = WIDTH + 2 * MARGIN
    name = "Concepts in " + "; ".join(heads[:3])
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{height}" viewBox="0 0 {whole} {height}"'
    yield f' role="img"><title>{marked(name)}</title>\n<style>{STYLE}{DARK}</style>\n'
    yield '<rect class="paper" width="100%" height="100%"/>\n'
    y = MARGIN + 10
    for head in heads:
        yield text(MARGIN, y, head, "ink title") + "\n"
        y += 20
    for caption, drawing in drawn:
        yield text(MARGIN, y + 10, caption, "quiet") + "\n"
        yield f'<g transform="translate({MARGIN} {y + 26})">{drawing.svg}</g>\n'
        y += drawing.height + 56
    yield "</svg>\n"
