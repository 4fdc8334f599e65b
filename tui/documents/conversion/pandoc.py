"""Formats that pandoc reads: it gives HTML, which is written as Markdown like any page, so that there is one rule for
notes, tables and literal marks.

pandoc runs inside the child's limits, in its own sandbox besides, and gets the file by its standard input.
"""

import re
import resource
import signal
import subprocess
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

from tui.documents.conversion import docx, epub, jats, latex, macros, odt, org, packaged, rescue, rst, rtf
from tui.documents.conversion.archives import checked
from tui.documents.conversion.converted import ConversionError, Converted
from tui.documents.conversion.html import parsed
from tui.documents.conversion.limits import dies_with_parent
from tui.documents.conversion.markup import markdown
from tui.documents.conversion.nesting import MOST, MOST_GROUPS, depth, groups
from tui.documents.conversion.webpage import metadata
from tui.documents.decoding import decode

_MISSING = "it takes pandoc to read this format; get it by `pip install 'ibid-reader[pandoc]'` or from your system"
_CITATIONS = Path(__file__).with_name("citations.lua")
_MARKS = {"application/epub+zip": "epub", "application/vnd.oasis.opendocument.text": "odt"}
_OUT_OF_MEMORY = 251
_HEAD = re.compile(r"<h1 class=\"title\">.*?</h1>", re.DOTALL)
_PARTS = re.compile(r"</?p>")
_STOPPED = re.compile(r"Error at (?:\"[^\"]*\" )?\(line (\d+), column \d+\)")
_MOST_STOPS, _MOST_TIME = 40, 25.0
"""Places at which pandoc may stop in a text, and seconds that it may take over all its tries."""


def convert_archive(data: bytes, options: Mapping[str, str]) -> Converted:
    """A DOCX, ODT or EPUB.

    Raises:
        ConversionError: it is another archive, damaged or hostile, or pandoc can't read it or is missing.
    """
    names = checked(data)
    kind = _MARKS.get(names.get("mimetype", ""), "docx" if "word/document.xml" in names else "")
    if not kind:
        raise ConversionError("this is a ZIP archive, but no DOCX, ODT or EPUB")
    if kind == "epub":
        return epub.convert(data, options)
    own = packaged.metadata(data, kind) if kind != "docx" else {}  # a DOCX names whose computer it was
    made = odt.prepared(data) if kind == "odt" else docx.prepared(data)
    shown = odt.title(data) if kind == "odt" else ""
    converted = _through(made, kind, options, shown or own.get("title", ""))
    return replace(converted, metadata=converted.metadata | own | ({"title": shown} if shown else {}))


def convert_jats(data: bytes, options: Mapping[str, str]) -> Converted:
    """An article in JATS.

    Raises:
        ConversionError: it declares entities, by which a small file becomes a huge one, or pandoc can't read it or is
            missing.
    """
    article, told, cautions = jats.prepared(data)
    converted = _through(article, "jats", options)
    return replace(converted, metadata=converted.metadata | told, cautions=cautions)


def convert(data: bytes, options: Mapping[str, str]) -> Converted:
    """LaTeX, Org, reStructuredText or RTF, as `options["reader"]` says.

    Raises:
        ConversionError: pandoc can't read it or is missing.
    """
    made = decode(data, "the file") if options["reader"] != "rtf" else None
    if made and (levels := depth(made.text, options["reader"])) > MOST:
        raise ConversionError(
            f"its lists, quotations or environments are nested {levels:,} deep; {MOST} are read at most"
        )
    if options["reader"] in ("latex", "rtf") and (levels := groups(data)) > MOST_GROUPS:
        raise ConversionError(f"its groups are nested {levels:,} deep; {MOST_GROUPS:,} are read at most")
    if made and options["reader"] == "latex":
        return _latex(made.text, made.cautions, options)
    if made is None:
        return _through(rtf.prepared(data), "rtf", options)
    text, told = (org if options["reader"] == "org" else rst).prepared(made.text)
    converted = _through(text.encode("utf-8", "replace"), options["reader"], options)
    return replace(converted, cautions=(*made.cautions, *told))


def _latex(source: str, cautions: tuple[str, ...], options: Mapping[str, str]) -> Converted:
    """LaTeX, with the words of commands that pandoc does not know; what it stops at is shown as it stands."""
    text, more = latex.prepared(source)
    found = macros.sought(text)
    pandoc = options.get("pandoc", "")
    text = macros.definitions(found, macros.unknown(found, lambda asked: _plain(asked, pandoc))) + text
    shown = 0
    while True:
        try:
            converted = _through(text.encode("utf-8", "replace"), "latex", options)
        except ConversionError as error:
            place = _STOPPED.search(str(error))
            spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            goes_on = place is not None and shown < _MOST_STOPS and spent < _MOST_TIME
            mended = rescue.mended(text, int(place.group(1)), str(error)) if place and goes_on else None
            if mended is not None:
                text, shown = mended, shown + 1
                continue
            if place is None:  # it was ended
                raise
            converted = _through(rescue.as_typed(source).encode("utf-8", "replace"), "latex", options)
            told: tuple[str, ...] = (f"pandoc stops at line {place.group(1)}: all but titles stands as it was typed",)
            return replace(converted, cautions=(*cautions, *told))
        told = ()
        if shown:
            told = (f"pandoc stops at {shown} of its places, which stand as they were typed or are left out",)
        return replace(converted, cautions=(*cautions, *more, *told))


def _plain(text: str, pandoc: str) -> str | None:
    """A text in LaTeX as plain text; nothing where pandoc can't read it."""
    command = [pandoc, "--sandbox", "--wrap=none", "-f", "latex", "-t", "plain"]
    try:
        run = subprocess.run(
            command, input=text.encode(), capture_output=True, check=False, preexec_fn=dies_with_parent
        )
    except OSError:
        return None
    return run.stdout.decode("utf-8", "replace") if run.returncode == 0 else None


def _through(data: bytes, kind: str, options: Mapping[str, str], title: str = "") -> Converted:
    if not options.get("pandoc"):
        raise ConversionError(_MISSING)
    # A title of several paragraphs is one heading: none holds a paragraph.
    root = parsed(
        _HEAD.sub(lambda match: _PARTS.sub(" ", match.group()), _html(data, kind, options["pandoc"]), count=1)
    )
    if kind == "rtf":
        rtf.settle_notes(root)
    if kind == "rst":
        for paragraph in [*root.iter("p")]:
            if (paragraph.text or "") == rst.MARK:
                paragraph.drop_tree()
    told = metadata(root)
    shown = root.find(".//h1[@class='title']")
    told["title"] = _text(shown) if shown is not None else ""
    for element in root.iter("title"):
        element.text = ""
    _settle_title(root, title)
    for line in [*root.iter("p")]:
        if line.get("class") in ("author", "date") and line.getparent().get("id") == "title-block-header":
            line.drop_tree()
    called = {link.get("href") for link in root.iter("a")}
    for item in root.iterfind(".//section[@role='doc-endnotes']/ol/li[@id]"):
        if f"#{item.get('id')}" not in called:  # it was called beside an author's name
            for back in [*item.iterfind(".//a[@class='footnote-back']")]:
                back.drop_tree()
    text = markdown(root.find(".//body"))
    if not text.strip():
        raise ConversionError("there is no text in this file")
    return Converted(text, told)


def _text(element: Any) -> str:
    """The words of an element, without its calls of notes."""
    words = deepcopy(element)
    for call in [*words.iterfind(".//a[@class='footnote-ref']")]:
        call.drop_tree()
    return " ".join("".join(words.itertext()).split())


def _settle_title(root: Any, title: str) -> None:
    """Let the title stand once, as a heading: some files have it in their text besides, as a paragraph set large."""
    head = root.find(".//header[@id='title-block-header']")
    shown = head.find(".//h1") if head is not None else None
    first = next((one for one in root.iterfind(".//body//*") if one.tag in ("p", "h1") and _is_text(one, head)), None)
    if first is None or first.tag != "p" or not (said := _text(first)):
        return
    if shown is not None and said == _text(shown):
        first.drop_tree()
    elif shown is None and said == " ".join(title.split()):
        first.tag = "h1"


def _is_text(element: Any, head: Any) -> bool:
    return head not in element.iterancestors() and bool(_text(element))


def _html(data: bytes, kind: str, pandoc: str) -> str:
    command = [
        pandoc,
        "+RTS",
        "-M2G",
        "-RTS",
        "--sandbox",
        "--standalone",
        "--wrap=none",
        "--mathjax",
        "-f",
        kind,
        "-t",
        "html5",
    ]
    command += ["--metadata=pagetitle:-", "--metadata=document-css:false"]
    if kind == "latex":
        command.append(f"--lua-filter={_CITATIONS}")
    try:
        run = subprocess.run(command, input=data, capture_output=True, check=False, preexec_fn=dies_with_parent)
    except OSError:
        raise ConversionError(_MISSING) from None
    if run.returncode in (_OUT_OF_MEMORY, -signal.SIGKILL):
        raise ConversionError("it needs more memory than a conversion may have")
    if run.returncode == -signal.SIGXCPU:
        raise ConversionError("its conversion takes too long and was ended")
    if run.returncode:
        said = " ".join(run.stderr.decode("utf-8", "replace").split())[:160]
        raise ConversionError(f"pandoc can't read it as {kind}: {said or f'exit {run.returncode}'}")
    return run.stdout.decode("utf-8", "replace")
