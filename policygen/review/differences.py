"""The sentences that differ between two wordings of a text, whole, as people quote them to one another."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from policygen.writers.sentences import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that stand in one wording and those that stand in their place in the other."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def passages(old: str, new: str) -> tuple[Passage, ...]:
    """Return the sentences that differ between two texts, in their order."""
    before, after = list(_sentences(old)), list(_sentences(new))
    steps = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    return tuple(Passage(tuple(before[a:b]), tuple(after[c:d])) for tag, a, b, c, d in steps if tag != "equal")


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        starts = [0, *sentence_starts(line), len(line)]
        yield from (one for a, b in pairwise(starts) if (one := line[a:b].strip().removeprefix("- ")))
