"""The table styles of the house: Data has a header row, Facts and Answers have their headers in the first column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.writers.style import edge, shade

if TYPE_CHECKING:
    from policygen.writers.look import Brand


def table_styles(brand: Brand) -> str:
    """Return the styles of tables and of no list (ECMA-376 part 1, 17.7.6)."""
    thin = [edge(side, brand.rule, 4, 0) for side in ("top", "bottom", "insideH")]
    firm = edge("top", brand.accent, 12, 0)
    head = _part("firstRow", f"<w:tcPr>{shade(brand.head)}</w:tcPr>")
    band = _part("band2Horz", f"<w:tcPr>{shade(brand.band)}</w:tcPr>")
    answers = _part("lastCol", f"<w:tcPr>{shade(brand.band)}</w:tcPr>")
    inset, flush = _margins(57, 113, 113), _margins(57, 0, 170)
    return (
        _NONE
        + _table("Data", firm + thin[1] + thin[2], inset, head + band)
        + _table("Facts", thin[1] + thin[2], flush, "")
        + _table("Answers", "".join(thin), inset, answers)
    )


def _table(name: str, borders: str, margins: str, parts: str) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="Policy {name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:qFormat/>'
        f'<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>'
        f"{parts}</w:style>"
    )


def _part(name: str, look: str) -> str:
    return f'<w:tblStylePr w:type="{name}">{look}</w:tblStylePr>'


def _margins(up: int, left: int, right: int) -> str:
    sides = (("top", up), ("left", left), ("bottom", up), ("right", right))
    widths = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{widths}</w:tblCellMar>"


_NONE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_margins(0, 108, 108)}</w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
