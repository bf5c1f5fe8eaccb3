"""Word files laid out as they will be printed, by LibreOffice: on which page each clause begins.

Each clause has a bookmark. LibreOffice writes bookmarks into a PDF as named destinations (ISO 32000-1, 12.3.2.3). It is
asked for PDF 1.4, in which objects may not be packed into streams, so that they can be read as text.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from policygen.errors import fail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygen.errors import PolicygenError

_PROGRAMS = ("soffice", "libreoffice")
_AS_PDF_A_1 = {"SelectPdfVersion": {"type": "long", "value": "1"}}
_WITH_PLACES = {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}}
_PDF = "pdf:writer_pdf_Export:" + json.dumps(_AS_PDF_A_1 | _WITH_PLACES, separators=(",", ":"))
_TO_START, _EACH = 60, 10
"""How many seconds LibreOffice may take to start, and for each file; a second is usual."""

_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Kids\s*\[([^\]]*)\]")
_PAGE = re.compile(rb"([0-9]+) 0 R")
_PLACE = re.compile(rb"5Fc5F([0-9a-f]{24})\s*\[\s*([0-9]+) 0 R")
"""A bookmark of ours, whose underscores LibreOffice writes as their codes, and the page that it stands on."""


def require() -> str:
    """Return LibreOffice's program; raises PolicygenError where there is none."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if found is None:
        raise fail(
            "page-numbers-no-office",
            "page numbers need LibreOffice, and no program 'soffice' was found",
            hint="install LibreOffice (libreoffice.org) and put the folder of its program 'soffice' on PATH; or build "
            "without --page-numbers: the contents are then links without numbers",
        )
    return found


def pages_of(files: Mapping[str, bytes]) -> dict[str, dict[str, int]]:
    """Return for each Word file, by its name, the page of each of our bookmarks as LibreOffice lays the file out.

    Raises PolicygenError where LibreOffice is missing, or lays a file out into no PDF.
    """
    program = require()
    # LibreOffice may still be clearing up its own files when it has ended.
    with TemporaryDirectory(prefix="policygen-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        paths = [folder / f"{name}.docx" for name in files]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        _laid_out(program, folder, paths)
        return {path.stem: _read(path.with_suffix(".pdf")) for path in paths}


def _laid_out(program: str, folder: Path, paths: list[Path]) -> None:
    """Let LibreOffice lay files out, with settings of its own: those of whoever sits here may differ, or be in use."""
    home = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    command = [program, home, "--headless", "--norestore", "--convert-to", _PDF, "--outdir", str(folder)]
    patience = _TO_START + _EACH * len(paths)
    try:
        _run([*command, *map(str, paths)], patience)
    except subprocess.TimeoutExpired as error:
        raise _failed(f"LibreOffice took longer than {patience} seconds") from error
    except OSError as error:
        raise _failed(f"LibreOffice did not start: {error}") from error


def _run(command: list[str], patience: int) -> None:
    """Run a program; where it takes too long, or this one is stopped, it ends with all that it has started."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - LibreOffice, with files of our own
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as running:
        try:
            running.wait(patience)
        except BaseException:
            if sys.platform == "win32":
                running.kill()
            else:
                os.killpg(running.pid, signal.SIGKILL)
            raise


def _read(path: Path) -> dict[str, int]:
    """Return the page of each bookmark in a PDF that LibreOffice has made."""
    data = path.read_bytes() if path.is_file() else b""
    pages = _PAGES.search(data)
    if pages is None:
        raise _failed(f"LibreOffice did not lay out '{path.stem}'", path.stem)
    numbers = {page: number for number, page in enumerate(_PAGE.findall(pages[1]), 1)}
    places = ((f"_c_{name.decode()}", numbers.get(page)) for name, page in _PLACE.findall(data))
    return {name: number for name, number in places if number is not None}


def _failed(message: str, name: str = "") -> PolicygenError:
    hint = "try again; if it stays, build without --page-numbers and report this with the version of LibreOffice"
    return fail("page-numbers-failed", message, path=name, hint=hint)
