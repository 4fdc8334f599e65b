"""What an EPUB or ODT says of the work in its own package, which pandoc gives in another order or not at all."""

import io
import re
import zipfile
from typing import Any

_DC = "{http://purl.org/dc/elements/1.1/}"
_FIELDS = {"title": "title", "date": "year", "language": "language", "publisher": "publisher"}
_LARGEST = 2_000_000


def metadata(data: bytes, kind: str) -> dict[str, Any]:
    """By the names of `Metadata`'s fields, of an archive already looked through; nothing where it says nothing."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        ending = ".opf" if kind == "epub" else "meta.xml"
        name = next((name for name in archive.namelist() if name.endswith(ending)), None)
        if name is None or archive.getinfo(name).file_size > _LARGEST:
            return {}
        try:
            root = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
        except (etree.XMLSyntaxError, ValueError):
            return {}
    told: dict[str, Any] = {}
    for tag, field in _FIELDS.items():
        if field == "year" and kind != "epub":
            continue  # an office program notes when the file was last written
        if (found := root.find(f".//{_DC}{tag}")) is not None and (found.text or "").strip():
            told[field] = found.text
    if year := re.search(r"\d{4}", told.pop("year", "")):
        told["year"] = year.group()
    creators = [creator.text or "" for creator in root.iter(f"{_DC}creator")]
    if authors := [name.strip() for creator in creators for name in creator.split(";") if name.strip()]:
        told["authors"] = authors
    return told
