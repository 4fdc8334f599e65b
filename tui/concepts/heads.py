"""Head nouns of names, by the kind of thing they name."""

from tui.concepts.model import Concept


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ORGANIZATIONS = _set(
    "organization organisation bank union forum fund council commission committee association agency court institute "
    "ministry department authority board society federation league alliance university academy group consortium bureau "
    "office corporation company foundation parliament assembly centre center service administration tribunal "
    "secretariat senate congress college school hospital trust network chamber directorate observatory laboratory "
    "museum party panel registry confederation cooperative company inspectorate subcommittee partnership body "
    "community taskforce force team commonwealth firm press"
)
DOCUMENTS = _set(
    "agreement treaty convention protocol act charter declaration directive regulation code statute standard "
    "specification constitution resolution accord covenant law report license licence ordinance decree manual "
    "guideline guidelines guidance rules principles memorandum statement communiqué bill policy pact contract format"
)
INITIATIVES = _set(
    "initiative programme program project summit conference corridor strategy plan agenda campaign dialogue roadmap"
)
THINGS = _set("system framework mechanism syndrome disease language model algorithm trial study scale index area zone")
_HAN = (
    ("organization", tuple(_set("局 部 院 会 署 厅 委 组织 银行 联盟 法院 大学 基金 论坛 协会 机构 公司 中心"))),
    ("document", tuple(_set("公约 条约 协定 协议 宪章 宣言 议定书 条例 法 规定 声明 决议"))),
    ("initiative", tuple(_set("倡议 计划 规划 战略 峰会"))),
    ("principle", tuple(_set("原则 精神 理念 观"))),
)
"""how Chinese names of each kind end"""
PRINCIPLES = _set("principle doctrine spirit concept norm maxim")
OTHERS = INITIATIVES | THINGS
NOUNS = ORGANIZATIONS | DOCUMENTS | OTHERS


def heads_of(name: str) -> set[str]:
    """The words of a name that may be its head, folded: the last, and those before "of", "for" and "on"."""
    words = [word.casefold() for word in name.split()]
    return {words[-1]} | {words[at - 1] for at, word in enumerate(words) if at and word in ("of", "for", "on")}


def kind_of(label: str) -> str:
    """A guess at the kind of a thing by the head nouns of its label; "other" where they tell nothing."""
    if not label.isascii() and (han := next((kind for kind, ends in _HAN if label.endswith(ends)), "")):
        return han
    heads = heads_of(label)
    if heads & PRINCIPLES:
        return "principle"
    # "chronic kidney disease" and "message authentication code" are no names of their own.
    if sum(word[:1].isupper() for word in label.split()) < 2:
        return "other"
    for kind, nouns in (("organization", ORGANIZATIONS), ("document", DOCUMENTS), ("initiative", INITIATIVES)):
        if heads & nouns:
            return kind
    return "other"


def is_headed(label: str) -> bool:
    """Whether a name has one of the head nouns at its head."""
    return not heads_of(label).isdisjoint(NOUNS | PRINCIPLES)


def head_nouns(concept: Concept) -> frozenset[str]:
    """The head nouns that the names of a concept have, out of `NOUNS`."""
    return frozenset(noun for name in concept.names if name.split() for noun in heads_of(name) & NOUNS)
