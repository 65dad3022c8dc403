"""The workbooks of a whole round: made, beside a bare openpyxl loop, and read back when all of them are filled."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command

from bench.measuring import Line, Target, in_turn, measure
from updates.models import Round
from updates.workbook.sheets import DAYS, FIRST_ROW, KEY_ROW, MARK, PLANS, Column, Kind
from updates.workbook.vocabulary import words

TIMES, FLOOR = 3, "floor: openpyxl"
MAKING, READING = Target(1.5, "× floor"), Target(10_000, "ms")
TYPED = "Sopimus on valmisteilla, ja työryhmä on kokoontunut kolme kertaa; luonnos lähtee lausunnolle syyskuussa."


@dataclass
class Made:
    """What was made, as the answer to a request."""

    content: bytes
    status_code: int = 200


def lines(round: Round) -> Iterator[Line]:
    """The figures, in the order in which a round has them. Answers are left as they are."""
    from openpyxl import load_workbook

    with TemporaryDirectory() as name:
        folder = Path(name)
        make(round, folder)
        files = sorted(folder.glob("*.xlsx"))
        books = [load_workbook(file) for file in files]
        cells = [cells_of(book) for book in books]
        asked = {FLOOR: lambda: bare(cells), f"{len(files)} workbooks": lambda: make(round, folder)}
        floor, made = in_turn(asked, TIMES)
        yield Line(floor)
        yield Line(made, FLOOR, ratio=MAKING)
        for file, book in zip(files, books, strict=True):
            fill(book)
            book.save(file)
        yield Line(measure(f"reading {len(files)} filled ones back", lambda: read(files), TIMES), p50=READING)


def make(round: Round, folder: Path) -> Made:
    """The command that writes the workbooks of all bodies."""
    call_command("workbooks", place(round), "--out", str(folder), "--language", "fi", stdout=StringIO())
    return Made(b"".join(file.read_bytes() for file in sorted(folder.glob("*.xlsx"))))


def read(files: list[Path]) -> Made:
    """The command that tells what the files change."""
    out = StringIO()
    call_command("read_workbook", *map(str, files), "--json", "--language", "fi", stdout=out)
    told = json.loads(out.getvalue())["files"]
    if not all(file["differences"] for file in told):
        raise RuntimeError("A filled workbook was read as if nothing had been written in it.")
    return Made(out.getvalue().encode())


def place(round: Round) -> str:
    return f"{round.programme.slug}/{round.slug}"


Cells = list[list[tuple[Any, int]]]  # rows of values, each with the number of its style; 0 is no style


def cells_of(book: Any) -> tuple[int, dict[str, Cells]]:
    """How many styles the cells of a workbook have, and the cells of each sheet."""
    styles = {0: 0}
    sheets = {
        sheet.title: [
            [(cell.value, styles.setdefault(cell.style_id, len(styles))) for cell in row] for row in sheet.iter_rows()
        ]
        for sheet in book.worksheets
    }
    return len(styles) - 1, sheets


def bare(books: list[tuple[int, dict[str, Cells]]]) -> Made:
    """What openpyxl itself takes for the same cells in as many styles, without all that makes them answers: no rows
    asked of the database, no notes, no drop-downs, no checksums, nothing remembered."""
    return Made(b"".join(bare_book(count, sheets) for count, sheets in books))


def bare_book(count: int, sheets: dict[str, Cells]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book: Any = Workbook(write_only=True)
    styles: list[Any] = []
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        styles = styles or [None, *(bare_style(WriteOnlyCell(sheet), n) for n in range(count))]
        for row in rows:
            cells: list[Any] = []
            for value, style in row:
                cell: Any = value if value is None and not style else WriteOnlyCell(sheet, value)
                if style:
                    cell._style = styles[style]  # the cheapest way there is to give a cell its looks
                cells.append(cell)
            sheet.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def bare_style(cell: Any, n: int) -> Any:
    """A style unlike the others, of as many parts as the site's."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    cell.font, cell.fill = Font(name="Calibri", size=8 + n), PatternFill("solid", f"{n:06X}")
    cell.border, cell.number_format = Border(left=Side("thin"), right=Side("thin")), "@"
    cell.alignment, cell.protection = Alignment(wrap_text=True, vertical="top"), Protection(locked=n % 2 == 0)
    return cell._style


def fill(book: Any) -> None:
    """Type something into every cell that is open."""
    for sheet in book.worksheets:
        key = str(sheet.cell(KEY_ROW, 1).value or "")
        if not key.startswith(MARK):
            continue
        plan = PLANS.get(key.removeprefix(MARK))
        names = {cell.value: cell.column for cell in sheet[KEY_ROW]}
        for column in plan.open_columns if plan else ():
            for row in range(FIRST_ROW, sheet.max_row + 1):
                cell = sheet.cell(row, names[column.key])
                if not cell.protection.locked:
                    cell.value = typed(column, cell.value)


def typed(column: Column, before: Any) -> Any:
    """Something that the column takes."""
    if column.choices:
        return list(words(column.choices, "fi").values())[1]
    if column.kind in DAYS:
        return date(2018, 6, 1)
    return TYPED if column.kind in {Kind.TEXT, Kind.LINE} else before
