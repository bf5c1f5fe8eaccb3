"""What holds of every example organisation on the first day of every month, from 2018 to the end of 2027.

The whole takes a minute; the quick run takes some months, and those in which most changed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from policygen.compose.facts import build_facts
from policygen.compose.pack import compose
from policygen.model import Box
from policygen.sources.law import PENDING
from policygen.sources.profile import load_profile
from policygen.text import blocks_text, spans_text
from policygen.writers import markdown
from tests.content.organisations import examples, shipped
from tests.law.casebook import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policygen.model import Document, Pack
    from policygen.sources.law import LawView

MONTHS = [dt.date(year, month, 1) for year in range(2018, 2028) for month in range(1, 13)]
BUSY = {dt.date(2018, 6, 1), dt.date(2021, 9, 1), dt.date(2024, 2, 1), dt.date(2026, 7, 1), dt.date(2026, 9, 1)}
SOME = [day for number, day in enumerate(MONTHS) if number % 14 == 0 or day in BUSY]
TODAY = dt.date(2026, 11, 22)
NOT_LAW = re.compile(r"\bnot (yet )?(the )?law\b|\bno ban in law\b|\bnot in force\b")

both = pytest.mark.parametrize(
    "days", [pytest.param(SOME, id="some"), pytest.param(MONTHS, id="all", marks=pytest.mark.slow)]
)
each = pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)


loaded = cache(load_profile)


@cache
def law(path: Path, day: dt.date) -> LawView:
    """Return the law as it is on a day for an example organisation."""
    last = MONTHS[-1]
    return build_facts(loaded(path), shipped(), last).law if day == last else replace(law(path, last), as_of=day)


@cache
def concerns(path: Path, day: dt.date) -> frozenset[tuple[str, str]]:
    """Return every version that can be cited here on the day, and all that is known to be coming."""
    view = law(path, day)
    here = {(name, view.version(name)) for name in view.register.instruments}
    coming = {(f"coming {one.id}", version.id) for one, version in view.coming()}
    return frozenset(coming | {(name, version.id) for name, version in here if version})


@cache
def made(path: Path, day: dt.date) -> Pack:
    """Return the pack as law and library give it, whatever the profile has still to complete."""
    return compose(build_facts(loaded(path), shipped(), day), shipped())


@cache
def spoken(path: Path, day: dt.date) -> str:
    """Return the words of a pack that do not stand in a box of what is coming."""
    return "\n".join(_outside(made(path, day).documents))


def _outside(documents: tuple[Document, ...]) -> Iterator[str]:
    for document in documents:
        yield plain(f"{document.title}\n{spans_text(document.summary)}")
        for clause in document.clauses:
            blocks = [one for one in clause.blocks if not (isinstance(one, Box) and one.kind == "coming")]
            yield plain(f"{spans_text(clause.heading)}\n{blocks_text(blocks)}")


@cache
def citations() -> dict[str, frozenset[tuple[str, str]]]:
    """Return each citation of the register with the instruments and versions that are cited so."""
    found: dict[str, set[tuple[str, str]]] = {}
    for one in shipped().register.instruments.values():
        for version in one.versions:
            found.setdefault(plain(version.cite), set()).add((one.id, version.id))
    return {cite: frozenset(cited) for cite, cited in found.items()}


def out_of_force(path: Path, day: dt.date) -> list[str]:
    """Return the citations of what was not in force on the day for the organisation; parts of others are left out."""
    now = [cite for cite, cited in citations().items() if cited & concerns(path, day)]
    return [cite for cite in citations().keys() - set(now) if not any(cite in other for other in now)]


@each
@both
def test_every_pack_builds_and_records_only_versions_that_were_in_force(path: Path, days: list[dt.date]) -> None:
    for day in days:
        pack, view = made(path, day), law(path, day)
        uses = {use for document in pack.documents for clause in document.clauses for use in clause.uses.law}
        coming = {(one.id, version.id) for one, version in view.coming()}
        assert pack.documents
        assert uses
        for use in uses:
            now = view.version(use.id)
            assert use.version in {"", now.id if now else ""} or (use.id, use.version) in coming, f"{day}: {use}"


@each
@both
def test_every_citation_in_the_words_was_in_force_there_and_then(path: Path, days: list[dt.date]) -> None:
    for day in days:
        assert [f"{day}: {cite}" for cite in out_of_force(path, day) if cite in spoken(path, day)] == []


@pytest.mark.parametrize(
    "path", [one for one in examples() if "size: micro" not in one.read_text()], ids=lambda p: p.stem
)
def test_a_citation_of_another_year_would_be_found(path: Path) -> None:
    assert any(cite in spoken(path, MONTHS[0]) for cite in out_of_force(path, MONTHS[-1]))


@each
@both
def test_nothing_that_is_coming_is_said_as_law(path: Path, days: list[dt.date]) -> None:
    for day in days:
        sentences = re.split(r"(?<=[.:?!])\s|\n", spoken(path, day))
        said = [one for one in sentences if any(name in one for name in watched()) and not NOT_LAW.search(one)]
        assert said == []


@cache
def watched() -> frozenset[str]:
    """Return the titles and citations of what is not law yet."""
    pending = [one for one in shipped().register.instruments.values() if any(v.state in PENDING for v in one.versions)]
    cites = {version.cite for one in pending for version in one.versions if version.state in PENDING}
    assert pending
    return frozenset(map(plain, {*cites, *(one.title for one in pending)}))


@each
@pytest.mark.parametrize("step", [pytest.param(12, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)])
def test_where_no_law_that_concerns_them_changed_not_a_byte_of_a_document_does(path: Path, step: int) -> None:
    quiet = [(one, other) for one, other in pairwise(MONTHS) if concerns(path, one) == concerns(path, other)]
    assert 0 < len(quiet) < len(MONTHS) - 1
    chosen = quiet[::step]
    assert [day for before, day in chosen if made(path, before).documents != made(path, day).documents] == []


@each
def test_no_number_or_address_of_a_contact_that_may_not_be_printed_is_in_the_words(path: Path) -> None:
    contacts = shipped().register.contacts.values()
    hidden = {word for one in contacts if not one.printable for word in (one.phone, one.url) if word}
    shown = {word for one in contacts if one.printable for word in (one.phone, one.url) if word}
    text = "\n".join(markdown.write(document) for document in made(path, TODAY).documents)
    assert hidden - shown
    assert [word for word in hidden - shown if word in text] == []
    assert any(word in text for word in shown)
