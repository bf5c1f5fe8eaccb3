"""The pack of a small body: few documents, and what such a body must and must not say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from policygen.pack.build import compose_profile
from policygen.sources.profile import load_profile
from policygen.text import document_text
from tests.content.organisations import complete, examples, shipped

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
KEPT = {"online-safety-code", "contacts-card", "aup-early", "aup-ks2", "aup-ks3-4", "aup-parents", "image-consent-form"}
MUST = {
    "elmswell-juniors": (
        "Two adults from Elmswell must be in every message",
        "under 16 must include their parent or carer",
        "The rule has no exceptions",
        "are children and helpers at once",
        "County football association",
        "LADO",
        "nothing to filter or monitor",
        "the other team and its families",
        "within 30 days",
    ),
    "cwm-helyg": (
        "Designated Officer for Safeguarding",
        "Some seats are always out of view",
        "handed in at bedtime",
        "Pastoral talks take place face to face",
        "Disappearing messages stay off",
    ),
}
MUST_NOT = {
    "elmswell-juniors": ("DSL", "governors", "Ofsted", "power to search", "computer room"),
    "cwm-helyg": ("LADO", "KCSIE", "SEND", "key stage", "Welsh Language Standards"),
}  # fmt: skip


def words(path: Path) -> str:
    pack = compose_profile(load_profile(path), shipped(), TODAY)
    return "\n".join(document_text(document) for document in pack.documents)


@pytest.mark.parametrize("name", MUST)
def test_a_small_body_says_what_it_must_and_nothing_that_it_must_not(name: str) -> None:
    said = words(next(path for path in examples() if path.stem == name))
    assert [one for one in MUST[name] if one not in said] == []
    assert [one for one in MUST_NOT[name] if one in said] == []


@pytest.mark.parametrize(
    ("kind", "nation"), [("sports_club", "england"), ("faith_group", "wales"), ("youth_group", "scotland")]
)
def test_a_small_body_gets_few_documents(tmp_path: Path, kind: str, nation: str) -> None:
    path = tmp_path / "place.yaml"
    path.write_text(complete(kind, nation), encoding="utf-8")
    pack = compose_profile(load_profile(path), shipped(), TODAY)
    assert {document.id for document in pack.documents} <= KEPT
