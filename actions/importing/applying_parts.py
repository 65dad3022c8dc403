"""Brings the parts of measures to what a document says: steps, schedules, responsibilities and links."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.importing.comparing import NAMES, SUBJECTS, Change, says_the_same
from actions.importing.dated_rows import DatedRows
from actions.importing.document import PART_MODELS, Facts, parts_in_force
from actions.importing.preparing import Prepared
from actions.importing.writing import Writer, columns, day
from actions.models import Measure, ProgrammeImport
from actors.models import Body
from strategy.models import Area, Programme


@dataclass(frozen=True)
class Run:
    """One import being applied: what it changes in which programme, the day from which on, the first day of what is
    new (none in a new programme), the import that is kept beside the facts."""

    programme: Programme
    prepared: Prepared
    on: date
    since: date | None
    brought_by: ProgrammeImport
    writer: Writer


class Bringing:
    """The parts of the measures that a file changes: their rows as they are, and as the document wants them."""

    def __init__(self, run: Run, measures: dict[str, Measure], areas: dict[str, Area], bodies: dict[str, Body]) -> None:
        self.run, self.measures, self.areas, self.bodies = run, measures, areas, bodies
        self.steps: dict[tuple[str, int], Any] = {}
        self.places: Counter[str] = Counter()
        self.found = rows_by_name(run.programme, run.on, measures)
        self.columns = {
            "steps": self.step, "schedule": self.schedule_item, "responsibilities": self.responsibility,
            "links": self.link,
        }  # fmt: skip

    def bring_all(self) -> None:
        """Steps first, since schedules and responsibilities point at them; links last, since they cross measures.

        Facts that do not change are gone through as well: what they point to may have moved.
        """
        touched = {change.measure for change in self.run.prepared.differing if change.measure}
        changes: dict[str, list[Change]] = defaultdict(list)
        for change in self.run.prepared.changes:
            if change.measure in touched:
                changes[change.subject].append(change)
        for rows, subject in SUBJECTS.items():
            self.bring(rows, changes[subject])

    def bring(self, rows: str, changes: list[Change]) -> None:
        dated = DatedRows(PART_MODELS[rows], self.run.programme, self.run.on, self.run.writer)
        waiting = []
        for change in changes:
            row = self.row_of(rows, change)
            if change.after is None:
                dated.end(row)
                continue
            values = self.columns[rows](change) | self.source(rows, change)
            if row and not self.is_revision(rows, change, row):
                dated.batch.assign(row, values)
                self.remember(rows, change, row)
            else:
                if row:
                    dated.end(row)
                waiting.append((change, values))
        given = {"since": self.run.since}
        new = [(values | {"measure_id": self.measures[change.measure].pk}, given) for change, values in waiting]
        for (change, _), row in zip(waiting, dated.begin(new), strict=True):
            self.remember(rows, change, row)
        dated.write()

    def row_of(self, rows: str, change: Change) -> Any:
        """The row that the document before was made of."""
        if change.before is None:
            return None
        return self.found[rows][change.measure, NAMES[rows](change.before)].pop(0)

    def remember(self, rows: str, change: Change, row: Any) -> None:
        if rows == "steps" and change.after:
            self.steps[change.measure, change.after["n"]] = row

    def is_revision(self, rows: str, change: Change, row: Any) -> bool:
        """A schedule that says another time in other words: the old line ends and a new one begins, unless it began
        today. Other words for the same time, and another reading of the same words, mend the line itself."""
        before, after = change.before or {}, change.after or {}
        if rows != "schedule" or change.verb != "changed" or row.since == self.run.on:
            return False
        return not says_the_same(before, after) and not (before["edtf"] and before["edtf"] == after["edtf"])

    def step(self, change: Change) -> dict[str, Any]:
        facts = change.after or {}
        return {"n": facts["n"], "label": facts["label"] or ""} | columns("text", facts["text"])

    def schedule_item(self, change: Change) -> dict[str, Any]:
        facts = change.after or {}
        return {
            "n": facts["n"], "label": facts["label"] or "", "step_id": self.step_of(change), "kind": facts["kind"],
            "edtf": facts["edtf"] or "", "earliest": day(facts["earliest"]), "latest": day(facts["latest"]),
            "parts": facts["parts"], "is_corrected": facts.get("corrected", False),
        } | columns("text", facts["text"])  # fmt: skip

    def responsibility(self, change: Change) -> dict[str, Any]:
        """Its order is that of the document; one without a first day keeps the one it has."""
        facts = change.after or {}
        self.places[change.measure] += 1
        values = {
            "n": self.places[change.measure], "role": facts["role"], "body_id": self.bodies[facts["body"]].pk,
            "under_id": self.bodies[facts["under"]].pk if facts["under"] else None, "step_id": self.step_of(change),
            "qualifier": facts["qualifier"] or "", "as_printed": facts["as_printed"] or "",
            "until": day(facts["until"]),
        }  # fmt: skip
        return values | ({"since": day(facts["from"])} if facts["from"] else {})

    def link(self, change: Change) -> dict[str, Any]:
        facts = change.after or {}
        return {
            "kind": facts["kind"], "basis": facts["basis"],
            "to_measure_id": self.measures[facts["measure"]].pk if facts["measure"] else None,
            "to_area_id": None if facts["measure"] else self.areas[facts["area"]].pk,
        }  # fmt: skip

    def step_of(self, change: Change) -> int | None:
        n = (change.after or {}).get("step")
        return self.steps[change.measure, n].pk if n else None

    def source(self, rows: str, change: Change) -> dict[str, Any]:
        """The import that brought the fact, and its lines; a link stands in the lines of its measure."""
        if change.verb == "unchanged":
            return {}
        measure = self.measures[change.measure]
        lines = (measure.first_line, measure.last_line) if rows == "links" else (None, None)
        first, last = self.run.prepared.places.get((change.measure, rows, change.key), lines)
        return {"brought_by_id": self.run.brought_by.pk, "first_line": first, "last_line": last}


def rows_by_name(
    programme: Programme, on: date, measures: dict[str, Measure]
) -> dict[str, dict[tuple[str, str], list[Any]]]:
    """The rows in force on the day under the names that documents use: {"steps": {("4.3a", "1"): [row]}}."""
    parts = parts_in_force(programme, on)
    facts = Facts(measures.values(), programme.areas.all(), parts)
    codes = {measure.pk: name for name, measure in measures.items()}
    found: dict[str, dict[tuple[str, str], list[Any]]] = {rows: defaultdict(list) for rows in parts}
    for rows, by_measure in parts.items():
        for row in (row for of_one in by_measure.values() for row in of_one):
            told = facts.told(rows, row)
            if told and row.measure_id in codes:
                found[rows][codes[row.measure_id], NAMES[rows](told)].append(row)
    return found
