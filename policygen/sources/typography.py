"""Straight quotation marks as authors type them, turned into those of print, in the library's own words."""

from __future__ import annotations

import re

_RULES = (
    (re.compile(r"(?<=\w)'"), "\u2019"),
    (re.compile(r"'(?=\w)"), "\u2018"),
    (re.compile(r'(?<![\w.,;:!?)])"(?=\S)'), "\u201c"),
    (re.compile(r'"'), "\u201d"),
)


def printed(text: str) -> str:
    """Return `text` with the quotation marks and apostrophes of print."""
    if "'" not in text and '"' not in text:
        return text
    for pattern, mark in _RULES:
        text = pattern.sub(mark, text)
    return text
