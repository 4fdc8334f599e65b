"""Boundaries, as the design words them."""

import pytest

from tui.text.scripts import Script, is_boundary, script


@pytest.mark.parametrize(
    "text",
    [
        "the|-",
        "a| b",
        "组织|SCO",
        "SCO|成员",
        "上|海",
        "China|-ASEAN",
        "AIIB|¹",
        "Москва|NATO",
        "ไทย|SCO",
        "SCO|'s",
        "x|_",
    ],
)
def test_boundary(text: str) -> None:
    assert is_boundary(text.replace("|", ""), text.index("|"))


@pytest.mark.parametrize("text", ["wo|rd", "G|20", "20|th", "e|\u0301t", "SCO|s", "ก|\u0e31", "Мос|ква", "ノ|\u3099"])
def test_no_boundary(text: str) -> None:
    assert not is_boundary(text.replace("|", ""), text.index("|"))


def test_ends_are_boundaries() -> None:
    assert is_boundary("", 0)
    assert is_boundary("a", 0)
    assert is_boundary("a", 1)


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("a", Script.LATIN),
        ("é", Script.LATIN),
        ("Ａ", Script.LATIN),
        ("ж", Script.CYRILLIC),
        ("λ", Script.GREEK),
        ("ش", Script.ARABIC),
        ("א", Script.HEBREW),
        ("한", Script.HANGUL),
        ("漢", Script.HAN),
        ("か", Script.KANA),
        ("ｶ", Script.KANA),
        ("ก", Script.THAI),
        ("ລ", Script.LAO),
        ("က", Script.MYANMAR),
        ("ក", Script.KHMER),
        ("𠀀", Script.HAN),
        ("1", Script.COMMON),
        ("-", Script.COMMON),
    ],
)
def test_script(character: str, expected: Script) -> None:
    assert script(character) is expected
