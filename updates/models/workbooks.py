"""Workbooks: each Excel file that was given to a body, and each that came back."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from updates.models.columns import deed
from updates.models.uploads import Upload


class Workbook(models.Model):
    """One issue of a body's workbook: what stood in each cell that may be edited, so that edits are known."""

    of = models.ForeignKey(
        "updates.Return", models.PROTECT, related_name="workbooks", verbose_name=pgettext_lazy("of a body", "return")
    )
    issue = models.PositiveIntegerField(pgettext_lazy("workbook", "issue"))
    token = models.CharField(max_length=40, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=2)
    made_at = models.DateTimeField(_("made"))
    made_by = deed(_("made by"))
    cells = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("workbook")
        verbose_name_plural = _("workbooks")
        ordering = ["-made_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["of", "issue"], name="one_workbook_per_issue")]

    def __str__(self) -> str:
        return f"{self.of}, {self.issue}"


class UploadedWorkbook(Upload):
    """A workbook that came back."""

    of = models.ForeignKey(
        "updates.Return", models.PROTECT, related_name="uploads", verbose_name=pgettext_lazy("of a body", "return")
    )
    workbook = models.ForeignKey(
        Workbook, models.PROTECT, null=True, related_name="uploads", verbose_name=_("workbook")
    )

    class Meta:
        verbose_name = _("uploaded workbook")
        verbose_name_plural = _("uploaded workbooks")
        ordering = ["-at", "-id"]
