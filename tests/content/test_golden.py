"""Every change of wording in the examples' packs is seen in review: what is kept is what is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content import golden
from tests.content.organisations import examples

if TYPE_CHECKING:
    from pathlib import Path

SLUGS = [path.stem for path in examples()]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_pack_reads_as_it_was_kept(slug: str) -> None:
    told = golden.differences(slug)
    assert not told, f"the wording has changed; if it is meant: {golden.COMMAND}\n{told}"


def test_what_is_kept_belongs_to_an_example() -> None:
    assert {folder.name for folder in golden.FOLDER.iterdir()} == set(SLUGS)


def test_a_changed_word_and_a_document_that_is_gone_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(golden, "FOLDER", tmp_path)
    golden.write("cwm-helyg")
    assert golden.differences("cwm-helyg") == ""
    card = tmp_path / "cwm-helyg" / "contacts-card.md"
    card.write_text(card.read_text(encoding="utf-8").replace("029 2018 0144", "029 2018 0999"), encoding="utf-8")
    (tmp_path / "cwm-helyg" / "aup-early.md").write_text("# Gone\n", encoding="utf-8")
    told = golden.differences("cwm-helyg").splitlines()
    assert any(line.startswith("-") and "029 2018 0999" in line for line in told)
    assert any(line.startswith("+") and "029 2018 0144" in line for line in told)
    assert "-# Gone" in told
