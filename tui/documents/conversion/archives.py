"""ZIP archives (DOCX, ODT, EPUB) are looked through before a converter gets them: by what really comes out of them,
member by member, in memory. Nothing is unpacked to disk, and what an archive says of its own sizes is not believed."""

import io
import re
import zipfile
import zlib

from tui.documents.conversion.converted import ConversionError

MEMBERS = 5_000
TOTAL = 200_000_000
MEMBER = 100_000_000
RATIO = 200
"""How many bytes one packed byte may become, from `RATIO_FROM` bytes of a member on."""
RATIO_FROM = 1_000_000
_PIECE = 1 << 16
# In UTF-8 and UTF-16; no part of a text has reason to declare some.
_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y\0?[ \t\r\n]")
_NESTED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ")


def checked(data: bytes) -> dict[str, str]:
    """Look through an archive.

    Returns:
        its members' names, each with its text where it is `mimetype`.

    Raises:
        ConversionError: it is no sound archive, or one made to harm.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS:
                raise ConversionError(f"this archive has {len(members):,} members; no text has more than {MEMBERS:,}")
            return _members(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        if isinstance(error, ConversionError):
            raise
        raise ConversionError("this ZIP archive is damaged or locked with a password") from None


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, str]:
    names: dict[str, str] = {}
    total = 0
    for member in members:
        name = member.filename
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":":
            raise ConversionError("this archive has a member that would lie outside of it; it is damaged or hostile")
        if name in names:
            raise ConversionError("this archive has two members of one name; it is damaged or hostile")
        length, head = _inflated(archive, member, TOTAL - total)
        total += length
        if head.startswith(_NESTED) and not name.lower().endswith((".ttf", ".otf", ".woff", ".woff2")):
            raise ConversionError("this archive has another archive in it; texts have none")
        names[name] = head.decode("ascii", "replace").strip() if name == "mimetype" else ""
    return names


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> tuple[int, bytes]:
    """How many bytes a member becomes, and the first of them."""
    length, head, last = 0, b"", b""
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            head = head or piece[:256]
            if _ENTITY.search(last + piece):
                raise ConversionError(
                    "a part of this file declares XML entities, by which a small file becomes a huge one"
                )
            last = piece[-32:]
            length += len(piece)
            if length > min(left, MEMBER):
                raise ConversionError(
                    f"this archive becomes more than {TOTAL // 1_000_000} MB when unpacked; it is no text"
                )
            if length > RATIO_FROM and length > RATIO * max(member.compress_size, 1):
                raise ConversionError(
                    f"a member of this archive grows more than {RATIO} times when unpacked; it is no text"
                )
    return length, head
