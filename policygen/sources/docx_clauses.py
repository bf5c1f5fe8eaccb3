"""Where each clause of a Word file begins and ends, and which clause it is.

A clause is known by the bookmark of its heading or by its control. What has lost both is known by its words: alike to
those of a clause that is missing between the same neighbours. Nothing is thrown away: what is no known clause is a new
one where a heading begins it, and else belongs to the clause that it stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from policygen.sources.docx_pieces import Grid, Line
from policygen.text import spans_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policygen.sources.docx_around import Around
    from policygen.sources.docx_pieces import Piece

ALIKE = 0.5
"""How much of the words of two clauses must be the same for them to be one, from 0 to 1."""

_TITLES = 2
"""Only headings of the first two levels begin a clause in a file of ours."""


@dataclass
class Section:
    """A clause: its id (empty while nobody knows), its heading, and its pieces with that of its heading."""

    id: str
    heading: Line | None
    pieces: tuple[Piece, ...]
    copy_of: str = ""


def sections_of(
    row: Sequence[Piece], about: Around, texts: Mapping[str, str]
) -> tuple[int, list[Section], tuple[str, ...]]:
    """Return how many pieces stand before the first clause, the clauses, and the ids that were found by likeness."""
    starts = _starts(row, about)
    sections = []
    for place, (begin, name, copy) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(row)
        pieces = tuple(piece for piece in row[begin:end] if not (isinstance(piece, Line) and piece.hollow))
        sections.append(Section(name, _heading(pieces, about), pieces, copy))
    likely = _by_likeness(sections, about, texts)
    _name(sections, about)
    return starts[0][0] if starts else len(row), sections, likely


def _starts(row: Sequence[Piece], about: Around) -> list[tuple[int, str, str]]:
    """Return where each clause begins, its id or an empty text, and of which clause it is a copy."""
    marked = {about.by_bookmark[name] for piece in row for name in _names(piece) if name in about.by_bookmark}
    found: list[tuple[int, str, str]] = []
    seen: set[str] = set()
    for place, piece in enumerate(row):
        own = [about.by_bookmark[name] for name in _names(piece) if name in about.by_bookmark]
        fresh = [name for name in own if name not in seen]
        if not own and piece.control and piece.control not in marked | seen:
            fresh = [piece.control]
        for name in fresh:
            seen.add(name)
            found.append((place, name, ""))
        if not fresh and isinstance(piece, Line) and _begins(piece):
            found.append((place, "", own[0] if own else ""))
    return found


def _names(piece: Piece) -> tuple[str, ...]:
    return piece.points + piece.marks


def _begins(line: Line) -> bool:
    return 0 < line.heading <= _TITLES and bool(line.spans)


def _heading(pieces: Sequence[Piece], about: Around) -> Line | None:
    """Return the line that is a clause's heading: the one in a heading's style, or the one whose words are marked."""
    first = pieces[0] if pieces else None
    if first is None or isinstance(first, Grid):
        return None
    marked = any(name in about.by_bookmark for name in first.marks)
    return first if first.heading or marked else None


def _by_likeness(sections: Sequence[Section], about: Around, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Give sections that nobody knows the id of the missing clause that they are most like; return those ids."""
    order = [one.id for one in about.known]
    there = {one.id for one in sections}
    missing = [name for name in order if name not in there]
    likely: list[str] = []
    for place, section in enumerate(sections):
        if section.id or section.copy_of or not missing:
            continue
        near = _between(sections, place, order)
        scores = [(_likeness(section, texts.get(name, "")), name in near, name) for name in missing]
        best = max(scores, default=(0.0, False, ""))
        alone = [name for name in missing if name in near]
        only = not texts and len(alone) == 1 and _unknown_between(sections, place) == 1
        chosen = best[2] if best[0] >= ALIKE else alone[0] if only else ""
        if chosen:
            section.id = chosen
            missing.remove(chosen)
            likely.append(chosen)
    return tuple(likely)


def _between(sections: Sequence[Section], place: int, order: Sequence[str]) -> set[str]:
    """Return the clauses that were generated between the certain neighbours of a section."""
    before = next((one.id for one in reversed(sections[:place]) if one.id in order), "")
    after = next((one.id for one in sections[place + 1 :] if one.id in order), "")
    start = order.index(before) + 1 if before else 0
    return set(order[start : order.index(after) if after else len(order)])


def _unknown_between(sections: Sequence[Section], place: int) -> int:
    count = 1
    for side in (reversed(sections[:place]), sections[place + 1 :]):
        for one in side:
            if one.id:
                break
            count += 1
    return count


def _likeness(section: Section, text: str) -> float:
    if not text:
        return 0.0
    own, other = re.findall(r"\w+", _words(section).casefold()), re.findall(r"\w+", text.casefold())
    return SequenceMatcher(None, own, other, autojunk=False).ratio() if own and other else 0.0


def _words(section: Section) -> str:
    parts: list[str] = []
    for piece in section.pieces:
        if isinstance(piece, Line):
            parts.append(spans_text(piece.spans))
        else:
            parts += [spans_text(cell) for cells in piece.rows for cell in cells]
    return " ".join(parts)


def _name(sections: Sequence[Section], about: Around) -> None:
    """Give each new clause an id of its own, made of its heading."""
    taken = {one.id for one in sections} | {one.id for one in about.known}
    for section in sections:
        if section.id:
            continue
        words = spans_text(section.heading.spans) if section.heading else ""
        base = "-".join(re.findall(r"[a-z0-9]+", words.casefold()))[:60].strip("-") or "clause"
        name, count = f"{about.document}/{base}", 1
        while name in taken:
            count += 1
            name = f"{about.document}/{base}-{count}"
        section.id = name
        taken.add(name)
