"""LaTeX's figures and tables: pandoc keeps the caption of one picture or table and leaves out every other one."""

import re
from typing import NamedTuple

from tui.documents.conversion.braces import changed, group

_FLOAT = re.compile(
    r"\\begin\{((?:wrap|sideways|SC|teaser|margin|floating)?(figure|table|scheme|listing|algorithm|video)(\*?))\}"
    r"(?:\s*\[[^\]\n]*\]|\s?\{[^{}\n]*\}){0,4}"
)
_DRAWN = re.compile(r"\\begin\{(tikzpicture|pspicture|picture|axis|pgfpicture|forest)\*?\}.*?\\end\{\1\*?\}", re.DOTALL)
_CAPTION = re.compile(r"\\(?:caption|captionof\{\w+\}|subcaption)\*?\s*(?:\[[^\]]*\])?\s*(?=\{)")
_LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
_PICTURE = re.compile(
    r"\\(?:includegraphics|epsfig|psfig|epsfbox|plotone)\*?(?:\[[^\]]*\])?\s*\{[^{}]*\}|\\centering\b"
)
_SUB = re.compile(r"\\sub(?:figure|float|table|fig)\s*\[([^\]]*)\]\s*(?=\{)")
_BOX = re.compile(r"\\(?:begin|end)\{(?:sub(?:figure|table)|center|minipage)\*?\}(?:\s*\[[^\]]*\]|\s?\{[^{}]*\}){0,2}")
_REFERENCE = re.compile(r"\\(ref|autoref|cref|Cref|vref)\s*\{([^{}]*)\}")
_CHAPTER = re.compile(r"\\chapter(?![*A-Za-z])")
_APART = re.compile(r"(?:\n[ \t]*\n|\\(?:label|section|chapter|centering|begin|end)\*?(?:\{[^{}]*\})?)\s*\Z|\A\s*\Z")
_NEXT = re.compile(r"\s*(?:\n[ \t]*\n|\Z|\\(?:(?:sub)*section|chapter|begin|end|item|par\b))")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\\(?:(?:sub)*section|chapter|item|begin|end)\b|\\par\b")


class Words(NamedTuple):
    """How a language calls a figure, a table and the list of works."""

    figure: str
    table: str
    works: str

    def of(self, kind: str) -> str:
        """How a kind of float is called; one without a word of its own by its English name."""
        return {"figure": self.figure, "table": self.table}.get(kind, kind.capitalize())


_ENGLISH = Words("Figure", "Table", "References")
_LANGUAGES = {
    "german": Words("Abbildung", "Tabelle", "Literatur"), "ngerman": Words("Abbildung", "Tabelle", "Literatur"),
    "french": Words("Figure", "Table", "R\u00e9f\u00e9rences"), "italian": Words("Figura", "Tabella", "Bibliografia"),
    "spanish": Words("Figura", "Cuadro", "Referencias"), "brazil": Words("Figura", "Tabela", "Refer\u00eancias"),
    "portuguese": Words("Figura", "Tabela", "Refer\u00eancias"), "dutch": Words("Figuur", "Tabel", "Referenties"),
}  # fmt: skip
_LOADED = re.compile(
    r"\\usepackage\[([^\]]*)\]\{babel\}|\\set(?:main|default)language(?:\[[^\]]*\])?\{(\w+)\}|\\documentclass\[([^\]]*)\]"
)


def words(text: str) -> Words:
    """The words of the language that a text is set in; English where it names none that is known."""
    for match in _LOADED.finditer(text):
        named = [name.strip().rpartition("=")[2] for name in "".join(filter(None, match.groups())).split(",")]
        known = [name for name in named if name in _LANGUAGES]
        if known and "english" not in named[named.index(known[-1]) :]:
            return _LANGUAGES[known[-1]]
    return _ENGLISH


def settled(text: str) -> str:
    """A text whose figures and tables are what stands in them, each caption a paragraph with its kind and number.

    References to their labels become the number.
    """
    text = _DRAWN.sub("", text)
    called = words(text)
    numbers: dict[str, str] = {}
    kinds: dict[str, str] = {}
    counts: dict[str, int] = {}
    changes: list[tuple[int, int, str]] = []
    chapters = [match.start() for match in _CHAPTER.finditer(text)]
    done = chapter = 0
    for match in _FLOAT.finditer(text):
        end = text.find(f"\\end{{{match.group(1)}}}", match.end())
        if match.start() < done or end < 0:
            continue
        done = end + len(f"\\end{{{match.group(1)}}}")
        now = sum(place < match.start() for place in chapters)
        if now != chapter:
            chapter, counts = now, {}
        kind = match.group(2)
        inner, labels, captions = _captions(text[match.end() : end], kind, counts, called, f"{now}." if now else "")
        if captions:
            numbers.update(dict.fromkeys(labels, f"{f'{now}.' if now else ''}{counts[kind]}"))
            kinds.update(dict.fromkeys(labels, called.of(kind)))
        if _APART.search(text, max(0, match.start() - 60), match.start()) or _NEXT.match(text, done):
            changes.append((match.start(), done, f"\n\n{inner}\n\n"))
            continue
        below = _PARAGRAPH.search(text, done)  # it floats: the paragraph goes on behind it
        place = below.start() if below else len(text)
        behind = done + (text[done : done + 1] == "\n")
        changes += [(match.start(), behind, ""), (place, place, f"\n\n{inner}\n\n")]
    text = changed(text, changes)

    def number(match: re.Match[str]) -> str:
        command, named = match.groups()
        labels = [label.strip() for label in named.split(",")]
        if any(label not in numbers for label in labels):
            return match.group()
        said = [numbers[label] if command == "ref" else f"{kinds[label]}~{numbers[label]}" for label in labels]
        return " and ".join(filter(None, [", ".join(said[:-1]), said[-1]]))

    return _REFERENCE.sub(number, text)


def _captions(inner: str, kind: str, counts: dict[str, int], called: Words, before: str) -> tuple[str, list[str], bool]:
    """What stands in one float, its labels, and whether it has a caption."""
    inner = _SUB.sub(lambda match: f"\n\n{match.group(1)}\n\n" if match.group(1).strip() else "", inner)
    parts = [(match.start(), match.end()) for match in re.finditer(r"\\begin\{sub\w+\}.*?\\end\{sub\w+\}", inner, re.S)]
    labels = _LABEL.findall(inner)
    changes: list[tuple[int, int, str]] = []
    has = False
    for match in _CAPTION.finditer(inner):
        end = group(inner, match.end())
        if end == match.end():
            continue
        said = inner[match.end() + 1 : end - 1].strip()
        label = ""
        if not has and not any(a < match.start() < b for a, b in parts):
            has = True
            counts[kind] = counts.get(kind, 0) + 1
            label = f"{called.of(kind)} {before}{counts[kind]}: "
        changes.append((match.start(), end, f"\n\n{label}{_LABEL.sub('', said)}\n\n"))
    inner = changed(inner, changes)
    inner = _LABEL.sub("", _BOX.sub("\n\n", _PICTURE.sub("", inner)))
    return inner, labels, has
