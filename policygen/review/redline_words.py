"""The words of a line laid into those it had: what both begin and end with stays, what differs between is marked."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from policygen.review.redline_marks import DELETED, INSERTED, KEPT
from policygen.review.redline_pieces import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygen.review.redline_pieces import Piece

    Key = tuple[str, str, str]
    Laid = Iterator[tuple[str, Piece]]

_ISLAND = 2
"""Shared words, fewer than this, between words that differ say nothing to a reader."""
_ALIKE = 0.3
"""Share of words in common below which no word is said to have stayed."""


def merged(old: Sequence[Piece], new: Sequence[Piece]) -> Laid:
    """Yield the pieces of both lines as one, each with what became of it; what is kept is the new side's."""
    head, old, new = _head(old, new)
    tail, old, new = _tail(old, new)
    yield from ((KEPT, one) for one in head)
    if old and new:
        around = sum(len(one.content.split()) for one in (*head, *tail))
        yield from _between(list(words(old)), list(words(new)), around)
    else:
        yield from ((DELETED, one) for one in old)
        yield from ((INSERTED, one) for one in new)
    yield from ((KEPT, one) for one in tail)


def _head(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Return what both begin with, up to the end of a word, and what is left of either."""
    many = _same(zip(old, new, strict=False))
    kept, was, now = list(new[:many]), list(old[many:]), list(new[many:])
    if was and now and was[0].alike(now[0]):
        end = _shared(was[0].content, now[0].content)
        kept += _some(now[0], now[0].content[:end])
        was[:1], now[:1] = _some(was[0], was[0].content[end:]), _some(now[0], now[0].content[end:])
    return kept, was, now


def _tail(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Return what both end with, from the beginning of a word, and what is left of either."""
    many = _same(zip(reversed(old), reversed(new), strict=False))
    kept, was, now = list(new[len(new) - many :]), list(old[: len(old) - many]), list(new[: len(new) - many])
    if was and now and was[-1].alike(now[-1]):
        one, other = was[-1].content, now[-1].content
        size = _shared(one[::-1], other[::-1])
        kept = [*_some(now[-1], other[len(other) - size :]), *kept]
        was[-1:], now[-1:] = _some(was[-1], one[: len(one) - size]), _some(now[-1], other[: len(other) - size])
    return kept, was, now


def _same(pairs: Iterable[tuple[Piece, Piece]]) -> int:
    many = 0
    for one, other in pairs:
        if one != other and one.key != other.key:
            break
        many += 1
    return many


def _some(piece: Piece, content: str) -> list[Piece]:
    return [piece._replace(content=content)] if content else []


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts share at their beginning, up to the end of the last white space among them."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return one.rfind(" ", 0, low) + 1


def _between(old: Sequence[Piece], new: Sequence[Piece], around: int) -> Laid:
    """Yield what stands between two ends of `around` words that stay."""
    before, after = [one.key for one in old], [one.key for one in new]
    steps = _steps(before, after, old) if _related(before, after, around) else [(False, 0, len(old), 0, len(new))]
    for kept, a, b, c, d in steps:
        if kept:
            yield from ((KEPT, one) for one in new[c:d])
        else:
            yield from ((DELETED, one) for one in old[a:b])
            yield from ((INSERTED, one) for one in new[c:d])


def _steps(before: Sequence[Key], after: Sequence[Key], old: Sequence[Piece]) -> list[tuple[bool, int, int, int, int]]:
    """Return what is kept and what is not, with changes joined that only a word or less parts."""
    found: list[tuple[bool, int, int, int, int]] = []
    # White space finds no place of its own: it stays with the word beside it.
    codes = SequenceMatcher(_is_space, before, after, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(codes):
        kept = tag == "equal"
        if kept and 0 < place < len(codes) - 1:
            kept = sum(not one.content.isspace() for one in old[a:b]) >= _ISLAND
        if found and not kept and not found[-1][0]:
            found[-1] = (False, found[-1][1], b, found[-1][3], d)
        else:
            found.append((kept, a, b, c, d))
    return found


def _is_space(key: Key) -> bool:
    return key[2].isspace()


def _related(before: Sequence[Key], after: Sequence[Key], around: int) -> bool:
    """Say whether one line is the other with words changed, and not another line."""
    one, other = (Counter(key for key in keys if not _is_space(key)) for keys in (before, after))
    total = one.total() + other.total() + 2 * around
    return 2 * ((one & other).total() + around) >= _ALIKE * total
