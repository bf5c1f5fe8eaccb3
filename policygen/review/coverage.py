"""What an organisation's pack meets of what is asked: each requirement with its clauses, a reason, or neither."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policygen.compose.facts import variables
from policygen.errors import PolicygenError, Problem, nearest
from policygen.review.reach import joined, reachable
from policygen.text import spans_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from policygen.compose.facts import Facts
    from policygen.model import Pack
    from policygen.sources.frameworks import Framework, Requirement
    from policygen.sources.library import Library

State = Literal["met", "not-applicable", "missing"]
STATES: tuple[State, ...] = ("met", "not-applicable", "missing")


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause of the pack that meets a requirement: its id, its document's title, its number and heading."""

    clause: str
    document: str
    number: str
    heading: str


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement of a register, and how it stands; `because` says why it does not apply."""

    framework: str
    requirement: Requirement
    state: State
    claims: tuple[Claim, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How one organisation's pack stands against the registers of its library."""

    slug: str
    name: str
    type: str
    nation: str
    rows: tuple[Row, ...]

    def totals(self, framework: str = "") -> dict[State, int]:
        """Return how many requirements stand in each state, of one register or of all."""
        counts = Counter(row.state for row in self.rows if framework in ("", row.framework))
        return {state: counts[state] for state in STATES}

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the requirements that apply and that no clause meets."""
        return tuple(row.requirement.id for row in self.rows if row.state == "missing")


def coverage(facts: Facts, pack: Pack, library: Library, only: str = "") -> Coverage:
    """Return how `pack`, made from `facts` and `library`, stands against every register, or against `only`.

    Raises PolicygenError where a register has faults, or where there is no register `only` (`unknown-framework`).
    """
    frameworks = chosen(library, only)
    names = variables(facts.values, facts.law)
    applies = library.requirements.bind(names)
    claims = _claims(pack)
    rows: list[Row] = []
    for one in frameworks:
        whole = applies.pick(f"framework:{one.id}") is not None
        for asked in one.requirements:
            if not whole or applies.pick(f"requirement:{asked.id}") is None:
                because = asked.because if whole else one.because
                rows.append(Row(one.id, asked, "not-applicable", (), because))
            else:
                found = tuple(claims.get(asked.id, ()))
                rows.append(Row(one.id, asked, "met" if found else "missing", found))
    return Coverage(pack.slug, pack.name, pack.type, pack.nation, tuple(rows))


def chosen(library: Library, only: str = "") -> tuple[Framework, ...]:
    """Return the registers of a library in the order of their files, or the one asked for; raises as `coverage`."""
    found = library.frameworks
    if found.problems or library.requirements.problems:
        raise PolicygenError([*found.problems, *library.requirements.problems])
    if only and only not in found.found:
        hint = "one of " + ", ".join(found.found) if found.found else "this library has no registers"
        message = f"there is no register of requirements '{only}'"
        problem = Problem("unknown-framework", message, path=only, hint=hint, suggestion=nearest(only, found.found))
        raise PolicygenError([problem])
    return (found.found[only],) if only else tuple(found.found.values())


def _claims(pack: Pack) -> dict[str, list[Claim]]:
    claims: dict[str, list[Claim]] = {}
    for document in pack.documents:
        for clause in document.clauses:
            claim = Claim(clause.id, document.title, clause.number, spans_text(clause.heading))
            for name in clause.covers:
                claims.setdefault(name, []).append(claim)
    return claims


def unknown_requirements(library: Library) -> Iterator[Problem]:
    """Yield each requirement that a clause claims and that no register has; a library without registers asks nothing.

    A clause that stands in several documents is named once.
    """
    known = {one.id for one in library.frameworks.requirements}
    if not known:
        return
    shared = [clause for source in library.shared_files for clause in source.clauses]
    own = [clause for source in library.documents.values() for clause in source.clauses]
    for clause in (*own, *shared):
        for name in clause.covers:
            if name not in known:
                hint = "the ids stand in templates/frameworks: take it out, or mend it"
                message = f"no register has a requirement '{name}'"
                place = library.place(clause.place.file, clause.place.line, name)
                yield Problem("unknown-requirement", message, place, clause.id, hint, nearest(name, known))


def unclaimed_requirements(library: Library, claimed: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for each requirement that is not among `claimed`, the ids that clauses of documents claim.

    One that nobody can ever be held to, by its condition and that of its register, is passed over.
    """
    for framework in library.frameworks.found.values():
        for one in framework.requirements:
            if one.id in claimed or not reachable(joined([framework.when, one.when]) or "true", library):
                continue
            message = f"no clause claims the requirement '{one.id}', which applies to some organisations"
            hint = f'write covers="{one.id}" at the clause that meets it ({one.what}), or write that clause'
            yield Problem("unclaimed-requirement", message, one.place, one.id, hint, severity="warning")


def unmet(found: Sequence[Coverage]) -> dict[str, tuple[str, ...]]:
    """Return, for each organisation that lacks anything, the ids of what it lacks."""
    return {one.slug: one.missing for one in found if one.missing}
