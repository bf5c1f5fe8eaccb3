"""What organisations are held to: registers of requirements, each with whom it applies to, in words and as a condition.

A register is one file in `frameworks/` of a library. A later folder's register replaces an earlier one with its id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policygen.errors import Place, Problem, fail, nearest
from policygen.sources import yamlio
from policygen.sources.choices import Choices, Rule, cached_choices, compile_choices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from policygen.sources.expressions import Names

_OF_FRAMEWORK = ("id", "title", "source", "when", "because", "requirements")
_OF_REQUIREMENT = ("id", "what", "when", "because", "instead")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is asked for, in a plain line.

    It applies where `when` holds (empty: wherever its register does); `because` says why not elsewhere. `instead` says
    what the library does instead where the source is stale or unsafe, and why.
    """

    id: str
    what: str
    when: str = ""
    because: str = ""
    instead: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Framework:
    """A register of requirements: its name, what it was read from, and whom all of it applies to."""

    id: str
    title: str
    source: str
    requirements: tuple[Requirement, ...]
    when: str = ""
    because: str = ""
    place: Place = Place()


@dataclass
class Frameworks:
    """Every register by its id, and what is wrong with any of them."""

    found: dict[str, Framework] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def requirements(self) -> Iterator[Requirement]:
        """Yield every requirement of every register."""
        for one in self.found.values():
            yield from one.requirements


def read_frameworks(folders: Iterable[Path]) -> Frameworks:
    """Return the registers of `folders`; raises PolicygenError (`bad-framework`) for one of another form."""
    found = Frameworks()
    for folder in folders:
        for path in sorted((folder / "frameworks").glob("*.yaml")):
            one = _framework(yamlio.load(path), found.problems)
            found.found[one.id] = one
    found.problems += _twice(found)
    return found


def conditions(frameworks: Frameworks, names: Names, *, cached: bool = False) -> Choices:
    """Return whom registers ("framework:id") and requirements ("requirement:id") apply to, ready to be asked."""
    rules = {f"framework:{one.id}": (Rule(one.when, value=True, place=one.place),) for one in frameworks.found.values()}
    for one in frameworks.requirements:
        rules[f"requirement:{one.id}"] = (Rule(one.when, value=True, place=one.place),)
    return (cached_choices if cached else compile_choices)(rules, names, "frameworks")


def _framework(tree: yamlio.Tree, problems: list[Problem]) -> Framework:
    if not isinstance(tree.data, dict) or not isinstance(tree.data.get("requirements"), list):
        raise _bad(tree, (), "a register has an id, a title, a source and a list of requirements")
    problems += _faults(tree, (), tree.data, _OF_FRAMEWORK, ("id", "title", "source"))
    rows = []
    for number, row in enumerate(tree.data["requirements"]):
        route = ("requirements", number)
        if not isinstance(row, dict):
            raise _bad(tree, route, "a requirement has an id and says what is asked for")
        problems += _faults(tree, route, row, _OF_REQUIREMENT, ("id", "what"))
        rows.append(Requirement(**_words(row, _OF_REQUIREMENT), place=_place(tree, route, row)))
    words = _words({name: value for name, value in tree.data.items() if name != "requirements"}, _OF_FRAMEWORK[:-1])
    return Framework(**words, requirements=tuple(rows), place=_place(tree, (), tree.data))


def _words(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    return {name: str(row.get(name) or "") for name in names}


def _place(tree: yamlio.Tree, route: yamlio.Route, row: Mapping[str, Any]) -> Place:
    """Return where the condition stands, or else the id."""
    return tree.place((*route, "when" if "when" in row else "id"))


def _faults(
    tree: yamlio.Tree, route: yamlio.Route, row: Mapping[str, Any], known: tuple[str, ...], needed: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield names that nothing reads, what is not said, and a condition that gives no reason."""
    for name in row:
        if name not in known:
            hint = "one of " + ", ".join(known)
            message = f"'{name}' is not part of a register"
            suggestion = nearest(str(name), known)
            yield tree.problem("bad-framework", message, (*route, name), key=True, hint=hint, suggestion=suggestion)
    for name in needed:
        if not isinstance(row.get(name), str) or not row[name].strip():
            yield tree.problem(
                "bad-framework", f"'{name}' is not said in words", (*route, name), hint="write it in words"
            )
    if row.get("when") and not row.get("because"):
        hint = "say in 'because' why it does not apply elsewhere: people read that in place of a clause"
        message = f"'{row.get('id', '')}' does not say why it does not apply to everybody"
        yield tree.problem("requirement-without-reason", message, (*route, "when"), hint=hint)


def _bad(tree: yamlio.Tree, route: yamlio.Route, message: str) -> Exception:
    hint = "compare it with the files in templates/frameworks"
    return fail("bad-framework", message, tree.place(route), hint=hint)


def _twice(found: Frameworks) -> Iterator[Problem]:
    seen: dict[str, Requirement] = {}
    for one in found.requirements:
        if one.id in seen:
            message = f"the requirement '{one.id}' stands twice"
            hint = f"the other is in {seen[one.id].place.file}, line {seen[one.id].place.line}: give one another id"
            yield Problem("said-twice", message, one.place, one.id, hint)
        seen.setdefault(one.id, one)
