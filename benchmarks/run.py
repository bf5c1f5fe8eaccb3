"""Measure policygen against docxtpl, python-docx and pandoc on the same content: python -m benchmarks.run."""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
import sysconfig
import tempfile
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.content import Content, long_document
from benchmarks.peers import METHODS
from benchmarks.timing import medians, process
from policygen.where import example_profiles, library_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).parent
FLOOR = "zip the same parts, level 6"
FIRST = "policygen, first start"
COLD_ROUNDS = 7


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
    """Return the medians of cold starts, and of runs where everything that can be kept is kept."""
    library = ours.library_of(case.library)
    facts = ours.facts_of(case.profile, library)
    write = ours.writer(facts, library)
    runs: dict[str, Callable[[], object]] = {ours.NAME: write}
    peers = [method for method in METHODS if method.name != "pandoc" or shutil.which("pandoc")]
    for method in peers:
        opened = [method.open_(content, case.folder) for content in case.contents]
        runs[method.name] = lambda opened=opened: [one(case.values) for one in opened]  # type: ignore[misc] # binds now
    parts = [_parts(data) for data in write()]
    runs[FLOOR] = lambda: [_zipped(one) for one in parts]
    warm = medians(runs, rounds, warm_up=2)
    return medians(_starts(list(runs), case.folder), COLD_ROUNDS, warm_up=1), warm


def _starts(names: Sequence[str], folder: Path) -> dict[str, Callable[[], object]]:
    """Return a run of each method in a process of its own, and of policygen before it has compiled anything."""

    def start(name: str, cache: str) -> Callable[[], object]:
        words = [sys.executable, "-m", "benchmarks.cold", name, str(folder)]
        return process(words, {**os.environ, "POLICYGEN_CACHE": cache})

    found = {name: start(name, str(folder / "cache")) for name in names if name != FLOOR}
    return {FIRST: start(ours.NAME, "off"), **found}


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def report(case: Case, cold: dict[str, float], warm: dict[str, float], rounds: int) -> None:
    """Print the table of a case."""
    ours_warm = warm[ours.NAME]
    print(f"\n{case.title}\nmedians of {COLD_ROUNDS} cold starts and {rounds} warm runs, one core\n")
    print(f"{'method':<30}{'cold ms':>10}{'warm ms':>10}{'a second':>10}{'policygen is':>18}")
    print(f"{FIRST:<30}{cold[FIRST]:>10.0f}{'-':>10}")
    for name, time in warm.items():
        start = f"{cold[name]:.0f}" if name in cold else "-"
        times = "" if name == ours.NAME else f"{time / ours_warm:.2f} times as fast"
        print(f"{name:<30}{start:>10}{time:>10.1f}{1000 / time:>10.1f}{times:>22}")


def goals(warm: dict[str, float]) -> None:
    """Print how one long document stands to what is to be reached."""
    ratio, floor = warm["docxtpl"] / warm[ours.NAME], warm[ours.NAME] / warm[FLOOR]
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
