"""A document as a Word file: WordprocessingML as text in a zip of our own, the same bytes for the same document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.model import Form, Table
from policygen.writers.archive import archive, entry
from policygen.writers.body import clause
from policygen.writers.frame import (
    SECTION,
    clause_map,
    core_properties,
    footer,
    header,
    map_properties,
    relationships,
)  # fmt: skip
from policygen.writers.front import contents, front
from policygen.writers.house import PARTS, House
from policygen.writers.look import look_of
from policygen.writers.numbering import automatic_numbers
from policygen.writers.ooxml import HEAD, SPACES, R, paragraph, part
from policygen.writers.order import begins_with_emergency
from policygen.writers.page import Page
from policygen.writers.slots import PART, placeholder, relation

if TYPE_CHECKING:
    from policygen.model import Document

BODY_LEVEL = 3
"""How hard the body is pressed: level 6 saves a fifth of the bytes and takes more than three times as long."""

SMALL_LEVEL = 1

_HOUSE = House()


def write(document: Document, house: House = _HOUSE) -> bytes:
    """Return `document` as a .docx in a house style.

    Nothing is asked of the clock, the disk or chance: the same document and house give the same bytes. Characters
    that XML 1.0 forbids are dropped; an address that is no web, mail or phone address is written as plain text.
    """
    page = Page(document)
    body = body_xml(page)
    look = look_of(document)
    parts = dict(house.parts(look))
    foot = part("word/footer1.xml", footer(document), SMALL_LEVEL)
    links = {number: (f"{R}/hyperlink", address) for address, number in page.links.items()}
    slots = relation() if page.slots else {}
    own = (
        part("word/document.xml", body, BODY_LEVEL),
        part("word/_rels/document.xml.rels", relationships(PARTS | slots | links), SMALL_LEVEL),
        house.numbering(look, tuple(page.lists)),
        part("word/header1.xml", header(document), SMALL_LEVEL), foot, foot.named("word/footer2.xml"),
        part("customXml/item1.xml", clause_map(document), SMALL_LEVEL),
        part("customXml/itemProps1.xml", map_properties(document), SMALL_LEVEL),
        part("docProps/core.xml", core_properties(document), SMALL_LEVEL),
    )  # fmt: skip
    pictures = [entry(PART, placeholder(), SMALL_LEVEL)] if page.slots else []
    return archive([*parts.values(), *own, *pictures])


def body_xml(page: Page) -> str:
    """Return word/document.xml; what the body needs from other parts is gathered in `page`."""
    document = page.document
    automatic = automatic_numbers(document.clauses) if document.numbered else [False] * len(document.clauses)
    clauses = [clause(page, item, automatic=agrees) for item, agrees in zip(document.clauses, automatic, strict=True)]
    clauses.insert(1 if begins_with_emergency(document) else 0, contents(document))
    # Word wants a paragraph after a table that ends the body.
    ending = paragraph("TableEnd", "") if _ends_with_table(document) else ""
    return f"{HEAD}<w:document {SPACES}><w:body>{front(page)}{''.join(clauses)}{ending}{SECTION}</w:body></w:document>"


def _ends_with_table(document: Document) -> bool:
    blocks = document.clauses[-1].blocks if document.clauses else document.preface
    return bool(blocks) and isinstance(blocks[-1], Table | Form)
