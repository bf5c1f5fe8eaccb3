"""`policygen textconv`: Word files in version control, shown by git as text."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main
from policygen.writers import docx
from tests.needs import needs
from tests.writers import samples

if TYPE_CHECKING:
    from pathlib import Path

POLICY = samples.policy()
CHANGED = samples.changed(POLICY, summary=samples.p("What happens to phones. And why.").spans)


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_word_file_is_printed_a_sentence_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["textconv", str(write(tmp_path / "policy.docx", docx.write(CHANGED)))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "# Mobile phones and smart devices"
    assert {"What happens to phones.", "And why."} <= set(lines)


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_a_broken_file_is_a_line_of_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], code: int
) -> None:
    path = write(tmp_path / "policy.docx", b"not a Word file")
    assert main(["textconv", *options, str(path)]) == code
    shown = capsys.readouterr()
    assert "cannot read this file" in shown.out
    assert "docx-not-zip" in shown.out
    assert shown.err == ""


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["textconv", str(tmp_path / "nothing.docx")]) == 1
    assert "no-such-file" in capsys.readouterr().err


@pytest.mark.slow
@needs("git")
def test_git_shows_which_sentence_changed_and_bears_a_broken_file(tmp_path: Path) -> None:
    def git(*words: str) -> str:
        command = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    git("config", "diff.docx.textconv", f"'{sys.executable}' -m policygen.cli.main textconv")
    (tmp_path / ".gitattributes").write_text("*.docx diff=docx\n", encoding="utf-8")
    policy, other = tmp_path / "policy.docx", tmp_path / "other.docx"
    write(policy, docx.write(POLICY))
    write(other, docx.write(POLICY))
    git("add", ".")
    git("commit", "-qm", "as generated")
    write(policy, docx.write(CHANGED))
    write(other, docx.write(POLICY)[:900])
    shown = git("diff", "--unified=0").splitlines()
    changes = [one for one in shown if one[:1] in "+-" and one[:3] not in {"+++", "---"}]
    assert "+And why." in changes
    assert any("docx-truncated" in one for one in changes)
    assert "-What happens to phones, watches and cameras at Foxglove Lane, and why." in changes
