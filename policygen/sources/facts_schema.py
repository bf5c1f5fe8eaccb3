"""The fields that are facts, with their names for people and their defaults: what the schema means to the composer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from policygen.sources.fields import Field, by_path
from policygen.sources.schema import SETTINGS

if TYPE_CHECKING:
    from policygen.sources.schema import Rule


@cache
def facts() -> dict[str, Field]:
    """Return every field and group by its path, save those that only steer loading."""
    return {path: field for path, field in by_path().items() if path not in SETTINGS}


def title(path: str) -> str:
    """Return a field's name together with its group's: "Safeguarding lead: telephone"."""
    above, _, name = path.rpartition(".")
    if path in facts():
        own = facts()[path].label or name
        group = facts()[above].label if above in facts() else ""
        return f"{group}: {_lower(own)}" if group else own
    inner = row_fields(above)
    return f"{title(above)}: {_lower(inner[name]['meta']['label'])}" if name in inner else path


def default(path: str) -> Any:  # noqa: ANN401 - a default is whatever the schema says
    """Return the default that depends on nothing, or None."""
    return facts()[path].rule["meta"].get("default")


@cache
def row_fields(path: str) -> dict[str, Rule]:
    """Return the fields of one row where the field is a list of mappings; empty for any other."""
    field = facts().get(path)
    item = field.item if field else None
    return dict(item["schema"]) if item and item["type"] == "dict" else {}


def _lower(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
