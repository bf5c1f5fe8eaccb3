"""The form of what people write in `law/` and `contacts/`: each entry's fields, their kinds, their allowed values."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policygen.errors import nearest
from policygen.sources.law import CITEABLE, PENDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygen.errors import Problem
    from policygen.sources.yamlio import Route, Tree

KINDS = (
    "act",
    "section",
    "regulations",
    "statutory-guidance",
    "non-statutory-guidance",
    "code-of-practice",
    "standard",
    "procedure",
    "policy",
)
"""What an instrument can be; the last two are those of a council, a trust or a national body."""
NATIONS = ("england", "wales", "scotland", "northern_ireland")
STATES = (*CITEABLE, "repealed", "superseded", *PENDING)
CONFIDENCE = ("high", "medium", "low")
STATUSES = ("active", "merged", "closed", "unverified")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
_TEXT, _LIST, _MAYBE, _ROWS, _DATED, _FLAG, _WORDS = (
    "text",
    "list",
    "list or nothing",
    "rows",
    "date",
    "flag",
    "mapping",
)


@dataclass(frozen=True, slots=True)
class Form:
    """The form of an entry: each field's kind, those that must say something, and those with a closed list of values.

    `open_ended` are fields that must be there and may say nothing (null): "from", where the start is not known.
    """

    kinds: Mapping[str, str]
    needed: Sequence[str]
    allowed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    open_ended: Sequence[str] = ()


INSTRUMENT = Form(
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
        "replaces": _MAYBE,
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
VERSION = Form(
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
    ("state", "label", "cite", "summary"),
    {"state": STATES, "confidence": CONFIDENCE},
    ("from",),
)
COMING = Form(VERSION.kinds, (*VERSION.needed, "seen", "expected"), VERSION.allowed, VERSION.open_ended)
"""What is not law yet says since when that is known, and what is expected."""
CONTACT = Form(
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
    ("id", "name", "nations", "audience", "purpose", "status", "confidence", "last_checked", "source"),
    {"nations": NATIONS, "status": STATUSES, "confidence": CONFIDENCE},
)
HEAD = Form({"begins": _DATED, "topics": _WORDS, "bodies": _LIST, "official": _ROWS}, ())
"""`register.yaml`: the first day, the topics in order, the bodies that law speaks to, the official addresses."""
OFFICIAL = Form(
    {"kinds": _LIST, "nations": _LIST, "hosts": _LIST}, ("kinds", "hosts"), {"kinds": KINDS, "nations": NATIONS}
)
_KINDS_IN_WORDS = {
    _TEXT: ("words", "write them in quotes if they hold a colon"),
    _LIST: ("a list of words", "write [one, another], with at least one"),
    _MAYBE: ("a list of words", "write [one, another], or leave it out"),
    _ROWS: ("a list of entries", "each begins with '- ' and has fields of its own"),
    _DATED: ("a date of the calendar", "write 2026-09-01, 2026-09 or 2026, as exactly as it is known"),
    _FLAG: ("true or false", "write true or false"),
    _WORDS: ("names and their headings", "write 'name: Heading', one a line"),
}
_WHY = {
    "source": "where a reader can check it: an address, or what was read and when",
    "seen": "the day since which it is known that this is coming",
    "expected": "in words, what is expected and when",
    "from": "the first day on which it was in force, or null if that is not known",
    "last_checked": "the day on which somebody read the source",
}
_ANY = "as its neighbours have it"


def version_form(row: Any) -> Form:  # noqa: ANN401 - whatever was written
    """Return the form of a version: what is coming has two fields more that must be there."""
    return COMING if isinstance(row, dict) and row.get("state") in PENDING else VERSION


def faults(tree: Tree, row: Any, route: Route, form: Form) -> list[Problem]:  # noqa: ANN401 - whatever was written
    """Return what is wrong with the form of the entry at `route`, each with its place."""
    if not isinstance(row, dict):
        return [tree.problem("bad-register", "an entry must have fields", route, hint="write 'id: …' and so on")]
    found = [
        tree.problem("bad-register", f"'{name}' is missing", route, hint=f"add '{name}: …', {_WHY.get(name, _ANY)}")
        for name in (*form.needed, *form.open_ended)
        if name not in row
    ]
    for name, value in row.items():
        found += _field_faults(tree, name, value, (*route, name), form)
    return found


def _field_faults(tree: Tree, name: str, value: Any, where: Route, form: Form) -> Iterator[Problem]:  # noqa: ANN401 - likewise
    if name not in form.kinds:
        yield tree.problem(
            "bad-register",
            f"'{name}' is not a field of an entry",
            where,
            key=True,
            hint="one of " + ", ".join(form.kinds),
            suggestion=nearest(name, form.kinds),
        )
    elif value is None and name not in form.needed:
        return
    elif not _fits(value, form.kinds[name]):
        what, hint = _KINDS_IN_WORDS[form.kinds[name]]
        yield tree.problem("bad-register", f"'{name}' must be {what}", where, hint=hint)
    else:
        yield from _not_allowed(tree, name, value, where, form)


def _not_allowed(tree: Tree, name: str, value: Any, where: Route, form: Form) -> Iterator[Problem]:  # noqa: ANN401 - likewise
    allowed = form.allowed.get(name)
    if allowed is None:
        return
    given = [((*where, n), one) for n, one in enumerate(value)] if isinstance(value, list) else [(where, value)]
    for route, one in given:
        if one not in allowed:
            message = f"'{one}' is not allowed for '{name}'"
            hint, near = "one of " + ", ".join(allowed), nearest(str(one), allowed)
            yield tree.problem("bad-register", message, route, hint=hint, suggestion=near)


def _fits(value: Any, kind: str) -> bool:  # noqa: ANN401 - likewise
    match kind:
        case "text":
            return isinstance(value, str) and bool(value.strip())
        case "list" | "list or nothing":
            words = isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)
            return words and (bool(value) or kind == _MAYBE)
        case "rows":
            return isinstance(value, list) and bool(value)
        case "mapping":
            return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
        case "date":
            return not isinstance(value, bool) and _is_date(str(value))
        case _:
            return isinstance(value, bool)


def _is_date(text: str) -> bool:
    """Say whether it is a year, a month or a day of the calendar."""
    if not _DATE.match(text):
        return False
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True
