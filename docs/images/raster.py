"""Pictures as rows of pixels: read from pdftoppm, cut to what is drawn, set side by side, written as a small PNG."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WHITE = b"\xff\xff\xff"
EDGE = b"\xc8\xd0\xd6"
COLOURS = 40
"""As many as text on tinted grounds needs; more make a file larger, and nobody sees them."""


@dataclass(frozen=True)
class Picture:
    """Rows of pixels, three bytes each, all of one width."""

    width: int
    rows: tuple[bytes, ...]


def read(file: Path) -> Picture:
    """Return the picture in a PPM file as pdftoppm writes it (P6, 8 bits a colour)."""
    kind, size, most, data = file.read_bytes().split(b"\n", 3)
    if (kind, most) != (b"P6", b"255"):
        raise ValueError(f"{file} is no PPM file of 8 bits a colour")
    width, height = map(int, size.split())
    return Picture(width, tuple(data[3 * width * row : 3 * width * (row + 1)] for row in range(height)))


def cut(picture: Picture, left: float, top: float, right: float, bottom: float) -> Picture:
    """Return the part of a picture between fractions of its width and height."""
    first, last = round(picture.width * left), round(picture.width * right)
    high = len(picture.rows)
    rows = picture.rows[round(high * top) : round(high * bottom)]
    return Picture(last - first, tuple(row[3 * first : 3 * last] for row in rows))


def bands(picture: Picture) -> list[tuple[int, int]]:
    """Return where something is drawn: runs of rows that are not white, each as its first row and the one after."""
    blank = WHITE * picture.width
    found: list[tuple[int, int]] = []
    for place, row in enumerate(picture.rows):
        if row == blank:
            continue
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def inked(picture: Picture, *, headed: bool = True) -> Picture:
    """Return the rows from the first to the last on which something is drawn; without the heading's if not `headed`."""
    drawn = bands(picture)[0 if headed else 1 :]
    return Picture(picture.width, picture.rows[drawn[0][0] : drawn[-1][1]])


def framed(picture: Picture, room: int = 14) -> Picture:
    """Return a picture with room around it and a thin line around that."""
    width = picture.width + 2 * room
    blank, beside = WHITE * width, WHITE * room
    rows = [*[blank] * room, *(beside + row + beside for row in picture.rows), *[blank] * room]
    line = EDGE * (width + 2)
    return Picture(width + 2, (line, *(EDGE + row + EDGE for row in rows), line))


def side_by_side(pictures: Sequence[Picture], gap: int = 16) -> Picture:
    """Return pictures of one height in a row."""
    rows = zip(*(picture.rows for picture in pictures), strict=True)
    width = sum(picture.width for picture in pictures) + gap * (len(pictures) - 1)
    return Picture(width, tuple((WHITE * gap).join(row) for row in rows))


def png(picture: Picture) -> bytes:
    """Return a picture as a PNG with a palette of its commonest colours (ISO/IEC 15948, colour type 3)."""
    pixels = [[row[at : at + 3] for at in range(0, len(row), 3)] for row in picture.rows]
    every = Counter(pixel for row in pixels for pixel in row)
    palette = [colour for colour, _ in every.most_common(COLOURS)]
    index = {colour: min(range(len(palette)), key=lambda at, c=colour: _apart(c, palette[at])) for colour in every}
    lines = b"".join(b"\0" + bytes(index[pixel] for pixel in row) for row in pixels)
    header = struct.pack(">IIBBBBB", picture.width, len(pixels), 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _apart(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
