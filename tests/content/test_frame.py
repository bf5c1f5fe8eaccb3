"""What surrounds the online safety policy: who is who, versions, approval, and the page on which it was read."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

import pytest

from policygen.model import Form, Table
from policygen.pack.build import compose_profile
from policygen.sources.profile import load_profile
from policygen.text import blocks_text, spans_text
from tests.content.organisations import examples, shipped
from tests.kit import DAY, document

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.model import Clause

FRAME = ("key-people", "version-history", "approval", "slip")


@cache
def framed(name: str) -> dict[str, Clause]:
    """Return the clauses of the frame of an example's online safety policy, by their short names."""
    (file,) = (one for one in examples() if one.stem == name)
    return clauses(file)


def clauses(file: Path) -> dict[str, Clause]:
    policy = document(compose_profile(load_profile(file), shipped(), DAY), "online-safety-policy")
    found = {clause.id.partition("/")[2]: clause for clause in policy.clauses}
    return {name: found[name] for name in FRAME if name in found}


def table(clause: Clause) -> list[list[str]]:
    (only,) = (block for block in clause.blocks if isinstance(block, Table))
    return [[spans_text(cell) for cell in row.cells] for row in only.rows]


def test_the_versions_are_this_one_and_beneath_it_the_earlier_ones() -> None:
    rows = table(framed("stonebridge-academy")["version-history"])
    assert [row[0] for row in rows] == ["4.0", "3.0", "2.0", "1.0"]
    assert rows[0][3] == "not approved yet"
    assert all(all(row) for row in rows)


def test_without_a_history_there_is_this_version() -> None:
    assert [row[0] for row in table(framed("larkhill")["version-history"])] == ["2.0"]


def test_a_version_that_stands_in_the_history_too_is_printed_once(tmp_path: Path) -> None:
    (file,) = (one for one in examples() if one.stem == "foxglove-lane")
    again = tmp_path / file.name
    again.write_text(file.read_text(encoding="utf-8").replace('number: "0.9"', 'number: "1.0"'), encoding="utf-8")
    assert [row[0] for row in table(clauses(again)["version-history"])] == ["1.0"]


def test_an_approval_is_filled_in_by_hand_until_the_profile_says_it(tmp_path: Path) -> None:
    before = framed("foxglove-lane")["approval"]
    assert "not approved yet" in blocks_text(before.blocks)
    (file,) = (one for one in examples() if one.stem == "foxglove-lane")
    text = file.read_text(encoding="utf-8").replace("  minute_ref:", f"  date: {dt.date(2026, 11, 16)}\n  minute_ref:")
    approved = tmp_path / file.name
    approved.write_text(text, encoding="utf-8")
    said = blocks_text(clauses(approved)["approval"].blocks)
    assert "approved version 1.0 on 16 November 2026" in said
    assert "FGB 2026/47" in said
    assert "not approved" not in said


@pytest.mark.parametrize("name", ["foxglove-lane", "hazel-house"])
def test_people_can_be_reached_and_the_slip_says_which_version_was_read(name: str) -> None:
    frame = framed(name)
    assert all(all(row) for row in table(frame["key-people"]))
    slip = frame["slip"]
    assert slip.own_page
    (form,) = (block for block in slip.blocks if isinstance(block, Form))
    assert "I have read version" in spans_text(form.fields[0].label)
    assert not any(clause.number for clause in frame.values())


def test_a_small_organisation_is_spared_all_this() -> None:
    (file,) = (one for one in examples() if one.stem == "cwm-helyg")
    pack = compose_profile(load_profile(file), shipped(), DAY)
    names = {clause.id.partition("/")[2] for document in pack.documents for clause in document.clauses}
    assert not names & set(FRAME)
