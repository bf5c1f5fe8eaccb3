"""`policygen git-setup`: a repository that shows Word files by their words."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main
from policygen.pack.repository import LINES
from policygen.writers import docx
from tests.needs import needs
from tests.writers import samples

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs("git")


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Test", "-c", "user.email=test@club.example", "-c", "commit.gpgsign=false"]
    ran = subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True, text=True)
    return ran.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "policies"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


def settings(folder: Path) -> str:
    return git(folder, "config", "--local", "--list")


def test_it_says_what_it_will_do_and_does_it_once(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / ".gitattributes").write_text("*.png binary", encoding="utf-8")
    assert main(["git-setup", str(repository), "--yes"]) == 0
    said = capsys.readouterr().out
    for line in (*LINES, "diff.policygen.textconv = ", "diff.policygen.cachetextconv = true"):
        assert f"  {line}" in said
    lines = (repository / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "*.png binary"
    assert set(LINES) <= set(lines)
    before = ((repository / ".gitattributes").read_bytes(), settings(repository))
    assert main(["git-setup", str(repository)]) == 0
    assert "set up already" in capsys.readouterr().out
    assert ((repository / ".gitattributes").read_bytes(), settings(repository)) == before


def test_a_colleague_who_cloned_gets_the_settings_alone(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / ".gitattributes").write_text("".join(f"{line}\n" for line in LINES), encoding="utf-8")
    before = (repository / ".gitattributes").read_bytes()
    inside = repository / "packs"
    inside.mkdir()
    assert main(["git-setup", str(inside), "--yes"]) == 0
    assert ".gitattributes" not in capsys.readouterr().out
    assert (repository / ".gitattributes").read_bytes() == before
    assert "diff.policygen.textconv" in settings(repository)


def test_nothing_is_written_without_a_yes(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = settings(repository)
    assert main(["git-setup", str(repository)]) == 2
    assert "--yes is needed" in capsys.readouterr().err
    assert not (repository / ".gitattributes").exists()
    assert settings(repository) == before


def test_afterwards_git_shows_the_sentence_that_changed(repository: Path) -> None:
    main(["git-setup", str(repository), "--yes"])
    policy = samples.policy()
    (repository / "policy.docx").write_bytes(docx.write(policy))
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "as it was")
    changed = samples.changed(policy, summary=samples.p("What happens to phones.").spans)
    (repository / "policy.docx").write_bytes(docx.write(changed))
    assert "\n+What happens to phones." in git(repository, "diff")


def problems(capsys: pytest.CaptureFixture[str]) -> set[str]:
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return set(re.findall(r"error\[([a-z0-9-]+)\]", said))


def test_where_it_cannot_be_done_it_says_why(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    assert main(["git-setup", str(tmp_path / "elsewhere"), "--yes"]) == 1
    assert problems(capsys) == {"no-repository"}
    assert main(["git-setup", str(tmp_path / "nowhere"), "--yes"]) == 2
    capsys.readouterr()
    (repository / ".gitattributes").write_text("*.docx filter=lfs diff=lfs merge=lfs -text\n", encoding="utf-8")
    assert main(["git-setup", str(repository), "--yes"]) == 1
    assert problems(capsys) == {"attributes-taken"}
    (repository / ".gitattributes").write_bytes("# caf\xe9\n".encode("latin-1"))
    assert main(["git-setup", str(repository), "--yes"]) == 1
    assert problems(capsys) == {"not-utf8"}
    (repository / ".gitattributes").unlink()
    (repository / ".gitattributes").mkdir()
    assert main(["git-setup", str(repository), "--yes"]) == 1
    assert problems(capsys) == {"cannot-write"}
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert main(["git-setup", str(repository), "--yes"]) == 1
    assert problems(capsys) == {"no-git"}
