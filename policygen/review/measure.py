"""How hard a text is to read: its sentences, their length, and the share of hard words.

A word is a run of letters, or a figure with its spaces ("0800 1111"). A hard word is one of three syllables or more
when an ending such as -s, -ed or -ing is taken off (the measure of Gunning, The Technique of Clear Writing, 1952);
names do not count. docs/explanation/reading-gates.md compares this with another program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policygen.writers.sentences import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

HARD = 3
"""Syllables from which a word is hard."""
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*|\d+(?:[ .,:/\-]?\d+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_TWO_SOUNDS = re.compile(
    r"(?<![cstg])i[ao]|^(?:cre|re|sci|qui|di)(?<=e)[aeiou]?(?=at|al)|(?<!p)eo(?!u)|eing|uou|ying|ience|iet|[ae]rea$|idea"
)
_ONE_SOUND = re.compile(r"[aeiouy][^aeiouy]+e(?=ty|ful|less|ly|ments?$|guard|room|work|time|thing|where|how)|^every")
_ENDING = re.compile(r"(?:'s|\u2019s|ings?|ed|es|s)$")
_LITTLE = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, how many words it has, and those of them that are hard."""

    text: str
    words: int
    hard: tuple[str, ...]


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text)


def sentences(text: str, known: Collection[str] = ()) -> list[Sentence]:
    """Return the sentences of one paragraph; `known` words are never hard."""
    starts = [0, *sentence_starts(text)]
    parts = (text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True))
    return [made for part in parts if (made := _sentence(part, known)).words]


def _sentence(text: str, known: Collection[str]) -> Sentence:
    found = words(text)
    hard = tuple(word for place, word in enumerate(found) if _is_hard(word, known, first=place == 0))
    return Sentence(text, len(found), hard)


def _is_hard(word: str, known: Collection[str], *, first: bool) -> bool:
    if word[0].isdigit() or (word[0].isupper() and not first) or word.isupper():
        return False
    low = word.casefold().replace("\u2019", "'").removesuffix("'s")
    if low in known or low.removesuffix("s") in known:
        return False
    # A compound of short words ("face-to-face") is as easy as they are.
    return any(syllables(_ENDING.sub("", part)) >= HARD for part in low.split("-"))


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels, with the usual exceptions."""
    low = word.casefold()
    if len(low) <= _LITTLE:
        return 1
    silent = low.endswith("e") and not (low.endswith("le") and low[-3] not in "aeiouy")
    stem = low[:-1] if silent else low
    count = len(_VOWELS.findall(stem)) + len(_TWO_SOUNDS.findall(stem)) - len(_ONE_SOUND.findall(stem))
    return max(count, 1)


def average(found: Sequence[Sentence]) -> float:
    """Return the words of an average sentence."""
    return sum(one.words for one in found) / len(found) if found else 0.0


def share_of_hard_words(found: Iterable[Sentence]) -> float:
    """Return how many words in a hundred are hard."""
    kept = list(found)
    total = sum(one.words for one in kept)
    return 100 * sum(len(one.hard) for one in kept) / total if total else 0.0
