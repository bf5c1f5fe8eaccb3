"""A chart of steps as Word's own shapes: one group in the line of text, its alternative text, and the list beneath.

DrawingML of ECMA-376 part 1 (section 20.4.2.8, `wp:inline`), with groups and shapes of [MS-ODRAWXML] 2.22 and 2.29 in
`mc:AlternateContent` (part 3, section 10). A reader that does not know them shows nothing here and the list beneath.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.model import Span
from policygen.text import spans_text, word
from policygen.writers.flow import HANG, HEAD_ROOM, INSET, LEADING, Place, charts
from policygen.writers.letters import lines, measured
from policygen.writers.look import BOXES, BRAND
from policygen.writers.ooxml import attribute, paragraph, plain, text

if TYPE_CHECKING:
    from policygen.model import Flow
    from policygen.writers.flow import Chart, Shape
    from policygen.writers.look import Brand
    from policygen.writers.page import Page

_EMU = 635
"""English Metric Units in a twentieth of a point (20.1.2.1)."""

_OFFICE = "http://schemas.microsoft.com/office/word/2010/"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_SPACES = (
    f'xmlns:wp="{_DRAWING}wordprocessingDrawing" xmlns:a="{_DRAWING}main"'
    f' xmlns:wpg="{_OFFICE}wordprocessingGroup" xmlns:wps="{_OFFICE}wordprocessingShape"'
)
_LARGE = 6000
"""From this height on, in twentieths of a point, what stands beneath a chart begins on the next page."""

_CORNER = 90
"""How far a box's corner is round; words stand clear of the bend, by 0.29 of that (presetShapeDefinitions.xml)."""
_BEND = 26

_TITLE, _UNDER = 26, 120
"""The size of a title in half points, and the room beneath it."""

_FACE = f'<w:rFonts w:ascii="{BRAND.font}" w:hAnsi="{BRAND.font}" w:cs="{BRAND.font}"/>'
"""Boxes are made as high as their words need in the house's font; words in a wider one would be cut."""

_EMERGENCY = BOXES["emergency"]
_WHITE = "FFFFFF"


def figure(page: Page, flow: Flow) -> str:
    """Return the chart, and its title with the words that lead to the list beneath it.

    The title is drawn in the chart too: LibreOffice 7.4 does not always keep a paragraph with a chart after it.
    """
    made = charts(flow, page.room)
    titles = [flow.title, *[""] * len(made)]
    drawn = "".join(
        [paragraph("Figure", _group(page, flow, one, title)) for one, title in zip(made, titles, strict=False)]
    )
    apart = "<w:pageBreakBefore/>" if made and made[-1].height > _LARGE else ""
    lead = f"{flow.title}\n" * bool(flow.title) + word(page.document, "flow_steps")
    return drawn + paragraph("FigureTitle", plain(lead), apart)


def _group(page: Page, flow: Flow, chart: Chart, title: str) -> str:
    named, top = _title(page, title) if title else ("", 0)
    wide, high = page.room.width * _EMU, (chart.height + top) * _EMU
    boxes = "".join([_box(page, shape, chart, top) for shape in chart.shapes])
    arrows = "".join([_arrow(page, place, top) for place in chart.arrows])
    name = attribute(flow.title or page.caption)
    extent = f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/>'
    inner = f'<a:chOff x="0" y="0"/><a:chExt cx="{wide}" cy="{high}"/>'
    return (
        f'<w:r><mc:AlternateContent {_SPACES}><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{page.bookmark()}" name="{name}" descr="{attribute(_said(page, flow, chart))}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_OFFICE}wordprocessingGroup"><wpg:wgp>'
        f"<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{extent}{inner}</a:xfrm></wpg:grpSpPr>{named}{arrows}{boxes}"
        "</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback/>"
        "</mc:AlternateContent></w:r>"
    )


def _title(page: Page, title: str) -> tuple[str, int]:
    """Return the title as words in the chart, and how far they push the rest down."""
    width = page.room.width
    high = lines(measured([(title, True)]), _TITLE, width) * _TITLE * LEADING
    said = _run(Span(title, strong=True), _TITLE, page.brand.accent, page.brand)
    words = f"<w:p><w:pPr>{_line(_TITLE * LEADING)}</w:pPr>{said}</w:p>"
    shape = (
        f"<wps:wsp>{_named(page, 'Title')}<wps:cNvSpPr/><wps:spPr>{_frame(Place(0, 0, width, high), 0)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp>'
    )
    return shape, high + _UNDER


def _said(page: Page, flow: Flow, chart: Chart) -> str:
    """Return the alternative text: what it is, where it stands in words, and the steps of its main line."""
    steps = [f"{shape.number}. {spans_text(shape.spans).strip()}" for shape in chart.shapes if shape.number]
    return " ".join([f"{flow.title or page.caption}.", word(page.document, "flow_alt"), *steps])


def _box(page: Page, shape: Shape, chart: Chart, top: int) -> str:
    fill, edge, ink, width = _colours(shape, page.brand)
    hang = f'<w:ind w:left="{HANG}" w:hanging="{HANG}"/>' if shape.number else ""
    number = _run(Span(f"{shape.number}\t", strong=True), chart.size, ink, page.brand) if shape.number else ""
    words = "".join([_run(span, chart.size, ink, page.brand) for span in shape.spans if span.text])
    side, edge_room = (INSET - _BEND) * _EMU, (HEAD_ROOM - _BEND) * _EMU
    inset = f'lIns="{side}" tIns="{edge_room}" rIns="{side}" bIns="{edge_room}"'
    corner = _CORNER * 100_000 // max(min(shape.place.width, shape.place.height), 1)
    return (
        f"<wps:wsp>{_named(page, 'Box')}<wps:cNvSpPr/><wps:spPr>{_frame(shape.place, top)}"
        f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {corner}"/></a:avLst></a:prstGeom>'
        f'{_paint(fill)}<a:ln w="{width}">{_paint(edge)}</a:ln></wps:spPr><wps:txbx><w:txbxContent>'
        f"<w:p><w:pPr>{_line(chart.leading)}{hang}</w:pPr>{number}{words}</w:p></w:txbxContent></wps:txbx>"
        f'<wps:bodyPr rot="0" vert="horz" wrap="square" {inset} anchor="ctr" anchorCtr="0"><a:noAutofit/></wps:bodyPr>'
        "</wps:wsp>"
    )


def _colours(shape: Shape, brand: Brand) -> tuple[str, str, str, int]:
    """Return ground, edge and ink of a box, and the width of its edge; danger has a wider edge, not a colour alone."""
    if shape.danger:
        ground, ink = (_EMERGENCY.bar, _WHITE) if shape.number else (_EMERGENCY.ground, brand.ink)
        return ground, _EMERGENCY.bar, ink, 28575
    return (brand.head if shape.number else _WHITE), brand.accent, brand.ink, 12700


def _arrow(page: Page, place: Place, top: int) -> str:
    return (
        f"<wps:wsp>{_named(page, 'Arrow')}<wps:cNvCnPr/><wps:spPr>{_frame(place, top)}"
        '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        f'<a:ln w="22225">{_paint(page.brand.accent)}<a:tailEnd type="triangle" w="med" len="med"/></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp>"
    )


def _named(page: Page, kind: str) -> str:
    number = page.bookmark()
    return f'<wps:cNvPr id="{number}" name="{kind} {number}"/>'


def _line(height: int) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'


def _frame(place: Place, down: int) -> str:
    left, top, width, height = (one * _EMU for one in place)
    return f'<a:xfrm><a:off x="{left}" y="{top + down * _EMU}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _paint(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _run(span: Span, size: int, ink: str, brand: Brand) -> str:
    colour, ground = (
        (brand.ink, f'<w:shd w:val="clear" w:color="auto" w:fill="{brand.gap}"/>') if span.todo else (ink, "")
    )
    look = _FACE + "<w:b/><w:bCs/>" * (span.strong or span.todo) + "<w:i/><w:iCs/>" * span.emphasis
    look += f'<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{ground}'
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text(span.text)}</w:t></w:r>'
