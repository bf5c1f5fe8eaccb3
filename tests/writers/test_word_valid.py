"""Every Word file is valid: for openxml-audit, and for the Open XML SDK that Word's own makers publish."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from policygen.model import Block, Box, Document, ItemList, ListItem, Row, Span, Table
from policygen.writers import docx
from tests.needs import command, needs
from tests.writers import samples

if TYPE_CHECKING:
    from pathlib import Path


def every_block_beside_and_within_every_other() -> Document:
    """Return a document in which each kind of block follows each other kind: in the open, in a box, in a list."""
    base = samples.policy()
    kinds: dict[str, Block] = {
        "paragraph": samples.p("Words."),
        "bullets": samples.bullets(
            "One", samples.item("Two", samples.bullets("Three", samples.item("Four", samples.steps("Five"))))
        ),
        "steps": samples.steps("One", samples.item("Two", samples.p("More."), samples.steps("Three"))),
        "table": Table(samples.row("A", "B"), (samples.row("1", "2"), samples.row("3"))),
        "box": Box("note", (samples.p("Words."), samples.bullets("One"))),
        "form": samples.form(samples.field("Name"), samples.field("Date", "date"), samples.field("Yes", "tick")),
        "flow": samples.flow("A chart", ("One", "Yes: two"), ("Three",)),
        "nothing": ItemList(()),
    }
    pairs = [(f"{one}-{other}", kinds[one], kinds[other]) for one in kinds for other in kinds]
    open_ones = [samples.clause(f"open-{name}", "", name, one, other) for name, one, other in pairs]
    boxed = [samples.clause(f"boxed-{name}", "", name, Box("do", (one, other))) for name, one, other in pairs]
    listed = [
        samples.clause(f"listed-{name}", "", name, ItemList((ListItem((one, other)),), ordered=True))
        for name, one, other in pairs
    ]
    return samples.changed(base, clauses=(*open_ones, *boxed, *listed), numbered=False)


def awkward() -> Document:
    """Return a document with hostile words everywhere, empty parts, a long id and addresses that are no addresses."""
    bad = 'A & B <Ltd> "x" ]]> \x00\x0b\ufffe\ud800 \u200b {{ 7*7 }} \U0001f600\n\tnext'
    hrefs = ("https://a b", "javascript:alert(1)", "https://[", "mailto:x", "https://x.example/%zz?a=<b>#c#d", "//x")
    links = samples.p(*(Span(bad, href=href) for href in hrefs), Span(bad, ref="nowhere/nothing"))
    table = Table(Row(((Span(bad),), ())), (Row(()), samples.row(bad, bad, bad)))
    blocks: tuple[Block, ...] = (links, samples.p(), table, samples.form(samples.field(bad, "lines")), ItemList(()))
    long_id = "a-very-long-name-for-a-document/" + "and-an-even-longer-name-for-a-clause-" * 3
    clauses = (
        samples.clause("one", "7", bad, *blocks),
        samples.changed(samples.clause("two", "", ""), id=long_id),
        samples.clause("three", "1.1", "A clause before any section", Box("unknown-kind", blocks)),
    )
    base = samples.changed(samples.policy(), clauses=clauses, title=bad, organisation=bad, short_name="", version=bad)
    return samples.changed(base, language='x"y', summary=(Span(bad),), words={}, family=bad)


DOCUMENTS = {
    "policy": samples.policy(),
    "children": samples.children(),
    "long": samples.long_policy(),
    "every-pair": every_block_beside_and_within_every_other(),
    "awkward": awkward(),
    "empty": samples.changed(samples.policy(), clauses=(), preface=(), front=(), summary=(), contents=True),
    "table-last": samples.changed(samples.policy(), clauses=samples.policy().clauses[-1:]),
}
EACH = pytest.mark.parametrize("name", DOCUMENTS)


@EACH
def test_openxml_audit_finds_nothing(tmp_path: Path, name: str) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(docx.write(DOCUMENTS[name]))
    result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file)
    assert [str(one) for one in result.errors] == []


@needs("ooxml-validator")
@EACH
def test_the_open_xml_sdk_finds_nothing(tmp_path: Path, name: str) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(docx.write(DOCUMENTS[name]))
    done = subprocess.run([*command("ooxml-validator"), str(file)], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []


@needs("ooxml-validator")
def test_a_broken_file_is_not_called_valid(tmp_path: Path) -> None:
    """The two tests above would be worth nothing if their judges let everything pass."""
    file = tmp_path / "broken.docx"
    whole = samples.policy()
    data = docx.write(whole)
    file.write_bytes(
        samples.with_part(data, "word/document.xml", lambda xml: xml.replace(b"<w:sdtPr>", b"<w:wrong/>", 1))
    )
    assert OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file).errors
    done = subprocess.run([*command("ooxml-validator"), str(file)], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"]
