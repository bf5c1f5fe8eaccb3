"""Problems on paper: as text for people, and as JSON, GitHub annotations and SARIF for machines."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote

import click

from policygen import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygen.errors import Place, Problem

FORMATS = ("text", "json", "github", "sarif")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_WIDEST = 110
_MOST_BYTES = 1 << 20


def render(problems: Sequence[Problem], form: str, *, colour: bool = False) -> str:
    """Return `problems` in `form` (one of FORMATS), ending with a line break unless there is nothing to say."""
    return text(problems, colour=colour) if form == "text" else _FORMS[form](problems)


def wants_colour(stream: IO[str]) -> bool:
    """Return whether `stream` is a terminal whose user has not asked for plain text (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def text(problems: Sequence[Problem], *, colour: bool = False) -> str:
    """Return `problems` for people: file, line, column, code, message, the line with a caret, and what to do."""
    paint = click.style if colour else _plain
    sources: dict[str, list[str]] = {}
    return "".join(_one(problem, paint, sources) for problem in problems)


def _plain(words: str, **_look: Any) -> str:  # noqa: ANN401 - as click.style
    return words


def _one(problem: Problem, paint: Callable[..., str], sources: dict[str, list[str]]) -> str:
    """Return one problem as the lines that cli.md shows: heading, excerpt, caret, help."""
    shade = "red" if problem.severity == "error" else "yellow"
    where = shown(_position(problem.place))
    label = paint(f"{problem.severity}[{problem.code}]", fg=shade, bold=True)
    lines = [f"{where}: {label}: {shown(problem.message)}" if where else f"{label}: {shown(problem.message)}"]
    excerpt = problem.excerpt or _line_of(problem.place, sources)
    meant = f"did you mean '{shown(problem.suggestion)}'?" if problem.suggestion else ""
    if excerpt:
        lines += _excerpt(problem.place, excerpt, meant, lambda words: paint(words, fg=shade))
    elif meant:
        lines.append(f"  {meant}")
    if problem.hint:
        lines.append(f"  = {paint('help', bold=True)}: {shown(problem.hint)}")
    return "\n".join(lines) + "\n"


def _position(place: Place) -> str:
    return ":".join([place.file, *(str(number) for number in (place.line, place.column) if number)])


def _excerpt(place: Place, line: str, meant: str, paint: Callable[[str], str]) -> list[str]:
    """Return the line and, beneath it, a caret under each character that is meant."""
    start = max(place.column - 1, 0)
    length = max(min(place.length, len(line) - start), 1)
    first = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    part = line[first : first + _WIDEST]
    length = min(length, max(len(part) - (start - first), 1))
    # A tab stays a tab, so that the caret stands under its character.
    space = "".join("\t" if char == "\t" else " " for char in part[: start - first])
    gutter = f"  {place.line} | "
    caret = paint("^" * length) + (f" {meant}" if meant else "")
    return [gutter + _seen(part), f"  {' ' * len(str(place.line))} | {space}{caret}"]


def shown(words: str) -> str:
    """Return `words` with characters that a terminal would obey or hide written out."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", words)


def _seen(line: str) -> str:
    """Return a line in which each unseen character is one visible one, so that columns hold."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", line)


def _line_of(place: Place, sources: dict[str, list[str]]) -> str:
    """Return the line of the file at `place`, or nothing where it cannot be read any more."""
    if not place.line:
        return ""
    if place.file not in sources:
        try:
            with Path(place.file).open(encoding="utf-8", errors="replace") as file:
                sources[place.file] = file.read(_MOST_BYTES).splitlines()
        except (OSError, ValueError):
            sources[place.file] = []
    lines = sources[place.file]
    return lines[place.line - 1] if place.line <= len(lines) else ""


def as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data with the names that scripts rely on."""
    return {
        "code": problem.code, "severity": problem.severity, "message": problem.message, "hint": problem.hint,
        "suggestion": problem.suggestion, "file": problem.place.file, "line": problem.place.line,
        "column": problem.place.column, "path": problem.path,
    }  # fmt: skip


def _json(problems: Sequence[Problem]) -> str:
    return json.dumps({"problems": [as_json(problem) for problem in problems]}, indent=2, ensure_ascii=False) + "\n"


def _sentence(problem: Problem) -> str:
    """Return message, suggestion and hint in one line."""
    meant = f" Did you mean '{problem.suggestion}'?" if problem.suggestion else ""
    return f"{problem.message}.{meant}" + (f" Help: {problem.hint}" if problem.hint else "")


def _github(problems: Sequence[Problem]) -> str:
    """Return workflow commands (GitHub Actions: "Workflow commands", setting an error or warning message)."""
    return "".join(map(_annotation, problems))


def _annotation(problem: Problem) -> str:
    place = problem.place
    parts = {"file": place.file, "line": place.line, "col": place.column, "title": problem.code}
    properties = ",".join(f"{name}={_escaped(str(value), property_=True)}" for name, value in parts.items() if value)
    return f"::{problem.severity} {properties}::{_escaped(_sentence(problem))}\n"


def _escaped(words: str, *, property_: bool = False) -> str:
    for char in "%\r\n:," if property_ else "%\r\n":
        words = words.replace(char, f"%{ord(char):02X}")
    return words


def _sarif(problems: Sequence[Problem]) -> str:
    """Return a log in SARIF 2.1.0 (OASIS standard, sections 3.13, 3.14, 3.19, 3.27)."""
    codes = sorted({problem.code for problem in problems})
    driver = {"name": "policygen", "version": __version__, "rules": [{"id": code} for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(p, codes) for p in problems],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _result(problem: Problem, codes: list[str]) -> dict[str, Any]:
    place = problem.place
    result: dict[str, Any] = {
        "ruleId": problem.code, "ruleIndex": codes.index(problem.code), "level": problem.severity,
        "message": {"text": _sentence(problem)},
    }  # fmt: skip
    if place.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(place.file).as_posix())}}
        if place.line:
            column = max(place.column, 1)
            physical["region"] = {"startLine": place.line, "startColumn": column, "endColumn": column + place.length}
        result["locations"] = [{"physicalLocation": physical}]
    return result


_FORMS: dict[str, Callable[[Sequence[Problem]], str]] = {"json": _json, "github": _github, "sarif": _sarif}
