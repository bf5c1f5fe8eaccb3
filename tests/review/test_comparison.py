"""What a reader is told of two documents: what moved, what was reworded, what merely has another number."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from policygen.model import (
    Block,
    Clause,
    Form,
    FormField,
    ItemList,
    LawUse,
    ListItem,
    Paragraph,
    Row,
    Span,
    Spans,
    Table,
    Uses,
)
from policygen.review.compare import compare
from policygen.review.comparison import BREAK, ClauseChange, Comparison, Side
from policygen.review.words import word_edits
from tests.writers import samples

DOCUMENT = "mobile-devices-policy"
NOTHING = Uses()


def text(words: str) -> Paragraph:
    return Paragraph((Span(words),))


def clause(name: str, *blocks: Block, number: str = "", uses: Uses = NOTHING, level: int = 2) -> Clause:
    return Clause(f"{DOCUMENT}/{name}", number, (Span(name.title()),), level, blocks, uses, source="s")


def held(before: list[Clause], after: list[Clause], **sides: dict[str, Any]) -> Comparison:
    documents = [samples.changed(samples.policy(), clauses=tuple(one)) for one in (before, after)]
    one, other = (Side(label, (document,)) for label, document in zip(("old", "new"), documents, strict=True))
    return compare(dataclasses.replace(one, **sides.get("old", {})), dataclasses.replace(other, **sides.get("new", {})))


def changes(old: list[Clause], new: list[Clause]) -> list[tuple[str, str]]:
    return [(one.id.split("/")[1], one.kind) for each in held(old, new).documents for one in each.clauses]


def only(old: Clause, new: Clause) -> ClauseChange:
    found = held([old], [new]).documents
    assert len(found) == len(found[0].clauses) == 1
    return found[0].clauses[0]


def said(spans: Spans) -> str:
    return "".join(span.text for span in spans)


A, B, C, D = (clause(name, text(f"The words of {name}.")) for name in ("a", "b", "c", "d"))


def test_a_clause_that_stands_elsewhere_moved_and_the_others_did_not() -> None:
    assert changes([A, B, C, D], [B, C, D, A]) == [("a", "moved")]
    assert changes([A, B, C, D], [A, D, B, C]) == [("d", "moved")]


def test_a_clause_can_move_and_be_reworded() -> None:
    other = clause("a", text("The words of somebody."))
    change = held([A, B, C], [B, C, other]).documents[0].clauses[0]
    assert (change.kind, change.reworded) == ("moved", True)


def test_clauses_that_are_new_and_gone_stand_where_they_stood() -> None:
    sequence = held([A, B, D], [A, C, D]).documents[0].sequence
    assert [(place.change.id[-1], place.side) for place in sequence] == [
        ("a", "both"), ("c", "new"), ("b", "old"), ("d", "both"),
    ]  # fmt: skip


def test_another_number_is_nothing() -> None:
    def refers(number: str) -> Clause:
        return clause("a", Paragraph((Span("See section "), Span(number, ref=B.id), Span("."))), number=number)

    assert changes([refers("1"), B], [refers("2"), B]) == []


def test_a_reference_to_something_else_is_a_change() -> None:
    one, other = (clause("a", Paragraph((Span("2", ref=name),))) for name in (B.id, C.id))
    assert changes([one], [other]) == [("a", "changed")]


def test_the_same_words_with_another_look_are_restyled() -> None:
    edits = word_edits((Span("Ring 999 now."),), (Span("Ring "), Span("999", strong=True), Span(" now.")))
    assert [(edit.kind, said(edit.new)) for edit in edits] == [
        ("kept", "Ring "),
        ("restyled", "999"),
        ("kept", " now."),
    ]


def test_only_the_word_that_differs_differs() -> None:
    change = only(
        clause("x", text("Phones are handed in at the office before nine.")),
        clause("x", text("Phones are handed in at the gate before nine.")),
    )
    words = [(edit.kind, said(edit.old), said(edit.new)) for edit in change.blocks[0].words]
    assert words[1] == ("changed", "office", "gate")
    assert [kind for kind, _old, _new in words] == ["kept", "changed", "kept"]


def test_a_line_with_little_in_common_is_another_line() -> None:
    edits = word_edits((Span("Nobody may bring a phone."),), (Span("Children have a locker for tablets and watches."),))
    assert [edit.kind for edit in edits] == ["changed"]


FIRST = "The lead reads the log every week and writes down what was done."
SECOND = "Parents hear of it on the same day, in writing, from the office."


def test_a_paragraph_that_was_split_is_not_two_new_ones() -> None:
    change = only(clause("x", text(f"{FIRST} {SECOND}")), clause("x", text(FIRST), text(SECOND)))
    assert [edit.kind for edit in change.blocks] == ["split"]
    assert [said(edit.new) for edit in change.blocks[0].words if edit.new == (BREAK,)] == [BREAK.text]


def test_paragraphs_that_were_joined_and_reworded() -> None:
    change = only(clause("x", text(FIRST), text(SECOND)), clause("x", text(f"{FIRST} {SECOND} Always.")))
    assert [edit.kind for edit in change.blocks] == ["joined"]


def test_a_paragraph_put_in_between_is_the_only_thing_added() -> None:
    change = only(clause("x", text(FIRST), text(SECOND)), clause("x", text(FIRST), text("A new rule."), text(SECOND)))
    assert [edit.kind for edit in change.blocks] == ["kept", "added", "kept"]


def row(*cells: str) -> Row:
    return Row(tuple((Span(cell),) for cell in cells))


def table(*rows: Row) -> Table:
    return Table(row("Who", "How"), rows)


def test_a_row_is_known_by_its_first_cell() -> None:
    change = only(
        clause("x", table(row("Head", "01632 960100"), row("Lead", "by post"))),
        clause("x", table(row("Nurse", "in person"), row("Head", "by letter at home"), row("Lead", "by post"))),
    )
    assert [part.kind for part in change.blocks[0].parts] == ["kept", "added", "changed", "kept"]
    changed = change.blocks[0].parts[2]
    assert [[edit.kind for edit in line] for line in changed.lines] == [["kept"], ["changed"]]


def test_a_table_with_another_column_is_another_table() -> None:
    change = only(
        clause("x", table(row("Head", "by post"))),
        clause("x", Table(row("Who", "How", "When"), (row("Head", "a", "b"),))),
    )
    assert [edit.kind for edit in change.blocks] == ["removed", "added"]


def test_one_item_of_a_list_is_reworded_and_one_is_new() -> None:
    def items(*words: str) -> ItemList:
        return ItemList(tuple(ListItem((text(one),)) for one in words))

    change = only(
        clause("x", items("phones of pupils in lessons", "watches")),
        clause("x", items("phones of visitors in lessons", "cameras", "watches")),
    )
    assert [part.kind for part in change.blocks[0].parts] == ["changed", "added", "kept"]
    assert change.blocks[0].parts[0].blocks[0].kind == "changed"


def test_a_field_that_is_filled_in_otherwise_is_another_field() -> None:
    one, other = (
        clause("x", Form((FormField((Span("Name"),), kind), FormField((Span("Class"),))))) for kind in ("text", "lines")
    )
    assert [part.kind for part in only(one, other).blocks[0].parts] == ["removed", "added", "kept"]


def test_two_organisations_are_compared_and_the_reader_is_told() -> None:
    found = held([A], [A], old={"slug": "one", "organisation": "One"}, new={"slug": "two", "organisation": "Two"})
    assert found.same
    assert [one.code for one in found.warnings] == ["other-organisation"]


LAW = {"2025": Uses(law=(LawUse("guide", "2025"),)), "2026": Uses(law=(LawUse("guide", "2026"),))}

FACT, CONTACT, TERM = Uses(facts=("a.b",)), Uses(contacts=("line",)), Uses(terms=("head",))


@pytest.mark.parametrize(
    ("old", "new", "sides", "causes"),
    [
        (LAW["2025"], LAW["2026"], {}, ("law:guide",)),
        (FACT, FACT, {"old": {"facts": {"a.b": 1}}, "new": {"facts": {"a.b": 2}}}, ("profile:a.b",)),
        (CONTACT, CONTACT, {"new": {"terms": {"contact:line": "01632"}}}, ("contact:line",)),
        (TERM, TERM, {"old": {"terms": {"head": "a"}}, "new": {"terms": {"head": "b"}}}, ("term:head",)),
        (Uses(), Uses(), {"new": {"edited": frozenset([f"{DOCUMENT}/x"])}}, ("hand",)),
        (LAW["2025"], LAW["2026"], {"new": {"edited": frozenset([f"{DOCUMENT}/x"])}}, ("law:guide", "hand")),
        (Uses(), Uses(), {}, ("unknown",)),
        (Uses(), Uses(), {"old": {"recorded": False}}, ("unknown",)),
        (Uses(), Uses(), {"old": {"library": "a"}, "new": {"library": "b"}}, ("library",)),
    ],
)  # fmt: skip
def test_why(old: Uses, new: Uses, sides: dict[str, Any], causes: tuple[str, ...]) -> None:
    one, other = clause("x", text("Old words."), uses=old), clause("x", text("New words."), uses=new)
    assert held([one], [other], **sides).documents[0].clauses[0].causes == causes


def test_a_clause_that_only_another_library_has_is_there_because_of_the_library() -> None:
    record = {"inputs": "the same profile", "as_of": dt.date(2026, 9, 1)}
    sides = {"old": {**record, "library": "a"}, "new": {**record, "library": "b"}}
    new = clause("x", text("New."), uses=LAW["2026"])
    assert [one.causes for one in held([A], [A, new], **sides).documents[0].clauses] == [("library",)]
    sides["old"]["as_of"] = dt.date(2026, 8, 31)
    assert [one.causes for one in held([A], [A, new], **sides).documents[0].clauses] == [("law:guide",)]


def test_a_heading_without_words_is_new_because_of_what_stands_under_it() -> None:
    section, under = clause("s", level=1), clause("x", text("New."), uses=LAW["2026"])
    found = held([A], [A, section, under]).documents[0].clauses
    assert [one.causes for one in found] == [("law:guide",), ("law:guide",)]


def test_where_only_words_are_known_words_are_compared_and_kept_hashes_believed() -> None:
    bold = clause("a", Paragraph((Span("The words of a.", strong=True),)))
    assert held([A], [bold], old={"looks": False}).same
    other = clause("a", text("See section 2."))
    assert held([A], [other], old={"looks": False, "hashes": {A.id: "h"}}, new={"hashes": {A.id: "h"}}).same
    assert not held([A], [other], old={"looks": False}).same
