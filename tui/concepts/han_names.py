"""Chinese names that stand before a bracket, and the short forms they have in one: 上海证券交易所（上交所）."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.concepts.defining import HAN_INSIDE, HAN_SHORT

_NAME = re.compile(r"[\u3400-\u9fff\u30a1-\u30fa\u30fc·]{3,24}$")
_TITLE = re.compile(r"《([^《》\n]{3,60})》$")
_BEFORE = re.compile(
    r".*(?:指出|表示|认为|加入|成为|作为|参加|根据|按照|依据|包括|宣布|要求|批准|通过|以及|其中|[一某这那]些|许多|正在|可以|能够|需要|应该|称为|采用|使用|利用|运用|应用|"
    r"基于|结合|访问|借助|[有是]?一[个种套项家]|这[个种些]|[的了是在于])"
    r"|^(?:本文|和(?![平谐])|与|及|由|对(?!外)|向|为|从|据|经(?![济贸营]))"
)
"""what stands before a name and is none of it: verbs, and words of function at the beginning"""
_ENDS = re.compile(
    "(?:组织|組織|机构|機構|银行|銀行|基金|联盟|聯盟|协会|協會|学会|委员会|委員會|协定|協定|协议|公约|公約|条约|署|局|部|会|會|"
    "院|法|论坛|中心|计划|倡议|系统|指数|技术|模型|语言|协议|生产总值|智能|网络|疗法|病毒|综合征|酸|率)$"
)
"""ends of what has a short form of Latin letters"""
_TIES = "和与及與"
_MEMBERS = re.compile(r"((?:[\u3400-\u9fff]{2,8}、){1,6})$")
_LEAST = 3
_FAR = 60


class HanName(NamedTuple):
    """A short form, the name, and where that stands."""

    short: str
    long: str
    start: int
    end: int


def is_han(name: str) -> bool:
    """Whether a name ends in a Chinese character."""
    return "\u3400" <= name[-1:] <= "\u9fff"


def name_before(text: str, at: int, short: str = "") -> HanName | None:
    """The Chinese name that ends before a place, book title marks around it left out.

    Args:
        text: any.
        at: where the bracket opens.
        short: the short form in it; of Latin letters, it tells how many members a name has that lists them.
    """
    before = text[max(0, at - _FAR) : at].rstrip(" \t\n\"'“”‘’«»〈〉「」")
    end = at - (min(at, _FAR) - len(before))
    title = _TITLE.search(before)
    if title is not None and "\u3400" <= title[1][-1] <= "\u9fff":
        return HanName(short, title[1], end - 1 - len(title[1]), end - 1)
    found = _NAME.search(before.rstrip("《》"))
    if found is None:
        return None
    end -= len(before) - found.end()
    long = _BEFORE.sub("", found.group())
    if len(long) == len(found.group()):
        long = _listing(before[: found.start()], long, short) + long
    return HanName(short, long, end - len(long), end) if len(long) >= _LEAST else None


def _listing(before: str, long: str, short: str) -> str:
    """What a name begins with that lists as many things as it has letters: 环境、社会和治理（ESG）."""
    ties = sum(map(long.count, _TIES))
    members = _MEMBERS.search(before)
    if not ties or members is None or not short.isascii() or not short.isalpha():
        return ""
    missing = len(short) - 1 - ties
    parts = members[1].split("、")[:-1]
    return "".join(f"{part}、" for part in parts[-missing:]) if 0 < missing <= len(parts) else ""


def short_forms(text: str) -> Iterator[HanName]:
    """The Chinese short forms that a text gives Chinese names in brackets."""
    for match in HAN_SHORT.finditer(text):
        at = max(text.rfind(one, max(0, match.start() - _FAR), match.start()) for one in "(（") if match["last"] else -1
        name, short = (
            name_before(text, at if at >= 0 else match.start()),
            match["short"] or match["quoted"] or match["last"],
        )
        told = match["told"] is not None or match["said"] is not None
        if name is not None and (start := _begin(short, name.long, told=told)) is not None:
            yield name._replace(short=short, long=name.long[start:], start=name.start + start)
    for match in HAN_INSIDE.finditer(text):
        if sum(map(str.isupper, match["short"])) > 1 and _ENDS.search(match["long"]):
            yield HanName(match["short"], match["long"], match.start("long"), match.end("long"))


def _begin(short: str, long: str, *, told: bool) -> int | None:
    """Where in a text before a short form its name begins; None where it is no name's.

    It has the characters of the short form in order, its first one first; but where the text says that this is what it
    is called, one in common is enough: 中国人民银行（以下简称“央行”）.
    """
    if len(short) >= len(long):
        return None
    if told:
        return 0 if set(short) & set(long) else None
    starts = [0, *(at + 1 for at, one in enumerate(long) if one in _TIES)]
    return next((start for start in starts if _aligned(short, long[start:])), None)


def _aligned(short: str, long: str) -> bool:
    at = -1
    for character in short:
        at = long.find(character, at + 1)
        if at < 0 or (character == short[0] and at > 0 and long[0] != short[0]):
            return False
    return len(short) < len(long)
