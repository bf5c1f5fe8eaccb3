"""A document as one page for a browser: accessible, on a telephone, on a desk and on paper; the text as in Word.

Built for WCAG 2.2 AA: landmarks, a link past what repeats, headings in order, fields with names, no colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import spans_text, standing, word
from policygen.writers.html_blocks import blocks, clause
from policygen.writers.html_sheet import TEXT, Sheet, own_id
from policygen.writers.html_style import style
from policygen.writers.html_text import fragment, said, shell
from policygen.writers.html_words import plain_spans, spans
from policygen.writers.links import safe_address
from policygen.writers.logo import centimetres, data_address
from policygen.writers.look import BRAND, language_tag, look_of
from policygen.writers.order import begins_with_emergency, in_contents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from policygen.model import Clause, Document, Logo
    from policygen.writers.look import Brand

_PIXELS_CM = 96 / 2.54
"""Pixels in a centimetre (CSS Values 3, section 5.2)."""

INDEX = "index.html"
"""The name of the page that lists a pack's documents."""


def write(document: Document, pages: Collection[str] = (), brand: Brand = BRAND, logo: Logo | None = None) -> bytes:
    """Return `document` as the bytes of one HTML file: the same for the same document, pages and brand.

    `pages` are the ids of the pack's documents that are pages too: they are linked to, and so is the pack's index; none
    where a page stands alone; the `logo` is within the page. Characters that XML 1.0 forbids are
    dropped, doubtful addresses are written as words.
    """
    sheet = Sheet(document, pages)
    clauses = [
        clause(sheet, one, level) for one, level in zip(document.clauses, _levels(document.clauses), strict=True)
    ]
    clauses.insert(1 if begins_with_emergency(document) else 0, _contents(document))
    main = "\n".join(part for part in (*_front(sheet, logo), *clauses) if part)
    body = (
        f'<a class="skip" href="#{TEXT}">{said(word(document, "web_skip"))}</a>\n{_top(sheet)}\n'
        f'<main id="{TEXT}" tabindex="-1">\n{main}\n</main>\n'
        f'<footer class="bottom"><p>{" · ".join(map(said, _foot(document)))}</p></footer>'
    )
    title = f"{document.title.strip() or document.id} | {document.organisation}"
    look = style(brand, look_of(document).body, " · ".join(_foot(document)), word(document, "page"))
    return shell(language_tag(document.language), title, look, body)


def _levels(clauses: Sequence[Clause]) -> Iterator[int]:
    """Yield the level of each clause's heading: two for a section, three for a clause within one, none left out."""
    before = 1
    for one in clauses:
        level = min(max(one.level, 1) + 1, 3, before + 1)
        if spans_text(one.heading).strip() or one.number.strip():
            before = level
        yield level


def _top(sheet: Sheet) -> str:
    document = sheet.document
    index = (
        f'<p class="on-screen"><a href="{INDEX}">{said(word(document, "web_all"))}</a></p>'
        if "index" in sheet.pages
        else ""
    )
    return f'<header class="top"><p>{said(document.organisation)}</p>{index}</header>'


def _front(sheet: Sheet, logo: Logo | None) -> Iterator[str]:
    """Yield everything that stands before the first clause but the contents, as in Word."""
    document = sheet.document
    if document.status == "draft":
        yield f'<p class="status">{said(word(document, "draft"))}</p>'
    if logo:
        wide, high = (round(length * _PIXELS_CM) for length in centimetres(logo))
        picture = f'<img src="{data_address(logo)}" alt="{said(document.organisation)}" width="{wide}" height="{high}">'
        yield f'<p class="logo">{picture}</p>'
    yield f"<h1>{said(document.title).strip() or said(document.id)}</h1>"
    if summary := spans(sheet, document.summary):
        yield f'<p class="summary">{summary}</p>'
    if document.front:
        rows = "".join(f"<dt>{said(one.label)}</dt><dd>{_linked(one.text)}</dd>\n" for one in document.front)
        yield f'<dl class="facts">\n{rows}</dl>'
    yield blocks(sheet, document.preface)


def _linked(text: str) -> str:
    """Return words, as a link where they are nothing but an address."""
    address = safe_address(text)
    return f'<a href="{said(address)}">{said(text)}</a>' if address else said(text)


def _contents(document: Document) -> str:
    shown, _depth = in_contents(document)
    entries = "".join(_entry(one) for one in shown)
    if not entries:
        return ""
    title = said(word(document, "contents"))
    plain = "" if any(one.number.strip() for one in shown) else " plain"
    return (
        f'<nav class="contents{plain}" aria-labelledby="_contents">\n<h2 id="_contents">{title}</h2>\n'
        f"<ol>\n{entries}</ol>\n</nav>"
    )


def _entry(one: Clause) -> str:
    number = f'<span class="number">{said(one.number)}</span> ' if one.number.strip() else ""
    words = plain_spans(one.heading)
    if not (number or spans_text(one.heading).strip()):
        return ""
    under = ' class="under"' if one.level > 1 else ""
    return f'<li{under}><a href="#{fragment(own_id(one.id))}">{number}{words}</a></li>\n'


def _foot(document: Document) -> list[str]:
    version = f"{word(document, 'version')} {document.version}" if document.version.strip() else ""
    draft = standing(document)
    marking = word(document, f"publish_{document.publish}")
    return [part for part in (document.short_name, document.title, version, draft, marking) if part.strip()]
