"""Nothing unsafe reaches a terminal, and JSON says the same as before."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.placeholders import escape_json, safe

UNSAFE = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *map(chr, range(0x202A, 0x202F))]
UNSAFE += [*map(chr, range(0x2066, 0x206A)), "\u200e", "\u200f", "\u061c", *map(chr, range(0xE0000, 0xE0080))]
UNSAFE += ["\ud800", "\udfff", "\u2028", "\u2029", "\ufff9"]
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(UNSAFE)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\x07\x7f", "␇␡"),
        ("\x9b2J", "⟨U+009B⟩2J"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("a\tb\nc\rd", "a␉b␊c␍d"),
    ],
)
def test_shown(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_lines_pass_when_asked() -> None:
    assert safe("a\tb\nc\rd", lines=True) == "a\tb\nc␍d"


def test_clean_text_is_itself() -> None:
    text = "“Belt and Road” 一带一路 👩\u200d👩 می\u200cشود soft\xadly"
    assert safe(text) is text or safe(text) == text


@given(TEXTS)
def test_nothing_unsafe_is_left(text: str) -> None:
    shown = safe(text)
    assert not set(shown) & set(UNSAFE)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in shown)
    assert safe(shown) == shown


@given(st.lists(TEXTS), st.sampled_from([None, 2]))
def test_json_says_the_same(texts: list[str], indent: int | None) -> None:
    escaped = escape_json(json.dumps(texts, ensure_ascii=False, indent=indent))
    assert json.loads(escaped) == json.loads(json.dumps(texts))
    assert not set(escaped) & (set(UNSAFE) - {"\n"})
