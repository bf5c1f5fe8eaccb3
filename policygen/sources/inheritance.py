"""`extends`: what a parent says holds for its members, except what it leaves open.

A parent's fields are fixed. What it lists under `open` (a section, a group or one field) a member may say anew, and
what it does not say at all is open anyway. In a chain the file that said a field decides whether it is open.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygen.errors import PolicygenError, Problem, nearest
from policygen.sources import validate, yamlio
from policygen.sources.fields import by_path, parties
from policygen.sources.schema import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygen.sources.yamlio import Mark, Route, Tree

_NOT_INHERITED = frozenset(SETTINGS) - {"library"}


@dataclass(frozen=True, slots=True)
class Said:
    """What one file says: `tree` is None where it could not be read; `parent` is the file it extends."""

    file: str
    tree: Tree | None
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    parent: Path | None = None
    opens: tuple[str, ...] = ()

    def leaves(self) -> Iterator[tuple[Route, Any]]:
        """Yield each field that is said, by its way from the top; a list is one field."""
        return _leaves({name: value for name, value in self.values.items() if name not in _NOT_INHERITED}, ())

    def leaves_open(self, path: str) -> bool:
        """Return whether a member may say the field of this dotted name anew."""
        return any(path == prefix or path.startswith(f"{prefix}.") for prefix in self.opens)


@dataclass(frozen=True, slots=True)
class Merged:
    """A chain of files as one profile."""

    values: Mapping[str, Any]
    marks: Mapping[Route, Mark]
    library: Path | None
    said_by: Mapping[str, str]
    problems: tuple[Problem, ...]


def read(path: Path, shown: str) -> Said:
    """Return what the file at `path` says, with what is wrong in it; raises nothing."""
    try:
        tree = yamlio.load(path, shown)
    except PolicygenError as error:
        return Said(shown, None, {}, error.problems)
    values, problems = validate.said(tree)
    extends, opens = values.get("extends"), values.get("open")
    names = tuple(name for name in opens if isinstance(name, str)) if isinstance(opens, list) else ()
    problems += _unknown_names(names, tree)
    parent = path.parent / extends if isinstance(extends, str) and extends else None
    return Said(shown, tree, values, (*tree.warnings, *problems), parent, names)


def shown_parent(said: Said) -> str:
    """Return the name of the parent in messages: as seen from where the member's own name is seen."""
    return os.path.normpath(Path(said.file).parent / str(said.values["extends"]))


def _unknown_names(names: Sequence[str], tree: Tree) -> list[Problem]:
    """Return a problem for each name under `open` that is no field."""
    return [
        tree.problem("unknown-field", f"a profile has no field '{name}' to leave open", ("open", index),
                     hint="name a section, or a field as in phones.children", suggestion=nearest(name, by_path()))
        for index, name in enumerate(names) if name not in by_path()
    ]  # fmt: skip


def _leaves(data: Mapping[str, Any], route: Route) -> Iterator[tuple[Route, Any]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*route, name))
        else:
            yield (*route, name), value


@dataclass(slots=True)
class _Merge:
    """Fields by their way from the top, each with the file that said it; and what went wrong."""

    fields: dict[Route, tuple[Any, Said]] = field(default_factory=dict)
    forgotten: set[tuple[Route, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add(self, said: Said) -> None:
        """Add what a member says to what its parents said."""
        for route, value in said.leaves():
            path = ".".join(map(str, route))
            before = self.fields.get(route)
            if before and before[0] != value and not before[1].leaves_open(path):
                self.problems.append(_fixed(route, path, said, before[1]))
                continue
            if before and route[-1] == "name" and before[0] != value:
                self.forget_party(route[:-1])
            self.fields[route] = (value, said)

    def forget_party(self, party: Route) -> None:
        """Drop a parent's details of a person or office that a member names anew: they are somebody else's."""
        if ".".join(map(str, party)) in parties():
            for route in [route for route in self.fields if route[:-1] == party]:
                self.forgotten.add((route, self.fields.pop(route)[1].file))


def _fixed(route: Route, path: str, member: Said, parent: Said) -> Problem:
    assert member.tree is not None  # noqa: S101 - it said something
    assert parent.tree is not None  # noqa: S101
    where = parent.tree.place(route)
    message = f"{path} is fixed by {where.file}:{where.line}"
    hint = f"leave it out here, or have {path} listed under 'open' in {where.file}"
    return member.tree.problem("fixed-by-parent", message, route, key=True, hint=hint)


def merge(chain: Sequence[Said]) -> Merged:
    """Return the files of `chain`, the topmost parent first, as one profile."""
    merging = _Merge()
    for said in chain:
        merging.add(said)
    values: dict[str, Any] = {}
    for route, (value, _said) in merging.fields.items():
        section = values
        for step in route[:-1]:
            section = section.setdefault(str(step), {})
        section[str(route[-1])] = value
    said_by = {".".join(map(str, route)): said.file for route, (_value, said) in merging.fields.items()}
    library = merging.fields.get(("library",))
    folder = Path(library[1].file).parent / str(library[0]) if library else None
    values.pop("library", None)
    return Merged(values, _marks(chain, merging), folder, said_by, tuple(merging.problems))


def _marks(chain: Sequence[Said], merging: _Merge) -> dict[Route, Mark]:
    """Return the marks of all files; where two mark one place, the file that said the field wins, else the member."""
    marks: dict[Route, Mark] = {}
    fields = merging.fields
    for said in chain:
        for route, mark in said.tree.marks.items() if said.tree else ():
            owner = next((fields[route[:end]][1] for end in range(len(route), 0, -1) if route[:end] in fields), said)
            if owner is said and (route, said.file) not in merging.forgotten:
                marks[route] = mark
    return marks
