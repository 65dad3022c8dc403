"""Sheets of a workbook: one defined table each, headings in sight, text as text whatever it begins with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from actions.measure_sheet import DAY_FORMAT, LONGEST
from reports.documents.sheet_names import sheet_name, unique
from updates.numbers import decimals

Row = list[Any]
FACE = "Calibri"
LINE, TALLEST = 15, 409  # points; Excel shows no taller row


@dataclass(frozen=True)
class Columns:
    """The headings of a sheet, and how many letters wide each column is."""

    headings: list[str]
    widths: list[int]


@dataclass(frozen=True)
class Paper:
    """What every printed page of a workbook says: at the top right its mark, at the top left whose it is, its stamp."""

    mark: str
    programme: str
    line: str


def fill(book: Any, name: str, columns: Columns, rows: Iterable[Row], paper: Paper) -> None:
    """A sheet of its own for the rows."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(sheet_name(name, {other.casefold() for other in book.sheetnames}))
    sheet.freeze_panes = "A2"
    for n, width in enumerate(columns.widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    print_on(sheet, paper)
    face, heading = Font(name=FACE, size=11), Font(name=FACE, size=11, bold=True)
    at_left, at_right = (Alignment(horizontal=side, vertical="top", wrap_text=True) for side in ("left", "right"))
    whole = [list(unique(columns.headings)), *(part for row in rows for part in split(row))]
    for n, row in enumerate(whole, 1):
        for place, value in enumerate(row, 1):
            made = put(sheet.cell(n, place), value)
            made.alignment = at_right if isinstance(value, int | Decimal) else at_left
            made.font = heading if n == 1 else face
        sheet.row_dimensions[n].height = height(row, columns.widths)
    if len(whole) > 1:
        define(sheet, f"A1:{get_column_letter(len(whole[0]))}{len(whole)}", f"Table{len(book.sheetnames)}")


def print_on(sheet: Any, paper: Paper) -> None:
    """A4 across, as wide as the page, headings on every page, with what the paper says."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    for part, text in (
        (sheet.oddHeader.left, paper.programme),
        (sheet.oddHeader.right, paper.mark),
        (sheet.oddFooter.left, paper.line),
    ):
        part.text = text.replace("&", "&&") or None
    sheet.oddFooter.right.text = "&P / &N"


def height(row: Row, widths: list[int]) -> int:
    """Points that the row needs: a guess from its letters, since not every program measures rows when it opens them."""
    texts = (value.split("\n") if isinstance(value, str) else [""] for value in row)
    lines = (sum(1 + len(text) // width for text in told) for told, width in zip(texts, widths, strict=True))
    return min(LINE * max(lines, default=1), TALLEST)


def put(cell: Any, value: Any) -> Any:
    """A day or a number as such; a text as text, marked so where Excel would take it for something else."""
    cell.value = None if value == "" else value
    if isinstance(value, date):
        cell.number_format = DAY_FORMAT
    elif isinstance(value, Decimal):
        cell.number_format = number_format(value)
    elif isinstance(value, str) and value[:1] in {"=", "#", "+", "-", "@", "'"}:
        cell.data_type, cell.number_format = "s", "@"
    return cell


def number_format(number: Decimal) -> str:
    """With thousands apart, and the decimals that the number has."""
    places = decimals(number)
    return f"#,##0.{'0' * places}" if places else "#,##0"


def define(sheet: Any, place: str, name: str) -> None:
    """Make the cells a table, so that people may filter and programs may find it."""
    from openpyxl.worksheet.table import Table, TableStyleInfo

    style = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(Table(displayName=name, ref=place, tableStyleInfo=style))


def split(row: Row) -> Iterator[Row]:
    """The row, and rows under it for what a cell can't hold; they repeat the other cells and say that they go on."""
    long = {
        place: list(pieces(text)) for place, text in enumerate(row) if isinstance(text, str) and len(text) > LONGEST
    }
    for n in range(max((len(told) for told in long.values()), default=1)):
        yield ["".join(long[place][n : n + 1]) if place in long else value for place, value in enumerate(row)]


def pieces(text: str) -> Iterator[str]:
    """The text in parts that a cell can hold, cut between words where there are any."""
    note = gettext("(continued)") + " "
    room, start = LONGEST - len(note), 0
    while start < len(text):
        end = start + room
        if end < len(text):
            end = max(text.rfind(" ", start + room // 2, end), text.rfind("\n", start + room // 2, end)) + 1 or end
        yield (note if start else "") + text[start:end]
        start = end
