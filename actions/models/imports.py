"""Where facts came from: the files that were imported, kept as they were."""

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.querysets import ImportQuerySet
from strategy.models import Programme


class ImportState(models.TextChoices):
    PREVIEWED = "previewed", _("Previewed")
    APPLIED = "applied", _("Applied")
    DISCARDED = "discarded", _("Discarded")


class ProgrammeImport(models.Model):
    """One file that was brought in as a programme: the file itself, its sha256, who and when, and what it changed."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="imports", verbose_name=_("programme")
    )
    slug = models.SlugField(_("address"), max_length=60)
    name_fi = models.CharField(_("name in Finnish"), max_length=250, blank=True)
    file_name = models.CharField(_("file"), max_length=250)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField(editable=False)
    state = models.CharField(
        pgettext_lazy("import", "state"), max_length=10, choices=ImportState, default=ImportState.PREVIEWED
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )
    outcome = models.JSONField(_("outcome"), default=dict, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("noun", "import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.sha256[:12]}"

    def names(self) -> dict[str, str]:
        """The programme's name by language, as typed with the file."""
        return {"fi": self.name_fi} if self.name_fi else {}

    @transaction.atomic
    def discard(self) -> None:
        """Drop a preview; the file of an import that was applied is never dropped, however late the click comes."""
        waiting = ProgrammeImport.objects.select_for_update().previewed().filter(pk=self.pk)
        for row in waiting:
            row.state, row.content = ImportState.DISCARDED, b""
            row.save()
