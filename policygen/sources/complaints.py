"""Cerberus's errors, said in plain words: one small function for each kind of error, in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cerberus import errors

from policygen.errors import Problem, nearest
from policygen.sources import kinds
from policygen.sources.fields import homes, rule_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygen.sources.schema import Rule
    from policygen.sources.yamlio import Tree

Error = Any
"""A `cerberus.errors.ValidationError`; Cerberus publishes no types."""

REPEATED = errors.ErrorDefinition(0x101, "unique")
WRONG_FORM = errors.ErrorDefinition(0x102, "form")
_LONGEST = 60
_MANY = 30


def explain(error: Error, tree: Tree) -> Problem:
    """Return what `error` means for the person who wrote `tree`, at the value or the name that caused it."""
    return _TABLE[error.code](error, tree)


def quote(value: object) -> str:
    """Return `value` in quotes, cut where it is long."""
    text = str(value)
    return f"'{text[: _LONGEST - 1]}…'" if len(text) > _LONGEST else f"'{text}'"


def _dotted(error: Error) -> str:
    """Return the name of the field for people, who count the items of a list from one."""
    steps = (f", item {step + 1}:" if isinstance(step, int) else f".{step}" for step in error.document_path)
    return "".join(steps).replace(":.", ": ").strip(".:")


def _named(error: Error) -> str:
    """Return the field's name with its label; an item has its list's label."""
    route = error.document_path
    rule = rule_at(route[:-1] if isinstance(route[-1], int) else route)
    label = rule.get("meta", {}).get("label") if rule else ""
    return f"{_dotted(error)} ({label})" if label else _dotted(error)


def _one_of(names: list[str]) -> str:
    more = len(names) - _MANY
    return "one of " + ", ".join(names[:_MANY]) + (f" and {more} more" if more > 0 else "")


def _unknown_field(error: Error, tree: Tree) -> Problem:
    """Say where the field belongs, or which name is nearest."""
    *above, name = error.document_path
    parent = rule_at(above)
    fields = list(parent["schema"]) if parent else []
    near = nearest(str(name), fields)
    elsewhere = [] if near else homes(str(name))
    hint = f"the field {elsewhere[0]} exists: move it there" if len(elsewhere) == 1 else _one_of(fields)
    of = f"{'.'.join(map(str, above))} has no field" if above else "a profile has no section"
    message = f"{of} {quote(name)}"
    return tree.problem("unknown-field", message, error.document_path, key=True, hint=hint, suggestion=near)


def _unknown_value(error: Error, tree: Tree) -> Problem:
    allowed = list(error.constraint)
    message = f"{quote(error.value)} is not a value of {_named(error)}"
    near = nearest(str(error.value), allowed)
    return tree.problem("unknown-value", message, error.document_path, hint=_one_of(allowed), suggestion=near)


_SHAPES = {
    dict: "fields of its own",
    list: "a list",
    bool: "true or false",
    str: "text",
    int: "a number",
    float: "a number",
}
_WRONG = {
    "string": ("must be text", "write one line of text"),
    "integer": ("must be a whole number", "write a number without quotes, such as 7"),
    "boolean": ("must be true or false", "write true or false"),
    "list": ("must be a list", "write [one, two], or each item on a line of its own after '- '"),
    "dict": ("must have fields of its own", "write the fields beneath it, two spaces further in"),
}
_TRUE_WORDS, _FALSE_WORDS = {"yes", "y", "on", "true"}, {"no", "n", "off", "false"}


def _wrong_type(error: Error, tree: Tree) -> Problem:
    wanted = str(error.constraint)
    value = error.value
    if value is None:
        return _empty(error, tree)
    must, hint = _WRONG[wanted]
    is_what = quote(value) if isinstance(value, str) else _SHAPES.get(type(value), "something else")
    suggestion = ""
    if wanted == "boolean" and isinstance(value, str):
        word = value.casefold()
        suggestion = "true" if word in _TRUE_WORDS else "false" if word in _FALSE_WORDS else ""
    if wanted == "dict" and (rule := rule_at(error.document_path)):
        hint += f": {', '.join(list(rule['schema'])[:_MANY])}"
    message = f"{_named(error)} {must}, and this is {is_what}"
    return tree.problem("wrong-type", message, error.document_path, hint=hint, suggestion=suggestion)


def _wrong_form(error: Error, tree: Tree) -> Problem:
    return _FORM_COMPLAINTS[error.constraint](error, tree)


def _bad_day(error: Error, tree: Tree) -> Problem:
    text = str(error.value)
    message = f"{quote(text)} is not a day for {_named(error)}"
    hint = "write year, month and day, such as 2026-09-01; the day must exist"
    return tree.problem("bad-date", message, error.document_path, hint=hint, suggestion=kinds.british_day(text))


def _bad_month(error: Error, tree: Tree) -> Problem:
    message = f"{quote(error.value)} is not a month or a day for {_named(error)}"
    hint = "write a month as 2027-09, or a day as 2027-09-01"
    near = kinds.british_day(str(error.value))
    return tree.problem("bad-month-or-day", message, error.document_path, hint=hint, suggestion=near)


def _bad_phone(error: Error, tree: Tree) -> Problem:
    message = f"{quote(error.value)} is not a telephone number for {_named(error)}"
    hint = "digits, spaces and brackets, with a + in front if you like; 3 to 15 digits; one number"
    return tree.problem("bad-phone", message, error.document_path, hint=hint)


def _bad_email(error: Error, tree: Tree) -> Problem:
    message = f"{quote(error.value)} is not an e-mail address for {_named(error)}"
    return tree.problem(
        "bad-email", message, error.document_path, hint="write one address, such as office@school.example"
    )


def _bad_address(error: Error, tree: Tree) -> Problem:
    message = f"{quote(error.value)} is not a web address for {_named(error)}"
    with_scheme = f"https://{error.value}"
    near = with_scheme if kinds.is_address(with_scheme) else ""
    hint = "begin with https://, as in https://school.example/policies"
    return tree.problem("bad-address", message, error.document_path, hint=hint, suggestion=near)


def _bad_colour(error: Error, tree: Tree) -> Problem:
    message = f"{quote(error.value)} is not a colour for {_named(error)}"
    hint = "write six hexadecimal digits, such as 14485C: two each for red, green and blue"
    return tree.problem("bad-colour", message, error.document_path, hint=hint)


def _bad_font(error: Error, tree: Tree) -> Problem:
    message = f"{quote(error.value)} is not the name of a font for {_named(error)}"
    hint = "write it as Word's menu does: Latin letters, digits, spaces, hyphens and full stops, at most 31"
    return tree.problem("bad-font", message, error.document_path, hint=hint)


_FORM_COMPLAINTS: dict[str, Callable[[Error, Tree], Problem]] = {
    "day": _bad_day, "month_or_day": _bad_month, "phone": _bad_phone, "email": _bad_email, "address": _bad_address,
    "colour": _bad_colour, "font": _bad_font,
}  # fmt: skip


def _too_long(error: Error, tree: Tree) -> Problem:
    length = len(error.value)
    message = f"{_named(error)} has {length:,} characters, and {error.constraint:,} is the most"
    return tree.problem("too-long", message, error.document_path, hint="say it more shortly")


def _empty(error: Error, tree: Tree) -> Problem:
    message = f"{_named(error)} is empty"
    return tree.problem("empty-value", message, error.document_path, hint="write the words, or leave the line out")


def _out_of_range(error: Error, tree: Tree) -> Problem:
    rule: Rule = rule_at(error.document_path) or {}
    message = f"{_named(error)} cannot be {error.value}"
    hint = f"a whole number from {rule.get('min')} to {rule.get('max')}"
    return tree.problem("out-of-range", message, error.document_path, hint=hint)


def _repeated(error: Error, tree: Tree) -> Problem:
    (index,) = error.info
    message = f"{quote(error.value[index])} comes twice in {_named(error)}"
    return tree.problem("duplicate-value", message, (*error.document_path, index), hint="keep one of the two")


_TABLE: dict[int, Callable[[Error, Tree], Problem]] = {
    errors.UNKNOWN_FIELD.code: _unknown_field,
    errors.BAD_TYPE.code: _wrong_type,
    errors.NOT_NULLABLE.code: _wrong_type,
    errors.UNALLOWED_VALUE.code: _unknown_value,
    errors.EMPTY_NOT_ALLOWED.code: _empty,
    errors.MAX_LENGTH.code: _too_long,
    errors.MIN_VALUE.code: _out_of_range,
    errors.MAX_VALUE.code: _out_of_range,
    REPEATED.code: _repeated,
    WRONG_FORM.code: _wrong_form,
}
