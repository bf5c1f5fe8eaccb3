"""Documents of every shape, with the worst words that people and machines put into them."""

from __future__ import annotations

import re

from hypothesis import strategies as st

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
    Paragraph,
    Row,
    Span,
    Table,
)
from tests.writers import samples

HOSTILE = st.sampled_from([
    "A & B <Ltd>", "*Stars* #1", "{{ 7*7 }}", "O'Neill", "1. Ring 999", "- not a list", "# not a title",
    "> not a quote", "<script>alert(1)</script>", "&amp; &#38; &lt;", "]]>", "[link](javascript:x)", "![x](y)",
    "`code`", "**bold**", "_a_b_", "a|b", "|---|", "===", "---", "\\", "\\*", "~~gone~~", "$x$", "مدرسة النور",
    "Ysgol Gynradd Tŷ'r Felin", "e.g. this", "One. Two! Three? Four", "https://a_b.example/x?y=1&z=(2)", "\u200b",
    "\u202e", "x" * 300, "+", "2.", "1)", ":", "!", "Dr. No. 4 said so.", "tab\there", "line\nend", "\r\n", "\u2028",
    "\x0c", "<!-- x -->", "*", "**", "***", "_", "<a>",
])  # fmt: skip
TEXT = st.one_of(HOSTILE, st.text(max_size=12), st.text(st.characters(), max_size=8), st.just(" "), st.just("word "))
NUMBER = TEXT.map(lambda text: " ".join(text.split()))
"""Numbers of clauses, right and wrong: a tab ends a number, so that none holds one."""

IDS = [f"mobile-devices-policy/c{number}" for number in range(4)]
ADDRESS = st.one_of(st.just(""), st.just("https://www.example.org/a?b=1&c=<d>"), TEXT)
REFERENCE = st.sampled_from(["", "", *IDS, "elsewhere/nothing"])

spans = st.lists(
    st.builds(
        Span, TEXT, strong=st.booleans(), emphasis=st.booleans(), href=ADDRESS, ref=REFERENCE, todo=st.booleans()
    ),
    max_size=4,
).map(tuple)
NO_WORDS = re.compile("[\\x00-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
OPTION = TEXT.map(lambda text: " ".join(NO_WORDS.sub(" ", text).split()) or "Yes")
"""What a choice offers is written between marks on one line: no breaks, no spaces about it, and never nothing."""

options = st.lists(OPTION, min_size=2, max_size=5).map(tuple)
fills = st.one_of(
    st.builds(Span, st.just(""), fill=st.sampled_from(["text", "date", "tick", "lines"])),
    st.builds(Span, st.just(""), fill=st.just("choice"), options=options),
)
pictured = st.tuples(st.builds(Span, TEXT, fill=st.just("picture")), st.builds(Span, TEXT))
filled = st.tuples(st.builds(Span, TEXT), fills) | fills.map(lambda span: (span,))
plain_spans = st.lists(st.builds(Span, TEXT), max_size=3).map(tuple)
rows = st.lists(spans | filled, max_size=3).map(lambda cells: Row(tuple(cells)))
fields = st.builds(FormField, spans, st.sampled_from(["text", "date", "tick", "lines"])) | st.builds(
    FormField, spans, st.just("choice"), options
)
flow_steps = st.builds(FlowStep, spans, st.lists(spans, max_size=2).map(tuple))
flows = st.builds(Flow, TEXT, st.lists(flow_steps, max_size=3).map(tuple))
leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, spans | pictured),
    st.builds(Table, rows, st.lists(rows, max_size=3).map(tuple)),
    st.builds(Form, st.lists(fields, max_size=3).map(tuple)),
    flows,
)


def _within(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(st.builds(ListItem, several), max_size=3).map(tuple)
    kinds = st.sampled_from(["emergency", "do", "dont", "children", "note", "coming", "draft", "of another kind"])
    return st.one_of(st.builds(Box, kinds, several), st.builds(ItemList, items, st.booleans()))


blocks = st.recursive(leaves, _within, max_leaves=5)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return a document with up to four clauses; its numbers are right, wrong or missing."""
    count = draw(st.integers(0, len(IDS)))
    clauses = [
        Clause(
            IDS[place],
            draw(st.one_of(st.just(""), st.just(str(place + 1)), NUMBER)),
            draw(spans),
            draw(st.sampled_from([1, 2])),
            tuple(draw(st.lists(blocks, max_size=3))),
            own_page=draw(st.booleans()),
        )
        for place in range(count)
    ]
    return samples.changed(
        samples.policy(),
        title=draw(TEXT),
        organisation=draw(TEXT),
        version=draw(TEXT),
        summary=draw(spans),
        preface=tuple(draw(st.lists(blocks, max_size=2))),
        clauses=tuple(clauses),
        numbered=draw(st.booleans()),
        contents=draw(st.booleans()),
        status=draw(st.sampled_from(["draft", "ready", "approved"])),
    )


# Documents such as the library makes: hostile words, but every item begins with some, and boxes hold text and lists


def _worded(spans: tuple[Span, ...]) -> bool:
    return bool(NO_WORDS.sub("", "".join(span.text for span in spans)).strip())


worded = spans.filter(_worded)
_cell = spans | filled
_tables = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.tuples(*[_cell] * width).map(Row),
        st.lists(st.tuples(*[_cell] * width).map(Row), max_size=3).map(tuple),
    )
)
_shown = pictured.filter(lambda spans: _worded(spans[:1]))
_text = st.builds(Paragraph, worded | _shown)


def _listed(depth: int) -> st.SearchStrategy[ItemList]:
    inner = st.lists(_listed(depth - 1), max_size=1) if depth else st.just([])
    items = st.builds(lambda first, rest: ListItem((first, *rest)), _text, inner)
    return st.builds(ItemList, st.lists(items, min_size=1, max_size=3).map(tuple), st.booleans())


_lists = _listed(2)
_boxes = st.builds(
    Box,
    st.sampled_from(["emergency", "do", "children", "note", "of another kind"]),
    st.lists(_text | _lists, min_size=1, max_size=3).map(tuple),
)
_charts = st.builds(
    Flow,
    OPTION,
    st.lists(st.builds(FlowStep, worded, st.lists(worded, max_size=2).map(tuple)), min_size=1, max_size=3).map(tuple),
)
_forms = st.builds(Form, st.lists(fields, min_size=1, max_size=3).map(tuple))
sound_blocks: st.SearchStrategy[Block] = st.one_of(_text, _lists, _tables, _boxes, _charts, _forms)
_prefatory: st.SearchStrategy[Block] = st.one_of(_text, _lists, _boxes)


@st.composite
def sound_documents(draw: st.DrawFn) -> Document:
    """Return a document such as the library makes, with any words in it."""
    clauses = [
        Clause(
            name,
            draw(st.sampled_from(["", str(place + 1), "1.1", "Annex A"])),
            draw(worded),
            draw(st.sampled_from([1, 2])),
            tuple(draw(st.lists(sound_blocks, max_size=3))),
            own_page=draw(st.booleans()),
        )
        for place, name in enumerate(IDS[: draw(st.integers(1, len(IDS)))])
    ]
    return samples.changed(
        samples.policy(),
        title=draw(OPTION),
        organisation=draw(OPTION),
        version=draw(OPTION),
        summary=draw(worded),
        preface=tuple(draw(st.lists(_prefatory, max_size=2))),
        clauses=tuple(clauses),
        numbered=draw(st.booleans()),
        contents=draw(st.booleans()),
        status=draw(st.sampled_from(["draft", "ready", "approved"])),
    )
