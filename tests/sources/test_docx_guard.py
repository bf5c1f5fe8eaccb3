"""Word files that are broken, hostile or of another kind: each is refused with a code of its own and what to do."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.errors import PolicygenError
from policygen.sources import docx_guard
from policygen.sources.docx_guard import open_package, package_of
from policygen.sources.docx_reader import read_package
from policygen.writers import docx
from tests.writers import samples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = docx.write(samples.policy())
BODY = "word/document.xml"
BOMB = (
    b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>"""
)
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def with_entry(name: str, data: bytes) -> bytes:
    """Return our file with one more part."""
    made = io.BytesIO(FILE)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


def with_body(body: bytes) -> bytes:
    return samples.with_part(FILE, BODY, lambda _: body)


def locked() -> bytes:
    """Return our file with the flag of a locked part in its directory (APPNOTE 4.4.4)."""
    data = bytearray(FILE)
    place = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, place + 8, struct.unpack_from("<H", data, place + 8)[0] | 1)
    return bytes(data)


def with_a_wrong_byte() -> bytes:
    """Return our file with a byte of the body's packed words changed."""
    with zipfile.ZipFile(io.BytesIO(FILE)) as archive:
        place = archive.getinfo(BODY).header_offset + 300
    return FILE[:place] + bytes([FILE[place] ^ 0xFF]) + FILE[place + 1 :]


def another_archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("photo.txt", "x")
    return made.getvalue()


def crowded() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(docx_guard.MOST_PARTS + 1):
            archive.writestr(f"{number}.txt", "")
    return made.getvalue()


def with_macro_type() -> bytes:
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return samples.with_part(FILE, "[Content_Types].xml", lambda data: data.replace(old, kind))


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing at all": ("docx-not-zip", lambda: b""),
    "a letter in plain text": ("docx-not-zip", lambda: b"Dear governors"),
    "a photograph in an archive": ("docx-not-word", another_archive),
    "a download that stopped": ("docx-truncated", lambda: FILE[: len(FILE) // 2]),
    "a copy without its end": ("docx-truncated", lambda: FILE[:-30]),
    "a wrong byte": ("docx-damaged", with_a_wrong_byte),
    "a body cut short": ("docx-damaged", lambda: with_body(b"<w:document")),
    "a body that nests for ever": ("docx-damaged", lambda: with_body(b"<a>" * 5000 + b"</a>" * 5000)),
    "a file of Word 97": ("docx-old-format", lambda: OLE),
    "a password": ("docx-encrypted", lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    "locked parts": ("docx-encrypted", locked),
    "macros": ("docx-macros", lambda: with_entry("word/vbaProject.bin", b"x")),
    "macros by another name": ("docx-macros", with_macro_type),
    "entities that grow": ("docx-entities", lambda: with_body(BOMB)),
    "an entity from the disk": ("docx-entities", lambda: with_body(OUTSIDE)),
    "entities in a part that nobody reads": ("docx-entities", lambda: with_entry("word/comments9.xml", BOMB)),
    "entities in UTF-16": ("docx-entities", lambda: with_body(BOMB.decode().encode("utf-16"))),
    "a part outside": ("docx-part-name", lambda: with_entry("../../etc/cron.d/x", b"x")),
    "a part at the root": ("docx-part-name", lambda: with_entry("/etc/x", b"x")),
    "a part on a drive": ("docx-part-name", lambda: with_entry("c:\\x", b"x")),
    "a part twice": ("docx-part-name", lambda: with_entry("WORD/document.xml", b"<x/>")),
    "a bomb": ("docx-too-large", lambda: with_entry("word/media/a.bin", bytes(8 << 20))),
    "a crowd of parts": ("docx-too-large", crowded),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_sound_word_file_is_refused(tmp_path: Path, what: str) -> None:
    code, made = REFUSED[what]
    path = tmp_path / "policy.docx"
    path.write_bytes(made())
    with pytest.raises(PolicygenError) as caught:
        read_package(open_package(path))
    [problem] = caught.value.problems
    assert problem.code == code
    assert problem.place.file == str(path)
    assert problem.hint


@pytest.mark.parametrize("name", ["nothing.docx", "."])
def test_what_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(PolicygenError) as caught:
        open_package(tmp_path / name)
    assert [one.code for one in caught.value.problems] == ["is-a-folder" if name == "." else "no-such-file"]


def test_a_file_larger_than_any_policy_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.docx"
    with path.open("wb") as file:
        file.truncate(docx_guard.LARGEST + 1)
    with pytest.raises(PolicygenError, match="docx-too-large"):
        open_package(path)


@settings(max_examples=50)
@given(st.integers(0, len(FILE) - 1), st.binary(min_size=1, max_size=6))
def test_a_file_with_any_bytes_changed_is_read_or_refused(place: int, bytes_: bytes) -> None:
    damaged = FILE[:place] + bytes_ + FILE[place + len(bytes_) :]
    try:
        read = read_package(package_of(damaged, "policy.docx"))
    except PolicygenError as error:
        codes = {one.code[:5] for one in error.problems}
    else:
        codes = {"docx-"} if read.document.clauses else set()
    assert codes == {"docx-"}
