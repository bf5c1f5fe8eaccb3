"""Time measured in turns: every method runs once a round, so that a busy moment of the machine falls on all of them."""

from __future__ import annotations

import statistics
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def medians(runs: Mapping[str, Callable[[], object]], rounds: int, *, warm_up: int = 0) -> dict[str, float]:
    """Return the median milliseconds of each run over `rounds` rounds; `warm_up` rounds before do not count."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(warm_up + rounds):
        for name, run in runs.items():
            begin = time.perf_counter()
            run()
            taken = time.perf_counter() - begin
            if number >= warm_up:
                times[name].append(taken * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def process(words: Sequence[str], environment: Mapping[str, str] | None = None) -> Callable[[], bytes]:
    """Return a run of a program from its start to its end, which gives what it printed."""
    return lambda: subprocess.run(list(words), check=True, stdout=subprocess.PIPE, env=environment).stdout
