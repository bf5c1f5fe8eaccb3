"""What fields of a profile mean together: rules that no single field can break.

Each rule is a function over the effective facts, by their dotted names, whether somebody said them or they were
derived; a missing fact is None. An error makes the profile wrong or harmful. A warning whose code is in `TO_COMPLETE`
is a gap that keeps a pack a draft; any other warning is advice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from policygen.errors import Place, Problem, Severity
from policygen.sources.fields import by_path

Facts = Mapping[str, object]
_Found = Iterator[tuple[str, str, str, str, Severity]]
"""Each finding: code, dotted name, message, hint, severity."""

TO_COMPLETE = frozenset({
    "missing-contact", "unchecked-contact", "out-of-date-contact", "filter-unknown", "one-filter-profile",
    "monitoring-not-assessed", "ai-tools-missing", "ai-alert-missing", "unknown-admins", "not-consulted",
    "review-overdue",
})  # fmt: skip
"""Codes of warnings that mean: complete this before approval."""

_FEWEST_ADMINS = 2
_YOUNGEST_SCHOOL_AGE = 5
_EARLY_SCHOOL_AGE = 7
_MONTHS_CHECKED = 12


def check_rules(facts: Facts, as_of: date, place: Callable[[str], Place]) -> list[Problem]:
    """Return what is wrong or missing in `facts` on the day `as_of`; `place` finds the place of a dotted name."""
    found = [finding for rule in _RULES for finding in rule(facts)]
    found += [*_contacts_checked(facts, as_of), *_review(facts, as_of)]
    return [
        Problem(code, message, place(path), path, hint, severity=severity)
        for code, path, message, hint, severity in found
    ]


def check_ages(values: Mapping[str, Any], place: Callable[[str], Place]) -> list[Problem]:
    """Return a problem where the youngest age of a profile's `values` is above the oldest."""
    youngest, oldest = values["children"]["age_min"], values["children"]["age_max"]
    if youngest <= oldest:
        return []
    path = "children.age_min"
    message = f"the youngest age, {youngest}, is above the oldest, {oldest}"
    hint = "age_min is the youngest and age_max the oldest"
    return [Problem("ages-upside-down", message, place(path), path, hint)]


def _rows(facts: Facts, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the rows of a list with their own dotted names."""
    rows = facts.get(path)
    for index, row in enumerate(rows if isinstance(rows, list | tuple) else ()):
        if isinstance(row, Mapping):
            yield f"{path}.{index}", row


def _whole(value: object) -> int | None:
    """Return `value` if it is a whole number, and None for a gap."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _called(row: Mapping[str, object], name: str) -> str:
    """Return what a row is called, for a message."""
    value = row.get(name)
    return value if value and isinstance(value, str) else "this one"


def _has(facts: Facts, path: str, value: object) -> bool:
    """Return whether the list at `path` holds `value`."""
    values = facts.get(path)
    return isinstance(values, list | tuple) and value in values


_USED_IN_THE_DAY = frozenset({"allowed_set_times", "allowed", "individual_plan"})


def _phones_at_school(facts: Facts) -> _Found:
    """Rule 2: in a school in England a phone in use in the day has a written reason."""
    if facts.get("org.nation") != "england" or not facts.get("org.is_school") or facts.get("phones.exception_basis"):
        return
    why = ""
    if facts.get("phones.children") in _USED_IN_THE_DAY:
        why = f"phones.children is {facts['phones.children']}"
    elif _has(facts, "phones.children_exceptions", "sixth_form"):
        why = "sixth form is among phones.children_exceptions"
    if why:
        message = f"{why}, so some use phones in the school day, and no reason is written down"
        hint = "say where, when and why in phones.exception_basis, such as: sixth-form common room only"
        yield "phone-use-without-reason", "phones.exception_basis", message, hint, "error"


def _phones_at_home(facts: Facts) -> _Found:
    """Rule 2: a children's home does not cut children off from the people they want to talk to."""
    if facts.get("org.type") != "childrens_home":
        return
    if facts.get("phones.children") == "not_on_site":
        hint = "choose individual_plan: what each child's plan says holds"
        yield (
            "home-without-phones",
            "phones.children",
            "children cannot be without phones in their own home",
            hint,
            "error",
        )
    if facts.get("phones.private_call_access") != "private_line":
        message = "children in a home must be able to ring in private"
        hint = "choose private_line; a limit for one child belongs in that child's plan"
        yield "home-without-private-calls", "phones.private_call_access", message, hint, "error"


def _is_early_years(facts: Facts) -> bool:
    """Return whether all children here are in the early years, or nearly all in an infant school with a nursery."""
    youngest, oldest = _whole(facts.get("children.age_min")), _whole(facts.get("children.age_max"))
    is_infant = (
        facts.get("org.is_school")
        and youngest is not None and youngest < _YOUNGEST_SCHOOL_AGE
        and oldest is not None and oldest <= _EARLY_SCHOOL_AGE
    )  # fmt: skip
    return bool(facts.get("org.is_early_years") or is_infant)


def _early_years(facts: Facts) -> _Found:
    """Rule 3: in the early years adults' own phones are locked away and nothing worn can take pictures."""
    if not _is_early_years(facts):
        return
    if facts.get("phones.staff") != "locked_away":
        message = "where children are this young, adults' own phones are locked away"
        yield "early-years-phones", "phones.staff", message, "choose locked_away", "error"
    if facts.get("dev.wearables_staff") not in {"banned", "no_camera_mode"}:
        message = "where children are this young, what adults wear cannot take pictures"
        yield "early-years-wearables", "dev.wearables_staff", message, "choose banned or no_camera_mode", "error"
    takes_pictures = facts.get("cam.policy") != "no_images"
    if facts.get("org.is_early_years") and takes_pictures and not _has(facts, "cam.uses", "learning_journal"):
        message = "a learning journal is not among the uses of pictures"
        hint = "add learning_journal to cam.uses if you keep one, or nobody will have agreed to it"
        yield "no-learning-journal", "cam.uses", message, hint, "warning"


def _accounts(facts: Facts) -> _Found:
    """Rule 4: two people at least look after an official account."""
    for path, row in _rows(facts, "social.official_accounts"):
        admins, name = _whole(row.get("admins")), _called(row, "platform")
        hint = "two people at least: one can be away, and nobody posts unseen"
        if admins is None:
            message = f"how many people look after the account {name} is not said"
            yield "unknown-admins", f"{path}.admins", message, hint, "warning"
        elif admins < _FEWEST_ADMINS:
            message = f"{admins} {'person looks' if admins == 1 else 'people look'} after the account {name}"
            yield "too-few-admins", f"{path}.admins", message, hint, "error"


def _channels(facts: Facts) -> _Found:
    """Rule 4: no child is written to through something that they are too young to use."""
    for path, row in _rows(facts, "comms.channels"):
        if row.get("audience") not in {"children", "children_and_parents"}:
            continue
        least = _whole(row.get("min_age"))
        youngest = _whole(row.get("ages_from"))
        youngest = _whole(facts.get("children.age_min")) if youngest is None else youngest
        if least is not None and youngest is not None and least > youngest:
            message = (
                f"{_called(row, 'tool')} is for people of {least} or older, and the youngest child in it is {youngest}"
            )
            hint = (
                "use something else, write to parents instead, or say in ages_from how old the youngest child in it is"
            )
            yield "channel-too-old", f"{path}.min_age", message, hint, "error"


def _consent(facts: Facts) -> _Found:
    """Rule 5: where every child is looked after, a parent alone does not agree to pictures."""
    if facts.get("children.looked_after") == "all" and facts.get("cam.consent_from") in {"parent", "parent_and_child"}:
        message = "every child here is looked after, so a parent's consent to pictures is not enough"
        hint = "choose placing_authority"
        yield "consent-from-parent", "cam.consent_from", message, hint, "error"


def _streaming(facts: Facts) -> _Found:
    """One fact, one answer: pictures are not used in streams where nothing is streamed."""
    if _has(facts, "cam.uses", "streaming") and facts.get("live.livestream_out") == "never":
        message = "pictures are used in livestreams, and events are never streamed"
        hint = "say in live.livestream_out when you stream, or take streaming out of cam.uses"
        yield "streaming-never", "live.livestream_out", message, hint, "error"


def _filtering(facts: Facts) -> _Found:
    """Rule 6: what the filter does is known, and it is not one setting for every age."""
    if facts.get("net.provided") not in {"children_supervised", "children_general", "guest"}:
        return
    for path, what in (
        ("net.filter_iwf", "Internet Watch Foundation list"),
        ("net.filter_ctiru", "counter-terrorism list"),
    ):
        if facts.get(path) is not True:
            state = "does not block" if facts.get(path) is False else "may not block"
            hint = "ask your provider, then write true"
            yield "filter-unknown", path, f"the filter {state} the {what}", hint, "warning"
    profiles = facts.get("net.filter_profiles")
    count = len(profiles) if isinstance(profiles, list | tuple) else 0
    if facts.get("net.provided") != "guest" and count < 2:  # noqa: PLR2004 - more than one
        message = "adults and children of all ages seem to have the same filter setting"
        hint = "name those who have settings of their own, such as [staff, pupils]"
        yield "one-filter-profile", "net.filter_profiles", message, hint, "warning"


_TECHNICAL = frozenset({"log_review", "active_managed", "ai_alert"})


def _monitoring(facts: Facts) -> _Found:
    """Rule 6: people know that they are monitored, somebody has weighed it, and reports are read in time."""
    if facts.get("net.provided") in {None, "none"}:
        return
    is_technical = any(_has(facts, "net.monitoring", way) for way in _TECHNICAL)
    if is_technical and facts.get("net.monitoring_notice") is False:
        message = "use is monitored and nobody is told"
        yield "monitoring-not-told", "net.monitoring_notice", message, "tell everybody, and then write true", "warning"
    if is_technical and facts.get("net.monitoring_dpia") is None:
        message = "use is monitored, and no data protection impact assessment is dated"
        hint = "do the assessment, then write its date in net.monitoring_dpia"
        yield "monitoring-not-assessed", "net.monitoring_dpia", message, hint, "warning"
    is_english_school = facts.get("org.nation") == "england" and facts.get("org.is_school")
    if is_english_school and facts.get("net.monitor_report_freq") == "monthly":
        message = "monitoring reports that are read once a month come too late"
        yield "monitoring-too-seldom", "net.monitor_report_freq", message, "read them weekly or more often", "warning"


def _ai_tools(facts: Facts) -> _Found:
    """Rule 7: approved tools of artificial intelligence are listed."""
    users = {row.get("used_by") or "everybody" for _path, row in _rows(facts, "ai.tools")}
    for who, only_others in (("staff", "children"), ("children", "adults")):
        if facts.get(f"ai.{who}") == "approved_tools" and users <= {only_others}:
            message = f"ai.{who} is approved_tools, and no tool for them is listed"
            hint = f"list the tools in ai.tools, or choose not_permitted for ai.{who}"
            yield "ai-tools-missing", "ai.tools", message, hint, "warning"


def _ai_ages(facts: Facts) -> _Found:
    """Rule 7: no child uses a tool whose terms they are too young for, and its alerts reach somebody."""
    if facts.get("ai.children") in {None, "not_permitted"}:
        return
    for path, row in _rows(facts, "ai.tools"):
        if row.get("used_by") == "adults":
            continue
        least, first = _whole(row.get("min_age")), _whole(row.get("ages_from"))
        first = _whole(facts.get("children.age_min")) if first is None else first
        if least is not None and first is not None and least > first:
            message = (
                f"{_called(row, 'name')} is for people of {least} or older, and the youngest child to use it is {first}"
            )
            hint = (
                "choose another tool, say that only adults use it (used_by), or say how old its youngest is (ages_from)"
            )
            yield "ai-tool-too-old", f"{path}.min_age", message, hint, "error"
        if not row.get("dsl_alert_contact"):
            message = f"where {_called(row, 'name')} sends its safety alerts is not said"
            hint = "give the safeguarding lead's address in dsl_alert_contact"
            yield "ai-alert-missing", f"{path}.dsl_alert_contact", message, hint, "warning"


_NEEDED = (
    ("lead.head", ("name",)),
    ("lead.safeguarding", ("name", "phone")),
    ("lead.concern_about_head_to", ("name", "phone")),
    ("lead.data_protection", ("name",)),
    ("contact.la_social_care", ("phone", "out_of_hours")),
    ("contact.allegations", ("phone",)),
)
"""Who every reader may have to find, whatever the organisation: without one of these a pack is not ready."""


def _contacts_given(facts: Facts) -> _Found:
    """Rule 8: nobody who may have to be told is missing."""
    for party, parts in _NEEDED:
        for part in parts:
            if not facts.get(f"{party}.{part}"):
                label = by_path()[f"{party}.{part}"].label.lower()
                message = f"{by_path()[party].label}: the {label} is missing"
                yield "missing-contact", f"{party}.{part}", message, f"write it under {party}", "warning"


def _who_hears_about_the_head(facts: Facts) -> _Found:
    """Rule 8: a concern about the head does not go to the head."""
    head, other = facts.get("lead.head.name"), facts.get("lead.concern_about_head_to.name")
    if isinstance(head, str) and isinstance(other, str) and head.casefold() == other.casefold():
        message = f"a concern about {head} would go to {other}"
        hint = "name somebody else, such as the chair"
        yield "head-hears-about-head", "lead.concern_about_head_to.name", message, hint, "error"


def _checked_by(facts: Facts) -> Iterator[tuple[str, bool, object]]:
    """Yield each person and office that is given: dotted name, whether it can be reached, the day it was checked."""
    ringable = ("phone", "out_of_hours", "email", "url")
    for party in sorted(path.removesuffix(".checked_on") for path in facts if path.endswith(".checked_on")):
        reached = any(facts.get(f"{party}.{part}") for part in ringable)
        if reached or facts.get(f"{party}.name"):
            yield party, reached, facts.get(f"{party}.checked_on")
    for path, row in _rows(facts, "lead.deputies"):
        yield path, bool(row.get("phone")), row.get("checked_on")


def _contacts_checked(facts: Facts, as_of: date) -> _Found:
    """Rule 8: somebody has made sure in the last twelve months that a contact is right."""
    for party, must, checked in _checked_by(facts):
        path = f"{party}.checked_on"
        label = by_path()[party].label if party in by_path() else "A deputy"
        if isinstance(checked, date):
            if _months_between(checked, as_of) >= _MONTHS_CHECKED:
                message = f"{label}: last checked on {checked.isoformat()}, more than {_MONTHS_CHECKED} months ago"
                yield "out-of-date-contact", path, message, "ring it, then write today's date", "warning"
        elif must:
            message = f"{label}: nobody has noted when this was last checked"
            yield "unchecked-contact", path, message, "ring it, then write the day in checked_on", "warning"


def _months_between(first: date, last: date) -> int:
    """Return the whole months that lie after `first` and before `last`."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if last.day > first.day else months - 1


def _review(facts: Facts, as_of: date) -> _Found:
    """Rule 8: people were asked, and the next review has not gone by."""
    if not facts.get("review.consulted"):
        message = "nobody was asked about these policies"
        hint = "ask children, families and staff, then list them in review.consulted"
        yield "not-consulted", "review.consulted", message, hint, "warning"
    due = facts.get("review.next_review")
    if isinstance(due, str) and due < as_of.isoformat()[: len(due)]:
        message = f"the review of {due} has gone by"
        yield "review-overdue", "review.next_review", message, "review the pack, then write the next date", "warning"


_RULES: tuple[Callable[[Facts], _Found], ...] = (
    _phones_at_school, _phones_at_home, _early_years, _accounts, _channels, _consent, _streaming, _filtering,
    _monitoring, _ai_tools, _ai_ages, _contacts_given, _who_hears_about_the_head,
)  # fmt: skip
