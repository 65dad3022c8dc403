"""Schedules: the words as written, and beside them what they are read to mean."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from actions.querysets import ScheduleItemQuerySet
from actors.fields import LineField, ProseField
from actors.languages import InLanguages

from .measures import Measure, Sourced, Step


class ScheduleKind(models.TextChoices):
    DATE = "date", pgettext_lazy("schedule kind", "day")
    MONTH = "month", pgettext_lazy("schedule kind", "month")
    SEASON = "season", pgettext_lazy("schedule kind", "season")
    YEAR = "year", pgettext_lazy("schedule kind", "year")
    RANGE = "range", pgettext_lazy("schedule kind", "range")
    BY = "by", pgettext_lazy("schedule kind", "by")
    FROM = "from", pgettext_lazy("schedule kind", "from")
    CONTINUOUS = "continuous", pgettext_lazy("schedule kind", "continuous")
    RECURRING = "recurring", pgettext_lazy("schedule kind", "recurring")
    CONDITIONAL = "conditional", pgettext_lazy("schedule kind", "conditional")
    NONE = "none", pgettext_lazy("schedule kind", "unread")


DAY = r"\d{4}(-\d\d){0,2}"
# How the days of each kind are written, with an example; what is not here is written in any way, or not at all.
FORMS = {
    ScheduleKind.DATE: (r"\d{4}-\d\d-\d\d", "2018-12-31"),
    ScheduleKind.MONTH: (r"\d{4}-(0\d|1[0-2])", "2018-12"),
    ScheduleKind.SEASON: (r"\d{4}-2[1-4]", "2018-23"),
    ScheduleKind.YEAR: (r"\d{4}", "2018"),
    ScheduleKind.RANGE: (r".+/.+", "2018-02/2019-01"),
    ScheduleKind.BY: (rf"\.\./{DAY}", "../2018-12-31"),
    ScheduleKind.FROM: (rf"{DAY}/\.\.", "2019/.."),
    ScheduleKind.CONTINUOUS: (rf"|{DAY}/\.\.", "2019/.."),
}


class ScheduleItem(Sourced):
    """One line of a measure's schedule."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="schedule", verbose_name=_("measure"))
    step = models.ForeignKey(
        Step, models.SET_NULL, null=True, blank=True, related_name="schedule", verbose_name=_("step")
    )
    n = models.PositiveSmallIntegerField(_("order"))
    label = LineField(_("label as printed"), max_length=10, blank=True)
    text_fi = ProseField(_("as written in Finnish"))
    text_sv = ProseField(_("as written in Swedish"))
    text_en = ProseField(_("as written in English"))
    kind = models.CharField(_("kind"), max_length=11, choices=ScheduleKind, default=ScheduleKind.NONE)
    edtf = LineField("EDTF", max_length=40, blank=True)
    earliest = models.DateField(_("earliest day"), null=True, blank=True)
    latest = models.DateField(_("latest day"), null=True, blank=True)
    parts = models.JSONField(_("parts"), default=list, blank=True)
    is_corrected = models.BooleanField(
        _("corrected"), default=False, help_text=_("A person has set the reading; a new import leaves it alone.")
    )
    done_on = models.DateField(_("done on"), null=True, blank=True, editable=False)
    public_done_on = models.DateField(_("done on, as published"), null=True, blank=True, editable=False)

    text = InLanguages("text")
    objects = ScheduleItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("schedule item")
        verbose_name_plural = _("schedule items")
        ordering = ["measure", "n", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "n"], condition=Q(until=None), name="one_open_schedule_item_per_place"
            ),
            models.CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(latest__gte=F("earliest")),
                name="schedule_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["latest", "measure"], name="schedule_by_latest_day")]

    def __str__(self) -> str:
        return f"{self.measure.code} {self.label or self.n}: {self.text}"

    def clean(self) -> None:
        """The EDTF has the form of its kind; earliest and latest day follow from it, whatever was typed."""
        from actions.schedule_reader import bounds  # costs its vocabulary only where it is used

        form, example = FORMS.get(ScheduleKind(self.kind), (r".*", ""))
        if self.kind == ScheduleKind.NONE and self.edtf:
            raise ValidationError({"edtf": _("An unread schedule has no days. Empty them or choose a kind.")})
        if not re.fullmatch(form, self.edtf):
            told = _("Write the days of the kind “%(kind)s” in this form: %(example)s.")
            raise ValidationError({"edtf": told % {"kind": ScheduleKind(self.kind).label, "example": example}})
        try:
            self.earliest, self.latest = bounds(self.edtf) if self.edtf else (None, None)
        except ValueError:
            told = _("“%(edtf)s” can't be read as days. Write days that the calendar has, as in the examples.")
            raise ValidationError({"edtf": told % {"edtf": self.edtf}}) from None

    def is_done(self, on: date, audience: str) -> bool:
        """Done by the day, and the audience knows: the inside once it is submitted, the public once published."""
        day = self.done_day(audience)
        return day is not None and day <= on

    def done_day(self, audience: str) -> date | None:
        """The day it was done, as the audience has been told: the inside once submitted, the public once published."""
        return self.done_on if audience == "inside" else self.public_done_on

    def is_late(self, on: date, audience: str) -> bool:
        """Late after the latest day, never on it; continuous, unread and done items are never late."""
        return self.latest is not None and self.latest < on and not self.is_done(on, audience)

    @transaction.atomic
    def correct(self, kind: str, edtf: str, earliest: date | None, latest: date | None, on: date) -> None:
        """Set the reading by hand; a later import with the same words leaves it alone. `read_anew` is the opposite."""
        self.kind, self.edtf, self.earliest, self.latest = kind, edtf, earliest, latest
        self.is_corrected = True
        self._keep_reading(on)

    @transaction.atomic
    def read_anew(self, on: date) -> None:
        """Read the words again and forget the correction."""
        from actions.schedule_reader import read  # costs its vocabulary only where it is used

        reading = read(self.text)
        self.kind, self.edtf, self.earliest, self.latest = (
            reading.kind, reading.edtf or "", reading.earliest, reading.latest,
        )  # fmt: skip
        self.parts = reading.as_json()["parts"]
        self.is_corrected = False
        self._keep_reading(on)

    def _keep_reading(self, on: date) -> None:
        self.save()
        standings = self.measure.standings.model._default_manager
        standings.refresh_due([self.measure], on)
