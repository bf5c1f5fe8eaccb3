"""Changing one field of a profile changes exactly the sentences that depend on it, and `explain` says on what."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from policygen.cli.main import main
from policygen.compose.facts import build_facts, json_value
from policygen.compose.pack import COMPLETION, compose
from policygen.sources.fields import by_path, walk
from policygen.sources.profile import load_profile
from policygen.text import clause_hash
from tests.content.organisations import TODAY, examples, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygen.model import Clause, Pack, Uses
    from policygen.sources.fields import Field
    from policygen.sources.law import LawView
    from policygen.sources.profile import LoadedProfile
    from policygen.sources.schema import Rule

WHOLE = ("foxglove-lane", "hazel-house", "larkhill", "slievebeg-college", "stonebridge-academy")
SHORT = ("cwm-helyg", "elmswell-juniors")


class Made(NamedTuple):
    """A pack with every fact it was made from."""

    pack: Pack
    facts: Mapping[str, object]
    law: LawView

    def clauses(self) -> dict[str, Clause]:
        return {clause.id: clause for document in self.pack.documents for clause in document.clauses}

    def documents(self) -> dict[str, Uses]:
        return {document.id: document.chosen for document in self.pack.documents if document.id != COMPLETION}


def file_of(slug: str) -> LoadedProfile:
    (path,) = (one for one in examples() if one.stem == slug)
    return load_profile(path)


def made(profile: LoadedProfile) -> Made:
    facts = build_facts(profile, shipped(), TODAY)
    return Made(compose(facts, shipped()), {path: json_value(one) for path, one in facts.values.items()}, facts.law)


@cache
def base(slug: str) -> Made:
    return made(file_of(slug))


def another(rule: Rule, now: Any) -> Any:  # noqa: ANN401, PLR0911 - one line a kind of field
    """Return a value that the schema allows and that is not the one there is."""
    if "allowed" in rule:
        return next(one for one in rule["allowed"] if one != now)
    match rule["type"]:
        case "boolean":
            return not now
        case "integer":
            return now + 1 if isinstance(now, int) and now < rule["max"] else rule["min"] + 1
        case "day":
            return dt.date(2026, 8, 15) if now != dt.date(2026, 8, 15) else dt.date(2026, 8, 16)
        case "list":
            return another_list(rule["schema"], now or [])
        case "phone":
            return "01632 960777"
        case "email":
            return "somebody.else@place.example"
        case "address":
            return "https://elsewhere.example/page"
        case "month" | "due":
            return "2028-03"
    return f"{now} too" if now else "Something Else"


def another_list(rule: Rule, now: list[Any]) -> list[Any]:
    """Return a list with an item more, or one less where it holds all there are."""
    if "allowed" in rule:
        more = [one for one in rule["allowed"] if one not in now]
        return [*now, more[0]] if more else now[:-1]
    if rule["type"] == "dict":
        return [*now, {name: another(inner, None) for name, inner in rule["schema"].items()}]
    return [*now, "something else"]


def changed(profile: LoadedProfile, paths: list[str], facts: Mapping[str, object]) -> LoadedProfile:
    """Return the profile with another value in each of the fields."""
    values: dict[str, Any] = deepcopy(dict(profile.values))
    for path in paths:
        *groups, name = path.split(".")
        inner = values
        for group in groups:
            inner = inner.setdefault(group, {})
        said = inner.get(name)
        inner[name] = another(by_path()[path].rule, facts.get(path) if said is None else said)
    return replace(profile, values=values)


NOT_FACTS = ("extends", "library", "open", "brand", "lang")
"""Parts of a profile that name files, or a language that the library has no texts in."""


def fields() -> list[Field]:
    """Return every field that holds a fact; documents of a pack are named by what they are called."""
    found = [one for one in walk() if one.kind != "dict" and one.path.partition(".")[0] not in NOT_FACTS]
    return [one for one in found if one.path not in ("pack.leave_out", "pack.include")]


def unexplained(old: Made, new: Made) -> Iterator[str]:
    """Yield what differs between two packs though nothing that it names differs."""
    facts = {path for path in old.facts if old.facts[path] != new.facts[path]}
    words = {
        name for name in old.pack.terms.keys() & new.pack.terms.keys() if old.pack.terms[name] != new.pack.terms[name]
    }
    was, now = old.clauses(), new.clauses()
    moved = {name for name in was.keys() | now.keys() if _hash(was.get(name)) != _hash(now.get(name))}
    gone = old.documents().keys() ^ new.documents().keys()
    for name in sorted(moved):
        if name.partition("/")[0] in {*gone, COMPLETION}:
            continue
        sides = [one.uses for one in (was.get(name), now.get(name)) if one is not None]
        named = {path for uses in sides for path in uses.facts}
        asked = {use.id for uses in sides for use in uses.law}
        by_law = any(old.law.binding(one) != new.law.binding(one) for one in asked)
        by_words = words & {term for uses in sides for term in uses.terms}
        spelt_out = len(sides) > 1 and sides[0].follows != sides[1].follows
        if not (named & facts or by_law or by_words or spelt_out):
            yield name
    chosen = old.documents() | new.documents()
    yield from (f"{name}/" for name in sorted(gone) if not facts & {*chosen[name].facts, "pack.leave_out"})


def _hash(clause: Clause | None) -> str:
    return clause_hash(clause) if clause else ""


def together(slug: str, batches: list[list[str]]) -> dict[str, list[str]]:
    """Return for each batch of fields what changed for no reason, where something did."""
    profile, old, found = file_of(slug), base(slug), {}
    for paths in batches:
        new = made(changed(profile, paths, old.facts))
        same = [path for path in paths if new.facts[path] == old.facts[path]]
        assert not same, f"not changed: {same}"
        if odd := list(unexplained(old, new)):
            found[" ".join(paths)] = odd
    return found


def named_in(slug: str) -> list[str]:
    """Return the fields that some clause or the choice of some document of an example names."""
    return [one.path for one in fields() if one.path in base(slug).pack.facts]


def batches(slug: str, turn: int, turns: int, most: int) -> list[list[str]]:
    """Return the fields of an example's turn, far ones together: what one field does, another does not hide."""
    paths = [path for path in named_in(slug) if path not in ("org.nation", "org.type", "pack.size")][turn::turns]
    count = -(-len(paths) // most)
    return [paths[n::count] for n in range(count)]


def test_each_field_alone_changes_only_what_names_it_in_a_short_pack() -> None:
    slug = "elmswell-juniors"
    assert together(slug, [*batches(slug, 0, 1, 1), ["org.type"], ["pack.size"]]) == {}


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(len(WHOLE)), ids=WHOLE)
def test_each_field_changes_only_what_names_it_in_a_whole_pack(turn: int) -> None:
    """Each field that a pack names is changed in one of the five packs, with few others; the type alone."""
    slug = WHOLE[turn]
    assert together(slug, [["org.type"], *batches(slug, turn, len(WHOLE), 5)]) == {}


@pytest.mark.parametrize("slug", [*SHORT, *WHOLE])
def test_fields_that_no_clause_names_change_nothing_but_through_a_fact_that_follows_from_them(slug: str) -> None:
    old = base(slug)
    paths = [one.path for one in fields() if one.path not in old.pack.facts]
    assert paths
    new = made(changed(file_of(slug), paths, old.facts))
    assert {path for path in old.facts if old.facts[path] != new.facts[path]} >= set(paths)
    assert list(unexplained(old, new)) == []


def test_explain_says_for_each_clause_which_facts_and_law_chose_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = (one for one in examples() if one.stem == "elmswell-juniors")
    pack = base("elmswell-juniors").pack
    for document in pack.documents[-2:]:
        for clause in document.clauses[1:4]:
            assert main(["explain", str(path), clause.id, "--as-of", TODAY.isoformat()]) == 0
            said = capsys.readouterr().out.splitlines()
            facts = said[said.index("Facts:") + 1 :] if clause.uses.facts else []
            assert [line.split(":")[0].strip() for line in facts[: len(clause.uses.facts)]] == list(clause.uses.facts)
            assert all(any(line.startswith(f"  {use.id}: ") for line in said) for use in clause.uses.law)
            assert ("Law: none" in said) == (not clause.uses.law)
