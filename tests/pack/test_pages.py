"""The pages on law and on where packs stand: in a real browser, on a telephone and on a desk, without a fault."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from policygen.pack.build import build, compose_profile, make
from policygen.pack.impact import Impact, impact
from policygen.pack.impact_page import effects, impact_page
from policygen.pack.status import Standing, standing
from policygen.pack.status_page import status_page, totals
from policygen.review.changes import between
from policygen.review.law_page import changes_page, upcoming_page
from policygen.review.register_page import list_page, show_page
from policygen.review.upcoming import upcoming
from policygen.writers.page_html import write
from tests.browser import look
from tests.kit import CLUB, COMPLETE, profile, small_library
from tests.needs import needs

if TYPE_CHECKING:
    from pathlib import Path

FROM, TO = dt.date(2026, 6, 20), dt.date(2026, 9, 1)
LIBRARY = small_library()
WORDS = LIBRARY.vocabulary.words["en"]
ODD = COMPLETE.replace("Testing School", '"<b>A & B</b> «Ysgol» مدرسة"')


def impacts(folder: Path) -> list[Impact]:
    texts = {"school": COMPLETE, "odd": ODD, "club": CLUB}
    return [impact(profile(folder, text, name), LIBRARY, FROM, TO) for name, text in texts.items()]


def standings(folder: Path) -> list[Standing]:
    found = []
    for name, text in {"school": COMPLETE, "odd": ODD, "club": CLUB}.items():
        loaded = profile(folder, text, name)
        if name != "club":
            build(make(compose_profile(loaded, LIBRARY, FROM), LIBRARY, ("docx", "md")), folder / "packs")
        found.append(standing(loaded, LIBRARY, folder / "packs", TO))
    return found


def pages(folder: Path) -> dict[str, bytes]:
    """Return every kind of page, with much on it and with nothing on it."""
    register = LIBRARY.register
    days = (FROM, TO)
    coming = upcoming(register, FROM, 90)
    law = list(register.instruments.values())
    made = {
        "register": list_page([(one, *one.state_on(FROM)) for one in law], FROM, WORDS),
        "empty-register": list_page([], FROM, WORDS),
        "instrument": show_page(register.instruments["guidance"], FROM, ("phones/exceptions",), WORDS),
        "pending-instrument": show_page(register.instruments["coming-ban"], FROM, (), WORDS),
        "changes": changes_page(between(register, FROM, TO), days, "", register, WORDS),
        "no-changes": changes_page((), days, "wales", register, WORDS),
        "impact": impact_page(impacts(folder), days, register, WORDS),
        "no-impact": impact_page([], days, register, WORDS),
        "upcoming": upcoming_page(coming, register, WORDS, effects(impacts(folder), days, register, WORDS)),
        "nothing-upcoming": upcoming_page(upcoming(register, FROM, 1), register, WORDS),
        "status": status_page(standings(folder), TO, register, WORDS),
        "all-is-well": status_page([], TO, register, WORDS),
    }
    return {name: write(page) for name, page in made.items()}


@needs("chromium", "axe-core")
def test_no_page_has_a_fault_of_accessibility_or_is_wider_than_a_telephone(tmp_path: Path) -> None:
    for seen in look(pages(tmp_path), (320, 1280), tmp_path):
        assert seen.violations == [], seen.name
        assert seen.page <= seen.window, seen.name
        assert seen.rules > 10


def test_every_link_within_a_page_leads_somewhere_and_no_id_stands_twice(tmp_path: Path) -> None:
    for name, page in pages(tmp_path).items():
        text = page.decode()
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids)), name
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids), name


def test_a_page_says_nothing_that_an_organisation_is_called_as_markup(tmp_path: Path) -> None:
    text = pages(tmp_path)["impact"].decode()
    assert "&lt;b&gt;A &amp; B&lt;/b&gt; «Ysgol» مدرسة" in text
    assert "<b>" not in text


def test_both_wordings_stand_side_by_side_with_what_differs_marked(tmp_path: Path) -> None:
    text = pages(tmp_path)["impact"].decode()
    assert "<h5>On 20 June 2026</h5>" in text
    assert "<h5>On 1 September 2026</h5>" in text
    assert "<del>" in text
    assert "<ins>The head has regard to section 1 of the Phones Act.</ins>" in text
    assert "<strong>Because of: </strong>Duty on phones" in text


def test_an_organisation_that_is_not_touched_is_counted_and_not_named(tmp_path: Path) -> None:
    text = pages(tmp_path)["impact"].decode()
    assert "<dd>2 of 3</dd>" in text
    assert "Testing Club" not in text


def test_the_timeline_says_in_words_what_it_shows(tmp_path: Path) -> None:
    text = pages(tmp_path)["upcoming"].decode()
    picture, after = text[text.index("<svg") :].split("</svg>", 1)
    listed = after[: after.index("</ol>")]
    assert re.search(r"<title [^>]+>Timeline</title>", picture)
    for words in ("29 June 2026", "1 September 2026", "No date yet"):
        assert words in picture
        assert words in listed


def test_the_page_of_standings_counts_and_leads_to_what_needs_doing(tmp_path: Path) -> None:
    found = standings(tmp_path)
    counts = totals(found)
    assert (counts["organisations"], counts["due"], counts["fine"], counts["not_built"]) == (3, 3, 0, 1)
    assert counts["clauses"] == sum(one.clauses for one in found)
    text = write(status_page(found, TO, LIBRARY.register, WORDS)).decode()
    assert '<th scope="row"><a href="#school">Testing School</a></th>' in text
    assert '<section id="school">' in text


@pytest.mark.parametrize("name", ["impact", "upcoming", "changes", "status", "register", "instrument"])
def test_the_same_page_is_the_same_bytes(tmp_path: Path, name: str) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    assert pages(tmp_path / "one")[name] == pages(tmp_path / "other")[name]
