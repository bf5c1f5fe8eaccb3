"""The record of what a clause used while it was rendered, and what a template asks for in vain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygen.errors import Place, PolicygenError, Problem
from policygen.model import LawUse, Uses

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass
class Record:
    """What one clause used so far."""

    facts: set[str] = field(default_factory=set)
    law: set[LawUse] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    contacts: set[str] = field(default_factory=set)
    follows: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, uses: Uses) -> Record:
        """Return a record that begins with `uses`."""
        return cls(set(uses.facts), set(uses.law), set(uses.terms), set(uses.contacts), set(uses.follows))

    def copy(self) -> Record:
        """Return a record of its own with the same contents."""
        return Record(set(self.facts), set(self.law), set(self.terms), set(self.contacts), set(self.follows))

    def add(self, other: Record) -> None:
        """Take in what another record holds."""
        self.facts |= other.facts
        self.law |= other.law
        self.terms |= other.terms
        self.contacts |= other.contacts
        self.follows |= other.follows

    def with_facts(self, paths: Iterable[str]) -> Record:
        """Return a copy that also used the facts at `paths`."""
        made = self.copy()
        made.facts.update(paths)
        return made

    def frozen(self) -> Uses:
        """Return the record in order."""
        law = tuple(sorted(self.law, key=lambda use: (use.id, use.version)))
        facts, terms, contacts, follows = map(sorted, (self.facts, self.terms, self.contacts, self.follows))
        return Uses(tuple(facts), law, tuple(terms), tuple(contacts), tuple(follows))


class LawError(Exception):
    """A template cited what is not law here on the day; the renderer says where."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


def as_error(error: LawError, place: Place) -> PolicygenError:
    """Return what a template asked for in vain as a problem at its place."""
    return PolicygenError([Problem(error.code, error.message, place, hint=error.hint)])
