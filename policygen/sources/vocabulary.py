"""What each nation and sector calls a thing, what a choice is in words, and what type and nation decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policygen.errors import Place, Problem, fail
from policygen.sources import yamlio
from policygen.sources.choices import Rule
from policygen.sources.typography import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path


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
    """All words; later folders add to and replace what earlier ones said.

    `governance` holds the nations of those ways to run an organisation that not every nation has.
    """

    terms: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    derived: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    phrases: dict[str, dict[str, str]] = field(default_factory=dict)
    phrase_places: dict[str, Place] = field(default_factory=dict)
    types: dict[str, Kind] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    law_also: tuple[LawAlso, ...] = ()
    governance: dict[str, tuple[str, ...]] = field(default_factory=dict)
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
    kind = path.stem.split("-")[0]
    reader = _READERS.get(kind)
    if reader is None:
        message = f"'{path.name}' is not a kind of vocabulary file"
        found.problems.append(Problem("unknown-file", message, Place(tree.file), hint=", ".join(_READERS)))
        return
    if kind in ("terms", "derived", "phrases"):
        found.problems += _twice(tree, kind, seen)
    try:
        reader(tree, tree.data, found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise fail(
            "bad-vocabulary",
            f"an entry of this file has another form than its kind: {type(error).__name__} {error}",
            Place(tree.file),
            hint=f"compare it with templates/vocabulary/{kind}.yaml",
        ) from error


def _twice(tree: yamlio.Tree, kind: str, seen: dict[str, Place]) -> Iterator[Problem]:
    """Yield the names that another file of this kind has said already, and remember those of this one."""
    for name in tree.data:
        key, place = f"{kind}:{name}", tree.place((name,))
        if key in seen:
            message = f"'{name}' stands twice in {kind}"
            yield Problem("said-twice", message, place, hint=f"it is also in {seen[key].file}: take one out")
        seen[key] = place


def _read_terms(tree: yamlio.Tree, data: Mapping[str, Any], found: Vocabulary) -> None:
    found.terms |= {name: _rules(tree, name, rows, _term) for name, rows in data.items()}


def _read_derived(tree: yamlio.Tree, data: Mapping[str, Any], found: Vocabulary) -> None:
    found.derived |= {name: _rules(tree, name, rows, _derived) for name, rows in data.items()}


def _read_phrases(tree: yamlio.Tree, data: Mapping[str, Any], found: Vocabulary) -> None:
    for name, values in data.items():
        words = {value: printed(text) for value, text in values.items()}
        found.phrases[name] = {**found.phrases.get(name, {}), **words}
        found.phrase_places[name] = tree.place((name,))


def _read_kinds(_tree: yamlio.Tree, data: Mapping[str, Any], found: Vocabulary) -> None:
    found.types |= {name: _kind(row) for name, row in data.get("types", {}).items()}
    found.kinds = tuple(data.get("kinds", found.kinds))
    found.governance |= {name: tuple(nations) for name, nations in data.get("governance", {}).items()}
    rows = data.get("law_also", [])
    found.law_also += tuple(LawAlso(tuple(row["kinds"]), row["younger_than"], tuple(row["law"])) for row in rows)


def _read_words(_tree: yamlio.Tree, data: Mapping[str, Any], found: Vocabulary) -> None:
    for language, values in data.items():
        words = {name: printed(text) for name, text in values.items()}
        found.words[language] = {**found.words.get(language, {}), **words}


def _read_families(_tree: yamlio.Tree, data: Mapping[str, Any], found: Vocabulary) -> None:
    found.families |= data


_READERS: dict[str, Callable[[yamlio.Tree, Mapping[str, Any], Vocabulary], None]] = {
    "terms": _read_terms,
    "phrases": _read_phrases,
    "derived": _read_derived,
    "kinds": _read_kinds,
    "words": _read_words,
    "families": _read_families,
}


def _rules(tree: yamlio.Tree, name: str, rows: list[Mapping[str, Any]], value: Any) -> tuple[Rule, ...]:  # noqa: ANN401 - a function from a row to its value
    return tuple(Rule(str(row.get("when", "")), value(row), _place(tree, name, n, row)) for n, row in enumerate(rows))


def _place(tree: yamlio.Tree, name: str, index: int, row: Mapping[str, Any]) -> Place:
    return tree.place((name, index, "when") if "when" in row else (name, index))


def _term(row: Mapping[str, Any]) -> Term:
    return Term(printed(str(row.get("say", ""))), str(row.get("short", "")), str(row.get("say_fact", "")))


def _derived(row: Mapping[str, Any]) -> tuple[str, Any]:
    """Return ("fact", path) or ("value", value)."""
    return ("fact", row["value_of"]) if "value_of" in row else ("value", row["value"])


def _kind(row: Mapping[str, Any]) -> Kind:
    every = ("england", "wales", "scotland", "northern_ireland")
    low, high = row["ages"]
    return Kind(row["label"], tuple(row["kinds"]), tuple(row["law"]), tuple(row.get("nations", every)), (low, high))
