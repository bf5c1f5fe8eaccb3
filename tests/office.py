"""LibreOffice driven by a script through its own bridge, `uno`, with the one form that it lacks without a screen.

Debian's `libreoffice-writer-nogui` leaves out Writer's forms. The first comment that is laid out looks for that of the
box beside the page, and LibreOffice ends ("NoSuchElementException"); so a copy of its tree, made of links, has one.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.needs import command

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = Path("share/config/soffice.cfg/modules/swriter/ui/annotation.ui")
DRAWN = """<?xml version="1.0" encoding="UTF-8"?>
<interface domain="sw">
  <object class="GtkMenu" id="menu"/>
  <object class="GtkBox" id="Annotation">
    <child><object class="GtkScrolledWindow" id="scrolledwindow">
      <child><object class="GtkViewport"><child><object class="GtkDrawingArea" id="editview"/></child></object></child>
    </object></child>
    <child><object class="GtkLabel" id="author"/></child>
    <child><object class="GtkLabel" id="date"/></child>
    <child><object class="GtkLabel" id="resolved"/></child>
    <child><object class="GtkMenuButton" id="menubutton"><property name="popup">menu</property></object></child>
  </object>
</interface>
"""


def with_form(installed: Path, copy: Path) -> Path:
    """Return where LibreOffice has the form of a comment: as installed, or a copy of links with the form."""
    if (installed / FORM).exists():
        return installed
    for steps in range(len(FORM.parts)):
        there, here = (root.joinpath(*FORM.parts[:steps]) for root in (installed, copy))
        here.mkdir(parents=True)
        for one in there.iterdir() if there.is_dir() else ():
            if one.name != FORM.parts[steps]:
                (here / one.name).symlink_to(one)
    # A new home is made from these, and no link is followed there.
    (copy / "presets").unlink()
    shutil.copytree(installed / "presets", copy / "presets")
    (copy / FORM).write_text(DRAWN, encoding="utf-8")
    return copy


def drive(script: Path, folder: Path, home: Path | None = None) -> str:
    """Return what a script prints that is given the port of a LibreOffice, whose home is `home`, and a folder."""
    with office(home or folder) as port:
        words = [*command("python3-uno"), str(script), str(port), str(folder)]
        return subprocess.run(words, check=True, timeout=120, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def office(folder: Path) -> Iterator[int]:
    """Start LibreOffice with a home of its own in `folder`; the value is the port that a script reaches it by."""
    found = shutil.which("soffice")
    assert found is not None
    brand = with_form(Path(found).resolve().parent.parent, folder / "office")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    started = subprocess.Popen(
        [
            "soffice", f"-env:UserInstallation={(folder / 'home').as_uri()}", f"-env:BRAND_BASE_DIR={brand.as_uri()}",
            "--headless", "--norestore", f"--accept=socket,host=127.0.0.1,port={port};urp",
        ],
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"}, start_new_session=True,
    )  # fmt: skip
    try:
        yield port
    finally:
        os.killpg(started.pid, 9)
        started.wait()
