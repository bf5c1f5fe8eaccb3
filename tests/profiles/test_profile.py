"""Profiles: what was said, by which file, what a parent fixes, and folders of profiles."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.errors import PolicygenError, Problem
from policygen.sources.profile import load_profile, load_profiles

if TYPE_CHECKING:
    from pathlib import Path

SOUND = """\
org:
  name: Oak Juniors
  type: sports_club
  nation: england
children:
  age_min: 8
  age_max: 16
"""
MEMBER = "extends: trust.yaml\n" + SOUND


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(PolicygenError) as caught:
        load_profile(path)
    return caught.value.problems


def test_a_profile_holds_what_was_said_and_nothing_else(tmp_path: Path) -> None:
    text = SOUND + "lead:\n  safeguarding:\n    name: Ann Marsh\n    phone:\n    checked_on: 2026-09-07\ncontact:\n"
    profile = load_profile(write(tmp_path, oak=text) / "oak.yaml")
    assert profile.slug == "oak"
    assert profile.values["lead"] == {"safeguarding": {"name": "Ann Marsh", "checked_on": dt.date(2026, 9, 7)}}
    assert "contact" not in profile.values
    assert profile.said_by["lead.safeguarding.name"] == str(tmp_path / "oak.yaml")
    assert profile.library is None
    assert not profile.problems


def test_a_field_left_blank_is_still_found_in_the_file(tmp_path: Path) -> None:
    text = SOUND + "lead:\n  safeguarding:\n    name: Ann Marsh\n    phone:\n"
    profile = load_profile(write(tmp_path, oak=text) / "oak.yaml")
    assert profile.place("lead.safeguarding.phone").line == 11
    assert profile.place("lead.safeguarding.email").line == 9
    assert profile.place("contact.allegations.phone").line == 0


def test_numbers_become_text_as_they_were_written_where_text_is_wanted(tmp_path: Path) -> None:
    text = SOUND + "version: {number: 4.10}\nlead: {it: {phone: 01632960101}}\nadults: {young_leaders: [15, 16]}\n"
    values = load_profile(write(tmp_path, oak=text) / "oak.yaml").values
    assert values["version"]["number"] == "4.10"
    assert values["lead"]["it"]["phone"] == "01632960101"
    assert values["adults"]["young_leaders"] == ["15", "16"]


def test_words_that_look_like_yes_and_no_elsewhere_are_words_here(tmp_path: Path) -> None:
    text = SOUND + "phones: {visitors: off}\ncomms: {channels: [{tool: phone, hours: 07:30}]}\n"
    values = load_profile(write(tmp_path, oak=text) / "oak.yaml").values
    assert values["phones"]["visitors"] == "off"
    assert values["comms"]["channels"][0]["hours"] == "07:30"


def test_text_over_several_lines_is_one_line(tmp_path: Path) -> None:
    text = SOUND + "version:\n  changes: |\n    Phones;\n    cameras\n"
    assert load_profile(write(tmp_path, oak=text) / "oak.yaml").values["version"]["changes"] == "Phones; cameras"


@pytest.mark.parametrize(
    "name",
    [
        "A & B <Ltd>", "*Stars* #1", "{{ 7*7 }}", "O'Neill", 'The "Oak"', "مدرسة الزهور", "Ysgol Tŷ Gwyn", "Ἀθήνα",
        "小学校", "{% raw %}", "[link](https://oak.example)", "# Title", "1. First", "null", "-", "é" * 300,
        "a\\b", "${HOME}", "%s",
    ],
)  # fmt: skip
def test_an_organisation_may_be_called_anything(tmp_path: Path, name: str) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    profile = load_profile(write(tmp_path, oak=SOUND.replace("Oak Juniors", quoted)) / "oak.yaml")
    assert profile.values["org"]["name"] == name


def test_true_is_not_a_number_and_a_number_is_not_true(tmp_path: Path) -> None:
    text = SOUND.replace("age_max: 16", "age_max: true") + "dev: {assistive: 1}\n"
    assert [p.code for p in problems(write(tmp_path, oak=text) / "oak.yaml")] == ["wrong-type", "wrong-type"]


def test_everything_wrong_in_a_file_is_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = (
        "org: {name: Oak, type: sports_club, nation: englnd}\nphnes: {children: allowed}\nversion: {date: 2026-13-01}\n"
    )
    found = problems(write(tmp_path, oak=text) / "oak.yaml")
    assert [p.code for p in found] == ["missing-field", "missing-field", "unknown-value", "unknown-field", "bad-date"]
    assert [p.suggestion for p in found][2:4] == ["england", "phones"]


# Parents


def test_a_parents_facts_hold_for_its_members(tmp_path: Path) -> None:
    write(tmp_path, trust="phones: {children: handed_in}\nlead: {it: {name: Trust IT}}\n", oak=MEMBER)
    profile = load_profile(tmp_path / "oak.yaml")
    assert profile.values["phones"] == {"children": "handed_in"}
    assert profile.said_by["phones.children"].endswith("trust.yaml")
    assert profile.place("phones.children").file.endswith("trust.yaml")
    assert profile.said_by["org.name"].endswith("oak.yaml")


def test_a_member_may_say_what_the_parent_does_not(tmp_path: Path) -> None:
    write(tmp_path, trust="phones: {children: handed_in}\n", oak=MEMBER + "phones: {staff: locked_away}\n")
    assert load_profile(tmp_path / "oak.yaml").values["phones"] == {"children": "handed_in", "staff": "locked_away"}


def test_a_member_may_not_say_otherwise_and_is_told_who_fixed_it(tmp_path: Path) -> None:
    write(tmp_path, trust="# Trust\nphones:\n  children: handed_in\n", oak=MEMBER + "phones:\n  children: allowed\n")
    (problem,) = problems(tmp_path / "oak.yaml")
    assert problem.code == "fixed-by-parent"
    assert f"{tmp_path / 'trust.yaml'}:3" in problem.message
    assert (problem.place.file, problem.place.line) == (str(tmp_path / "oak.yaml"), 10)


def test_a_member_may_repeat_what_the_parent_says(tmp_path: Path) -> None:
    write(tmp_path, trust="phones: {children: handed_in}\n", oak=MEMBER + "phones: {children: handed_in}\n")
    assert load_profile(tmp_path / "oak.yaml").values["phones"] == {"children": "handed_in"}


@pytest.mark.parametrize("opened", ["phones", "phones.children"])
def test_a_member_may_say_otherwise_where_the_parent_leaves_it_open(tmp_path: Path, opened: str) -> None:
    write(
        tmp_path,
        trust=f"open: [{opened}]\nphones: {{children: handed_in}}\n",
        oak=MEMBER + "phones: {children: allowed}\n",
    )
    assert load_profile(tmp_path / "oak.yaml").values["phones"] == {"children": "allowed"}


def test_leaving_one_field_open_opens_no_other(tmp_path: Path) -> None:
    trust = "open: [phones.staff]\nphones: {children: handed_in, staff: locked_away}\n"
    write(tmp_path, trust=trust, oak=MEMBER + "phones: {children: allowed, staff: out_of_sight}\n")
    assert [p.path for p in problems(tmp_path / "oak.yaml")] == ["phones.children"]


def test_a_person_named_anew_does_not_keep_the_other_persons_number(tmp_path: Path) -> None:
    trust = "open: [lead]\nlead: {it: {name: Trust IT, phone: 01632 960101}}\n"
    write(tmp_path, trust=trust, oak=MEMBER + "lead: {it: {name: Oak IT, email: it@oak.example}}\n")
    assert load_profile(tmp_path / "oak.yaml").values["lead"]["it"] == {"name": "Oak IT", "email": "it@oak.example"}


def test_a_person_whose_number_alone_changes_keeps_the_name(tmp_path: Path) -> None:
    trust = "open: [lead]\nlead: {it: {name: Trust IT, phone: 01632 960101}}\n"
    write(tmp_path, trust=trust, oak=MEMBER + "lead: {it: {phone: 01632 960102}}\n")
    assert load_profile(tmp_path / "oak.yaml").values["lead"]["it"] == {"name": "Trust IT", "phone": "01632 960102"}


def test_in_a_chain_the_file_that_said_it_decides(tmp_path: Path) -> None:
    write(
        tmp_path,
        council="open: [phones.staff]\nphones: {children: handed_in, staff: locked_away}\n",
        trust="extends: council.yaml\nphones: {staff: staffroom_only}\n",
        oak=MEMBER + "phones: {staff: out_of_sight}\n",
    )
    (problem,) = problems(tmp_path / "oak.yaml")
    assert (problem.code, "trust.yaml" in problem.message) == ("fixed-by-parent", True)


def test_what_is_wrong_in_a_parent_is_told_with_the_parents_line(tmp_path: Path) -> None:
    write(tmp_path, trust="# Trust\nphones: {children: handd_in}\nopen: [phnes]\n", oak=MEMBER)
    found = problems(tmp_path / "oak.yaml")
    assert [(p.code, p.place.file.endswith("trust.yaml"), p.place.line) for p in found] == [
        ("unknown-value", True, 2),
        ("unknown-field", True, 3),
    ]


@pytest.mark.parametrize("extends", ["oak.yaml", "./oak.yaml", "../{folder}/oak.yaml"])
def test_a_profile_that_extends_itself_is_refused(tmp_path: Path, extends: str) -> None:
    write(tmp_path, oak=f"extends: {extends.format(folder=tmp_path.name)}\n" + SOUND)
    assert [p.code for p in problems(tmp_path / "oak.yaml")] == ["extends-itself"]


def test_a_missing_parent_and_what_else_is_wrong_are_told_together(tmp_path: Path) -> None:
    write(tmp_path, oak=MEMBER.replace("england", "englnd"))
    assert [p.code for p in problems(tmp_path / "oak.yaml")] == ["missing-parent", "unknown-value"]


def test_the_library_is_found_from_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "trust" / "clauses").mkdir(parents=True)
    write(tmp_path / "trust", trust="library: clauses\n")
    write(tmp_path, oak=MEMBER.replace("trust.yaml", "trust/trust.yaml"))
    profile = load_profile(tmp_path / "oak.yaml")
    assert profile.library is not None
    assert profile.library.samefile(tmp_path / "trust" / "clauses")
    assert "library" not in profile.values


# Folders


def test_a_folder_gives_its_profiles_and_not_their_parents(tmp_path: Path) -> None:
    write(tmp_path, trust="phones: {children: handed_in}\n", oak=MEMBER, elm=SOUND)
    (tmp_path / "old").mkdir()
    write(tmp_path / "old", ash=SOUND)
    profiles, found = load_profiles([tmp_path])
    assert [profile.slug for profile in profiles] == ["elm", "oak"]
    assert not found


def test_a_file_named_twice_is_one_profile(tmp_path: Path) -> None:
    write(tmp_path, oak=SOUND)
    profiles, found = load_profiles([tmp_path, tmp_path / "oak.yaml", tmp_path / "." / "oak.yaml"])
    assert len(profiles) == 1
    assert not found


def test_a_broken_profile_does_not_hide_the_others(tmp_path: Path) -> None:
    write(tmp_path, trust="phones: {children: handd_in}\n", oak=MEMBER, ash=MEMBER, elm=SOUND, yew="org: [")
    profiles, found = load_profiles([tmp_path])
    assert [profile.slug for profile in profiles] == ["elm"]
    assert [(p.code, p.place.file.rpartition("/")[2]) for p in found] == [
        ("unknown-value", "trust.yaml"),
        ("yaml-unclosed-bracket", "yew.yaml"),
    ]


def test_slugs_that_differ_only_in_capitals_clash(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    write(tmp_path / "a", oak=SOUND)
    write(tmp_path / "b", Oak=SOUND)
    _profiles, found = load_profiles([tmp_path / "a", tmp_path / "b"])
    assert [p.code for p in found] == ["same-slug"]


# What must always hold

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "ignore").decode()),
)
names = st.sampled_from(
    ["org", "name", "type", "nation", "children", "age_min", "lead", "deputies", "phones", "cam", "uses", "open"]
)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)),
    max_leaves=20,
)


@given(trees)
def test_whatever_shape_a_profile_has_its_problems_are_told(
    tmp_path_factory: pytest.TempPathFactory, tree: object
) -> None:
    import yaml  # noqa: PLC0415 - only to write what the profile loader then reads

    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_text(
        yaml.safe_dump({"version": {"number": tree}, **(tree if isinstance(tree, dict) else {})}), encoding="utf-8"
    )
    with pytest.raises(PolicygenError) as caught:
        load_profile(file)
    assert all(problem.message and problem.place.file == str(file) for problem in caught.value.problems)
