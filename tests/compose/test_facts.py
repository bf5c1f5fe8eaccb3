"""What a profile does not say comes from type and nation, in one place, and can be said otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policygen.compose.facts import build_facts
from policygen.errors import PolicygenError
from policygen.sources.library import Library
from policygen.where import library_folder
from tests.kit import CLUB, DAY, SCHOOL, SMALL, profile, small_library

if TYPE_CHECKING:
    from pathlib import Path


def fact(folder: Path, text: str, path: str) -> Any:  # noqa: ANN401 - a fact is whatever its field says
    return build_facts(profile(folder, text), small_library(), DAY).plain(path)


def test_type_and_nation_decide_what_the_profile_leaves_out(tmp_path: Path) -> None:
    assert fact(tmp_path, SCHOOL, "phones.children") == "handed_in"
    assert fact(tmp_path, CLUB, "phones.children") == "allowed_set_times"
    assert fact(tmp_path, SCHOOL, "power.search") is True
    assert fact(tmp_path, SCHOOL.replace("england", "wales"), "power.search") is False
    assert fact(tmp_path, SCHOOL, "org.is_school") is True
    assert fact(tmp_path, CLUB, "org.is_school") is False


def test_the_profile_may_say_otherwise(tmp_path: Path) -> None:
    assert fact(tmp_path, SCHOOL + "phones: {children: locker}\n", "phones.children") == "locker"


def test_one_derived_fact_may_rest_on_another(tmp_path: Path) -> None:
    assert fact(tmp_path, SCHOOL, "approval.body") == "governors"
    assert fact(tmp_path, SCHOOL + "adults: {governing_group: trustees}\n", "approval.body") == "trustees"


def test_what_nobody_says_and_nothing_decides_is_missing_and_not_blank(tmp_path: Path) -> None:
    assert fact(tmp_path, SCHOOL, "lead.head.name") is None
    assert fact(tmp_path, SCHOOL, "lead.head") is None
    assert fact(tmp_path, SCHOOL, "lead.safeguarding")["name"] == "Ann Example"


def test_without_a_short_name_the_full_name_serves(tmp_path: Path) -> None:
    assert fact(tmp_path, SCHOOL.replace(", short_name: Testing", ""), "org.short_name") == "Testing School"


def test_rows_of_a_list_have_every_field(tmp_path: Path) -> None:
    text = SCHOOL + "ai: {tools: [{name: PlanMate}]}\n"
    tools = fact(tmp_path, text, "ai.tools")
    assert tools[0]["name"] == "PlanMate"
    assert not tools[0]["purpose"]


def test_facts_that_rest_on_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    own = tmp_path / "own" / "vocabulary"
    own.mkdir(parents=True)
    own.joinpath("derived-own.yaml").write_text(
        "approval.body:\n  - {value_of: adults.governing_group}\n"
        "adults.governing_group:\n  - {value_of: approval.body}\n"
    )
    with pytest.raises(PolicygenError) as caught:
        build_facts(profile(tmp_path, SCHOOL), Library((SMALL, own.parent)), DAY)
    assert caught.value.problems[0].code == "derived-in-a-circle"
    assert "approval.body" in caught.value.problems[0].message


@pytest.mark.parametrize("nation", ["wales", "scotland", "northern_ireland"])
def test_an_academy_is_refused_where_there_are_none(tmp_path: Path, nation: str) -> None:
    text = SCHOOL.replace("england", nation).replace("type: secondary", "type: secondary, governance: academy_mat")
    with pytest.raises(PolicygenError) as caught:
        build_facts(profile(tmp_path, text), Library((library_folder(),)), DAY)
    problem = caught.value.problems[0]
    assert problem.code == "governance-not-in-nation"
    assert "england alone" in problem.hint


@pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
def test_a_type_that_the_nation_does_not_have_is_refused_with_those_it_has(tmp_path: Path, nation: str) -> None:
    text = SCHOOL.replace("secondary", "infant").replace("england", nation)
    with pytest.raises(PolicygenError) as caught:
        build_facts(profile(tmp_path, text), Library((library_folder(),)), DAY)
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.line) == ("not-in-nation", 1)
    assert "primary" in problem.hint
