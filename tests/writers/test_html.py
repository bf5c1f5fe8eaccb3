"""Documents as pages: whole in a browser and on paper, the words as in Word, and nothing that is said is markup."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from policygen.model import Box, FormField, Span
from policygen.pack.at_once import library_of
from policygen.pack.build import compose_profile
from policygen.sources.profile import load_profile
from policygen.text import spans_text
from policygen.writers import docx, html_document, html_index, markdown
from policygen.writers.html_sheet import own_id
from policygen.writers.look import Brand
from tests.browser import look
from tests.kit import COMPLETE, compose_text, small_library
from tests.needs import command, needs
from tests.writers import samples
from tests.writers.reading import words
from tests.writers.same_words import html_text, of_html, of_markdown, of_word, tree
from tests.writers.strategies import documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygen.model import Block, Document, Pack

DAY = dt.date(2026, 11, 22)
PROFILES = sorted((Path(__file__).parents[2] / "profiles").glob("*.yaml"))
TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "nav", "section", "h1",
    "h2", "h3", "p", "dl", "dt", "dd", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "div", "span", "em", "strong", "mark", "figure", "figcaption", "input", "textarea", "select", "option",
    "label", "fieldset", "legend",
}  # fmt: skip
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def of_one(*blocks: Block) -> str:
    """Return the page of a clause with these blocks."""
    document = samples.changed(samples.policy(), clauses=(samples.clause("only", "1", "Only", *blocks),))
    return html_document.write(document).decode().partition("<style>")[2].partition("</style>")[2]


def packs() -> list[Pack]:
    """Return the pack of every example profile."""
    loaded = [load_profile(path) for path in PROFILES]
    return [compose_profile(one, library_of(one, None), DAY) for one in loaded]


@pytest.mark.parametrize("make", [samples.policy, samples.children, samples.long_policy])
def test_a_clause_says_in_a_page_what_it_says_in_word_and_markdown(make: Callable[[], Document]) -> None:
    document = make()
    said = of_html(document, html_document.write(document))
    assert said == of_word(document, docx.write(document))
    assert said == of_markdown(document, markdown.write(document))


@pytest.mark.slow
def test_every_clause_of_every_profile_says_the_same_in_every_format() -> None:
    compared = 0
    for pack in packs():
        pages = [one.id for one in pack.documents]
        for document in pack.documents:
            said = of_html(document, html_document.write(document, pages))
            assert said == of_word(document, docx.write(document)), (pack.slug, document.id)
            assert said == of_markdown(document, markdown.write(document)), (pack.slug, document.id)
            compared += len(said)
    assert compared > 1000


@pytest.mark.slow
def test_every_link_of_every_page_leads_somewhere() -> None:
    for pack in packs():
        ids = [one.id for one in pack.documents]
        made = {f"{one.id}.html": html_document.write(one, {*ids, "index"}) for one in pack.documents}
        vocabulary = small_library().vocabulary
        made["index.html"] = html_index.write(pack, ids, vocabulary.families, vocabulary.words["en"])
        trees = {name: tree(page) for name, page in made.items()}
        targets = {name: set(page.xpath("//@id")) for name, page in trees.items()}
        for name, page in trees.items():
            assert len(page.xpath("//@id")) == len(targets[name]), name
            for address in page.xpath("//a/@href"):
                file, _, place = address.partition("#")
                if not address.startswith(("https://", "http://", "mailto:", "tel:")):
                    assert not place or place in targets[file or name], (pack.slug, name, address)
                    assert (file or name) in targets, (pack.slug, name, address)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_whatever_is_said_is_well_formed_and_becomes_no_markup(document: Document) -> None:
    page = html_document.write(document, ["elsewhere"])
    root = tree(page)
    assert {one.tag for one in root.iter()} <= TAGS
    assert not [name for one in root.iter() for name in one.keys() if name.startswith("on")]  # noqa: SIM118 - lxml's own
    for address in root.xpath("//@href"):
        assert address.startswith(("#", "https://", "http://", "mailto:", "tel:", "elsewhere.html"))
    assert page == html_document.write(document, ["elsewhere"])


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_heading_reads_back_and_none_is_left_out(document: Document) -> None:
    root = tree(html_document.write(document))
    sections = {one.get("id"): one for one in root.iter("section")}
    for clause in document.clauses:
        said = " ".join(html_text(one) for one in sections[own_id(clause.id)].xpath("./h2 | ./h3"))
        assert words(said) == words(UNSEEN.sub("", f"{clause.number} {spans_text(clause.heading)}"))
    levels = [int(one.tag[1]) for one in root.iter("h1", "h2", "h3") if one.get("id") != "_contents"]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_draft_says_so_before_anything_else_and_an_approved_policy_does_not() -> None:
    draft, approved = (html_document.write(samples.policy(status=one)).decode() for one in ("draft", "approved"))
    assert draft.index('class="status"') < draft.index("<h1>")
    assert "Draft: not yet approved" not in approved


def test_what_to_do_in_an_emergency_stands_before_the_contents() -> None:
    first = samples.clause("danger", "1", "Danger", Box("emergency", (samples.p("Ring 999."),)))
    page = html_document.write(samples.changed(samples.policy(), clauses=(first, *samples.policy().clauses))).decode()
    assert page.index("Ring 999.") < page.index("<nav")


def test_another_document_is_a_link_only_where_its_page_is() -> None:
    there = samples.p(
        Span("section 3 of ", target="camera-policy/events"), Span("Cameras", target="camera-policy/events")
    )
    document = samples.changed(samples.policy(), clauses=(samples.clause("only", "1", "Only", there),))
    link = '<a href="camera-policy.html#events">section 3 of Cameras</a>'
    assert link in html_document.write(document, ["camera-policy"]).decode()
    assert "<p>section 3 of Cameras</p>" in html_document.write(document).decode()


def test_a_place_in_a_table_is_named_by_its_row_and_its_column() -> None:
    text = html_document.write(samples.policy()).decode()
    assert 'type="checkbox" aria-label="Lockers have keys, In place"' in text
    assert 'type="date" aria-label="Lockers have keys, Looked at on"' in text


def test_a_form_has_real_fields_with_labels_and_sends_nothing() -> None:
    kinds = [samples.field(kind, kind) for kind in ("text", "date", "tick", "lines")]
    few = FormField((Span("Room"),), "choice", ("Oak", "Elm"))
    many = FormField((Span("Day"),), "choice", tuple("ABCDEFGHIJ"))
    text = of_one(samples.form(*kinds, few, many))
    assert "<form" not in text
    for name in re.findall(r'<label for="(_\d+)">', text):
        assert f' id="{name}"' in text
    assert text.count('type="radio"') == 2
    assert "<legend>Room</legend>" in text
    assert text.count("<option>") == 10
    assert "A / B / C" in text


def test_a_chart_is_drawn_for_the_eye_and_listed_for_everybody() -> None:
    root = tree(html_document.write(samples.policy()))
    (figure,) = root.iter("figure")
    drawn = words(" ".join(figure.xpath(".//div[@class='chart']//text()")))
    listed = words(" ".join(figure.xpath("./ol//text()")))
    assert [one for one in drawn if not one.isdigit() or len(one) > 1] == listed
    assert figure.xpath(".//div[@class='chart']/@aria-hidden") == ["true"]


def test_a_picture_still_to_come_is_described() -> None:
    assert f'role="img" aria-label="{samples.PICTURED}"' in html_document.write(samples.children()).decode()


def test_a_page_fetches_nothing_and_runs_nothing() -> None:
    page = html_document.write(samples.policy()).decode()
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(| src=", page)


def test_no_brand_and_no_name_breaks_out_of_the_style_sheet() -> None:
    name = 'A"; } </style><script>alert(1)</script> \\'
    document = samples.changed(samples.policy(), short_name=name, title=name)
    page = html_document.write(document, brand=Brand(font=name)).decode()
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "alert(1)" not in style
    assert style.count("{") == style.count("}")
    assert "<script" not in page


def test_the_index_lists_every_page_by_family_and_says_for_whom(tmp_path: Path) -> None:
    pack = compose_text(tmp_path, COMPLETE)
    vocabulary = small_library().vocabulary
    ids = [one.id for one in pack.documents]
    root = tree(html_index.write(pack, ids, vocabulary.families, vocabulary.words["en"]))
    assert root.xpath("//h1/text()") == ["Policies of Testing School"]
    assert sorted(root.xpath("//ul/li/a/@href")) == sorted(f"{name}.html" for name in ids)
    assert all(name in vocabulary.families.values() for name in root.xpath("//h2/text()"))
    assert all(root.xpath("//li/p[@class='quiet']/text()"))


SAMPLES = {
    one.id: html_document.write(one, ["index"])
    for one in (samples.policy(), samples.changed(samples.children(), id="children"))
}


@needs("chromium", "axe-core")
def test_every_kind_of_block_is_without_fault_on_a_telephone_on_a_desk_and_at_200_percent(tmp_path: Path) -> None:
    # Twice as large on a desk of 1280 pixels is what 640 pixels show (WCAG 2.2, 1.4.10).
    for seen in look(SAMPLES, (320, 640, 1280), tmp_path):
        assert seen.violations == [], seen.name
        assert seen.page <= seen.window, seen.name
        assert seen.rules > 10


@needs("chromium", "pdftotext")
def test_a_page_prints_with_its_words_and_a_foot_on_each_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(html_document.write(samples.policy()))
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path}/home",
    ]
    made = [f"--print-to-pdf={tmp_path}/page.pdf", (tmp_path / "page.html").as_uri()]
    subprocess.run([*command("chromium"), *options, *made], capture_output=True, check=True, timeout=120)
    ran = subprocess.run(
        [*command("pdftotext"), "-layout", f"{tmp_path}/page.pdf", "-"], capture_output=True, text=True, check=True
    )
    pages = ran.stdout.rstrip("\f").split("\f")
    assert len(pages) > 1
    assert all(f"Page {number} / {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert "Where staff keep their phones" in ran.stdout
