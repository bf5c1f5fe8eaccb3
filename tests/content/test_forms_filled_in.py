"""Forms as people use them: filled in on screen as Word does it, and printed, filled in or blank."""

from __future__ import annotations

import copy
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree

from policygen.model import Form
from policygen.pack.build import compose_profile
from policygen.review.word_screen import stopped_by
from policygen.sources.profile import load_profile
from policygen.text import spans_text
from policygen.writers import docx
from tests.content.organisations import shipped
from tests.kit import DAY, document
from tests.needs import needs
from tests.word_files import unzipped, zipped
from tests.writers import samples
from tests.writers.reading import W14, W, office, run
from tests.writers.test_house_style import validated

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from policygen.model import Document

PROFILE = Path(__file__).parents[2] / "profiles" / "foxglove-lane.yaml"
NAMES = ("image-consent-form", "incident-form")
BODY = "word/document.xml"
DAY_WRITTEN = "1 December 2026"


@cache
def forms() -> dict[str, Document]:
    """Return forms of a shipped profile, and a sample with a choice that drops down."""
    pack = compose_profile(load_profile(PROFILE), shipped(), DAY)
    return {name: document(pack, name) for name in NAMES} | {"sample": samples.policy()}


class Filled(NamedTuple):
    """A form filled in: its bytes, and what was written into each control, by title, in order."""

    data: bytes
    values: list[tuple[str, str]]


def fields(root: Element) -> list[Element]:
    """Return the controls that are places to fill in."""
    return [one for one in root.iter(f"{W}sdt") if one.find(f"{W}sdtPr/{W}tag[@{W}val='field']") is not None]


def title(control: Element) -> str:
    return str(control.find(f"{W}sdtPr/{W}alias").get(f"{W}val"))


def shown(control: Element) -> str:
    return "".join(one.text or "" for one in control.find(f"{W}sdtContent").iter(f"{W}t"))


def filled(data: bytes) -> Filled:
    """Fill in every control of a form as Word does when somebody ticks, chooses, picks a day or types."""
    parts = unzipped(data)
    root = etree.fromstring(parts[BODY])
    values = [(title(one), _fill(one, f"Entry {place}")) for place, one in enumerate(fields(root), 100)]
    parts[BODY] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Filled(zipped(parts), values)


def _fill(control: Element, said: str) -> str:
    about = control.find(f"{W}sdtPr")
    tick, day, drop = (about.find(name) for name in (f"{W14}checkbox", f"{W}date", f"{W}dropDownList"))
    if tick is not None:
        tick.find(f"{W14}checked").set(f"{W14}val", "1")
        said = chr(int(tick.find(f"{W14}checkedState").get(f"{W14}val"), 16))
    elif day is not None:
        day.set(f"{W}fullDate", "2026-12-01T00:00:00Z")
        said = DAY_WRITTEN
    elif drop is not None:
        said = drop.findall(f"{W}listItem")[-1].get(f"{W}displayText")
    for one in about.findall(f"{W}showingPlcHdr"):
        about.remove(one)
    words = list(control.iter(f"{W}t"))
    words[0].text = said
    for one in words[1:]:
        one.text = ""
    for one in list(control.iter(f"{W}rStyle")):
        if one.get(f"{W}val") == "PlaceholderText":
            one.getparent().remove(one)
    return said


def emptied(data: bytes) -> list[str]:
    """Return the text of a form with what its controls hold left out."""
    root = copy.deepcopy(etree.fromstring(unzipped(data)[BODY]))
    for control in fields(root):
        for one in control.iter(f"{W}t"):
            one.text = ""
    return ["".join(one.text or "" for one in line.iter(f"{W}t")) for line in root.iter(f"{W}p")]


@pytest.mark.parametrize("name", [*NAMES, "sample"])
def test_every_place_to_fill_in_is_a_control_whose_title_says_what_belongs_there(name: str) -> None:
    root = etree.fromstring(unzipped(docx.write(forms()[name]))[BODY])
    titles = [title(one) for one in fields(root)]
    assert titles
    assert all(titles)
    assert len(set(titles)) == len(titles), "a screen reader tells them apart"


@pytest.mark.slow
@pytest.mark.parametrize("name", [*NAMES, "sample"])
def test_a_form_filled_in_on_screen_stays_a_sound_file_and_keeps_its_own_words(name: str, tmp_path: Path) -> None:
    blank = docx.write(forms()[name])
    made = filled(blank)
    root = etree.fromstring(unzipped(made.data)[BODY])
    assert [(title(one), shown(one)) for one in fields(root)] == made.values
    assert emptied(made.data) == emptied(blank)
    assert validated(tmp_path, made.data) == []
    assert not stopped_by(made.data, name)


@pytest.mark.slow
@needs("soffice", "pdftotext")
def test_what_was_filled_in_is_printed_beside_its_label_and_survives_libreoffice(tmp_path: Path) -> None:
    made = {name: filled(docx.write(one)) for name, one in forms().items()}
    for name, one in made.items():
        (tmp_path / f"{name}.docx").write_bytes(one.data)
    files = [tmp_path / f"{name}.docx" for name in made]
    office(files, "pdf", tmp_path)
    again = tmp_path / "again"
    again.mkdir()
    office(files, "docx:MS Word 2007 XML", again)
    for name, one in made.items():
        lines = run("pdftotext", "-layout", str(tmp_path / f"{name}.pdf"), "-")
        labels = dict(labelled(forms()[name]))
        for called, value in one.values:
            if called in labels and value != "☒":
                start = " ".join(called.split()[:2])
                assert re.search(rf"{re.escape(start)}.*\b{re.escape(value)}\b", lines), (name, called, value)
        assert lines.count("☒") == sum(value == "☒" for _called, value in one.values)
        assert "☐" not in lines
        root = etree.fromstring(unzipped((again / f"{name}.docx").read_bytes())[BODY])
        kept = "\n".join("".join(word.text or "" for word in sdt.iter(f"{W}t")) for sdt in root.iter(f"{W}sdt"))
        missing = [value for _called, value in one.values if value not in kept]
        assert not missing, (name, missing)


def labelled(one: Document) -> list[tuple[str, str]]:
    """Return the labels of a document's forms, with the kinds of their fields."""
    blocks = (block for clause in one.clauses for block in clause.blocks if isinstance(block, Form))
    return [(spans_text(field.label), field.kind) for form in blocks for field in form.fields]


DOTS, INCH = 150, 2.54
ANSWER = 17.5
"""Where answers are looked for, in centimetres from the left edge: in the right half of every answer's cell."""
PAPER, LINE = 252, 242
"""How light the ground of an answer at most is, and a line at most, out of 255."""


@pytest.mark.slow
@needs("soffice", "pdftotext", "pdftoppm")
def test_a_blank_form_on_paper_has_room_with_lines_or_a_box_for_every_answer(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.docx" for name in NAMES]
    for file in files:
        file.write_bytes(docx.write(forms()[file.stem]))
    office(files, "pdf", tmp_path)
    for file in files:
        printed = file.with_suffix(".pdf")
        boxes = unzipped(file.read_bytes())[BODY].count(b"<w14:checkbox>")
        assert run("pdftotext", str(printed), "-").count("☐") == boxes
        written = [(label, kind) for label, kind in labelled(forms()[file.stem]) if kind in {"text", "date", "lines"}]
        for label, kind, page, top in places(printed, written):
            column = greys(printed, page)
            here = round(top / 72 * DOTS)
            edges = [place for place, grey in enumerate(column) if grey <= LINE]
            above = max((place for place in edges if place <= here), default=0)
            below = min((place for place in edges if place > here + 3), default=0)
            room = (below - above) / DOTS * INCH
            assert room > (2.4 if kind == "lines" else 0.9), (file.stem, label, room)
            assert column[here + 3] <= PAPER, (file.stem, label)


def places(printed: Path, wanted: list[tuple[str, str]]) -> list[tuple[str, str, int, float]]:
    """Return where the first line of each label stands: its page, and how far from its top in points."""
    found = []
    boxes = re.findall(
        r'<page |<line xMin="[^"]*" yMin="([0-9.]+)"[^>]*>(.*?)</line>',
        run("pdftotext", "-bbox-layout", str(printed), "-"), re.DOTALL,
    )  # fmt: skip
    for label, kind in wanted:
        page = 0
        for top, inner in boxes:
            page += not inner
            words = " ".join(re.findall(r">([^<]+)</word>", inner))
            if label == words or (" " in words and label.startswith(f"{words} ")):
                found.append((label, kind, page, float(top)))
                break
        else:
            raise AssertionError(label)
    return found


@cache
def greys(printed: Path, page: int) -> list[int]:
    """Return how light each dot of a page is, from top to bottom, in the column where answers go."""
    made = printed.with_name(f"{printed.stem}-{page}")
    run("pdftoppm", "-gray", "-r", str(DOTS), "-f", str(page), "-l", str(page), "-singlefile", str(printed), str(made))
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data := made.with_suffix(".pgm").read_bytes())
    assert head
    wide = int(head[1])
    return list(data[head.end() + round(ANSWER / INCH * DOTS) :: wide])
