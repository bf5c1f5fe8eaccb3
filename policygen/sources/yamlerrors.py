"""The parser's complaints about YAML, said again in plain words, each with a code and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygen.errors import Place, Problem

if TYPE_CHECKING:
    from yaml.error import Mark, MarkedYAMLError


class _Words(NamedTuple):
    code: str
    message: str
    hint: str
    at_start: bool = False
    """Whether the trouble is where the thing began and not where the parser gave up."""


_TAB = _Words("yaml-tab", "there is a tab before this text", "indent with spaces, two for each level")
_COLON = _Words(
    "yaml-colon",
    "there is a second ': ' in this line, so it is not clear what the name is",
    'put the text after the first colon in quotes: name: "Stars: juniors"',
)
_INDENT = _Words(
    "yaml-indent",
    "this line does not fit under the one above",
    "start it in the same column as its neighbours, and end the name above it with a colon",
)
_OPEN_QUOTE = _Words(
    "yaml-unclosed-quote",
    "a quote opens here and never closes",
    "close it at the end of the text",
    at_start=True,
)
_AFTER_QUOTE = _Words(
    "yaml-unclosed-quote",
    "text goes on after the closing quote",
    "put text that holds an apostrophe in double quotes, or write the apostrophe twice",
)
_BRACKET = _Words(
    "yaml-unclosed-bracket",
    "a bracket opens here and its items do not end well",
    "put a comma between items and close the bracket; put text with brackets in quotes",
    at_start=True,
)
_NEEDS_QUOTES = _Words(
    "yaml-needs-quotes",
    "text cannot begin with this character unless it stands in quotes",
    'put the whole text in double quotes, as in name: "*Stars* #1"',
    at_start=True,
)
_DASH = _Words(
    "yaml-indent",
    "a list cannot begin on the same line as its name",
    "put each '- ' on a line of its own, below the name",
)
_ESCAPE = _Words(
    "yaml-syntax",
    "a backslash in double quotes means something special here",
    "write two backslashes, or use single quotes",
    at_start=True,
)

_KNOWN = (
    ("mapping values are not allowed", _COLON),
    ("block sequence entries are not allowed", _DASH),
    ("tab character", _TAB),
    ("cannot start any token", _NEEDS_QUOTES),
    ("unexpected end of stream", _OPEN_QUOTE),
    ("unexpected document indicator", _OPEN_QUOTE),
    ("expected ',' or ']'", _BRACKET),
    ("expected ',' or '}'", _BRACKET),
    ("unknown escape character", _ESCAPE),
    ("alphabetic or numeric character", _NEEDS_QUOTES),
    ("expected node content", _NEEDS_QUOTES),
    ("the expected '>'", _NEEDS_QUOTES),
    ("expected tag URI", _NEEDS_QUOTES),
    ("did not find expected key", _INDENT),
    ("expected '-' indicator", _INDENT),
    ("could not find expected ':'", _INDENT),
    ("expected comment or line break", _NEEDS_QUOTES),
)


def explain(error: MarkedYAMLError, file: str, lines: tuple[str, ...]) -> Problem:
    """Return what libyaml's `error` means for the person who wrote `lines`, at the place where it went wrong."""
    said = error.problem or ""
    words = next((words for part, words in _KNOWN if part in said), None)
    if words is None:
        hint = "look for a missing quote, colon or bracket"
        words = _Words("yaml-syntax", f"this is not YAML that can be read: {said}", hint)
    mark: Mark | None = error.problem_mark or error.context_mark
    if mark is None:
        return Problem(words.code, words.message, Place(file), hint=words.hint)
    line = lines[mark.line] if mark.line < len(lines) else ""
    words = _closer_look(words, line, mark.column)
    if words is _NEEDS_QUOTES and mark.line >= len(lines):
        words, error.context_mark = _BRACKET, None
    if words.at_start and error.context_mark:
        mark = error.context_mark
    return _problem(words, file, lines, mark)


def _closer_look(words: _Words, line: str, column: int) -> _Words:
    """Tell apart what the parser calls by one name, by what stands in the line."""
    before = line[:column]
    if words is _NEEDS_QUOTES and line[column : column + 1] == "\t":
        return _TAB
    if words is _COLON and ": " not in before.lstrip(" -"):
        return _INDENT
    if words is _INDENT and before.rstrip()[-1:] in {"'", '"'}:
        return _AFTER_QUOTE
    return words


def _problem(words: _Words, file: str, lines: tuple[str, ...], mark: Mark) -> Problem:
    """Place the problem; where the text ended too soon that is the end of the last line."""
    last = max(len(lines) - 1, 0)
    number, column = (mark.line, mark.column) if mark.line <= last else (last, len(lines[last]) if lines else 0)
    excerpt = lines[number] if number < len(lines) else ""
    return Problem(words.code, words.message, Place(file, number + 1, column + 1), hint=words.hint, excerpt=excerpt)
