"""What law that changes between two days does to the text of each organisation: composed on both, and compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from policygen.compose.facts import build_facts
from policygen.compose.pack import compose
from policygen.errors import PolicygenError, Problem
from policygen.pack.at_once import each, library_of
from policygen.pack.build import rule_problems
from policygen.review.changes import between, moved
from policygen.review.compare import compare, side_of
from policygen.review.wording import DocumentWording, readings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from policygen.model import Pack
    from policygen.review.changes import Change
    from policygen.sources.law import LawView
    from policygen.sources.library import Library
    from policygen.sources.profile import LoadedProfile


@dataclass(frozen=True, slots=True)
class Span:
    """The two days that are compared, and a library on top of each profile's own."""

    start: dt.date
    end: dt.date
    library: Path | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """What reads differently for one organisation, and what its profile will have to say for the new words.

    `changes` are those of law between the days that speak to this organisation, or on which its text relied; `problems`
    stand there instead of everything else where its pack cannot be made.
    """

    slug: str
    name: str = ""
    nation: str = ""
    changes: tuple[Change, ...] = ()
    documents: tuple[DocumentWording, ...] = ()
    to_complete: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def clauses(self) -> int:
        """Return how many clauses read differently; the opening of a document counts as one."""
        return sum(len(one.clauses) + (one.opening is not None) for one in self.documents)

    @property
    def law(self) -> tuple[str, ...]:
        """Return the instruments that changed, each once."""
        return tuple(sorted({one.instrument.id for one in self.changes}))

    @property
    def causes(self) -> tuple[str, ...]:
        """Return every cause of a difference, each once."""
        return tuple(sorted({cause for one in self.documents for cause in one.causes}))


def impacts(profiles: Sequence[LoadedProfile], span: Span, jobs: int = 1) -> list[Impact]:
    """Return what the law of `span` does to each profile, in their order; one that fails does not stop the others."""
    return each(partial(_one, span=span), profiles, jobs, lambda one, problem: Impact(one.slug, problems=(problem,)))


def _one(profile: LoadedProfile, span: Span) -> Impact:
    try:
        return impact(profile, library_of(profile, span.library), span.start, span.end)
    except PolicygenError as error:
        return Impact(profile.slug, problems=error.problems)


def impact(profile: LoadedProfile, library: Library, start: dt.date, end: dt.date) -> Impact:
    """Return what differs in the text of one organisation between two days, with profile and library as they are.

    Only law can make a difference: what the calendar does by itself (a contact that nobody has checked for a year) is
    left out. Raises PolicygenError where the pack cannot be made on one of the days.
    """
    before, after = (build_facts(profile, library, day) for day in (start, end))
    rule_problems(after, end)
    name, nation = after.values["org.name"], after.values["org.nation"]
    differing = moved(before.law, after.law)
    if not differing:
        return Impact(profile.slug, name, nation)
    old, new = compose(before, library), compose(after, library)
    was, now = (side_of(pack, pack.as_of.isoformat(), library.digest) for pack in (old, new))
    documents = readings(compare(was, now), differing)
    known = {one.path for one in old.to_complete}
    wanted = tuple(one for one in new.to_complete if one.path not in known)
    return Impact(profile.slug, name, nation, concerning(after.law, start, _relied_on(old, new)), documents, wanted)


def concerning(law: LawView, since: dt.date, relied_on: Collection[str]) -> tuple[Change, ...]:
    """Return what changed from `since` to the day of `law` and speaks to its organisation, or is among `relied_on`."""
    found = between(law.register, since, law.as_of, law.nation)
    return tuple(one for one in found if law.applies(one.instrument) or one.instrument.id in relied_on)


def all_changes(found: Iterable[Impact]) -> tuple[Change, ...]:
    """Return the changes of law that speak to any of the organisations, each once, in the order of days."""
    rows = {(one.day, one.instrument.id, one.kind): one for each in found for one in each.changes}
    return tuple(rows[key] for key in sorted(rows))


def _relied_on(*packs: Pack) -> set[str]:
    clauses = (clause for pack in packs for one in pack.documents for clause in one.clauses)
    return {use.id for clause in clauses for use in clause.uses.law if use.version}
