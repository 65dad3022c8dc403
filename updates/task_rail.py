"""The margin of a task: the body's other tasks in the round."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery, Value
from django.urls import reverse

from actions.models import LEADING, Measure, Responsibility
from actions.status import Sign
from updates import due_days
from updates.models import Return, Update, UpdateRole
from updates.one_task import led_by
from updates.tasks import NEW, Task, sign

RAIL = 40


@dataclass(frozen=True)
class Entry:
    """A task in the margin of another."""

    measure: Measure
    url: str
    sign: Sign
    is_current: bool
    is_part: bool


@dataclass(frozen=True)
class Rail:
    """The margin: the tasks, and `due`, by which days the body answers, in words."""

    entries: list[Entry]
    due: str


def rail(task: Task, on: date) -> Rail:
    """The body's tasks in the round by number, at most RAIL of them. One query, one more for a unit, and
    where the body's return has not been asked for yet."""
    held = Responsibility.objects.in_force(on).filter(measure=OuterRef("pk"), body=task.body)
    led = Exists(held.filter(LEADING))
    said = Update.objects.filter(round=task.round, measure=OuterRef("pk")).shown()
    measures = task.round.asked(on)
    measures = measures.filter(~Exists(led_by(on)) if task.is_offices else Exists(held))
    rows = measures.annotate(
        is_led=Value(True) if task.is_offices else led,
        led_state=Subquery(said.filter(role="lead").values("shown")),
        part_state=Subquery(said.filter(role="partner", body=task.body).values("shown")),
    ).order_by("sort_key", "pk")
    entries = [_entry(task, measure) for measure in rows[:RAIL]]
    roles = {each.is_part for each in entries} | {task.role == UpdateRole.PARTNER}
    row = Return.objects.filter(round=task.round, body=task.body).first() if task.giver else task.own_return
    return Rail(entries, due_days.in_words(task.round, row, False in roles, True in roles))


def _entry(task: Task, measure: Any) -> Entry:
    state = (measure.led_state if measure.is_led else measure.part_state) or NEW
    url = reverse("updates:update_form", args=[task.round.programme.slug, measure.code, task.body.slug])
    return Entry(measure, url, sign(state), measure.pk == task.measure.pk, not measure.is_led)
