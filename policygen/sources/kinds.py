"""The kinds of text that a profile holds besides plain words: days, months, telephone numbers, addresses."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

TEXT_KINDS = frozenset({"string", "day", "month_or_day", "phone", "email", "address", "colour", "font"})
"""Kinds that are written as text: an unquoted number there is taken as it was written."""

DAY_PATTERN = "^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
MONTH_OR_DAY_PATTERN = "^[12][0-9]{3}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"
PHONE_PATTERN = r"^\+?[0-9() ]+$"
EMAIL_PATTERN = r"^[^\s@<>()\[\],;:\\\"]{1,64}@([^\s@<>()\[\],;:\\\"./]{1,63}\.)+[^\s@<>()\[\],;:\\\"./]{2,63}$"
ADDRESS_PATTERN = (
    r"^https?://([^\s/@:?#<>\"\\^`{}|.]{1,63}\.)+[^\s/@:?#<>\"\\^`{}|.]{2,63}(:[0-9]{1,5})?([/?#][^\s<>\"\\^`{}|]*)?$"
)
COLOUR_PATTERN = "^#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"
FONT_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9\s.\-]{0,30}$"
"""The same forms for editors (ECMA-262 patterns in JSON Schema); Python also asks whether the day exists.

E-mail is the dot-atom of RFC 5322 section 3.4.1 with RFC 6531's letters: nobody publishes the quoted forms.
"""

_FORMS = {
    kind: re.compile(pattern.removesuffix("$") + r"\Z")
    for kind, pattern in {
        "day": DAY_PATTERN, "month_or_day": MONTH_OR_DAY_PATTERN, "phone": PHONE_PATTERN,
        "email": EMAIL_PATTERN, "address": ADDRESS_PATTERN, "colour": COLOUR_PATTERN, "font": FONT_PATTERN,
    }.items()
}  # fmt: skip
_MONTH_LENGTH = len("2026-09")
_BRITISH_DAY = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([12][0-9]{3})\Z")
_DIGITS = range(3, 16)
"""ITU-T E.164 numbers have 15 digits at most; 999 and 101 have three."""
_MOST = 300


def as_day(text: str) -> date | None:
    """Return the day that `text` names in the form 2026-09-01 (ISO 8601), or None."""
    if not _FORMS["day"].match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def british_day(text: str) -> str:
    """Return the day that `text` names in the form 1/9/2026, written 2026-09-01, or an empty string."""
    if not (found := _BRITISH_DAY.match(text)):
        return ""
    written = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return written if as_day(written) else ""


def is_month_or_day(text: str) -> bool:
    """Return whether `text` is a month such as 2027-09, or a day."""
    is_form = _FORMS["month_or_day"].match(text) is not None
    return is_form and (len(text) == _MONTH_LENGTH or as_day(text) is not None)


def is_phone(text: str) -> bool:
    """Return whether `text` is a telephone number: digits, spaces, brackets and perhaps a + at the start."""
    return _FORMS["phone"].match(text) is not None and sum(map(str.isdigit, text)) in _DIGITS


def is_email(text: str) -> bool:
    """Return whether `text` is an e-mail address."""
    return len(text) <= _MOST and _FORMS["email"].match(text) is not None


def is_address(text: str) -> bool:
    """Return whether `text` is a web address (RFC 3986) that begins with http:// or https://, without a password."""
    if len(text) > _MOST or not _FORMS["address"].match(text):
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def is_colour(text: str) -> bool:
    """Return whether `text` is a colour of three or six hexadecimal digits, with or without a # before them."""
    return _FORMS["colour"].match(text) is not None


def is_font(text: str) -> bool:
    """Return whether `text` can be the name of a font: Word keeps 31 letters (ECMA-376 part 1, 17.8.3.10)."""
    return _FORMS["font"].match(text) is not None
