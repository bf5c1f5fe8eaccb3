"""Two lines of spans held against each other, word by word, with the look of every word."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from policygen.model import Span
from policygen.review.alignment import steps
from policygen.review.comparison import BREAK, WordEdit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from policygen.model import Spans
    from policygen.review.alignment import Step
    from policygen.review.comparison import WordKind, Words

_TOKEN = re.compile(r"\s+|\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}]\w+)*")
_ALIKE = 0.3
"""Share of words in common below which a line is another line: then no word of it is said to have stayed."""
_ISLAND = 2
"""Shared words, fewer than this, between words that differ say nothing to a reader."""


class _Line(NamedTuple):
    """A line as tokens: what each is compared by, its words, and the span that it stands in; three lists of one length.

    A token's key is its words and look; that of a reference what it points to, whatever number it prints. `one` says
    that all of it is one span.
    """

    keys: list[Hashable]
    texts: list[str]
    spans: list[Span]
    one: bool

    def whole(self, start: int, end: int) -> bool:
        """Say whether a reference or a place to fill in is among some tokens."""
        return not self.one and any(_whole(span) for span in self.spans[start:end])


def tidy(spans: Iterable[Span]) -> Spans:
    """Return spans with neighbours of one look joined and those that show nothing left out."""
    found: list[Span] = []
    for span in spans:
        if not span.text and not _whole(span):
            continue
        if found and not _whole(span) and not _whole(found[-1]) and _look(span) == _look(found[-1]):
            span = _cut(span, found.pop().text + span.text)  # noqa: PLW2901 - the span grows
        found.append(span)
    return tuple(found)


def line_key(spans: Spans) -> Hashable:
    """Return what a line is compared by: equal for two lines between which nothing differs to a reader."""
    if len(spans) == 1:
        span = spans[0]
        return (_key(span, span.text),) if _whole(span) else _look_key(span)
    joined = tidy(spans)
    keys = tuple(_key(span, span.text) if _whole(span) else _look_key(span) for span in joined)
    return keys[0] if len(keys) == 1 and not _whole(joined[0]) else keys or ""


def word_edits(old: Spans, new: Spans) -> Words:
    """Return what became of `old` to make `new`, in the order of the line; nothing where both are empty."""
    before, after = _both(old, new)
    found = _joined(steps(before.keys, after.keys), before, after)
    return tuple(edit for step in found for edit in _edits(step, before, after))


def added(spans: Spans) -> Words:
    """Return a line that is new."""
    return word_edits((), spans)


def words_in(text: str) -> Counter[str]:
    """Return how often each word stands in a text: by this, things are more or less alike."""
    return Counter(_WORD.findall(text))


def _whole(span: Span) -> bool:
    """Say whether a span is one thing, whatever its words: a reference, or a place to fill in."""
    return bool(span.ref or span.target or span.fill)


def _look(span: Span) -> tuple[bool, bool, str, bool]:
    return (span.strong, span.emphasis, span.href, span.todo)


def _key(span: Span, text: str) -> Hashable:
    if span.ref or span.target:
        return ("", span.ref, span.target, _look(span))
    return (text, span.fill, span.options, _look(span))


def _look_key(span: Span) -> Hashable:
    """Return what plain words are compared by: the words alone where they have no look."""
    look = (span.strong, span.emphasis, span.href, span.todo)
    return span.text if look == _PLAIN else span.text and (span.text, look)


_PLAIN = (False, False, "", False)


def _cut(span: Span, text: str) -> Span:
    return span if text == span.text else Span(text, span.strong, span.emphasis, span.href, todo=span.todo)


def _both(old: Spans, new: Spans) -> tuple[_Line, _Line]:
    """Return both lines as tokens; what two plain lines share at either end is one token there, and costs little."""
    if not (len(old) == len(new) == 1 and _look(old[0]) == _look(new[0]) and not _whole(old[0]) and not _whole(new[0])):
        return _tokens(old), _tokens(new)
    one, other = old[0].text, new[0].text
    head = _shared(one, other)
    tail = _shared(one[head:][::-1], other[head:][::-1])
    return _between(old[0], head, tail), _between(new[0], head, tail)


def _between(span: Span, head: int, tail: int) -> _Line:
    """Return a plain line as tokens; its first letters and its last ones are one token each."""
    text = span.text
    end = len(text) - tail
    found = _TOKEN.findall(text, head, end)
    if head:
        found.insert(0, text[:head])
    if tail:
        found.append(text[end:])
    return _Line(found, found, [span] * len(found), one=True)


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts share at their beginning, up to the end of the last white space among them."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return max(one.rfind(" ", 0, low), one.rfind("\n", 0, low)) + 1


def _tokens(spans: Iterable[Span]) -> _Line:
    keys: list[Hashable] = []
    texts: list[str] = []
    owners: list[Span] = []
    for span in spans:
        if _whole(span):
            keys.append(_key(span, span.text))
            texts.append(span.text)
            owners.append(span)
            continue
        found = _TOKEN.findall(span.text)
        look = _look(span)
        keys += found if look == _PLAIN else [(text, look) for text in found]
        texts += found
        owners += [span] * len(found)
    return _Line(keys, texts, owners, one=False)


def _joined(found: Sequence[Step], before: _Line, after: _Line) -> list[Step]:
    """Return the steps with differences that only a word parts taken as one, so that marks are whole."""
    if _unlike(found, before):
        return [(False, 0, len(before.keys), 0, len(after.keys))]
    made: list[Step] = []
    for number, (equal, a, b, c, d) in enumerate(found):
        inner = equal and 0 < number < len(found) - 1
        if made and not made[-1][0] and (not equal or (inner and _island(before, a, b))):
            made[-1] = (False, made[-1][1], b, made[-1][3], d)
        else:
            made.append((equal, a, b, c, d))
    return made


def _unlike(found: Sequence[Step], before: _Line) -> bool:
    """Say whether a line shares so little with the other that it is to be read as another line."""
    kept = sum([_letters(before, a, b) for equal, a, b, _c, _d in found if equal])
    gone = sum([_letters(before, a, b) for equal, a, b, _c, _d in found if not equal])
    come = any(d > c for equal, _a, _b, c, d in found if not equal)
    if not gone or not come or kept / (kept + gone) >= _ALIKE:
        return False
    return not any(before.whole(a, b) for equal, a, b, _c, _d in found if equal)


def _letters(line: _Line, start: int, end: int) -> int:
    return sum(map(len, line.texts[start:end]))


def _island(line: _Line, start: int, end: int) -> bool:
    words = sum([text[:1].isalnum() for text in line.texts[start:end]])
    return words < _ISLAND and not line.whole(start, end)


def _edits(step: Step, before: _Line, after: _Line) -> Iterator[WordEdit]:
    equal, a, b, c, d = step
    gone, come = _parts(before, a, b), _parts(after, c, d)
    if equal:
        yield from (
            WordEdit("kept", _spans(before, *one), _spans(after, *other)) for one, other in zip(gone, come, strict=True)
        )
    elif before.texts[a:b] == after.texts[c:d]:
        yield WordEdit("restyled", _spans(before, a, b), _spans(after, c, d))
    elif len(gone) == len(come) == 1:
        kind: WordKind = "changed" if a < b and c < d else "removed" if a < b else "added"
        yield WordEdit(kind, _spans(before, a, b), _spans(after, c, d))
    else:
        # A break stands alone, so that whoever draws paragraphs meets it between two edits.
        yield from (WordEdit("removed", _spans(before, *part), ()) for part in gone if part[0] < part[1])
        yield from (WordEdit("added", (), _spans(after, *part)) for part in come if part[0] < part[1])


def _parts(line: _Line, start: int, end: int) -> list[tuple[int, int]]:
    """Return where tokens are to be cut, before and after each break; one part, perhaps empty, if there is none."""
    if line.one or BREAK not in line.spans[start:end]:
        return [(start, end)]
    found: list[tuple[int, int]] = []
    for _is, part in groupby(range(start, end), lambda place: line.spans[place] is BREAK):
        places = list(part)
        found.append((places[0], places[-1] + 1))
    return found


def _spans(line: _Line, start: int, end: int) -> Spans:
    """Return tokens as spans again, one for each span they came from."""
    if start == end:
        return ()
    if line.one:
        return (_cut(line.spans[start], "".join(line.texts[start:end])),)
    found: list[Span] = []
    for _identity, run in groupby(range(start, end), lambda place: id(line.spans[place])):
        places = list(run)
        own = line.spans[places[0]]
        whole = _whole(own)
        found += [own] * len(places) if whole else [_cut(own, "".join([line.texts[place] for place in places]))]
    return tuple(found)
