"""How policygen makes the same documents: a library and a profile on disk, composed and written with clause ids."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

from benchmarks.content import FACTS, Content, content_of
from policygen.compose.facts import Facts, build_facts
from policygen.compose.pack import compose
from policygen.sources.library import Library
from policygen.sources.profile import load_profile
from policygen.where import library_folder
from policygen.writers import docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygen.model import Pack

AS_OF = dt.date(2026, 11, 22)

_FRONT = """---
id: {id}
title: {title}
family: governance
audience: [staff]
publish: internal
reading: staff
contents: false
---
"""


def prepare(content: Content, folder: Path) -> Path:
    """Leave a library on disk whose one document is `content`; return its folder."""
    library = folder / f"{content.id}.library"
    if not library.exists():
        for name in ("law", "contacts", "vocabulary"):
            shutil.copytree(library_folder() / name, library / name)
        (library / "documents").mkdir()
        (library / "documents" / f"{content.id}.md").write_text(_template(content), encoding="utf-8")
    return library


def _template(content: Content) -> str:
    blocks = [_FRONT.format(id=content.id, title=content.title)]
    for number, part in enumerate(content.parts):
        match part.kind:
            case "section" | "clause":
                marks = "##" if part.kind == "section" else "###"
                blocks.append(f"{marks} {_expressions(part.text)} {{#clause-{number}}}")
            case "text":
                blocks.append(_expressions(part.text))
            case "item":
                blocks.append(f"- {_expressions(part.text)}")
            case "table":
                head, *rows = [[_expressions(cell) for cell in row] for row in part.rows]
                blocks.append("\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows]))
    return "\n\n".join(blocks) + "\n"


def _expressions(text: str) -> str:
    return re.sub(r"{{ (\w+) }}", lambda gap: f"{{{{ {FACTS[gap[1]]} }}}}", text)


def library_of(folder: Path) -> Library:
    """Return the library in a folder."""
    return Library([folder], cached=True)


def facts_of(profile: Path, library: Library) -> Facts:
    """Return the facts of the organisation of a profile."""
    return build_facts(load_profile(profile), library, AS_OF)


def values_of(facts: Facts) -> dict[str, str]:
    """Return what fills the gaps of the other methods."""
    return {name: str(facts.values[path]) for name, path in FACTS.items()}


def writer(facts: Facts, library: Library) -> Callable[[], list[bytes]]:
    """Return the function that composes the pack of an organisation and writes every document of it."""
    return lambda: [docx.write(document) for document in compose(facts, library).documents]


def pack_of(facts: Facts, library: Library) -> Pack:
    """Return the pack composed."""
    return compose(facts, library)


def contents_of(pack: Pack, facts: Facts) -> list[Content]:
    """Return a pack as plain contents, for the other methods to make."""
    values = values_of(facts)
    return [content_of(document, values) for document in pack.documents]
