"""The hidden sheet of a workbook: whose it is, which issue, its rows with versions and checksums, lists of words."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from updates.workbook.looks import Looks, create, put
from updates.workbook.sheets import PLANS, Column, Kind
from updates.workbook.vocabulary import flags, words

TITLE = "etenee"
FORMAT = "etenee-workbook/1"
CHECKSUM = "checksum"
Checks = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Identity:
    """Whose workbook it is: round and body by their addresses, the issue, and the token that only this issue has."""

    programme: str
    round: str
    body: str
    issue: str
    token: str
    language: str
    made: str

    def checksum(self) -> str:
        """Tells whether one of the facts was changed."""
        return hashlib.sha256("\n".join(asdict(self).values()).encode()).hexdigest()


class Lists:
    """The words of drop-down lists: each list is a column of the hidden sheet."""

    FIRST = 7  # column G

    def __init__(self, language: str, bodies: list[str]) -> None:
        lists: dict[str, list[str]] = {Kind.FLAG: list(flags(language).values()), Kind.BODY: bodies}
        for plan in PLANS.values():
            for column in plan.columns:
                if column.choices:
                    lists[column.key] = list(words(column.choices, language).values())
        self.columns = {name: found for name, found in lists.items() if found}

    def place(self, column: Column) -> str:
        """Where the words for a column stand, as a formula names it; "" when it has none."""
        from openpyxl.utils import get_column_letter

        name = column.key if column.choices else column.kind
        if name not in self.columns:
            return ""
        letter = get_column_letter(self.FIRST + list(self.columns).index(name))
        return f"{TITLE}!${letter}$2:${letter}${len(self.columns[name]) + 1}"


def write(book: Any, looks: Looks, identity: Identity, versions: dict[str, int], checks: Checks, lists: Lists) -> None:
    """The sheet, which no menu shows."""
    sheet = create(book, TITLE)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    facts = [*asdict(identity).items(), (CHECKSUM, identity.checksum())]
    rows = list(_rows(versions, checks))
    columns = list(lists.columns.items())
    height = max(len(facts), len(rows), *(len(found) for _name, found in columns)) + 1
    cells = [looks.cell(sheet, 11) for _n in range(Lists.FIRST - 1 + len(columns))]
    heads = [FORMAT, "", "row", "version", CHECKSUM, "", *(name for name, _found in columns)]
    for n in range(height):
        told = heads if n == 0 else [*_at(facts, n - 1, 2), *_at(rows, n - 1, 3), ""]
        told += [] if n == 0 else [found[n - 1] if n <= len(found) else "" for _name, found in columns]
        sheet.append([put(cell, value) if value else None for cell, value in zip(cells, told, strict=True)])


def _rows(versions: dict[str, int], checks: Checks) -> Iterator[tuple[str, str, str]]:
    for sheet, found in checks.items():
        for row, check in found.items():
            yield f"{sheet}.{row}", str(versions[row]) if sheet == "answers" else "", check


def _at(rows: list[Any], n: int, width: int) -> list[str]:
    return list(rows[n]) if n < len(rows) else [""] * width


@dataclass(frozen=True)
class Found:
    """What the hidden sheet of a file says: the token of its issue, whether it is as we wrote it (`is_whole`), and the
    checksums of the official cells by sheet and row ("answers.l12")."""

    token: str
    is_whole: bool
    checks: dict[str, str]


def read(book: Any) -> Found | None:
    """The identity of a workbook that came back; None when it is not one of ours."""
    for sheet in book.worksheets:
        cells = {place: str(cell.value) for place, cell in sheet._cells.items() if cell.value is not None}
        if cells.get((1, 1)) == FORMAT:
            told = {name: cells.get((row, 2), "") for (row, column), name in cells.items() if column == 1}
            identity = Identity(**{field.name: told.get(field.name, "") for field in fields(Identity)})
            checks = {name: cells.get((row, 5), "") for (row, column), name in cells.items() if column == 3}
            return Found(identity.token, identity.checksum() == told.get(CHECKSUM), checks)
    return None
