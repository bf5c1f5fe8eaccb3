"""What every test shares: a mark for tests that drive other programs, and no colours or settings of the developer's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import settings

from tests.needs import require

if TYPE_CHECKING:
    import pytest

# The same examples on every run, so that a red build is red for everybody; machines differ, so no deadline.
settings.register_profile("policygen", derandomize=True, deadline=None)
settings.load_profile("policygen")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark, and let no variable of the developer's shell change what is tested."""
    config.addinivalue_line("markers", "needs(*tools): drives these programs; skipped by name where one is missing")
    os.environ.pop("FORCE_COLOR", None)
    os.environ["NO_COLOR"] = "1"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or in CI fail, a test whose programs are missing."""
    for mark in item.iter_markers("needs"):
        require(*mark.args)
