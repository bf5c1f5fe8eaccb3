"""The register holds together: one version a day, sources and checks that grow old, contacts that may be printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.cli.main import main
from policygen.errors import Place, PolicygenError
from policygen.review.lint import lint
from policygen.sources import cache
from policygen.sources.law import Contact, Instrument, LawView, RegisterDate, Version
from policygen.sources.library import Library
from policygen.sources.register import read_register
from policygen.sources.register_checks import Official, contact_faults, entry_faults
from policygen.sources.register_form import CONFIDENCE, STATUSES
from tests.content.organisations import shipped
from tests.kit import SCHOOL, SMALL, compose_text, library_with, page, small_library, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = dt.date(2024, 1, 1)
OFFICIAL = (Official(("act",), (), ("legislation.gov.uk",)), Official(("standard",), ("wales",), ("gov.wales",)))


def version(start: str | None, until: str | None, state: str = "in_force", url: str = "") -> Version:
    begins, ends = (RegisterDate(text) if text else None for text in (start, until))
    return Version(begins, ends, None, state, f"from {start}", "the Act", "A rule.", url, "high")


def instrument(*versions: Version, kind: str = "act", nations: tuple[str, ...] = ("england",)) -> Instrument:
    history = tuple(sorted(versions, key=Version.certain_from))
    checked = RegisterDate("2026-11-22")
    return Instrument(
        "act", "An Act", "c. 1", kind, "guidance", nations, ("any",), "high", checked, ("page",), (), history
    )


def codes(*versions: Version) -> list[str]:
    return [fault.code for fault in entry_faults(instrument(*versions), versions, OFFICIAL)]


def spans() -> st.SearchStrategy[list[tuple[int, int]]]:
    """Spans of days within a month, in any order: the first day and how many more."""
    return st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), min_size=1, max_size=4)


@given(spans())
def test_a_history_without_faults_has_one_version_in_force_on_each_of_its_days_and_any_other_has_a_fault(
    drawn: list[tuple[int, int]],
) -> None:
    days = [(FIRST + dt.timedelta(start), FIRST + dt.timedelta(start + more)) for start, more in drawn]
    versions = [version(start.isoformat(), until.isoformat()) for start, until in days]
    first, last = min(start for start, _ in days), max(until for _, until in days)
    every = [first + dt.timedelta(n) for n in range((last - first).days + 1)]
    covered = [sum(start <= day <= until for start, until in days) for day in every]
    assert (codes(*versions) == []) == (set(covered) == {1})
    if set(covered) == {1}:
        assert all(instrument(*versions).on(day) for day in every)


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        # A month hands over to the same month or the next: on some day of it the one ended and the other began.
        (("2023", "2024-10"), ("2024-10", None), []),
        (("2023", "2024-10"), ("2024-11", None), []),
        (("2023", "2024-10"), ("2024-11-20", None), ["law-gap"]),
        (("2023", "2024-10"), ("2024-10-15", None), []),
        (("2023", "2024-10"), ("2024-12", None), ["law-gap"]),
        (("2023", "2024-11"), ("2024-10", None), ["law-overlap"]),
        (("2023", "2024"), ("2024-06-01", None), []),
        ((None, None), ("2024-10", None), ["law-overlap"]),
        ((None, "2024-09"), (None, None), []),
    ],
)
def test_a_date_that_is_not_exact_is_wrong_only_if_it_is_wrong_whichever_day_is_meant(
    earlier: tuple[str | None, str | None], later: tuple[str | None, str | None], found: list[str]
) -> None:
    assert codes(version(*earlier), version(*later)) == found


def test_a_time_in_which_nothing_was_in_force_is_said_by_a_version_of_its_own() -> None:
    gone = version("2024-02-01", "2024-02-29", "repealed")
    act = instrument(version("2023-01-01", "2024-01-31"), gone, version("2024-03-01", None))
    assert codes(*act.versions) == []
    assert act.on(dt.date(2024, 2, 10)) is None


def test_what_is_coming_overlaps_with_nothing() -> None:
    assert codes(version("2023-01-01", None), version(None, None, "announced")) == []


def test_what_was_announced_is_no_longer_coming_once_its_version_ends() -> None:
    announced = version("2024-01-10", "2024-03-31", "announced")
    act = instrument(announced, version("2024-04-01", None))
    register = replace(small_library().register, instruments={act.id: act})
    for day, coming in (
        ("2024-01-09", []),
        ("2024-01-10", [announced]),
        ("2024-03-31", [announced]),
        ("2024-04-01", []),
    ):
        view = LawView(register, dt.date.fromisoformat(day), "england", frozenset())
        assert [one for _, one in view.coming()] == coming
    assert codes(*act.versions) == []


@pytest.mark.parametrize(
    ("url", "kind", "nations", "found"),
    [
        ("https://www.legislation.gov.uk/ukpga/2003/42", "act", ("england",), []),
        ("https://legislation.gov.uk/ukpga/2003/42", "act", ("england",), []),
        ("http://www.legislation.gov.uk/ukpga/2003/42", "act", ("england",), ["law-address"]),
        ("https://www.legislation.gov.uk.example/ukpga", "act", ("england",), ["law-address"]),
        ("https://example.com/?www.legislation.gov.uk", "act", ("england",), ["law-address"]),
        ("https://www.gov.wales/standard", "standard", ("england", "wales"), []),
        ("https://www.gov.wales/standard", "standard", ("england",), ["law-address"]),
        ("https://www.gov.wales/act", "act", ("wales",), ["law-address"]),
        ("", "code-of-practice", ("england",), []),
    ],
)
def test_an_address_is_official_for_the_kind_of_instrument_and_the_nation(
    url: str, kind: str, nations: tuple[str, ...], found: list[str]
) -> None:
    one = version("2023-01-01", None, url=url)
    faults = entry_faults(instrument(one, kind=kind, nations=nations), [one], OFFICIAL)
    assert [fault.code for fault in faults] == found


def test_an_entry_is_stale_when_12_months_have_gone_by_since_somebody_checked_it() -> None:
    assert lint(small_library(), dt.date(2027, 11, 22)) == ()
    found = lint(small_library(), dt.date(2027, 11, 23))
    register = small_library().register
    assert {one.path for one in found} == {*register.instruments, *register.contacts}
    assert {(one.code, one.severity) for one in found} == {("law-unchecked", "warning")}
    assert all(one.place.line for one in found)


def test_lint_reports_stale_entries_on_the_day_that_is_asked_for_and_on_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policygen.where.library_folder", lambda: SMALL)
    own = tmp_path / "own"
    own.mkdir()
    order = ["lint", "--library", str(own)]
    assert (main(order), capsys.readouterr().out) == (0, "")
    assert main([*order, "--as-of", "2027-11-23"]) == 1
    said = capsys.readouterr()
    assert "warning[law-unchecked]: 'guidance' was last checked on 2026-11-22, more than 12 months before" in said.out


@pytest.mark.parametrize("day", ["2024-09", "2024-09-01", "2024-09-30"])
def test_no_words_change_on_a_day_of_a_month_that_is_not_known(tmp_path: Path, day: str) -> None:
    body = "## C {#c}\n\n{% if law_from('monthly', '" + day + "') %}x{% endif %}\n"
    found = lint(library_with(tmp_path, page=page(body)))
    assert [(one.code, one.place.line, one.place.column) for one in found] == [("law-imprecise", 12, 17 + 11)]
    assert "begins on a day of 2024-09 that is not known" in found[0].message


def test_a_word_of_the_vocabulary_is_no_exception(tmp_path: Path) -> None:
    own = tmp_path / "own" / "vocabulary"
    own.mkdir(parents=True)
    rules = "".join(
        f"  - {{when: \"law_from('{name}', '{day}')\", say: pupil}}\n"
        for name, day in (("monthly", "2024-09-30"), ("guidance", "2026-09-02"), ("guidance", "2026-09-01"))
    )
    (own / "terms-own.yaml").write_text(f"child:\n{rules}  - {{say: child}}\n", encoding="utf-8")
    found = lint(Library((SMALL, own.parent)))
    assert [(one.code, one.place.line) for one in found] == [("law-imprecise", 2), ("unknown-edition", 3)]


CONTACT = """\
  - {{id: {status}-{confidence}, name: "{status} line", nations: [england], audience: [child], purpose: To talk to,
     phone: "01632 9600{number:02}", url: null, status: {status}, confidence: {confidence}, local: false,
     last_checked: 2026-11-22, source: [page]}}
"""
EVERY = [(status, confidence) for status in STATUSES for confidence in CONFIDENCE]
PRINTED = {(status, confidence) for status, confidence in EVERY if status == "active" and confidence != "low"}


def lines(folder: Path, body: str) -> Library:
    """Return the small library with a document and with a helpline of every status and confidence."""
    library = library_with(folder, page=page(body))
    rows = [CONTACT.format(status=one, confidence=other, number=n) for n, (one, other) in enumerate(EVERY)]
    (folder / "own" / "contacts").mkdir()
    (folder / "own" / "contacts" / "own.yaml").write_text("contacts:\n" + "".join(rows), encoding="utf-8")
    return Library(library.folders)


def test_a_list_of_helplines_holds_those_that_are_active_and_of_which_we_are_sure(tmp_path: Path) -> None:
    library = lines(tmp_path, "## C {#c}\n\n- {% for c in contacts('child') %}{{ c }}{% endfor %}\n")
    text = words(compose_text(tmp_path, SCHOOL, library=library), "page")
    numbers = {word for word in text.split() if word.startswith("9600")}
    assert numbers == {f"9600{EVERY.index(one):02}" for one in PRINTED}


@pytest.mark.parametrize(("status", "confidence"), EVERY)
def test_a_helpline_that_is_closed_or_of_which_we_are_not_sure_is_refused_by_name(
    tmp_path: Path, status: str, confidence: str
) -> None:
    library = lines(tmp_path, f"## C {{#c}}\n\n{{{{ contact('{status}-{confidence}') }}}}\n")
    if (status, confidence) in PRINTED:
        assert f"{status} line on 01632 9600" in words(compose_text(tmp_path, SCHOOL, library=library), "page")
    else:
        with pytest.raises(PolicygenError) as caught:
            compose_text(tmp_path, SCHOOL, library=library)
        assert [one.code for one in caught.value.problems] == ["contact-not-here"]


@pytest.mark.parametrize(
    ("local", "phone", "found"), [(True, "", []), (True, "101", ["local-number"]), (False, "101", [])]
)
def test_a_contact_that_is_local_has_no_number_in_the_register(local: bool, phone: str, found: list[str]) -> None:  # noqa: FBT001 - a field of the contact
    checked = RegisterDate("2026-11-22")
    one = Contact("lado", "LADO", ("england",), ("any",), "Tell", phone, "", "active", "high", local, checked, Place())
    assert [fault.code for fault in contact_faults(one)] == found


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the cache a folder of its own."""
    monkeypatch.setenv("POLICYGEN_CACHE", str(tmp_path / "cache"))
    cache._folder.cache_clear()  # noqa: SLF001 - a process looks for its folder once
    yield tmp_path / "cache"
    cache._folder.cache_clear()  # noqa: SLF001 - likewise


def test_a_register_that_was_read_before_is_the_same_from_the_cache(kept: Path) -> None:
    first = read_register([SMALL], cached=True)
    assert len(list(kept.iterdir())) == 1
    assert read_register([SMALL], cached=True) == first == read_register([SMALL])


def test_a_register_that_was_changed_is_read_anew_and_one_with_a_fault_is_never_kept(
    tmp_path: Path, kept: Path
) -> None:
    own = tmp_path / "own" / "law"
    own.mkdir(parents=True)
    (own / "register.yaml").write_text("topics: {ours: Ours}\n", encoding="utf-8")
    assert read_register([SMALL, own.parent], cached=True).topics["ours"] == "Ours"
    (own / "register.yaml").write_text("topics: {ours: Our own}\n", encoding="utf-8")
    assert read_register([SMALL, own.parent], cached=True).topics["ours"] == "Our own"
    (own / "register.yaml").write_text("begins: 2001-01-01\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(PolicygenError):
            read_register([SMALL, own.parent], cached=True)
    assert len(list(kept.iterdir())) == 2


def test_a_library_without_a_first_day_is_refused_with_the_file_that_has_to_say_it(tmp_path: Path) -> None:
    (tmp_path / "law").mkdir()
    with pytest.raises(PolicygenError) as caught:
        read_register([tmp_path])
    assert [one.code for one in caught.value.problems] == ["bad-register"]
    assert caught.value.problems[0].place.file == str(tmp_path / "law" / "register.yaml")


def test_every_entry_that_ships_has_a_source_that_a_reader_can_follow() -> None:
    def followed(one: Instrument) -> bool:
        return any("://" in source for source in one.source) or any(each.url for each in one.versions)

    assert [one.id for one in shipped().register.instruments.values() if not followed(one)] == []


def test_every_contact_that_ships_and_may_be_printed_can_be_reached_or_is_local() -> None:
    printed = [one for one in shipped().register.contacts.values() if one.printable]
    assert printed
    assert [one.id for one in printed if not (one.local or one.phone or one.url)] == []
