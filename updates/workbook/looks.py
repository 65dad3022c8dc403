"""How cells of a workbook look, and how they are put on a sheet: every style is made once for a workbook."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from updates.workbook.layout import cut

DAY_FORMAT, TEXT_FORMAT = "d.m.yyyy", "@"
LINE_HEIGHT, TALLEST = 15, 405  # points; Excel has no taller row than 409
INK, LINE, GREY, HEAD, OPEN_HEAD, WHITE = "1B1F27", "C9CDD5", "EEF0F3", "DDE1E8", "2B3A67", "FFFFFF"
# "_x000D_" in the file of a workbook means a control character; a text that says it letter by letter is written so.
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Looks:
    """The cells of a workbook that others take their looks from: official or open, text or day; headings; words."""

    def __init__(self, book: Any) -> None:
        from openpyxl.cell import WriteOnlyCell

        sheet = book.create_sheet("looks")
        self._looks: dict[Any, Any] = {}
        for is_open in (False, True):
            for is_day in (False, True):
                self._looks[is_open, is_day] = _body(WriteOnlyCell(sheet), is_open, is_day)._style
            self._looks["head", is_open] = _head(WriteOnlyCell(sheet), is_open)._style
        for size in (11, 12, 16):
            self._looks[size] = _words(WriteOnlyCell(sheet), size)._style
        book.remove(sheet)

    def cell(self, sheet: Any, *look: Any) -> Any:
        """An empty cell of the sheet that looks so."""
        from openpyxl.cell import WriteOnlyCell

        cell: Any = WriteOnlyCell(sheet)
        cell._style = self._looks[look if len(look) > 1 else look[0]]
        return cell


def _body(cell: Any, is_open: bool, is_day: bool) -> Any:
    """Open cells are white and can be written, official ones grey and locked."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    side = Side("thin", LINE)
    cell.font = Font(name="Calibri", size=11, color=INK)
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    cell.number_format = DAY_FORMAT if is_day else TEXT_FORMAT
    cell.protection = Protection(locked=not is_open)
    cell.fill = PatternFill("solid", WHITE if is_open else GREY)
    return cell


def _head(cell: Any, is_open: bool) -> Any:
    """The headings of columns that the body fills are dark."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(name="Calibri", size=11, bold=True, color=WHITE if is_open else INK)
    cell.fill = PatternFill("solid", OPEN_HEAD if is_open else HEAD)
    cell.alignment = Alignment(wrap_text=True, vertical="bottom")
    return cell


def _words(cell: Any, size: int) -> Any:
    from openpyxl.styles import Alignment, Font

    cell.font = Font(name="Calibri", size=size, bold=size > 11, color=INK)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.number_format = TEXT_FORMAT
    return cell


def put(cell: Any, value: Any) -> Any:
    """The value into a cell, which may have held another. A text is text whatever it begins with: openpyxl's own setter
    would guess, and take "=1+1" for a formula."""
    if isinstance(value, date):
        cell._value, cell.data_type = value, "d"
    elif value:
        text = cut(value)
        cell._value, cell.data_type = ESCAPED.sub("_x005F_", text) if "_x" in text else text, "s"
    else:
        cell._value, cell.data_type = None, "n"
    return cell


def create(book: Any, title: str) -> Any:
    """A sheet whose rows are given as cells of its own, which are written as they are: openpyxl's look at each value
    would cost more than writing it."""
    sheet = book.create_sheet(title[:31])
    sheet._values_to_row = _placed
    return sheet


def _placed(cells: Iterable[Any], row: int) -> Iterator[Any]:
    for column, cell in enumerate(cells, 1):
        if cell is not None:
            cell.row, cell.column = row, column
            yield cell


def protect(sheet: Any) -> None:
    """Locked cells stay as they are, without a password; rows and columns may be made wider."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def paper(sheet: Any, orientation: str, size: int, wide: int, heading: str) -> None:
    """Pages of a size, so many of them wide, with the heading and page numbers."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, size
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = wide, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddHeader.left.text = heading.replace("&", "&&") or None
    sheet.oddFooter.right.text = "&P / &N"


def set_height(sheet: Any, row: int, values: Iterable[Any], widths: Iterable[int], height: int = LINE_HEIGHT) -> None:
    """The height that the row needs, guessed from its letters, since not every program measures rows when it opens
    them. It is no fixed height: a row grows with what is typed. To be set before the row is written."""
    lines = 1
    for value, width in zip(values, widths, strict=True):
        if isinstance(value, str) and (len(value) >= width or "\n" in value):
            lines = max(lines, sum(1 + len(text) * 10 // (width * 11) for text in value.split("\n")))
    if lines > 1 or height > LINE_HEIGHT:
        sheet.row_dimensions[row] = {"ht": str(min(lines * height, TALLEST))}
