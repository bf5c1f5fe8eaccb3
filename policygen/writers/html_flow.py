"""A chart of steps as HTML: boxes beneath one another with the ways that leave them, and the same steps as a list.

The boxes are for the eye alone (aria-hidden), the list is for everybody: nothing stands only in the figure
(WCAG 1.1.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import word
from policygen.writers.html_text import said
from policygen.writers.html_words import plain_spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygen.model import Flow, FlowStep, Spans
    from policygen.writers.html_sheet import Sheet


def flow(sheet: Sheet, block: Flow, words: Callable[[Spans], str]) -> str:
    """Return a chart with its name and its list; `words` draws the words of a step in the list."""
    if not block.steps:
        return ""
    branched = " branched" if any(step.branches for step in block.steps) else ""
    boxes = "".join(_box(number, step) for number, step in enumerate(block.steps, 1))
    items = "".join(_item(step, words) for step in block.steps)
    title = f"<figcaption>{said(block.title)}</figcaption>\n" if said(block.title).strip() else ""
    return (
        f'<figure class="flow{branched}">\n<div class="drawn">\n{title}'
        f'<div class="chart" aria-hidden="true">\n{boxes}</div>\n'
        f'</div>\n<p class="steps">{said(word(sheet.document, "flow_steps"))}</p>\n<ol>\n{items}</ol>\n</figure>'
    )


def _box(number: int, step: FlowStep) -> str:
    ways = "".join(f'<div class="way">{plain_spans(way)}</div>' for way in step.branches)
    beside = f'<div class="ways">{ways}</div>' if ways else ""
    return (
        f'<div class="step"><div class="do"><span class="count">{number}</span> {plain_spans(step.spans)}</div>'
        f"{beside}</div>\n"
    )


def _item(step: FlowStep, words: Callable[[Spans], str]) -> str:
    ways = "".join(f"<li>{words(way)}</li>" for way in step.branches)
    return f"<li>{words(step.spans)}{f'<ul>{ways}</ul>' if ways else ''}</li>\n"
