"""A logo is opened with suspicion: only a whole PNG or JPEG of sensible size passes, or a still SVG.

PNG is read by ISO/IEC 15948 (sections 5.3 and 11), JPEG by ITU-T T.81 (annex B), SVG by W3C SVG 2, of which only what
stands still and comes from the file itself is allowed.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from policygen.model import Logo

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 2 << 20
"""Bytes of a logo: each document of the pack carries it."""

MOST_PIXELS = 16_000_000
"""Pixels of a logo: on paper four centimetres high it never needs a tenth of that."""

LONGEST = 12
"""How many times longer than wide, or wider than long, a logo may be."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PIECE = 1 << 20


class LogoError(Exception):
    """A file is no logo that can be used: the code of the problem, what is wrong, what to do."""

    def __init__(self, code: str, why: str, hint: str) -> None:
        super().__init__(why)
        self.code, self.why, self.hint = code, why, hint


_AGAIN = "save it again as PNG in any program for pictures"
_SMALLER = "save it smaller: 1000 pixels wide is plenty"


def read_logo(path: Path) -> Logo:
    """Return the logo in the file at `path`; raises LogoError, which says why it cannot be used, and OSError."""
    size = path.stat().st_size
    if size > LARGEST:
        raise LogoError("logo-too-large", f"it has {size / (1 << 20):.1f} MB, and 2 MB is the most", _SMALLER)
    return logo_of(path.read_bytes())


def logo_of(data: bytes) -> Logo:
    """Return the logo that a file's bytes hold; raises LogoError, which says why it cannot be used."""
    if not data:
        raise LogoError("logo-damaged", "the file is empty", "fetch or save it again")
    if data.startswith(_PNG):
        logo = _png(data)
    elif data.startswith(_JPEG):
        logo = _jpeg(data)
    elif b"<svg" in data[:4096] or data.lstrip()[:5] == b"<?xml":
        from policygen.sources.brand_svg import read_svg  # noqa: PLC0415 - lxml is slow to import, and most have no SVG

        logo = read_svg(data)
    else:
        raise LogoError("logo-not-an-image", "it is no PNG, JPEG or SVG picture", _AGAIN)
    return _sensible(logo)


def _sensible(logo: Logo) -> Logo:
    wide, high = logo.width, logo.height
    if wide < 1 or high < 1:
        raise LogoError("logo-damaged", "it has no width or no height", _AGAIN)
    if max(wide, high) > LONGEST * min(wide, high):
        raise LogoError("logo-shape", f"it is {wide} by {high}: too long and thin for a page", "use one less drawn out")
    return logo


def _not_too_many(wide: int, high: int) -> None:
    if wide * high > MOST_PIXELS:
        said = f"it has {wide} by {high} pixels ({wide * high / 1e6:.0f} megapixels), and 16 megapixels is the most"
        raise LogoError("logo-too-large", said, _SMALLER)


class _Chunk(NamedTuple):
    name: bytes
    data: bytes


def _png(data: bytes) -> Logo:
    """Return a PNG after its chunks were held against their sums and its data unpacked to the length they must have."""
    chunks = _chunks(data)
    if not chunks or chunks[0].name != b"IHDR" or len(chunks[0].data) != 13 or chunks[-1].name != b"IEND":  # noqa: PLR2004 - 11.2.1
        raise _damaged("PNG")
    wide, high, depth, colour, _method, _filter, laced = struct.unpack(">IIBBBBB", chunks[0].data)
    _not_too_many(wide, high)
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colour, 0)
    least = high * ((wide * samples * depth + 7) // 8 + 1)
    got = _unpacked(b"".join(chunk.data for chunk in chunks if chunk.name == b"IDAT"), 2 * least + _PIECE)
    if not samples or got < least or (got != least and not laced):
        raise _damaged("PNG")
    return Logo("png", data, wide, high)


def _chunks(data: bytes) -> list[_Chunk]:
    found: list[_Chunk] = []
    place = len(_PNG)
    while place + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise _damaged("PNG")
        body = data[place + 8 : end - 4]
        if struct.unpack_from(">I", data, end - 4)[0] != zlib.crc32(name + body):
            raise _damaged("PNG")
        found.append(_Chunk(name, body))
        place = end
        if name == b"IEND":
            break
    return found


def _unpacked(data: bytes, most: int) -> int:
    """Return how many bytes deflated data unpack to, without keeping them; no more than `most` are unpacked."""
    press, total = zlib.decompressobj(), 0
    try:
        while data and total <= most:
            total += len(press.decompress(data, _PIECE))
            data = press.unconsumed_tail
    except zlib.error:
        raise _damaged("PNG") from None
    return total


_FRAMES = frozenset((0xC0, 0xC1, 0xC2, 0xC3))
_STARTS_DATA, _END = 0xDA, b"\xff\xd9"


def _jpeg(data: bytes) -> Logo:
    """Return a JPEG whose markers lead to its frame and its data, and which ends as it should."""
    place, size = 2, (0, 0)
    while place + 4 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - a marker
        marker, length = data[place + 1], struct.unpack_from(">H", data, place + 2)[0]
        if marker == 0xFF:  # noqa: PLR2004 - a fill byte
            place += 1
            continue
        if marker in _FRAMES and place + 9 <= len(data):
            high, wide = struct.unpack_from(">HH", data, place + 5)
            size = (wide, high)
            _not_too_many(wide, high)
        if marker == _STARTS_DATA and all(size) and _END in data[place:]:
            return Logo("jpeg", data, *size)
        place += 2 + length
    raise _damaged("JPEG")


def _damaged(kind: str) -> LogoError:
    return LogoError("logo-damaged", f"the {kind} picture is damaged or not whole", "fetch or save it again")
