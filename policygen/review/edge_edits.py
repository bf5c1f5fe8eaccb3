"""What somebody wrote by hand at the top and foot of the pages: lines that no version of the document would have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygen.model import Span
from policygen.review.alignment import Likeness, aligned
from policygen.review.words import word_edits, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygen.model import Document
    from policygen.review.comparison import Words

_DIGITS = re.compile(r"\d+")


class _Lines(Likeness[str]):
    def pair(self, old: str, new: str) -> float:
        """Return the words in common: at one edge of a page there are few lines, and none is unlike all others."""
        one, other = words_in(old), words_in(new)
        return 2 * (one & other).total() / max(one.total() + other.total(), 1) or 0.01


def edge_edits(old: Sequence[str], new: Sequence[str], was: Document, now: Document) -> tuple[Words, ...]:
    """Return what differs between the lines at the edges of two files, apart from what the documents themselves say.

    Programs count the pages anew, and a new version or title stands in the lines because the document has it.
    """
    follows = [(getattr(was, name), getattr(now, name)) for name in ("title", "organisation", "version")]

    def same(line: str) -> set[str]:
        """Return what a line may say of the new document without anybody having touched it."""
        followed = line
        for one, other in follows:
            followed = followed.replace(one, other) if one else followed
        return {_uncounted(line), _uncounted(followed)}

    known, there = set[str]().union(*map(same, old)), {_uncounted(one) for one in new}
    gone = [one for one in old if not same(one) & there]
    come = [one for one in new if _uncounted(one) not in known]
    pairs = aligned(gone, come, lambda one: one, _Lines())
    return tuple(word_edits(_spans(one), _spans(other)) for one, other in pairs)


def _uncounted(line: str) -> str:
    before, tab, after = line.rpartition("\t")
    return "".join((before + _DIGITS.sub("", after) if tab else line).split())


def _spans(lines: Sequence[str]) -> tuple[Span, ...]:
    return tuple(Span(" ".join(line.split())) for line in lines)
