"""The choices that give a document its look: the house's colours and fonts, and what a document's readers need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policygen.colours import LEAST, contrast, ground_of, luminance

if TYPE_CHECKING:
    from policygen.model import Document, HouseStyle

BODY = 24
"""Ordinary text in half points: 12 pt."""

LARGE = 36
"""Ordinary text in large print: 18 pt."""

SMALLEST_LARGE = 32

READING_SIZES = {"early": 32, "easyread": 32, "ks2": 28}
"""Text for young children is larger, in half points, by the reading level of the document."""


@dataclass(frozen=True, slots=True)
class BoxLook:
    """Colours of a kind of box: the bar and the label, and the ground (each label at least 4.5:1 on its ground)."""

    bar: str
    ground: str


@dataclass(frozen=True, slots=True)
class Brand:
    """An organisation's colours (six hexadecimal digits, each readable on white at 4.5:1 or more) and its font.

    `line` is that beneath a title, the accent's colour where it is not said.
    """

    font: str = "Arial"
    ink: str = "1F2A33"
    accent: str = "14485C"
    quiet: str = "51616B"
    link: str = "0B5C8A"
    rule: str = "C5D2D9"
    band: str = "F5F8F9"
    head: str = "E1ECF0"
    gap: str = "FFF0B8"
    line: str = ""


BRAND = Brand()
"""The house's own colours, for an organisation that names none."""

_HEAD, _BAND, _RULE = 0.82, 0.93, 0.62
"""The luminance of the grounds of a table's head and bands, and of thin lines."""


def brand_of(style: HouseStyle) -> Brand:
    """Return the colours and the font of an organisation; what it does not say is the house's own.

    Links are in its second colour where they can be read in that on the ground of every box, and else as they are.
    """
    said = replace(BRAND, font=style.font) if style.font else BRAND
    if style.colour:
        head, band, rule = (ground_of(style.colour, wanted) for wanted in (_HEAD, _BAND, _RULE))
        said = replace(said, accent=style.colour, head=head, band=band, rule=rule)
    second = style.accent or style.colour
    said = replace(said, line=style.accent)
    grounds = [luminance(look.ground) for look in BOXES.values()] + [luminance(said.head), luminance(BRAND.gap)]
    return replace(said, link=second) if second and contrast(second, min(grounds)) >= LEAST else said


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
    large: bool = False

    @property
    def wide(self) -> float:
        """How many times more room the numbers of headings and lists need."""
        return LARGE / BODY if self.large else 1

    def grown(self, half_points: int) -> int:
        """Return a size that does not follow the text's; in large print it grows too, and is never under 16 pt."""
        return max(half_points * LARGE // BODY, SMALLEST_LARGE) if self.large else half_points


def look_of(document: Document) -> Look:
    """Return the look that a document's readers need."""
    body = LARGE if document.large else READING_SIZES.get(document.reading, BODY)
    return Look(body, document.numbered, language_tag(document.language), document.large)


def language_tag(language: str) -> str:
    """Return a language with its country, as Word wants it (BCP 47): `en` is `en-GB`, `cy-GB` stays."""
    kept = "".join(letter for letter in language if letter.isascii() and (letter.isalnum() or letter == "-"))
    return kept if "-" in kept else f"{kept or 'en'}-GB"


def box_style(kind: str) -> str:
    """Return the paragraph style of a kind of box."""
    return "Box" + (kind if kind in BOXES else "note").capitalize()
