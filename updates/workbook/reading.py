"""Reads a workbook that came back: what each cell says now, by sheet, row and column, and what is odd about it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

from actions.importing.rows import Finding
from actors.wording import clean
from updates.workbook.identity import FORMAT
from updates.workbook.layout import checksum
from updates.workbook.opening import Opened
from updates.workbook.sheets import INSTRUCTIONS, MARK, PLANS, Column, Plan
from updates.workbook.showing import Shower
from updates.workbook.values import Unreadable, read, text_of

Place = tuple[int, int]
Issued = Mapping[str, Mapping[str, Mapping[str, str] | None]]  # sheet → row → column → what stood there


@dataclass(frozen=True)
class Typed:
    """What one cell says, and where it stands: "Vastaukset – Svar!H7"."""

    value: str
    cell: str


@dataclass
class Reading:
    """The cells that could be read, by sheet and row and column, and what people should know."""

    rows: dict[str, dict[str, dict[str, Typed]]] = field(default_factory=lambda: defaultdict(dict))
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Context:
    """What is known of the issue: its cells, the checksums of its official cells; the bodies by every name they have,
    folded; how findings show what stood there."""

    issued: Issued
    checks: Mapping[str, str]
    bodies: Mapping[str, list[int]]
    show: Shower


def read_all(opened: Opened, context: Context) -> Reading:
    """All sheets of the workbook that are ours; the others are named when something stands on them."""
    reading = Reading()
    seen: set[str] = set()
    for sheet in opened.book.worksheets:
        anchor = _anchor(sheet)
        key = text_of(sheet._cells[anchor].value).removeprefix(MARK) if anchor else ""
        if key in seen:
            reading.findings.append(Finding("error", "sheet_twice", sheet.title))
        elif key in context.issued:
            seen.add(key)
            assert anchor
            _Sheet(sheet, PLANS[key], anchor, opened.formulas.get(sheet.title, set()), context, reading).read()
        elif key != INSTRUCTIONS and not _is_identity(sheet) and any(c.value for c in sheet._cells.values()):
            reading.findings.append(Finding("note", "sheet_unknown", sheet.title))
    for key in context.issued:
        if key not in seen:
            reading.findings.append(Finding("doubt", "sheet_missing", "", {"sheet": str(PLANS[key].title)}))
    return reading


def _anchor(sheet: Any) -> Place | None:
    """Where the key of the sheet stands: in the first cell, unless rows or columns were put before it."""
    first = sheet._cells.get((1, 1))
    places = [(1, 1)] if first is not None and _is_mark(first) else sorted(sheet._cells)[:1000]
    return next((place for place in places if _is_mark(sheet._cells[place])), None)


def _is_mark(cell: Any) -> bool:
    return isinstance(cell.value, str) and cell.value.startswith(MARK)


class _Sheet:
    """One sheet that is read."""

    def __init__(
        self, sheet: Any, plan: Plan, anchor: Place, formulas: set[Place], context: Context, reading: Reading
    ) -> None:
        self.sheet, self.plan, self.formulas, self.context, self.reading = sheet, plan, formulas, context, reading
        self.key_row, self.key_column = anchor
        self.issued = context.issued[plan.key]
        self.by_row: dict[int, dict[int, Any]] = defaultdict(dict)
        for (row, column), cell in sheet._cells.items():
            if row > self.key_row:
                self.by_row[row][column] = cell
        self.columns = self._columns()
        self.rows = self._rows()
        self.torn = self._torn()

    def tell(self, level: Any, code: str, cell: str = "", **facts: str) -> None:
        place = f"{self.sheet.title}!{cell}" if cell else self.sheet.title
        self.reading.findings.append(Finding(level, code, place, facts))

    def _columns(self) -> dict[str, int]:
        """Where each column stands now, by the hidden row of keys; missing and doubled ones are named."""
        keys = {c: text_of(cell.value) for (r, c), cell in self.sheet._cells.items() if r == self.key_row}
        times = Counter(keys.values())
        found = {key: column for column, key in sorted(keys.items()) if times[key] == 1}
        for column in self.plan.columns:
            if times[column.key] > 1:
                self.tell("error", "column_twice", column=str(column.label))
            elif column.is_open and column.key not in found:
                self.tell("doubt", "column_missing", column=str(column.label))
        order = [column.key for column in self.plan.columns if column.key in found]
        if sorted(order, key=lambda key: found[key]) != order:
            self.tell("note", "columns_moved")
        return {key: found[key] for key in order}

    def _rows(self) -> dict[str, int]:
        """Where each row stands now, by the hidden column of keys."""
        found: dict[str, list[int]] = defaultdict(list)
        for row, cells in sorted(self.by_row.items()):
            key = text_of(cells[self.key_column].value) if self.key_column in cells else ""
            if key in self.issued:
                found[key].append(row)
            elif row > self.key_row + 1:
                self._tell_unknown(cells)
        for rows in found.values():
            if len(rows) > 1:
                self.tell("error", "row_twice", f"A{rows[1]}", first=str(rows[0]), second=str(rows[1]))
        for key in self.issued:
            if key not in found:
                self.tell("doubt", "row_missing", row=self.context.show.row(key))
        hidden = [rows[0] for rows in found.values() if self.sheet.row_dimensions[rows[0]].hidden]
        if hidden:
            self.tell("note", "rows_hidden", f"A{hidden[0]}", rows=", ".join(map(str, sorted(hidden))))
        return {key: rows[0] for key, rows in found.items() if len(rows) == 1}

    def _tell_unknown(self, cells: dict[int, Any]) -> None:
        """A row that is not ours is told cell by cell where something was typed."""
        typed = [cell for column, cell in sorted(cells.items()) if cell.value is not None and column != self.key_column]
        if typed:
            words = "; ".join(text_of(cell.value) for cell in typed)
            self.tell("error", "row_unknown", typed[0].coordinate, new=words)

    def _torn(self) -> set[Place]:
        """Cells under a merged range: what belongs to which of them nobody can say."""
        torn: set[Place] = set()
        places = {(row, column) for row in self.rows.values() for column in self.columns.values()}
        for area in self.sheet.merged_cells.ranges:
            covered = {(row, column) for row, column in places if _holds(area, row, column)}
            if covered:
                self.tell("error", "cells_merged", area.coord)
                torn |= covered
        return torn

    def read(self) -> None:
        """Every open cell of every row, and what was changed or written elsewhere."""
        for key, row in self.rows.items():
            issued, cells = self.issued[key], self.by_row[row]
            opens = {column.key for column in self.plan.open_in(key)} if issued is not None else set()
            self._check_official(key, cells, opens)
            for column in self.plan.columns:
                place = self.columns.get(column.key)
                if column.key in opens and place and (row, place) not in self.torn:
                    self._read_cell(key, column, row, place)
            self._tell_aside(cells)

    def _read_cell(self, key: str, column: Column, row: int, place: int) -> None:
        cell = self.by_row[row].get(place)
        name = f"{self.sheet.title}!{get_column_letter(place)}{row}"
        values = self.reading.rows[self.plan.key].setdefault(key, {})
        if cell is None or (cell.value is None and (row, place) not in self.formulas):
            values[column.key] = Typed("", name)
            return
        show, before = self.context.show, (self.issued[key] or {}).get(column.key, "")
        facts = {"row": show.row(key), "column": str(column.label), "old": show.words(column, before)}
        try:
            told = read(column, cell, (row, place) in self.formulas, self.context.bodies, show.language)
            if len(told.value) > column.longest and told.value != before:
                raise Unreadable("text_too_long", length=str(len(told.value)), most=str(column.longest), new=told.value)
        except Unreadable as trouble:
            self.tell("error", trouble.code, cell.coordinate, **facts | trouble.facts)
            return
        if told.doubt:
            self.tell("doubt", told.doubt, cell.coordinate, **facts | {"new": show.words(column, told.value)})
        values[column.key] = Typed(told.value, name)

    def _check_official(self, key: str, cells: dict[int, Any], opens: set[str]) -> None:
        """Name the official cells that say something else than what was given."""
        told = self.context.checks.get(f"{self.plan.key}.{key}", "")
        locked = [column for column in self.plan.columns if column.key not in opens]
        if len(told) != 8 * len(locked):
            return
        for n, column in enumerate(locked):
            place = self.columns.get(column.key)
            cell = cells.get(place) if place else None
            value = cell.value if cell is not None else None
            if place and checksum(_as_given(value)) != told[8 * n : 8 * n + 8]:
                where = cell.coordinate if cell is not None else f"{get_column_letter(place)}{self.rows[key]}"
                facts = {"row": self.context.show.row(key), "column": str(column.label), "new": text_of(value)}
                self.tell("doubt", "protected_changed", where, **facts)

    def _tell_aside(self, cells: dict[int, Any]) -> None:
        """Words beside the table and comments on cells: no answers, but somebody wrote them."""
        known = {self.key_column, *self.columns.values()}
        for column, cell in sorted(cells.items()):
            if column not in known and cell.value is not None:
                self.tell("note", "text_outside", cell.coordinate, new=text_of(cell.value))
            if cell.comment:
                self.tell("note", "comment_unread", cell.coordinate, new=cell.comment.text)


def _as_given(value: Any) -> Any:
    return value if value is None or isinstance(value, date) else clean(text_of(value))


def _holds(area: Any, row: int, column: int) -> bool:
    return area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col


def _is_identity(sheet: Any) -> bool:
    first = sheet._cells.get((1, 1))
    return first is not None and first.value == FORMAT
