"""An organisation's facts: what its profile says, what type and nation decide, and what is usual."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policygen.errors import Place, fail
from policygen.model import LawUse
from policygen.sources import facts_schema
from policygen.sources.expressions import Missing
from policygen.sources.law import LawView
from policygen.sources.typography import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policygen.sources.law import Version
    from policygen.sources.library import Library
    from policygen.sources.profile import LoadedProfile
    from policygen.sources.vocabulary import Vocabulary


@dataclass(frozen=True)
class Facts:
    """Every fact of one organisation by its path; what nobody gave is a `Missing`.

    `rests_on` holds the provisions that decided a derived fact.
    """

    slug: str
    values: Mapping[str, Any]
    law: LawView
    profile: LoadedProfile
    rests_on: Mapping[str, frozenset[LawUse]] = field(default_factory=dict)

    def plain(self, path: str) -> Any:  # noqa: ANN401 - a fact is whatever its field says
        """Return a fact, or None where it is missing."""
        value = self.values[path]
        return None if isinstance(value, Missing) else value

    @cached_property
    def digest(self) -> str:
        """The hash of all that templates could ask about an organisation but the law: every fact, used or not.

        With the same library, version of policygen and law, the same digest gives the same documents.
        """
        values = {path: json_value(value) for path, value in self.values.items()}
        asked = {"facts": values, "law": sorted(self.law.kinds)}
        return "sha256:" + hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


class _Deriving(dict[str, Any]):
    """Facts computed when they are first asked for, so that one derived fact may rest on another."""

    def __init__(self, library: Library, profile: LoadedProfile, law: LawView, gap: str) -> None:
        super().__init__()
        self.schema = facts_schema.facts()
        self.said = {path: _in_print(one) for path, one in _flat(profile.values).items()} | dict(profile.contents)
        self.vocabulary = library.vocabulary
        self.profile = profile
        self.gap = gap
        self.pending: list[str] = []
        self.rests_on: dict[str, frozenset[LawUse]] = {}
        self.choices = library.choices.bind(variables(self, law, self._asked))

    def __getitem__(self, path: str) -> Any:  # noqa: ANN401 - a fact is whatever its field says
        value = super().__getitem__(path)
        if self.pending and path in self.rests_on:
            self._rests(self.rests_on[path])
        return value

    def _asked(self, name: str, version: Version | None) -> None:
        self._rests(frozenset({LawUse(name, version.id if version else "")}))

    def _rests(self, uses: frozenset[LawUse]) -> None:
        """Note that the fact that is being worked out rests on provisions."""
        if self.pending:
            path = self.pending[-1]
            self.rests_on[path] = self.rests_on.get(path, frozenset()) | uses

    def __missing__(self, path: str) -> Any:  # noqa: ANN401 - a fact is whatever its field says
        if path in self.pending:
            chain = " → ".join([*self.pending[self.pending.index(path) :], path])
            raise fail("derived-in-a-circle", f"derived facts rest on each other: {chain}", path=path)
        self.pending.append(path)
        value = self[path] = self._value(path)
        self.pending.pop()
        return value

    def _value(self, path: str) -> Any:  # noqa: ANN401 - a fact is whatever its field says
        if path.startswith("org.is_"):
            return path.removeprefix("org.is_") in self.vocabulary.types[self["org.type"]].kinds
        if self.schema[path].kind == "dict":
            return self._group(path)
        if path in self.said:
            return self._rows(path, self.said[path])
        if path == "org.short_name":
            return self["org.name"]
        if path in self.vocabulary.derived:
            return self._derived(path)
        return self._default(path)

    def _default(self, path: str) -> Any:  # noqa: ANN401 - a fact is whatever its field says
        usual = facts_schema.default(path)
        if usual is not None:
            return tuple(usual) if isinstance(usual, list) else usual
        return () if self.schema[path].kind == "list" else self._missing(path)

    def _missing(self, path: str) -> Missing:
        return Missing(path, self.gap.format(label=facts_schema.title(path)))

    def _group(self, path: str) -> Any:  # noqa: ANN401 - a mapping of facts, or a gap
        if any(said.startswith(path + ".") for said in self.said):
            return {name: self[f"{path}.{name}"] for name in self.schema[path].rule["schema"]}
        return self._missing(path)

    def _rows(self, path: str, value: Any) -> Any:  # noqa: ANN401 - a fact is whatever its field says
        inner = facts_schema.row_fields(path)
        if not inner:
            return tuple(value) if isinstance(value, list) else value
        return tuple(
            {name: self._cell(f"{path}.{name}", rule, row.get(name)) for name, rule in inner.items()} for row in value
        )

    def _cell(self, path: str, rule: Mapping[str, Any], said: Any) -> Any:  # noqa: ANN401 - a fact is whatever its field says
        if said is not None:
            return said
        usual = rule["meta"].get("default")
        return self._missing(path) if usual is None else usual

    def _derived(self, path: str) -> Any:  # noqa: ANN401 - a fact is whatever its field says
        rule = self.choices.pick(f"fact:{path}")
        if rule is None:
            return self._missing(path)
        how, value = rule.value
        return self[value] if how == "fact" else value


def variables(
    facts: Mapping[str, Any], law: LawView, asked: Callable[[str, Version | None], None] = lambda _name, _version: None
) -> dict[str, Any]:
    """Return what a condition of the vocabulary may use: the facts and the questions about law.

    `asked` hears of each instrument that is asked about, with the version that binds here.
    """

    def in_force(name: str) -> bool:
        asked(name, law.binding(name))
        return law.binding(name) is not None

    def law_from(name: str, day: str) -> bool:
        asked(name, law.binding(name))
        return began_by(law, name, day)

    return {"F": facts, "in_force": in_force, "law_from": law_from}


def began_by(law: LawView, name: str, day: str) -> bool:
    """Say whether the version of the instrument `name` that binds here began on `day` or later."""
    version = law.binding(name)
    return version is not None and version.certain_from() >= dt.date.fromisoformat(day)


def build_facts(profile: LoadedProfile, library: Library, as_of: dt.date) -> Facts:
    """Return all facts of the organisation that `profile` describes, on the day `as_of`.

    Raises PolicygenError if the day is before the register begins, or a type does not exist in the nation.
    """
    begins = library.register.begins
    if as_of < begins:
        raise fail(
            "before-register",
            f"the register of law begins on {begins.isoformat()}, after {as_of.isoformat()}",
            hint=f"choose a day from {begins.isoformat()} on",
        )
    _refuse_elsewhere(profile, library.vocabulary)
    org = profile.values["org"]
    law = LawView(library.register, as_of, org["nation"], _law_kinds(profile, library))
    words = library.vocabulary.words["en"]
    deriving = _Deriving(library, profile, law, words["to_complete"])
    values = {path: deriving[path] for path in library.names.facts}
    return Facts(profile.slug, values, law, profile, deriving.rests_on)


def _refuse_elsewhere(profile: LoadedProfile, vocabulary: Vocabulary) -> None:
    """Raise PolicygenError for a type of organisation, or a way to run it, that the nation does not have."""
    org = profile.values["org"]
    nation, kind = org["nation"], vocabulary.types[org["type"]]
    if nation not in kind.nations:
        others = (
            name for name, one in vocabulary.types.items() if nation in one.nations and set(one.kinds) & set(kind.kinds)
        )
        raise fail(
            "not-in-nation",
            f"there is no {kind.label} of this kind in {nation}",
            profile.place("org.type"),
            path="org.type",
            hint="in this nation it is another type: " + ", ".join(others),
        )
    governance = org.get("governance")
    if nation not in vocabulary.governance.get(governance, (nation,)):
        raise fail(
            "governance-not-in-nation",
            f"nobody in {nation} is governed as '{governance}'",
            profile.place("org.governance"),
            path="org.governance",
            hint="that exists in " + " and ".join(vocabulary.governance[governance]) + " alone: say who runs it here",
        )


def _law_kinds(profile: LoadedProfile, library: Library) -> frozenset[str]:
    """Return the kinds of organisation that law addresses here; a school with a nursery class is also early years."""
    vocabulary = library.vocabulary
    kind = vocabulary.types[profile.values["org"]["type"]]
    found = set(kind.law)
    for also in vocabulary.law_also:
        if set(also.kinds) & set(kind.kinds) and profile.values["children"]["age_min"] < also.younger_than:
            found |= set(also.law)
    return frozenset(found)


def _in_print(value: Any) -> Any:  # noqa: ANN401 - whatever a profile may say
    """Return what a profile says with the quotation marks of print, as the library's words have; addresses stay."""
    if isinstance(value, str):
        return value if "@" in value or "://" in value else printed(value)
    if isinstance(value, list):
        return [_in_print(one) for one in value]
    return {name: _in_print(one) for name, one in value.items()} if isinstance(value, dict) else value


def _flat(values: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Return nested values by dotted path; only what the schema calls a group is opened."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        path = f"{before}{name}"
        if isinstance(value, dict):
            found |= _flat(value, f"{path}.")
        else:
            found[path] = value
    return found


def said_at(facts: Facts, path: str) -> Place:
    """Return where the profile says the fact at `path`, or its file."""
    return facts.profile.place(path)


def json_value(value: Any) -> Any:  # noqa: ANN401 - facts are plain data
    """Return a fact as JSON can hold it: gaps are null, dates are text."""
    if isinstance(value, Missing):
        return None
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: json_value(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [json_value(one) for one in value]
    return value
