"""Sheets of a workbook: one defined table each, headings in sight, text as text whatever it begins with."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext

from actions.measure_sheet import DAY_FORMAT, LONGEST

Row = list[Any]
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
RESERVED = {"", "history"}


def fill(book: Any, name: str, headings: list[str], widths: list[int], rows: Iterable[Row]) -> None:
    """A sheet of its own for the rows, in columns of that many letters."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(sheet_name(name, {other.casefold() for other in book.sheetnames}))
    sheet.freeze_panes = "A2"
    for n, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    headings = list(unique(headings))
    bold, layout = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    sheet.append([cell(sheet, heading, layout, bold) for heading in headings])
    whole = [part for row in rows for part in split(row)]
    for row in whole:
        sheet.append([cell(sheet, value, layout) for value in row])
    if whole:
        place = f"A1:{get_column_letter(len(headings))}{len(whole) + 1}"
        define(sheet, headings, place, f"Table{len(book.sheetnames)}")


def cell(sheet: Any, value: Any, layout: Any, font: Any = None) -> Any:
    """A day or a number as such; a text as text, marked so where Excel would take it for something else."""
    from openpyxl.cell import WriteOnlyCell

    made = WriteOnlyCell(sheet, value if value != "" else None)
    made.alignment = layout
    if font:
        made.font = font
    if isinstance(value, date):
        made.number_format = DAY_FORMAT
    elif isinstance(value, str) and value[:1] in {"=", "#", "+", "-", "@", "'"}:
        made.data_type, made.number_format = "s", "@"
    return made


def define(sheet: Any, headings: list[str], place: str, name: str) -> None:
    """Make the cells a table, so that people may filter and programs may find it."""
    from openpyxl.worksheet.table import Table, TableStyleInfo

    table = Table(displayName=name, ref=place)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    table._initialise_columns()
    for column, heading in zip(table.tableColumns, headings, strict=True):
        column.name = heading
    sheet.add_table(table)


def split(row: Row) -> Iterator[Row]:
    """The row, and rows under it for what a cell can't hold; they repeat the short cells and say that they go on."""
    longest = max((len(value) for value in row if isinstance(value, str)), default=0)
    note = gettext("(continued)")
    room = LONGEST - len(note) - 1
    if longest <= LONGEST:
        yield row
        return
    for start in range(0, longest, room):
        yield [part(value, start, room, note) for value in row]


def part(value: Any, start: int, room: int, note: str) -> Any:
    """What stands in one of the rows of a value: a short one in each of them, a long one piece by piece."""
    if not isinstance(value, str) or len(value) <= room:
        return value
    piece = value[start : start + room]
    return f"{note} {piece}" if start and piece else piece


def unique(headings: list[str]) -> Iterator[str]:
    """Excel takes no two headings of one name in a table."""
    seen: dict[str, int] = {}
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        yield heading if seen[heading] == 1 else f"{heading} {seen[heading]}"


def sheet_name(name: str, taken: set[str]) -> str:
    """At most 31 letters that Excel takes, unlike the others in any case; an apostrophe stands at neither end."""
    name = NOT_IN_NAMES.sub(" ", name).strip(" '")[:31].strip(" '")
    found, n = (name if name.casefold() not in RESERVED else f"{name} 1".strip()), 1
    while found.casefold() in taken:
        n += 1
        found = f"{name[: 31 - len(str(n)) - 1]} {n}"
    return found
