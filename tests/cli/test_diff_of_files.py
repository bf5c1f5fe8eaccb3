"""`policygen diff` and `textconv` with Word files that people sent back: edited, broken, hostile, or another's."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main
from tests.kit import CLUB
from tests.needs import needs
from tests.sources.test_docx_guard import REFUSED
from tests.writers import samples

if TYPE_CHECKING:
    from pathlib import Path

BODY = "word/document.xml"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the pack of a club."""
    folder = tmp_path_factory.mktemp("club")
    (folder / "club.yaml").write_text(CLUB, encoding="utf-8")
    main(["build", str(folder / "club.yaml"), "--out", str(folder / "packs"), "--as-of", "2026-11-22"])
    return folder / "packs/club"


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_refused_is_named_with_its_code(
    what: str, pack: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, made = REFUSED[what]
    (tmp_path / "sent.docx").write_bytes(made())
    assert main(["diff", str(pack), str(tmp_path / "sent.docx")]) == 1
    said = capfd.readouterr()
    assert f"error[{code}]" in said.err
    assert "sent.docx" in said.err
    assert "Traceback" not in said.out + said.err


@pytest.mark.parametrize(
    "record", ['{"schema": 0}', '{"schema": 99}', '{"schema": "1"}', "[]", "not JSON", "", '{"schema": 1}']
)
def test_a_record_of_another_time_is_refused(
    record: str, pack: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pack.json").write_text(record, encoding="utf-8")
    assert main(["diff", str(tmp_path), str(pack)]) == 1
    said = capfd.readouterr()
    assert "error[bad-pack]" in said.err
    assert "Traceback" not in said.err


def test_words_beside_the_clauses_are_listed_and_the_rest_is_the_same(
    pack: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = min(pack.glob("*.docx"))
    frame = (
        b'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
        b"<w:t>Ask Sam first</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    data = samples.with_part(source.read_bytes(), BODY, lambda body: body.replace(b"</w:p>", frame, 1))
    (tmp_path / source.name).write_bytes(data)
    assert main(["diff", str(pack), str(tmp_path / source.name)]) == 0
    said = capfd.readouterr()
    assert "unplaced-words" in said.err
    assert "Ask Sam first" in said.err


def test_a_title_and_a_version_changed_by_hand_are_seen(
    pack: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    record = json.loads((pack / "pack.json").read_text(encoding="utf-8"))["documents"][0]
    source = pack / f"{record['id']}.docx"
    title = f">{record['title']}</w:t>".encode()
    data = samples.with_part(source.read_bytes(), BODY, lambda body: body.replace(title, b">Another name</w:t>", 1))
    (tmp_path / source.name).write_bytes(data)
    assert main(["diff", str(source), str(tmp_path / source.name), "--format", "json"]) == 1
    [document] = json.loads(capfd.readouterr().out)["documents"]
    assert document["front"]


def test_a_foot_changed_by_hand_is_shown_with_its_old_and_its_new_words(
    pack: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = min(pack.glob("*.docx"))
    data = source.read_bytes()
    for part in ("word/footer1.xml", "word/footer2.xml"):
        data = samples.with_part(data, part, lambda xml: xml.replace(b"Page ", b"Leaf "))
    edited = tmp_path / source.name
    edited.write_bytes(data)
    assert main(["diff", str(pack), str(edited)]) == 1
    said = capfd.readouterr().out
    assert "Top and foot of the pages" in said
    assert "[-Page-]{+Leaf+}" in said
    assert main(["diff", str(pack), str(edited), "--format", "json"]) == 1
    [row] = json.loads(capfd.readouterr().out)["changes"]
    assert (row["clause"], row["causes"]) == ("", ["hand"])
    assert "Leaf" in row["new"]
    assert "Leaf" not in row["old"]
    for name in ("md", "html"):
        assert main(["diff", str(pack), str(edited), "--format", name, "--output", str(tmp_path / name)]) == 1
        assert "Leaf" in (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.slow
@needs("soffice")
def test_a_document_of_a_pack_saved_by_libreoffice_is_the_same(
    pack: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from tests.writers.reading import office  # noqa: PLC0415 - for this test alone

    source = min(pack.glob("*.docx"))
    shutil.copy(source, tmp_path / source.name)
    (tmp_path / "saved").mkdir()
    office([tmp_path / source.name], "docx:MS Word 2007 XML", tmp_path / "saved")
    assert main(["diff", str(pack), str(tmp_path / "saved" / source.name)]) == 0, capfd.readouterr().out
