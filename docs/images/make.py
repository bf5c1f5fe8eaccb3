"""Make the pictures of the documentation anew: python docs/images/make.py (needs soffice, pdftoppm and chromium).

What stands beside each directive in docs/how-to/write-a-clause.md is the clause of that name in
`library/documents/every-directive.md`, as Word shows it; the pages of the README are of the example packs.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import raster

from policygen.pack.build import compose_profile
from policygen.sources.library import Library
from policygen.sources.profile import load_profile
from policygen.where import library_folder
from policygen.writers import docx, html_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygen.model import Document

HERE = Path(__file__).parent
PROFILES = HERE.parent.parent / "profiles"
DAY = dt.date(2026, 11, 16)
SAMPLE = "every-directive"

SHARP, SMALL, LEGIBLE = 106, 42, 54
"""Pixels in an inch: of a part of a page, of a page whose words need not be read, and of one that just can be."""

TEXT = (0.095, 0.078, 0.905, 0.925)
"""Where on a page its text is: left, top, right, bottom, within its running head and foot."""

HEADED = {"text"}
PAIR = ("before", "slip")
"""Clauses that are shown with their heading, and two that are shown as the pages that they begin."""

BARE = "<style>header, footer, h1, h2, .skip { display: none !important } @page { margin: 1cm 2.3cm }</style></head>"

APPROVED = "approval:\n  date: 2026-11-14\n"
NO_PHONE = "    phone: 01632 960101\n    email: dsl@"


def main() -> None:
    """Make every picture."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sample = replace(_document(PROFILES / "foxglove-lane.yaml", SAMPLE), preface=())
        files = {SAMPLE: docx.write(sample)} | _shown(work)
        pages = _pages(work, files)
        _parts(sample, pages[SAMPLE], work)
        _word_of_the_glossary(sample, work)
        _whole(pages, work)


def _document(profile: Path, name: str) -> Document:
    """Return a document of an organisation, the sample being one of its own."""
    library = Library((library_folder(), HERE / "library"))
    pack = compose_profile(load_profile(profile), library, DAY)
    return next(one for one in pack.documents if one.id == name)


def _shown(work: Path) -> dict[str, bytes]:
    """Return the Word files whose pages are shown whole: a policy as draft and as approved, and three others."""
    text = (PROFILES / "foxglove-lane.yaml").read_text(encoding="utf-8")
    made: dict[str, bytes] = {}
    for status, words in (
        ("draft", text.replace(NO_PHONE, "    email: dsl@", 1)),
        ("approved", text.replace("approval:\n", APPROVED, 1)),
    ):
        profile = work / f"{status}.yaml"
        profile.write_text(words, encoding="utf-8")
        pack = compose_profile(load_profile(profile), Library((library_folder(),)), DAY)
        made |= {
            f"{status}-{one.id}": docx.write(one)
            for one in pack.documents
            if one.id == "mobile-devices-policy" or (status == "approved" and one.id in _OTHERS)
        }
    return made


_OTHERS = ("reporting-wall-card", "aup-early", "image-consent-form")


def _pages(work: Path, files: dict[str, bytes]) -> dict[str, Path]:
    """Return the PDF of each Word file, by its name."""
    for name, data in files.items():
        (work / f"{name}.docx").write_bytes(data)
    home = f"-env:UserInstallation={(work / 'home').as_uri()}"
    _run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", work, *(work / f"{n}.docx" for n in files))
    return {name: work / f"{name}.pdf" for name in files}


def _run(*words: str | Path) -> None:
    subprocess.run([*map(str, words)], check=True, capture_output=True)


def _drawn(pdf: Path, sharp: int, work: Path) -> list[raster.Picture]:
    """Return the pages of a PDF as pictures."""
    _run("pdftoppm", "-r", str(sharp), pdf, work / f"{pdf.stem}-{sharp}")
    return [raster.read(file) for file in sorted(work.glob(f"{pdf.stem}-{sharp}-*.ppm"))]


def _parts(sample: Document, pdf: Path, work: Path) -> None:
    """Make a picture of each page of the sample: the first page of a document, then a page a clause."""
    apart = [clause.id.partition("/")[2] for clause in sample.clauses if clause.own_page]
    drawn = _drawn(pdf, SHARP, work)
    if len(drawn) != 1 + len(apart):
        raise ValueError(f"the sample has {len(drawn)} pages for {len(apart)} clauses: make the longest shorter")
    for name, page in zip(["front", *apart], drawn, strict=True):
        if name not in {*PAIR, "gloss"}:
            part = raster.inked(raster.cut(page, *TEXT), headed=name in {*HEADED, "front"})
            _keep(name, raster.framed(part))
    _keep("own-page", _row([raster.cut(page, 0, 0, 1, 0.4) for page in _drawn(pdf, SMALL, work)[-len(PAIR) :]]))


def _word_of_the_glossary(sample: Document, work: Path) -> None:
    """Make a picture of a word that leads to the glossary, in the page for a browser."""
    only = tuple(replace(clause, own_page=False) for clause in sample.clauses if clause.id.endswith("/gloss"))
    bare = replace(sample, clauses=only, front=(), preface=(), summary=(), contents=False, status="approved")
    page = html_document.write(bare, ["glossary"]).decode().replace("</head>", BARE)
    page = page.replace("@media print", "@media not all")  # as on a screen
    (work / "gloss.html").write_text(page, encoding="utf-8")
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    _run("chromium", *quiet, f"--print-to-pdf={work / 'gloss.pdf'}", (work / "gloss.html").as_uri())
    page_drawn = raster.cut(_drawn(work / "gloss.pdf", SHARP, work)[0], 0.095, 0, 0.905, 0.9)
    _keep("gloss", raster.framed(raster.inked(page_drawn)))


def _whole(pages: dict[str, Path], work: Path) -> None:
    """Make the pictures of whole pages: a draft beside what was approved, and three others in a row."""
    policy = "mobile-devices-policy"
    firsts = {name: _drawn(pdf, LEGIBLE, work)[0] for name, pdf in pages.items() if name != SAMPLE}
    _keep("draft-and-approved", _row([firsts[f"draft-{policy}"], firsts[f"approved-{policy}"]]))
    _keep("three-documents", _row([firsts[f"approved-{one}"] for one in _OTHERS]))


def _row(pages: Sequence[raster.Picture]) -> raster.Picture:
    return raster.side_by_side([raster.framed(page, 0) for page in pages])


def _keep(name: str, picture: raster.Picture) -> None:
    (HERE / f"{name}.png").write_bytes(raster.png(picture))


if __name__ == "__main__":
    main()
