"""LibreOffice driven through its own bridge, by the Python that brings `uno`."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

_PYTHON = Path("/usr/bin/python3")


def drive(script: Path, folder: Path) -> None:
    """Run a script with the port of a LibreOffice of its own and a folder; skip the test where there is no `uno`."""
    if not _PYTHON.exists() or subprocess.run([_PYTHON, "-c", "import uno"], check=False).returncode:
        pytest.skip("needs python3-uno, not found on this machine")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    office = subprocess.Popen([
        "soffice", f"-env:UserInstallation={(folder / 'home').as_uri()}", "--headless", "--norestore",
        f"--accept=socket,host=127.0.0.1,port={port};urp",
    ])  # fmt: skip
    try:
        subprocess.run([_PYTHON, script, str(port), str(folder)], check=True, timeout=120, stdout=subprocess.DEVNULL)
    finally:
        office.terminate()
        office.wait(timeout=30)
