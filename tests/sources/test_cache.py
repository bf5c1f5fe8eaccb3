"""What was compiled is kept for the next start, privately, and never trusted when it could be somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygen.sources import cache
from policygen.sources.library import Library
from tests.kit import COMPLETE, SMALL, compose_text, library_with, page, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the cache a folder of its own."""
    chosen = tmp_path / "cache"
    monkeypatch.setenv("POLICYGEN_CACHE", str(chosen))
    cache._folder.cache_clear()  # noqa: SLF001 - a process looks for its folder once
    yield chosen
    cache._folder.cache_clear()  # noqa: SLF001


def test_a_second_start_loads_what_the_first_compiled_and_says_the_same(tmp_path: Path, folder: Path) -> None:
    first = compose_text(tmp_path, COMPLETE, library=Library((SMALL,), cached=True))
    kept = sorted(path.name for path in folder.iterdir())
    assert kept
    second = compose_text(tmp_path, COMPLETE, library=Library((SMALL,), cached=True))
    assert second == first == compose_text(tmp_path, COMPLETE)
    assert sorted(path.name for path in folder.iterdir()) == kept


def test_a_changed_clause_is_compiled_anew(tmp_path: Path, folder: Path) -> None:
    for text in ("Old words.", "New words."):
        library = Library(library_with(tmp_path, page=page(f"## C {{#c}}\n\n{text}\n")).folders, cached=True)
        assert text in words(compose_text(tmp_path, COMPLETE, library=library), "page")
    assert folder.exists()


def test_a_damaged_entry_is_compiled_anew(tmp_path: Path, folder: Path) -> None:
    first = compose_text(tmp_path, COMPLETE, library=Library((SMALL,), cached=True))
    for path in folder.iterdir():
        path.write_bytes(b"damaged")
    assert compose_text(tmp_path, COMPLETE, library=Library((SMALL,), cached=True)) == first


def test_a_folder_that_others_can_write_to_is_not_used(tmp_path: Path, folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    compose_text(tmp_path, COMPLETE, library=Library((SMALL,), cached=True))
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_it_can_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGEN_CACHE", "off")
    cache._folder.cache_clear()  # noqa: SLF001
    assert compose_text(tmp_path, COMPLETE, library=Library((SMALL,), cached=True)).documents
    assert not (tmp_path / "cache").exists()
