"""The engine's own marks in rendered text: private-use characters that no profile and no library may contain.

A compiled document renders to one stream of text in which these marks open and close blocks and change the look of
a run. Values lose any such character on their way in (`clean`), so what an organisation is called can never become
markup: nothing rendered is parsed as Markdown or rendered again.
"""

from __future__ import annotations

import re

END = "\ue000"
PARAGRAPH, BULLETS, NUMBERS, ITEM = "\ue001", "\ue002", "\ue003", "\ue004"
TABLE, HEADER, ROW, CELL = "\ue005", "\ue006", "\ue007", "\ue008"
BOX, FORM, FIELD, CLAUSE = "\ue009", "\ue00a", "\ue00b", "\ue00c"
ARGUMENT = "\ue00f"
"""Ends the argument of a mark: BOX kind, FIELD kind, CLAUSE index, LINK address, SEE target, TODO path."""
STRONG, STRONG_END, EMPHASIS, EMPHASIS_END = "\ue010", "\ue011", "\ue012", "\ue013"
LINK, LINK_END, SEE, TODO, TODO_END = "\ue014", "\ue015", "\ue016", "\ue017", "\ue018"

TOKENS = re.compile("([\ue000-\ue01f])")
_OURS = re.compile("[\ue000-\ue0ff\U000f0000-\U000fffff]")


class Marked(str):
    """Text whose marks are the engine's own and stay; plain strings lose theirs."""

    __slots__ = ()


def clean(value: str) -> str:
    """Return `value` without any of the engine's marks."""
    return _OURS.sub("", value)


def link(text: str, href: str) -> Marked:
    """Return `text` as a link to `href`, or plain where there is no address."""
    if not href:
        return Marked(clean(text))
    return Marked(f"{LINK}{clean(href)}{ARGUMENT}{clean(text)}{LINK_END}")


def see(target: str) -> Marked:
    """Return a reference to the clause `document/clause`, whose number is not known yet."""
    return Marked(f"{SEE}{clean(target)}{ARGUMENT}")


def emphasis(text: str) -> Marked:
    """Return `text` in italics."""
    return Marked(f"{EMPHASIS}{clean(text)}{EMPHASIS_END}")


def todo(path: str, words: str) -> Marked:
    """Return the visible gap that stands for the fact at `path`."""
    return Marked(f"{TODO}{clean(path)}{ARGUMENT}{clean(words)}{TODO_END}")
