"""The same work for many profiles: one after the other, or several at a time in processes that may fail alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from policygen.errors import Place, Problem
from policygen.sources.library import Library
from policygen.where import library_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from policygen.sources.profile import LoadedProfile

Found = TypeVar("Found")

_SECONDS = 300
"""How long one profile may take in a process of its own; a second is usual."""


def each(
    work: Callable[[LoadedProfile], Found],
    profiles: Sequence[LoadedProfile],
    jobs: int,
    lost: Callable[[LoadedProfile, Problem], Found],
) -> list[Found]:
    """Return what `work` gives for each profile, in their order; `lost` stands in where its process died.

    With more than one of `jobs`, `work` must be a function that can be sent to another process.
    """
    if jobs == 1 or len(profiles) < 2:  # noqa: PLR2004 - one alone needs no other process
        return [work(profile) for profile in profiles]
    from pebble import ProcessExpired, ProcessPool  # noqa: PLC0415 - only several at a time need it

    found: list[Found] = []
    with ProcessPool(max_workers=min(jobs, len(profiles))) as pool:
        futures = [pool.schedule(work, args=(profile,), timeout=_SECONDS) for profile in profiles]
        for profile, future in zip(profiles, futures, strict=True):
            try:
                found.append(future.result())
            except TimeoutError:
                found.append(lost(profile, _lost(profile, f"took longer than {_SECONDS} seconds")))
            except ProcessExpired:
                found.append(lost(profile, _lost(profile, "ended without a result")))
    return found


def _lost(profile: LoadedProfile, what: str) -> Problem:
    return Problem(
        "build-lost",
        f"the process that worked on '{profile.slug}' {what}",
        Place(profile.file),
        hint="take this profile alone to see why; its pack is unchanged",
    )


def library_of(profile: LoadedProfile, extra: Path | None) -> Library:
    """Return the library of a profile, compiled once a process: the shipped one, its own folder, then `extra`."""
    return _library(tuple(folder for folder in (profile.library, extra) if folder is not None))


@cache
def _library(folders: tuple[Path, ...]) -> Library:
    return Library((library_folder(), *folders), cached=True)
