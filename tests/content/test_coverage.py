"""What the five sources and the further registers ask is met by every organisation that it applies to."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygen.compose.facts import build_facts
from policygen.compose.pack import compose
from policygen.review.coverage import coverage, unmet
from policygen.sources import yamlio
from policygen.sources.profile import load_profile
from tests.content.organisations import complete, every, examples, shipped
from tests.kit import DAY

if TYPE_CHECKING:
    from policygen.review.coverage import Coverage

SOURCES = {"SCR": 30, "NSPCC14": 55, "NSPCC22": 7, "PROC25": 73, "LUTON": 108}
"""How many requirements each of the five sources has: 273."""


@cache
def awaited() -> dict[str, frozenset[str]]:
    """Return what may be missing because its document is still to be written, for any pack and for a short one."""
    data = yamlio.load(Path(__file__).with_name("coverage.yaml")).data
    known = frozenset(one.id for one in shipped().frameworks.requirements)
    return {name: known if ids == "*" else frozenset(str(ids).split()) for name, ids in data.items()}


@cache
def of(path: Path) -> tuple[Coverage, frozenset[str]]:
    """Return how the organisation of a profile stands, and what may be missing."""
    facts = build_facts(load_profile(path), shipped(), DAY)
    short = awaited()["micro"] if facts.values["pack.size"] == "micro" else frozenset()
    return coverage(facts, compose(facts, shipped()), shipped()), awaited()["every"] | short


def beyond(found: Coverage, may: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return what an organisation lacks and may not, under its name."""
    return {name: ids for name, rows in unmet([found]).items() if (ids := tuple(i for i in rows if i not in may))}


def test_the_registers_hold_all_requirements_of_the_five_sources() -> None:
    counts = Counter(one.id.partition("-")[0] for one in shipped().frameworks.requirements)
    assert {name: counts[name] for name in SOURCES} == SOURCES
    assert sum(SOURCES.values()) == 273


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_each_example_profile_meets_all_that_applies_to_it(path: Path) -> None:
    assert beyond(*of(path)) == {}


@pytest.mark.slow
def test_every_kind_of_organisation_in_every_nation_meets_all_that_applies_to_it(tmp_path: Path) -> None:
    lacking: dict[str, tuple[str, ...]] = {}
    met: set[str] = set()
    for kind, nation in every():
        path = tmp_path / f"{kind}-{nation}.yaml"
        path.write_text(complete(kind, nation), encoding="utf-8")
        found, may = of(path)
        lacking |= beyond(found, may)
        met |= {row.requirement.id for row in found.rows if row.state == "met"}
    guests = tmp_path / "guests.yaml"
    guests.write_text(complete("secondary", "england").replace("net: {", "net: {guest_wifi: true, "), encoding="utf-8")
    for example in (guests, *examples()):
        met |= {row.requirement.id for row in of(example)[0].rows if row.state == "met"}
    assert lacking == {}
    assert {one.id for one in shipped().frameworks.requirements} - met <= awaited()["every"]


def test_what_is_awaited_is_asked_for() -> None:
    assert awaited()["every"] | awaited()["micro"] <= {one.id for one in shipped().frameworks.requirements}


def test_what_is_stale_in_a_source_says_what_we_do_instead_in_whole_sentences() -> None:
    said = [one.instead for one in shipped().frameworks.requirements if one.instead]
    assert len(said) >= 40
    assert [text for text in said if not re.fullmatch(r"[A-Z].*\.", text)] == []


def test_the_two_unsafe_steps_are_met_by_forbidding_them() -> None:
    """Copying images as evidence and collecting passwords, which a source tells staff to do."""
    unsafe = {one.id: one.instead for one in shipped().frameworks.requirements if one.id in ("LUTON-5.6", "LUTON-5.7")}
    assert len(unsafe) == 2
    assert all("forbid" in text for text in unsafe.values())
