"""A Word file is opened with suspicion: what is damaged, hostile or of another kind is refused before it is read.

The rules are those of ECMA-376 part 2 (Open Packaging Conventions, section 10 and annex C: stored or deflated entries,
names that are unique and lie within the package, no document type in XML) and limits of our own.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from lxml import etree

from policygen.errors import Place, fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygen.errors import PolicygenError

Element = Any
"""An `lxml.etree._Element`; lxml publishes no types."""

MEGABYTE = 1 << 20
LARGEST = 64 * MEGABYTE
LARGEST_INSIDE = 256 * MEGABYTE
LARGEST_TEXT = 64 * MEGABYTE
"""How large a file, all that is in it, and a part that is read may be: a policy with photographs stays far below."""

MOST_PARTS = 5000
HIGHEST_RATIO = 150
"""How often smaller than its contents a part over a megabyte may be: deflated text rarely passes 40."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_NAME = "EncryptedPackage".encode("utf_16_le")
_MACROS = ("vbaproject.bin", "vbadata.xml")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)


class Package:
    """A Word file that passed the guard; its parts are read one by one."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        """Take an archive whose entries have been checked; `name` is the file's, for messages."""
        self.name = name
        self._archive = archive
        self.parts = tuple(one.filename for one in archive.infolist() if not one.is_dir())

    def xml(self, part: str) -> Element | None:
        """Return a part as a tree, or None where there is no such part; `docx-damaged`, `docx-entities` are raised."""
        if part not in self.parts:
            return None
        data = _inflated(self._archive, part, self.name)
        try:
            root = etree.fromstring(data, _PARSER)
        except (etree.XMLSyntaxError, ValueError) as error:
            why = str(error).split("\n", 1)[0][:120]
            raise _refusal("docx-damaged", self.name, f"its part {part} is not well-formed XML: {why}", _MEND) from None
        if root.getroottree().docinfo.doctype:
            raise _entities(self.name, part)
        return root

    def data(self, part: str) -> bytes:
        """Return the bytes of a part that is there; `docx-damaged`, `docx-too-large` are raised."""
        return _inflated(self._archive, part, self.name)

    def under(self, folder: str) -> Iterator[str]:
        """Yield the names of the parts whose names begin with `folder`, in order."""
        return (part for part in sorted(self.parts) if part.startswith(folder))


_MEND = "open it in Word or LibreOffice, let it be repaired, and save it again"


def open_package(path: Path) -> Package:
    """Return the Word file at `path`, checked; PolicygenError says why it is refused.

    Raised: `no-such-file`, `is-a-folder`, `cannot-read`, and the codes that begin with `docx-`.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise _refusal("is-a-folder", name, "this is a folder", "name a Word file in it")
        if (size := path.stat().st_size) > LARGEST:
            raise _too_large(name, f"the file has {size // MEGABYTE} MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise _refusal("no-such-file", name, "there is no such file", "check the spelling and the folder") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise _refusal("cannot-read", name, f"the file cannot be read: {why}", "check that you may open it") from None
    return package_of(data, name)


def package_of(data: bytes, name: str) -> Package:
    """Return a Word file from its bytes, checked; `name` is for messages."""
    _check_beginning(data, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeError):
        raise _refusal(
            "docx-truncated", name, "the file breaks off: the list of its parts is missing", "fetch or save it again"
        ) from None
    _check_entries(archive.infolist(), name)
    _check_parts(archive, name)
    package = Package(archive, name)
    if "word/document.xml" not in package.parts:
        raise _refusal("docx-not-word", name, "there is no Word document in this archive", _AS_DOCX)
    return package


_AS_DOCX = "save it as .docx in Word or LibreOffice"


def _check_beginning(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        if _LOCKED_NAME in data:
            raise _refusal("docx-encrypted", name, "the file is locked with a password", "save it without a password")
        raise _refusal("docx-old-format", name, "this is a file of Word 97 to 2003 (.doc), not a .docx", _AS_DOCX)
    if not data.startswith(b"PK"):
        what = "the file is empty" if not data else "this is not a Word file (.docx)"
        raise _refusal("docx-not-zip", name, what, _AS_DOCX)


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse what the directory of the archive already shows to be hostile."""
    if len(entries) > MOST_PARTS:
        raise _too_large(name, f"it has {len(entries)} parts")
    if sum(one.file_size for one in entries) > LARGEST_INSIDE:
        raise _too_large(name, "its parts are larger than any policy once they are unpacked")
    seen: set[str] = set()
    for one in entries:
        folded = one.filename.casefold()
        outside = folded.startswith("/") or "\\" in folded or ":" in folded or ".." in PurePosixPath(folded).parts
        if outside or folded in seen:
            why = "lies outside the file" if outside else "is there twice"
            raise _refusal("docx-part-name", name, f"its part {one.filename!r:.80} {why}", "do not open this file")
        seen.add(folded)
        if one.flag_bits & 1:
            raise _refusal("docx-encrypted", name, "its parts are locked with a password", "save it without a password")
        if folded.endswith(_MACROS):
            raise _refusal("docx-macros", name, "the file holds macros", "save it as .docx, which holds none")
        if one.file_size > MEGABYTE and one.file_size > HIGHEST_RATIO * max(one.compress_size, 1):
            raise _too_large(name, f"its part {one.filename!r:.80} unpacks to far more than it says")


def _check_parts(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a file of which one part cannot be unpacked, holds a document type, or is declared to be a macro."""
    for one in archive.infolist():
        if not one.filename.casefold().endswith((".xml", ".rels")):
            continue
        data = _inflated(archive, one.filename, name)
        # UTF-16 is allowed (part 2, 9.1.5): without its zero bytes it shows the same letters.
        letters = data.replace(b"\0", b"") if b"\0" in data else data
        if b"<!DOCTYPE" in letters or b"<!ENTITY" in letters:
            raise _entities(name, one.filename)
        if one.filename == "[Content_Types].xml" and b"macroenabled" in letters.lower():
            raise _refusal("docx-macros", name, "the file is one with macros", "save it as .docx, which holds none")


def _inflated(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    try:
        with archive.open(part) as stream:
            data = stream.read(LARGEST_TEXT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise _refusal("docx-damaged", name, f"its part {part!r:.80} is damaged", _MEND) from None
    if len(data) > LARGEST_TEXT:
        raise _too_large(name, f"its part {part!r:.80} is larger than any policy")
    return data


def _too_large(name: str, why: str) -> PolicygenError:
    return _refusal("docx-too-large", name, why, "probably another kind of file; do not open it if you do not know it")


def _entities(name: str, part: str) -> PolicygenError:
    what = f"its part {part!r:.80} declares a document type, which no Word file does"
    return _refusal("docx-entities", name, what, "do not open this file")


def _refusal(code: str, name: str, message: str, hint: str) -> PolicygenError:
    return fail(code, message, Place(name), hint=hint)
