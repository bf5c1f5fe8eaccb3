"""Reading YAML: what words mean, where they stand, and that nothing people or machines write can do harm."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.errors import PolicygenError
from policygen.sources import yamlio


def codes(text: str) -> list[str]:
    with pytest.raises(PolicygenError) as caught:
        yamlio.loads(text, "oak.yaml")
    return [problem.code for problem in caught.value.problems]


# YAML 1.2.2, section 10.3.2 (core schema): what is not listed there is text.
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"), ("NO", "NO"), ("on", "on"), ("off", "off"), ("y", "y"), ("yes", "yes"),
        ("true", True), ("False", False), ("~", None), ("null", None), ("", None),
        ("010", 10), ("-7", -7), ("0o17", 15), ("0x1F", 31), ("1.10", 1.1), ("1e3", 1000.0), (".5", 0.5),
        ("2026-09-01", "2026-09-01"), ("07:30", "07:30"), ("12:30:45", "12:30:45"), ("1_000", "1_000"),
        ("01632 960101", "01632 960101"), ("12345678901234567890123", "12345678901234567890123"),
        ("'010'", "010"), ('"true"', "true"), ('"caf\\u00e9"', "café"), (".inf", float("inf")), ("+12", 12),
        ("Cwm Helyg", "Cwm Helyg"), ("مدرسة الزهور", "مدرسة الزهور"), ("Ŵyn a'r Bêl", "Ŵyn a'r Bêl"),
        ("A & B <Ltd>", "A & B <Ltd>"),
    ],
)  # fmt: skip
def test_an_unquoted_word_means_what_yaml_1_2_says(written: str, meant: object) -> None:
    found = yamlio.loads(f"name: {written}\n", "oak.yaml").data["name"]
    assert (found, type(found)) == (meant, type(meant))


def test_a_number_keeps_the_form_in_which_it_was_written() -> None:
    tree = yamlio.loads("number: 1.10\ncode: 007\nname: Oak\n", "oak.yaml")
    assert tree.raw == {("number",): "1.10", ("code",): "007"}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_positions_count_lines_and_columns_from_one_whatever_ends_a_line(ends: str) -> None:
    text = ends.join(["# Oak", "org:", "  name: Oak", "children:", "  groups: [Acorns, Leaves]", ""])
    tree = yamlio.loads(text, "oak.yaml")
    name = tree.marks["org", "name"]
    assert (name.key.line, name.key.column, name.key.length) == (3, 3, 4)
    assert (name.value.line, name.value.column, name.value.length) == (3, 9, 3)
    second = tree.place(("children", "groups", 1))
    assert (second.line, second.column, second.length) == (5, 20, 6)
    assert tree.excerpt(second) == "  groups: [Acorns, Leaves]"


def test_columns_count_letters_and_not_bytes() -> None:
    tree = yamlio.loads("org: {name: Ysgol Tŷ Gwyn 🎈, type: primary}\n", "oak.yaml")
    place = tree.place(("org", "type"))
    assert tree.lines[0][place.column - 1 :].startswith("primary")


def test_what_is_not_there_stands_where_its_section_does() -> None:
    tree = yamlio.loads("org:\n  name: Oak\n", "oak.yaml")
    assert tree.place(("org", "type")).line == 1
    assert tree.place(("lead", "head", "name")).line == 0


def test_a_byte_order_mark_is_not_part_of_the_profile(tmp_path: Path) -> None:
    file = tmp_path / "oak.yaml"
    file.write_bytes(b"\xef\xbb\xbforg:\n  name: Oak\n")
    assert yamlio.load(file).data == {"org": {"name": "Oak"}}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_named(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "oak.yaml"
    file.write_bytes("org: {name: Oak}\n".encode(encoding))
    with pytest.raises(PolicygenError) as caught:
        yamlio.load(file)
    (problem,) = caught.value.problems
    assert problem.code == "not-utf8"
    assert encoding[:6].upper() in problem.message
    assert "UTF-8" in problem.hint


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("\x00", "control-character"), ("\x1b[31m", "control-character"), ("\x85", "control-character"),
        ("\u200b", "invisible-character"), ("\u202e", "invisible-character"), ("\ufeff", "invisible-character"),
        ("\u2028", "invisible-character"), ("\u00ad", "invisible-character"),
        ("\ue000", "reserved-character"), ("\U000f0000", "reserved-character"), ("\U0010fffd", "reserved-character"),
        ("\ud800", "control-character"),
    ],
)  # fmt: skip
def test_a_character_nobody_can_see_is_refused_with_its_place(written: str, code: str) -> None:
    with pytest.raises(PolicygenError) as caught:
        yamlio.loads(f"org:\n  name: Oak{written} Juniors\n", "oak.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == (code, 2, 12)


@pytest.mark.parametrize("escape", ["\\0", "\\u200b", "\\uE001", "\\U000F0000", "\\e"])
def test_a_character_nobody_can_see_is_refused_when_it_is_written_as_an_escape(escape: str) -> None:
    assert codes(f'name: "Oak{escape}"\n')[0].endswith("-character")


def test_every_problem_of_a_file_is_told_at_once() -> None:
    text = "org:\n  name: Oak\n  name: Elm\n  short_name: *Oak\n  type: !!str club\n"
    assert codes(text) == ["duplicate-key", "unknown-alias", "yaml-tag"]


def test_an_alias_repeats_what_it_names_and_keeps_the_places() -> None:
    tree = yamlio.loads("a: &person {name: Ann}\nb: *person\n", "oak.yaml")
    assert tree.data == {"a": {"name": "Ann"}, "b": {"name": "Ann"}}
    assert tree.data["a"] is not tree.data["b"]
    assert (tree.place(("b",)).line, tree.place(("b", "name")).line) == (2, 1)


def nested_aliases(levels: int, wide: int) -> str:
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * wide)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param("[" * 50_000, id="brackets"),
        pytest.param("{a: " * 50_000, id="braces"),
        pytest.param("- " * 50_000, id="dashes"),
        pytest.param("? " * 50_000, id="questions"),
        pytest.param("a: &a [*a, *a]\n", id="a list in itself"),
        pytest.param(nested_aliases(11, 9), id="a thousand million laughs"),
        pytest.param(nested_aliases(60, 1), id="a staircase of aliases"),
        pytest.param("a: &a {b: c}\n" + "".join(f"x{n}: {{<<: *a}}\n" for n in range(5000)), id="merges"),
        pytest.param("".join(f"%TAG !a{n}! x\n" for n in range(40_000)) + "---\na: 1\n", id="directives"),
        pytest.param(
            "a: 1\n...\n" + "".join(f"%TAG !a{n}! x\n" for n in range(40_000)) + "---\n", id="later directives"
        ),
        pytest.param("[" + "1," * 400_000 + "]", id="many values"),
        pytest.param("{" + ",".join(f"a{n}: {n}" for n in range(60_000)) + "}", id="many names"),
    ],
)
def test_a_bomb_is_refused_at_once(bomb: str) -> None:
    began = time.perf_counter()
    with pytest.raises(PolicygenError):
        yamlio.loads(bomb, "bomb.yaml")
    # A hundredfold of what it takes: this is no measurement, only the difference between now and never.
    assert time.perf_counter() - began < 20


def test_a_huge_word_is_read_whole() -> None:
    assert len(yamlio.loads("name: " + "x" * 900_000, "oak.yaml").data["name"]) == 900_000


def test_a_file_above_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "oak.yaml"
    with file.open("wb") as out:
        out.truncate(20_000_000_000)
    with pytest.raises(PolicygenError) as caught:
        yamlio.load(file)
    assert caught.value.problems[0].code == "too-large"


@pytest.mark.parametrize("name", ["x" * 5000 + ".yaml", "no\x00name.yaml", "missing/oak.yaml"])
def test_a_name_that_no_file_can_have_is_a_missing_file(name: str) -> None:
    with pytest.raises(PolicygenError) as caught:
        yamlio.load(Path(name))
    assert caught.value.problems[0].code == "no-such-file"


def test_a_number_sign_in_a_name_is_noticed() -> None:
    (warning,) = yamlio.loads("name: Unit #1\n", "oak.yaml").warnings
    assert warning.code == "lost-to-comment"
    assert not yamlio.loads("name: Unit   # 1 of 3\nother: 'Unit #1'\n", "oak.yaml").warnings


hostile = st.text(
    alphabet=st.one_of(st.sampled_from("[]{}:,-?&*!|>'\"%@`#\n \t\\<~=0123aé"), st.characters()), max_size=200
)


@given(hostile)
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        tree = yamlio.loads(text, "any.yaml")
    except PolicygenError as error:
        for problem in error.problems:
            assert problem.code
            assert problem.message
            assert problem.hint
            assert 0 <= problem.place.line <= len(text.splitlines()) + 1
    else:
        assert set(tree.raw) <= set(tree.marks) | {()}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(data)
    with suppress(PolicygenError):
        assert yamlio.load(file).file == str(file)
