"""What a check of a Word file finds: code, the paragraph (none: the whole file), what is wrong, how to mend it."""

from __future__ import annotations

from policygen.errors import Severity
from policygen.review.word_pieces import Piece

Found = tuple[str, Piece | None, str, str, Severity]
