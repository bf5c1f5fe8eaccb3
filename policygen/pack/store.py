"""A pack's folder on disk, replaced whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from policygen.errors import Place, PolicygenError, fail

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_HERE = -100
"""AT_FDCWD: paths count from the working folder (renameat2(2))."""
_EXCHANGE = 2
"""RENAME_EXCHANGE: both names change places in one step (renameat2(2))."""
_FORGOTTEN = 3600
"""Seconds after which a half-made folder belongs to nobody any more."""


def replace_folder(target: Path, files: Mapping[str, bytes], ours: Collection[str]) -> None:
    """Make `target` hold exactly `files` and whatever in it was not `ours`; until the last step the old one stands.

    `files` maps a name in the folder to its bytes; `ours` are the names an earlier build wrote. Raises PolicygenError
    if the folder cannot be written: the old pack is then as it was.
    """
    stage = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        recover(target)
        stage = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        _write(stage, files)
        _carry_over(target, stage, {*files, *ours})
        stage.chmod(target.stat().st_mode & 0o777 if target.is_dir() else 0o777 & ~_umask())
        _swap(stage, target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)


def recover(target: Path) -> None:
    """Put right what a build that was stopped half-way left beside `target`, and take half-made folders away."""
    old = target.parent / f".{target.name}.old"
    if old.is_dir():
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(target)
    for left in target.parent.glob(f".{target.name}.new-*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _FORGOTTEN:
                shutil.rmtree(left, ignore_errors=True)


def unwritable(target: Path, error: OSError) -> PolicygenError:
    """Return what went wrong with writing to `target` as an error for people."""
    hints = {
        errno.ENOSPC: "the disk is full: make room and build again",
        errno.EROFS: "the disk is read-only: choose another folder with --out",
        errno.EACCES: "you may not write there: choose another folder with --out",
        errno.EPERM: "you may not write there: choose another folder with --out",
        errno.ENOTDIR: "a file stands where the folder should be: choose another folder with --out",
        errno.EEXIST: "a file stands where the folder should be: choose another folder with --out",
    }
    hint = hints.get(error.errno or 0, "choose another folder with --out")
    reason = os.strerror(error.errno) if error.errno else str(error)
    return fail(
        "cannot-write",
        f"the pack cannot be written: {reason.lower()}",
        Place(str(target)),
        hint=hint + "; the old pack is unchanged",
    )


def _write(stage: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())


def _carry_over(target: Path, stage: Path, ours: Collection[str]) -> None:
    """Bring along what other people put into the folder."""
    for path in _others(target):
        name = path.relative_to(target)
        if name.as_posix() in ours:
            continue
        kept = stage / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            kept.symlink_to(path.readlink())
        else:
            try:
                os.link(path, kept)
            except OSError:
                shutil.copy2(path, kept)


def _others(target: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(target):
        links = (name for name in folders if (Path(folder) / name).is_symlink())
        yield from (Path(folder) / name for name in (*names, *links))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _swap(stage: Path, target: Path) -> None:
    """Let `stage` stand at `target`; on Linux both change places in one step, elsewhere in two that `recover` knows."""
    if not target.exists():
        stage.rename(target)
    elif not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(target))
    elif not _exchange(stage, target):
        old = target.parent / f".{target.name}.old"
        target.rename(old)
        stage.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two names change places in one step; return whether this system can."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
