"""What is wrong in a register beyond its form: versions, addresses, what replaces what, and what nobody has checked.

An entry's versions are one history: one is in force at a time, each begins when the one before ends, and where nothing
was in force a version says so (`repealed` or `superseded`). Dates of a month or a year are given the benefit of the
doubt: only what is wrong whichever day is meant is a fault.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from policygen.errors import Problem, nearest
from policygen.sources.law import PENDING, Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygen.sources.law import Contact, Instrument, Register
    from policygen.sources.yamlio import Route

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Official:
    """Where the official text of some kinds of instrument stands, in some nations."""

    kinds: tuple[str, ...]
    nations: tuple[str, ...]
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry; `route` leads from the entry to the value that is meant."""

    route: Route
    code: str
    message: str
    hint: str
    suggestion: str = ""


Written = tuple["Route", Version]
"""A version with the way to it from its entry, since people may write versions in any order."""


def entry_faults(one: Instrument, written: Sequence[Version], official: Sequence[Official]) -> Iterator[Fault]:
    """Yield what is wrong with an instrument; `written` are its versions in the order of the file."""
    placed = [(("versions", index), version) for index, version in enumerate(written)]
    history = sorted((row for row in placed if row[1].state not in PENDING), key=lambda row: row[1].certain_from())
    for row in history:
        yield from _upside_down(row)
    for earlier, later in pairwise(history):
        yield from _handover(earlier, later)
    for route, version in placed:
        yield from _address(one, version, route, official)


def _upside_down(row: Written) -> Iterator[Fault]:
    route, version = row
    if version.start and version.until and version.until.last() < version.start.first():
        message = f"'{version.label}' ends on {version.until.text}, before it begins on {version.start.text}"
        yield Fault((*route, "until"), "law-upside-down", message, "'until' is the last day on which it was in force")


def _handover(earlier: Written, later: Written) -> Iterator[Fault]:
    """Yield what is wrong between two versions that follow one another.

    Where both begin on days that are not known, the order in the history is a guess and nothing is said.
    """
    (route, old), (_, new) = earlier, later
    begins = new.start
    if old.until is None and (begins or old.start):
        message = f"'{old.label}' is still in force when '{new.label}' begins"
        yield Fault((*route, "until"), "law-overlap", message, "end the earlier version on the day before")
    if old.until is None or begins is None:
        return
    if old.until.first() >= begins.last():
        message = f"'{old.label}' is still in force on {begins.text}, when '{new.label}' begins"
        yield Fault((*route, "until"), "law-overlap", message, "end the earlier version on the day before")
    elif old.until.last() + _DAY < begins.first():
        message = (
            f"nothing says what held between '{old.label}' (to {old.until.text}) and '{new.label}' ({begins.text})"
        )
        hint = "mend one of the dates, or add a version whose state is 'repealed' or 'superseded' for that time"
        yield Fault((*route, "until"), "law-gap", message, hint)


def _address(one: Instrument, version: Version, route: Route, official: Sequence[Official]) -> Iterator[Fault]:
    if not version.url:
        return
    hosts = official_hosts(one, official)
    address = urlsplit(version.url)
    if address.scheme != "https" or (address.hostname or "").removeprefix("www.") not in hosts:
        message = f"'{version.url}' is not an official address of this kind of instrument ({one.kind})"
        hint = f"an address at {', '.join(hosts)}" if hosts else "leave the address out"
        hint += (
            ", with https://; 'official' in law/register.yaml lists the hosts"
            if hosts
            else ", or add its host to 'official'"
        )
        yield Fault((*route, "url"), "law-address", message, hint)


def official_hosts(one: Instrument, official: Sequence[Official]) -> tuple[str, ...]:
    """Return the hosts at which the official text of an instrument may stand."""
    fitting = (
        rule
        for rule in official
        if one.kind in rule.kinds and (not rule.nations or set(rule.nations) & set(one.nations))
    )
    return tuple(dict.fromkeys(host for rule in fitting for host in rule.hosts))


def contact_faults(one: Contact) -> Iterator[Fault]:
    """Yield what is wrong with a contact."""
    if one.local and one.phone:
        message = f"'{one.name}' is local everywhere, and has a number here"
        yield Fault(("phone",), "local-number", message, "take the number out: each profile gives its own")


def across(
    instruments: Mapping[str, Instrument], topics: Mapping[str, str], bodies: Sequence[str]
) -> Iterator[tuple[str, Fault]]:
    """Yield, with the id of its entry, what is wrong between entries and with the lists of the register."""
    for one in instruments.values():
        if one.topic not in topics:
            message = f"'{one.topic}' is not a topic of the register"
            near = nearest(one.topic, topics)
            yield one.id, Fault(("topic",), "bad-register", message, "one of " + ", ".join(topics), near)
        for index, body in enumerate(one.applies_to if bodies else ()):
            if body not in bodies:
                message = f"'{body}' is not a body that the register knows"
                near = nearest(body, bodies)
                yield one.id, Fault(("applies_to", index), "bad-register", message, "one of " + ", ".join(bodies), near)
        for index, other in enumerate(one.replaces):
            if other not in instruments:
                message = f"'{one.id}' replaces '{other}', which is not in the register"
                near = nearest(other, instruments)
                yield (
                    one.id,
                    Fault(("replaces", index), "unknown-law", message, "name an instrument of the register", near),
                )
    yield from _circles(instruments)


def _circles(instruments: Mapping[str, Instrument]) -> Iterator[tuple[str, Fault]]:
    """Yield each circle of `replaces` once, at the entry that stands first in the register."""
    done: set[str] = set()
    for name in instruments:
        path: list[str] = []
        chain = _circle(name, instruments, path, done)
        if chain:
            message = f"these replace one another in a circle: {' → '.join(chain)}"
            yield chain[0], Fault(("replaces",), "law-circle", message, "what came later replaces what came before")


def _circle(name: str, instruments: Mapping[str, Instrument], path: list[str], done: set[str]) -> list[str]:
    """Return the first circle that is met from `name` on, or an empty list; remember in `done` what was looked at."""
    if name in path:
        return [*path[path.index(name) :], name]
    if name in done or name not in instruments:
        return []
    done.add(name)
    for other in instruments[name].replaces:
        found = _circle(other, instruments, [*path, name], done)
        if found:
            return found
    return []


def unchecked(register: Register, day: dt.date) -> Iterator[Problem]:
    """Yield a warning for each entry that nobody has checked in the 12 months before `day`."""
    latest = _year_before(day)
    entries: list[Instrument | Contact] = [*register.instruments.values(), *register.contacts.values()]
    for one in entries:
        if one.last_checked.last() < latest:
            yield Problem(
                "law-unchecked",
                f"'{one.id}' was last checked on {one.last_checked.text}, more than 12 months before {day.isoformat()}",
                one.place,
                path=one.id,
                hint="read its official page, mend what has changed, and write the day in 'last_checked'",
                severity="warning",
            )


def _year_before(day: dt.date) -> dt.date:
    """Return the same day a year earlier; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
