"""An organisation's brand: what a profile may ask for, and what is refused with which words."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen import colours
from policygen.errors import PolicygenError
from policygen.model import HouseStyle
from policygen.sources import brand_svg
from policygen.sources.profile import load_profile
from policygen.writers.look import BOXES, brand_of
from tests import word_files

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.errors import Problem
    from policygen.sources.profile import LoadedProfile

PROFILE = """\
org: {name: Oak Lane, type: primary, nation: england}
children: {age_min: 4, age_max: 11}
brand:
"""
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\x00\x14\x00\x28\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
NAMES_OF_THEIR_OWN = word_files.GERMAN.replace("heading 1", "Ueberschrift").replace("Heading 2,H2", "H2")
TRACKER = (
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
    ' Target="https://track.example/x.png" TargetMode="External"/>'
)


def profile(folder: Path, brand: str, **files: bytes) -> LoadedProfile:
    """Return the profile of a school with this brand, beside files whose names have _ for a full stop."""
    for name, data in files.items():
        folder.joinpath(name.replace("_", ".")).write_bytes(data)
    made = folder / "oak.yaml"
    made.write_text(PROFILE + brand, encoding="utf-8")
    return load_profile(made)


def refused(folder: Path, brand: str, **files: bytes) -> Problem:
    with pytest.raises(PolicygenError) as caught:
        profile(folder, brand, **files)
    (problem,) = caught.value.problems
    assert problem.place.line == 4, "the problem names the line of the field"
    assert problem.hint, "it says what to do"
    return problem


def test_a_brand_is_read_whole(tmp_path: Path) -> None:
    brand = "  logo: a.png\n  colour: '#14485c'\n  accent: 7A1F5C\n  font: Arial\n  house_style: h.dotx\n"
    made = profile(tmp_path, brand, a_png=word_files.png(), h_dotx=word_files.word_file())
    style = made.style
    assert (style.colour, style.accent, style.font) == ("14485C", "7A1F5C", "Arial")
    assert style.logo
    assert (style.logo.kind, style.logo.width, style.logo.height) == ("png", 40, 20)
    assert style.template


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("l_png", b"", "logo-damaged"),
        ("l_png", b"GIF89a, or anything else", "logo-not-an-image"),
        ("l_png", word_files.png()[:60], "logo-damaged"),
        ("l_png", word_files.png(claimed=(40, 4000)), "logo-damaged"),
        ("l_png", word_files.png(claimed=(8000, 5000)), "logo-too-large"),
        ("l_png", word_files.png(200, 10), "logo-shape"),
        ("l_png", bytes((2 << 20) + 1), "logo-too-large"),
        ("l_jpg", JPEG[:-20], "logo-damaged"),
        ("l_svg", SVG.format("<script>alert(1)</script>").encode(), "logo-unsafe"),
        ("l_svg", SVG.format('<image href="https://track.example/a.png"/>').encode(), "logo-unsafe"),
        ("l_svg", SVG.format('<use href="https://track.example/a.svg#b"/>').encode(), "logo-unsafe"),
        ("l_svg", SVG.format('<path onload="alert(1)"/>').encode(), "logo-unsafe"),
        ("l_svg", SVG.format('<path style="fill:url(https://track.example)"/>').encode(), "logo-unsafe"),
        ("l_svg", SVG.format("<style>@import 'https://track.example'</style>").encode(), "logo-unsafe"),
        ("l_svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(), "logo-unsafe"),
        ("l_svg", SVG.format("<path>").encode(), "logo-damaged"),
        ("l_svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "logo-damaged"),
    ],
)
def test_a_logo_that_cannot_be_used_is_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert refused(tmp_path, f"  logo: {name.replace('_', '.')}\n", **{name: data}).code == code


def test_an_svg_without_the_extra_that_draws_it_is_refused_with_the_command_that_adds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brand_svg, "find_spec", lambda _name: None)
    with pytest.raises(PolicygenError) as caught:
        profile(tmp_path, "  logo: l.svg\n", l_svg=SVG.format('<path d="M0 0h9v9z"/>').encode())
    (problem,) = caught.value.problems
    assert problem.code == "logo-svg-not-drawn"
    assert 'pip install "policygen[pdf]"' in problem.hint


def test_a_jpeg_and_an_svg_are_logos_too(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    jpeg = profile(tmp_path, "  logo: l.jpg\n", l_jpg=JPEG).style.logo
    svg = profile(tmp_path, "  logo: l.svg\n", l_svg=SVG.format('<path d="M0 0h9v9z"/>').encode()).style.logo
    assert jpeg
    assert (jpeg.kind, jpeg.width, jpeg.height) == ("jpeg", 40, 20)
    assert svg
    assert svg.drawn.startswith(b"\x89PNG"), "Word needs a PNG beside an SVG"
    assert svg.width == 2 * svg.height


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word_files.word_file(main="macro"), "docx-macros"),
        (word_files.word_file(more={"word/vbaProject.bin": b"x"}), "docx-macros"),
        (OLE, "docx-old-format"),
        (OLE + "EncryptedPackage".encode("utf_16_le"), "docx-encrypted"),
        (word_files.word_file(more={"word/media/a.xml": bytes(3 << 20)}), "docx-too-large"),
        (b"", "docx-not-zip"),
        (word_files.word_file(styles=""), "house-style-no-styles"),
        (word_files.word_file(styles=word_files.GERMAN.replace("7A1F3D", "FFC000")), "colour-contrast"),
        (word_files.word_file(header_relations=TRACKER), "house-style-outside"),
        (word_files.word_file(header='<w:p><w:fldSimple w:instr=" DDEAUTO c "/></w:p>'), "house-style-outside"),
        (word_files.word_file(section=word_files.SECTION.replace("1701", "4000")), "house-style-narrow"),
    ],
)
def test_a_house_style_that_cannot_be_used_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(PolicygenError) as caught:
        profile(tmp_path, "  house_style: h.dotx\n", h_dotx=data)
    assert {one.code for one in caught.value.problems} == {code}


def test_headings_by_names_of_their_own_are_named_in_a_warning(tmp_path: Path) -> None:
    made = profile(tmp_path, "  house_style: h.dotx\n", h_dotx=word_files.word_file(styles=NAMES_OF_THEIR_OWN))
    (warning,) = [one for one in made.problems if one.path == "brand.house_style"]
    assert (warning.code, warning.severity) == ("house-style-names", "warning")
    assert "ueberschrift" in warning.message


@pytest.mark.parametrize(
    ("written", "code"), [("blue", "bad-colour"), ("12345", "bad-colour"), ("GGGGGG", "bad-colour")]
)
def test_a_colour_that_is_none_is_refused(tmp_path: Path, written: str, code: str) -> None:
    assert refused(tmp_path, f"  colour: {written}\n").code == code


def test_a_pale_colour_is_refused_with_the_nearest_that_can_be_read(tmp_path: Path) -> None:
    problem = refused(tmp_path, "  colour: FFD500\n")
    assert problem.code == "colour-contrast"
    assert "1.4:1" in problem.message
    assert profile(tmp_path, f"  colour: {problem.suggestion}\n").style.colour == problem.suggestion


def test_a_file_that_is_not_there_and_a_font_with_strange_signs_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "  logo: nowhere.png\n").code == "missing-brand-file"
    assert refused(tmp_path, "  font: 'A\"><b>'\n").code == "bad-font"


def test_a_font_that_is_not_here_is_named_and_stops_nothing(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    made = profile(tmp_path, "  font: No Such Font Anywhere\n")
    (warning,) = [one for one in made.problems if one.code == "font-not-here"]
    assert "No Such Font Anywhere" in warning.message
    assert warning.severity == "warning"


def test_files_of_a_parent_are_read_from_the_parents_folder(tmp_path: Path) -> None:
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "logo.png").write_bytes(word_files.png())
    (trust / "trust.yaml").write_text("brand: {logo: logo.png, colour: 14485C}\n", encoding="utf-8")
    member = tmp_path / "oak.yaml"
    member.write_text("extends: trust/trust.yaml\n" + PROFILE.removesuffix("brand:\n"), encoding="utf-8")
    made = load_profile(member)
    assert made.style.logo
    assert made.contents["brand.logo"].startswith("logo.png (sha256:")


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_has_a_nearest_that_can_be_read_on_every_ground(number: int) -> None:
    near = colours.nearest_readable(f"{number:06X}")
    assert colours.contrast(near) >= colours.LEAST
    brand = brand_of(HouseStyle(colour=near))
    for ground in (brand.head, brand.band):
        assert colours.contrast(brand.accent, colours.luminance(ground)) >= colours.LEAST
    for look in BOXES.values():
        assert colours.contrast(brand.link, colours.luminance(look.ground)) >= colours.LEAST


def test_an_organisation_without_a_brand_looks_as_the_house_does() -> None:
    plain = brand_of(HouseStyle())
    assert dataclasses.replace(plain, line="") == plain
    assert plain == brand_of(HouseStyle())
