"""Choices: lists of rules of which the first that holds decides, all compiled together into one template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policygen.errors import Place, PolicygenError, Problem
from policygen.sources import cache
from policygen.sources.expressions import Compiled, Names, References, as_problems, compile_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to choose: `when` is a condition (empty: always), `value` what it gives."""

    when: str
    value: Any
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Choices:
    """Named choices, ready to be asked; `references` says what each line names, `places` where it was written."""

    rules: Mapping[str, tuple[Rule, ...]]
    compiled: Compiled
    problems: tuple[Problem, ...]
    references: References
    places: tuple[Place, ...] = ()

    def place(self, line: int) -> Place:
        """Return the place of the rule that stands on a line of what was compiled."""
        return self.places[line - 1] if 0 < line <= len(self.places) else Place()

    def bind(self, variables: Mapping[str, Any]) -> Bound:
        """Return the choices for one organisation; `variables` are what conditions may use."""
        template = self.compiled.template
        if template is None:
            raise PolicygenError(self.problems)
        return Bound(self, template, template.new_context(dict(variables), shared=True))


@dataclass(frozen=True, slots=True)
class Bound:
    """Choices together with one organisation's facts."""

    choices: Choices
    template: jinja2.Template
    context: jinja2.runtime.Context

    def pick(self, name: str) -> Rule | None:
        """Return the first rule of `name` that holds, or None."""
        rules = self.choices.rules[name]
        if len(rules) == 1 and not rules[0].when:
            return rules[0]
        answer = "".join(self.template.blocks[_block(name)](self.context))
        return rules[int(answer)] if answer else None


def _block(name: str) -> str:
    return "r_" + "".join(char if char.isalnum() else f"_{ord(char):x}_" for char in name)


def cached_choices(rules: Mapping[str, tuple[Rule, ...]], names: Names, file: str) -> Choices:
    """Return `rules` compiled as `compile_choices` does, from the cache if that was done before without a fault."""
    written = "\n".join(f"{name}: {' | '.join(rule.when for rule in options)}" for name, options in rules.items())
    key = cache.key(file, written, names.digest)
    code = cache.load(key)
    if code is not None:
        return Choices(rules, Compiled(code, References(), ()), (), References())
    made = compile_choices(rules, names, file)
    if not made.problems:
        cache.keep(key, made.compiled.code)
    return made


def compile_choices(rules: Mapping[str, tuple[Rule, ...]], names: Names, file: str) -> Choices:
    """Return `rules` compiled; each condition that cannot be is a problem at its own place."""
    lines: list[str] = []
    places: list[Place] = []
    for name, options in rules.items():
        lines.append(f"{{% block {_block(name)} %}}")
        places.append(Place(file))
        for index, rule in enumerate(options):
            word = "if" if index == 0 else "elif"
            lines.append(f"{{%- {word} {_one_line(rule.when)} -%}}{index}")
            places.append(rule.place)
        lines.append("{%- endif -%}{% endblock %}")
        places.append(Place(file))
    source = "\n".join(lines)
    compiled = compile_source(source, file, names)

    def place(line: int, _word: str) -> Place:
        return places[line - 1] if 0 < line <= len(places) else Place(file)

    return Choices(rules, compiled, tuple(as_problems(compiled.faults, place)), compiled.references, tuple(places))


def _one_line(condition: str) -> str:
    return " ".join(condition.split()) or "true"
