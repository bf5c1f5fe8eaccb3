"""Small organisations and the tests' own small library, put together as a user would."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policygen.compose.facts import build_facts
from policygen.compose.pack import compose
from policygen.sources.library import Library
from policygen.sources.profile import LoadedProfile, load_profile
from policygen.text import document_text

if TYPE_CHECKING:
    from policygen.model import Document, Pack

SMALL = Path(__file__).parent / "library"
DAY = dt.date(2026, 11, 22)

SCHOOL = """\
org: {name: Testing School, short_name: Testing, type: secondary, nation: england}
children: {age_min: 11, age_max: 18}
lead: {safeguarding: {name: Ann Example}}
"""
COMPLETE = """\
org: {name: Testing School, short_name: Testing, type: secondary, nation: england}
children: {age_min: 11, age_max: 18}
lead:
  head: {name: Hal Example, phone: 01632 960100, checked_on: 2026-11-01}
  safeguarding: {name: Ann Example, phone: 01632 960101, checked_on: 2026-11-01}
  concern_about_head_to: {name: Cho Example, phone: 01632 960102, checked_on: 2026-11-01}
  data_protection: {name: Dee Example, phone: 01632 960103, checked_on: 2026-11-01}
contact:
  la_social_care: {name: Social care, phone: 01632 960200, out_of_hours: 01632 960201, checked_on: 2026-11-01}
  allegations: {name: Allegations, phone: 01632 960210, checked_on: 2026-11-01}
  partnership: {name: Testing Safeguarding Partnership, phone: 01632 960220, checked_on: 2026-11-01}
net: {filter_iwf: true, filter_ctiru: true, filter_profiles: [staff, pupils], monitoring: [physical_supervision]}
ai: {staff: not_permitted}
review: {consulted: [children, parents]}
"""
"""A profile with nothing missing: its pack is ready to approve."""

CLUB = """\
org: {name: Testing Club, type: sports_club, nation: england}
children: {age_min: 5, age_max: 17}
lead: {safeguarding: {name: Ann Example}}
"""


@cache
def small_library() -> Library:
    """Return the tests' own library."""
    return Library((SMALL,))


def profile(folder: Path, text: str, name: str = "testing") -> LoadedProfile:
    """Return the profile that `text` describes, written to `folder`."""
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return load_profile(path)


def compose_text(folder: Path, text: str, as_of: dt.date = DAY, library: Library | None = None) -> Pack:
    """Return the pack of the organisation that `text` describes."""
    chosen = library or small_library()
    return compose(build_facts(profile(folder, text), chosen, as_of), chosen)


def document(pack: Pack, name: str) -> Document:
    """Return one document of a pack."""
    return next(one for one in pack.documents if one.id == name)


def words(pack: Pack, name: str) -> str:
    """Return all the words of one document."""
    return document_text(document(pack, name))


def library_with(folder: Path, **documents: str) -> Library:
    """Return the small library with documents on top, each written as `name="…Markdown…"`."""
    own = folder / "own"
    (own / "documents").mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        (own / "documents" / f"{name}.md").write_text(text, encoding="utf-8")
    return Library((SMALL, own))


def page(body: str, *, name: str = "page", front: str = "") -> str:
    """Return a document template with `body`."""
    return (
        f"---\nid: {name}\ntitle: A page\nfamily: devices\naudience: [staff]\npublish: public\nreading: staff\n"
        f"{front}---\n\n{body}\n"
    )
