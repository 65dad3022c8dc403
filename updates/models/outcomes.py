"""What came of schedule items, as updates tell it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import ScheduleItem


class Outcome(models.Model):
    """What came of a schedule item, as an update tells it: the day it was done, or that it is not done after all."""

    update = models.ForeignKey("updates.Update", models.CASCADE, related_name="outcomes", verbose_name=_("update"))
    item = models.ForeignKey(ScheduleItem, models.PROTECT, related_name="outcomes", verbose_name=_("schedule item"))
    done_on = models.DateField(_("done on"), null=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["item", "id"]
        constraints = [models.UniqueConstraint(fields=["update", "item"], name="one_outcome_per_item_and_update")]

    def __str__(self) -> str:
        return f"{self.item}: {self.done_on}"
