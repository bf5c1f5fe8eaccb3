"""The look of a comparison's page, and the rules by which it shows what was chosen: CSS alone, no script."""

from __future__ import annotations

from policygen.writers import page_style

STYLE = (
    page_style.STYLE
    + """\
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.choices { background: #eef3f7; padding: .25rem 1rem 1rem; margin: 1.5rem 0; }
.choices h2 { border: 0; margin: .75rem 0 .25rem; padding: 0; }
fieldset { border: 1px solid #5a6570; border-radius: .25rem; margin: .5rem 0; padding: .25rem .75rem .5rem;
  max-height: 16rem; overflow-y: auto; min-width: 0; }
legend { font-weight: 600; padding: 0 .25rem; }
label { display: block; padding: .25rem 0 .25rem 1.75rem; text-indent: -1.75rem; min-height: 1.5rem; }
.nothing { display: none; }
.because { list-style: none; padding: 0 0 0 .75rem; margin: .25rem 0 .75rem; border-left: 4px solid #0b4a6f;
  color: #2c3640; }
.inline p { margin: .375rem 0; white-space: pre-wrap; }
.inline { border-left: 1px solid #b8c2cb; padding-left: 1rem; }
.both { display: none; table-layout: fixed; }
.both td { white-space: pre-wrap; min-width: 0; width: 50%; }
.both th { min-width: 0; overflow-wrap: anywhere; }
.note { color: #3d4852; }
body:has(#show-sides:checked) .both { display: table; }
body:has(#show-sides:checked) .inline { display: none; }
body:has(#show-document-0:not(:checked)) nav, body:has(#show-cause-0:not(:checked)) nav { display: none; }
@media (max-width: 40rem) {
  .both thead { position: absolute; clip-path: inset(50%); }
  .both tr, .both td { display: block; width: auto; }
  .both td::before { content: attr(data-side); display: block; font-weight: 600; font-size: .875rem; }
}
@media print {
  .choices { display: none; }
  .both td::before { content: none; }
  .inline p { break-inside: avoid; }
}
"""
)


def rules(documents: int, causes: int) -> str:
    """Return the rules that hide what was not chosen, for so many documents and causes, counted from 1."""
    return "".join(
        [
            *(_hide(f"document-{one}", f".document:not(.is-{one})") for one in range(1, documents + 1)),
            *(_cause(one) for one in range(1, causes + 1)),
        ]
    )


def _hide(chosen: str, what: str) -> str:
    return f"body:has(#show-{chosen}:checked) {what} {{ display: none; }}\n"


def _cause(one: int) -> str:
    """Hide what another cause changed; a document that was chosen stays, and says that there is nothing."""
    here = f"body:has(#show-cause-{one}:checked)"
    return (
        f"{here} .change:not(.of-{one}), {here}:has(#show-document-0:checked) .document:not(.of-{one}) "
        f"{{ display: none; }}\n{here} .document:not(.of-{one}) .nothing {{ display: block; }}\n"
    )
