"""`policygen diff` as people use it: packs, days, files and revisions held against each other."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from policygen.cli.diff import FORMATS
from policygen.cli.main import main
from policygen.model import Clause, Paragraph, Span
from policygen.pack.build import compose_profile
from policygen.review.cause_words import CauseWords
from policygen.review.compare import compare, side_of
from policygen.review.comparison import Side
from policygen.review.difference_markdown import markdown
from policygen.review.difference_text import text_lines
from tests.kit import CLUB, COMPLETE, profile, small_library
from tests.writers import samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PLACED = "lead: {safeguarding: {name: Ann Example}}"


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - whatever the command prints
        return json.loads(self.out)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def runs(*words: str | Path) -> Ran:
        capfd.readouterr()
        code = main([str(word) for word in words])
        return Ran(code, *capfd.readouterr())

    return runs


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a club's profile, its pack, and its profile with another name in it."""
    folder = tmp_path_factory.mktemp("club")
    (folder / "club.yaml").write_text(CLUB, encoding="utf-8")
    main(["build", str(folder / "club.yaml"), "--out", str(folder / "packs"), "--as-of", "2026-11-22"])
    return folder


@pytest.fixture
def copy(club: Path, tmp_path: Path) -> Iterator[Path]:
    """Return a copy of the club's folder as the folder that we are in."""
    folder = tmp_path / "club"
    shutil.copytree(club, folder)
    before = os.getcwd()  # noqa: PTH109 - restored as it was
    os.chdir(folder)
    yield folder
    os.chdir(before)


def test_a_pack_and_its_own_profile_are_the_same(copy: Path, run: Callable[..., Ran]) -> None:
    assert copy.is_dir()
    assert run("diff", "packs/club", "club.yaml@2026-11-22") == (0, "Nothing differs.\n", "")


def test_one_fact_changes_the_sentences_that_use_it_and_says_so(copy: Path, run: Callable[..., Ran]) -> None:
    (copy / "next.yaml").write_text(CLUB.replace("Ann Example", "Bea Sample"), encoding="utf-8")
    ran = run("diff", "club.yaml@2026-11-22", "next.yaml@2026-11-22")
    assert ran.code == 1
    assert "the profile says another thing for lead.safeguarding.name: Ann Example → Bea Sample" in ran.out
    assert "[-Ann Example-]{+Bea Sample+}" in ran.out
    data = run("diff", "club.yaml@2026-11-22", "next.yaml@2026-11-22", "--format", "json").data
    assert data["changes"]
    for change in data["changes"]:
        assert set(change) >= {"document", "clause", "kind", "causes", "old", "new"}
        assert "profile:lead.safeguarding.name" in change["causes"]
    one = data["changes"][0]["document"]
    only = run("diff", "club.yaml@2026-11-22", "next.yaml@2026-11-22", "--format", "json", "--document", one).data
    assert {change["document"] for change in only["changes"]} == {one}
    stat = run("diff", "club.yaml@2026-11-22", "next.yaml@2026-11-22", "--stat").out.splitlines()
    assert len(stat) == len(data["documents"]) + 1


def edit(path: Path, old: str, new: str) -> None:
    """Change words in a Word file and leave the rest of it as it is."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    text = parts["word/document.xml"].decode()
    assert old in text
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, text.replace(old, new, 1) if name == "word/document.xml" else data)
    path.write_bytes(made.getvalue())


def test_an_edit_by_hand_is_shown_against_the_pack_and_the_profile(copy: Path, run: Callable[..., Ran]) -> None:
    name = next(one for one in json.loads((copy / "packs/club/pack.json").read_text())["documents"] if one["clauses"])
    clause = next(one for one in name["clauses"] if one["text"])
    word = clause["text"].split()[0]
    shutil.copy(copy / "packs/club" / f"{name['id']}.docx", copy / "edited.docx")
    edit(copy / "edited.docx", f">{word} ", ">Handwritten ")
    ran = run("diff", "packs/club", "edited.docx", "--format", "json")
    assert ran.code == 1, ran.err
    assert [change["causes"] for change in ran.data["changes"]] == [["hand"]]
    assert "Handwritten" in ran.data["changes"][0]["new"]
    shutil.copy(copy / "edited.docx", copy / "packs/club" / f"{name['id']}.docx")
    again = run("diff", "club.yaml@2026-11-22", "packs/club", "--format", "json")
    assert [change["causes"] for change in again.data["changes"]] == [["hand"]]


def test_a_pack_without_its_word_files_is_compared_by_its_words(copy: Path, run: Callable[..., Ran]) -> None:
    for path in (copy / "packs/club").glob("*.docx"):
        path.unlink()
    assert run("diff", "packs/club", "club.yaml@2026-11-22").code == 0


def git(*words: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@club.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], check=True, capture_output=True)


def test_a_revision_is_a_side(copy: Path, run: Callable[..., Ran]) -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    (copy / "club.yaml").write_text(CLUB.replace("Ann Example", "Bea Sample"), encoding="utf-8")
    main(["build", "club.yaml", "--out", "packs", "--as-of", "2026-11-22"])
    git("commit", "-q", "-a", "-m", "second")
    packs = run("diff", "git:HEAD~1:packs/club", "packs/club")
    assert packs.code == 1, packs.err
    assert "[-Ann Example-]{+Bea Sample+}" in packs.out
    assert run("diff", "git:HEAD:packs/club", "packs/club").code == 0
    profile = run("diff", "git:HEAD~1:club.yaml@2026-11-22", "git:HEAD:club.yaml@2026-11-22", "--stat")
    assert profile.code == 1, profile.err


def problems(ran: Ran) -> set[str]:
    return set(re.findall(r"error\[([a-z-]+)\]", ran.err))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("nowhere", "packs/club", "no-such-file"),
        ("packs", "packs/club", "not-a-pack"),
        ("notes.txt", "packs/club", "not-a-side"),
        ("other.docx", "packs/club", "not-ours"),
        ("broken.docx", "packs/club", "docx-not-zip"),
        ("club.yaml@yesterday", "packs/club", "not-a-day"),
        ("git:HEAD:packs/club", "packs/club", "no-repository"),
        ("git:HEAD", "packs/club", "no-revision"),
        ("older", "packs/club", "bad-pack"),
    ],
)
def test_what_cannot_be_a_side(copy: Path, run: Callable[..., Ran], old: str, new: str, code: str) -> None:
    (copy / "notes.txt").write_text("Notes.")
    (copy / "broken.docx").write_bytes(b"These are not the bytes of a Word file at all.")
    shutil.copy(next((copy / "packs/club").glob("*.docx")), copy / "other.docx")
    without_names(copy / "other.docx")
    (copy / "older").mkdir()
    (copy / "older/pack.json").write_text('{"schema": 0}')
    ran = run("diff", old, new)
    assert ran.code == 1
    assert problems(ran) == {code}
    assert "Traceback" not in ran.err


def without_names(path: Path) -> None:
    """Take from a Word file the part that says which clauses are ours, as a program that knows nothing of it would."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist() if not one.startswith("customXml/")}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_a_revision_that_is_not_there(copy: Path, run: Callable[..., Ran]) -> None:
    assert copy.is_dir()
    git("init", "-q")
    git("add", "club.yaml")
    git("commit", "-q", "-m", "first")
    assert problems(run("diff", "git:HEAD~7:packs/club", "packs/club")) == {"no-revision"}
    assert problems(run("diff", "git:HEAD:packs/club", "packs/club")) == {"not-in-revision"}
    assert problems(run("diff", "git:--help:club.yaml", "packs/club")) == {"no-revision"}


def test_no_git_at_all(copy: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(copy))
    assert problems(run("diff", "git:HEAD:packs/club", "packs/club")) == {"no-git"}


def test_both_sides_are_complained_of_at_once(copy: Path, run: Callable[..., Ran]) -> None:
    assert copy.is_dir()
    assert problems(run("diff", "nowhere", "packs")) == {"no-such-file", "not-a-pack"}


def test_an_unknown_document_and_a_file_that_cannot_be_written(copy: Path, run: Callable[..., Ran]) -> None:
    assert copy.is_dir()
    assert problems(run("diff", "packs/club", "packs/club", "--document", "phnes")) == {"unknown-document"}
    assert problems(run("diff", "packs/club", "packs/club", "--output", "none/x.txt")) == {"cannot-write"}
    assert run("diff", "packs/club", "packs/club", "--stat", "--format", "json").code == 2


def test_every_format_can_go_to_a_file(copy: Path, run: Callable[..., Ran]) -> None:
    (copy / "next.yaml").write_text(CLUB.replace("Ann Example", "Bea Sample"), encoding="utf-8")
    for form in ("text", *FORMATS):
        path = copy / f"out.{form}"
        ran = run("diff", "club.yaml@2026-11-22", "next.yaml@2026-11-22", "--format", form, "--output", path)
        assert (ran.code, ran.out) == (1, "")
        assert path.stat().st_size


NEXT_TERM = """\
2026-08-31 → 2026-09-01

Phones at Testing (phones)
  2 Exceptions (phones/exceptions)
    Guidance 2026 replaced the 2018 edition on 1 September 2026
      A search follows Guidance [-2018-]{+2026+}.
  4 Be kind (phones/kind)
    Guidance 2026 replaced the 2018 edition on 1 September 2026
      Thank the pupil for telling you about [-old-]{+new+} harm.

The law (law-list)
  1 Guidance here (law-list/guidance)
    Guidance 2026 replaced the 2018 edition on 1 September 2026
      Guidance [-2018-]{+2026+} | The [-old-]{+new+} guidance.

What differs: 2 documents, 3 clauses"""
IN_A_COMMENT = """\
<details><summary><b>Phones at Testing</b>: 2</summary>

<sub>Because: Guidance 2026 replaced the 2018 edition on 1 September 2026</sub>

**2 Exceptions**

> A search follows Guidance <del>2018</del><ins>2026</ins>.

**4 Be kind**

> Thank the pupil for telling you about <del>old</del><ins>new</ins> harm.

</details>
"""


def said_of(old: Side, new: Side) -> CauseWords:
    library = small_library()
    return CauseWords(compare(old, new), library.register, library.vocabulary.words["en"])


def marked(look: str, words: str) -> str:
    return {"gone": f"[-{words}-]", "come": f"{{+{words}+}}"}.get(look, words)


def test_next_term_as_a_governor_reads_it(tmp_path: Path) -> None:
    school, library = profile(tmp_path, COMPLETE), small_library()
    days = (dt.date(2026, 8, 31), dt.date(2026, 9, 1))
    say = said_of(*(side_of(compose_profile(school, library, day), day.isoformat(), library.digest) for day in days))
    assert "\n".join(text_lines(say.comparison, say, marked)) == NEXT_TERM
    assert IN_A_COMMENT in markdown(say.comparison, say)


def test_who_reads_the_changes_alone_misses_no_moved_clause_and_no_first_page() -> None:
    a, b, c = (Clause(f"p/{name}", "", (Span(name),), 2, ()) for name in "abc")
    old, new = (
        samples.changed(samples.policy(), title=title, clauses=clauses)
        for title, clauses in (("Old title", (a, b, c)), ("New title", (b, c, a)))
    )
    say = said_of(Side("a", (old,)), Side("b", (new,)))
    rows = json.loads(FORMATS["json"](say.comparison, say))["changes"]
    assert [(row["clause"], row["kind"], row["reworded"]) for row in rows] == [
        ("", "changed", True),
        ("p/a", "moved", False),
    ]
    assert rows[0]["old"].startswith("Old title")
    assert rows[0]["new"].startswith("New title")


HOSTILE = "*a* <script> @everyone #12 [x](y) `c` | \x1b[31m </details> ~~z~~"


def hostile() -> CauseWords:
    """Return a comparison of documents with the worst words, and what says it."""
    old, new = (
        samples.changed(
            samples.policy(),
            title=HOSTILE,
            clauses=tuple(
                Clause(f"p/{n}", "1", (Span(HOSTILE),), 2, (Paragraph((Span(f"{words} {HOSTILE}"),)),))
                for n in range(40)
            ),
        )
        for words in ("One", "Two")
    )
    library = small_library()
    found = compare(Side("a", (old,)), Side("b", (new, dataclasses.replace(new, id="another"))))
    return CauseWords(found, library.register, library.vocabulary.words["en"])


def test_a_comment_holds_its_own_markup_alone_and_has_its_limit() -> None:
    say = hostile()
    text = markdown(say.comparison, say)
    assert "<script" not in text
    assert "@everyone" not in text
    assert " #12" not in text
    assert "\x1b" not in text
    assert text.count("<details>") == text.count("</details>") == 2
    short = markdown(say.comparison, say, longest=4000)
    assert len(short.encode()) <= 4000
    assert "2 documents are left out" in short


def test_words_are_painted_by_what_became_of_them() -> None:
    say = hostile()
    lines = "\n".join(text_lines(say.comparison, say, lambda look, words: f"<{look}:{words}>"))
    assert "<gone:One><come:Two>" in lines
