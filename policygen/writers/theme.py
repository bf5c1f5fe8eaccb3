"""The theme part: the house's colours and font, where Word's menus look for them (ECMA-376 part 1, section 20.1.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.writers.look import BOXES, Brand
from policygen.writers.ooxml import HEAD

if TYPE_CHECKING:
    from collections.abc import Mapping

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="{{}}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_xml(brand: Brand) -> str:
    """Return word/theme/theme1.xml."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _colours(brand).items())
    face = f'<a:latin typeface="{brand.font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    lines = "".join(_LINE.format(width) for width in (6350, 12700, 19050))
    return (
        f'{HEAD}<a:theme xmlns:a="{_A}" name="Policy"><a:themeElements>'
        f'<a:clrScheme name="Policy">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Policy"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Policy"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _colours(brand: Brand) -> Mapping[str, str]:
    accents = (
        brand.accent,
        BOXES["do"].bar,
        BOXES["emergency"].bar,
        BOXES["children"].bar,
        BOXES["draft"].bar,
        brand.quiet,
    )
    return (
        {"dk1": brand.ink, "lt1": "FFFFFF", "dk2": brand.accent, "lt2": brand.head}
        | {f"accent{place}": colour for place, colour in enumerate(accents, 1)}
        | {"hlink": brand.link, "folHlink": BOXES["children"].bar}
    )
