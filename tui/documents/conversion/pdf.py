"""PDF: pdfium gives characters with their places; here they become lines, columns, and then Markdown."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from ctypes import c_double, c_float, create_string_buffer
from math import hypot
from typing import Any

from tui.documents.conversion.beside import without_counts
from tui.documents.conversion.bookmarks import Bookmark
from tui.documents.conversion.columns import ordered, recurring
from tui.documents.conversion.converted import ConversionError, Converted
from tui.documents.conversion.pages import Glyph, Line, pieces
from tui.documents.conversion.setting import Written, written

_PAGES = 5_000
_HEAD = 6
"""Pages that are read where only a head is asked for."""
_BOOKMARKS = 20_000
_PASSWORD = 4
_UNDERSTATED, _HEIGHT = 0.8, 0.94
"""Shares of a font's size: how high its letters are at least, from the lowest to the highest, and how high they are
taken to be where it tells less."""
_NAMED = 8
"""Pages that a caution names one by one."""
_BOLD = re.compile(
    rb"bold|black|heavy|semi|demi|(?:CM|SF|EC|LM)[A-Z]*BX|-Bd|(?:Biolinum|Libertine)T(?:B|Z)", re.IGNORECASE
)
_COMBINING = (0x301, 0x300, 0x302, 0x303, 0x308, 0x30C, 0x306, 0x30A, 0x327, 0x30B, 0x304)
# TeX's older fonts set an accent and its letter one over the other.
_ACCENTS = dict(zip("\u00b4`\u02c6\u02dc\u00a8\u02c7\u02d8\u02da\u00b8\u02dd\u00af", map(chr, _COMBINING), strict=True))
_UNTITLED = re.compile(r"untitled|microsoft word|\.(?:docx?|tex|dvi|indd|pdf)$|^\W*$", re.IGNORECASE)


def convert(data: bytes, options: Mapping[str, str]) -> Converted:
    """A PDF with a layer of text.

    Raises:
        ConversionError: it is locked, broken, or has pictures of pages only.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError:
        if raw.FPDF_GetLastError() == _PASSWORD:
            raise ConversionError("this PDF is locked with a password; save it without one") from None
        raise ConversionError("this PDF is broken or was cut; it can't be read") from None
    if not 0 < count <= _PAGES:
        raise ConversionError(f"this PDF has {count} pages; from 1 to {_PAGES:,} can be read")
    read: list[list[Line]] = []
    labels: list[str] = []
    doubtful: list[int] = []
    shown = min(count, _HEAD) if options.get("head") else count
    found = [_page(document, raw, number) for number in range(shown)]
    counted = sorted({round(edge) for _, _, edges in found for edge in edges})
    if counted:
        found = [(without_counts(made, counted)[0], width, edges) for made, width, edges in found]
    heads = recurring(made for made, _, _ in found)
    for number, (made, width, _) in enumerate(found):
        lines, unsure = ordered(made, width, heads)
        read.append(lines)
        labels.append(document.get_page_label(number) or str(number + 1))
        doubtful += [number] if unsure else []
    if not any(read) and shown == count:
        raise ConversionError("this PDF has no text, only pictures of its pages; run it through OCR (say, ocrmypdf)")
    text = written(read, _bookmarks(document), frozenset(doubtful)) if any(read) else Written("", [], [])
    empty = sum(1 for page in read if not page)
    cautions = [f"read without {empty} of its {count} pages, which have no text"] if empty else []
    cautions += [_unsure([labels[number] for number in doubtful])] if doubtful else []
    cautions += ["read without the numbers that count lines in the margin"] if counted else []
    pages = tuple(zip(text.starts, labels, strict=False))
    return Converted(text.text, _metadata(document), pages, tuple(cautions), shown == count, tuple(text.furniture))


def _bookmarks(document: Any) -> list[Bookmark]:
    """The outline; none where it is damaged."""
    import pypdfium2

    found: list[Bookmark] = []
    try:
        for entry in itertools.islice(document.get_toc(max_depth=6), _BOOKMARKS):
            target = entry.get_dest()
            if target is not None and target.get_index() is not None:
                found.append(Bookmark(target.get_index(), entry.level, entry.get_title()))
    except (pypdfium2.PdfiumError, ValueError, RuntimeError):
        return []
    return found


def _unsure(labels: list[str]) -> str:
    """The caution of pages whose columns can't be told from lines of the whole page."""
    more = f" and {len(labels) - _NAMED} more" if len(labels) > _NAMED else ""
    return f"the order of columns can't be told on {'pages' if more or labels[1:] else 'page'} " + (
        ", ".join(labels[:_NAMED]) + more + "; lines may stand out of order"
    )


def _page(document: Any, raw: Any, number: int) -> tuple[list[Line], float, list[float]]:
    """The pieces of a page's lines, none of one that can't be read; its width in points; the edges of the numbers that
    count lines in its margin."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return [], 0.0, []
    text = page.get_textpage()
    made, counted = without_counts(pieces(_glyphs(text.raw, raw)))
    width = page.get_width()
    text.close()
    page.close()
    return made, width, counted


def _glyphs(text: Any, raw: Any) -> Iterator[Glyph]:
    x, y = c_double(), c_double()
    name = create_string_buffer(128)
    box = raw.FS_RECTF()
    bold, ask, least, base = False, True, 0.0, 0.0
    accent: Glyph | None = None
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        # A hyphen that pdfium takes for one at a line's end comes as U+0002.
        char = "-" if code == 2 else chr(code) if 31 < code < 0xD800 or 0xE000 <= code < 0x110000 else ""
        if not char or char == "\ufffe":
            ask = True
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetLooseCharBox(text, at, box)
        if ask and not char.isspace():  # the face rarely changes within a word, and each question takes time
            named = raw.FPDFText_GetFontInfo(text, at, name, len(name), None) > 1
            bold = _BOLD.search(name.value) is not None if named else raw.FPDFText_GetFontWeight(text, at) >= 700
        if ask or y.value != base:
            least, base = _least(text, at, raw), y.value
        ask = char.isspace()
        if "\ufb00" <= char <= "\ufb06":
            char = unicodedata.normalize("NFKC", char)
        glyph = Glyph(char, box.left, box.right, y.value, max(least, abs(box.top - box.bottom)), bold)
        if accent is not None:
            melted = unicodedata.normalize("NFC", char + _ACCENTS[accent.char])
            over = glyph.left < (accent.left + accent.right) / 2 < glyph.right and len(melted) == 1
            if over:
                glyph = glyph._replace(char=melted)
            else:
                yield accent
        accent = glyph if char in _ACCENTS else None
        if accent is None:
            yield glyph
    if accent is not None:
        yield accent


def _least(text: Any, at: int, raw: Any) -> float:
    """How high a character is set at least, in points: some fonts understate it, and only the ink of a long letter
    shows it. 0 where its font does not."""
    matrix = raw.FS_MATRIX()
    rise, fall = c_float(), c_float()
    shown = raw.FPDFText_GetTextObject(text, at)
    font = raw.FPDFTextObj_GetFont(shown) if shown else None
    told = font and raw.FPDFFont_GetAscent(font, 1.0, rise) and raw.FPDFFont_GetDescent(font, 1.0, fall)
    if not told or rise.value - fall.value >= _UNDERSTATED or not raw.FPDFText_GetMatrix(text, at, matrix):
        return 0.0
    return _HEIGHT * float(raw.FPDFText_GetFontSize(text, at)) * hypot(matrix.c, matrix.d)


def _metadata(document: Any) -> dict[str, Any]:
    """What the PDF says; a title that a word processor made of a file's name is none."""
    told: dict[str, Any] = {}
    info = document.get_metadata_dict(skip_empty=True)
    title = " ".join(info.get("Title", "").split())
    if title and not _UNTITLED.search(title):
        told["title"] = title
    if authors := [name for part in re.split(r";|\band\b|&", info.get("Author", "")) if (name := part.strip())]:
        told["authors"] = authors
    return told
