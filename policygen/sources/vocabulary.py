"""What each nation and sector calls a thing, what a choice is in words, and what type and nation decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policygen.errors import Place, Problem
from policygen.sources import yamlio
from policygen.sources.choices import Rule


@dataclass(frozen=True, slots=True)
class Term:
    """A word in full and its initials, or the path of the fact that holds it."""

    say: str
    short: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of organisation: what kinds it belongs to, which law speaks to it, where it exists, its usual ages."""

    label: str
    kinds: tuple[str, ...]
    law: tuple[str, ...]
    nations: tuple[str, ...]
    ages: tuple[int, int]


@dataclass(frozen=True, slots=True)
class LawAlso:
    """Law that also speaks to some kinds of organisation when they have children younger than an age."""

    kinds: tuple[str, ...]
    younger_than: int
    law: tuple[str, ...]


@dataclass
class Vocabulary:
    """All words; later folders add to and replace what earlier ones said."""

    terms: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    derived: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    phrases: dict[str, dict[str, str]] = field(default_factory=dict)
    phrase_places: dict[str, Place] = field(default_factory=dict)
    types: dict[str, Kind] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    law_also: tuple[LawAlso, ...] = ()
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_vocabulary(folders: Iterable[Path]) -> Vocabulary:
    """Return the words of `folders`, each with a `vocabulary` folder in it or not."""
    found = Vocabulary()
    for folder in folders:
        seen: dict[str, Place] = {}
        for path in sorted((folder / "vocabulary").glob("*.yaml")):
            _read_file(path, found, seen)
    return found


def _read_file(path: Path, found: Vocabulary, seen: dict[str, Place]) -> None:
    tree = yamlio.load(path)
    data: Mapping[str, Any] = tree.data if isinstance(tree.data, dict) else {}
    kind = path.stem.split("-")[0]
    if kind in ("terms", "derived", "phrases"):
        for name in data:
            place = tree.place((name,))
            if f"{kind}:{name}" in seen:
                found.problems.append(Problem("said-twice", f"'{name}' stands twice in {kind}", place,
                                              hint=f"it is also in {seen[f'{kind}:{name}'].file}"))  # fmt: skip
            seen[f"{kind}:{name}"] = place
    match kind:
        case "terms":
            found.terms |= {name: _rules(tree, name, rows, _term) for name, rows in data.items()}
        case "derived":
            found.derived |= {name: _rules(tree, name, rows, _derived) for name, rows in data.items()}
        case "phrases":
            for name, values in data.items():
                found.phrases[name] = {**found.phrases.get(name, {}), **values}
                found.phrase_places[name] = tree.place((name,))
        case "kinds":
            found.types |= {name: _kind(row) for name, row in data.get("types", {}).items()}
            found.kinds = tuple(data.get("kinds", found.kinds))
            also = data.get("law_also", [])
            found.law_also += tuple(LawAlso(tuple(row["kinds"]), row["younger_than"], tuple(row["law"])) for row in also)
        case "words":
            for language, values in data.items():
                found.words[language] = {**found.words.get(language, {}), **values}
        case "families":
            found.families |= data
        case _:
            found.problems.append(Problem("unknown-file", f"'{path.name}' is not a kind of vocabulary file", Place(tree.file),
                                          hint="terms*, phrases*, derived, kinds, words or families"))  # fmt: skip


def _rules(tree: yamlio.Tree, name: str, rows: list[Mapping[str, Any]], value: Any) -> tuple[Rule, ...]:  # noqa: ANN401 - a function from a row to its value
    return tuple(Rule(str(row.get("when", "")), value(row), _place(tree, name, n, row)) for n, row in enumerate(rows))


def _place(tree: yamlio.Tree, name: str, index: int, row: Mapping[str, Any]) -> Place:
    return tree.place((name, index, "when") if "when" in row else (name, index))


def _term(row: Mapping[str, Any]) -> Term:
    return Term(str(row.get("say", "")), str(row.get("short", "")), str(row.get("say_fact", "")))


def _derived(row: Mapping[str, Any]) -> tuple[str, Any]:
    """Return ("fact", path) or ("value", value)."""
    return ("fact", row["value_of"]) if "value_of" in row else ("value", row["value"])


def _kind(row: Mapping[str, Any]) -> Kind:
    every = ("england", "wales", "scotland", "northern_ireland")
    low, high = row["ages"]
    return Kind(row["label"], tuple(row["kinds"]), tuple(row["law"]), tuple(row.get("nations", every)), (low, high))
