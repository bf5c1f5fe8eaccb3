"""What a library asks of its own language: gates of reading, words to avoid, initials that everybody knows.

The files stand in `language/` of a library; a library without that folder asks nothing. Lists add up over the folders,
and a later folder's gate for an audience replaces an earlier one's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from policygen.errors import Place, Severity, fail
from policygen.sources import yamlio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_ANY_SPACE = r"[ \t]*(?:\n[ \t]*|[ \t])"


@dataclass(frozen=True, slots=True)
class Gate:
    """The most that a document for an audience may have.

    `worst` and `average` count the words of its longest and its average sentence, `hard` the hard words in a hundred,
    `words` those of the whole document.
    """

    worst: int
    average: float
    hard: float
    words: int


@dataclass(frozen=True, slots=True)
class WordRule:
    """Words that do not belong in a template, and what to write instead; `code` is that of the finding."""

    code: str
    pattern: re.Pattern[str]
    say: str
    severity: Severity
    where: tuple[str, ...]
    quoted: bool
    signs: tuple[str, ...] = ()

    def may_be_in(self, text: str) -> bool:
        """Return whether a text in small letters holds a sign of the rule: far quicker than looking for its pattern."""
        return not self.signs or any(sign in text for sign in self.signs)


@dataclass
class Language:
    """Everything that the library asks of its language.

    `roles` are the terms that name a person by what they do; `clauses` names the gate of a clause with other readers.
    """

    gates: dict[str, Gate] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    clauses: dict[str, str] = field(default_factory=dict)
    rules: list[WordRule] = field(default_factory=list)
    initials: set[str] = field(default_factory=set)


def read_language(folders: Iterable[Path]) -> Language:
    """Return what the `language` folders of a library ask.

    Raises PolicygenError (`bad-language`) where a file has another form than its kind, or cannot be read.
    """
    found = Language()
    for folder in folders:
        for path in sorted((folder / "language").glob("*.yaml")):
            _read_file(path, found)
    return found


def _read_file(path: Path, found: Language) -> None:
    tree = yamlio.load(path)
    try:
        _READERS.get(path.stem, _read_rules)(tree.data, found)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise fail(
            "bad-language",
            f"an entry of this file has another form than its kind: {type(error).__name__} {error}",
            Place(tree.file),
            hint=f"compare it with templates/language/{path.name}",
        ) from error


def _read_reading(data: Mapping[str, Any], found: Language) -> None:
    found.gates |= {name: Gate(**gate) for name, gate in data.get("gates", {}).items()}
    found.known |= {word.casefold() for word in data.get("known", ())}
    found.roles |= set(data.get("roles", ()))
    found.clauses |= data.get("clauses", {})


def _read_initials(data: Mapping[str, Any], found: Language) -> None:
    found.initials |= {str(word) for group in data.values() for word in group}


def _read_rules(data: Mapping[str, Any], found: Language) -> None:
    where, quoted = tuple(data["where"]), bool(data["quoted"])
    severity = cast("Severity", data.get("severity", "error"))
    for row in data["rules"]:
        pattern = row["pattern"] if "pattern" in row else phrases(row["avoid"])
        how = row.get("severity", severity)
        signs = tuple(_sign(one) for one in row.get("avoid", row.get("signs", ())))
        found.rules.append(WordRule(data["code"], re.compile(pattern), row["say"], how, where, quoted, signs))


_READERS: dict[str, Callable[[Mapping[str, Any], Language], None]] = {
    "reading": _read_reading,
    "initials": _read_initials,
}


def _sign(words: str) -> str:
    """Return the longest stretch of `words` that stands in any text where they stand, in small letters."""
    return max(words.casefold().replace("*", " ").split(), key=len)


def phrases(words: Iterable[str]) -> str:
    """Return a pattern that finds any of `words`: whole words, in capitals or not; `*` stands for any ending."""
    made = [_ANY_SPACE.join(re.escape(part).replace(r"\*", r"[\w'\u2019]*") for part in one.split()) for one in words]
    return r"(?i)(?<![\w-])(?:" + "|".join(made) + r")(?![\w])"
