"""Two wordings of the same text: the sentences that differ, and both sides line by line with the words that differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from policygen.writers.sentences import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"\n|[^\S\n]*(?:\w+|[^\w\s]|\Z|(?=\n))")
_ALIKE = 0.5
"""Share of words in common from which two lines are one line reworded; below it, one goes and another comes."""
_ISLAND = 3
"""Shared words, fewer than this, between words that differ say nothing to a reader."""


Step = tuple[str, int, int, int, int]
"""What happens from one place to another of the old words and of the new ones (difflib's opcodes)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that stand in one wording and those that stand in their place in the other."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line; `differs` says that the other side does not have it."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one side; where `left_out` is more than 0 it stands for that many lines that both sides share."""

    runs: tuple[Run, ...] = ()
    left_out: int = 0


def passages(old: str, new: str) -> tuple[Passage, ...]:
    """Return the sentences that differ between two texts, in their order."""
    before, after = list(_sentences(old)), list(_sentences(new))
    steps = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    return tuple(Passage(tuple(before[a:b]), tuple(after[c:d])) for tag, a, b, c, d in steps if tag != "equal")


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        starts = [0, *sentence_starts(line), len(line)]
        yield from (one for a, b in pairwise(starts) if (one := line[a:b].strip().removeprefix("- ")))


def sides(old: str, new: str, around: int = 1) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return both texts line by line with the words that differ; shared lines stay only `around` those that differ."""
    before, after = old.splitlines(), new.splitlines()
    steps = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    left: list[Line] = []
    right: list[Line] = []
    for position, (tag, a, b, c, d) in enumerate(steps):
        if tag == "equal":
            kept = _kept(before[a:b], around if position else 0, around if position < len(steps) - 1 else 0)
            left += kept
            right += kept
        else:
            one, other = _marked("\n".join(before[a:b]), "\n".join(after[c:d]))
            left += one
            right += other
    return tuple(left), tuple(right)


def _kept(lines: Sequence[str], first: int, last: int) -> list[Line]:
    """Return shared lines: some after what differs before them, some before what differs after them, and a gap."""
    if len(lines) <= first + last + 1:
        return [Line((Run(line),)) for line in lines]
    head, tail = lines[:first], lines[len(lines) - last :]
    gap = Line(left_out=len(lines) - first - last)
    return [*(Line((Run(line),)) for line in head), gap, *(Line((Run(line),)) for line in tail)]


def _marked(old: str, new: str) -> tuple[list[Line], list[Line]]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    match = SequenceMatcher(a=before, b=after, autojunk=False)
    if match.ratio() < _ALIKE:
        return _lines([Run(old, differs=True)]), _lines([Run(new, differs=True)])
    steps = _without_islands(match.get_opcodes())
    left = [run for tag, a, b, _c, _d in steps for run in _runs("".join(before[a:b]), differs=tag != "equal")]
    right = [run for tag, _a, _b, c, d in steps for run in _runs("".join(after[c:d]), differs=tag != "equal")]
    return _lines(left), _lines(right)


def _without_islands(steps: Sequence[Step]) -> list[Step]:
    """Return the steps with differences that only a few shared words part taken as one, so that marks are whole."""
    found: list[Step] = []
    for number, (tag, a, b, c, d) in enumerate(steps):
        is_island = tag == "equal" and 0 < number < len(steps) - 1 and b - a < _ISLAND
        if found and found[-1][0] != "equal" and (is_island or tag != "equal"):
            found[-1] = ("replace", found[-1][1], b, found[-1][3], d)
        else:
            found.append((tag, a, b, c, d))
    return found


def _runs(text: str, *, differs: bool) -> list[Run]:
    """Return text as runs; the white space around what differs is not marked."""
    if not differs:
        return [Run(text)]
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return [Run(text)] if start > end else [Run(text[:start]), Run(text[start:end], differs=True), Run(text[end:])]


def _lines(runs: Iterable[Run]) -> list[Line]:
    """Return runs cut where a line ends; nothing for no words at all."""
    found: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        found[-1].append(Run(first, run.differs))
        found += [[Run(part, run.differs)] for part in rest]
    lines = [tuple(run for run in line if run.text) for line in found]
    return [Line(line) for line in lines if line]
