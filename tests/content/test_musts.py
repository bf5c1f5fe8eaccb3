"""What those who know such places asked each example's pack to say and not to say, line by line."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policygen.sources import yamlio
from policygen.text import document_text
from tests.content.organisations import example, examples, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygen.model import Pack

KEYS = {"says", "in", "must", "must_not", "documents", "no_documents", "law", "no_law", "words", "pages", "awaited"}
WORDS_A_PAGE = 450
"""What one page of a Word file holds here, with its headings and tables, when it is set in 12 point."""


@cache
def musts() -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = yamlio.load(Path(__file__).with_name("musts.yaml")).data
    return data


def lines() -> list[Any]:
    """Return each line of each organisation, under a name that says which."""
    return [pytest.param(slug, line, id=f"{slug}: {line['says']}") for slug, rows in musts().items() for line in rows]


def shown(pattern: str, text: str) -> str:
    """Return where a pattern first stands, with the words around it, or nothing."""
    hit = re.search(pattern, text)
    return f"{pattern}: …{text[max(hit.start() - 60, 0) : hit.end() + 60]}…" if hit else ""


def broken(pack: Pack, line: Mapping[str, Any]) -> Iterator[str]:
    """Yield what of a line does not hold for a pack, each with the words that show it."""
    texts = {document.id: document_text(document) for document in pack.documents}
    looked_at = {name: texts.get(name, "") for name in line.get("in", texts)}
    yield from (f"no document {name}" for name in line.get("documents", ()) if name not in texts)
    yield from (f"a document {name}" for name in line.get("no_documents", ()) if name in texts)
    yield from (
        f"nowhere: {one}" for one in line.get("must", ()) if not any(re.search(one, t) for t in looked_at.values())
    )
    for pattern in line.get("must_not", ()):
        yield from (f"{name}: {seen}" for name, text in looked_at.items() if (seen := shown(pattern, text)))
    cited = {
        use.id for document in pack.documents for clause in document.clauses for use in clause.uses.law if use.version
    }
    yield from (f"not cited: {name}" for name in line.get("law", ()) if name not in cited)
    yield from (f"cited: {name}" for name in line.get("no_law", ()) if name in cited)
    length = sum(len(text.split()) for text in looked_at.values())
    most = line.get("words", line.get("pages", 0) * WORDS_A_PAGE) or length
    yield from ([f"{length} words, and {most} are allowed"] if length > most else ())


@pytest.mark.parametrize(("slug", "line"), lines())
def test_the_pack_says_what_it_must_and_not_what_it_must_not(slug: str, line: dict[str, Any]) -> None:
    found = list(broken(example(slug), line))
    if "awaited" in line:
        assert found, f"this holds now, so it is no longer awaited: {line['awaited']}"
    else:
        assert found == []


def test_each_example_has_lines_and_each_line_asks_for_something() -> None:
    assert set(musts()) == {path.stem for path in examples()}
    for rows in musts().values():
        assert all(set(line) <= KEYS and set(line) - {"says", "in", "awaited"} for line in rows)
        named = {name for line in rows for key in ("documents", "no_documents", "in") for name in line.get(key, ())}
        assert named <= set(shipped().documents)
        assert {name for line in rows for key in ("law", "no_law") for name in line.get(key, ())} <= set(
            shipped().register.instruments
        )
