"""An SVG logo: only shapes that stand still and come from the file itself, drawn once as PNG for programs that need it.

What is allowed are the shapes, texts and paints of W3C SVG 2; scripts, events, animation, pictures, foreign markup and
whatever lies outside the file are refused. The PNG beside it is drawn by `typst` of the extra `policygen[pdf]`.
"""

from __future__ import annotations

import math
import re
from importlib.util import find_spec
from typing import Any

from lxml import etree

from policygen.model import Logo
from policygen.sources.brand_logo import LogoError

LARGEST = 512 << 10
MOST_ELEMENTS = 5000
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_ALLOWED = frozenset((
    "svg", "g", "defs", "title", "desc", "metadata", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "use", "symbol", "style",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "text", "tspan",
))  # fmt: skip
_OUTSIDE = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|expression\s*\(|javascript:", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(px|pt|mm|cm|in)?\s*\Z")
_PIXELS = {"px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, None: 1.0}
_DRAWN = 1000
"""How many pixels the longer side of the PNG has."""

_HINT = "export it from the drawing program as plain SVG with paths only, or use PNG"


def read_svg(data: bytes) -> Logo:
    """Return an SVG that holds nothing but still shapes, with the PNG drawn from it; raises LogoError."""
    if len(data) > LARGEST:
        raise LogoError("logo-too-large", "an SVG may have half a megabyte at most", _HINT)
    root = _tree(data)
    for count, element in enumerate(list(root.iter()), 1):
        if count > MOST_ELEMENTS:
            raise LogoError("logo-too-large", "the drawing has more than 5,000 shapes", _HINT)
        if isinstance(element.tag, str):
            _still(element)
    for element in root.findall(f".//{_SVG}metadata"):
        element.getparent().remove(element)
    clean = etree.tostring(root, encoding="utf-8")
    wide, high = _size(root)
    return Logo("svg", clean, wide, high, _png(clean, wide, high))


def _tree(data: bytes) -> Any:  # noqa: ANN401 - lxml publishes no types
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    letters = data.replace(b"\0", b"")
    if b"<!ENTITY" in letters:
        raise LogoError("logo-unsafe", "the SVG declares entities, which a drawing does not need", _HINT)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise LogoError("logo-damaged", "the SVG is not well-formed XML", "fetch or save it again") from None
    if root.tag != f"{_SVG}svg":
        raise LogoError("logo-not-an-image", "it is no PNG, JPEG or SVG picture", _HINT)
    return root


def _still(element: Any) -> None:  # noqa: ANN401 - lxml publishes no types
    """Refuse an element that does something, or looks outside the file."""
    name = str(etree.QName(element).localname)
    ours = element.tag.startswith(_SVG)
    within = element.iterancestors(f"{_SVG}metadata")
    if next(within, None) is not None:
        return
    if not ours and element.getparent() is not None and not _SVG_LIKE.search(name):
        element.getparent().remove(element)
        return
    if not ours or name not in _ALLOWED:
        raise LogoError("logo-unsafe", f"the SVG holds <{name}>, which is more than a still drawing", _HINT)
    if name == "style" and _OUTSIDE.search(element.text or ""):
        raise LogoError("logo-unsafe", "its style sheet leads outside the file", _HINT)
    for key, value in element.attrib.items():
        bare = str(key).rpartition("}")[2].casefold()
        outside = key in _HREFS and not value.strip().startswith("#")
        if bare.startswith("on") or outside or _OUTSIDE.search(value):
            what = "acts on an event" if bare.startswith("on") else "leads outside the file"
            raise LogoError("logo-unsafe", f"{bare} of <{name}> {what}", _HINT)


_SVG_LIKE = re.compile("script|object|image|iframe|embed", re.IGNORECASE)


def _size(root: Any) -> tuple[int, int]:  # noqa: ANN401 - lxml publishes no types
    """Return the size in pixels, by width and height or by the view box; only its proportion matters."""
    box = [float(one) for one in re.findall(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?", root.get("viewBox", ""))]
    given = [_NUMBER.match(root.get(name, "")) for name in ("width", "height")]
    if all(given):
        wide, high = (float(one[1]) * _PIXELS[one[2]] for one in given if one)
    elif len(box) == 4:  # noqa: PLR2004 - left, top, width, height
        wide, high = box[2:]
    else:
        raise LogoError("logo-damaged", "the SVG says neither its size nor a viewBox", _HINT)
    if not (0 < wide < math.inf and 0 < high < math.inf):
        raise LogoError("logo-damaged", "the SVG has no width or no height", _HINT)
    scale = _DRAWN / max(wide, high)
    return max(round(wide * scale), 1), max(round(high * scale), 1)


def _png(data: bytes, wide: int, high: int) -> bytes:
    """Return the drawing as PNG with a clear ground."""
    if not find_spec("typst"):
        hint = 'run: pip install "policygen[pdf]"; or use PNG'
        raise LogoError("logo-svg-not-drawn", "an SVG logo needs an extra part of policygen for Word", hint)
    import typst  # noqa: PLC0415 - an extra

    page = (
        f"#set page(width: {wide}pt, height: {high}pt, margin: 0pt, fill: none)\n"
        "#image(bytes(sys.inputs.drawing), width: 100%, height: 100%)"
    )
    try:
        made = typst.compile(page.encode(), format="png", ppi=72, sys_inputs={"drawing": data.decode()})
    except (typst.TypstError, UnicodeDecodeError) as error:
        raise LogoError("logo-damaged", f"the SVG cannot be drawn: {str(error)[:120]}", _HINT) from None
    return bytes(made)
