"""The look of documents for a browser: the organisation's colours, 320 pixels and wider, and A4 on paper.

Colours come from a Brand, whose contrast on white is 4.5:1 or more (WCAG 2.2, 1.4.3). Text wraps at 320 pixels without
scrolling sideways (1.4.10): there the cells of a table stand beneath one another. Page footers are margin boxes
(CSS Paged Media 3, section 4), which browsers print from 2024 on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygen.writers.look import BODY, BOXES, BRAND, LARGE
from policygen.writers.page_style import BASE

if TYPE_CHECKING:
    from policygen.writers.look import Brand

_PIXELS = 17
"""The size of ordinary text on a screen."""


def style(brand: Brand = BRAND, body: int = BODY, foot: str = "", page: str = "") -> str:
    """Return the style sheet of a page in an organisation's colours.

    `body` is the size of the text in half points; `foot` stands at the foot of each printed page, and `page` before its
    number; both may be anything.
    """
    colours = (
        f":root {{ color-scheme: light; --ink: #{brand.ink}; --accent: #{brand.accent}; --quiet: #{brand.quiet}; "
        f"--link: #{brand.link}; --line: #{brand.rule}; --band: #{brand.band}; --head: #{brand.head}; "
        f"--gap: #{brand.gap}; --size: {_PIXELS * body / BODY / 16:.4g}rem; "
        f"--font: {_quoted(brand.font)}, Arial, Helvetica, system-ui, sans-serif; }}\n"
    )
    boxes = "".join(f".{kind} {{ --bar: #{look.bar}; --ground: #{look.ground}; }}\n" for kind, look in BOXES.items())
    danger = BOXES["emergency"]
    points = f"{body / 2 - (body < LARGE):g}"
    boxes += f".branched .step:first-child .way {{ border-color: #{danger.bar}; background: #{danger.ground}; }}\n"
    return (
        colours
        + BASE
        + _DOCUMENT
        + boxes
        + _NARROW
        + _PAPER.format(foot=_quoted(foot), page=_quoted(page + " " if page else ""), points=points)
    )


def _quoted(text: str) -> str:
    """Return words as a CSS string (CSS Syntax 3, section 4.3.7): signs are written as numbers."""
    kept = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", text)
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda sign: f"\\{ord(sign[0]):x} ", kept) + '"'


_DOCUMENT = """\
body { font-size: var(--size); }
main, .top, .bottom { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
.top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1.5rem; padding-top: 1rem; }
.top p { margin: 0; color: var(--quiet); }
.status { background: var(--gap); border: 2px solid var(--ink); padding: .5rem 1rem; font-weight: 700; }
h1 { font-size: 1.875em; margin-top: 1rem; border-bottom: 4px solid var(--accent); padding-bottom: .5rem; }
h2 { font-size: 1.375em; margin: 2.25rem 0 .5rem; }
h3 { font-size: 1.125em; margin: 1.75rem 0 .5rem; }
.number { margin-right: .35em; }
p, ul, ol { margin: .625rem 0; }
ul, ol { padding-left: 1.5rem; }
li { margin: .25rem 0; padding-left: .25rem; }
li p { margin: .25rem 0; }
section, [tabindex] { scroll-margin-top: 1rem; }
section:target h2, section:target h3, tr:target > :first-child { background: var(--gap); }
.logo img { max-width: 100%; height: auto; }
.summary { font-size: 1.125em; }
.quiet { color: var(--quiet); font-size: .9375em; }
.gap { background: var(--gap); color: inherit; padding: 0 .125em; }
.facts { display: grid; grid-template-columns: minmax(8rem, 30%) 1fr; margin: 1.25rem 0;
  border-top: 1px solid var(--line); }
.facts dt, .facts dd { margin: 0; padding: .4375rem .5rem; border-bottom: 1px solid var(--line); }
.facts dt { font-weight: 700; background: var(--band); }
.contents { background: var(--band); border: 1px solid var(--line); padding: .5rem 1rem; margin: 1.5rem 0; }
.contents h2 { margin: .5rem 0; font-size: 1.125em; }
.contents ol { list-style: none; padding: 0; }
.contents li { padding: .1875rem 0; margin: 0; }
.contents a { display: inline-block; min-height: 1.5rem; padding-left: 2.5em; text-indent: -2.5em; }
.contents .number { display: inline-block; min-width: 2.5em; margin: 0; text-indent: 0; }
.plain a { padding: 0; text-indent: 0; }
.contents .under { padding-left: 1.5rem; }
.box { border-left: 6px solid var(--bar); background: var(--ground); padding: .5rem 1rem; margin: 1rem 0; }
.label { color: var(--bar); font-weight: 700; margin: .25rem 0; }
.emergency { border: 2px solid var(--bar); border-left-width: 6px; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9375em; }
th, td { text-align: left; vertical-align: top; padding: .5rem .625rem; border: 1px solid var(--line);
  overflow-wrap: anywhere; min-width: 4.5rem; }
thead th, thead td { background: var(--head); }
tbody tr:nth-child(even) { background: var(--band); }
tbody th { font-weight: 600; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
input, select, textarea { font: inherit; color: var(--ink); background: #fff; border: 1px solid var(--quiet);
  border-radius: .1875rem; padding: .375rem .5rem; min-height: 2.5rem; max-width: 100%; }
input[type="checkbox"], input[type="radio"] { width: 1.5rem; height: 1.5rem; min-height: 0; margin: 0 .375rem 0 0;
  vertical-align: middle; accent-color: var(--accent); }
textarea { width: 100%; field-sizing: content; min-height: 6rem; resize: vertical; }
td input[type="text"], td select, .field input[type="text"] { width: 100%; }
.form { border: 1px solid var(--line); padding: .25rem 1rem; margin: 1rem 0; }
.field { border: 0; border-bottom: 1px solid var(--line); margin: 0; padding: .75rem 0; min-width: 0; }
.field:last-child { border-bottom: 0; }
.field label, .field legend { display: block; padding: 0 0 .25rem; font-weight: 600; }
.tick { display: flex; gap: .375rem; align-items: flex-start; }
.tick label { padding: 0; }
.field label.option, .option { display: inline-block; font-weight: 400; padding: .25rem 1rem .25rem 0; }
.on-paper { display: none; }
.picture { display: inline-flex; align-items: center; justify-content: center; text-align: center; width: 7rem;
  height: 7rem; border: 2px dashed var(--quiet); border-radius: .5rem; color: var(--quiet);
  font-size: .75rem; line-height: 1.25; padding: .375rem; overflow: hidden; vertical-align: middle;
  margin: .25rem .75rem .25rem 0; }
.pictures { list-style: none; padding: 0; }
.flow { margin: 1.5rem 0; }
figcaption { font-weight: 700; font-size: 1.125em; color: var(--accent); margin-bottom: .75rem; }
.steps { font-weight: 700; margin-top: 1.25rem; }
.step { position: relative; margin-bottom: 2rem; }
.branched .step { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; }
.do, .way { border: 2px solid var(--accent); border-radius: .375rem; padding: .5rem .75rem; background: #fff; }
.do { background: var(--head); position: relative; align-content: center; }
.step:not(:last-child) .do::after { content: "\\2193"; position: absolute; left: 50%; bottom: -2rem;
  font-size: 1.375rem;  line-height: 2rem; font-weight: 700; color: var(--accent); }
.ways { display: grid; gap: .5rem; align-content: center; }
.way { position: relative; }
.way::before { content: "\\2192"; position: absolute; left: -1.8rem; top: 50%; transform: translateY(-50%);
  font-size: 1.375rem; font-weight: 700; color: var(--accent); }
.count { font-weight: 700; color: var(--accent); margin-right: .25rem; }
.documents { list-style: none; padding: 0; }
.documents > li { border-left: 4px solid var(--accent); padding: .125rem .75rem; margin: .875rem 0; }
.documents a { font-weight: 600; }
.bottom { margin-top: 3rem; padding-top: .75rem; padding-bottom: 2rem; border-top: 1px solid var(--line);
  color: var(--quiet);  font-size: .875em; }
"""

_NARROW = """\
@media screen and (max-width: 40rem) {
  .facts { display: block; }
  .facts dt { border-bottom: 0; padding-bottom: 0; }
  .facts dd { background: var(--band); padding-top: 0; }
  table, tbody, tr, th, td { display: block; border: 0; padding: 0; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { border: 1px solid var(--line); border-left: 4px solid var(--accent); padding: .5rem .75rem;
    margin-bottom: .75rem; }
  tbody th, tbody td { padding: .25rem 0; }
  td[data-column]::before { content: attr(data-column); display: block; color: var(--quiet); font-size: .875em;
    font-weight: 400; }
  td:has(div:empty) { display: none; }
  .branched .step { display: block; }
  .ways { margin: .5rem 0 0 2rem; }
  .step:not(:last-child) .do::after { display: none; }
  .step:not(:last-child) { margin-bottom: .75rem; }
}
"""

_PAPER = """\
@page {{ size: A4; margin: 18mm 18mm 20mm;
  @bottom-left {{ content: {foot}; font: 8.5pt Arial, sans-serif; color: #444; width: 82%; }}
  @bottom-right {{ content: {page} counter(page) " / " counter(pages); font: 8.5pt Arial, sans-serif; color: #444; }} }}
@media print {{
  body {{ font-size: {points}pt; line-height: 1.4; }}
  main {{ max-width: none; padding: 0 1px; }}
  .top {{ padding: 0; max-width: none; }}
  .skip, .on-screen, .bottom {{ display: none; }}
  .facts {{ grid-template-columns: 30% 1fr; }}
  .contents {{ break-inside: avoid; }}
  .contents ol {{ columns: 2; column-gap: 8mm; }}
  .contents li {{ padding: 0; }}
  .contents a {{ min-height: 0; }}
  * {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
  a {{ color: inherit; text-decoration-color: var(--line); }}
  h1, h2, h3, .label, .steps, figcaption {{ break-after: avoid; }}
  tr, .box, .field, .drawn, li {{ break-inside: avoid; }}
  p, li {{ orphans: 3; widows: 3; }}
  thead {{ display: table-header-group; }}
  .own-page {{ break-before: page; }}
  .drawn {{ font-size: 10pt; line-height: 1.3; }}
  .step {{ margin-bottom: 1.75rem; }}
  input, textarea, select {{ border: 0; border-bottom: 1px solid #000; border-radius: 0; padding-left: 0; }}
  input[type="date"]::-webkit-calendar-picker-indicator {{ display: none; }}
  textarea {{ border: 1px solid #000; min-height: 35mm; padding: 1mm; }}
  td textarea {{ border: 0; min-height: 20mm; }}
  td input {{ border-bottom: 0; }}
  select {{ display: none; }}
  .on-paper {{ display: inline; }}
}}
"""
