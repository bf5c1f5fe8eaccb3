"""A git repository in which packs are kept: what git is to know of their files, and what it does not know yet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policygen.errors import Place, fail
from policygen.pack.revisions import run_git

ATTRIBUTES = ".gitattributes"
LINES = (
    "*.docx -text -merge diff=policygen",
    "pack.json text eol=lf -merge linguist-generated",
    "*.md text eol=lf",
)
"""Lines of `.gitattributes` (gitattributes(5)).

Word files are shown by their words. Neither they nor pack.json are merged line by line: both are made again from the
profile. Line ends stay as they are built, so that no file looks edited on another system.
"""
_REMARK = "# Packs of policygen: Word files are compared by their words, and after a merge packs are built again."
_FREE = ("unspecified", "set", "policygen")
_TEXTCONV = "diff.policygen.textconv"
_CACHED = "diff.policygen.cachetextconv"


@dataclass(frozen=True, slots=True)
class Setup:
    """What is to be written: lines for `.gitattributes`, and names and values for the repository's own settings."""

    top: Path
    lines: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]

    @property
    def done(self) -> bool:
        """Say whether there is nothing to write."""
        return not self.lines and not self.settings


def plan(folder: Path, command: str) -> Setup:
    """Return what the repository of `folder` does not know yet; `command` prints a Word file as text.

    Raises PolicygenError where there is no git, no repository, or another program shows its Word files already.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel"))
    taken = _git(top, "check-attr", "diff", "--", "x.docx").rpartition(": ")[2]
    if taken not in _FREE:
        raise fail(
            "attributes-taken",
            f"Word files have 'diff={taken}' here already, so that something else shows them",
            Place(str(top / ATTRIBUTES)),
            hint="take 'diff=' out of that line if policygen is to show them; nothing was changed",
        )
    known = {" ".join(line.split()) for line in _read(top / ATTRIBUTES).splitlines()}
    wanted = ((_TEXTCONV, command), (_CACHED, "true"))
    return Setup(
        top,
        tuple(line for line in LINES if line not in known),
        tuple((name, value) for name, value in wanted if _setting(top, name) != value),
    )


def write(setup: Setup) -> None:
    """Write what is planned: the lines at the end of `.gitattributes`. Raises PolicygenError where it cannot."""
    path = setup.top / ATTRIBUTES
    if setup.lines:
        before = _read(path)
        remark = [] if _REMARK in before else [_REMARK]
        ended = before if not before or before.endswith("\n") else before + "\n"
        try:
            path.write_text(
                ended + "".join(f"{line}\n" for line in [*remark, *setup.lines]), encoding="utf-8", newline=""
            )
        except OSError as error:
            raise _refused(path, error) from error
    for name, value in setup.settings:
        _git(setup.top, "config", "--local", name, value, code="git-refused")


def _setting(top: Path, name: str) -> str:
    return _git(top, "config", "--local", "--default", "", "--get", name, code="git-refused")


def _git(folder: Path, *words: str, code: str = "no-repository") -> str:
    said = run_git(["-C", str(folder), *words], str(folder), code)
    return said.decode("utf-8", "surrogateescape").strip()


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8"
        raise fail("not-utf8", f"{path} is not written in UTF-8", Place(str(path)), hint=hint) from error
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> Exception:
    why = (error.strerror or str(error)).lower()
    hint = "check that you may write to it"
    return fail("cannot-write", f"{path} cannot be written: {why}", Place(str(path)), hint=hint)
