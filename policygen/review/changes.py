"""What the register of law says has changed between two days: read off its versions, one change a day an instrument."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policygen.errors import fail
from policygen.sources.law import CITEABLE, RegisterDate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from policygen.sources.law import Instrument, LawView, Register, Version

Kind = Literal["commenced", "amended", "repealed", "superseded", "issued", "enacted", "announced", "dropped"]
NOT_LAW: tuple[Kind, ...] = ("enacted", "announced", "dropped")
"""Kinds that change no law: passed and not begun, announced, no longer expected. They are there to be watched."""

_LEGISLATION = ("act", "section", "regulations")
_GONE = ("repealed", "superseded")
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: `date` is as exact as it is known, `day` is the first day on which packs follow it.

    `version` says what it is about: the one that began, or the one that ended; `before` is what could be cited until
    then, if anything; `followed_by` are the instruments of the register that replace one that has ended.
    """

    day: dt.date
    date: RegisterDate
    kind: Kind
    instrument: Instrument
    version: Version
    before: Version | None = None
    followed_by: tuple[str, ...] = ()

    @property
    def is_law(self) -> bool:
        """Say whether it changes what the law or guidance says; what is only on its way does not."""
        return self.kind not in NOT_LAW

    def earliest(self) -> dt.date:
        """Return the first day that its date may mean."""
        return min(self.date.first(), self.day)


_KEPT: dict[tuple[int, str], tuple[Register, tuple[Change, ...]]] = {}
"""What registers were last asked about: hundreds of organisations ask the same. A register never changes."""
_MOST_KEPT = 16


def check_day(register: Register, day: dt.date) -> None:
    """Raise PolicygenError if the register cannot answer for `day`."""
    if day < register.begins:
        raise fail(
            "before-register",
            f"the register of law begins on {register.begins.isoformat()}, after {day.isoformat()}",
            hint=f"choose a day from {register.begins.isoformat()} on",
        )


def check_range(register: Register, start: dt.date, end: dt.date) -> None:
    """Raise PolicygenError if a range of days is upside down or leaves the register."""
    if end < start:
        raise fail(
            "range-upside-down",
            f"the range ends on {end.isoformat()}, before it begins on {start.isoformat()}",
            hint=f"write the earlier day first: --from {end.isoformat()} --to {start.isoformat()}",
        )
    check_day(register, start)


def between(register: Register, start: dt.date, end: dt.date, nation: str = "") -> tuple[Change, ...]:
    """Return what is different on `end` from what was on `start`, in the order of days; of one nation, or of all.

    A change on `start` itself is not among them: on that day it had happened. Raises PolicygenError as `check_range`
    does.
    """
    check_range(register, start, end)
    return tuple(one for one in every(register, nation) if start < one.day <= end)


def every(register: Register, nation: str = "") -> tuple[Change, ...]:
    """Return every change that the register knows of, in the order of days; of one nation, or of all."""
    key = (id(register), nation)
    if key not in _KEPT or _KEPT[key][0] is not register:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = (register, _every(register, nation))
    return _KEPT[key][1]


def _every(register: Register, nation: str) -> tuple[Change, ...]:
    found = [
        change
        for instrument in register.instruments.values()
        if not nation or nation in instrument.nations
        for change in _of(instrument, register)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.instrument.id, one.kind)))


def moved(before: LawView, after: LawView) -> frozenset[str]:
    """Return the ids of the instruments that an organisation reads differently on two days, in law or to be watched."""
    law = {one for one in before.register.instruments if before.version(one) != after.version(one)}
    return frozenset(law | (_coming(before) ^ _coming(after)))


def _coming(view: LawView) -> set[str]:
    return {instrument.id for instrument, _version in view.coming()}


def _of(instrument: Instrument, register: Register) -> list[Change]:
    found = [*_steps(instrument, register), *_watched(instrument)]
    return [*found, *_dropped(instrument, {one.day for one in found})]


def _steps(instrument: Instrument, register: Register) -> Iterator[Change]:
    """Yield the days on which what can be cited of an instrument becomes another version, or none."""
    for day in _days(instrument):
        before, after = instrument.on(day - _ONE_DAY), instrument.on(day)
        if after is not None and after != before:
            yield Change(day, _began(after), _begins(instrument, before), instrument, after, before)
        elif before is not None and after is None:
            heirs = tuple(one.id for one in register.instruments.values() if instrument.id in one.replaces)
            last = _last_word(instrument, day)
            yield Change(day, _ended(before, day), _ends(instrument, last), instrument, last or before, before, heirs)


def _days(instrument: Instrument) -> list[dt.date]:
    days = {version.certain_from() for version in instrument.versions if version.state in CITEABLE}
    ends = {version.until.last() for version in instrument.versions if version.until}
    days |= {day + _ONE_DAY for day in ends if day != dt.date.max}
    return sorted(days - {dt.date.min})


def _ended(version: Version, day: dt.date) -> RegisterDate:
    """Return the first day without a version that has ended, or its month or year where that is all that is known."""
    return version.until if version.until and not version.until.exact else RegisterDate(day.isoformat())


def _last_word(instrument: Instrument, day: dt.date) -> Version | None:
    """Return the version that says that an instrument is no more, if one does."""
    said = [one for one in instrument.versions if one.state in _GONE and one.start and one.start.first() <= day]
    return said[-1] if said else None


def _began(version: Version) -> RegisterDate:
    return version.start or version.seen or RegisterDate(version.certain_from().isoformat())


def _begins(instrument: Instrument, before: Version | None) -> Kind:
    """Law commences and is amended; guidance is issued, edition after edition."""
    if instrument.kind not in _LEGISLATION:
        return "issued"
    return "commenced" if before is None else "amended"


def _ends(instrument: Instrument, last: Version | None) -> Kind:
    """Return what the register says became of it, or else what usually does: law is repealed, guidance superseded."""
    if last is not None:
        return "repealed" if last.state == "repealed" else "superseded"
    return "repealed" if instrument.kind in _LEGISLATION else "superseded"


def _watched(instrument: Instrument) -> Iterator[Change]:
    """Yield the days on which it became known that something is coming."""
    for version in instrument.versions:
        day = version.certain_from()
        if day != dt.date.min and version.awaited(day):
            kind: Kind = "announced" if version.state == "announced" else "enacted"
            yield Change(day, _began(version), kind, instrument, version)


def _dropped(instrument: Instrument, taken: Collection[dt.date]) -> Iterator[Change]:
    """Yield the days on which something is no longer expected, save those on which it or something else began."""
    for version in instrument.versions:
        last = version.until.last() if version.until else dt.date.max
        if last != dt.date.max and version.awaited(last) and last + _ONE_DAY not in taken:
            yield Change(last + _ONE_DAY, _ended(version, last + _ONE_DAY), "dropped", instrument, version)
