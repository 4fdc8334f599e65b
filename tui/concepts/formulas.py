"""Chemical compounds that a text names with their formula, whose letters are no initials: "nitrous oxide (N2O)"."""

import re
from collections.abc import Iterator
from functools import cache

_ROOTS = {
    "H": "hydr water acid ammon phosphin meth eth prop but",
    "C": "carb cyan meth eth prop but benz",
    "N": "nitr ammon az cyan amin",
    "O": "ox oz water hydrox acid",
    "F": "fluor",
    "Na": "sodi",
    "Mg": "magnes",
    "Al": "alumin",
    "Si": "silic silan",
    "P": "phosph",
    "S": "sulf sulph thi",
    "Cl": "chlor",
    "K": "potass",
    "Ca": "calci",
    "Ti": "titan",
    "Cr": "chrom",
    "Mn": "mangan",
    "Fe": "iron ferr",
    "Co": "cobalt",
    "Ni": "nickel",
    "Cu": "copper cupr",
    "Zn": "zinc",
    "As": "arsen",
    "Br": "brom",
    "Ag": "silver",
    "Cd": "cadmi",
    "I": "iod",
    "Ba": "bari",
    "Hg": "mercur",
    "Pb": "lead plumb",
    "U": "uran",
}
"""How the names of compounds tell the elements that papers speak of most, at the beginning of a word or of its part."""
_ENDINGS = {"O": "ate ite ol", "H": "ane ene ol"}
_PART = r"(?:\b(?:(?:mono|di|tri|tetr|pent|hex|hept|oct|per|hypo|bi|poly|sesqui)[ao]?){0,3}|[oy])"
_FORMULA = re.compile(
    r"[(\[]\s{0,4}(?P<formula>(?:[A-Z][a-z]?[0-9₀-₉]{0,2}|\((?:[A-Z][a-z]?[0-9₀-₉]?){1,4}\)[0-9₀-₉]?){1,8})\s{0,4}[)\],;]"
)
_ELEMENT = re.compile("[A-Z][a-z]?")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST, _REACH = 3, 80
"""words of a compound's name, and characters in which they stand"""


def compounds(text: str) -> Iterator[tuple[str, str]]:
    """The compounds a text names before their formula in brackets, each with it.

    Each element must be told by a word of the name, and its first word must tell one: "the climate (CO2)" names none.
    """
    for match in _FORMULA.finditer(text):
        formula = match["formula"]
        elements = set(_ELEMENT.findall(formula))
        if elements <= _ROOTS.keys() and (len(formula) > 2 or not formula.isalpha()):
            before = text[max(0, match.start() - _REACH) : match.start()].rstrip()
            name = _named(before, elements)
            if name:
                yield name, formula


def _named(before: str, elements: set[str]) -> str:
    """The name at the end of some text; empty where none of these elements ends there."""
    words = list(_WORD.finditer(before))[-_LONGEST:]
    if not words or words[-1].end() != len(before):
        return ""
    for count in range(1, len(words) + 1):
        name = [word.group() for word in words[-count:]]
        if not _tells(name[0], elements):
            return ""
        if all(any(_tells(word, {one}) for word in name) for one in elements):
            return " ".join(name)
    return ""


def _tells(word: str, elements: set[str]) -> bool:
    return any(_told(one).search(word) for one in elements)


@cache
def _told(element: str) -> re.Pattern[str]:
    roots, endings = _ROOTS[element].replace(" ", "|"), _ENDINGS.get(element, "").replace(" ", "|")
    return re.compile(f"{_PART}(?:{roots})" + (rf"|(?:{endings})\b" if endings else ""), re.IGNORECASE)
