"""The house rules of the code, read from the source: what may import what, and how long things may grow."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import policygen

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(policygen.__file__).parent

# Floors, top to bottom. A room imports from its own floor's rooms of the same name or from lower floors, never upwards.
FLOORS = {"cli": 6, "pack": 5, "review": 4, "compose": 3, "writers": 2, "sources": 2}
GROUND = 1

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
# The schema is one table of facts with their words for people: cutting it would hide what belongs together.
LONGER_MODULES = {"sources/schema.py"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    """Return the folder that a module lives in, or an empty string on the ground floor."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each imported module with its line, also those inside functions, relative ones spelled out."""
    package = ["policygen", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            yield node.lineno, base
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def target_room(module: str) -> str | None:
    """Return the room of policygen that an import leads to, or None when it leads out of the house."""
    words = module.split(".")
    if words[0] != "policygen":
        return None
    return words[1] if len(words) > 1 and words[1] in FLOORS else ""


def test_every_folder_of_the_package_has_its_floor() -> None:
    rooms = {room(path) for path in modules()} - {""}
    assert rooms == set(FLOORS)


@pytest.mark.parametrize("path", modules(), ids=name)
def test_imports_go_downwards_only(path: Path) -> None:
    here = room(path)
    wrong = []
    for line, module in imports(path):
        there = target_room(module)
        if there is None or there == here:
            continue
        if FLOORS.get(there, GROUND) >= FLOORS.get(here, GROUND):
            wrong.append(f"{name(path)}:{line} imports {module}")
    assert not wrong


@pytest.mark.parametrize("path", modules(), ids=name)
def test_nothing_that_builds_needs_python_docx(path: Path) -> None:
    assert not [module for _, module in imports(path) if module.split(".")[0] == "docx"]


@pytest.mark.parametrize("path", modules(), ids=name)
def test_only_the_command_line_prints(path: Path) -> None:
    if room(path) == "cli":
        return
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    assert not [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


@pytest.mark.parametrize("path", modules(), ids=name)
def test_modules_stay_short_enough_to_read_at_a_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE or name(path) in LONGER_MODULES, f"{name(path)} has {lines} lines"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_functions_stay_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: (f.end_lineno or f.lineno) - f.lineno + 1 for f in functions}
    assert not {what: lines for what, lines in long.items() if lines > LONGEST_FUNCTION}


@pytest.mark.parametrize("path", modules(), ids=name)
def test_the_core_takes_no_date_from_the_clock(path: Path) -> None:
    if room(path) == "cli":
        return
    clocks = {"today", "now", "utcnow"}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    read = [
        f"{name(path)}:{call.lineno}"
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in clocks
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in {"date", "datetime"}
    ]
    assert not read
