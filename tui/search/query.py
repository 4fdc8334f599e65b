"""The query language: words, "phrases", -without, and fields."""

import re
from difflib import get_close_matches

from tui.search.model import Field, Query, QueryError

FIELDS = ("concept", "kind", "in", "role", "same")
_LONGEST = 2_000
"""Code points of a query that are read; what follows is passed over."""

_QUOTES = '"\u201c\u201d\u201e\u201f\u2033\uff02\u00ab\u00bb'
_TOKEN = re.compile(
    rf"(?P<minus>-)?(?:(?P<field>[a-zA-Z]+):)?(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<close>[{_QUOTES}])?|(?P<word>[^\s{_QUOTES}]+))"
)


def parse(text: str, *, unfinished: bool = False) -> Query:
    """Read a query.

    Args:
        text: what a person typed.
        unfinished: it is still being typed: an open quotation mark or an empty field at its end is no fault.

    Raises:
        QueryError: a field is unknown or empty, or a quotation mark is left open.
    """
    parts: dict[str, list[str]] = {"words": [], "phrases": [], "without": []}
    fields: dict[str, list[Field]] = {"concept": [], "kind": [], "in": [], "role": []}
    same, last = False, ""
    for match in _TOKEN.finditer(text, 0, _LONGEST):
        value, last = _value(match, unfinished or len(text) > _LONGEST), ""
        if value is None:
            continue
        name = match["field"].lower() if match["field"] else ""
        if match["minus"] and name in FIELDS:
            raise QueryError(f'"-" goes before a word or a phrase, not before "{name}:"', match.start("minus"))
        at = match.start("quoted") if match["quoted"] is not None else match.start("word")
        if name and name not in FIELDS and match["word"] is not None and _is_word(name, value):
            value, name = f"{match['field']}:{value}", ""
        if not name:
            kind = "without" if match["minus"] else "phrases" if match["quoted"] is not None else "words"
            parts[kind].append(value)
            last = "" if match["close"] else kind
        elif name not in FIELDS:
            raise QueryError(_unknown(name), match.start("field"))
        elif name == "same":
            if value.lower() != "sentence" and not (unfinished and "sentence".startswith(value.lower())):
                raise QueryError(f'"same:" takes "sentence", not "{value}"', at)
            same = True
        else:
            fields[name].append(Field(value, at))
    growing = unfinished and not text[-1:].isspace() and len(text) <= _LONGEST
    return Query(
        text=text,
        words=tuple(parts["words"]),
        phrases=tuple(parts["phrases"]),
        without=tuple(parts["without"]),
        concepts=tuple(fields["concept"]),
        kinds=tuple(fields["kind"]),
        sections=tuple(fields["in"]),
        roles=tuple(fields["role"]),
        same_sentence=same,
        unfinished=growing and last in ("words", "phrases"),
        open_phrase=growing and last == "phrases",
    )


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
    return value.startswith("/") or len(name) < 3 or not get_close_matches(name, FIELDS, 1, 0.6)


def _unknown(name: str) -> str:
    near = get_close_matches(name, FIELDS, 1, 0.5)
    hint = f' (did you mean "{near[0]}:"?)' if near else f"; there are {', '.join(field + ':' for field in FIELDS)}"
    return f'unknown field "{name}:"{hint}'
