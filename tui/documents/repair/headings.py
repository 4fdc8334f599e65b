"""Headings: which lines are some, where one runs on in the next block, and where the title is."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from tui.documents.blocks import Block
from tui.documents.model import Form, Repair, Role
from tui.documents.repair.citing import features
from tui.documents.repair.context import Context, closed, has_any, prose, split
from tui.documents.repair.numbering import Printed, from_roman, printed

_SHORT = 110
_LONG = 160
"""Code points of a heading that is set in two lines."""
_SENTENCE = 50
_TAIL = re.compile(r"[a-z][^.!?\u3002]{0,80}[.!?\u3002](?=\s+(?P<next>\S))")
_KNOWN = (
    "abstract|preamble|introduction|conclusion|conclusions|preface|foreword|afterword|epilogue|prologue"
    "|acknowledgement|acknowledgements|acknowledgment|acknowledgments|contents|table of contents|list of figures"
    "|list of tables|references|bibliography|works cited|appendix|appendices|summary|discussion|results|methods"
    "|glossary|index|notes|endnotes|background|status of this memo|security considerations|normative references"
    "|informative references|iana considerations"
    "|einleitung|vorwort|nachwort|schluss|zusammenfassung|literatur|literaturverzeichnis|inhalt|inhaltsverzeichnis"
    "|anhang|anmerkungen"
    "|r\u00e9sum\u00e9|avant-propos|pr\u00e9face|sommaire|bibliographie"
    "|introducci\u00f3n|conclusiones|bibliograf\u00eda|resumen"
    "|introduzione|conclusioni|bibliografia"
    "|\u0432\u0432\u0435\u0434\u0435\u043d\u0438\u0435|\u0437\u0430\u043a\u043b\u044e\u0447\u0435\u043d\u0438\u0435|\u0441\u043e\u0434\u0435\u0440\u0436\u0430\u043d\u0438\u0435"
    "|\u6458\u8981|\u5f15\u8a00|\u5bfc\u8a00|\u524d\u8a00|\u5e8f|\u5e8f\u8a00|\u7eea\u8bba|\u7ed3\u8bba|\u7ed3\u8bed|\u4f59\u8bba|\u540e\u8bb0|\u53c2\u8003\u6587\u732e|\u76ee\u5f55|\u81f4\u8c22|\u9644\u5f55"
)
_NAMES = frozenset(_KNOWN.split("|"))
"""Headings that are known by their name."""
_ADDRESS = re.compile(r"authors?(?:['\u2019]s?)? address(?:es)?")
_WEAK = ("word", "bare", "alone")
_STEPS = ("han", "paren-han", "arabic", "paren")
"""How Chinese headings are numbered from the highest to the lowest, below chapters and their sections."""
_TITLE = 30
"""Code points of a Chinese heading that is the only one of its step."""
_CODE = re.compile(r"[_={}<>|$\\]")
"""Signs of what a program is written in, which sets its names in capitals."""
_LEADER = re.compile(r"\.{4,}|(?:\. ){3,}|\u2026{2,}|\s{2,}\d{1,4}$")
"""What leads to a page number in a table of contents."""
_DENSE = 4
"""So many numbered lines with nothing in between are a list, or a table of contents."""
_LEAP = 20
_MORE = re.compile(r"[,;:] (?:and|or|und|oder|et|ou|y|o|e)$")
"""How an item ends that another one follows."""
_LEANING = re.compile(
    r"(?:\w,|\w \w+ (?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|as|its|their|between|into|under|der|die"
    r"|das|des|und|von"
    r"|f\u00fcr|le|la|les|de|du|et|el|los|las|y|del|di|e))$"
)
"""A title that can't end here."""


def named(title: str) -> bool:
    """Whether a heading is known by its name, without a number: an introduction, a list of works."""
    folded = title.lower()
    return folded in _NAMES or (folded.startswith("author") and _ADDRESS.fullmatch(folded) is not None)


def headings(blocks: list[Block], context: Context) -> list[Block]:
    """Give lines that are headings without marks their role, and join a heading to the piece of it in the next block.

    A line without marks is a heading when it is short, stands alone and has one of these signs: a number that goes on
    from another line's of the same form; a name that only headings bear; capitals throughout, as others have; it is
    flush where the text is indented; it is the first line of a text that has no marks at all.
    """
    _unmarked(blocks, context)
    kept: list[Block] = []
    taken: set[int] = set()
    for number, block in enumerate(blocks):
        if number in taken:
            continue
        kept.append(block)
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.role is not Role.HEADING or following is None or following.role is not Role.BODY:
            continue
        rest = _run_on(block, following, blocks[number + 2] if number + 2 < len(blocks) else None, context)
        if rest is not None:
            taken.add(number + 1)
            kept += rest
    return kept


def _unmarked(blocks: list[Block], context: Context) -> None:
    alone = [(number, text) for number, block in enumerate(blocks) if (text := _line(block, context))]
    numbered: list[tuple[int, Printed, str]] = []
    shouted: list[int] = []
    # A text that marks its headings marks them all, but those that lost their marks keep their numbers.
    marked = sum(1 for block in blocks if block.level) > 1
    flush = set() if marked else _flush(blocks, context)
    deepest = max((_column(block, context) for block in blocks if block.level), default=0) if marked else _LONG
    for number, text in alone:
        mark = printed(text)
        if named(text.rstrip(":.")) and (
            number in flush or _stands_before_text(blocks, number, context) or _heads_list(blocks, number, text)
        ):
            blocks[number].role = Role.HEADING
        elif _column(blocks[number], context) > deepest + 1 or _MORE.search(text):
            # Right of all headings that are marked stand lists and what is quoted.
            continue
        elif mark and mark.form != "word" and not (mark.form == "bare" and mark.value > 30):
            if (
                text[-1] in ".;\u3002\uff1b"
                and len(text) > (_SENTENCE // 3 if has_any(text) else _SENTENCE // 2)
                and len(text) > mark.length
            ):
                # A sentence of its own, where no text stands behind it that is longer.
                following = _next(blocks, number)
                if following < 0 or len(said := context.text(blocks[following])) < 2 * len(text) or printed(said):
                    continue
            numbered.append((number, mark, text))
        elif not marked and _shouts(text) and _stands_before_text(blocks, number, context):
            before = context.text(blocks[number - 1]) if number else ""
            unit = printed(before)
            if not unit or unit.rank is None or len(before) > unit.length:
                shouted.append(number)
        elif number in flush and _stands_before_text(blocks, number, context):
            blocks[number].role = Role.HEADING
    for number in _runs(numbered, blocks, context):
        blocks[number].role = Role.HEADING
    if len(shouted) > 1 or (shouted and any(block.role is Role.HEADING for block in blocks)):
        for number in shouted:
            blocks[number].role = Role.HEADING
    _title(blocks, context)


def _heads_list(blocks: list[Block], number: int, text: str) -> bool:
    """Whether a line names what is listed below it, as a bibliography is, or the contents; not a list in columns."""
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    return (
        text[:1].isupper()
        and below is not None
        and below.role in (Role.NOTE, Role.BODY)
        and below.form is not Form.CODE
    )


def _line(block: Block, context: Context) -> str:
    """The text of a block that is one line, or two where the first is numbered; nothing for what can be no heading."""
    if block.role is not Role.BODY or block.form is not Form.PARAGRAPH or block.end - block.start > _LONG:
        return ""
    if len(block.pieces) > 1 or (block.start and not block.blank and not block.page_break):
        return ""
    raw = context.source[block.start : block.end]
    text = context.text(block)
    lines = raw.count("\n") + 1
    if not text or _LEADER.search(raw) or (lines == 1 and len(raw) > _SHORT):
        return ""
    if lines > 1 and not _wrapped(raw, text, lines):
        return ""
    return text


def _wrapped(raw: str, text: str, lines: int) -> bool:
    """Whether lines under each other may be one heading: two, of which the first is numbered; of a question, three."""
    mark = printed(text)
    if mark is None or mark.form in _WEAK or text[-1] in ".:;\u3002":
        return False
    second = printed(raw.partition("\n")[2].strip())
    if second is not None and second.form not in _WEAK:
        return False  # entries of a table of contents
    return lines == 2 or (lines == 3 and text[-1] == "?" and len(mark.parts) > 1)


def _shouts(text: str) -> bool:
    """Whether a text is in capitals throughout, and more than an acronym."""
    letters = [char for char in text if char.isalpha()]
    shouts = len(letters) > 3 and text.isupper() and text[-1] not in ".,;" and len(text) < _SHORT - 30
    return shouts and not _CODE.search(text)


def _column(block: Block, context: Context) -> int:
    return block.start - context.source.rfind("\n", 0, block.start) - 1


def _flush(blocks: list[Block], context: Context) -> set[int]:
    """Lines that begin left of nearly all the text, in a text that is indented."""
    columns: dict[int, int] = {}
    for number, block in enumerate(blocks):
        if block.role is Role.BODY and block.end > block.start:
            columns[number] = _column(block, context)
    indented = sum(
        column > 1 for number, column in columns.items() if blocks[number].end - blocks[number].start > _SENTENCE
    )
    long = sum(1 for number in columns if blocks[number].end - blocks[number].start > _SENTENCE)
    if long < 3 or indented * 10 < long * 8:
        return set()
    return {
        number
        for number, column in columns.items()
        if column == 0 and number > 0 and (text := context.text(blocks[number]))[-1:] not in (".", ",", ";", ":")
        if text[:1].isupper() and "\u00a9" not in text and len(text) < _SHORT - 40
    }


def _runs(numbered: list[tuple[int, Printed, str]], blocks: list[Block], context: Context) -> Iterator[int]:
    """The numbered lines that are headings: those that follow each other, or name a unit, with text behind them."""
    dense = _dense(numbered, blocks)
    rest = [one for one in numbered if one[0] not in dense]
    said = {_said(mark, text): number for number, mark, text in rest}
    titles = ((n, context.text(block)) for n, block in enumerate(blocks) if block.role is Role.HEADING)
    said |= {_said(printed(title), title): n for n, title in titles}
    # What is said again further down was a table of contents; but chapters may begin anew in the next part.
    rest = [
        (number, mark, text)
        for number, mark, text in rest
        if said.get(_said(mark, text), 0) <= number
        or (len(text) <= mark.length and _stands_before_text(blocks, number, context))
    ]
    rest = [one for one in rest if not _listed(one, rest, blocks)]
    known = [
        (n, mark)
        for n, block in enumerate(blocks)
        if block.role is Role.HEADING
        if (mark := printed(context.text(block)))
    ]
    marks = sorted([*((number, mark) for number, mark, _ in rest), *known], key=lambda one: one[0])
    items = _items(marks, blocks, _linked(marks))
    rest = [one for one in rest if one[0] not in items]
    marks = [one for one in marks if one[0] not in items]
    linked = _linked(marks)
    forms = {mark.form for number, mark in marks if number in linked}
    ranks = {number: mark.rank for number, mark in marks if mark.rank is not None}
    counting = _counting([(number, mark) for number, mark, _ in rest if mark.form == "alone"])
    for number, mark, text in rest:
        cites = mark.rank is None and features(text) > 1
        nameless = len(text) <= mark.length and mark.rank is None and number not in counting
        if nameless or cites or (mark.form == "circled" and closed(text)):
            continue
        before_text = _stands_before_text(blocks, number, context) or (
            number in linked and _next(blocks, number) in linked
        )
        if mark.value == 1 and mark.form in forms and before_text:
            yield number
            continue
        named = mark.rank is not None or mark.form.startswith("sign")
        asks = text[-1] == "?" and len(mark.parts) > 1
        runs = number in linked and (before_text or (mark.form not in _WEAK and (asks or not closed(text))))
        if number not in linked and _only(blocks, number, mark, context, marks):
            yield number
            continue
        leads = mark.rank is not None and ranks.get(_next(blocks, number), 0) > mark.rank
        only = mark.rank is not None and len(linked) > 1 and _titled(blocks, number, mark, context)
        if runs or leads or only or (named and (before_text or number in linked)):
            yield number


def _items(marks: list[tuple[int, Printed]], blocks: list[Block], linked: set[int]) -> set[int]:
    """Lines numbered 1. 2. 3. that can't stand among the sections, so that they are a list inside of one.

    A section's number is above the one before it and below the one behind it, as far as no heading of another form
    begins a new count; and 1.2 behind a line says that section 1 goes on.
    """
    counts = dict(marks)
    headed = {number for number, block in enumerate(blocks) if block.role is Role.HEADING}
    order = sorted({*counts, *headed})
    before = _sections(order, counts, headed, linked)
    behind = _sections(order[::-1], counts, headed, linked)
    return {
        number
        for number, mark in marks
        if mark.form == "arabic" and number not in headed
        if before[number][0] >= mark.value or 0 < behind[number][0] < mark.value + (not behind[number][1])
    }


def _sections(
    order: list[int], counts: dict[int, Printed], headed: set[int], linked: set[int]
) -> dict[int, tuple[int, bool]]:
    """For each line the section that the last sure heading before it names, 0 for none, and whether it names a part."""
    found: dict[int, tuple[int, bool]] = {}
    section = 0, False
    for number in order:
        found[number] = section
        mark = counts.get(number)
        part = mark is not None and mark.form.startswith("dotted-")
        if mark is not None and ((part and number in linked) or (mark.form == "arabic" and number in headed)):
            section = int(mark.parts[0]), part
        elif number in headed or (mark is not None and mark.form != "arabic" and number in linked):
            section = 0, False
    return found


def _counting(alone: list[tuple[int, Printed]]) -> set[int]:
    """Places of Roman numbers that are all of their lines, where they count from the first on, in each part again."""
    values = [mark.value for _, mark in alone]
    sound = len(values) > 1 and values[0] == 1 and all(b in (1, a + 1) for a, b in pairwise(values))
    return {number for number, _ in alone} if sound and 2 in values else set()


def _only(blocks: list[Block], number: int, mark: Printed, context: Context, marks: list[tuple[int, Printed]]) -> bool:
    """Whether a line is the only one of its step below a Chinese heading: a short title without a stop over a text."""
    if mark.value != 1 or mark.form not in _STEPS or not has_any(text := context.text(blocks[number])):
        return False
    step, below = _STEPS.index(mark.form), _next(blocks, number)
    at = bisect_left(marks, number, key=lambda one: one[0])
    above = next((other for _, other in reversed(marks[:at])), None)
    if above is None or len(text) > _TITLE or closed(text) or below < 0 or blocks[below].role is not Role.BODY:
        return False
    higher = above.form.startswith("unit-han") or (above.form in _STEPS and _STEPS.index(above.form) < step)
    said = context.text(blocks[below])
    return higher and closed(said) and printed(said) is None


def _titled(blocks: list[Block], number: int, mark: Printed, context: Context) -> bool:
    """Whether a unit's number, a stop and a title stand over a sentence, however short: an only article, or annex."""
    text, below = context.text(blocks[number]), _next(blocks, number)
    stops = text[: mark.length].rstrip()[-1:] in (".", ":", "\u2014") and text[mark.length : mark.length + 1].isupper()
    if not stops or closed(text) or below < 0 or blocks[below].role is not Role.BODY:
        return False
    said = context.text(blocks[below])
    return closed(said) and printed(said) is None


def _said(mark: Printed | None, text: str) -> tuple[tuple[str, ...], str]:
    """What a heading says, whether its number stands alone or behind a "Chapter"."""
    if mark is None or len(text) <= mark.length:
        return (), text.casefold()
    return mark.parts, text[mark.length :].casefold()


def _listed(one: tuple[int, Printed, str], rest: list[tuple[int, Printed, str]], blocks: list[Block]) -> bool:
    """Whether a numbered line has a neighbour of its own form with no text in between: then it is an item of a list."""
    at = bisect_left(rest, one[0], key=lambda other: other[0])
    mark = one[1]
    if mark.rank is not None:
        return False
    for near in (at - 1, at + 1):
        if 0 <= near < len(rest) and rest[near][1].form == mark.form and abs(rest[near][1].value - mark.value) == 1:
            first, second = sorted((rest[near][0], one[0]))
            if _adjacent(blocks, first, second):
                return True
    return False


def _next(blocks: list[Block], number: int) -> int:
    """The next block that is no furniture."""
    return next((n for n in range(number + 1, len(blocks)) if blocks[n].role is not Role.FURNITURE), -1)


def _dense(numbered: list[tuple[int, Printed, str]], blocks: list[Block]) -> set[int]:
    """Numbered lines among so many that there is no text in between; but not the last ones, when they begin anew."""
    found: set[int] = set()
    run: list[tuple[int, Printed]] = []
    for number, mark in [*((number, mark) for number, mark, _ in numbered), (-1, None)]:
        if mark is not None and (not run or _adjacent(blocks, run[-1][0], number)):
            run.append((number, mark))
            continue
        if len(run) >= _DENSE:
            end = len(run)
            # The first headings of the text may follow the table of contents, from a number that begins anew.
            for at in range(len(run) - 1, max(0, len(run) - _DENSE), -1):
                if run[at][1].value == 1 and run[at - 1][1].parts != run[at][1].parts[:-1]:
                    end = at
            found |= {at for at, _ in run[:end]}
        run = [(number, mark)] if mark is not None else []
    return found


def _adjacent(blocks: list[Block], first: int, second: int) -> bool:
    return all(block.role in (Role.FURNITURE, Role.NOTE) for block in blocks[first + 1 : second])


def _linked(marks: list[tuple[int, Printed]]) -> set[int]:
    """Numbers that have a neighbour: the one before, the one behind, or what they are a part of."""
    found: set[int] = set()
    last: dict[tuple[str, tuple[str, ...]], tuple[int, int]] = {}
    parts = {mark.parts for _, mark in marks}
    for number, mark in marks:
        for one in _readings(mark):
            key = one.form, one.parts[:-1]
            if key in last and (0 < one.value - last[key][1] <= 2 or (one.inserted and one.value == last[key][1])):
                found |= {number, last[key][0]}
            elif key in last and one.value != 1 and (one is not mark or one.value - last[key][1] > _LEAP):
                # C. is no hundred after II.
                continue
            last[key] = number, one.value
        if len(mark.parts) > 1 and (mark.parts[:-1] in parts or (*mark.parts[:-1], "2") in parts):
            found.add(number)
        if mark.form == "bare" and (*mark.parts, "1") in parts:
            found.add(number)
    return found


def _readings(mark: Printed) -> Iterator[Printed]:
    """A number, and what else it may be: a Roman one a letter, and the other way round."""
    yield mark
    letters = {1: "I", 5: "V", 10: "X", 50: "L", 100: "C", 500: "D"}
    if mark.form in ("roman", "small-roman", "paren-roman") and (letter := letters.get(mark.value)):
        yield Printed(
            mark.form.replace("roman", "letter").replace("small-letter", "small-letter"), (letter,), mark.length
        )
    elif mark.form in ("small-letter", "paren-letter") and (value := from_roman(mark.parts[0])):
        yield Printed(mark.form.replace("letter", "roman"), (str(value),), mark.length)


def _title(blocks: list[Block], context: Context) -> None:
    """The first line of a text without any marks, when running text follows it and it closes no sentence."""
    if not blocks or any(block.level for block in blocks):
        return
    # What stands in columns above a title says who wrote it and when.
    above = (block for block in blocks if block.role is not Role.FURNITURE and block.form is not Form.CODE)
    first = next(above, blocks[0])
    if first.role is not Role.BODY or first.form is not Form.PARAGRAPH or first.end - first.start > _LONG:
        return
    text = context.text(first)
    lines = context.source[first.start : first.end].count("\n") + 1
    at = blocks.index(first)
    rest = [block for block in blocks[at + 1 : at + 7] if block.role in (Role.BODY, Role.HEADING)]
    named = text[:1].isalpha() or text[:1] in '"\u201c\u201e\u00ab\u300a'
    if not text or closed(text) or lines > 3 or not rest or not rest[0].blank or not named or text[0].islower():
        return
    reads = [prose(other) and len(other) > _SHORT for block in rest if (other := context.text(block))]
    if reads and (reads[0] or (any(reads) and any(block.role is Role.HEADING for block in blocks[at + 1 :]))):
        first.role = Role.HEADING


def _stands_before_text(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether running text, or another heading, follows the line."""
    following = next((block for block in blocks[number + 1 : number + 6] if block.role is not Role.FURNITURE), None)
    if following is None or following.role is Role.NOTE or following.after_rule:
        return False
    if following.role is Role.HEADING:
        return True
    text = context.text(following)
    weight = len(text) * 2 if has_any(text) else len(text)
    if weight > _SHORT:
        return prose(text) or closed(text)
    mark, own = printed(text), printed(context.text(blocks[number]))
    # A number in brackets at the head of a sentence counts paragraphs of law.
    counts = (
        mark is not None
        and mark.form in ("paren", "paren-letter", "unit-han-\u6761", "unit-han-\u689d")
        and mark != own
    )
    return weight > _SENTENCE and closed(text) and (mark is None or counts)


def _run_on(heading: Block, following: Block, beyond: Block | None, context: Context) -> list[Block] | None:
    """Join the end of a heading that stands at the head of the next block; give what is left of that block."""
    title, text = context.text(heading), context.text(following)
    # A heading's lost half is plain: what is set as a name or as code begins a paragraph in whatever case.
    marked = any(edit.kind == "markup" and edit.start == following.start for edit in following.edits)
    if closed(title) or following.form is not Form.PARAGRAPH or not text or marked:
        cut = _named_apart(title, following, beyond, text, context)
    elif text[:1].islower() and (len(title.split()) >= 5 or _LEANING.search(title)):
        tail = _TAIL.match(text)
        cut = (
            tail.end()
            if tail and _begins(tail["next"])
            else (len(text) if len(text) < _SHORT and not closed(text) else 0)
        )
    elif _LEANING.search(title) and len(text) < _SHORT and not closed(text) and not following.after_rule:
        cut = len(text)
    else:
        cut = _named_apart(title, following, beyond, text, context)
    if not cut:
        return None
    from tui.text.spans import SourceMap

    lead = len(following.text(context.source)) - len(following.text(context.source).lstrip())
    at = SourceMap(following.render(context.source).runs).end(lead + cut)
    rest = split(following, at, context)
    why = "the heading does not close, and what stands below it begins in lower case and ends as a heading may"
    between = context.source[heading.end : following.start]
    heading.repairs.append(Repair("heading-join", heading.end, between, " ", why))
    heading.append(following, " ")
    return rest


def _begins(char: str) -> bool:
    """Whether a sentence may begin with a character."""
    return "A" <= char <= "Z" or char in '"\u201c(' or has_any(char)


def _named_apart(title: str, following: Block, beyond: Block | None, text: str, context: Context) -> int:
    """How much of a block is the name of a chapter whose number stands alone on the line above; 0 when none is."""
    mark = printed(title)
    if mark is None or mark.rank is None or len(title) > mark.length or following.form is not Form.PARAGRAPH:
        return 0
    short = 0 < len(text) < _SHORT - 30 and "\n" not in context.source[following.start : following.end]
    # A name in capitals may have a full stop, as old books set it.
    stops = text[-1:] in ".,;:\u3002" and not (text[-1:] == "." and text.isupper())
    if not short or stops or text[0].islower() or text[0] in '"\u201c' or printed(text):
        return 0
    reads = beyond is not None and (
        beyond.role is Role.HEADING or (beyond.role is Role.BODY and len(context.text(beyond)) > len(text))
    )
    return len(text) if reads else 0
