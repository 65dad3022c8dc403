"""Which measures, schedule items, responsibilities and standings."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.forms import model_to_dict

from actions.status import END_STAGES, Audience
from actors import policy
from actors.querysets import DatedQuerySet
from strategy.models import Programme

TOLD = ("stage", "confidence", "reported_on", "due")


def told(audience: str) -> Q:
    """Schedule items whose outcome the audience knows: the inside once submitted, the public once published."""
    known = Q(done_on__isnull=False)
    return known if audience == Audience.INSIDE else known & Q(is_done_published=True)


class MeasureQuerySet(DatedQuerySet):
    def visible_to(self, user: Any, on: date) -> "MeasureQuerySet":
        """Those of the programmes the user sees."""
        return self.filter(programme__in=Programme.objects.visible_to(user, on))

    def editable_by(self, user: Any, on: date) -> "MeasureQuerySet":
        """The office keeps the official data."""
        return self.all() if policy.rights(user, on).is_office else self.none()

    def as_of(self, on: date) -> "MeasureQuerySet":
        """Those that belonged to the programme on the day."""
        return self.in_force(on)

    def with_role(self, on: date, bodies: Any, *roles: str) -> "MeasureQuerySet":
        """Those in which one of the bodies holds one of the roles (any role when none is named) on the day."""
        held = self.model.responsibilities.rel.related_model.objects.in_force(on)
        held = held.filter(measure=OuterRef("pk"), body__in=bodies)
        return self.filter(Exists(held.filter(role__in=roles) if roles else held))

    def saying(self, words: list[str]) -> "MeasureQuerySet":
        """Those whose search text has every (folded) word."""
        found = self
        for word in words:
            found = found.filter(search__text__contains=word)
        return found


class ScheduleItemQuerySet(DatedQuerySet):
    def late(self, on: date, audience: str) -> "ScheduleItemQuerySet":
        """Past their latest day without an outcome, in measures that are not at an end; due today is not late."""
        return self.awaited(audience).in_force(on).filter(latest__lt=on)

    def awaited(self, audience: str) -> "ScheduleItemQuerySet":
        """Without an outcome that the audience knows, in measures at no end stage."""
        from actions.models import Standing

        ended = Standing.objects.filter(
            measure=OuterRef("measure"), audience=audience, until=None, stage__in=END_STAGES
        )
        return self.exclude(told(audience)).filter(~Exists(ended))

    def due_within(self, on: date, days: int, audience: str) -> "ScheduleItemQuerySet":
        """Those whose latest day is the day or one of the `days` after it."""
        return self.awaited(audience).in_force(on).filter(latest__range=(on, on + timedelta(days=days)))

    def first_due(self, on: date, audience: str) -> date | None:
        """The earliest latest day among the items in force without an outcome that the audience knows."""
        return self.in_force(on).exclude(told(audience)).aggregate(due=Min("latest"))["due"]


class ResponsibilityQuerySet(DatedQuerySet):
    def of_bodies(self, bodies: Any) -> "ResponsibilityQuerySet":
        """Roles held by any of the bodies."""
        return self.filter(body__in=bodies)


class StandingQuerySet(QuerySet):
    def of(self, audience: str, on: date) -> "StandingQuerySet":
        """How measures stood on the day in the eyes of the audience: one row a measure."""
        return self.filter(Q(until=None) | Q(until__gte=on), audience=audience, since__lte=on)

    @transaction.atomic
    def record(self, measure: Any, audience: str, on: date, stage: str, confidence: str, reported_on: date) -> None:
        """From the day on the measure stands so; what stood before is kept, unless it was said the same day."""
        self._set(measure, audience, on, {"stage": stage, "confidence": confidence, "reported_on": reported_on})

    @transaction.atomic
    def refresh_due(self, measures: Iterable[Any], on: date) -> None:
        """The due days anew, after schedules changed; measures without a standing get their first."""
        for measure in measures:
            for audience in Audience.values:
                self._set(measure, audience, on, {})

    def _set(self, measure: Any, audience: str, on: date, facts: dict[str, Any]) -> None:
        standing = self.select_for_update().filter(measure=measure, audience=audience, until=None).first()
        before = model_to_dict(standing, TOLD) if standing else dict.fromkeys(TOLD)
        after = {"stage": "", "confidence": ""} | {k: v for k, v in (before | facts).items() if v is not None}
        after["due"] = None if after["stage"] in END_STAGES else measure.schedule.first_due(on, audience)
        after = dict.fromkeys(TOLD) | after
        if standing and before == after:
            return
        if standing and standing.since < on:
            self.filter(pk=standing.pk).update(until=on - timedelta(days=1))
        self.update_or_create(
            measure=measure, audience=audience, until=None, defaults=after, create_defaults=after | {"since": on}
        )
