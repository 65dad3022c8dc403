"""The list of measures as an Excel workbook: one table of the measures, and a sheet that tells what they are."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext

from actions.filters import MeasureFilter
from actions.listing import Listing, Row
from actions.status import Audience
from actions.tables import MeasureTable
from actions.wording import day

# Excel takes this many letters in a cell; openpyxl would cut the rest without a word.
LONGEST = 32_767
# How texts begin that openpyxl takes for a formula or an error.
MISTAKEN = {"=", "#"}
DAY_FORMAT = "d.m.yyyy"
# How a column's value is read from a row, where that is not the row's key of the column's own name.
VALUES: dict[str, Callable[[Row], Any]] = {
    "number": lambda row: row["code"],
    "schedule": lambda row: "; ".join(f"{item.label} {item.text}".strip() for item in row["schedule"]),
}


def measure_sheet(asked: MeasureFilter, listing: Listing, base: str) -> IO[bytes]:
    """The workbook of everything that is asked, in its order, as an open temporary file.

    Rows pass through one by one, so memory stays flat. `base` is the whole address of the list, without its query.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = book.properties.lastModifiedBy = str(settings.SITE_NAME)
    book.properties.title = f"{gettext('Measures')}, {asked.programme.name}"
    book.properties.language = listing.language
    columns = {name: column for name, column in MeasureTable.base_columns.items() if column.width}
    sheet = book.create_sheet(gettext("Measures")[:31])
    values = VALUES | {
        "address": lambda row: base + row["path"],
        "reading": lambda row: "; ".join(listing.said.reading(*item[2:5]) for item in row["schedule"]),
    }
    read = [values.get(name) or itemgetter(name) for name in columns]
    rows = ([value(row) for value in read] for row in listing.stream(asked.ids()))
    count = fill(sheet, columns, rows)
    tell(book.create_sheet(gettext("About this sheet")[:31]), asked, count, f"{base}?{asked.address()}".rstrip("?"))
    file = TemporaryFile()  # noqa: SIM115  # the answer closes it when it has been sent
    book.save(file)
    file.seek(0)
    return file


def fill(sheet: Any, columns: dict[str, Any], rows: Iterable[list[Any]]) -> int:
    """Write headings and rows as one defined table whose headings stay in sight; returns the number of rows."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "C2"
    headings = [str(column.verbose_name) for column in columns.values()]
    for n, column in enumerate(columns.values(), 1):
        sheet.column_dimensions[get_column_letter(n)].width = column.width
    cells = [WriteOnlyCell(sheet, heading) for heading in headings]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    days = [WriteOnlyCell(sheet) for _ in headings]
    for cell in days:
        cell.number_format = DAY_FORMAT
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  # the number of the last one is the count
        sheet.append([shown(sheet, value, cell) for value, cell in zip(row, days, strict=True)])
    define_table(sheet, headings, f"A1:{get_column_letter(len(headings))}{max(count, 1) + 1}")
    return count


def shown(sheet: Any, value: Any, day_cell: Any) -> Any:
    """A day in the column's own cell, used again in every row; text as text, whatever it begins with."""
    if isinstance(value, str):
        is_plain = value[:1] not in MISTAKEN and len(value) <= LONGEST
        return value or None if is_plain else text(sheet, value)
    if value:
        day_cell.value = value
        return day_cell
    return None


def text(sheet: Any, value: str) -> Any:
    """A cell of text. What would be taken for a formula or an error is marked as text; too long a text says so."""
    from openpyxl.cell import WriteOnlyCell

    if len(value) > LONGEST:
        note = gettext(" … (the text goes on at the measure's address)")
        value = value[: LONGEST - len(note)] + note
    cell = WriteOnlyCell(sheet, str(value))
    cell.data_type = "s"
    return cell


def define_table(sheet: Any, headings: list[str], place: str) -> None:
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

    columns = [TableColumn(id=n, name=heading) for n, heading in enumerate(headings, 1)]
    table = Table(displayName="Measures", ref=place, tableColumns=columns, autoFilter=AutoFilter(ref=place))
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.tables.add(table)


def tell(sheet: Any, asked: MeasureFilter, count: int, page: str) -> None:
    """What the sheet of measures holds: the programme, the day, the question and who may see it."""
    facts = [
        (gettext("Programme"), str(asked.programme.name)),
        (gettext("Situation on"), day(asked.on)),
        (gettext("Measures"), str(count)),
        *((choice.label, choice.value or gettext("yes")) for choice in asked.chosen),
        (gettext("Address"), page),
    ]
    if asked.audience == Audience.INSIDE:
        facts.append((gettext("Publicness"), gettext("Contains what is not public.")))
    if asked.programme.is_invented:
        facts.append((gettext("Demo"), gettext("What bodies have said is made up.")))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 80
    for label, value in facts:
        sheet.append([shown(sheet, label, None), shown(sheet, value, None)])
