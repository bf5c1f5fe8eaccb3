"""The fields of a profile as a flat list: what the schema says of each, by its dotted name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policygen.sources.kinds import TEXT_KINDS
from policygen.sources.schema import PROFILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygen.sources.schema import Rule


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its dotted name, its rule, and its words for people."""

    path: str
    rule: Rule

    @property
    def kind(self) -> str:
        """The Cerberus type, such as string, list or day."""
        return str(self.rule["type"])

    @property
    def label(self) -> str:
        """What people call the field."""
        return str(self.rule["meta"]["label"])

    @property
    def values(self) -> dict[str, str]:
        """The values that are allowed and what each means; empty where anything may be said."""
        return dict(self.rule["meta"].get("values", {}))

    @property
    def item(self) -> Rule | None:
        """The rule of an item, where the field is a list."""
        return self.rule["schema"] if self.kind == "list" else None

    @property
    def is_text(self) -> bool:
        """Whether the field is written as text."""
        return self.kind in TEXT_KINDS


def walk(fields: dict[str, Rule] | None = None, prefix: str = "") -> Iterator[Field]:
    """Yield every field, a group before the fields in it; the fields of list items are not walked."""
    for name, rule in (PROFILE if fields is None else fields).items():
        field = Field(f"{prefix}{name}", rule)
        yield field
        if field.kind == "dict":
            yield from walk(rule["schema"], f"{field.path}.")


@cache
def by_path() -> dict[str, Field]:
    """Return every field by its dotted name."""
    return {field.path: field for field in walk()}


@cache
def required() -> tuple[Field, ...]:
    """Return the fields that a whole profile must give."""
    return tuple(field for field in walk() if field.rule["meta"].get("required"))


@cache
def parties() -> frozenset[str]:
    """Return the names of the groups that are a person or an office: their details belong together."""
    return frozenset(field.path for field in walk() if field.kind == "dict" and "checked_on" in field.rule["schema"])


def rule_at(route: Sequence[str | int]) -> Rule | None:
    """Return the rule of the value at `route`, also inside lists, or None where the schema knows none."""
    rule: Rule = {"type": "dict", "schema": PROFILE}
    for step in route:
        inner = rule.get("schema")
        if inner is None:
            return None
        if rule["type"] == "list":
            rule = inner
        elif step in inner:
            rule = inner[step]
        else:
            return None
    return rule


def homes(name: str) -> list[str]:
    """Return the dotted names of the fields called `name`, for somebody who wrote it in the wrong place."""
    return [path for path in by_path() if path.rpartition(".")[2] == name]
