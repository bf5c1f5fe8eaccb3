"""Measure policygen against docxtpl, python-docx and pandoc on the same content: python -m benchmarks.run."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import sysconfig
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.content import Content, long_document
from benchmarks.method import FLOOR, POLICYGEN
from benchmarks.peers import METHODS
from benchmarks.timing import medians, process
from policygen.where import example_profiles, library_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).parent
FIRST = "policygen, first start"
COLD_ROUNDS = 7
TURNS = 3


@dataclass(frozen=True)
class Case:
    """One thing to make: a title for the table, the contents for the peers, a profile and a library for policygen."""

    title: str
    folder: Path
    profile: Path
    library: Path
    contents: Sequence[Content]
    values: dict[str, str]


def long_case(folder: Path) -> Case:
    """Return the case of one long document."""
    content = long_document()
    folder.mkdir()
    library = ours.prepare(content, folder)
    profile = HERE / "school.yaml"
    values = ours.values_of(ours.facts_of(profile, ours.library_of(library)))
    title = f"One document: {content.paragraphs} paragraphs, {content.tables} tables"
    return Case(title, folder, profile, library, [content], values)


def pack_case(folder: Path) -> Case:
    """Return the case of a whole pack of the library that comes with policygen."""
    profile = example_profiles() / "foxglove-lane.yaml"
    folder.mkdir()
    library = ours.library_of(library_folder())
    facts = ours.facts_of(profile, library)
    contents = ours.contents_of(ours.pack_of(facts, library), facts)
    title = f"One pack: {len(contents)} documents of {profile.stem}"
    return Case(title, folder, profile, library_folder(), contents, ours.values_of(facts))


def prepare(case: Case) -> None:
    """Leave on disk what each method's user would keep there, and what a cold start reads."""
    for method in METHODS:
        for content in case.contents:
            method.prepare(content, case.folder)
    saved = {"contents": [asdict(one) for one in case.contents], "values": case.values,
             "profile": str(case.profile), "library": str(case.library)}  # fmt: skip
    (case.folder / "content.json").write_text(json.dumps(saved), encoding="utf-8")


def measure(case: Case, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Return the medians of cold starts, and of warm runs, each method in processes of its own."""
    names = [POLICYGEN, *(method.name for method in METHODS if method.name != "pandoc" or shutil.which("pandoc"))]
    cold = medians(_starts(names, case.folder), COLD_ROUNDS, warm_up=1)
    found: dict[str, list[float]] = {name: [] for name in (*names, FLOOR)}
    # In turns, so that a busy moment of the machine does not fall on one method alone.
    for _ in range(TURNS):
        for name in found:
            found[name] += json.loads(_method(name, case.folder, str(-(-rounds // TURNS)))())
    return cold, {name: statistics.median(times) for name, times in found.items()}


def _starts(names: Sequence[str], folder: Path) -> dict[str, Callable[[], object]]:
    """Return a cold start of each method, and of policygen before it has compiled anything."""
    return {FIRST: _method(POLICYGEN, folder, cache="off"), **{name: _method(name, folder) for name in names}}


def _method(name: str, folder: Path, *runs: str, cache: str = "") -> Callable[[], bytes]:
    words = [sys.executable, "-m", "benchmarks.method", name, str(folder), *runs]
    return process(words, {**os.environ, "POLICYGEN_CACHE": cache or str(folder / "cache")})


def report(case: Case, cold: dict[str, float], warm: dict[str, float], rounds: int) -> None:
    """Print the table of a case."""
    ours_warm = warm[POLICYGEN]
    print(f"\n{case.title}\nmedians of {COLD_ROUNDS} cold starts and {rounds} warm runs, one core\n")
    print(f"{'method':<30}{'cold ms':>10}{'warm ms':>10}{'a second':>10}{'policygen is':>18}")
    print(f"{FIRST:<30}{cold[FIRST]:>10.0f}{'-':>10}")
    for name, time in warm.items():
        start = f"{cold[name]:.0f}" if name in cold else "-"
        times = "" if name == POLICYGEN else f"{time / ours_warm:.2f} times as fast"
        print(f"{name:<30}{start:>10}{time:>10.1f}{1000 / time:>10.1f}{times:>22}")


def goals(warm: dict[str, float]) -> None:
    """Print how one long document stands to what is to be reached."""
    ratio, floor = warm["docxtpl"] / warm[POLICYGEN], warm[POLICYGEN] / warm[FLOOR]
    print(f"\nto docxtpl, documents a second: {ratio:.1f} times ({_reached(ratio >= 4)} 4)")  # noqa: PLR2004 - the goal
    print(f"to the floor, time: {floor:.2f} times ({_reached(floor <= 2.5)} 2.5)")  # noqa: PLR2004 - the goal


def _reached(yes: bool) -> str:  # noqa: FBT001 - one word for either
    return "reached:" if yes else "NOT reached:"


def start_up(rounds: int) -> None:
    """Print how long the help takes, beside the time that click takes to import."""
    policygen = Path(sysconfig.get_path("scripts")) / "policygen"
    found = medians({"help": process([str(policygen), "--help"]),
                     "click": process([sys.executable, "-c", "import click"])}, rounds, warm_up=1)  # fmt: skip
    ratio = found["help"] / found["click"]
    print(f"\npolicygen --help: {found['help']:.0f} ms; python -c 'import click': {found['click']:.0f} ms; "
          f"{ratio:.2f} times ({_reached(ratio <= 2.5)} 2.5)")  # noqa: PLR2004 - the goal  # fmt: skip


def main() -> None:
    """Run every case and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="warm runs of each method (at least 7)")
    parser.add_argument("--keep", type=Path, help="keep templates and documents in this new folder")
    options = parser.parse_args()
    rounds = max(7, options.rounds)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary) / "bench"
        folder.mkdir(parents=True)
        for make in (long_case, pack_case):
            case = make(folder / make.__name__.removesuffix("_case"))
            prepare(case)
            cold, warm = measure(case, rounds)
            report(case, cold, warm, rounds)
            if make is long_case:
                goals(warm)
    start_up(rounds)


if __name__ == "__main__":
    main()
