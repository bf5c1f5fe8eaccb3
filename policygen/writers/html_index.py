"""The page that lists a pack's documents: by family, whom each is for, and whether it may be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.writers.html_sheet import TEXT
from policygen.writers.html_style import style
from policygen.writers.html_text import fragment, said, shell
from policygen.writers.html_words import plain_spans
from policygen.writers.look import BRAND, language_tag

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from policygen.model import Document, Pack
    from policygen.writers.look import Brand


def write(
    pack: Pack, pages: Collection[str], families: Mapping[str, str], words: Mapping[str, str], brand: Brand = BRAND
) -> bytes:
    """Return the index of a pack as the bytes of one HTML file; `pages` are the documents that it lists.

    `families` are the names of the parts of a pack, and `words` what the page says of its own.
    """
    shown = [one for one in pack.documents if one.id in pages]
    known = [name for name in families if any(one.family == name for one in shown)]
    others = dict.fromkeys(one.family for one in shown if one.family not in families)
    parts = "\n".join(_family(pack, name, families.get(name, name), shown, words) for name in (*known, *others))
    title = words["web_index"].format(name=pack.name)
    draft = f'<p class="status">{said(words["status_draft"])}</p>\n' if pack.status == "draft" else ""
    body = (
        f'<a class="skip" href="#{TEXT}">{said(words["web_skip"])}</a>\n'
        f'<main id="{TEXT}" tabindex="-1">\n{draft}<h1>{said(title)}</h1>\n{parts}\n</main>'
    )
    language = language_tag(shown[0].language if shown else "en")
    return shell(language, title, style(brand, foot=title, page=words["page"]), body)


def _family(pack: Pack, name: str, title: str, shown: list[Document], words: Mapping[str, str]) -> str:
    items = "".join(_document(pack, one, words) for one in shown if one.family == name)
    return f'<section>\n<h2>{said(title)}</h2>\n<ul class="documents">\n{items}</ul>\n</section>'


def _document(pack: Pack, one: Document, words: Mapping[str, str]) -> str:
    title = said(one.title).strip() or said(one.id)
    readers = ", ".join(dict.fromkeys(pack.audiences.get(name, name) for name in one.audience))
    whom = words["web_for"].format(readers=readers) if readers else ""
    marking = words.get(f"publish_{one.publish}", one.publish)
    about = " · ".join(said(part) for part in (whom, marking) if part)
    summary = plain_spans(one.summary)
    return (
        f'<li><a href="{fragment(one.id)}.html">{title}</a>\n{f"<p>{summary}</p>" if summary else ""}'
        f'<p class="quiet">{about}</p></li>\n'
    )
