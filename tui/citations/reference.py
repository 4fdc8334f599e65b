"""A document's reference in CSL-JSON."""

from typing import Any

from tui.documents.model import Document

_FIELDS = {
    "title": "title",
    "original-title": "original_title",
    "container-title": "journal",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "DOI": "doi",
    "URL": "url",
    "ISSN": "issn",
    "language": "language",
}


def citekey(document: Document) -> str:
    """The key a writer cites the document by: the file's own, else author and year, else its name."""
    told = document.metadata
    if told.citekey:
        return told.citekey
    if told.authors and told.year:
        family = told.authors[0].split(",")[0].split()[0]
        return "".join(char for char in family.lower() if char.isalnum()) + told.year
    stem = document.key.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return "".join(char if char.isalnum() else "-" for char in stem).strip("-") or "document"


def reference(document: Document) -> dict[str, Any]:
    """The reference: an item of CSL-JSON, with only what is known."""
    told = document.metadata
    item: dict[str, Any] = {
        "id": citekey(document),
        "type": "article-journal" if told.journal or told.issn else "document",
    }
    for name, field in _FIELDS.items():
        if value := getattr(told, field):
            item[name] = value
    if told.authors:
        item["author"] = [_name(author) for author in told.authors]
    if told.year.isdigit():
        item["issued"] = {"date-parts": [[int(told.year)]]}
    return item


def _name(author: str) -> dict[str, str]:
    family, comma, given = author.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": author}


def prose(item: dict[str, Any]) -> str:
    """The reference as a line to be read: authors, title, journal, year, pages."""
    names = [name.get("literal") or f"{name['given']} {name['family']}" for name in item.get("author", [])]
    year = item.get("issued", {}).get("date-parts", [[""]])[0][0]
    issue = f" no. {item['issue']}" if "issue" in item else ""
    place = f"{item['container-title']}{issue}" if "container-title" in item else ""
    parts = [
        " and ".join(names),
        item.get("title", item["id"]),
        place,
        str(year),
        f"pp. {item['page']}" if "page" in item else "",
    ]
    return ", ".join(part for part in parts if part)
