"""Markdown of one clause, turned into Jinja source whose output is a stream of marked text.

Markdown is parsed here, once; expressions stand as single private-use characters while that happens, so that neither
can disturb the other. The output keeps a newline for a newline, so that a line of a template is a line of its source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from policygen.errors import Place, Problem, nearest
from policygen.sources import fills, splits
from policygen.sources import marks as m

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

BOXES = ("emergency", "do", "dont", "children", "note", "coming")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BEFORE_STOP = re.compile(rf"[%}}]\}}(?=[.,;:!?](?:[\s{m.SIGN}]|$))")
_FIRST_SLOT = 0xF0000
_SLOTS = re.compile("[\U000f0000-\U000fffff]")
_STRAIGHT = re.compile('"')
_WHOSE = re.compile("[\U000f0000-\U000fffff](?=\u2019s\\b)")
_VOCABULARY = re.compile(r"\{\{-?\s*(?:term|abbr)\.|\|\s*phrase\b")
_LOG_ROWS = re.compile("[1-9]|[1-5][0-9]|60")
_DIRECTIVE = re.compile(r"^:::[ \t]*(\w*)[ \t]*(.*?)[ \t]*$")
_OPENING = re.compile(r"\{%-?\s*(?:for|if)\b")
_CLOSING = re.compile(r"\{%-?\s*end(?:for|if)\b")
_MIDDLE = re.compile(r"\{%-?\s*(?:else|elif)\b")
_WHOLE_BLOCKS = "end it in the paragraph or item where it begins, or put '::: when …' around whole blocks"
_ROW_FOR_EACH = (
    "write a row for each case: | {% if … %}first cell | second cell{% endif %} |, without '{% else %}', "
    "or end it in its own cell"
)
_UNSUPPORTED = {"code_inline": "code", "image": "a picture", "html_inline": "HTML"}


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"typographer": True, "html": False}).enable(["table", "smartquotes"])
    return parser.disable(["code", "fence", "blockquote", "hr", "reference", "html_block", "lheading", "heading"])


_MARKDOWN = _parser()


@dataclass
class Output:
    """Jinja source as it grows from line `line` of the file, padded so that each line keeps its number."""

    line: int
    parts: list[str] = field(default_factory=list)

    def at(self, line: int) -> None:
        """Go on to `line` of the file, if that is further down."""
        if line > self.line:
            self.write("\n" * (line - self.line))

    def write(self, text: str) -> None:
        """Add `text`."""
        self.parts.append(text)
        self.line += text.count("\n")

    def text(self) -> str:
        """Return all that was written."""
        return "".join(self.parts)


class ClauseCompiler:
    """Compiles the text of one clause; `problems` are those of its markup, each with its line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._slots: list[str] = []
        self._in_form = False
        self._in_flow = False

    def heading(self, text: str, line: int) -> str:
        """Return the marked source of a heading or a title, which stands on one line."""
        tokens = _MARKDOWN.parseInline(self._protect(text))
        return self._whole_choices(f"{m.PARAGRAPH}{self._inline(tokens[0], line)}{m.END}", [], line)

    def body(self, lines: Sequence[str], first_line: int) -> str:
        """Return the marked source of a clause's text, whose first line is `first_line` of the file."""
        out = Output(first_line)
        open_: list[tuple[str, int]] = []
        waiting: list[str] = []
        begun = first_line
        for number, line in enumerate(lines, first_line):
            directive = _DIRECTIVE.match(line)
            if directive is None:
                waiting.append(line)
                continue
            self._segment(out, waiting, begun)
            waiting, begun = [], number + 1
            out.at(number)
            self._directive(out, open_, directive[1], directive[2], number)
        self._segment(out, waiting, begun)
        for name, number in open_:
            self._problem("unclosed-directive", f"'::: {name}' is never closed", number, "close it with a line ':::'")
            out.write(_CLOSE.get(name, m.END))
        return self._whole_choices(out.text(), lines, first_line)

    def _whole_choices(self, source: str, lines: Sequence[str], first_line: int) -> str:
        """Return `source`; what begins in one block of it and ends in another is a problem."""
        for split in splits.splits(source):
            down = source.count("\n", 0, split.offset)
            column = (lines[down].find(split.tag.split("\n")[0]) + 1 or 1) if down < len(lines) else 1
            place = Place(self.file, first_line + down, column, len(split.tag) if column > 1 else 1)
            message = f"'{split.tag}' {'stands alone' if split.alone else 'begins in one block and ends in another'}"
            hint = _ROW_FOR_EACH if split.in_row else _WHOLE_BLOCKS
            self.problems.append(Problem("split-choice", message, place, hint=hint))
        return source

    def _problem(self, code: str, message: str, line: int, hint: str = "", suggestion: str = "") -> None:
        self.problems.append(Problem(code, message, Place(self.file, line, 1), hint=hint, suggestion=suggestion))

    def _directive(self, out: Output, open_: list[tuple[str, int]], name: str, rest: str, line: int) -> None:
        if not name:
            if open_:
                closing, _line = open_.pop()
                self._in_form = self._in_form and closing != "form"
                self._in_flow = self._in_flow and closing != "flow"
                out.write(_CLOSE.get(closing, m.END))
            else:
                self._problem("stray-directive", "':::' closes nothing", line, "take the line out")
        elif name == "otherwise":
            self._otherwise(out, open_, rest, line)
        elif name in _OPEN:
            open_.append((name, line))
            if name == "flow" or (self._in_flow and name not in _CLOSE):
                self._refuse_mixture(name, open_[:-1], line)
            self._in_form = self._in_form or name == "form"
            self._in_flow = self._in_flow or name == "flow"
            if name == "box" and rest not in BOXES:
                self._problem(
                    "unknown-box",
                    f"'{rest}' is not a kind of box",
                    line,
                    "one of " + ", ".join(BOXES),
                    nearest(rest, BOXES),
                )
            if name == "log" and not _LOG_ROWS.fullmatch(rest):
                self._problem("bad-log", f"'{rest}' is not a number of rows", line, "from 1 to 60: ::: log 8")
            title = self.heading(rest, line) if name == "flow" and rest else ""
            out.write(_OPEN[name].format(rest=rest) + title)
        else:
            known = (*_OPEN, "otherwise", "include")
            message = f"'::: {name}' is not a directive here"
            self._problem("unknown-directive", message, line, "one of " + ", ".join(known), nearest(name, known))

    def _otherwise(self, out: Output, open_: list[tuple[str, int]], rest: str, line: int) -> None:
        if not open_ or open_[-1][0] != "when":
            self._problem("stray-directive", "'::: otherwise' stands outside '::: when'", line, "move it inside")
        elif rest.startswith("when "):
            out.write(f"{{% elif {rest[5:]} %}}")
        else:
            out.write("{% else %}")

    def _segment(self, out: Output, lines: list[str], first_line: int) -> None:
        text = "\n".join(lines)
        if text.strip():
            tokens = _MARKDOWN.parse(self._protect(text))
            if self._in_flow:
                self._refuse_no_steps(tokens, first_line)
            self._blocks(out, tokens, first_line)

    def _protect(self, text: str) -> str:
        text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
        return _TAG.sub(self._take_slot, text)

    def _take_slot(self, found: re.Match[str]) -> str:
        self._slots.append(found[0])
        return chr(_FIRST_SLOT + len(self._slots) - 1)

    def _restore(self, text: str) -> str:
        return _SLOTS.sub(lambda found: self._slots[ord(found[0]) - _FIRST_SLOT], text)

    def _inline(self, token: Token, line: int, *, fillable: bool = False) -> str:
        parts: list[str] = []
        for child in token.children or []:
            if child.type in _UNSUPPORTED:
                message = f"{_UNSUPPORTED[child.type]} cannot stand in a clause"
                self._problem("unknown-markup", message, line, "write a sentence, a list or a table")
            parts.append(_INLINE.get(child.type, _plain)(child))

        def complain(message: str, hint: str, suggestion: str) -> None:
            self._problem("bad-fill", message, line, hint, suggestion)

        text = fills.marked("".join(parts), fillable=fillable or self._in_form, complain=complain)
        text = _WHOSE.sub(self._whose, _STRAIGHT.sub(self._quotation_mark, text))
        return _BEFORE_STOP.sub(lambda found: found[0] + m.JOINT, self._restore(text))

    def _whose(self, found: re.Match[str]) -> str:
        """Mark the 's after a word of the vocabulary; a name keeps it whatever the name ends in."""
        named = _VOCABULARY.search(self._slots[ord(found[0]) - _FIRST_SLOT])
        return found[0] + m.WHOSE if named else found[0]

    def _quotation_mark(self, found: re.Match[str]) -> str:
        """Return the quotation mark of print for one beside a tag, which the tag kept straight: tags say nothing."""
        before = m.ANY.sub("", self._without_tags(found.string[: found.start()]))[-1:]
        return "\u201c" if not before or before.isspace() or before in "([\u2013\u2014/" else "\u201d"

    def _without_tags(self, text: str) -> str:
        tags = {letter for letter in _SLOTS.findall(text) if self._slots[ord(letter) - _FIRST_SLOT].startswith("{%")}
        return "".join(letter for letter in text if letter not in tags)

    def _blocks(self, out: Output, tokens: list[Token], offset: int) -> None:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.map:
                out.at(offset + token.map[0])
            if token.type in _WHOLE:
                end = _partner(tokens, index)
                self._whole(out, tokens[index : end + 1], offset)
                index = end
            elif token.type == "inline":
                out.write(self._inline(token, out.line, fillable=tokens[index - 1].type == "td_open"))
                self._refuse_title(token, out.line)
            else:
                out.write(_BLOCK.get(token.type, ""))
            index += 1

    def _refuse_title(self, token: Token, line: int) -> None:
        if token.content.startswith("#"):
            self._problem(
                "bad-heading",
                "this heading has no id, or is not '##' or '###'",
                line,
                "write it as '## Heading {#its-id}'",
            )

    def _refuse_no_steps(self, tokens: list[Token], first_line: int) -> None:
        """Refuse what is no step (`1.`, one paragraph) and no way that leaves it (`-` beneath it) within a chart."""
        before = ""
        for token in tokens:
            crowded = token.type == "paragraph_open" and before != "list_item_open"
            if token.nesting >= 0 and ((token.type, token.level) not in _STEPS or crowded):
                self._not_steps(first_line + (token.map[0] if token.map else 0))
                return
            before = token.type

    def _refuse_mixture(self, name: str, around: list[tuple[str, int]], line: int) -> None:
        """Refuse a chart within anything but a choice or a repetition, and anything but these within a chart."""
        if name != "flow" or any(one not in _CLOSE for one, _line in around):
            self._not_steps(line)

    def _not_steps(self, line: int) -> None:
        self._problem(
            "flow-not-steps",
            "'::: flow' holds numbered steps and nothing else, and stands in no box or form",
            line,
            "write each step as '1. …', one paragraph, and each way that leaves it as '- …' beneath it",
        )

    def _whole(self, out: Output, tokens: list[Token], offset: int) -> None:
        """Write an item or a row; an expression that wraps all its text wraps the item itself."""
        inner = Output(out.line)
        self._blocks(inner, tokens[1:-1], offset)
        source = inner.text()
        if self._in_form and tokens[0].type == "list_item_open":
            out.write(fills.form_field(source))
            return
        before, source, after = _unwrap(source)
        opening = m.ITEM if tokens[0].type == "list_item_open" else m.HEADER if _is_header(tokens) else m.ROW
        out.write(f"{before}{opening}{source}{m.END}{after}")


def _is_header(tokens: list[Token]) -> bool:
    return any(token.type == "th_open" for token in tokens)


def _partner(tokens: list[Token], index: int) -> int:
    level, closing = tokens[index].level, tokens[index].type.replace("_open", "_close")
    return next(n for n in range(index + 1, len(tokens)) if tokens[n].type == closing and tokens[n].level == level)


def _unwrap(source: str) -> tuple[str, str, str]:
    """Return the tags that open around the whole of `source`, what is inside, and the tags that close them."""
    tags = [tag for tag in _TAG.finditer(source) if tag[0].startswith("{%")]
    if not tags or not _OPENING.match(tags[0][0]) or not _spans_all(tags):
        return "", source, ""
    first, last = tags[0], tags[-1]
    if _words(source[: first.start()]) or _words(source[last.end() :]):
        return "", source, ""
    before, inside, after = _unwrap(source[: first.start()] + source[first.end() : last.start()] + source[last.end() :])
    return first[0] + before, inside, after + last[0]


def _words(source: str) -> str:
    return m.ANY.sub("", source).strip()


def _spans_all(tags: list[re.Match[str]]) -> bool:
    depth = 0
    for position, tag in enumerate(tags):
        depth += 1 if _OPENING.match(tag[0]) else -1 if _CLOSING.match(tag[0]) else 0
        if _MIDDLE.match(tag[0]) and depth == 1:
            return False
        if depth == 0:
            return position == len(tags) - 1
    return False


def _plain(token: Token) -> str:
    return token.content


def _link_open(token: Token) -> str:
    return f"{m.LINK}{token.attrGet('href')}{m.ARGUMENT}"


_INLINE: dict[str, Callable[[Token], str]] = {
    "softbreak": lambda _token: "\n",
    "hardbreak": lambda _token: "\n",
    "strong_open": lambda _token: m.STRONG,
    "strong_close": lambda _token: m.STRONG_END,
    "em_open": lambda _token: m.EMPHASIS,
    "em_close": lambda _token: m.EMPHASIS_END,
    "link_open": _link_open,
    "link_close": lambda _token: m.LINK_END,
}
_WHOLE = ("list_item_open", "tr_open")
_BLOCK = {
    "paragraph_open": m.PARAGRAPH, "paragraph_close": m.END,
    "bullet_list_open": m.BULLETS, "bullet_list_close": m.END,
    "ordered_list_open": m.NUMBERS, "ordered_list_close": m.END,
    "table_open": m.TABLE, "table_close": m.END,
    "th_open": m.CELL, "th_close": m.END, "td_open": m.CELL, "td_close": m.END,
}  # fmt: skip
_OPEN = {
    "when": "{{% if {rest} %}}", "each": "{{% for {rest} %}}",
    "box": f"{m.BOX}{{rest}}{m.ARGUMENT}", "form": m.FORM, "flow": m.FLOW,
    "log": f"{m.LOG}{{rest}}{m.ARGUMENT}",
}  # fmt: skip
_STEPS = frozenset(
    (token, level + deeper)
    for deeper in (0, 2)
    for token, level in (
        ("bullet_list_open" if deeper else "ordered_list_open", 0),
        ("list_item_open", 1),
        ("paragraph_open", 2),
        ("inline", 3),
    )
)
"""What may open within a chart, and how deep: numbered steps, and bullets beneath them."""
_CLOSE = {"when": "{% endif %}", "each": "{% endfor %}"}
