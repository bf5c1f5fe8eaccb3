"""One broken profile for each thing that can be wrong, and the exact words in which people are told.

`broken/<code>.yaml` shows the problem `<code>`, and `broken/<code>.txt` is what `policygen check` prints of it. After a
change of words, run with POLICYGEN_UPDATE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main
from policygen.sources import complaints, inheritance, profile, rules, validate, yamlerrors, yamlguard, yamlio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

BROKEN = Path(__file__).parent / "broken"
SOUND = "org: {name: Oak, type: sports_club, nation: england}\nchildren: {age_min: 8, age_max: 16}\n"
MODULES = (complaints, inheritance, profile, rules, validate, yamlerrors, yamlguard, yamlio)
SAYERS = {"Problem", "fail", "problem", "note", "stop", "_Words"}
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+\Z")


def no_such_file() -> list[str]:
    return ["oak.yaml"]


def is_a_folder() -> list[str]:
    Path("profiles/oak.yaml").mkdir(parents=True)
    return ["profiles"]


def not_a_file() -> list[str]:
    os.mkfifo("oak.yaml")
    return ["oak.yaml"]


def cannot_read() -> list[str]:
    Path("oak.yaml").symlink_to("/proc/self/mem")
    return ["oak.yaml"]


def too_large() -> list[str]:
    with Path("oak.yaml").open("wb") as file:
        file.truncate(100_000_000)
    return ["oak.yaml"]


def too_many_values() -> list[str]:
    Path("oak.yaml").write_text("children:\n  groups: [" + "a, " * 50_000 + "]\n", encoding="utf-8")
    return ["oak.yaml"]


def bad_file_name() -> list[str]:
    Path("..yaml").write_text(SOUND, encoding="utf-8")
    return ["..yaml"]


def no_profiles() -> list[str]:
    Path("profiles").mkdir()
    return ["profiles"]


def same_slug() -> list[str]:
    for folder in ("north", "south"):
        Path(folder).mkdir()
        Path(folder, "oak.yaml").write_text(SOUND, encoding="utf-8")
    return ["north", "south"]


MAKERS = (
    no_such_file,
    is_a_folder,
    not_a_file,
    cannot_read,
    too_large,
    too_many_values,
    bad_file_name,
    no_profiles,
    same_slug,
)
MADE: dict[str, Callable[[], list[str]]] = {making.__name__.replace("_", "-"): making for making in MAKERS}
"""What no file in a repository can show, made on the spot."""

STORED = sorted(path.stem for path in BROKEN.glob("*.yaml"))


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["check", *arguments, "--as-of", "2026-11-22"])
    return code, capsys.readouterr().out


def compare(code: str, printed: str) -> None:
    golden = BROKEN / f"{code}.txt"
    if os.environ.get("POLICYGEN_UPDATE_GOLDEN"):
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")
    assert f"[{code}]" in printed


@pytest.mark.parametrize("code", STORED)
def test_a_broken_profile_is_told_in_plain_words(
    code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BROKEN)
    exit_code, printed = said([f"{code}.yaml"], capsys)
    compare(code, printed)
    assert exit_code == int("error[" in printed)


@pytest.mark.parametrize("code", MADE)
def test_a_file_that_cannot_be_a_profile_is_told_in_plain_words(
    code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    exit_code, printed = said(MADE[code](), capsys)
    first = [entry for entry in re.split(r"(?m)^(?=\S)", printed) if f"[{code}]" in entry]
    compare(code, "".join(first))
    assert exit_code == 1


def codes_in(module: ModuleType) -> Iterator[str]:
    """Yield each code that a module can say: the first word given to a sayer, yielded by a rule, or in a table."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        words: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = node.args[:1] if name in SAYERS else []
        elif isinstance(node, ast.Tuple) and len(node.elts) >= 3:
            words = node.elts[:1]
        for word in words:
            if isinstance(word, ast.Constant) and isinstance(word.value, str) and CODE.match(word.value):
                yield word.value


def test_every_code_has_a_broken_profile_and_every_broken_profile_a_code() -> None:
    spoken = {code for module in MODULES for code in codes_in(module)}
    # Types and nations are the composer's business; the profile is where people mend it.
    assert spoken | {"not-in-nation", "governance-not-in-nation"} == {*STORED, *MADE}


def test_every_gap_that_keeps_a_pack_a_draft_is_a_warning_that_exists() -> None:
    assert set(codes_in(rules)) >= rules.TO_COMPLETE
