"""What other programs make of the same texts, where they can do the same work: put together what a page has cut."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from io import BytesIO
from random import Random

from tests.documents.paper import Put, pdf
from tests.gold import clean
from tests.gold.manners import CITING
from tests.gold.reading import read, whole
from tests.gold.row import Row
from tests.gold.spoiling import Spoiled, spoil
from tui.documents.model import Role
from tui.documents.reading import read_bytes

_SEEDS = range(3)
_WIDTH, _LINES = 78, 46
Made = Callable[[bytes], str] | None
"""From a file's bytes to a text whose blocks are parted by empty lines; None where the program is not there."""


def pandoc() -> Made:
    path = shutil.which("pandoc")
    if path is None and find_spec("pypandoc") is not None:
        import pypandoc

        path = pypandoc.get_pandoc_path()
    if path is None:
        return None
    command = [path, "--sandbox", "-f", "markdown", "-t", "plain", "--wrap=none"]
    return lambda data: subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode("utf-8")


def markitdown(ending: str) -> Made:
    if find_spec("markitdown") is None:
        return None
    from markitdown import MarkItDown, StreamInfo

    if ending == ".pdf" and not all(map(find_spec, ("pdfminer", "pdfplumber"))):  # what markitdown[pdf] asks for
        return None
    converter = MarkItDown()
    return lambda data: converter.convert_stream(BytesIO(data), stream_info=StreamInfo(extension=ending)).text_content


def pdfminer() -> Made:
    if find_spec("pdfminer") is None:
        return None
    from pdfminer.high_level import extract_text

    return lambda data: extract_text(BytesIO(data))


def blocks(text: str) -> list[str]:
    return re.split(r"\n\s*\n", text)


def printed(text: clean.Clean, seed: int) -> tuple[bytes, list[str]]:
    """A clean text set on pages, with running heads, page numbers and notes in small type at the foot.

    Returns:
        the PDF, and the paragraphs that a page has cut.
    """
    random = Random(seed)
    lines: list[tuple[str, float]] = []
    cut: list[str] = []
    for piece in text.pieces:
        first = len(lines)
        words, line = piece.text.split(), ""
        for word in words:
            if len(line) + len(word) + 1 > _WIDTH:
                lines.append((line, 10))
                line = ""
            line = f"{line} {word}".strip()
        lines.append((line, 14 if piece.level >= 0 else 10))
        if first // _LINES < (len(lines) - 1) // _LINES:
            cut.append(piece.text)
        lines.append(("", 10))
    pages: list[list[Put]] = []
    for number, at in enumerate(range(0, len(lines), _LINES), 1):
        notes = random.sample([one for one in CITING if one.isascii()], 2)
        page = [Put(60, 770, f"The Works of the Society {number}", 9)]
        page += [Put(60, 740 - 13 * row, one, size) for row, (one, size) in enumerate(lines[at : at + _LINES]) if one]
        page += [Put(60, 120 - 11 * row, f"{2 * number + row - 1} {note}", 7.5) for row, note in enumerate(notes)]
        pages.append([*page, Put(300, 40, str(number), 9)])
    return pdf(pages), cut


def rows() -> Iterator[Row]:
    """Share of the paragraphs cut by pages that come out whole and with nothing else in them."""
    clear = [*(clean.written(name) for name in clean.WRITTEN), clean.edition()]
    texts = [spoil(text, seed) for text in clear for seed in _SEEDS]
    truth = [_cut(text) for text in texts]
    files = [text.text.encode("utf-8") for text in texts]
    ours = [[p.text for p in read(text.text).of_role(Role.BODY)] for text in texts]
    yield _row(
        "plain text: cut paragraphs whole", truth, ours, files, {"pandoc": pandoc(), "markitdown": markitdown(".txt")}
    )
    prints = [printed(text, seed) for seed, text in enumerate(clear) if text.language == "en"]
    files, truth = [file for file, _ in prints], [cut for _, cut in prints]
    ours = [[p.text for p in read_bytes(file, "k", "a.pdf").of_role(Role.BODY)] for file in files]
    yield _row(
        "PDF: cut paragraphs whole", truth, ours, files, {"pdfminer.six": pdfminer(), "markitdown": markitdown(".pdf")}
    )


def _cut(text: Spoiled) -> list[str]:
    pieces = Counter(piece.paragraph for piece in text.pieces if piece.role == "body")
    return [text.paragraphs[number] for number, count in pieces.items() if count > 1]


def _row(name: str, truth: list[list[str]], ours: list[list[str]], files: list[bytes], others: dict[str, Made]) -> Row:
    weights = [len(paragraphs) for paragraphs in truth]

    def share(found: list[list[str]]) -> float:
        return sum(whole(a, b) * n for a, b, n in zip(found, truth, weights, strict=True)) / sum(weights)

    figures = {name: share([blocks(made(file)) for file in files]) for name, made in others.items() if made}
    absent = [name for name, made in others.items() if not made]
    more = f"{sum(weights)} paragraphs" + (f"; {', '.join(absent)} not installed" if absent else "")
    return Row(name, share(ours), peers=figures, more=more)
