"""The pages of `law list` and `law show`: what the register holds on a day, and one instrument with its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.review import law_words as say
from policygen.review.law_page import framed
from policygen.writers.page_html import Bullets, Grid, Page, Para, Run, Section, Text, Timeline, plain
from policygen.writers.page_timeline import Moment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from policygen.sources.law import Instrument, Version
    from policygen.writers.page_html import Block

Row = tuple["Instrument", str, "Version"]
"""An instrument, its state on the day, and the version that it is the state of."""


def list_page(rows: Sequence[Row], as_of: dt.date, words: Mapping[str, str]) -> Page:
    """Return the page of instruments with their states on a day."""
    header = tuple(words[f"report_column_{one}"] for one in ("title", "version", "state", "where", "summary", "source"))
    body = tuple(
        (
            plain(one.title),
            plain(version.label),
            plain(words[f"report_state_{state}"]),
            plain(say.nations_said(one.nations, words)),
            plain(version.summary),
            _source(version, words),
        )
        for one, state, version in rows
    )
    none = Para(plain(words["report_register_none"]))
    table: Block = Grid(words["report_register_caption"], header, body) if body else none
    section = Section("register", words["report_register_heading"], (table,))
    return framed(words["report_register_title"].format(day=say.day_said(as_of)), (), (section,), words)


def show_page(one: Instrument, as_of: dt.date, citing: Sequence[str], words: Mapping[str, str]) -> Page:
    """Return the page of one instrument: its versions as a timeline and a table, its sources, who names it."""
    state, _version = one.state_on(as_of)
    day = say.day_said(as_of)
    lead = words["report_show_lead"].format(citation=one.citation, day=day, state=words[f"report_state_{state}"])
    clauses: Block = (
        Bullets(tuple(plain(name) for name in citing)) if citing else Para(plain(words["report_cited_none"]))
    )
    checked = words["report_sources_heading"].format(day=say.date_said(one.last_checked))
    sections = (
        Section("history", words["report_history_heading"], (_timeline(one, as_of, words), _versions(one, words))),
        Section("clauses", words["report_cited_heading"], (clauses,)),
        Section("sources", checked, (Bullets(tuple(plain(source) for source in one.source)),)),
    )
    return framed(one.title, (Para(plain(lead), "lead"),), sections, words)


def _timeline(one: Instrument, as_of: dt.date, words: Mapping[str, str]) -> Timeline:
    moments = [
        Moment(say.date_said(version.start), (version.label,), (version.label,), version.start.first())
        for version in one.versions
        if version.start
    ]
    moments.append(Moment(say.day_said(as_of), (), (), as_of, "edge"))
    moments.sort(key=lambda moment: moment.day or as_of)
    text = words["report_history_text"].format(title=one.title, day=say.day_said(as_of))
    return Timeline(words["report_timeline"], text, tuple(moments))


def _versions(one: Instrument, words: Mapping[str, str]) -> Grid:
    header = tuple(words[f"report_column_{name}"] for name in ("version", "period", "state", "summary", "source"))
    rows = tuple(
        (
            plain(version.label),
            plain(_period(version, words)),
            plain(words[f"report_state_{version.state}"]),
            plain(version.summary),
            _source(version, words),
        )
        for version in one.versions
    )
    return Grid(words["report_history_caption"], header, rows)


def _period(version: Version, words: Mapping[str, str]) -> str:
    start = say.date_said(version.start) if version.start else words["report_history_unknown"]
    if not version.until:
        return start
    return words["report_history_period"].format(start=start, end=say.date_said(version.until))


def _source(version: Version, words: Mapping[str, str]) -> Text:
    return (Run(words["report_source"], version.url),) if version.url else ()
