"""Each document that is shipped, as a Word file: read by other programs without the loss of a word.

That every file is valid is held by `test_every_file.py`.
"""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import mammoth
import pytest
from docx2python import docx2python

from policygen.writers import docx
from tests.browser import dom
from tests.content.organisations import example, examples
from tests.needs import command, needs
from tests.writers.reading import clause_words, office, pandoc_text, parsed, run, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygen.model import Document

pytestmark = pytest.mark.slow


@cache
def each_once() -> dict[str, Document]:
    """Return every document that the examples have, once, from as many organisations as there are."""
    kinds: dict[str, list[Document]] = {}
    for profile in examples():
        for document in example(profile.stem).documents:
            kinds.setdefault(document.id, []).append(document)
    return {name: those[place % len(those)] for place, (name, those) in enumerate(sorted(kinds.items()))}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write each document as a Word file into a folder."""
    folder = tmp_path_factory.mktemp("shipped")
    made = {name: folder / f"{name}.docx" for name in each_once()}
    for name, file in made.items():
        file.write_bytes(docx.write(each_once()[name]))
    return made


def lost(read: Mapping[str, str]) -> dict[str, str]:
    """Return for each document the first word that a reader did not find in its place, with what stands before it."""
    found: dict[str, str] = {}
    for name, text in read.items():
        document = each_once()[name]
        # The invitation in a list until something is chosen is none of the document's words: some pass it over.
        passed = words(document.words["fill_choice"])
        every = [one for clause in document.clauses for one in clause_words(document, clause) if one not in passed]
        heard = iter(words(text))
        place = next((place for place, one in enumerate(every) if one not in heard), None)
        if place is not None:
            found[name] = " ".join(every[max(place - 5, 0) : place + 1])
    return found


def test_a_reader_that_loses_one_word_is_found_out() -> None:
    """The tests below would be worth nothing if they let everything pass."""
    name, document = next(iter(each_once().items()))
    every = [one for clause in document.clauses for one in clause_words(document, clause)]
    rarest = max(set(every), key=lambda one: (-every.count(one), len(one)))
    assert lost({name: " ".join(every)}) == {}
    assert lost({name: " ".join(one for one in every if one != rarest)})[name].endswith(rarest)


BLOCKS = {"p", "h1", "h2", "li"}


def test_mammoth_reads_every_word(files: dict[str, Path]) -> None:
    read = {}
    for name, path in files.items():
        with path.open("rb") as file:
            page = parsed(f"<div>{mammoth.convert_to_html(file).value}</div>")
        for line_end in page.iter("br"):
            line_end.text = "\n"
        read[name] = "\n".join("".join(block.itertext()) for block in page.iter() if block.tag in BLOCKS)
    assert lost(read) == {}


@pytest.mark.filterwarnings("ignore:none numbering format:UserWarning")
def test_docx2python_reads_every_word(files: dict[str, Path]) -> None:
    read = {}
    for name, file in files.items():
        with docx2python(file) as opened:
            read[name] = opened.text
    assert lost(read) == {}


@needs("pandoc")
def test_pandoc_reads_every_word(files: dict[str, Path]) -> None:
    read = {name: run("pandoc", "-f", "docx", "-t", "json", str(file)) for name, file in files.items()}
    assert lost({name: "".join(pandoc_text(json.loads(text)["blocks"])) for name, text in read.items()}) == {}


@needs("soffice")
def test_libreoffice_reads_every_word(files: dict[str, Path], tmp_path: Path) -> None:
    office(files.values(), "txt:Text (encoded):UTF8", tmp_path)
    assert lost({name: (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig") for name in files}) == {}


_PAGE = """
<!DOCTYPE html><title>Word files in a browser</title><div id="shown"></div>
<script>{zip}</script>
<script>{preview}</script>
<script>
var files = {files}, shown = document.getElementById('shown');
(async function () {{
  for (var name in files) {{
    var said = document.createElement('pre');
    var bytes = Uint8Array.from(atob(files[name]), function (one) {{ return one.charCodeAt(0); }});
    await docx.renderAsync(bytes, shown);
    said.id = name;
    said.className = 'said';
    said.textContent = shown.innerText;
    shown.innerHTML = '';
    document.body.appendChild(said);
  }}
}})();
</script>
"""


@needs("chromium", "docx-preview", "jszip")
def test_docx_preview_shows_every_word_in_a_browser(files: dict[str, Path], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    data = {name: base64.b64encode(file.read_bytes()).decode() for name, file in files.items()}
    page.write_text(
        _PAGE.format(files=json.dumps(data), zip=script("jszip"), preview=script("docx-preview")), encoding="utf-8"
    )
    found = re.findall(r'<pre id="([^"]+)" class="said">(.*?)</pre>', dom(page, tmp_path / "browser"), re.DOTALL)
    assert {name for name, _ in found} == set(files)
    assert lost({name: unescape(text) for name, text in found}) == {}


def script(tool: str) -> str:
    """Return a script ready to stand in a page."""
    return Path(command(tool)[1]).read_text(encoding="utf-8").replace("</script>", r"<\/script>")
