"""What one file says, held against the schema: Cerberus judges, and its error tree becomes problems with places."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cerberus import TypeDefinition, Validator, errors
from cerberus.schema import UnvalidatedSchema

from policygen.sources import complaints, kinds
from policygen.sources.schema import PROFILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policygen.errors import Problem
    from policygen.sources.schema import Rule
    from policygen.sources.yamlio import Route, Tree


_FORMS: dict[str, Callable[[str], bool]] = {
    "day": lambda text: kinds.as_day(text) is not None,
    "month_or_day": kinds.is_month_or_day,
    "phone": kinds.is_phone,
    "email": kinds.is_email,
    "address": kinds.is_address,
    "colour": kinds.is_colour,
    "font": kinds.is_font,
}


class ProfileValidator(Validator):  # type: ignore[misc] # Cerberus publishes no types
    """Cerberus with the kinds of text a profile holds, and without its surprises."""

    types_mapping = {  # noqa: RUF012 - Cerberus reads this table from the class
        **Validator.types_mapping,
        # Python counts True as an integer; no one else does.
        "integer": TypeDefinition("integer", (int,), (bool,)),
    }

    def _validate_form(self, form: str, field: str, value: object) -> None:
        """Hold that text is of a form such as day or phone; what is empty was said to be so already.

        The rule's arguments are validated against this schema:
        {'type': 'string'}
        """
        if value and isinstance(value, str) and not _FORMS[form](value):
            self._error(field, complaints.WRONG_FORM)

    def _validate_unique(self, unique: bool, field: str, value: object) -> None:  # noqa: FBT001 - Cerberus passes the rule's value
        """Hold that no item of a list comes twice.

        The rule's arguments are validated against this schema:
        {'type': 'boolean'}
        """
        if unique and isinstance(value, list):
            for index, item in enumerate(value):
                if item in value[:index]:
                    self._error(field, complaints.REPEATED, index)


@cache
def _validator() -> ProfileValidator:
    """Return the one validator of this process.

    Cerberus would take fifteen times as long to check the schema as a profile; a test does it instead.
    """
    return ProfileValidator(UnvalidatedSchema(cerberus_schema()))


def cerberus_schema() -> dict[str, Rule]:
    """Return the schema of a profile in the form that Cerberus reads."""
    return {name: _for_cerberus(rule) for name, rule in PROFILE.items()}


def _for_cerberus(rule: Rule) -> Rule:
    """Return `rule` with a form of text, such as day, as a string that must have that form."""
    if rule["type"] in _FORMS:
        return {**rule, "type": "string", "form": rule["type"], "empty": False}
    if rule["type"] == "dict":
        return {**rule, "schema": {name: _for_cerberus(inner) for name, inner in rule["schema"].items()}}
    if rule["type"] == "list":
        return {**rule, "schema": _for_cerberus(rule["schema"])}
    return rule


def said(tree: Tree) -> tuple[dict[str, Any], list[Problem]]:
    """Return what `tree` says and what is wrong with it.

    Fields left blank are not said. Text is free of line breaks and outer spaces, days are `datetime.date`. Required
    fields are not asked for here, since a parent may give them.
    """
    if not isinstance(tree.data, dict):
        message = f"{tree.file} does not hold fields with values"
        return {}, [tree.problem("not-a-mapping", message, hint="begin with a section such as 'org:'")]
    values: dict[str, Any] = _tidy(tree.data, {"type": "dict", "schema": PROFILE}, (), tree)
    validator = _validator()
    validator.validate(values, update=True, normalize=False)
    # Cerberus keeps its list of errors to itself; its public forms lose the structure.
    found = [complaints.explain(error, tree) for error in _flat(validator._errors)]  # noqa: SLF001
    return _with_days(values, {"type": "dict", "schema": PROFILE}), found


def _flat(found: list[errors.ValidationError]) -> Iterator[errors.ValidationError]:
    """Yield the errors at the leaves of Cerberus's tree."""
    for error in found:
        if error.child_errors:
            yield from _flat(error.child_errors)
        else:
            yield error


def _tidy(data: Any, rule: Rule | None, route: Route, tree: Tree) -> Any:  # noqa: ANN401 - data of any shape
    """Return `data` without blank fields, with text made one line, and numbers as text where the schema wants text."""
    if isinstance(data, dict):
        fields = _inner(rule, "dict")
        return {
            name: _tidy(value, fields.get(name), (*route, name), tree)
            for name, value in data.items()
            if value is not None
        }
    if isinstance(data, list):
        item = _inner(rule, "list") or None
        return [_tidy(value, item, (*route, index), tree) for index, value in enumerate(data)]
    if isinstance(data, str):
        return " ".join(data.split()) if rule else data
    is_number = isinstance(data, int | float) and not isinstance(data, bool)
    return tree.raw[route] if is_number and rule and rule["type"] in kinds.TEXT_KINDS else data


def _inner(rule: Rule | None, kind: str) -> dict[str, Any]:
    """Return the schema inside `rule` when it is of `kind`: people may have written something else there."""
    return rule["schema"] if rule and rule["type"] == kind else {}


def _with_days(data: Any, rule: Rule | None) -> Any:  # noqa: ANN401 - data of any shape
    """Return `data` with dates in place of the days that the schema knows; a wrong day stays text."""
    if isinstance(data, dict):
        fields = _inner(rule, "dict")
        return {name: _with_days(value, fields.get(name)) for name, value in data.items()}
    if isinstance(data, list):
        return [_with_days(value, _inner(rule, "list") or None) for value in data]
    if rule and rule["type"] == "day" and isinstance(data, str):
        return kinds.as_day(data) or data
    return data
