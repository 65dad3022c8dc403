"""The one shape every source takes before it is read: rows of the five columns a programme is published in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Row:
    """One row of the published table, its cells as printed (a line break inside a cell stays `\\n`).

    A cell that the source leaves empty, repeats or merges is given as the source gives it: the reading,
    not the source, decides what belongs together. `place` names the row for people ("rivi 197", "B12");
    `first` and `last` are its lines in the source, counted from 1; `cells` the places of its cells, by the name of the
    column, where they have places of their own.
    """

    place: str
    first: int
    last: int
    number: str = ""
    measure: str = ""
    implementation: str = ""
    body: str = ""
    schedule: str = ""
    area: str = ""
    cells: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Finding:
    """Something a person should look at: where, what is wrong or doubtful, and what to do about it.

    `level`: "error" stops the import, "doubt" was decided but should be checked, "note" is told for the record.
    `code` is the stable name of the finding, `facts` fill the sentence of that code in the reader's language.
    """

    level: Literal["error", "doubt", "note"]
    code: str
    place: str
    facts: dict[str, str] = field(default_factory=dict)
    lines: tuple[int, int] | None = None


class UnreadableSource(Exception):
    """The file can't be read as a programme at all; carries the one finding that says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding
