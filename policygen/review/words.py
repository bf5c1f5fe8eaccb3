"""Two lines of spans held against each other, word by word, with the look of every word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from policygen.model import Span
from policygen.review.comparison import BREAK, WordEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygen.model import Spans
    from policygen.review.comparison import Words

_TOKEN = re.compile(r"\s+|\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}]\w+)*")
_ALIKE = 0.3
"""Share of words in common below which a line is another line: then no word of it is said to have stayed."""
_ISLAND = 2
"""Shared words, fewer than this, between words that differ say nothing to a reader."""

Key = object
"""What a token is compared by: its words and look; a reference by what it points to, whatever number it prints."""
Step = tuple[str, int, int, int, int]


class _Token(NamedTuple):
    key: Key
    text: str
    span: Span


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


def line_key(spans: Spans) -> Key:
    """Return what a line is compared by: equal for two lines between which nothing differs to a reader."""
    if len(spans) == 1 and not _whole(spans[0]):
        span = spans[0]
        return span.text and (span.text, _look(span))
    keys = tuple(_key(span, span.text) if _whole(span) else (span.text, _look(span)) for span in tidy(spans))
    return keys[0] if len(keys) == 1 and not _whole(tidy(spans)[0]) else keys or ""


def word_edits(old: Spans, new: Spans) -> Words:
    """Return what became of `old` to make `new`, in the order of the line; nothing where both are empty."""
    before, after = _both(old, new)
    steps = _steps([one.key for one in before], [one.key for one in after])
    return tuple(edit for step in _joined(steps, before) for edit in _edits(step, before, after))


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


def _key(span: Span, text: str) -> Key:
    if span.ref or span.target:
        return ("", span.ref, span.target, _look(span))
    return (text, span.fill, span.options, _look(span))


def _cut(span: Span, text: str) -> Span:
    return span if text == span.text else Span(text, span.strong, span.emphasis, span.href, todo=span.todo)


def _both(old: Spans, new: Spans) -> tuple[list[_Token], list[_Token]]:
    """Return both lines as tokens; what two plain lines share at either end is one token there, and costs little."""
    if not (len(old) == len(new) == 1 and _look(old[0]) == _look(new[0]) and not _whole(old[0]) and not _whole(new[0])):
        return _tokens(old), _tokens(new)
    one, other = old[0].text, new[0].text
    head = _shared(one, other)
    tail = _shared(one[head:][::-1], other[head:][::-1])
    found: list[list[_Token]] = []
    for span in (old[0], new[0]):
        middle = replace(span, text=span.text[head : len(span.text) - tail])
        ends = [_Token(part, part, span) for part in (span.text[:head], span.text[len(span.text) - tail :])]
        inner = [_Token(key, text, span) for key, text, _span in _tokens((middle,))]
        found.append([*ends[: head > 0], *inner, *(ends[1:] if tail else ())])
    return found[0], found[1]


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts share at their beginning, up to the end of the last white space among them."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    spaces = max(one.rfind(space, 0, low) for space in " \n")
    return spaces + 1


def _tokens(spans: Iterable[Span]) -> list[_Token]:
    found: list[_Token] = []
    for span in spans:
        if _whole(span):
            found.append(_Token(_key(span, span.text), span.text, span))
            continue
        look = _look(span)
        plain = look == _PLAIN
        found += [_Token(text if plain else (text, look), text, span) for text in _TOKEN.findall(span.text)]
    return found


_PLAIN = (False, False, "", False)


def _steps(before: Sequence[Key], after: Sequence[Key]) -> list[Step]:
    """Return difflib's opcodes, found quickly where most of a line is the same at both ends."""
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - start
    end = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    old_end, new_end = len(before) - end, len(after) - end
    match = SequenceMatcher(a=before[start:old_end], b=after[start:new_end], autojunk=False)
    middle = [(tag, a + start, b + start, c + start, d + start) for tag, a, b, c, d in match.get_opcodes()]
    head = [("equal", 0, start, 0, start)] if start else []
    tail = [("equal", old_end, len(before), new_end, len(after))] if end else []
    return [*head, *middle, *tail]


def _joined(steps: Sequence[Step], before: Sequence[_Token]) -> list[Step]:
    """Return the steps with differences that only a word parts taken as one, so that marks are whole."""
    if _unlike(steps, before):
        last = steps[-1]
        return [("replace", 0, last[2], 0, last[4])]
    found: list[Step] = []
    for number, (tag, a, b, c, d) in enumerate(steps):
        inner = tag == "equal" and 0 < number < len(steps) - 1
        if found and found[-1][0] != "equal" and (tag != "equal" or (inner and _island(before[a:b]))):
            found[-1] = ("replace", found[-1][1], b, found[-1][3], d)
        else:
            found.append((tag, a, b, c, d))
    return found


def _unlike(steps: Sequence[Step], before: Sequence[_Token]) -> bool:
    """Say whether a line shares so little with the other that it is to be read as another line."""
    kept = sum(_letters(before[a:b]) for tag, a, b, _c, _d in steps if tag == "equal")
    gone = sum(_letters(before[a:b]) for tag, a, b, _c, _d in steps if tag != "equal")
    many = [d - c for tag, _a, _b, c, d in steps if tag in ("insert", "replace")]
    if not gone or any(_whole(before[n].span) for tag, a, b, _c, _d in steps if tag == "equal" for n in range(a, b)):
        return False
    return bool(many) and kept / (kept + gone) < _ALIKE


def _letters(tokens: Sequence[_Token]) -> int:
    return sum([len(one.text) for one in tokens])


def _count(tokens: Sequence[_Token]) -> int:
    return sum(1 for one in tokens if _whole(one.span) or one.text[:1].isalnum())


def _island(tokens: Sequence[_Token]) -> bool:
    return _count(tokens) < _ISLAND and not any(_whole(one.span) for one in tokens)


def _edits(step: Step, before: Sequence[_Token], after: Sequence[_Token]) -> Iterator[WordEdit]:
    tag, a, b, c, d = step
    old, new = before[a:b], after[c:d]
    if tag == "equal":
        for one, other in _pieces(old, new):
            yield WordEdit("kept", _spans(one), _spans(other))
        return
    if [one.text for one in old] == [one.text for one in new]:
        yield WordEdit("restyled", _spans(old), _spans(new))
        return
    # A break stands alone, so that whoever draws paragraphs meets it between two edits.
    gone, come = _parts(old), _parts(new)
    if len(gone) == len(come) == 1:
        yield WordEdit("changed" if old and new else "removed" if old else "added", _spans(old), _spans(new))
        return
    yield from (WordEdit("removed", _spans(part), ()) for part in gone if part)
    yield from (WordEdit("added", (), _spans(part)) for part in come if part)


def _parts(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """Return tokens cut before and after each break; one part, perhaps empty, where there is none."""
    if all(one.span is not BREAK for one in tokens):
        return [list(tokens)]
    return [list(part) for _is, part in groupby(tokens, lambda one: one.span is BREAK)]


def _pieces(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[tuple[list[_Token], list[_Token]]]:
    yield from zip(_parts(old), _parts(new), strict=True)


def _spans(tokens: Sequence[_Token]) -> Spans:
    """Return tokens as spans again, one for each span they came from."""
    if tokens and not _whole(tokens[0].span) and all(one.span is tokens[0].span for one in tokens):
        return (_cut(tokens[0].span, "".join([one.text for one in tokens])),)
    found: list[Span] = []
    for _identity, run in groupby(tokens, lambda one: id(one.span)):
        own = list(run)
        whole = _whole(own[0].span)
        found += [one.span for one in own] if whole else [_cut(own[0].span, "".join([one.text for one in own]))]
    return tuple(found)
