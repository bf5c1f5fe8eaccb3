"""A quick look at the body of a Word file that a build made, before it replaces the old one.

Reading every part as XML takes several times as long as making the file. So the text of the body is searched for what
bars readers, and only a body that looks suspicious is checked in full. The search knows how the writers write: it may
suspect what is sound, and a test holds that it misses nothing for which a build would stop.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from policygen.review.word_checks import check_word
from policygen.review.word_things import says_nothing
from policygen.sources.docx_guard import package_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygen.errors import Problem

OF_AN_ORGANISATION = frozenset({"word-typed-list", "word-fake-heading", "word-contrast"})
"""What an organisation's own words or house style can bring about: `lint --word` tells of it, no build stops for it."""

_NEVER = (b"<w:gridSpan", b"<w:vMerge", b"<w:framePr", b"<wp:anchor", b"<v:textbox", b"<v:imagedata", b"Error! ")
_ANCHOR = re.compile(rb'w:anchor="([^"]+)"')
_NAMED = re.compile(rb'<w:bookmarkStart [^>]*?w:name="([^"]+)"')
_FIELD = re.compile(rb'REF "?([^\s"\\]+)')
_HEADING = re.compile(rb'w:val="Heading(\d)"/>(.*?)</w:p>', re.DOTALL)
_PICTURE = re.compile(rb"<wp:docPr [^>]*>")
_SAID = re.compile(rb' descr="\s*[^"\s]')
_LINK_END, _FIELD_END = b"</w:hyperlink>", b'<w:fldChar w:fldCharType="end"/></w:r>'


def stopped_by(data: bytes, name: str) -> tuple[Problem, ...]:
    """Return what is wrong with a Word file that was made, as far as it is a fault of the library or of policygen."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml")
    if not suspicious(body):
        return ()
    found = check_word(package_of(data, name))
    return tuple(one for one in found if one.severity == "error" and one.code not in OF_AN_ORGANISATION)


def suspicious(body: bytes) -> bool:
    """Say whether word/document.xml, as the writers write it, has to be checked in full."""
    return any(doubt(body) for doubt in (_odd, _broken, _leaping, _unsaid, _unlinked, _untitled)) or any(_bare(body))


def _odd(body: bytes) -> bool:
    return any(one in body for one in _NEVER)


def _broken(body: bytes) -> bool:
    wanted = {*_ANCHOR.findall(body), *_FIELD.findall(body)}
    return not wanted <= {*_NAMED.findall(body)}


def _leaping(body: bytes) -> bool:
    """Say whether a heading skips a level, or has no words."""
    before = 0
    for level, runs in _HEADING.findall(body):
        if int(level) > before + 1 or b"</w:t>" not in runs:
            return True
        before = int(level)
    return False


def _unsaid(body: bytes) -> bool:
    return any(_SAID.search(one) is None for one in _PICTURE.findall(body))


def _unlinked(body: bytes) -> bool:
    """Say whether the last run of a link says nothing; a field with its number ends with no words of its own."""
    ends = {
        part.removesuffix(b"</w:t></w:r>").rpartition(b">")[2]
        for part in body.split(_LINK_END)[:-1]
        if not part.endswith(_FIELD_END)
    }
    return any(says_nothing(one.decode()) for one in ends)


def _untitled(body: bytes) -> bool:
    controls = (part.partition(b"</w:sdtPr>")[0] for part in body.split(b"<w:sdtPr>")[1:])
    return any(b'<w:alias w:val="' not in one and b"<w:docPartObj>" not in one for one in controls)


def _bare(body: bytes) -> Iterator[bool]:
    """Yield for each table whether it lies within another, or has neither a header row nor labels."""
    for part in body.split(b"<w:tbl>")[1:]:
        start, row, _ = part.partition(b"</w:tr>")
        headed = b"<w:tblHeader" in start or b'w:firstRow="0" w:firstColumn="1"' in start
        yield b"</w:tbl>" not in part or (bool(row) and not headed)
