"""`policygen law impact`: what the changes of law between two days do to each organisation's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from policygen.cli import boundary, common
from policygen.cli.law.shared import as_json, change_data, chosen, format_option, range_options
from policygen.errors import PolicygenError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from policygen.pack.impact import Impact
    from policygen.review.wording import DocumentWording, Wording
    from policygen.sources.library import Library


@click.command(name="impact")
@common.paths_argument
@range_options
@common.jobs_option
@common.library_option
@format_option("text", "json", "html")
def impact(  # noqa: PLR0913 - one parameter an option
    *, paths: tuple[Path, ...], start: dt.date, end: dt.date, jobs: int, library: Path | None, form: str
) -> int:
    """Say which clauses of each profile at PATH read differently on two days, and because of which provision."""
    having = chosen(library)
    found = compared(paths, (start, end), library, jobs)
    if form == "html":
        click.echo(_html(found, (start, end), having), nl=False)
    elif form == "json":
        click.echo(as_json(_data(found, (start, end))))
    else:
        click.echo("\n".join([*impact_lines(found, having), *_summary(found, (start, end), having)]))
    problems = [problem for one in found for problem in one.problems]
    if problems:
        raise PolicygenError(problems)
    return boundary.FINDINGS if any(one.documents for one in found) else boundary.FINE


def compared(paths: Sequence[Path], days: tuple[dt.date, dt.date], library: Path | None, jobs: int = 1) -> list[Impact]:
    """Return what the law between two days does to the profiles at `paths`."""
    from policygen.pack.impact import Span, impacts  # noqa: PLC0415 - keeps --help fast
    from policygen.review.changes import check_range  # noqa: PLC0415

    check_range(chosen(library).register, *days)
    profiles, _warnings = common.load(paths)
    return impacts(profiles, Span(*days, library), jobs)


def _data(found: Sequence[Impact], days: tuple[dt.date, dt.date]) -> dict[str, Any]:
    from policygen.pack.impact import all_changes  # noqa: PLC0415 - keeps --help fast

    start, end = (day.isoformat() for day in days)
    changes = [change_data(one) for one in all_changes(found) if one.is_law]
    untouched = [one.slug for one in found if not one.documents and not one.problems]
    return {"from": start, "to": end, "changes": changes, "organisations": organisations(found), "untouched": untouched}


def organisations(found: Sequence[Impact]) -> list[dict[str, Any]]:
    """Return the organisations that are touched as JSON holds them."""
    return [
        {
            "slug": one.slug,
            "name": one.name,
            "nation": one.nation,
            "causes": list(one.causes),
            "documents": [_document(document) for document in one.documents],
            "to_complete": [{"path": problem.path, "message": problem.message} for problem in one.to_complete],
        }
        for one in found
        if one.documents
    ]


def _document(one: DocumentWording) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "causes": list(one.causes),
        "opening": _clause(one.opening) if one.opening else None,
        "clauses": [_clause(clause) for clause in one.clauses],
    }


def _clause(one: Wording) -> dict[str, Any]:
    from policygen.review.differences import passages  # noqa: PLC0415 - keeps --help fast

    sentences = [{"old": list(each.old), "new": list(each.new)} for each in passages(*one.sides())]
    return {
        "id": one.id, "kind": one.kind, "causes": list(one.causes), "number": one.number, "heading": one.heading,
        "old_heading": one.old_heading, "old": one.old, "new": one.new, "sentences": sentences,
    }  # fmt: skip


def impact_lines(found: Sequence[Impact], having: Library) -> list[str]:
    """Return for people what reads differently: organisation, document, clause, because of what, old and new."""
    lines: list[str] = []
    for one in found:
        lines += [f"{one.name} ({one.slug})"] if one.documents else []
        for document in one.documents:
            lines += [f"  {document.title} ({document.id})", *_document_lines(document, having)]
        lines += [f"  to complete: {problem.message}" for problem in one.to_complete]
        lines += [""] if one.documents else []
    return lines


def _document_lines(one: DocumentWording, having: Library) -> list[str]:
    words = having.vocabulary.words["en"]
    if one.kind != "changed":
        return [f"    {words[f'report_document_{one.kind}']}", _because(one.causes, having)]
    rows = (*((one.opening,) if one.opening else ()), *one.clauses)
    return [line for row in rows for line in _clause_lines(row, having)]


def _clause_lines(one: Wording, having: Library) -> list[str]:
    from policygen.review.differences import passages  # noqa: PLC0415 - keeps --help fast

    words = having.vocabulary.words["en"]
    heading = f"{one.number} {one.heading}".strip() or words["report_opening"]
    lines = [f"    {heading} ({one.id})", _because(one.causes, having)]
    sentences = passages(*one.sides())
    for each in sentences:
        lines += [*(f"      - {old}" for old in each.old), *(f"      + {new}" for new in each.new)]
    return lines if sentences else [*lines, f"      {words['report_same_words']}"]


def _because(causes: Sequence[str], having: Library) -> str:
    from policygen.review.law_words import because  # noqa: PLC0415 - keeps --help fast

    words = having.vocabulary.words["en"]
    names = ", ".join(cause.removeprefix("law:") for cause in causes)
    return f"      {words['report_because']}{because(causes, having.register, words)} ({names})"


def _summary(found: Sequence[Impact], days: tuple[dt.date, dt.date], having: Library) -> list[str]:
    words = having.vocabulary.words["en"]
    touched = sum(1 for one in found if one.documents)
    between = f"{days[0].isoformat()} / {days[1].isoformat()}"
    if not touched:
        return [f"{between}: {words['report_impact_none']}"]
    of = words["report_impact_touched_of"].format(touched=touched, all=len(found))
    clauses = sum(one.clauses for one in found)
    return [f"{between}: {words['report_impact_touched']}: {of}. {words['report_impact_clauses']}: {clauses}."]


def _html(found: Sequence[Impact], days: tuple[dt.date, dt.date], having: Library) -> bytes:
    from policygen.pack.impact_page import impact_page  # noqa: PLC0415 - only a page needs it
    from policygen.writers import page_html  # noqa: PLC0415

    return page_html.write(impact_page(found, days, having.register, having.vocabulary.words["en"]))
