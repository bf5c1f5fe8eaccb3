"""Where files are: the content library and the example profiles, and how a file is called in messages."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def library_folder() -> Path:
    """Return the folder of the content library that came with this policygen."""
    return _folder("templates")


def example_profiles() -> Path:
    """Return the folder of the example profiles that came with this policygen."""
    return _folder("profiles")


def shown(path: Path) -> str:
    """Return how a file is called in messages: as seen from here, if it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _folder(name: str) -> Path:
    """Return the folder inside the package when a wheel brought one, else the one beside the package."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
