"""A compiled document rendered for one organisation: its blocks, and what each clause used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import jinja2

from policygen.compose.record import LawError, as_error
from policygen.compose.stream import RawClause, parse
from policygen.errors import PolicygenError, fail
from policygen.model import Uses
from policygen.sources.compile import SUMMARY, TITLE, CompiledClause, CompiledDocument
from policygen.sources.expressions import ENVIRONMENT, failing_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygen.compose.session import Session
    from policygen.model import Spans


Came = tuple[CompiledClause, RawClause, Uses]
"""A clause that came out: what was known of it, what it says, and what it used."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document before its clauses are numbered; `clauses` are those that came out, each with its source.

    `uses` is what chose the title and the summary.
    """

    compiled: CompiledDocument
    title: Spans
    summary: Spans
    clauses: tuple[Came, ...]
    uses: Uses


def render(compiled: CompiledDocument, session: Session) -> Rendered:
    """Return the document as it is for the organisation of `session`.

    Raises PolicygenError, with the place in the template, where a clause cites what is not law here on the day, or an
    expression cannot be worked out.
    """
    variables = session.begin(compiled.id, [one.id for one in compiled.clauses])
    try:
        stream = _stream(compiled, variables)
    except LawError as error:
        place = compiled.place(failing_line(error, compiled.file), error.message.split("'")[1])
        raise as_error(error, place) from error
    except (jinja2.TemplateError, TypeError, ValueError, KeyError, AttributeError) as error:
        place = compiled.place(failing_line(error, compiled.file))
        raise fail(
            "expression-failed",
            f"this cannot be worked out for {session.facts.slug}: {error}",
            place,
            hint="is the fact of the kind that the expression wants?",
        ) from error
    return _collect(compiled, parse(stream), session)


def _stream(compiled: CompiledDocument, variables: Mapping[str, object]) -> str:
    template = compiled.compiled.template
    if template is None:
        raise PolicygenError(compiled.problems)
    context = template.new_context(dict(variables), shared=True)
    try:
        return "".join(template.root_render_func(context))
    except Exception:  # noqa: BLE001 - Jinja raises it again with lines of the template instead of lines of its code
        ENVIRONMENT.handle_exception()


def _collect(compiled: CompiledDocument, raw: list[RawClause], session: Session) -> Rendered:
    title: Spans = ()
    summary: Spans = ()
    clauses: list[Came] = []
    for clause in raw:
        if clause.name == TITLE:
            title = clause.heading
        elif clause.name == SUMMARY:
            summary = clause.heading
        else:
            index = int(clause.name)
            clauses.append((compiled.clauses[index], clause, session.records[index].frozen()))
    return Rendered(compiled, title, summary, tuple(clauses), session.opening.frozen())
