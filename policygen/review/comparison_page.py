"""A comparison as a page for a browser and for paper: one file, no script, nothing fetched.

Words stand in one text or side by side, and documents and reasons are chosen: each is a radio button, which CSS alone
follows (Selectors level 4, `:has()`); a browser that does not know it shows everything. Built for WCAG 2.2 AA: `ins`
and `del` say in hidden words what colours and strokes show (1.3.1, 1.4.1), headings lead from document to clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import policygen
from policygen.review.comparison_page_look import STYLE, rules
from policygen.review.difference_text import between, clause_title, counted, differing
from policygen.review.marked import clause_lines, front_lines
from policygen.text import spans_text
from policygen.writers.html_text import fragment, said, shell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygen.model import Document
    from policygen.review.cause_words import CauseWords
    from policygen.review.comparison import ClauseChange, Comparison, DocumentChange
    from policygen.review.marked import Line, Run

_TAGS = {"gone": ("del", "deleted"), "come": ("ins", "inserted")}


def comparison_page(comparison: Comparison, say: CauseWords, language: str = "en-GB") -> bytes:
    """Return a comparison as the bytes of one HTML file: the same for the same comparison."""
    maker = _Maker(comparison, say)
    title = f"{maker.word('title')}: {between(comparison, say)}"
    style = STYLE + rules(len(comparison.documents), len(maker.causes))
    return shell(language, title, style, "\n".join(part for part in maker.parts() if part))


class _Maker:
    """Makes the parts of one page; documents and causes are numbered in the order in which they come."""

    def __init__(self, comparison: Comparison, say: CauseWords) -> None:
        self.comparison, self.say = comparison, say
        self.causes = _causes(comparison, say)
        self.numbers = {cause: place for place, cause in enumerate(self.causes, start=1)}

    def word(self, key: str) -> str:
        return self.say.words[f"diff_page_{key}"]

    def parts(self) -> Iterator[str]:
        """Yield the page from the link past everything to its foot."""
        words = self.say.words
        yield f'<a class="skip" href="#contents">{said(words["report_skip"])}</a>'
        yield f'<main id="contents" tabindex="-1">\n<h1>{said(self.word("title"))}</h1>'
        yield f'<p class="lead">{said(between(self.comparison, self.say))}</p>'
        for one in self.comparison.warnings:
            yield f'<p class="quiet">{said(words["diff_warning"] + one.message)}</p>'
        if self.comparison.same:
            yield f"<p>{said(words['diff_none'])}</p>"
        else:
            yield f"<p>{said(counted(self.comparison, self.say))}</p>"
            yield self.choices()
            yield self.contents()
            yield from (self.document(place, one) for place, one in enumerate(self.comparison.documents, start=1))
        made = words["report_made"].format(version=policygen.__version__)
        yield f"</main>\n<footer><p>{said(made)}</p></footer>"

    def choices(self) -> str:
        """Return what a reader chooses: how words are shown, which documents, which reasons."""
        views = [("inline", self.word("inline")), ("sides", self.word("sides"))]
        documents = [("document-0", self.word("all_documents"))]
        documents += [
            (f"document-{place}", self.counted(one.title, differing(one)))
            for place, one in enumerate(self.comparison.documents, start=1)
        ]
        causes = [("cause-0", self.word("all_causes"))]
        counts = self.per_cause()
        causes += [(f"cause-{self.numbers[one]}", self.counted(name, counts[one])) for one, name in self.causes.items()]
        return (
            f'<section class="choices" aria-labelledby="choices">\n<h2 id="choices">{said(self.word("show"))}</h2>\n'
            f"{_radios('view', self.word('view'), views)}{_radios('document', self.word('documents'), documents)}"
            f"{_radios('cause', self.word('causes'), causes)}</section>"
        )

    def counted(self, name: str, count: int) -> str:
        return self.word("counted").format(name=name, count=count)

    def per_cause(self) -> dict[str, int]:
        """Return how many clauses each cause changed; a first page counts as a clause."""
        rows = [cause for one in self.comparison.documents for part in _parts(one) for cause in part]
        return {cause: rows.count(cause) for cause in self.causes}

    def contents(self) -> str:
        links = "".join(
            f'<li><a href="#{fragment(one.id)}">{said(one.title)}</a></li>\n' for one in self.comparison.documents
        )
        name = said(self.say.words["report_contents"])
        return f'<nav aria-labelledby="page-contents">\n<h2 id="page-contents">{name}</h2>\n<ul>\n{links}</ul>\n</nav>'

    def document(self, place: int, one: DocumentChange) -> str:
        """Return a document: its title, what became of it, and what differs in it."""
        own = {cause for part in _parts(one) for cause in part}
        parts = [f"<h2>{said(one.title)}</h2>"]
        if one.kind != "changed":
            parts.append(f"<p>{said(self.say.words[f'diff_document_{one.kind}'])}</p>")
            parts.append(_because(self.say.document(one)))
        parts.append(f'<p class="nothing">{said(self.word("nothing"))}</p>')
        if one.front is not None:
            heading = f"<h3>{said(self.say.words[one.front.heading])}</h3>"
            because = _because(self.say.document(one, one.front.causes))
            parts.append(self.change(one.front.causes, heading + because, front_lines(one.front), f"{one.id}/"))
        parts += [self.clause(change, one) for change in one.clauses]
        classes = f"document is-{place} {self.classes(own)}".strip()
        return f'<section id="{said(one.id)}" class="{classes}">\n' + "\n".join(parts) + "\n</section>"

    def clause(self, change: ClauseChange, document: DocumentChange) -> str:
        """Return a clause: heading, what became of it, where it moved from, why, and its words."""
        heading, became = clause_title(change, self.say)
        tag = "" if change.kind == "changed" else f' <span class="tag">{said(became)}</span>'
        head = f"<h3>{said(heading)}{tag}</h3>\n"
        if change.kind == "moved":
            head += f"<p>{said(self.moved(change, document))}</p>\n"
        if document.kind == "changed":
            head += _because(self.say.clause(change))
        return self.change(change.causes, head, clause_lines(change), change.id)

    def moved(self, change: ClauseChange, document: DocumentChange) -> str:
        """Say after which clause a moved one stood, and after which it stands."""
        places = (self.after(change.id, one) for one in (document.old, document.new))
        return self.word("moved").format(**dict(zip(("old", "new"), places, strict=True)))

    def after(self, clause: str, document: Document | None) -> str:
        clauses = document.clauses if document else ()
        place = next((place for place, one in enumerate(clauses) if one.id == clause), 0)
        if not place:
            return self.word("first")
        before = clauses[place - 1]
        return self.word("after").format(heading=f"{before.number} {spans_text(before.heading)}".strip())

    def change(self, causes: Iterable[str], head: str, lines: Sequence[Line], name: str) -> str:
        """Return something that differs: its heading and reasons, then its words in both views."""
        classes = f"change {self.classes(causes)}".strip()
        return f'<article id="{said(name)}" class="{classes}">\n{head}\n{self.words_of(lines)}</article>'

    def classes(self, causes: Iterable[str]) -> str:
        return " ".join(f"of-{self.numbers[cause]}" for cause in self.causes if cause in set(causes))

    def words_of(self, lines: Sequence[Line]) -> str:
        if not lines:
            return ""
        inline = "".join(f"<p>{self.line(line)}</p>\n" for line in lines)
        sides = (self.comparison.old.label, self.comparison.new.label)
        rows = "".join(self.row(line, sides) for line in lines)
        heads = "".join(f'<th scope="col">{said(side)}</th>' for side in sides)
        return (
            f'<div class="inline">\n{inline}</div>\n'
            f'<table class="both">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'
        )

    def row(self, line: Line, sides: tuple[str, str]) -> str:
        """Return a line as it was and as it is; a remark on both stands beneath what is."""
        cells = []
        for side, mine in zip(sides, ("gone", "come"), strict=True):
            looks = {"kept", mine} if mine == "gone" else {"kept", mine, "note"}
            words = self.line([run for run in line if run.look in looks])
            cells.append(f'<td data-side="{said(side)}">{words}</td>')
        return f"<tr>{''.join(cells)}</tr>\n"

    def line(self, line: Iterable[Run]) -> str:
        return "".join(self.run(run) for run in line)

    def run(self, run: Run) -> str:
        if run.look == "note":
            return f' <em class="note">{said(self.say.words[run.text])}</em>'
        words = said(run.uncut or run.text)
        if run.look == "kept":
            return words
        tag, what = _TAGS[run.look]
        return f"<{tag}>{_unseen(self.word(what))}{words}{_unseen(self.word('end'))}</{tag}>"


def _causes(comparison: Comparison, say: CauseWords) -> dict[str, str]:
    """Return each cause with its words, in the order in which they come."""
    found: dict[str, str] = {}
    for document in comparison.documents:
        if document.front is not None:
            causes = document.front.causes
            found = {**dict(zip(causes, say.document(document, causes), strict=True)), **found}
        for change in document.clauses:
            found = {**dict(zip(change.causes, say.clause(change), strict=True)), **found}
        found = {**dict(zip(document.causes, say.document(document), strict=True)), **found}
    return dict(sorted(found.items()))


def _parts(one: DocumentChange) -> list[tuple[str, ...]]:
    """Return the causes of each thing that differs in a document; of the document itself where it has no clauses."""
    front = [] if one.front is None else [one.front.causes]
    return [*front, *(change.causes for change in one.clauses)] or [one.causes]


def _radios(name: str, legend: str, choices: Iterable[tuple[str, str]]) -> str:
    """Return radio buttons under a legend; the first is chosen."""
    rows = "".join(
        f'<label><input type="radio" name="{name}" id="show-{value}"{_CHOSEN if not place else ""}/> '
        f"{said(text)}</label>\n"
        for place, (value, text) in enumerate(choices)
    )
    return f"<fieldset>\n<legend>{said(legend)}</legend>\n{rows}</fieldset>\n"


_CHOSEN = ' checked="checked"'


def _because(causes: Iterable[str]) -> str:
    rows = "".join(f"<li>{said(cause)}</li>\n" for cause in causes)
    return f'<ul class="because">\n{rows}</ul>' if rows else ""


def _unseen(words: str) -> str:
    return f'<span class="unseen">{said(words)}</span>'
