"""What stands in braces in a clause's text: places to fill in, and places for a picture.

`{text}`, `{date}`, `{tick}`, `{lines}` and `{choice: yes; no}` stand in a form or in a table cell, `{picture: what it
shows}` at the beginning of a paragraph, an item or a cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygen.errors import nearest
from policygen.sources import marks as m

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = ("text", "date", "tick", "lines")
NAMES = (*PLAIN, "choice", "picture")
_BRACES = re.compile(r"\{([a-z]+)(?::([^{}]*))?\}")
_FIELD = re.compile(rf"{re.escape(m.FILL)}(\w+){m.ARGUMENT}.*?{m.FILL_END}(?=(?:\{{%.*?%\}}|\s)*$)", re.DOTALL)


def marked(text: str, *, fillable: bool, complain: Callable[[str, str, str], None]) -> str:
    """Return the text of a paragraph, an item or a cell with what stands in braces as marks.

    `fillable` says that it stands in a form or in a table. `complain` is told what is wrong, how to mend it, and the
    nearest name that is known.
    """
    if "{" not in text:
        return text

    def take(found: re.Match[str]) -> str:
        name, said = found[1], (found[2] or "").strip()
        options = [one.strip() for one in said.split(";") if one.strip()]
        if name not in NAMES:
            known = ", ".join(f"{{{one}}}" for one in NAMES)
            complain(f"'{found[0]}' is nothing that can be filled in", f"one of {known}", nearest(name, NAMES))
        elif name == "picture":
            _check_picture(text[: found.start()], said, complain)
            return f"{m.FILL}picture{m.ARGUMENT}{said}{m.FILL_END}"
        elif not fillable:
            complain(f"'{found[0]}' stands in running text", "put it in '::: form' or in a table cell", "")
        elif name == "choice" and len(options) < 2:  # noqa: PLR2004 - one is no choice
            complain("a choice needs two options or more", "write it as {choice: yes; no; not yet}", "")
        else:
            offered = options if name == "choice" else []
            return f"{m.FILL}{name}{m.ARGUMENT}{m.OPTION.join(offered)}{m.FILL_END}"
        return ""

    return _BRACES.sub(take, text)


def _check_picture(before: str, said: str, complain: Callable[[str, str, str], None]) -> None:
    if not said:
        complain("a picture needs words that say what it shows", "write it as {picture: a child with a tablet}", "")
    if m.ANY.sub("", before).strip() and not _only_tags(before):
        complain("a picture stands at the beginning of a line", "put it before the words of its line", "")


def _only_tags(text: str) -> bool:
    """Say whether nothing stands in `text` but expressions, which are single private-use characters here."""
    return all(letter.isspace() or letter >= "\U000f0000" for letter in m.ANY.sub("", text))


def form_field(source: str) -> str:
    """Return the marked source of a form's item: what is to be filled in comes first, then the label.

    The options of a choice stay at the end of the label, where the stream finds them.
    """
    text = source.strip().removeprefix(m.PARAGRAPH).removesuffix(m.END)
    found = _FIELD.search(text)
    if found is None:
        return f"{m.FIELD}text{m.ARGUMENT}{text}{m.END}"
    label = text if found[1] == "choice" else text[: found.start()] + text[found.end() :]
    return f"{m.FIELD}{found[1]}{m.ARGUMENT}{label}{m.END}"
