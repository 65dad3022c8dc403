"""What a lead takes over from a partner's part."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.fields import ProseField
from updates.models.columns import deed


class Taken(models.Model):
    """Words of a partner's part that the lead took into its answer, as they were then."""

    update = models.ForeignKey("updates.Update", models.CASCADE, related_name="taken", verbose_name=_("lead's answer"))
    part = models.ForeignKey("updates.Update", models.PROTECT, related_name="used", verbose_name=_("partner's part"))
    words = ProseField(_("words"))
    by = deed(_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("text taken over")
        verbose_name_plural = _("texts taken over")
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["update", "part"], name="one_taking_per_part")]

    def __str__(self) -> str:
        return f"{self.part}: {self.words[:60]}"
