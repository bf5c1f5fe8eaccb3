"""Why a clause reads differently: the fact, the provision, the library. Read off the record, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from policygen.model import Uses


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what a clause used, the pack's facts and words, the hash of its template.

    `facts` are those that anything in the pack used; `inputs` is the hash of all facts, empty where nobody kept it.
    """

    uses: Uses
    facts: Mapping[str, Any]
    words: Mapping[str, str]
    source: str = ""
    inputs: str = ""


def causes(old: Side, new: Side) -> tuple[str, ...]:
    """Return why `new` reads differently, such as "profile:phones.staff", "law:kcsie" and "library"."""
    changed, one_sided = _facts(old, new)
    found = [f"profile:{path}" for path in changed]
    before, after = _law(old.uses), _law(new.uses)
    found += [f"law:{name}" for name in sorted({*before} & {*after}) if before[name] != after[name]]
    if old.source != new.source or (not found and _reworded(old, new)):
        found.append("library")
    if not found:
        # Known or cited on one side only: no reason by itself, but the reason where there is no other.
        found += [f"profile:{path}" for path in one_sided]
        found += [f"law:{name}" for name in sorted({*before} ^ {*after})]
    return tuple(found)


def _facts(old: Side, new: Side) -> tuple[list[str], list[str]]:
    """Return the facts used that differ, and those whose value is known on one side only."""
    if old.inputs and old.inputs == new.inputs:
        return [], []
    paths = sorted({*old.uses.facts, *new.uses.facts})
    both = [path for path in paths if path in old.facts and path in new.facts]
    return [path for path in both if old.facts[path] != new.facts[path]], [path for path in paths if path not in both]


UNKNOWN = "unknown"


def law_causes(uses: Iterable[Uses], moved: Collection[str]) -> tuple[str, ...]:
    """Return why words differ between two days where profile and library are the same, such as ("law:kcsie",).

    `uses` are the records of both sides and `moved` the provisions that differ between the days. Where no provision
    that was used differs, the record does not explain the difference, and the cause is said to be unknown.
    """
    names = {use.id for one in uses for use in one.law if use.id in moved}
    return tuple(f"law:{name}" for name in sorted(names)) or (UNKNOWN,)


def _law(uses: Uses) -> dict[str, str]:
    return {use.id: use.version for use in uses.law}


def _reworded(old: Side, new: Side) -> bool:
    contacts = {f"contact:{name}" for name in (*old.uses.contacts, *new.uses.contacts)}
    names = {*old.uses.terms, *new.uses.terms, *contacts}
    return any(old.words.get(name) != new.words.get(name) for name in names)
