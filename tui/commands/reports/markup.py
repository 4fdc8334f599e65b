"""Text made safe for HTML and SVG, and what both share of style. Nothing is fetched: no script, no font, no picture."""

import re
from html import escape

from tui.text.placeholders import safe

STYLE = """
text { font-family: system-ui, sans-serif; font-size: 12px; }
.paper { fill: #ffffff; } .ink { fill: #111111; } .quiet { fill: #555555; } .heat { fill: #111111; }
.tick { stroke: #111111; stroke-width: 1.2; fill: none; } .rule { stroke: #9a9a9a; stroke-width: .6; fill: none; }
.bound { stroke: #111111; stroke-width: 1; fill: none; stroke-dasharray: 4 2; }
.title { font-weight: bold; font-size: 14px; } .small { font-size: 10px; }
"""
"""Of drawings, on light ground and on paper."""

DARK = """@media screen and (prefers-color-scheme: dark) {
.paper { fill: #14161a; } .ink { fill: #e8e8e8; } .quiet { fill: #b0b0b0; } .heat { fill: #e8e8e8; }
.tick { stroke: #e8e8e8; } .rule { stroke: #6b6b6b; } .bound { stroke: #e8e8e8; }
}
"""

PAGE = """
:root { color-scheme: light dark; }
body { margin: 0; background: #ffffff; color: #111111; font: 16px/1.5 Georgia, "Times New Roman", serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2rem; } h3 { font-size: 1.05rem; margin-bottom: .2rem; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { border-bottom: 1px solid #9a9a9a; padding: .15rem .6rem; text-align: left; vertical-align: top; }
td { overflow-wrap: break-word; } td:nth-child(2) { min-width: 11rem; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font-size: .85em; overflow-wrap: anywhere; } .note { font-style: italic; } footer { margin-top: 2rem; }
.wide { overflow-x: auto; } ul { padding-left: 1.2rem; } li { overflow-wrap: anywhere; }
@media screen and (prefers-color-scheme: dark) { body { background: #14161a; color: #e8e8e8; } }
@media print {
main { max-width: none; padding: 0; }
th, td { padding: .1rem .3rem; } body { font-size: 10pt; } .wide { overflow: visible; }
svg[role=img] { max-width: 100%; height: auto; } h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; }
}
"""
"""Of pages."""

_NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def marked(text: object) -> str:
    """A text as HTML and XML hold it: nothing in it is markup, and every character may stand there."""
    clean = safe(str(text))
    if not clean.isprintable():
        clean = _NO_CHARACTER.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", clean)
    return escape(clean, quote=True)


def told(text: str) -> str:
    """A stretch of a document on one line, safe: its line ends are blanks."""
    return marked(" ".join(text.split()))


MARKS = {"organization": "■", "principle": "§"}
"""What tells kinds apart without colour."""


def mark(kind: str) -> str:
    """The mark of a kind; of kinds without their own, a ring."""
    return MARKS.get(kind, "○")
