"""The content library: the shipped folder and an organisation's own on top of it, compiled as far as it is needed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from policygen.errors import Place, PolicygenError, Problem, nearest
from policygen.sources.choices import Choices, Rule, cached_choices, compile_choices
from policygen.sources.compile import CompiledDocument, cached_document, compile_document
from policygen.sources.documents import ClauseSource, DocumentSource, place_of, read
from policygen.sources.expressions import Names
from policygen.sources.facts_schema import facts
from policygen.sources.frameworks import Frameworks, conditions, read_frameworks
from policygen.sources.glossary import Entry, glossary
from policygen.sources.language import Language, read_language
from policygen.sources.register import read_register
from policygen.sources.vocabulary import Vocabulary, read_vocabulary
from policygen.where import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policygen.sources.law import Register


class Library:
    """Everything under `templates/`; `folders` are read in order, and what comes later replaces what came before.

    A `cached` library loads what an earlier process compiled; it knows no references, so it cannot be judged.
    """

    def __init__(self, folders: Sequence[Path], *, cached: bool = False) -> None:
        self.folders = tuple(folders)
        self.cached = cached
        self._compiled: dict[str, CompiledDocument] = {}
        self._lines: dict[str, tuple[str, ...]] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Terms, phrases, derived facts, kinds and words."""
        return read_vocabulary(self.folders)

    @cached_property
    def language(self) -> Language:
        """What the library asks of its own language."""
        return read_language(self.folders)

    @cached_property
    def register(self) -> Register:
        """Law and contacts."""
        return read_register(self.folders, cached=self.cached)

    @cached_property
    def documents(self) -> dict[str, DocumentSource]:
        """Every document by id, with amended clauses in place; order as in the folders."""
        found: dict[str, DocumentSource] = {}
        for folder in self.folders:
            for path in sorted((folder / "documents").glob("*.md")):
                source = self._read(path)
                amended = source.front.get("amends")
                if amended is None:
                    found[source.id] = source
                else:
                    found[str(amended)] = _amended(found.get(str(amended)), source, found)
        return found

    @cached_property
    def shared(self) -> dict[str, ClauseSource]:
        """Every shared clause by "topic/clause"."""
        return {key: clause for source in self.shared_files for key, clause in _by_topic(source)}

    @cached_property
    def shared_files(self) -> tuple[DocumentSource, ...]:
        """The files of shared clauses."""
        return tuple(self._read(path) for folder in self.folders for path in sorted((folder / "shared").glob("*.md")))

    @cached_property
    def glossary(self) -> dict[str, Entry]:
        """Where each word of the glossary is explained, by the word in small letters."""
        return glossary(self.documents.values())

    @cached_property
    def names(self) -> Names:
        """Every name that an expression of this library may use."""
        flags = {f"org.is_{kind}" for kind in self.vocabulary.kinds}
        return Names(
            facts=frozenset({*facts(), *flags}),
            terms=frozenset(self.vocabulary.terms),
            phrases=frozenset(self.vocabulary.phrases),
            law=frozenset(self.register.instruments),
            contacts=frozenset(self.register.contacts),
            documents=frozenset(self.documents),
            words=frozenset(self.glossary),
        )

    @cached_property
    def choices(self) -> Choices:
        """What rules decide, by name.

        Terms ("term:child"), derived facts ("fact:org.inspectorate"), selection ("document:aup-ks2"), and which words
        the glossary explains ("entry:grooming").
        """
        rules: dict[str, tuple[Rule, ...]] = {f"term:{name}": found for name, found in self.vocabulary.terms.items()}
        rules |= {f"fact:{name}": found for name, found in self.vocabulary.derived.items()}
        for name, source in self.documents.items():
            line = next((n for n, text in enumerate(source.lines, 1) if text.startswith("when:")), 1)
            rules[f"document:{name}"] = (Rule(str(source.front.get("when", "")), value=True, place=source.place(line)),)
        rules |= {entry.rule: (entry.when,) for entry in self.glossary.values()}
        return (cached_choices if self.cached else compile_choices)(rules, self.names, "templates")

    @cached_property
    def frameworks(self) -> Frameworks:
        """The registers of requirements that organisations are held to."""
        return read_frameworks(self.folders)

    @cached_property
    def requirements(self) -> Choices:
        """Whom each register and each requirement applies to."""
        return conditions(self.frameworks, self.names, cached=self.cached)

    @cached_property
    def digest(self) -> str:
        """The hash of every file of the library."""
        total = hashlib.sha256()
        for folder in self.folders:
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".md", ".yaml") and path.is_file():
                    total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return "sha256:" + total.hexdigest()

    def document(self, name: str) -> CompiledDocument:
        """Return the document `name` compiled; its faults are in `problems`."""
        if name not in self._compiled:
            source = self.documents[name]
            clauses, problems = self.resolved(source)
            how = cached_document if self.cached else compile_document
            made = how(source, clauses, self.names, self.place)
            found = (*source.problems, *problems, *made.problems)
            self._compiled[name] = replace(made, problems=found)
        return self._compiled[name]

    def usable(self, name: str) -> CompiledDocument:
        """Return the document `name` compiled; raise PolicygenError if its templates have faults."""
        made = self.document(name)
        if made.problems:
            raise PolicygenError(made.problems)
        return made

    def resolved(self, source: DocumentSource) -> tuple[list[ClauseSource], list[Problem]]:
        """Return the clauses of a document with shared ones in their places, and what could not be found."""
        clauses: list[ClauseSource] = []
        problems: list[Problem] = []
        for clause in source.clauses:
            if not clause.include:
                clauses.append(clause)
            elif clause.include in self.shared:
                clauses.append(self.shared[clause.include])
            else:
                problems.append(
                    Problem(
                        "unknown-clause",
                        f"there is no shared clause '{clause.include}'",
                        clause.place,
                        hint="shared clauses stand in templates/shared/",
                        suggestion=nearest(clause.include, self.shared),
                    )
                )
        return clauses, problems

    def clauses_that_name(self, instrument: str) -> tuple[str, ...]:
        """Return the ids of the clauses whose text or condition names an instrument of law."""
        found = []
        for source in self.documents.values():
            for clause in self.resolved(source)[0]:
                text = "\n".join((clause.heading, clause.when, *clause.lines))
                if f"'{instrument}'" in text or f'"{instrument}"' in text:
                    found.append(f"{source.id}/{clause.id}")
        return tuple(found)

    def place(self, file: str, line: int, word: str) -> Place:
        """Return the place of a word on a line of a template file."""
        return place_of(file, self._lines.get(file, ()), line, word)

    def lines(self, file: str) -> tuple[str, ...]:
        """Return the lines of a template file that was read, by the name it has in messages."""
        return self._lines.get(file, ())

    def _read(self, path: Path) -> DocumentSource:
        file = shown(path)
        source = read(path, file)
        self._lines[file] = source.lines
        return source


def _by_topic(source: DocumentSource) -> Iterable[tuple[str, ClauseSource]]:
    topic = Path(source.file).stem
    return ((f"{topic}/{clause.id}", clause) for clause in source.clauses)


def _amended(base: DocumentSource | None, change: DocumentSource, known: Iterable[str]) -> DocumentSource:
    """Return `base` with the clauses of `change` replaced, taken out, or added after the clause they name."""
    target = str(change.front["amends"])
    if base is None:
        unknown = Problem(
            "unknown-document",
            f"there is no document '{target}' to amend",
            change.place(1),
            hint="name a document of the library",
            suggestion=nearest(target, known),
        )
        return replace(change, problems=(*change.problems, unknown))
    clauses = list(base.clauses)
    for clause in change.clauses:
        ids = [one.id for one in clauses]
        if clause.id in ids:
            clauses[ids.index(clause.id) : ids.index(clause.id) + 1] = [] if clause.remove else [clause]
        else:
            clauses.insert(ids.index(clause.after) + 1 if clause.after in ids else len(clauses), clause)
    return replace(base, clauses=tuple(clauses), problems=(*base.problems, *change.problems))
