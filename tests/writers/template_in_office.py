"""Makes a house style as a person does in LibreOffice. Run by the Python that brings `uno`: PORT FOLDER.

FOLDER/house.dotx is a template with styles, margins, a top and a foot of its own, and FOLDER/house.docx a document.
"""

# ruff: noqa: FBT003 - the bridge takes its arguments by position

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "review"))

from edit_in_office import desktop, setting

KINDS = {"dotx": "MS Word 2007 XML Template", "docx": "MS Word 2007 XML"}


def main(port: int, folder: Path) -> None:
    office, _context = desktop(port)
    document = office.loadComponentFromURL("private:factory/swriter", "_blank", 0, (setting("Hidden", True),))
    styles = document.StyleFamilies.getByName("ParagraphStyles")
    for name, colour in (("Heading 1", 0x7A1F3D), ("Heading 2", 0x14485C)):
        styles.getByName(name).CharColor = colour
        styles.getByName(name).CharFontName = "Liberation Serif"
    page = document.StyleFamilies.getByName("PageStyles").getByName("Standard")
    page.Width, page.Height, page.LeftMargin, page.RightMargin = 21000, 29700, 3000, 3000
    page.HeaderIsOn = page.FooterIsOn = True
    page.HeaderText.String, page.FooterText.String = "Letterhead of the house", "Registered in nowhere"
    document.Text.String = "Text of an example"
    for ending, kind in KINDS.items():
        document.storeToURL((folder / f"house.{ending}").as_uri(), (setting("FilterName", kind),))
    document.close(True)
    office.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
