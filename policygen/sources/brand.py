"""An organisation's brand as its profile says it: read from the files it names, checked before anything is built."""

from __future__ import annotations

import hashlib
import math
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygen.colours import LEAST, contrast, nearest_readable, readable, six_digits
from policygen.errors import PolicygenError, Problem
from policygen.model import HouseStyle, HouseTemplate, Logo
from policygen.sources.brand_logo import LogoError, read_logo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policygen.errors import Place, Severity

FILES = ("logo", "house_style")
"""The fields of a brand that name a file."""


class BrandReader:
    """Reads the brand of one profile; what is wrong is gathered in `problems`."""

    def __init__(self, said: Mapping[str, Any], said_by: Mapping[str, str], place: Callable[[str], Place]) -> None:
        """Take the section `brand` of a profile, which file said each field, and where it stands."""
        self._said, self._said_by, self._place = said, said_by, place
        self.problems: list[Problem] = []
        self.contents: dict[str, str] = {}
        self._heading_colour = ""

    def read(self) -> HouseStyle:
        """Return the brand; `contents` then holds for each file that it names the hash of what is in it."""
        colours = [self._colour(name) for name in ("colour", "accent")]
        font = str(self._said.get("font", ""))
        if font:
            self._warn_of_font(font)
        template = self._template()
        return HouseStyle(colours[0] or self._heading_colour, colours[1], font, self._logo(), template)

    def _colour(self, name: str) -> str:
        written = self._said.get(name)
        if not isinstance(written, str):
            return ""
        colour = six_digits(written)
        if not readable(colour):
            near = nearest_readable(colour)
            seen = math.floor(contrast(colour) * 10) / 10
            message = f"words in the colour {colour} are hard to read: {seen}:1 on white, and {LEAST}:1 is the least"
            hint = f"the nearest colour of the same hue that can be read is {near}"
            self._problem("colour-contrast", name, message, hint, suggestion=near)
        return colour

    def _warn_of_font(self, font: str) -> None:
        """Warn where a PDF could not be set in the font; in Word and a browser the reader's machine decides."""
        if not find_spec("typst"):
            return
        import typst  # noqa: PLC0415 - an extra

        if font.casefold() not in {one.casefold() for one in typst.Fonts().families()}:
            message = f"the font {font} is not installed on this machine"
            hint = "readers who have it see it, others Arial; a PDF made here is set in the house's own font"
            self._problem("font-not-here", "font", message, hint, severity="warning")

    def _logo(self) -> Logo | None:
        path = self._file("logo")
        if path is None:
            return None
        try:
            return read_logo(path)
        except LogoError as error:
            self._problem(error.code, "logo", f"the logo {path.name} cannot be used: {error.why}", error.hint)
        except OSError as error:
            self._problem("missing-brand-file", "logo", f"{path} cannot be read: {error.strerror}", _READABLE)
        return None

    def _template(self) -> HouseTemplate | None:
        path = self._file("house_style")
        if path is None:
            return None
        from policygen.sources.brand_template import heading_colour, read_template  # noqa: PLC0415 - lxml is slow to import

        try:
            template, problems = read_template(path)
            self._heading_colour = heading_colour(template)
        except PolicygenError as error:
            problems = error.problems
            template = None
        for one in problems:
            self._problem(one.code, "house_style", f"{path.name}: {one.message}", one.hint, severity=one.severity)
        return template

    def _file(self, name: str) -> Path | None:
        """Return the file that a field names, from the folder of the profile that says it, if it is there."""
        written = self._said.get(name)
        if not isinstance(written, str):
            return None
        path = Path(self._said_by.get(f"brand.{name}", "")).parent / written
        if not path.is_file():
            hint = f"the name is read from the folder of {self._said_by.get(f'brand.{name}', 'the profile')}"
            self._problem("missing-brand-file", name, f"there is no file {path}", hint)
            return None
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            self._problem("missing-brand-file", name, f"{path} cannot be read: {error.strerror}", _READABLE)
            return None
        self.contents[f"brand.{name}"] = f"{written} (sha256:{digest[:16]})"
        return path

    def _problem(  # noqa: PLR0913 - the parts of a problem
        self, code: str, name: str, message: str, hint: str, *, suggestion: str = "", severity: Severity = "error"
    ) -> None:
        path = f"brand.{name}"
        self.problems.append(Problem(code, message, self._place(path), path, hint, suggestion, severity=severity))


_READABLE = "make sure that you may read it"
