"""One method in a process of its own: python -m benchmarks.method NAME FOLDER [RUNS], on what run.py left in FOLDER.

Without RUNS it makes every document once and writes it to disk: a cold start, timed from outside. With RUNS it makes
them again and again, and prints the milliseconds of each run.
"""

from __future__ import annotations

import io
import json
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.content import Content, Part

if TYPE_CHECKING:
    from collections.abc import Callable

POLICYGEN = "policygen"
FLOOR = "zip the same parts, level 6"
_WARM_UP = 3


def load(folder: Path) -> tuple[list[Content], dict[str, str]]:
    """Return the documents and the values that run.py left in a folder."""
    saved = json.loads((folder / "content.json").read_text(encoding="utf-8"))
    contents = [
        Content(one["id"], one["title"], tuple(_part(part) for part in one["parts"])) for one in saved["contents"]
    ]
    return contents, saved["values"]


def _part(saved: dict[str, Any]) -> Part:
    return Part(saved["kind"], saved["text"], tuple(tuple(row) for row in saved["rows"]))


def ready(method: str, folder: Path) -> Callable[[], list[bytes]]:
    """Return a method's function that makes every document; all that can be kept between organisations is loaded.

    Each method imports only what it needs, as its users would.
    """
    if method == POLICYGEN:
        return _policygen(folder)
    if method == FLOOR:
        return _floor(folder)
    from benchmarks.peers import METHODS  # noqa: PLC0415 - only for those who need it

    contents, values = load(folder)
    peer = next(one for one in METHODS if one.name == method)
    opened = [peer.open_(content, folder) for content in contents]
    return lambda: [one(values) for one in opened]


def _policygen(folder: Path) -> Callable[[], list[bytes]]:
    from benchmarks.ours import facts_of, library_of, writer  # noqa: PLC0415 - likewise

    saved = json.loads((folder / "content.json").read_text(encoding="utf-8"))
    library = library_of(Path(saved["library"]))
    return writer(facts_of(Path(saved["profile"]), library), library)


def _floor(folder: Path) -> Callable[[], list[bytes]]:
    """Return the function that zips what stands in the Word files of policygen's cold start."""
    documents = []
    for path in sorted(folder.glob(f"{POLICYGEN}-*.docx")):
        with zipfile.ZipFile(path) as archive:
            documents.append({name: archive.read(name) for name in archive.namelist()})
    return lambda: [_zipped(parts) for parts in documents]


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def times(run: Callable[[], object], runs: int) -> list[float]:
    """Return the milliseconds of each of `runs` runs, after a few that do not count."""
    found = []
    for number in range(_WARM_UP + runs):
        begin = time.perf_counter()
        run()
        if number >= _WARM_UP:
            found.append((time.perf_counter() - begin) * 1000)
    return found


def main(method: str, folder: Path, runs: int = 0) -> None:
    """Time a method warm, or make every document once."""
    make = ready(method, folder)
    if runs:
        print(json.dumps(times(make, runs)))
        return
    for number, data in enumerate(make()):
        (folder / f"{method.split(',', maxsplit=1)[0]}-{number:02}.docx").write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:]))
