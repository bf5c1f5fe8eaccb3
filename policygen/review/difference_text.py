"""A comparison as text: for a terminal, a document at a time, with the causes of each change under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.review.marked import clause_lines, front_lines
from policygen.text import spans_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from policygen.review.cause_words import CauseWords
    from policygen.review.comparison import ClauseChange, Comparison, DocumentChange
    from policygen.review.marked import Line

    Paint = Callable[[str, str], str]


def text_lines(comparison: Comparison, say: CauseWords, paint: Paint) -> Iterator[str]:
    """Yield the lines of a comparison; `paint` gives words their look (kept, gone, come, note, title, because)."""
    if comparison.same:
        yield say.words["diff_none"]
        return
    yield paint("title", between(comparison, say))
    for document in comparison.documents:
        yield ""
        yield from _document(document, say, paint)
    yield ""
    yield counted(comparison, say)


def stat_lines(comparison: Comparison, say: CauseWords, paint: Paint) -> Iterator[str]:
    """Yield a line a document: what became of it, how many of its clauses differ, and all the causes."""
    if comparison.same:
        yield say.words["diff_none"]
        return
    widest = max(len(one.id) for one in comparison.documents)
    for one in comparison.documents:
        signs = {"added": "+", "removed": "-"}
        sign = signs.get(one.kind, "~")
        because = paint("because", ", ".join(one.causes))
        yield f"{sign} {paint('title', one.id.ljust(widest))}  {differing(one):3}  {because}"
    yield counted(comparison, say)


def between(comparison: Comparison, say: CauseWords) -> str:
    """Return what is compared with what."""
    return say.words["diff_title"].format(old=comparison.old.label, new=comparison.new.label)


def counted(comparison: Comparison, say: CauseWords) -> str:
    """Return how many documents and clauses differ; a first page counts as a clause."""
    clauses = sum(differing(one) for one in comparison.documents)
    said = {"documents": _many("documents", len(comparison.documents), say), "clauses": _many("clauses", clauses, say)}
    return say.words["diff_count"].format(**said)


def differing(document: DocumentChange) -> int:
    """Return how many clauses of a document differ; a first page counts as a clause."""
    return len(document.clauses) + (document.front is not None)


def _many(what: str, count: int, say: CauseWords) -> str:
    return say.words[f"diff_{what}_one" if count == 1 else f"diff_{what}"].format(count=count)


def clause_title(change: ClauseChange, say: CauseWords) -> tuple[str, str]:
    """Return a clause's number and heading, and what became of it in a word."""
    here = change.clause
    kind = "moved_reworded" if change.kind == "moved" and change.reworded else change.kind
    return f"{here.number} {spans_text(here.heading)}".strip(), say.words[f"diff_clause_{kind}"]


def _document(one: DocumentChange, say: CauseWords, paint: Paint) -> Iterator[str]:
    yield f"{paint('title', one.title)} {paint('note', f'({one.id})')}"
    if one.kind != "changed":
        yield f"  {say.words[f'diff_document_{one.kind}']}"
        yield from _because(say.document(one), paint, "  ")
        return
    if one.front is not None:
        yield f"  {paint('title', say.words[one.front.heading])}"
        yield from _because(say.document(one, one.front.causes), paint, "    ")
        yield from _lines(front_lines(one.front), say, paint)
    for change in one.clauses:
        heading, became = clause_title(change, say)
        became = "" if change.kind == "changed" else f": {became}"
        yield f"  {paint('title', heading)} {paint('note', f'({change.id}){became}')}"
        yield from _because(say.clause(change), paint, "    ")
        yield from _lines(clause_lines(change), say, paint)


def _because(causes: Iterable[str], paint: Paint, indent: str) -> Iterator[str]:
    for cause in causes:
        yield indent + paint("because", cause)


def _lines(lines: Iterable[Line], say: CauseWords, paint: Paint) -> Iterator[str]:
    for line in lines:
        runs = (paint(run.look, f"({say.words[run.text]})" if run.look == "note" else run.text) for run in line)
        yield "      " + "".join(runs)
