"""A chart of steps laid out: boxes and arrows with their places, as numbers; `flow_shapes` draws them.

Why shapes and not a table, and what each program makes of them: `docs/word/flowchart.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from policygen.writers.letters import Word, lines, measured
from policygen.writers.ooxml import on_one_line
from policygen.writers.page import ROOM, Room
from policygen.writers.styles import TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygen.model import Flow, FlowStep, Spans

HIGHEST = 10900
"""How high a chart may be, in twentieths of a point, to stand on an A4 page with a title of two lines above it."""

ABOVE = 2800
"""What stands above a chart on its page, in twentieths of a point, where that is lower than the house's own."""

SIZES = (24, 23, 22, 21, 20)
"""The sizes of text that are tried, in half points: 12 pt where there is room, and never less than 10 pt."""

MAINS, GAP = (4700, 4400, 4100, 3800, 3500), 460
"""The widths of a step that are tried, and the length of the arrow to a way that leaves it, which has what remains.

They are those on the house's own page; in text of another width they are that much narrower or wider.
"""

INSET, HEAD_ROOM, HANG = 130, 76, 360
"""How far words stand from the sides of their box, from its top and foot, and behind the number of a step."""

DOWN, BETWEEN = 260, 100
"""The length of an arrow down, and the room between two boxes of one step."""

LEADING = 12
"""The height of a line for each half point of its size: 1.2 times the size."""


class Place(NamedTuple):
    """A rectangle in twentieths of a point."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A box with words: a step with its number, or a way that leaves the main line (number 0)."""

    place: Place
    spans: Spans
    number: int
    danger: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """What stands on one page: boxes in reading order, and arrows as places with no width or no height."""

    shapes: tuple[Shape, ...]
    arrows: tuple[Place, ...]
    height: int
    size: int

    @property
    def leading(self) -> int:
        """Return the height of a line."""
        return self.size * LEADING


@lru_cache(maxsize=256)
def charts(flow: Flow, room: Room = ROOM) -> tuple[Chart, ...]:
    """Return the chart, with the largest text that lets it stand on one page; steps that no page holds go on another.

    It is as wide as the text in `room`, and as high as that lets it be. The first step is drawn as danger. The same
    steps give the same chart.
    """
    if not flow.steps:
        return ()
    measures = [_measure(number, step) for number, step in enumerate(flow.steps, 1)]
    for size in SIZES:
        made = _lowest(measures, size, room.width)
        if made.height <= highest(room):
            return (made,)
    return _several(measures, SIZES[-1], room)


def highest(room: Room) -> int:
    """Return how high a chart may be in this room, with a heading and its own title above it."""
    return min(HIGHEST, room.height - ABOVE)


class _Box(NamedTuple):
    spans: Spans
    words: tuple[Word, ...]

    def height(self, size: int, width: int) -> int:
        return lines(self.words, size, width) * size * LEADING + 2 * HEAD_ROOM


class _Step(NamedTuple):
    number: int
    box: _Box
    ways: tuple[_Box, ...]


def _measure(number: int, step: FlowStep) -> _Step:
    return _Step(number, _box(step.spans), tuple(map(_box, step.branches)))


def _box(spans: Spans) -> _Box:
    return _Box(spans, measured((on_one_line(span.text), span.strong or span.todo) for span in spans))


def _several(steps: Sequence[_Step], size: int, room: Room) -> tuple[Chart, ...]:
    made: list[Chart] = []
    start = 0
    for end in range(1, len(steps) + 1):
        if end == len(steps) or _lowest(steps[start : end + 1], size, room.width).height > highest(room):
            made.append(_lowest(steps[start:end], size, room.width))
            start = end
    return tuple(made)


def _lowest(steps: Sequence[_Step], size: int, width: int) -> Chart:
    tried = (_chart(steps, size, main * width // TEXT_WIDTH, width) for main in MAINS)
    return min(tried, key=lambda chart: chart.height)


def _chart(steps: Sequence[_Step], size: int, main: int, width: int) -> Chart:
    wide = width - main - GAP
    shapes: list[Shape] = []
    arrows: list[Place] = []
    top = 0
    for number, box, ways in steps:
        if shapes:
            arrows.append(Place(main // 2, top, 0, DOWN))
            top += DOWN
        heights = [way.height(size, wide - 2 * INSET) for way in ways]
        beside = sum(heights) + BETWEEN * max(len(heights) - 1, 0)
        height = max(box.height(size, main - 2 * INSET - HANG), beside)
        shapes.append(Shape(Place(0, top, main, height), box.spans, number, number == 1))
        below = top + (height - beside) // 2
        for way, high in zip(ways, heights, strict=True):
            shapes.append(Shape(Place(main + GAP, below, wide, high), way.spans, 0, number == 1))
            arrows.append(Place(main, below + high // 2, GAP, 0))
            below += high + BETWEEN
        top += height
    return Chart(tuple(shapes), tuple(arrows), top, size)
