"""The law of spans: every non-blank character of a file lies in the spans of exactly one passage."""

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.documents.decoding import Decoded
from tui.documents.errors import DocumentError
from tui.documents.model import Document, Role
from tui.documents.reading import read_text

_PIECES = st.sampled_from(
    [
        *("# One\n", "## 2. Two\n", "(3) three\n", "\n", "\n\n\n\n", "---\n", "\f", "- item\n", "> quote\n", ">\n"),
        *(
            "    code\n",
            "A sentence that ends. ",
            "one that breaks off at inter",
            "national words",
            "\u00b6",
            " \u0323 ",
        ),
        *(
            "\u00ff ",
            "\\*",
            "*em*",
            "**x** ",
            "[a](b) ",
            "[^1]",
            "[^1]: a note, 2015, p. 3.\n",
            "```\n",
            "<b>",
            "&amp;",
        ),
        *("| a | b |\n|---|---|\n| c | d |\n", "Machine Translated by Google\n", "- 12 -\n", "exam-\nple ", "[r]: x\n"),
        *("\u4e2d\u6587\n\u5b57", "\r\n", "\t", "\x00", "\u202e", "<!-- c -->\n", "1. one\n2. two\n", "<div>\n"),
        *("`a b`", "  \n", "\\\n", "![i](j)", "***\n", "_u_", "~~s~~", "<http://a.b>"),
    ]
)
TEXTS = st.one_of(st.lists(_PIECES, max_size=30).map("".join), st.text(max_size=200))


def _read(text: str, name: str) -> Document | None:
    try:
        return read_text(text, "k", name, Decoded(text, "utf-8", ()))
    except DocumentError:
        return None


def _hold(text: str, name: str) -> None:
    document = _read(text, name)
    if document is None:
        return
    owner: dict[int, int] = {}
    for passage in document.passages:
        assert passage.spans == tuple(sorted(passage.spans))
        for start, end in passage.spans:
            for at in range(start, end):
                assert at not in owner, "two passages hold one character"
                owner[at] = passage.index
        for run in passage.runs:
            if run.text_length == run.source_length:
                shown = passage.text[run.text : run.text + run.text_length]
                source = text[run.source : run.source + run.source_length]
                assert all(a == b or (a.isspace() and b.isspace()) for a, b in zip(shown, source, strict=True))
        assert sum(run.text_length for run in passage.runs) == len(passage.text)
    for at, char in enumerate(text):
        if not char.isspace() and at not in owner:
            line = text[text.rfind("\n", 0, at) + 1 :].splitlines()[0]
            rule = len(set(line.replace(" ", "").replace("\t", "").replace("\f", "").rstrip("\r"))) == 1
            assert rule or text.startswith("---"), f"{char!r} at {at} is in no passage"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_plain_text_is_held_once(text: str) -> None:
    _hold(text, "a.txt")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_markdown_is_held_once(text: str) -> None:
    _hold(text, "a.md")


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_anchors_are_unique_and_sections_tile_the_passages(text: str, name: str) -> None:
    document = _read(text, name)
    if document is None:
        return
    assert len(document.by_place) == len(document.passages)
    assert [i for section in document.sections for i in range(section.first, section.last)] == list(
        range(len(document.passages))
    )
    for section in document.sections:
        for passage in document.passages[section.first : section.last]:
            assert passage.section == section.number
            assert passage.role is not Role.HEADING or passage.index == section.heading


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab \n.-#*[]()_<>`'\"\u4e2d", max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_the_source_of_a_whole_text_is_within_its_spans(text: str, name: str) -> None:
    document = _read(text, name)
    for passage in document.passages if document else ():
        for start, end in passage.source_spans(0, len(passage.text)):
            assert any(a <= start and end <= b for a, b in passage.spans)


@pytest.mark.parametrize("ending", ["txt", "md"])
@pytest.mark.parametrize(
    "part", [" ", "\f", "a\n\f", "co-\nop ", "1. a\n\n", "AB\n    x\n\n", "ab\n==\n\n", "A(1)\t", "- 1 -\n"]
)
def test_what_is_repeated_without_end_is_read_in_a_time_that_grows_as_it_does(part: str, ending: str) -> None:
    def took(length: int) -> float:
        text = "x\n\n" + part * (length // len(part)) + "x"
        before = process_time()
        read_text(text, "k", f"a.{ending}", Decoded(text, "utf-8", ()))
        return process_time() - before

    long = took(80_000)
    assert long < 1 or long < 9 * took(20_000), "with the square it were sixteen times as much"
