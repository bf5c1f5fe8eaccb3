"""Profiles in: one organisation's facts, with what its parents fix, and where each was said."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygen.errors import Place, PolicygenError, Problem, fail
from policygen.model import HouseStyle
from policygen.sources import inheritance, rules
from policygen.sources.brand import BrandReader
from policygen.sources.fields import required

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygen.sources.inheritance import Merged
    from policygen.sources.yamlio import Mark, Route

PLAIN = HouseStyle()
"""The brand of an organisation that names none."""

_ENDINGS = (".yaml", ".yml")
_SLUG = re.compile(r"\w[\w.-]*(?<!\.)\Z")


@dataclass(frozen=True, slots=True)
class LoadedProfile:
    """What one organisation's profile says, its parents' facts included; nothing is derived yet.

    `slug` is the file's name without its ending and `file` the file as it was named; `values` holds sections,
    fields and lists as plain data (days are dates, what was left blank is not there); `library` is the folder of
    the organisation's own clauses; `said_by` tells which file said the field of a dotted name; `problems` are
    warnings of the loader; `style` is the brand, and `contents` say by a hash which file a field of
    the brand names.
    """

    slug: str
    file: str
    values: Mapping[str, Any]
    marks: Mapping[Route, Mark]
    library: Path | None = None
    said_by: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    style: HouseStyle = PLAIN
    contents: Mapping[str, str] = field(default_factory=dict)

    def place(self, path: str, *, key: bool = False) -> Place:
        """Return where the field with this dotted name stands, or the nearest section around it, or the file."""
        route = tuple(int(step) if step.isdigit() else step for step in path.split("."))
        for end in range(len(route), 0, -1):
            if mark := self.marks.get(route[:end]):
                return mark.key if key or end < len(route) else mark.value
        return Place(self.file)


def load_profile(path: Path) -> LoadedProfile:
    """Return the profile in the file at `path`.

    Raises PolicygenError with everything that is wrong in the file and in the parents it extends.
    """
    return _Loader().load(Path(path))


def load_profiles(paths: Iterable[Path]) -> tuple[tuple[LoadedProfile, ...], tuple[Problem, ...]]:
    """Return the profiles in the files and folders at `paths`, and the problems of all of them.

    A folder gives the .yaml files in it, not those in folders below, and not the parents that its profiles extend.
    Two profiles with one slug are a problem, since their packs would share a folder. Problems are errors and
    warnings in the order of files and lines; a profile with an error is not among the profiles.
    """
    loader = _Loader()
    files, problems = _files(Path(path) for path in paths)
    parents = loader.parents(files)
    profiles: list[LoadedProfile] = []
    for path, from_folder in files.items():
        if from_folder and os.path.realpath(path) in parents and not loader.has_name(path):
            continue
        try:
            profiles.append(loader.load(path))
        except PolicygenError as error:
            problems.extend(error.problems)
    clashes = _clashes(profiles)
    warnings = [problem for profile in profiles for problem in profile.problems]
    found = dict.fromkeys([*problems, *clashes, *warnings])
    return tuple(profiles), tuple(sorted(found, key=Problem.order))


def _files(paths: Iterable[Path]) -> tuple[dict[Path, bool], list[Problem]]:
    """Return each file once, with whether a folder gave it; and the folders that hold no profile."""
    files: dict[Path, bool] = {}
    problems: list[Problem] = []
    for path in paths:
        if not path.is_dir():
            files[path] = False
            continue
        try:
            found = sorted(file for file in path.iterdir() if file.suffix in _ENDINGS and not file.name.startswith("."))
        except OSError as error:
            problems += fail(
                "cannot-read", f"the folder {path} cannot be read: {error.strerror}", Place(str(path))
            ).problems
            continue
        if not found:
            hint = "'policygen init' writes a profile to begin with"
            problems.append(Problem("no-profiles", f"there is no .yaml file in {path}", Place(str(path)), hint=hint))
        for file in found:
            files.setdefault(file, True)
    once = {os.path.abspath(file): file for file in reversed(files)}  # noqa: PTH100 - links keep their own names
    return {file: given for file, given in files.items() if once[os.path.abspath(file)] is file}, problems  # noqa: PTH100


def _clashes(profiles: list[LoadedProfile]) -> list[Problem]:
    """Return a problem for each profile whose slug another has; capitals do not tell folders apart everywhere."""
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for profile in profiles:
        other = first.setdefault(profile.slug.casefold(), profile.file)
        if other != profile.file:
            message = f"{profile.file} and {other} would both make the pack '{profile.slug}'"
            hint = "give one of the two files another name"
            problems.append(Problem("same-slug", message, Place(profile.file), hint=hint))
    return problems


class _Loader:
    """Loads profiles, reading each file once however many profiles extend it."""

    def __init__(self) -> None:
        self.read: dict[str, inheritance.Said] = {}

    def said(self, path: Path, shown: str) -> inheritance.Said:
        """Return what the file at `path` says by itself."""
        key = os.path.realpath(path)
        if key not in self.read:
            self.read[key] = inheritance.read(path, shown)
        return self.read[key]

    def parents(self, files: Iterable[Path]) -> set[str]:
        """Return the real paths of all files that `files` name as their parents."""
        found = (self.said(path, str(path)).parent for path in files)
        return {os.path.realpath(parent) for parent in found if parent}

    def has_name(self, path: Path) -> bool:
        """Return whether the file names an organisation of its own."""
        org = self.said(path, str(path)).values.get("org")
        return isinstance(org, dict) and "name" in org

    def load(self, path: Path) -> LoadedProfile:
        """Return the profile at `path` or raise PolicygenError with everything that is wrong."""
        chain, problems = self.chain(path)
        merged = inheritance.merge(chain)
        problems += [problem for said in chain for problem in said.problems]
        problems += merged.problems
        file = chain[-1].file
        problems += _bad_slug(path)
        if all(said.tree and isinstance(said.tree.data, dict) for said in chain):
            problems += _missing(merged, file, problems)
        profile = LoadedProfile(path.stem, file, merged.values, merged.marks, merged.library, merged.said_by)
        problems += _missing_library(profile)
        if (look := merged.values.get("brand")) and not any(one.path.startswith("brand") for one in problems):
            brand = BrandReader(look, merged.said_by, profile.place)
            profile = replace(profile, style=brand.read(), contents=brand.contents)
            problems += brand.problems
        if not any(problem.severity == "error" for problem in problems):
            problems += rules.check_ages(profile.values, profile.place)
        if any(problem.severity == "error" for problem in problems):
            raise PolicygenError(problems)
        return replace(profile, problems=tuple(problems))

    def chain(self, path: Path) -> tuple[list[inheritance.Said], list[Problem]]:
        """Return the files that make up a profile, the topmost parent first, and where the chain is broken."""
        said = self.said(path, str(path))
        chain, seen = [said], {os.path.realpath(path)}
        while said.parent and said.tree:
            shown, real = inheritance.shown_parent(said), os.path.realpath(said.parent)
            if not os.path.lexists(real) or Path(real).is_dir():
                message = f"there is no file {shown}"
                hint = f"the name is read from the folder of {said.file}"
                return chain, [said.tree.problem("missing-parent", message, ("extends",), hint=hint)]
            if real in seen:
                message = f"{said.file} extends {shown}, which comes back to itself"
                hint = "a parent cannot extend its own members: leave one 'extends' out"
                return chain, [said.tree.problem("extends-itself", message, ("extends",), hint=hint)]
            seen.add(real)
            said = self.said(said.parent, shown)
            chain.insert(0, said)
        return chain, []


def _bad_slug(path: Path) -> list[Problem]:
    """Return a problem where the file's name cannot name the folder of a pack."""
    if _SLUG.match(path.stem):
        return []
    message = f"the file name '{path.name}' cannot name a pack"
    hint = "use letters, digits, hyphens and full stops, as in oak-lane.yaml"
    return [Problem("bad-file-name", message, Place(str(path)), hint=hint)]


def _missing(merged: Merged, file: str, problems: list[Problem]) -> list[Problem]:
    """Return a problem for each required field that nobody said; not where the section itself is already a problem."""
    broken = {problem.path for problem in problems}
    found: list[Problem] = []
    for wanted in required():
        section, name = wanted.path.split(".")
        if wanted.path in merged.said_by or section in broken or wanted.path in broken:
            continue
        mark = merged.marks.get((section, name)) or merged.marks.get((section,))
        place = mark.key if mark else Place(file)
        message = f"{wanted.path} ({wanted.label}) is missing"
        hint = wanted.rule["meta"]["help"] + f" For example: {wanted.rule['meta']['example']}"
        found.append(Problem("missing-field", message, place, wanted.path, hint.strip()))
    return found


def _missing_library(profile: LoadedProfile) -> list[Problem]:
    """Return a problem where the organisation's own library is not a folder."""
    if profile.library is None or profile.library.is_dir():
        return []
    message = f"there is no folder {profile.library}"
    hint = f"the name is read from the folder of {profile.said_by['library']}"
    return [Problem("missing-library", message, profile.place("library"), "library", hint)]
