"""Words as Markdown (CommonMark 0.31, GitHub's tables): nothing that people wrote can become markup."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from policygen.text import spans_text
from policygen.writers.links import safe_address
from policygen.writers.sentences import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygen.model import Span, Spans

# Control characters, lone surrogates and non-characters have no place in a text file.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_MARKUP = re.compile(r"[\\`*\[\]<~$^]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!\Z")
_LINE_START = re.compile(r"(?:[-+](?=[\s-]|\Z)|=(?=[\s=]*\Z)|#(?=#*(?:\s|\Z))|>|\||:(?=\s))")
_LINE_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
_CLOSING = re.compile(r"(?<=\s)(#+)\Z")


def words(text: str) -> str:
    """Return text without characters that a text file cannot hold, each run of white space as one space."""
    return _SPACE.sub(" ", _FORBIDDEN.sub("", text))


def escape(text: str) -> str:
    """Return text with a backslash before each character that could be markup within a line."""
    return _MARKUP.sub(r"\\\g<0>", text)


def line_start(line: str) -> str:
    """Return a line with a backslash before what would make it a heading, a list item, a quote or a rule."""
    if _LINE_START.match(line):
        return "\\" + line
    return _LINE_NUMBER.sub(r"\1\\\2", line, count=1) if _LINE_NUMBER.match(line) else line


def heading(text: str) -> str:
    """Return text for one heading line; hashes at its end stay words."""
    return _CLOSING.sub(r"\\\1", text)


def anchor(clause_id: str, document_id: str) -> str:
    """Return the fragment by which a clause is linked to: its own name within its document."""
    return quote(clause_id.removeprefix(document_id + "/"), safe="/", errors="ignore")


def line(spans: Spans, document_id: str) -> str:
    """Return spans as one line."""
    return _drawn(_tidy(spans), document_id)


def lines(spans: Spans, document_id: str) -> list[str]:
    """Return spans as lines, one sentence each."""
    tidy = _tidy(spans)
    drawn = [_drawn(sentence, document_id) for sentence in _sentences(tidy)]
    return [line_start(one) for one in drawn if one]


def _tidy(spans: Spans) -> list[Span]:
    """Join spans of one look, so that markup never meets markup of its own kind, and tidy white space."""
    joined: list[Span] = []
    for span in spans:
        text = words(span.text)
        if joined and joined[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if not text:
            continue
        if joined and replace(joined[-1], text="") == replace(span, text=""):
            joined[-1] = replace(span, text=joined[-1].text + text)
        else:
            joined.append(replace(span, text=text))
    return joined


def _sentences(spans: list[Span]) -> Iterable[list[Span]]:
    """Cut spans where sentences begin, but never within a link."""
    starts = sentence_starts(spans_text(tuple(spans)))
    sentence: list[Span] = []
    offset = 0
    for span in spans:
        link = bool(span.href or span.ref)
        cuts = [place - offset for place in starts if offset <= place < offset + len(span.text)]
        cuts = [place for place in cuts if not (link and place)]
        for begin, end in zip([0, *cuts], [*cuts, len(span.text)], strict=True):
            if begin in cuts and sentence:
                yield sentence
                sentence = []
            if end > begin:
                sentence.append(replace(span, text=span.text[begin:end]))
        offset += len(span.text)
    if sentence:
        yield sentence


def _drawn(spans: list[Span], document_id: str) -> str:
    drawn = ""
    for place, span in enumerate(spans):
        following = spans[place + 1].text[:1] if place + 1 < len(spans) else ""
        marked_next = place + 1 < len(spans) and _is_marked(spans[place + 1])
        inner = span.text.strip(" ")
        if not inner:
            drawn += span.text
            continue
        lead, tail = span.text[: len(span.text) - len(span.text.lstrip(" "))], " " * span.text.endswith(" ")
        next_to = " " if tail else "*" if marked_next else following
        drawn += lead + _span(span, inner, (drawn + lead)[-1:], next_to, document_id) + tail
    return drawn.strip(" ")


def _is_marked(span: Span) -> bool:
    return span.strong or span.emphasis or span.todo


def _span(span: Span, inner: str, before: str, after: str, document_id: str) -> str:
    text = escape(inner)
    address = f"#{anchor(span.ref, document_id)}" if span.ref else safe_address(span.href) if span.href else ""
    if address:
        text = f"[{text}]({address})"
    strong, emphasis = span.strong or span.todo, span.emphasis
    if not (strong or emphasis):
        return text
    if _stands_free(before) and _stands_free(after):
        mark = "*" * (2 * strong + emphasis)
        return f"{mark}{text}{mark}"
    # Asterisks within a word, or next to other asterisks, are read differently by different readers: tags are not.
    text = f"<em>{text}</em>" if emphasis else text
    return f"<strong>{text}</strong>" if strong else text


def _stands_free(neighbour: str) -> bool:
    """Say whether asterisks next to this character surely count as markup (CommonMark, rules for emphasis)."""
    return not neighbour or neighbour == " " or (neighbour not in "*_\\" and unicodedata.category(neighbour)[0] == "P")
