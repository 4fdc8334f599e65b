"""A file of another format becomes Markdown: the child is called, and a fault told with the file's name."""

from tui.documents.conversion.calling import converted
from tui.documents.conversion.converted import ConversionError, Converted
from tui.documents.conversion.formats import Format
from tui.documents.errors import DocumentError

_LARGEST = 500_000_000


def convert(data: bytes, format_: Format, name: str, *, head: bool = False) -> Converted:
    """Convert a file; with `head`, no more than its first pages, where the format has some.

    Raises:
        DocumentError: it can't be converted; the line names the file and says why.
    """
    if len(data) > _LARGEST:
        raise DocumentError(f"{name}: it has more than {_LARGEST // 1_000_000} MB; no text has that many")
    options = {"reader": format_.reader, "head": "yes" if head else ""}
    if "pandoc" in format_.worker:
        from tui.documents.conversion.converters import pandoc

        options["pandoc"] = pandoc()
    try:
        return converted(format_.worker, data, format_.limits, options)
    except ConversionError as error:
        raise DocumentError(f"{name}: {error}") from None
