"""Many packs built: what to build, and what became of each profile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from policygen.errors import PolicygenError, Problem
from policygen.pack.at_once import each, library_of
from policygen.pack.build import build, compose_profile, make, pages_in, refuse_draft
from policygen.pack.page_numbers import page_numbers
from policygen.writers.house import House

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from policygen.model import Pack
    from policygen.sources.profile import LoadedProfile


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: where, for which day, in which formats, which documents (none named: all).

    `page_numbers` asks for those in the contents of Word files, which takes LibreOffice.
    """

    out: Path
    as_of: dt.date
    formats: tuple[str, ...]
    only: tuple[str, ...]
    final: bool
    replace_edited: bool
    library: Path | None
    page_numbers: bool = False


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
    work = partial(build_one, order=order)
    return each(work, profiles, jobs, lambda one, problem: Outcome(one.slug, problems=(problem,)))


def build_one(profile: LoadedProfile, order: Order) -> Outcome:
    """Build one pack as ordered; whatever stands against it is in the outcome."""
    try:
        library = library_of(profile, order.library)
        beside = pages_in(order.out / profile.slug) if order.only else ()
        pack = compose_profile(profile, library, order.as_of)
        if order.final:
            refuse_draft(pack)
        numbers = _numbers(pack, order) if order.page_numbers else {}
        made = make(pack, library, order.formats, order.only, beside, numbers=numbers)
        built = build(made, order.out, only=order.only, replace_edited=order.replace_edited)
    except PolicygenError as error:
        return Outcome(profile.slug, problems=error.problems)
    return Outcome(profile.slug, built.folder, built.written, built.manifest.status, built.to_complete)


def _numbers(pack: Pack, order: Order) -> dict[str, dict[str, int]]:
    """Return the page numbers of what is built, by document and clause."""
    wanted = [one for one in pack.documents if not order.only or one.id in order.only]
    return page_numbers(wanted, House.of(pack.style))
