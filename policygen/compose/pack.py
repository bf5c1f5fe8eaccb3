"""A whole pack composed: the documents an organisation gets, their clauses numbered, and what is still to complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygen.compose.assemble import Numbered, References, number
from policygen.compose.facts import json_value
from policygen.compose.front import CHILDREN, SHORT, USED, notices, preface, status
from policygen.compose.record import Record
from policygen.compose.render import render
from policygen.compose.session import Session
from policygen.errors import PolicygenError, Problem, nearest
from policygen.model import Clause, Document, Pack, Paragraph, Row, Span, Table, Uses
from policygen.sources.facts_schema import title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policygen.compose.facts import Facts
    from policygen.sources.library import Library

COMPLETION = "complete-before-approval"
LEFT_OUT = "pack.leave_out"
"""The fact that takes documents out of a pack."""
_LONG = 12
"""A document with more clauses than this has a list of contents."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that nobody gave, and the titles of the documents that want it."""

    path: str
    label: str
    documents: tuple[str, ...]


def select(facts: Facts, library: Library, session: Session) -> tuple[str, ...]:
    """Return the ids of the documents of the pack, in the order of their families.

    Raises PolicygenError if the profile leaves out a document that does not exist.
    """
    left_out = facts.values[LEFT_OUT]
    unknown = [name for name in left_out if name not in library.documents]
    if unknown:
        raise PolicygenError([_unknown_document(name, facts, library) for name in unknown])
    families = {name: position for position, name in enumerate(library.vocabulary.families)}
    chosen = [name for name in library.documents if session.selects(name) and name not in left_out]

    def order(name: str) -> tuple[int, int, str]:
        front = library.documents[name].front
        return families.get(str(front.get("family")), len(families)), int(front.get("order", 50)), name

    return tuple(sorted(chosen, key=order))


def _unknown_document(name: str, facts: Facts, library: Library) -> Problem:
    suggestion = nearest(name, library.documents)
    return Problem(
        "unknown-document",
        f"there is no document '{name}'",
        facts.profile.place(LEFT_OUT),
        path=LEFT_OUT,
        suggestion=suggestion,
        hint="'policygen explain PROFILE' lists the documents",
    )


def compose(facts: Facts, library: Library, warnings: Sequence[Problem] = ()) -> Pack:
    """Return the pack of one organisation; `warnings` are gaps that the profile's rules found.

    Raises PolicygenError where a template has faults, cites what is not law here on the day, or refers to nothing.
    """
    session = Session(facts, library)
    chosen = select(facts, library, session)
    session.documents = dict.fromkeys(chosen)
    numbered = _rendered(chosen, library, session)
    gaps = _gaps(numbered)
    to_complete = _to_complete(gaps, facts, warnings)
    words = library.vocabulary.words["en"]
    standing = status(facts, to_complete)
    frame = _Frame(facts, words, standing, gaps, References(numbered, words), session)
    documents = [_document(one, frame) for one in numbered]
    if to_complete:
        documents.insert(0, _completion(to_complete, frame))
    return Pack(
        facts.slug,
        facts.values["org.name"],
        facts.values["org.type"],
        facts.values["org.nation"],
        facts.law.as_of,
        standing,
        tuple(documents),
        to_complete,
        _facts_used(documents, facts),
        dict(sorted(session.said_terms.items())),
        facts.digest,
        _audiences(documents, session),
        facts.profile.style,
    )


def _audiences(documents: Sequence[Document], session: Session) -> dict[str, str]:
    """Return the words for those whom the documents are for; no clause says them, so no record holds them."""
    session.record = Record()
    names = sorted({name for document in documents for name in document.audience})
    return {name: session.word(f"audience_{name}") for name in names}


def _rendered(chosen: Sequence[str], library: Library, session: Session) -> list[Numbered]:
    """Render every document; report what is wrong with all of them, not with the first."""
    found: list[Numbered] = []
    problems: list[Problem] = []
    for name in chosen:
        try:
            found.append(number(render(library.usable(name), session)))
        except PolicygenError as error:
            problems += error.problems
    if problems:
        raise PolicygenError(problems)
    return found


def _gaps(documents: Sequence[Numbered]) -> tuple[Gap, ...]:
    wanted: dict[str, list[str]] = {}
    for document in documents:
        kept = {clause.id for clause in document.clauses}
        for meta, raw, _uses in document.rendered.clauses:
            for path in raw.gaps if meta.id in kept else ():
                if document.title not in wanted.setdefault(path, []):
                    wanted[path].append(document.title)
    return tuple(Gap(path, title(path), tuple(titles)) for path, titles in sorted(wanted.items()))


def _to_complete(gaps: Sequence[Gap], facts: Facts, warnings: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return gaps that show in the text, then those that the rules found; a row of a list is named by its number."""
    in_rows = {_without_numbers(one.path) for one in warnings} - {one.path for one in warnings}
    known = {gap.path for gap in gaps}
    missing = [_missing(gap, facts) for gap in gaps if gap.path not in in_rows]
    return (*missing, *(one for one in warnings if one.path not in known))


def _without_numbers(path: str) -> str:
    return ".".join(step for step in path.split(".") if not step.isdigit())


def _missing(gap: Gap, facts: Facts) -> Problem:
    hint = f"say it in the profile: {gap.path}"
    place = facts.profile.place(gap.path)
    return Problem("to-complete", f"{gap.label} is not given", place, gap.path, hint, severity="warning")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all documents of a pack share."""

    facts: Facts
    words: Mapping[str, str]
    standing: str
    gaps: tuple[Gap, ...]
    references: References
    session: Session


def _document(numbered: Numbered, frame: _Frame) -> Document:
    compiled, front = numbered.rendered.compiled, numbered.rendered.compiled.front
    here = [gap.label for gap in frame.gaps if numbered.title in gap.documents]
    clauses = frame.references.resolve(numbered)
    frame.session.record = Record.of(numbered.rendered.uses)
    reading = str(front.get("reading", "staff"))
    return Document(
        id=compiled.id,
        title=numbered.title,
        family=str(front.get("family", "")),
        audience=tuple(front.get("audience", ())),
        publish=str(front.get("publish", "internal")),
        reading=reading,
        organisation=frame.facts.values["org.name"],
        short_name=frame.facts.values["org.short_name"],
        language="en-GB",
        status=frame.standing,
        version=str(frame.facts.values["version.number"]),
        summary=frame.references.summary(numbered),
        front=notices(frame.facts, front, frame.standing, frame.words, frame.session.word),
        preface=preface(here, frame.standing, frame.words, short=reading in SHORT),
        clauses=clauses,
        numbered=bool(front.get("numbered", True)),
        contents=bool(front.get("contents", len(clauses) > _LONG)),
        words=_words(frame.words, reading),
        uses=frame.session.record.with_facts(USED).frozen(),
        chosen=frame.session.selection[compiled.id].frozen(),
        large=bool(frame.facts.plain("brand.large_print")),
    )


def _words(words: Mapping[str, str], reading: str) -> dict[str, str]:
    """Return a document's words; to children a box speaks to them and not about them."""
    return {**words, "box_children": words["box_to_children"]} if reading in CHILDREN else dict(words)


def _completion(to_complete: Sequence[Problem], frame: _Frame) -> Document:
    """Return the page that lists what stands between this draft and approval."""
    words = frame.words
    used = {gap.path: ", ".join(gap.documents) for gap in frame.gaps}
    header = Row(tuple((Span(words[key]),) for key in ("completion_what", "completion_where", "completion_used")))
    rows = tuple(
        Row(((Span(_sentence(one)),), (Span(one.path),), (Span(used.get(one.path, words["completion_all"])),)))
        for one in to_complete
    )
    blocks = (Paragraph((Span(words["completion_intro"]),)), Table(header, rows))
    clause = Clause(f"{COMPLETION}/missing", "", (Span(words["completion_heading"]),), 1, blocks)
    return Document(
        id=COMPLETION,
        title=words["completion_title"],
        family="governance",
        audience=("lead",),
        publish="internal",
        reading="lead",
        organisation=frame.facts.values["org.name"],
        short_name=frame.facts.values["org.short_name"],
        language="en-GB",
        status="draft",
        version=str(frame.facts.values["version.number"]),
        summary=(Span(words["completion_summary"]),),
        front=(),
        preface=(),
        clauses=(clause,),
        numbered=False,
        words=dict(words),
        uses=Uses(facts=USED),
        large=bool(frame.facts.plain("brand.large_print")),
    )


def _sentence(problem: Problem) -> str:
    message = problem.message
    return message[:1].upper() + message[1:]


def _facts_used(documents: Sequence[Document], facts: Facts) -> dict[str, object]:
    paths = {path for one in documents for path in (*one.uses.facts, *one.chosen.facts)} | {LEFT_OUT}
    paths |= {path for one in documents for clause in one.clauses for path in clause.uses.facts}
    return {path: json_value(facts.values[path]) for path in sorted(paths)}
