"""Files of translations that came back from a translator."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from updates.models.uploads import Upload


class UploadedTranslation(Upload):
    """A translation order that came back, filled; the same file is kept once."""

    language = models.CharField(_("language"), max_length=2)

    class Meta:
        verbose_name = _("uploaded translation")
        verbose_name_plural = _("uploaded translations")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["sha256"], name="translated_files_are_kept_once")]
