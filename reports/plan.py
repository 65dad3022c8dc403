"""Question: what is done to carry a measure out, and when? Steps with their schedules beside them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, CharField, DateField, Field, IntegerField, JSONField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext

from actions import wording
from actions.models import Measure, Responsibility, ScheduleItem, ScheduleKind, Step
from actions.status import END_STAGES, Sign
from actors.ready_query import ReadyQuery
from reports.reader import Reader

SHARED = ("pk", "n", "label", "text_fi", "text_sv", "text_en")
OF_ITEM: dict[str, Field] = {
    "step_id": IntegerField(), "kind": CharField(), "earliest": DateField(), "latest": DateField(),
    "done_on": DateField(), "public_done_on": DateField(), "parts": JSONField(), "is_corrected": BooleanField(),
}  # fmt: skip


def fetch(measure: Measure, on: date) -> tuple[list[Step], list[ScheduleItem]]:
    """The steps and the schedule items in force on the day, each in the printed order. One query for both."""
    found_steps, found_items = [], []
    for row in sorted(PARTS.rows(measure=measure.pk, on=on), key=lambda row: (row["n"], row["pk"])):
        if row.pop("is_step"):
            found_steps.append(Step(**{name: row[name] for name in SHARED}))
        else:
            found_items.append(ScheduleItem(**row))
    return found_steps, found_items


def _parts(measure: int, on: date) -> QuerySet:
    nothing = {name: Cast(Value(None), field) for name, field in OF_ITEM.items()}
    steps: QuerySet[Any] = Step.objects.in_force(on).filter(measure=measure).annotate(is_step=Value(True), **nothing)
    items: QuerySet[Any] = ScheduleItem.objects.in_force(on).filter(measure=measure).annotate(is_step=Value(False))
    columns = ("is_step", *SHARED, *OF_ITEM)
    return steps.order_by().values(*columns).union(items.order_by().values(*columns), all=True)


PARTS = ReadyQuery(_parts)


@dataclass(frozen=True)
class Scheduled:
    """A schedule item as written and as read; `sign` says what came of it, empty while it is still to come."""

    item: ScheduleItem
    reading: str
    sign: Sign | None
    left: str


@dataclass(frozen=True)
class Planned:
    """A step with what is scheduled for it and the bodies named for it; the last row may have no step."""

    step: Step | None
    schedule: list[Scheduled]
    bodies: list[Responsibility]


def plan(measure: Any, held: list[Responsibility], reader: Reader) -> list[Planned]:
    """Every step in its order with its schedule, then the items that belong to no step."""
    steps, items = fetch(measure, reader.on)
    has_ended = measure.stage in END_STAGES
    known = {step.pk for step in steps}
    by_step: dict[int | None, list[Scheduled]] = defaultdict(list)
    for item in items:
        by_step[item.step_id if item.step_id in known else None].append(scheduled(item, has_ended, reader))
    rows = [Planned(step, by_step[step.pk], [each for each in held if each.step_id == step.pk]) for step in steps]
    return [*rows, Planned(None, by_step[None], [])] if by_step[None] else rows


def scheduled(item: ScheduleItem, has_ended: bool, reader: Reader) -> Scheduled:
    """What the reader is told of an item: done, late with the reason, continuous, or how long there is."""
    sign, left = None, ""
    day = item.done_day(reader.audience)
    if day and day <= reader.on:
        sign = Sign("done", gettext("Done on %(day)s") % {"day": wording.day(day)}, "done")
    elif not has_ended and item.is_late(reader.on, reader.audience):
        sign = Sign("late", wording.why_late(item), "late")
    elif item.kind == ScheduleKind.CONTINUOUS:
        sign = Sign("cont", gettext("Continuous, so it is never late"), "")
    elif not has_ended and item.latest and item.latest >= reader.on:
        left = wording.time_to(item.latest, reader.on)
    return Scheduled(item, wording.reading_of(item), sign, left)


def done(rows: list[Planned]) -> tuple[int, int]:
    """How many of the schedule items have an outcome that the reader knows, and how many items there are."""
    items = [each for row in rows for each in row.schedule]
    return sum(each.sign is not None and each.sign.symbol == "done" for each in items), len(items)
