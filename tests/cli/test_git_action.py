"""The action and the hooks that a repository of packs uses: their shape, and their shell steps run for real."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from pre_commit.clientlib import load_manifest

from tests.kit import CLUB
from tests.needs import needs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "docs" / "templates"
WORKFLOWS = sorted(TEMPLATES.glob("*/.github/workflows/*.yml"))
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def read(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    return yaml.safe_load(path.read_text(encoding="utf-8"))


ACTION = read(ROOT / "action.yml")


def steps() -> Iterator[dict[str, Any]]:
    yield from ACTION["runs"]["steps"]
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            yield from job["steps"]


def test_the_action_has_the_shape_that_github_asks_for() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(set(one) <= {"description", "default"} and "description" in one for one in ACTION["inputs"].values())
    assert all(set(one) == {"description", "value"} for one in ACTION["outputs"].values())
    for step in ACTION["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        assert ("shell" in step) == ("run" in step), "a step of a composite action names its shell"
    ids = [step["id"] for step in ACTION["runs"]["steps"] if "id" in step]
    assert len(ids) == len(set(ids))
    said = " ".join(EXPRESSION.findall((ROOT / "action.yml").read_text(encoding="utf-8")))
    assert set(re.findall(r"inputs\.([a-z-]+)", said)) <= set(ACTION["inputs"])
    assert set(re.findall(r"steps\.([a-z-]+)", said)) <= set(ids)


def test_no_shell_step_is_written_by_whoever_opens_a_pull_request() -> None:
    found = [step["run"] for step in steps() if "run" in step]
    assert found
    assert not [run for run in found if "${{" in run], "what comes from outside comes as a variable"


def test_every_workflow_says_what_it_may_do_and_uses_inputs_that_there_are() -> None:
    assert len(WORKFLOWS) == 4
    for path in WORKFLOWS:
        workflow = read(path)
        assert set(workflow["permissions"]) == {"contents", "pull-requests"}
        for job in workflow["jobs"].values():
            ours = [step for step in job["steps"] if "policygen" in step.get("uses", "")]
            assert len(ours) == 1
            assert set(ours[0].get("with", {})) <= set(ACTION["inputs"])


def test_hooks_are_read_by_pre_commit_and_named_in_the_templates() -> None:
    hooks = {hook["id"]: hook for hook in load_manifest(ROOT / ".pre-commit-hooks.yaml")}
    assert set(hooks) == {"policygen-check", "policygen-verify"}
    for name in ("organisation", "trust"):
        chosen = read(TEMPLATES / name / ".pre-commit-config.yaml")["repos"][0]["hooks"]
        assert {hook["id"] for hook in chosen} == set(hooks)


class Job(NamedTuple):
    """What the steps of a job left: how the last one ended, its outputs, its summary, the folder of its files."""

    code: int
    outputs: dict[str, str]
    summary: str
    temporary: Path


def git(*words: str) -> str:
    who = ["-c", "user.name=Test", "-c", "user.email=test@club.example", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *who, *words], check=True, capture_output=True, text=True).stdout


def run_action(folder: Path, inputs: Mapping[str, str]) -> Job:
    """Run the shell steps of the action in `folder`, as GitHub does, but for the one that installs policygen."""
    temporary = Path(str(folder) + "-temporary")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    given = {name: one.get("default", "") for name, one in ACTION["inputs"].items()} | dict(inputs)
    known = {f"inputs.{name}": value for name, value in given.items()}
    known["inputs.base || github.event.pull_request.base.sha || 'HEAD'"] = given["base"] or "HEAD"
    code, summary = 0, temporary / "summary"
    outputs: dict[str, str] = {}
    for step in ACTION["runs"]["steps"]:
        if "run" not in step or step["id"] == "install":
            continue
        said = temporary / f"output-{step['id']}"
        said.touch()
        own = {name: _filled(value, known) for name, value in step.get("env", {}).items()}
        code = _bash(step["run"], folder, {**own, "RUNNER_TEMP": str(temporary), "GITHUB_OUTPUT": str(said),
                                           "GITHUB_STEP_SUMMARY": str(summary)})  # fmt: skip
        outputs = dict(line.split("=", 1) for line in said.read_text(encoding="utf-8").splitlines()) | outputs
        known |= {f"steps.{step['id']}.outputs.{name}": value for name, value in outputs.items()}
        if code:
            break
    return Job(code, outputs, summary.read_text(encoding="utf-8") if summary.exists() else "", temporary)


def _filled(value: str, known: Mapping[str, str]) -> str:
    return EXPRESSION.sub(lambda found: known[found[1]], value)


def _bash(script: str, folder: Path, variables: Mapping[str, str]) -> int:
    # GitHub's own way to run `shell: bash`.
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    ran = subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path, **variables}, check=False, timeout=300)
    return ran.returncode


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with a club's profile and pack in its first commit."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "profiles").mkdir()
    (folder / "profiles" / "club.yaml").write_text(CLUB, encoding="utf-8")
    where = ["-C", str(folder)]
    git(*where, "init", "-q", "-b", "main")
    assert run_action(folder, {"build": "true", "as-of": "2026-11-22"}).code, "there is no commit yet"
    git(*where, "add", ".")
    git(*where, "commit", "-q", "-m", "first")
    return folder


@pytest.fixture
def clubs(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the repository as the folder that we are in."""
    folder = tmp_path / "clubs"
    shutil.copytree(first, folder)
    monkeypatch.chdir(folder)
    return folder


@needs("git", "bash")
@pytest.mark.slow
def test_a_pull_request_is_told_what_it_changes(clubs: Path) -> None:
    day = {"as-of": "2026-11-22", "base": "main"}
    same = run_action(clubs, day)
    assert (same.code, same.outputs["changed"]) == (0, "false")
    assert "Nothing differs." in same.summary

    profile = clubs / "profiles" / "club.yaml"
    profile.write_text(CLUB.replace("Ann Example", "Bea Sample"), encoding="utf-8")
    stale = run_action(clubs, day)
    assert (stale.code, stale.outputs["changed"]) == (1, "false")
    assert "not what their profiles give" in stale.summary
    assert "because of profile lead.safeguarding.name" in stale.summary

    git("switch", "-q", "-c", "new-lead")
    shutil.copy(profile, clubs / "profiles" / "other-club.yaml")
    built = run_action(clubs, {**day, "build": "true"})
    assert (built.code, built.outputs["changed"]) == (0, "true")
    assert built.summary.startswith("<!-- policygen -->\n## What changes in the policies\n")
    assert "<del>Ann Example</del><ins>Bea Sample</ins>" in built.summary
    assert "- other-club: this pack is new" in built.summary
    assert Path(built.outputs["text"]).read_text(encoding="utf-8") == built.summary
    redlines = {path.name for path in (Path(built.outputs["redlines"]) / "club").iterdir()}
    assert "00-change-note.docx" in redlines
    assert len(redlines) > 1


GITHUB = """
const [script, text, comments] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.env.TEXT = text;
const done = [];
const issues = {
  listComments: 'listComments',
  createComment: async (what) => done.push(['create', what]),
  updateComment: async (what) => done.push(['update', what]),
};
const github = { rest: { issues }, paginate: async (of, where) => { done.push(['list', where]); return comments; } };
const context = { repo: { owner: 'club', repo: 'packs' }, issue: { number: 7 } };
const Run = Object.getPrototypeOf(async () => {}).constructor;
new Run('github', 'context', 'require', script)(github, context, require).then(() => console.log(JSON.stringify(done)));
"""
"""What `actions/github-script` gives to a script, as far as ours asks for it; GitHub itself is not there in a test."""


@needs("node")
@pytest.mark.parametrize(
    ("there", "done"),
    [
        ([], "create"),
        ([{"id": 5, "user": {"type": "Bot"}, "body": "<!-- policygen -->\n## What changes"}], "update"),
        ([{"id": 5, "user": {"type": "User"}, "body": "<!-- policygen -->\nquoted by somebody"}], "create"),
        ([{"id": 5, "user": {"type": "Bot"}, "body": "Another robot"}], "create"),
    ],
)
def test_a_pull_request_has_one_comment_which_is_brought_up_to_date(
    there: list[dict[str, object]], done: str, tmp_path: Path
) -> None:
    text = tmp_path / "policygen.md"
    text.write_text("<!-- policygen -->\n## What changes in the policies\n", encoding="utf-8")
    script = next(step["with"]["script"] for step in ACTION["runs"]["steps"] if step.get("id") == "comment")
    given = json.dumps([script, str(text), there])
    ran = subprocess.run(["node", "-e", GITHUB], input=given, capture_output=True, text=True, check=True, timeout=60)
    listed, [what, sent] = json.loads(ran.stdout)
    repository = {"owner": "club", "repo": "packs"}
    assert listed == ["list", {**repository, "issue_number": 7}]
    where = {"comment_id": 5} if done == "update" else {"issue_number": 7}
    assert (what, sent) == (done, {**repository, **where, "body": text.read_text(encoding="utf-8")})


@needs("git", "bash")
@pytest.mark.slow
def test_the_hooks_stop_what_is_not_up_to_date(clubs: Path) -> None:
    hooks = {hook["id"]: hook for hook in load_manifest(ROOT / ".pre-commit-hooks.yaml")}

    def run(name: str, *more: str) -> int:
        hook = hooks[name]
        return _bash(f"{hook['entry']} {shlex.join([*hook['args'], *more])}", clubs, {})

    day = ("--as-of", "2026-11-22")
    assert run("policygen-check", *day) == 0
    assert run("policygen-verify", *day) == 0
    profile = clubs / "profiles" / "club.yaml"
    profile.write_text(CLUB.replace("Ann Example", "Bea Sample"), encoding="utf-8")
    assert run("policygen-verify", *day) == 1
    profile.write_text(CLUB.replace("sports_club", "sprots_club"), encoding="utf-8")
    assert run("policygen-check", *day) == 1
