"""Page numbers in contents: they are those of the printed pages, they stay, and without LibreOffice nobody guesses."""

from __future__ import annotations

import dataclasses
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygen.errors import PolicygenError
from policygen.pack import manifest as packs
from policygen.pack.build import build, compose_profile, make
from policygen.pack.page_numbers import page_numbers
from policygen.pack.verify import made_alike, verify
from policygen.review.word_screen import stopped_by
from policygen.sources.brand_template import read_template
from policygen.sources.profile import load_profile
from policygen.writers import docx
from policygen.writers.house import House
from tests import word_files
from tests.cli.test_build_command import policygen, refused
from tests.content.organisations import shipped
from tests.kit import COMPLETE, DAY, document
from tests.needs import needs
from tests.writers import samples
from tests.writers.reading import body, office, paragraphs, run, text_of, value, words

if TYPE_CHECKING:
    from policygen.model import Document, Pack

POLICY = samples.policy()
PROFILE = Path(__file__).parents[2] / "profiles" / "foxglove-lane.yaml"
DOCUMENTS = ("legal-framework", "online-safety-policy", "camera-image-policy")
"""Documents with contents: of sections alone, of sections and clauses, after what to do in an emergency."""


def entries(data: bytes) -> list[tuple[list[str], int]]:
    """Return the words of each entry of the contents, without its number, with the page that it gives."""
    found = []
    for one in paragraphs(body(data)):
        if value(one.find("./{*}pPr/{*}pStyle")).startswith("TOC") and "\t" in (said := text_of(one)):
            heading, _tab, page = said.rpartition("\t")
            found.append((words(heading.rpartition("\t")[2]), int(page)))
    return found


def printed(folder: Path, name: str) -> list[list[str]]:
    """Return the words of each page of a PDF."""
    return [words(page) for page in run("pdftotext", str(folder / f"{name}.pdf"), "-").split("\f")[:-1]]


def stands(heading: list[str], page: list[str]) -> bool:
    return any(page[at : at + len(heading)] == heading for at in range(len(page)))


def pack() -> Pack:
    whole = compose_profile(load_profile(PROFILE), shipped(), DAY)
    return dataclasses.replace(whole, documents=tuple(document(whole, name) for name in DOCUMENTS))


@pytest.mark.slow
@needs("soffice", "pdftotext")
def test_the_numbers_are_those_of_the_printed_pages_and_stay(tmp_path: Path) -> None:
    ours = pack()
    numbers = page_numbers(ours.documents, House())
    folder = build(make(ours, shipped(), ("docx",), numbers=numbers), tmp_path / "packs").folder
    office([folder / f"{name}.docx" for name in DOCUMENTS], "pdf", tmp_path)
    for name in DOCUMENTS:
        data = (folder / f"{name}.docx").read_bytes()
        pages, shown = printed(tmp_path, name), entries(data)
        assert len(shown) > 5
        assert len({page for _heading, page in shown}) > 2, "a document of one page proves nothing"
        for heading, page in shown:
            assert stands(heading, pages[page - 1]), (name, heading, page)
        assert not stopped_by(data, name)
    before = packs.read(folder)
    assert before is not None
    assert verify(made_alike(ours, shipped(), before), tmp_path / "packs") == (), "nothing is laid out to verify"
    again = make(ours, shipped(), ("docx",), numbers=page_numbers(ours.documents, House()))
    assert build(again, tmp_path / "packs").written == ()


@pytest.mark.slow
@needs("soffice", "pdftotext")
def test_the_numbers_are_those_of_the_pages_of_an_own_house_style(tmp_path: Path) -> None:
    (tmp_path / "house.dotx").write_bytes(word_files.word_file())
    house = House(template=read_template(tmp_path / "house.dotx")[0])
    data = docx.write(POLICY, house, page_numbers([POLICY], house)[POLICY.id])
    (tmp_path / "policy.docx").write_bytes(data)
    office([tmp_path / "policy.docx"], "pdf", tmp_path)
    pages = printed(tmp_path, "policy")
    assert all(stands(heading, pages[page - 1]) for heading, page in entries(data))
    assert f'w:val="right" w:leader="dot" w:pos="{house.room.width}"' in docx_text(data)


def docx_text(data: bytes) -> str:
    return word_files.unzipped(data)["word/document.xml"].decode()


def test_without_them_the_contents_are_links_and_word_adds_none() -> None:
    plain, numbered = docx.write(POLICY), docx.write(POLICY, pages={one.id: 7 for one in POLICY.clauses})
    assert r'TOC \o "1-2" \n \h' in docx_text(plain)
    assert r'TOC \o "1-2" \h' in docx_text(numbered), "brought up to date in Word they have numbers again"
    assert "PAGEREF" not in docx_text(plain)
    assert {page for _heading, page in entries(numbered)} == {7}


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "testing.yaml"
    path.write_text(COMPLETE)
    return path


def test_without_libreoffice_it_says_what_to_install_and_builds_nothing(profile: Path, tmp_path: Path) -> None:
    result = policygen("build", profile, "--out", tmp_path / "packs", "--page-numbers", env={"PATH": str(tmp_path)})
    refused(result, "page-numbers-no-office", "install LibreOffice", "without --page-numbers")
    assert not (tmp_path / "packs").exists()


def test_numbers_of_word_files_need_word_files(profile: Path, tmp_path: Path) -> None:
    result = policygen("build", profile, "--out", tmp_path / "packs", "--page-numbers", "--format", "md")
    assert result.returncode == 2
    assert "add docx to --format" in result.stderr


# A LibreOffice that fails cannot be had on demand, so these programs stand in its place.
SILENT = "raise SystemExit(0)"
WITHOUT_PLACES = """
from pathlib import Path
for file in sys.argv[sys.argv.index("--outdir") + 2:]:
    Path(file).with_suffix(".pdf").write_text("%PDF-1.4 <</Type/Pages/Kids[ 1 0 R ]>>")
"""
RESTLESS = """
import re, zipfile
from pathlib import Path
for file in sys.argv[sys.argv.index("--outdir") + 2:]:
    body = zipfile.ZipFile(file).read("word/document.xml").decode()
    shown = re.search("PAGEREF.*?separate.*?<w:t[^>]*>([0-9]+)<", body)[1]
    page = 2 if shown == "1" else 1
    places = "".join(f"/5Fc5F{one}[{page} 0 R/XYZ 1 1 0]" for one in set(re.findall("_c_([0-9a-f]{24})", body)))
    Path(file).with_suffix(".pdf").write_text(f"%PDF-1.4 <</Type/Pages/Kids[ 1 0 R 2 0 R ]>> <<{places}>>")
"""


@pytest.mark.parametrize(
    ("program", "code"),
    [(SILENT, "page-numbers-failed"), (WITHOUT_PLACES, "page-numbers-failed"), (RESTLESS, "page-numbers-unsettled")],
    ids=["no pages", "no places", "never the same"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="a script that stands in for a program")
def test_a_libreoffice_that_fails_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, code: str
) -> None:
    stands_in = tmp_path / "soffice"
    stands_in.write_text(f"#!{sys.executable}\nimport sys\n{program}")
    stands_in.chmod(stands_in.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + os.environ["PATH"])
    with pytest.raises(PolicygenError) as caught:
        page_numbers([POLICY], House())
    assert [one.code for one in caught.value.problems] == [code]
    assert "without --page-numbers" in caught.value.problems[0].hint


def test_a_document_without_contents_is_not_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    short: Document = dataclasses.replace(POLICY, contents=False)
    assert page_numbers([short], House()) == {}
    monkeypatch.setenv("PATH", "")
    assert page_numbers([short], House()) == {}
