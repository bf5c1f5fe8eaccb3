"""WordprocessingML as text: escaping, runs and paragraphs (ECMA-376 part 1, section 17)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygen.model import Span

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}" xmlns:w15="{W15}" mc:Ignorable="w14 w15"'
"""The namespaces of a part; a reader that does not know w14 and w15 may pass over them (part 3, section 7)."""

# What XML 1.0 (fifth edition, section 2.2) does not allow, lone surrogates and the three characters of markup.
_SPECIAL = re.compile('[&<>"\r\n\t\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_IN_ATTRIBUTE = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": " ", "\t": " ", "\r": " "}
_IN_TEXT = _IN_ATTRIBUTE | {
    '"': '"',
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
}

_T = '<w:t xml:space="preserve">'
_END = "</w:t></w:r>"


def attribute(value: str) -> str:
    """Return `value` ready to stand between double quotes; what XML forbids is dropped."""
    return _SPECIAL.sub(lambda found: _IN_ATTRIBUTE.get(found.group(), ""), value)


def text(value: str) -> str:
    """Return `value` ready to stand in a `w:t`; line ends and tabs become Word's own, what XML forbids is dropped."""
    return _SPECIAL.sub(lambda found: _IN_TEXT.get(found.group(), ""), value) if _SPECIAL.search(value) else value


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
    (s, e, t, k): _look(strong=s, emphasis=e, todo=t, link=k) for s in _BOTH for e in _BOTH for t in _BOTH for k in _BOTH
}


def run(span: Span, *, link: bool = False) -> str:
    """Return a span as one run, without its link."""
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
    gap = '<w:spacing w:before="240"/>'
    if xml.startswith("<w:p><w:pPr>"):
        return xml.replace("</w:pPr>", gap + "</w:pPr>", 1)
    return xml.replace("<w:p>", f"<w:p><w:pPr>{gap}</w:pPr>", 1) if xml.startswith("<w:p>") else xml
