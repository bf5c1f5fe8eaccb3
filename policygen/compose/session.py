"""What a template may call while it is rendered for one organisation, and the record of what each clause used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policygen.compose.facts import Facts, began_by
from policygen.errors import Place, PolicygenError, Problem
from policygen.model import LawUse, Uses
from policygen.sources import marks
from policygen.sources.expressions import Missing, and_list
from policygen.sources.marks import Marked
from policygen.sources.vocabulary import Term

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from policygen.sources.law import Contact, Instrument, Version
    from policygen.sources.library import Library


@dataclass
class Record:
    """What one clause used so far."""

    facts: set[str] = field(default_factory=set)
    law: set[LawUse] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    contacts: set[str] = field(default_factory=set)
    follows: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, uses: Uses) -> Record:
        """Return a record that begins with `uses`."""
        return cls(set(uses.facts), set(uses.law), set(uses.terms), set(uses.contacts), set(uses.follows))

    def copy(self) -> Record:
        """Return a record of its own with the same contents."""
        return Record(set(self.facts), set(self.law), set(self.terms), set(self.contacts), set(self.follows))

    def add(self, other: Record) -> None:
        """Take in what another record holds."""
        self.facts |= other.facts
        self.law |= other.law
        self.terms |= other.terms
        self.contacts |= other.contacts
        self.follows |= other.follows

    def with_facts(self, paths: Iterable[str]) -> Record:
        """Return a copy that also used the facts at `paths`."""
        made = self.copy()
        made.facts.update(paths)
        return made

    def frozen(self) -> Uses:
        """Return the record in order."""
        law = tuple(sorted(self.law, key=lambda use: (use.id, use.version)))
        facts, terms, contacts, follows = map(sorted, (self.facts, self.terms, self.contacts, self.follows))
        return Uses(tuple(facts), law, tuple(terms), tuple(contacts), tuple(follows))


class LawError(Exception):
    """A template cited what is not law here on the day; the renderer says where."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


class _Table(dict[str, Any]):
    """A look-up that a template makes by name: `read` records it and returns the value."""

    def __init__(self, read: Any) -> None:  # noqa: ANN401 - a function from a name to a value
        super().__init__()
        self.read = read

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - whatever the table holds
        return self.read(name)


class _FactTable(dict[str, Any]):
    """The facts as a template reads them, hundreds of times a document: each reading is recorded."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.facts = session.facts.values
        self.rests_on = session.facts.rests_on

    def __getitem__(self, path: str) -> Any:  # noqa: ANN401 - a fact is whatever its field says
        record = self.session.record
        record.facts.add(path)
        if path in self.rests_on:
            record.law |= self.rests_on[path]
        return self.facts[path]


@dataclass(frozen=True, slots=True)
class LawRow:
    """An instrument as a template sees it."""

    title: str
    cite: str
    citation: str
    kind: str
    label: str
    summary: str
    url: str
    expected: str

    @property
    def link(self) -> Marked:
        """Its citation as a link."""
        return marks.link(self.cite, self.url)


@dataclass(frozen=True, slots=True)
class ContactWord:
    """A national contact as a template sees it; printed whole it is its name, linked, and its number."""

    name: str
    phone: str
    url: str
    purpose: str
    phone_words: str
    check: Callable[[], dt.date]

    @property
    def marked(self) -> Marked:
        """Name and number as they stand in a sentence."""
        name = marks.link(self.name, self.url)
        if not self.phone:
            return name
        return Marked(self.phone_words.format(name=name, phone=marks.clean(self.phone)))

    @property
    def checked_on(self) -> dt.date:
        """The day on which somebody last checked it; a clause rests on that day only if it reads it."""
        return self.check()

    @property
    def link(self) -> Marked:
        """Its name as a link."""
        return marks.link(self.name, self.url)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the pack as a list of the pack shows it."""

    id: str
    link: Marked
    family: str
    readers: str
    publish: str
    reading: str


class Session:
    """One organisation on one day: the tables and functions that templates use, and the record they leave."""

    def __init__(self, facts: Facts, library: Library) -> None:
        self.facts, self.library = facts, library
        self.documents: dict[str, None] = {}
        self.law_view = facts.law
        self.words = library.vocabulary.words["en"]
        self.record = self.opening = Record()
        self.records: dict[int, Record] = {}
        self.conditions: dict[int, Record] = {}
        self.selection: dict[str, Record] = {}
        self.spoken: dict[str, str] = {}
        self.clauses: Sequence[str] = ()
        self.clause = ""
        self.document = ""
        self.said_terms: dict[str, str] = {}
        self._terms: dict[str, tuple[Term, Record]] = {}
        self._read_facts = _FactTable(self)
        self._variables = self._make_variables()
        self._bound = library.choices.bind(self._variables)

    def _make_variables(self) -> dict[str, Any]:
        return {
            "F": self._read_facts,
            "T": _Table(self._term),
            "A": _Table(self._abbreviation),
            "P": _Table(self._phrase),
            "L": _Table(self._phrases),
            "law": self.law,
            "in_force": self.in_force,
            "law_from": self.law_from,
            "laws": self.laws,
            "coming": self.coming,
            "contact": self.contact,
            "contacts": self.contacts,
            "see": self.see,
            "doc": self.doc,
            "has_doc": self.has_doc,
            "documents": self.listed,
            "ENTER": self.enter,
            "MET": self.met,
        }

    def begin(self, document: str, clauses: Sequence[str]) -> dict[str, Any]:
        """Start a document with these clauses; return the variables to render it with.

        What its title and summary use is kept as `opening`.
        """
        self.document, self.clauses, self.clause = document, clauses, ""
        self.spoken = {}
        self.records, self.conditions = {}, {}
        self.record = self.opening = Record()
        return self._variables

    def enter(self, index: int, section: int) -> Marked:
        """Begin the record of a clause with what decided that its section is there."""
        self.record = self.conditions[section].copy() if section in self.conditions else Record()
        self.records[index] = self.record
        self.clause = self.clauses[index]
        return Marked("")

    def met(self, index: int) -> Marked:
        """Keep what decided that a section is there, for the clauses within it."""
        self.conditions[index] = self.record.copy()
        return Marked("")

    def selects(self, document: str) -> bool:
        """Say whether the rule of `document` holds for this organisation."""
        self.record = self.selection[document] = Record()
        return self._bound.pick(f"document:{document}") is not None

    def _fact(self, path: str) -> Any:  # noqa: ANN401 - a fact is whatever its field says
        return self._read_facts[path]

    def _chosen(self, name: str) -> Term:
        if name not in self._terms:
            outer, self.record = self.record, Record()
            rule = self._bound.pick(f"term:{name}")
            term = rule.value if rule is not None else Term("")
            if term.fact:
                said = self._fact(term.fact)
                term = Term(said if isinstance(said, Missing) else str(said))
            self._terms[name] = (term, self.record)
            self.record = outer
        term, used = self._terms[name]
        self.record.add(used)
        self.record.terms.add(name)
        self.said_terms[name] = term.say
        if not term.say and not isinstance(term.say, Missing):
            raise LawError(
                "term-without-words",
                f"the term '{name}' has no word for this organisation",
                "add a rule for it in templates/vocabulary/",
            )
        return term

    def word(self, name: str) -> str:
        """Return the word for a term, and record it."""
        return self._chosen(name).say

    def _term(self, name: str) -> str:
        return self._chosen(name).say

    def _abbreviation(self, name: str) -> str:
        term = self._chosen(name)
        if not term.short:
            return term.say
        if name not in self.spoken:
            self.spoken[name] = self.clause
            return f"{term.say} ({term.short})"
        self.record.follows |= {self.spoken[name]} - {self.clause, ""}
        return term.short

    def _phrase(self, path: str) -> Any:  # noqa: ANN401 - words, or a gap
        value = self._fact(path)
        return value if isinstance(value, Missing) else self._worded(path, value)

    def _phrases(self, path: str) -> list[str]:
        return [self._worded(path, value) for value in self._fact(path)]

    def _worded(self, path: str, value: object) -> str:
        key = str(value).lower() if isinstance(value, bool) else str(value)
        words = self.library.vocabulary.phrases[path].get(key)
        if words is None:
            raise LawError(
                "phrase-without-words", f"'{path}: {key}' has no words", f"add '{key}' to '{path}' in phrases"
            )
        self.record.terms.add(f"{path}:{key}")
        self.said_terms[f"{path}:{key}"] = words
        return words

    def _cited(self, name: str) -> Version:
        version = self.law_view.version(name)
        if version is None:
            raise LawError(
                "not-law",
                f"'{name}' cannot be cited as law: {self.law_view.why_not(name)}",
                f"cite it only where in_force('{name}')",
            )
        self.record.law.add(LawUse(name, version.id))
        return version

    def law(self, name: str) -> Marked:
        """Return the citation of an instrument, linked to its official address."""
        version = self._cited(name)
        return marks.link(version.cite, version.url)

    def in_force(self, name: str) -> bool:
        """Say whether an instrument binds here, on the day."""
        version = self.law_view.binding(name)
        self.record.law.add(LawUse(name, version.id if version else ""))
        return version is not None

    def law_from(self, name: str, day: str) -> bool:
        """Say whether the version that binds here began on `day` or later."""
        version = self.law_view.binding(name)
        self.record.law.add(LawUse(name, version.id if version else ""))
        return began_by(self.law_view, name, day)

    def laws(self, topic: str) -> list[LawRow]:
        """Return what binds here on a topic."""
        found = self.law_view.topic(topic)
        self.record.law |= {LawUse(one.id, version.id) for one, version in found}
        return [_row(one, version) for one, version in found]

    def coming(self) -> list[LawRow]:
        """Return what is enacted or announced, and not law."""
        found = self.law_view.coming()
        self.record.law |= {LawUse(one.id, version.id) for one, version in found}
        return [_row(one, version) for one, version in found]

    def contact(self, name: str) -> ContactWord:
        """Return a national contact that may be printed here."""
        found = self.library.register.contacts[name]
        if not found.printable or self.facts.values["org.nation"] not in found.nations:
            raise LawError(
                "contact-not-here",
                f"the contact '{name}' cannot be printed here",
                "it is closed, unchecked, or of another nation",
            )
        return self._spoken_contact(found)

    def contacts(self, audience: str) -> list[ContactWord]:
        """Return every contact of this nation for an audience, save those whose number is local."""
        found = [
            one
            for one in self.library.register.contacts.values()
            if one.printable
            and not one.local
            and audience in one.audience
            and self.facts.values["org.nation"] in one.nations
        ]
        return [self._spoken_contact(one) for one in found]

    def _spoken_contact(self, found: Contact) -> ContactWord:
        self.record.contacts.add(found.id)
        self.said_terms[f"contact:{found.id}"] = f"{found.name} | {found.phone} | {found.url} | {found.purpose}"
        words = self.words["contact_phone"]
        return ContactWord(found.name, found.phone, found.url, found.purpose, words, lambda: self._checked(found))

    def _checked(self, found: Contact) -> dt.date:
        self.record.terms.add(f"checked:{found.id}")
        self.said_terms[f"checked:{found.id}"] = found.last_checked.text
        return found.last_checked.first()

    def see(self, clause: str) -> Marked:
        """Return a reference to a clause of this document, or of another as "document/clause"."""
        return marks.see(clause if "/" in clause else f"{self.document}/{clause}")

    def doc(self, name: str) -> Marked:
        """Return a reference to the title of a document of the pack."""
        if not self.has_doc(name):
            raise LawError("not-in-pack", f"the document '{name}' is not in this pack", f"ask first: has_doc('{name}')")
        return marks.see(f"{name}/")

    def has_doc(self, name: str) -> bool:
        """Say whether the pack has the document; what decided that is part of what the clause used."""
        self.record.add(self.selection.get(name, Record()))
        return name in self.documents

    def listed(self) -> list[DocumentRow]:
        """Return the documents of the pack in their order; what chose and what left out each of them is used."""
        self.record.facts.add("pack.leave_out")
        for used in self.selection.values():
            self.record.add(used)
        return [self._listed(name) for name in self.documents]

    def _listed(self, name: str) -> DocumentRow:
        front = self.library.documents[name].front
        family = str(front.get("family", ""))
        readers = dict.fromkeys(self.word(f"audience_{one}") for one in front.get("audience", ()))
        return DocumentRow(
            name,
            marks.see(f"{name}/"),
            self.library.vocabulary.families.get(family, family),
            and_list(readers),
            str(front.get("publish", "internal")),
            str(front.get("reading", "staff")),
        )


def _row(one: Instrument, version: Version) -> LawRow:
    return LawRow(
        one.title, version.cite, one.citation, one.kind, version.label, version.summary, version.url, version.expected
    )


def as_error(error: LawError, place: Place) -> PolicygenError:
    """Return what a template asked for in vain as a problem at its place."""
    return PolicygenError([Problem(error.code, error.message, place, hint=error.hint)])
