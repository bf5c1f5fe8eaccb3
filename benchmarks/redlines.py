"""Measure comparison and redline of one pair of documents, beside python-redlines: python -m benchmarks.redlines.

The pair is 24 pages and what becomes of them in a year, with about 300 tracked changes. Comparison and redline are
timed warm, apart and together; nothing that was found out of a pair is kept for the next run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import io
import os
import re
import statistics
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import ours, pair
from benchmarks.content import long_document
from policygen.review import redline_merge, redline_pieces
from policygen.review.compare import compare
from policygen.review.comparison import Side
from policygen.review.redline import Signed, redline
from policygen.writers import docx

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygen.model import Document
    from policygen.review.comparison import Comparison

_CHANGE = re.compile("<w:(?:ins|del) ")
_GOAL, _TIMES = 150, 5
"""Milliseconds of comparison and redline together, and how many times as fast as the peer."""
_PEER_RUNS = 3


def main() -> None:
    """Print how long each takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="warm runs of policygen (at least 7)")
    rounds = max(7, parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as folder:
        school = Path(__file__).with_name("school.yaml")
        library = ours.prepare(long_document(), Path(folder))
        old = pair.document_of(school, library, ours.AS_OF)
        words = dict(ours.library_of(library).vocabulary.words["en"])
    new = pair.changed(old)
    signed = Signed(day=(ours.AS_OF + dt.timedelta(days=365)).isoformat())

    def drawn(found: Comparison) -> bytes:
        return redline(found.documents[0], lambda one: one.causes, words, signed)

    def compared() -> Comparison:
        return compare(Side("old", (old,)), Side("new", (new,)))

    found = compared()
    print(f"One pair: {_changes(drawn(found))} tracked changes; medians of {rounds} warm runs, one core\n")
    parts = {"comparison": compared, "redline": lambda: drawn(found), "both": lambda: drawn(compared())}
    times = {name: _median(run, rounds) for name, run in parts.items()}
    print(f"{'':<30}{'ms':>10}{'of a core':>12}")
    for name, (taken, worked) in times.items():
        print(f"{name:<30}{taken:>10.1f}{worked:>12.1f}")
    both = times["both"][1]
    print(f"\nboth, of a core: {both:.0f} ms ({'reached' if both <= _GOAL else 'NOT reached'}: {_GOAL} ms)")
    _beside(old, new, both)


def _beside(old: Document, new: Document, both: float) -> None:
    """Print how long the peer takes for the same two documents as Word files."""
    if importlib.util.find_spec("python_redlines_docxodus") is None:
        print("python-redlines is not installed: pip install -e '.[bench]'")
        return
    from python_redlines import DocxodusEngine  # noqa: PLC0415 - only where it is installed

    before, after, engine = docx.write(old), docx.write(new), DocxodusEngine()
    taken, worked = _median(lambda: engine.run_redline("policygen", before, after), _PEER_RUNS)
    times = worked / both
    print(f"{'python-redlines[docxodus]':<30}{taken:>10.0f}{worked:>12.0f}: policygen is {times:.0f} times as fast "
          f"({'reached' if times >= _TIMES else 'NOT reached'}: {_TIMES})")  # fmt: skip


def _median(run: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the median milliseconds by the clock, and of work: a core's, this process's and its children's."""
    found, worked = [], []
    for number in range(rounds + 1):
        _forget()
        begin, before = time.perf_counter(), _worked()
        run()
        if number:
            found.append((time.perf_counter() - begin) * 1000)
            worked.append((_worked() - before) * 1000)
    return statistics.median(found), statistics.median(worked)


def _worked() -> float:
    """Return the seconds that a core has worked for this process and its children."""
    return time.process_time() + sum(os.times()[2:4])


def _forget() -> None:
    """Empty what is kept between redlines, so that a run learns nothing from the one before it."""
    for module in (redline_merge, redline_pieces):
        for one in vars(module).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()


def _changes(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return len(_CHANGE.findall(archive.read("word/document.xml").decode()))


if __name__ == "__main__":
    main()
