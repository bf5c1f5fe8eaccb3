"""One broken file for each thing that can be wrong in a register, and the exact words in which its author is told.

`broken/law/` are files of instruments, `broken/contacts/` of contacts and `broken/head/` of what a register lists, each
put into a library of one's own on top of the tests' small one. A file shows the problem that its name begins with, and
its `.txt` is what `policygen lint` prints of it. After a change of words, run with POLICYGEN_UPDATE_GOLDEN=1 and read
the difference.
"""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import pytest

from policygen.cli import report
from policygen.review.lint import lint
from policygen.sources import register, register_checks, register_form
from policygen.sources.library import Library
from tests.kit import SMALL

BROKEN = Path(__file__).parent / "broken"
PLACES = {"law": "law/own.yaml", "contacts": "contacts/own.yaml", "head": "law/register.yaml"}
CODE = re.compile(r"(law-[a-z-]+|bad-register|local-number)\Z")


def files() -> list[Path]:
    return sorted(BROKEN.glob("*/*.yaml"))


def said_of(file: Path) -> str:
    """Return what lint prints of an own library, in the folder in which it is called, that holds just this file."""
    target = Path("own", PLACES[file.parent.name])
    target.parent.mkdir(parents=True)
    target.write_bytes(file.read_bytes())
    return report.text(lint(Library((SMALL, Path("own"))))).replace(str(SMALL), "library")


@pytest.mark.parametrize("file", files(), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_author_of_an_entry_is_told_what_is_wrong_where_and_how_to_mend_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = said_of(file)
    golden = file.with_suffix(".txt")
    if os.environ.get("POLICYGEN_UPDATE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")
    assert f"error[{file.stem.split('--')[0]}]" in said
    for line in said.splitlines():
        if "error[" in line:
            assert re.match(r"own/\S+\.yaml:\d+:\d+: error\[", line), line


def test_every_code_of_the_register_has_a_broken_file() -> None:
    shown = {
        code for file in files() for code in re.findall(r"error\[([a-z-]+)\]", file.with_suffix(".txt").read_text())
    }
    codes = set()
    for module in (register, register_checks, register_form):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        words = (
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        codes |= {word for word in words if CODE.match(word)}
    # What nobody has checked for a year is a warning, and only on a day that is asked for.
    assert codes - {"law-unchecked"} == shown & codes
