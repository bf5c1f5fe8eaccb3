"""A pack as pages: an index that is recorded, checked and left alone like every other file of the pack."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policygen.cli.main import main
from policygen.pack.build import build, compose_profile, make, pages_in
from policygen.pack.verify import formats_on_disk, verify
from tests.kit import COMPLETE, DAY, profile, small_library

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from policygen.pack.build import Made


def made(folder: Path, text: str = COMPLETE, only: Collection[str] = (), beside: Collection[str] = ()) -> Made:
    library = small_library()
    return make(compose_profile(profile(folder, text), library, DAY), library, ("html",), only, beside)


def test_the_index_is_recorded_beside_the_documents(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    recorded = json.loads((tmp_path / "packs/testing/pack.json").read_text(encoding="utf-8"))
    assert recorded["index"]["html"]["path"] == "index.html"
    for one in recorded["documents"]:
        assert (tmp_path / "packs/testing" / one["files"]["html"]["path"]).is_file()


def test_building_pages_again_writes_nothing_and_they_are_up_to_date(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    assert build(made(tmp_path), tmp_path / "packs").written == ()
    assert formats_on_disk(tmp_path / "packs/testing") == ("html",)
    assert verify(made(tmp_path), tmp_path / "packs") == ()


def test_an_index_that_is_missing_or_edited_is_found(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    index = tmp_path / "packs/testing/index.html"
    index.write_text("mine", encoding="utf-8")
    assert [(one.path, one.kind) for one in verify(made(tmp_path), tmp_path / "packs")] == [("index.html", "edited")]
    index.unlink()
    assert [(one.path, one.kind) for one in verify(made(tmp_path), tmp_path / "packs")] == [("index.html", "missing")]


def test_an_index_that_would_come_out_differently_says_why(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    renamed = made(tmp_path, COMPLETE.replace("name: Testing School", "name: Tested School"))
    (found,) = (one for one in verify(renamed, tmp_path / "packs") if one.path == "index.html")
    assert (found.kind, found.causes) == ("differs", ("profile:org.name",))


def test_one_document_built_into_a_whole_pack_is_what_it_was_and_the_index_stays(tmp_path: Path) -> None:
    whole = made(tmp_path)
    build(whole, tmp_path / "packs")
    name = whole.pack.documents[0].id
    folder = tmp_path / "packs/testing"
    one = made(tmp_path, only=[name], beside=pages_in(folder))
    assert one.files[f"{name}.html"] == whole.files[f"{name}.html"]
    build(one, tmp_path / "packs", only=[name])
    assert (folder / "index.html").is_file()
    assert verify(whole, tmp_path / "packs") == ()


def test_one_document_alone_leads_to_no_page_that_is_not_there(tmp_path: Path) -> None:
    name = made(tmp_path).pack.documents[0].id
    alone = made(tmp_path, only=[name])
    assert list(alone.files) == [f"{name}.html"]
    assert b"index.html" not in alone.files[f"{name}.html"]


def test_the_command_builds_pages_beside_word_files(tmp_path: Path) -> None:
    (tmp_path / "testing.yaml").write_text(COMPLETE, encoding="utf-8")
    words = ["build", str(tmp_path / "testing.yaml"), "--out", str(tmp_path / "packs"), "--format", "docx,html"]
    assert main([*words, "--document", "contacts-card", "--as-of", DAY.isoformat()]) == 0
    endings = {path.suffix for path in (tmp_path / "packs/testing").iterdir()}
    assert endings == {".docx", ".html", ".json"}
