"""A council, a trust or a national body adds law of its own: procedures with editions, and contacts."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main
from policygen.errors import PolicygenError
from policygen.sources.library import Library
from tests.kit import CLUB, DAY, SCHOOL, SMALL, compose_text, page, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEAD = """\
topics: {marlshire: In Marlshire}
bodies: [any, school, club]
official:
  - {kinds: [procedure, policy], hosts: [safeguarding.marlshire.example]}
"""
PROCEDURES = """\
instruments:
  - id: marlshire-procedures
    title: Marlshire safeguarding procedures
    citation: Marlshire Safeguarding Partnership
    kind: procedure
    topic: TOPIC
    nations: [england]
    applies_to: [any]
    confidence: high
    last_checked: 2026-11-22
    source: ["https://safeguarding.marlshire.example/procedures"]
    versions:
      - from: 2022-04-01
        until: 2026-09-30
        state: in_force
        label: Fourth edition
        cite: the Marlshire procedures (2022)
        summary: How to refer a child in Marlshire.
        url: https://safeguarding.marlshire.example/procedures/2022
      - from: 2026-10-01
        until: null
        state: in_force
        label: Fifth edition
        cite: the Marlshire procedures (2026)
        summary: How to refer a child in Marlshire, online too.
        url: https://safeguarding.marlshire.example/procedures
"""
DOOR = """\
contacts:
  - id: marlshire-front-door
    name: Marlshire front door
    nations: [england]
    audience: [professional]
    purpose: Refer a child in Marlshire
    phone: 01632 960300
    url: null
    status: active
    confidence: high
    local: false
    last_checked: 2026-11-22
    source: ["https://safeguarding.marlshire.example/contact"]
"""
TEXT = page("""\
## Referring {#referring}

We follow {{ law('marlshire-procedures') }}. Ring {{ contact('marlshire-front-door') }}.

{% if law_from('marlshire-procedures', '2026-10-01') %}Harm online is referred too.{% endif %}
""")


def marlshire(folder: Path, topic: str = "marlshire", text: str = TEXT) -> Path:
    """Return the folder of a council's own library."""
    own = folder / "marlshire"
    for name, content in {
        "law/register.yaml": HEAD,
        "law/procedures.yaml": PROCEDURES.replace("TOPIC", topic),
        "contacts/marlshire.yaml": DOOR,
        "documents/page.md": text,
    }.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(content, encoding="utf-8")
    return own


def run(args: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(args)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_councils_procedures_are_cited_in_the_edition_of_the_day(tmp_path: Path) -> None:
    library = Library((SMALL, marlshire(tmp_path)))
    before = words(compose_text(tmp_path, SCHOOL, dt.date(2026, 9, 30), library), "page")
    after = words(compose_text(tmp_path, SCHOOL, dt.date(2026, 10, 1), library), "page")
    assert "We follow the Marlshire procedures (2022)." in before
    assert "We follow the Marlshire procedures (2026)." in after
    assert "Harm online" not in before
    assert "Harm online is referred too." in after
    assert "Ring Marlshire front door on 01632 960300." in after


def test_what_was_not_in_force_is_refused_for_local_law_too(tmp_path: Path) -> None:
    with pytest.raises(PolicygenError) as caught:
        compose_text(tmp_path, SCHOOL, dt.date(2022, 3, 31), Library((SMALL, marlshire(tmp_path))))
    assert [one.code for one in caught.value.problems] == ["not-law"]
    assert "was not in force on 2022-03-31" in caught.value.problems[0].message


def test_local_law_under_a_national_topic_stands_in_the_list_of_law(tmp_path: Path) -> None:
    library = Library((SMALL, marlshire(tmp_path, "guidance")))
    assert "The Marlshire procedures" not in words(compose_text(tmp_path, CLUB), "law-list")
    text = words(compose_text(tmp_path, CLUB, DAY, library), "law-list")
    assert "the Marlshire procedures (2026) | How to refer a child in Marlshire, online too." in text


def test_local_law_reaches_the_pack_on_disk_and_the_register_that_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, out = marlshire(tmp_path, "safeguarding"), tmp_path / "packs"
    profile = tmp_path / "oak.yaml"
    profile.write_text(SCHOOL, encoding="utf-8")
    order = ["--library", str(own), "--as-of", "2026-10-01"]
    assert run(["build", str(profile), "--out", str(out), "--format", "md", *order], capsys)[0] == 0
    assert "the Marlshire procedures (2026)" in (out / "oak" / "page.md").read_text(encoding="utf-8")
    framework = (out / "oak" / "legal-framework.md").read_text(encoding="utf-8")
    assert "Marlshire Safeguarding Partnership | How to refer a child in Marlshire, online too." in framework
    manifest = json.loads((out / "oak" / "pack.json").read_text(encoding="utf-8"))
    clause = next(one for document in manifest["documents"] if document["id"] == "page" for one in document["clauses"])
    assert clause["law"] == [{"id": "marlshire-procedures", "version": "2026-10-01"}]
    assert clause["contacts"] == ["marlshire-front-door"]
    _code, listed, _ = run(["law", "list", "--kind", "procedure", *order], capsys)
    assert listed == "marlshire-procedures  Fifth edition  (in force; england)\n"
    _code, shown, _ = run(["law", "show", "marlshire-procedures", *order], capsys)
    assert "page/referring" in shown
    assert run(["verify", str(profile), "--out", str(out), *order], capsys)[0] == 0


def test_a_new_edition_of_local_law_is_named_as_the_cause_of_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, out = marlshire(tmp_path), tmp_path / "packs"
    profile = tmp_path / "oak.yaml"
    profile.write_text(CLUB, encoding="utf-8")
    place = [str(profile), "--out", str(out), "--library", str(own)]
    assert run(["build", *place, "--as-of", "2026-09-30", "--format", "md"], capsys)[0] == 0
    code, said, _ = run(["verify", *place, "--as-of", "2026-10-01"], capsys)
    assert code == 1
    assert "  page/referring (because of law marlshire-procedures)\n" in said


def test_an_address_of_ones_own_has_to_be_listed_as_official(tmp_path: Path) -> None:
    own = marlshire(tmp_path)
    (own / "law" / "register.yaml").write_text("topics: {marlshire: In Marlshire}\n", encoding="utf-8")
    with pytest.raises(PolicygenError) as caught:
        _ = Library((SMALL, own)).register
    assert [(one.code, one.place.line) for one in caught.value.problems] == [("law-address", 19), ("law-address", 26)]
    assert caught.value.problems[0].hint == "leave the address out, or add its host to 'official'"


def test_a_local_library_without_a_register_of_its_own_changes_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own" / "documents"
    own.mkdir(parents=True)
    assert Library((SMALL, own.parent)).register == Library((SMALL,)).register
