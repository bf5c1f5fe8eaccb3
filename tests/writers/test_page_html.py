"""Pages for a browser: whatever they are given, it is said and never done."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from policygen.writers.page_html import (
    Block,
    Bullets,
    Grid,
    Page,
    Pairs,
    Para,
    Run,
    Section,
    Sides,
    Text,
    Timeline,
    plain,
    write,
)
from policygen.writers.page_timeline import Moment

TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "main", "h1", "h2", "h3", "h4", "h5", "h6", "nav", "ul",
    "ol", "li", "section", "p", "dl", "div", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "figure", "svg", "desc", "line", "circle", "rect", "text", "span", "strong", "ins", "del", "footer",
}  # fmt: skip


class Reader(HTMLParser):
    """Reads a page back: its tags, its addresses and its words."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        assert not [name for name in found if name.startswith("on")]
        self.addresses += [found["href"] or ""] if "href" in found else []
        self.ids += [found["id"] or ""] if "id" in found else []
        if tag not in ("meta", "line", "circle", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "line", "circle", "rect"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.words.append(data)


def page(*blocks: Block, title: str = "A page") -> Page:
    return Page(title, "Skip", blocks, (), plain("Foot"))


def test_an_address_that_is_not_for_readers_is_no_link() -> None:
    runs = tuple(Run("x", href) for href in ("javascript:alert(1)", "data:text/html,x", "https://a.example/?a=1&b=2"))
    assert Reader(write(page(Para(runs)))).addresses == ["#contents", "https://a.example/?a=1&b=2"]


def test_a_table_names_itself_its_columns_and_its_rows() -> None:
    text = write(page(Grid("What it holds", ("One", "Two"), ((plain("a"), plain("b")),)))).decode()
    assert "What it holds</caption>" in text
    assert text.count('<th scope="col">') == 2
    assert '<th scope="row">a</th><td>b</td>' in text


def test_a_list_of_sections_is_there_where_there_are_several() -> None:
    sections = tuple(Section(name, name.title(), (Para(plain("x")),)) for name in ("one", "two"))
    both = write(Page("T", "Skip", (), sections, plain("f"), contents="Here")).decode()
    assert '<a href="#one">One</a>' in both
    assert "<nav" not in write(Page("T", "Skip", (), sections[:1], plain("f"), contents="Here")).decode()


def test_a_timeline_has_room_for_the_days_between() -> None:
    days = [dt.date(2026, 1, 1), dt.date(2026, 1, 2), dt.date(2026, 12, 31)]
    moments = tuple(Moment(day.isoformat(), ("x",), ("x",), day) for day in days)
    text = write(page(Timeline("T", "D", moments))).decode()
    first, second = (line for line in text.splitlines() if line.startswith("<line"))
    lengths = [
        int(line.split('y2="')[1].split('"')[0]) - int(line.split('y1="')[1].split('"')[0]) for line in (first, second)
    ]
    assert lengths[0] < lengths[1]


ANY = st.text(max_size=25)
SOME: st.SearchStrategy[Text] = st.lists(
    st.builds(Run, ANY, st.one_of(st.just(""), ANY), st.sampled_from(["", "strong", "ins", "del"])), max_size=3
).map(tuple)
MOMENTS = st.builds(
    Moment, ANY, st.lists(ANY, max_size=2).map(tuple), st.lists(ANY, max_size=2).map(tuple),
    st.one_of(st.none(), st.dates()), st.sampled_from(["edge", "change", "open"]),
)  # fmt: skip
BLOCKS = st.recursive(
    st.one_of(
        st.builds(Para, SOME, st.sampled_from(["", "lead", "quiet"])),
        st.builds(Bullets, st.lists(SOME, max_size=2).map(tuple)),
        st.builds(Pairs, st.lists(st.tuples(ANY, SOME), max_size=2).map(tuple)),
        st.builds(Grid, ANY, st.tuples(ANY, ANY), st.lists(st.tuples(SOME, SOME), max_size=2).map(tuple)),
        st.builds(Timeline, ANY, ANY, st.lists(MOMENTS, max_size=3).map(tuple)),
        st.builds(Sides, ANY, ANY, st.lists(SOME, max_size=2).map(tuple), st.lists(SOME, max_size=2).map(tuple)),
    ),
    lambda inner: st.builds(Section, ANY, ANY, st.lists(inner, max_size=2).map(tuple), ANY),
    max_leaves=4,
)


@given(blocks=st.lists(BLOCKS, max_size=3), title=ANY)
def test_whatever_is_said_becomes_no_markup(blocks: list[Block], title: str) -> None:
    made = write(page(*blocks, title=title))
    found = Reader(made)
    assert found.tags <= TAGS
    assert found.open == []
    assert made == write(page(*blocks, title=title))


@given(said=st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_no_word_is_lost(said: str) -> None:
    assert said in Reader(write(page(Para(plain(said)))).strip()).words
