"""A document template compiled to code, once: its clauses in order, and the way back to the lines of files."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policygen.sources import cache
from policygen.sources import marks as m
from policygen.sources.expressions import Compiled, Names, References, as_problems, compile_source
from policygen.sources.markup import ClauseCompiler

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policygen.errors import Place, Problem
    from policygen.sources.documents import ClauseSource, DocumentSource

TITLE, SUMMARY = "title", "summary"


@dataclass(frozen=True, slots=True)
class CompiledClause:
    """What is known of a clause before it is rendered; `section` is the index of the section it stands in, or -1."""

    id: str
    level: int
    covers: tuple[str, ...]
    digest: str
    place: Place
    section: int
    when: str
    own_page: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class CompiledDocument:
    """A document ready to be rendered for any organisation; `problems` are what is wrong with its templates."""

    id: str
    front: Mapping[str, Any]
    clauses: tuple[CompiledClause, ...]
    compiled: Compiled
    file: str
    problems: tuple[Problem, ...]
    lines: _LineMap

    def place(self, line: int, word: str = "") -> Place:
        """Return the place in the templates of a line of the compiled source."""
        return self.lines.place(line, word)


@dataclass(frozen=True, slots=True)
class _LineMap:
    """For stretches of generated lines: where each begins in the files that people wrote."""

    starts: tuple[int, ...]
    origins: tuple[tuple[str, int], ...]
    find: Callable[[str, int, str], Place]

    def place(self, line: int, word: str) -> Place:
        index = max(bisect_right(self.starts, line) - 1, 0)
        file, first = self.origins[index]
        return self.find(file, first + line - self.starts[index], word)


class _Writer:
    """Puts a document's compiled clauses one after the other and remembers which line came from where."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.line = 1
        self.starts: list[int] = []
        self.origins: list[tuple[str, int]] = []

    def begin(self, place: Place) -> None:
        self.starts.append(self.line)
        self.origins.append((place.file, place.line))

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.line += text.count("\n")


def compile_document(
    source: DocumentSource, clauses: Sequence[ClauseSource], names: Names, find: Callable[[str, int, str], Place]
) -> CompiledDocument:
    """Return `source` with `clauses` (shared and replaced ones resolved) compiled.

    `find(file, line, word)` gives the place of a word on a line of a template.
    """
    writer = _Writer()
    problems: list[Problem] = []
    for name, key in ((TITLE, "title"), (SUMMARY, "summary")):
        _front_text(writer, source, name, key, problems)
    metas = _write_clauses(writer, source.id, clauses, problems)
    compiled = compile_source("".join(writer.parts), source.file, names)
    lines = _LineMap(tuple(writer.starts), tuple(writer.origins), find)
    if compiled.code is not None or not any(one.code == "split-choice" for one in problems):
        problems += as_problems(compiled.faults, lines.place)  # else they say the same, and less exactly
    return CompiledDocument(source.id, source.front, metas, compiled, source.file, tuple(problems), lines)


def cached_document(
    source: DocumentSource, clauses: Sequence[ClauseSource], names: Names, find: Callable[[str, int, str], Place]
) -> CompiledDocument:
    """Return the document as `compile_document` does, from the cache if it was compiled before without a fault.

    What comes from the cache has no references: they are for those who judge a library, not for those who build.
    """
    name = cache.key(source.file, _written(source, clauses), names.digest)
    kept = cache.load(name)
    if kept is None:
        made = compile_document(source, clauses, names, find)
        if not made.problems and made.compiled.code is not None:
            cache.keep(name, (made.compiled.code, made.lines.starts, made.lines.origins))
        return made
    code, starts, origins = kept
    compiled = Compiled(code, References(), ())
    lines = _LineMap(starts, origins, find)
    return CompiledDocument(source.id, source.front, _metas(source.id, clauses), compiled, source.file, (), lines)


def _written(source: DocumentSource, clauses: Sequence[ClauseSource]) -> str:
    """Return everything of a document that its compiled form depends on."""
    front = [str(source.front.get(key, "")) for key in ("title", "summary")]
    places = (f"{clause.id} {clause.place.file}:{clause.place.line} {clause.digest}" for clause in clauses)
    return "\n".join([*front, *places, *(line for line in source.lines if line.startswith(("title:", "summary:")))])


def _front_text(writer: _Writer, source: DocumentSource, name: str, key: str, problems: list[Problem]) -> None:
    line = next((n for n, text in enumerate(source.lines, 1) if text.startswith(f"{key}:")), 1)
    compiler = ClauseCompiler(source.file)
    writer.begin(source.place(line))
    text = compiler.heading(str(source.front.get(key, "")), line)
    writer.write(f"{m.CLAUSE}{name}{m.ARGUMENT}{text}{m.END}\n")
    problems += compiler.problems


def _write_clauses(
    writer: _Writer, document: str, clauses: Sequence[ClauseSource], problems: list[Problem]
) -> tuple[CompiledClause, ...]:
    open_section = ""
    metas = _metas(document, clauses)
    for index, (clause, meta) in enumerate(zip(clauses, metas, strict=True)):
        if clause.level == 1:
            writer.write(open_section)
            open_section = "{% endif %}" if clause.when else ""
        writer.begin(clause.place)
        problems += _write_clause(writer, index, clause, meta.section)
        if clause.level > 1 and clause.when:
            writer.write("{% endif %}")
    writer.write(open_section)
    return metas


def _metas(document: str, clauses: Sequence[ClauseSource]) -> tuple[CompiledClause, ...]:
    """Return what is known of each clause before it is rendered."""
    metas: list[CompiledClause] = []
    section = -1
    for index, clause in enumerate(clauses):
        section = index if clause.level == 1 else section
        within = -1 if clause.level == 1 else section
        name = f"{document}/{clause.id}"
        metas.append(
            CompiledClause(
                name,
                clause.level,
                clause.covers,
                clause.digest,
                clause.place,
                within,
                clause.when,
                clause.own_page,
                not clause.unnumbered,
            )
        )
    return tuple(metas)


def _write_clause(writer: _Writer, index: int, clause: ClauseSource, section: int) -> list[Problem]:
    compiler = ClauseCompiler(clause.place.file)
    line = clause.place.line
    writer.write(f"{{{{ ENTER({index}, {section}) }}}}")
    if clause.when:
        writer.write(f"{{% if {clause.when} %}}")
    if clause.level == 1:
        writer.write(f"{{{{ MET({index}) }}}}")
    writer.write(f"{m.CLAUSE}{index}{m.ARGUMENT}{compiler.heading(clause.heading, line)}\n")
    writer.write(f"{compiler.body(clause.lines, line + 1)}{m.END}\n")
    return compiler.problems
