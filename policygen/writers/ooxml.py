"""WordprocessingML as text: escaping, runs and paragraphs (ECMA-376 part 1, section 17)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from policygen.writers.archive import entry

if TYPE_CHECKING:
    from policygen.model import Span
    from policygen.writers.archive import Entry

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}" xmlns:w15="{W15}" mc:Ignorable="w14 w15"'
"""The namespaces of a part; a reader that does not know w14 and w15 may pass over them (part 3, section 7)."""

_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r")
_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_MARKUP = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\ufffe", ""), ("\uffff", ""))
_IN_ATTRIBUTE = (*_MARKUP, ('"', "&quot;"), ("\r", ""), ("\n", " "), ("\t", " "))
_IN_TEXT = (*_MARKUP, ("\r", ""), ("\n", _LINE), ("\t", _TAB))
"""What is written for a character that cannot stand as it is; the ampersand comes first."""

_T = '<w:t xml:space="preserve">'
_PLAIN = "<w:r>" + _T
_END = "</w:t></w:r>"


def part(name: str, xml: str, level: int) -> Entry:
    """Return a part of the package, deflated; characters that XML 1.0 (section 2.2) forbids are dropped.

    Control characters and lone surrogates are dropped here, once for the whole part, which is far cheaper than
    looking for them in every run.
    """
    return entry(name, xml.encode("utf-8", "ignore").translate(None, _CONTROLS), level)


def attribute(value: str) -> str:
    """Return `value` ready to stand between double quotes in a part."""
    clean = not ("&" in value or '"' in value or "<" in value or ">" in value)
    if clean and value.isascii() and value.isprintable():
        return value
    for mark, written in _IN_ATTRIBUTE:
        value = value.replace(mark, written)
    return value


def text(value: str) -> str:
    """Return `value` ready to stand in a `w:t` of a part; line ends and tabs become Word's own.

    A telephone number stays on one line: its spaces become no-break spaces.
    """
    value = on_one_line(value)
    clean = not ("&" in value or "<" in value or ">" in value or "\n" in value or "\t" in value or "\r" in value)
    if clean and value.isascii():
        return value
    for mark, written in _IN_TEXT:
        value = value.replace(mark, written)
    return value


def on_one_line(value: str) -> str:
    """Return `value` with no-break spaces in its telephone numbers."""
    return _TELEPHONE.sub(lambda number: number[0].replace(" ", "\u00a0"), value) if "0" in value else value


def _look(*, strong: bool, emphasis: bool, todo: bool, link: bool) -> str:
    """Return the opening of a run; the character style comes first, what it does not say is added to it."""
    style = "Hyperlink" if link else "ToComplete" if todo else "Strong" if strong else "Emphasis" if emphasis else ""
    if not style:
        return "<w:r>" + _T
    bold = "<w:b/><w:bCs/>" if strong and style != "Strong" else ""
    italic = "<w:i/><w:iCs/>" if emphasis and style != "Emphasis" else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="FFF0B8"/>' if todo and link else ""
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/>{bold}{italic}{shade}</w:rPr>{_T}'


_BOTH = (False, True)
_OPEN = {
    (s, e, t, k): _look(strong=s, emphasis=e, todo=t, link=k)
    for s in _BOTH
    for e in _BOTH
    for t in _BOTH
    for k in _BOTH
}


_TELEPHONE = re.compile(r"\b0\d{2,5}(?: \d{3,6}){1,2}\b")


@lru_cache(maxsize=1 << 15)
def sentence(value: str) -> str:
    """Return a run of plain text; most sentences are the same in many packs, so they are written once."""
    return f"{_PLAIN}{text(value)}{_END}"


def run(span: Span, *, link: bool = False) -> str:
    """Return a span as one run, without its link."""
    if not (link or span.strong or span.emphasis or span.todo):
        return sentence(span.text)
    return _OPEN[span.strong, span.emphasis, span.todo, link] + text(span.text) + _END


def plain(value: str, style: str = "") -> str:
    """Return text as one run, in a character style when one is named."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{look}{_T}{text(value)}{_END}"


def paragraph(style: str, runs: str, more: str = "") -> str:
    """Return a paragraph in a named style; `more` is what its properties say besides."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def field(instruction: str, shown: str, style: str = "") -> str:
    """Return a field with the result it shows until it is brought up to date (17.16.18)."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>{plain(shown, style)}'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def space_before(xml: str) -> str:
    """Return blocks whose first paragraph stands clear of the table above it."""
    return _spaced(xml, "before", 240) if xml.startswith("<w:p>") else xml


def space_after(xml: str, height: int) -> str:
    """Return blocks whose last paragraph has so much space beneath it, in twentieths of a point."""
    if not xml.endswith("</w:p>"):
        return xml
    before, mark, last = xml.rpartition("<w:p>")
    return before + _spaced(mark + last, "after", height)


def keep_next(xml: str) -> str:
    """Return a paragraph that stays on the page of what it introduces."""
    return _kept(xml, "<w:keepNext/>")


def close_box(xml: str, height: int) -> str:
    """Return the blocks of a box, of which only the last may part from what comes beneath, at some distance."""
    if not xml.endswith("</w:p>"):
        return xml
    before, mark, last = space_after(xml, height).rpartition("<w:p>")
    return before + _kept(mark + last, '<w:keepNext w:val="0"/>')


def _kept(xml: str, said: str) -> str:
    about, rest = _about(xml)
    if "<w:keepNext" in about:
        about = re.sub(r"<w:keepNext[^>]*/>", "", about)
    place = about.find("/>") + 2 if about.startswith("<w:pStyle") else 0
    return f"<w:p><w:pPr>{about[:place]}{said}{about[place:]}</w:pPr>{rest}"


def _spaced(xml: str, side: str, height: int) -> str:
    about, rest = _about(xml)
    said = f'w:{side}="{height}"'
    if f" w:{side}=" in about:
        about = re.sub(rf'(?<= )w:{side}="\d+"', said, about)
    elif "<w:spacing " in about:
        about = about.replace("<w:spacing ", f"<w:spacing {said} ")
    else:
        # In the schema's order spacing stands before the indent, and after all else that is said here.
        before, indent, after = about.partition("<w:ind ")
        about = f"{before}<w:spacing {said}/>{indent}{after}"
    return f"<w:p><w:pPr>{about}</w:pPr>{rest}"


def _about(xml: str) -> tuple[str, str]:
    """Return what the first paragraph says of itself, and all that follows."""
    if not xml.startswith("<w:p><w:pPr>"):
        return "", xml.removeprefix("<w:p>")
    about, _, rest = xml.removeprefix("<w:p><w:pPr>").partition("</w:pPr>")
    return about, rest
