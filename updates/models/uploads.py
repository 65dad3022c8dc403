"""What every file that comes back is kept with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.fields import LineField
from updates.models.columns import deed


class Upload(models.Model):
    """A file as it was, who brought it, and what was taken from it."""

    file_name = LineField(_("file"), max_length=250)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField(editable=False)
    at = models.DateTimeField(_("uploaded"))
    by = deed(_("uploaded by"))
    applied_at = models.DateTimeField(_("taken in"), null=True)
    applied_by = deed(_("taken in by"))
    outcome = models.JSONField(_("outcome"), default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.file_name} {self.sha256[:12]}"
