"""Numbered headings and lists: word/numbering.xml (ECMA-376 part 1, section 17.9), and the numbers Word will print.

What Word, LibreOffice and Google Docs do with numbering: `docs/word/numbering.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygen.writers.ooxml import HEAD, W
from policygen.writers.styles import BOX_BULLETS, BOX_INSET, BULLETS, HEADINGS, ITEM, NUMBER_WIDTH, NUMBERS, SILENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygen.model import Clause

LEVELS = 9
"""How many levels a list can have in Word."""

_MARKS = ("\u2022", "\u2013", "\u25aa")
"""A bullet, a dash, a small square."""

_FORMATS = (("decimal", "%{}."), ("lowerLetter", "%{}."), ("lowerRoman", "%{}."))
_HEADINGS, _BULLETS, _NUMBERS, _BOX_BULLETS, _BOX_NUMBERS, _SILENT = range(6)
FIRST_LIST = 10
"""The numbering of the first ordered list; each ordered list has one of its own and so begins at 1."""


class OrderedList(NamedTuple):
    """Where an ordered list stands: at which level, and whether in a box."""

    level: int
    boxed: bool


def numbering_xml(*, numbered: bool, lists: Sequence[OrderedList], wide: float = 1) -> str:
    """Return word/numbering.xml with a numbering for each ordered list in turn; `wide` stretches room for numbers."""
    items = [_items(kind, wide) for kind in (_BULLETS, _NUMBERS, _BOX_BULLETS, _BOX_NUMBERS)]
    kinds = "".join((_headings(wide, numbered=numbered), *items, _silent(wide)))
    fixed = (
        (HEADINGS, _HEADINGS), (BULLETS, _BULLETS), (NUMBERS, _NUMBERS), (BOX_BULLETS, _BOX_BULLETS), (SILENT, _SILENT),
    )  # fmt: skip
    uses = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>' for number, kind in fixed)
    own = "".join(_restarted(FIRST_LIST + place, ordered) for place, ordered in enumerate(lists))
    return f'{HEAD}<w:numbering xmlns:w="{W}">{kinds}{uses}{own}</w:numbering>'


def automatic_numbers(clauses: Sequence[Clause]) -> list[bool]:
    """Return for each clause whether Word's own numbering will print the number that the clause carries.

    Where it would not (a clause before any section, a number of another form), the writer prints the number as text
    and Word does not count that heading.
    """
    counts, agree = [0, 0], []
    for clause in clauses:
        top = clause.level == 1
        counted = [counts[0] + 1, 0] if top else [counts[0], counts[1] + 1]
        shown = str(counted[0]) if top else f"{counted[0]}.{counted[1]}"
        same = clause.number == shown and counted[0] > 0
        counts = counted if same else counts
        agree.append(same)
    return agree


def _headings(wide: float, *, numbered: bool) -> str:
    hang = round(NUMBER_WIDTH * wide)

    def level(depth: int) -> str:
        said = ".".join(f"%{number}" for number in range(1, depth + 2))
        tie = f'<w:pStyle w:val="Heading{depth + 1}"/>' if numbered and depth < 2 else ""  # noqa: PLR2004 - two levels of clause
        return _level(depth, "decimal", tie, said, (hang, hang))

    return _abstract(_HEADINGS, "".join(map(level, range(LEVELS))))


def _silent(wide: float) -> str:
    """Return the numbering of headings whose number is typed, or that have none: it prints and counts nothing."""
    hang = round(NUMBER_WIDTH * wide)
    bare = _level(1, "none", "", "", (0, 0)).replace("<w:lvlText", '<w:suff w:val="nothing"/><w:lvlText')
    return _abstract(_SILENT, _level(0, "none", "", "", (hang, hang)) + bare)


def _items(kind: int, wide: float) -> str:
    ordered, boxed = kind in {_NUMBERS, _BOX_NUMBERS}, kind in {_BOX_BULLETS, _BOX_NUMBERS}
    item = round(ITEM * wide)
    style = "" if boxed else "ListNumber" if ordered else "ListBullet"

    def level(depth: int) -> str:
        form, said = _FORMATS[depth % 3] if ordered else ("bullet", _MARKS[depth % 3])
        tie = f'<w:pStyle w:val="{style}{_second(depth)}"/>' if style and depth < 2 else ""  # noqa: PLR2004 - two list styles
        return _level(depth, form, tie, said.format(depth + 1), (item * (depth + 1) + BOX_INSET * boxed, item))

    return _abstract(kind, "".join(map(level, range(LEVELS))))


def _level(depth: int, form: str, tie: str, said: str, indent: tuple[int, int]) -> str:
    """Return one level (17.9.6): the form of its number, the style tied to it, how far it stands in and hangs."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{tie}<w:lvlText w:val="{said}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent[0]}" w:hanging="{indent[1]}"/></w:pPr></w:lvl>'
    )


def _abstract(number: int, levels: str) -> str:
    about = (
        f'<w:nsid w:val="{0x50430000 + number:08X}"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="{0x50440000 + number:08X}"/>'
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{about}{levels}</w:abstractNum>'


def _restarted(number: int, ordered: OrderedList) -> str:
    kind = _BOX_NUMBERS if ordered.boxed else _NUMBERS
    start = f'<w:lvlOverride w:ilvl="{ordered.level}"><w:startOverride w:val="1"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{start}</w:num>'


def _second(depth: int) -> str:
    return "2" if depth else ""
