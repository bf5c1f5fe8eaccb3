"""The page of `status`: every organisation in a row, totals above, and what needs doing below."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from policygen.review import law_words as say
from policygen.review.law_page import framed
from policygen.sources.expressions import when_text
from policygen.writers.page_html import Bullets, Grid, Pairs, Para, Run, Section, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policygen.pack.status import Open, Standing
    from policygen.pack.verify import Finding
    from policygen.sources.law import Register
    from policygen.writers.page_html import Block, Page, Text

_COLUMNS = ("organisation", "pack", "law", "clauses", "files", "contacts", "review", "to_complete")
_TOTALS: tuple[tuple[str, Callable[[Standing], bool]], ...] = (
    ("not_built", lambda one: "build" in one.needs),
    ("failed", lambda one: bool(one.problems)),
    ("law", lambda one: bool(one.law)),
    ("differing", lambda one: "rebuild" in one.needs),
    ("files", lambda one: bool(one.files("missing") or one.files("edited"))),
    ("contacts", lambda one: bool(one.contacts)),
    ("review", lambda one: "review" in one.needs),
    ("to_complete", lambda one: bool(one.to_complete)),
)
"""What is counted over all organisations."""


def totals(found: Sequence[Standing]) -> dict[str, int]:
    """Return how many organisations there are, how many need something, and how many need each thing."""
    counts = {"organisations": len(found), "due": sum(bool(one.needs) for one in found)}
    counts["fine"] = counts["organisations"] - counts["due"]
    counts |= {name: sum(map(asks, found)) for name, asks in _TOTALS}
    counts["clauses"] = sum(one.clauses for one in found)
    return counts


def status_page(found: Sequence[Standing], as_of: dt.date, register: Register, words: Mapping[str, str]) -> Page:
    """Return the page that says where every organisation stands on a day."""
    counts = totals(found)
    said = {"organisations": "all", "differing": "rebuild"}
    rows = ((words[f"report_status_{said.get(key, key)}"], plain(str(count))) for key, count in counts.items())
    header = tuple(words[f"report_status_column_{one}"] for one in _COLUMNS)
    made = _Maker(register, words)
    table = Grid(words["report_status_caption"], header, tuple(made.row(one) for one in found))
    details = tuple(made.details(one) for one in found if one.needs)
    opening: list[Block] = [Pairs(tuple(rows)), table]
    sections = (Section("needs", words["report_status_needs"], details),) if details else ()
    if not details:
        opening.insert(0, Para(plain(words["report_status_fine"] + "."), "lead"))
    title = words["report_status_title"].format(date=say.day_said(as_of))
    return framed(title, tuple(opening), sections, words)


class _Maker:
    """Makes the rows and the details of organisations in the words of a library."""

    def __init__(self, register: Register, words: Mapping[str, str]) -> None:
        self.register, self.words = register, words

    def _said(self, key: str, **values: object) -> str:
        return self.words[f"report_status_{key}"].format(**values)

    def row(self, one: Standing) -> tuple[Text, ...]:
        """Return an organisation as a row; its name leads to what needs doing."""
        name = Run(one.name or one.slug, f"#{one.slug}" if one.needs else "")
        if one.problems:
            return ((name,), plain(self._said("cell_failed")), *(plain("") for _ in _COLUMNS[2:]))
        cells = (
            self._pack(one),
            self._law(one),
            self._clauses(one),
            self._files(one),
            self._counted("out_of_date", len(one.contacts)),
            self._review(one),
            self._counted("open", len(one.to_complete)),
        )
        return ((name,), *(plain(cell) for cell in cells))

    def _pack(self, one: Standing) -> str:
        if one.built is None:
            return self._said("cell_none")
        return self._said("cell_pack", date=say.day_said(one.built), status=self._said(f"cell_{one.status}"))

    def _law(self, one: Standing) -> str:
        return "" if one.built is None else ", ".join(one.law) or self._said("cell_fine")

    def _counted(self, key: str, count: int) -> str:
        return self._said(f"cell_{key}", count=count) if count else self._said("cell_fine")

    def _clauses(self, one: Standing) -> str:
        if one.built is None:
            return ""
        if not one.differing:
            return self._said("cell_fine")
        return self._said("cell_differs", clauses=one.clauses, documents=len(one.differing))

    def _files(self, one: Standing) -> str:
        if one.built is None:
            return ""
        counts = ((kind, len(one.files(kind))) for kind in ("missing", "edited"))
        said = [self._said(f"cell_{kind}", count=count) for kind, count in counts if count]
        return ", ".join(said) or self._said("cell_fine")

    def _review(self, one: Standing) -> str:
        date = str(when_text(one.review)) if len(one.review) == len("2027-09") else _long(one.review)
        return self._said(f"cell_review_{one.review_state}", date=date)

    def details(self, one: Standing) -> Section:
        """Return what needs doing for an organisation."""
        parts = [
            ("problems", tuple(plain(problem.message) for problem in one.problems)),
            ("build", (plain(self._said("build")),) if "build" in one.needs else ()),
            ("law", tuple(plain(f"{say.change_date(row, self.words)}. {say.happened(row, self.words)}")
                          for row in one.changes if row.is_law and one.differing)),
            ("documents", self._documents(one)),
            ("files", (*(plain(self._said("file_missing", path=path)) for path in one.files("missing")),
                       *(plain(self._said("file_edited", path=path)) for path in one.files("edited")))),
            ("contacts", tuple(self._open(row) for row in one.contacts)),
            ("review", (plain(self._review(one)),) if "review" in one.needs else ()),
            ("to_complete", tuple(self._open(row) for row in one.to_complete)),
        ]  # fmt: skip
        blocks = tuple(
            Section(f"{one.slug}--{key}", self._said(f"part_{key}"), (Bullets(items),)) for key, items in parts if items
        )
        return Section(one.slug, one.name or one.slug, blocks)

    def _open(self, one: Open) -> Text:
        what = one.message[:1].upper() + one.message[1:]
        return (Run(f"{what} ({one.path}). {one.hint[:1].upper()}{one.hint[1:]}."),)

    def _documents(self, one: Standing) -> tuple[Text, ...]:
        """Return a line for each document, and one for all whose first page alone would differ for the same reason."""
        titles, rows = dict(one.titles), list(one.differing)
        pages = Counter(row.causes for row in rows if _only_first_page(row))
        said = [self._document(row, titles) for row in rows if not _only_first_page(row)]
        said += [self._line(self._said("first_pages", count=count), causes) for causes, count in pages.items()]
        return tuple(said)

    def _document(self, one: Finding, titles: Mapping[str, str]) -> Text:
        title = titles.get(one.document, one.document) or one.path
        return self._line(self._said(one.kind, title=title, count=len(one.clauses)), one.causes)

    def _line(self, what: str, causes: Sequence[str]) -> Text:
        because = say.because(causes, self.register, self.words)
        return (Run(f"{what}. "), Run(self.words["report_because"], look="strong"), Run(because))


def _only_first_page(one: Finding) -> bool:
    return one.kind == "differs" and not one.clauses


def _long(day: str) -> str:
    return say.day_said(dt.date.fromisoformat(day)) if day else ""
