"""The documentation keeps up with the program: commands, options, problem codes, and the commands it shows."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import policygen
from policygen.cli.main import policygen as program
from tests.needs import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = Path(policygen.__file__).parent
COMMANDS = ROOT / "docs" / "reference" / "commands.md"
PROBLEMS = ROOT / "docs" / "reference" / "problems.md"
SHOWN = [ROOT / "README.md", ROOT / "docs" / "tutorial.md"]

# Words of the source that look like codes of problems and are not.
OTHER_WORDS = {
    "change-note",  # the id of a document
    "aup-visitors",  # an example in the schema
    "cat-file",  # words of git
    "cause-0",  # radio buttons of a page
    "check-attr",
    "code-of-practice",  # kinds of instrument in the register
    "complete-before-approval",  # a document
    "document-0",
    "first-responder",  # a reading gate
    "git-setup",  # a command
    "header-or-footer",  # where the words of a Word file stand
    "known-by",  # how exact a date is
    "non-statutory-guidance",
    "not-applicable",  # a state of coverage
    "not-built",  # a finding of verify
    "own-page",  # what a heading may ask for
    "rev-parse",
    "statutory-guidance",
    "ua-1",  # a standard for PDF
    "utf-8",  # encodings
    "utf-8-sig",
}


def commands(command: click.Command = program, name: str = "policygen") -> Iterator[tuple[str, click.Command]]:
    """Yield every command below the program with its full name."""
    if isinstance(command, click.Group):
        for short in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), short)
            assert found is not None
            yield f"{name} {short}", found
            yield from commands(found, f"{name} {short}")


def sections() -> dict[str, str]:
    """Return what the reference says of each command, by its name."""
    parts = re.split(r"^## (.+)$", COMMANDS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(("name", "command"), [pytest.param(*one, id=one[0]) for one in commands()])
def test_every_command_is_documented_with_every_option_and_no_other(name: str, command: click.Command) -> None:
    assert name in sections(), f"docs/reference/commands.md has no section '{name}'"
    said = set(re.findall(r"--[a-z][a-z-]*", sections()[name]))
    if isinstance(command, click.Group):
        return
    options = [param for param in command.params if isinstance(param, click.Option)]
    real = {word for option in options for word in (*option.opts, *option.secondary_opts) if word.startswith("--")}
    assert said == real - {"--help"}


def test_the_reference_names_no_command_that_is_gone() -> None:
    assert set(sections()) == {name for name, _ in commands()}


def codes() -> set[str]:
    """Return every word of the source that looks like a problem's code; parts made of a name are filled in."""
    found: set[str] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= set(re.findall(r"\A[a-z]+(?:-[a-z0-9]+)+\Z", node.value))
    return found - OTHER_WORDS


def documented() -> set[str]:
    return set(re.findall(r"^\| `([a-z0-9-]+)` \|", PROBLEMS.read_text(encoding="utf-8"), flags=re.MULTILINE))


def made_codes() -> set[str]:
    """Return the codes that are made of a kind of name: unknown-fact, unknown-term and so on."""
    from policygen.sources import expressions  # noqa: PLC0415 - the one table behind them

    return {f"unknown-{kind}" for kind in expressions._WHERE}  # noqa: SLF001 - likewise


def test_every_problem_code_is_documented() -> None:
    missing = (codes() | made_codes()) - documented()
    assert not missing, f"docs/reference/problems.md says nothing of {sorted(missing)}"


def test_no_problem_code_is_documented_that_is_gone() -> None:
    gone = documented() - codes() - made_codes()
    assert not gone, f"docs/reference/problems.md still has {sorted(gone)}"


def shown_commands(page: Path) -> list[tuple[str, int]]:
    """Return the commands of a page's `sh` blocks with the exit code that a comment after them announces."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line and not line.startswith("#")]
    parted = [re.match(r"(.*?)(?:\s+# exit code (\d+))?$", line) for line in lines]
    return [(found[1], int(found[2] or 0)) for found in parted if found]


@needs("bash", "git", "make")
@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.name)
def test_every_command_that_a_page_shows_runs(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "profiles", tmp_path / "profiles")
    assert shown_commands(page)
    for line, code in shown_commands(page):
        ran = run(line, tmp_path)
        assert ran.returncode == code, f"{line}\n{ran.stdout}\n{ran.stderr}"


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line as a reader would, who answers questions with the return key; of make only the recipe is read."""
    if line.startswith("make "):
        line = f"make --dry-run --directory {shlex.quote(str(ROOT))} {line.removeprefix('make ')}"
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    who = {f"GIT_{role}_{part}": "r@x.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "PATH": path}
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        input="\n" * 40,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
