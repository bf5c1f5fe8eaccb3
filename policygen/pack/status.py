"""Where an organisation stands: its pack against its profile, the law and the library, and what needs doing."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import policygen
from policygen.compose.facts import build_facts
from policygen.compose.pack import compose
from policygen.errors import PolicygenError, Problem
from policygen.pack import manifest as packs
from policygen.pack.at_once import each, library_of
from policygen.pack.build import rule_problems
from policygen.pack.impact import concerning
from policygen.pack.store import recover
from policygen.pack.verify import composed, made_alike, on_disk
from policygen.review.changes import between
from policygen.sources import rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from policygen.compose.facts import Facts
    from policygen.pack.manifest import Manifest
    from policygen.pack.verify import Finding
    from policygen.review.changes import Change
    from policygen.sources.library import Library
    from policygen.sources.profile import LoadedProfile

ReviewState = Literal["fine", "soon", "past", "none"]
_SOON = dt.timedelta(days=60)
_CONTACTS = frozenset({"missing-contact", "unchecked-contact", "out-of-date-contact"})
"""Codes of the rules about people and offices to ring."""
_REVIEW = "review-overdue"
"""The code of the rule about the next review, which has a place of its own."""


@dataclass(frozen=True, slots=True)
class Open:
    """Something to complete, or a contact to check: what, where in the profile, and what to do."""

    code: str
    path: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one organisation stands.

    `built` is the day of its pack and `status` draft, ready or approved (None and empty where there is no pack);
    `changes` are those of law since that day which concern it; `findings` are files that are missing or edited and
    documents that would come out differently; `problems` say why its pack cannot be made. `composed` says that it was
    compared by composing it; otherwise hashes proved that nothing differs.
    """

    slug: str
    name: str = ""
    type: str = ""
    nation: str = ""
    built: dt.date | None = None
    status: str = ""
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    contacts: tuple[Open, ...] = ()
    to_complete: tuple[Open, ...] = ()
    review: str = ""
    review_state: ReviewState = "none"
    problems: tuple[Problem, ...] = ()
    composed: bool = True

    @property
    def law(self) -> tuple[str, ...]:
        """Return the instruments that changed since the pack was built, each once."""
        return tuple(sorted({one.instrument.id for one in self.changes if one.is_law}))

    @property
    def differing(self) -> tuple[Finding, ...]:
        """Return the documents that would come out differently, be added, or no longer be made."""
        return tuple(one for one in self.findings if one.kind in ("differs", "new", "gone"))

    @property
    def clauses(self) -> int:
        """Return how many clauses of documents that stay would come out differently."""
        return sum(len(one.clauses) for one in self.differing)

    @property
    def causes(self) -> tuple[str, ...]:
        """Return because of what anything would come out differently."""
        return tuple(sorted({cause for one in self.differing for cause in one.causes}))

    def files(self, kind: Literal["missing", "edited"]) -> tuple[str, ...]:
        """Return the files that are missing, or those that were edited by hand."""
        return tuple(one.path for one in self.findings if one.kind == kind)

    @property
    def needs(self) -> tuple[str, ...]:
        """Return what needs doing: empty where nothing does."""
        wanted = {
            "problems": bool(self.problems),
            "build": self.built is None and not self.problems,
            "rebuild": bool(self.differing),
            "missing": bool(self.files("missing")),
            "edited": bool(self.files("edited")),
            "contacts": bool(self.contacts),
            "review": self.review_state in ("past", "soon"),
            "to_complete": bool(self.to_complete),
        }
        return tuple(name for name, is_so in wanted.items() if is_so)


@dataclass(frozen=True, slots=True)
class Question:
    """Where the packs are, the day that counts, and a library on top of each profile's own."""

    out: Path
    as_of: dt.date
    library: Path | None = None


def standings(profiles: Sequence[LoadedProfile], question: Question, jobs: int = 1) -> list[Standing]:
    """Return where each profile stands, in their order; one that fails does not stop the others."""
    work = partial(_one, question=question)
    return each(work, profiles, jobs, lambda one, problem: Standing(one.slug, problems=(problem,)))


def unread(problems: Sequence[Problem]) -> list[Standing]:
    """Return the files that could not be read as profiles, each with its errors; warnings are passed over."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.severity == "error":
            found.setdefault(problem.place.file, []).append(problem)
    return [Standing(Path(file).stem, problems=tuple(errors)) for file, errors in found.items()]


def _one(profile: LoadedProfile, question: Question) -> Standing:
    try:
        return standing(profile, library_of(profile, question.library), question.out, question.as_of)
    except PolicygenError as error:
        org = profile.values["org"]
        return Standing(profile.slug, org["name"], org["type"], org["nation"], problems=error.problems)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a pack was found to be: files and documents, what is open, and the titles of its documents."""

    opened: tuple[Open, ...]
    findings: tuple[Finding, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    composed: bool = True


def standing(profile: LoadedProfile, library: Library, out: Path, as_of: dt.date) -> Standing:
    """Return where one organisation stands; raises PolicygenError if its pack cannot be read or made."""
    facts = build_facts(profile, library, as_of)
    gaps = [one for one in rule_problems(facts, as_of) if one.code in rules.TO_COMPLETE]
    folder = out / profile.slug
    if out.is_dir():
        recover(folder)
    before = packs.read(folder)
    if before is not None and is_unchanged(before, facts, library):
        opened = tuple(_recorded(one) for one in before.to_complete)
        return _standing(facts, before, _Found(opened, tuple(on_disk(folder, before)), composed=False))
    pack = compose(facts, library, gaps)
    opened = tuple(_opened(one) for one in pack.to_complete)
    if before is None:
        return _standing(facts, None, _Found(opened))
    after = made_alike(pack, library, before).manifest
    titles = {one.id: one.title for one in (*before.documents, *after.documents)}
    findings = (*on_disk(folder, before), *composed(before, after))
    return _standing(facts, before, _Found(opened, findings, tuple(titles.items())))


def is_unchanged(before: Manifest, facts: Facts, library: Library) -> bool:
    """Say whether a pack's documents are, for certain, what would be made now, without making them.

    A document is made from the program, the library, every fact of the organisation, what law says in its nation, and
    the gaps that the rules find. Each of them is the same, or the answer is no; the last two are held against the day
    of the pack, since a day may also change nothing.
    """
    if (before.policygen, before.library) != (policygen.__version__, library.digest):
        return False
    if not before.inputs or before.inputs != facts.digest:
        return False
    days = sorted((before.as_of, facts.law.as_of))
    if days[0] < library.register.begins or between(library.register, days[0], days[1], facts.law.nation):
        return False
    return _gaps(facts, before.as_of) == _gaps(facts, facts.law.as_of)


def _gaps(facts: Facts, day: dt.date) -> list[Problem]:
    values = {path: facts.plain(path) for path in facts.values}
    return rules.check_rules(values, day, facts.profile.place)


def _standing(facts: Facts, before: Manifest | None, found: _Found) -> Standing:
    due = str(facts.plain("review.next_review") or "")
    name, kind, nation = (str(facts.values[f"org.{name}"]) for name in ("name", "type", "nation"))
    return Standing(
        facts.slug,
        name,
        kind,
        nation,
        built=before.as_of if before else None,
        status=before.status if before else "",
        changes=_since(facts, before) if before else (),
        findings=found.findings,
        titles=found.titles,
        contacts=tuple(one for one in found.opened if one.code in _CONTACTS),
        to_complete=tuple(one for one in found.opened if one.code not in (*_CONTACTS, _REVIEW)),
        review=due,
        review_state=review_state(due, facts.law.as_of),
        composed=found.composed,
    )


def _since(facts: Facts, before: Manifest) -> tuple[Change, ...]:
    """Return what changed in law since a pack was built, and concerns it; nothing for a pack of a later day."""
    start = max(before.as_of, facts.law.register.begins)
    if start > facts.law.as_of:
        return ()
    clauses = (clause for document in before.documents for clause in document.clauses)
    return concerning(facts.law, start, {use.id for clause in clauses for use in clause.uses.law if use.version})


def review_state(due: str, as_of: dt.date) -> ReviewState:
    """Say how a review ("2027-09", "2027-09-01", or empty) stands on a day: past, within 60 days, fine, or not set."""
    if not due:
        return "none"
    year, month, *day = map(int, due.split("-"))
    last = dt.date(year, month, day[0] if day else calendar.monthrange(year, month)[1])
    if last < as_of:
        return "past"
    return "soon" if dt.date(year, month, day[0] if day else 1) - as_of <= _SOON else "fine"


def _opened(problem: Problem) -> Open:
    return Open(problem.code, problem.path, problem.message, problem.hint)


def _recorded(problem: Mapping[str, Any]) -> Open:
    return Open(problem["code"], problem["path"], problem["message"], problem["hint"])
