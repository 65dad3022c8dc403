"""A translation order as a Word table: a row for each text, every run marked with its language."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext

from actors.languages import Phrase
from updates.translation_orders.ordering import HEADINGS, LANGUAGES, TAGS, Item, Order

WIDTHS = (24, 49, 97, 97)  # mm, of A4 on its side
NO_LANGUAGE = "x-none"
LONG = 1500  # letters of a row that may be cut by the end of a page
GREY = "6B7080"


def written(order: Order) -> bytes:
    """The .docx file."""
    from docx import Document  # imported where it is used, so that the start stays quick
    from docx.shared import Pt

    made = Document()
    _furnish(made, order)
    language = page_language()
    _put(made.add_heading(level=1), order.title, language)
    _put(made.add_paragraph(), told(order), language)
    for words in order.instructions():
        last = made.add_paragraph(style="List Bullet")
        _put(last, words, language)
    last.paragraph_format.space_after = Pt(9)
    _table(made, order)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def page_language() -> str:
    return (get_language() or "fi")[:2]


def told(order: Order) -> str:
    """How many texts, when, of which round."""
    number = len(order.items)
    texts = ngettext("%(number)s text to translate", "%(number)s texts to translate", number) % {"number": number}
    return " · ".join(filter(None, [str(order.round or ""), texts, date_format(order.on, "SHORT_DATE_FORMAT")]))


def _furnish(made: Any, order: Order) -> None:
    """The paper, the letters, the properties; no person."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    normal, heading = made.styles["Normal"], made.styles["Heading 1"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(2)
    heading.font.size, heading.paragraph_format.space_before = Pt(16), Pt(0)
    properties, day = made.core_properties, datetime.combine(order.on, time())
    properties.title, properties.language = order.title, TAGS[page_language()]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = day
    of_package = made.part.package.rels
    for name in [name for name, each in of_package.items() if each.reltype.endswith("/thumbnail")]:
        del of_package[name]  # the picture of the library's own empty page


def _table(made: Any, order: Order) -> None:
    """Row by row: a cell that is looked for by its place is looked for through the whole table."""
    from docx.shared import Mm

    table = made.add_table(rows=0, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    heads = table.add_row()
    heads._tr.get_or_add_trPr().append(_element("tblHeader"))
    for cell, words in zip(heads.cells, _headings(order), strict=True):
        _put(cell.paragraphs[0], words, page_language(), is_bold=True)
    for item in order.items:
        row = table.add_row()
        _fill(row.cells, item, order.code)
        if len(item.source) <= LONG:
            row._tr.get_or_add_trPr().append(_element("cantSplit"))


def _headings(order: Order) -> list[str]:
    *names, target = map(str, HEADINGS.values())
    return [*names, f"{target}: {LANGUAGES[order.code]}"]


def _fill(cells: Any, item: Item, code: str) -> None:
    """One text: a paragraph for each of its lines."""
    reference, about, source, target = cells
    _put(reference.paragraphs[0], item.reference, "", size=7, colour=GREY)
    measure, body = item.measure, item.update.body.name
    _put(about.paragraphs[0], measure, measure.language, is_bold=True)
    _put(about.add_paragraph(), body, body.language)
    _put_lines(source, item.source)
    _put_lines(target, Phrase(item.target, code))


def _put_lines(cell: Any, text: Phrase) -> None:
    for n, line in enumerate(text.split("\n")):
        _put(cell.add_paragraph() if n else cell.paragraphs[0], line, text.language)


def _put(paragraph: Any, words: str, language: str, is_bold: bool = False, size: int = 0, colour: str = "") -> None:
    """The words in their language; an empty paragraph has it too, for what somebody types into it."""
    from docx.shared import Pt, RGBColor

    if not words:
        mark = _element("rPr")
        mark.append(_element("lang", val=TAGS[language]))
        paragraph._p.get_or_add_pPr().append(mark)
        return
    run = paragraph.add_run(words)
    run.bold = is_bold or None
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    run._r.get_or_add_rPr().append(_element("lang", val=TAGS.get(language, NO_LANGUAGE)))


def _element(tag: str, **attributes: Any) -> Any:
    """An element of WordprocessingML with its attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made
