"""The packs of the example profiles as Markdown, so that every change of wording is seen in review.

`python -m tests.content.golden --write` writes them anew after a change that is meant; without `--write` it says what
differs, as the test does.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from policygen.writers import markdown
from tests.content.organisations import example, examples

FOLDER = Path(__file__).with_name("golden")
COMMAND = "python -m tests.content.golden --write"
_MOST = 40
"""Lines of difference that are shown of one document: enough to see what happened."""


def drawn(slug: str) -> dict[str, str]:
    """Return each document of an example's pack as Markdown, by its id."""
    return {document.id: markdown.write(document) for document in example(slug).documents}


def kept(slug: str) -> dict[str, str]:
    """Return what is kept of an example's pack, by the id of the document."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted((FOLDER / slug).glob("*.md"))}


def differences(slug: str) -> str:
    """Return what differs between the pack of an example and what is kept of it, as a diff of each document."""
    now, before = drawn(slug), kept(slug)
    shown: list[str] = []
    for name in sorted(now.keys() | before.keys()):
        told = difflib.unified_diff(
            before.get(name, "").splitlines(),
            now.get(name, "").splitlines(),
            f"kept {slug}/{name}",
            "now",
            "",
            "",
            1,
            "",
        )
        lines = list(told)
        shown += lines[:_MOST]
        shown += [f"… and {len(lines) - _MOST} lines more of {name}"] if len(lines) > _MOST else []
    return "\n".join(shown)


def write(slug: str) -> None:
    """Keep the pack of an example as it is now; what is no longer in it goes."""
    folder, now = FOLDER / slug, drawn(slug)
    folder.mkdir(parents=True, exist_ok=True)
    for name in kept(slug).keys() - now.keys():
        (folder / f"{name}.md").unlink()
    for name, text in now.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write the packs, or say what differs; return 1 where something does."""
    slugs = [path.stem for path in examples()]
    if arguments == ["--write"]:
        for slug in slugs:
            write(slug)
        return 0
    told = [shown for slug in slugs if (shown := differences(slug))]
    sys.stdout.write("\n".join([*told, ""]))
    return 1 if told else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
