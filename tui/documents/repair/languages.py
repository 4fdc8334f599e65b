"""Which language a text is in, as far as its script and its commonest words tell."""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {
    "en": "the of and to in is that it for as with was on be by this are which not from at an his had but they",
    "de": "der die und in den von zu das mit sich des auf f\u00fcr ist im dem nicht ein eine als auch es an "
    "werden aus er hat dass sie",
    "fr": "le la les de des et en un une du dans est que pour qui par sur au plus ne se pas ce il sont avec cette aux",
    "es": "el la los las de y en que un una por con para del se es al lo como m\u00e1s su no sus este son entre",
    "it": "il la di che e un una per in del della le dei con non si da al sono nel alla anche come pi\u00f9 gli",
    "pt": "o a os as de e que em um uma para com n\u00e3o por do da dos das no na se mais ao como",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er om ook als bij door naar",
}
_SETS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = {
    "han": ("\u3400", "\u9fff"),
    "kana": ("\u3040", "\u30ff"),
    "cyrillic": ("\u0400", "\u04ff"),
    "greek": ("\u0370", "\u03ff"),
    "arabic": ("\u0600", "\u06ff"),
    "hebrew": ("\u0590", "\u05ff"),
    "hangul": ("\uac00", "\ud7af"),
}
_LATIN = "\u036f"
"""The last character before all those scripts."""
_SAMPLE = 4_000
"""Code points of a text by which it is judged."""
_ENOUGH = 4
"""Common words that a language must show, and twice as many as any other."""


def language(text: str) -> str:
    """The language of a text, or its script where that is not Latin; nothing where neither is clear."""
    text = text[:_SAMPLE]
    if others := [] if text.isascii() else [char for char in text if char > _LATIN]:
        letters = sum(map(str.isalpha, text))
        for name, (first, last) in _SCRIPTS.items() if 0 < letters < len(others) * 2 else ():
            if sum(first <= char <= last for char in others) * 2 > letters:
                return name
    words = Counter(word.lower() for word in _WORD.findall(text))
    counts = sorted(((sum(words[one] for one in common), name) for name, common in _SETS.items()), reverse=True)
    (most, best), (second, _) = counts[0], counts[1]
    return best if most >= _ENOUGH and most >= 2 * second else ""
