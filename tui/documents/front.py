"""What a document says of the work before its text: YAML front matter, or the lines about a title."""

import re
from collections.abc import Sequence
from typing import Any

from tui.documents.errors import DocumentError
from tui.documents.model import Metadata, Passage, Role

_FENCE = r"(?s:---[ \t]*\r?\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$))"
_LARGEST = 65_536
_NAMES = {
    "title": "title", "original_title": "original_title", "original-title": "original_title", "journal": "journal",
    "container-title": "journal", "publisher": "publisher", "year": "year", "date": "year", "issued": "year",
    "volume": "volume", "issue": "issue", "pages": "pages", "page": "pages", "doi": "doi", "DOI": "doi", "url": "url",
    "URL": "url", "issn": "issn", "ISSN": "issn", "citekey": "citekey", "id": "citekey", "language": "language",
    "lang": "language", "original_language": "original_language", "edition": "edition",
}  # fmt: skip
_HEAD = 4_000
_LABELLED = (
    r"(?m:^(?P<name>Title|Author|Language|Original publication):[ \t]+"
    r"(?P<value>\S[^\r\n]*(?:\r?\n[ \t]{3,}\S[^\r\n]*)*))"
)
_LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "latin": "la", "greek": "el", "russian": "ru", "chinese": "zh", "japanese": "ja",
    "finnish": "fi", "swedish": "sv",
}  # fmt: skip
_TRANSLATED = re.compile(r"machine translated|translated by (?:google|deepl)", re.IGNORECASE)
_YEAR = re.compile(r"[(\uff08]((?:19|20)\d\d)[)\uff09]\s*(?:0?(\d{1,2}))?")
_NAME = re.compile(r"[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){1,3}")


def front_matter(source: str, name: str) -> tuple[Metadata, int]:
    """Read YAML front matter at the head of a source.

    Returns:
        what it says, and the offset behind it; 0 when there is none. YAML that can't be read is no front matter's
        fault but the file's: it is passed over as such.

    Raises:
        DocumentError: the front matter holds aliases, by which a small file becomes a huge one.
    """
    match = re.match(_FENCE, source[: _LARGEST + 16]) if source.startswith("---") else None
    if match is None:
        return Metadata(), 0
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(match["yaml"], Loader=loader)):
            raise DocumentError(f"{name}:1: front matter with YAML aliases is not read; write the values out")
        values = yaml.load(match["yaml"], Loader=loader)
    except (yaml.YAMLError, RecursionError):
        return Metadata(), 0
    if not isinstance(values, dict):
        return Metadata(), 0
    return _metadata(values), match.end()


def labelled(source: str) -> Metadata:
    """What the lines above a plain text's words say, as Project Gutenberg writes them: `Title:`, `Author:`.

    They count only together, so that a sentence with a colon is no metadata.
    """
    head = source[:_HEAD]
    if "Title:" not in head or "Author:" not in head:
        return Metadata()
    found = {match["name"].lower(): " ".join(match["value"].split()) for match in re.finditer(_LABELLED, head)}
    if not {"title", "author"} <= found.keys():
        return Metadata()
    year = re.search(r"\b\d{4}\b", found.get("original publication", ""))
    return Metadata(
        title=found["title"],
        authors=tuple(name for part in re.split(r";|\band\b", found["author"]) if (name := part.strip())),
        year=year.group() if year else "",
        language=_LANGUAGES.get(found.get("language", "").lower(), ""),
    )


def _metadata(values: dict[Any, Any]) -> Metadata:
    found: dict[str, Any] = {}
    for key, value in values.items():
        field = _NAMES.get(str(key))
        if field and field not in found and isinstance(value, str):
            found[field] = " ".join(value.split())
    if year := re.search(r"\d{4}", found.get("year", "")):
        found["year"] = year.group()
    authors = values.get("authors", values.get("author", ()))
    listed = authors if isinstance(authors, list) else [authors]
    found["authors"] = tuple(name for author in listed if (name := _author(author)))
    flag = str(values.get("machine_translation", values.get("machine-translation", ""))).lower()
    return Metadata(**found, machine_translation=flag in ("true", "yes", "1"))


def _author(author: object) -> str:
    if isinstance(author, dict):
        family, given = str(author.get("family", "")), str(author.get("given", ""))
        return ", ".join(part for part in (family, given) if part) or str(author.get("name", author.get("literal", "")))
    return " ".join(author.split()) if isinstance(author, str) else ""


def gathered(passages: Sequence[Passage], title: str) -> Metadata:
    """What the lines about a title say, in a text without front matter: title, authors, year, a translator's mark.

    An author's line counts only where each of its names is told apart in a line about the authors.
    """
    machine = any(p.role is Role.FURNITURE and _TRANSLATED.search(p.text) for p in passages)
    head = [p for p in passages[:20] if p.section == "0" and p.role is Role.BODY]
    year = issue = ""
    for passage in head:
        if len(passage.text) < 300 and (match := _YEAR.search(passage.text)):
            year, issue = match.group(1), match.group(2) or ""
            break
    return Metadata(title=title, authors=_authors(head), year=year, issue=issue, machine_translation=machine)


def _authors(head: list[Passage]) -> tuple[str, ...]:
    told = " ".join(p.text for p in head if len(p.text) < 600)
    for passage in head:
        words = passage.text.split()
        if not 2 <= len(words) <= 12 or not all(word[:1].isupper() for word in words):
            continue
        names = [name for name in dict.fromkeys(_NAME.findall(told)) if name in passage.text]
        known = [name for name in _pairs(words) if f"{name}," in told]
        if known and sum(len(name.split()) for name in known) == len(words) and names:
            return tuple(known)
    return ()


def _pairs(words: list[str]) -> list[str]:
    return [" ".join(words[i : i + 2]) for i in range(0, len(words) - 1, 2)]
