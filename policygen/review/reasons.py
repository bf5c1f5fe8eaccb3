"""Why clauses, first pages and documents differ between two sides: read off the records that both kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policygen.compose.pack import COMPLETION, LEFT_OUT
from policygen.model import Uses
from policygen.review import causes as record
from policygen.review.causes import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygen.model import Clause, Document
    from policygen.review.comparison import Side

HAND, COMPLETE = "hand", "to-complete"


class Reasons:
    """The causes of what differs between two sides; without a record on both, only that a hand was at work."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new
        self._recorded = old.recorded and new.recorded

    def clause(self, was: Clause | None, now: Clause | None) -> tuple[str, ...]:
        """Return why a clause differs, is new or is gone."""
        found = self._by_hand(was, now)
        known = self._recorded_causes(was, now) if self._recorded else ()
        if found:
            # An edit explains the words by itself: the record counts only where it says that something else changed.
            known = tuple(one for one in known if one not in ("library", UNKNOWN) or self._rewritten(was, now))
        return (*known, *found) or (UNKNOWN,)

    def front(self, was: Document, now: Document, *, state: bool) -> tuple[str, ...]:
        """Return why a first page differs; `state` says that it speaks of what is still to complete."""
        if not self._recorded:
            return self._by_hand_front()
        found = set(self._between(was.uses, now.uses))
        if state:
            found.add(COMPLETE)
        if not found:
            found.add("library" if self._old.library != self._new.library else UNKNOWN)
        return tuple(sorted(found))

    def document(self, one: Document, *, is_new: bool) -> tuple[str, ...]:
        """Return why a side has a document more: what chose it, or the library."""
        if one.id == COMPLETION:
            return (COMPLETE,)
        if not self._recorded:
            return (UNKNOWN,)
        before, after = self._old.facts, self._new.facts
        paths = (*one.chosen.facts, LEFT_OUT)
        found = sorted({f"profile:{path}" for path in paths if _differs(path, before, after)})
        if found or self._old.library != self._new.library:
            return tuple(found) or ("library",)
        return self._between(*((Uses(), one.chosen) if is_new else (one.chosen, Uses()))) or (UNKNOWN,)

    def _by_hand(self, was: Clause | None, now: Clause | None) -> tuple[str, ...]:
        names = {one.id for one in (was, now) if one is not None}
        return (HAND,) if names & (self._old.edited | self._new.edited) else ()

    def _by_hand_front(self) -> tuple[str, ...]:
        return (HAND,) if self._old.edited | self._new.edited else (UNKNOWN,)

    def _rewritten(self, was: Clause | None, now: Clause | None) -> bool:
        return was is not None and now is not None and bool(was.source and now.source) and was.source != now.source

    def _recorded_causes(self, was: Clause | None, now: Clause | None) -> tuple[str, ...]:
        template = next((one.source for one in (now, was) if one is not None), "")
        old = self._side(was.uses if was else Uses(), self._old, was.source if was else template)
        new = self._side(now.uses if now else Uses(), self._new, now.source if now else template)
        if (was is None or now is None) and self._only_library():
            return ("library",)
        return self._exact(record.causes(old, new), old, new)

    def _only_library(self) -> bool:
        """Say whether the library is all that can make a clause come or go: the same profile on the same day."""
        same = self._old.inputs == self._new.inputs and self._old.as_of == self._new.as_of
        return bool(self._old.inputs) and same and self._old.library != self._new.library

    @property
    def otherwise(self) -> tuple[str, ...]:
        """Return the cause of what no record explains: the library, where both sides are of different ones."""
        return ("library",) if self._recorded and self._old.library != self._new.library else (UNKNOWN,)

    def _between(self, old: Uses, new: Uses) -> tuple[str, ...]:
        one, other = self._side(old, self._old, ""), self._side(new, self._new, "")
        return self._exact(record.causes(one, other), one, other)

    @staticmethod
    def _side(uses: Uses, side: Side, source: str) -> record.Side:
        return record.Side(uses, side.facts, side.terms, source, side.inputs)

    @staticmethod
    def _exact(found: tuple[str, ...], old: record.Side, new: record.Side) -> tuple[str, ...]:
        """Return causes that name the words and contacts that differ, where "library" stands for them alone."""
        if old.source != new.source:
            return found
        said = [f"contact:{name}" for name in _named(old.uses.contacts, new.uses.contacts, old, new, "contact:")]
        if found == ("library",):
            said += [f"term:{name}" for name in _named(old.uses.terms, new.uses.terms, old, new, "")]
        return tuple([one for one in found if one != "library"] + said) if said else found


def _named(
    before: tuple[str, ...], after: tuple[str, ...], old: record.Side, new: record.Side, prefix: str
) -> list[str]:
    names = sorted({*before, *after})
    return [one for one in names if old.words.get(prefix + one) != new.words.get(prefix + one)]


def _differs(path: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return path in before and path in after and before[path] != after[path]
