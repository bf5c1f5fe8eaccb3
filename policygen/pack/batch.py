"""Many packs built: one after the other, or several at a time, each in a process that may fail alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policygen.errors import Place, PolicygenError, Problem
from policygen.pack.build import build, compose_profile, make, refuse_draft
from policygen.sources.library import Library
from policygen.where import library_folder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from policygen.sources.profile import LoadedProfile

_SECONDS = 300
"""How long one pack may take in a process of its own; a second is usual."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: where, for which day, in which formats, which documents (none named: all)."""

    out: Path
    as_of: dt.date
    formats: tuple[str, ...]
    only: tuple[str, ...]
    final: bool
    replace_edited: bool
    library: Path | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one profile: the folder and what was written, or the problems that stood against it."""

    slug: str
    folder: Path | None = None
    written: tuple[str, ...] = ()
    status: str = ""
    to_complete: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def build_all(profiles: Sequence[LoadedProfile], order: Order, jobs: int = 1) -> list[Outcome]:
    """Return what became of each profile, in their order; one that fails does not stop the others."""
    if jobs == 1 or len(profiles) == 1:
        return [build_one(profile, order) for profile in profiles]
    return _at_once(profiles, order, jobs)


def build_one(profile: LoadedProfile, order: Order) -> Outcome:
    """Build one pack as ordered; whatever stands against it is in the outcome."""
    try:
        library = _library(tuple(folder for folder in (profile.library, order.library) if folder is not None))
        made = make(compose_profile(profile, library, order.as_of), library, order.formats, order.only)
        if order.final:
            refuse_draft(made)
        built = build(made, order.out, only=order.only, replace_edited=order.replace_edited)
    except PolicygenError as error:
        return Outcome(profile.slug, problems=error.problems)
    return Outcome(profile.slug, built.folder, built.written, built.manifest.status, built.to_complete)


@cache
def _library(folders: tuple[Path, ...]) -> Library:
    return Library((library_folder(), *folders), cached=True)


def _at_once(profiles: Sequence[LoadedProfile], order: Order, jobs: int) -> list[Outcome]:
    from pebble import ProcessExpired, ProcessPool  # noqa: PLC0415 - only many packs at a time need it

    outcomes: list[Outcome] = []
    with ProcessPool(max_workers=jobs) as pool:
        futures = [pool.schedule(build_one, args=(profile, order), timeout=_SECONDS) for profile in profiles]
        for profile, future in zip(profiles, futures, strict=True):
            try:
                outcomes.append(future.result())
            except TimeoutError:
                outcomes.append(_lost(profile, f"took longer than {_SECONDS} seconds"))
            except ProcessExpired:
                outcomes.append(_lost(profile, "ended without a result"))
    return outcomes


def _lost(profile: LoadedProfile, what: str) -> Outcome:
    problem = Problem(
        "build-lost",
        f"the process that built '{profile.slug}' {what}",
        Place(profile.file),
        hint="build this profile alone to see why; its old pack is unchanged",
    )
    return Outcome(profile.slug, problems=(problem,))
