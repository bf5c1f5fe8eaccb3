"""The choices that give a document its look: the house's colours and fonts, and what a document's readers need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygen.model import Document

BODY = 24
"""Ordinary text in half points: 12 pt."""

READING_SIZES = {"early": 32, "easyread": 32, "ks2": 28}
"""Text for young children is larger, in half points, by the reading level of the document."""


@dataclass(frozen=True, slots=True)
class BoxLook:
    """Colours of a kind of box: the bar and the label, and the ground (each label at least 4.5:1 on its ground)."""

    bar: str
    ground: str


@dataclass(frozen=True, slots=True)
class Brand:
    """An organisation's colours (six hexadecimal digits, each readable on white at 4.5:1 or more) and its font."""

    font: str = "Arial"
    ink: str = "1F2A33"
    accent: str = "14485C"
    quiet: str = "51616B"
    link: str = "0B5C8A"
    rule: str = "C5D2D9"
    band: str = "F5F8F9"
    head: str = "E1ECF0"
    gap: str = "FFF0B8"


BRAND = Brand()
"""The house's own colours, for an organisation that names none."""

BOXES = {
    "emergency": BoxLook("A8201A", "FCEDEC"),
    "do": BoxLook("1C6B3F", "EDF6F0"),
    "dont": BoxLook("97380E", "FDF1EA"),
    "children": BoxLook("5A3D8A", "F3EFF9"),
    "note": BoxLook("1F5673", "EDF4F8"),
    "coming": BoxLook("6E5300", "FDF6E1"),
    "draft": BoxLook("6E5300", "FDF6E1"),
}
"""The kinds of box; an unknown kind looks like a note."""


@dataclass(frozen=True, slots=True)
class Look:
    """What makes two documents need different style parts: text size, numbered headings, language."""

    body: int = BODY
    numbered: bool = True
    language: str = "en-GB"


def look_of(document: Document) -> Look:
    """Return the look that a document's readers need."""
    return Look(READING_SIZES.get(document.reading, BODY), document.numbered, language_tag(document.language))


def language_tag(language: str) -> str:
    """Return a language with its country, as Word wants it (BCP 47): `en` is `en-GB`, `cy-GB` stays."""
    kept = "".join(letter for letter in language if letter.isascii() and (letter.isalnum() or letter == "-"))
    return kept if "-" in kept else f"{kept or 'en'}-GB"


def box_style(kind: str) -> str:
    """Return the paragraph style of a kind of box."""
    return "Box" + (kind if kind in BOXES else "note").capitalize()
