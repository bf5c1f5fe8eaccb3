"""What a change of law does to each organisation's text, clause by clause, and because of which provision."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from policygen.errors import PolicygenError
from policygen.pack.impact import Impact, Span, impact, impacts
from tests.kit import CLUB, library_with, page, profile, small_library
from tests.kit import COMPLETE as SCHOOL

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.review.wording import DocumentWording, Wording
    from policygen.sources.library import Library

BEFORE_DUTY, DUTY = dt.date(2026, 6, 28), dt.date(2026, 6, 29)
BEFORE_GUIDANCE, GUIDANCE = dt.date(2026, 8, 31), dt.date(2026, 9, 1)
HERE = "Words for {{ org.short_name }}."


def done(
    folder: Path,
    text: str = SCHOOL,
    days: tuple[dt.date, dt.date] = (BEFORE_DUTY, DUTY),
    library: Library | None = None,
) -> Impact:
    return impact(profile(folder, text), library or small_library(), *days)


def clauses(found: Impact) -> dict[str, Wording]:
    return {clause.id: clause for document in found.documents for clause in document.clauses}


def document(found: Impact, name: str) -> DocumentWording:
    return next(one for one in found.documents if one.id == name)


def test_each_clause_that_reads_differently_is_named_with_the_provision(tmp_path: Path) -> None:
    found = done(tmp_path, days=(BEFORE_GUIDANCE, GUIDANCE))
    assert {name: one.causes for name, one in clauses(found).items()} == {
        "law-list/guidance": ("law:guidance",),
        "phones/exceptions": ("law:guidance",),
        "phones/kind": ("law:guidance",),
    }
    assert (found.causes, found.law, found.clauses) == (("law:guidance",), ("guidance",), 3)


def test_both_wordings_are_told(tmp_path: Path) -> None:
    clause = clauses(done(tmp_path))["phones/exceptions-school"]
    assert (clause.old, clause.new) == ("The head decides.", "The head has regard to section 1 of the Phones Act.")
    assert (clause.number, clause.heading, clause.kind) == ("2.1", "In school", "changed")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(CLUB, id="another kind"),
        pytest.param(SCHOOL.replace("england", "scotland"), id="another nation"),
    ],
)
def test_nothing_is_told_of_an_organisation_that_the_change_does_not_touch(tmp_path: Path, text: str) -> None:
    found = done(tmp_path, text)
    assert (found.documents, found.changes, found.to_complete) == ((), (), ())


def test_nothing_differs_where_no_law_has_changed(tmp_path: Path) -> None:
    assert done(tmp_path, days=(GUIDANCE, dt.date(2026, 12, 31))).documents == ()


def test_a_contact_that_nobody_checks_in_time_is_no_change_of_law(tmp_path: Path) -> None:
    assert done(tmp_path, days=(dt.date(2027, 1, 1), dt.date(2030, 1, 1))).documents == ()


def test_a_document_that_law_brings_is_told_with_what_chose_it(tmp_path: Path) -> None:
    library = library_with(tmp_path, page=page(f"## One {{#one}}\n\n{HERE}\n", front="when: in_force('phone-duty')\n"))
    new = document(done(tmp_path, library=library), "page")
    assert (new.kind, new.causes, [one.kind for one in new.clauses]) == ("added", ("law:phone-duty",), ["added"])


def test_a_document_that_law_takes_away_is_told_with_what_had_chosen_it(tmp_path: Path) -> None:
    text = page(f"## One {{#one}}\n\n{HERE}\n", front="when: not in_force('phone-duty')\n")
    old = document(done(tmp_path, library=library_with(tmp_path, page=text)), "page")
    assert (old.kind, old.causes, [one.kind for one in old.clauses]) == ("removed", ("law:phone-duty",), ["removed"])


def test_a_clause_that_comes_is_caused_by_what_brought_it_and_not_by_what_it_cites(tmp_path: Path) -> None:
    body = (
        f"## Rules {{#rules}}\n\n{HERE}\n\n"
        "### New {#new when=\"in_force('phone-duty')\"}\n\nSee {{ law('guidance') }}, {{ org.name }}.\n"
    )
    found = clauses(done(tmp_path, library=library_with(tmp_path, page=page(body))))
    assert (found["page/new"].kind, found["page/new"].causes) == ("added", ("law:phone-duty",))


def test_a_heading_that_comes_with_its_only_clause_has_the_same_cause(tmp_path: Path) -> None:
    body = f"## Rules {{#rules}}\n\n### New {{#new when=\"in_force('phone-duty')\"}}\n\n{HERE}\n"
    found = clauses(done(tmp_path, library=library_with(tmp_path, page=page(body))))
    assert {name: one.causes for name, one in found.items() if name.startswith("page/")} == {
        "page/rules": ("law:phone-duty",),
        "page/new": ("law:phone-duty",),
    }


def test_an_abbreviation_that_must_now_be_spelt_out_earlier_is_traced_to_the_clause_that_did_it(
    tmp_path: Path,
) -> None:
    body = (
        "## First {#first}\n\n{% if in_force('phone-duty') %}Ask the {{ abbr.lead }}.{% else %}Ask.{% endif %}\n\n"
        "## Second {#second}\n\nThe {{ abbr.lead }} decides.\n"
    )
    found = clauses(done(tmp_path, library=library_with(tmp_path, page=page(body))))
    assert {name: one.causes for name, one in found.items() if name.startswith("page/")} == {
        "page/first": ("law:phone-duty",),
        "page/second": ("law:phone-duty",),
    }


def test_a_word_that_changes_with_law_is_traced_to_it(tmp_path: Path) -> None:
    library = library_with(tmp_path, page=page("## Harm {#harm}\n\nReport {{ term.harm }}.\n"))
    found = clauses(done(tmp_path, days=(BEFORE_GUIDANCE, GUIDANCE), library=library))
    assert found["page/harm"].causes == ("law:guidance",)


def test_a_title_that_changes_with_law_is_told_once_and_not_wherever_it_is_named(tmp_path: Path) -> None:
    named = page(f"## Other {{#other}}\n\n{HERE} See {{{{ doc('page') }}}}.\n", name="other")
    titled = page(f"## One {{#one}}\n\n{HERE}\n").replace("title: A page", "title: About {{ term.harm }}")
    library = library_with(tmp_path, page=titled, other=named)
    found = done(tmp_path, days=(BEFORE_GUIDANCE, GUIDANCE), library=library)
    opening = document(found, "page").opening
    assert opening is not None
    assert opening.causes == ("law:guidance",)
    assert opening.new.startswith("About new harm")
    assert not [name for name in clauses(found) if name.startswith("other/")]


def test_a_fact_that_follows_from_law_is_traced_to_the_law_and_not_to_the_profile(tmp_path: Path) -> None:
    own = tmp_path / "own" / "vocabulary"
    own.mkdir(parents=True)
    rule = "adults.governing_group: [{when: \"in_force('phone-duty')\", value: trustees}, {value: governors}]\n"
    (own / "derived.yaml").write_text(rule, encoding="utf-8")
    library = library_with(tmp_path, page=page("## Who {#who}\n\nThe {{ approval.body }} approve it.\n"))
    found = clauses(done(tmp_path, library=library))["page/who"]
    assert (found.old, found.new) == ("The governors approve it.", "The trustees approve it.")
    assert found.causes == ("law:phone-duty",)


def test_what_the_new_words_need_of_the_profile_is_told(tmp_path: Path) -> None:
    body = f"## Rules {{#rules}}\n\n{HERE} {{% if in_force('phone-duty') %}}Ask {{{{ lead.it.name }}}}.{{% endif %}}\n"
    found = done(tmp_path, library=library_with(tmp_path, page=page(body)))
    assert [one.path for one in found.to_complete] == ["lead.it.name"]


def test_a_pack_that_cannot_be_made_does_not_stop_the_others(tmp_path: Path) -> None:
    own = tmp_path / "broken" / "documents"
    own.mkdir(parents=True)
    (own / "page.md").write_text(page("## One {#one}\n\nSee {{ law('defamation-scotland') }}.\n"), encoding="utf-8")
    bad, good = profile(tmp_path, f"library: broken\n{SCHOOL}", "bad"), profile(tmp_path, CLUB, "good")
    found = impacts([bad, good], Span(BEFORE_DUTY, DUTY))
    assert [(one.slug, bool(one.problems)) for one in found] == [("bad", True), ("good", False)]


def test_several_at_a_time_give_the_same_as_one_after_the_other(tmp_path: Path) -> None:
    profiles = [profile(tmp_path, SCHOOL, "one"), profile(tmp_path, CLUB, "two")]
    assert impacts(profiles, Span(BEFORE_DUTY, DUTY), 2) == impacts(profiles, Span(BEFORE_DUTY, DUTY))


def test_a_day_before_the_register_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicygenError):
        done(tmp_path, days=(dt.date(2017, 1, 1), DUTY))
