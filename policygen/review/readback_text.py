"""What was read from a Word file as text for people; apart from `readback`, since git asks for it twice a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.writers import markdown

if TYPE_CHECKING:
    from policygen.sources.docx_reader import ReadDocument, Unplaced

_NAMES = {
    "frame": "In a text box",
    "comment": "Comment",
    "footnote": "Note",
    "answer": "Filled in",
    "header-or-footer": "At the top or foot of the pages",
    "repeated": "A copy of a clause that is there already",
}


def as_text(read: ReadDocument) -> str:
    """Return what was read as text to be compared: Markdown, one sentence a line, and at its end what has no place."""
    lines = markdown.write(read.document).split("\n")
    kept: list[str] = []
    for line in lines:
        # The anchors keep our own Markdown aligned; in a file that people read as text they would only be in the way.
        if line.startswith('<a id="') or (not line and kept and not kept[-1]):
            continue
        kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n" + "".join(map(_aside, read.unplaced))


def _aside(one: Unplaced) -> str:
    words = " ".join(one.text.split())
    where = f" ({one.clause})" if one.clause else ""
    return f"\n[{_NAMES[one.kind]}{where}: {words}]\n"
