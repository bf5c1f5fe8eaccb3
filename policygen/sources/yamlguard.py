"""What a YAML file must be before it is parsed: a readable file of modest size, in UTF-8, without unseen characters."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygen.errors import Place, PolicygenError, Problem, fail

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1 << 20
"""The largest file that is read: a real profile is about ten kilobytes, the law register about a hundred."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"),
)  # fmt: skip
_SAVE_AS = "in your editor choose 'save with encoding' and then UTF-8"
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
_INVISIBLE = "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U0010ffff]"
_UNSEEN = (
    ("control-character", "a control character", re.compile(_CONTROL)),
    ("invisible-character", "an invisible character", re.compile(_INVISIBLE)),
    ("reserved-character", "a private-use character", re.compile(_PRIVATE)),
)


def read(path: Path, shown: str) -> str:
    """Return the text of the file at `path`, without a byte order mark; `shown` is its name in messages.

    Raises PolicygenError: no-such-file, is-a-folder, not-a-file, cannot-read, too-large, not-utf8.
    """
    place = Place(shown)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise fail("is-a-folder", f"{shown} is a folder, not a file", place, hint="name a file in it")
        if not stat.S_ISREG(mode):
            raise fail("not-a-file", f"{shown} is not an ordinary file", place, hint="save what it holds in a file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(error, shown) from error
    if len(data) > MOST_BYTES:
        raise fail("too-large", f"{shown} is larger than {MOST_BYTES >> 20} MB", place,
                   hint="this is probably another kind of file: a profile is about ten kilobytes")  # fmt: skip
    return _decode(data, shown)


def _unreadable(error: Exception, shown: str) -> PolicygenError:
    """Say in plain words why the system would not open a file (ValueError: a NUL in the name)."""
    number = getattr(error, "errno", None)
    if number in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG) or isinstance(error, ValueError):
        return fail("no-such-file", f"there is no file {shown}", Place(shown),
                    hint="check the spelling and the folder you are in")  # fmt: skip
    reason = os.strerror(number) if number else str(error)
    return fail("cannot-read", f"{shown} cannot be read: {reason.lower()}", Place(shown),
                hint="check that you may open it, and that no other program has locked it")  # fmt: skip


def _decode(data: bytes, shown: str) -> str:
    """Decode UTF-8; YAML 1.2.2 section 5.2 allows UTF-16 and UTF-32 too, which editors only write by mistake."""
    found = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    if not found and data[:4].count(0) >= 2:  # noqa: PLR2004 - two NULs in four bytes: wide characters without a mark
        found = "UTF-16"
    if found:
        raise fail("not-utf8", f"{shown} is saved as {found}; a profile is saved as UTF-8", Place(shown), hint=_SAVE_AS)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = f"0x{error.object[error.start]:02X}"
        before = error.object[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        place = Place(shown, line, len(before) - (before.rfind("\n") + 1) + 1)
        raise fail("not-utf8", f"{shown} is not saved as UTF-8: byte {bad} (perhaps Windows-1252 or Latin-1)", place,
                   hint=_SAVE_AS) from error  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unseen:
    """A character that no reader would see: the code of the problem, what it is, and where in the text."""

    code: str
    words: str
    index: int

    def problem(self, place: Place) -> Problem:
        """Return the problem of a text that stands at `place`."""
        hint = "delete the word and type it again: it was probably pasted from elsewhere"
        return Problem(self.code, f"there is {self.words} in this text", place, hint=hint)


def unseen(text: str) -> Unseen | None:
    """Return the first character in `text` that no reader would see, or None."""
    found = [(match.start(), code, words) for code, words, chars in _UNSEEN if (match := chars.search(text))]
    if not found:
        return None
    index, code, words = min(found)
    return Unseen(code, f"{words} (U+{ord(text[index]):04X})", index)
