"""A small corpus and three hundred queries, the same in every run: sentences of what ships, dealt out anew."""

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from tests.conftest import ROOT
from tui.documents.decoding import Decoded
from tui.documents.model import Document, Role
from tui.documents.reading import read, read_text
from tui.search.model import Query
from tui.search.query import parse
from tui.text.sentences import sentences

_CHINESE = (
    "非洲联盟",
    "亚洲基础设施投资银行",
    "金砖国家",
    "上海合作组织成员国元首会议",
    "国际组织的话语权",
    "共同体与国际合作",
    "世界银行",
    "和平共处五项原则",
)
_AUTHORS = ("Ann Mensah", "Lev Orlov", "Mei Tan", "Rosa Ortega")


@cache
def documents() -> tuple[Document, ...]:
    """The edition and the guide, and a dozen documents made of their sentences and of Chinese names."""
    seeds = [read(path, path.stem.split("-")[0]) for path in sorted((ROOT / "seeds").glob("*.md"))]
    return (*seeds, *_made(_sentences(seeds), random.Random(5)))


def _sentences(among: list[Document]) -> list[str]:
    found = []
    for document in among:
        for passage in document.of_role(Role.BODY):
            text = " ".join(passage.text.split())
            found += [text[start:end] for start, end in sentences(text) if 30 < end - start < 400]
    return found


def _made(known: list[str], dice: random.Random) -> Iterator[Document]:
    for number in range(12):
        parts = [f"---\nauthor: {dice.choice(_AUTHORS)}\ndate: {1990 + 3 * number}\n---\n\n# Volume {number}\n"]
        for section in range(1, 5):
            parts.append(f"## {section}. Part {dice.choice(known)[:30].strip('#*-[]().')}\n")
            for _ in range(20):
                chosen = dice.sample(known, dice.choice((1, 1, 2, 3, 5)))
                if dice.random() < 0.2:
                    chosen.insert(1, "".join(dice.sample(_CHINESE, dice.choice((1, 2)))) + "。")
                if dice.random() < 0.1:
                    chosen.append("The café's co-operation was re-examined; naïve U.S. state-of-the-art, 3.5 per cent.")
                parts.append(" ".join(chosen).replace("`", "") + "\n")
        text = "\n".join(parts)
        yield read_text(text, f"volume{number}", f"volume{number}.md", Decoded(text, "utf-8", ()))


@cache
def queries(*, filters: bool = True) -> tuple[Query, ...]:
    """Three hundred: words, typos, beginnings, phrases, near, Chinese, without, filters."""
    dice = random.Random(11)
    texts = [" ".join(p.text.split()) for one in documents() for p in one.of_role(Role.BODY)]
    words = [[word for word in text.split() if word.isalpha()] for text in texts]
    words = [text for text in words if len(text) > 6]
    kinds: list[tuple[int, Callable[[list[str]], str], bool]] = [
        (60, lambda text: " ".join(dice.sample(text, dice.choice((1, 2, 2, 3)))), False),
        (50, lambda text: " ".join(_typo(word, dice) for word in dice.sample(text, dice.choice((1, 2)))), False),
        (50, lambda text: _beginning(dice.sample(text, dice.choice((1, 2))), dice), True),
        (40, lambda text: f'"{_stretch(text, dice.choice((2, 3, 4)), dice)}"', False),
        (25, lambda text: "near:{}({} {})".format(dice.choice((2, 5, 9)), *dice.sample(text, 2)), False),
        (25, lambda text: _chinese(dice), False),
        (15, lambda text: "{} -{}".format(*dice.sample(text, 2)), False),
        (15, lambda text: "{} {} same:sentence".format(*dice.sample(text, 2)), False),
        (20, lambda text: f"{_filter(dice) if filters else dice.choice(('in:1', 'role:heading role:body'))} "
                          f"{dice.choice(text)}", False),
    ]  # fmt: skip
    made = [(make(dice.choice(words)), growing) for often, make, growing in kinds for _ in range(often)]
    return tuple(parse(text, unfinished=growing) for text, growing in made)


def _typo(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    changed = [word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word[:at] + "q" + word[at + 1 :]]
    if at:
        changed.append(word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :])
    return dice.choice(changed) or word


def _beginning(words: list[str], dice: random.Random) -> str:
    *whole, last = words
    return " ".join([*whole, last[: dice.randint(1, max(1, len(last) - 1))]])


def _stretch(words: list[str], length: int, dice: random.Random) -> str:
    start = dice.randrange(max(1, len(words) - length))
    return " ".join(words[start : start + length])


def _chinese(dice: random.Random) -> str:
    name = dice.choice(_CHINESE)
    start = dice.randrange(len(name) - 1)
    length = dice.choice((1, 2, 2, 3, 4, 5))
    latin = dice.choice(("", "", "organization ", "the "))
    return latin + name[start : start + length]


def _filter(dice: random.Random) -> str:
    return dice.choice(
        (
            "in:1",
            "in:2.1",
            "role:heading",
            "role:note",
            "doc:volume3",
            "by:orlov",
            "year:1995..2010",
            "by:mei year:2000..",
        )
    )


def corpus_folder(folder: Path) -> list[Path]:
    """The documents as files."""
    paths = []
    for document in documents():
        path = folder / f"{document.key}.md"
        path.write_text(document.source, encoding="utf-8")
        paths.append(path)
    return paths
