"""One method from a cold start: python -m benchmarks.cold METHOD FOLDER, where run.py left the content in FOLDER."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.content import Content, Part


def load(folder: Path) -> tuple[list[Content], dict[str, str]]:
    """Return the documents and the values that run.py left in a folder."""
    saved = json.loads((folder / "content.json").read_text(encoding="utf-8"))
    contents = [
        Content(one["id"], one["title"], tuple(_part(part) for part in one["parts"])) for one in saved["contents"]
    ]
    return contents, saved["values"]


def _part(saved: dict[str, Any]) -> Part:
    return Part(saved["kind"], saved["text"], tuple(tuple(row) for row in saved["rows"]))


def main(method: str, folder: Path) -> None:
    """Make every document of the folder once and write it to disk."""
    if method == "policygen":
        from benchmarks.ours import facts_of, library_of, writer  # noqa: PLC0415 - each method pays for its own imports only

        where = json.loads((folder / "content.json").read_text(encoding="utf-8"))
        library = library_of(Path(where["library"]))
        made = writer(facts_of(Path(where["profile"]), library), library)()
    else:
        from benchmarks.peers import METHODS  # noqa: PLC0415 - likewise

        contents, values = load(folder)
        peer = next(one for one in METHODS if one.name == method)
        made = [peer.open_(content, folder)(values) for content in contents]
    for number, data in enumerate(made):
        (folder / f"cold-{number}.docx").write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
