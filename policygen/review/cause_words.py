"""Causes in a reader's words: which edition of what replaced which, and when; what a profile said, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygen.review.law_words import date_said
from policygen.sources.law import PENDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygen.model import LawUse, Uses
    from policygen.review.comparison import ClauseChange, Comparison, DocumentChange
    from policygen.sources.law import Instrument, Register, Version

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class CauseWords:
    """Says causes of one comparison; `words` are the printed words of the vocabulary (keys `diff_…`)."""

    comparison: Comparison
    register: Register
    words: Mapping[str, str]

    def clause(self, change: ClauseChange) -> tuple[str, ...]:
        """Return each cause of a clause's change as a sentence without its stop."""
        uses = [one.uses if one else None for one in (change.old, change.new)]
        return tuple(self._said(cause, uses[0], uses[1]) for cause in change.causes)

    def document(self, change: DocumentChange, causes: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the causes of a document's change, or `causes` among them, as sentences without their stops."""
        old, new = ({use.id: use for use in _law(change, side)} for side in ("old", "new"))
        return tuple(
            self._law(cause.removeprefix("law:"), _version(old, cause), _version(new, cause))
            if cause.startswith("law:")
            else self._said(cause, None, None)
            for cause in (change.causes if causes is None else causes)
        )

    def _said(self, cause: str, old: Uses | None, new: Uses | None) -> str:
        kind, _, name = cause.partition(":")
        if kind == "law":
            return self._law(
                name, *(_version({use.id: use for use in (one.law if one else ())}, cause) for one in (old, new))
            )
        if kind == "profile" and name:
            sides = (self.comparison.old, self.comparison.new)
            values = (short(value_said(side.facts.get(name), self.words)) for side in sides)
            return self._of("profile", path=name, **dict(zip(("old", "new"), values, strict=True)))
        if kind == "contact":
            known = self.register.contacts.get(name)
            return self._of("contact", name=known.name if known else name)
        if kind == "term":
            one, other = (side.terms.get(name, name) for side in (self.comparison.old, self.comparison.new))
            return self._of("term", old=one, new=other)
        key = f"diff_{kind.replace('-', '_')}"
        return self.words.get(key, cause)

    def _law(self, name: str, old: str, new: str) -> str:
        known = self.register.instruments.get(name)
        title = known.title if known else name
        was, now = (_named(known, version) if known else None for version in (old, new))
        if was == now:
            return self._of("law", title=title)
        if now is None:
            return self._of("law_ended", title=title)
        if now.state in PENDING:
            return self._of("law_awaited", title=title)
        if was is None or was.state in PENDING:
            since = self._of("since", date=date_said(now.start)) if now.start else ""
            return self._of("law_begun" if now.start else "law_applies", title=title, date=since)
        return self._amended(title, was, now)

    def _amended(self, title: str, was: Version, now: Version) -> str:
        if was.start is not None and (now.start is None or now.start.first() <= was.start.first()):
            return self._of("law_instead", title=title, old=was.label, new=now.label)
        if was.cite and now.cite and was.cite != now.cite:
            return self._replaced(was, now)
        return self._of("law_replaced", title=title, new=now.label, date=self._day(now))

    def _replaced(self, was: Version, now: Version) -> str:
        """Say what replaced what by the names that are cited; of two that differ in their year, the year alone."""
        shared = was.cite.rpartition(" ")[0]
        year = was.cite.removeprefix(shared).strip(" ()")
        if year.isdigit() and shared == now.cite.rpartition(" ")[0]:
            return self._of("law_edition", new=now.cite, edition=year, date=self._day(now))
        new = now.cite[:1].upper() + now.cite[1:]
        return self._of("law_cited", new=new, old=was.cite, date=self._day(now))

    def _day(self, version: Version) -> str:
        """Say when a version began: on a day, or in a month or a year where no more is known."""
        if version.start is None:
            return ""
        return self._of("on" if version.start.exact else "in", date=date_said(version.start))

    def _of(self, key: str, **values: str) -> str:
        return self.words[f"diff_{key}"].format(**values)


def value_said(value: object, words: Mapping[str, str]) -> str:
    """Return a fact's value as a reader says it; `words` are the printed words of the vocabulary."""
    if value is None or value in ([], {}, (), ""):
        return words["diff_nothing"]
    if isinstance(value, bool):
        return words["diff_yes" if value else "diff_no"]
    if isinstance(value, list | tuple):
        return ", ".join(value_said(one, words) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {value_said(one, words)}" for key, one in value.items() if one is not None)
    return str(value)


def short(said: str) -> str:
    """Return words cut where they are long."""
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _law(change: DocumentChange, side: str) -> list[LawUse]:
    clauses = (one.old if side == "old" else one.new for one in change.clauses)
    return [use for clause in clauses if clause for use in clause.uses.law if use.version]


def _version(uses: Mapping[str, LawUse], cause: str) -> str:
    found = uses.get(cause.removeprefix("law:"))
    return found.version if found else ""


def _named(instrument: Instrument, version: str) -> Version | None:
    return next((one for one in instrument.versions if version and one.id == version), None)
