"""A house style that LibreOffice itself has saved: its styles by their names, its tops, feet and margins."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policygen.review.word_screen import stopped_by
from policygen.sources.brand_template import read_template
from policygen.writers import docx
from policygen.writers.house import House
from tests.needs import needs
from tests.office import drive
from tests.word_files import unzipped
from tests.writers import samples
from tests.writers.reading import office, run
from tests.writers.test_house_style import style, validated

POLICY = samples.policy()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with a template and a document that LibreOffice has made."""
    folder = tmp_path_factory.mktemp("house")
    drive(Path(__file__).with_name("template_in_office.py"), folder)
    return folder


@pytest.mark.slow
@needs("soffice", "pdftotext", "python3-uno")
@pytest.mark.parametrize("ending", ["dotx", "docx"])
def test_a_house_style_that_libreoffice_saved(made: Path, tmp_path: Path, ending: str) -> None:
    template, warnings = read_template(made / f"house.{ending}")
    assert warnings == (), "its headings go by the names that Word knows"
    house = House(template=template)
    data = docx.write(POLICY, house)
    parts = {name: part.decode("utf-8", "replace") for name, part in unzipped(data).items()}
    for name, colour in (("Heading1", "7A1F3D"), ("Heading2", "14485C")):
        ours = style(parts["word/styles.xml"], name)
        assert colour in ours.upper()
        assert "Liberation Serif" in ours
    assert "Letterhead of the house" in parts["word/header1.xml"]
    assert parts["word/footer1.xml"].index("Registered in nowhere") < parts["word/footer1.xml"].index(POLICY.title)
    assert "Text of an example" not in parts["word/document.xml"], "text of a template is not used"
    assert re.search(r'w:pgMar[^>]* w:left="170[01]"', parts["word/document.xml"])
    assert abs(house.room.width - 8504) < 10
    assert validated(tmp_path, data) == []
    assert not stopped_by(data, "policy")
    (tmp_path / "policy.docx").write_bytes(data)
    office([tmp_path / "policy.docx"], "pdf", tmp_path)
    pages = run("pdftotext", str(tmp_path / "policy.pdf"), "-").split("\f")[:-1]
    for page in pages:
        assert "Letterhead of the house" in page
        assert "Registered in nowhere" in page
        assert POLICY.title in page
