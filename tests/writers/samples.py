"""Documents to write: one that uses every kind of block, one for children, one as long as a real policy."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from policygen.model import (
    Block,
    Box,
    Clause,
    Document,
    Flow,
    FlowStep,
    Form,
    FormField,
    ItemList,
    ListItem,
    Notice,
    Paragraph,
    Row,
    Span,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Whole = TypeVar("Whole", Document, Clause)

WORDS = {
    "contents": "Contents",
    "page": "Page",
    "of": "of",
    "version": "Version",
    "draft": "Draft: not yet approved",
    "unapproved": "Not yet approved",
    "fill_choice": "Choose",
    "picture": "picture",
    "publish_public": "Public",
    "publish_internal": "Internal: not for publication",
    "publish_form": "Form",
    "table_row": "Row",
    "box_emergency": "In an emergency",
    "box_do": "Do",
    "box_dont": "Do not",
    "box_children": "For children",
    "box_note": "Please note",
    "box_coming": "What is coming",
    "box_draft": "This is a draft",
    "flow_alt": "A chart of steps. The list beneath it says the same in words.",
    "flow_steps": "The same steps in words",
}


def p(*spans: Span | str) -> Paragraph:
    """Return a paragraph of spans and plain words."""
    return Paragraph(tuple(Span(span) if isinstance(span, str) else span for span in spans))


def item(*blocks: Block | str) -> ListItem:
    """Return a list item of blocks and plain words."""
    return ListItem(tuple(p(block) if isinstance(block, str) else block for block in blocks))


def bullets(*items: ListItem | str) -> ItemList:
    """Return a bulleted list."""
    return ItemList(tuple(one if isinstance(one, ListItem) else item(one) for one in items))


def steps(*items: ListItem | str) -> ItemList:
    """Return a numbered list."""
    return ItemList(bullets(*items).items, ordered=True)


def row(*cells: str) -> Row:
    """Return a table row of plain words."""
    return Row(tuple((Span(cell),) for cell in cells))


def field(label: str, kind: str = "text") -> FormField:
    """Return a labelled place to fill in."""
    return FormField((Span(label),), kind)  # type: ignore[arg-type]


def form(*fields: FormField) -> Form:
    """Return a form."""
    return Form(fields)


def flow(title: str, *steps: tuple[str, ...]) -> Flow:
    """Return a chart; of each step the first words are the step, the rest the ways that leave it."""
    lines = [[(Span(words),) for words in step] for step in steps]
    return Flow(title, tuple(FlowStep(first, tuple(ways)) for first, *ways in lines))


def changed(whole: Whole, **fields: Any) -> Whole:  # noqa: ANN401 - any field of a document or clause
    """Return a document or a clause with some of its fields changed."""
    return replace(whole, **fields)


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a Word file with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one)) if one == name else old.read(one))
    return made.getvalue()


def clause(name: str, number: str, heading: str, *blocks: Block, document: str = "mobile-devices-policy") -> Clause:
    """Return a clause; its level follows from its number."""
    return Clause(f"{document}/{name}", number, (Span(heading),), 2 if "." in number else 1, blocks)


def policy(*, status: str = "draft") -> Document:
    """Return a policy that uses every kind of block and span."""
    return Document(
        id="mobile-devices-policy",
        title="Mobile phones and smart devices",
        family="devices-and-images",
        audience=("staff", "parents", "visitors"),
        publish="public",
        reading="staff",
        organisation="Foxglove Lane Infant School",
        short_name="Foxglove Lane",
        language="en",
        status=status,
        version="0.1",
        summary=(Span("What happens to phones, watches and cameras at Foxglove Lane, and why."),),
        front=(
            Notice("Who this is for", "Staff, governors, volunteers, visitors and parents"),
            Notice("Version", "0.1, 12 October 2026"),
            Notice("Owner", "Priya Nandra, headteacher"),
            Notice("Approved by", "Full governing board (waiting for approval)"),
            Notice("Next review", "September 2027"),
            Notice("Another format", "Ask the school office on 01632 960100 for large print or another language"),
        ),
        preface=(
            Box(
                "draft",
                (
                    p("Two facts are missing. Complete them before the governing board is asked to approve it."),
                    bullets("The date of the impact assessment.", "Who covers for the lead on Fridays."),
                ),
            ),
        ),
        clauses=(*_policy_clauses(), _checks()),
        contents=True,
        words=WORDS,
    )


def _policy_clauses() -> tuple[Clause, ...]:
    guidance = Span("Mobile phones in schools (2026)", href="https://www.example.org/phones?a=1&b=2")
    return (
        clause(
            "purpose",
            "1",
            "Why we have this policy",
            p("Children here are three to seven years old. They need adults whose eyes and minds are with them."),
            p(
                "This policy follows ",
                guidance,
                " and says what ",
                Span("must", strong=True),
                ", ",
                Span("should", emphasis=True),
                " and ",
                Span("may", strong=True, emphasis=True),
                " happen.",
            ),
            Box(
                "emergency", (p("If a child is in danger now, ring 999."), p("Then tell Helen Ashdown, 01632 960101."))
            ),
        ),
        clause("staff", "2", "Staff and volunteers"),
        clause(
            "staff-phones",
            "2.1",
            "Where staff keep their phones",
            p("A personal phone is locked away whenever children are present."),
            bullets(
                item(
                    "Each room has a locker with a key.",
                    bullets("The key stays with the room leader.", "A spare is in the office."),
                ),
                item(
                    "A smart watch is worn with its camera and microphone off.", p("The lead checks this at induction.")
                ),
                "Nobody charges a phone in a room that children use.",
            ),
        ),
        clause(
            "staff-urgent",
            "2.2",
            "If a call cannot wait",
            p(
                "Families ring the office. As ",
                Span("section 2.1", ref="mobile-devices-policy/staff-phones"),
                " says, phones stay away.",
            ),
            steps(
                "Tell the office before the session.",
                item("Leave the room when the call comes.", steps("Say who takes over.", "Wait until they are there.")),
                "Come back and say so.",
            ),
            p(
                "A second list begins again at one, as it does in ",
                Span("section 3", ref="mobile-devices-policy/children"),
                ".",
            ),
            steps("Write the call down.", "Put the phone away."),
        ),
        clause(
            "children",
            "3",
            "Children's phones and watches",
            p("Children do not bring phones. These are the exceptions, each agreed in writing:"),
            Table(
                row("Reason", "What is agreed", "Who agrees"),
                (
                    row(
                        "Medical",
                        "A phone that reads a glucose sensor stays with the adult who supports the child.",
                        "Headteacher",
                    ),
                    row("Disability", "A communication aid is never treated as a phone.", "SENCO"),
                    row(
                        "Travel",
                        "A phone carried to and from school is handed in at the office at the door.",
                        "Office manager",
                    ),
                    row("Young carer", "A call home at lunchtime on the office phone.", "Safeguarding lead"),
                ),
            ),
            p(
                "The list is looked at every term. The impact assessment was made on ",
                Span("[to complete: the date]", todo=True),
                ".",
            ),
            Box(
                "children", (p("If somebody's phone worries you, tell a grown-up you trust. You are not in trouble."),)
            ),
        ),
        clause(
            "telling",
            "4",
            "When a child tells you something",
            Box(
                "do",
                (
                    steps(
                        "Stay calm and listen.",
                        "Say: thank you for telling me.",
                        "Tell the safeguarding lead today, in person or by phone, and write down the child's own words"
                        " as soon as the child is with another adult.",
                    ),
                ),
            ),
            Box(
                "dont",
                (
                    bullets(
                        "Do not look at, copy or send on pictures.",
                        "Do not ask for a password.",
                        "Do not promise to keep a secret, and do not take the device away as a first step, because it"
                        " may be how the child stays in touch with help.",
                    ),
                ),
            ),
            Box("coming", (p("A new edition of the guidance is expected. It is not law yet."),)),
            Box("note", (p("Our own rule is stricter than the law."),)),
        ),
        clause(
            "route",
            "5",
            "The way a worry goes",
            flow(
                "What to do with a worry",
                ("Is a child in danger now?", "Yes: ring 999, then Helen Ashdown on 01632 960101."),
                ("Listen, and thank the child for telling you.",),
                ("Tell Helen Ashdown today.", "It is about her: tell the chair.", "Nobody answers: ring 01632 960200."),
                ("Write it down before you go home.",),
            ),
        ),
        clause(
            "slip",
            "6",
            "I have read this",
            p("Please fill this in and give it to the office."),
            Form(
                (
                    field("Name"),
                    field("Role"),
                    field("Date", "date"),
                    field("I have read this policy and could ask questions", "tick"),
                    field("What I would like to ask", "lines"),
                    FormField((Span("I have a phone for work"),), "choice", ("yes", "no", "not yet")),
                    FormField((Span("My room"),), "choice", ("Nursery", "Reception", "Year 1", "Year 2", "the office")),
                )
            ),
        ),
    )


def _checks() -> Clause:
    """Return a clause without a number, on a page of its own."""
    return changed(clause("checks", "", "What to check", _CHECKS), own_page=True, level=1)


PICTURED = "a child and a grown-up look at a tablet"
"""What the picture of the children's document is to show."""

_CHECKS = Table(
    row("What to look for", "In place", "Looked at on", "By and notes"),
    (
        Row((
            (Span("Lockers have keys"),),
            (Span("", fill="tick"),),
            (Span("", fill="date"),),
            (Span("", fill="text"),),
        )),
        Row((
            (Span("Work phone is charged"),),
            (Span("", fill="choice", options=("yes", "no")),),
            (Span("Day: "), Span("", fill="date")),
            (Span("", fill="lines"),),
        )),
        Row(((), (Span("", fill="choice", options=tuple("abcde")),), (), (Span("", fill="text"),))),
    ),
)  # fmt: skip
"""A table to fill in."""

_SAFE = bullets(
    item(p(Span(PICTURED, fill="picture"), " I keep my password to myself.")), "I ask before I join something new."
)
_KIND = bullets("I write what I would say to your face.", "I ask before I take a photo.")
_TELL = (
    Box("children", (p("You can tell Jo Field, your coach, or ring Childline. You are not in trouble."),)),
    form(field("I understand this", "tick"), field("I had help to read it", "tick")),
    form(field("My name"), field("My grown-up's name"), field("Date", "date")),
)


def children() -> Document:
    """Return a short agreement for children, with no numbers and larger words."""
    name = "aup-ks2"
    return Document(
        id=name,
        title="How we stay safe online",
        family="agreements",
        audience=("children",),
        publish="public",
        reading="ks2",
        organisation="Elmswell Juniors Football Club",
        short_name="Elmswell Juniors",
        language="en",
        status="ready",
        version="2.0",
        summary=(Span("Our promises to each other when we are online."),),
        front=(),
        preface=(),
        clauses=(
            clause("safe", "", "I stay safe", _SAFE, document=name),
            clause("kind", "", "I am kind", _KIND, document=name),
            clause("tell", "", "I tell somebody", *_TELL, document=name),
        ),
        numbered=False,
        words=WORDS,
    )


def long_policy(sections: int = 12, clauses_each: int = 4) -> Document:
    """Return a policy of some 24 pages: 391 paragraphs, 10 tables."""
    base = policy()
    clauses: list[Clause] = []
    for section in range(1, sections + 1):
        clauses.append(clause(f"s{section}", f"{section}", f"What section {section} is about", *_table_for(section)))
        clauses += [_long_clause(section, part) for part in range(1, clauses_each + 1)]
    return replace(base, clauses=tuple(clauses))


def _table_for(section: int) -> tuple[Block, ...]:
    if section > 10:
        return ()
    rows = tuple(
        row(f"Risk {number}", f"What adults do about risk {number} in section {section}", "Safeguarding lead")
        for number in range(5)
    )
    return (p(f"The table says who does what in section {section}."), Table(row("Risk", "What we do", "Who"), rows))


def _long_clause(section: int, part: int) -> Clause:
    words = (
        "The lead looks at every report on the same day, decides what happens next and writes down the reason,"
        " also where nothing more is done"
    )
    law = Span("the guidance in force", href=f"https://www.example.org/law/{section}")
    see = Span(f"section {section}", ref=f"mobile-devices-policy/s{section}")
    return clause(
        f"s{section}-{part}",
        f"{section}.{part}",
        f"Duty {part} of section {section}",
        p(f"{words} ({section}.{part})."),
        p("Adults follow ", law, f" and {words.lower()}; see ", see, "."),
        bullets(*(f"Point {number}: {words.lower()}." for number in range(1, 4))),
        p(Span("Families", strong=True), f" are told within {part} days unless that would put a child at risk."),
    )
