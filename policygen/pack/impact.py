"""What law that changes between two days does to the text of each organisation: composed on both, and compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from policygen.compose.facts import build_facts
from policygen.compose.pack import compose
from policygen.compose.session import Session
from policygen.errors import PolicygenError, Problem
from policygen.pack.at_once import each, library_of
from policygen.pack.build import rule_problems
from policygen.review.changes import moved
from policygen.review.wording import DocumentWording, compare

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from policygen.compose.facts import Facts
    from policygen.model import Pack, Uses
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

    `law` are the provisions that differ between the days and speak to this organisation, or that its text relied on;
    `problems` stand there instead of everything else where its pack cannot be made.
    """

    slug: str
    name: str = ""
    nation: str = ""
    law: tuple[str, ...] = ()
    documents: tuple[DocumentWording, ...] = ()
    to_complete: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def clauses(self) -> int:
        """Return how many clauses read differently; the opening of a document counts as one."""
        return sum(len(one.clauses) + (one.opening is not None) for one in self.documents)

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

    def chosen(document: str) -> tuple[Uses, Uses]:
        return _chosen(document, before, library), _chosen(document, after, library)

    documents = compare(old, new, differing, chosen)
    known = {one.path for one in old.to_complete}
    wanted = tuple(one for one in new.to_complete if one.path not in known)
    law = {one for one in differing if after.law.applies(library.register.instruments[one])}
    law |= differing & _relied_on(old, new)
    return Impact(profile.slug, name, nation, tuple(sorted(law)), documents, wanted)


def _chosen(document: str, facts: Facts, library: Library) -> Uses:
    session = Session(facts, library)
    session.selects(document)
    return session.selection[document].frozen()


def _relied_on(*packs: Pack) -> set[str]:
    return {use.id for pack in packs for one in pack.documents for clause in one.clauses for use in clause.uses.law}
