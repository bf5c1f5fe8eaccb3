"""A document as a Word file: WordprocessingML as text in a zip of our own, the same bytes for the same document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygen.model import Form, Table
from policygen.writers.archive import archive, entry
from policygen.writers.body import clause
from policygen.writers.frame import (
    clause_map,
    core_properties,
    footer,
    header,
    map_properties,
    relationships,
)  # fmt: skip
from policygen.writers.front import contents, front
from policygen.writers.house import House
from policygen.writers.look import look_of
from policygen.writers.numbering import automatic_numbers
from policygen.writers.ooxml import HEAD, SPACES, R, paragraph, part
from policygen.writers.order import begins_with_emergency
from policygen.writers.page import Page
from policygen.writers.slots import PART, placeholder, relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygen.model import Document

BODY_LEVEL = 3
"""How hard the body is pressed: level 6 saves a fifth of the bytes and takes more than three times as long."""

SMALL_LEVEL = 1

_HOUSE = House()


def write(document: Document, house: House = _HOUSE, pages: Mapping[str, int] | None = None) -> bytes:
    """Return `document` as a .docx in a house style; `pages` are those on which its clauses begin, for its contents.

    Nothing is asked of the clock, the disk or chance: the same document and house give the same bytes. Characters
    that XML 1.0 forbids are dropped; an address that is no web, mail or phone address is written as plain text.
    """
    page = Page(document, brand=house.brand, pages=pages, room=house.room_for(document))
    body = body_xml(page, house)
    return package(page, Drawn(body, header(document), footer(document)), house)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn of a document: its body, top and foot as whole parts, and further parts of word/ by name."""

    body: str
    top: str
    foot: str
    more: Mapping[str, str] = field(default_factory=dict)


def package(page: Page, drawn: Drawn, house: House = _HOUSE) -> bytes:
    """Return the .docx of what was drawn, with what `page` gathered meanwhile."""
    document = page.document
    look = look_of(document)
    parts = dict(house.parts(look))
    if drawn.more:
        parts["[Content_Types].xml"] = part("[Content_Types].xml", house.content_types(*drawn.more), SMALL_LEVEL)
    around = house.edges(document, look) or {
        "word/header1.xml": drawn.top, "word/footer1.xml": drawn.foot, "word/footer2.xml": drawn.foot,
    }  # fmt: skip
    links = {number: (f"{R}/hyperlink", address) for address, number in page.links.items()}
    slots = relation() if page.slots else {}
    more = {f"rIdMore{place}": (f"{R}/{name}", f"{name}.xml") for place, name in enumerate(drawn.more)}
    own = (
        part("word/document.xml", drawn.body, BODY_LEVEL),
        part("word/_rels/document.xml.rels", relationships({**house.related(), **slots, **more, **links}), SMALL_LEVEL),
        house.numbering(look, tuple(page.lists)),
        *[part(name, xml, SMALL_LEVEL) for name, xml in around.items()],
        part("customXml/item1.xml", clause_map(document), SMALL_LEVEL),
        part("customXml/itemProps1.xml", map_properties(document), SMALL_LEVEL),
        part("docProps/core.xml", core_properties(document), SMALL_LEVEL),
        *[part(f"word/{name}.xml", xml, SMALL_LEVEL) for name, xml in drawn.more.items()],
    )  # fmt: skip
    pictures = [entry(PART, placeholder(), SMALL_LEVEL)] if page.slots else []
    everything = {one.name: one for one in (*parts.values(), *own, *pictures)}
    return archive(everything.values())


def body_xml(page: Page, house: House = _HOUSE) -> str:
    """Return word/document.xml; what the body needs from other parts is gathered in `page`."""
    document = page.document
    automatic = automatic_numbers(document.clauses) if document.numbered else [False] * len(document.clauses)
    clauses = [clause(page, item, automatic=agrees) for item, agrees in zip(document.clauses, automatic, strict=True)]
    clauses.insert(1 if begins_with_emergency(document) else 0, contents(page))
    # Word wants a paragraph after a table that ends the body.
    ending = paragraph("TableEnd", "") if _ends_with_table(document) else ""
    if house.logo:
        page.above_title = house.above_title(document, page.bookmark())
    body = house.fitted(f"{front(page)}{''.join(clauses)}{ending}")
    return f"{HEAD}<w:document {SPACES}><w:body>{body}{house.section()}</w:body></w:document>"


def _ends_with_table(document: Document) -> bool:
    blocks = document.clauses[-1].blocks if document.clauses else document.preface
    return bool(blocks) and isinstance(blocks[-1], Table | Form)
