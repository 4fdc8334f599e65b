"""Texts made by a seeded grammar, and ten ways to change them, of each of whose letters it is known where it went.

Sentences come in families that differ by a word or two, some of them side by side: what remains when one is deleted
looks much like it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

OPENERS = (
    *("In the first year", "As the clerks remember", "By the old custom", "Without much debate", "On paper at least"),
    *("After the long drought", "According to the ledger", "To nobody's surprise", "For want of timber", "At the fair"),
)
SUBJECTS = (
    *(
        "the harbour board",
        "the assembly of weavers",
        "a commission of three",
        "the ferryman's guild",
        "the night watch",
    ),
    *(
        "the younger council",
        "the keeper of the seals",
        "a deputation from the hills",
        "the salt office",
        "the bridge tax",
    ),
)
VERBS = (
    *("postponed", "renewed", "quietly abandoned", "put its name to", "argued over", "weighed", "printed", "withdrew"),
    *("made public", "handed down"),
)
OBJECTS = (
    *("the treaty on dredging", "the tariff for barges", "the rule of equal voices", "a list of unpaid tolls"),
    *(
        "the charter of the lower town",
        "the “open books” clause",
        "the inventory of granaries",
        "the oath of neighbours",
    ),
)
PLACES = (
    *("in the hall by the weir", "before the spring flood", "with the windows shut", "in the presence of 12 witnesses"),
    *("under the eyes of the pilots", "on the 3rd day of the session", "at the northern gate", "during the harvest"),
)
REASONS = (
    *("because the river had moved", "since no quorum — as so often — was found", "so that the towns might rest"),
    *(
        "although the scribe's copy differed",
        "lest the mills stand still",
        "for the sake of the co-operation it promised",
    ),
)
_SLOTS = (OPENERS, SUBJECTS, VERBS, OBJECTS, PLACES, REASONS)
_OTHER = (
    "Quartz veins glitter where glaciers once ground basalt into powder",
    "Jazz musicians swap polyrhythms across smoky midnight kitchens",
    "Zoologists fitted tiny radio backpacks onto migrating dragonflies",
    "Baking sourdough demands humidity, warmth and unhurried folding",
    "Every comet sheds volatile ices while swinging past Jupiter",
)

Letter = tuple[str, int, int]
"""a character, the sentence it is of and its place in it; sentence -1 is what a change added"""


@dataclass
class Sentence:
    number: int
    text: str
    family: int


@dataclass
class Text:
    """Sections of paragraphs of sentences."""

    titles: list[str]
    sections: list[list[list[Sentence]]]

    def copy(self) -> "Text":
        return Text([*self.titles], [[[*p] for p in section] for section in self.sections])

    def sentences(self) -> list[Sentence]:
        return [s for section in self.sections for paragraph in section for s in paragraph]


def _said(slots: list[str]) -> str:
    return f"{slots[0]} {slots[1]} {slots[2]} {slots[3]} {slots[4]} {slots[5]}."


def made(seed: int) -> Text:
    """A text of some 300 sentences."""
    random = Random(seed)
    sentences: list[Sentence] = []
    for family in range(110):
        slots = [random.choice(slot) for slot in _SLOTS]
        for member in range(random.randint(1, 4)):
            if member:
                at = random.randrange(len(slots))
                slots = [*slots[:at], random.choice(_SLOTS[at]), *slots[at + 1 :]]
            sentences.append(Sentence(len(sentences), _said(slots), family))
    # A third of the families stay side by side, the others are scattered.
    near = [s for s in sentences if s.family % 3 == 0]
    far = [s for s in sentences if s.family % 3]
    random.shuffle(far)
    for sentence in far:
        near.insert(random.randint(0, len(near)), sentence)
    text = Text([], [])
    while near:
        section = []
        for _ in range(random.randint(4, 8)):
            count = random.randint(1, 6)
            if near:
                section.append(near[:count])
            del near[:count]
        text.sections.append(section)
        subject = random.choice(SUBJECTS).split()[-1]
        text.titles.append(f"{len(text.titles) + 1}. The {subject} of the {random.choice(OBJECTS).split()[-1]}")
    return text


def letters(text: Text, width: int = 72) -> list[Letter]:
    """The text set in lines, letter by letter."""
    out: list[Letter] = []
    for title, section in zip(text.titles, text.sections, strict=True):
        out += _added(f"# {title}\n\n")
        for paragraph in section:
            out += _wrapped(_paragraph(paragraph), width) + _added("\n\n")
    return out


def _paragraph(sentences: list[Sentence]) -> list[Letter]:
    out: list[Letter] = []
    for sentence in sentences:
        out += _added(" ") if out else []
        out += [(character, sentence.number, at) for at, character in enumerate(sentence.text)]
    return out


def _added(text: str) -> list[Letter]:
    return [(character, -1, 0) for character in text]


def _wrapped(line: list[Letter], width: int) -> list[Letter]:
    out, begin, blank = [*line], 0, -1
    for at, (character, _, _) in enumerate(line):
        if character == " ":
            blank = at
        if at - begin >= width and blank > begin:
            out[blank] = ("\n", *line[blank][1:])
            begin = blank + 1
    return out


# The changes


def rewrapped(text: Text, random: Random) -> list[Letter]:
    return letters(text, random.choice((48, 60, 90, 10_000)))


def inserted(text: Text, random: Random) -> list[Letter]:
    new = text.copy()
    for section in new.sections:
        for _ in range(2):
            said = _said([random.choice(slot) for slot in _SLOTS])
            section.insert(random.randint(0, len(section)), [Sentence(-1, said, -1)])
    return _added(
        "A note on this printing.\n\nIt was set again, and begins with words that were not there.\n\n"
    ) + letters(new)


def deleted_others(text: Text, random: Random) -> list[Letter]:
    new = text.copy()
    new.sections = [[p for p in section if random.random() > 0.3] for section in new.sections]
    return letters(new)


def reordered(text: Text, random: Random) -> list[Letter]:
    new = text.copy()
    order = [*range(len(new.sections))]
    random.shuffle(order)
    return letters(Text([new.titles[at] for at in order], [new.sections[at] for at in order]))


def misspelt(text: Text, random: Random) -> list[Letter]:
    out: list[Letter] = []
    shares = [random.uniform(0, 0.1) for _ in range(1000)]
    for character, number, at in letters(text):
        if number < 0 or not character.isalpha() or random.random() > shares[number]:
            out.append((character, number, at))
            continue
        other = random.choice("abcdefghijklmnopqrstuvwxyz")
        kind = random.randrange(3)
        out += [[(other, number, at)], [(character, number, at), (other, number, at)], []][kind]
    return out


def reset(text: Text, random: Random) -> list[Letter]:
    """Other quotes, dashes and widths."""
    straight = {"“": '"', "”": '"', "—": "--", "'": "’"}
    out: list[Letter] = []
    for character, number, at in letters(text):
        form = straight.get(character, character)
        if number >= 0 and form.isalnum() and form.isascii() and random.random() < 0.1:
            form = chr(ord(form) + 0xFEE0)
        out += [(one, number, at) for one in form]
    return out


def paged(text: Text, random: Random) -> list[Letter]:
    """Words hyphenated at line ends, and pages with running heads that cut paragraphs."""
    out: list[Letter] = []
    lines = page = 0
    base = letters(text)
    for at, letter in enumerate(base):
        character, number, _ = letter
        if character == "\n" and number != -2:
            lines += 1
        out.append(letter)
        inside = number >= 0 and all(0 <= at + by < len(base) and base[at + by][0].islower() for by in range(-2, 4))
        if inside and random.random() < 0.01:
            out += _added("-\n")
        if character == "\n" and lines >= 38 and 0 < at < len(base) - 1 and base[at + 1][0] not in "\n#":
            lines, page = 0, page + 1
            out += _added(f"\n- {page} -\n\nAnnals of the Lower Town\n\n")
    return out


def cut_and_joined(text: Text, random: Random) -> list[Letter]:
    new = text.copy()
    for number, section in enumerate(new.sections):
        parts: list[list[Sentence]] = []
        for paragraph in section:
            if parts and random.random() < 0.4:
                parts[-1] = parts[-1] + paragraph
            elif len(paragraph) > 2 and random.random() < 0.6:
                at = random.randint(1, len(paragraph) - 1)
                parts += [paragraph[:at], paragraph[at:]]
            else:
                parts.append(paragraph)
        new.sections[number] = parts
    return letters(new)


def rewritten(text: Text, random: Random) -> list[Letter]:
    """A third of the sentences say something else in other words."""
    new = text.copy()
    for section in new.sections:
        for paragraph in section:
            for at in range(len(paragraph)):
                if random.random() < 0.33:
                    words = f"{random.choice(_OTHER)}; number {random.randint(100, 999)}."
                    paragraph[at] = Sentence(-1, words, -1)
    return letters(new)


def deleted_beside_others(text: Text, random: Random) -> list[Letter]:
    """Of each family with several members one is gone, the others remain."""
    families: dict[int, list[int]] = {}
    for sentence in text.sentences():
        families.setdefault(sentence.family, []).append(sentence.number)
    gone = {random.choice(members) for members in families.values() if len(members) > 1}
    new = text.copy()
    new.sections = [[[s for s in p if s.number not in gone] for p in section] for section in new.sections]
    new.sections = [[p for p in section if p] for section in new.sections]
    return letters(new)


CHANGES: dict[str, Callable[[Text, Random], list[Letter]]] = {
    "rewrapped": rewrapped,
    "inserted": inserted,
    "others deleted": deleted_others,
    "sections reordered": reordered,
    "misspelt": misspelt,
    "other quotes": reset,
    "hyphens, pages": paged,
    "paragraphs cut, joined": cut_and_joined,
    "rewritten": rewritten,
    "deleted, like remains": deleted_beside_others,
}
