"""The first page: title, summary, what stands beside them, and the contents (ECMA-376 part 1, 17.16.5.68 for TOC)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import spans_text, word
from policygen.writers.body import blocks, spans
from policygen.writers.identity import bookmark
from policygen.writers.ooxml import attribute, field, keep_next, paragraph, plain, run
from policygen.writers.order import in_contents
from policygen.writers.styles import NUMBER_WIDTH, TEXT_WIDTH
from policygen.writers.tables import cell, framed, row

if TYPE_CHECKING:
    from policygen.model import Clause, Document
    from policygen.writers.page import Page

_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{}"{} \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_TOGETHER = 3
"""As many entries at the end of contents stay on one page: one alone at the top of the next looks forgotten."""
_LABEL = int(TEXT_WIDTH * 0.3)


def front(page: Page) -> str:
    """Return everything that stands before the first clause but the contents."""
    document = page.document
    # A draft says so before all else: whoever picks it up from a table sees the band first.
    lines = [paragraph("Status", plain(word(document, "draft")))] if document.status == "draft" else []
    lines += (page.above_title, paragraph("Organisation", plain(document.organisation)))
    lines.append(paragraph("Title", plain(document.title)))
    if document.summary:
        lines.append(paragraph("Summary", spans(page, document.summary)))
    if document.front:
        lines += (_facts(document), paragraph("TableEnd", ""))
    # Tables and charts here are called by the document, whichever clause was drawn before.
    page.clause, page.caption = "", document.title
    lines.append(blocks(page, document.preface))
    return "".join(lines)


def contents(page: Page) -> str:
    """Return the contents, if the document has any: a field already filled in, each entry a link.

    Page numbers stand in them where they are known. How Word, LibreOffice and Google Docs treat it:
    `docs/word/contents.md`.
    """
    document = page.document
    shown, depth = in_contents(document)
    if not shown:
        return ""
    first, last = shown[0], shown[-1]
    begin = _BEGIN.format(depth, "" if page.pages else " \\n")
    entries = [_entry(page, clause, begin * (clause is first), _END * (clause is last)) for clause in shown]
    entries[-_TOGETHER:-1] = map(keep_next, entries[-_TOGETHER:-1])
    title = paragraph("TOCHeading", plain(word(document, "contents")))
    about = (
        '<w:id w:val="1"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    )
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{title}{''.join(entries)}</w:sdtContent></w:sdt>"


def _entry(page: Page, clause: Clause, begin: str, end: str) -> str:
    number = plain(clause.number + "\t") if clause.number else ""
    words = "".join(run(span) for span in clause.heading if span.text)
    tip = attribute(spans_text(clause.heading))
    at = _page_number(page, clause)
    anchor = f'w:anchor="{bookmark(clause.id)}" w:history="1" w:tooltip="{tip}"'
    link = f"<w:hyperlink {anchor}>{number}{words}{at}</w:hyperlink>"
    level = min(max(clause.level, 1), 2)
    edge = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{page.room.width}"/></w:tabs>' if at else ""
    # Words without a number begin where those of the others do.
    unnumbered = page.document.numbered and not number
    inset = f'<w:ind w:left="{level * NUMBER_WIDTH}" w:firstLine="0"/>' if unnumbered else ""
    return paragraph(f"TOC{level}", begin + link + end, edge + inset)


def _page_number(page: Page, clause: Clause) -> str:
    """Return a tab and the page on which a clause begins, as a field (17.16.5.42); nothing where it is not known."""
    if clause.id not in page.pages:
        return ""
    return plain("\t") + field(f"PAGEREF {bookmark(clause.id)} \\h", str(page.pages[clause.id]))


def _facts(document: Document) -> str:
    widths = (_LABEL, TEXT_WIDTH - _LABEL)
    rows = [
        row(
            "<w:cantSplit/>",
            cell(widths[0], paragraph("TableLabel", plain(notice.label)))
            + cell(widths[1], paragraph("TableText", plain(notice.text))),
        )
        for notice in document.front
    ]
    return framed("Facts", document.title, widths, "".join(rows))
