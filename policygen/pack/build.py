"""One pack built: composed, written in each format, held against what is on disk, and put there whole."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from policygen.compose.facts import Facts, build_facts
from policygen.compose.pack import compose
from policygen.errors import Place, PolicygenError, Problem, fail, nearest
from policygen.pack import manifest as packs
from policygen.pack.manifest import FileRecord, Manifest
from policygen.pack.store import recover, replace_folder
from policygen.review.word_screen import stopped_by
from policygen.sources import rules
from policygen.writers import docx, html_document, html_index, markdown, typst_pdf
from policygen.writers.house import House

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from policygen.model import Document, Pack
    from policygen.sources.library import Library
    from policygen.sources.profile import LoadedProfile


class Around(NamedTuple):
    """What a document is written with: a house style, the pages for a browser that the pack has, page numbers."""

    house: House
    pages: Collection[str]
    numbers: Mapping[str, int]


FORMATS: dict[str, Callable[[Document, Around], bytes]] = {
    "docx": lambda document, around: docx.write(document, around.house, around.numbers),
    "md": lambda document, _around: markdown.write(document).encode(),
    "html": lambda document, around: html_document.write(document, around.pages, around.house.brand, around.house.logo),
    "pdf": lambda document, around: typst_pdf.write(document, around.house.brand, around.house.logo),
}
"""How a document is written in each format; pages of a pack lead to the others that it has."""

_INDEX = html_document.INDEX.removesuffix(".html")
_MOST_CONTENT = 64 * 1024 * 1024
"""Bytes that a Word file may inflate to before it is taken for a trap."""


@dataclass(frozen=True, slots=True)
class Made:
    """A pack composed and written, not yet on disk: its files by name, and its manifest."""

    pack: Pack
    files: Mapping[str, bytes]
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the folder, the names it wrote (none if nothing had changed), and what is still to complete."""

    folder: Path
    written: tuple[str, ...]
    manifest: Manifest
    to_complete: tuple[Problem, ...]


def compose_profile(profile: LoadedProfile, library: Library, as_of: dt.date) -> Pack:
    """Return the pack of a profile on a day; raises PolicygenError with everything that stands against it."""
    facts = build_facts(profile, library, as_of)
    found = rule_problems(facts, as_of)
    gaps = [one for one in found if one.code in rules.TO_COMPLETE]
    return compose(facts, library, gaps)


def rule_problems(facts: Facts, as_of: dt.date) -> list[Problem]:
    """Return what the rules between fields find; raises PolicygenError if any of it is an error."""
    values = {path: facts.plain(path) for path in facts.values}
    found = rules.check_rules(values, as_of, facts.profile.place)
    errors = [one for one in found if one.severity == "error"]
    if errors:
        raise PolicygenError(errors)
    return found


def make(  # noqa: PLR0913 - what to make, and what it stands beside
    pack: Pack, library: Library, formats: Sequence[str], only: Collection[str] = (), beside: Collection[str] = (),
    *, numbers: Mapping[str, Mapping[str, int]] | None = None,
) -> Made:  # fmt: skip
    """Return the files of a pack in `formats`, of the documents `only` (none named: all, and the index of pages).

    `beside` are the pages that the folder has already (`pages_in`), to which pages of `only` may lead; `numbers` are
    the page numbers of contents, by document and clause (`page_numbers`), where they are wanted.
    Raises PolicygenError for a document that is not in the pack.
    """
    ids = [one.id for one in pack.documents]
    unknown = [name for name in only if name not in ids]
    if unknown:
        raise PolicygenError([_unknown(name, ids, pack.slug) for name in unknown])
    numbers = numbers or {}
    files: dict[str, bytes] = {}
    records: dict[str, dict[str, FileRecord]] = {}
    house = House.of(pack.style)
    pages = {*beside, *only} if only else {*ids, _INDEX}
    for document in pack.documents:
        for kind in formats if not only or document.id in only else ():
            name = f"{document.id}.{kind}"
            data = FORMATS[kind](document, Around(house, pages, numbers.get(document.id, {})))
            files[name] = data
            records.setdefault(document.id, {})[kind] = FileRecord(name, digest(data), content_digest(name, data))
    manifest = packs.manifest_of(pack, records, library.digest, numbers)
    if "html" in formats and not only:
        vocabulary = library.vocabulary
        data = html_index.write(pack, ids, vocabulary.families, vocabulary.words["en"], house.brand)
        files[html_document.INDEX] = data
        manifest = replace(manifest, index={"html": FileRecord(html_document.INDEX, digest(data), digest(data))})
    if only:
        manifest = replace(manifest, documents=tuple(one for one in manifest.documents if one.id in only))
    return Made(pack, files, manifest)


def pages_in(folder: Path) -> frozenset[str]:
    """Return the ids of the documents that the pack in `folder` has as pages, and "index" where it has an index.

    Raises PolicygenError if its pack.json cannot be read.
    """
    before = packs.read(folder)
    if before is None:
        return frozenset()
    found = {one.id for one in before.documents if "html" in one.files}
    return frozenset(found | ({_INDEX} if "html" in before.index else set()))


def _unknown(name: str, ids: Sequence[str], slug: str) -> Problem:
    return Problem(
        "unknown-document",
        f"the pack of {slug} has no document '{name}'",
        path=name,
        hint="'policygen explain PROFILE' lists its documents",
        suggestion=nearest(name, ids),
    )


def build(made: Made, out: Path, *, only: Collection[str] = (), replace_edited: bool = False) -> Built:
    """Put a pack at `out`/slug, whole or not at all; where nothing has changed, nothing is written.

    Raises PolicygenError if the folder cannot be written, a Word file would bar readers (`word-check`), or a file in it
    was edited by hand and `replace_edited` is not set: then nothing is touched.
    """
    folder = out / made.pack.slug
    if out.parent.is_dir():
        recover(folder)
    before = packs.read(folder)
    if before is not None and not replace_edited:
        _refuse_edited(folder, before, made)
    manifest = _merged(before, made.manifest) if only else made.manifest
    files = dict(made.files) | _kept(folder, manifest, made.files)
    if before is not None and _same(before, manifest, folder):
        return Built(folder, (), before, made.pack.to_complete)
    ours = {file.path for file in before.files} if before else set()
    everything = {**files, packs.NAME: packs.dump(manifest)}
    written = tuple(sorted(name for name, data in everything.items() if not _is(folder / name, data)))
    _refuse_unsound(folder, {name: made.files[name] for name in written if name in made.files})
    replace_folder(folder, everything, {*ours, packs.NAME})
    return Built(folder, written, manifest, made.pack.to_complete)


def _refuse_unsound(folder: Path, written: Mapping[str, bytes]) -> None:
    """Refuse Word files that bar readers: that is a fault of the library or of policygen, and no draft mends it."""
    problems = [
        Problem(
            "word-check",
            f"{one.code}: {one.message}",
            Place(str(folder / name)),
            path=one.path,
            hint="mend the clause in the library, or tell those who make policygen; nothing was written",
        )
        for name, data in sorted(written.items())
        if name.endswith(".docx")
        for one in stopped_by(data, str(folder / name))
    ]
    if problems:
        raise PolicygenError(problems)


def _merged(before: Manifest | None, manifest: Manifest) -> Manifest:
    """Return the manifest with the records of documents that were not built this time.

    Where those were built from something else, no single hash says what the pack was built from.
    """
    if before is None:
        return replace(manifest, inputs="")
    alike = _from(before) == _from(manifest)
    new = {one.id for one in manifest.documents}
    others = tuple(one for one in before.documents if one.id not in new)
    return replace(
        manifest,
        documents=(*others, *manifest.documents),
        index=before.index,
        facts={**before.facts, **manifest.facts},
        terms={**before.terms, **manifest.terms},
        inputs=manifest.inputs if alike else "",
    )


def _from(manifest: Manifest) -> tuple[object, ...]:
    return (manifest.policygen, manifest.library, manifest.inputs, manifest.as_of)


def _kept(folder: Path, manifest: Manifest, made: Mapping[str, bytes]) -> dict[str, bytes]:
    names = (file.path for file in manifest.files)
    return {name: (folder / name).read_bytes() for name in names if name not in made and (folder / name).is_file()}


def _same(before: Manifest, after: Manifest, folder: Path) -> bool:
    """Say whether a pack on disk is what a build would write; the day alone is no reason to write it again."""
    if packs.dump(replace(after, as_of=before.as_of)) != packs.dump(before):
        return False
    return all(
        (folder / file.path).is_file() and digest((folder / file.path).read_bytes()) == file.sha256
        for file in before.files
    )


def _refuse_edited(folder: Path, before: Manifest, made: Made) -> None:
    problems = [
        Problem(
            "edited-by-hand",
            f"'{file.path}' was edited by hand since it was built",
            Place(str(folder / file.path)),
            path=name,
            hint="save your copy under another name, or build with --replace-edited to lose the edits",
        )
        for name, file in packs.named_files(before)
        if edited(folder, file) and not _is(folder / file.path, made.files.get(file.path, b""))
    ]
    if problems:
        raise PolicygenError(problems)


def edited(folder: Path, file: FileRecord) -> bool:
    """Say whether somebody changed the contents of a file since it was built; packing it anew is no change."""
    path = folder / file.path
    if not path.is_file():
        return False
    data = path.read_bytes()
    return digest(data) != file.sha256 and content_digest(file.path, data) != file.content


def _is(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def digest(data: bytes) -> str:
    """Return the hash of bytes as pack.json writes it."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def content_digest(name: str, data: bytes) -> str:
    """Return the hash of a file's contents; of a Word file that of its parts, however a zip library packed them."""
    if not name.endswith(".docx"):
        return digest(data)
    total = hashlib.sha256()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
            if sum(entry.file_size for entry in entries) > _MOST_CONTENT:
                return digest(data)
            for entry in entries:
                total.update(entry.filename.encode() + b"\0" + archive.read(entry) + b"\0")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return digest(data)
    return "sha256:" + total.hexdigest()


def refuse_draft(pack: Pack) -> None:
    """Raise PolicygenError with everything to complete if the pack is a draft."""
    if pack.status == "draft":
        raise PolicygenError([replace(one, severity="error") for one in pack.to_complete])


def same_slugs(profiles: Sequence[LoadedProfile]) -> None:
    """Raise PolicygenError if two profiles would share a folder."""
    seen: dict[str, LoadedProfile] = {}
    for profile in profiles:
        if profile.slug in seen:
            raise fail(
                "same-slug",
                f"two profiles are called '{profile.slug}'",
                Place(profile.file),
                hint=f"the other is {seen[profile.slug].file}: rename one",
            )
        seen[profile.slug] = profile
