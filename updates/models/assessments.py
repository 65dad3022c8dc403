"""The office's own assessment, beside the body's."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.status import Confidence, Sign, sign
from updates.models.columns import deed, typed_text


class Assessment(models.Model):
    """How the programme office itself judges a measure in a round: read by the office and the steering group."""

    update = models.OneToOneField(
        "updates.Update", models.CASCADE, related_name="assessment", verbose_name=_("lead's answer")
    )
    confidence = models.CharField(_("the office's confidence"), max_length=7, choices=Confidence, blank=True)
    words = typed_text(_("why the office judges so"))
    by = deed(_("by"))
    at = models.DateTimeField(_("at"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("office's assessment")
        verbose_name_plural = _("office's assessments")

    def __str__(self) -> str:
        return f"{self.update}: {self.confidence}"

    @property
    def sign(self) -> Sign:
        """As pages show it."""
        return sign(Confidence, self.confidence)
