"""`policygen diff`: what differs between two packs, documents, profiles on a day or revisions, and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policygen.cli import boundary, common, redlines, report
from policygen.errors import Place, fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from policygen.model import Clause, Document
    from policygen.review.cause_words import CauseWords
    from policygen.review.comparison import ClauseChange, Comparison, DocumentChange

_MARKS = {"gone": ("[-", "-]"), "come": ("{+", "+}")}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "gone": {"fg": "red", "strikethrough": True},
    "come": {"fg": "green", "underline": True},
    "title": {"bold": True},
    "because": {"fg": "cyan"},
    "note": {"dim": True},
}


def _text(found: Comparison, say: CauseWords, *, colour: bool, stat: bool) -> str:
    from policygen.review.difference_text import stat_lines, text_lines  # noqa: PLC0415 - keeps --help fast

    lines = (stat_lines if stat else text_lines)(found, say, _coloured if colour else _marked)
    return "".join(f"{line}\n" for line in lines)


def _coloured(look: str, words: str) -> str:
    style = _LOOKS.get(look)
    return click.style(report.shown(words), **style) if style and words else report.shown(words)


def _marked(look: str, words: str) -> str:
    before, after = _MARKS.get(look, ("", ""))
    return f"{before}{report.shown(words)}{after}"


def _json(found: Comparison, say: CauseWords) -> bytes:
    changes = [row for document in found.documents for row in _rows(document, say)]
    data = {
        "old": found.old.label,
        "new": found.new.label,
        "documents": [_document(one, say) for one in found.documents],
        "changes": changes,
        "warnings": [{"code": one.code, "message": one.message, "path": one.path} for one in found.warnings],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _document(one: DocumentChange, say: CauseWords) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "causes": list(one.causes),
        "because": list(say.document(one)),
        "front": one.front is not None,
    }


def _rows(one: DocumentChange, say: CauseWords) -> Iterator[dict[str, Any]]:
    """Yield a row for each clause that differs; before them one without a clause for what precedes the first."""
    if one.front is not None or not one.clauses:
        causes, edges = (one.causes, ()) if one.front is None else (one.front.causes, one.front.edges)
        yield {
            "document": one.id,
            "clause": "",
            "kind": one.kind,
            "reworded": one.kind == "changed",
            "number": "",
            "causes": list(causes),
            "because": list(say.document(one, causes)),
            "old": _front(one.old, ([span.text for edit in line for span in edit.old] for line in edges)),
            "new": _front(one.new, ([span.text for edit in line for span in edit.new] for line in edges)),
        }
    yield from (_row(change, say) for change in one.clauses)


def _front(document: Document | None, edges: Iterable[Iterable[str]]) -> str | None:
    from policygen.text import blocks_text, spans_text  # noqa: PLC0415 - keeps --help fast

    if document is None:
        return None
    lines = [document.title, spans_text(document.summary), *(f"{one.label}: {one.text}" for one in document.front)]
    return "\n".join(line for line in [*lines, blocks_text(document.preface), *map("".join, edges)] if line)


def _row(change: ClauseChange, say: CauseWords) -> dict[str, Any]:
    return {
        "document": change.document,
        "clause": change.id,
        "kind": change.kind,
        "reworded": change.reworded,
        "number": change.clause.number,
        "causes": list(change.causes),
        "because": list(say.clause(change)),
        "old": _words(change.old),
        "new": _words(change.new),
    }


def _words(clause: Clause | None) -> str | None:
    from policygen.text import clause_text, spans_text  # noqa: PLC0415 - keeps --help fast

    return f"{spans_text(clause.heading)}\n{clause_text(clause)}".strip() if clause else None


def _markdown(found: Comparison, say: CauseWords) -> bytes:
    from policygen.review.difference_markdown import markdown  # noqa: PLC0415 - keeps --help fast

    return markdown(found, say).encode("utf-8", "replace")


def _html(found: Comparison, say: CauseWords) -> bytes:
    from policygen.review.comparison_page import comparison_page  # noqa: PLC0415 - keeps --help fast

    return comparison_page(found, say)


FORMATS: dict[str, Callable[[Comparison, CauseWords], bytes]] = {"json": _json, "md": _markdown, "html": _html}
"""Each format beside text, with what draws it: a new one only has to be put here. Those in BINARY want --output."""
BINARY: frozenset[str] = frozenset({"docx"})


@click.command(name="diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(dict.fromkeys(["text", *FORMATS, *sorted({*BINARY, *redlines.NOTES})]))),
    default="text",
    show_default=True,
    help="How to show it.",
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE; redlines to a folder.")
@click.option("--author", default="", metavar="NAME", help="Whose the tracked changes of a redline are.")
@click.option("--note", is_flag=True, help="A note of two pages for governors: what changed, why, what to decide.")
@click.option("--stat", is_flag=True, help="As text, a line a document.")
@click.option("--document", "only", multiple=True, metavar="ID", help="Compare only this document; may be repeated.")
@common.library_option
def command(  # noqa: PLR0913 - one parameter an option
    *,
    old: str,
    new: str,
    form: str,
    output: Path | None,
    author: str,
    note: bool,
    stat: bool,
    only: Sequence[str],
    library: Path | None,
) -> int:
    """Say what differs between OLD and NEW, clause by clause, and because of what.

    Each is a pack folder, a Word file of policygen, a profile on a day (profiles/x.yaml@2026-09-01) or any of these in
    a revision (git:HEAD~1:packs/x).
    """
    from policygen.pack.sides import Reading, compare_sides  # noqa: PLC0415 - keeps --help fast
    from policygen.review.cause_words import CauseWords  # noqa: PLC0415

    if form in BINARY and output is None:
        raise click.UsageError(f"--format {form} is a file: say where with --output FILE")
    if stat and form != "text":
        raise click.UsageError("--stat is for text alone")
    if note and form not in redlines.NOTES:
        raise click.UsageError(f"--note wants --format {', '.join(redlines.NOTES[:-1])} or {redlines.NOTES[-1]}")
    if not note and form not in ("text", *FORMATS, *BINARY):
        raise click.UsageError(f"--format {form} is for --note alone")
    found = compare_sides(old, new, Reading(common.today(), library), only)
    chosen = common.library(*([library] if library else []))
    say = CauseWords(found, chosen.register, chosen.vocabulary.words["en"])
    if found.warnings:
        click.echo(report.text(found.warnings, colour=report.wants_colour(sys.stderr)), nl=False, err=True)
    if form == "text":
        colour = output is None and report.wants_colour(sys.stdout)
        _deliver(_text(found, say, colour=colour, stat=stat).encode("utf-8", "backslashreplace"), output)
    elif form == "docx" and output is not None:
        redlines.write(found, say, output, author, note=note)
    elif note:
        _deliver(redlines.note_of(found, say, form), output)
    else:
        _deliver(FORMATS[form](found, say), output)
    return boundary.FINE if found.same else boundary.FINDINGS


def _deliver(data: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        hint = "name a file in a folder that is there and that you may write to"
        raise fail("cannot-write", f"{output} cannot be written: {why}", Place(str(output)), hint=hint) from error
