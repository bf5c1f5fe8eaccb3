"""What surrounds the body: the top and foot of each page, the section, and the properties of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import front_hash, shown_hash, spans_text, standing, word
from policygen.writers.identity import bookmark, store_id, tag
from policygen.writers.look import language_tag
from policygen.writers.ooxml import HEAD, SPACES, attribute, field, paragraph, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygen.model import Document

SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId7"/><w:headerReference w:type="first" r:id="rId8"/>'
    '<w:footerReference w:type="default" r:id="rId9"/><w:footerReference w:type="first" r:id="rId10"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1360" w:right="1304" w:bottom="1247" w:left="1304"'
    ' w:header="624" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
"""The one section: A4, another top on its first page (17.6.17)."""

CLAUSES = "urn:policygen:clauses:1"
"""The namespace of the part that maps clauses to their bookmarks and hashes."""

SUMMARY_LIMIT = 255
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def header(document: Document) -> str:
    """Return the top of every page but the first: the organisation, and that nobody has approved the document yet."""
    said = standing(document)
    status = plain("\t" + said, "Strong") if said else ""
    return part_of("hdr", paragraph("Header", plain(document.organisation) + status))


def part_of(kind: str, paragraphs: str) -> str:
    """Return the top ("hdr") or the foot ("ftr") of a page as a part."""
    return f"{HEAD}<w:{kind} {SPACES}>{paragraphs}</w:{kind}>"


def first_header() -> str:
    """Return the top of the first page, which says nothing: the title says it all."""
    return f"{HEAD}<w:hdr {SPACES}>{paragraph('Header', '')}</w:hdr>"


def footer(document: Document) -> str:
    """Return the foot of every page: short name, title, for whose eyes; version, page (17.16.5.33, 17.16.5.45)."""
    return part_of("ftr", footer_lines(document))


def footer_lines(document: Document, *, paged: bool = True) -> str:
    """Return the two lines of a foot; not `paged` where the organisation's own foot says the page.

    The first page has no top of its own, so that the foot is where every page says that nobody has approved it yet.
    """
    name = " · ".join(part for part in (document.short_name or document.organisation, document.title) if part)
    marking = word(document, f"publish_{document.publish}")
    number = f"{word(document, 'version')} {document.version}" if document.version else ""
    version = " · ".join(part for part in (marking, number, standing(document)) if part)
    pages = plain(version) if not paged else (
        plain(f"{version}\t{word(document, 'page')} ") + field("PAGE", "1") + plain(f" {word(document, 'of')} ")
        + field("NUMPAGES", "1")
    )  # fmt: skip
    return paragraph("FooterTop", plain(name)) + paragraph("Footer", pages)


def core_properties(document: Document) -> str:
    """Return docProps/core.xml (ECMA-376 part 2, section 11); without dates, which would be the clock's."""
    space = f'xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    said = (
        ("dc:title", document.title),
        ("dc:subject", spans_text(document.summary)[:SUMMARY_LIMIT]),
        ("dc:creator", document.organisation),
        ("cp:category", document.family),
        ("dc:language", language_tag(document.language)),
        ("cp:version", document.version),
        ("cp:contentStatus", document.status),
    )
    lines = "".join(f"<{name}>{attribute(value)}</{name}>" for name, value in said if value)
    return f"{HEAD}<cp:coreProperties {space}>{lines}</cp:coreProperties>"


def clause_map(document: Document) -> str:
    """Return the part that says for each clause its tag, its bookmark and the hash of its words as generated.

    The words of the first page have a hash too.
    """
    lines = "".join([
        f'<clause id="{attribute(clause.id)}" tag="{attribute(tag(clause.id))}" bookmark="{bookmark(clause.id)}"'
        f' words="{shown_hash(clause)}"/>'
        for clause in document.clauses
    ])  # fmt: skip
    about = f'document="{attribute(document.id)}" front="{front_hash(document)}"'
    return f'{HEAD}<clauses xmlns="{CLAUSES}" {about}>{lines}</clauses>'


def map_properties(document: Document) -> str:
    """Return the properties of the clause map (ECMA-376 part 1, 22.5)."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return (
        f'{HEAD}<ds:datastoreItem xmlns:ds="{space}" ds:itemID="{store_id(document.id)}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{CLAUSES}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    """Return a relationships part from id to (type, target); a target with a scheme lies outside the package."""
    lines = [
        f'<Relationship Id="{number}" Type="{kind}" Target="{attribute(target)}"'
        + (' TargetMode="External"/>' if kind.endswith("/hyperlink") else "/>")
        for number, (kind, target) in targets.items()
    ]
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'
