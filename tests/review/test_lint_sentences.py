"""A sentence that does not serve its reader is found wherever in the library it stands, with what to write instead."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from policygen.review.lint import lint
from policygen.sources import yamlio
from policygen.sources.library import Library
from policygen.where import library_folder
from tests.kit import SMALL, page

if TYPE_CHECKING:
    from policygen.errors import Problem

SENTENCES: dict[str, list[str]] = yamlio.load(Path(__file__).parent / "sentences.yaml").data
SAID = [(code, sentence) for code, some in SENTENCES.items() for sentence in some]


@cache
def findings() -> dict[str, list[Problem]]:
    """Return what lint finds in each sentence, in one document of a library that has the shipped lists."""
    with TemporaryDirectory() as folder:
        own = Path(folder) / "own"
        (own / "documents").mkdir(parents=True)
        shutil.copytree(library_folder() / "language", own / "language")
        text = page("## C {#c}\n\n" + "\n\n".join(sentence for _code, sentence in SAID))
        (own / "documents" / "page.md").write_text(text, encoding="utf-8")
        found = [one for one in lint(Library((SMALL, own))) if one.place.file.endswith("page.md")]
    lines = text.split("\n")
    by_line: dict[str, list[Problem]] = {sentence: [] for _code, sentence in SAID}
    for one in found:
        by_line[lines[one.place.line - 1]].append(one)
    return by_line


@pytest.mark.parametrize(("code", "sentence"), SAID, ids=[sentence for _code, sentence in SAID])
def test_a_sentence_is_found_or_left_alone(code: str, sentence: str) -> None:
    found = findings()[sentence]
    also = {"stray-contact"} if code == "retired-name" else set()  # a site that is gone is an address as well
    assert {one.code for one in found} - also == ({code} - {"sound"})
    for one in found:
        assert one.hint.startswith("write ")
        words = sentence[one.place.column - 1 : one.place.column - 1 + one.place.length]
        assert words.strip(" |-") == words
        assert words in one.message


def test_every_rule_of_every_list_has_a_sentence() -> None:
    rules = Library((library_folder(),)).language.rules
    text = "\n".join(sentence for code, sentence in SAID if code != "sound")
    silent = [rule.say for rule in rules if not rule.pattern.search(text)]
    assert silent == []
