"""Promises: what a body says it will do until the next round, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from actors.fields import LineField, ProseField
from actors.models import Body
from updates.models.states import Fate
from updates.querysets import PromiseQuerySet


class Promise(models.Model):
    """A next step of one update: what will be ready, by which day, and which body does it."""

    update = models.ForeignKey("updates.Update", models.CASCADE, related_name="promises", verbose_name=_("update"))
    n = models.PositiveSmallIntegerField(pgettext_lazy("ordinal", "number"))
    text = LineField(_("what will be ready"), max_length=500)
    day = models.DateField(pgettext_lazy("promise", "by"), null=True)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="promises", verbose_name=pgettext_lazy("promise", "who")
    )

    objects = PromiseQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("noun", "promise")
        verbose_name_plural = _("promises")
        ordering = ["update", "n", "id"]
        constraints = [models.UniqueConstraint(fields=["update", "n"], name="one_promise_per_line")]

    def __str__(self) -> str:
        return self.text


class Telling(models.Model):
    """What a later update tells of a promise: done, moved to a day because, or dropped because."""

    update = models.ForeignKey("updates.Update", models.CASCADE, related_name="tellings", verbose_name=_("update"))
    promise = models.ForeignKey(
        Promise, models.PROTECT, related_name="tellings", verbose_name=pgettext_lazy("noun", "promise")
    )
    fate = models.CharField(_("what became of it"), max_length=7, choices=Fate)
    day = models.DateField(_("new day"), null=True)
    because = ProseField(pgettext_lazy("promise", "why"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("what became of a promise")
        verbose_name_plural = _("what became of promises")
        ordering = ["promise", "id"]
        constraints = [
            models.UniqueConstraint(fields=["update", "promise"], name="one_telling_per_promise_and_update"),
            models.CheckConstraint(condition=Q(fate="moved") | Q(day=None), name="only_moved_promises_have_a_new_day"),
        ]

    def __str__(self) -> str:
        return f"{self.promise}: {self.get_fate_display()}"
