"""How a programme stands on a day in a reader's eyes: the facts of its page, each fetched once, six queries in all."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When

from actions.models import Measure, Responsibility, ScheduleItem
from actions.querysets import TROUBLED, MeasureQuerySet
from actions.status import Mark
from actors.models import Body
from reports import matrix
from reports.reader import Reader
from strategy.models import Programme
from updates.models import Round, Update

SHOWN = 150  # measures told one by one: of a larger programme, the most urgent ones
LISTED = 10  # rows of a short list
SOON = 90  # days

Leads = dict[int, list[Body]]


class Situation:
    """Measures, schedules, leads and answers of a programme, as the reader may know them on the day looked at."""

    def __init__(self, programme: Programme, reader: Reader) -> None:
        self.programme, self.reader, self.on = programme, reader, reader.on

    @cached_property
    def round(self) -> Round | None:
        """The round that is open today."""
        return Round.objects.filter(programme=self.programme).open(self.reader.today).first()

    @property
    def measures(self) -> MeasureQuerySet:
        since = self.programme.reporting_since(self.on)
        measures = Measure.objects.as_of(self.on).filter(programme=self.programme)
        return measures.with_standing(self.reader.audience, self.on, since)

    @cached_property
    def counts(self) -> list[matrix.Group]:
        return matrix.groups(self.measures, self.on)

    @cached_property
    def shown(self) -> list[Any]:
        """The measures that are told one by one, the most urgent first."""
        return list(self.measures.most_urgent_first(self.on)[:SHOWN])

    @cached_property
    def items(self) -> list[ScheduleItem]:
        """The schedule of the shown measures, and what ends or begins next in any: `is_next` marks those."""
        of_programme = ScheduleItem.objects.filter(measure__programme=self.programme)
        ends = of_programme.due_within(self.on, SOON, self.reader.audience).order_by("latest", "pk")[:LISTED]
        begins = of_programme.beginning_within(self.on, SOON, self.reader.audience).order_by("earliest", "pk")[:LISTED]
        comes_next = Q(pk__in=ends) | Q(pk__in=begins)
        wanted = Q(measure__in=[measure.pk for measure in self.shown]) | comes_next
        marked = Case(When(comes_next, then=Value(True)), default=Value(False), output_field=BooleanField())
        items = ScheduleItem.objects.in_force(self.on).filter(wanted).annotate(is_next=marked)
        return list(items.select_related("measure").order_by("measure__sort_key", "n", "pk"))

    @cached_property
    def schedule(self) -> dict[int, list[ScheduleItem]]:
        """The items by measure id, in the printed order."""
        found: dict[int, list[ScheduleItem]] = defaultdict(list)
        for item in self.items:
            found[item.measure_id].append(item)
        return found

    @cached_property
    def leads(self) -> Leads:
        ids = {measure.pk for measure in self.shown} | {item.measure_id for item in self.items}
        return leads_of(ids, self.on)

    @cached_property
    def troubled(self) -> list[Any]:
        """Shown measures that are blocked, delayed, at risk or late by the schedule."""
        return [measure for measure in self.shown if measure.mark in TROUBLED or is_late(measure, self.on)]

    @cached_property
    def silent(self) -> list[Any]:
        """Shown measures that are not at an end and of which nothing has been heard this round."""
        return [measure for measure in self.shown if measure.mark == Mark.NOT_REPORTED]

    @cached_property
    def told(self) -> dict[int, list[Update]]:
        """What leads have said of the first exceptions, by measure id, the newest first."""
        asked = Update.objects.for_reading(self.reader.user, self.reader.today).filter(role="lead")
        found: dict[int, list[Update]] = defaultdict(list)
        for update in asked.told_to(self.reader.audience, self.on).filter(measure__in=self.troubled[:LISTED]):
            found[update.measure_id].append(update)
        return found


def leads_of(measures: Iterable[int], on: date) -> Leads:
    """Leading bodies by measure id, in the printed order. One query."""
    found: Leads = defaultdict(list)
    held = Responsibility.objects.in_force(on).filter(measure__in=measures, role="lead").select_related("body")
    for responsibility in held.order_by("measure", "n", "pk"):
        if responsibility.body not in found[responsibility.measure_id]:
            found[responsibility.measure_id].append(responsibility.body)
    return found


def is_late(measure: Any, on: date) -> bool:
    """Whether a measure fetched `with_standing` is past its due day; on the due day it is not."""
    return measure.due is not None and measure.due < on
