"""What came of schedule items, as updates tell it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Measure, ScheduleItem
from updates.models.states import UpdateState


class Outcome(models.Model):
    """What came of a schedule item, as an update tells it: the day it was done, or that it is not done after all."""

    update = models.ForeignKey("updates.Update", models.CASCADE, related_name="outcomes", verbose_name=_("update"))
    item = models.ForeignKey(ScheduleItem, models.CASCADE, related_name="outcomes", verbose_name=_("schedule item"))
    done_on = models.DateField(_("done on"), null=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["item", "id"]
        constraints = [models.UniqueConstraint(fields=["update", "item"], name="one_outcome_per_item_and_update")]

    def __str__(self) -> str:
        return f"{self.item}: {self.done_on}"


def tell_outcomes(measure: Measure) -> None:
    """Bring the measure's schedule items in line with what the newest submitted and published updates tell of them."""
    for item in measure.schedule.filter(outcomes__isnull=False).distinct():
        told = item.outcomes.exclude(update__state=UpdateState.DRAFT).order_by("-update__round__opens", "-pk")
        submitted, published = told.first(), told.filter(update__state=UpdateState.PUBLISHED).first()
        before = (item.done_on, item.is_done_published)
        item.done_on = submitted.done_on if submitted else None
        item.is_done_published = bool(published and published.done_on)
        if before != (item.done_on, item.is_done_published):
            item.save()
