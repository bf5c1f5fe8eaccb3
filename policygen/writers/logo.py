"""An organisation's logo above the title of a Word file (ECMA-376 part 1, 20.4.2.8; an SVG by [MS-ODRAWXML] 2.3.3).

What Word, LibreOffice and Google Docs do with it: `docs/word/house-style.md`.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from policygen.writers.ooxml import R, attribute, paragraph

if TYPE_CHECKING:
    from policygen.model import Logo

_EMU_CM = 360_000
_HIGHEST, _WIDEST = 2.2, 7.0
"""The room for a logo in centimetres; one that is not so long and thin is drawn as high as this."""
_SMALL = 0.6

_PICTURE, _DRAWING = "rId16", "rId17"
_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def centimetres(logo: Logo, *, small: bool = False) -> tuple[float, float]:
    """Return how wide and high a logo is drawn: by its own proportions, as large as its room allows.

    A `small` one leaves the page to what it stands above.
    """
    scale = min(_WIDEST / logo.width, _HIGHEST / logo.height) * (_SMALL if small else 1)
    return logo.width * scale, logo.height * scale


def media(logo: Logo) -> dict[str, bytes]:
    """Return the parts of a Word file that hold the logo; beside an SVG stands the PNG for programs without SVG."""
    if logo.kind == "svg":
        return {"word/media/logo.png": logo.drawn, "word/media/logo.svg": logo.data}
    return {f"word/media/logo.{logo.kind}": logo.data}


def relations(logo: Logo) -> dict[str, tuple[str, str]]:
    """Return what the body is related to for its logo."""
    names = [name.removeprefix("word/") for name in media(logo)]
    return {number: (f"{R}/image", name) for number, name in zip((_PICTURE, _DRAWING), names, strict=False)}


def logo_paragraph(logo: Logo, alternative: str, number: int, *, small: bool = False) -> str:
    """Return the logo as a paragraph of its own; `alternative` is the name of the organisation."""
    wide, high = (round(length * _EMU_CM) for length in centimetres(logo, small=small))
    size = f'cx="{wide}" cy="{high}"'
    vector = (
        f'<a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG_SPACE}" r:embed="{_DRAWING}"/>'
        "</a:ext></a:extLst>"
    )
    blip = f'<a:blip r:embed="{_PICTURE}">{vector if logo.kind == "svg" else ""}</a:blip>'
    picture = (
        f'<pic:pic xmlns:pic="{_SPACE}picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="Logo"/><pic:cNvPicPr>'
        f'<a:picLocks noChangeAspect="1"/></pic:cNvPicPr></pic:nvPicPr><pic:blipFill>{blip}<a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    inline = (
        f'<wp:inline xmlns:wp="{_SPACE}wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="Logo" descr="{attribute(alternative)}"/>'
        f'<a:graphic xmlns:a="{_SPACE}main"><a:graphicData uri="{_SPACE}picture">{picture}</a:graphicData></a:graphic>'
        "</wp:inline>"
    )
    return paragraph("Logo", f"<w:r><w:drawing>{inline}</w:drawing></w:r>")


def data_address(logo: Logo) -> str:
    """Return the logo as an address that holds it (RFC 2397); as an image a browser runs nothing in it."""
    kind = "svg+xml" if logo.kind == "svg" else logo.kind
    return f"data:image/{kind};base64,{b64encode(logo.data).decode()}"


def as_svg(logo: Logo) -> str:
    """Return the logo as the text of an SVG, in which a PNG or JPEG is embedded."""
    if logo.kind == "svg":
        return logo.data.decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{logo.width}" height="{logo.height}">'
        f'<image width="{logo.width}" height="{logo.height}" href="{data_address(logo)}"/></svg>'
    )
