"""The plain words of a document: what is hashed, compared and searched, free of any file format."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from policygen.model import Box, Flow, Form, ItemList, ListItem, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from policygen.model import Block, Clause, Document, Span, Spans

WORDS = (
    "contents", "page", "of", "version", "draft", "unapproved", "link_to",
    "fill_text", "fill_date", "fill_lines", "fill_choice",
    "tick", "picture", "table_row", "publish_public", "publish_internal", "publish_form",
    "box_emergency", "box_do", "box_dont", "box_children", "box_note", "box_coming", "box_draft",
    "flow_alt", "flow_steps", "web_skip", "web_all",
)  # fmt: skip
"""The keys of `Document.words` that writers ask for; the composer fills them from the vocabulary."""


def word(document: Document, key: str) -> str:
    """Return the document's own word for `key`; a key that is missing speaks for itself, so that nothing is lost."""
    return document.words.get(key) or key.removeprefix("box_").replace("_", " ").capitalize()


def standing(document: Document) -> str:
    """Return what every page says of a document that nobody has approved yet, and nothing of one that is approved."""
    key = {"draft": "draft", "ready": "unapproved"}.get(document.status)
    return word(document, key) if key else ""


def spans_text(spans: Spans) -> str:
    """Return the words of a run of spans, as the reader sees them: those that a choice offers are among them."""
    if len(spans) == 1:
        return spans[0].text or offered(spans[0].options)
    return "".join([span.text or offered(span.options) for span in spans])


def label_text(spans: Spans) -> str:
    """Return the words of a run of spans without what a choice in it offers and what a picture shows."""
    return "".join([span.text for span in spans if not span.fill]).strip()


def anchor(words: str) -> str:
    """Return words as the name of a place that links can lead to: "Victim blaming" is at "victim-blaming"."""
    return re.sub(r"\W+", "-", words.casefold()).strip("-")


def offered(options: tuple[str, ...]) -> str:
    """Return the options of a choice as one line."""
    return " / ".join(options) if options else ""


def clause_text(clause: Clause) -> str:
    """Return the words under a clause's heading, one line a paragraph, item, row or field; no heading and no number."""
    return blocks_text(clause.blocks)


def blocks_text(blocks: Iterable[Block]) -> str:
    """Return the words of blocks, one line a paragraph, item, row or field."""
    return "\n".join(_lines(blocks, _WORDS, ""))


def clause_hash(clause: Clause) -> str:
    """Return `sha256:…` over a clause's heading and words, and what they point at.

    A cross-reference counts by the id it points to and not by the number it prints, and a clause's own number does
    not count: renumbering is no change. An address, the kind of a box and the kind of a form field do count.
    """
    lines = [_exact_line(clause.heading), *_lines(clause.blocks, _EXACT, "")]
    return "sha256:" + hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


_UNSEEN = re.compile("[|\\x00-\\x1f\\x7f-\\x9f\\ufffe\\uffff]+")


def _seen(text: str) -> str:
    """Return text without its white space, the marks between cells, and what no file can say."""
    if text.isprintable():  # then its only white space is the space
        return text.replace(" ", "").replace("|", "")
    return _UNSEEN.sub("", "".join(text.split()))


def shown_hash(clause: Clause) -> str:
    """Return a short hash over the words that a clause shows, whatever its spaces: what every file of it can say.

    A file does not keep all that `clause_hash` counts (what words in another document point at), so that only this one
    can be made again from the file. An item of a list counts as one where words carry its mark.
    """
    shown = _seen("".join(_shown(clause.blocks, [_letters(clause.heading)])))
    return hashlib.sha256(shown.encode("utf-8", "ignore")).hexdigest()[:16]


def front_hash(document: Document) -> str:
    """Return a short hash over the words of a document's first page, as `shown_hash` over those of a clause."""
    said = [document.organisation, document.title, _letters(document.summary)]
    said += [line.label + line.text for line in document.front]
    shown = _seen("".join(_shown(document.preface, said)))
    return hashlib.sha256(shown.encode("utf-8", "ignore")).hexdigest()[:16]


def _letters(spans: Spans) -> str:
    if len(spans) == 1 and not spans[0].options:  # as nearly all are
        return spans[0].text
    return "".join([span.text + "".join(span.options) if span.options else span.text for span in spans])


def _is_seen(spans: Spans) -> bool:
    if spans and spans[0].text[:1].isalnum():
        return True
    return any(span.fill for span in spans) or bool(_seen(_letters(spans)))


def _shown(blocks: Iterable[Block], said: list[str]) -> list[str]:
    """Return `said` with what blocks show added to it, in the order of reading."""
    for block in blocks:
        if type(block) is Paragraph:
            said.append(_letters(block.spans))
        elif isinstance(block, ItemList):
            _shown_items(block, said)
        elif isinstance(block, Table):
            said += [_letters(cell) for row in (block.header, *block.rows) for cell in row.cells]
        elif isinstance(block, Box):
            _shown(block.blocks, said)
        elif isinstance(block, Form):
            said += [_letters(one.label) + "".join(one.options) for one in block.fields]
        elif isinstance(block, Flow) and block.steps:
            said.append(block.title)
            _shown_items(flow_list(block), said)
    return said


def _shown_items(block: ItemList, said: list[str]) -> None:
    mark = "#" if block.ordered else "-"
    for item in block.items:
        first = item.blocks[0] if item.blocks else None
        if type(first) is not Paragraph:
            _shown(item.blocks, said)
            continue
        if _is_seen(first.spans):
            said.append(mark)
        said.append(_letters(first.spans))
        if len(item.blocks) > 1:
            _shown(item.blocks[1:], said)


def document_text(document: Document) -> str:
    """Return all words of a document in reading order: title, summary, first page, then each clause and its heading."""
    parts = [document.title, spans_text(document.summary), *(f"{n.label}: {n.text}" for n in document.front)]
    parts.append(blocks_text(document.preface))
    for clause in document.clauses:
        parts += [f"{clause.number} {spans_text(clause.heading)}".strip(), clause_text(clause)]
    return "\n".join(part for part in parts if part)


def flow_list(flow: Flow) -> ItemList:
    """Return the steps of a chart as a numbered list, with the ways that leave each as a list beneath it."""
    items: list[ListItem] = []
    for step in flow.steps:
        ways = tuple(ListItem((Paragraph(branch),)) for branch in step.branches)
        items.append(ListItem((Paragraph(step.spans), *((ItemList(ways),) if ways else ()))))
    return ItemList(tuple(items), ordered=True)


def _exact(span: Span) -> str:
    # Control characters that people's text cannot hold keep words and targets apart.
    if span.ref or span.target:
        return f"\x02{span.ref or span.target}\x03"
    if span.fill:
        return f"\x02{span.fill}\x03{span.text}{offered(span.options)}"
    return f"{span.text}\x02{span.href}\x03" if span.href else span.text


def _exact_line(spans: Spans) -> str:
    if len(spans) == 1:
        return _exact(spans[0])
    return "".join([_exact(span) for span in spans])


def _lines(blocks: Iterable[Block], said: _Said, indent: str) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if type(block) is Paragraph:
            lines.append(indent + said.line(block.spans))
        else:
            lines += _LINES[type(block)](block, said, indent)
    return lines


def _list_lines(block: ItemList, said: _Said, indent: str) -> list[str]:
    lines: list[str] = []
    inner = indent + "  "
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.ordered else "- "
        if len(item.blocks) == 1 and type(item.blocks[0]) is Paragraph:  # as nearly all are
            lines.append(indent + mark + said.line(item.blocks[0].spans))
            continue
        first, *rest = _lines(item.blocks, said, inner) or [inner]
        lines.append(indent + mark + first[len(inner) :])
        lines += rest
    return lines


def _table_lines(block: Table, said: _Said, indent: str) -> list[str]:
    return [indent + " | ".join([said.line(cell) for cell in row.cells]) for row in (block.header, *block.rows)]


def _box_lines(block: Box, said: _Said, indent: str) -> list[str]:
    lines = _lines(block.blocks, said, indent)
    return [f"{indent}\x02{block.kind}\x03", *lines] if said.exact else lines


def _form_lines(block: Form, said: _Said, indent: str) -> list[str]:
    lines: list[str] = []
    for field in block.fields:
        kind = f"\x02{field.kind}\x03" if said.exact else ""
        options = f" {offered(field.options)}" if field.options else ""
        lines.append(f"{indent}{said.line(field.label)}{kind}{options}")
    return lines


def _flow_lines(block: Flow, said: _Said, indent: str) -> list[str]:
    title = "\x02flow\x03" + block.title if said.exact else block.title
    return [*([indent + title] if title else []), *_list_lines(flow_list(block), said, indent)]


class _Said(NamedTuple):
    """How a line of spans is said: in the reader's words, or exactly, with what it points at."""

    line: Callable[[Spans], str]
    exact: bool


_WORDS = _Said(spans_text, exact=False)
_EXACT = _Said(_exact_line, exact=True)
_LINES: dict[type[Block], Callable[..., list[str]]] = {
    ItemList: _list_lines,
    Table: _table_lines,
    Box: _box_lines,
    Form: _form_lines,
    Flow: _flow_lines,
}
