"""The page of `coverage`: how much is met, as bars and numbers, and each requirement with its clauses or its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.review import law_words as say
from policygen.review.coverage import STATES
from policygen.review.law_page import framed
from policygen.writers.page_bars import Bar, Share
from policygen.writers.page_html import Bars, Bullets, Grid, Para, Run, Section, plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from policygen.review.coverage import Coverage, Row, State
    from policygen.sources.frameworks import Framework
    from policygen.writers.page_bars import Look
    from policygen.writers.page_html import Block, Page, Text

_LOOKS: dict[State, Look] = {"met": "full", "not-applicable": "empty", "missing": "striped"}


def coverage_page(
    found: Sequence[Coverage], frameworks: Sequence[Framework], as_of: dt.date, words: Mapping[str, str]
) -> Page:
    """Return the page for organisations, a column each; what nobody lacks is said, and what one lacks comes first."""
    made = _Maker(found, words)
    lead = made.said("lead_missing" if any(one.missing for one in found) else "lead")
    opening: list[Block] = [Para(plain(lead), "lead"), made.bars(), made.totals()]
    missing = tuple(
        Section(f"missing--{one.slug}", one.name, (Bullets(tuple(made.lacking(row) for row in _missing(one))),))
        for one in found
        if one.missing
    )
    sections = [Section("missing", made.said("missing_heading"), missing)] if missing else []
    sections += [made.register(one) for one in frameworks]
    title = made.said("title").format(date=say.day_said(as_of))
    return framed(title, tuple(opening), tuple(sections), words)


def _missing(one: Coverage) -> list[Row]:
    return [row for row in one.rows if row.state == "missing"]


class _Maker:
    """Makes the parts of the page in the words of a library."""

    def __init__(self, found: Sequence[Coverage], words: Mapping[str, str]) -> None:
        self.found, self.words = found, words

    def said(self, key: str) -> str:
        return self.words[f"report_coverage_{key}"]

    def bars(self) -> Bars:
        """Return a bar for each organisation, met, not asked and missing from the left."""
        rows = tuple(
            Bar(one.name, tuple(Share(count, self.said(f"state_{state}"), _LOOKS[state]) for state, count in counts))
            for one in self.found
            for counts in (one.totals().items(),)
        )
        return Bars(self.said("picture"), self.said("picture_text"), rows)

    def totals(self) -> Grid:
        """Return the numbers of the picture."""
        header = (self.said("column_organisation"), *(self.said(f"state_{state}") for state in STATES))
        rows = tuple((plain(one.name), *(plain(str(count)) for count in one.totals().values())) for one in self.found)
        return Grid(self.said("totals"), header, rows)

    def lacking(self, row: Row) -> Text:
        """Return a requirement that nothing meets."""
        return (Run(row.requirement.id, look="strong"), Run(f" {row.requirement.what}"))

    def register(self, one: Framework) -> Section:
        """Return a register as a matrix: a row a requirement, a column an organisation."""
        columns = [[row for row in org.rows if row.framework == one.id] for org in self.found]
        header = (self.said("column_id"), self.said("column_what"), *(org.name for org in self.found))
        rows = tuple(
            (
                plain(asked.id),
                self._asked(asked.what, asked.instead),
                *(self._cell(column[place]) if place < len(column) else () for column in columns),
            )
            for place, asked in enumerate(one.requirements)
        )
        source = Para(plain(self.said("source").format(source=one.source)), "quiet")
        return Section(one.id, one.title, (source, Grid(one.title, header, rows)))

    def _asked(self, what: str, instead: str) -> Text:
        more = (Run(f". {self.said('instead')}: ", look="strong"), Run(instead)) if instead else ()
        return (Run(what), *more)

    def _cell(self, row: Row) -> Text:
        """Return how a requirement stands: always a word first, then where or why."""
        state = Run(self.said(f"state_{row.state}"), look="strong")
        where = "; ".join(
            f"{one.document}, {f'{one.number} ' if one.number else ''}{one.heading}" for one in row.claims
        )
        more = where or row.because
        return (state, Run(f": {more}")) if more else (state,)
