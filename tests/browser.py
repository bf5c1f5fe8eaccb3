"""A page looked at in a real browser: what axe-core finds wrong in it, and whether it is wider than its window."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from tests.needs import command

_ASK = """
<script>{axe}</script>
<script>
axe.run(document).then(function (found) {{
  var rows = found.violations.map(function (one) {{
    return one.id + ': ' + one.nodes.map(function (node) {{ return node.html; }}).join(' | ');
  }});
  parent.postMessage(JSON.stringify({{
    violations: rows, rules: found.passes.length, window: window.innerWidth, page: document.documentElement.scrollWidth
  }}), '*');
}});
</script>
"""
# A window of its own cannot be as narrow as a telephone's, a frame can.
_FRAME = """
<!DOCTYPE html><title>Frame</title>
<script>
addEventListener('message', function (event) {{
  var said = document.createElement('pre');
  said.id = 'said';
  said.textContent = event.data;
  document.body.appendChild(said);
}});
</script>
<iframe src="{name}" style="width: {width}px; height: 900px; border: 0"></iframe>
"""


@dataclass(frozen=True)
class Looked:
    """What was seen: faults of accessibility, how many rules were kept, and the width of the window and of the page."""

    violations: list[str]
    rules: int
    window: int
    page: int


def look(page: bytes, width: int, folder: Path) -> Looked:
    """Return what a browser with a window `width` pixels wide sees in `page`; axe-core is put into a copy of it."""
    axe = Path(command("axe-core")[1]).read_text(encoding="utf-8")
    text = page.decode().replace("</html>", _ASK.format(axe=axe) + "</html>")
    (folder / "page.html").write_text(text, encoding="utf-8")
    frame = folder / f"frame-{width}.html"
    frame.write_text(_FRAME.format(name="page.html", width=width), encoding="utf-8")
    ran = subprocess.run(
        [
            *command("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--dump-dom",
            f"--user-data-dir={folder / 'browser'}", f"--window-size={width + 100},1000", "--virtual-time-budget=60000",
            frame.as_uri(),
        ],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    found = re.search(r'<pre id="said">(.*?)</pre>', ran.stdout, re.DOTALL)
    assert found, ran.stderr
    return Looked(**json.loads(unescape(found[1])))
