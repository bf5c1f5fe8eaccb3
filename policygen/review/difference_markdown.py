"""A comparison as Markdown: a comment on a pull request, short at first sight, with every document to be opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygen.review.difference_text import between, clause_title, counted, differing
from policygen.review.marked import clause_lines, front_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygen.review.cause_words import CauseWords
    from policygen.review.comparison import Comparison, DocumentChange
    from policygen.review.marked import Line

LONGEST = 60_000
"""Bytes of a comment: GitHub takes 65,536 letters, and something may stand around it."""
_MEANS = re.compile(r"[\\`*_\[\]<>&~|#@!$^]|:(?=\S)|^[-+=]|(?<=\d)[.)](?=\s)")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKS = {"gone": ("<del>", "</del>"), "come": ("<ins>", "</ins>"), "kept": ("", ""), "note": ("<em>", "</em>")}


def markdown(comparison: Comparison, say: CauseWords, longest: int = LONGEST) -> str:
    """Return a comparison as a comment of at most `longest` bytes; documents that do not fit are counted."""
    head = [f"### {_plain(between(comparison, say))}", ""]
    head += [f"> {_plain(say.words['diff_warning'] + one.message)}\n" for one in comparison.warnings]
    if comparison.same:
        return "\n".join([*head, say.words["diff_none"], ""])
    head += [counted(comparison, say), ""]
    text = "\n".join(head)
    room = longest - len(text.encode()) - _SPARE
    parts: list[str] = []
    for document in comparison.documents:
        part = "\n".join(_document(document, say))
        room -= len(part.encode()) + 1
        if room < 0:
            break
        parts.append(part)
    left = len(comparison.documents) - len(parts)
    if left:
        parts.append(say.words["diff_cut"].format(count=left) + "\n")
    return "\n".join([text, *parts])


_SPARE = 300
"""Bytes kept for what is said of documents that do not fit."""


def _plain(text: str) -> str:
    """Return words that mean nothing to Markdown, nor to a site that turns names and numbers into links."""
    text = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)
    return _MEANS.sub(lambda found: f"&#{ord(found[0])};", text)


def _document(one: DocumentChange, say: CauseWords) -> Iterator[str]:
    said = say.words[f"diff_document_{one.kind}"] if one.kind != "changed" else str(differing(one))
    yield f"<details><summary><b>{_plain(one.title)}</b>: {_plain(said)}</summary>"
    yield ""
    parts = list(_parts(one, say)) if one.kind == "changed" else []
    causes = {because for _title, because, _lines in parts}
    if len(causes) == 1 or not parts:
        # What holds for all of a document is said once.
        yield from _because(causes.pop() if causes else say.document(one), say)
    for title, because, lines in parts:
        yield title
        yield ""
        if causes:
            yield from _because(because, say)
        yield from _said(lines, say)
    yield "</details>"
    yield ""


def _parts(one: DocumentChange, say: CauseWords) -> Iterator[tuple[str, tuple[str, ...], tuple[Line, ...]]]:
    """Yield what differs in a document: the title of each clause, why, and the lines that differ."""
    if one.front is not None:
        yield f"**{_plain(say.words[one.front.heading])}**", say.document(one, one.front.causes), front_lines(one.front)
    for change in one.clauses:
        heading, became = clause_title(change, say)
        mark = "" if change.kind == "changed" else f" ({_plain(became)})"
        yield f"**{_plain(heading)}**{mark}", say.clause(change), clause_lines(change)


def _because(causes: Iterable[str], say: CauseWords) -> Iterator[str]:
    yield f"<sub>{_plain(say.words['diff_because'] + '; '.join(causes))}</sub>"
    yield ""


def _said(lines: Iterable[Line], say: CauseWords) -> Iterator[str]:
    for line in lines:
        said = []
        for run in line:
            before, after = _MARKS[run.look]
            words = f" ({say.words[run.text]})" if run.look == "note" else run.text
            said.append(f"{before}{_plain(words)}{after}" if words.strip() else words)
        yield f"> {''.join(said)}"
        yield ""
