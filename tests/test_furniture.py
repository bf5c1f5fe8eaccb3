"""What stands around the program: where its library is, and tests that say which program they miss."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policygen import where
from tests.needs import command, require

ROOT = Path(__file__).parent.parent


def test_the_library_and_the_examples_of_a_checkout_are_found() -> None:
    assert where.library_folder() == ROOT / "templates"
    assert where.example_profiles() == ROOT / "profiles"


def test_an_installed_wheel_uses_what_it_brought(tmp_path: Path) -> None:
    package = tmp_path / "policygen"
    (package / "_data" / "templates").mkdir(parents=True)
    shutil.copy(where.__file__, package)
    shutil.copy(ROOT / "policygen" / "__init__.py", package)
    code = "from policygen.where import library_folder; print(library_folder())"
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(ran.stdout.strip()) == (package / "_data" / "templates").resolve()


def test_a_test_without_its_program_is_skipped_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="needs no-such-program"):
        require("no-such-program")


def test_in_ci_a_test_without_its_program_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="needs no-such-program"):
        require("no-such-program")


def test_a_program_that_is_there_is_used() -> None:
    assert Path(command("sh")[0]).is_file()
    require("sh")


def test_the_locks_name_no_host_and_hold_hashes() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pinned
        assert text.count("==") == len(pinned) <= text.count("--hash=sha256:")
    assert '"resolved"' not in (ROOT / "tests" / "tools" / "package-lock.json").read_text(encoding="utf-8")
