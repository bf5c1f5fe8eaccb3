"""The template repositories in docs/templates, kept in a real git repository as their how-to says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main
from policygen.pack.repository import LINES
from tests.needs import needs

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "docs" / "templates"
CHANGED_LINE = re.compile(r"^[-+](?![-+]{2} )(.*)$", re.MULTILINE)

pytestmark = [needs("git"), pytest.mark.slow]


@pytest.fixture
def git(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what runs git in the folder that we are in, by somebody, with policygen where a shell finds it."""
    monkeypatch.setenv("PATH", os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]))
    who = ["-c", "user.name=Test", "-c", "user.email=test@club.example", "-c", "commit.gpgsign=false"]

    def run(*words: str, code: int = 0) -> str:
        ran = subprocess.run(["git", *who, *words], check=False, capture_output=True, text=True)
        assert ran.returncode == code, ran.stderr
        return ran.stdout

    return run


@pytest.fixture(params=["organisation", "trust"])
def template(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of a template as the folder that we are in."""
    folder = tmp_path / "policies"
    shutil.copytree(TEMPLATES / request.param, folder)
    monkeypatch.chdir(folder)
    return folder


FEW = [f"--document={name}" for name in ("online-safety-policy", "filtering-monitoring", "legal-framework")]
"""Documents enough to see what git does; whole packs take longer."""


def build(day: str = "2026-11-22") -> None:
    assert main(["build", "profiles", "--out", "packs", "--as-of", day, *FEW]) == 0


def say_otherwise(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def lines_of(shown: str) -> list[str]:
    return CHANGED_LINE.findall(shown)


def begin(git: Callable[..., str], day: str = "2026-11-22") -> None:
    git("init", "-q", "-b", "main")
    build(day)
    git("add", ".")
    git("commit", "-q", "-m", "The packs as they are")
    assert main(["git-setup", "--yes"]) == 0
    assert git("status", "--porcelain") == "", "the template's own .gitattributes has every line"


@pytest.mark.parametrize("template", ["organisation"], indirect=True)
def test_one_fact_is_one_sentence_and_two_branches_merge(
    template: Path, git: Callable[..., str], capfd: pytest.CaptureFixture[str]
) -> None:
    begin(git)
    profile, policy = template / "profiles/oakfield.yaml", "packs/oakfield/online-safety-policy"
    build("2026-11-23")
    assert git("status", "--porcelain") == "", "an unchanged profile changes nothing, on any day"

    git("switch", "-q", "-c", "pupils-asked")
    say_otherwise(profile, "consulted: [staff, parents]", "consulted: [staff, parents, pupils]")
    build()
    for name in (f"{policy}.md", f"{policy}.docx"):
        gone, come = lines_of(git("diff", "--unified=0", "--", name))
        assert "pupils" in come
        assert "pupils" not in gone
    git("commit", "-q", "-a", "-m", "We asked the pupils")
    capfd.readouterr()
    assert main(["diff", "git:HEAD~1:packs/oakfield", "packs/oakfield", "--document", "online-safety-policy"]) == 1
    said = capfd.readouterr().out
    assert "the profile says another thing for review.consulted: staff, parents → staff, parents, pupils" in said
    assert "What differs: 1 document, 1 clause" in said

    git("switch", "-q", "main")
    git("switch", "-q", "-c", "other-filter")
    say_otherwise(profile, "SchoolShield", "SafeGate")
    build()
    git("commit", "-q", "-a", "-m", "Another filter")
    assert "\n+" in git("diff", "HEAD~1", "--unified=0", "--", f"{policy}.md")

    git("merge", "-q", "pupils-asked", code=1)
    unmerged = git("diff", "--name-only", "--diff-filter=U").split()
    assert unmerged, "both changed this Word file"
    assert all(name.endswith((".docx", "/pack.json")) for name in unmerged), "text is merged without a conflict"
    words = (template / f"{policy}.md").read_text(encoding="utf-8")
    build()
    assert (template / f"{policy}.md").read_text(encoding="utf-8") == words, "git merged the words that a build gives"
    assert "SafeGate" in words
    git("add", "packs")
    git("commit", "-q", "--no-edit")
    assert main(["diff", "packs/oakfield", "profiles/oakfield.yaml@2026-11-22", *FEW]) == 0


@pytest.mark.parametrize("template", ["trust"], indirect=True)
def test_new_law_in_every_school_is_one_readable_comment(
    template: Path, git: Callable[..., str], capfd: pytest.CaptureFixture[str]
) -> None:
    begin(git, "2026-08-31")
    build("2026-09-01")
    for school in sorted(path.stem for path in (template / "profiles").glob("*.yaml")):
        capfd.readouterr()
        assert main(["diff", f"git:HEAD:packs/{school}", f"packs/{school}", "--format", "md"]) == 1
        text = capfd.readouterr().out
        assert "Because: Keeping children safe in education 2026 replaced the 2025 edition on 1 September 2026" in text
        assert "<del>2025</del><ins>2026</ins>" in text
        assert len(text.encode()) < 60_000


def test_the_template_has_the_lines_that_git_setup_writes() -> None:
    for name in ("organisation", "trust"):
        lines = (TEMPLATES / name / ".gitattributes").read_text(encoding="utf-8").splitlines()
        assert set(LINES) <= set(lines)
