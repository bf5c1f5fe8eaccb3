"""The reference page of every profile field, written from the schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policygen.sources.schema import PROFILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygen.sources.schema import Rule

_KINDS = {
    "string": "text", "integer": "whole number", "boolean": "true or false", "day": "day, as 2026-09-01",
    "month_or_day": "month or day, as 2027-09", "phone": "telephone number", "email": "e-mail address",
    "address": "web address", "colour": "colour, as 14485C", "font": "font",
}  # fmt: skip
_INTRO = """\
# Every field of a profile

A profile is a YAML file in UTF-8. It has sections, and each section has fields. Leave out what does not concern you:
what is left out, or left blank, is not said. Only the fields marked **needed** have to be there. Where a field says
*follows from type and nation*, policygen works it out, and what you write wins.

Words need no quotes unless they begin with a sign such as `*`, `&`, `@`, `{` or `[`, or hold `: ` or ` #`. Days are
written `2026-09-01`. `policygen check` tells you of every mistake, with its line; an editor that reads the first line
of a profile tells you as you type.

This page is written from the schema by `policygen schema --format md`.
"""


def reference() -> str:
    """Return the page in Markdown, the same on every day and machine."""
    return "\n".join([_INTRO, *_sections()]).rstrip() + "\n"


def _sections() -> Iterator[str]:
    for name, rule in PROFILE.items():
        yield f"## {name}: {_lower(rule['meta']['label'])}"
        yield ""
        if rule["type"] == "dict":
            for field, inner in rule["schema"].items():
                yield from _field(f"{name}.{field}", inner)
        else:
            yield from _paragraph(rule)


def _field(path: str, rule: Rule) -> Iterator[str]:
    """Yield a field under a heading of its own, or a group of fields as a table."""
    yield f"### {path}"
    yield ""
    inner = rule["schema"] if rule["type"] == "dict" else rule.get("schema", {}).get("schema")
    yield from _paragraph(rule)
    if inner:
        yield from _table(inner)


def _paragraph(rule: Rule) -> Iterator[str]:
    meta = rule["meta"]
    needed = " **Needed.**" if meta.get("required") else ""
    words = [f"**{meta['label']}** ({_kind(rule)}).{needed}", meta.get("help", "")]
    yield " ".join(filter(None, [*words, _usual(meta), _example(meta)]))
    yield ""
    if values := meta.get("values"):
        yield from (f"- `{value}`: {meaning}" for value, meaning in values.items())
        yield ""


def _kind(rule: Rule) -> str:
    """Return what may stand in the field, in words."""
    if rule["type"] == "dict":
        return "a group of fields"
    if rule["type"] == "list":
        return "a list of groups" if rule["schema"]["type"] == "dict" else f"a list, each item {_kind(rule['schema'])}"
    if "allowed" in rule:
        return "one of the values below" if "meta" in rule else "one of the values below, each once at most"
    words = _KINDS[rule["type"]]
    return f"{words} from {rule['min']} to {rule['max']}" if "min" in rule else words


def _usual(meta: Rule) -> str:
    """Return what holds when the field is left out."""
    if meta.get("derived"):
        return "Left out, it follows from type and nation."
    default = meta.get("default")
    return f"Left out: `{_yaml(default)}`." if default not in (None, [], "") else ""


def _example(meta: Rule) -> str:
    return f"Example: `{_yaml(meta['example'])}`." if meta.get("example") is not None else ""


def _yaml(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False).replace('"', "")


def _table(fields: dict[str, Rule]) -> Iterator[str]:
    yield "| field | what it is | what it holds |"
    yield "|---|---|---|"
    for name, rule in fields.items():
        meta = rule["meta"]
        values = "; ".join(f"`{value}`: {meaning}" for value, meaning in meta.get("values", {}).items())
        what = " ".join(filter(None, [f"{meta['label']}.", meta.get("help", "")]))
        holds = " ".join(
            filter(None, [f"{_kind(rule)}{': ' + values if values else ''}.", _usual(meta), _example(meta)])
        )
        yield f"| `{name}` | {what} | {holds.replace('below', 'here')} |"
    yield ""


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
