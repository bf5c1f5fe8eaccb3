"""What was compiled, kept for the next start in a folder of this user's own, by a key made of everything it came from.

Compiling is the slow part of a cold start; loading what was compiled is not. The folder must belong to this user and be
closed to others, because code is loaded from it. Whatever goes wrong with the cache is no error: it is then not used.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

import policygen

_VARIABLE = "POLICYGEN_CACHE"
"""Another folder for the cache, or "off" for none."""
_MOST_ENTRIES = 2000


def key(*parts: str) -> str:
    """Return the key of what is made of `parts` by this policygen, Jinja and Python."""
    versions = (policygen.__version__, jinja2.__version__, sys.version, _own_code())
    return hashlib.sha256("\0".join((*versions, *parts)).encode("utf-8", "surrogatepass")).hexdigest()


def load(name: str) -> Any:  # noqa: ANN401 - whatever was kept
    """Return what was kept under a key, or None."""
    folder = _folder()
    if folder is None:
        return None
    try:
        return marshal.loads((folder / name).read_bytes())  # noqa: S302 - from a folder that only this user can write
    except (OSError, ValueError, EOFError, TypeError):
        return None


def keep(name: str, value: Any) -> None:  # noqa: ANN401 - whatever marshal can write
    """Keep `value` (code and plain data) under a key, if that is possible."""
    folder = _folder()
    if folder is None:
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as out:
            out.write(marshal.dumps(value))
        Path(temporary).replace(folder / name)
        _prune(folder)
    except (OSError, ValueError):
        return


@cache
def _own_code() -> str:
    """Return a hash of the modules that shape what is kept, so that a change of theirs empties the cache."""
    here = Path(__file__).parent
    names = ("markup", "compile", "expressions", "choices", "marks", "documents", "facts_schema")
    return hashlib.sha256(b"".join((here / f"{name}.py").read_bytes() for name in names)).hexdigest()


@cache
def _folder() -> Path | None:
    """Return the folder of the cache, made if need be, or None where there cannot be a private one."""
    chosen = os.environ.get(_VARIABLE, "")
    if chosen == "off":
        return None
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    try:
        folder = Path(chosen) if chosen else Path(base or Path.home() / ".cache") / "policygen"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _private(folder) else None
    except (OSError, RuntimeError):
        return None


def _private(folder: Path) -> bool:
    if os.name == "nt":
        return True
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _prune(folder: Path) -> None:
    """Forget the oldest half once there are too many."""
    entries = list(folder.iterdir())
    if len(entries) > _MOST_ENTRIES:
        entries.sort(key=lambda path: path.stat().st_mtime)
        for path in entries[: len(entries) // 2]:
            path.unlink(missing_ok=True)
