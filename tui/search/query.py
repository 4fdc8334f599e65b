"""The query language: words, "phrases", -without, near:5(words), and fields."""

import re

from tui.search.model import Field, Near, Query, QueryError

FIELDS = ("concept", "kind", "in", "role", "doc", "by", "year", "same", "near")
LONGEST = 2_000
"""Code points of a query that are read; what follows is passed over."""
_FARTHEST = 100
"""Words apart that `near:` may ask for."""
_KEPT = {"concept": "concepts", "kind": "kinds", "in": "sections", "role": "roles"} | {
    "doc": "documents",
    "by": "authors",
    "year": "years",
}

_QUOTES = '"\u201c\u201d\u201e\u201f\u2033\uff02\u00ab\u00bb'
_NEAR = re.compile(r"(?P<minus>-)?near:(?P<apart>[^\s()]*)(?P<open>\()?", re.IGNORECASE)
_TOKEN = re.compile(
    rf"(?P<minus>-)?(?:(?P<field>[a-zA-Z]+):)?(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<close>[{_QUOTES}])?|(?P<word>[^\s{_QUOTES}]+))"
)
YEARS = re.compile(r"(\d{1,4})?(\.\.)?(\d{1,4})?")


def parse(text: str, *, unfinished: bool = False) -> Query:
    """Read a query.

    Args:
        text: what a person typed.
        unfinished: it is still being typed: an open quotation mark or bracket or an empty field at its end is no fault.

    Raises:
        QueryError: a field is unknown or empty, or a quotation mark or a bracket is left open.
    """
    return _Parser(text, unfinished).read()


class _Parser:
    """Reads a query token by token."""

    def __init__(self, text: str, unfinished: bool) -> None:
        self._text, self._unfinished = text, unfinished
        self._tolerant = unfinished or len(text) > LONGEST
        self._parts: dict[str, list[str]] = {"words": [], "phrases": [], "without": []}
        self._fields: dict[str, list[Field]] = {name: [] for name in _KEPT.values()}
        self._nears: list[Near] = []
        self._same = False
        self._last = ""

    def read(self) -> Query:
        at, end = 0, min(len(self._text), LONGEST)
        while at < end:
            if self._text[at].isspace():
                at += 1
            elif near := _NEAR.match(self._text, at, end):
                at = self._take_near(near, end)
            elif token := _TOKEN.match(self._text, at, end):
                self._take(token)
                at = token.end()
            else:
                at += 1
        growing = self._unfinished and not self._text[-1:].isspace() and len(self._text) <= LONGEST
        return Query(
            text=self._text,
            nears=tuple(self._nears),
            same_sentence=self._same,
            unfinished=growing and self._last in ("words", "phrases"),
            open_phrase=growing and self._last == "phrases",
            words=tuple(self._parts["words"]),
            phrases=tuple(self._parts["phrases"]),
            without=tuple(self._parts["without"]),
            **{name: tuple(values) for name, values in self._fields.items()},
        )

    def _take(self, match: re.Match[str]) -> None:
        value, self._last = _value(match, self._tolerant), ""
        if value is None:
            return
        name = match["field"].lower() if match["field"] else ""
        if match["minus"] and name in FIELDS:
            raise QueryError(f'"-" goes before a word or a phrase, not before "{name}:"', match.start("minus"))
        at = match.start("quoted") if match["quoted"] is not None else match.start("word")
        if name and name not in FIELDS and match["word"] is not None and _is_word(name, value):
            value, name = f"{match['field']}:{value}", ""
        if not name:
            kind = "without" if match["minus"] else "phrases" if match["quoted"] is not None else "words"
            self._parts[kind].append(value)
            self._last = "" if match["close"] else kind
        elif name not in FIELDS:
            raise QueryError(_unknown(name), match.start("field"))
        elif name == "same":
            if value.lower() != "sentence" and not (self._unfinished and "sentence".startswith(value.lower())):
                raise QueryError(f'"same:" takes "sentence", not "{value}"', at)
            self._same = True
        elif name == "year":
            self._take_years(value, at)
        else:
            self._fields[_KEPT[name]].append(Field(value, at))

    def _take_years(self, value: str, at: int) -> None:
        found = YEARS.fullmatch(value)
        growing = self._unfinished and at + len(value) >= len(self._text.rstrip())
        if not found or not (found[1] or found[3]):
            if growing:
                return
            raise QueryError(f'"year:" takes a year or two, as in year:1990..2020, not "{value}"', at)
        if found[1] and found[3] and int(found[1]) > int(found[3]) and not growing:
            raise QueryError(f'no year is in {value}; did you mean "{found[3]}..{found[1]}"?', at)
        self._fields["years"].append(Field(value, at))

    def _take_near(self, match: re.Match[str], end: int) -> int:
        """Read `near:5(a "b c")` and give where it ends."""
        at, self._last = match.start(), ""
        if match["minus"]:
            raise QueryError('"-" goes before a word or a phrase, not before "near:"', at)
        close = self._text.find(")", match.end(), end) if match["open"] else -1
        if close < 0:
            if self._tolerant and not match["open"]:
                return match.end()
            if not self._tolerant or match["open"] is None:
                told = "the bracket is not closed" if match["open"] else '"near:" goes as near:5(two words)'
                raise QueryError(told, match.end() - 1)
            close = end
        apart = match["apart"]
        if not apart.isdecimal() or not 1 <= int(apart) <= _FARTHEST:
            told = f'"near:" takes the number of words apart, 1 to {_FARTHEST}, as in near:5(two words)'
            raise QueryError(told, match.start("apart"))
        inside = _TOKEN.finditer(self._text, match.end(), close)
        words = [token["quoted"] or token["word"] or "" for token in inside]
        words = [word for word in words if any(char.isalnum() for char in word)]
        if len(words) > 1:
            self._nears.append(Near(tuple(words), int(apart), at))
        elif not self._tolerant:
            raise QueryError('"near:" needs two words or more in its brackets', match.end() - 1)
        else:
            self._parts["words"] += words
        return min(close + 1, end)


def _value(match: re.Match[str], tolerant: bool) -> str | None:
    """A token's value; None for one to pass over while it is being typed."""
    word: str | None = match["word"]
    field = match["field"] or ""
    if word is not None:
        if word.endswith(":") and word[:-1].lower() in FIELDS and not field:
            field, word = word[:-1], ""
        value = word if any(char.isalnum() for char in word) else ""
    else:
        if not match["close"] and not tolerant:
            raise QueryError("the quotation mark is not closed", match.start("quoted") - 1)
        value = match["quoted"].strip()
    if not value and not tolerant and field.lower() in FIELDS:
        raise QueryError(f'"{field}:" needs a value', match.start() + match.group().index(":"))
    return value or None


def _is_word(name: str, value: str) -> bool:
    """Whether something with a colon is text rather than a mistyped field ("https://...", "re:thinking")."""
    if value.startswith("/") or len(name) < 3:
        return True
    from difflib import get_close_matches

    return not get_close_matches(name, FIELDS, 1, 0.6)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, FIELDS, 1, 0.5)
    hint = f' (did you mean "{near[0]}:"?)' if near else f"; there are {', '.join(field + ':' for field in FIELDS)}"
    return f'unknown field "{name}:"{hint}'
