"""A Word file judged as a screen reader and a careful Word user would: what bars readers, and what was done by hand.

The checks are those of WCAG 2.2 that a file can answer for itself (the criteria stand beside the codes in
`docs/word/checker.md`), and the habits that keep a document whole when somebody edits it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygen.errors import Place, Problem
from policygen.review import word_look_checks, word_table_checks, word_text_checks
from policygen.review.word_looks import Looks
from policygen.review.word_pieces import Piece, Walk
from policygen.review.word_things import broken_references, things
from policygen.sources.docx_around import W, is_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygen.errors import Severity
    from policygen.review.word_found import Found
    from policygen.sources.docx_guard import Package

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_EDGES = re.compile(r"word/(header|footer)\d*\.xml")
_FIRST_WORDS = 50


@dataclass(slots=True)
class Read:
    """A Word file read once for all checks."""

    package: Package
    looks: Looks
    body: Walk
    edges: list[Walk] = field(default_factory=list)


def check_word(package: Package) -> tuple[Problem, ...]:
    """Return what is wrong with a Word file, in the order of reading: first what concerns the whole file.

    Each problem names the heading that it stands under, the number of the paragraph and its first words. Raises
    PolicygenError if a part is no XML.
    """
    read = _read(package)
    found = [*_whole(read), *_headings(read.body.pieces), *broken_references(package, read.body.pieces)]
    for piece in read.body.pieces:
        found += [*word_text_checks.check(piece), *word_look_checks.check(piece), *things(piece)]
    for grid in read.body.grids:
        found += word_table_checks.check(grid)
    for edge in read.edges:
        for piece in edge.pieces:
            found += [*word_look_checks.check(piece, edge=True), *things(piece)]
    found.sort(key=lambda one: one[1].number if one[1] else 0)
    return tuple(dict.fromkeys(_problem(package.name, *one) for one in found))


def _read(package: Package) -> Read:
    looks = Looks(package)
    body = Walk(looks)
    root = package.xml("word/document.xml")
    body_element = None if root is None else root.find(f"{W}body")
    if body_element is not None:
        body.over(body_element)
    read = Read(package, looks, body)
    for name in filter(_EDGES.fullmatch, package.parts):
        edge = Walk(looks, under=name.removeprefix("word/"))
        root = package.xml(name)
        if root is not None:
            edge.over(root)
        read.edges.append(edge)
    return read


def _problem(  # noqa: PLR0913, PLR0917 - the parts of a finding
    name: str, piece_or_code: str, piece: Piece | None, what: str, mend: str, severity: Severity
) -> Problem:
    if piece is None:
        return Problem(piece_or_code, what, Place(name), hint=mend, severity=severity)
    words = " ".join(piece.text.split())
    first = words if len(words) <= _FIRST_WORDS else words[:_FIRST_WORDS].rsplit(" ", 1)[0] + "…"
    under = f"under '{piece.under}', " if piece.under else ""
    where = f"{under}paragraph {piece.number}" + (f" ('{first}')" if first else "")
    return Problem(piece_or_code, f"{where}: {what}", Place(name), path=where, hint=mend, severity=severity)


def _whole(read: Read) -> Iterator[Found]:
    """Yield what the file says too little of: its language (3.1.1), its title (2.4.2); and what it asks on opening."""
    language = read.looks.of(read.looks.usual).get("language") or read.looks.defaults.get("language", "")
    if not _LANGUAGE.fullmatch(language):
        mend = "choose the language of the document in Word under Review, Language, Set as default"
        yield "word-language", None, "the file does not say which language it is in", mend, "error"
    core = read.package.xml("docProps/core.xml")
    title = "" if core is None else core.findtext(_TITLE) or ""
    if not title.strip():
        yield "word-title", None, "the file has no title", "write one in Word under File, Info, Title", "error"
    if is_on(read.package.xml("word/settings.xml"), "updateFields"):
        what = "the file asks Word to bring its fields up to date, so that Word asks a question on opening"
        yield "word-update-fields", None, what, "take updateFields out of word/settings.xml", "error"


def _headings(pieces: Iterable[Piece]) -> Iterator[Found]:
    """Yield headings that skip a level (1.3.1): readers who go by headings take the gap for a part that is missing."""
    before, titled = 0, False
    for piece in pieces:
        titled = titled or piece.style == "title"
        if not piece.level or not piece.text.strip():
            continue
        if piece.level > before + 1:
            above = f"after one of level {before}" if before else "as the first heading"
            what = f"a heading of level {piece.level} stands {above}"
            yield "word-heading-order", piece, what, f"make it a heading of level {before + 1}", "error"
        before = piece.level
    if not before and not titled:
        what = "there is no title and no heading"
        yield "word-heading-order", None, what, "give them the styles Title and Heading 1", "error"
