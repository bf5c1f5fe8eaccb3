"""What a template may call while it is rendered for one organisation, and the record of what each clause used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policygen.compose.facts import Facts, began_by
from policygen.compose.pointing import Pointing
from policygen.compose.record import LawError, Record
from policygen.compose.shown import ContactWord, LawRow
from policygen.model import LawUse
from policygen.sources import marks
from policygen.sources.expressions import Missing
from policygen.sources.marks import Marked
from policygen.sources.vocabulary import Term

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from policygen.sources.law import Contact, Version
    from policygen.sources.library import Library


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
        self.pointing = Pointing(self)
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
            "see": self.pointing.see,
            "doc": self.pointing.doc,
            "has_doc": self.pointing.has_doc,
            "documents": self.pointing.listed,
            "gloss": self.pointing.gloss,
            "ENTER": self.enter,
            "MET": self.met,
        }

    def begin(self, document: str, clauses: Sequence[str]) -> dict[str, Any]:
        """Start a document with these clauses; return the variables to render it with.

        What its title and summary use is kept as `opening`.
        """
        self.document, self.clauses, self.clause = document, clauses, ""
        self.spoken = {}
        self.pointing.begin()
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
        return self.picks(f"document:{document}")

    def picks(self, rule: str) -> bool:
        """Say whether a rule of the library holds for this organisation; what it asks is recorded."""
        return self._bound.pick(rule) is not None

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
        return [LawRow.of(one, version) for one, version in found]

    def coming(self) -> list[LawRow]:
        """Return what is enacted or announced, and not law."""
        found = self.law_view.coming()
        self.record.law |= {LawUse(one.id, version.id) for one, version in found}
        return [LawRow.of(one, version) for one, version in found]

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
