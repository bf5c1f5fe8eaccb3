"""What a document says before its first clause: for whom it is, its version and status, what a draft still lacks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from policygen.model import Block, Box, ItemList, ListItem, Notice, Paragraph, Span
from policygen.sources.expressions import Missing, and_list, cap, long_date, when_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policygen.compose.facts import Facts
    from policygen.errors import Problem

SHORT = ("early", "ks2", "ks3-4", "easyread", "visitors")
"""Who reads documents of a page: they get no table of particulars."""

CHILDREN = ("early", "ks2", "ks3-4", "16plus", "easyread")
"""Readers who are children and young people."""

USED = (
    "org.name",
    "org.short_name",
    "lang.primary",
    "lang.translations_offered",
    "version.number",
    "version.date",
    "approval.body",
    "approval.date",
    "approval.minute_ref",
    "review.next_review",
    "lead.safeguarding.name",
    "lead.safeguarding.role",
    "publish.url",
    "pack.size",
    "brand.logo",
    "brand.colour",
    "brand.accent",
    "brand.font",
    "brand.house_style",
    "brand.large_print",
)
"""The facts that every first page may show, and those that give every document its look."""


def status(facts: Facts, to_complete: Sequence[Problem]) -> str:
    """Return "draft", "ready" (nothing is missing) or "approved" (and a body approved it, on a day, by a minute)."""
    if to_complete:
        return "draft"
    decided = all(facts.plain(f"approval.{name}") for name in ("body", "date", "minute_ref"))
    return "approved" if decided else "ready"


def notices(
    facts: Facts, front: Mapping[str, object], standing: str, words: Mapping[str, str], say: Callable[[str], str]
) -> tuple[Notice, ...]:
    """Return the lines of the first page; `say` gives the word of a term.

    A document of a page has none; a short one, and every one of a small body, has a single line.
    """
    if front.get("reading") in SHORT or front.get("particulars") == "none":
        return ()
    if front.get("particulars") == "short" or facts.values["pack.size"] == "micro":
        return (Notice(words["front_version"], _in_a_line(facts, standing, words)),)
    audience = dict.fromkeys(say(f"audience_{one}") for one in _texts(front.get("audience")))
    rows = [
        ("front_for", str(cap(and_list(audience)))),
        ("front_version", _version(facts)),
        ("front_status", words[f"status_{standing}"]),
        ("front_approved", str(cap(_approved(facts, words))) if standing == "approved" else ""),
        ("front_review", _text(when_text(facts.values["review.next_review"]))),
        ("front_owner", _owner(facts)),
        ("front_current", _text(facts.values["publish.url"])),
        ("front_format", _another_format(facts, words)),
        ("front_marking", words[f"publish_{front['publish']}"]),
    ]
    return tuple(Notice(words[key], text) for key, text in rows if text)


def _in_a_line(facts: Facts, standing: str, words: Mapping[str, str]) -> str:
    review = _text(when_text(facts.values["review.next_review"]))
    said = _approved(facts, words) if standing == "approved" else ""
    state = ": ".join(part for part in (words[f"status_{standing}"], said) if part)
    key = "front_short" if review else "front_short_undated"
    return words[key].format(version=_version(facts), status=state, review=review)


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _text(value: object) -> str:
    return "" if isinstance(value, Missing) else str(value)


def _version(facts: Facts) -> str:
    date = facts.plain("version.date")
    number = _text(facts.values["version.number"])
    return f"{number}, {long_date(date)}" if isinstance(date, dt.date) else number


def _approved(facts: Facts, words: Mapping[str, str]) -> str:
    date = facts.values["approval.date"]
    body = _text(facts.values["approval.body"])
    return words["approved_by"].format(body=body, date=long_date(date), minute=facts.values["approval.minute_ref"])


def _owner(facts: Facts) -> str:
    name, role = (_text(facts.values[f"lead.safeguarding.{part}"]) for part in ("name", "role"))
    return ", ".join(part for part in (name, role) if part)


def _another_format(facts: Facts, words: Mapping[str, str]) -> str:
    name = _text(facts.values["lead.safeguarding.name"])
    offered = _texts(facts.values["lang.translations_offered"])
    if not name:
        return ""
    key = "format_line_offered" if offered else "format_line"
    return words[key].format(name=name, forms=and_list(offered))


def preface(here: Sequence[str], standing: str, words: Mapping[str, str], *, short: bool) -> tuple[Block, ...]:
    """Return the box of a draft: what is missing `here` (in words), or that something is missing elsewhere."""
    if standing != "draft":
        return ()
    elsewhere = Paragraph((Span(words["draft_elsewhere"].format(title=words["completion_title"])),))
    if not here or short:
        return (Box("draft", (elsewhere,)),)
    count = words["thing" if len(here) == 1 else "things"].format(count=len(here))
    intro = Paragraph((Span(words["draft_why"].format(count=count)),))
    items = tuple(ListItem((Paragraph((Span(text),)),)) for text in here)
    return (Box("draft", (intro, ItemList(items))),)
