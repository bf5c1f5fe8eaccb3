"""A profile to begin with: what was answered, what is usual as comments, and what is missing marked "to complete"."""

from __future__ import annotations

import json
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from policygen.errors import PolicygenError
from policygen.sources import yamlio
from policygen.sources.fields import by_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TO_COMPLETE = "to complete"
_COMMENT_COLUMN = 40
_WIDEST = 124
_SIGNS = frozenset('?[]{},`"')
"""Signs that parsers of YAML do not all read alike within a word."""

_LAYOUT: tuple[tuple[str, str], ...] = (
    ("org", "name type nation ?short_name ?number ?governance ?inspectorate"),
    ("children", "age_min age_max ?groups ?count ?looked_after ?send_profile ?eal"),
    ("lead.head", "name phone checked_on"),
    ("lead.safeguarding", "name role phone email checked_on"),
    ("lead.concern_about_head_to", "name role phone checked_on"),
    ("lead.data_protection", "name email"),
    ("contact.la_social_care", "name phone out_of_hours checked_on"),
    ("contact.allegations", "name phone checked_on"),
    ("contact.partnership", "name"),
    (
        "net",
        "provided +provider +filter_product +filter_iwf +filter_ctiru +filter_profiles ?monitoring +monitoring_dpia",
    ),
    ("phones", "children set_times +exception_basis ?staff ?visitors ?children_exceptions"),
    ("dev", "?one_to_one ?wearables_children ?wearables_staff ?staff_work_phone"),
    ("cam", "?policy ?parents_at_events ?uses ?naming"),
    ("comms", "?one_to_one ?group_chats_children ?parents_groups"),
    ("ai", "staff ?children +tools"),
    ("report", "?record_system ?child_routes ?response_target"),
    ("approval", "?body ?date"),
    ("review", "next_review consulted ?cycle"),
    ("version", "?number ?date ?changes"),
)
"""Groups in the order of the file, with their fields.

A field with `?` is shown as a comment with what holds anyway; one with `+` is shown only where it has to be completed.
"""

_ONLY_WITH = {"phones.set_times": ("phones.children", "allowed_set_times")}
"""Fields that make sense only where another has a certain value."""

_INTRO = """\
# yaml-language-server: $schema={schema}
#
# A line with '{mark}' wants your answer. A line that begins with # shows what holds anyway: take the # away to say
# something else. 'policygen check' tells you what is wrong and what is missing, and 'policygen schema --format md'
# what every field means; there are many more fields than these.
"""


@dataclass(frozen=True, slots=True)
class Start:
    """What a profile begins with.

    `said` holds answers by dotted names, and `guessed` names those that nobody has confirmed; `usual` is what holds
    where nothing is said; `wanted` names the fields that the rules ask for.
    """

    said: Mapping[str, Any]
    guessed: frozenset[str]
    usual: Mapping[str, Any]
    wanted: frozenset[str]

    def wants(self, path: str) -> bool:
        """Return whether a rule asks for this field."""
        return any(one == path or one.startswith(f"{path}.") for one in self.wanted)


def starter_text(start: Start, schema: str) -> str:
    """Return the text of a profile; `schema` is the address of the JSON Schema that its first line names."""
    lines = _INTRO.format(schema=schema, mark=TO_COMPLETE).splitlines()
    above: list[str] = []
    for group, fields in _LAYOUT:
        names = group.split(".")
        shared = len([1 for one, other in zip(above, names, strict=False) if one == other])
        for depth in range(shared, len(names)):
            indent = "  " * depth
            lines += ["", f"{indent}# {_label(names[: depth + 1])}", f"{indent}{names[depth]}:"]
        lines += _rows(group, fields.split(), start)
        above = names
    return "\n".join(lines) + "\n"


def _label(names: Sequence[str]) -> str:
    return by_path()[".".join(names)].label


def _rows(group: str, fields: list[str], start: Start) -> Iterator[str]:
    """Yield the lines of a group's fields."""
    indent = "  " * (group.count(".") + 1)
    for marked in fields:
        name = marked.lstrip("?+")
        path = f"{group}.{name}"
        usual = start.usual.get(path)
        other, value = _ONLY_WITH.get(path, ("", None))
        if start.usual.get(other) != value:
            continue
        if path in start.said:
            mark = f"{TO_COMPLETE}: is this right? " if path in start.guessed else ""
            yield from _row(f"{indent}{name}: {scalar(start.said[path])}", mark + _meaning(path, start.said[path]))
        elif start.wants(path):
            yield from _row(f"{indent}{name}:", f"{TO_COMPLETE}: {_asked(path)}")
        elif marked.startswith("?"):
            yield from _row(f"{indent}# {name}: {scalar(usual)}".rstrip(), _asked(path))
        elif not marked.startswith("+"):
            written = scalar(usual)
            mark = "" if written else f"{TO_COMPLETE}: "
            yield from _row(f"{indent}{name}: {written}".rstrip(), mark + _asked(path))


def _row(text: str, comment: str) -> list[str]:
    """Return a line with its comment beside it, or above it where the line would grow too long."""
    beside = f"{text:<{_COMMENT_COLUMN - 2}}  # {comment}"
    if len(beside) <= _WIDEST:
        return [beside]
    indent = text[: len(text) - len(text.lstrip())]
    return [*wrap(comment, _WIDEST, initial_indent=f"{indent}## ", subsequent_indent=f"{indent}## "), text]


def _asked(path: str) -> str:
    """Return what a field is, what may stand there, and an example."""
    field = by_path()[path]
    meta = field.rule["meta"]
    values = f": {', '.join(field.values)}" if field.values else ""
    example = meta.get("example")
    example = [example] if field.kind == "list" and isinstance(example, str) else example
    such_as = f", such as {scalar(example)}" if example is not None and not values else ""
    flag = " (true or false)" if field.kind == "boolean" else ""
    several = " (a list)" if field.kind == "list" else ""
    return f"{field.label}{flag}{several}{values}{such_as}"


def _meaning(path: str, value: object) -> str:
    """Return the label of a field, or what the value that was chosen means."""
    field = by_path()[path]
    return field.values.get(str(value), field.label) if field.values else field.label


def scalar(value: object) -> str:
    """Return `value` as it is written in YAML, in quotes only where it would mean something else without.

    Nothing is written for None and for an empty list.
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(scalar, value)) + "]" if value else ""
    if isinstance(value, str):
        return value if _is_plain(value) else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, default=str)


def _is_plain(text: str) -> bool:
    """Return whether `text` reads back as itself without quotes, alone and in a list, in any parser."""
    if _SIGNS & set(text):
        return False
    try:
        tree = yamlio.loads(f"a: {text} # b\nc: [{text}, d]\n", "")
    except PolicygenError:
        return False
    return bool(tree.data == {"a": text, "c": [text, "d"]}) and not tree.warnings
