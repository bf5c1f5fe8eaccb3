"""A zip written so that the same parts always give the same bytes (APPNOTE.TXT 6.3.3, sections 4.3.7 to 4.3.16)."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_MADE_BY = 20
_DEFLATED = 8
_MIDNIGHT = 0
_FIRST_DAY = (1 << 5) | 1
"""1 January 1980, the first day that a zip can name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive, already deflated."""

    name: str
    data: bytes
    size: int
    crc: int

    def named(self, name: str) -> Entry:
        """Return the same content under another name."""
        return Entry(name, self.data, self.size, self.crc)


def entry(name: str, content: bytes, level: int) -> Entry:
    """Return `content` as a deflated file called `name` (an ASCII path)."""
    press = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Entry(name, press.compress(content) + press.flush(), len(content), zlib.crc32(content))


def archive(entries: Iterable[Entry]) -> bytes:
    """Return the bytes of a zip that holds the entries in the order given, each dated 1 January 1980."""
    files: list[bytes] = []
    index: list[bytes] = []
    offset = 0
    for item in entries:
        name = item.name.encode("ascii")
        about = (_MADE_BY, 0, _DEFLATED, _MIDNIGHT, _FIRST_DAY, item.crc, len(item.data), item.size, len(name), 0)
        files += (_LOCAL.pack(b"PK\3\4", *about), name, item.data)
        index += (_CENTRAL.pack(b"PK\1\2", _MADE_BY, *about, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(item.data)
    directory = b"".join(index)
    count = len(index) // 2
    return b"".join((*files, directory, _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), offset, 0)))
