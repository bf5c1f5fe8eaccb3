"""The chart of steps: it fits its page, nothing in it lies over anything else, and it says what the list says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from policygen.model import Box, Flow
from policygen.writers import docx, letters
from policygen.writers.flow import HIGHEST, SIZES, charts, highest
from policygen.writers.page import Room
from policygen.writers.styles import TEXT_WIDTH
from tests.writers import samples
from tests.writers.reading import W, body, text_of
from tests.writers.strategies import flows

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from policygen.writers.flow import Place

CHART = samples.flow(
    "What to do",
    ("Is a child in danger now?", "Yes: ring 999."),
    ("Listen.",),
    ("Tell Helen Ashdown.", "It is about her: tell the chair.", "Nobody answers: ring 01632 960200."),
)
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def drawn(*steps: tuple[str, ...]) -> Element:
    flow = samples.flow("What to do", *steps) if steps else CHART
    return body(docx.write(samples.changed(samples.policy(), clauses=(samples.clause("c", "1", "Chart", flow),))))


def overlap(one: Place, other: Place) -> bool:
    beside = one.left + one.width <= other.left or other.left + other.width <= one.left
    return not (beside or one.top + one.height <= other.top or other.top + other.height <= one.top)


@settings(max_examples=200)
@given(flows)
def test_boxes_stand_on_the_page_in_order_and_never_over_each_other(flow: Flow) -> None:
    made = charts(flow)
    shown = [shape.spans for chart in made for shape in chart.shapes]
    assert shown == [spans for step in flow.steps for spans in (step.spans, *step.branches)]
    for chart in made:
        assert chart.size in SIZES
        assert chart.height <= HIGHEST or sum(bool(shape.number) for shape in chart.shapes) == 1
        places = [shape.place for shape in chart.shapes]
        for at, place in enumerate(places):
            assert place.left >= 0
            assert place.left + place.width <= TEXT_WIDTH
            assert place.top >= 0
            assert place.top + place.height <= chart.height
            assert not any(overlap(place, other) for other in places[at + 1 :])


@pytest.mark.parametrize("room", [Room(8504, 12869), Room(8504, 13436), Room(6000, 11000), Room(13958, 9026)])
def test_a_chart_is_as_wide_as_the_text_of_the_page_and_no_higher_than_it_lets_it_be(room: Room) -> None:
    steps = (("Is a child in danger now? " * 3, "Yes: ring 999. " * 4), ("Listen. " * 20,), ("Tell Helen. " * 9,))
    made = charts(samples.flow("What to do", *steps), room)
    places = [shape.place for chart in made for shape in chart.shapes]
    assert max(place.left + place.width for place in places) == room.width
    assert all(chart.height <= highest(room) < room.height for chart in made)


def test_text_is_as_large_as_the_page_lets_it_be_and_never_below_ten_points() -> None:
    sizes = [charts(samples.flow("", *(("Do this now. " * count,),) * 6))[0].size for count in (1, 25, 40)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == SIZES[0]
    assert sizes[-1] == SIZES[-1] == 20


def test_steps_that_no_page_holds_go_on_in_another_chart() -> None:
    made = charts(samples.flow("", *(("Do this now. " * 60,),) * 6))
    assert len(made) > 1
    assert [shape.number for chart in made for shape in chart.shapes] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [
        ("", 4000, 1),
        ("Ring 999", 4000, 1),
        ("one two three four five six seven eight nine ten", 4000, 2),
        ("one two three four five six seven eight nine ten " * 4, 4000, 6),
        ("w" * 100, 2600, 7),
        ("a\nb", 4000, 2),
    ],
)
def test_lines_are_counted_as_a_reader_sees_them(text: str, width: int, count: int) -> None:
    assert letters.lines(letters.measured([(text, False)]), 24, width) == count


def test_what_is_not_in_the_table_of_letters_takes_room() -> None:
    plain, strong, unknown = (
        letters.measured([one])[0].width for one in (("a", False), ("a", True), ("\u6f22", False))
    )
    assert plain <= strong < unknown
    assert letters.measured([("\u0177", False)]) == letters.measured([("y", False)])


def test_the_chart_says_in_words_what_it_shows() -> None:
    made = drawn()
    picture = made.find(f".//{DRAWING}docPr")
    assert picture is not None
    said = picture.get("descr", "")
    assert said.startswith("What to do. A chart of steps. The list beneath it says the same in words. 1. Is a child")
    boxes = [text_of_box(box) for box in made.iter(f"{W}txbxContent")]
    assert boxes == [
        "What to do",
        "1\tIs a child in danger now?",
        "Yes: ring 999.",
        "2\tListen.",
        "3\tTell Helen Ashdown.",
        "It is about her: tell the chair.",
        "Nobody answers: ring 01632\u00a0960200.",
    ]
    beneath = text_of(made)
    assert all(box.split("\t")[-1] in beneath for box in boxes)


def text_of_box(box: Element) -> str:
    return "".join(text_of(one) for one in box)


def test_danger_has_a_wider_edge_and_not_a_colour_alone() -> None:
    _title, *widths = [int(line.get("w", "0")) for line in boxes_edges(drawn())]
    assert widths[0] == widths[1] > max(widths[2:])


def boxes_edges(made: Element) -> list[Element]:
    boxes = [shape for shape in made.iter(f"{SHAPE}wsp") if shape.find(f"{SHAPE}txbx") is not None]
    return [line for shape in boxes if (line := shape.find(f"{SHAPE}spPr/{MAIN}ln")) is not None]


def test_every_drawn_thing_has_a_number_of_its_own() -> None:
    made = drawn()
    numbers = [one.get("id") for one in made.iter() if one.tag in {f"{DRAWING}docPr", f"{SHAPE}cNvPr"}]
    assert len(numbers) == len(set(numbers)) > len(CHART.steps)


def test_in_a_box_the_steps_are_the_list_alone() -> None:
    boxed = samples.clause("c", "1", "Chart", Box("note", (CHART,)))
    made = body(docx.write(samples.changed(samples.policy(), clauses=(boxed,))))
    assert not list(made.iter(f"{SHAPE}wsp"))
    assert "Nobody answers" in text_of(made)
