"""Decides on redlines in LibreOffice and says what is left; LibreOffice's own Python runs it: `PORT`, a folder.

For each `NAME.docx` there are `NAME.old.docx` and `NAME.new.docx` beside it. It prints JSON: by name, what each
reads as (old, new, accepted, rejected), a line a paragraph with its style; lines without words are left out; and how
many comments stand in it.
"""

# ruff: noqa: ANN401, FBT003, T201 - the bridge publishes no types and takes its arguments by position; it reports

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from edit_in_office import desktop, setting


def lines(text: Any) -> list[str]:
    """Return the paragraphs of a text, and of the cells of its tables, each after its style."""
    found: list[str] = []
    rows = text.createEnumeration()
    while rows.hasMoreElements():
        one = rows.nextElement()
        if one.supportsService("com.sun.star.text.TextTable"):
            cells = [lines(one.getCellByName(name)) for name in one.CellNames]
            found.append("table: " + " | ".join(" / ".join(cell) for cell in cells))
        elif one.String.strip():
            found.append(f"{one.ParaStyleName}: {one.String.strip()}")
    return [one for one in found if one.strip("table: |/")]


def comments(document: Any) -> int:
    """Return how many comments stand in the text."""
    fields, many = document.TextFields.createEnumeration(), 0
    while fields.hasMoreElements():
        many += fields.nextElement().supportsService("com.sun.star.text.textfield.Annotation")
    return many


def opened(office: Any, path: Path) -> Any:
    """Return an opened file; just after its start LibreOffice may not yet open any."""
    for _ in range(20):
        document = office.loadComponentFromURL(path.as_uri(), "_blank", 0, (setting("Hidden", True),))
        if document is not None:
            return document
        time.sleep(0.5)
    raise SystemExit(f"{path.name} does not open")


def main(port: int, folder: Path) -> None:
    office, context = desktop(port)
    helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.docx")):
        name, kind = path.name.split(".")[:2]
        decisions = {"old": "", "new": "", "docx": "?"}[kind]
        for key, command in [(kind, "")] if not decisions else [("accepted", "Accept"), ("rejected", "Reject")]:
            document = opened(office, path)
            if command == "Accept":
                found.setdefault(name, {})["comments"] = comments(document)
            if command:
                frame = document.CurrentController.Frame
                helper.executeDispatch(frame, f".uno:{command}AllTrackedChanges", "", 0, ())
            found.setdefault(name, {})[key] = lines(document.Text)
            document.close(True)
    print(json.dumps(found))
    office.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
