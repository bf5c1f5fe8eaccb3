"""What is known to come: dated changes within some days, and what was passed or announced and has no date yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygen.review.changes import Change, check_day, every

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygen.sources.law import Instrument, Register, Version


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is not law and has no date; what is expected is in the version's own words."""

    instrument: Instrument
    version: Version


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What comes after the day `as_of` and until the day `until`; `undated` is what may come on any day."""

    as_of: dt.date
    until: dt.date
    dated: tuple[Change, ...]
    undated: tuple[Waiting, ...]


def upcoming(register: Register, as_of: dt.date, days: int, nation: str = "") -> Upcoming:
    """Return what the register knows on `as_of` of the following `days`; of one nation, or of all.

    What is dated to a month or a year is there from the first day that it may mean. Raises PolicygenError if the
    register does not cover the day.
    """
    check_day(register, as_of)
    until = as_of + dt.timedelta(days=min(days, (dt.date.max - as_of).days))
    dated = [one for one in every(register, nation) if as_of < one.day and one.earliest() <= until and _has_a_date(one)]
    return Upcoming(as_of, until, tuple(dated), tuple(_waiting(register, as_of, nation)))


def _has_a_date(change: Change) -> bool:
    """Say whether it is a change of law, or at least has a day on which it is to become one."""
    return change.is_law or change.version.start is not None


def _waiting(register: Register, as_of: dt.date, nation: str) -> Iterator[Waiting]:
    for instrument in register.instruments.values():
        for version in instrument.versions if not nation or nation in instrument.nations else ():
            if version.awaited(as_of):
                yield Waiting(instrument, version)
