"""What every page for a browser shares: words made safe, ids, and the frame of a page.

A page is HTML (WHATWG) that is also well-formed XML 1.0, so that both kinds of reader take it.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def said(text: str) -> str:
    """Return words as HTML holds them, in a text or an attribute: nothing in them is markup."""
    return escape(_UNSEEN.sub("", text))


def fragment(name: str) -> str:
    """Return the name of something on a page as an address holds it after `#` (RFC 3986, section 3.5)."""
    return quote(name, safe="/.-_~", errors="ignore")


def shell(language: str, title: str, style: str, body: str) -> bytes:
    """Return a whole page as bytes: one file, no script, nothing fetched; `style` and `body` are markup already."""
    return (
        f'<!DOCTYPE html>\n<html lang="{said(language)}">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{said(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()
