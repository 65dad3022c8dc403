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
from updates.workbook.looks import LINE_HEIGHT, Rows, annotate, height, looks, paper, protect
from updates.workbook.sheets import (
    CHOOSE,
    DAYS,
    FIRST_ROW,
    HEAD_ROW,
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
    looks().put_in(book)
    lists = Lists(language, list(issue.bodies.values()))
    instructions.write(book, issue.facts, language)
    show = Shower(language, issue.bodies)
    checks = {}
    for key, rows in issue.rows.items():
        sheet = Sheet(book, PLANS[key], language, lists)
        sheet.prepare(len(rows), book.properties.title)
        checks[key] = sheet.fill(rows, show)
    identity.write(book, issue.identity, issue.versions, checks, lists)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


class Sheet:
    """One sheet of answers: the hidden row of keys, the headings, and a row for each row."""

    def __init__(self, book: Any, plan: Plan, language: str, lists: Lists) -> None:
        self.plan, self.looks, self.language, self.lists = plan, looks(), language, lists
        self.sheet = book.create_sheet(title(plan, language))
        self._styles: dict[tuple[str, ...], tuple[list[int], list[int]]] = {}

    def prepare(self, count: int, heading: str) -> None:
        """All that is not a cell."""
        from openpyxl.utils import get_column_letter

        sheet = self.sheet
        sheet.column_dimensions["A"].hidden = True
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
        columns, plain = self.plan.columns, self.looks.words[11]
        widths = [column.width for column in columns]
        written, checks = self._head(widths), {}
        for row in rows:
            styles, locked = self._styles_of(row)
            values = row.values(self.plan, show)
            written.add([row.key, *values], [plain, *styles], height(values, widths))
            checks[row.key] = "".join([checksum(values[n]) for n in locked])
        written.put_on(self.sheet)
        return checks

    def _head(self, widths: list[int]) -> Rows:
        """The hidden row of keys, and the headings with notes of what the words mean."""
        columns, plain = self.plan.columns, self.looks.words[11]
        told = list(headings(self.plan, self.language).values())
        rows = Rows(len(columns) + 1)
        keys = [MARK + self.plan.key, *(column.key for column in columns)]
        rows.add(keys, [plain] * len(keys), is_hidden=True)
        styles = [self.looks.head[column.is_open] for column in columns]
        rows.add([None, *told], [None, *styles], (height(told, widths) or LINE_HEIGHT) + LINE_HEIGHT)
        for n, column in enumerate(columns, 2):
            if note := definitions(column, self.language):
                annotate(self.sheet, n, HEAD_ROW, note, 60 + 17 * note.count("\n") * 2)
        return rows

    def _styles_of(self, row: Row) -> tuple[list[int], list[int]]:
        """The styles of the cells of such a row, and which of its columns are locked."""
        is_open = tuple(column.key for column in self.plan.open_in(row.key)) if row.is_open else ()
        if is_open not in self._styles:
            columns = self.plan.columns
            looks = [(column.key in is_open, column.is_day or column.kind in DAYS) for column in columns]
            locked = [n for n, column in enumerate(columns) if column.key not in is_open]
            self._styles[is_open] = ([self.looks.body[look] for look in looks], locked)
        return self._styles[is_open]

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


@cache
def definitions(column: Column, language: str) -> str:
    """What each word of the column means, a line each."""
    words = column.definitions
    return "\n".join(f"{capfirst(said(word.label, language))}: {said(meaning, language)}" for word, meaning in words)
