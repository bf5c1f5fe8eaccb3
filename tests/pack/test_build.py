"""A pack on disk: whole or not at all, never a byte more than changed, and nobody's edits lost."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from policygen.errors import PolicygenError
from policygen.pack import manifest
from policygen.pack.build import build, compose_profile, make
from policygen.pack.store import replace_folder
from tests.kit import COMPLETE as SCHOOL
from tests.kit import DAY, profile, small_library

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from policygen.pack.build import Made

GAP = SCHOOL.replace("name: Ann Example, ", "")


def made(folder: Path, text: str = SCHOOL, only: tuple[str, ...] = ()) -> Made:
    library = small_library()
    return make(compose_profile(profile(folder, text), library, DAY), library, ("docx", "md"), only)


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return each file of a folder with its bytes and the time it was written."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _written) in state(folder).items()}


def test_a_pack_holds_each_document_as_word_and_as_text_and_a_manifest(tmp_path: Path) -> None:
    built = build(made(tmp_path), tmp_path / "packs")
    names = sorted(path.name for path in built.folder.iterdir())
    assert names == ["law-list.docx", "law-list.md", "pack.json", "phones.docx", "phones.md"]
    assert built.written == tuple(names)


def test_the_manifest_says_what_the_contract_says(tmp_path: Path) -> None:
    built = build(made(tmp_path, GAP), tmp_path / "packs")
    data = json.loads((built.folder / "pack.json").read_text(encoding="utf-8"))
    assert (data["schema"], data["as_of"], data["status"]) == (1, "2026-11-22", "draft")
    assert data["organisation"] == {
        "slug": "testing",
        "name": "Testing School",
        "type": "secondary",
        "nation": "england",
    }
    assert data["library"].startswith("sha256:")
    assert {"code", "severity", "message", "hint", "file", "line", "column", "path"} <= set(data["to_complete"][0])
    phones = next(one for one in data["documents"] if one["id"] == "phones")
    assert (phones["title"], phones["family"], phones["audience"]) == (
        "Phones at Testing",
        "devices",
        ["staff", "parents"],
    )
    assert set(phones["files"]) == {"docx", "md"}
    clause = phones["clauses"][0]
    assert (clause["id"], clause["number"], clause["heading"]) == ("phones/where", "1", "Where phones are")
    assert clause["covers"] == ["R1", "R2"]
    assert clause["sha256"].startswith("sha256:")
    assert "phones.staff" in clause["facts"]
    assert {"id": "guidance", "version": "2026-09-01"} in phones["clauses"][1]["law"]


def test_a_manifest_reads_back_as_it_was_written(tmp_path: Path) -> None:
    pack = made(tmp_path, GAP)
    built = build(pack, tmp_path / "packs")
    assert manifest.read(built.folder) == pack.manifest


def test_building_again_writes_nothing_when_nothing_changed(tmp_path: Path) -> None:
    first = build(made(tmp_path), tmp_path / "packs")
    before = state(first.folder)
    again = build(made(tmp_path), tmp_path / "packs")
    assert again.written == ()
    assert state(first.folder) == before


def test_a_changed_fact_rewrites_only_the_documents_that_use_it(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    again = build(made(tmp_path, SCHOOL + "phones: {children: locker}\n"), tmp_path / "packs")
    assert again.written == ("pack.json", "phones.docx", "phones.md")


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_inputs_give_the_same_bytes_in_another_process_zone_and_hash_order(tmp_path: Path, seed: str) -> None:
    here = build(made(tmp_path), tmp_path / "here")
    script = (
        "import sys; from pathlib import Path; from tests.pack.test_build import made;"
        "from policygen.pack.build import build; build(made(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path), str(tmp_path / "there")], check=True, env=environment)
    assert contents(tmp_path / "there" / "testing") == contents(here.folder)


def test_only_the_documents_asked_for_are_built_and_the_others_stay(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    text = SCHOOL.replace("Ann Example", "Bea Example")
    again = build(made(tmp_path, text, only=("law-list",)), tmp_path / "packs", only=("law-list",))
    assert not {"phones.docx", "phones.md"} & set(again.written)
    assert "Ann Example" in (again.folder / "phones.md").read_text(encoding="utf-8")
    record = manifest.read(again.folder)
    assert record is not None
    assert {one.id for one in record.documents} == {"phones", "law-list"}


def test_a_document_that_does_not_exist_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(PolicygenError) as caught:
        made(tmp_path, only=("phone",))
    problem = caught.value.problems[0]
    assert (problem.code, problem.suggestion) == ("unknown-document", "phones")


def test_files_that_are_not_ours_stay_where_they_are(tmp_path: Path) -> None:
    folder = build(made(tmp_path), tmp_path / "packs").folder
    (folder / "notes").mkdir()
    (folder / "notes" / "minutes.txt").write_text("ours")
    (folder / "link").symlink_to("notes")
    build(made(tmp_path, SCHOOL + "phones: {children: locker}\n"), tmp_path / "packs")
    assert (folder / "notes" / "minutes.txt").read_text() == "ours"
    assert (folder / "link").is_symlink()


def test_a_document_that_is_no_longer_made_goes(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    again = build(
        made(tmp_path, SCHOOL + "pack: {leave_out: [law-list]}\n".replace("law-list", "club-card")), tmp_path / "packs"
    )
    assert (again.folder / "law-list.md").exists()
    gap = build(made(tmp_path, GAP), tmp_path / "packs")
    assert (gap.folder / "complete-before-approval.docx").exists()
    whole = build(made(tmp_path), tmp_path / "packs")
    assert not (whole.folder / "complete-before-approval.docx").exists()


def test_a_file_edited_by_hand_is_not_overwritten_unless_asked(tmp_path: Path) -> None:
    folder = build(made(tmp_path), tmp_path / "packs").folder
    (folder / "phones.md").write_text("My own words.")
    before = contents(folder)
    changed = made(tmp_path, SCHOOL + "phones: {children: locker}\n")
    with pytest.raises(PolicygenError) as caught:
        build(changed, tmp_path / "packs")
    assert [(one.code, one.path) for one in caught.value.problems] == [("edited-by-hand", "phones")]
    assert contents(folder) == before
    build(changed, tmp_path / "packs", replace_edited=True)
    assert "My own words." not in (folder / "phones.md").read_text(encoding="utf-8")


def test_a_deleted_file_comes_back(tmp_path: Path) -> None:
    folder = build(made(tmp_path), tmp_path / "packs").folder
    (folder / "phones.docx").unlink()
    assert build(made(tmp_path), tmp_path / "packs").written == ("phones.docx",)


@pytest.mark.parametrize("what", ["out", "slug"])
def test_a_file_where_the_folder_should_be_is_a_clear_error(tmp_path: Path, what: str) -> None:
    out = tmp_path / "packs"
    if what == "out":
        out.write_text("I am a file")
    else:
        out.mkdir()
        (out / "testing").write_text("I am a file")
    with pytest.raises(PolicygenError) as caught:
        build(made(tmp_path), out)
    assert caught.value.problems[0].code == "cannot-write"
    assert "a file stands where the folder should be" in caught.value.problems[0].hint


def test_a_disk_that_fills_up_leaves_the_old_pack_whole(tmp_path: Path) -> None:
    folder = build(made(tmp_path), tmp_path / "packs").folder
    before = contents(folder)
    changed = made(tmp_path, SCHOOL + "phones: {children: locker}\n")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, old[1]))
    try:
        with pytest.raises(PolicygenError) as caught:
            build(changed, tmp_path / "packs")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.problems[0].code == "cannot-write"
    assert contents(folder) == before
    assert sorted(path.name for path in (tmp_path / "packs").iterdir()) == ["testing"]


def _versions(count: int) -> list[Mapping[str, bytes]]:
    return [{f"{name}.txt": f"version {version}\n".encode() * 4000 for name in "abcdefgh"} for version in range(count)]


def test_a_build_that_is_killed_leaves_one_version_whole(tmp_path: Path) -> None:
    """Kill a process that does nothing but replace a pack, at many moments; each time one version stands, whole."""
    target = tmp_path / "pack"
    versions = _versions(2)
    replace_folder(target, versions[0], ())
    script = (
        "import sys; from pathlib import Path; from policygen.pack.store import replace_folder\n"
        "versions = [{f'{name}.txt': f'version {n}\\n'.encode() * 4000 for name in 'abcdefgh'} for n in range(2)]\n"
        "print('go', flush=True)\n"
        "while True:\n    for files in versions: replace_folder(Path(sys.argv[1]), files, list(files))\n"
    )
    for moment in range(12):
        process = subprocess.Popen([sys.executable, "-c", script, str(target)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 + 0.0017 * moment)
        process.kill()
        process.wait()
        process.stdout.close()
        assert contents(target) in [dict(version) for version in versions]


def test_a_build_after_a_killed_one_works_and_leaves_nothing_lying_about(tmp_path: Path) -> None:
    out = tmp_path / "packs"
    folder = build(made(tmp_path), out).folder
    # As a system without one-step exchange leaves it when it is stopped between its two steps.
    folder.rename(out / ".testing.old")
    left = out / ".testing.new-abandoned"
    left.mkdir()
    os.utime(left, (0, 0))
    assert build(made(tmp_path), out).written == ()
    assert [path.name for path in out.iterdir()] == ["testing"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 9}', '{"schema": 1}'])
def test_a_damaged_manifest_is_a_clear_error_and_stays(tmp_path: Path, text: str) -> None:
    folder = build(made(tmp_path), tmp_path / "packs").folder
    (folder / "pack.json").write_text(text)
    with pytest.raises(PolicygenError) as caught:
        build(made(tmp_path), tmp_path / "packs")
    assert caught.value.problems[0].code == "bad-pack"
    assert (folder / "pack.json").read_text() == text
