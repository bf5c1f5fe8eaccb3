"""The styles of the house: word/styles.xml (ECMA-376 part 1, section 17.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.writers.look import BODY, BOXES, Brand, Look, box_style
from policygen.writers.ooxml import HEAD, W
from policygen.writers.style import Style, bold, edge, right_tab, shade, size, spacing
from policygen.writers.table_styles import table_styles

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT_WIDTH = 9298
"""The width of text on the page in twentieths of a point: A4 less its margins."""

TEXT_HEIGHT = 14231
"""The height of text on the page in twentieths of a point: A4 less its margins."""

NUMBER_WIDTH = 760
"""How far a numbered heading hangs, so that every heading's words begin at one edge."""

ITEM = 397
"""How far each level of a list moves in."""

BOX_INSET = 250
"""How far the words of a box stand in, so that its bar meets the edge of the text."""

OFFERED = 22
"""What a list that drops down offers, in print beneath it: 11 pt, in half points."""

HEADINGS, BULLETS, NUMBERS, BOX_BULLETS, SILENT = 1, 2, 3, 4, 5
"""The numbering that styles, boxes, and headings whose number is typed use (word/numbering.xml)."""

_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
    ' w:defQFormat="0" w:count="376"/>'
)


def styles_xml(brand: Brand, look: Look) -> str:
    """Return word/styles.xml for a look."""
    styles = (
        *_text(brand, look), *_headings(brand, look), *_lists(look), *_front(brand, look), *_contents(brand, look),
        *_page_edges(brand, look), *_boxes(look), *_characters(brand, look),
    )  # fmt: skip
    written = "".join(style.xml() for style in styles)
    return f'{HEAD}<w:styles xmlns:w="{W}">{_defaults(brand, look)}{_LATENT}{written}{table_styles(brand)}</w:styles>'


def _defaults(brand: Brand, look: Look) -> str:
    font = f'w:ascii="{brand.font}" w:hAnsi="{brand.font}" w:eastAsia="{brand.font}" w:cs="{brand.font}"'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {font}/>{size(look.body)}"
        f'<w:lang w:val="{look.language}" w:eastAsia="{look.language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing(0, 140, 276)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _text(brand: Brand, look: Look) -> Iterable[Style]:
    # Colour stands here and not in the defaults: in tables LibreOffice lets those overrule the colour of a link.
    yield Style(name="Normal", p="<w:widowControl/>", r=f'<w:color w:val="{brand.ink}"/>')
    yield Style(name="Table Text", p=spacing(50, 50, 259))
    yield Style(name="Table Heading", based="TableText", p="<w:keepNext/>", r=bold(brand.accent, look.body))
    yield Style(name="Table Label", based="TableText", r=bold(brand.accent, look.body))
    yield Style(name="Field Label", based="TableText", p=spacing(70, 70))
    yield Style(name="Field", based="TableText", p=spacing(70, 70))
    yield Style(name="Figure Title", p="<w:keepNext/>" + spacing(160, 120), r=bold(brand.accent, look.body + 2))
    yield Style(name="Figure", p=spacing(0, 200, 240))
    # As low as can be: beneath a table that fills its page it must not begin another one.
    low = '<w:spacing w:before="0" w:after="40" w:line="20" w:lineRule="exact"/>'
    yield Style(name="Table End", p=low, r=size(2))


def _headings(brand: Brand, look: Look) -> Iterable[Style]:
    young = look.body > BODY and not look.large
    first = (1, 320, 100, look.body + 6) if young else (1, 440, 120, look.body + 10)
    for level, before, after, height in (first, (2, 280, 100, look.body + 3)):
        number = _numbered(HEADINGS, level - 1) if look.numbered else ""
        p = f'<w:keepNext/><w:keepLines/>{number}{spacing(before, after, 252)}<w:outlineLvl w:val="{level - 1}"/>'
        yield Style(name=f"heading {level}", id=f"Heading{level}", after="Normal", p=p, r=bold(brand.accent, height))


def _lists(look: Look) -> Iterable[Style]:
    item = round(ITEM * look.wide)
    for name, numbering in (("List Bullet", BULLETS), ("List Number", NUMBERS)):
        yield Style(name=name, p=_numbered(numbering, 0) + spacing(0, 90))
        yield Style(name=name + " 2", p=_numbered(numbering, 1) + spacing(0, 90))
    yield Style(name="List Continue", p=f'{spacing(0, 90)}<w:ind w:left="{item}"/>')
    yield Style(name="List Continue 2", p=f'{spacing(0, 90)}<w:ind w:left="{2 * item}"/>')


def _numbered(numbering: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'


def _front(brand: Brand, look: Look) -> Iterable[Style]:
    line = f"<w:pBdr>{edge('bottom', brand.line or brand.accent, 12, 8)}</w:pBdr>"
    quiet = f'<w:color w:val="{brand.quiet}"/>'
    yield Style(name="Logo", after="Organisation", p=spacing(0, 200, 240))
    yield Style(name="Organisation", after="Title", p=spacing(0, 60), r=bold(brand.quiet, look.grown(26)))
    title = bold(brand.accent, 72 if look.large else 56)
    yield Style(name="Title", after="Summary", p=line + spacing(0, 240, 240), r=title)
    yield Style(name="Summary", p=spacing(0, 240, 288), r=quiet + size(look.body + 4))
    # A band with a heavy frame, as wide as the text: it is seen in grey print too, and takes little ink.
    warning = BOXES["draft"]
    rooms = (("top", 6), ("left", 8), ("bottom", 6), ("right", 8))
    sides = "".join(edge(side, warning.bar, 24, room) for side, room in rooms)
    inset = '<w:ind w:left="170" w:right="170"/>'
    band = f"<w:pBdr>{sides}</w:pBdr>{shade(warning.ground)}{spacing(0, 280, 240)}{inset}"
    yield Style(name="Status", after="Organisation", p=band, r=bold(warning.bar, look.grown(32)))


def _contents(brand: Brand, look: Look) -> Iterable[Style]:
    title = bold(brand.accent, look.body + 6)
    yield Style(name="TOC Heading", after="Normal", p="<w:keepNext/>" + spacing(360, 120), r=title)
    wide = round(NUMBER_WIDTH * look.wide)
    for level, left in ((1, 0), (2, wide)):
        text = left + wide if look.numbered else left
        tab = f'<w:tabs><w:tab w:val="left" w:pos="{text}"/></w:tabs>' if look.numbered else ""
        indent = f'<w:ind w:left="{text}" w:hanging="{text - left}"/>'
        yield Style(name=f"toc {level}", id=f"TOC{level}", p=tab + spacing(0, 40, 259) + indent)


def _page_edges(brand: Brand, look: Look) -> Iterable[Style]:
    small = f'<w:color w:val="{brand.quiet}"/>{size(look.grown(19))}'
    tab, line = right_tab(TEXT_WIDTH), f"<w:pBdr>{edge('top', brand.rule, 4, 6)}</w:pBdr>"
    yield Style(name="header", id="Header", p=tab + spacing(0, 0, 240), r=small)
    yield Style(name="footer", id="Footer", p=tab + spacing(0, 0, 252), r=small)
    yield Style(name="Footer Top", based="Footer", p=line)


def _boxes(look: Look) -> Iterable[Style]:
    """Two styles a kind of box, text and label; borders in the ground's own colour are its inner margin."""
    for kind, colours in BOXES.items():
        sides = (
            edge("top", colours.ground, 2, 5), edge("left", colours.bar, 36, 8), edge("bottom", colours.ground, 2, 5),
            edge("right", colours.ground, 2, 8),
        )  # fmt: skip
        border = f"<w:pBdr>{''.join(sides)}</w:pBdr>{shade(colours.ground)}"
        style, label = box_style(kind), bold(colours.bar, look.body + 1)
        inset = f'<w:ind w:left="{BOX_INSET}" w:right="170"/>'
        yield Style(name=f"Box {kind}", id=style, p=f"<w:keepNext/><w:keepLines/>{border}{spacing(0, 50, 307)}{inset}")
        clear = spacing(120, 20, 307)
        yield Style(name=f"Box {kind} label", id=f"{style}Label", based=style, after=style, p=clear, r=label)


def _characters(brand: Brand, look: Look) -> Iterable[Style]:
    looks = {
        "Default Paragraph Font": "",
        "Strong": "<w:b/><w:bCs/>",
        "Emphasis": "<w:i/><w:iCs/>",
        "Hyperlink": f'<w:color w:val="{brand.link}"/><w:u w:val="single"/>',
        "To Complete": f"<w:b/><w:bCs/>{shade(brand.gap)}",
        "Placeholder Text": f'<w:color w:val="{brand.quiet}"/>',
        "Offered": f'<w:color w:val="{brand.quiet}"/>{size(look.grown(OFFERED))}',
    }
    for name, said in looks.items():
        yield Style(name=name, kind="character", based="DefaultParagraphFont", r=said)
