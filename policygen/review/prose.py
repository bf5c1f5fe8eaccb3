"""A template's own words, each in its place: what is markup, an expression or a name is blanked, letter for letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

VALUE = "\u25a1"
"""What a letter of `{{ … }}` becomes: somebody's word, unknown here."""
CHOICE = "\u25a0"
"""What a letter of `{% … %}` becomes: other words may follow than stand before it."""

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FRONT_FIELD = re.compile(r"^([a-z]+):[ \t]*(.*(?:\n[ \t]+.*)*)$", re.MULTILINE)
_SHOWN_FIELDS = ("title", "summary")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
_DIRECTIVE = re.compile(r"^:::.*$|\{#[^}]*\}[ \t]*$|\]\([^)\s]*\)", re.MULTILINE)
_QUOTED = re.compile('"[^"\n]*"|\u201c[^\u201d\n]*\u201d')
_TITLE = re.compile(r"(?<![*\w])\*[^*\n ][^*\n]*\*(?![*\w])")
_YAML_KEY = re.compile(r"^[ \t]*(?:- )?[\w.:'\"-]+:(?=\s)", re.MULTILINE)
_YAML_WHEN = re.compile(r"\b(?:when|short|say_fact): *(?:\"[^\"\n]*\"|'[^'\n]*'|[^,}\n]*)|(?<!\S)#.*$", re.MULTILINE)
_CONTACT_NOTE = re.compile(r"^(?![ \t]+(?:- )?(?:name|phone|url|purpose|text|hours):).*$", re.MULTILINE)
"""What a contact's entry says beside what documents print of it."""


@dataclass(frozen=True)
class Prose:
    """A file of a library as text: `kind` is the folder that it stands in."""

    file: str
    kind: str
    text: str

    @cached_property
    def said(self) -> str:
        """The words that readers see, quotations included, each where it stands in the file."""
        if self.kind in ("documents", "shared"):
            return _markdown(self.text)
        return _blank(_YAML_KEY, _blank(_YAML_WHEN, self.text))

    @cached_property
    def unquoted(self) -> str:
        """The words that are the library's own: no quotation, no title of a law or guide."""
        return _blank(_TITLE, _blank(_QUOTED, self.said))

    @cached_property
    def folded(self) -> str:
        """The text in small letters: for asking quickly whether a word may be in it."""
        return self.text.casefold()

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column (from 1) of a place in the text."""
        before = self.text.rfind("\n", 0, offset)
        return self.text.count("\n", 0, offset) + 1, offset - before


def prose(file: str, kind: str, lines: Sequence[str]) -> Prose:
    """Return a file of the folder `kind` as text."""
    text = "\n".join(lines)
    return Prose(
        file, kind, _CONTACT_NOTE.sub(lambda found: _same_length(found[0], " "), text) if kind == "contacts" else text
    )


def _markdown(text: str) -> str:
    text = _FRONT.sub(lambda front: _shown_front(front[0]), text)
    text = _blank(_EXPRESSION, _blank(_COMMENT, text), VALUE)
    return _blank(_DIRECTIVE, _blank(_STATEMENT, text, CHOICE))


def _shown_front(front: str) -> str:
    def field(found: re.Match[str]) -> str:
        if found[1] not in _SHOWN_FIELDS:
            return _same_length(found[0], " ")
        return " " * (found.start(2) - found.start()) + found[2]

    return _FRONT_FIELD.sub(field, front)


def _blank(pattern: re.Pattern[str], text: str, sign: str = " ") -> str:
    return pattern.sub(lambda found: _same_length(found[0], sign), text)


def _same_length(text: str, sign: str) -> str:
    return "\n".join(sign * len(line) for line in text.split("\n"))
