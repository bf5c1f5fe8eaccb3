"""Places for a picture: a picture control with a drawn placeholder (ECMA-376 part 1, 17.5.2.24 and 20.4.2.8).

What Word, LibreOffice and Google Docs do with them: `docs/word/pictures.md`.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING

from policygen.writers.fills import TITLE_LIMIT
from policygen.writers.ooxml import R, attribute

if TYPE_CHECKING:
    from policygen.writers.page import Page

SIDE = 720_000
"""How wide and high a place for a picture is, in English Metric Units: 2 cm."""

WIDTH = 1134 + 170
"""What a picture and the gap beside it take of a line, in twentieths of a point."""

RELATION = "rId15"
"""The relationship of the placeholder, which all slots of a document share."""

PART = "word/media/slot.png"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"


def slot(page: Page, alternative: str) -> str:
    """Return a place for a picture within a line; `alternative` is what the picture will show, in words."""
    page.slots = True
    said = attribute(alternative)
    number = page.control(f"{page.clause}#picture#{alternative}")
    name = attribute(alternative[:TITLE_LIMIT])
    about = f'<w:alias w:val="{name}"/><w:tag w:val="picture"/><w:id w:val="{number}"/><w:picture/>'
    drawn = page.control(f"{page.clause}#drawing#{alternative}")
    size = f'cx="{SIDE}" cy="{SIDE}"'
    picture = (
        f'<pic:pic xmlns:pic="{_DRAWING}picture"><pic:nvPicPr><pic:cNvPr id="0" name="slot.png"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{RELATION}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic>"
    )
    inline = (
        f'<wp:inline xmlns:wp="{_DRAWING}wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{drawn}" name="Picture" descr="{said}"/>'
        f'<a:graphic xmlns:a="{_DRAWING}main"><a:graphicData uri="{_DRAWING}picture">{picture}</a:graphicData>'
        "</a:graphic></wp:inline>"
    )
    run = f"<w:r><w:drawing>{inline}</w:drawing></w:r>"
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"


def relation() -> dict[str, tuple[str, str]]:
    """Return the relationship of a body that has slots to the placeholder."""
    return {RELATION: (f"{R}/image", PART.removeprefix("word/"))}


@cache
def placeholder() -> bytes:
    """Return the placeholder: a frame with hills and a sun, as PNG (ISO/IEC 15948).

    Its data are stored and not deflated, because deflated bytes differ between builds of zlib.
    """
    rows = b"".join(b"\x00" + bytes(_grey(x, y) for x in range(_PIXELS)) for y in range(_PIXELS))
    header = struct.pack(">IIBBBBB", _PIXELS, _PIXELS, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


_PIXELS = 96
_FRAME, _GROUND, _SKY = 0x8C, 0xC4, 0xF2


def _grey(x: int, y: int) -> int:
    """Return the grey of a pixel: the frame, the sun, two hills, the sky."""
    last = _PIXELS - 1
    if min(x, y, last - x, last - y) < 2:  # noqa: PLR2004 - the frame's width
        return _FRAME
    sun = (x - 66) ** 2 + (y - 30) ** 2 < 81  # noqa: PLR2004 - a radius of nine
    hills = y > 40 + abs(x - 34) and y < last - 12
    more = y > 58 + abs(x - 66) and y < last - 12
    return _GROUND if sun or hills or more else _SKY


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
