"""A document as a tagged PDF by PDF/UA-1 (ISO 14289-1), through the package `typst` of the extra `policygen[pdf]`.

What is tagged how, and what the file cannot do: `docs/word/pdf.md`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from policygen.errors import fail
from policygen.writers.logo import as_svg, centimetres
from policygen.writers.look import BRAND
from policygen.writers.order import begins_with_chart
from policygen.writers.typst_data import data_of

if TYPE_CHECKING:
    from policygen.errors import PolicygenError
    from policygen.model import Document, Logo
    from policygen.writers.look import Brand

TEMPLATE = Path(__file__).with_name("typst_page.typ")

STANDARD = "ua-1"

FONT = "Source Sans Pro"
"""The house's font in a PDF: it comes with the extra, so that a document has the same pages on every machine."""

_NEEDED = ("typst", "font_source_sans_pro")


def write(document: Document, brand: Brand = BRAND, logo: Logo | None = None) -> bytes:
    """Return `document` as a tagged PDF in a brand, with a logo.

    Nothing is asked of the clock or chance: the same document gives the same bytes. A character that the font
    lacks is drawn from the fonts of the machine; one that no font has, and an unsafe address, stay out.
    Raises PolicygenError where the extra is not installed, or the document cannot be set as PDF/UA-1.
    """
    require()
    fonts = [FONT] if brand.font == BRAND.font else [brand.font, FONT]
    data = data_of(document, brand) | {"fonts": fonts, "logo": _logo(logo, document)}
    return _compiled(document.id, json.dumps(data, ensure_ascii=False))


def _logo(logo: Logo | None, document: Document) -> dict[str, object] | None:
    """Return the logo as the template draws it: typst reads no base64, but the SVG that holds a picture does."""
    if logo is None:
        return None
    wide, high = centimetres(logo, small=begins_with_chart(document))
    return {"drawing": as_svg(logo), "alt": document.organisation, "width": wide, "height": high}


def require() -> None:
    """Raise PolicygenError with the command that adds what a PDF needs, where it is not installed."""
    if all(find_spec(name) for name in _NEEDED):
        return
    raise fail(
        "pdf-not-installed",
        "PDF files need an extra part of policygen that is not installed",
        hint="run: pip install \"policygen[pdf]\"; or build without 'pdf' in --format",
    )


def _compiled(name: str, data: str) -> bytes:
    import typst  # noqa: PLC0415 - an extra, and slow to import

    try:
        made = _compiler().compile(sys_inputs={"document": data}, format="pdf", pdf_standards=STANDARD, timestamp=0)
    except typst.TypstError as error:
        raise _refused(name, error.message) from error
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} where one PDF was expected")
    return made


def _refused(name: str, message: str) -> PolicygenError:
    """Return why typst made nothing of a document: a letter that no font here has, or what it says itself."""
    if not (found := _NO_LETTER.search(message)):
        hint = "build without 'pdf' in --format, and report this with the name of the document"
        return fail("pdf-not-made", f"'{name}' cannot be made a PDF: {message}", path=name, hint=hint)
    letters = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])
    codes = " ".join(f"U+{ord(letter):04X}" for letter in letters)
    said = f"'{name}' has '{letters}' ({codes}), which no font on this machine can draw"
    hint = "install a font that has it, such as one of the Noto family, or build without 'pdf' in --format"
    return fail("pdf-no-letter", said, path=name, hint=hint)


_NO_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")


@cache
def _compiler() -> Any:  # noqa: ANN401 - the type is of an extra that may not be installed
    """Return one compiler for the whole run: fonts are searched once, and what is the same is set once.

    The folder of the font's package holds each style twice, and which of the two is found first differs from disk to
    disk. So the styles that are needed are copied, and drawn once: what was drawn stays in memory.
    """
    import font_source_sans_pro  # noqa: PLC0415 - an extra
    import typst  # noqa: PLC0415

    files = Path(font_source_sans_pro.__file__).parent / "files"
    with TemporaryDirectory(prefix="policygen-") as folder:
        for style in _STYLES:
            copyfile(files / style, Path(folder, style))
        fonts = typst.Fonts(font_paths=[folder])
        every_style = f'#set text(font: "{FONT}")\na *b* _c_ *_d_*'
        typst.Compiler(every_style.encode(), font_paths=fonts).compile(format="pdf")
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)


_STYLES = tuple(f"SourceSansPro-{style}.ttf" for style in ("Regular", "It", "Bold", "BoldIt"))
