"""What a reader names as a side of a comparison: a pack, a Word file, a profile on a day, a revision of any of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from policygen.errors import Place, PolicygenError, Problem, fail
from policygen.model import Clause, Document, Paragraph, Span
from policygen.pack import manifest as packs
from policygen.pack.at_once import library_of
from policygen.pack.build import compose_profile, content_digest, edited
from policygen.pack.revisions import SCHEME, revision
from policygen.pack.store import recover
from policygen.review.compare import compare, side_of
from policygen.review.comparison import Comparison, Side
from policygen.review.readback import by_hand
from policygen.sources.docx_guard import package_of
from policygen.sources.docx_reader import read_document, read_package
from policygen.sources.profile import load_profile
from policygen.text import clause_hash
from policygen.writers import docx

if TYPE_CHECKING:
    from collections.abc import Collection

    from policygen.pack.manifest import ClauseRecord, DocumentRecord, Manifest
    from policygen.sources.docx_reader import ReadDocument

Loaded = tuple[Document, tuple[str, ...]]
"""A document as it was read, and the lines at the top and foot of its pages."""

_PROFILE = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Reading:
    """What sides are read with: the day for a profile that names none, and a library on top of each profile's own."""

    today: dt.date
    library: Path | None = None


class _Read(NamedTuple):
    """A side, whether it was read from Word files, and whether it is one document alone; what the reader must know.

    `contents` are the hashes of Word files that nobody edited, by document: two that agree need not be read. Those
    that differ are had by `load`; until then the side holds what stands in for them.
    """

    side: Side
    from_word: bool = False
    alone: bool = False
    warnings: tuple[Problem, ...] = ()
    contents: Mapping[str, str] = MappingProxyType({})
    load: Mapping[str, Callable[[], Loaded]] = MappingProxyType({})


def compare_sides(old: str, new: str, how: Reading, only: Collection[str] = ()) -> Comparison:
    """Return what differs between two sides as a reader names them, of the documents `only` (none named: of all).

    A side is `packs/oakfield`, `edited.docx`, `profiles/oakfield.yaml` (today), `profiles/oakfield.yaml@2026-09-01`, or
    any of these in a revision: `git:HEAD~1:packs/oakfield`. Raises PolicygenError with what is wrong with either.
    """
    problems: list[Problem] = []
    found: list[_Read] = []
    with ExitStack() as open_:
        for text in (old, new):
            try:
                found.append(_side(text, how, open_))
            except PolicygenError as error:
                problems += error.problems
        if problems:
            raise PolicygenError(problems)
        return _compared(found[0], found[1], only)


def _compared(old: _Read, new: _Read, only: Collection[str]) -> Comparison:
    old, new = _settled(old, new)
    names = {one.id for read in (old, new) if read.alone for one in read.side.documents}
    _check_names(old.side, new.side, only)
    result = compare(old.side, new.side, set(only) or names)
    return replace(result, warnings=(*old.warnings, *new.warnings, *result.warnings))


def _settled(old: _Read, new: _Read) -> tuple[_Read, _Read]:
    """Return both sides with their documents, read only where the files differ; a composed one as if it were read."""
    if not (old.side.looks and new.side.looks):
        return old, new
    if old.from_word != new.from_word:
        # What a Word file cannot say is left out on both sides.
        old, new = old if old.from_word else _written(old), new if new.from_word else _written(new)
    same = {name for name, digest in old.contents.items() if new.contents.get(name) == digest}
    stand_ins = {one.id: one for one in old.side.documents if one.id in same}

    def of(read: _Read) -> _Read:
        documents, edges = list[Document](), dict(read.side.edges)
        for one in read.side.documents:
            document = stand_ins.get(one.id)
            if document is None and one.id in read.load:
                document, edges[one.id] = read.load[one.id]()
            documents.append(document or one)
        return read._replace(side=replace(read.side, documents=tuple(documents), edges=edges))

    return of(old), of(new)


def _written(read: _Read) -> _Read:
    """Return a composed side with the Word files that it would have."""
    contents, load = dict[str, str](), dict[str, Callable[[], Loaded]]()
    for one in read.side.documents:
        data = docx.write(one)
        contents[one.id] = content_digest(f"{one.id}.docx", data)
        load[one.id] = partial(_as_read, one, data)
    return read._replace(contents=contents, load=load)


def _check_names(old: Side, new: Side, only: Collection[str]) -> None:
    known = {one.id for side in (old, new) for one in side.documents}
    unknown = [name for name in only if name not in known]
    if unknown:
        hint = "the documents are: " + ", ".join(sorted(known))
        raise PolicygenError(
            Problem("unknown-document", f"neither side has a document '{name}'", path=name, hint=hint)
            for name in unknown
        )


def _side(text: str, how: Reading, open_: ExitStack) -> _Read:
    if not text.startswith(SCHEME):
        return _on_disk(Path(text), text, how)
    where, day = _dated(text)
    path = open_.enter_context(revision(where))
    return _on_disk(Path(f"{path}@{day.isoformat()}" if day else path), text, how)


def _on_disk(path: Path, text: str, how: Reading) -> _Read:
    if path.is_dir():
        return _pack(path, text)
    if path.suffix.lower() == ".docx":
        return _document(path, text)
    where, day = _dated(str(path))
    if Path(where).suffix.lower() in _PROFILE:
        return _Read(_profile(Path(where), day, text, how))
    code = "not-a-side" if path.exists() else "no-such-file"
    raise fail(
        code,
        f"'{text}' is no pack, no Word file and no profile" if path.exists() else f"there is no '{text}'",
        Place(text),
        hint="name a pack folder, a .docx, profiles/x.yaml, profiles/x.yaml@2026-09-01 or git:HEAD~1:packs/x",
    )


def _dated(text: str) -> tuple[str, dt.date | None]:
    where, at, day = text.rpartition("@")
    if not at or Path(text).exists() or Path(where).suffix.lower() not in _PROFILE:
        return text, None
    try:
        return where, dt.date.fromisoformat(day)
    except ValueError:
        raise fail("not-a-day", f"{where}: '{day}' is not a day", hint="write it as 2026-09-01") from None


def _profile(path: Path, day: dt.date | None, text: str, how: Reading) -> Side:
    profile = load_profile(path)
    library = library_of(profile, how.library)
    pack = compose_profile(profile, library, day or how.today)
    hashes = {clause.id: clause_hash(clause) for one in pack.documents for clause in one.clauses}
    return replace(side_of(pack, text, library.digest), hashes=hashes)


def _pack(folder: Path, text: str) -> _Read:
    recover(folder)
    manifest = packs.read(folder)
    if manifest is None:
        raise fail(
            "not-a-pack",
            f"'{text}' is a folder without a {packs.NAME}",
            Place(text),
            hint="name the folder of one organisation's pack, such as packs/oakfield",
        )
    files = {one.id: one.files["docx"] for one in manifest.documents if "docx" in one.files}
    if len(files) < len(manifest.documents) or not all((folder / one.path).is_file() for one in files.values()):
        return _Read(_recorded(manifest, text, tuple(_from_words(one) for one in manifest.documents), looks=False))
    documents, changed, warnings = [], set[str](), list[Problem]()
    contents, load = dict[str, str](), dict[str, Callable[[], Loaded]]()
    edges = dict[str, tuple[str, ...]]()
    for one in manifest.documents:
        path = folder / files[one.id].path
        if not edited(folder, files[one.id]):
            documents.append(_from_words(one))
            contents[one.id] = files[one.id].content
            load[one.id] = partial(_from_file, path, one)
            continue
        read = read_document(path, _texts(one))
        documents.append(_with_record(read.document, one))
        edges[one.id] = read.edges
        changed |= _changed(read)
        warnings += _unplaced(read, path)
    side = replace(_recorded(manifest, text, tuple(documents), edited=frozenset(changed)), edges=edges)
    return _Read(side, from_word=True, warnings=tuple(warnings), contents=contents, load=load)


def _from_file(path: Path, record: DocumentRecord) -> Loaded:
    read = read_document(path, _texts(record))
    return _with_record(read.document, record), read.edges


def _recorded(
    manifest: Manifest,
    text: str,
    documents: tuple[Document, ...],
    *,
    looks: bool = True,
    edited: frozenset[str] = frozenset(),
) -> Side:
    organisation = manifest.organisation
    hashes = {clause.id: clause.sha256 for one in manifest.documents for clause in one.clauses}
    return Side(
        text,
        documents,
        organisation.get("slug", ""),
        organisation.get("name", ""),
        organisation.get("nation", ""),
        manifest.as_of,
        manifest.facts,
        manifest.terms,
        manifest.inputs,
        manifest.library,
        hashes={name: hash_ for name, hash_ in hashes.items() if name not in edited},
        edited=edited,
        looks=looks,
    )


def _document(path: Path, text: str) -> _Read:
    """Return one Word file as a side; with the record of its pack where it stands in one."""
    manifest = packs.read(path.parent)
    record = next((one for one in manifest.documents if _is_file(one, path)), None) if manifest else None
    read = read_document(path, _texts(record) if record else None)
    if not read.ours:
        raise fail(
            "not-ours",
            f"'{text}' was not made by policygen, so its clauses have no names to compare them by",
            Place(text),
            hint="compare files of policygen, also edited ones; 'policygen textconv' shows the words of any Word file",
        )
    changed = frozenset(_changed(read)) if read.edited else frozenset()
    warnings = tuple(_unplaced(read, path))
    if manifest and record:
        side = _recorded(manifest, text, (_with_record(read.document, record),), edited=changed)
    else:
        name = read.document.organisation
        side = Side(text, (read.document,), organisation=name, edited=changed, recorded=False)
    side = replace(side, edges={one.id: read.edges for one in side.documents})
    return _Read(side, from_word=True, alone=True, warnings=warnings)


def _is_file(record: DocumentRecord, path: Path) -> bool:
    return any(Path(file.path).name == path.name for file in record.files.values())


def _changed(read: ReadDocument) -> set[str]:
    return set(by_hand(read))


def _unplaced(read: ReadDocument, path: Path) -> list[Problem]:
    """Return what somebody wrote into a file and what stands in no clause, so that it is not lost."""
    return [
        Problem(
            "unplaced-words",
            f"this stands in no clause ({one.kind.replace('-', ' ')}): {one.text}",
            Place(str(path)),
            path=one.clause,
            hint="it is in no list of changes; carry it over yourself if it is to stay",
            severity="warning",
        )
        for one in read.unplaced
    ]


def _texts(record: DocumentRecord) -> Mapping[str, str]:
    return {one.id: f"{one.heading}\n{one.text}" for one in record.clauses}


def _with_record(document: Document, record: DocumentRecord) -> Document:
    """Return a document that was read, with what pack.json keeps of it."""
    known = {one.id: one for one in record.clauses}
    clauses = tuple(_with_uses(one, known.get(one.id)) for one in document.clauses)
    return replace(
        document,
        id=record.id,
        family=record.family,
        audience=record.audience,
        publish=record.publish,
        clauses=clauses,
        uses=record.uses,
        chosen=record.chosen,
    )


def _with_uses(clause: Clause, record: ClauseRecord | None) -> Clause:
    if record is None:
        return clause
    return replace(clause, uses=record.uses, covers=record.covers, source=record.source)


def _from_words(record: DocumentRecord) -> Document:
    """Return a document as far as pack.json alone can tell: its words, a paragraph a line."""
    clauses = tuple(_clause_from_words(one) for one in record.clauses)
    kept = (record.id, record.title, record.family, record.audience, record.publish)
    return Document(*kept, "", "", "", "en", "", "", (), (), (), clauses, uses=record.uses, chosen=record.chosen)


def _clause_from_words(one: ClauseRecord) -> Clause:
    blocks = tuple(Paragraph((Span(line),)) for line in one.text.splitlines())
    level = 2 if "." in one.number else 1
    return Clause(one.id, one.number, (Span(one.heading),), level, blocks, one.uses, one.covers, one.source)


def _as_read(document: Document, data: bytes) -> Loaded:
    """Return a composed document as it would be read from its Word file `data`."""
    whole = read_package(package_of(data, f"{document.id}.docx"))
    read = whole.document
    known = {one.id: one for one in document.clauses}
    clauses = tuple(
        replace(one, uses=known[one.id].uses, covers=known[one.id].covers, source=known[one.id].source)
        if one.id in known
        else one
        for one in read.clauses
    )
    kept = {name: getattr(document, name) for name in ("id", "family", "audience", "publish", "uses", "chosen")}
    return replace(read, clauses=clauses, **kept), whole.edges
