"""What corresponds to what in two sequences: things that are equal first, then what is alike between them, in order."""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

Thing = TypeVar("Thing")
_MOST = 2500
"""Pairs of a gap that are all weighed; in a larger one things correspond by their position alone."""
_SEVERAL = 3
"""Things that one may have become, or that may have become one."""
Step = tuple[bool, int, int, int, int]
"""Whether a stretch is equal on both sides, and from where to where it reaches on each."""


class Likeness(Generic[Thing]):
    """How alike two things are: a weight, and 0 for two that cannot correspond. Made for each kind of thing."""

    def pair(self, old: Thing, new: Thing) -> float:
        """Return the weight of two things corresponding."""
        raise NotImplementedError

    def several(self, one: Thing, others: Sequence[Thing]) -> float:  # noqa: ARG002 - most things never split
        """Return the weight of one thing corresponding to several together."""
        return 0.0


def aligned(
    old: Sequence[Thing], new: Sequence[Thing], key: Callable[[Thing], Hashable], alike: Likeness[Thing]
) -> Iterator[tuple[tuple[Thing, ...], tuple[Thing, ...]]]:
    """Yield what corresponds, in order: one and one, one alone on either side, or one and several.

    All of `old` comes in its order, and all of `new`. What has the same key corresponds as far as the order allows.
    """
    if len(old) == len(new) == 1:
        yield from _gap(old, new, alike) if key(old[0]) != key(new[0]) else [((old[0],), (new[0],))]
        return
    before, after = [key(one) for one in old], [key(one) for one in new]
    for equal, a, b, c, d in steps(before, after):
        if equal:
            yield from (((one,), (other,)) for one, other in zip(old[a:b], new[c:d], strict=True))
        else:
            yield from _gap(old[a:b], new[c:d], alike)


def steps(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Step]:
    """Return how one sequence becomes another: stretches that are equal, and between them those that are not, by turns.

    What both begin and end with is taken first, so that little is left where little differs.
    """
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - start
    end = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    old_end, new_end = len(before) - end, len(after) - end
    found: list[Step] = [(True, 0, start, 0, start)] if start else []
    if start in (old_end, new_end) or set(before[start:old_end]).isdisjoint(after[start:new_end]):
        found += [(False, start, old_end, start, new_end)] if old_end > start or new_end > start else []
    else:
        match = SequenceMatcher(a=before[start:old_end], b=after[start:new_end], autojunk=False)
        middle = match.get_opcodes()
        found += [(tag == "equal", a + start, b + start, c + start, d + start) for tag, a, b, c, d in middle]
    if end:
        found.append((True, old_end, len(before), new_end, len(after)))
    return found


def _gap(
    old: Sequence[Thing], new: Sequence[Thing], alike: Likeness[Thing]
) -> Iterator[tuple[tuple[Thing, ...], tuple[Thing, ...]]]:
    """Yield what corresponds among things that are not equal: the choice with the greatest weight."""
    if not old or not new:
        moves = [(1, 0)] * len(old) + [(0, 1)] * len(new)
    elif len(old) * len(new) > _MOST:
        shorter = min(len(old), len(new))
        alone = [(1, 0)] * (len(old) - shorter) + [(0, 1)] * (len(new) - shorter)
        pairs = zip(old, new, strict=False)
        moves = [step for pair in pairs for step in ([(1, 1)] if alike.pair(*pair) else [(1, 0), (0, 1)])] + alone
    elif len(old) == len(new) == 1:
        moves = [(1, 1)] if alike.pair(old[0], new[0]) else [(1, 0), (0, 1)]
    else:
        moves = _moves(old, new, alike)
    i = j = 0
    for across, down in moves:
        yield tuple(old[i : i + across]), tuple(new[j : j + down])
        i, j = i + across, j + down


def _moves(old: Sequence[Thing], new: Sequence[Thing], alike: Likeness[Thing]) -> list[tuple[int, int]]:
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(old), -1, -1):
        for j in range(len(new), -1, -1):
            if (i, j) != (len(old), len(new)):
                best[i][j], step[i, j] = max(
                    ((weight + best[i + a][j + d], (a, d)) for a, d, weight in _options(old[i:], new[j:], alike)),
                    key=lambda one: one[0],
                )
    found, i, j = [], 0, 0
    while (i, j) in step:
        across, down = step[i, j]
        found.append((across, down))
        i, j = i + across, j + down
    return found


def _options(old: Sequence[Thing], new: Sequence[Thing], alike: Likeness[Thing]) -> Iterator[tuple[int, int, float]]:
    """Yield how many of each side can go together next, with the weight of it; the first is taken among equals."""
    if old and new and (weight := alike.pair(old[0], new[0])):
        yield 1, 1, weight
    for many in range(2, _SEVERAL + 1):
        if old and len(new) >= many and (weight := alike.several(old[0], new[:many])):
            yield 1, many, weight
        if new and len(old) >= many and (weight := alike.several(new[0], old[:many])):
            yield many, 1, weight
    if old:
        yield 1, 0, 0.0
    if new:
        yield 0, 1, 0.0


def staying(places: Sequence[int]) -> set[int]:
    """Return the positions in `places` of a longest run that only rises: what is not in it has moved."""
    ends: list[int] = []
    tails: list[int] = []
    before = [-1] * len(places)
    for position, place in enumerate(places):
        length = bisect_left(ends, place)
        before[position] = tails[length - 1] if length else -1
        ends[length : length + 1] = [place]
        tails[length : length + 1] = [position]
    found: set[int] = set()
    position = tails[-1] if tails else -1
    while position >= 0:
        found.add(position)
        position = before[position]
    return found
