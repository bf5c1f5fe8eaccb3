"""The schema of a profile as JSON Schema (draft-07), for editors: completion, hover and marks under mistakes.

It says what `policygen check` says of one field, neither more nor less; what fields mean together only `check` knows.
`markdownDescription` and `enumDescriptions` are read by yaml-language-server.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policygen.sources import kinds
from policygen.sources.schema import PROFILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygen.sources.schema import Rule

Schema = dict[str, Any]

_PATTERNS = {
    "day": kinds.DAY_PATTERN,
    "month_or_day": kinds.MONTH_OR_DAY_PATTERN,
    "phone": kinds.PHONE_PATTERN,
    "email": kinds.EMAIL_PATTERN,
    "address": kinds.ADDRESS_PATTERN,
    "colour": kinds.COLOUR_PATTERN,
    "font": kinds.FONT_PATTERN,
}


def profile_schema() -> Schema:
    """Return the JSON Schema of a profile as plain data.

    Nothing is required, since a parent profile may give it: `policygen check` knows the whole chain.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Profile of an organisation, for policygen",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _field(rule) for name, rule in PROFILE.items()},
    }


def profile_schema_text() -> str:
    """Return the JSON Schema as the text of a file, the same on every day and machine."""
    return json.dumps(profile_schema(), indent=1, ensure_ascii=False) + "\n"


def _field(rule: Rule) -> Schema:
    """Return the schema of one field: what it is for people, then what it may hold."""
    return {**_words(rule["meta"]), **_KINDS.get(rule["type"], _text)(rule)}


def _words(meta: Rule) -> Schema:
    """Return title, description, default and example."""
    words: Schema = {}
    if meta.get("label"):
        words["title"] = meta["label"]
    described = _description(meta)
    if described:
        words["description"] = described[0]
        if len(described) > 1:
            words["markdownDescription"] = "\n\n".join(described)
    if meta.get("example") is not None:
        words["examples"] = [meta["example"]]
    if meta.get("default") is not None:
        words["default"] = meta["default"]
    return words


def _description(meta: Rule) -> list[str]:
    """Return what the field is, in paragraphs: help, meanings, what holds when it is left out."""
    described = [meta["help"] or meta["label"]] if meta.get("label") else []
    if values := meta.get("values"):
        described.append("\n".join(f"- `{value}`: {meaning}" for value, meaning in values.items()))
    if meta.get("required"):
        described.append("Every profile needs this.")
    elif meta.get("derived"):
        described.append("Left out, it follows from your type and nation.")
    elif meta.get("default") not in (None, [], ""):
        described.append(f"Left out: `{json.dumps(meta['default'], ensure_ascii=False)}`.")
    return described


def _text(rule: Rule) -> Schema:
    """Return the schema of text: a number without quotes is taken as written, and a blank is not said."""
    if "allowed" in rule:
        values = rule["meta"].get("values", {})
        schema: Schema = {"type": "string", "enum": rule["allowed"]}
        return {**schema, "enumDescriptions": [values[value] for value in rule["allowed"]]} if values else schema
    schema = {"type": ["string", "number", "null"]}
    if not rule.get("empty", True):
        schema["minLength"] = 1
    if "maxlength" in rule:
        schema["maxLength"] = rule["maxlength"]
    if rule["type"] in _PATTERNS:
        schema["pattern"] = _PATTERNS[rule["type"]]
    return schema


def _whole(rule: Rule) -> Schema:
    return {"type": ["integer", "null"], "minimum": rule["min"], "maximum": rule["max"]}


def _flag(_rule: Rule) -> Schema:
    return {"type": ["boolean", "null"]}


def _list(rule: Rule) -> Schema:
    item = dict(rule["schema"])
    meta = {"values": rule["meta"]["values"]} if "values" in rule["meta"] else {}
    items = _field({**item, "meta": meta})
    if isinstance(items.get("type"), list):
        items["type"] = [kind for kind in items["type"] if kind != "null"]
    schema: Schema = {"type": ["array", "null"], "items": items}
    return {**schema, "uniqueItems": True} if rule.get("unique") else schema


def _group(rule: Rule) -> Schema:
    fields = {name: _field(inner) for name, inner in rule["schema"].items()}
    return {"type": ["object", "null"], "additionalProperties": False, "properties": fields}


_KINDS: dict[str, Callable[[Rule], Schema]] = {"integer": _whole, "boolean": _flag, "list": _list, "dict": _group}
