"""Documents measured as their readers get them: sentences, hard words and length against the gate of the audience."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from policygen.compose.facts import build_facts
from policygen.compose.pack import compose
from policygen.errors import Place, Problem
from policygen.model import Box, Flow, ItemList, Paragraph
from policygen.review import measure
from policygen.review.initials import capitals, unexplained
from policygen.text import spans_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator

    from policygen.compose.facts import Facts
    from policygen.model import Block, Clause, Document, Pack, Spans
    from policygen.review.measure import Sentence
    from policygen.sources.language import Gate, Language
    from policygen.sources.library import Library
    from policygen.sources.profile import LoadedProfile

    _Findings = dict[tuple[str, str], tuple[int, Problem]]

_NAME = "\u00d7Name"
"""What stands for a name. A law, a document, a person, an office and a role each count as one word: readers take a name
for one thing, and those who write a clause do not choose how long it is."""
_SHORTEST_NAME = 2
"""Words that a name has at least, to be more than the one word that it counts as."""
_NAMED = ("lead.", "contact.")
_CHILDREN = ("early", "ks2", "ks3-4", "easyread")
_SHOWN = 12
_SHORTEST_HINT = 3


@dataclass
class Measured:
    """One document over every organisation that it was composed for; each worst value is that of the worst of them."""

    id: str
    reading: str
    gate: Gate
    average: float = 0.0
    hard: float = 0.0
    words: int = 0
    longest: str = ""
    worst: int = 0
    organisations: int = 0
    hard_words: Counter[str] = field(default_factory=Counter)

    def add(self, found: list[Sentence], headings: int) -> None:
        """Take in the document as one organisation gets it: its sentences, and the words of its headings."""
        longest = max(found, key=lambda sentence: sentence.words, default=None)
        if longest and longest.words > self.worst:
            self.worst, self.longest = longest.words, longest.text.replace(_NAME, "\u2026")
        if not self.organisations:
            self.hard_words.update(word.casefold() for sentence in found for word in sentence.hard)
        self.organisations += 1
        self.average = max(self.average, measure.average(found))
        self.hard = max(self.hard, measure.share_of_hard_words(found))
        self.words = max(self.words, headings + sum(sentence.words for sentence in found))


@dataclass(frozen=True)
class Report:
    """What reading found: each document measured, and the findings."""

    documents: tuple[Measured, ...]
    problems: tuple[Problem, ...]


def read_aloud(library: Library, profiles: Iterable[LoadedProfile], as_of: dt.date) -> Report:
    """Return every document measured as composed for `profiles` on a day, and what is over its gate.

    A library without gates measures none.

    Raises PolicygenError where a pack cannot be composed.
    """
    language = library.language
    if not language.gates:
        return Report((), ())
    known = frozenset(language.known)
    measured: dict[str, Measured] = {}
    findings: _Findings = {}
    for profile in profiles:
        facts = build_facts(profile, library, as_of)
        initials = frozenset({*language.initials, *capitals(str(facts.values))})
        pack = compose(facts, library)
        names = _names(facts, pack, language.roles)
        for document in pack.documents:
            if document.id in library.documents and document.reading in language.gates:
                reader = _Reader(document, language, names, _Places(library, document))
                _measure(reader, measured, known, findings)
                _explain(reader, initials, findings)
    problems = [problem for _, problem in findings.values()]
    for one in measured.values():
        problems += _over(one, library.documents[one.id].file)
    return Report(tuple(sorted(measured.values(), key=lambda one: one.id)), tuple(sorted(problems, key=Problem.order)))


def _names(facts: Facts, pack: Pack, roles: Collection[str]) -> re.Pattern[str]:
    """Return a pattern of the names of people and offices that the profile gives, and of roles in the vocabulary."""
    said = [value for path, value in facts.values.items() if path.startswith(_NAMED) and isinstance(value, str)]
    said += [row["name"] for row in facts.values.get("lead.deputies", ()) if isinstance(row, dict) and "name" in row]
    said += [words for term, words in pack.terms.items() if term in roles]
    kept = {re.escape(one) for one in said if len(one.split()) >= _SHORTEST_NAME}
    return re.compile(
        r"\b(?:" + "|".join(sorted(kept, key=len, reverse=True)) + r")\b" if kept else r"(?!)", re.IGNORECASE
    )


@dataclass(frozen=True)
class _Reader:
    """Somebody with one document in their hands, who knows the names in it."""

    document: Document
    language: Language
    names: re.Pattern[str]
    places: _Places

    def gate(self, clause: Clause) -> tuple[str, Gate]:
        """Return whose gate a clause has, and the gate."""
        who = self.document.reading
        if who in _CHILDREN:
            who = self.language.clauses.get(clause.id.rpartition("/")[2], who)
        return who, self.language.gates[who]

    def sentences(self, clause: Clause, known: frozenset[str]) -> Iterator[Sentence]:
        """Yield the sentences of a clause's running text, each name as one word."""
        for spans in _running(clause.blocks):
            text = "".join([_NAME if span.href or span.target else span.text for span in spans if not span.fill])
            yield from _measured(self.names.sub(_NAME, text), known)


class _Places:
    """Finds where in the templates a sentence of a composed document was written."""

    def __init__(self, library: Library, document: Document) -> None:
        self._library = library
        compiled = library.document(document.id)
        self._clauses = {clause.id: clause.place for clause in compiled.clauses}
        self._file = Place(compiled.file, 1, 1)

    def of(self, clause: str, sentence: str) -> Place:
        """Return the line of the clause that shares most words in a row with the sentence, or its heading."""
        start = self._clauses.get(clause, self._file)
        lines = self._library.lines(start.file)
        end = next((n for n in range(start.line, len(lines)) if lines[n].startswith("##")), len(lines))
        words = sentence.split()
        for length in range(min(len(words), 8), _SHORTEST_HINT - 1, -1):
            for first in range(len(words) - length + 1):
                part = " ".join(words[first : first + length])
                for number in range(start.line, end):
                    column = lines[number].find(part)
                    if column >= 0:
                        return Place(start.file, number + 1, column + 1, len(part))
        return start


def _measure(reader: _Reader, measured: dict[str, Measured], known: frozenset[str], findings: _Findings) -> None:
    document = reader.document
    gate = reader.language.gates[document.reading]
    one = measured.setdefault(document.id, Measured(document.id, document.reading, gate))
    found: list[Sentence] = []
    headings = 0
    for clause in document.clauses:
        who, asked = reader.gate(clause)
        sentences = list(reader.sentences(clause, known))
        for sentence in sentences:
            if sentence.words > asked.worst:
                _too_long(reader, clause, sentence, who, findings)
        if who == document.reading:
            found += sentences
            headings += len(measure.words(spans_text(clause.heading)))
    one.add(found, headings)


def _too_long(reader: _Reader, clause: Clause, sentence: Sentence, who: str, findings: _Findings) -> None:
    place = reader.places.of(clause.id, sentence.text)
    key = (place.file, str(place.line))
    if findings.get(key, (0, None))[0] >= sentence.words:
        return
    text = sentence.text.replace(_NAME, "\u2026")
    message = f"a sentence of {sentence.words} words: \u201c{text}\u201d"
    most = reader.language.gates[who].worst
    hint = f"'{who}' readers get {most} words at most: make two sentences of it"
    findings[key] = (sentence.words, Problem("long-sentence", message, place, clause.id, hint))


def _over(one: Measured, file: str) -> Iterator[Problem]:
    place, gate = Place(file, 1, 1), one.gate
    if round(one.average, 1) > gate.average:
        message = f"an average sentence of {one.average:.1f} words"
        yield Problem("long-sentences", message, place, one.id, f"'{one.reading}' readers get {gate.average:g} at most")
    if round(one.hard, 1) > gate.hard:
        often = [word for word, _ in one.hard_words.most_common(_SHOWN)]
        message = f"{one.hard:.1f} hard words in a hundred, most often {', '.join(often)}"
        hint = f"'{one.reading}' readers get {gate.hard:g} at most: say them in short words"
        yield Problem("hard-words", message, place, one.id, hint)
    if one.words > gate.words:
        message = f"{one.words} words for some organisation"
        hint = f"'{one.reading}' readers get {gate.words} words at most: leave out what another document says"
        yield Problem("too-long", message, place, one.id, hint)


def _explain(reader: _Reader, known: frozenset[str], findings: _Findings) -> None:
    for clause, word in unexplained(reader.document, known):
        key = (reader.document.id, f"\0{word}")
        if key not in findings:
            message = f"'{word}' is never spelt out in this document"
            hint = "write the words in full, with the initials in brackets at their first use, or only the words"
            place = reader.places.of(clause, word)
            findings[key] = (0, Problem("unexplained-initials", message, place, clause, hint))


@lru_cache(maxsize=50_000)
def _measured(text: str, known: frozenset[str]) -> tuple[Sentence, ...]:
    return tuple(measure.sentences(text, known))


def _running(blocks: Iterable[Block]) -> Iterator[Spans]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.spans
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from _running(item.blocks)
        elif isinstance(block, Box):
            yield from _running(block.blocks)
        elif isinstance(block, Flow):
            for step in block.steps:
                yield step.spans
                yield from step.branches
