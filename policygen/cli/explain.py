"""`policygen explain`: which documents a pack has, and which facts and law chose the words of a clause."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policygen.cli import boundary, common
from policygen.errors import PolicygenError, Problem, nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from policygen.model import Clause, Document, Pack
    from policygen.sources.library import Library


@click.command(name="explain")
@click.argument("profile", type=click.Path(path_type=Path))
@click.argument("what", required=False, metavar="[DOCUMENT | DOCUMENT/CLAUSE]")
@common.as_of_option
@common.library_option
def command(*, profile: Path, what: str | None, as_of: dt.date, library: Path | None) -> int:
    """Say which documents the pack of PROFILE has and why; for a document or a clause, what chose its words."""
    from policygen.pack.build import compose_profile  # noqa: PLC0415 - keeps --help fast

    profiles, _warnings = common.load([profile])
    for one in profiles:
        chosen = common.library_for(one, library)
        pack = compose_profile(one, chosen, as_of)
        lines = _pack(pack, chosen) if what is None else _part(pack, what, chosen.vocabulary.words["en"])
        click.echo("\n".join(lines))
    return boundary.FINE


def _pack(pack: Pack, library: Library) -> Iterable[str]:
    """Yield each document of the pack with the rule that selected it, then those that are not in it."""
    yield f"{pack.name}: {pack.type} in {pack.nation}, as of {pack.as_of.isoformat()}, {pack.status}"
    yield ""
    chosen = {document.id for document in pack.documents}
    for document in pack.documents:
        source = library.documents.get(document.id)
        why = str(source.front.get("when", "")) if source else "something is still to complete"
        yield f"{document.id}  {document.title}"
        yield f"    {'because ' + why if why else 'because every organisation gets it'}"
    left = [name for name in library.documents if name not in chosen]
    if left:
        yield ""
        yield "Not in this pack:"
    for name in left:
        yield f"  {name}: would want {library.documents[name].front.get('when', 'to be left in: see pack.leave_out')}"


def _part(pack: Pack, what: str, words: Mapping[str, str]) -> Iterable[str]:
    name, _, clause = what.partition("/")
    ids = [document.id for document in pack.documents]
    if name not in ids:
        raise PolicygenError([_unknown("document", name, ids)])
    document = next(one for one in pack.documents if one.id == name)
    if not clause:
        return _document(document)
    clauses = {one.id: one for one in document.clauses}
    if what not in clauses:
        raise PolicygenError([_unknown("clause", what, clauses)])
    return _clause(clauses[what], pack, words)


def _unknown(kind: str, name: str, allowed: Iterable[str]) -> Problem:
    return Problem(
        f"unknown-{kind}",
        f"this pack has no {kind} '{name}'",
        path=name,
        suggestion=nearest(name, allowed),
        hint="'policygen explain PROFILE' lists the documents, with a document's id its clauses",
    )


def _document(document: Document) -> Iterable[str]:
    yield f"{document.id}  {document.title}"
    for clause in document.clauses:
        heading = "".join(span.text for span in clause.heading)
        yield f"  {'  ' * (clause.level - 1)}{(clause.number + ' ') if clause.number else ''}{heading}  [{clause.id}]"


def _clause(clause: Clause, pack: Pack, words: Mapping[str, str]) -> Iterable[str]:
    from policygen.review.cause_words import value_said  # noqa: PLC0415 - keeps --help fast
    from policygen.text import clause_text, spans_text  # noqa: PLC0415

    yield f"{clause.number} {spans_text(clause.heading)}".strip()
    yield textwrap.indent(clause_text(clause), "  ")
    yield ""
    yield "Facts:" if clause.uses.facts else "Facts: none"
    for path in clause.uses.facts:
        yield f"  {path}: {value_said(pack.facts.get(path), words)}"
    yield "Law:" if clause.uses.law else "Law: none"
    for use in clause.uses.law:
        yield f"  {use.id}: {'version ' + use.version if use.version else 'asked, and not in force here on this day'}"
    yield f"Words: {', '.join(clause.uses.terms) or 'none'}"
    yield f"Contacts: {', '.join(clause.uses.contacts) or 'none'}"
    yield f"Covers: {' '.join(clause.covers) or 'nothing'}"
