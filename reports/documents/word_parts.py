"""Paragraphs, runs, tables, bookmarks and fields of WordprocessingML (ISO/IEC 29500-1, 17), made element by element.

python-docx makes the same through objects that look one another up for every cell; a long table takes seven times as
long that way.
"""

from collections.abc import Sequence
from typing import Any

from reports.documents.definition import Cell, Line, Table

REGIONS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
TONES = {"strong": "Strong", "quiet": "Quiet"}
WIDTH = 9866  # of the text, in twentieths of a point: A4 less two margins of 18 mm
NOTHING = (Line("–"),)
LABEL = 26  # letters that fit before the words of a fact
LONG = 1500  # letters of a row that may be cut by the end of a page


def element(tag: str, *children: Any, **attributes: Any) -> Any:
    """An element of the namespace w with its children; attributes are of that namespace too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def paragraph(style: str, lines: Cell, label: str = "") -> Any:
    """A paragraph in a style, by its id; `label` stands before the words, a long one on a line of its own."""
    made = element("p", element("pPr", element("pStyle", val=style)))
    if label:
        made.extend([run(Line(label), "Label"), element("r", element("tab" if len(label) <= LABEL else "br"))])
    for line in lines:
        words = run(line, TONES.get(line.tone, ""))
        made.append(element("hyperlink", words, anchor=line.to) if line.to else words)
    return made


def run(line: Line, style: str = "") -> Any:
    """The words of a line, in their language where it is not the document's."""
    facts = [element("rStyle", val=style)] if style else []
    if line.language:
        facts.append(element("lang", val=REGIONS.get(line.language, line.language)))
    return element("r", *([element("rPr", *facts)] if facts else []), text(line.words))


def text(words: str) -> Any:
    """White space is kept as it is."""
    made = element("t")
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def table(told: Table) -> Any:
    """A table with a header row that repeats; no cell is merged, no table stands in a cell."""
    shares = 30 if told.is_compact else sum(column.share for column in told.columns)
    widths = [WIDTH * column.share // shares for column in told.columns]
    made = element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val="Ruled"),
            element("tblW", w=sum(widths), type="dxa"),
            element("tblLayout", type="fixed"),
            element("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
            element("tblCaption", val=told.caption),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )
    numbers = [column.is_number for column in told.columns]
    heads = table_row(
        [(Line(column.heading),) for column in told.columns], widths, numbers, "TableHead", "TableHeadNumber"
    )
    heads.insert(0, element("trPr", element("cantSplit"), element("tblHeader")))
    made.append(heads)
    for row in told.rows:
        made.append(table_row(row, widths, numbers))
        if sum(len(line.words) for cell in row for line in cell) <= LONG:
            made[-1].insert(0, element("trPr", element("cantSplit")))
    return made


def table_row(
    row: Sequence[Cell],
    widths: list[int],
    numbers: list[bool],
    style: str = "TableText",
    of_numbers: str = "TableNumber",
) -> Any:
    """One row of cells, a paragraph for each line; an empty cell says so."""
    cells = (
        element("tc", tc_facts(width), *(paragraph(of_numbers if is_number else style, (line,)) for line in cell))
        for cell, width, is_number in zip((cell or NOTHING for cell in row), widths, numbers, strict=True)
    )
    return element("tr", *cells)


def tc_facts(width: int) -> Any:
    return element("tcPr", element("tcW", w=width, type="dxa"))


def bookmark(heading: Any, name: str, n: int) -> None:
    """Give the words of a heading a name that links lead to."""
    heading.insert(1, element("bookmarkStart", id=n, name=name))
    heading.append(element("bookmarkEnd", id=n))


def make_field(paragraphs: list[Any], code: str) -> None:
    """Make the paragraphs the result of one field."""
    for place, part in enumerate(beginning(code), 1):
        paragraphs[0].insert(place, part)
    paragraphs[-1].append(mark("end"))


def field(code: str) -> list[Any]:
    """A field of one value, such as PAGE; Word counts it when it lays out the page."""
    return [*beginning(code), element("r", text("1")), mark("end")]


def beginning(code: str) -> list[Any]:
    instruction = element("instrText")
    instruction.text = code
    return [mark("begin"), element("r", instruction), mark("separate")]


def mark(kind: str) -> Any:
    return element("r", element("fldChar", fldCharType=kind))
