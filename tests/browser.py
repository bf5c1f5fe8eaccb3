"""Pages looked at in a real browser: what axe-core finds wrong in them, and whether they are too wide."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from tests.needs import command

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ASK = """
<script>{axe}</script>
<script>
axe.run(document).then(function (found) {{
  var rows = found.violations.map(function (one) {{
    return one.id + ': ' + one.nodes.map(function (node) {{ return node.html; }}).join(' | ');
  }});
  parent.postMessage(JSON.stringify({{
    name: decodeURIComponent(location.hash.slice(1)), violations: rows, rules: found.passes.length,
    window: window.innerWidth, page: document.documentElement.scrollWidth
  }}), '*');
}});
</script>
"""
# A window of its own cannot be as narrow as a telephone's, a frame can.
_FRAMES = """
<!DOCTYPE html><title>Frames</title>
<script>
addEventListener('message', function (event) {
  var said = document.createElement('pre');
  said.className = 'said';
  said.textContent = event.data;
  document.body.appendChild(said);
});
</script>
"""
_FRAME = '<iframe src="{file}#{name}" style="width: {width}px; height: 900px; border: 0"></iframe>\n'


@dataclass(frozen=True)
class Looked:
    """What was seen: faults of accessibility, how many rules were kept, and the width of the window and of the page."""

    name: str
    violations: list[str]
    rules: int
    window: int
    page: int


def look(pages: Mapping[str, bytes], widths: Sequence[int], folder: Path) -> list[Looked]:
    """Return what a browser sees of each page in a frame of each width; axe-core is put into a copy of the page."""
    axe = _ASK.format(axe=Path(command("axe-core")[1]).read_text(encoding="utf-8"))
    frames = _FRAMES
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page.decode().replace("</html>", f"{axe}</html>"), encoding="utf-8")
        frames += "".join(_FRAME.format(file=f"{name}.html", name=f"{name}-{width}", width=width) for width in widths)
    (folder / "frames.html").write_text(frames, encoding="utf-8")
    said = dom(folder / "frames.html", folder / "browser")
    found = [
        Looked(**json.loads(unescape(one))) for one in re.findall(r'<pre class="said">(.*?)</pre>', said, re.DOTALL)
    ]
    assert {one.name for one in found} == {f"{name}-{width}" for name in pages for width in widths}
    return found


def dom(page: Path, home: Path) -> str:
    """Return the page as the browser has it when its scripts have run."""
    words = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={home}",
        "--dump-dom",
    ]
    more = ["--window-size=1400,1000", "--virtual-time-budget=120000", page.as_uri()]
    ran = subprocess.run([*command("chromium"), *words, *more], capture_output=True, text=True, check=True, timeout=240)
    return ran.stdout
