"""The chart of what to do with a worry, with the names and numbers of every example: it fits a page, and is true."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from policygen.model import Flow
from policygen.pack.build import compose_profile
from policygen.sources.brand_template import read_template
from policygen.sources.profile import load_profile
from policygen.text import blocks_text, spans_text
from policygen.writers import docx, typst_pdf
from policygen.writers.flow import SIZES, charts
from policygen.writers.house import House
from tests import word_files
from tests.content.organisations import examples, shipped
from tests.kit import DAY, document
from tests.needs import needs
from tests.writers.reading import office, run, words

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.model import Clause, Pack

BOTH = ("reporting-procedure", "reporting-wall-card")
"""The documents that have the chart."""

LIST = "^The same steps in words"
"""What leads to the list, at the head of the page behind the chart."""

MOST = {"reporting-wall-card": 2}
"""The wall card is its one page, and the same in words behind it."""


SMALL = {"elmswell-juniors", "cwm-helyg"}
"""Small bodies have the steps in their code, without a chart."""


def charted() -> list[Path]:
    return [file for file in examples() if file.stem not in SMALL]


def chart(pack: Pack, name: str) -> tuple[Clause, Flow]:
    return next(
        (clause, block) for clause in document(pack, name).clauses for block in clause.blocks if isinstance(block, Flow)
    )


@pytest.mark.parametrize("file", charted(), ids=lambda file: file.stem)
def test_the_chart_has_every_branch_with_the_names_and_numbers_of_the_place(file: Path) -> None:
    profile = load_profile(file)
    pack = compose_profile(profile, shipped(), DAY)
    _clause, flow = chart(pack, "reporting-procedure")
    assert flow == chart(pack, "reporting-wall-card")[1]
    said = blocks_text((flow,))
    facts = profile.values
    lead, head, other = (facts["lead"][who] for who in ("safeguarding", "head", "concern_about_head_to"))
    danger = flow.steps[0]
    assert "danger" in spans_text(danger.spans)
    assert "999" in spans_text(danger.branches[0])
    for wanted in (
        lead["name"], lead["phone"], f"About {head['name']}: tell {other['name']}", other["phone"],
        "adult here", "out of hours", facts["contact"]["la_social_care"]["phone"],
        facts["contact"]["la_social_care"]["out_of_hours"], facts["contact"]["allegations"]["phone"],
    ):  # fmt: skip
        assert wanted in said
    assert lead.get("out_of_hours", "") in said
    assert "[to complete" not in said


def own_pages(folder: Path) -> House:
    """Return a house style with a letterhead whose text is 3 cm from every edge of an A4 page."""
    margins = re.sub(r'w:(top|bottom|left|right)="[0-9]+"', r'w:\1="1701"', word_files.SECTION)
    file = folder / "house.dotx"
    file.write_bytes(word_files.word_file(section=margins))
    return House(template=read_template(file)[0])


@pytest.mark.slow
@needs("soffice", "pdftotext")
@pytest.mark.parametrize("own", [False, True], ids=["our page", "their page"])
def test_every_example_has_its_chart_with_its_heading_on_one_page(tmp_path: Path, own: bool) -> None:  # noqa: FBT001
    house = own_pages(tmp_path) if own else House()
    wanted: dict[Path, tuple[Clause, Flow]] = {}
    for file in charted():
        pack = compose_profile(load_profile(file), shipped(), DAY)
        for name in BOTH:
            made = tmp_path / f"{file.stem}+{name}.docx"
            made.write_bytes(docx.write(document(pack, name), house))
            wanted[made] = chart(pack, name)
    office(wanted, "pdf", tmp_path)
    for made, (clause, flow) in wanted.items():
        (drawn,) = charts(flow, house.room)
        assert drawn.size >= SIZES[-1]
        shown = Counter(words(" ".join(spans_text(one) for one in (clause.heading, *(s.spans for s in drawn.shapes)))))
        pages = run("pdftotext", str(made.with_suffix(".pdf")), "-").split("\f")[:-1]
        behind = next(place for place, page in enumerate(pages) if re.search(LIST, page, re.MULTILINE))
        assert not shown - Counter(words(pages[behind - 1])), made.name
        # In a house style with less room, a title of two lines may send the heading with its chart to the next page.
        assert len(pages) <= MOST.get(made.stem.partition("+")[2], len(pages)) + own, made.name


@pytest.mark.slow
@needs("soffice", "pdftotext")
def test_the_wall_card_in_the_look_of_each_place_has_its_chart_on_the_first_page(tmp_path: Path) -> None:
    # With the logo of the place above it, in Word and as a PDF.
    wanted: dict[Path, Flow] = {}
    for file in charted():
        pack = compose_profile(load_profile(file), shipped(), DAY)
        house, card = House.of(pack.style), document(pack, "reporting-wall-card")
        (flow,) = [block for clause in card.clauses for block in clause.blocks if isinstance(block, Flow)]
        for name, data in (
            ("word.docx", docx.write(card, house)),
            ("typst.pdf", typst_pdf.write(card, house.brand, house.logo)),
        ):
            made = tmp_path / f"{file.stem}+{name}"
            made.write_bytes(data)
            wanted[made] = flow
    office([file for file in wanted if file.suffix == ".docx"], "pdf", tmp_path)
    for made, flow in wanted.items():
        pages = run("pdftotext", str(made.with_suffix(".pdf")), "-").split("\f")[:-1]
        steps = [line for step in flow.steps for line in (step.spans, *step.branches)]
        assert not Counter(words(" ".join(map(spans_text, steps)))) - Counter(words(pages[0])), made.name
        assert len(pages) == MOST["reporting-wall-card"], made.name
