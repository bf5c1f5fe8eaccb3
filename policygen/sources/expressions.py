"""The expressions of the library: Jinja2 in a sandbox, where a fact is read by its path and each reading is recorded.

`phones.staff` becomes `F['phones.staff']`, `term.child` becomes `T['child']`, `abbr.child` `A['child']`, and
`phones.staff | phrase` `P['phones.staff']`, so that the recorder sees exactly the paths that chose the words. Unknown
names are found here, before anything is rendered.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Self

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from policygen.errors import Place, Problem, nearest
from policygen.sources import marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import CodeType

    from jinja2.compiler import Frame

FUNCTIONS = (
    "law", "in_force", "law_from", "laws", "coming", "contact", "contacts", "see", "doc", "has_doc", "documents",
    "gloss",
)  # fmt: skip
_TABLES = ("F", "T", "A", "P", "L")
_INTERNAL = (*_TABLES, "ENTER", "MET")
_ALIASES = {"nation": "org.nation"}


class Missing(str):
    """A fact that nobody gave: false, empty, and visible as a gap when it is printed."""

    __slots__ = ("label", "path")
    path: str
    label: str

    def __new__(cls, path: str, label: str) -> Self:
        """Return the gap at `path`, which people know as `label`."""
        made = super().__new__(cls)
        made.path, made.label = path, label
        return made


@dataclass(frozen=True, slots=True)
class Names:
    """Every name that an expression may use."""

    facts: frozenset[str]
    terms: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    law: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        """Return a hash of all names: what was compiled against other names must be compiled again."""
        names = (self.facts, self.terms, self.phrases, self.law, self.contacts, self.documents, self.words)
        return hashlib.sha256("\n".join(" ".join(sorted(some)) for some in names).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line of a template; `word` is what to look for in the line."""

    line: int
    code: str
    message: str
    hint: str = ""
    word: str = ""
    suggestion: str = ""


@dataclass
class References:
    """What a template names, each with the lines where it does."""

    facts: list[tuple[str, int]] = field(default_factory=list)
    terms: list[tuple[str, int]] = field(default_factory=list)
    clauses: list[tuple[str, int]] = field(default_factory=list)
    law_from: list[tuple[str, str, int]] = field(default_factory=list)


def _finalize(value: object) -> object:
    """Return what an expression prints: the engine's own marks stay, everybody else's go."""
    if type(value) is str:
        return value if value.isascii() else marks.clean(value)
    if isinstance(value, marks.Marked | int):
        return value
    if isinstance(value, Missing):
        return marks.todo(value.path, value.label)
    if isinstance(value, dt.date):
        return long_date(value)
    marked = getattr(value, "marked", None)
    return marked if isinstance(marked, marks.Marked) else marks.clean(str(value))


def long_date(value: dt.date) -> str:
    """Return a day as British people write it: 7 September 2026."""
    return f"{value.day} {value:%B %Y}"


def when_text(value: object) -> object:
    """Return a month ("2027-09") or a day in words; a gap stays a gap."""
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, str) and not isinstance(value, Missing) and len(value) == len("2027-09"):
        return f"{dt.date.fromisoformat(value + '-01'):%B %Y}"
    return value


def cap(value: object) -> object:
    """Return text with its first letter large."""
    if isinstance(value, marks.Marked):
        return _cap_marked(value)
    return value[:1].upper() + value[1:] if type(value) is str else value


def _cap_marked(value: marks.Marked) -> marks.Marked:
    if value.startswith(marks.SEE):
        return marks.Marked(marks.SEE + marks.LARGE + value[len(marks.SEE) :])
    leads = value.startswith((marks.LINK, marks.ENTRY))
    start = value.index(marks.ARGUMENT) + len(marks.ARGUMENT) if leads else 0
    while value.startswith(marks.SIGN, start):
        start += len(marks.END)
    return marks.Marked(value[:start] + value[start : start + 1].upper() + value[start + 1 :])


def _joined(values: Iterable[object], last: str) -> str:
    items = [str(value) for value in values]
    if len(items) < 2:  # noqa: PLR2004 - one item is not a list
        return "".join(items)
    # "staff, parents and carers, and visitors": a comma before the last where an item has an "and" of its own.
    comma = "," if any(f" {last} " in item for item in items) else ""
    return f"{', '.join(items[:-1])}{comma} {last} {items[-1]}"


def and_list(values: Iterable[object]) -> str:
    """Return "a, b and c"."""
    return _joined(values, "and")


def or_list(values: Iterable[object]) -> str:
    """Return "a, b or c"."""
    return _joined(values, "or")


class _Generator(CodeGenerator):
    """Looks up recorded names directly: the tables are ours, so the sandbox's questions about them are answered."""

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja calls it by this name
        if isinstance(node.node, nodes.Name) and node.node.name in _TABLES and isinstance(node.arg, nodes.Const):
            self.visit(node.node, frame)
            self.write(f"[{node.arg.value!r}]")
        else:
            super().visit_Getitem(node, frame)


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox in which every expression of a library runs."""

    code_generator_class = _Generator


def _environment() -> _Environment:
    made = _Environment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        finalize=_finalize,
        comment_start_string="\ue0f0",
        comment_end_string="\ue0f1",
        keep_trailing_newline=True,
        cache_size=0,
    )
    made.filters.update(cap=cap, and_list=and_list, or_list=or_list, when_text=when_text)
    made.globals.clear()
    return made


ENVIRONMENT = _environment()


class _Paths(NodeTransformer):
    """Rewrites paths into recorded look-ups and collects what is wrong with them."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.roots = {path.split(".")[0] for path in names.facts} | set(_ALIASES)
        self.references = References()
        self.faults: list[Fault] = []

    def unknown(self, line: int, kind: str, name: str, allowed: Iterable[str]) -> None:
        message = f"'{name}' is not a {kind} that the library knows"
        self.faults.append(Fault(line, f"unknown-{kind}", message, _WHERE[kind], name, nearest(name, allowed)))

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 - Jinja calls it by this name
        path = _path(node)
        root = path[0] if path else ""
        if root in ("term", "abbr"):
            return self._term(node, path)
        if root not in self.roots:
            return self.generic_visit(node)
        return self._fact(node, path)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - Jinja calls it by this name
        if node.ctx == "load" and node.name in self.roots:
            return self._fact(node, [node.name])
        if node.name in _TABLES:
            message = f"'{node.name}' is a name of the engine's own"
            self.faults.append(Fault(node.lineno, "taken-name", message, "write the fact's own name", node.name))
        if node.ctx != "load" and (node.name in self.roots or node.name in FUNCTIONS):
            message = f"'{node.name}' has a meaning of its own"
            self.faults.append(Fault(node.lineno, "taken-name", message, "choose another name", node.name))
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 - Jinja calls it by this name
        if node.name not in ("phrase", "phrases") or node.node is None:
            if node.name not in ENVIRONMENT.filters:
                self.unknown(node.lineno, "filter", node.name, [*ENVIRONMENT.filters, "phrase", "phrases"])
                node.name = "cap"
            return self.generic_visit(node)
        path = ".".join(_path(node.node))
        path = _ALIASES.get(path, path)
        if path not in self.names.phrases:
            self.unknown(node.lineno, "phrase", path, self.names.phrases)
        self.references.facts.append((path, node.lineno))
        return _lookup("P" if node.name == "phrase" else "L", path, node.lineno)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja calls it by this name
        if isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS:
            # `contact` is a function here and a group of facts elsewhere: only what is in the brackets is looked into.
            self._check_call(node, node.node.name)
            function = node.node
            node.node = nodes.Const(None)
            self.generic_visit(node)
            node.node = function
            return node
        return self.generic_visit(node)

    def _term(self, node: nodes.Getattr, path: list[str]) -> nodes.Node:
        if len(path) != 2 or path[1] not in self.names.terms:  # noqa: PLR2004 - 'term' and its name
            self.unknown(node.lineno, "term", ".".join(path[1:]), self.names.terms)
        self.references.terms.append((path[-1], node.lineno))
        return _lookup("T" if path[0] == "term" else "A", path[-1], node.lineno)

    def _fact(self, node: nodes.Expr, path: list[str]) -> nodes.Node:
        name = _ALIASES.get(".".join(path), ".".join(path))
        if name not in self.names.facts:
            self.unknown(node.lineno, "fact", name, self.names.facts)
        self.references.facts.append((name, node.lineno))
        return _lookup("F", name, node.lineno)

    def _check_call(self, node: nodes.Call, function: str) -> None:
        given = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        if not given or not isinstance(given[0], str):
            if function not in ("coming", "contacts", "documents"):
                message = f"{function}() wants a name in quotation marks"
                self.faults.append(Fault(node.lineno, "bad-call", message, f"write {function}('its-name')", function))
            return
        name = given[0]
        allowed = {
            "law": self.names.law,
            "in_force": self.names.law,
            "law_from": self.names.law,
            "contact": self.names.contacts,
            "doc": self.names.documents,
            "has_doc": self.names.documents,
            "gloss": self.names.words,
        }
        known = name.casefold() if function == "gloss" else name
        if function in allowed and known not in allowed[function]:
            kind = {"contact": "contact", "doc": "document", "has_doc": "document", "gloss": "word"}.get(
                function, "law"
            )
            self.unknown(node.lineno, kind, name, allowed[function])
        if function == "see":
            self.references.clauses.append((name, node.lineno))
        if function == "law_from" and len(given) > 1:
            self.references.law_from.append((name, str(given[1]), node.lineno))


def _path(node: nodes.Node) -> list[str]:
    """Return ["phones", "staff"] for `phones.staff`, or nothing when the chain does not begin with a name."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        before = _path(node.node)
        return [*before, node.attr] if before else []
    return []


def _lookup(table: str, key: str, line: int) -> nodes.Getitem:
    name = nodes.Name(table, "load", lineno=line)
    return nodes.Getitem(name, nodes.Const(key, lineno=line), "load", lineno=line)


@dataclass(frozen=True)
class Compiled:
    """Jinja source as code, with what it refers to; `faults` have the lines of the source."""

    code: CodeType | None
    references: References
    faults: tuple[Fault, ...]

    @cached_property
    def template(self) -> jinja2.Template | None:
        """A template that runs the code, or None where faults left none."""
        return None if self.code is None else jinja2.Template.from_code(ENVIRONMENT, self.code, {})


def compile_source(source: str, file: str, names: Names) -> Compiled:
    """Return `source` compiled; with its faults of syntax and unknown names, if any."""
    try:
        tree = ENVIRONMENT.parse(source, file, file)
    except jinja2.TemplateSyntaxError as error:
        fault = Fault(
            error.lineno, "bad-expression", f"this expression cannot be read: {error.message}", _syntax_hint(error)
        )
        return Compiled(None, References(), (fault,))
    rewriter = _Paths(names)
    tree = rewriter.visit(tree)
    _check_names(tree, rewriter)
    if rewriter.faults:
        return Compiled(None, rewriter.references, tuple(rewriter.faults))
    return Compiled(ENVIRONMENT.compile(tree, file, file), rewriter.references, ())


_WHERE = {
    "fact": "docs/reference/profile.md lists every fact",
    "term": "terms stand in templates/vocabulary/terms*.yaml",
    "phrase": "phrases stand in templates/vocabulary/phrases*.yaml",
    "filter": "the guide to writing a clause lists the filters",
    "law": "'policygen law list' lists the register",
    "contact": "contacts stand in templates/contacts/",
    "document": "documents stand in templates/documents/",
    "word": "its entry would be a row of the document that says 'glossary: true'",
}


def _syntax_hint(error: jinja2.TemplateSyntaxError) -> str:
    if "end of template" in (error.message or "") or "Unknown tag 'end" in (error.message or ""):
        return "each {% if %} and {% for %} ends in the same paragraph, item or row"
    return "see 'Choosing words' in the guide to writing a clause"


def _check_names(tree: nodes.Template, rewriter: _Paths) -> None:
    """Find names that are neither functions nor variables of a loop."""
    local = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
    allowed = {*FUNCTIONS, *_INTERNAL, *local, "loop"}
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in allowed:
            rewriter.unknown(name.lineno, "fact", name.name, {*rewriter.roots, *FUNCTIONS, *local, "term", "abbr"})


def failing_line(error: BaseException, file: str) -> int:
    """Return the line of the template `file` in which `error` arose, or 0."""
    found = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def as_problems(faults: Iterable[Fault], place: Callable[[int, str], Place]) -> Iterator[Problem]:
    """Yield faults as problems; `place(line, word)` finds the position of the word that is wrong."""
    for fault in faults:
        yield Problem(
            fault.code, fault.message, place(fault.line, fault.word), hint=fault.hint, suggestion=fault.suggestion
        )
