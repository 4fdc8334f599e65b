"""Head nouns of names, by the kind of thing they name."""

import re
from itertools import pairwise

from tui.concepts.model import Concept


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ORGANIZATIONS = _set(
    "organization organisation bank union forum fund council commission committee association agency court institute "
    "ministry department authority board society federation league alliance university academy group consortium bureau "
    "office corporation company foundation parliament assembly centre center service administration tribunal "
    "secretariat senate congress college school hospital trust network chamber directorate observatory laboratory "
    "museum party panel registry confederation cooperative company inspectorate subcommittee partnership body "
    "community taskforce force team commonwealth firm press library archive archives gallery orchestra church army "
    "navy clinic institution"
)
DOCUMENTS = _set(
    "agreement treaty convention protocol act charter declaration directive regulation code statute standard "
    "specification constitution resolution accord covenant law report license licence ordinance decree manual "
    "guideline guidelines guidance rules principles memorandum statement communiqué bill policy pact contract format "
    "edict manifesto proclamation classification"
)
INITIATIVES = _set(
    "initiative programme program project summit conference corridor strategy plan agenda campaign dialogue roadmap"
)
THINGS = _set("system framework mechanism syndrome disease language model algorithm trial study scale index area zone")
EVENTS = _set(
    "war wars revolution rebellion uprising revolt crisis depression reformation restoration commune battle siege "
    "massacre famine plague peace armistice"
)
OFFICES = _set(
    "secretary commissioner ombudsman registrar chancellor inspector rapporteur chair chairman chairperson chairwoman "
    "leader delegate delegates prosecutor auditor director president minister officer"
)
_FIRMS = _set("limited ltd ltd. inc inc. corp corp. plc llc gmbh holdings")
_GERMAN = "gericht gerichtshof ministerium institut verband gesellschaft anstalt behörde kommission stiftung"
_GERMAN += " universität hochschule akademie gewerkschaft"
_GERMAN_LAWS = "gesetz gesetzbuch verordnung richtlinie vertrag abkommen übereinkommen konvention"
_ENDINGS = (
    ("organization", tuple(_set(f"{_GERMAN} amt"))),
    ("document", tuple(_set(_GERMAN_LAWS))),
    ("principle", tuple(_set("grundsatz prinzip"))),
)
"""what German compounds end in"""
_FOREIGN = (
    (
        "organization",
        _set(
            f"{_GERMAN} verein organisation conseil comité ministère banque université société fédération "
            "confédération caisse cour agence académie ligue parti assemblée institut banco ministerio "
            "universidad consejo organización comisión agencia суд министерство банк организация комитет союз "
            "совет академия университет федерация институт агентство партия"
        ),
    ),
    (
        "document",
        _set(
            f"{_GERMAN_LAWS} loi traité décret charte tratado convenio código закон конвенция договор кодекс "
            "конституция устав"
        ),
    ),
    ("principle", _set("grundsatz prinzip principe principio принцип")),
)
"""heads of other languages, by kind"""
_TIES = re.compile(r"(?:of|for|on|für|der|des|zur|zum|de|du|del)\Z|d['’]")
"""what stands behind a head, or begins the word there"""
_HAN = (
    (
        "organization",
        tuple(_set("局 部 院 会 署 厅 委 组织 银行 联盟 法院 大学 基金 论坛 协会 机构 公司 中心 集团 交易所 研究所")),
    ),
    ("document", tuple(_set("公约 条约 协定 协议 宪章 宣言 议定书 条例 法 规定 声明 决议 意见 纲要 法典 白皮书"))),
    ("initiative", tuple(_set("倡议 计划 规划 战略 峰会"))),
    ("principle", tuple(_set("原则 精神 理念 观"))),
)
"""how Chinese names of each kind end"""
_METHODS = tuple(_set("方法 分析法 差分法 匹配法 估计法 回归法 评价法 疗法 算法 用法 做法 看法 说法 写法 手法"))
"""Chinese words that end as a law does, but are a way to do something"""
PRINCIPLES = _set("principle doctrine spirit concept norm maxim")
OTHERS = INITIATIVES | THINGS
NOUNS = ORGANIZATIONS | DOCUMENTS | OTHERS | EVENTS


def heads_of(name: str) -> set[str]:
    """The words of a name that may be its head, folded: the last, and those before "of", "for" and "on"."""
    words = [word.casefold() for word in name.split()]
    return {words[-1]} | {before for before, word in pairwise(words) if _TIES.match(word)}


def kind_of(label: str) -> str:
    """A guess at the kind of a thing by the head nouns of its label; "other" where they tell nothing."""
    if not label.isascii() and (han := next((kind for kind, ends in _HAN if label.endswith(ends)), "")):
        return han if not label.endswith(_METHODS) else "other"
    heads = heads_of(label)
    if heads & PRINCIPLES:
        return "principle"
    if foreign := _foreign(label):
        return foreign
    if label.split()[-1].casefold() in _FIRMS:
        return "organization"
    # "chronic kidney disease" and "message authentication code" are no names of their own.
    if sum(word[:1].isupper() for word in label.split()) < 2:
        return "other"
    kinds = (
        ("organization", ORGANIZATIONS),
        ("document", DOCUMENTS),
        ("initiative", INITIATIVES),
        ("event", EVENTS),
        ("office", OFFICES),
    )
    return next((kind for kind, nouns in kinds if heads & nouns), "other")


def _foreign(label: str) -> str:
    """The kind of a name whose head is of another language; empty where none of its words is one.

    There the head may be the first word, or in Russian any: "Conseil constitutionnel", "Верховный Суд".
    """
    words = [word.casefold() for word in label.split() if word[0].isupper() or "а" <= word[0] <= "я"]
    for kind, nouns in _FOREIGN:
        if not nouns.isdisjoint(words):
            return kind
    return next((kind for kind, ends in _ENDINGS if any(len(one) > 6 and one.endswith(ends) for one in words)), "")


def is_headed(label: str) -> bool:
    """Whether a name has one of the head nouns at its head."""
    heads = heads_of(label)
    return not heads.isdisjoint(NOUNS | PRINCIPLES | OFFICES | _FIRMS) or bool(_foreign(label))


def head_nouns(concept: Concept) -> frozenset[str]:
    """The head nouns that the names of a concept have, out of `NOUNS`."""
    return frozenset(noun for name in concept.names if name.split() for noun in heads_of(name) & NOUNS)
