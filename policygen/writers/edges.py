"""Tops and feet of pages where an organisation has its own: theirs first, and beneath them what ours has to say.

The section of such a document (ECMA-376 part 1, 17.6.17) has the organisation's page set-up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from policygen.text import standing
from policygen.writers.adopted import OWN_EDGES, rename
from policygen.writers.frame import footer_lines, header, part_of, relationships
from policygen.writers.ooxml import HEAD, R, W, paragraph, plain
from policygen.writers.styles import TEXT_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygen.model import Document, HouseEdge, HouseTemplate

_PAGES = {"default": 1, "first": 2, "even": 3}
_KINDS = {"header": "hdr", "footer": "ftr"}
_IDS = {("header", "default"): "rId7", ("header", "first"): "rId8", ("footer", "default"): "rId9",
        ("footer", "first"): "rId10", ("header", "even"): "rId11", ("footer", "even"): "rId12"}  # fmt: skip
_OWN_SIZE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1360" w:right="1304" w:bottom="1247" w:left="1304" '
    'w:header="624" w:footer="567" w:gutter="0"/>'
)
_PAGE_FIELD = re.compile(rb">\s*PAGE\b|instr=\"\s*PAGE\b")


def names(template: HouseTemplate) -> dict[tuple[str, str], str]:
    """Return the parts of a document's tops and feet by what they are and for which pages."""
    shown = [pages for pages in _PAGES if pages != "even" or template.even]
    return {(where, pages): f"{where}{_PAGES[pages]}.xml" for pages in shown for where in _KINDS}


def section(template: HouseTemplate) -> str:
    """Return the section: the organisation's page set-up with our tops and feet."""
    found = "".join(
        f'<w:{where}Reference w:type="{pages}" r:id="{_IDS[where, pages]}"/>' for where, pages in names(template)
    )
    page = template.page or _OWN_SIZE
    theirs = any(edge.where == "header" and edge.pages == "default" for edge in template.edges)
    first = "" if "<w:titlePg" in page or theirs else "<w:titlePg/>"
    return f"<w:sectPr>{found}{page}{first}</w:sectPr>"


def text_height(template: HouseTemplate) -> int:
    """Return how high the text of a page may be, in twentieths of a point: the paper less its margins (17.6.11)."""
    found = dict(_HEIGHTS.findall(template.page or _OWN_SIZE))
    if len(found) < len(("h", "top", "bottom")):
        return TEXT_HEIGHT
    # Word writes a margin below zero where tops and feet may lie over the text.
    return int(found["h"]) - abs(int(found["top"])) - abs(int(found["bottom"]))


_HEIGHTS = re.compile(r'\bw:(h|top|bottom)="(-?[0-9]+)"')


def related(template: HouseTemplate) -> dict[str, tuple[str, str]]:
    """Return what the body is related to besides the usual: tops and feet of even pages."""
    return {_IDS[key]: (f"{R}/{key[0]}", name) for key, name in names(template).items() if key[1] == "even"}


def edges(document: Document, template: HouseTemplate, ids: Mapping[str, str]) -> dict[str, str]:
    """Return the tops and feet of a document, by the names of their parts; `ids` are what style ids have become."""
    theirs = {(edge.where, edge.pages): edge for edge in template.edges}
    known = tuple(sorted(ids.items()))
    return {f"word/{name}": _edge(document, key, theirs.get(key), known) for key, name in names(template).items()}


def edge_relations(template: HouseTemplate) -> dict[str, str]:
    """Return the relationship parts of tops and feet that have pictures or links."""
    called = names(template)
    return {
        f"word/_rels/{called[edge.where, edge.pages]}.rels": relationships(
            {number: (f"{R}/{kind}", f"media/{to}" if kind == "image" else to) for number, kind, to in edge.links}
        )
        for edge in template.edges
        if edge.links and (edge.where, edge.pages) in called
    }


def _edge(document: Document, key: tuple[str, str], theirs: HouseEdge | None, ids: tuple[tuple[str, str], ...]) -> str:
    where, pages = key
    if where == "footer":
        ours = footer_lines(document, paged=theirs is None or not _PAGE_FIELD.search(theirs.xml))
    elif theirs is not None:
        said = standing(document) if pages != "first" else ""
        ours = paragraph("Header", plain(said, "Strong")) if said else ""
    elif pages == "first":
        ours = paragraph("Header", "")
    else:
        return _own(header(document))
    if theirs is None:
        return _own(part_of(_KINDS[where], ours))
    xml = _renamed(theirs.xml, ids)
    before, end, after = xml.rpartition("</")
    return HEAD + before + _own(ours).replace("<w:p>", f'<w:p xmlns:w="{W}">') + end + after


def _own(xml: str) -> str:
    for name, own in OWN_EDGES.items():
        xml = xml.replace(f'w:val="{name}"', f'w:val="{own}"')
    return xml


@lru_cache(maxsize=64)
def _renamed(xml: bytes, ids: tuple[tuple[str, str], ...]) -> str:
    from lxml import etree  # noqa: PLC0415 - slow to import, and most organisations have no file of their own

    root = etree.fromstring(xml)
    rename(root, dict(ids))
    return str(etree.tostring(root, encoding="unicode"))
