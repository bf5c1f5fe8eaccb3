"""Instruments of law, national contacts and documents as a template sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygen.sources import marks
from policygen.sources.marks import Marked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from policygen.sources.law import Instrument, Version


@dataclass(frozen=True, slots=True)
class LawRow:
    """An instrument as a template sees it."""

    title: str
    cite: str
    citation: str
    kind: str
    label: str
    summary: str
    url: str
    expected: str

    @classmethod
    def of(cls, one: Instrument, version: Version) -> LawRow:
        """Return an instrument in one version."""
        return cls(
            one.title,
            version.cite,
            one.citation,
            one.kind,
            version.label,
            version.summary,
            version.url,
            version.expected,
        )

    @property
    def link(self) -> Marked:
        """Its citation as a link."""
        return marks.link(self.cite, self.url)


@dataclass(frozen=True, slots=True)
class ContactWord:
    """A national contact as a template sees it; printed whole it is its name, linked, and its number."""

    name: str
    phone: str
    url: str
    purpose: str
    phone_words: str
    check: Callable[[], dt.date]

    @property
    def marked(self) -> Marked:
        """Name and number as they stand in a sentence."""
        name = marks.link(self.name, self.url)
        if not self.phone:
            return name
        return Marked(self.phone_words.format(name=name, phone=marks.clean(self.phone)))

    @property
    def checked_on(self) -> dt.date:
        """The day on which somebody last checked it; a clause rests on that day only if it reads it."""
        return self.check()

    @property
    def link(self) -> Marked:
        """Its name as a link."""
        return marks.link(self.name, self.url)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the pack as a list of the pack shows it."""

    id: str
    link: Marked
    family: str
    readers: str
    publish: str
    reading: str
