"""Problems as text for people, and as JSON, GitHub annotations and SARIF for machines."""

from __future__ import annotations

import io
import json
import unicodedata
from typing import TYPE_CHECKING

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.cli import report
from policygen.errors import Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

HAND_IN = Problem(
    "unknown-value",
    "'hand_in' is not a way to keep children's phones",
    Place("profiles/oakfield.yaml", 14, 13, 7),
    "phones.children",
    "one of not_on_site, handed_in",
    "handed_in",
    "  children: hand_in",
)
WHOLE_FILE = Problem("empty-file", "100% nothing, at all: none", Place("profiles/a b.yaml"), severity="warning")


def test_a_problem_shows_its_place_its_line_what_was_meant_and_what_to_do() -> None:
    assert report.text([HAND_IN]) == (
        "profiles/oakfield.yaml:14:13: error[unknown-value]: 'hand_in' is not a way to keep children's phones\n"
        "  14 |   children: hand_in\n"
        "     |             ^^^^^^^ did you mean 'handed_in'?\n"
        "  = help: one of not_on_site, handed_in\n"
    )


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert report.text([WHOLE_FILE]) == "profiles/a b.yaml: warning[empty-file]: 100% nothing, at all: none\n"


def test_a_problem_without_its_line_is_shown_with_the_line_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "oak.yaml"
    file.write_text("org:\n\tname: Oak\n", encoding="utf-8")
    shown = report.text([Problem("yaml-tab", "a tab", Place(str(file), 2, 2))])
    assert "  2 | \tname: Oak\n    | \t^\n" in shown


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    line = "x" * 5000 + "HERE" + "y" * 5000
    shown = report.text([Problem("c", "m", Place("f", 1, 5001, 4), excerpt=line)]).splitlines()
    assert len(shown[1]) < 130
    assert shown[1][shown[2].index("^") : shown[2].rindex("^") + 1] == "HERE"


def test_characters_that_would_command_a_terminal_are_written_out() -> None:
    shown = report.text([Problem("c", "\x1b[31mred\u202e", Place("a\x07.yaml", 1, 1), excerpt="\x1b[2J\u200b")])
    assert all(char.isprintable() or char == "\n" for char in shown)
    assert "\\u001b[31mred\\u202e" in shown


def test_colour_is_only_added() -> None:
    plain, coloured = report.text([HAND_IN, WHOLE_FILE]), report.text([HAND_IN, WHOLE_FILE], colour=True)
    assert "\x1b[" in coloured
    assert click.unstyle(coloured) == plain


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_of_people_who_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert report.wants_colour(Terminal())
    assert not report.wants_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not report.wants_colour(Terminal())


def test_json_has_the_names_that_scripts_rely_on() -> None:
    (problem, _other) = json.loads(report.render([HAND_IN, WHOLE_FILE], "json"))["problems"]
    assert problem == {
        "code": "unknown-value",
        "severity": "error",
        "message": "'hand_in' is not a way to keep children's phones",
        "hint": "one of not_on_site, handed_in",
        "suggestion": "handed_in",
        "file": "profiles/oakfield.yaml",
        "line": 14,
        "column": 13,
        "path": "phones.children",
    }


def test_github_annotations_escape_what_github_would_read() -> None:
    first, second = report.render([HAND_IN, WHOLE_FILE], "github").splitlines()
    assert first.startswith("::error file=profiles/oakfield.yaml,line=14,col=13,title=unknown-value::'hand_in' is not")
    assert second == "::warning file=profiles/a b.yaml,title=empty-file::100%25 nothing, at all: none."


def test_sarif_says_which_rule_where_and_how_bad() -> None:
    log = json.loads(report.render([HAND_IN, WHOLE_FILE], "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["empty-file", "unknown-value"]
    hand_in, whole = run["results"]
    assert (hand_in["ruleId"], hand_in["ruleIndex"], hand_in["level"]) == ("unknown-value", 1, "error")
    location = hand_in["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "profiles/oakfield.yaml"
    assert location["region"] == {"startLine": 14, "startColumn": 13, "endColumn": 20}
    assert whole["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "profiles/a%20b.yaml"}}


@pytest.mark.parametrize("form", report.FORMATS)
def test_nothing_wrong_is_nothing_to_read(form: str) -> None:
    printed = report.render([], form)
    assert printed == "" if form in {"text", "github"} else json.loads(printed)


words = st.text(max_size=60)
places = st.builds(Place, words, st.integers(0, 50), st.integers(0, 400), st.integers(0, 400))
anything = st.builds(
    Problem,
    st.sampled_from(["bad-date", "empty-file"]),
    words,
    places,
    words,
    words,
    words,
    words,
    st.sampled_from(["error", "warning"]),
)


@given(st.lists(anything, max_size=3), st.sampled_from(report.FORMATS))
def test_any_problem_can_be_printed(problems: list[Problem], form: str) -> None:
    printed = report.render(problems, form)
    if form == "text":
        assert printed.count("\n") >= len(problems)
        assert not {unicodedata.category(char) for char in printed.replace("\n", "").replace("\t", "")} & {"Cc", "Cs"}
    elif form == "github":
        assert printed.count("\n") == len(problems)
    else:
        assert json.loads(printed)
