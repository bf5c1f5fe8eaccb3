"""The look of pages for a browser: dark on light with a contrast of 7 to 1 or better, at 320 pixels and on paper."""

BASE = """\
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); font: 1.0625rem/1.5 var(--font); overflow-wrap: break-word; }
main:focus { outline: none; }
h1, h2, h3, h4, h5, h6 { color: var(--accent); line-height: 1.25; margin: 2rem 0 .5rem; text-wrap: balance; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; display: block; padding: .75rem 1rem; }
figure { margin: 0; }
"""
"""What all pages share; the colours and the font are the page's own."""

STYLE = (
    """\
:root { color-scheme: light; --ink: #1a1f24; --accent: #0b3a57; --link: #0b4a8f;
  --font: system-ui, "Segoe UI", Arial, sans-serif; }
"""
    + BASE
    + """\
main, footer { max-width: 64rem; margin: 0 auto; padding: 0 1rem; }
h1 { font-size: 1.875rem; }
h2 { font-size: 1.5rem; border-top: 1px solid #b8c2cb; padding-top: 1.25rem; }
h3 { font-size: 1.25rem; }
h4 { font-size: 1.0625rem; }
h5, h6 { font-size: 1rem; }
.lead { font-size: 1.1875rem; }
.quiet { color: #3d4852; }
.tag { font-size: .875rem; font-weight: 600; color: #1a1f24; border: 1px solid #5a6570; border-radius: .25rem;
  padding: .0625rem .5rem; white-space: nowrap; }
nav ul { list-style: none; padding: 0; columns: 18rem; }
nav li { padding: .125rem 0; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem; margin: 1rem 0; }
dl div { border-left: 4px solid #0b4a6f; padding: .125rem .75rem; }
dt { color: #3d4852; font-size: .9375rem; }
dd { margin: 0; font-weight: 600; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .625rem; border-bottom: 1px solid #b8c2cb;
  min-width: 6rem; }
.long { min-width: 16rem; }
thead th { background: #e9eff4; border-bottom: 2px solid #5a6570; }
.timeline { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1.5rem;
  align-items: start; }
svg { width: 100%; max-width: 24rem; height: auto; display: block; }
svg text { fill: #1a1f24; font: 13px system-ui, "Segoe UI", Arial, sans-serif; }
svg .day { font-weight: 700; fill: #0b3a57; }
ol { list-style: none; padding: 0; margin: 0; }
ol > li { margin-bottom: .5rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem; }
.sides > div { border: 1px solid #b8c2cb; border-radius: .25rem; padding: 0 1rem .25rem; }
.sides h4, .sides h5, .sides h6 { margin-top: .75rem; }
.sides p { margin: .375rem 0; white-space: pre-wrap; }
del { text-decoration: line-through; text-decoration-thickness: 2px; background: #fbeaea; color: #5c1212; }
ins { text-decoration: underline; text-decoration-thickness: 2px; background: #e6f2e8; color: #10391a;
  font-weight: 600; }
footer { margin-top: 3rem; padding-bottom: 2rem; color: #3d4852; }
@media print {
  @page { margin: 18mm 15mm; }
  body { font-size: 10.5pt; }
  main, footer { max-width: none; padding: 0; }
  .skip, nav { display: none; }
  .wide { overflow: visible; }
  table { font-size: 9pt; }
  th, td, .long { min-width: 0; }
  .sides { grid-template-columns: 1fr 1fr; }
  h1, h2, h3, h4, h5 { break-after: avoid; }
  section > p { break-after: avoid; }
  tr, figure, .sides p { break-inside: avoid; }
  td a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 8pt; overflow-wrap: anywhere; }
}
"""
)
