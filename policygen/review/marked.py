"""What changed in a clause as lines of words that stayed, went and came: for a terminal, a comment, a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from policygen.model import FormField, ListItem, Notice, Row
from policygen.text import blocks_text, spans_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygen.model import Spans
    from policygen.review.comparison import BlockEdit, ClauseChange, FrontChange, PartEdit, Words

Look = Literal["kept", "gone", "come", "note"]
_AROUND = 70
"""Letters of what stayed that are shown beside what changed; the rest is left out."""
_ARE_CELLS = " | "


class Run(NamedTuple):
    """Words of one kind: they stayed, went or came; a `note` says what marks cannot (a key of the printed words).

    `uncut` has all of them where `text` was cut short.
    """

    look: Look
    text: str
    uncut: str = ""


Line = tuple[Run, ...]


def clause_lines(change: ClauseChange) -> tuple[Line, ...]:
    """Return the lines that differ in a clause; all of it where it is new or gone, none where it only moved."""
    if change.kind in ("added", "removed"):
        look: Look = "come" if change.kind == "added" else "gone"
        return tuple(_whole(look, blocks_text(change.clause.blocks)))
    return (*_line(change.heading), *blocks_lines(change.blocks))


def front_lines(front: FrontChange) -> tuple[Line, ...]:
    """Return the lines that differ in title, summary, particulars and preface, and at the edges of the pages."""
    particulars = (line for one in front.particulars for line in _part(one))
    edges = (line for one in front.edges for line in _line(one))
    return (*_line(front.title), *_line(front.summary), *particulars, *blocks_lines(front.preface), *edges)


def blocks_lines(edits: Iterable[BlockEdit]) -> tuple[Line, ...]:
    """Return the lines that differ in blocks."""
    return tuple(line for edit in edits for line in _block(edit))


def columns(lines: Iterable[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return lines as two columns, what was and what is: each has what stayed, and its own words."""
    rows = list(lines)
    was = tuple(tuple(run for run in line if run.look in ("kept", "gone")) for line in rows)
    now = tuple(tuple(run for run in line if run.look in ("kept", "come")) for line in rows)
    return tuple(line for line in was if line), tuple(line for line in now if line)


def _block(edit: BlockEdit) -> Iterator[Line]:
    if edit.kind == "kept":
        return
    if edit.kind == "removed":
        yield from _whole("gone", blocks_text(edit.old))
    elif edit.kind == "added":
        yield from _whole("come", blocks_text(edit.new))
    else:
        if edit.kind in ("split", "joined"):
            yield (Run("note", f"diff_{edit.kind}"),)
        yield from _line(edit.words)
        for part in edit.parts:
            yield from _part(part)
        yield from blocks_lines(edit.blocks)


def _part(part: PartEdit) -> Iterator[Line]:
    if part.kind == "kept":
        return
    if part.kind == "changed":
        if part.lines and any(edit.kind != "kept" for line in part.lines for edit in line):
            yield _cells(part.lines)
        yield from blocks_lines(part.blocks)
        if isinstance(part.new, FormField) and not part.lines:
            yield (Run("note", "diff_look"),)
    else:
        look: Look = "gone" if part.kind == "removed" else "come"
        yield from _whole(look, _text(part.old if part.old is not None else part.new))


def _text(part: object) -> str:
    if isinstance(part, ListItem):
        return "- " + blocks_text(part.blocks).strip()
    if isinstance(part, Row):
        return _ARE_CELLS.join(spans_text(cell) for cell in part.cells)
    if isinstance(part, Notice):
        return f"{part.label}: {part.text}"
    if isinstance(part, FormField):
        return spans_text(part.label)
    lines: tuple[Spans, ...] = (getattr(part, "spans", ()), *getattr(part, "branches", ()))
    return _ARE_CELLS.join(spans_text(line) for line in lines)


def _whole(look: Look, text: str) -> Iterator[Line]:
    yield from ((Run(look, line),) for line in text.splitlines() if line.strip())


def _cells(lines: Iterable[Words]) -> Line:
    """Return the cells of a row on one line."""
    runs: list[Run] = []
    for words in lines:
        runs += [Run("kept", _ARE_CELLS), *_runs(words)]
    return tuple(runs[1:])


def _line(words: Words) -> Iterator[Line]:
    if any(edit.kind != "kept" for edit in words):
        yield _short(_runs(words))


def _runs(words: Words) -> list[Run]:
    found: list[Run] = []
    for edit in words:
        if edit.kind == "kept":
            found.append(Run("kept", _said(edit.new)))
        elif edit.kind == "restyled":
            found += [Run("kept", _said(edit.new)), Run("note", "diff_look")]
        else:
            found += [Run("gone", _said(edit.old)), Run("come", _said(edit.new))]
    return [run for run in found if run.text]


def _said(spans: Spans) -> str:
    return spans_text(spans).replace("\n", " \N{PILCROW SIGN} ")


def _short(runs: list[Run]) -> Line:
    """Return runs with what stayed cut short: only what stands beside a change tells a reader where it is."""
    last = len(runs) - 1
    return tuple(
        Run("kept", _cut(run.text, first=place == 0, last=place == last), run.text) if run.look == "kept" else run
        for place, run in enumerate(runs)
    )


def _cut(text: str, *, first: bool, last: bool) -> str:
    head, tail = ("" if first else _head(text)), ("" if last else _tail(text))
    if len(head) + len(tail) + len(_GAP) >= len(text):
        return text
    return f"{head}{_GAP}{tail}"


_GAP = "[\N{HORIZONTAL ELLIPSIS}]"


def _head(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + " "


def _tail(text: str) -> str:
    return text if len(text) <= _AROUND else " " + text[-_AROUND:].partition(" ")[2]
