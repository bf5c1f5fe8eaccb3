"""The house style: the parts of a Word file that no document changes, deflated once a process for each look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policygen.writers import edges
from policygen.writers.adopted import Adopted, adopted, fitted, fitting
from policygen.writers.archive import entry
from policygen.writers.flow import ABOVE, HIGHEST
from policygen.writers.frame import SECTION, first_header, relationships
from policygen.writers.logo import centimetres, logo_paragraph, media, relations
from policygen.writers.look import BRAND, Brand, Look, brand_of
from policygen.writers.numbering import OrderedList, numbering_xml
from policygen.writers.ooxml import HEAD, R, W, part
from policygen.writers.order import begins_with_chart
from policygen.writers.page import ROOM, Room
from policygen.writers.styles import TEXT_WIDTH, styles_xml
from policygen.writers.theme import theme_xml

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from policygen.model import Document, HouseStyle, HouseTemplate, Logo
    from policygen.writers.archive import Entry

_TYPE = "application/vnd.openxmlformats-officedocument."
_WORD = _TYPE + "wordprocessingml."
_KINDS = {
    "/word/document.xml": _WORD + "document.main+xml",
    "/word/styles.xml": _WORD + "styles+xml",
    "/word/numbering.xml": _WORD + "numbering+xml",
    "/word/settings.xml": _WORD + "settings+xml",
    "/word/fontTable.xml": _WORD + "fontTable+xml",
    "/word/theme/theme1.xml": _TYPE + "theme+xml",
    "/word/header1.xml": _WORD + "header+xml",
    "/word/header2.xml": _WORD + "header+xml",
    "/word/footer1.xml": _WORD + "footer+xml",
    "/word/footer2.xml": _WORD + "footer+xml",
    "/customXml/itemProps1.xml": _TYPE + "customXmlProperties+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": _TYPE + "extended-properties+xml",
}
PARTS = {
    "rId1": (f"{R}/styles", "styles.xml"),
    "rId2": (f"{R}/numbering", "numbering.xml"),
    "rId3": (f"{R}/settings", "settings.xml"),
    "rId4": (f"{R}/fontTable", "fontTable.xml"),
    "rId5": (f"{R}/theme", "theme/theme1.xml"),
    "rId6": (f"{R}/customXml", "../customXml/item1.xml"),
    "rId7": (f"{R}/header", "header1.xml"),
    "rId8": (f"{R}/header", "header2.xml"),
    "rId9": (f"{R}/footer", "footer1.xml"),
    "rId10": (f"{R}/footer", "footer2.xml"),
}
"""What the body is related to, before its links."""

_PACKAGE = {
    "rId1": (f"{R}/officeDocument", "word/document.xml"),
    "rId2": (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
    "rId3": (f"{R}/extended-properties", "docProps/app.xml"),
}


_TWIPS_CM, _BESIDE_LOGO = 567, 240
"""Twentieths of a point in a centimetre, and those that stand between a logo and the title."""

_BEST = 9
"""Parts that are pressed once a process are pressed hard."""


@dataclass(frozen=True, slots=True)
class House:
    """An organisation's house style; two houses with the same brand share their parts."""

    brand: Brand = BRAND
    logo: Logo | None = None
    template: HouseTemplate | None = None

    @classmethod
    def of(cls, style: HouseStyle) -> House:
        """Return the house of an organisation with this brand."""
        return cls(brand_of(style), style.logo, style.template)

    def parts(self, look: Look) -> Mapping[str, Entry]:
        """Return the parts that every document of a look has, by name."""
        if self.logo is None and self.template is None:
            return _parts(self.brand, look)
        return {**_parts(self.brand, look), **_own_parts(self, look)}

    def content_types(self, *more: str) -> str:
        """Return [Content_Types].xml, with `more` parts such as "comments"."""
        pictures = _pictures(self)
        called = edges.names(self.template) if self.template else {}
        even = [name for (_where, pages), name in called.items() if pages == "even"]
        return content_types(*more, endings={name.rpartition(".")[2] for name in pictures}, even=even)

    def edges(self, document: Document, look: Look) -> Mapping[str, str]:
        """Return the tops and feet of a document by the names of their parts, where the house has some of its own."""
        if self.template is None:
            return {}
        return edges.edges(document, self.template, _styles(self.template, self.brand, look).ids)

    def related(self) -> Mapping[str, tuple[str, str]]:
        """Return what a body is related to: the parts that every document has, and those of this house."""
        own = edges.related(self.template) if self.template else {}
        return {**PARTS, **own, **(relations(self.logo) if self.logo else {})}

    def section(self) -> str:
        """Return the one section of a document: paper, margins, tops and feet."""
        return edges.section(self.template) if self.template else SECTION

    def above_title(self, document: Document, number: int) -> str:
        """Return the logo, if there is one; `number` is that of the drawing."""
        if self.logo is None:
            return ""
        return logo_paragraph(self.logo, document.organisation, number, small=begins_with_chart(document))

    def room_for(self, document: Document) -> Room:
        """Return the room for the text of a document: a card's chart has to stand beneath the logo on one page."""
        if self.logo is None or not begins_with_chart(document):
            return self.room
        high = round(centimetres(self.logo, small=True)[1] * _TWIPS_CM) + _BESIDE_LOGO
        return Room(self.room.width, min(self.room.height, HIGHEST + ABOVE) - high)

    @property
    def room(self) -> Room:
        """Return the room for text on a page of this house."""
        if self.template is None or not self.template.width:
            return ROOM
        return Room(fitting(self.template.width), edges.text_height(self.template))

    def fitted(self, body: str) -> str:
        """Return a body made as wide as the text of this house's pages."""
        return fitted(body, self.template.width) if self.template and self.template.width else body

    def numbering(self, look: Look, lists: tuple[OrderedList, ...]) -> Entry:
        """Return word/numbering.xml for a document with these ordered lists."""
        return _numbering(look.numbered, look.wide, lists)


@lru_cache(maxsize=64)
def _parts(brand: Brand, look: Look) -> Mapping[str, Entry]:
    texts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(_PACKAGE),
        "docProps/app.xml": _APP,
        "word/styles.xml": styles_xml(brand, look),
        "word/settings.xml": _settings(look),
        "word/fontTable.xml": _font_table(brand),
        "word/theme/theme1.xml": theme_xml(brand),
        "word/header2.xml": first_header(),
        "customXml/_rels/item1.xml.rels": relationships({"rId1": (f"{R}/customXmlProps", "itemProps1.xml")}),
    }
    return {name: part(name, text, _BEST) for name, text in texts.items()}


@lru_cache(maxsize=64)
def _own_parts(house: House, look: Look) -> Mapping[str, Entry]:
    """Return the parts that an organisation's own logo and Word file add or replace."""
    texts: dict[str, str] = {"[Content_Types].xml": house.content_types()}
    if template := house.template:
        texts |= {"word/styles.xml": _styles(template, house.brand, look).xml, **edges.edge_relations(template)}
        taken = (("word/theme/theme1.xml", template.theme), ("word/fontTable.xml", template.fonts))
        texts |= {name: HEAD + data.decode() for name, data in taken if data}
        if template.even:
            both = "<w:evenAndOddHeaders/><w:characterSpacingControl"
            texts["word/settings.xml"] = _settings(look).replace("<w:characterSpacingControl", both)
    made = {name: part(name, text, _BEST) for name, text in texts.items()}
    return made | {name: entry(name, data, _BEST) for name, data in _pictures(house).items()}


def _pictures(house: House) -> dict[str, bytes]:
    own = {f"word/media/{name}": data for name, data in house.template.media} if house.template else {}
    return own | (media(house.logo) if house.logo else {})


def _styles(template: HouseTemplate, brand: Brand, look: Look) -> Adopted:
    return adopted(template.styles, template.width or TEXT_WIDTH, brand, look)


@lru_cache(maxsize=512)
def _numbering(numbered: bool, wide: float, lists: tuple[OrderedList, ...]) -> Entry:  # noqa: FBT001 - the key of a cache
    return part("word/numbering.xml", numbering_xml(numbered=numbered, lists=lists, wide=wide), _BEST)


_PICTURES = {
    "jpeg": "image/jpeg", "jpg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml", "emf": "image/x-emf",
    "wmf": "image/x-wmf", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
}  # fmt: skip


def content_types(*more: str, endings: Collection[str] = (), even: Collection[str] = ()) -> str:
    """Return [Content_Types].xml (ECMA-376 part 2, section 10.1.2), with `more` parts such as "comments".

    `endings` are those of pictures, and `even` the parts that are tops and feet of even pages.
    """
    kinds = _KINDS | {f"/word/{name}.xml": f"{_WORD}{name}+xml" for name in more}
    kinds |= {f"/word/{name}": f"{_WORD}{name.removesuffix('3.xml')}+xml" for name in even}
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    pictures = "".join(
        f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in _PICTURES.items() if end in endings
    )
    default = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{HEAD}<Types xmlns="{space}">{default}{pictures}{parts}</Types>'


_APP = (
    f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>policygen</Application></Properties>"
)


def _settings(look: Look) -> str:
    """Return word/settings.xml: nothing that makes Word ask, and Word's present layout (ECMA-376 part 1, 17.15)."""
    word = "http://schemas.microsoft.com/office/word"
    flags = (
        "overrideTableStyleFontSizeAndJustification",
        "enableOpenTypeFeatures",
        "doNotFlipMirrorIndents",
        "differentiateMultirowTableHeaders",
    )
    compat = f'<w:compatSetting w:name="compatibilityMode" w:uri="{word}" w:val="15"/>' + "".join(
        f'<w:compatSetting w:name="{flag}" w:uri="{word}" w:val="1"/>' for flag in flags
    )
    colours = " ".join(f'w:{mine}="{theirs}"' for mine, theirs in _COLOURS.items())
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compat}</w:compat>'
        f'<w:themeFontLang w:val="{look.language}"/><w:clrSchemeMapping {colours}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


_COLOURS = {
    "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2", "accent1": "accent1", "accent2": "accent2",
    "accent3": "accent3", "accent4": "accent4", "accent5": "accent5", "accent6": "accent6", "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink",
}  # fmt: skip


def _font_table(brand: Brand) -> str:
    fonts = ((brand.font, "swiss", "variable"), ("MS Gothic", "modern", "fixed"))
    fallback = "" if brand.font == BRAND.font else f'<w:altName w:val="{BRAND.font}"/>'
    lines = "".join(
        f'<w:font w:name="{name}">{fallback if name == brand.font else ""}<w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, family, pitch in fonts
    )
    return f'{HEAD}<w:fonts xmlns:w="{W}">{lines}</w:fonts>'
