"""How measures stand: what was last said of each, as each audience may know it, from a day until the next."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actions.querysets import StandingQuerySet
from actions.status import Audience, Confidence, Stage

from .measures import Measure
from .schedules import ScheduleItem


class Standing(models.Model):
    """How a measure stands in the eyes of an audience from a day until the next.

    Written by `Standing.objects.record` and `refresh_due` only; `due` is the earliest latest day among the schedule
    items without an outcome, empty when there is none or the stage is an end, so a measure is late when due < day.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="standings")
    audience = models.CharField(max_length=6, choices=Audience)
    since = models.DateField()
    until = models.DateField(null=True)
    stage = models.CharField(max_length=18, choices=Stage, blank=True)
    confidence = models.CharField(max_length=7, choices=Confidence, blank=True)
    reported_on = models.DateField(null=True)
    due = models.DateField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["measure", "audience", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "audience"], condition=Q(until=None), name="one_open_standing_per_audience"
            ),
            models.UniqueConstraint(fields=["measure", "audience", "since"], name="one_standing_per_day"),
        ]
        indexes = [
            models.Index(fields=["audience", "stage", "measure"], name="standing_by_stage"),
            models.Index(fields=["audience", "due", "measure"], name="standing_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.measure.code} {self.audience} {self.since}: {self.stage or '–'}, {self.confidence or '–'}"

    def become(self, told: dict[str, Any], on: date) -> None:
        """Stand so from the day on; the row that held until then is kept, unless it began that very day."""
        if self.since < on:
            self.until = on - timedelta(days=1)
            self.save()
            self.pk, self.since, self.until = None, on, None
        for name, value in told.items():
            setattr(self, name, value)
        self._state.adding = self.pk is None
        self.save()

    @staticmethod
    def schedule_model() -> type[ScheduleItem]:
        """Whose latest days a standing's `due` is drawn from."""
        return ScheduleItem
