"""One document in several formats, as the words of each clause, whatever the format does between them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from policygen.writers.html_sheet import own_id
from policygen.writers.identity import tag
from policygen.writers.markdown_text import anchor
from tests.writers.reading import W, controls, parsed, text_of, value, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from policygen.model import Clause, Document

_HIDDEN = (
    ".//*[@aria-hidden='true' and not(@class='on-paper')] | .//p[@class='steps'] | .//caption | .//textarea | .//select"
)
_COMMENT = re.compile(r"<!--.*?-->|\]\([^)]*\)|</?(?:em|strong)>|\\(?=[^\w\s])|&#124;")
_PICTURE = re.compile(r"\\\[picture: .*?\]")
_MARKS = re.compile(r"^(?:> ?)*\s*(?:[-*] |\d+\\?[.)] )?(?:\[ \] )?", re.MULTILINE)


def tree(page: bytes) -> etree._Element:
    """Return a page, read strictly as XML: what is not well-formed raises an error."""
    return etree.fromstring(page, etree.XMLParser(resolve_entities=False, no_network=True))


def html_text(element: etree._Element) -> str:
    """Return what a part of a page says to a reader who hears it, with a space where a tag begins or ends."""
    hidden = set(element.xpath(_HIDDEN))
    said: list[str] = []

    def walk(one: etree._Element) -> None:
        if one not in hidden:
            said.append(one.text or "")
            for child in one:
                walk(child)
                said.append((" " if child.tag not in ("a", "em", "strong", "mark") else "") + (child.tail or ""))

    walk(element)
    return "".join(said)


def of_html(document: Document, page: bytes) -> dict[str, list[str]]:
    """Return the words of each clause of a page."""
    found = {one.get("id"): words(html_text(one)) for one in tree(page).iter("section")}
    return {clause.id: _unnumbered(clause, found[own_id(clause.id)]) for clause in document.clauses}


def of_word(document: Document, data: bytes) -> dict[str, list[str]]:
    """Return the words of each clause of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        read = parsed(archive.read("word/document.xml")).find(f"{W}body")
    assert read is not None
    found = controls(read)
    return {
        clause.id: _unnumbered(clause, words(" ".join(_said(found[tag(clause.id)], document))))
        for clause in document.clauses
    }


def _said(element: Element, document: Document) -> Iterator[str]:
    """Yield what the paragraphs of a part of a Word file say, without what is drawn and what stands in empty places."""
    drawn = {one for words in element.iter(f"{W}txbxContent") for one in words.iter()}
    beneath = document.words.get("flow_steps", "")
    for one in element.iter(f"{W}p"):
        runs = (run for run in one.iter(f"{W}r") if run not in drawn and not _is_placeholder(run))
        line = "".join(text_of(run) for run in runs)
        if one not in drawn:
            yield line.removesuffix(beneath)


def _is_placeholder(run: Element) -> bool:
    return value(run.find(f"{W}rPr/{W}rStyle")) == "PlaceholderText"


def of_markdown(document: Document, text: str) -> dict[str, list[str]]:
    """Return the words of each clause of a Markdown file."""
    parts = re.split(r'<a id="([^"]*)"></a>', text)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {
        clause.id: _unnumbered(clause, words(_plain(found[anchor(clause.id, document.id)])))
        for clause in document.clauses
    }


def _plain(markdown: str) -> str:
    return _COMMENT.sub("", _PICTURE.sub("", _MARKS.sub("", markdown))).replace("_", " ").lstrip("# \n")


def _unnumbered(clause: Clause, found: list[str]) -> list[str]:
    """Return words without the clause's number, which Word's own numbering prints and no run holds."""
    number = words(clause.number)
    return found[len(number) :] if number and found[: len(number)] == number else found
