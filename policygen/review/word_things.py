"""Checks of what is no plain text: pictures, links, references, controls, text boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygen.review.word_pieces import MC
from policygen.sources.docx_around import W, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygen.review.word_found import Found
    from policygen.review.word_pieces import Piece
    from policygen.sources.docx_guard import Element, Package

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_VML = "{urn:schemas-microsoft-com:vml}"
_FILLED_IN = tuple(
    [f"{W}{name}" for name in ("text", "date", "dropDownList", "comboBox", "picture")] + [f"{_W14}checkbox"]
)
_SAYS_NOTHING = re.compile(
    r"(?:please )?(?:click|tap|press|see|read|go|look)? ?(?:here|this|this link|link|this page|more|read more|website)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_LONGEST_ADDRESS = 40
_TARGET = re.compile(r'\b(?:REF|PAGEREF|NOTEREF)\s+"?([^\s"\\]+)|\bHYPERLINK\s+(?:"[^"]*"\s+)?\\l\s+"([^"]+)"')
_BROKEN = re.compile(r"Error! (?:Bookmark not defined|Reference source not found|Hyperlink reference not valid)")
_TEXTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_BUILT_IN = {"_top"}


def things(piece: Piece) -> Iterator[Found]:
    """Yield what is wrong with the pictures, links and controls in a paragraph."""
    for one in piece.element.iter():
        check = _CHECKS.get(one.tag)
        if check and not _falls_back(one):
            yield from check(piece, one)
    parent = piece.element.getparent()
    above = parent.getparent() if parent is not None and parent.tag == f"{W}sdtContent" else None
    if above is not None and parent[0] is piece.element:
        yield from _control(piece, above)


def _falls_back(element: Element) -> bool:
    return any(one.tag == f"{MC}Fallback" for one in element.iterancestors())


def _picture(piece: Piece, element: Element) -> Iterator[Found]:
    """Yield a drawing without alternative text that is not marked as decoration (WCAG 1.1.1)."""
    decorative = any(one.get("val") == "1" for one in element.iter(_DECORATIVE))
    if not (element.get("descr") or "").strip() and not decorative:
        mend = "in Word: right click, View Alt Text; say what it shows, or mark it as decorative"
        yield "word-no-alternative", piece, "a picture has no alternative text", mend, "error"


def _old_picture(piece: Piece, element: Element) -> Iterator[Found]:
    shape = element.getparent()
    if not any((one.get("alt") or one.get("title") or "").strip() for one in (shape, element)):
        mend = "in Word: right click, View Alt Text; say what it shows"
        yield "word-no-alternative", piece, "a picture has no alternative text", mend, "error"


def _floating(piece: Piece, element: Element) -> Iterator[Found]:
    """Yield a text box that floats: screen readers read it at another place than people see it, or never (1.3.2)."""
    if element.tag == f"{W}framePr" or next(element.iter(f"{_SHAPE}txbx", f"{_VML}textbox"), None) is not None:
        what = "words stand in a box that floats beside the text"
        yield "word-text-box", piece, what, "put them in the text, in a paragraph with borders or a table", "error"


def _link(piece: Piece, element: Element) -> Iterator[Found]:
    """Yield a link whose words do not say where it goes (WCAG 2.4.4)."""
    words = " ".join("".join(one.text or "" for one in element.iter(f"{W}t")).split())
    if not words:
        if next(element.iter(f"{W}drawing", f"{W}pict"), None) is None:
            yield "word-link-text", piece, "a link has no words", "write where it goes, or delete it", "error"
    elif says_nothing(words):
        what = f"the link '{words}' does not say where it goes"
        yield "word-link-text", piece, what, "let the words of the link name what it leads to", "error"
    elif _ADDRESS.fullmatch(words) and len(words) > _LONGEST_ADDRESS:
        what = "a long address stands as the words of a link, and is read out letter by letter"
        yield "word-link-text", piece, what, "let the words of the link name what it leads to", "warning"


def says_nothing(words: str) -> bool:
    """Say whether the words of a link are none, or lead anywhere: "click here", "more"."""
    return not words.strip() or _SAYS_NOTHING.fullmatch(words.casefold().strip(" .:>»")) is not None


def _control(piece: Piece, element: Element) -> Iterator[Found]:
    """Yield a control to fill in that has no title, so that nobody hears what belongs there (WCAG 3.3.2)."""
    about = element.find(f"{W}sdtPr")
    if about is None or not any(about.find(kind) is not None for kind in _FILLED_IN):
        return
    if not value(about.find(f"{W}alias")).strip():
        mend = "in Word: Developer, Properties, Title"
        yield "word-control-title", piece, "a place to fill in has no title", mend, "error"


_CHECKS = {
    f"{_DRAWING}docPr": _picture,
    f"{_VML}imagedata": _old_picture,
    f"{_DRAWING}anchor": _floating,
    f"{W}pict": _floating,
    f"{W}framePr": _floating,
    f"{W}hyperlink": _link,
    f"{W}sdt": _control,
}


def broken_references(package: Package, pieces: Iterable[Piece]) -> Iterator[Found]:
    """Yield references to bookmarks that are not there, and the words that Word prints instead of them."""
    there, mend = _bookmarks(package), "let it lead to a place that is there, or delete it"
    for piece in pieces:
        for target in _targets(piece.element):
            if target not in there and target not in _BUILT_IN:
                what = f"a reference leads to the bookmark '{target}', which is not there"
                yield "word-broken-reference", piece, what, mend, "error"
        if _BROKEN.search(piece.text):
            what = "a reference shows Word's message that it is broken"
            yield "word-broken-reference", piece, what, mend, "error"


def _bookmarks(package: Package) -> set[str]:
    names: set[str] = set()
    for part in package.parts:
        if _TEXTS.fullmatch(part):
            root = package.xml(part)
            names |= {value(one, "name") for one in root.iter(f"{W}bookmarkStart")} if root is not None else set()
    return names


def _targets(paragraph: Element) -> Iterator[str]:
    for link in paragraph.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor"):
            yield str(link.get(f"{W}anchor"))
    written = "".join(one.text or "" for one in paragraph.iter(f"{W}instrText"))
    written += " ".join(value(one, "instr") for one in paragraph.iter(f"{W}fldSimple"))
    for found in _TARGET.finditer(written):
        yield found[1] or found[2]
