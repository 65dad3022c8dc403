"""What a workbook that came back changes: cell by cell against what was issued, and against what stands there now."""

import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from actions.importing.rows import Finding
from updates.models import Fate, UpdateState
from updates.workbook.contents import Answer, Row, cells_of
from updates.workbook.reading import Issued, Reading, Typed
from updates.workbook.sheets import OUTCOMES, PLANS, STEPS, Kind, Plan, answer_of, line_of
from updates.workbook.showing import Shower
from updates.workbook.steps import matched

Kinds = Literal["new", "conflict"]
Cells = Mapping[str, Typed]  # of one row, by column


@dataclass(frozen=True)
class Difference:
    """One cell that says something new. A "conflict" was changed on the web as well since the workbook was made:
    `now` is what stands there, which only the answer's own body reads when it `is_of_draft`; `old` what was issued.
    Cells of one `row` of a whole-row sheet are taken together."""

    kind: Kinds
    sheet: str
    row: str
    column: str
    cell: str
    old: str
    now: str
    new: str
    is_of_draft: bool

    @property
    def name(self) -> str:
        """By what it is chosen: cells that belong together have the same."""
        return (
            f"{self.sheet}.{self.row}" if PLANS[self.sheet].is_whole_row else f"{self.sheet}.{self.row}.{self.column}"
        )


@dataclass
class Group:
    """The differences that are taken together; `token` changes when what stands there changes."""

    name: str
    differences: list[Difference]

    @property
    def is_conflict(self) -> bool:
        return any(each.kind == "conflict" for each in self.differences)

    @property
    def token(self) -> str:
        told = "\0".join(f"{each.column}\0{each.now}\0{each.new}" for each in self.differences)
        return f"{self.name}:{zlib.crc32(told.encode()):08x}"


@dataclass
class Comparison:
    """All differences in the order of the sheets, what stops others, and how many cells say what was issued or what
    stands there already."""

    differences: list[Difference] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unchanged: int = 0

    def groups(self) -> list[Group]:
        found: dict[str, Group] = {}
        for each in self.differences:
            found.setdefault(each.name, Group(each.name, [])).differences.append(each)
        return list(found.values())


def compare(reading: Reading, issued: Issued, answers: list[Answer], show: Shower, on: date) -> Comparison:
    """The readable cells of the workbook against the answers as they are now; findings speak through `show`."""
    return _Comparing(reading, issued, answers, show, on).all()


class _Comparing:
    def __init__(self, reading: Reading, issued: Issued, answers: list[Answer], show: Shower, on: date) -> None:
        self.reading, self.issued, self.show, self.on = reading, issued, show, on
        self.answers = {answer.key: answer for answer in answers}
        self.now = {answer.key: cells_of(answer) for answer in answers}
        self.found = Comparison()

    def all(self) -> Comparison:
        for sheet, rows in self.reading.rows.items():
            plan = PLANS[sheet]
            for key, cells in rows.items():
                self._row(plan, key, cells)
            if plan is STEPS:
                self._steps(rows)
        return self.found

    def _row(self, plan: Plan, key: str, cells: Cells) -> None:
        answer = answer_of(key)
        now = self.now.get(answer, {}).get(plan.key, {})
        stops = self._lock(answer)
        if not stops and key not in now and plan is not STEPS:
            stops = ("line_gone", {})
        if stops:
            self._refuse(plan, key, cells, now.get(key, {}), *stops)
        elif plan.is_whole_row and plan is not STEPS:
            self._whole_row(plan, key, cells, now[key])
        elif plan is not STEPS:
            self._cells(plan, key, cells, now[key])

    def _lock(self, answer: str) -> tuple[str, dict[str, str]] | None:
        """Why nothing of an answer can be taken in."""
        if answer not in self.answers:
            return "not_owed", {}
        lock = self.answers[answer].lock
        if lock in UpdateState.values:
            return f"answer_{lock}", {}
        return ("answer_locked", {"why": lock}) if lock else None

    def _cells(self, plan: Plan, key: str, cells: Cells, now: Row) -> None:
        issued = issued_row(self.issued, plan, key)
        for column, typed in cells.items():
            if typed.value in (issued[column], now[column]):
                self.found.unchanged += 1
            elif plan.column(column).kind == Kind.PAST_DAY and typed.value > self.on.isoformat():
                self._tell("day_in_future", plan, key, column, typed)
            else:
                self._differ("new" if now[column] == issued[column] else "conflict", plan, key, column, typed, now)

    def _whole_row(self, plan: Plan, key: str, cells: Cells, now: Row) -> None:
        """A row is in conflict when something stands there now that is neither what was issued nor what was typed."""
        issued = issued_row(self.issued, plan, key)
        row = typed_row(self.reading, self.issued, plan, key)
        if row in (issued, now) or self._is_faulty(plan, key, cells, row):
            self.found.unchanged += len(cells)
            return
        is_conflict = any(now[column] not in (issued[column], row[column]) for column in row)
        for column, typed in cells.items():
            if typed.value == now[column]:
                self.found.unchanged += 1
            else:
                self._differ("conflict" if is_conflict else "new", plan, key, column, typed, now)

    def _steps(self, rows: Mapping[str, Cells]) -> None:
        by_answer: dict[str, list[str]] = defaultdict(list)
        for key in rows:
            by_answer[answer_of(key)].append(key)
        for answer, keys in by_answer.items():
            if self._lock(answer):
                continue
            steps = step_rows(self.reading, self.issued, keys)
            now = list(self.now[answer]["steps"].values())
            for n, place in enumerate(matched(steps.issued, steps.typed, now)):
                there = now[place] if place is not None else _missing(steps.issued[n], steps.typed[n])
                self._whole_row(STEPS, steps.keys[n], rows[steps.keys[n]], there)

    def _is_faulty(self, plan: Plan, key: str, cells: Cells, row: Row) -> bool:
        """Whether the cells of a row can't stand together; told at the cell that is too much."""
        issued = issued_row(self.issued, plan, key)
        code, columns = _step_fault(row, issued) if plan is STEPS else _telling_fault(row)
        for column in columns:
            self._tell(code, plan, key, column, cells.get(column) or next(iter(cells.values())))
        return bool(columns)

    def _refuse(self, plan: Plan, key: str, cells: Cells, now: Row, code: str, facts: dict[str, str]) -> None:
        """Nothing of the row can be taken in: each cell that says something new is told."""
        issued = issued_row(self.issued, plan, key)
        for column, typed in cells.items():
            if typed.value in (issued[column], now.get(column)):
                self.found.unchanged += 1
            else:
                self._tell(code, plan, key, column, typed, **facts)

    def _differ(self, kind: Kinds, plan: Plan, key: str, column: str, typed: Typed, now: Row) -> None:
        old = issued_row(self.issued, plan, key)[column]
        is_of_draft = self._is_of_draft(plan, key, now)
        self.found.differences.append(
            Difference(kind, plan.key, key, column, typed.cell, old, now[column], typed.value, is_of_draft)
        )

    def _is_of_draft(self, plan: Plan, key: str, now: Row) -> bool:
        """What differs is never of a given answer; of no draft either are the body that a blank row offers, and a day
        that an earlier answer has told."""
        if plan is STEPS:
            return bool(now["text"])
        return plan is not OUTCOMES or line_of(key) in self.answers[answer_of(key)].done

    def _tell(self, code: str, plan: Plan, key: str, column: str, typed: Typed, **facts: str) -> None:
        told = plan.column(column)
        facts |= {"row": self.show.row(key), "column": str(told.label)}
        facts |= {"old": self.show.words(told, issued_row(self.issued, plan, key)[column])}
        facts |= {"new": self.show.words(told, typed.value)}
        self.found.findings.append(Finding("error", code, typed.cell, facts))


def issued_row(issued: Issued, plan: Plan, key: str) -> Row:
    """What stood in the open cells of a row."""
    kept = issued[plan.key][key] or {}
    return {column.key: kept.get(column.key, "") for column in plan.open_in(key)}


def typed_row(reading: Reading, issued: Issued, plan: Plan, key: str) -> Row:
    """The row as it came back; a cell that could not be read stays as it was issued."""
    typed = {column: typed.value for column, typed in reading.rows[plan.key][key].items()}
    return issued_row(issued, plan, key) | typed


@dataclass(frozen=True)
class StepRows:
    """The rows of an answer on the sheet of next steps, in their order."""

    keys: list[str]
    issued: list[Row]
    typed: list[Row]


def step_rows(reading: Reading, issued: Issued, keys: list[str]) -> StepRows:
    """The rows of those keys, which are all that the file has of an answer."""
    return StepRows(
        keys,
        [issued_row(issued, STEPS, key) for key in keys],
        [typed_row(reading, issued, STEPS, key) for key in keys],
    )


def _step_fault(row: Row, issued: Row) -> tuple[str, list[str]]:
    """A day or another body without a text; a step that had a text and has none is taken away."""
    is_blank = not row["text"] and not issued["text"]
    told = [row["day"] and "day", row["body"] not in ("", issued["body"]) and "body"]
    return "step_without_text", [column for column in told if column] if is_blank else []


def _telling_fault(row: Row) -> tuple[str, list[str]]:
    """A day or a reason without what became of the promise; a new day of one that did not move."""
    if not row["fate"]:
        return "fate_missing", [column for column in ("day", "because") if row[column]]
    return "day_without_move", ["day"] if row["day"] and row["fate"] != Fate.MOVED else []


def _missing(issued: Row, typed: Row) -> Row:
    """What stands now in the place of a row without a step: as issued when that was nothing, as typed when that is
    nothing; else somebody has taken the step away."""
    if not issued["text"]:
        return issued
    return typed if not typed["text"] else dict.fromkeys(issued, "")
