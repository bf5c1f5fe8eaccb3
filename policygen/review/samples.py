"""Organisations in whose name the library is composed to be judged: one of each kind, with nothing missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygen.sources.profile import load_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygen.sources.library import Library
    from policygen.sources.profile import LoadedProfile

_SAMPLE = "language/samples/organisation.yaml"
_LOOKED_AFTER = ("childrens_home", "foster_agency")


def samples(library: Library, *, every: bool = False) -> Iterator[LoadedProfile]:
    """Yield a sample organisation of each type, in one nation and then another; `every` yields each nation of each.

    A library without a sample of its own yields none. Raises PolicygenError where the sample has faults.
    """
    paths = [path for folder in library.folders if (path := folder / _SAMPLE).is_file()]
    if not paths:
        return
    sample = load_profile(paths[-1])
    for turn, (kind, what) in enumerate(library.vocabulary.types.items()):
        for nation in what.nations if every else (what.nations[turn % len(what.nations)],):
            yield _as_kind(sample, kind, nation, what.ages)


def _as_kind(sample: LoadedProfile, kind: str, nation: str, ages: tuple[int, int]) -> LoadedProfile:
    children = {**sample.values["children"], "age_min": ages[0], "age_max": ages[1]}
    if kind in _LOOKED_AFTER:
        children["looked_after"] = "all"
    org = {**sample.values["org"], "type": kind, "nation": nation}
    return replace(sample, slug=f"{kind}-{nation}", values={**sample.values, "org": org, "children": children})
