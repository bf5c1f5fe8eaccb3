"""Words as Markdown (CommonMark 0.31, GitHub's tables): nothing that people wrote can become markup."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from policygen.model import Span
from policygen.writers.links import safe_address
from policygen.writers.sentences import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygen.model import Spans

# Control characters, lone surrogates and non-characters have no place in a text file.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_MARKUP = re.compile(r"[\\`*\[\]<~$^]|(?<![^\W_])_|&(?=#?\w+;)")
_LINE_START = re.compile(r"(?:[-+](?=[\s-]|\Z)|=(?=[\s=]*\Z)|#(?=#*(?:\s|\Z))|>|\||:(?=\s)|[-:|](?=[-:|\s]*\Z))")
_LINE_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
_CLOSING = re.compile(r"(?<!\S)(#+)\Z")


def words(text: str) -> str:
    """Return text without characters that a text file cannot hold, each run of white space as one space."""
    if text.isprintable() and "  " not in text:
        return text
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
    drawn = [_drawn(sentence, document_id) for sentence in _sentences(_tidy(spans))]
    return [line_start(one) for one in drawn if one]


class _Piece(NamedTuple):
    """A stretch of a span, with the look of the whole."""

    text: str
    look: Span

    @property
    def marked(self) -> bool:
        return self.look.strong or self.look.emphasis or self.look.todo

    @property
    def link(self) -> str:
        return self.look.ref or self.look.href


def _tidy(spans: Spans) -> list[_Piece]:
    """Join spans of one look, so that markup never meets markup of its own kind, and tidy white space."""
    joined: list[_Piece] = []
    for span in spans:
        text = words(span.text)
        if not joined:
            joined.append(_Piece(text, span))
            continue
        before = joined[-1]
        text = text.removeprefix(" ") if before.text.endswith(" ") else text
        if not before.text or _same_look(before.look, span):
            joined[-1] = _Piece(before.text + text, span)
        elif text:
            joined.append(_Piece(text, span))
    return joined


def _same_look(one: Span, other: Span) -> bool:
    same_marks = (one.strong, one.emphasis, one.todo) == (other.strong, other.emphasis, other.todo)
    return same_marks and (one.href, one.ref) == (other.href, other.ref)


def _sentences(pieces: list[_Piece]) -> Iterable[list[_Piece]]:
    """Cut pieces where sentences begin, but never within a link."""
    starts = sentence_starts("".join([piece.text for piece in pieces]))
    if not starts:
        yield pieces
        return
    sentence: list[_Piece] = []
    offset = 0
    for piece in pieces:
        end = offset + len(piece.text)
        begin = offset
        for start in starts:
            if offset <= start < end and not (piece.link and start > offset):
                yield [*sentence, _Piece(piece.text[begin - offset : start - offset], piece.look)]
                sentence, begin = [], start
        sentence.append(_Piece(piece.text[begin - offset :], piece.look))
        offset = end
    yield sentence


def _drawn(pieces: list[_Piece], document_id: str) -> str:
    if len(pieces) == 1 and not (pieces[0].marked or pieces[0].link):
        return escape(pieces[0].text.strip(" "))
    drawn = ""
    for place, piece in enumerate(pieces):
        inner = piece.text.strip(" ")
        if not inner:
            drawn += piece.text
            continue
        lead = " " * piece.text.startswith(" ")
        tail = " " * piece.text.endswith(" ")
        following = pieces[place + 1] if place + 1 < len(pieces) else _END
        after = tail or ("*" if following.marked else following.text[:1])
        text = _marked(piece, inner, (drawn + lead)[-1:], after, document_id)
        # An exclamation mark straight before a link would make a picture of it.
        drawn += lead + (f"{text[:-1]}\\!" if text.endswith("!") and not tail and following.link else text) + tail
    return drawn.strip(" ")


_END = _Piece("", Span(""))


def _marked(piece: _Piece, inner: str, before: str, after: str, document_id: str) -> str:
    text, look = escape(inner), piece.look
    address = f"#{anchor(look.ref, document_id)}" if look.ref else safe_address(look.href) if look.href else ""
    if address:
        text = f"[{text}]({address})"
    if not piece.marked:
        return text
    strong = look.strong or look.todo
    if _stands_free(before) and _stands_free(after):
        mark = "*" * (2 * strong + look.emphasis)
        return f"{mark}{text}{mark}"
    # Asterisks within a word, or next to other asterisks, are read differently by different readers: tags are not.
    text = f"<em>{text}</em>" if look.emphasis else text
    return f"<strong>{text}</strong>" if strong else text


def _stands_free(neighbour: str) -> bool:
    """Say whether asterisks next to this character surely count as markup (CommonMark, rules for emphasis)."""
    return not neighbour or neighbour == " " or (neighbour not in "*_\\" and unicodedata.category(neighbour)[0] == "P")
