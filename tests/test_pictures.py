"""The pictures of the documentation: each directive has one, each is used, small and described in words."""

from __future__ import annotations

import re
import struct
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from policygen.model import Box, FieldKind, Flow, Form, ItemList, Paragraph, Table
from policygen.pack.build import compose_profile
from policygen.sources.library import Library
from policygen.sources.markup import BOXES
from policygen.sources.profile import load_profile
from policygen.where import library_folder
from tests.kit import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygen.model import Block, Document, Spans

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
HOW_TO = ROOT / "docs" / "how-to" / "write-a-clause.md"
PICTURES = sorted(IMAGES.glob("*.png"))
PAGES = {"draft-and-approved.png", "three-documents.png"}
TOGETHER = {"before": "own-page", "slip": "own-page"}
"""Clauses of the sample that one picture shows together."""


def shown(page: Path) -> list[tuple[str, Path]]:
    """Return the pictures of a page of Markdown, each with its words."""
    found = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    return [(words, (page.parent / where).resolve()) for words, where in found]


@cache
def sample() -> Document:
    library = Library((library_folder(), IMAGES / "library"), cached=True)
    pack = compose_profile(load_profile(ROOT / "profiles" / "foxglove-lane.yaml"), library, DAY)
    return next(one for one in pack.documents if one.id == "every-directive")


def inside(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and what stands in them."""
    for block in blocks:
        yield block
        if isinstance(block, Box):
            yield from inside(block.blocks)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from inside(item.blocks)


def lines(block: Block) -> tuple[Spans, ...]:
    """Return the lines of words of a block itself."""
    if isinstance(block, Paragraph):
        return (block.spans,)
    return tuple(cell for row in block.rows for cell in row.cells) if isinstance(block, Table) else ()


def test_every_picture_stands_in_a_page_and_every_page_s_picture_is_there_with_words_for_who_cannot_see_it() -> None:
    used = [one for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")) for one in shown(page)]
    assert {file for _, file in used} == {file.resolve() for file in PICTURES}
    assert [file.name for words, file in used if len(words.split()) < 5] == []


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.name)
def test_a_picture_is_small_and_has_a_palette(file: Path) -> None:
    data = file.read_bytes()
    width, _height, depth, colours = struct.unpack(">IIBB", data[16:26])
    assert (depth, colours) == (8, 3)
    assert len(data) < (61_440 if file.name in PAGES else 40_960)
    assert width < (1_400 if file.name in PAGES else 760)


@pytest.mark.slow
def test_the_sample_holds_everything_that_an_author_can_write() -> None:
    blocks = [block for clause in sample().clauses for block in inside(clause.blocks)]
    spans = [span for block in blocks for line in lines(block) for span in line]
    fields = [field.kind for block in blocks if isinstance(block, Form) for field in block.fields]
    assert {block.kind for block in blocks if isinstance(block, Box)} == set(BOXES)
    assert set(fields) == set(get_args(FieldKind))
    assert {span.fill for span in spans if span.fill} == {*get_args(FieldKind), "picture"}
    assert {type(block) for block in blocks} == {Paragraph, ItemList, Table, Box, Form, Flow}
    assert {block.ordered for block in blocks if isinstance(block, ItemList)} == {True, False}
    looks = ("strong", "emphasis", "href", "ref", "target", "todo", "entry")
    assert [look for look in looks if not any(getattr(span, look) for span in spans)] == []
    assert [clause.id for clause in sample().clauses if clause.own_page and not clause.number]


@pytest.mark.slow
def test_everything_in_the_sample_has_its_picture_beside_the_words_about_it() -> None:
    named = [clause.id.partition("/")[2] for clause in sample().clauses if clause.own_page]
    wanted = {"front", *(TOGETHER.get(name, name) for name in named)}
    assert (
        wanted == {file.stem for _, file in shown(HOW_TO)} == {file.stem for file in PICTURES if file.name not in PAGES}
    )
