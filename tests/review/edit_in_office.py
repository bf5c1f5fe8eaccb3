# ruff: noqa: ANN401, FBT003, T201 - the bridge publishes no types and takes its arguments by position; the script reports
"""Edits Word files as a person does in LibreOffice, through its own bridge. Run by the Python that brings `uno`.

    python3 edit_in_office.py PORT FOLDER

FOLDER holds `policy.docx`; what each edit below makes of it is written beside it under the name of the edit.
"""

import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

WORD = "MS Word 2007 XML"
START_OF_NEW = "We look at this again after any incident."


def setting(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def desktop(port: int) -> tuple[Any, Any]:
    """Return LibreOffice's desktop; it needs some seconds to start."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            found = resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
        else:
            return found.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", found), found
    raise SystemExit("LibreOffice did not start")


def paragraphs(document: Any) -> list[Any]:
    """Return the paragraphs of the running text."""
    rows = document.Text.createEnumeration()
    found = []
    while rows.hasMoreElements():
        one = rows.nextElement()
        if one.supportsService("com.sun.star.text.Paragraph"):
            found.append(one)
    return found


def saying(document: Any, words: str) -> Any:
    """Return the first paragraph whose text begins with these words, the contents left out."""
    rows = [one for one in paragraphs(document) if one.String.startswith(words)]
    return next(one for one in rows if not one.ParaStyleName.startswith("Contents"))


def at_start(document: Any, _run: Any) -> None:
    cursor = document.Text.createTextCursorByRange(saying(document, "A personal phone").Start)
    document.Text.insertString(cursor, "Always: ", False)


def in_the_middle(document: Any, _run: Any) -> None:
    search = document.createReplaceDescriptor()
    search.SearchString, search.ReplaceString = "glucose sensor", "glucose monitor"
    document.replaceAll(search)


def at_end(document: Any, _run: Any) -> None:
    cursor = document.Text.createTextCursorByRange(saying(document, "The list is looked at").End)
    document.Text.insertString(cursor, " Nobody else decides.", False)


def _select(document: Any, first: str, last: str) -> None:
    view = document.CurrentController.ViewCursor
    view.gotoRange(saying(document, first).Start, False)
    view.gotoRange(saying(document, last).Start, True)


def moved(document: Any, run: Any) -> None:
    _select(document, "If a call cannot wait", "Children's phones and watches")
    run(".uno:Cut")
    document.CurrentController.ViewCursor.gotoRange(saying(document, "I have read this").Start, False)
    run(".uno:Paste")


def retyped(document: Any, _run: Any) -> None:
    first, last = saying(document, "Children here are"), saying(document, "This policy follows")
    cursor = document.Text.createTextCursorByRange(first.Start)
    cursor.gotoRange(last.End, True)
    cursor.String = "Adults here watch and listen. Screens stay out of their hands while they do."


def deleted(document: Any, _run: Any) -> None:
    cursor = document.Text.createTextCursorByRange(saying(document, "If a call cannot wait").Start)
    cursor.gotoRange(saying(document, "Children's phones and watches").Start, True)
    cursor.String = ""


def added(document: Any, _run: Any) -> None:
    text = document.Text
    place = saying(document, "When a child tells")
    cursor = text.createTextCursorByRange(place.Start)
    text.insertString(cursor, "Looking at this again", False)
    text.insertControlCharacter(cursor, 0, False)
    text.insertString(cursor, START_OF_NEW, False)
    text.insertControlCharacter(cursor, 0, False)
    rows = paragraphs(document)
    for one in rows:
        if one.String == START_OF_NEW:
            one.ParaStyleName = "Standard"


def row_added(document: Any, _run: Any) -> None:
    tables = [document.TextTables.getByIndex(place) for place in range(document.TextTables.Count)]
    table = next(one for one in tables if one.getCellByName("A1").String == "Reason")
    table.Rows.insertByIndex(table.Rows.Count, 1)
    place = table.Rows.Count
    for letter, words in zip("ABC", ("Music", "A phone plays for the choir.", "Headteacher"), strict=True):
        table.getCellByName(f"{letter}{place}").String = words


def tracked(document: Any, _run: Any) -> None:
    document.RecordChanges = True
    in_the_middle(document, _run)
    at_end(document, _run)


def untouched(document: Any, _run: Any) -> None:
    del document


EDITS = (
    untouched, at_start, in_the_middle, at_end, moved, retyped, deleted, added, row_added, tracked,
)  # fmt: skip


def main(port: int, folder: Path) -> None:
    office, context = desktop(port)
    helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    for edit in EDITS:
        document = office.loadComponentFromURL(
            (folder / "policy.docx").as_uri(), "_blank", 0, (setting("Hidden", True),)
        )
        frame = document.CurrentController.Frame
        edit(document, lambda name, frame=frame: helper.executeDispatch(frame, name, "", 0, ()))
        document.storeToURL((folder / f"{edit.__name__}.docx").as_uri(), (setting("FilterName", WORD),))
        document.close(True)
        print(edit.__name__, flush=True)
    office.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
