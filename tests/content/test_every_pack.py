"""Every type of organisation in every nation, on the day of each edition: packs are complete and never contradict."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policygen.compose.facts import build_facts
from policygen.compose.pack import compose
from policygen.review.coverage import coverage, unmet
from policygen.sources import yamlio
from policygen.sources.profile import load_profile
from policygen.text import document_text
from tests.content.organisations import TODAY, complete, every, example, examples, shipped
from tests.content.test_coverage import awaited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygen.model import Pack

DAYS = (*(dt.date(year, 9, 1) for year in range(2023, 2027)), TODAY)
_OWNED = re.compile(r"((?:Person|Office)(?: [A-Z][a-z]+)+)(?:,? on |: | \(| \| )(\d{5} \d{6})")
"""A name and, with nothing between them, a number that must be theirs."""


@cache
def printed() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = yamlio.load(Path(__file__).with_name("printed.yaml")).data
    return data


def texts(pack: Pack) -> dict[str, str]:
    return {document.id: document_text(document) for document in pack.documents}


def said(day: dt.date) -> set[str]:
    """Return the ways in which a day is printed."""
    month = f"{day:%B} {day.year}"
    return {month, f"{day.day} {month}"}


def days_in(text: str) -> set[str]:
    """Return the days that stand in data, as print says them; a month alone counts as that month."""
    found = set()
    for year, month, day in re.findall(r"\b(20\d\d)-(0\d|1[0-2])(?:-(\d\d))?\b", text):
        ways = said(dt.date(int(year), int(month), int(day or 1)))
        found |= ways if day else {min(ways, key=len)}
    return found


@cache
def of_the_library() -> dict[str, frozenset[str]]:
    """Return what the register of law and the national contacts may put into print, by the name of the pattern."""
    raw = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in shipped().folders
        for file in sorted([*folder.glob("law/*.yaml"), *folder.glob("contacts/*.yaml")])
    )
    found = {name: frozenset(re.findall(pattern, raw)) for name, pattern in printed()["patterns"].items()}
    contacts = shipped().register.contacts.values()
    return found | {
        "phone": frozenset(one.phone for one in contacts),
        "address": frozenset(one.url for one in contacts),
        "date": found["date"] | frozenset(days_in(raw)),
    }


def allowed(name: str, profile: str, day: dt.date) -> set[str]:
    """Return what may stand in print for an organisation, of the kind that a pattern finds."""
    own = set(re.findall(r"\b\d{1,2}\b", profile)) if name == "age" else set()
    own |= set(re.findall(printed()["patterns"][name], profile))
    own |= days_in(profile) | said(day) if name == "date" else set()
    return own | of_the_library()[name] | set(printed()["constants"].get(name, {}))


def strays(pack: Pack, profile: str) -> Iterator[str]:
    """Yield each figure of a pack that no field, contact, law or constant knows, with the words around it."""
    for name, pattern in printed()["patterns"].items():
        may = allowed(name, profile, pack.as_of)
        for document, text in texts(pack).items():
            for hit in re.finditer(pattern, text):
                if hit[0] not in may:
                    yield f"{document}: {name} {hit[0]}: …{text[max(hit.start() - 50, 0) : hit.end() + 30]}…"


def figures(pack: Pack) -> dict[str, dict[str, set[str]]]:
    """Return for each subject the figures that documents give, each with the documents that give it."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, patterns in printed()["subjects"].items():
        for document, text in texts(pack).items():
            for pattern in patterns:
                for figure in re.findall(pattern, text):
                    found[subject][figure.lower()].add(document)
    return found


def contradictions(pack: Pack) -> dict[str, dict[str, set[str]]]:
    """Return each subject of which a pack gives more than one figure, with the documents that give each."""
    return {subject: dict(rows) for subject, rows in figures(pack).items() if len(rows) > 1}


def wrong_numbers(pack: Pack, profile: str) -> Iterator[str]:
    """Yield each number that stands right after the name of somebody whose it is not."""
    own = {
        (name, number)
        for name, phone, later in re.findall(r"name: ([^,]+), phone: ([\d ]+), out_of_hours: ([\d ]+)", profile)
        for number in (phone, later)
    }
    for document, text in texts(pack).items():
        yield from (
            f"{document}: {name}: {number}" for name, number in _OWNED.findall(text) if (name, number) not in own
        )


def read(path: Path) -> str:
    """Return the text of a profile and of its parents, as one."""
    text = path.read_text(encoding="utf-8")
    parent = re.search(r"(?m)^extends: (\S+)", text)
    return text + (read(path.parent / parent[1]) if parent else "")


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_an_example_prints_only_what_its_profile_the_law_and_the_contacts_say(path: Path) -> None:
    assert list(strays(example(path.stem), read(path))) == []


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_the_documents_of_an_example_do_not_contradict_each_other(path: Path) -> None:
    assert contradictions(example(path.stem)) == {}


def test_each_subject_is_spoken_of_in_more_than_one_document() -> None:
    spoken = defaultdict(set)
    for path in examples():
        for subject, rows in figures(example(path.stem)).items():
            spoken[subject].add(len(set().union(*rows.values())))
    assert {subject for subject in printed()["subjects"] if max(spoken[subject], default=0) < 2} == set()


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(len(DAYS)), ids=[str(day) for day in DAYS])
def test_the_packs_of_a_day_are_whole_and_agree_with_themselves(tmp_path: Path, turn: int) -> None:
    """Each type in each nation, on one of the days: over all days every pair is built once."""
    day, wrong = DAYS[turn], []
    for kind, nation in every()[turn :: len(DAYS)]:
        path, profile = tmp_path / f"{kind}-{nation}.yaml", complete(kind, nation)
        path.write_text(profile, encoding="utf-8")
        facts = build_facts(load_profile(path), shipped(), day)
        pack = compose(facts, shipped())
        may = awaited()["every"] | (awaited()["micro"] if facts.values["pack.size"] == "micro" else frozenset())
        lacking = {one for ids in unmet([coverage(facts, pack, shipped())]).values() for one in ids} - may
        found = [*strays(pack, profile), *wrong_numbers(pack, profile), *contradictions(pack).items()]
        found += [f"to complete: {one.path}" for one in pack.to_complete] + [f"not met: {one}" for one in lacking]
        wrong += [(kind, nation, one) for one in found]
    assert wrong == []


def test_a_number_of_somebody_else_and_a_figure_from_nowhere_are_seen() -> None:
    pack = example("hazel-house")
    (path,) = (one for one in examples() if one.stem == "hazel-house")
    profile = read(path).replace("01632 960340", "01632 960999").replace("2026-10-26", "2026-10-27")
    seen = " ".join(strays(pack, profile))
    assert "phone 01632 960340" in seen
    assert "date 26 October 2026" in seen
