"""Where sentences begin, so that each can have a line of its own."""

from __future__ import annotations

import re

# A full stop after these is part of the word, whatever follows.
_TITLES = frozenset((
    "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "revd", "fr", "sr", "jr", "st", "hon", "eg", "ie", "cf", "vs", "viz",
    "approx", "incl", "excl", "tel", "ext", "ca", "dept", "govt", "ed", "eds", "max", "min",
))  # fmt: skip
# A full stop after these is part of the word where a number follows.
_BEFORE_NUMBERS = frozenset((
    "no", "nos", "p", "pp", "para", "paras", "pt", "s", "ss", "sec", "sect", "art", "arts", "reg", "regs", "sch", "ch",
    "cl", "vol", "fig", "c", "cap", "nr", "rh", "t", "tud", "adr",
))  # fmt: skip
_STOP = re.compile(r"([.!?\u2026]+)[\"')\]\u2019\u201d\u00bb]*\s+(?=\S)")
_LAST_WORD = re.compile(r"[^\s(\[\"'\u2018\u201c/]*\Z")
_INITIALS = re.compile(r"(?:\w\.)*\w\Z")


def sentence_starts(text: str) -> list[int]:
    """Return the places in `text` at which a sentence begins, the first one left out.

    A doubtful full stop does not end a sentence: a line that is too long reads better in a comparison than one that
    is broken in the wrong place.
    """
    starts: list[int] = []
    begin = 0
    for stop in _STOP.finditer(text):
        if _ends(text, begin, stop):
            begin = stop.end()
            starts.append(begin)
    return starts


def _ends(text: str, begin: int, stop: re.Match[str]) -> bool:
    following = text[stop.end()]
    if following.islower():
        return False
    if stop.group(1) != ".":
        return True
    found = _LAST_WORD.search(text, begin, stop.start())
    word = found.group() if found else ""
    # "1. Ring 999": a number that opens the sentence counts, it does not end.
    if not word or (word.isdigit() and not text[begin : stop.start() - len(word)].strip()):
        return False
    folded = word.casefold()
    abbreviated = folded in _TITLES or (following.isdigit() and folded in _BEFORE_NUMBERS)
    return not (abbreviated or _is_initials(word))


def _is_initials(word: str) -> bool:
    """Say whether a word is initials (J, e.g, p.m); a lone figure or small letter is a word like any other."""
    if not _INITIALS.match(word):
        return False
    return not word[-1].isdigit() if "." in word else word.isupper()
