"""A small writer of PDF, so that tests know what stands where on a page."""

from collections.abc import Sequence
from typing import NamedTuple


class Put(NamedTuple):
    """A line of text: where it stands (points, from the lower left), its size, its face."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False


def pdf(
    pages: list[list[Put]], *, labels: str = "", info: str = "", bookmarks: Sequence[tuple[int, str]] = ()
) -> bytes:
    """A PDF of these pages, 600 by 800 points.

    Args:
        pages: what stands on each.
        labels: the page labels' number tree, say "0 << /S /r >>".
        info: entries of the information dictionary.
        bookmarks: for each the number of its page, from 0, and its words, all of one depth.
    """
    first = 6 + 2 * len(pages)
    outline = f"/Outlines {first} 0 R" if bookmarks else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {f'/PageLabels << /Nums [{labels}] >>' if labels else ''} {outline} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
        f"<< {info} >>",
    ]
    for number, page in enumerate(pages):
        fonts = "/Resources << /Font << /F3 3 0 R /F4 4 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {fonts} /Contents {7 + 2 * number} 0 R >>"
        )
        stream = "\n".join(_shown(put) for put in page)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    if bookmarks:
        last = first + len(bookmarks)
        objects.append(f"<< /Type /Outlines /First {first + 1} 0 R /Last {last} 0 R /Count {len(bookmarks)} >>")
    for number, (at, title) in enumerate(bookmarks, first + 1):
        following = f"/Next {number + 1} 0 R" if number < first + len(bookmarks) else ""
        objects.append(f"<< /Title ({title}) /Parent {first} 0 R {following} /Dest [{6 + 2 * at} 0 R /XYZ 60 790 0] >>")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R /Info 5 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def _shown(put: Put) -> str:
    text = put.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F{4 if put.bold else 3} {put.size} Tf {put.x} {put.y} Td ({text}) Tj ET"


def column(x: float, top: float, words: str, count: int, size: float = 10) -> list[Put]:
    """Lines below each other, each beginning with its number."""
    return [Put(x, top - 12 * number, f"{words} {number} goes on to the end of line", size) for number in range(count)]
