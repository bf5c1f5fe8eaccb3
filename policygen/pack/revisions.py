"""What a revision in version control holds, put into a folder for a while: by git itself, run as a user would."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from policygen.errors import Place, PolicygenError, fail

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "git:"
_SECONDS = 120


@contextmanager
def revision(text: str) -> Iterator[Path]:
    """Yield where the path of `git:REVISION:PATH` stands in a folder of its own, with all that the revision has.

    PATH counts from this folder, as in every other command, or else from the top of the repository. Raises
    PolicygenError where there is no git, no repository, no such revision, or no such path in it.
    """
    name, path = _parts(text)
    top = Path(run_git(["rev-parse", "--show-toplevel"], text, "no-repository").decode().strip())
    commit = run_git(
        ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"], text, "no-revision"
    )
    inside = _inside(top, path, commit.decode().strip(), text)
    # A profile may have parents and a library beside it; a pack or a document stands alone.
    only = [] if ".yaml" in inside or inside == "." else ["--", inside]
    archive = run_git(["-C", str(top), "archive", "--format=tar", commit.decode().strip(), *only], text, "no-revision")
    with tempfile.TemporaryDirectory(prefix="policygen-") as folder:
        try:
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                tar.extractall(folder, filter="data")
        except (tarfile.TarError, OSError) as error:
            raise fail(
                "no-revision",
                f"the revision '{name}' cannot be laid out: {error}",
                Place(text),
                hint="it may hold a link that leads out of the repository",
            ) from error
        yield Path(folder) / inside


def _parts(text: str) -> tuple[str, str]:
    name, colon, path = text.removeprefix(SCHEME).partition(":")
    if not name or not colon:
        raise fail("no-revision", f"'{text}' names no revision and path", hint="write it as git:HEAD~1:packs/oakfield")
    return name, path


def _inside(top: Path, path: str, commit: str, text: str) -> str:
    """Return `path` from the top of the repository, if the revision has it."""
    here = os.path.relpath(Path.cwd() / path, top)
    for one in dict.fromkeys([Path(here).as_posix(), Path(path).as_posix()]):
        if one == "." or (not one.startswith("..") and _has(top, commit, one)):
            return one
    raise fail(
        "not-in-revision",
        f"'{path}' does not stand in that revision",
        Place(text),
        hint="'git ls-tree -r --name-only REVISION' lists what does; perhaps it was not committed yet",
    )


def _has(top: Path, commit: str, path: str) -> bool:
    try:
        run_git(["-C", str(top), "cat-file", "-e", f"{commit}:{path}"], path, "not-in-revision")
    except PolicygenError:
        return False
    return True


_WHY = {
    "no-repository": ("this folder is in no git repository", "go to the folder of the repository, or run 'git init'"),
    "no-revision": (
        "git knows no such revision",
        "'git log --oneline' lists revisions; names such as HEAD~1 count back",
    ),
    "not-in-revision": ("it does not stand in that revision", ""),
    "git-refused": ("git does not let its settings be read or written here", "'git config --local --list' says why"),
}


def run_git(arguments: list[str], text: str, code: str) -> bytes:
    """Return what git prints; `text` is what the reader named. Raises PolicygenError: `code` where git refuses."""
    try:
        done = subprocess.run(  # noqa: S603 - git, with arguments that are no options
            ["git", *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        hint = "install git, or check the revision out yourself and compare the folder"
        raise fail("no-git", "git is not installed", Place(text), hint=hint) from None
    except subprocess.TimeoutExpired:
        raise fail("no-revision", f"git did not answer in {_SECONDS} seconds", Place(text)) from None
    if done.returncode:
        message, hint = _WHY[code]
        raise fail(code, message, Place(text), hint=hint)
    return done.stdout
