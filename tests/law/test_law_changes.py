"""Each change of the law as a lawyer would check it: what our documents say the day before, and on the day.

The cases are the files in `cases/`. Documents are rendered as the law and the library give them; what a profile has
still to complete plays no part, and neither do the numbers of clauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.content.organisations import shipped
from tests.law.casebook import EVERYWHERE, ONE_DAY, cases, documents, plain, said

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from tests.law.casebook import Case, Entry, Expected, Text, Untouched


class Step(NamedTuple):
    """One text of one organisation in one case; `name` is what a failure is called."""

    name: str
    case: Case
    organisation: str
    text: Text


def steps() -> list[Step]:
    return [
        Step(f"{case.name}: {text.where} of {organisation}", case, organisation, text)
        for case in cases()
        for text in case.texts
        for organisation in text.organisations
    ]


def entries() -> list[tuple[Case, Entry]]:
    return [(case, entry) for case in cases() for entry in case.register]


def untouched() -> list[tuple[Case, Untouched, str]]:
    return [(case, row, one) for case in cases() for row in case.untouched for one in row.organisations]


def missing(phrases: Iterable[str], text: str) -> list[str]:
    return [phrase for phrase in phrases if plain(phrase) not in text]


def found(phrases: Iterable[str], text: str) -> list[str]:
    return [phrase for phrase in phrases if plain(phrase) in text]


@pytest.mark.parametrize("step", steps(), ids=lambda step: step.name)
def test_what_a_document_says_on_the_day_and_the_day_before(step: Step) -> None:
    wrong: dict[str, list[str]] = {}
    for day, expected in step.text.on:
        text = said(step.case, step.organisation, step.text.where, day)
        coming = said(step.case, step.organisation, step.text.where, day, coming=True)
        wrong[f"{day}: does not say"] = missing(expected.says, text)
        wrong[f"{day}: says"] = found(expected.must_not_say, text)
        wrong[f"{day}: does not say as coming"] = missing(expected.says_as_coming, coming)
        wrong[f"{day}: says as coming"] = found(expected.must_not_say_as_coming, coming)
    assert {when: phrases for when, phrases in wrong.items() if phrases} == {}


@pytest.mark.parametrize(("case", "entry"), [pytest.param(*one, id=f"{one[0].name}-{one[1].id}") for one in entries()])
def test_what_the_register_says_on_the_day_and_the_day_before(case: Case, entry: Entry) -> None:
    assert case.source
    one = shipped().register.instruments[entry.id]
    for day, expected in entry.on:
        version = one.on(day)
        assert (version is not None) == expected.law, f"{entry.id} on {day}"
        if version is not None:
            text = plain(f"{one.title} {one.citation} {version.label} {version.cite} {version.summary}")
            assert missing(expected.says, text) == []
            assert found(expected.must_not_say, text) == []


@pytest.mark.parametrize(
    ("case", "row", "organisation"), [pytest.param(*one, id=f"{one[0].name}: {one[2]}") for one in untouched()]
)
def test_whom_the_change_does_not_concern_reads_the_same_the_day_before(
    case: Case, row: Untouched, organisation: str
) -> None:
    assert case.day is not None
    before, after = (written(case, organisation, day, row.documents) for day in (case.day - ONE_DAY, case.day))
    assert before
    assert [name for name in {**before, **after} if before.get(name) != after.get(name)] == []


def written(case: Case, organisation: str, day: dt.date, only: tuple[str, ...]) -> dict[str, list[object]]:
    """Return everything that is written in documents: title, summary, and each clause with its blocks and links."""
    chosen = {name: one for name, one in documents(case, organisation, day).items() if not only or name in only}
    return {
        name: [one.title, one.summary, *((meta.id, raw.heading, raw.blocks) for meta, raw, _uses in one.clauses)]
        for name, one in chosen.items()
    }


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_case_names_what_exists_and_can_fail(case: Case) -> None:
    known = {clause.id for name in shipped().documents for clause in shipped().document(name).clauses}
    names = {EVERYWHERE, *shipped().documents, *known}
    assert {text.where for text in case.texts} <= names
    assert {name for row in case.untouched for name in row.documents} <= names
    assert case.texts or case.register
    for text in case.texts:
        assert all(says_anything(expected) for _day, expected in text.on)
        days = [day for day, _expected in text.on]
        if text.where != EVERYWHERE and case.day and len(days) > 1 and differs(text):
            for organisation in text.organisations:
                one, other = (said(case, organisation, text.where, day) for day in days)
                assert one != other, f"{text.where} of {organisation} does not change"


def says_anything(expected: Expected) -> bool:
    return any((expected.says, expected.must_not_say, expected.says_as_coming, expected.must_not_say_as_coming))


def differs(text: Text) -> bool:
    """Say whether a case expects something on the day that it does not the day before."""
    (_, one), (_, other) = text.on
    return set(one.says) != set(other.says)


def test_what_waits_for_a_document_is_written_once_there_is_one() -> None:
    written_since = [
        f"{case.name}: {name}" for case in cases() for name in case.waits_for if name in shipped().documents
    ]
    assert written_since == [], "these cases can now say what the document says: add it, and take 'waits_for' out"
