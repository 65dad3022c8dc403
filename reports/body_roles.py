"""A body's measures in every programme that the reader sees, as they stood on a day. Three queries."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When

from actions.models import LEADING, Measure, Responsibility
from actions.querysets import MeasureQuerySet
from actors.models import Body
from reports.reader import Reader
from strategy.models import Programme
from updates.models import Round, Update

SHOWN = 200  # measures: a body with more is continued in the list of measures
ROLES = ("lead", "unit", "partner")

Group = dict[str, Any]


class BodyRoles:
    """Where a body leads, works under a lead or takes part; `rounds` are the open ones by programme id."""

    def __init__(
        self, body: Body, programmes: dict[int, Programme], rounds: dict[int, Round], readers: dict[int, Reader]
    ) -> None:
        self.body, self.programmes, self.rounds, self.readers = body, programmes, rounds, readers

    @property
    def reader(self) -> Reader:
        """Any of the readers: they differ by addresses only."""
        return next(iter(self.readers.values()))

    @property
    def is_own(self) -> bool:
        """Whether the reader has a seat in the body."""
        return self.body.pk in self.reader.rights.own_bodies

    @property
    def measures(self) -> MeasureQuerySet:
        """With the standing of the day, `role` of the body and `is_answered`: whether the lead's answer in the open
        round is there, as far as the reader may know: submitted for the body itself and those who read what is
        submitted, published for everybody else. A draft is never told."""
        on, reader = self.reader.on, self.reader
        since = {pk: programme.reporting_since(on) for pk, programme in self.programmes.items()}
        measures = Measure.objects.as_of(on).filter(programme__in=self.programmes).with_role(on, [self.body.pk])
        held = Responsibility.objects.in_force(on).filter(LEADING, measure=OuterRef("pk"), body=self.body)
        states = ["published", "submitted"] if self.is_own or reader.rights.reads_submitted else ["published"]
        answers = Update.objects.filter(measure=OuterRef("pk"), role="lead", state__in=states)
        return measures.with_standing(reader.audience, on, since).annotate(
            role=Case(
                When(Exists(held.filter(role="lead")), then=Value("lead")),
                When(Exists(held.filter(role="unit")), then=Value("unit")),
                default=Value("partner"),
            ),
            is_answered=Exists(answers.filter(round__in=self.rounds.values())),
        )

    @cached_property
    def counts(self) -> list[Group]:
        """Measures by programme, role, mark and whether they are answered; `late` of them past their due day."""
        by = self.measures.order_by().values("programme", "role", "mark", "is_answered")
        return list(by.annotate(n=Count("pk"), late=Count("pk", filter=Q(due__lt=self.reader.on))))

    @cached_property
    def shown(self) -> list[Any]:
        """The first measures one by one: those it leads, then by programme and number."""
        order = Case(*(When(role=role, then=n) for n, role in enumerate(ROLES)), default=len(ROLES))
        return list(self.measures.annotate(place=order).order_by("place", "programme", "sort_key", "pk")[:SHOWN])

    @cached_property
    def held(self) -> dict[int, list[Responsibility]]:
        """By measure id who leads the shown measures, and what the body itself holds in them."""
        found: dict[int, list[Responsibility]] = defaultdict(list)
        rows = Responsibility.objects.in_force(self.reader.on).filter(measure__in=self.shown)
        rows = rows.filter(Q(role="lead") | Q(body=self.body)).select_related("body", "step")
        for each in rows.order_by("n", "pk"):
            found[each.measure_id].append(each)
        return found

    def total(self, **facts: Any) -> int:
        """How many measures have all the facts, for example role="lead"."""
        return sum(row["n"] for row in self.counts if all(row[name] == value for name, value in facts.items()))
