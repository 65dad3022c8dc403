"""What the reading of a source gives: the document, and where in the source each of its facts stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.importing.grids import text_place
from actions.importing.rows import Finding, Row

Lines = tuple[int, int]


def place_in(row: Row, lines: Lines, column: str) -> str:
    """How people find a fact that stands in these lines of the row's column: the line in a text, else the cell."""
    return text_place(lines[0]) if row.place == text_place(row.first) else row.cells.get(column, row.place)


@dataclass(frozen=True)
class About:
    """What no row tells of a programme: its address and name, the language of its texts, the name of its file.

    Where no language is given, it is that of the table's headings, or Finnish; the file's name is that of the source.
    """

    slug: str
    name: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    document: str = ""
    kind: str = "action_programme"
    measure_word: Mapping[str, str] = field(
        default_factory=lambda: {"fi": "toimenpide", "sv": "åtgärd", "en": "measure"}
    )


@dataclass(frozen=True)
class MeasurePlace:
    """Where one measure stands: first and last line of itself and of each of its facts, in their own order.

    `rows` are the indices of its rows. `repeats` are the cells (row, column) that only repeat a cell above;
    `furniture` is what its cells print besides facts, by column: headings, words between names, doubled labels.
    """

    place: str
    lines: Lines
    rows: tuple[int, ...]
    steps: tuple[Lines, ...] = ()
    schedule: tuple[Lines, ...] = ()
    responsibilities: tuple[Lines, ...] = ()
    repeats: frozenset[tuple[int, str]] = frozenset()
    furniture: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadProgramme:
    """A source as read: the interchange document, a place for each of its measures, what people should look at.

    `rows` are the rows that were read; `unplaced` the indices of those that belong to no measure, each named by a
    finding; `remarks` is (place, text) of what stands outside the table.
    """

    document: dict[str, Any]
    places: tuple[MeasurePlace, ...]
    findings: tuple[Finding, ...]
    rows: tuple[Row, ...] = ()
    unplaced: frozenset[int] = frozenset()
    remarks: tuple[tuple[str, str], ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether something stops the import."""
        return any(finding.level == "error" for finding in self.findings)
