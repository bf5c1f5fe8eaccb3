"""Where a pack on disk stands against what its profile, the law and the library would give now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policygen.compose.pack import COMPLETION, LEFT_OUT
from policygen.model import Uses
from policygen.pack import manifest as packs
from policygen.pack.build import Made, edited, make
from policygen.pack.store import recover
from policygen.review.causes import Side, causes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policygen.model import Pack
    from policygen.pack.manifest import ClauseRecord, DocumentRecord, Manifest
    from policygen.sources.library import Library

Kind = Literal["not-built", "missing", "edited", "differs", "new", "gone"]


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that would now come out differently, and because of what."""

    id: str
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One file that is not as it should be: missing, edited by hand, or different if it were built now."""

    slug: str
    document: str
    path: str
    kind: Kind
    causes: tuple[str, ...] = ()
    clauses: tuple[ClauseChange, ...] = ()


def verify(made: Made, out: Path) -> tuple[Finding, ...]:
    """Return what is not up to date of the pack at `out`/slug, held against `made`; empty if all is."""
    slug = made.pack.slug
    folder = out / slug
    if out.is_dir():
        recover(folder)
    before = packs.read(folder)
    if before is None:
        return (Finding(slug, "", str(folder), "not-built"),)
    return (*on_disk(folder, before), *composed(before, made.manifest))


def on_disk(folder: Path, before: Manifest) -> Iterator[Finding]:
    """Yield the files of a pack in `folder` that are missing, or that somebody edited since it was built."""
    slug = before.organisation["slug"]
    for name, file in packs.named_files(before):
        if not (folder / file.path).is_file():
            yield Finding(slug, name, file.path, "missing")
        elif edited(folder, file):
            yield Finding(slug, name, file.path, "edited", ("hand",))


def composed(before: Manifest, after: Manifest) -> Iterator[Finding]:
    """Yield the documents that come out differently in `after`, are new in it, or are no longer there."""
    slug = after.organisation["slug"]
    for new in after.documents:
        old = before.document(new.id)
        if old is None:
            yield Finding(slug, new.id, f"{new.id}.docx", "new", _whole(new, before, after))
        elif _contents(old) != _contents(new):
            yield _difference(slug, old, new, before, after)
    for old in before.documents:
        if after.document(old.id) is None:
            yield Finding(slug, old.id, f"{old.id}.docx", "gone", _whole(old, before, after))
    yield from _index(before, after)


def _index(before: Manifest, after: Manifest) -> Iterator[Finding]:
    """Yield an index of pages that comes out differently, or that the pack has not; what it lists is the cause."""
    slug = after.organisation["slug"]
    for kind, new in after.index.items():
        old = before.index.get(kind)
        if old is None:
            yield Finding(slug, "", new.path, "new")
        elif old.content != new.content:
            yield Finding(slug, "", new.path, "differs", _listed(before, after))


def _listed(before: Manifest, after: Manifest) -> tuple[str, ...]:
    """Return why a list of documents differs: one more or fewer, the status; or else what their titles used."""
    every = {"to-complete"} if before.status != after.status else set()
    one_sided = [one for one in before.documents if after.document(one.id) is None]
    one_sided += [one for one in after.documents if before.document(one.id) is None]
    for one in one_sided:
        every.update(_whole(one, before, after))
    if not every:
        pairs = ((one, after.document(one.id)) for one in before.documents)
        fronts = (causes(_pack_side(old.uses, before), _pack_side(new.uses, after)) for old, new in pairs if new)
        every.update(cause for front in fronts for cause in front)
    if not every:
        every.add("library" if before.library != after.library else "policygen")
    return tuple(sorted(every))


def _contents(record: DocumentRecord) -> list[tuple[str, str]]:
    return sorted((kind, file.content) for kind, file in record.files.items())


def _difference(slug: str, old: DocumentRecord, new: DocumentRecord, before: Manifest, after: Manifest) -> Finding:
    clauses = tuple(_clause_changes(old, new, before, after))
    every = {cause for clause in clauses for cause in clause.causes}
    front = causes(_pack_side(old.uses, before), _pack_side(new.uses, after))
    every.update(front)
    if before.status != after.status or len(before.to_complete) != len(after.to_complete):
        every.add("to-complete")
    if not every and [one.text for one in old.clauses] != [one.text for one in new.clauses]:
        every.add("references")
    if not every:
        every.add("library" if before.library != after.library else "policygen")
    path = next((file.path for file in old.files.values()), f"{old.id}.docx")
    return Finding(slug, new.id, path, "differs", tuple(sorted(every)), clauses)


def _clause_changes(
    old: DocumentRecord, new: DocumentRecord, before: Manifest, after: Manifest
) -> Iterator[ClauseChange]:
    one = {clause.id: clause for clause in old.clauses}
    other = {clause.id: clause for clause in new.clauses}
    for name in dict.fromkeys([*one, *other]):
        was, now = one.get(name), other.get(name)
        if was is None or now is None or was.sha256 != now.sha256:
            found = causes(_side(was, now, before), _side(now, was, after))
            if not found and was and now:
                # An abbreviation is spelt out by another clause now: that clause's causes are this one's.
                spelt = sorted({*was.uses.follows} ^ {*now.uses.follows})
                pairs = ((_side(one.get(id_), other.get(id_), before), _side(other.get(id_), one.get(id_), after))
                         for id_ in spelt)  # fmt: skip
                found = tuple(dict.fromkeys(cause for pair in pairs for cause in causes(*pair)))
            yield ClauseChange(name, found)


def _side(clause: ClauseRecord | None, other: ClauseRecord | None, pack: Manifest) -> Side:
    """Return a clause's side; one that is not there took part by what the other used, and has its template."""
    if clause is not None:
        return _pack_side(clause.uses, pack, clause.source)
    return _pack_side(Uses(), pack, other.source if other else "")


def _pack_side(uses: Uses, pack: Manifest, source: str = "") -> Side:
    return Side(uses, pack.facts, pack.terms, source, pack.inputs)


def _whole(document: DocumentRecord, before: Manifest, after: Manifest) -> tuple[str, ...]:
    """Return why the pack has a document more or fewer: what chose it, or the library."""
    if document.id == COMPLETION:
        return ("to-complete",)
    paths = (*document.chosen.facts, LEFT_OUT)
    known = [path for path in paths if path in before.facts and path in after.facts]
    found = sorted({f"profile:{path}" for path in known if before.facts[path] != after.facts[path]})
    if found or before.library != after.library:
        return tuple(found) or ("library",)
    return causes(_pack_side(document.chosen, before), _pack_side(Uses(), after)) or ("profile",)


def formats_on_disk(folder: Path) -> tuple[str, ...]:
    """Return the formats in which the pack in `folder` was built; those that are usual where there is none."""
    return formats_of(packs.read(folder))


def formats_of(before: Manifest | None) -> tuple[str, ...]:
    """Return the formats in which a pack was built; those that are usual where there is none."""
    kinds = dict.fromkeys(kind for document in before.documents for kind in document.files) if before else {}
    return tuple(kinds) or ("docx", "md")


def made_alike(pack: Pack, library: Library, before: Manifest | None) -> Made:
    """Return the files of a pack in the formats of the one before, with the page numbers that its contents have.

    So nothing need be laid out again: numbers can only be other ones where something else of a document is.
    """
    numbers = {one.id: one.pages for one in before.documents if one.pages} if before else {}
    return make(pack, library, formats_of(before), numbers=numbers)
