"""The styles of the house: word/styles.xml (ECMA-376 part 1, section 17.7)."""

from __future__ import annotations

from policygen.writers.look import BOXES, Brand, Look, box_style
from policygen.writers.ooxml import HEAD, W

TEXT_WIDTH = 9298
"""The width of text on the page in twentieths of a point: A4 less its margins."""

NUMBER_WIDTH = 680
"""How far a numbered heading hangs, so that every heading's words begin at one edge."""

ITEM = 397
"""How far each level of a list moves in."""

BOX_INSET = 227
"""How far the words of a box stand from its bar."""

HEADINGS, BULLETS, NUMBERS, BOX_BULLETS = 1, 2, 3, 4
"""The numbering that styles and boxes use (word/numbering.xml)."""


def styles_xml(brand: Brand, look: Look) -> str:
    """Return word/styles.xml for a look."""
    parts = (
        _defaults(brand, look), _LATENT, _text_styles(brand, look), _heading_styles(brand, look), _list_styles(),
        _front_styles(brand, look), _contents_styles(brand, look), _edge_styles(brand), _box_styles(look),
        _character_styles(brand), _table_styles(brand),
    )  # fmt: skip
    return f'{HEAD}<w:styles xmlns:w="{W}">{"".join(parts)}</w:styles>'


_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
    ' w:defQFormat="0" w:count="376"/>'
)


def _defaults(brand: Brand, look: Look) -> str:
    font = f'w:ascii="{brand.font}" w:hAnsi="{brand.font}" w:eastAsia="{brand.font}" w:cs="{brand.font}"'
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {font}/><w:color w:val="{brand.ink}"/>{_size(look.body)}'
        f'<w:lang w:val="{look.language}" w:eastAsia="{look.language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing(0, 140, 276)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _style(kind: str, name: str, *, style_id: str = "", based: str = "", after: str = "", p: str = "", r: str = "") -> str:
    """Return one style; its id is its name without spaces unless told."""
    style_id = style_id or name.title().replace(" ", "")
    default = ' w:default="1"' if style_id in {"Normal", "TableNormal", "DefaultParagraphFont"} else ""
    said = (
        f'<w:basedOn w:val="{based}"/>' * bool(based), f'<w:next w:val="{after}"/>' * bool(after),
        '<w:uiPriority w:val="1"/><w:unhideWhenUsed/><w:qFormat/>',
        f"<w:pPr>{p}</w:pPr>" * bool(p), f"<w:rPr>{r}</w:rPr>" * bool(r),
    )  # fmt: skip
    return f'<w:style w:type="{kind}"{default} w:styleId="{style_id}"><w:name w:val="{name}"/>{"".join(said)}</w:style>'


def _paragraph(name: str, based: str = "Normal", *, style_id: str = "", after: str = "", p: str = "", r: str = "") -> str:
    return _style("paragraph", name, style_id=style_id, based=based, after=after, p=p, r=r)


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _spacing(before: int, after: int, line: int = 0) -> str:
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def _bold(colour: str, half_points: int) -> str:
    return f'<w:b/><w:bCs/><w:color w:val="{colour}"/>{_size(half_points)}'


def _text_styles(brand: Brand, look: Look) -> str:
    return (
        _style("paragraph", "Normal", p="<w:widowControl/>")
        + _paragraph("Table Text", p=_spacing(50, 50, 259))
        + _paragraph("Table Heading", "TableText", p="<w:keepNext/>", r=_bold(brand.accent, look.body))
        + _paragraph("Field Label", "TableText", p=_spacing(70, 70))
        + _paragraph("Field", "TableText", p=_spacing(70, 70))
        + _paragraph("Table End", p=_spacing(0, 0, 120), r=_size(8))
    )


def _heading_styles(brand: Brand, look: Look) -> str:
    def heading(level: int, before: int, after: int, half_points: int) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{HEADINGS}"/></w:numPr>' if look.numbered else ""
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        p = f"<w:keepNext/><w:keepLines/>{number}{_spacing(before, after, 252)}{outline}"
        return _paragraph(f"heading {level}", style_id=f"Heading{level}", after="Normal", p=p, r=_bold(brand.accent, half_points))

    return heading(1, 440, 120, look.body + 10) + heading(2, 280, 100, look.body + 3)


def _list_styles() -> str:
    def item(name: str, numbering: int, level: int) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
        return _paragraph(name, p=f"{number}{_spacing(0, 90)}")

    def more(name: str, level: int) -> str:
        return _paragraph(name, p=f'{_spacing(0, 90)}<w:ind w:left="{ITEM * level}"/>')

    return (
        item("List Bullet", BULLETS, 0) + item("List Bullet 2", BULLETS, 1) + item("List Number", NUMBERS, 0)
        + item("List Number 2", NUMBERS, 1) + more("List Continue", 1) + more("List Continue 2", 2)
    )  # fmt: skip


def _front_styles(brand: Brand, look: Look) -> str:
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="{brand.accent}"/></w:pBdr>'
    return (
        _paragraph("Organisation", after="Title", p=_spacing(0, 60), r=_bold(brand.quiet, 26))
        + _paragraph("Title", after="Summary", p=f"<w:keepNext/>{line}{_spacing(0, 240, 240)}", r=_bold(brand.accent, 56))
        + _paragraph("Summary", p=_spacing(0, 240, 288), r=f'<w:color w:val="{brand.quiet}"/>{_size(look.body + 4)}')
        + _paragraph("Status", p=_spacing(0, 160), r=_bold(BOXES["draft"].bar, 28))
    )


def _contents_styles(brand: Brand, look: Look) -> str:
    def entry(level: int, left: int) -> str:
        tab = f'<w:tabs><w:tab w:val="left" w:pos="{NUMBER_WIDTH + left}"/></w:tabs>'
        hang = f'<w:ind w:left="{NUMBER_WIDTH + left}" w:hanging="{NUMBER_WIDTH}"/>' if look.numbered else ""
        hang = hang or f'<w:ind w:left="{left}"/>'
        return _paragraph(f"toc {level}", style_id=f"TOC{level}", p=tab + _spacing(0, 60, 259) + hang)

    title = _paragraph("TOC Heading", style_id="TOCHeading", after="Normal", p="<w:keepNext/>" + _spacing(360, 120),
                       r=_bold(brand.accent, look.body + 6))  # fmt: skip
    return title + entry(1, 0) + entry(2, NUMBER_WIDTH)


def _edge_styles(brand: Brand) -> str:
    """Return the styles of what stands at the top and foot of every page."""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    small = f'<w:color w:val="{brand.quiet}"/>{_size(19)}'
    line = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{brand.rule}"/></w:pBdr>'
    return (
        _paragraph("header", style_id="Header", p=tab + _spacing(0, 0, 240), r=small)
        + _paragraph("footer", style_id="Footer", p=tab + _spacing(0, 0, 252), r=small)
        + _paragraph("Footer Top", "Footer", p=line)
    )


def _box_styles(look: Look) -> str:
    """Return two styles a kind of box: its text and its label; borders of the ground's colour are its inner margin."""

    def box(kind: str) -> str:
        bar, ground = BOXES[kind].bar, BOXES[kind].ground
        edge = f'w:val="single" w:sz="4" w:color="{ground}"'
        sides = (
            f'<w:top {edge} w:space="5"/><w:left w:val="single" w:sz="36" w:space="8" w:color="{bar}"/>'
            f'<w:bottom {edge} w:space="5"/><w:right {edge} w:space="8"/><w:between {edge} w:space="3"/>'
        )
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
        inset = f'<w:ind w:left="{BOX_INSET}" w:right="{BOX_INSET}"/>'
        style = box_style(kind)
        p = f"<w:keepLines/><w:pBdr>{sides}</w:pBdr>{shade}{_spacing(0, 0, 276)}{inset}"
        label = _paragraph(f"Box {kind} label", style, style_id=style + "Label", after=style, p="<w:keepNext/>",
                           r=_bold(bar, look.body + 1))  # fmt: skip
        return _paragraph(f"Box {kind}", style_id=style, p=p) + label

    return "".join(map(box, BOXES))


def _character_styles(brand: Brand) -> str:
    def character(name: str, look: str, style_id: str = "") -> str:
        return _style("character", name, style_id=style_id, based="DefaultParagraphFont", r=look)

    return (
        _style("character", "Default Paragraph Font")
        + character("Strong", "<w:b/><w:bCs/>")
        + character("Emphasis", "<w:i/><w:iCs/>")
        + character("Hyperlink", f'<w:color w:val="{brand.link}"/><w:u w:val="single"/>')
        + character("To Complete", f'<w:b/><w:bCs/><w:shd w:val="clear" w:color="auto" w:fill="{brand.gap}"/>')
        + character("Placeholder Text", f'<w:color w:val="{brand.quiet}"/>')
    )


def _table_styles(brand: Brand) -> str:
    def table(name: str, borders: str, cells: str, special: str) -> str:
        about = f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:qFormat/><w:tblPr><w:tblStyleRowBandSize w:val="1"/>'
        return (
            f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="Policy {name}"/>{about}'
            f"<w:tblBorders>{borders}</w:tblBorders>{cells}</w:tblPr>{special}</w:style>"
        )

    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{brand.rule}"'
    firm = f'w:val="single" w:sz="12" w:space="0" w:color="{brand.accent}"'
    margin = _margins(57, 113)
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto"'
        f' w:fill="{brand.head}"/></w:tcPr></w:tblStylePr>'
    )
    band = f'<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{brand.band}"/></w:tcPr></w:tblStylePr>'
    first = f'<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/><w:color w:val="{brand.accent}"/></w:rPr></w:tblStylePr>'
    answer = f'<w:tblStylePr w:type="lastCol"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{brand.band}"/></w:tcPr></w:tblStylePr>'
    normal = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        f'<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_margins(0, 108)}</w:tblPr></w:style>'
    )
    return (
        normal
        + '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
        + table("Data", f"<w:top {firm}/><w:bottom {thin}/><w:insideH {thin}/>", margin, head + band)
        + table("Facts", f"<w:bottom {thin}/><w:insideH {thin}/>", margin, first)
        + table("Answers", f"<w:top {thin}/><w:bottom {thin}/><w:insideH {thin}/>", margin, answer)
    )


def _margins(up: int, aside: int) -> str:
    sides = (("top", up), ("left", aside), ("bottom", up), ("right", aside))
    return "<w:tblCellMar>" + "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides) + "</w:tblCellMar>"
