"""The pages of `law changes` and `law upcoming`: a timeline, the changes with their sources, what has no date yet."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import policygen
from policygen.review import law_words as say
from policygen.writers.page_html import Grid, Page, Para, Run, Section, Text, Timeline, plain
from policygen.writers.page_timeline import Moment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from policygen.review.changes import Change
    from policygen.review.upcoming import Upcoming, Waiting
    from policygen.sources.law import Register
    from policygen.writers.page_html import Block


def changes_page(
    found: Sequence[Change], days: tuple[dt.date, dt.date], nation: str, register: Register, words: Mapping[str, str]
) -> Page:
    """Return the page of what changed between two days, in one nation or in all."""
    start, end = map(say.day_said, days)
    key = "report_changes_title_nation" if nation else "report_changes_title"
    place = words[f"report_nation_{nation}"] if nation else ""
    sections = law_sections(found, days, register, words)
    opening: tuple[Block, ...] = () if found else (Para(plain(words["report_changes_none"]), "lead"),)
    return framed(words[key].format(start=start, end=end, nation=place), opening, sections, words)


def upcoming_page(found: Upcoming, register: Register, words: Mapping[str, str], effects: Sequence[Block] = ()) -> Page:
    """Return the page of what is known to come; `effects` is what it does to texts, where that was asked."""
    start, end = say.day_said(found.as_of), say.day_said(found.until)
    days = (found.until - found.as_of).days
    lead = Para(plain(words["report_upcoming_lead"].format(days=days, end=end)), "lead")
    open_moment = _open_moment(found.undated, words)
    line = timeline(found.dated, (found.as_of, found.until), words, open_moment)
    table = changes_table(found.dated, register, words, words["report_changes_caption"])
    none = Para(plain(words["report_upcoming_none"]))
    sections = [
        Section("dated", words["report_upcoming_heading"], (line, table if found.dated else none)),
        Section("undated", words["report_open_heading"], (_waiting(found.undated, words),)),
    ]
    if effects:
        sections.append(Section("effects", words["report_effects_heading"], tuple(effects)))
    return framed(words["report_upcoming_title"].format(start=start), (lead,), tuple(sections), words)


def framed(title: str, opening: tuple[Block, ...], sections: tuple[Section, ...], words: Mapping[str, str]) -> Page:
    """Return a page with what all pages share: the skip link, the list of sections, and what made it."""
    foot = plain(words["report_made"].format(version=policygen.__version__))
    return Page(title, words["report_skip"], opening, sections, foot, words["report_contents"])


def law_sections(
    found: Sequence[Change], days: tuple[dt.date, dt.date], register: Register, words: Mapping[str, str]
) -> tuple[Section, ...]:
    """Return the changes of law with their timeline, and apart from them what is only to be watched."""
    law = [one for one in found if one.is_law]
    watched = [one for one in found if not one.is_law]
    sections: list[Section] = []
    if law:
        table = changes_table(law, register, words, words["report_changes_caption"])
        sections.append(Section("changes", words["report_changes_heading"], (timeline(law, days, words), table)))
    if watched:
        table = changes_table(watched, register, words, words["report_watch_caption"])
        sections.append(Section("watch", words["report_watch_heading"], (table,)))
    return tuple(sections)


def timeline(
    found: Sequence[Change], days: tuple[dt.date, dt.date], words: Mapping[str, str], *more: Moment
) -> Timeline:
    """Return changes between two days as a timeline, those of one day together; `more` stands at its end."""
    start, end = days
    moments = [_moment(day, list(group), words) for day, group in groupby(found, key=lambda one: one.day)]
    taken = {one.day for one in moments}
    moments += [Moment(say.day_said(day), (), (), day, "edge") for day in dict.fromkeys(days) if day not in taken]
    text = words["report_timeline_text"].format(start=say.day_said(start), end=say.day_said(end))
    moments.sort(key=lambda one: one.day or end)
    return Timeline(words["report_timeline"], text, (*moments, *(one for one in more if one.lines)))


def _moment(day: dt.date, rows: list[Change], words: Mapping[str, str]) -> Moment:
    """Return the changes of one day, under its name as exact as it is known."""
    names = dict.fromkeys(say.change_date(one, words) for one in rows)
    drawn = dict.fromkeys(one.instrument.title for one in rows)
    return Moment(" / ".join(names), tuple(say.happened(one, words) for one in rows), tuple(drawn), day)


def changes_table(found: Sequence[Change], register: Register, words: Mapping[str, str], caption: str) -> Grid:
    """Return changes as a table; each row can be linked to by `change_id`."""
    header = tuple(words[f"report_column_{one}"] for one in ("date", "what", "where", "summary", "source"))
    return Grid(caption, header, tuple(_change_row(one, register, words) for one in found))


def _change_row(one: Change, register: Register, words: Mapping[str, str]) -> tuple[Text, ...]:
    aside = say.aside(one, register, words)
    what = (Run(say.happened(one, words) + "."), *plain(f" {aside}" if aside else ""))
    return (
        plain(say.change_date(one, words)),
        what,
        plain(say.nations_said(one.instrument.nations, words)),
        plain(one.version.summary),
        _source(say.address(one.instrument, one.version), words),
    )


def _source(address: str, words: Mapping[str, str]) -> Text:
    return (Run(words["report_source"], address),) if address.startswith("https://") else plain(address)


def _open_moment(waiting: Sequence[Waiting], words: Mapping[str, str]) -> Moment:
    names = tuple(say.titled(one.instrument, one.version) for one in waiting)
    drawn = dict.fromkeys(one.instrument.title for one in waiting)
    return Moment(words["report_timeline_open"], names, tuple(drawn), None, "open")


def _waiting(waiting: Sequence[Waiting], words: Mapping[str, str]) -> Block:
    if not waiting:
        return Para(plain(words["report_open_none"]))
    header = tuple(words[f"report_column_{one}"] for one in ("what", "where", "summary", "expected", "source"))
    rows = tuple(
        (
            plain(say.titled(one.instrument, one.version)),
            plain(say.nations_said(one.instrument.nations, words)),
            plain(one.version.summary),
            plain(one.version.expected or words["report_open_none_expected"]),
            _source(say.address(one.instrument, one.version), words),
        )
        for one in waiting
    )
    return Grid(words["report_open_caption"], header, rows)
