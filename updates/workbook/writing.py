"""Writes one body's workbook with openpyxl."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from updates.workbook import identity, instructions
from updates.workbook.identity import Identity, Lists
from updates.workbook.layout import Row, checksum
from updates.workbook.looks import Looks, create, paper, protect, put, set_height
from updates.workbook.sheets import (
    CHOOSE,
    DAYS,
    FIRST_ROW,
    HEAD_ROW,
    KEY_ROW,
    MARK,
    PLANS,
    WRITE_DAY,
    Column,
    Kind,
    Plan,
)
from updates.workbook.showing import Shower
from updates.workbook.vocabulary import said, side_by_side

A3 = 8
MOST_HINT = 255
TOO_LONG = _("At most %(most)s characters.")


@dataclass(frozen=True)
class Issue:
    """One issue of a body's workbook, ready to be written: the rows of each sheet, versions by answer, bodies by id."""

    identity: Identity
    facts: instructions.Facts
    rows: dict[str, list[Row]]
    versions: dict[str, int]
    bodies: dict[int, str]


def written(issue: Issue) -> bytes:
    """The file."""
    from openpyxl import Workbook

    language = issue.identity.language
    book = Workbook(write_only=True)
    book.properties.creator = book.properties.lastModifiedBy = str(settings.SITE_NAME)
    book.properties.title = f"{issue.facts.round}, {issue.facts.body}"
    book.properties.language = language
    looks, lists = Looks(book), Lists(language, list(issue.bodies.values()))
    instructions.write(book, looks, issue.facts, language)
    show = Shower(language, issue.bodies)
    checks = {}
    for key, rows in issue.rows.items():
        sheet = Sheet(book, looks, PLANS[key], language, lists)
        sheet.prepare(len(rows), book.properties.title)
        checks[key] = sheet.fill(rows, show)
    identity.write(book, looks, issue.identity, issue.versions, checks, lists)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


class Sheet:
    """One sheet of answers: the hidden row of keys, the headings, and a row for each row."""

    def __init__(self, book: Any, looks: Looks, plan: Plan, language: str, lists: Lists) -> None:
        self.plan, self.looks, self.language, self.lists = plan, looks, language, lists
        self.sheet = create(book, title(plan, language))
        self._cells: dict[tuple[str, ...], tuple[list[Any], list[int]]] = {}

    def prepare(self, count: int, heading: str) -> None:
        """All that is not a cell: openpyxl wants widths and what is hidden before the first row."""
        from openpyxl.utils import get_column_letter

        sheet = self.sheet
        sheet.column_dimensions["A"].hidden = True
        sheet.row_dimensions[KEY_ROW].hidden = True
        for n, column in enumerate(self.plan.columns, 2):
            letter = get_column_letter(n)
            sheet.column_dimensions[letter].width = column.width
            if column.is_open:
                self._validate(column, f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + count - 1}")
        sheet.freeze_panes = self.plan.freeze
        protect(sheet)
        paper(sheet, "landscape", A3, 3 if self.plan.key == "answers" else 1, heading)
        sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        sheet.print_title_cols = "B:C"

    def fill(self, rows: list[Row], show: Shower) -> dict[str, str]:
        """Write everything; returns the checksums of the official cells by row."""
        widths = [column.width for column in self.plan.columns]
        told = headings(self.plan, self.language)
        set_height(self.sheet, HEAD_ROW, [f"{words} " for words in told.values()], widths)
        self.sheet.append(self._keys())
        self.sheet.append([None, *(self._heading(column, told[column.key]) for column in self.plan.columns)])
        checks = {}
        for n, row in enumerate(rows, FIRST_ROW):
            cells, locked = self._cells_of(row)
            values = row.values(self.plan, show)
            set_height(self.sheet, n, values, widths)
            put(cells[0], row.key)
            for cell, value in zip(cells[1:], values, strict=True):
                put(cell, value)
            self.sheet.append(cells)
            checks[row.key] = "".join([checksum(values[n]) for n in locked])
        return checks

    def _keys(self) -> list[Any]:
        keys = [MARK + self.plan.key, *(column.key for column in self.plan.columns)]
        return [put(self.looks.cell(self.sheet, 11), key) for key in keys]

    def _heading(self, column: Column, words: str) -> Any:
        cell = put(self.looks.cell(self.sheet, "head", column.is_open), words)
        if column.definitions:
            cell.comment = comment(column, self.language)
        return cell

    def _cells_of(self, row: Row) -> tuple[list[Any], list[int]]:
        """The cells of such a row, used again for each of them, and which of its columns are locked."""
        is_open = tuple(column.key for column in self.plan.open_in(row.key)) if row.is_open else ()
        if is_open not in self._cells:
            cells = [self.looks.cell(self.sheet, 11)]
            for column in self.plan.columns:
                cells.append(self.looks.cell(self.sheet, column.key in is_open, column.is_day or column.kind in DAYS))
            locked = [n for n, column in enumerate(self.plan.columns) if column.key not in is_open]
            self._cells[is_open] = (cells, locked)
        return self._cells[is_open]

    def _validate(self, column: Column, cells: str) -> None:
        """What Excel itself says when somebody comes to the cell, and when they type something else."""
        from openpyxl.worksheet.datavalidation import DataValidation

        rule: dict[str, Any] = {"allow_blank": True, "sqref": cells}
        if place := self.lists.place(column):
            rule |= {"type": "list", "formula1": place}
            rule |= {"errorStyle": "warning"} if column.kind == Kind.BODY else {}  # a body without a role may do it too
        elif column.kind in DAYS:
            rule |= {"type": "date", "operator": "between", "formula1": "36526", "formula2": "73415"}
            rule |= {"errorStyle": "warning"}  # a day typed as text is read too
        else:
            rule |= {"type": "textLength", "operator": "lessThanOrEqual", "formula1": str(column.longest)}
        title, hint, refusal = hints(self.plan, self.language)[column.key]
        rule |= {"promptTitle": title, "prompt": hint, "showInputMessage": bool(hint)}
        rule |= {"errorTitle": title, "error": refusal, "showErrorMessage": True}
        self.sheet.data_validations.append(DataValidation(**rule))


@cache
def title(plan: Plan, language: str) -> str:
    """The name of a sheet, at most 31 letters."""
    return side_by_side(plan.title, language, " – ")[:31]


@cache
def headings(plan: Plan, language: str) -> dict[str, str]:
    return {column.key: side_by_side(column.label, language) for column in plan.columns}


@cache
def hints(plan: Plan, language: str) -> dict[str, tuple[str, str, str]]:
    """Of each column that is filled: the title, the hint, and what is said of something that can't stand there."""
    found = {}
    for column in plan.open_columns:
        label = side_by_side(column.label, language)[:32]
        found[column.key] = (label, side_by_side(column.hint, language, "\n")[:MOST_HINT], refusal(column, language))
    return found


def refusal(column: Column, language: str) -> str:
    """What Excel says when something else is typed."""
    words = {Kind.CHOICE: CHOOSE, Kind.FLAG: CHOOSE, Kind.BODY: CHOOSE, Kind.DAY: WRITE_DAY, Kind.PAST_DAY: WRITE_DAY}
    return side_by_side(words.get(column.kind, TOO_LONG), language, "\n") % {"most": column.longest}


def comment(column: Column, language: str) -> Any:
    """What each word of the column means, as a note on its heading."""
    from openpyxl.comments import Comment

    words = column.definitions
    lines = [f"{capfirst(said(word.label, language))}: {said(meaning, language)}" for word, meaning in words]
    return Comment("\n".join(lines), str(settings.SITE_NAME), height=60 + 34 * len(lines), width=420)
