"""Causes in a reader's words: which edition of what replaced which, and when; what a profile said, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygen.review.law_words import date_said

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
            values = (self.value(side.facts.get(name)) for side in (self.comparison.old, self.comparison.new))
            return self._of("profile", path=name, **dict(zip(("old", "new"), values, strict=True)))
        if kind == "contact":
            known = self.register.contacts.get(name)
            return self._of("contact", name=known.name if known else name)
        if kind == "term":
            one, other = (side.terms.get(name, name) for side in (self.comparison.old, self.comparison.new))
            return self._of("term", old=one, new=other)
        key = f"diff_{kind.replace('-', '_')}"
        return self.words.get(key, cause)

    def value(self, value: object) -> str:
        """Return a fact's value as a reader says it, cut where it is long."""
        said = self._value(value)
        return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"

    def _value(self, value: object) -> str:
        if value is None or value in ([], {}, ""):
            return self.words["diff_nothing"]
        if isinstance(value, bool):
            return self.words["diff_yes" if value else "diff_no"]
        if isinstance(value, list | tuple):
            return ", ".join(self._value(one) for one in value)
        if isinstance(value, dict):
            return ", ".join(f"{key} {self._value(one)}" for key, one in value.items() if one is not None)
        return str(value)

    def _law(self, name: str, old: str, new: str) -> str:
        known = self.register.instruments.get(name)
        if known is None:
            return self._of("law", title=name)
        was, now = _named(known, old), _named(known, new)
        if was is not None and now is not None and was != now:
            later = was.start is not None and now.start is not None and now.start.first() > was.start.first()
            kind = "law_replaced" if later else "law_instead"
            return self._of(kind, title=known.title, old=was.label, new=now.label, date=_date(now))
        if now is not None and was is None:
            kind = "law_begun" if now.start else "law_applies"
            return self._of(kind, title=known.title, new=now.label, date=_date(now))
        if was is not None and now is None:
            return self._of("law_ended", title=known.title, old=was.label)
        return self._of("law", title=known.title)

    def _of(self, key: str, **values: str) -> str:
        return self.words[f"diff_{key}"].format(**values)


def _law(change: DocumentChange, side: str) -> list[LawUse]:
    clauses = (one.old if side == "old" else one.new for one in change.clauses)
    return [use for clause in clauses if clause for use in clause.uses.law if use.version]


def _version(uses: Mapping[str, LawUse], cause: str) -> str:
    found = uses.get(cause.removeprefix("law:"))
    return found.version if found else ""


def _named(instrument: Instrument, version: str) -> Version | None:
    return next((one for one in instrument.versions if version and one.id == version), None)


def _date(version: Version) -> str:
    return date_said(version.start) if version.start else ""
