"""A document as data: what the composer makes and every writer draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from policygen.errors import Problem


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look.

    `href` is an outside address; `ref` is the id of a clause in the same document (its bookmark), and then
    `text` already holds the printed number. `target` is what words that refer to another document point at: a clause
    of it, or the document itself ("its-id/"). `todo` marks a fact that is still to be completed. `fill` names a place
    to fill in (text, date, tick, lines, choice with its `options`) or a place for a picture, whose alternative text
    is then `text`. `entry` is where the glossary explains the words ("glossary/harm/grooming", a row of
    the clause): a page may link it, but it is no part of what the words say, so nothing compares by it. In the
    glossary itself such words have a `ref` too.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    ref: str = ""
    todo: bool = False
    target: str = ""
    fill: str = ""
    options: tuple[str, ...] = ()
    entry: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: usually a paragraph, perhaps with a list beneath it."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bulleted or a numbered list."""

    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; each cell is one paragraph of spans."""

    cells: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data with one header row."""

    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A call-out; `kind` names its style: emergency, do, dont, children, note, coming, draft."""

    kind: str
    blocks: tuple[Block, ...]


FieldKind = Literal["text", "date", "tick", "lines", "choice"]


@dataclass(frozen=True, slots=True)
class FormField:
    """A labelled place to fill in, on screen or in ink; `options` are what a choice offers."""

    label: Spans
    kind: FieldKind = "text"
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """Places to fill in, one beneath the other."""

    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step of a chart: what to do or to ask, and the ways that leave the main line, each to its own end."""

    spans: Spans
    branches: tuple[Spans, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """Steps drawn as a chart on one page, with the same steps as a numbered list beneath; `title` names the chart."""

    title: str
    steps: tuple[FlowStep, ...]


Block = Paragraph | ItemList | Table | Box | Form | Flow


@dataclass(frozen=True, slots=True)
class LawUse:
    """A provision that a clause relied on, in the version that was in force."""

    id: str
    version: str


@dataclass(frozen=True, slots=True)
class Uses:
    """What chose a clause's words: fact paths, provisions, vocabulary, and national contacts.

    `follows` are the clauses before it that spelt out an abbreviation, so that this one need not.
    """

    facts: tuple[str, ...] = ()
    law: tuple[LawUse, ...] = ()
    terms: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One heading and what stands under it.

    `id` is authored and has the form `document/clause`; `number` is computed ("4.3", or empty in an unnumbered
    document, and in a clause that asks for none); `level` is 1 for a section and 2 for a clause within it; `source` is
    the hash of the template text; `own_page` begins it on a page of its own.
    """

    id: str
    number: str
    heading: Spans
    level: int
    blocks: tuple[Block, ...]
    uses: Uses = Uses()
    covers: tuple[str, ...] = ()
    source: str = ""
    own_page: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What the first page says beside the title: lines such as version, owner and status, already in words."""

    label: str
    text: str


LogoKind = Literal["png", "jpeg", "svg"]


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that stands for an organisation: its bytes, its size in pixels; `drawn` is an SVG as PNG."""

    kind: LogoKind
    data: bytes
    width: int
    height: int
    drawn: bytes = b""


@dataclass(frozen=True, slots=True)
class HouseEdge:
    """The top or foot of pages in an organisation's own Word file: which pages, its XML, and what that refers to.

    `where` is "header" or "footer", `pages` is default, first or even; `links` are (id, type, target) of its pictures
    and links, a picture's target the name of one of the template's `media`.
    """

    where: str
    pages: str
    xml: bytes
    links: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HouseTemplate:
    """What is taken over from an organisation's own Word file: styles, theme, fonts, page set-up, tops and feet.

    `page` is its section without tops and feet, as XML; `width` is that of its text in twentieths of a point.
    """

    styles: bytes
    theme: bytes
    fonts: bytes
    page: str
    width: int
    edges: tuple[HouseEdge, ...] = ()
    media: tuple[tuple[str, bytes], ...] = ()
    even: bool = False


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """An organisation's brand as its profile gives it, checked: colours are six hexadecimal digits, or empty."""

    colour: str = ""
    accent: str = ""
    font: str = ""
    logo: Logo | None = None
    template: HouseTemplate | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One finished document of one organisation.

    `status` is draft, ready or approved; `front` are the lines of the first page; `preface` are blocks before
    the first clause (what a draft has to say of itself); `words` are the writer's own words (contents, page,
    of); `uses` is what chose the title and the first page, `chosen` what decided that the pack has the document;
    `large` asks for large print.
    """

    id: str
    title: str
    family: str
    audience: tuple[str, ...]
    publish: str
    reading: str
    organisation: str
    short_name: str
    language: str
    status: str
    version: str
    summary: Spans
    front: tuple[Notice, ...]
    preface: tuple[Block, ...]
    clauses: tuple[Clause, ...]
    numbered: bool = True
    contents: bool = False
    words: dict[str, str] = field(default_factory=dict)
    uses: Uses = Uses()
    chosen: Uses = Uses()
    large: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """Every document of one organisation on one date, with what they used.

    `facts` holds the value of each fact that some clause used, `terms` the words, both by name; `to_complete` is
    what stands between a draft and a pack that can be approved; `inputs` is the hash of everything that was known of
    the organisation, used or not; `audiences` are the words for those whom its documents are for; `style` is its brand.
    """

    slug: str
    name: str
    type: str
    nation: str
    as_of: dt.date
    status: str
    documents: tuple[Document, ...]
    to_complete: tuple[Problem, ...]
    facts: dict[str, object] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    inputs: str = ""
    audiences: dict[str, str] = field(default_factory=dict)
    style: HouseStyle = HouseStyle()
