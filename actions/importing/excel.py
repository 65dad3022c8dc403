"""An .xlsx workbook: of its sheets, the first that holds the five columns becomes a grid and is read."""

import warnings
from collections import defaultdict
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as StoredCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from actions.importing.excel_values import prints, shown
from actions.importing.grids import Cell, Line, refuse_too_many
from actions.importing.rows import Finding, UnreadableSource
from actions.importing.tables import Table, header_among, read_table
from actions.importing.workbook_guard import check_workbook, refused

LONGEST_TEXT = 32_767  # characters of a cell; Excel cuts there without a word


def read_workbook(content: bytes) -> Table:
    """The table of an .xlsx file; raises UnreadableSource for all that is none, before it is parsed."""
    has_formulas = check_workbook(content)
    workbook = _opened(content, data_only=True)
    formulas = _formulas(_opened(content, data_only=False)) if has_formulas else {}
    sheets = sorted(workbook.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
    refuse_too_many(sum(len(sheet._cells) for sheet in sheets), "")
    grids = {sheet.title: _grid(sheet, formulas.get(sheet.title, set())) for sheet in sheets}
    filled = [sheet for sheet in sheets if any(line.texts() for line in grids[sheet.title])]
    if not filled:
        raise refused("workbook_empty")
    chosen = max(filled, key=lambda sheet: header_among(grids[sheet.title])[1].found)
    table = _read(grids[chosen.title], chosen.title)
    findings = (
        *table.findings,
        *_about_formulas(grids[chosen.title], formulas.get(chosen.title, set())),
        *_about_hidden(chosen, table),
        *_about_others([sheet for sheet in filled if sheet is not chosen], grids, chosen),
    )
    return replace(table, remarks=(*table.remarks, *_comments(chosen)), findings=findings)


def _read(grid: list[Line], sheet: str) -> Table:
    try:
        return read_table(grid)
    except UnreadableSource as refusal:
        found = refusal.finding
        raise UnreadableSource(replace(found, place=f"{sheet}!{found.place}")) from refusal


def _opened(content: bytes, data_only: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl leaves out: none holds words of a cell
            return load_workbook(BytesIO(content), data_only=data_only, keep_links=False, rich_text=True)
    except Exception as trouble:  # openpyxl promises no set of errors for a workbook that is wrong inside
        raise refused("workbook_damaged") from trouble


def _formulas(workbook: Workbook) -> dict[str, set[tuple[int, int]]]:
    """Row and column of the formulas of each sheet; the values alone don't show them."""
    return {
        sheet.title: {at for at, cell in sheet._cells.items() if cell.data_type == "f"} for sheet in workbook.worksheets
    }


def _grid(sheet: Worksheet, formulas: set[tuple[int, int]]) -> list[Line]:
    """The sheet's lines. Only cells that exist are visited: one at XFD1048576 must not make a million rows."""
    merged: dict[tuple[int, int], Cell] = {}
    for area in sheet.merged_cells.ranges:
        for row, column in area.cells:
            if column > area.min_col:
                merged[row, column] = Cell(merged="left")
            elif row > area.min_row:
                merged[row, column] = Cell(merged="above")
    by_row: dict[int, dict[int, Cell]] = defaultdict(dict)
    for (row, column), stored in sorted(sheet._cells.items()):
        cell = merged.get((row, column)) or _cell(stored, (row, column) in formulas)
        if cell.text or cell.merged or cell.trouble:
            by_row[row][column] = cell
    hidden = {row for row, dimension in sheet.row_dimensions.items() if dimension.hidden}
    return [Line(f"A{row}", row, row, cells, row in hidden) for row, cells in by_row.items()]


def _cell(stored: Any, is_formula: bool) -> Cell:
    value, form = stored.value, stored.number_format
    text = shown(value, form)
    return Cell(
        text=text,
        place=stored.coordinate,
        is_text=stored.data_type in ("s", "inlineStr") and not is_formula,
        day=value if isinstance(value, date) else None,
        doubt=_doubt(value, text, form),
        trouble=_trouble(stored, is_formula),
    )


def _trouble(stored: StoredCell, is_formula: bool) -> str:
    if is_formula and stored.value is None and stored.data_type != "str":  # "str": the result is no text
        return "formula_without_value"
    if stored.data_type == "e":
        return "cell_error"
    return "cell_has_nul" if isinstance(stored.value, str) and "_x0000_" in stored.value else ""


def _doubt(value: Any, text: str, form: str) -> str:
    if isinstance(value, date):
        if value.year == 1905:
            return "year_shown_as_date"  # day 2018 of Excel's calendar is 10.7.1905
        return "" if "y" in prints(form) else "date_without_year"
    return "cell_full" if len(text) >= LONGEST_TEXT else ""


def _about_formulas(grid: list[Line], formulas: set[tuple[int, int]]) -> list[Finding]:
    used = [
        cell.place
        for line in grid
        for column, cell in sorted(line.cells.items())
        if cell.text and not cell.trouble and (line.first, column) in formulas
    ]
    facts = {"cells": ", ".join(used[:10]), "count": str(len(used))}
    return [Finding("note", "formula_value_used", used[0], facts)] if used else []


def _about_hidden(sheet: Worksheet, table: Table) -> list[Finding]:
    found = []
    if sheet.sheet_state != "visible":
        found.append(Finding("note", "hidden_sheet", sheet.title, {"sheet": sheet.title}))
    columns = {
        column
        for letter, dimension in sheet.column_dimensions.items()
        if dimension.hidden
        for column in table.header.columns.values()
        if column in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    if columns:
        letters = ", ".join(map(get_column_letter, sorted(columns)))
        found.append(Finding("note", "hidden_columns", letters, {"columns": letters}))
    return found


def _about_others(sheets: list[Worksheet], grids: dict[str, list[Line]], chosen: Worksheet) -> list[Finding]:
    """Sheets that were not read: a note, or a doubt where one has the five columns as well."""
    found = []
    for sheet in sheets:
        facts = {"sheet": sheet.title, "read": chosen.title}
        if header_among(grids[sheet.title])[1].missing:
            found.append(Finding("note", "sheet_left_out", sheet.title, facts))
        else:
            found.append(Finding("doubt", "sheet_not_read", sheet.title, facts))
    return found


def _comments(sheet: Worksheet) -> list[tuple[str, str]]:
    return [(cell.coordinate, shown(cell.comment.text, "")) for _, cell in sorted(sheet._cells.items()) if cell.comment]
