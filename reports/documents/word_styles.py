"""What surrounds the text of a Word file: its styles, properties and paper, the header and the footer of every page."""

from datetime import UTC
from pathlib import Path
from string import Template
from typing import Any

from reports.documents.definition import Document, Line
from reports.documents.shapes import colours
from reports.documents.word_parts import REGIONS, WIDTH, element, field, run, text

STYLES, SETTINGS = (Path(__file__).with_name(f"word_{name}.xml") for name in ("styles", "settings"))
LABEL = 2700  # the width that labels of facts take, in twentieths of a point


def set_styles(made: Any, language: str) -> None:
    """Our styles and settings in place of the library's own; the language is that of all text not marked."""
    from docx.oxml import parse_xml

    light = {name: colour.removeprefix("#") for name, colour in colours().items()}
    given = {
        "language": REGIONS.get(language, language), "width": WIDTH, "label": LABEL,
        "ink": light["ink"], "quiet": light["ink-2"], "line": light["line"], "strong": light["line-strong"],
    }  # fmt: skip
    for part, file in ((made.part._styles_part, STYLES), (made.part._settings_part, SETTINGS)):
        part._element = parse_xml(Template(file.read_text("utf-8")).substitute(given).encode())


def set_properties(made: Any, document: Document) -> None:
    """Title, language and organisation; no person."""
    properties, moment = made.core_properties, document.stamp.made_at.astimezone(UTC).replace(tzinfo=None)
    properties.title, properties.language = document.body.name[:255], REGIONS.get(document.language, document.language)
    properties.author = properties.last_modified_by = document.author
    properties.subject, properties.comments, properties.keywords = document.stamp.programme.words[:255], "", ""
    properties.created = properties.modified = moment
    properties.revision = 1
    of_package = made.part.package.rels
    for name in [name for name, each in of_package.items() if each.reltype.endswith("/thumbnail")]:
        del of_package[name]  # the picture of the library's own empty page


def furnish(made: Any, document: Document) -> None:
    """A4, margins, whose document it is and its mark above every page, its stamp and the page number below."""
    from docx.shared import Mm

    section, stamp = made.sections[0], document.stamp
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(26), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    header, footer = section.header.paragraphs[0]._p, section.footer.paragraphs[0]._p
    header.extend([run(Line(document.author), "Strong"), element("r", text("\u2003"))])
    header.extend([run(stamp.programme), element("r", element("tab")), run(Line(stamp.mark), "Strong")])
    footer.extend([run(Line(stamp.line)), element("r", element("tab"))])
    footer.extend([*field("PAGE"), element("r", text(" / ")), *field("NUMPAGES")])
