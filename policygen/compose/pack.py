"""A whole pack composed: the documents an organisation gets, their clauses numbered, and what is still to complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policygen.compose.assemble import Numbered, References, number
from policygen.compose.facts import Facts
from policygen.compose.front import SHORT, USED, notices, preface, status
from policygen.compose.render import render
from policygen.compose.session import Session, json_value
from policygen.errors import PolicygenError, Problem, nearest
from policygen.model import Clause, Document, Pack, Paragraph, Row, Span, Table, Uses
from policygen.sources.facts_schema import title
from policygen.sources.library import Library

COMPLETION = "complete-before-approval"
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
    left_out = facts.values["pack.leave_out"]
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
    return Problem("unknown-document", f"there is no document '{name}'", facts.profile.place("pack.leave_out"),
                   path="pack.leave_out", suggestion=suggestion, hint="'policygen explain PROFILE' lists the documents")  # fmt: skip


def compose(facts: Facts, library: Library, warnings: Sequence[Problem] = ()) -> Pack:
    """Return the pack of one organisation; `warnings` are gaps that the profile's rules found.

    Raises PolicygenError where a template has faults, cites what is not law here on the day, or refers to nothing.
    """
    session = Session(facts, library)
    chosen = select(facts, library, session)
    session.documents = frozenset(chosen)
    numbered = _rendered(chosen, library, session)
    gaps = _gaps(numbered, facts)
    to_complete = _to_complete(gaps, facts, warnings)
    words = library.vocabulary.words["en"]
    standing = status(facts, to_complete)
    references = References(numbered, words)
    documents = [_document(one, facts, standing, gaps, references, words) for one in numbered]
    if to_complete:
        documents.insert(0, _completion(facts, to_complete, gaps, words))
    return Pack(
        facts.slug, facts.values["org.name"], facts.values["org.type"], facts.values["org.nation"], facts.law.as_of, standing,
        tuple(documents), to_complete, _facts_used(documents, facts), dict(sorted(session.said_terms.items())),
    )  # fmt: skip


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


def _gaps(documents: Sequence[Numbered], facts: Facts) -> tuple[Gap, ...]:
    wanted: dict[str, list[str]] = {}
    for document in documents:
        kept = {clause.id for clause in document.clauses}
        for meta, raw, _uses in document.rendered.clauses:
            for path in raw.gaps if meta.id in kept else ():
                if document.title not in wanted.setdefault(path, []):
                    wanted[path].append(document.title)
    return tuple(Gap(path, title(path), tuple(titles)) for path, titles in sorted(wanted.items()))


def _to_complete(gaps: Sequence[Gap], facts: Facts, warnings: Sequence[Problem]) -> tuple[Problem, ...]:
    known = {gap.path for gap in gaps}
    missing = [Problem("to-complete", f"{gap.label} is not given", facts.profile.place(gap.path), path=gap.path,
                       hint=f"say it in the profile: {gap.path}", severity="warning") for gap in gaps]  # fmt: skip
    return (*missing, *(one for one in warnings if one.path not in known))


def _document(
    numbered: Numbered, facts: Facts, standing: str, gaps: Sequence[Gap], references: References, words: Mapping[str, str]
) -> Document:
    compiled, front = numbered.rendered.compiled, numbered.rendered.compiled.front
    here = [gap.label for gap in gaps if numbered.title in gap.documents]
    clauses = references.resolve(numbered)
    reading = str(front.get("reading", "staff"))
    return Document(
        id=compiled.id, title=numbered.title, family=str(front.get("family", "")), audience=tuple(front.get("audience", ())),
        publish=str(front.get("publish", "internal")), reading=reading, organisation=facts.values["org.name"],
        short_name=facts.values["org.short_name"], language="en-GB", status=standing, version=str(facts.values["version.number"]),
        summary=references.summary(numbered), front=notices(facts, front, standing, words),
        preface=preface(here, standing, words, short=reading in SHORT), clauses=clauses,
        numbered=bool(front.get("numbered", True)), contents=bool(front.get("contents", len(clauses) > _LONG)),
        words=dict(words), uses=Uses(facts=USED),
    )  # fmt: skip


def _completion(facts: Facts, to_complete: Sequence[Problem], gaps: Sequence[Gap], words: Mapping[str, str]) -> Document:
    """Return the page that lists what stands between this draft and approval."""
    used = {gap.path: ", ".join(gap.documents) for gap in gaps}
    header = Row(tuple((Span(words[key]),) for key in ("completion_what", "completion_where", "completion_used")))
    rows = tuple(
        Row(((Span(_sentence(one)),), (Span(one.path),), (Span(used.get(one.path, words["completion_all"])),)))
        for one in to_complete
    )
    clause = Clause(f"{COMPLETION}/missing", "", (Span(words["completion_heading"]),), 1,
                    (Paragraph((Span(words["completion_intro"]),)), Table(header, rows)))  # fmt: skip
    return Document(
        id=COMPLETION, title=words["completion_title"], family="governance", audience=("lead",), publish="internal", reading="lead",
        organisation=facts.values["org.name"], short_name=facts.values["org.short_name"], language="en-GB", status="draft",
        version=str(facts.values["version.number"]), summary=(Span(words["completion_summary"]),), front=(), preface=(),
        clauses=(clause,), numbered=False, words=dict(words), uses=Uses(facts=USED),
    )  # fmt: skip


def _sentence(problem: Problem) -> str:
    message = problem.message
    return message[:1].upper() + message[1:]


def _facts_used(documents: Sequence[Document], facts: Facts) -> dict[str, object]:
    paths = {path for one in documents for path in one.uses.facts}
    paths |= {path for one in documents for clause in one.clauses for path in clause.uses.facts}
    return {path: json_value(facts.values[path]) for path in sorted(paths)}
