"""Reading the register of law and contacts from `law/` and `contacts/`, each entry checked against its form."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from policygen.errors import PolicygenError, Problem, nearest
from policygen.sources import yamlio
from policygen.sources.law import CITEABLE, PENDING, Contact, Instrument, Register, RegisterDate, Version
from policygen.sources.typography import printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from policygen.sources.yamlio import Route, Tree


KINDS = (
    "act",
    "section",
    "regulations",
    "statutory-guidance",
    "non-statutory-guidance",
    "code-of-practice",
    "standard",
)
NATIONS = ("england", "wales", "scotland", "northern_ireland")
STATES = (*CITEABLE, "repealed", "superseded", *PENDING)
CONFIDENCE = ("high", "medium", "low")
STATUSES = ("active", "merged", "closed", "unverified")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")
_TEXT, _LIST, _ROWS, _DATED, _FLAG = "text", "list", "rows", "date", "flag"


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of an entry: each field's kind, those that must be there, those with a closed list of values."""

    kinds: Mapping[str, str]
    needed: Sequence[str]
    allowed: Mapping[str, Sequence[str]] = field(default_factory=dict)


_INSTRUMENT = _Form(
    {
        "id": _TEXT,
        "title": _TEXT,
        "citation": _TEXT,
        "kind": _TEXT,
        "topic": _TEXT,
        "nations": _LIST,
        "applies_to": _LIST,
        "confidence": _TEXT,
        "last_checked": _DATED,
        "source": _LIST,
        "replaces": _LIST,
        "versions": _ROWS,
        "notes": _TEXT,
    },
    (
        "id",
        "title",
        "citation",
        "kind",
        "topic",
        "nations",
        "applies_to",
        "confidence",
        "last_checked",
        "source",
        "versions",
    ),
    {"kind": KINDS, "nations": NATIONS, "confidence": CONFIDENCE},
)
_VERSION = _Form(
    {
        "from": _DATED,
        "until": _DATED,
        "seen": _DATED,
        "state": _TEXT,
        "label": _TEXT,
        "cite": _TEXT,
        "summary": _TEXT,
        "url": _TEXT,
        "confidence": _TEXT,
        "expected": _TEXT,
    },
    ("from", "state", "label", "cite", "summary"),
    {"state": STATES, "confidence": CONFIDENCE},
)
_CONTACT = _Form(
    {
        "id": _TEXT,
        "name": _TEXT,
        "nations": _LIST,
        "audience": _LIST,
        "purpose": _TEXT,
        "phone": _TEXT,
        "url": _TEXT,
        "status": _TEXT,
        "confidence": _TEXT,
        "local": _FLAG,
        "last_checked": _DATED,
        "source": _LIST,
        "notes": _TEXT,
    },
    ("id", "name", "nations", "audience", "purpose", "status", "confidence", "last_checked"),
    {"nations": NATIONS, "status": STATUSES, "confidence": CONFIDENCE},
)


def read_register(folders: Iterable[Path]) -> Register:
    """Return the register of `folders`; raises PolicygenError with everything that is wrong in it."""
    instruments: dict[str, Instrument] = {}
    contacts: dict[str, Contact] = {}
    topics: dict[str, str] = {}
    begins = dt.date.max
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted((folder / "law").glob("*.yaml")):
            tree = yamlio.load(path)
            if path.stem == "register":
                topics |= {name: printed(words) for name, words in tree.data.get("topics", {}).items()}
                begins = min(begins, RegisterDate(tree.data["begins"]).first())
            else:
                _read_instruments(tree, instruments, problems)
        for path in sorted((folder / "contacts").glob("*.yaml")):
            _read_contacts(yamlio.load(path), contacts, problems)
    problems += _across(instruments, topics)
    if problems:
        raise PolicygenError(problems)
    return Register(begins, topics, instruments, contacts)


def _read_instruments(tree: Tree, found: dict[str, Instrument], problems: list[Problem]) -> None:
    for number, row in _rows(tree, "instruments", problems):
        route: Route = ("instruments", number)
        faults = _faults(tree, row, route, _INSTRUMENT)
        versions = row.get("versions") if isinstance(row, dict) else None
        for index, version in enumerate(versions if isinstance(versions, list) else []):
            faults += _faults(tree, version, (*route, "versions", index), _VERSION)
        if not faults and row["id"] in found:
            faults.append(
                tree.problem(
                    "law-twice",
                    f"'{row['id']}' is already in the register",
                    (*route, "id"),
                    hint=f"it stands in {found[row['id']].place.file}",
                )
            )
        problems += faults
        if not faults:
            found[row["id"]] = made = _instrument(tree, row, route)
            problems += _overlaps(tree, made, route)


def _read_contacts(tree: Tree, found: dict[str, Contact], problems: list[Problem]) -> None:
    for number, row in _rows(tree, "contacts", problems):
        route: Route = ("contacts", number)
        faults = _faults(tree, row, route, _CONTACT)
        problems += faults
        if not faults:
            found[row["id"]] = _contact(tree, row, route)


def _rows(tree: Tree, name: str, problems: list[Problem]) -> Iterable[tuple[int, Any]]:
    rows = tree.data.get(name) if isinstance(tree.data, dict) else None
    if not isinstance(rows, list):
        problems.append(
            tree.problem("bad-register", f"this file has no list '{name}'", (), hint=f"begin it with '{name}:'")
        )
        return []
    return enumerate(rows)


def _faults(tree: Tree, row: Any, route: Route, form: _Form) -> list[Problem]:  # noqa: ANN401 - whatever was written
    if not isinstance(row, dict):
        return [tree.problem("bad-register", "an entry must have fields", route, hint="write 'id: …' and so on")]
    found = [
        tree.problem("bad-register", f"'{name}' is missing", route, hint=f"add '{name}: …' to this entry")
        for name in form.needed
        if name not in row
    ]
    for name, value in row.items():
        where = (*route, name)
        if name not in form.kinds:
            found.append(
                tree.problem(
                    "bad-register",
                    f"'{name}' is not a field of an entry",
                    where,
                    key=True,
                    hint="one of " + ", ".join(form.kinds),
                    suggestion=nearest(name, form.kinds),
                )
            )
        elif not _fits(value, form.kinds[name]) and not (value is None and name not in ("id", "source")):
            found.append(
                tree.problem(
                    "bad-register", f"'{name}' must be a {form.kinds[name]}", where, hint=_HINTS[form.kinds[name]]
                )
            )
        elif name in form.allowed:
            given = value if isinstance(value, list) else [value]
            found += [
                tree.problem(
                    "bad-register",
                    f"'{one}' is not allowed for '{name}'",
                    where,
                    hint="one of " + ", ".join(form.allowed[name]),
                )
                for one in given
                if one is not None and one not in form.allowed[name]
            ]
    return found


_HINTS = {
    _TEXT: "write words, in quotes if they hold a colon",
    _LIST: "write [one, another], with at least one",
    _ROWS: "write a list of entries",
    _DATED: "write 2026-09-01, 2026-09 or 2026, as exactly as it is known",
    _FLAG: "write true or false",
}


def _fits(value: Any, kind: str) -> bool:  # noqa: ANN401 - whatever was written
    match kind:
        case "text":
            return isinstance(value, str) and bool(value.strip())
        case "list":
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case "rows":
            return isinstance(value, list) and bool(value)
        case "date":
            return bool(_DATE.match(str(value))) and not isinstance(value, bool)
        case _:
            return isinstance(value, bool)


def _instrument(tree: Tree, row: Mapping[str, Any], route: Route) -> Instrument:
    versions = tuple(_version(tree, one, row, (*route, "versions", n)) for n, one in enumerate(row["versions"]))
    return Instrument(
        row["id"],
        printed(row["title"]),
        printed(row["citation"]),
        row["kind"],
        row["topic"],
        tuple(row["nations"]),
        tuple(row["applies_to"]),
        row["confidence"],
        RegisterDate(str(row["last_checked"])),
        tuple(row["source"]),
        tuple(row.get("replaces") or ()),
        tuple(sorted(versions, key=Version.certain_from)),
        row.get("notes") or "",
        tree.place(route),
    )


def _version(tree: Tree, row: Mapping[str, Any], parent: Mapping[str, Any], route: Route) -> Version:
    return Version(
        _date(row["from"]),
        _date(row.get("until")),
        _date(row.get("seen")),
        row["state"],
        printed(row["label"]),
        printed(row["cite"]),
        printed(row["summary"]),
        row.get("url") or "",
        row.get("confidence") or parent["confidence"],
        row.get("expected") or "",
        tree.place(route),
    )


def _date(value: Any) -> RegisterDate | None:  # noqa: ANN401 - a year may have been written as a number
    return None if value is None else RegisterDate(str(value))


def _contact(tree: Tree, row: Mapping[str, Any], route: Route) -> Contact:
    return Contact(
        row["id"],
        printed(row["name"]),
        tuple(row["nations"]),
        tuple(row["audience"]),
        printed(row["purpose"]),
        row.get("phone") or "",
        row.get("url") or "",
        row["status"],
        row["confidence"],
        bool(row.get("local")),
        RegisterDate(str(row["last_checked"])),
        tree.place(route),
    )


def _overlaps(tree: Tree, made: Instrument, route: Route) -> list[Problem]:
    """Two editions may not be in force on one day; both days must be known exactly for that to be sure."""
    dated = [one for one in made.versions if one.start and one.start.exact]
    found = []
    for earlier, later in pairwise(dated):
        ends = earlier.until
        if ends is None or (ends.exact and later.start and ends.first() >= later.start.first()):
            found.append(
                tree.problem(
                    "law-overlap",
                    f"'{earlier.label}' is still in force when '{later.label}' begins",
                    route,
                    hint="end the earlier version on the day before",
                )
            )
    return found


def _across(instruments: Mapping[str, Instrument], topics: Mapping[str, str]) -> Iterable[Problem]:
    for one in instruments.values():
        if one.topic not in topics:
            yield Problem(
                "bad-register",
                f"'{one.topic}' is not a topic of the register",
                one.place,
                path=one.id,
                hint="one of " + ", ".join(topics),
                suggestion=nearest(one.topic, topics),
            )
        for other in one.replaces:
            if other not in instruments:
                yield Problem(
                    "unknown-law",
                    f"'{one.id}' replaces '{other}', which is not in the register",
                    one.place,
                    path=one.id,
                    hint="name an instrument of the register",
                    suggestion=nearest(other, instruments),
                )
