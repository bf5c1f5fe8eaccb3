"""A comparison as a page: what a reader sees, hears and chooses."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from policygen.model import Clause, Paragraph, Span
from policygen.pack.build import compose_profile
from policygen.review.cause_words import CauseWords
from policygen.review.compare import compare, side_of
from policygen.review.comparison import Side
from policygen.review.comparison_page import comparison_page
from tests.browser import dom, look
from tests.kit import COMPLETE, profile, small_library
from tests.needs import needs
from tests.writers import samples

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<script>alert(1)</script> &amp; \"'> </ins></style>"


def page_of(old: Side, new: Side) -> str:
    library = small_library()
    found = compare(old, new)
    return comparison_page(found, CauseWords(found, library.register, library.vocabulary.words["en"])).decode()


@pytest.fixture
def term(tmp_path: Path) -> str:
    """Return the page of a school's pack on two days, between which law changed, and what it says of phones."""
    library = small_library()
    sides = []
    for phones, day in (("handed_in", dt.date(2026, 8, 31)), ("not_on_site", dt.date(2026, 9, 1))):
        school = profile(tmp_path, f"{COMPLETE}phones: {{children: {phones}}}\n")
        sides.append(side_of(compose_profile(school, library, day), day.isoformat(), library.digest))
    return page_of(*sides)


def moved() -> str:
    """Return the page of a document in which one clause moved, one came, one went, a paragraph came apart."""
    text = "First sentence here of some length. Second sentence here of some length."
    a, b, c, d, e = (Clause(f"p/{name}", "", (Span(name.upper()),), 2, ()) for name in "abcde")
    whole = dataclasses.replace(c, blocks=(Paragraph((Span(text),)),))
    first, second = text.split(". ")
    apart = dataclasses.replace(c, blocks=(Paragraph((Span(first + "."),)), Paragraph((Span(second),))))
    old, new = (
        samples.changed(samples.policy(), id="p", clauses=clauses) for clauses in ((a, b, whole, d), (b, apart, a, e))
    )
    return page_of(Side("before", (old,)), Side("after", (new,)))


def hostile() -> str:
    sides = []
    for word in ("One", "Two"):
        clause = Clause("p/x", "1", (Span(HOSTILE),), 2, (Paragraph((Span(f"{word} {HOSTILE}"),)),))
        sides.append(Side(HOSTILE, (samples.changed(samples.policy(), id="p", title=HOSTILE, clauses=(clause,)),)))
    return page_of(*sides)


def heard(page: str) -> str:
    """Return the words of a page, as one who listens hears them."""
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", body)).split())


def test_each_clause_has_its_reason_and_its_words_in_both_views(term: str) -> None:
    clause = term.partition('<article id="phones/exceptions"')[2].partition("</article>")[0]
    assert "<li>Guidance 2026 replaced the 2018 edition on 1 September 2026</li>" in clause
    one_text, _, both = clause.partition('<table class="both">')
    assert "A search follows Guidance deleted: 2018 (end)inserted: 2026 (end)." in heard(one_text)
    rows = re.findall(r"<td data-side=\"([^\"]+)\">(.*?)</td>", both)
    assert [(side, heard(words)) for side, words in rows] == [
        ("2026-08-31", "A search follows Guidance deleted: 2018 (end)."),
        ("2026-09-01", "A search follows Guidance inserted: 2026 (end)."),
    ]


def test_a_long_sentence_is_shown_whole() -> None:
    ends = [f"{'Some words that stay where they are. ' * 9}The end is {word}." for word in ("old", "new")]
    sides = [
        Side(end, (samples.changed(samples.policy(), clauses=(samples.clause("x", "1", "X", samples.p(end)),)),))
        for end in ends
    ]
    page = page_of(*sides)
    assert heard(page).count("Some words that stay where they are. " * 9) >= 3
    assert "[…]" not in page


def test_a_moved_clause_is_shown_as_moved_and_says_from_where_to_where() -> None:
    page = moved()
    assert 'A <span class="tag">moved</span>' in page
    assert "It stood at the beginning, and stands now after “C”." in heard(page)
    assert 'E <span class="tag">new</span>' in page
    assert 'D <span class="tag">gone</span>' in page
    assert "One paragraph became several:" in page


def test_a_document_that_is_new_says_so_once() -> None:
    page = page_of(Side("before", ()), Side("after", (samples.children(),)))
    assert page.count("This document is new.") == 1
    assert heard(page).count("inserted: ") > 3


def test_nothing_that_differs_makes_a_page_that_says_so() -> None:
    side = Side("here", (samples.policy(),))
    assert "Nothing differs." in page_of(side, side)


def test_no_words_become_markup() -> None:
    page = hostile()
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert HOSTILE in heard(page)


def test_every_page_is_well_formed_and_each_id_stands_once(term: str) -> None:
    for page in (term, moved(), hostile()):
        ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own page
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
        levels = [int(level) for level in re.findall(r"<h(\d)", page)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def chosen(page: str, *ids: str) -> str:
    """Return a page on which these radio buttons are chosen."""
    for one in ids:
        name = re.escape(one)
        group = re.search(rf'name="([a-z]+)" id="{name}"', page)
        assert group, one
        page = re.sub(rf'(name="{group[1]}" id="[^"]+") checked="checked"', r"\1", page)
        page = page.replace(f'id="{one}"', f'id="{one}" checked="checked"')
    return page


@needs("chromium", "axe-core")
@pytest.mark.slow
def test_no_view_has_a_fault_of_accessibility_or_is_wider_than_a_telephone(term: str, tmp_path: Path) -> None:
    views = {"one-text": term, "sides": chosen(term, "show-sides"), "moved": chosen(moved(), "show-sides")}
    for seen in look({name: page.encode() for name, page in views.items()}, (320, 1280), tmp_path):
        assert seen.violations == [], seen.name
        assert seen.page <= seen.window, seen.name
        assert seen.rules > 10


_CLICK = """<script>
var steps = {steps};
steps.forEach(function (ids) {{
  ids.forEach(function (id) {{ document.getElementById(id).click(); }});
  var seen = [];
  document.querySelectorAll('.change, .document, .both, .inline, .nothing, nav').forEach(function (one) {{
    if (one.getClientRects().length) {{ seen.push(one.id || one.className || one.tagName); }}
  }});
  var said = document.createElement('pre');
  said.className = 'said';
  said.textContent = seen.join(' ');
  document.body.appendChild(said);
}});
</script></html>"""


def clicked(page: str, folder: Path, *steps: list[str]) -> list[set[str]]:
    """Return what a browser shows, as ids or kinds of parts, after clicks on the radio buttons of each step."""
    script = _CLICK.format(steps=json.dumps(steps))
    (folder / "page.html").write_text(page.replace("</html>", script), encoding="utf-8")
    shown = dom(folder / "page.html", folder / "browser")
    return [set(one.split()) for one in re.findall(r'<pre class="said">(.*?)</pre>', shown)]


@needs("chromium")
@pytest.mark.slow
def test_what_is_chosen_is_shown_and_the_rest_is_not(term: str, tmp_path: Path) -> None:
    causes = re.findall(r'id="(show-cause-\d+)"/> ([^<]+)', term)
    law, phones = (next(name for name, words in causes if said in words) for said in ("Guidance", "phones.children"))
    documents = re.findall(r'<section id="([^"]+)" class="document', term)
    steps = [[], ["show-sides"], [law], [f"show-document-{documents.index('law-list') + 1}"], [phones]]
    first, both, by_law, one, nothing = clicked(term, tmp_path, *steps)
    assert set(documents) | {"inline", "NAV", "phones/where"} <= first
    assert not {"both", "nothing"} & first
    assert "both" in both
    assert "inline" not in both
    assert {"both", "phones/exceptions", "law-list"} <= by_law
    assert not {"inline", "NAV", "nothing", "phones/where"} & by_law
    assert one & set(documents) == {"law-list"}
    assert "nothing" not in one
    assert nothing == {"law-list", "nothing"}
