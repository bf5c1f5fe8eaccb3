"""Every file of the pack of every example profile, as `policygen build` leaves it: valid, and pages without a fault.

These take minutes, so they have a mark of their own: `make test-every-file` runs them, and CI does.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from policygen.cli.main import main
from tests.browser import look
from tests.needs import command, needs
from tests.writers.reading import run

pytestmark = [pytest.mark.slow, pytest.mark.every_file]

PROFILES = sorted((Path(__file__).parents[2] / "profiles").glob("*.yaml"))
TODAY = "2026-11-22"
AT_ONCE = 12
"""So many pages does a browser look at in one go, so that it stays small."""


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pack of every profile, in Word and as pages."""
    folder = tmp_path_factory.mktemp("packs")
    words = ["build", *map(str, PROFILES), "--out", str(folder), "--as-of", TODAY, "--format", "docx,html"]
    assert main(words) == 0
    return folder


def files(pack: Path, kind: str) -> list[Path]:
    """Return the files of a pack of a kind, and see that there are some."""
    found = sorted(pack.rglob(f"*.{kind}"))
    assert len(found) > 4, f"{pack}: {kind}"
    return found


@cache
def validator() -> OpenXmlValidator:
    """Return the validator, which is slow to begin."""
    return OpenXmlValidator(FileFormat.MICROSOFT_365)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.stem)
def test_openxml_audit_finds_nothing(packs: Path, profile: Path) -> None:
    found = {file.name: validator().validate(file).errors for file in files(packs / profile.stem, "docx")}
    assert {name: list(map(str, errors)) for name, errors in found.items() if errors} == {}


@needs("ooxml-validator")
@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.stem)
def test_the_open_xml_sdk_finds_nothing(packs: Path, profile: Path) -> None:
    def errors(file: Path) -> list[object]:
        found: list[object] = json.loads(run(*command("ooxml-validator"), str(file)))["errors"]
        return found

    every = files(packs / profile.stem, "docx")
    with ThreadPoolExecutor(2) as two:
        found = {file.name: faults for file, faults in zip(every, two.map(errors, every), strict=True)}
    assert {name: faults for name, faults in found.items() if faults} == {}


@needs("chromium", "axe-core")
@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.stem)
def test_no_page_has_a_fault_on_a_telephone_on_a_desk_and_at_200_percent(
    packs: Path, profile: Path, tmp_path: Path
) -> None:
    # Twice as large on a desk of 1280 pixels is what 640 pixels show (WCAG 2.2, 1.4.10).
    every = {page.stem: page.read_bytes() for page in files(packs / profile.stem, "html")}
    names = list(every)
    for begin in range(0, len(names), AT_ONCE):
        some = {name: every[name] for name in names[begin : begin + AT_ONCE]}
        folder = tmp_path / str(begin)
        folder.mkdir()
        for seen in look(some, (320, 640, 1280), folder):
            assert seen.violations == [], seen.name
            assert seen.page <= seen.window, seen.name
