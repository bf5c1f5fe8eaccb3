"""Word files that organisations might hand over as their house style, and pictures for logos, made by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

GERMAN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:spacing w:after="160" w:line="264" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:sz w:val="22"/><w:lang w:val="de-DE"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>'
    '<w:next w:val="Standard"/><w:link w:val="berschrift1Zchn"/><w:qFormat/><w:pPr><w:keepNext/><w:numPr>'
    '<w:numId w:val="7"/></w:numPr><w:spacing w:before="360"/><w:ind w:left="1134" w:hanging="1134"/>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="7A1F3D"/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ueber2"><w:name w:val="Abschnitt"/><w:aliases w:val="Heading 2,H2"/>'
    '<w:basedOn w:val="Standard"/><w:rPr><w:i/><w:color w:val="7A1F3D"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="berschrift1Zchn"><w:name w:val="Überschrift 1 Zchn"/>'
    '<w:link w:val="berschrift1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kopfzeile"><w:name w:val="header"/><w:basedOn w:val="Standard"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Untertitel"/><w:basedOn w:val="Standard"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="NormaleTabelle"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
)
"""Styles as a German Word writes them: ids in German, names in English; a heading by its alias; an id that is ours."""

SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2268" w:right="1701" w:bottom="1701" w:left="1701"'
    ' w:header="709" w:footer="567" w:gutter="0"/></w:sectPr>'
)
HEADER = '<w:p><w:pPr><w:pStyle w:val="Kopfzeile"/></w:pPr><w:r><w:t>Letterhead of the house</w:t></w:r></w:p>'
FOOTER = "<w:p><w:r><w:t>Registered in nowhere</w:t></w:r></w:p>"


def png(width: int = 40, height: int = 20, claimed: tuple[int, int] | None = None) -> bytes:
    """Return a grey PNG; its head may claim another size than it has."""
    rows = (b"\x00" + b"\x60" * width) * height
    wide, high = claimed or (width, height)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def word_file(  # noqa: PLR0913, PLR0917 - the parts of a file
    styles: str = GERMAN, header: str = HEADER, footer: str = FOOTER, section: str = SECTION,
    main: str = "template", header_relations: str = "", more: dict[str, bytes] | None = None,
) -> bytes:  # fmt: skip
    """Return a Word template with a header and a footer of its own."""
    spaces = f'xmlns:w="{W}" xmlns:r="{R}"'
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kind = f"{word}{main}.main+xml" if main != "macro" else "application/vnd.ms-word.document.macroEnabled.main+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd'
        '.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{word}styles+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{word}header+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{word}footer+xml"/></Types>',
        "_rels/.rels": _relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"{_HEAD}<w:document {spaces}><w:body><w:p/>{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("rId1", "styles", "styles.xml"), ("rId2", "header", "header1.xml"), ("rId3", "footer", "footer1.xml")
        ),
        "word/styles.xml": f"{_HEAD}<w:styles {spaces}>{styles}</w:styles>",
        "word/header1.xml": f"{_HEAD}<w:hdr {spaces}>{header}</w:hdr>",
        "word/footer1.xml": f"{_HEAD}<w:ftr {spaces}>{footer}</w:ftr>",
    }
    if header_relations:
        parts["word/_rels/header1.xml.rels"] = (
            f'{_HEAD}<Relationships xmlns="{RELATIONS}">{header_relations}</Relationships>'
        )
    return zipped({name: text.encode() for name, text in parts.items()} | (more or {}))


def _relations(*each: tuple[str, str, str]) -> str:
    lines = "".join(f'<Relationship Id="{one}" Type="{R}/{kind}" Target="{to}"/>' for one, kind, to in each)
    return f'{_HEAD}<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip of parts by their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
