"""A redline as a clerk opens it: valid, with a reason for each change, and true in the programs that people have."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from policygen.cli.main import main
from policygen.model import Clause, ItemList, ListItem, Paragraph, Row, Span, Table
from policygen.writers import docx
from policygen.writers.identity import bookmark
from tests.needs import command, needs
from tests.office import drive
from tests.review.test_redline_holds import change_of, drawn, holds
from tests.writers import samples
from tests.writers.reading import W, parts, run, value

if TYPE_CHECKING:
    from policygen.model import Block, Document

DECIDER = Path(__file__).with_name("decide_in_office.py")
REFERENCE = re.compile(r"(?<=section) (?:Error: Reference source not found|\d+(?:\.\d+)*)?")
"""The number that LibreOffice works out for a reference: it depends on bookmarks, of which a moved clause has one."""
DECIDED = ("policy", "back", "other")
ACADEMY = "profiles/stonebridge-academy.yaml"


def other(document: Document) -> Document:
    """Return a document with a clause gone, one new, one moved, and a word added to every line of one."""
    first, *rest = document.clauses
    more = dataclasses.replace(first, blocks=(*first.blocks, Paragraph((Span("A sentence that is new."),))))
    new = Clause(f"{document.id}/new", "", (Span("A new clause"),), 2, (Paragraph((Span("Its words."),)),))
    moved = [*rest[2:4], *rest[1:2], new, *rest[4:]]
    return dataclasses.replace(document, title=f"{document.title} today", clauses=(more, *moved))


OLD = samples.policy()
NEW = other(OLD)
LONG = samples.long_policy()
PAIRS = {"policy": (OLD, NEW), "back": (NEW, OLD), "long": (LONG, other(LONG)), "other": (samples.children(), OLD)}


def made(old: Document, new: Document) -> bytes:
    change = change_of(old, dataclasses.replace(new, id=old.id))
    assert change is not None
    return drawn(change)


@pytest.mark.parametrize("name", PAIRS)
def test_openxml_audit_finds_nothing(tmp_path: Path, name: str) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(made(*PAIRS[name]))
    assert [str(one) for one in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file).errors] == []


@needs("ooxml-validator")
@pytest.mark.parametrize("name", PAIRS)
def test_the_open_xml_sdk_finds_nothing(tmp_path: Path, name: str) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(made(*PAIRS[name]))
    done = subprocess.run([*command("ooxml-validator"), str(file)], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []


def test_each_changed_clause_says_why_in_a_comment() -> None:
    change = change_of(OLD, NEW)
    assert change is not None
    comments = parts(drawn(change))["word/comments.xml"].findall(f"{W}comment")
    assert len(comments) == sum(place.change.kind != "kept" for place in change.sequence)
    assert {value(one, "author") for one in comments} == {"policygen"}
    assert {value(one, "date") for one in comments} == {"2026-09-01T00:00:00Z"}
    said = ["".join(one.itertext()) for one in comments]
    assert any(one.startswith("This clause is new.") for one in said)


def reordered(document: Document) -> tuple[Document, str]:
    """Return a document with its third clause at the end, and the id of that clause."""
    one, two, three, *rest = document.clauses
    return dataclasses.replace(document, clauses=(one, two, *rest, three)), three.id


def test_a_clause_that_only_moved_is_tracked_as_moved_from_there_to_here() -> None:
    new, moved = reordered(LONG)
    body = parts(made(LONG, new))["word/document.xml"].find(f"{W}body")
    assert body is not None
    names = {kind: [value(one, "name") for one in body.iter(f"{W}move{kind}RangeStart")] for kind in ("From", "To")}
    assert names == {"From": [f"move{bookmark(moved)}"], "To": [f"move{bookmark(moved)}"]}
    assert not list(body.iter(f"{W}delText"))
    holds(LONG, new)


def test_a_clause_with_a_table_that_moved_is_deleted_there_and_inserted_here() -> None:
    table = Table(Row(((Span("Who"),),)), (Row(((Span("Ann"),),)),))
    old = dataclasses.replace(LONG, clauses=tuple(dataclasses.replace(one, blocks=(table,)) for one in LONG.clauses))
    new, _ = reordered(old)
    xml = parts(made(old, new))["word/document.xml"]
    assert not list(xml.iter(f"{W}moveFrom"))
    assert list(xml.iter(f"{W}delText"))
    holds(old, new)


def test_the_next_edition_of_guidance_stays_in_its_row() -> None:
    def with_row(*cells: str) -> Document:
        head, row = (Row(tuple((Span(cell),) for cell in some)) for some in (("Guidance", "What it says"), cells))
        first = dataclasses.replace(OLD.clauses[0], blocks=(Table(head, (row,)),))
        return dataclasses.replace(OLD, clauses=(first, *OLD.clauses[1:]))

    old = with_row("Keeping children safe, 2025 edition", "Adds false stories to harmful content.")
    new = with_row("Keeping children safe, 2026 edition", "Reviews happen once in every year.")
    xml = parts(made(old, new))["word/document.xml"]
    assert not [row for row in xml.iter(f"{W}trPr") if row.find(f"{W}del") is not None]
    assert "2025" in [one.text for one in xml.iter(f"{W}delText")]
    holds(old, new)


def test_items_that_go_and_items_that_stay_are_still_one_list() -> None:
    def numbered(*items: str) -> ItemList:
        return ItemList(tuple(ListItem((Paragraph((Span(one),)),)) for one in items), ordered=True)

    def of(*blocks: Block) -> Document:
        return samples.changed(OLD, clauses=(samples.clause("steps", "1", "Steps", *blocks),))

    before = of(
        numbered("Stop."), Paragraph((Span("Then:"),)), numbered("Ring the police.", "Tell Helen Ashdown today.")
    )
    after = of(Paragraph((Span("Then:"),)), numbered("Tell Helen Ashdown by voice today."))
    holds(before, after)
    holds(after, before)


def test_the_same_change_gives_the_same_bytes() -> None:
    assert made(OLD, NEW) == made(OLD, NEW)


@pytest.mark.parametrize("name", ["policy", "back", "long"])
def test_accepting_and_rejecting_give_both_documents(name: str) -> None:
    holds(*PAIRS[name])


@needs("pandoc")
@pytest.mark.parametrize("name", ["policy", "back"])
def test_pandoc_accepts_and_rejects_it(tmp_path: Path, name: str) -> None:
    old, new = PAIRS[name]
    for key, data in {"made": made(old, new), "old": docx.write(old), "new": docx.write(new)}.items():
        (tmp_path / f"{key}.docx").write_bytes(data)

    def words(name: str, decision: str) -> list[str]:
        file = str(tmp_path / f"{name}.docx")
        text = run("pandoc", f"--track-changes={decision}", "--wrap=none", "-t", "plain", file)
        # The alternative text of a table, which pandoc prints beneath it, cannot be tracked.
        return re.findall(r"[^\W\d_]+", re.sub(r"(?m)^  : .*$", "", text))

    assert words("made", "accept") == words("new", "accept")
    assert words("made", "reject") == words("old", "accept")


@pytest.mark.slow
@needs("soffice", "python3-uno")
def test_libreoffice_accepts_and_rejects_it(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    comments = {}
    for name in DECIDED:
        old, new = PAIRS[name]
        for kind, data in {"": made(old, new), ".old": docx.write(old), ".new": docx.write(new)}.items():
            (files / f"{name}{kind}.docx").write_bytes(data)
        comments[name] = len(parts(made(old, new))["word/comments.xml"].findall(f"{W}comment"))
    found = json.loads(drive(DECIDER, files, home=tmp_path))
    assert {name: one.pop("comments") for name, one in found.items()} == comments
    for one in found.values():
        lines = {key: [REFERENCE.sub("", line) for line in said] for key, said in one.items()}
        assert lines["accepted"] == lines["new"]
        assert lines["rejected"] == lines["old"]


@pytest.mark.slow
def test_a_whole_pack_becomes_a_folder_of_redlines(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    into = tmp_path / "redlines"
    sides = [f"{ACADEMY}@2026-08-31", f"{ACADEMY}@2026-09-01"]
    assert main(["diff", *sides, "--format", "docx", "--output", str(into)]) == 1
    assert {one.stem for one in into.iterdir()} >= {"online-safety-policy", "legal-framework"}
    comments = "".join(parts((into / "online-safety-policy.docx").read_bytes())["word/comments.xml"].itertext())
    assert "replaced" in comments
    assert main(["diff", *sides, "--format", "docx", "--output", str(tmp_path / "one.docx")]) == 2
    assert "name a folder, or choose one with --document" in capfd.readouterr().err
