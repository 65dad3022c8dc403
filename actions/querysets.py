"""Which measures, schedule items, responsibilities and standings."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, FilteredRelation, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from actions.status import END_STAGES, Audience, Confidence, Freshness, Mark, Stage
from actors.querysets import DatedQuerySet
from strategy.models import Programme

TOLD = ("stage", "confidence", "reported_on", "due")
NOTHING_SAID = {"stage": "", "confidence": "", "reported_on": None, "due": None}
# A measure's first standing holds for every day before it, so that a look back finds it.
BEGINNING = date(1900, 1, 1)
Since = date | None | dict[int, date | None]
TROUBLED = (Mark.BLOCKED, Mark.DELAYED, Mark.AT_RISK)
NUMBER = re.compile(r"(?P<number>\d+(?:\.\d+)+)(?P<part>[a-zåäö]?)")


def during(year: int) -> Q:
    """Schedule items that touch the year: by a day in it, over a time that reaches into it,, from before its end."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    by = Q(earliest=None, latest__range=(first, last))
    return by | Q(earliest__lte=last, latest__gte=first) | Q(earliest__lte=last, latest=None)


# The column that holds the day done, as the audience has been told of it.
DONE_DAY: dict[str, str] = {Audience.INSIDE: "done_on", Audience.PUBLIC: "public_done_on"}


def told(audience: str) -> Q:
    """Schedule items whose outcome the audience knows: the inside once submitted, the public once published."""
    return Q(**{f"{DONE_DAY[audience]}__isnull": False})


def fresh_since(reporting_since: Since) -> Case:
    """actions.status.freshness of the column `reported_on`, for the database; a test holds the two together."""
    if isinstance(reporting_since, dict):
        earlier = [Q(programme=pk, reported_on__lt=day) for pk, day in reporting_since.items() if day]
    else:
        earlier = [Q(reported_on__lt=reporting_since)] if reporting_since else []
    return Case(
        When(reported_on=None, then=Value(Freshness.NEVER)),
        *(When(rule, then=Value(Freshness.EARLIER)) for rule in earlier),
        default=Value(Freshness.THIS_ROUND),
    )


def one_mark() -> Case:
    """actions.status.mark of the columns `stage`, `confidence` and `fresh`, for the database; see fresh_since."""
    return Case(
        When(stage__in=(Stage.IMPLEMENTED, Stage.PARTLY_IMPLEMENTED), then=F("stage")),
        When(stage__in=END_STAGES, then=Value(Mark.ENDED)),
        When(~Q(fresh=Freshness.THIS_ROUND), then=Value(Mark.NOT_REPORTED)),
        When(confidence__in=TROUBLED, then=F("confidence")),
        When(stage__in=(Stage.CONTINUOUS, Stage.NOT_STARTED), then=F("stage")),
        When(confidence=Confidence.ON_PLAN, then=Value(Mark.ON_PLAN)),
        default=Value(Mark.NOT_REPORTED),
    )


class MeasureQuerySet(DatedQuerySet):
    def visible_to(self, user: Any, on: date) -> "MeasureQuerySet":
        """Those of the programmes the user sees."""
        return self.filter(programme__in=Programme.objects.visible_to(user, on))

    def as_of(self, on: date) -> "MeasureQuerySet":
        """Those that belonged to the programme on the day."""
        return self.in_force(on)

    def with_role(self, on: date, bodies: Any, *roles: str) -> "MeasureQuerySet":
        """Those in which one of the bodies holds one of the roles (any role when none is named) on the day."""
        measures: Any = self.model
        held = measures.responsibilities.rel.related_model.objects.in_force(on)
        held = held.filter(measure=OuterRef("pk"), body__in=bodies)
        return self.filter(Exists(held.filter(role__in=roles) if roles else held))

    def with_standing(self, audience: str, on: date, reporting_since: Since) -> "MeasureQuerySet":
        """Adds `with_told`, and what follows from it: fresh and mark.

        `reporting_since` is the day of Programme.reporting_since, or those days by programme id.
        """
        told = self.with_told(audience, on)
        return told.annotate(fresh=fresh_since(reporting_since)).annotate(mark=one_mark())

    def with_told(self, audience: str, on: date) -> "MeasureQuerySet":
        """Adds how each stood on the day in the eyes of the audience: stage, confidence, reported_on, due. Measures of
        which nothing has been told get empty texts and count as never reported. One query, no rows lost."""
        in_force = Q(standings__until=None) | Q(standings__until__gte=on)
        of_the_day = Q(standings__audience=audience, standings__since__lte=on) & in_force
        return self.annotate(standing=FilteredRelation("standings", condition=of_the_day)).annotate(
            stage=Coalesce("standing__stage", Value("")),
            confidence=Coalesce("standing__confidence", Value("")),
            reported_on=F("standing__reported_on"),
            due=F("standing__due"),
        )

    def most_urgent_first(self, on: date) -> "MeasureQuerySet":
        """Blocked, delayed, late by the schedule, at risk, silent, the rest; after `with_standing`."""
        urgency = Case(
            When(mark=Mark.BLOCKED, then=1),
            When(mark=Mark.DELAYED, then=2),
            When(due__lt=on, then=3),
            When(mark=Mark.AT_RISK, then=4),
            When(mark=Mark.NOT_REPORTED, then=5),
            default=6,
        )
        return self.annotate(urgency=urgency).order_by("urgency", "sort_key", "pk")

    def saying(self, words: list[str]) -> "MeasureQuerySet":
        """Those whose search text has every (folded) word; a word like 4.3 or 4.3a finds the measure of that number."""
        found = self
        for word in words:
            number = NUMBER.fullmatch(word)
            parts = {name: part for name, part in number.groupdict().items() if part} if number else {}
            found = found.filter(**parts) if parts else found.filter(search__text__contains=word)
        return found

    def tagged(self, phenomenon: Any) -> "MeasureQuerySet":
        """Those that a phenomenon is followed in."""
        measures: Any = self.model
        tags = measures.phenomena.through.objects.filter(measure=OuterRef("pk"), phenomenon=phenomenon)
        return self.filter(Exists(tags))

    def with_schedule(self, on: date, *conditions: Q) -> "MeasureQuerySet":
        """Those with an item of their schedule in force on the day that meets the conditions."""
        return self.filter(Exists(self._parts("schedule", on).filter(*conditions)))

    def without_schedule(self, on: date) -> "MeasureQuerySet":
        """Those that print no schedule."""
        return self.filter(~Exists(self._parts("schedule", on)))

    def without_lead(self, on: date) -> "MeasureQuerySet":
        """Those that nobody leads on the day."""
        return self.filter(~Exists(self._parts("responsibilities", on).filter(role="lead")))

    def with_first_lead(self, on: date) -> "MeasureQuerySet":
        """Adds first_lead, the place in the alphabet of the lead that is named first; empty where nobody leads."""
        leads = self._parts("responsibilities", on).filter(role="lead").order_by("n", "pk")
        return self.annotate(first_lead=Subquery(leads.values("body__sort_key")[:1]))

    def _parts(self, name: str, on: date) -> Any:
        parts = getattr(self.model, name).rel.related_model.objects
        return parts.in_force(on).filter(measure=OuterRef("pk")).order_by()


class ScheduleItemQuerySet(DatedQuerySet):
    def late(self, on: date, audience: str) -> "ScheduleItemQuerySet":
        """Past their latest day without an outcome, in measures that are not at an end; due today is not late."""
        return self.awaited(on, audience).filter(latest__lt=on)

    def awaited(self, on: date, audience: str) -> "ScheduleItemQuerySet":
        """In force, without an outcome by the day that the audience knows, in measures at no end stage that day."""
        from actions.models import Standing

        ended = Standing.objects.of(audience, on).filter(measure=OuterRef("measure"), stage__in=END_STAGES)
        done = Q(**{f"{DONE_DAY[audience]}__isnull": False, f"{DONE_DAY[audience]}__lte": on})
        return self.in_force(on).exclude(done).filter(~Exists(ended))

    def due_within(self, on: date, days: int, audience: str) -> "ScheduleItemQuerySet":
        """Those whose latest day is the day or one of the `days` after it."""
        return self.awaited(on, audience).filter(latest__range=(on, on + timedelta(days=days)))

    def beginning_within(self, on: date, days: int, audience: str) -> "ScheduleItemQuerySet":
        """Those whose earliest day is one of the `days` after the day and that end after those."""
        end = on + timedelta(days=days)
        begins = self.awaited(on, audience).filter(earliest__gt=on, earliest__lte=end)
        return begins.filter(Q(latest=None) | Q(latest__gt=end))

    def first_dues(self, measures: Iterable[Any], on: date, audience: str) -> dict[int, date]:
        """By measure id the earliest latest day among its items in force without an outcome that the audience knows."""
        waiting = self.in_force(on).filter(measure__in=measures, latest__isnull=False).exclude(told(audience))
        return dict(waiting.order_by().values_list("measure").annotate(Min("latest")))


class ImportQuerySet(QuerySet):
    def previewed(self) -> "ImportQuerySet":
        """Files that were read and shown, and wait to be confirmed or dropped."""
        return self.filter(state="previewed")

    def applied(self) -> "ImportQuerySet":
        """Files that were brought in."""
        return self.filter(state="applied")

    def for_list(self) -> "ImportQuerySet":
        """With programme and person, without the files themselves."""
        return self.select_related("programme", "made_by").defer("content")

    def forget_previews(self, before: datetime) -> None:
        """Drop what was shown before the moment and never confirmed: the files go, that they came stays."""
        self.previewed().filter(made_at__lt=before).update(state="discarded", content=b"")


class StandingQuerySet(QuerySet):
    def of(self, audience: str, on: date) -> "StandingQuerySet":
        """How measures stood on the day in the eyes of the audience: one row a measure."""
        return self.filter(Q(until=None) | Q(until__gte=on), audience=audience, since__lte=on)

    @transaction.atomic
    def record(self, measure: Any, audience: str, on: date, stage: str, confidence: str, reported_on: Any) -> None:
        """From the day on the measure stands so; what stood before is kept, unless it was said the same day."""
        self._set([measure], audience, on, {"stage": stage, "confidence": confidence, "reported_on": reported_on})

    @transaction.atomic
    def refresh_due(self, measures: Iterable[Any], on: date) -> None:
        """The due days anew, after schedules or outcomes changed; a measure without a standing gets its first."""
        for audience in Audience.values:
            self._set(list(measures), audience, on, {})

    def _set(self, measures: list[Any], audience: str, on: date, facts: dict[str, Any]) -> None:
        standing_model: Any = self.model
        open_now: Any = self.select_for_update().filter(measure__in=measures, audience=audience, until=None)
        standings = {standing.measure_id: standing for standing in open_now}
        dues = ScheduleItemQuerySet(standing_model.schedule_model()).first_dues(measures, on, audience)
        fresh = []
        for measure in measures:
            standing = standings.get(measure.pk)
            before = {name: getattr(standing, name) for name in TOLD} if standing else NOTHING_SAID
            after = before | facts
            after["due"] = None if after["stage"] in END_STAGES else dues.get(measure.pk)
            if standing is None:
                fresh.append(self.model(measure=measure, audience=audience, since=BEGINNING, **after))
            elif before != after:
                standing.become(after, on)
        self.bulk_create(fresh)
