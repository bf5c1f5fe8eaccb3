"""`policygen init`: a profile to begin with."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policygen.cli import common
from policygen.compose.facts import build_facts
from policygen.errors import Place, PolicygenError, fail
from policygen.sources import kinds, rules
from policygen.sources.fields import by_path
from policygen.sources.jsonschema import profile_schema_text
from policygen.sources.profile import LoadedProfile, load_profile
from policygen.sources.schema import NATIONS, TYPES
from policygen.sources.starter import TO_COMPLETE, Start, starter_text
from policygen.sources.yamlguard import unseen

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygen.sources.library import Library

SCHEMA_NAME = "profile.schema.json"
_ENDINGS = (".yaml", ".yml")
Answers = dict[str, Any]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--type", "kind", type=click.Choice(list(TYPES)), help="What kind of organisation it is.")
@click.option("--nation", type=click.Choice(list(NATIONS)), help="Where it is.")
@click.option("--name", help="Its full name. [default: from the file's name]")
@click.option(
    "--youngest", type=click.IntRange(0, 25), help="Age of the youngest children. [default: usual for the type]"
)
@click.option("--oldest", type=click.IntRange(0, 25), help="Age of the oldest children. [default: usual for the type]")
@click.option("--no-input", is_flag=True, help="Ask nothing: mark what is missing instead.")
def command(  # noqa: PLR0913 - one parameter an option
    *, file: Path, kind: str | None, nation: str | None, name: str | None,
    youngest: int | None, oldest: int | None, no_input: bool,
) -> None:  # fmt: skip
    """Write a profile to begin with to FILE, which must end in .yaml and not be there yet.

    Asks a handful of questions; an empty answer leaves the field to be completed.
    """
    _refuse(file)
    asks = not no_input and sys.stdin.isatty()
    if not asks and not (kind and nation):
        message = f"--{'nation' if kind else 'type'} is needed where no questions are asked"
        raise click.UsageError(message)
    library = common.library()
    given = {"name": name, "type": kind, "nation": nation}
    ages = {"children.age_min": youngest, "children.age_max": oldest}
    answers: Answers = {f"org.{path}": value for path, value in given.items() if value is not None}
    answers |= {path: value for path, value in ages.items() if value is not None}
    if asks:
        _ask_first(answers, file)
    guesses = {"org.name": _name_of(file)} | _usual_ages(answers, library)
    guessed = frozenset(guesses.keys() - answers.keys()) if not asks else frozenset()
    answers = guesses | answers
    if asks:
        _ask_more(answers, library)
    text = _checked_text(file, answers, guessed, library)
    _write(file, text)
    count = text.count(f"# {TO_COMPLETE}")
    click.echo(f"wrote {file}: {count} lines are marked '{TO_COMPLETE}'. Next: policygen check {file}", err=True)


def _refuse(file: Path) -> None:
    """Refuse a file that is there already, or that a folder of profiles would not show."""
    if file.suffix not in _ENDINGS:
        raise fail("bad-file-name", f"'{file}' does not end in .yaml", hint=f"call it {file}.yaml")
    if file.exists() or file.is_symlink():
        raise fail(
            "file-exists", f"{file} is already there", Place(str(file)), hint="choose another name; nothing was changed"
        )


def _name_of(file: Path) -> str:
    """Return a name to begin with: oak-lane.yaml is Oak Lane."""
    return " ".join(file.stem.replace("-", " ").replace("_", " ").split()).title() or file.stem


def _usual_ages(answers: Answers, library: Library) -> Answers:
    """Return the ages that are usual for the type, and that fit what was answered."""
    youngest, oldest = library.vocabulary.types[answers["org.type"]].ages
    youngest = min(youngest, answers.get("children.age_max", youngest))
    return {"children.age_min": youngest, "children.age_max": max(oldest, answers.get("children.age_min", youngest))}


def _ask_first(answers: Answers, file: Path) -> None:
    """Ask what everything else follows from."""
    _ask(answers, "org.name", default=_name_of(file))
    _ask(answers, "org.type")
    _ask(answers, "org.nation")


def _ask_more(answers: Answers, library: Library) -> None:
    """Ask what differs most between organisations of one type, with the usual answer to hand."""
    for path in ("children.age_min", "children.age_max"):
        answers[path] = click.prompt(by_path()[path].label, default=answers[path], type=click.IntRange(0, 25), err=True)
    usual = _facts(answers, library)
    for path in ("phones.children", "phones.staff", "net.provided"):
        _ask(answers, path, default=usual[path])
    for path in ("lead.head.name", "lead.safeguarding.name", "lead.safeguarding.phone"):
        _ask(answers, path, default="")


def _ask(answers: Answers, path: str, default: str | None = None) -> None:
    """Ask for one field; an answer that does not fit is asked for again, and an empty one is not said."""
    if path in answers:
        return
    field = by_path()[path]
    group = path.rpartition(".")[0]
    label = f"{by_path()[group].label}: {field.label.lower()}" if "." in group else field.label
    for value, meaning in field.values.items():
        click.echo(f"  {value:<20}{meaning}", err=True)
    choice = click.Choice(list(field.values)) if field.values else None
    check = None if choice else _fits(field.kind)
    value = click.prompt(
        label, default=default, type=choice, value_proc=check, err=True, show_default=bool(default), show_choices=False
    )
    if value != "":
        answers[path] = value


def _fits(kind: str) -> Callable[[str], str]:
    """Return a function that hands on an answer, or has click ask again."""

    def check(answer: str) -> str:
        problem = ""
        if answer and kind == "phone" and not kinds.is_phone(answer):
            problem = "digits and spaces only, such as 01632 960101"
        elif unseen(answer):
            problem = "this holds a character that nobody can see: type it again"
        if problem:
            raise click.UsageError(problem)
        return " ".join(answer.split())

    return check


def _profile(answers: Answers) -> LoadedProfile:
    """Return the answers as a profile."""
    values: dict[str, Any] = {}
    for path, value in answers.items():
        section = values
        *above, last = path.split(".")
        for step in above:
            section = section.setdefault(step, {})
        section[last] = value
    return LoadedProfile("answers", "", values, {})


def _facts(answers: Answers, library: Library) -> dict[str, Any]:
    """Return every fact that follows from the answers; raises PolicygenError where the type is not in the nation."""
    facts = build_facts(_profile(answers), library, max(common.today(), library.register.begins))
    return {path: facts.plain(path) for path in facts.values}


def _checked_text(file: Path, answers: Answers, guessed: frozenset[str], library: Library) -> str:
    """Return the profile's text, read back and checked; raises PolicygenError with what an answer did wrong."""
    usual = _facts(answers, library)
    found = rules.check_rules(usual, common.today(), lambda _path: Place())
    start = Start(answers, guessed, usual, frozenset(problem.path for problem in found))
    text = starter_text(start, SCHEMA_NAME)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / file.name
        trial.write_text(text, encoding="utf-8", errors="surrogatepass")
        try:
            load_profile(trial)
        except PolicygenError as error:
            # The file that was tried is gone: the answer is named by its field.
            raise PolicygenError(replace(one.at(Place()), excerpt="") for one in error.problems) from error
    return text


def _write(file: Path, text: str) -> None:
    """Write the profile, and beside it the schema that its first line names, unless one is there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
        schema = file.parent / SCHEMA_NAME
        if not schema.exists():
            schema.write_text(profile_schema_text(), encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise fail("file-exists", f"{file} cannot be made: {error.filename} is in the way", Place(str(file))) from error
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise fail("cannot-write", f"{file} cannot be written: {what.lower()}", Place(str(file)),
                   hint="choose a folder that you may write to") from error  # fmt: skip
