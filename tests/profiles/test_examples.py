"""The example profiles: complete, sound, and unable to reach a real person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main
from policygen.sources.profile import load_profiles
from policygen.where import example_profiles

if TYPE_CHECKING:
    from pathlib import Path

SLUGS = [
    "cwm-helyg",
    "elmswell-juniors",
    "foxglove-lane",
    "hazel-house",
    "larkhill",
    "slievebeg-college",
    "stonebridge-academy",
]
FILES = sorted(example_profiles().rglob("*.yaml"))

# Ofcom, "Telephone numbers for use in TV and radio drama programmes".
DRAMA = re.compile(
    r"(01632 960\d{3}|020 7946 0\d{3}|(0113|0114|0121|0161|0131|0141) 496 0\d{3}|029 2018 0\d{3}|028 9649 6\d{3}"
    r"|07700 900\d{3}|0808 157 0\d{3})\Z"
)


def test_there_are_seven_and_each_loads_without_a_word() -> None:
    profiles, problems = load_profiles([example_profiles()])
    assert [profile.slug for profile in profiles] == SLUGS
    assert not problems


def test_nothing_is_left_to_complete_in_any_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(example_profiles()), "--as-of", "2026-11-22"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "7 profiles: nothing to mend\n")


def test_the_academys_trust_fixes_what_it_fixes() -> None:
    (profile,), _problems = load_profiles([example_profiles() / "stonebridge-academy.yaml"])
    assert profile.said_by["net.filter_product"].endswith("aldermere-trust.yaml")
    assert profile.values["org"]["parent_body"]["name"] == "Aldermere Learning Trust"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_number_and_no_address_can_reach_anybody(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    numbers = re.findall(r"\b(?:phone|out_of_hours): (.*)", text)
    assert [number for number in numbers if not DRAMA.match(number)] == []
    hosts = re.findall(r"(?:@|https?://)([\w.-]+)", text)
    assert [host for host in hosts if not host.endswith(".example")] == []
