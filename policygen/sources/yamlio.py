"""YAML in: a tree of plain data that remembers where each value stands, and refuses what could do harm.

The text is guarded before it is parsed (`yamlguard`), and the parser's events are counted before anything is built:
depth, values, aliases and what they expand to. Duplicate names, cycles, merge keys, tags and second documents are
refused. Unquoted words mean what YAML 1.2 says (`scalars`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import yaml

from policygen.errors import Place, PolicygenError, Problem, Severity, fail
from policygen.sources import scalars, yamlerrors, yamlguard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MOST_DEPTH = 40
MOST_VALUES = 50_000
MOST_ALIASES = 100
_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CUT_OFF = re.compile(r"\s+#\d")

Route = tuple[str | int, ...]
"""The way to a value from the top: names and positions in lists, as in ("lead", "deputies", 0, "name")."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value stands, and where its name does; an item of a list has no name, so both are the same."""

    key: Place
    value: Place


@dataclass(frozen=True, slots=True)
class Tree:
    """A loaded file: plain data, the mark of each value, unquoted scalars that are not text as they were written."""

    data: Any
    marks: Mapping[Route, Mark]
    raw: Mapping[Route, str]
    file: str
    lines: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()

    def place(self, route: Route, *, key: bool = False) -> Place:
        """Return where the value at `route` (or its name) stands; what is not there stands where its parent does."""
        for end in range(len(route), 0, -1):
            if mark := self.marks.get(route[:end]):
                return mark.key if key or end < len(route) else mark.value
        return Place(self.file)

    def excerpt(self, place: Place) -> str:
        """Return the line at `place`, or nothing."""
        return self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""

    def problem(  # noqa: PLR0913 - the parts of a problem, each with its name
        self, code: str, message: str, route: Route = (), *,
        key: bool = False, hint: str = "", suggestion: str = "", severity: Severity = "error",
    ) -> Problem:  # fmt: skip
        """Return a problem at the value at `route` (or at its name), with its line."""
        place = self.place(route, key=key)
        return Problem(code, message, place, ".".join(map(str, route)), hint, suggestion, self.excerpt(place), severity)


def load(path: Path, shown: str = "") -> Tree:
    """Return the tree of the YAML file at `path`; `shown` is its name in messages.

    Raises PolicygenError with every problem that can be told at once.
    """
    file = shown or str(path)
    return loads(yamlguard.read(path, file), file)


def loads(text: str, file: str) -> Tree:
    """Return the tree of the YAML `text`, which stands in `file`; raises PolicygenError as `load` does."""
    text = text.removeprefix("\ufeff")
    lines = tuple(text.splitlines())
    _guard(text, file, lines)
    builder = _Builder(file, lines)
    try:
        root = builder.build(yaml.parse(text, Loader=_Parser))
    except yaml.MarkedYAMLError as error:
        raise PolicygenError([yamlerrors.explain(error, file, lines)]) from error
    except yaml.YAMLError as error:
        raise fail("yaml-syntax", f"this is not YAML that can be read: {error}", Place(file)) from error
    if builder.problems:
        raise PolicygenError(builder.problems)
    marks: dict[Route, Mark] = {}
    raw: dict[Route, str] = {}
    data = _plain(root, (), marks, raw)
    return Tree(data, marks, raw, file, lines, tuple(builder.warnings))


def _guard(text: str, file: str, lines: tuple[str, ...]) -> None:
    """Refuse what must not reach the parser: unseen characters, parser instructions, nothing at all."""
    if (found := yamlguard.unseen(text)) is not None:
        before = text[: found.index]
        number = before.count("\n") + before.replace("\r\n", "").count("\r") + 1
        column = found.index - max(before.rfind("\n"), before.rfind("\r"))
        raise PolicygenError([_with_excerpt(found.problem(Place(file, number, column)), lines)])
    for number, line in enumerate(lines, 1):
        if line.startswith("%"):
            problem = Problem("yaml-directive", "a line that begins with % is an instruction to the parser",
                              Place(file, number, 1), hint="leave the line out, or put the text in quotes")  # fmt: skip
            raise PolicygenError([_with_excerpt(problem, lines)])
    if not any(line.strip() and not line.lstrip().startswith("#") for line in lines):
        hint = "'policygen init' writes a profile to begin with"
        raise fail("empty-file", f"{file} holds nothing", Place(file), hint=hint)


def _with_excerpt(problem: Problem, lines: tuple[str, ...]) -> Problem:
    line = problem.place.line
    return replace(problem, excerpt=lines[line - 1] if 0 < line <= len(lines) else "")


@dataclass(slots=True)
class _Node:
    """A value as it was composed: a scalar, or its parts as (name, place of the name, place of the value, node)."""

    value: Any
    parts: list[tuple[str | int, Place, Place, _Node]] = field(default_factory=list)
    kind: str = "scalar"
    raw: str | None = None
    size: int = 1
    height: int = 0


def _plain(node: _Node, route: Route, marks: dict[Route, Mark], raw: dict[Route, str]) -> Any:  # noqa: ANN401 - data of any shape
    """Return the data of `node`, and note down marks and raw scalars; what an alias repeats is copied."""
    if node.kind == "scalar":
        if node.raw is not None:
            raw[route] = node.raw
        return node.value
    data: Any = {} if node.kind == "mapping" else [None] * len(node.parts)
    for name, key, value, child in node.parts:
        marks[(*route, name)] = Mark(key, value)
        data[name] = _plain(child, (*route, name), marks, raw)
    return data


class _Builder:
    """Composes nodes from events, counting as it goes; collects problems that need not stop it."""

    def __init__(self, file: str, lines: tuple[str, ...]) -> None:
        self.file = file
        self.lines = lines
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.anchors: dict[str, _Node] = {}
        self.open_anchors: set[str] = set()
        self.values = 0
        self.aliases = 0
        self.events: Iterator[Any] = iter(())

    def build(self, events: Iterator[Any]) -> _Node:
        """Return the node of the one document in `events`."""
        self.events = events
        next(events), next(events)
        node = self.node(next(events), 1)[0]
        next(events)
        event = next(events)
        if isinstance(event, yaml.DocumentStartEvent):
            self.stop("several-documents", "a second document begins here", self.place(event),
                      "keep one profile in a file, and leave out the line '---' between them")  # fmt: skip
        return node

    def place(self, event: Any) -> Place:  # noqa: ANN401 - PyYAML's events are not typed
        """Return where `event` stands: to its end, or to the end of its first line."""
        start, end = event.start_mark, event.end_mark
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        last = end.column if end.line == start.line else len(line)
        length = last - start.column if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) else 1
        return Place(self.file, start.line + 1, start.column + 1, max(length, 1))

    def note(self, code: str, message: str, place: Place, hint: str) -> None:
        """Remember a problem and go on."""
        self.problems.append(_with_excerpt(Problem(code, message, place, hint=hint), self.lines))

    def stop(self, code: str, message: str, place: Place, hint: str) -> None:
        """Raise what was found so far, with a problem after which going on is unsafe."""
        self.note(code, message, place, hint)
        raise PolicygenError(self.problems)

    def count(self, more: int, place: Place) -> None:
        """Count `more` values."""
        self.values += more
        if self.values > MOST_VALUES:
            self.stop("too-many-values", f"there are more than {MOST_VALUES:,} values in this file", place,
                      "a profile has a few hundred: this is probably another kind of file")  # fmt: skip

    def deep(self, depth: int, place: Place) -> None:
        """Refuse nesting beyond what any profile needs."""
        if depth > MOST_DEPTH:
            self.stop("too-deep", f"values are nested more than {MOST_DEPTH} deep", place,
                      "close the brackets above, or put the text in quotes")  # fmt: skip

    def node(self, event: Any, depth: int) -> tuple[_Node, Place]:  # noqa: ANN401
        """Return the node that begins with `event`, and its place."""
        place = self.place(event)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth, place), place
        self.count(1, place)
        self.deep(depth, place)
        if event.tag is not None:
            self.note("yaml-tag", f"'{event.tag}' is a tag, which a profile does not need", place,
                      "leave it out, or put the text in quotes")  # fmt: skip
        anchor = event.anchor
        if anchor:
            self.open_anchors.add(anchor)
        node = self.value(event, depth, place)
        if anchor:
            self.open_anchors.discard(anchor)
            self.anchors[anchor] = node
        return node, place

    def value(self, event: Any, depth: int, place: Place) -> _Node:  # noqa: ANN401
        """Return the node of a scalar, a list or a mapping."""
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(depth)
        return self.mapping(depth)

    def alias(self, event: Any, depth: int, place: Place) -> _Node:  # noqa: ANN401
        """Return the node that an alias repeats."""
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            self.stop("too-many-aliases", f"there are more than {MOST_ALIASES} aliases in this file", place,
                      "share facts with 'extends' and a parent profile")  # fmt: skip
        name = event.anchor
        quote = "put text that begins with * in quotes"
        if name in self.open_anchors:
            self.stop("cyclic-alias", f"'*{name}' stands inside what it repeats", place, quote)
        node = self.anchors.get(name)
        if node is None:
            message = f"'*{name}' repeats something, but nothing above is marked '&{name}'"
            self.note("unknown-alias", message, place, quote)
            return _Node(None)
        self.count(node.size, place)
        self.deep(depth + node.height, place)
        return node

    def scalar(self, event: Any, place: Place) -> _Node:  # noqa: ANN401
        """Return the node of a scalar: text as it is in quotes, YAML 1.2's meaning without."""
        text: str = event.value
        if event.style == '"' and (found := yamlguard.unseen(text)):
            self.problems.append(_with_excerpt(found.problem(place), self.lines))
        if event.style:
            return _Node(text)
        self.watch_comment(event, place)
        value = scalars.resolve(text)
        return _Node(value, raw=None if isinstance(value, str) else text)

    def watch_comment(self, event: Any, place: Place) -> None:  # noqa: ANN401
        """Warn where '#1' was meant as part of a name and was taken for a comment."""
        end = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if _CUT_OFF.match(line, end.column):
            cut = line[end.column :].strip()
            message = f"'{cut}' is taken for a comment and left out"
            hint = "put the whole text in quotes, or a space after the #"
            self.warnings.append(Problem("lost-to-comment", message, place, "", hint, "", line, "warning"))

    def sequence(self, depth: int) -> _Node:
        """Return the node of a list."""
        node = _Node(None, kind="sequence")
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            child, place = self.node(event, depth + 1)
            self.add(node, len(node.parts), place, place, child)
        return node

    def mapping(self, depth: int) -> _Node:
        """Return the node of a mapping; a name that comes twice is a problem, not a quiet loss."""
        node = _Node(None, kind="mapping")
        seen: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name, key = self.name(event, depth)
            child, place = self.node(next(self.events), depth + 1)
            if name in seen:
                message = f"'{name}' is already said in line {seen[name].line}"
                self.note("duplicate-key", message, key, "keep one of the two")
            elif name is not None:
                seen[name] = key
                self.add(node, name, key, place, child)
        return node

    def name(self, event: Any, depth: int) -> tuple[str | None, Place]:  # noqa: ANN401
        """Return the name in front of a colon as it was written; None where there is none to use."""
        place = self.place(event)
        if not isinstance(event, yaml.ScalarEvent):
            self.note("key-not-text", "what stands before the colon is not a name", place,
                      'put text that holds brackets in quotes, as in name: "{{ 7*7 }}"')  # fmt: skip
            self.node(event, depth + 1)
            return None, place
        self.node(event, depth + 1)
        if not event.value:
            self.note("key-not-text", "there is no name before the colon", place, "write the field's name")
            return None, place
        if event.value == "<<" and not event.style:
            self.note("merge-key", "'<<' merges mappings, which a profile does not do", place,
                      "use 'extends: ../parent.yaml' to share facts between profiles")  # fmt: skip
            return None, place
        return event.value, place

    @staticmethod
    def add(node: _Node, name: str | int, key: Place, place: Place, child: _Node) -> None:
        """Add a part to `node`."""
        node.parts.append((name, key, place, child))
        node.size += child.size
        node.height = max(node.height, child.height + 1)
