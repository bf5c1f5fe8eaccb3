"""One style as data, and the words in which styles are written (ECMA-376 part 1, sections 17.3 and 17.7)."""

from __future__ import annotations

from dataclasses import dataclass

_BUILT_IN = frozenset((
    "Normal", "heading 1", "heading 2", "Title", "List Bullet", "List Bullet 2", "List Number", "List Number 2",
    "List Continue", "List Continue 2", "toc 1", "toc 2", "TOC Heading", "header", "footer", "Strong", "Emphasis",
    "Hyperlink", "Placeholder Text", "Default Paragraph Font",
))  # fmt: skip
"""The names that Word knows of itself; every other style says that it is our own."""

_DEFAULTS = frozenset(("Normal", "Default Paragraph Font"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph or character style: the one it is based on, the one that follows it, what it says.

    `p` and `r` are the properties of its paragraphs and runs; `id` is the name without spaces unless told.
    """

    name: str
    kind: str = "paragraph"
    id: str = ""
    based: str = "Normal"
    after: str = ""
    p: str = ""
    r: str = ""

    def xml(self) -> str:
        """Return the style as it stands in word/styles.xml."""
        default = ' w:default="1"' if self.name in _DEFAULTS else ""
        own = "" if self.name in _BUILT_IN else ' w:customStyle="1"'
        style_id = self.id or self.name.replace(" ", "")
        based = f'<w:basedOn w:val="{self.based}"/>' if self.based and not default else ""
        after = f'<w:next w:val="{self.after}"/>' if self.after else ""
        p = f"<w:pPr>{self.p}</w:pPr>" if self.p else ""
        r = f"<w:rPr>{self.r}</w:rPr>" if self.r else ""
        return (
            f'<w:style w:type="{self.kind}"{default}{own} w:styleId="{style_id}"><w:name w:val="{self.name}"/>'
            f'{based}{after}<w:uiPriority w:val="1"/><w:unhideWhenUsed/><w:qFormat/>{p}{r}</w:style>'
        )


def size(half_points: int) -> str:
    """Return a text size, for Latin and for other scripts."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def bold(colour: str, half_points: int) -> str:
    """Return strong text of a colour and a size."""
    return f'<w:b/><w:bCs/><w:color w:val="{colour}"/>{size(half_points)}'


def spacing(before: int, after: int, line: int = 0) -> str:
    """Return the space around a paragraph in twentieths of a point, and its line height in 240ths of a line."""
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def shade(fill: str) -> str:
    """Return a ground of one colour."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def edge(side: str, colour: str, eighths: int, space: int) -> str:
    """Return a border of a paragraph or table; its weight is in eighths of a point, its distance in points."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


def right_tab(place: int) -> str:
    """Return a tab stop at the right."""
    return f'<w:tabs><w:tab w:val="right" w:pos="{place}"/></w:tabs>'
