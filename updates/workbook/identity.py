"""The hidden sheet of a workbook: whose it is, which issue, its rows with versions and checksums, lists of words."""

import hashlib
from dataclasses import asdict, dataclass, fields
from itertools import zip_longest
from typing import Any

from updates.workbook.looks import Rows, looks
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


def write(book: Any, identity: Identity, versions: dict[str, int], checks: Checks, lists: Lists) -> None:
    """The sheet, which no menu shows."""
    sheet = book.create_sheet(TITLE)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    facts = [*asdict(identity).items(), (CHECKSUM, identity.checksum())]
    columns = [
        [FORMAT, *(name for name, _fact in facts)],
        ["", *(fact for _name, fact in facts)],
        *_of_rows(versions, checks),
        [],
        *([name, *found] for name, found in lists.columns.items()),
    ]
    rows, plain = Rows(len(columns)), looks().words[11]
    for cells in zip_longest(*columns, fillvalue=""):
        rows.add(cells, [plain if cell else None for cell in cells])
    rows.put_on(sheet)


def _of_rows(versions: dict[str, int], checks: Checks) -> list[list[str]]:
    """Three columns: the key of every row, the version of an answer, the checksum of the row's official cells."""
    keys, told, sums = ["row"], ["version"], [CHECKSUM]
    for sheet, found in checks.items():
        keys += [f"{sheet}.{row}" for row in found]
        told += [str(versions[row]) if sheet == "answers" else "" for row in found]
        sums += found.values()
    return [keys, told, sums]


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
