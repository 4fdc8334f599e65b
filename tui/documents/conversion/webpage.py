"""What a page of HTML says of the work: citation_*, Dublin Core and Open Graph tags, its title, its language."""

import re
from typing import Any

_FIELDS = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "title"),
    "journal": ("citation_journal_title", "prism.publicationname"),
    "publisher": ("citation_publisher", "dc.publisher"),
    "volume": ("citation_volume", "prism.volume"),
    "issue": ("citation_issue", "prism.number"),
    "doi": ("citation_doi", "prism.doi"),
    "issn": ("citation_issn", "prism.issn"),
    "language": ("citation_language", "dc.language", "dcterms.language"),
    "year": (
        "citation_publication_date", "citation_date", "citation_year", "dc.date", "dcterms.date", "dcterms.issued",
        "article:published_time", "date",
    ),
}  # fmt: skip
_AUTHORS = ("citation_author", "citation_authors", "dc.creator", "dcterms.creator", "author", "article:author")


def metadata(root: Any) -> dict[str, Any]:
    """By the names of `Metadata`'s fields, with only what is known. The first of several tags for a field counts."""
    tags: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").strip().lower()
        if name and (content := " ".join((tag.get("content") or "").split())):
            tags.setdefault(name, []).append(content)
    told: dict[str, Any] = {}
    for field, spellings in _FIELDS.items():
        if value := next((tags[name][0] for name in spellings if name in tags), ""):
            told[field] = value
    if year := re.search(r"\b(?:1[4-9]|20)\d\d\b", told.pop("year", "")):
        told["year"] = year.group()
    if "doi" in told:
        told["doi"] = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", "", told["doi"], flags=re.IGNORECASE)
    pages = [tags[name][0] for name in ("citation_firstpage", "citation_lastpage") if name in tags]
    if pages:
        told["pages"] = "-".join(dict.fromkeys(pages))
    no_names: list[str] = []
    writers = next((tags[name] for name in _AUTHORS if name in tags), no_names)
    if names := [part for line in writers for part in _names(line)]:
        told["authors"] = names
    if "title" not in told and (title := _title(root)):
        told["title"] = title
    html = root.getroottree().getroot()
    if "language" not in told and (
        language := html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang")
    ):
        told["language"] = language
    return told


def _names(line: str) -> list[str]:
    """Authors in one tag: several are parted by semicolons; an address is none."""
    return [name.strip() for name in line.split(";") if name.strip() and "://" not in name]


def _title(root: Any) -> str:
    """The page's only main heading, else its title."""
    headings = [" ".join("".join(heading.itertext()).split()) for heading in root.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = root.find(".//title")
    return " ".join((title.text or "").split()) if title is not None else ""
