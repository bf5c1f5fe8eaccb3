"""The engine's own marks in rendered text: private-use characters that no profile and no library may contain.

A compiled document renders to one stream of text in which these marks open and close blocks and change the look of
a run. Values lose any such character on their way in (`clean`), so what an organisation is called can never become
markup: nothing rendered is parsed as Markdown or rendered again.
"""

from __future__ import annotations

import re

SIGN = "\ue000"
"""Begins every mark; the character after it says which. One sign lets the stream be split at once."""

END = SIGN + "0"
PARAGRAPH, BULLETS, NUMBERS, ITEM = SIGN + "1", SIGN + "2", SIGN + "3", SIGN + "4"
TABLE, HEADER, ROW, CELL = SIGN + "5", SIGN + "6", SIGN + "7", SIGN + "8"
BOX, FORM, FIELD, CLAUSE = SIGN + "9", SIGN + "-", SIGN + "_", SIGN + "/"
FLOW = SIGN + "+"
"""Opens a chart of steps: its title, when it has one, is the paragraph that comes first."""
ENTRY, ENTRY_END = SIGN + "{", SIGN + "}"
"""Words that point at their entry in the glossary."""
FILL, OPTION, FILL_END, LOG = SIGN + "?", SIGN + ";", SIGN + "!", SIGN + ":"
ARGUMENT = SIGN + "="
"""Ends the argument of a mark: BOX kind, FIELD kind, FILL kind, CLAUSE index, LINK address, SEE target, ENTRY target,
TODO path."""
STRONG, STRONG_END, EMPHASIS, EMPHASIS_END = SIGN + "(", SIGN + ")", SIGN + "[", SIGN + "]"
LINK, LINK_END, SEE, TODO, TODO_END = SIGN + "@", SIGN + "^", SIGN + "&", SIGN + "<", SIGN + ">"

LARGE = "^"
"""Before the target of SEE: the words of the reference begin with a large letter."""

HERE = "#"
"""Before the target of ENTRY: the glossary is the document in which the words stand."""

JOINT = "\ue001"
"""Stands between an expression and a full stop: where the expression said nothing, no space is left before it."""

WHOSE = "\ue002"
"""Stands between a term and the 's after it: where the term is a plural that ends in s, only the apostrophe stays."""

ANY = re.compile(SIGN + ".", re.DOTALL)
_OURS = re.compile("[\ue000-\ue0ff\U000f0000-\U000fffff]")


class Marked(str):
    """Text whose marks are the engine's own and stay; plain strings lose theirs."""

    __slots__ = ()


def clean(value: str) -> str:
    """Return `value` without any character that the engine uses for its marks."""
    return value if value.isascii() else _OURS.sub("", value)


def link(text: str, href: str) -> Marked:
    """Return `text` as a link to `href`, or plain where there is no address."""
    if not href:
        return Marked(clean(text))
    return Marked(f"{LINK}{clean(href)}{ARGUMENT}{clean(text)}{LINK_END}")


def see(target: str) -> Marked:
    """Return a reference to the clause `document/clause`, whose number is not known yet."""
    return Marked(f"{SEE}{clean(target)}{ARGUMENT}")


def entry(text: str, target: str) -> Marked:
    """Return `text` as words whose meaning stands at `document/clause/word` in the glossary.

    With `HERE` before it, that is in the document of the words themselves.
    """
    return Marked(f"{ENTRY}{clean(target)}{ARGUMENT}{clean(text)}{ENTRY_END}")


def emphasis(text: str) -> Marked:
    """Return `text` in italics."""
    return Marked(f"{EMPHASIS}{clean(text)}{EMPHASIS_END}")


def todo(path: str, words: str) -> Marked:
    """Return the visible gap that stands for the fact at `path`."""
    return Marked(f"{TODO}{clean(path)}{ARGUMENT}{clean(words)}{TODO_END}")
