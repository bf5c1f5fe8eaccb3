"""What fields mean together: errors where a profile is wrong or harmful, warnings where something is missing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.errors import Place
from policygen.sources.rules import TO_COMPLETE, check_rules

DAY = dt.date(2026, 11, 22)
CHECKED = dt.date(2026, 9, 1)
COMPLETE: dict[str, object] = {
    "org.nation": "england", "org.type": "sports_club", "org.is_school": False, "org.is_early_years": False,
    "children.age_min": 8, "children.age_max": 16, "children.looked_after": "none", "cam.consent_from": "parent",
    "phones.children": "allowed_set_times", "phones.staff": "out_of_sight", "dev.wearables_staff": "no_camera_mode",
    "net.provided": "none", "ai.staff": "not_permitted", "ai.children": "not_permitted", "cam.uses": (),
    "lead.head.name": "Ada Marsh", "lead.safeguarding.name": "Ben Holt", "lead.safeguarding.phone": "01632 960401",
    "lead.safeguarding.checked_on": CHECKED, "lead.concern_about_head_to.name": "Cal Rudd",
    "lead.concern_about_head_to.phone": "01632 960402", "lead.concern_about_head_to.checked_on": CHECKED,
    "lead.data_protection.name": "Dee Frost", "contact.la_social_care.phone": "01632 960403",
    "contact.la_social_care.out_of_hours": "01632 960404", "contact.la_social_care.checked_on": CHECKED,
    "contact.allegations.phone": "01632 960405", "contact.allegations.checked_on": CHECKED,
    "review.consulted": ("children",),
}  # fmt: skip
SCHOOL = {"org.type": "secondary", "org.is_school": True, "phones.children": "handed_in"}
HOME = {
    "org.type": "childrens_home",
    "phones.children": "individual_plan",
    "phones.private_call_access": "private_line",
}
NURSERY = {
    "org.type": "nursery",
    "org.is_early_years": True,
    "phones.staff": "locked_away",
    "cam.uses": ("learning_journal",),
}
INFANTS = {"org.type": "infant", "org.is_school": True, "phones.children": "not_on_site", "children.age_min": 3,
           "children.age_max": 7, "phones.staff": "locked_away"}  # fmt: skip
ONLINE = {
    "net.provided": "children_general",
    "net.filter_iwf": True,
    "net.filter_ctiru": True,
    "net.filter_profiles": ("a", "b"),
}


def tool(**parts: object) -> dict[str, object]:
    return {
        "ai.children": "approved_tools",
        "ai.tools": ({"name": "Bot", "dsl_alert_contact": "a@oak.example", **parts},),
    }


def channel(**parts: object) -> dict[str, object]:
    return {"comms.channels": ({"tool": "Chat", "audience": "children", **parts},)}


def accounts(admins: object) -> dict[str, object]:
    return {"social.official_accounts": ({"platform": "Facebook", "admins": admins},)}


def found(*changes: dict[str, object], as_of: dt.date = DAY) -> set[tuple[str, str]]:
    facts = dict(COMPLETE)
    for change in changes:
        facts |= change
    problems = check_rules(facts, as_of, Place)  # the place shows which field is meant
    assert all(problem.place.file == problem.path and problem.hint for problem in problems)
    return {(problem.severity, problem.code) for problem in problems}


@pytest.mark.parametrize(
    "kind", [{}, SCHOOL, HOME, NURSERY, INFANTS], ids=["club", "school", "home", "nursery", "infants"]
)
def test_a_complete_profile_has_nothing_to_mend(kind: dict[str, object]) -> None:
    assert found(kind) == set()


BROKEN = [
    (SCHOOL, {"phones.children": "allowed"}, "error", "phone-use-without-reason"),
    (SCHOOL, {"phones.children": "individual_plan"}, "error", "phone-use-without-reason"),
    (SCHOOL, {"phones.children_exceptions": ("sixth_form",)}, "error", "phone-use-without-reason"),
    (HOME, {"phones.children": "not_on_site"}, "error", "home-without-phones"),
    (HOME, {"phones.private_call_access": "none"}, "error", "home-without-private-calls"),
    (NURSERY, {"phones.staff": "staffroom_only"}, "error", "early-years-phones"),
    (INFANTS, {"phones.staff": "staffroom_only"}, "error", "early-years-phones"),
    (NURSERY, {"dev.wearables_staff": "allowed"}, "error", "early-years-wearables"),
    (NURSERY, {"dev.wearables_staff": None}, "error", "early-years-wearables"),
    (NURSERY, {"cam.uses": ("display",)}, "warning", "no-learning-journal"),
    ({}, accounts(1), "error", "too-few-admins"),
    ({}, accounts(0), "error", "too-few-admins"),
    ({}, accounts(""), "warning", "unknown-admins"),
    ({}, channel(min_age=9), "error", "channel-too-old"),
    ({}, channel(min_age=13, ages_from=12), "error", "channel-too-old"),
    ({}, channel(min_age=13, audience="children_and_parents"), "error", "channel-too-old"),
    ({}, {"children.looked_after": "all"}, "error", "consent-from-parent"),
    ({}, {"cam.uses": ("streaming",), "live.livestream_out": "never"}, "error", "streaming-never"),
    (ONLINE, {"net.filter_iwf": None}, "warning", "filter-unknown"),
    (ONLINE, {"net.filter_ctiru": False}, "warning", "filter-unknown"),
    (ONLINE, {"net.filter_profiles": ("a",)}, "warning", "one-filter-profile"),
    (ONLINE, {"net.monitoring": ("log_review",)}, "warning", "monitoring-not-assessed"),
    (
        ONLINE, {"net.monitoring": ("ai_alert",), "net.monitoring_notice": False, "net.monitoring_dpia": DAY},
        "warning", "monitoring-not-told",
    ),
    ({**SCHOOL, **ONLINE}, {"net.monitor_report_freq": "monthly"}, "warning", "monitoring-too-seldom"),
    ({}, {"ai.staff": "approved_tools"}, "warning", "ai-tools-missing"),
    ({}, tool(used_by="adults"), "warning", "ai-tools-missing"),
    ({}, tool(min_age=13), "error", "ai-tool-too-old"),
    ({}, tool(min_age=13, ages_from=12), "error", "ai-tool-too-old"),
    ({}, tool(dsl_alert_contact=""), "warning", "ai-alert-missing"),
    ({}, {"contact.allegations.phone": None}, "warning", "missing-contact"),
    ({}, {"lead.concern_about_head_to.name": None}, "warning", "missing-contact"),
    ({}, {"lead.concern_about_head_to.name": "ADA marsh"}, "error", "head-hears-about-head"),
    ({}, {"contact.ngb.phone": "01632 960406", "contact.ngb.checked_on": None}, "warning", "unchecked-contact"),
    ({}, {"lead.deputies": ({"name": "Eve", "phone": "01632 960407"},)}, "warning", "unchecked-contact"),
    ({}, {"contact.allegations.checked_on": dt.date(2025, 11, 21)}, "warning", "out-of-date-contact"),
    ({}, {"review.consulted": ()}, "warning", "not-consulted"),
    ({}, {"review.next_review": "2026-10"}, "warning", "review-overdue"),
    ({}, {"review.next_review": "2026-11-21"}, "warning", "review-overdue"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "change", "severity", "code"), BROKEN)
def test_a_rule_that_is_broken_is_told(
    kind: dict[str, object], change: dict[str, object], severity: str, code: str
) -> None:
    assert found(kind, change) == {(severity, code)}


@pytest.mark.parametrize(
    "change",
    [
        {**SCHOOL, "phones.children": "allowed", "phones.exception_basis": "in the common room"},
        {**SCHOOL, "phones.children": "allowed", "org.nation": "wales"},
        {**SCHOOL, "phones.children": "off_in_bag"},
        accounts(2),
        channel(min_age=13, ages_from=13),
        channel(min_age=18, audience="parents"),
        channel(),
        {"children.looked_after": "some"},
        {"children.looked_after": "all", "cam.consent_from": "placing_authority"},
        {"net.provided": "guest", "net.filter_iwf": True, "net.filter_ctiru": True},
        {**ONLINE, "net.monitoring": ("physical_supervision",)},
        tool(min_age=8),
        tool(min_age=13, ages_from=14),
        {"ai.staff": "approved_tools", "ai.tools": ({"name": "Bot", "min_age": 18, "used_by": "adults"},)},
        {"contact.allegations.checked_on": dt.date(2025, 11, 22)},
        {"contact.regulator.name": "The regulator", "contact.regulator.checked_on": None},
        {"review.next_review": "2026-11"},
        {"review.next_review": "2026-11-22"},
    ],
)
def test_what_keeps_the_rules_is_left_alone(change: dict[str, object]) -> None:
    assert found(change) == set()


def test_a_contact_grows_old_with_the_day_that_is_asked_about() -> None:
    assert found(as_of=dt.date(2027, 9, 1)) == set()
    assert found(as_of=dt.date(2027, 9, 2)) == {("warning", "out-of-date-contact")}


def test_a_missing_answer_is_never_an_error() -> None:
    facts: dict[str, object] = {"children.age_min": 8, "children.age_max": 16, "lead.safeguarding.checked_on": None}
    codes = {(p.severity, p.code) for p in check_rules(facts, DAY, lambda _path: Place())}
    assert codes == {("warning", "missing-contact"), ("warning", "not-consulted")}
    assert {code for _severity, code in codes} <= TO_COMPLETE


values = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 30), st.sampled_from(["", "none", "all", "adults"]), st.dates()
)
rows = st.lists(
    st.dictionaries(st.sampled_from(["admins", "min_age", "ages_from", "audience", "name"]), values), max_size=3
)
ROWS = ("comms.channels", "social.official_accounts", "ai.tools", "lead.deputies")
facts_of_any_kind = st.builds(
    lambda plain, listed: {**plain, **listed},
    st.dictionaries(st.sampled_from([*COMPLETE, "org.is_school"]), values),
    st.dictionaries(st.sampled_from(ROWS), rows.map(tuple)),
)


@given(facts_of_any_kind, st.dates())
def test_rules_never_stumble_over_facts(facts: dict[str, object], as_of: dt.date) -> None:
    for problem in check_rules(facts, as_of, Place):
        assert problem.code
        assert problem.message
        assert problem.hint
