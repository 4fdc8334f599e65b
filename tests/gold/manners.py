"""How a text is spoiled: what numbers its headings bear, how its notes are called and what they say."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

_HAN = "零一二三四五六七八九"
_ROMAN = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X")),
    *((9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_WORDS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def han(number: int) -> str:
    if number < 10:
        return _HAN[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")


def _letter(number: int) -> str:
    return chr(96 + number)


Counters = list[int]
NUMBERINGS: dict[str, Callable[[Counters], str]] = {
    "dotted": lambda c: ".".join(map(str, c)) + ("." if len(c) == 1 else "") + " ",
    "dotted, bare": lambda c: ".".join(map(str, c)) + " ",
    "roman": lambda c: (f"{roman(c[-1])}. ", f"{_letter(c[-1]).upper()}. ", f"{c[-1]}. ", f"({_letter(c[-1])}) ")[
        min(len(c), 4) - 1
    ],
    "chapter": lambda c: f"Chapter {c[0]}. " if len(c) == 1 else ".".join(map(str, c)) + " ",
    "CHAPTER": lambda c: (
        f"CHAPTER {roman(c[0])}. "
        if len(c) == 1
        else (f"{roman(c[-1])}. ", f"{c[-1]}. ", f"({_letter(c[-1])}) ")[min(len(c), 4) - 2]
    ),
    "legal": lambda c: (f"§ {c[-1]}. ", f"({c[-1]}) ", f"({_letter(c[-1])}) ", f"({roman(c[-1]).lower()}) ")[
        min(len(c), 4) - 1
    ],
    "part": lambda c: (f"Part {_WORDS[c[0]]}: ", f"{c[-1]}. ", f"({c[-1]}) ", f"({_letter(c[-1])}) ")[
        min(len(c), 4) - 1
    ],
    "none": lambda c: "",
    "han": lambda c: (f"{han(c[-1])}、", f"（{han(c[-1])}）", f"{c[-1]}．", f"({c[-1]})")[min(len(c), 4) - 1],
    "han, chapters": lambda c: (f"第{han(c[-1])}章 ", f"第{han(c[-1])}节 ", f"{han(c[-1])}、", f"（{han(c[-1])}）")[
        min(len(c), 4) - 1
    ],
}
WESTERN = ("dotted", "dotted", "dotted, bare", "roman", "chapter", "CHAPTER", "legal", "part", "none")
CHINESE = ("dotted", "han", "han", "han, chapters", "none")

CITING = (
    "Max Weber, Economy and Society (Berkeley: University of California Press, 1978), p. 54.",
    "Witold Kula, Measures and Men, trans. R. Szreter (Princeton: Princeton University Press, 1986), pp. 24-28.",
    "Ken Alder, The Measure of All Things (New York: Free Press, 2002), pp. 291-302.",
    "Ibid., p. 45.",
    "Ibid.",
    "See Theodore M. Porter, Trust in Numbers (Princeton: Princeton University Press, 1995), chap. 2.",
    'E. P. Thompson, "Time, Work-Discipline, and Industrial Capitalism," Past & Present 38 (1967): 56-97.',
    "Lorraine Daston and Peter Galison, “The Image of Objectivity”, Representations, No. 40, 1992, pp. 81-128.",
    "Robert O. Keohane: After Hegemony. Princeton University Press 1984, p. 89, p. 107.",
    "Weber, Wirtschaft und Gesellschaft, Tübingen: Mohr, 1922, S. 122.",
    "Cf. Fernand Braudel, Civilisation matérielle, économie et capitalisme, Paris: Armand Colin, 1979, p. 501.",
    "吴承洛:《中国度量衡史》,上海:商务印书馆,1937年,第33页。",
    "Kula, op. cit., pp. 102 f.",
    "OED, s.v. “standard”, https://www.oed.com/ (last visited 3 May 2019).",
)
SAYING = (
    "On this the sources differ; the later of them, which is also the longer, gives a date that can't be right.",
    "The word is used here in the sense in which the clerks of the archive used it, not in that of the law.",
    "I owe this observation to a conversation in the reading room, and the mistakes in it to myself.",
    "This holds for the coast only.",
    "A different view was taken by the older school, for which see the literature cited above.",
)
CITING_HAN = (
    "吴承洛:《中国度量衡史》,上海:商务印书馆,1937年,第33页。",
    "丘光明:《中国历代度量衡考》,北京:科学出版社,1992年,第102-105页。",
    "同上,第45页。",
    "参见《管子》,北京:中华书局,2004年,第7页。",
    "Witold Kula, Measures and Men, Princeton: Princeton University Press, 1986, p. 24.",
    "《汉书·律历志》,载《汉书》第4册,北京:中华书局,1962年,第966页。",
)
MARKS: dict[str, tuple[Callable[[int], str], Callable[[int], str]]] = {
    "digits": (lambda n: str(n), lambda n: f"{n} "),
    "digits, dotted": (lambda n: str(n), lambda n: f"{n}. "),
    "brackets": (lambda n: f"[{n}]", lambda n: f"[{n}] "),
    "raised": (lambda n: _raised(n), lambda n: f"{_raised(n)} "),
    "circled": (lambda n: chr(0x245F + n), lambda n: chr(0x245F + n) + " "),
    "stars": (lambda n: "*†‡"[n - 1], lambda n: "*†‡"[n - 1] + " "),
    "lost": (lambda n: "", lambda n: f"{n} "),
    "none": (lambda n: "", lambda n: ""),
}
"""How a note is called in the text, and how it begins."""


def _raised(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


class Manner(NamedTuple):
    """One way of spoiling a text, the same from its first page to its last."""

    lines: str
    """long (a paragraph is one line) or wrapped"""
    width: int
    indent: int
    numbering: str
    marks: str
    """of headings: right, shuffled, same, bare"""
    edge: str
    """what stands between two pages: rule, nothing, number, heads, feed, tight"""
    noting: str
    """key of `MARKS`, or empty for a text without notes"""
    by_page: bool
    """notes count anew on each page"""
    saying: bool
    """some notes say something instead of citing"""
    hyphens: bool
    watermark: str
    noisy: bool
    """the scanner misreads letters of running heads"""
    lost: bool
    """a section is missing"""


def manner(language: str, random: Random) -> Manner:
    lines = random.choice(("long", "wrapped"))
    numbering = random.choice(CHINESE if language == "zh" else WESTERN)
    edges = ("rule", "nothing", "number", "heads", "feed") + (("tight",) if lines == "wrapped" else ())
    edge = random.choice(edges)
    marks = "right" if numbering == "none" else random.choice(("right", "shuffled", "same", "bare"))
    noting = random.choice((*MARKS, ""))
    # Where nothing at all tells a page's edge, or a note, nobody could find it.
    noting = noting or ("digits" if edge in ("rule", "nothing") else "")
    return Manner(
        lines=lines,
        width=random.randint(30, 38) if language == "zh" else random.randint(58, 78),
        indent=random.choice((0, 0, 3)) if lines == "wrapped" else 0,
        numbering=numbering,
        marks=marks,
        edge=edge,
        noting=noting,
        by_page=noting in ("stars", "circled") or random.random() < 0.4,
        saying=noting not in ("none", "") and edge != "nothing" and random.random() < 0.4,
        hyphens=language != "zh" and random.random() < 0.5,
        watermark=random.choice(
            ("", "", "", "Machine Translated by Google", "Downloaded from archive.example on 3 May")
        ),
        noisy=random.random() < 0.3,
        lost=numbering != "none" and random.random() < 0.4,
    )
