"""Every kind of organisation in every nation that has it, as complete profiles."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policygen.pack.build import compose_profile
from policygen.sources.library import Library
from policygen.sources.profile import load_profile
from policygen.where import library_folder

if TYPE_CHECKING:
    from policygen.model import Pack

TODAY = dt.date(2026, 11, 22)
"""The day on which packs are made here, unless a test says another."""


def _called(what: str, field: str) -> str:
    """Return what somebody is called here: nobody else's name is like it."""
    return f"{what} {field.replace('_', ' ').title()}"


def _reached(number: int) -> str:
    """Return how somebody is reached, by numbers that nobody else has."""
    return f"phone: 01632 960{number}, out_of_hours: 01632 960{number + 1}, checked_on: 2026-11-01"


_PEOPLE = (
    "head",
    "safeguarding",
    "board_safeguarding",
    "data_protection",
    "it",
    "concern_about_head_to",
    "responsible_individual",
)
_OFFICES = (
    "la_social_care",
    "adult_social_care",
    "allegations",
    "police_local",
    "partnership",
    "placing_authority",
    "ngb",
    "denomination",
    "regulator",
    "advocate",
)


@cache
def shipped() -> Library:
    """Return the shipped library."""
    return Library((library_folder(),))


def every() -> list[tuple[str, str]]:
    """Return each type with each nation that has it."""
    return [(kind, nation) for kind, what in shipped().vocabulary.types.items() for nation in what.nations]


def complete(kind: str, nation: str) -> str:
    """Return a profile of a kind of organisation with nothing missing."""
    low, high = shipped().vocabulary.types[kind].ages
    people = "\n".join(
        f"  {role}: {{name: {_called('Person', role)}, {_reached(100 + 2 * n)}, email: {role}@place.example}}"
        for n, role in enumerate(_PEOPLE)
    )
    offices = "\n".join(
        f"  {name}: {{name: {_called('Office', name)}, {_reached(200 + 2 * n)}}}" for n, name in enumerate(_OFFICES)
    )
    care = "looked_after: all, " if kind in {"childrens_home", "foster_agency"} else ""
    return (
        f"org: {{name: The Place, type: {kind}, nation: {nation}}}\n"
        f"children: {{{care}age_min: {low}, age_max: {high}}}\n"
        f"lead:\n{people}\n  deputies: [{{name: Person Deputy, {_reached(300)}}}]\ncontact:\n{offices}\n"
        "net: {filter_iwf: true, filter_ctiru: true, filter_profiles: [adults, children],\n"
        "  monitoring_dpia: 2026-09-01}\n"
        "phones: {set_times: before and after}\nai: {staff: not_permitted}\n"
        "review: {consulted: [children], next_review: 2027-09}\n"
    )


def examples() -> list[Path]:
    """Return the example profiles."""
    return sorted((Path(__file__).parents[2] / "profiles").glob("*.yaml"))


@cache
def example(slug: str) -> Pack:
    """Return the pack of an example profile, as of today."""
    (path,) = (one for one in examples() if one.stem == slug)
    return compose_profile(load_profile(path), shipped(), TODAY)
