"""What a file of references beside a document says of it: BibTeX (`paper.bib`) or CSL-JSON (`paper.json`)."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tui.documents.conversion.converted import ConversionError, Converted
from tui.documents.conversion.limits import Limits
from tui.documents.decoding import decode
from tui.documents.model import Metadata

_LARGEST = 1_000_000
_LIMITS = Limits(memory=600_000_000, cpu=10, wall=20.0)
_CITING = (".md", ".markdown", ".mdown", ".mkd", ".txt", ".tex", ".latex", ".org", ".rst")
_BIBTEX = {
    "title": "title", "journal": "journal", "journaltitle": "journal", "publisher": "publisher", "year": "year",
    "date": "year", "volume": "volume", "number": "issue", "issue": "issue", "pages": "pages", "doi": "doi",
    "url": "url", "issn": "issn", "language": "language", "langid": "language", "origtitle": "original_title",
}  # fmt: skip
_CSL = {
    "title": "title", "original-title": "original_title", "container-title": "journal", "publisher": "publisher",
    "volume": "volume", "issue": "issue", "page": "pages", "DOI": "doi", "URL": "url", "ISSN": "issn",
    "language": "language", "id": "citekey",
}  # fmt: skip


def told_by(near: Path, path: Path) -> Metadata:
    """What a file of references says of the document beside it.

    Args:
        near: `paper.bib` or `paper.json`.
        path: the document. One that is written in markup may have the works it cites beside it, so that only an entry
            named like the file speaks of it; of another, a sole entry does too.

    Raises:
        ConversionError: it can't be read, or has no such entry.
    """
    from tui.documents.conversion.calling import converted

    worker = "convert_bibtex" if near.suffix == ".bib" else "convert_csl"
    try:
        with open(near, "rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise ConversionError(f"it can't be read: {error.strerror}") from None
    if len(data) > _LARGEST:
        raise ConversionError("it is too long to be about one work")
    options = {"stem": path.stem, "sole": "" if path.suffix.lower() in _CITING else "yes"}
    return converted(f"{__name__}:{worker}", data, _LIMITS, options).told


def convert_bibtex(data: bytes, options: Mapping[str, str]) -> Converted:
    """The one entry of a BibTeX file, or the one whose key is the document's name without ending.

    Raises:
        ConversionError: there is no such entry.
    """
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    library = parse_string(decode(data, "it").text, append_middleware=[LatexDecodingMiddleware()])
    entries = {entry.key: entry for entry in library.entries}
    key = _chosen(list(entries), options)
    told: dict[str, Any] = {"citekey": key}
    values = {field.key.lower(): str(field.value) for field in entries[key].fields}
    for name, field in _BIBTEX.items():
        if name in values and field not in told:
            told[field] = re.sub(r"[{}]", "", values[name])
    if year := re.search(r"\d{4}", told.get("year", "")):
        told["year"] = year.group()
    told["pages"] = re.sub(r"-{2,}|\u2013", "-", told.get("pages", ""))
    names = re.split(r"\s+and\s+", values.get("author", ""))
    told["authors"] = [_inverted(re.sub(r"[{}]", "", name)) for name in names if name.strip()]
    return Converted("", told)


def convert_csl(data: bytes, options: Mapping[str, str]) -> Converted:
    """The one item of a CSL-JSON file, or the one whose id is the document's name without ending.

    Raises:
        ConversionError: it is no CSL-JSON, or there is no such item.
    """
    try:
        items = json.loads(data)
    except ValueError:
        raise ConversionError("this is no JSON") from None
    listed = items if isinstance(items, list) else [items]
    known = {str(item.get("id")): item for item in listed if isinstance(item, dict) and "id" in item and "type" in item}
    item = known[_chosen(list(known), options)]
    told: dict[str, Any] = {field: str(item[name]) for name, field in _CSL.items() if name in item}
    issued = item.get("issued")
    if isinstance(issued, dict) and (year := re.search(r"\d{4}", json.dumps(issued))):
        told["year"] = year.group()
    authors = item.get("author")
    told["authors"] = [
        _csl_name(name) for name in (authors if isinstance(authors, list) else ()) if isinstance(name, dict)
    ]
    return Converted("", told)


def _chosen(keys: list[str], options: Mapping[str, str]) -> str:
    stem = options["stem"]
    if stem in keys:
        return stem
    if len(keys) != 1 or not options.get("sole"):
        raise ConversionError(f"none of its {len(keys)} entries is called {stem}")
    return keys[0]


def _inverted(name: str) -> str:
    """A name as "Family, Given"; one without a comma has its family name last."""
    words = name.split()
    return name.strip() if "," in name or len(words) < 2 else f"{words[-1]}, {' '.join(words[:-1])}"


def _csl_name(name: dict[str, Any]) -> str:
    parts = [str(name[part]) for part in ("family", "given") if name.get(part)]
    return ", ".join(parts) or str(name.get("literal", ""))
