"""Reads the cases in `cases/`: what the law said on a day and the day before, and what our documents say of it.

A case is written for a safeguarding lawyer to check, so its form is strict: a word that the reader would take for a
test and that tests nothing is refused here.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from policygen.compose.facts import build_facts
from policygen.compose.pack import select
from policygen.compose.render import render
from policygen.compose.session import Session
from policygen.model import Box
from policygen.sources import yamlio
from policygen.sources.profile import load_profile
from policygen.text import blocks_text, spans_text
from tests.content.organisations import examples, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygen.compose.render import Rendered
    from policygen.sources.profile import LoadedProfile

CASES = Path(__file__).parent / "cases"
ONE_DAY = dt.timedelta(days=1)
EVERYWHERE = "every document"
_FIELDS = {"title", "case", "source", "day", "days", "organisations", "register", "texts", "untouched", "waits_for"}
_SAYS = {"law", "says", "must_not_say", "says_as_coming", "must_not_say_as_coming"}
_WHEN = {"the_day_before": -ONE_DAY, "on_the_day": ONE_DAY * 0}


@dataclass(frozen=True)
class Expected:
    """What a text says and must not say, outside its boxes of what is coming and in them; of an entry, if it is law."""

    says: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    says_as_coming: tuple[str, ...] = ()
    must_not_say_as_coming: tuple[str, ...] = ()
    law: bool | None = None


@dataclass(frozen=True)
class Text:
    """A document, or a clause of one, of some organisations, and what is expected of it on each day."""

    organisations: tuple[str, ...]
    where: str
    on: tuple[tuple[dt.date, Expected], ...]


@dataclass(frozen=True)
class Entry:
    """An entry of the register, and what is expected of it on each day."""

    id: str
    on: tuple[tuple[dt.date, Expected], ...]


@dataclass(frozen=True)
class Untouched:
    """Organisations of which some documents, or all, are the same on the day and the day before."""

    organisations: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One change of the law, or one thing that may never be said."""

    name: str
    title: str
    source: str
    day: dt.date | None
    organisations: Mapping[str, Any] = field(hash=False)
    register: tuple[Entry, ...]
    texts: tuple[Text, ...]
    untouched: tuple[Untouched, ...]
    waits_for: tuple[str, ...]


@cache
def cases() -> tuple[Case, ...]:
    """Return every case, in the order of the files."""
    return tuple(_read(path) for path in sorted(CASES.glob("*.yaml")))


def _read(path: Path) -> Case:
    data = yamlio.load(path).data
    _only(data, _FIELDS, path.name)
    assert data["source"].strip(), f"{path.name} says no source"
    assert ("day" in data) != ("days" in data), f"{path.name} has either a day or days"
    day = dt.date.fromisoformat(str(data["day"])) if "day" in data else None
    days = [dt.date.fromisoformat(str(one)) for one in data.get("days", [])]
    return Case(
        path.stem,
        data["title"],
        data["source"],
        day,
        data.get("organisations", {}),
        tuple(Entry(row["entry"], _on(row, day, days, {"entry"})) for row in data.get("register", [])),
        tuple(Text(tuple(row["of"]), row["in"], _on(row, day, days, {"of", "in"})) for row in data.get("texts", [])),
        tuple(_untouched(row) for row in data.get("untouched", [])),
        tuple(row["document"] for row in data.get("waits_for", [])),
    )


def _untouched(row: Mapping[str, Any]) -> Untouched:
    _only(row, {"of", "documents"}, "untouched")
    return Untouched(tuple(row["of"]), tuple(row.get("documents", ())))


def _on(
    row: Mapping[str, Any], day: dt.date | None, days: list[dt.date], others: set[str]
) -> tuple[tuple[dt.date, Expected], ...]:
    _only(row, {*_WHEN, "on_each_day", *others}, str(row))
    found = [(day + step, _expected(row[name])) for name, step in _WHEN.items() if day and name in row]
    found += [(one, _expected(row["on_each_day"])) for one in days if "on_each_day" in row]
    assert found, f"nothing is expected on any day: {row}"
    return tuple(found)


def _expected(row: Mapping[str, Any]) -> Expected:
    _only(row, _SAYS, str(row))
    assert row, "nothing is expected"
    phrases = {name: tuple(map(str, row.get(name, ()))) for name in _SAYS - {"law"}}
    return Expected(**phrases, law=row.get("law"))


def _only(row: Mapping[str, Any], allowed: set[str], where: str) -> None:
    unknown = set(row) - allowed
    assert not unknown, f"{where}: {sorted(unknown)} means nothing here"


@cache
def _profile(name: str, invented: str) -> LoadedProfile:
    """Return an organisation as a case invents it, or where it does not the example profile of that name.

    A small body is taken at the usual size: its merged code cites little law, and a case asks what law says to such a
    kind of organisation.
    """
    if not invented:
        file = next(path for path in examples() if path.stem == name)
        usual = file.read_text(encoding="utf-8").replace("size: micro", "size: standard")
        if usual == file.read_text(encoding="utf-8"):
            return load_profile(file)
        invented = usual
    elif "pack:" not in invented:
        invented += "\npack: {size: standard}\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.yaml"
        path.write_text(invented, encoding="utf-8")
        return load_profile(path)


@cache
def _session(organisation: str, invented: str, day: dt.date) -> Session:
    """Return an organisation's facts and law on a day, with the documents of its pack chosen."""
    session = Session(build_facts(_profile(organisation, invented), shipped(), day), shipped())
    session.documents = dict.fromkeys(select(session.facts, shipped(), session))
    return session


@cache
def _rendered(organisation: str, invented: str, day: dt.date, document: str) -> Rendered:
    return render(shipped().usable(document), _session(organisation, invented, day))


def documents(case: Case, organisation: str, day: dt.date, where: str = EVERYWHERE) -> dict[str, Rendered]:
    """Return documents of an organisation as the law and the library give them on a day, before they are numbered.

    A reference to another clause has no words yet: a case reads one document without the others.
    """
    profile = case.organisations.get(organisation)
    invented = yaml.safe_dump(profile, sort_keys=False) if profile else ""
    chosen = sorted(_session(organisation, invented, day).documents)
    wanted = [one for one in chosen if where in (EVERYWHERE, one)]
    return {one: _rendered(organisation, invented, day, one) for one in wanted}


def said(case: Case, organisation: str, where: str, day: dt.date, *, coming: bool = False) -> str:
    """Return the words of a document, a clause or of all documents on a day.

    With `coming`, only those in boxes of what is coming; without it, all the others.
    """
    name, _, clause = where.partition("/")
    chosen = documents(case, organisation, day, name).values()
    return plain("\n".join(line for one in chosen for line in _lines(one, clause, coming=coming)))


def _lines(document: Rendered, clause: str, *, coming: bool) -> Iterator[str]:
    if not clause and not coming:
        yield from (spans_text(document.title), spans_text(document.summary))
    for meta, raw, _uses in document.clauses:
        if clause in ("", meta.id.split("/")[1]):
            boxes = [block for block in raw.blocks if isinstance(block, Box) and block.kind == "coming"]
            others = tuple(block for block in raw.blocks if block not in boxes)
            yield blocks_text(tuple(boxes)) if coming else f"{spans_text(raw.heading)}\n{blocks_text(others)}"


def plain(text: str) -> str:
    """Return words as they are compared: without case, with straight apostrophes, on one line."""
    return " ".join(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
