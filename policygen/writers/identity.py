"""What a clause is called inside a Word file: tag, bookmark and control id, all drawn from the clause's own id.

The three carriers and what becomes of them in Word, LibreOffice and Google Docs: `docs/word/identity.md`.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

TAG_LIMIT = 64
"""The longest tag that Word keeps (ECMA-376 part 1, 17.5.2.42, and Word's own limit)."""

BOOKMARK_LIMIT = 40
"""The longest bookmark name that Word keeps."""

_KEPT = 47


def tag(clause_id: str) -> str:
    """Return the tag of a clause's content control: its id, or for a long id its beginning and a hash."""
    return clause_id if len(clause_id) <= TAG_LIMIT else f"{clause_id[:_KEPT]}~{_digest(clause_id)[:16]}"


@lru_cache(maxsize=8192)
def bookmark(clause_id: str) -> str:
    """Return the name of a clause's bookmark; Word hides a name that begins with an underscore."""
    return f"_c_{_digest(clause_id)[:24]}"


@lru_cache(maxsize=8192)
def control_id(key: str) -> int:
    """Return a positive signed 32-bit number for a content control (ECMA-376 part 1, 17.5.2.18)."""
    return (int(_digest(key)[:8], 16) & 0x7FFFFFFF) or 1


def store_id(document_id: str) -> str:
    """Return the id of the part that maps clauses to hashes, in the registry form Word wants (17.5.2 and 22.5.2)."""
    digits = _digest(document_id)[:32].upper()
    return "{" + "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])) + "}"


@lru_cache(maxsize=8192)
def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
