"""A redline as somebody decides on it: every change accepted or every change rejected, by ECMA-376 and no program."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tests.writers.reading import W, one_part, value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

ACCEPT, REJECT = "ins", "del"
"""What stays when everything is accepted, and when everything is rejected."""
ALSO = {ACCEPT: "moveTo", REJECT: "moveFrom"}
"""What stays as well: what moved here, and what moved from here."""

LISTS = re.compile(r"(?<=<numId val=)\d\d+")
SHAPES = re.compile(r"(?<= name=)(\D+) \d+(?=[ >])")
BETWEEN = {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr"}
ABOUT = ("pStyle", "pageBreakBefore", "numPr", "tabs", "ind", "textAlignment")


class Said(NamedTuple):
    """A paragraph as a reader sees it: its style and form, and its words by their look and link."""

    form: tuple[str, ...]
    words: tuple[tuple[str, str, str], ...]


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def decided(data: bytes, keep: str, part: str = "word/document.xml") -> list[object]:
    """Return what a part says once everything is decided: paragraphs, and tables as rows of cells."""
    root = one_part(data, part)
    body = root.find(f"{W}body")
    return list(_counted(list(blocks(root if body is None else body, keep)), {}))


def _counted(found: list[object], lists: dict[str, str]) -> Iterator[object]:
    """Yield blocks with their numbered lists called by the order in which they begin."""
    for one in found:
        if not isinstance(one, Said):
            yield one
            continue
        form = tuple(LISTS.sub(lambda number: lists.setdefault(number[0], f"list {len(lists)}"), x) for x in one.form)
        yield one._replace(form=form)


def blocks(parent: Element, keep: str) -> Iterator[object]:
    for one in parent:
        name = local(one)
        if name == "sdt":
            content = one.find(f"{W}sdtContent")
            assert content is not None
            yield from blocks(content, keep)
        elif name == "p" and (said := paragraph(one, keep)) is not None:
            if said.words or said.form[0] != "TableEnd":
                yield said
        elif name == "tbl" and (rows := table(one, keep)):
            yield rows


def table(element: Element, keep: str) -> tuple[object, ...]:
    rows = []
    for row in element.findall(f"{W}tr"):
        if gone(row.find(f"{W}trPr"), keep):
            assert not any(text for one in row.iter(f"{W}p") for text in (paragraph(one, keep) or Said((), ())).words)
            continue
        rows.append(tuple(tuple(blocks(cell, keep)) for cell in row.findall(f"{W}tc")))
    return tuple(rows)


def gone(about: Element | None, keep: str) -> bool:
    other = REJECT if keep == ACCEPT else ACCEPT
    return about is not None and any(about.find(W + name) is not None for name in (other, ALSO[other]))


def paragraph(element: Element, keep: str) -> Said | None:
    """Return a paragraph, or None where its mark goes; then every word of it must go as well."""
    about = element.find(f"{W}pPr")
    found = list(runs(element, keep))
    if about is not None and value(about.find(f"{W}pStyle")).startswith("TOC"):
        # The contents are a field only where both sides have the same.
        found = [one for one in found if not one[2].startswith(("<fldChar", "<instrText"))]
    words = joined(iter(found))
    if about is not None and gone(about.find(f"{W}rPr"), keep):
        assert not words
        return None
    change = about.find(f"{W}pPrChange/{W}pPr") if about is not None and keep == REJECT else None
    return Said(form(change if change is not None else about), words)


def form(about: Element | None) -> tuple[str, ...]:
    if about is None:
        return ("",)
    style = value(about.find(f"{W}pStyle"))
    return (style, *(flat(one) for one in about if local(one) in ABOUT[1:]))


def flat(element: Element, *, text: bool = True) -> str:
    """Return an element written out, but for numbers that only tie things together and titles of places to fill in."""
    name = local(element).replace("delText", "t").replace("delInstr", "instr")
    if name in {"ins", "del", "moveTo", "moveFrom"}:
        return "".join(flat(one, text=text) for one in element)
    if name in {"id", "alias"}:
        return ""
    said = " ".join(f"{key.rpartition('}')[2]}={text_}" for key, text_ in element.attrib.items() if key != "id")
    inner = "".join(flat(one, text=text) for one in element)
    return f"<{name} {said}>{(element.text or '') if text else ''}{inner}"


def runs(parent: Element, keep: str, link: str = "", what: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield what stands in a line: each with its link and its look."""
    for one in parent:
        name = local(one)
        if name in {"ins", "del", "moveTo", "moveFrom"}:
            if name in {keep, ALSO[keep]}:
                yield from runs(one, keep, link, name)
        elif name == "hyperlink":
            target = " ".join(f"{key.rpartition('}')[2]}={text}" for key, text in sorted(one.attrib.items()))
            yield from runs(one, keep, target, what)
        elif name == "r":
            look = one.find(f"{W}rPr")
            shown = flat(look) if look is not None else ""
            for child in one:
                if local(child) in {"t", "delText"}:
                    assert (local(child) == "delText") == (what == "del")
                    yield link, shown, child.text or ""
                elif local(child) not in {"rPr", "commentReference"}:
                    yield link, shown, SHAPES.sub(r"\1", flat(child))
        elif name not in BETWEEN | {"pPr"}:
            yield link, "", flat(one)


def joined(found: Iterator[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    shown = (one for one in found if one[2])
    return tuple(
        (*key, "".join(one[2] for one in same)) for key, same in groupby(shown, key=lambda one: (one[0], one[1]))
    )
