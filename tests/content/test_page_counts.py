"""How many pages the packs of small bodies and the agreements have, as LibreOffice lays them out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main
from tests.content.organisations import complete, examples
from tests.needs import needs
from tests.writers.reading import office, run

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
SMALL = 12
"""A small body's whole pack has at most so many pages."""
MOST = {
    "aup-early": 1, "aup-ks2": 1, "aup-ks3-4": 2, "aup-16plus": 2, "aup-parents": 2, "aup-visitors": 1,
    "aup-staff": 2, "contacts-card": 2, "parent-guide": 2, "pack-index": 3, "signoff-register": 3,
    "device-loan-agreement": 2, "incident-form": 3,
}  # fmt: skip
"""How many sides a document has in every example; the incident form has a page of its own for the lead."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], int]:
    """Return the number of pages of each measured document, by organisation and document, after one start."""
    folder = tmp_path_factory.mktemp("pages")
    profiles = folder / "profiles"
    profiles.mkdir()
    for kind, nation, more in (("childminder", "england", ""), ("youth_group", "scotland", "pack: {size: micro}\n")):
        (profiles / f"{kind}.yaml").write_text(complete(kind, nation) + more, encoding="utf-8")
    for place in (profiles, examples()[0].parent):
        main(["build", str(place), "--out", str(folder / "packs"), "--as-of", TODAY.isoformat(), "--format", "docx"])
    small = {"elmswell-juniors", "cwm-helyg", "childminder", "youth_group"}
    flat = folder / "flat"
    flat.mkdir()
    for path in sorted((folder / "packs").glob("*/*.docx")):
        if path.parent.name in small or path.stem in MOST:
            (flat / f"{path.parent.name}--{path.name}").write_bytes(path.read_bytes())
    (folder / "pdf").mkdir()
    office(sorted(flat.glob("*.docx")), "pdf", folder / "pdf")
    return {
        (name[0], name[2]): _count(path)
        for path in (folder / "pdf").glob("*.pdf")
        for name in [path.stem.partition("--")]
    }


def _count(path: Path) -> int:
    return int(next(line for line in run("pdfinfo", str(path)).splitlines() if line.startswith("Pages:")).split()[1])


@pytest.mark.slow
@needs("soffice", "pdfinfo")
@pytest.mark.parametrize("name", ["elmswell-juniors", "cwm-helyg", "childminder", "youth_group"])
def test_the_pack_of_a_small_body_has_few_pages(pages: dict[tuple[str, str], int], name: str) -> None:
    mine = {document: count for (who, document), count in pages.items() if who == name}
    assert "online-safety-code" in mine
    assert sum(mine.values()) <= SMALL, mine


@pytest.mark.slow
@needs("soffice", "pdfinfo")
def test_agreements_and_forms_fit_their_sides(pages: dict[tuple[str, str], int]) -> None:
    assert {document for _, document in pages} >= MOST.keys()
    assert {key: count for key, count in pages.items() if count > MOST.get(key[1], 99)} == {}


@pytest.mark.slow
@needs("soffice", "pdfinfo")
def test_the_agreement_of_a_small_body_is_one_side(pages: dict[tuple[str, str], int]) -> None:
    small = [
        count
        for (who, document), count in pages.items()
        if who in {"elmswell-juniors", "cwm-helyg"} and document.startswith("aup-")
    ]
    assert set(small) == {1}
