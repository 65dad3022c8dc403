"""How a value is shown: in a cell of a workbook, and in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from actions.wording import day
from updates.workbook.sheets import DAYS, Column, Kind, answer_of
from updates.workbook.vocabulary import flags, words


@dataclass(frozen=True)
class Shower:
    """Shows values in a language; `bodies` are names by id, `measures` the numbers of measures by key of the answer."""

    language: str
    bodies: Mapping[int, str]
    measures: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, column: Column, value: str) -> str | date | None:
        """As it stands in a cell: an empty one is no, a day is a real date."""
        if column.kind == Kind.FLAG:
            return flags(self.language)[value] if value else None
        if not value:
            return None
        if column.kind in DAYS:
            return date.fromisoformat(value)
        if column.kind == Kind.BODY:
            return self.bodies.get(int(value), "")
        return words(column.choices, self.language)[value] if column.choices else value

    def words(self, column: Column, value: str) -> str:
        """As it stands in a sentence."""
        shown = self(column, value)
        return day(shown) if isinstance(shown, date) else shown or ""

    def row(self, key: str) -> str:
        """What a row is about: the number of its measure."""
        return self.measures.get(answer_of(key), "")
