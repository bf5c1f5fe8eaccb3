"""Reading the register of law and contacts from `law/` and `contacts/`, each entry checked against its form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policygen.errors import Place, PolicygenError, Problem
from policygen.sources import register_cache, register_checks, yamlio
from policygen.sources.law import Contact, Instrument, Register, RegisterDate, Version
from policygen.sources.register_checks import Official
from policygen.sources.register_form import CONTACT, HEAD, INSTRUMENT, KINDS, OFFICIAL, faults, version_form
from policygen.sources.typography import printed
from policygen.where import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from policygen.sources.register_checks import Fault
    from policygen.sources.yamlio import Route, Tree

__all__ = ["KINDS", "read_register"]
_HEAD = "register.yaml"


def read_register(folders: Sequence[Path], *, cached: bool = False) -> Register:
    """Return the register of `folders`; what stands in a later folder adds to the first and never changes it.

    Where `cached`, a register that was read before without a fault comes from the cache. Raises PolicygenError with
    everything that is wrong in it.
    """
    files = [path for folder in folders for path in _files(folder)]
    name = register_cache.key(files, folders) if cached else ""
    kept = register_cache.load(name) if name else None
    if kept is not None:
        return kept
    reader = _Reader()
    for folder in folders:
        reader.read_folder(folder)
    made = reader.finished()
    if name:
        register_cache.keep(name, made)
    return made


def _files(folder: Path) -> list[Path]:
    """Return the files of one folder, the head of its register first: what it lists is needed for the others."""
    law = sorted((folder / "law").glob("*.yaml"), key=lambda path: (path.name != _HEAD, path.name))
    return [*law, *sorted((folder / "contacts").glob("*.yaml"))]


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where an entry was written: its file, the way to it, and the folder of the library, counted from 0."""

    tree: Tree
    route: Route
    folder: int

    def problem(self, fault: Fault) -> Problem:
        """Return a fault of the entry at its place."""
        route = (*self.route, *fault.route)
        return self.tree.problem(fault.code, fault.message, route, hint=fault.hint, suggestion=fault.suggestion)


@dataclass
class _Reader:
    """What was read so far, and what is wrong with it."""

    instruments: dict[str, Instrument] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    bodies: list[str] = field(default_factory=list)
    official: list[Official] = field(default_factory=list)
    begins: dt.date | None = None
    problems: list[Problem] = field(default_factory=list)
    origins: dict[str, _Origin] = field(default_factory=dict)
    folder: int = -1
    first: str = ""

    def read_folder(self, folder: Path) -> None:
        """Read what one folder adds; a file that is not YAML is a problem like any other."""
        self.folder += 1
        self.first = self.first or shown(folder)
        for path in _files(folder):
            try:
                tree = yamlio.load(path, shown(path))
            except PolicygenError as error:
                self.problems += error.problems
                continue
            if path.parent.name == "contacts":
                self._read_contacts(tree)
            elif path.name == _HEAD:
                self._read_head(tree)
            else:
                self._read_instruments(tree)

    def finished(self) -> Register:
        """Return the register; raises PolicygenError with everything that is wrong in it."""
        if self.begins is None and not self.problems:
            message = "nothing says on which day the register begins"
            place = Place(f"{self.first}/law/{_HEAD}")
            self.problems.append(
                Problem("bad-register", message, place, hint=f"say 'begins: 2018-01-01' in law/{_HEAD}")
            )
        for name, fault in register_checks.across(self.instruments, self.topics, self.bodies):
            self.problems.append(self.origins[name].problem(fault))
        if self.problems or self.begins is None:
            raise PolicygenError(self.problems)
        return Register(self.begins, self.topics, self.instruments, self.contacts)

    def _read_head(self, tree: Tree) -> None:
        data = tree.data
        found = faults(tree, data, (), HEAD)
        rows = data.get("official") if isinstance(data, dict) else None
        for number, row in enumerate(rows if isinstance(rows, list) else []):
            found += faults(tree, row, ("official", number), OFFICIAL)
        if not found and data.get("begins") is not None and self.folder > 0:
            message = "the day on which the register begins is that of the shipped library"
            found.append(tree.problem("law-redefined", message, ("begins",), key=True, hint="take the line out"))
        self.problems += found
        if found:
            return
        if data.get("begins") is not None:
            self.begins = RegisterDate(str(data["begins"])).first()
        self.topics |= {name: printed(words) for name, words in (data.get("topics") or {}).items()}
        self.bodies += data.get("bodies") or []
        self.official += [_official(row) for row in rows or []]

    def _read_instruments(self, tree: Tree) -> None:
        for number, row in self._rows(tree, "instruments"):
            route: Route = ("instruments", number)
            found = faults(tree, row, route, INSTRUMENT)
            versions = row.get("versions") if isinstance(row, dict) else None
            for index, version in enumerate(versions if isinstance(versions, list) else []):
                found += faults(tree, version, (*route, "versions", index), version_form(version))
            self.problems += found
            if not found and self._is_new(row["id"], "", tree, route):
                written = [_version(tree, one, row, (*route, "versions", n)) for n, one in enumerate(row["versions"])]
                self.instruments[row["id"]] = made = _instrument(tree, row, route, written)
                wrong = register_checks.entry_faults(made, written, self.official)
                self.problems += [self.origins[made.id].problem(fault) for fault in wrong]

    def _read_contacts(self, tree: Tree) -> None:
        for number, row in self._rows(tree, "contacts"):
            route: Route = ("contacts", number)
            found = faults(tree, row, route, CONTACT)
            self.problems += found
            if not found and self._is_new(row["id"], "contact:", tree, route):
                self.contacts[row["id"]] = made = _contact(tree, row, route)
                wrong = register_checks.contact_faults(made)
                self.problems += [self.origins[f"contact:{made.id}"].problem(fault) for fault in wrong]

    def _rows(self, tree: Tree, name: str) -> Iterable[tuple[int, Any]]:
        rows = tree.data.get(name) if isinstance(tree.data, dict) else None
        if isinstance(rows, list):
            return enumerate(rows)
        first = tuple(tree.data)[:1] if isinstance(tree.data, dict) else ()
        message = f"this file has no list '{name}'"
        self.problems.append(tree.problem("bad-register", message, first, key=True, hint=f"begin it with '{name}:'"))
        return ()

    def _is_new(self, name: str, before: str, tree: Tree, route: Route) -> bool:
        """Say whether no entry has this id yet; one that has is a problem, and worse if it is a national one."""
        first = self.origins.setdefault(before + name, _Origin(tree, route, self.folder))
        if first.tree is tree and first.route == route:
            return True
        self.problems.append(_taken(name, first, _Origin(tree, route, self.folder)))
        return False


def _taken(name: str, first: _Origin, second: _Origin) -> Problem:
    place = first.tree.place((*first.route, "id"))
    other = f"it stands in {place.file}, line {place.line}"
    route = (*second.route, "id")
    if first.folder != second.folder:
        message = f"'{name}' is an entry of the library beneath this one, and cannot be changed here"
        return second.tree.problem("law-redefined", message, route, hint=f"{other}: give yours an id of its own")
    message = f"'{name}' is already in the register"
    return second.tree.problem("law-twice", message, route, hint=f"{other}: take one out")


def _official(row: Mapping[str, Any]) -> Official:
    return Official(tuple(row["kinds"]), tuple(row.get("nations") or ()), tuple(row["hosts"]))


def _instrument(tree: Tree, row: Mapping[str, Any], route: Route, versions: Iterable[Version]) -> Instrument:
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
