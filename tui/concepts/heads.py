"""Head nouns of names, by the kind of thing they name."""

from tui.concepts.model import Concept


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ORGANIZATIONS = _set(
    "organization organisation bank union forum fund council commission committee association agency court institute "
    "ministry department authority board society federation league alliance university academy group consortium bureau "
    "office corporation company foundation parliament assembly centre center service administration tribunal"
)
DOCUMENTS = _set(
    "agreement treaty convention protocol act charter declaration directive regulation code statute standard "
    "specification constitution resolution accord covenant law plan agenda report"
)
OTHERS = _set(
    "initiative programme program project summit conference system corridor framework strategy mechanism "
    "syndrome disease"
)
NOUNS = ORGANIZATIONS | DOCUMENTS | OTHERS


def heads_of(name: str) -> set[str]:
    """The words of a name that may be its head, folded: the last, and those before "of", "for" and "on"."""
    words = [word.casefold() for word in name.split()]
    return {words[-1]} | {words[at - 1] for at, word in enumerate(words) if at and word in ("of", "for", "on")}


def kind_of(label: str) -> str:
    """A guess at the kind of a thing by the head nouns of its label; "other" where they tell nothing."""
    heads = heads_of(label)
    for kind, nouns in (("organization", ORGANIZATIONS), ("document", DOCUMENTS), ("initiative", OTHERS)):
        if heads & nouns:
            return kind
    return "other"


def head_nouns(concept: Concept) -> frozenset[str]:
    """The head nouns that the names of a concept have, out of `NOUNS`."""
    return frozenset(noun for name in concept.names if name.split() for noun in heads_of(name) & NOUNS)
