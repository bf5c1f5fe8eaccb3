"""Problems: what is wrong, where, and how to mend it. They carry data and never print."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file that people wrote; line and column count from 1, 0 means the whole file."""

    file: str = ""
    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `code` is stable and documented; `path` is the dotted name of the field or clause; `hint` says what is
    allowed or what to do; `suggestion` is the nearest valid name, and `excerpt` the line itself.
    """

    code: str
    message: str
    place: Place = Place()
    path: str = ""
    hint: str = ""
    suggestion: str = ""
    excerpt: str = ""
    severity: Severity = "error"

    def at(self, place: Place) -> Problem:
        """Return the same problem at another place."""
        return replace(self, place=place)

    def order(self) -> tuple[str, int, int, str]:
        """Return the key by which problems are listed: file, then position, then code."""
        return (self.place.file, self.place.line, self.place.column, self.code)


class PolicygenError(Exception):
    """Work could not go on: `problems` says why, each once and with its place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(dict.fromkeys(problems), key=Problem.order))
        super().__init__("; ".join(f"{p.code}: {p.message}" for p in self.problems))


def fail(code: str, message: str, place: Place = Place(), *, path: str = "", hint: str = "") -> PolicygenError:
    """Return an error that carries one problem."""
    return PolicygenError([Problem(code, message, place, path=path, hint=hint)])


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return the allowed name most like `word`, or an empty string when none is near."""
    names = list(allowed)
    folded = {name.casefold().replace("-", "_"): name for name in names}
    key = word.casefold().replace("-", "_").replace(" ", "_")
    found = difflib.get_close_matches(key, folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""
