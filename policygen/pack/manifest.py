"""`pack.json`: what a pack holds, as it was generated, and what each clause used: the base of later comparison."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import policygen
from policygen.errors import Place, Problem, fail
from policygen.model import Clause, Document, LawUse, Pack, Uses
from policygen.text import clause_hash, clause_text, spans_text

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "pack.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the pack: its path beside pack.json, the hash of its bytes, and of its contents however packed."""

    path: str
    sha256: str
    content: str


@dataclass(frozen=True, slots=True)
class ClauseRecord:
    """A clause as it was generated."""

    id: str
    number: str
    heading: str
    text: str
    sha256: str
    source: str
    uses: Uses
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as it was generated; `files` are by format, `pages` the page numbers in its contents by clause."""

    id: str
    title: str
    family: str
    audience: tuple[str, ...]
    publish: str
    files: Mapping[str, FileRecord]
    clauses: tuple[ClauseRecord, ...]
    uses: Uses
    chosen: Uses
    pages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of a pack.json; `index` are the pages that list the documents, by format."""

    policygen: str
    library: str
    as_of: dt.date
    status: str
    organisation: Mapping[str, str]
    to_complete: tuple[Mapping[str, Any], ...]
    documents: tuple[DocumentRecord, ...]
    facts: Mapping[str, Any]
    terms: Mapping[str, str]
    inputs: str = ""
    index: Mapping[str, FileRecord] = field(default_factory=dict)

    @property
    def files(self) -> tuple[FileRecord, ...]:
        """Return every file of the pack but pack.json itself."""
        return tuple(file for _name, file in named_files(self))

    def document(self, name: str) -> DocumentRecord | None:
        """Return the record of a document, or None."""
        return next((one for one in self.documents if one.id == name), None)


def named_files(manifest: Manifest) -> list[tuple[str, FileRecord]]:
    """Return every file of a pack but pack.json itself with the id of its document, empty for an index."""
    own = [(one.id, file) for one in manifest.documents for file in one.files.values()]
    return own + [("", file) for file in manifest.index.values()]


def manifest_of(
    pack: Pack,
    files: Mapping[str, Mapping[str, FileRecord]],
    library: str,
    pages: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
) -> Manifest:
    """Return the manifest of a pack; `library` is the library's hash.

    `files` are by document id and format, `pages` are the page numbers in contents by document and clause.
    """
    organisation = {"slug": pack.slug, "name": pack.name, "type": pack.type, "nation": pack.nation}
    documents = tuple(_document(one, files.get(one.id, {}), pages.get(one.id, {})) for one in pack.documents)
    to_complete = tuple(problem_data(one) for one in pack.to_complete)
    return Manifest(
        policygen.__version__,
        library,
        pack.as_of,
        pack.status,
        organisation,
        to_complete,
        documents,
        pack.facts,
        pack.terms,
        pack.inputs,
    )


def _document(document: Document, files: Mapping[str, FileRecord], pages: Mapping[str, int]) -> DocumentRecord:
    clauses = tuple(_clause(one) for one in document.clauses)
    return DocumentRecord(
        document.id,
        document.title,
        document.family,
        document.audience,
        document.publish,
        files,
        clauses,
        document.uses,
        document.chosen,
        pages,
    )


def _clause(clause: Clause) -> ClauseRecord:
    return ClauseRecord(
        clause.id,
        clause.number,
        spans_text(clause.heading),
        clause_text(clause),
        clause_hash(clause),
        clause.source,
        clause.uses,
        clause.covers,
    )


def problem_data(problem: Problem) -> dict[str, Any]:
    """Return a problem as every format prints it; the file by its name alone, since packs travel."""
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "file": Path(place.file).name,
        "line": place.line,
        "column": place.column,
        "path": problem.path,
    }


def dump(manifest: Manifest) -> bytes:
    """Return the bytes of pack.json: the same for the same manifest, one value a line so that changes show."""
    data = {
        "schema": SCHEMA,
        "policygen": manifest.policygen,
        "library": manifest.library,
        "inputs": manifest.inputs,
        "as_of": manifest.as_of.isoformat(),
        "status": manifest.status,
        "organisation": dict(manifest.organisation),
        "to_complete": list(manifest.to_complete),
        **({"index": _files_data(manifest.index)} if manifest.index else {}),
        "documents": [_document_data(one) for one in manifest.documents],
        "facts": dict(manifest.facts),
        "terms": dict(manifest.terms),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _document_data(one: DocumentRecord) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "family": one.family,
        "audience": list(one.audience),
        "publish": one.publish,
        "files": _files_data(one.files),
        **({"pages": dict(one.pages)} if one.pages else {}),
        **_uses_data(one.uses),
        "chosen": {key: value for key, value in _uses_data(one.chosen).items() if key in ("facts", "law")},
        "clauses": [_clause_data(clause) for clause in one.clauses],
    }


def _files_data(files: Mapping[str, FileRecord]) -> dict[str, Any]:
    return {kind: {"path": f.path, "sha256": f.sha256, "content": f.content} for kind, f in files.items()}


def _clause_data(one: ClauseRecord) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "heading": one.heading,
        "text": one.text,
        "sha256": one.sha256,
        "source": one.source,
        **_uses_data(one.uses),
        "covers": list(one.covers),
    }


def _uses_data(uses: Uses) -> dict[str, Any]:
    return {
        "facts": list(uses.facts),
        "law": [{"id": use.id, "version": use.version} for use in uses.law],
        "terms": list(uses.terms),
        "contacts": list(uses.contacts),
        **({"follows": list(uses.follows)} if uses.follows else {}),
    }


def read(folder: Path) -> Manifest | None:
    """Return the manifest in `folder`, or None where there is none.

    Raises PolicygenError if it is not a pack.json that this version can read.
    """
    path = folder / NAME
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, OSError) as error:
        raise fail(
            "bad-pack",
            f"this pack.json cannot be read: {error}",
            Place(str(path)),
            hint="take it from version control again, or build into another folder",
        ) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise fail(
            "bad-pack",
            "this pack.json is not of a schema that this policygen knows",
            Place(str(path)),
            hint=f"it knows schema {SCHEMA}; build the pack again",
        )
    try:
        return _manifest(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise fail(
            "bad-pack",
            f"this pack.json lacks a part: {error}",
            Place(str(path)),
            hint="take it from version control again, or build into another folder",
        ) from error


def _manifest(data: Mapping[str, Any]) -> Manifest:
    return Manifest(
        data["policygen"],
        data["library"],
        dt.date.fromisoformat(data["as_of"]),
        data["status"],
        data["organisation"],
        tuple(data["to_complete"]),
        tuple(_read_document(one) for one in data["documents"]),
        data["facts"],
        data["terms"],
        data.get("inputs", ""),
        _read_files(data.get("index", {})),
    )


def _read_files(data: Mapping[str, Any]) -> dict[str, FileRecord]:
    return {kind: FileRecord(one["path"], one["sha256"], one["content"]) for kind, one in data.items()}


def _read_document(data: Mapping[str, Any]) -> DocumentRecord:
    return DocumentRecord(
        data["id"],
        data["title"],
        data["family"],
        tuple(data["audience"]),
        data["publish"],
        _read_files(data["files"]),
        tuple(_read_clause(one) for one in data["clauses"]),
        _read_uses(data),
        _read_uses({"facts": [], "law": [], "terms": [], "contacts": [], **data.get("chosen", {})}),
        {str(name): int(page) for name, page in data.get("pages", {}).items()},
    )


def _read_clause(data: Mapping[str, Any]) -> ClauseRecord:
    return ClauseRecord(
        data["id"],
        data["number"],
        data["heading"],
        data["text"],
        data["sha256"],
        data["source"],
        _read_uses(data),
        tuple(data["covers"]),
    )


def _read_uses(data: Mapping[str, Any]) -> Uses:
    law = tuple(LawUse(one["id"], one["version"]) for one in data["law"])
    follows = tuple(data.get("follows", ()))
    return Uses(tuple(data["facts"]), law, tuple(data["terms"]), tuple(data["contacts"]), follows)
