"""The library that ships: sound, right for every nation and kind of organisation, and safe."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policygen.pack.build import compose_profile
from policygen.review.lint import lint
from policygen.sources import brand, brand_svg, yamlio
from policygen.sources.profile import load_profile
from policygen.text import document_text
from tests.content.organisations import complete, every, examples, shipped

if TYPE_CHECKING:
    from policygen.model import Pack

TODAY = dt.date(2026, 11, 22)
DAYS = [dt.date(2018, 1, 1), dt.date(2023, 9, 1), dt.date(2026, 8, 31), TODAY]


@cache
def leaks() -> Any:  # noqa: ANN401 - plain data
    return yamlio.load(Path(__file__).with_name("leaks.yaml")).data


def pack_of(folder: Path, kind: str, nation: str, day: dt.date = TODAY) -> Pack:
    path = folder / "place.yaml"
    path.write_text(complete(kind, nation), encoding="utf-8")
    return compose_profile(load_profile(path), shipped(), day)


def found(pack: Pack, patterns: list[str]) -> list[str]:
    """Return each document, pattern and sentence where a word stands that should not."""
    hits = []
    for document in pack.documents:
        for line in document_text(document).splitlines():
            hits += [f"{document.id}: {pattern}: {line[:160]}" for pattern in patterns if re.search(pattern, line)]
    return hits


def told_to_do_harm(pack: Pack) -> list[str]:
    """Return each sentence that speaks of a harmful act and does not forbid it."""
    harm = leaks()["harm"]
    sentences = [
        (document.id, one)
        for document in pack.documents
        for line in document_text(document).splitlines()
        for one in re.split(r"(?<=[.?!]) ", line)
    ]
    return [
        f"{name}: {one}"
        for name, one in sentences
        if any(re.search(pattern, one) for pattern in harm["done"])
        and not any(re.search(pattern, one) for pattern in harm["forbidden"])
    ]


def test_the_library_has_no_findings() -> None:
    assert lint(shipped()) == ()


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_each_example_profile_gives_a_pack_that_is_ready_to_approve(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without any extra: a school that tries the examples has installed none.
    for module in (brand, brand_svg):
        monkeypatch.setattr(module, "find_spec", lambda _name: None)
    pack = compose_profile(load_profile(path), shipped(), TODAY)
    assert (pack.status, pack.to_complete) == ("ready", ())


@pytest.mark.parametrize(("kind", "nation"), every(), ids=lambda value: value)
def test_every_kind_of_organisation_gets_a_pack_without_another_nations_words(
    tmp_path: Path, kind: str, nation: str
) -> None:
    pack = pack_of(tmp_path, kind, nation)
    kinds = shipped().vocabulary.types[kind].kinds
    patterns = [*leaks()["nations"][nation], *leaks()["never"]]
    patterns += [one for name in kinds for one in leaks()["not_in"].get(name, [])]
    assert found(pack, patterns) == []
    assert told_to_do_harm(pack) == []
    assert [one.path for one in pack.to_complete] == []


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_packs_build_on_every_day_that_the_register_covers(tmp_path: Path, day: dt.date) -> None:
    for kind, nation in every()[:: 5 if day != DAYS[0] else 3]:
        assert pack_of(tmp_path, kind, nation, day).documents


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_only_cited_law_of_the_nation_in_force_on_the_day_is_printed(path: Path) -> None:
    for day in DAYS:
        pack = compose_profile(load_profile(path), shipped(), day)
        cited = {use for document in pack.documents for clause in document.clauses for use in clause.uses.law}
        for use in cited:
            instrument = shipped().register.instruments[use.id]
            now = instrument.on(day)
            assert not use.version or pack.nation in instrument.nations
            assert use.version in {
                "",
                now.id if now else "",
                *(one.id for one in instrument.versions if one.state in ("not_commenced", "announced")),
            }
