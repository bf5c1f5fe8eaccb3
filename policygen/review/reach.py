"""Whether any organisation, on any day of the register, could ever get a document or a clause."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from policygen.compose.facts import variables
from policygen.sources import facts_schema
from policygen.sources.choices import Rule, compile_choices
from policygen.sources.expressions import ENVIRONMENT
from policygen.sources.law import LawView

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygen.sources.library import Library

_MOST = 60_000
"""Combinations tried one by one; beyond that a sample is drawn, and what the sample does not reach is not reported."""


def reachable(condition: str, library: Library) -> bool:
    """Say whether some combination of facts makes `condition` hold; true where that cannot be settled."""
    compiled = compile_choices({"x": (Rule(condition, value=True),)}, library.names, "condition")
    if compiled.problems:
        return True
    paths = sorted({path for path, _line in compiled.references.facts} - {"org.type", "org.nation"})
    free = [path for path in paths if not path.startswith("org.is_")]
    numbers = _numbers(condition)
    domains = [_domain(path, numbers) for path in free]
    every, complete = _combinations(domains)
    for kind, nation, day in _places(library, condition):
        view = LawView(library.register, day, nation, frozenset(library.vocabulary.types[kind].law))
        base = _identity(library, kind, nation)
        for values in every:
            facts = {**base, **dict(zip(free, values, strict=True))}
            for has in (True, False) if "has_doc" in condition else (True,):
                names = {**variables(facts, view), **_asked(view, has)}
                if _holds(compiled.bind(names)):
                    return True
    return not complete


def _asked(view: LawView, has: bool) -> dict[str, Any]:  # noqa: FBT001 - the answer to has_doc
    """Return the other functions that a condition may call."""
    return {"has_doc": lambda _name: has, "documents": list, "laws": view.topic, "coming": view.coming}


def _holds(bound: Any) -> bool:  # noqa: ANN401 - choices bound to facts
    try:
        return bound.pick("x") is not None
    except TypeError:
        # A fact that no combination gives in the kind that the condition wants.
        return False


def _identity(library: Library, kind: str, nation: str) -> dict[str, Any]:
    own = library.vocabulary.types[kind].kinds
    flags = {f"org.is_{name}": name in own for name in library.vocabulary.kinds}
    return {"org.type": kind, "org.nation": nation, **flags}


def _places(library: Library, condition: str) -> Iterator[tuple[str, str, dt.date]]:
    """Yield types, nations and days that could make a difference."""
    days = [library.register.begins, *_law_days(library, condition)]
    for kind, what in library.vocabulary.types.items():
        for nation in what.nations:
            yield from ((kind, nation, day) for day in days)


def _law_days(library: Library, condition: str) -> list[dt.date]:
    named = (
        one
        for name, one in library.register.instruments.items()
        if f"'{name}'" in condition or f'"{name}"' in condition
    )
    days = {version.certain_from() for one in named for version in one.versions}
    return sorted(day for day in days if day > library.register.begins)


def _combinations(domains: Sequence[Sequence[Any]]) -> tuple[list[tuple[Any, ...]], bool]:
    total = 1
    for domain in domains:
        total *= len(domain)
    if total <= _MOST // 100:
        return list(itertools.product(*domains)), True
    drawn = random.Random(0)  # noqa: S311 - a sample, the same every time
    return [tuple(drawn.choice(domain) for domain in domains) for _ in range(_MOST // 100)], False


def _numbers(condition: str) -> list[int]:
    tree = ENVIRONMENT.parse(f"{{{{ {condition} }}}}")
    return sorted({node.value for node in tree.find_all(nodes.Const) if type(node.value) is int})


def _domain(path: str, numbers: Iterable[int]) -> list[Any]:
    """Return values of a field that could make a difference: each that is allowed, none, one, all."""
    field = facts_schema.facts()[path]
    allowed = list(field.values)
    match field.kind:
        case "boolean":
            return [True, False]
        case "integer":
            low, high = field.rule["min"], field.rule["max"]
            return sorted({low, high, *(n + step for n in numbers for step in (-1, 0, 1) if low <= n + step <= high)})
        case "list":
            return [(), *[(one,) for one in allowed], tuple(allowed)] if allowed else [(), ({},)]
        case "dict":
            return ["", {"name": "x"}]
        case _:
            return [*allowed, ""] if allowed else ["", "x"]


def joined(conditions: Iterable[str]) -> str:
    """Return conditions that must all hold as one."""
    return " and ".join(f"({one})" for one in conditions if one)


def stated(front: Mapping[str, Any]) -> str:
    """Return the condition of a document's front matter."""
    return str(front.get("when", ""))
