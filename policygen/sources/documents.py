"""A document template as written: front matter, then one heading a clause, each with its place in the file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygen.errors import Place, Problem, nearest
from policygen.sources import yamlguard, yamlio
from policygen.sources.marks import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PUBLISH = ("public", "internal", "form")
PARTICULARS = ("full", "short", "none")
READING = (
    "early",
    "ks2",
    "ks3-4",
    "16plus",
    "easyread",
    "parents",
    "visitors",
    "staff",
    "first-responder",
    "lead",
    "board",
)
_FRONT: dict[str, type] = {
    "id": str, "title": str, "summary": str, "family": str, "audience": list, "publish": str, "reading": str,
    "when": str, "numbered": bool, "contents": bool, "order": int, "amends": str, "particulars": str,
    "waivers": list, "glossary": bool,
}  # fmt: skip
_NEEDED = ("id", "title", "family", "audience", "publish", "reading")
_HEADING = re.compile(
    r"^(#{2,3})[ \t]+(.*?)[ \t]*\{#([a-z0-9][a-z0-9-]*)"
    r'((?:[ \t]+(?:[a-z]+="[^"]*"|[a-z]+(?:-[a-z]+)*))*)[ \t]*\}[ \t]*$'
)
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_FLAG = re.compile(r"(?:(?<=[ \t])|^)([a-z-]+)(?=[ \t]|$)")
_ATTRIBUTES = ("covers", "when", "after", "remove")
_FLAGS = ("own-page", "unnumbered")
_INCLUDE = re.compile(r"^:::[ \t]*include[ \t]+([a-z0-9-]+)/([a-z0-9-]+)[ \t]*$")


@dataclass(frozen=True, slots=True)
class ClauseSource:
    """One clause as written; `include` names a shared clause ("topic/clause") that stands here instead."""

    id: str
    level: int
    heading: str
    lines: tuple[str, ...]
    place: Place
    when: str = ""
    covers: tuple[str, ...] = ()
    include: str = ""
    after: str = ""
    remove: bool = False
    own_page: bool = False
    unnumbered: bool = False

    @property
    def digest(self) -> str:
        """Return the hash of the clause as written."""
        flags = [name for name, said in zip(_FLAGS, (self.own_page, self.unnumbered), strict=True) if said]
        text = "\n".join([self.heading, self.when, " ".join(self.covers), str(self.level), *flags, *self.lines])
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """One template file; `front` is its front matter, `place` finds a word on a line of it."""

    file: str
    front: Mapping[str, Any]
    clauses: tuple[ClauseSource, ...]
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """Return the document's id."""
        return str(self.front.get("id", Path(self.file).stem))

    def place(self, line: int, word: str = "") -> Place:
        """Return the position of `word` on `line`, or of the line's first character."""
        return place_of(self.file, self.lines, line, word)


def place_of(file: str, lines: tuple[str, ...], line: int, word: str) -> Place:
    """Return the position of `word` on `line` (from 1) of a file, or of the line's first character."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    found = text.find(word) if word else -1
    if found < 0:
        return Place(file, line, len(text) - len(text.lstrip()) + 1)
    return Place(file, line, found + 1, len(word))


def read(path: Path, shown: str) -> DocumentSource:
    """Return the template at `path`, called `shown` in messages; its faults are in `problems`."""
    text = yamlguard.read(path, shown).removeprefix("\ufeff")
    lines = tuple(text.split("\n"))
    problems: list[Problem] = []
    begin = _front_end(lines)
    front = _front(lines, begin, shown, problems) if begin else {}
    clauses = _clauses(lines, begin, shown, problems)
    problems += _marks(lines, shown)
    return DocumentSource(shown, front, tuple(clauses), lines, tuple(problems))


def _marks(lines: tuple[str, ...], file: str) -> Iterable[Problem]:
    for number, line in enumerate(lines, 1):
        if clean(line) != line:
            yield Problem(
                "private-character",
                "this line holds a private-use character",
                Place(file, number, 1),
                hint="take it out: the engine uses these characters itself",
            )


def _front_end(lines: tuple[str, ...]) -> int:
    """Return the number of lines that the front matter takes, with its fences; 0 where there is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)


def _front(lines: tuple[str, ...], end: int, file: str, problems: list[Problem]) -> Mapping[str, Any]:
    tree = yamlio.loads("\n" + "\n".join(lines[1 : end - 1]), file)
    front = tree.data if isinstance(tree.data, dict) else {}
    for key, value in front.items():
        wanted = _FRONT.get(key)
        place = tree.place((key,))
        if wanted is None:
            problems.append(
                Problem(
                    "bad-front-matter",
                    f"'{key}' is not a field of a document",
                    place,
                    hint="one of " + ", ".join(_FRONT),
                    suggestion=nearest(key, _FRONT),
                )
            )
        elif not isinstance(value, wanted):
            problems.append(Problem("bad-front-matter", f"'{key}' must be a {wanted.__name__}", place))
    if "amends" not in front and set(front) != {"waivers"}:  # which is all that a file of shared clauses may say
        problems += _missing(front, file)
    return front


def _missing(front: Mapping[str, Any], file: str) -> Iterable[Problem]:
    for key in _NEEDED:
        if key not in front:
            yield Problem(
                "bad-front-matter", f"'{key}' is missing", Place(file, 1, 1), hint="add it between the '---' lines"
            )
    for key, allowed in (("publish", PUBLISH), ("reading", READING), ("particulars", PARTICULARS)):
        if key in front and front[key] not in allowed:
            yield Problem(
                "bad-front-matter",
                f"'{front[key]}' is not allowed for '{key}'",
                Place(file, 1, 1),
                hint="one of " + ", ".join(allowed),
            )
    if "id" in front and front["id"] != Path(file).stem:
        yield Problem("bad-front-matter", f"the id '{front['id']}' is not the file's name", Place(file, 2, 1))
    if front.get("id") == "index":
        message = "a document called 'index' would take the place of the index of a pack's pages"
        yield Problem("bad-front-matter", message, Place(file, 2, 1), hint="give it another name")


def _clauses(lines: tuple[str, ...], begin: int, file: str, problems: list[Problem]) -> list[ClauseSource]:
    found: list[ClauseSource] = []
    starts = [n for n in range(begin, len(lines)) if _HEADING.match(lines[n]) or _INCLUDE.match(lines[n])]
    stray = [n for n in range(begin, starts[0] if starts else len(lines)) if lines[n].strip()]
    if stray and not lines[stray[0]].lstrip().startswith("<!--"):
        problems.append(
            Problem(
                "stray-text",
                "text stands before the first clause",
                Place(file, stray[0] + 1, 1),
                hint="give it a heading: ## Heading {#its-id}",
            )
        )
    for start, end in pairwise([*starts, len(lines)]):
        found.append(_clause(lines, start, end, file, problems))
    return found


def _clause(lines: tuple[str, ...], start: int, end: int, file: str, problems: list[Problem]) -> ClauseSource:
    place = Place(file, start + 1, 1)
    include = _INCLUDE.match(lines[start])
    if include:
        if any(line.strip() for line in lines[start + 1 : end]):
            problems.append(
                Problem(
                    "stray-text",
                    "text stands after an included clause",
                    Place(file, start + 2, 1),
                    hint="give it a heading of its own",
                )
            )
        return ClauseSource(include[2], 0, "", (), place, include=f"{include[1]}/{include[2]}")
    match = _HEADING.match(lines[start])
    assert match is not None  # noqa: S101 - the caller chose lines that match
    attributes = dict(_ATTRIBUTE.findall(match[4]))
    flags = _FLAG.findall(_ATTRIBUTE.sub(" ", match[4]))
    known = (*_ATTRIBUTES, *_FLAGS)
    problems.extend(
        Problem(
            "bad-heading",
            f"'{name}' is not an attribute of a clause",
            place_of(file, lines, start + 1, name),
            hint="one of " + ", ".join(known),
            suggestion=nearest(name, known),
        )
        for name in sorted((attributes.keys() - {*_ATTRIBUTES}) | ({*flags} - {*_FLAGS}))
    )
    return ClauseSource(
        match[3],
        len(match[1]) - 1,
        match[2],
        tuple(lines[start + 1 : end]),
        place,
        when=attributes.get("when", ""),
        covers=tuple(attributes.get("covers", "").split()),
        after=attributes.get("after", ""),
        remove=attributes.get("remove", "") == "true",
        own_page="own-page" in flags,
        unnumbered="unnumbered" in flags,
    )
