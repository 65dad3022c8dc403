"""Rows with a first and a last day: how they end, come back and make room for one another when an import says so."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from actions.importing.writing import Batch, Writer
from actions.models import Link, Responsibility, ScheduleItem, Step
from actors.languages import CODES
from strategy.models import Programme

WORDS = tuple(f"text_{language}" for language in CODES)
HOLDER = ("role", "body_id", "under_id", "step_id")
TARGET = ("kind", "to_measure_id", "to_area_id")
# What tells that an ended row is the same fact as a new one, and what only one open row of a measure may have.
IDENTITY: dict[type[Model], tuple[str, ...]] = {Step: WORDS, ScheduleItem: WORDS, Responsibility: HOLDER, Link: TARGET}
PLACE: dict[type[Model], tuple[str, ...]] = {Step: ("n",), ScheduleItem: ("n",), Responsibility: HOLDER, Link: TARGET}


class DatedRows:
    """The rows of one model in a programme, as an import of one day finds and leaves them."""

    def __init__(self, model: type[Model], programme: Programme, on: date, writer: Writer) -> None:
        self.model, self.on, self.writer = model, on, writer
        self.rows = model._default_manager.filter(measure__programme=programme).order_by("pk")
        self.batch = Batch()
        self.ended: list[Any] = []

    def end(self, row: Any) -> None:
        """In force no longer from the day on."""
        self.ended.append(row)

    def begin(self, wanted: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[Any]:
        """Rows of these values, and of those that only a new row takes: the row that ended on the day before goes on,
        so that a mistake is undone without a trace in time; else there is a new one."""
        ended = self.by(IDENTITY[self.model], self.rows.filter(until=self.last)) if wanted else {}
        rows = []
        for values, given in wanted:
            same = ended.get((values["measure_id"], *(values[name] for name in IDENTITY[self.model])))
            if same:
                row = same.pop()
                self.batch.assign(row, {"until": None} | values)
            else:
                row = self.model(**given | values)
                self.batch.fresh.append(row)
            rows.append(row)
        return rows

    def write(self) -> None:
        """Ended rows first, then those that move, then all others: at no time do two open rows have one place."""
        self.end_all()
        self.make_way()
        if {"until", *PLACE[self.model]} & self.batch.names:
            self.step_aside()
        self.writer.write(self.batch)

    @property
    def last(self) -> date:
        """The last day on which what is gone was in force."""
        return self.on - timedelta(days=1)

    def end_all(self) -> None:
        """A responsibility that began on the very day never was, and goes; all else is kept."""
        never = [row for row in self.ended if self.model is Responsibility and row.since and row.since > self.last]
        for row in self.ended:
            row.until = self.last
        self.writer.remove(never)
        self.writer.change([row for row in self.ended if row not in never], ["until"])

    def make_way(self) -> None:
        """A row that is planned for a later day gives way where the import leaves another one open in its place."""
        planned = self.by(PLACE[self.model], self.rows.filter(until=None, since__gt=self.on))
        if planned:
            opened = [row for row in (*self.batch.changed, *self.batch.fresh) if row.until is None]
            self.writer.remove(row for key in self.by(PLACE[self.model], opened) for row in planned.get(key, []))

    def step_aside(self) -> None:
        """Places are changed among open rows: all of them leave theirs before any takes its new one."""
        rows = [row for row in self.batch.changed if row.until is None]
        for row in rows:
            row.until = date.max
        self.writer.change(rows, ["until"], with_history=False)
        for row in rows:
            row.until = None
        self.batch.names.add("until")

    def by(self, names: tuple[str, ...], rows: Iterable[Any]) -> dict[tuple[Any, ...], list[Any]]:
        """Rows by their measure and these columns."""
        found: dict[tuple[Any, ...], list[Any]] = {}
        for row in rows:
            found.setdefault((row.measure_id, *(getattr(row, name) for name in names)), []).append(row)
        return found
