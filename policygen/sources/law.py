"""The dated register of law and of national contacts, and what of it holds on a day, here, for a kind of body."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygen.errors import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

CITEABLE = ("in_force", "partly_repealed")
PENDING = ("not_commenced", "announced")
_DAY = len("2026-09-01")


@dataclass(frozen=True, slots=True, order=True)
class RegisterDate:
    """A date at the precision at which it is known: "2026-09-01", "2026-09" or "2026"."""

    text: str

    @property
    def exact(self) -> bool:
        """Say whether the day is known."""
        return len(self.text) == _DAY

    def first(self) -> dt.date:
        """Return the first day that the date may mean."""
        return dt.date.fromisoformat(self.text + "-01-01"[len(self.text) - 4 :])

    def last(self) -> dt.date:
        """Return the last day that the date may mean."""
        first = self.first()
        if self.exact:
            return first
        month = first.month if len(self.text) == len("2026-09") else 12
        return dt.date(first.year, month, calendar.monthrange(first.year, month)[1])


@dataclass(frozen=True, slots=True)
class Version:
    """One edition of an instrument, or the instrument as amended, between two dates."""

    start: RegisterDate | None
    until: RegisterDate | None
    seen: RegisterDate | None
    state: str
    label: str
    cite: str
    summary: str
    url: str
    confidence: str
    expected: str = ""
    place: Place = Place()

    @property
    def id(self) -> str:
        """Return the name of this version within its instrument: the date it began, or "undated"."""
        return self.start.text if self.start else "undated"

    def certain_from(self) -> dt.date:
        """Return the first day on which it was certainly in force."""
        known = self.start or self.seen
        return known.last() if known else dt.date.min

    def awaited(self, day: dt.date) -> bool:
        """Say whether it was known to be coming on `day`; a version that has begun ends what was known of it."""
        return self.state in PENDING and self.certain_from() <= day and not (self.until and day > self.until.last())


@dataclass(frozen=True, slots=True)
class Instrument:
    """An Act, a section, regulations, guidance or a standard, with its versions from the oldest on."""

    id: str
    title: str
    citation: str
    kind: str
    topic: str
    nations: tuple[str, ...]
    applies_to: tuple[str, ...]
    confidence: str
    last_checked: RegisterDate
    source: tuple[str, ...]
    replaces: tuple[str, ...]
    versions: tuple[Version, ...]
    notes: str = ""
    place: Place = Place()

    def on(self, day: dt.date) -> Version | None:
        """Return the version that was certainly citeable on `day`, or None."""
        begun = [version for version in self.versions if version.certain_from() <= day and version.state in CITEABLE]
        if not begun:
            return None
        latest = max(begun, key=Version.certain_from)
        return None if latest.until and day > latest.until.last() else latest

    def state_on(self, day: dt.date) -> tuple[str, Version]:
        """Return its state on `day` and the version that it is the state of; past what has ended, its last version."""
        current = self.on(day)
        if current is not None:
            return current.state, current
        pending = [version for version in self.versions if version.state in PENDING]
        if pending:
            return pending[-1].state, pending[-1]
        begun = [version for version in self.versions if version.certain_from() <= day]
        if not begun:
            return "not_commenced", self.versions[0]
        last = begun[-1]
        return ("repealed" if last.state in CITEABLE else last.state), last


@dataclass(frozen=True, slots=True)
class Contact:
    """A national helpline or office; `local` means that its number comes from the profile."""

    id: str
    name: str
    nations: tuple[str, ...]
    audience: tuple[str, ...]
    purpose: str
    phone: str
    url: str
    status: str
    confidence: str
    local: bool
    last_checked: RegisterDate
    place: Place = Place()

    @property
    def printable(self) -> bool:
        """Say whether it may stand in a document."""
        return self.status == "active" and self.confidence != "low"


@dataclass(frozen=True, slots=True)
class Register:
    """All law and contacts; `topics` maps a topic to its heading, in order."""

    begins: dt.date
    topics: Mapping[str, str]
    instruments: Mapping[str, Instrument]
    contacts: Mapping[str, Contact]


@dataclass(frozen=True, slots=True)
class LawView:
    """The register as of a day, for a nation and for kinds of organisation ("school", "sports-club")."""

    register: Register
    as_of: dt.date
    nation: str
    kinds: frozenset[str]

    def version(self, instrument: str) -> Version | None:
        """Return the version that can be cited as law here and on the day, or None."""
        found = self.register.instruments[instrument]
        return found.on(self.as_of) if self.nation in found.nations else None

    def binding(self, instrument: str) -> Version | None:
        """Return the version if it also applies to this kind of organisation."""
        found = self.register.instruments[instrument]
        return self.version(instrument) if self.applies(found) else None

    def applies(self, instrument: Instrument) -> bool:
        """Say whether the instrument speaks to this kind of organisation in this nation."""
        here = self.nation in instrument.nations
        return here and ("any" in instrument.applies_to or bool(self.kinds & set(instrument.applies_to)))

    def topic(self, topic: str) -> list[tuple[Instrument, Version]]:
        """Return what binds on `topic`, in the register's order."""
        rows = ((one, self.binding(one.id)) for one in self.register.instruments.values() if one.topic == topic)
        return [(one, version) for one, version in rows if version]

    def coming(self) -> list[tuple[Instrument, Version]]:
        """Return what is enacted or announced for this organisation and not in force."""
        return [
            (one, version)
            for one in self.register.instruments.values()
            for version in one.versions
            if self.applies(one) and version.awaited(self.as_of)
        ]

    def why_not(self, instrument: str) -> str:
        """Return in words why the instrument cannot be cited here and on the day."""
        found = self.register.instruments[instrument]
        if self.nation not in found.nations:
            return f"it is not law in this nation ({', '.join(found.nations)} only)"
        if all(version.state in PENDING for version in found.versions):
            return "it is not in force: " + ", ".join(sorted({version.state for version in found.versions}))
        return f"it was not in force on {self.as_of.isoformat()}"
