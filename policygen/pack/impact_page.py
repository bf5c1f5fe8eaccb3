"""The page of `law impact`: what changed in law, and each clause that it changes, old and new side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.pack.impact import all_changes
from policygen.review import law_words as say
from policygen.review.law_page import framed, law_sections
from policygen.review.marked import columns
from policygen.writers.page_html import Bullets, Pairs, Para, Run, Section, Sides, plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from policygen.pack.impact import Impact
    from policygen.review.marked import Line
    from policygen.review.wording import DocumentWording, Wording
    from policygen.sources.law import Register
    from policygen.writers.page_html import Block, Look, Page, Text


def impact_page(
    found: Sequence[Impact], days: tuple[dt.date, dt.date], register: Register, words: Mapping[str, str]
) -> Page:
    """Return the page of what the law between two days does to organisations; those it does not touch are counted."""
    start, end = map(say.day_said, days)
    touched = [one for one in found if one.documents]
    changes = all_changes(found)
    opening: list[Block] = [
        Pairs((
            (words["report_impact_touched"], plain(words["report_impact_touched_of"].format(
                touched=len(touched), all=len(found)))),
            (words["report_impact_clauses"], plain(str(sum(one.clauses for one in found)))),
            (words["report_impact_changes"], plain(str(sum(one.is_law for one in changes)))),
        ))
    ]  # fmt: skip
    if touched:
        opening.append(Para(plain(words["report_impact_key"].format(start=start, end=end))))
    else:
        opening.insert(0, Para(plain(words["report_impact_none"]), "lead"))
    law = law_sections(changes, days, register, words)
    sections = (*law, *effects(found, days, register, words))
    return framed(words["report_impact_title"].format(start=start, end=end), tuple(opening), sections, words)


def effects(
    found: Sequence[Impact], days: tuple[dt.date, dt.date], register: Register, words: Mapping[str, str]
) -> tuple[Section, ...]:
    """Return a section for each organisation that is touched, and one for those that could not be compared."""
    made = _Maker(days, register, words)
    sections = [made.organisation(one) for one in found if one.documents]
    failed = tuple(plain(f"{one.slug}: {problem.message}") for one in found for problem in one.problems)
    if failed:
        sections.append(Section("failed", words["report_impact_failed"], (Bullets(failed),)))
    return tuple(sections)


class _Maker:
    """Makes the sections of organisations, documents and clauses in the words of a library."""

    def __init__(self, days: tuple[dt.date, dt.date], register: Register, words: Mapping[str, str]) -> None:
        self.register, self.words = register, words
        self.old, self.new = (words["report_on"].format(date=say.day_said(day)) for day in days)

    def organisation(self, one: Impact) -> Section:
        blocks: list[Block] = [self._document(document, one.slug) for document in one.documents]
        if one.to_complete:
            items = tuple(plain(problem.message) for problem in one.to_complete)
            heading = self.words["report_to_complete"]
            blocks.append(Section(f"{one.slug}--to-complete", heading, (Bullets(items),)))
        return Section(one.slug, one.name, tuple(blocks))

    def _document(self, one: DocumentWording, slug: str) -> Section:
        name = f"{slug}--{one.id}"
        if one.kind != "changed":
            said = Para(plain(self.words[f"report_document_{one.kind}"]), "lead")
            return Section(name, one.title, (said, self._because(one.causes)))
        rows = (*((one.opening,) if one.opening else ()), *one.clauses)
        return Section(name, one.title, tuple(self._clause(row, slug) for row in rows))

    def _clause(self, one: Wording, slug: str) -> Section:
        heading = f"{one.number} {one.heading}".strip() or self.words["report_opening"]
        blocks: list[Block] = [self._because(one.causes)]
        if one.kind != "changed":
            blocks.insert(0, Para(plain(self.words[f"report_clause_{one.kind}"])))
        before, after = one.sides()
        if before == after:
            blocks.append(Para(plain(self.words["report_same_words"])))
        else:
            old, new = columns(one.lines)
            blocks.append(Sides(self.old, self.new, self._lines(old, "del"), self._lines(new, "ins")))
        name = f"{slug}--{one.id}".replace("/", "--")
        return Section(name if "/" in one.id else f"{name}--opening", heading, tuple(blocks))

    def _because(self, causes: Sequence[str]) -> Para:
        said = say.because(causes, self.register, self.words)
        return Para((Run(self.words["report_because"], look="strong"), Run(said)))

    def _lines(self, lines: Sequence[Line], look: Look) -> tuple[Text, ...]:
        found = tuple(tuple(Run(run.text, look="" if run.look == "kept" else look) for run in line) for line in lines)
        return found or (plain(self.words["report_nothing_here"]),)
