"""Addresses that a document may link to, in the form that every reader accepts (RFC 3986)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

_WEB = re.compile(r"(?i:(https?)://)([^/?#\s@\\]+)([/?#].*)?\Z", re.DOTALL)
_HOST = re.compile(r"(?i:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::[0-9]{1,5})?\Z")
_MAIL = re.compile(r"(?i:mailto:)([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)\Z")
_PHONE = re.compile(r"(?i:tel:)(\+?[0-9]+)\Z")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "/?#:@!$&'*+,;=-._~%"


@lru_cache(maxsize=4096)
def safe_address(address: str) -> str:
    """Return `address` as a web, mail or phone link, or an empty string for what must not be linked.

    An address that is not a URI makes Word call the whole file damaged, so a doubtful one stays plain text.
    """
    text = address.strip()
    if web := _WEB.match(text):
        return _web(web.group(1).lower(), web.group(2), web.group(3) or "")
    if mail := _MAIL.match(text):
        return "mailto:" + quote(mail.group(1), safe="@._+-")
    if phone := _PHONE.match(re.sub(r"[\s()-]", "", text)):
        return "tel:" + phone.group(1)
    return ""


def _web(scheme: str, host: str, rest: str) -> str:
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    if not _HOST.match(plain) or ".." in plain:
        return ""
    before, hash_sign, fragment = rest.partition("#")
    kept = quote(_STRAY_PERCENT.sub("%25", before), safe=_KEPT.replace("#", ""), errors="ignore")
    return f"{scheme}://{plain}{kept}" + (hash_sign + quote(fragment, safe=_KEPT.replace("#", ""), errors="ignore"))
