"""The library judged without any organisation: what its authors wrote that cannot work, or that nobody can get."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from policygen.errors import Place, PolicygenError, Problem, nearest
from policygen.review.coverage import unclaimed_requirements, unknown_requirements
from policygen.review.reach import joined, reachable, stated
from policygen.review.wording_list import judged
from policygen.sources import facts_schema
from policygen.sources.register_checks import unchecked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from policygen.sources.compile import CompiledDocument
    from policygen.sources.library import Library

    Switch = tuple[str, str, int]


def lint(library: Library, as_of: dt.date | None = None, names: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return everything that is wrong with a library, in the order of files and lines.

    With a day, warnings about entries of the register that nobody has checked in the 12 months before it as well.
    `names` are organisations that no template may name.
    """
    found = [*_unsound(library), *_words(library, names)]
    if as_of is not None:
        with contextlib.suppress(PolicygenError):  # a register that cannot be read was reported above
            found += unchecked(library.register, as_of)
    return tuple(sorted(dict.fromkeys(found), key=Problem.order))


def _words(library: Library, names: Iterable[str]) -> Iterable[Problem]:
    try:
        return judged(library, names)
    except PolicygenError as error:
        return error.problems


def _unsound(library: Library) -> Iterable[Problem]:
    try:
        found = [*library.vocabulary.problems, *_phrases(library), *library.choices.problems]
        for source in library.shared_files:
            found += source.problems
        found += [*library.frameworks.problems, *library.requirements.problems, *unknown_requirements(library)]
        documents = [library.document(name) for name in library.documents]
    except PolicygenError as error:
        return error.problems
    for document in documents:
        found += document.problems
    if not library.choices.problems:
        found += _silent_terms(library)
    if not any(document.problems for document in documents):
        found += _across(documents, library)
    if not library.choices.problems:
        switches = library.choices.references.law_from
        found += _editions(switches, lambda line, _word: library.choices.place(line), library)
    return [*found, *_included(library)]


def _across(documents: list[CompiledDocument], library: Library) -> Iterator[Problem]:
    clauses = {clause.id for document in documents for clause in document.clauses}
    if not library.requirements.problems:
        claimed = {name for document in documents for clause in document.clauses for name in clause.covers}
        yield from unclaimed_requirements(library, claimed)
    for document in documents:
        yield from _family(document, library)
        yield from _doubles(document)
        yield from _references(document, clauses, library)
        yield from _out_of_reach(document, library)


def _family(document: CompiledDocument, library: Library) -> Iterator[Problem]:
    family, known = str(document.front.get("family", "")), library.vocabulary.families
    if family not in known:
        source = library.documents[document.id]
        line = next((n for n, text in enumerate(source.lines, 1) if text.startswith("family:")), 1)
        message = f"'{family}' is not a family of documents"
        hint = "one of " + ", ".join(known)
        yield Problem("unknown-family", message, source.place(line, family), document.id, hint, nearest(family, known))


def _doubles(document: CompiledDocument) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for clause in document.clauses:
        if clause.id in seen:
            yield Problem(
                "duplicate-id",
                f"the clause '{clause.id}' stands twice in this document",
                clause.place,
                path=clause.id,
                hint=f"the other is in {seen[clause.id].file}, line {seen[clause.id].line}: give one another id",
            )
        seen.setdefault(clause.id, clause.place)


def _references(document: CompiledDocument, clauses: set[str], library: Library) -> Iterator[Problem]:
    references = document.compiled.references
    for name, line in references.clauses:
        target = name if "/" in name else f"{document.id}/{name}"
        if target not in clauses:
            near = nearest(target, clauses)
            yield Problem(
                "unknown-clause",
                f"there is no clause '{name}' to see",
                document.place(line, name),
                path=name,
                hint="a clause's id stands after '#' in its heading",
                suggestion=near.removeprefix(f"{document.id}/"),
            )
    yield from _editions(references.law_from, document.place, library)


def _editions(switches: Iterable[Switch], place: Callable[[int, str], Place], library: Library) -> Iterator[Problem]:
    """Yield each switch on a version that does not begin on the day it names, or of which no day is known."""
    for name, day, line in switches:
        one = library.register.instruments[name]
        starts = [version.start for version in one.versions if version.start]
        known = [start.text for start in starts if start.exact]
        if day in known:
            continue
        vague = next((start.text for start in starts if not start.exact and day.startswith(start.text)), "")
        days = "its versions begin on " + ", ".join(known) if known else "no version of it begins on a known day"
        if vague:
            message = f"a version of '{name}' begins on a day of {vague} that is not known: no words can change with it"
            hint = f"find the day and write it in the register; {days}"
            yield Problem("law-imprecise", message, place(line, day), name, hint)
        else:
            message = f"no version of '{name}' begins on {day}"
            yield Problem("unknown-edition", message, place(line, day), name, days, nearest(day, known))


def _out_of_reach(document: CompiledDocument, library: Library) -> Iterator[Problem]:
    selected = stated(document.front)
    if selected and not reachable(selected, library):
        yield Problem(
            "unreachable-document",
            f"no profile can get the document '{document.id}'",
            library.documents[document.id].place(1),
            path=document.id,
            hint="its 'when' never holds",
        )
        return
    for clause in document.clauses:
        section = document.clauses[clause.section].when if clause.section >= 0 else ""
        if (clause.when or section) and not reachable(joined([selected, section, clause.when]), library):
            yield Problem(
                "unreachable-clause",
                f"no profile can get the clause '{clause.id}'",
                clause.place,
                path=clause.id,
                hint="its 'when' never holds together with that of its section and document",
            )


def _included(library: Library) -> Iterator[Problem]:
    used = {clause.include for source in library.documents.values() for clause in source.clauses}
    for name, clause in library.shared.items():
        if name not in used:
            yield Problem(
                "unreachable-clause",
                f"no document includes the shared clause '{name}'",
                clause.place,
                path=name,
                hint=f"write '::: include {name}' in a document, or take it out",
            )


def _silent_terms(library: Library) -> Iterator[Problem]:
    """Yield each term for which some organisation has no word."""
    for name, rules in library.vocabulary.terms.items():
        whens = [rule.when for rule in rules]
        if all(whens) and reachable("not (" + " or ".join(f"({when})" for when in whens) + ")", library):
            message = f"the term '{name}' has no word for some organisations"
            hint = "end its list with an entry that has no 'when'"
            yield Problem("term-without-words", message, rules[0].place, f"term.{name}", hint)


def _phrases(library: Library) -> Iterable[Problem]:
    for path, words in library.vocabulary.phrases.items():
        place = library.vocabulary.phrase_places[path]
        field = facts_schema.facts().get(path)
        if field is None:
            yield Problem(
                "unknown-fact",
                f"'{path}' is not a fact that the library knows",
                place,
                path=path,
                hint="docs/reference/profile.md lists every fact",
                suggestion=nearest(path, facts_schema.facts()),
            )
            continue
        allowed = list(field.values) or ["true", "false"]
        for value in sorted({*allowed} ^ {*words}):
            what = "has no words" if value in allowed else f"is not a value of '{path}'"
            yield Problem(
                "phrase-without-words",
                f"'{value}' {what}",
                place,
                path=path,
                hint="give each value of the field its words: " + ", ".join(allowed),
            )
