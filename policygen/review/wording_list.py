"""The words of a library judged by its own lists: what blames or harms, is retired, misspelt or left to fill in.

Every rule is data (`templates/language/`): which words, where they are looked for, whether quotations count, and what
to write instead. Findings name the file, the line and the column.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygen.errors import Place, Problem
from policygen.review.prose import Prose, prose
from policygen.sources import yamlguard
from policygen.where import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from policygen.sources.documents import DocumentSource
    from policygen.sources.language import WordRule
    from policygen.sources.library import Library

_YAML_FOLDERS = ("vocabulary", "contacts")
_SHORTEST_NAME = 4
_WAIVER = re.compile(r"^[ \t]*# waiver: ([^:\n]+): *(\S[^\n]*)$", re.MULTILINE)


def judged(library: Library, names: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return what the library's words break of its own lists; `names` are organisations that no template may name.

    Raises PolicygenError where a list cannot be read.
    """
    rules = library.language.rules
    other = _other_organisations(names) if rules else None
    problems: list[Problem] = []
    used: set[tuple[str, str]] = set()
    sources = {source.file: source for source in (*library.documents.values(), *library.shared_files)}
    for page in _pages(library):
        waived = _waived(sources.get(page.file)) | _waived_in_comments(page)
        for found, rule, words in _found(page, rules):
            if words.casefold() in waived:
                used.add((page.file, words.casefold()))
            else:
                problems.append(replace(_problem(page, found, rule), path=page.kind))
        if other is not None and page.kind != "contacts":
            problems += _named(page, other)
    for source in sources.values():
        problems += _needless(source, used)
    return tuple(problems)


def _pages(library: Library) -> Iterator[Prose]:
    for source in library.documents.values():
        yield prose(source.file, "documents", source.lines)
    for source in library.shared_files:
        yield prose(source.file, "shared", source.lines)
    for folder in library.folders:
        for kind in _YAML_FOLDERS:
            for path in sorted((folder / kind).glob("*.yaml")):
                yield _yaml(path, kind)


def _yaml(path: Path, kind: str) -> Prose:
    file = shown(path)
    return prose(file, kind, yamlguard.read(path, file).split("\n"))


def _found(page: Prose, rules: Iterable[WordRule]) -> Iterator[tuple[re.Match[str], WordRule, str]]:
    for rule in rules:
        if page.kind in rule.where and rule.may_be_in(page.folded):
            text = page.text if rule.quoted else page.unquoted
            for found in rule.pattern.finditer(text):
                yield found, rule, " ".join(found[0].split())


def _problem(page: Prose, found: re.Match[str], rule: WordRule) -> Problem:
    lead = len(found[0]) - len(found[0].lstrip(" \t\n|-*■.!?"))
    line, column = page.position(found.start() + lead)
    words = found[0][lead:].split("\n")[0].rstrip()
    place = Place(page.file, line, column, max(len(words), 1))
    message = f"'{' '.join(found[0][lead:].split())}'{_WHY.get(rule.code, _WHY['word-to-avoid'])}"
    return Problem(rule.code, message, place, hint=f"write {rule.say}", severity=rule.severity)


_WHY = {
    "word-to-avoid": " does not belong in a document",
    "not-british": " is not British English",
    "retired-name": " is gone",
    "not-filled-in": " was never filled in",
    "stray-contact": " stands outside contacts/, where nobody checks it",
    "no-actor": " does not say who",
}


def _other_organisations(names: Iterable[str]) -> re.Pattern[str] | None:
    kept = sorted({re.escape(name) for name in names if len(name) >= _SHORTEST_NAME}, key=lambda name: -len(name))
    return re.compile(r"\b(?:" + "|".join(kept) + r")\b") if kept else None


def _named(page: Prose, names: re.Pattern[str]) -> Iterator[Problem]:
    for found in names.finditer(page.said):
        line, column = page.position(found.start())
        place = Place(page.file, line, column, len(found[0]))
        message = f"'{found[0]}' is the name of one organisation"
        yield Problem("other-organisation", message, place, page.kind, "write {{ org.short_name }}")


def _waived(source: DocumentSource | None) -> dict[str, str]:
    rows = source.front.get("waivers", ()) if source else ()
    return {str(row["word"]).casefold(): str(row["why"]) for row in rows if isinstance(row, dict) and row.get("why")}


def _waived_in_comments(page: Prose) -> dict[str, str]:
    """Return the waivers of a file of vocabulary, which has no front matter: "# waiver: the words: the reason"."""
    return {word.casefold(): why for word, why in _WAIVER.findall(page.text)} if page.kind in _YAML_FOLDERS else {}


def _needless(source: DocumentSource, used: set[tuple[str, str]]) -> Iterator[Problem]:
    """Yield each waiver that has no reason, or that nothing needs."""
    for row in source.front.get("waivers", ()):
        word = str(row.get("word", "")) if isinstance(row, dict) else ""
        line = next((n for n, text in enumerate(source.lines, 1) if "word:" in text and word in text), 1)
        place = source.place(line, word)
        if not word or not row.get("why"):
            hint = "write - {word: the words, why: the reason}"
            yield Problem("bad-waiver", "a waiver needs its word and its reason", place, source.id, hint)
        elif (source.file, word.casefold()) not in used:
            hint = "take it out, or write the word as it stands in the text"
            yield Problem("bad-waiver", f"nothing here needs the waiver of '{word}'", place, source.id, hint)
