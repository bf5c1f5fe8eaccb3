"""How changes of law are said on paper: dates as exact as they are known, nations, and what became of an instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.sources.expressions import and_list, long_date, when_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from policygen.review.changes import Change
    from policygen.sources.law import Instrument, Register, RegisterDate, Version


_NATION = "report_nation_"


def date_said(date: RegisterDate) -> str:
    """Return "1 September 2026", "September 2026" or "2026"."""
    return long_date(date.first()) if date.exact else str(when_text(date.text))


def day_said(day: dt.date) -> str:
    """Return "1 September 2026"."""
    return long_date(day)


def precision(change: Change) -> str:
    """Return how exact a change's date is: "day", "month", "year", or "known-by" where it is only known to be older."""
    if change.version.start is None and change.version.seen is not None and change.version.seen == change.date:
        return "known-by"
    return {len("2026"): "year", len("2026-09"): "month"}.get(len(change.date.text), "day")


def change_date(change: Change, words: Mapping[str, str]) -> str:
    """Return a change's date in words, and whether it may be older."""
    said = date_said(change.date)
    return (
        words["report_date_known_by"].format(date=said) if precision(change) == "known-by" and change.is_law else said
    )


def titled(instrument: Instrument, version: Version) -> str:
    """Return "Keeping children safe in education: KCSIE 2026"."""
    return f"{instrument.title}: {version.label}"


def nations_said(nations: Iterable[str], words: Mapping[str, str]) -> str:
    """Return "England and Wales", or what the whole is called."""
    every = {key.removeprefix(_NATION): name for key, name in words.items() if key.startswith(_NATION)}
    chosen = set(nations)
    return (
        words["report_nations_all"] if chosen >= set(every) else and_list(every[one] for one in every if one in chosen)
    )


def happened(change: Change, words: Mapping[str, str]) -> str:
    """Return "Issued: Keeping children safe in education. KCSIE 2026"."""
    return f"{words[f'report_kind_{change.kind}']}: {change.instrument.title}. {change.version.label}"


def aside(change: Change, register: Register, words: Mapping[str, str]) -> str:
    """Return what the new version takes the place of, or what follows what has ended; empty where there is neither."""
    if change.followed_by:
        names = and_list(register.instruments[one].title for one in change.followed_by)
        return words["report_followed"].format(names=names)
    if change.before is not None and change.before != change.version:
        return words["report_instead"].format(label=change.before.label)
    return ""


def because(causes: Iterable[str], register: Register, words: Mapping[str, str]) -> str:
    """Return causes such as "law:kcsie" and "profile:phones.staff" in words."""
    return "; ".join(_cause(one, register, words) for one in causes)


def _cause(cause: str, register: Register, words: Mapping[str, str]) -> str:
    kind, _, name = cause.partition(":")
    if kind == "law":
        known = register.instruments.get(name)
        return known.title if known else name
    key = "profile_alone" if cause == "profile" else kind.replace("-", "_")
    return words[f"report_because_{key}"].format(name=name)


def address(instrument: Instrument, version: Version) -> str:
    """Return the official address of a version, or the first source of the instrument where it has none."""
    return version.url or instrument.source[0]
