"""What stands in a file that came back: its rows as they were written, and what was odd about the file."""

from dataclasses import dataclass, field
from typing import Literal

from actions.importing.rows import Finding
from actions.importing.workbook_guard import refused

MOST_ROWS = 5000


@dataclass(frozen=True)
class Row:
    """A row of the table, or a unit of the XLIFF. `place` names it for people; `source` is None where the file has no
    such column."""

    place: str
    reference: str
    source: str | None
    target: str


@dataclass
class Reading:
    """All rows of a file, and what was found besides; `language` is that which the file itself names, "" for none."""

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    language: str = ""

    def add(self, row: Row) -> None:
        """One more row; raises UnreadableSource when there are far more than an order has."""
        if len(self.rows) == MOST_ROWS:
            raise refused("rows_too_many", most=str(MOST_ROWS))
        self.rows.append(row)

    def find(self, level: Literal["error", "doubt", "note"], code: str, place: str = "", **facts: str) -> None:
        self.findings.append(Finding(level, code, place, facts))
