"""How cells of a workbook look, and how rows are put on a sheet."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings

from actors.wording import CONTROLS
from updates.workbook.layout import cut

DAY_FORMAT, TEXT_FORMAT = "d.m.yyyy", "@"
LINE_HEIGHT, TALLEST = 15, 405  # points; Excel has no taller row than 409
INK, LINE, GREY, HEAD, OPEN_HEAD, WHITE = "1B1F27", "C9CDD5", "EEF0F3", "DDE1E8", "2B3A67", "FFFFFF"
# "_x000D_" in the file of a workbook means a control character; a text that says it letter by letter is written so.
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
END = b"</sheetData>"
FIRST_DAY = date(1899, 12, 30)  # day 0 of Excel, for days after February 1900


class Looks:
    """The styles of every workbook by their numbers, made once for all of them: they are much of what a small one
    costs."""

    TABLES = ("_fonts", "_fills", "_borders", "_alignments", "_protections", "_number_formats", "_cell_styles")

    def __init__(self) -> None:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell

        book = self._book = Workbook(write_only=True)
        sheet = book.create_sheet()
        self.body = {
            (is_open, is_day): _body(WriteOnlyCell(sheet), is_open, is_day).style_id
            for is_open in (False, True)
            for is_day in (False, True)
        }
        self.head = {is_open: _head(WriteOnlyCell(sheet), is_open).style_id for is_open in (False, True)}
        self.words = {size: _words(WriteOnlyCell(sheet), size).style_id for size in (11, 12, 16)}

    def put_in(self, book: Any) -> None:
        """Give the styles to a workbook, which adds none of its own."""
        for table in self.TABLES:
            setattr(book, table, getattr(self._book, table))


@cache
def looks() -> Looks:
    """The styles, made when the first workbook is."""
    return Looks()


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


class Rows:
    """The rows of one sheet as they stand in its file: a text is always a text, whatever it begins with, a day a day.

    openpyxl makes everything else of the sheet; of each cell it asks ten times what writing it costs.
    """

    def __init__(self, columns: int) -> None:
        from openpyxl.utils import get_column_letter

        self.letters = [get_column_letter(n) for n in range(1, columns + 1)]
        self._rows: list[str] = []

    def add(
        self, values: Sequence[Any], styles: Sequence[int | None], height: int = 0, is_hidden: bool = False
    ) -> None:
        """A row of texts, days and None; a cell with a style stands there even when it is empty, one with None never.

        The height is no fixed one: the row grows with what is typed.
        """
        n = len(self._rows) + 1
        cells = [
            _cell(f"{letter}{n}", style, value)
            for letter, style, value in zip(self.letters, styles, values, strict=False)
            if style is not None
        ]
        told = (f' ht="{height}"' if height else "") + (' hidden="1"' if is_hidden else "")
        self._rows.append(f'<row r="{n}"{told}>{"".join(cells)}</row>')

    def put_on(self, sheet: Any) -> None:
        """Close the sheet with the rows on it. Nothing can be changed after that."""
        sheet.close()
        rows = CONTROLS.sub("", "".join(self._rows)).encode()
        with open(sheet._writer.out, "r+b") as file:
            written = file.read()
            place = written.index(END)
            file.seek(place)
            file.write(rows + written[place:])


def _cell(place: str, style: int, value: Any) -> str:
    if not value:
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{style}"><v>{value.toordinal() - FIRST_DAY.toordinal()}</v></c>'
    text = ESCAPED.sub("_x005F_", value) if "_x" in value else value
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(cut(text))}</t></is></c>'


def annotate(sheet: Any, column: int, row: int, words: str, height: int) -> None:
    """A note on a cell, when everything else of the sheet is ready: openpyxl collects notes while it writes cells."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.comments import Comment
    from openpyxl.comments.comment_sheet import CommentRecord

    cell: Any = WriteOnlyCell(sheet)
    cell.row, cell.column = row, column
    cell.comment = Comment(words, str(settings.SITE_NAME), height=height, width=420)
    sheet._get_writer()
    sheet._comments.append(CommentRecord.from_cell(cell))


def height(values: Iterable[Any], widths: Iterable[int], line: int = LINE_HEIGHT) -> int:
    """The points that a row needs, guessed from its letters, since not every program measures rows when it opens them;
    0 when the usual height will do."""
    lines = 1
    for value, width in zip(values, widths, strict=True):
        if isinstance(value, str) and (len(value) >= width or "\n" in value):
            lines = max(lines, sum(1 + len(text) * 10 // (width * 11) for text in value.split("\n")))
    return min(lines * line, TALLEST) if lines > 1 or line > LINE_HEIGHT else 0


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
