"""What every table is before its columns are known: lines of cells, each with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.translation import gettext

from actions.importing.rows import Finding, UnreadableSource

MOST_CELLS = 100_000  # a programme of ten thousand rows has half of it

_LINE = re.compile(r"rivi (\d+)")
_CELL = re.compile(r"(?:.+!)?[A-Z]{1,3}\d{1,7}")


@dataclass(frozen=True)
class Cell:
    """One cell: its cleaned text, its place ("B12", "rivi 12"), and what the source knows beside the text.

    `merged`: the cell is a part of the one above or to the left and has no text of its own. `is_text`: the
    source itself says that this is text and never was a number. `day`: the date that is stored behind the
    text. `doubt` and `trouble` are codes of findings: the text should be checked, the text can't be used.
    """

    text: str = ""
    place: str = ""
    merged: Literal["", "above", "left"] = ""
    is_text: bool = False
    day: date | None = None
    doubt: str = ""
    trouble: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a grid: its cells by column (counted from 1, gaps allowed) and its lines in the source."""

    place: str
    first: int
    last: int
    cells: dict[int, Cell] = field(default_factory=dict)
    hidden: bool = False

    def texts(self) -> dict[int, str]:
        """The texts of the cells that have one, by column."""
        return {column: cell.text for column, cell in sorted(self.cells.items()) if cell.text}


def text_place(line: int) -> str:
    """How a line of a text is called, as in `Row.place`."""
    return f"rivi {line}"


def place_words(place: str) -> str:
    """A place in the reader's language: "line 12" or "cell B12"; what is neither stays as it is."""
    line = _LINE.fullmatch(place)
    if line:
        return gettext("line %(line)s") % {"line": line[1]}
    return gettext("cell %(cell)s") % {"cell": place} if _CELL.fullmatch(place) else place


def refuse_too_many(cells: int, place: str) -> None:
    """Raises UnreadableSource when the table has more cells than any programme, naming where they passed it."""
    if cells > MOST_CELLS:
        raise UnreadableSource(Finding("error", "table_too_large", place, {"most": str(MOST_CELLS)}))


def ranges(numbers: Iterable[int]) -> str:
    """Line numbers in short: 5, 7, 8, 9 is "5, 7–9"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
