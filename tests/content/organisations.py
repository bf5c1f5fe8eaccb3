"""Every kind of organisation in every nation that has it, as complete profiles."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from policygen.sources.library import Library
from policygen.where import library_folder

_CONTACT = "phone: 01632 960200, out_of_hours: 01632 960201, checked_on: 2026-11-01"
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
        f"  {role}: {{name: Person {role.replace('_', ' ').title()}, {_CONTACT}, email: {role}@place.example}}"
        for role in _PEOPLE
    )
    offices = "\n".join(f"  {name}: {{name: Office {name.replace('_', ' ').title()}, {_CONTACT}}}" for name in _OFFICES)
    care = "looked_after: all, " if kind in {"childrens_home", "foster_agency"} else ""
    return (
        f"org: {{name: The Place, type: {kind}, nation: {nation}}}\n"
        f"children: {{{care}age_min: {low}, age_max: {high}}}\n"
        f"lead:\n{people}\n  deputies: [{{name: Person Deputy, {_CONTACT}}}]\ncontact:\n{offices}\n"
        "net: {filter_iwf: true, filter_ctiru: true, filter_profiles: [adults, children],\n"
        "  monitoring_dpia: 2026-09-01}\n"
        "phones: {set_times: before and after}\nai: {staff: not_permitted}\n"
        "review: {consulted: [children], next_review: 2027-09}\n"
    )


def examples() -> list[Path]:
    """Return the example profiles."""
    return sorted((Path(__file__).parents[2] / "profiles").glob("*.yaml"))
