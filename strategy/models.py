"""Why: programmes, the areas their measures stand in, and the phenomena that are followed across them."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actors import wording
from actors.fields import DerivedField, LineField, ProseField
from actors.languages import InLanguages
from strategy.querysets import ProgrammeQuerySet

# First parts of addresses that are pages of the site, so no programme may take them.
RESERVED = (
    "accounts", "admin", "schema", "i18n", "static", "media",
    "about", "approval", "bodies", "office", "my-work", "people",
    "tietoa", "hyvaksynta", "toimijat", "ohjelmatoimisto", "omat-tehtavat", "henkilot",
    "om", "godkannande", "aktorer", "programkansliet", "mina-uppgifter", "personer",
)  # fmt: skip


class ProgrammeKind(models.TextChoices):
    ACTION_PROGRAMME = "action_programme", _("Action programme")
    COOPERATION_MODEL = "cooperation_model", _("Cooperation model")


class Programme(models.Model):
    """A strategy's action programme, or a cooperation model with focus areas."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name_fi = LineField(_("name in Finnish"), max_length=250, blank=True)
    name_sv = LineField(_("name in Swedish"), max_length=250, blank=True)
    name_en = LineField(_("name in English"), max_length=250, blank=True)
    summary_fi = ProseField(_("summary in Finnish"))
    summary_sv = ProseField(_("summary in Swedish"))
    summary_en = ProseField(_("summary in English"))
    kind = models.CharField(_("kind"), max_length=20, choices=ProgrammeKind, default=ProgrammeKind.ACTION_PROGRAMME)
    measure_word_fi = LineField(_("what a measure is called in Finnish"), max_length=60, default="toimenpide")
    measure_word_sv = LineField(_("what a measure is called in Swedish"), max_length=60, default="åtgärd")
    measure_word_en = LineField(_("what a measure is called in English"), max_length=60, default="measure")
    adopted = models.DateField(_("adopted"), null=True, blank=True)
    is_published = models.BooleanField(_("published"), default=True)
    is_invented = models.BooleanField(
        _("invented"), default=False, help_text=_("Its updates are made up for demonstration; pages say so.")
    )
    round_openings = models.JSONField(
        default=list, editable=False, help_text=_("The days its rounds of all measures opened, kept by updates.Round.")
    )

    name = InLanguages("name")
    summary = InLanguages("summary")
    measure_word = InLanguages("measure_word")
    objects = ProgrammeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-adopted", "slug"]
        constraints = [
            models.CheckConstraint(condition=~Q(slug__in=RESERVED), name="programme_leaves_the_site_its_addresses")
        ]

    def __str__(self) -> str:
        return self.name or self.slug

    def get_absolute_url(self) -> str:
        return reverse("reports:programme_page", args=[self.slug])

    def reporting_since(self, on: date) -> date | None:
        """The day the newest round of all measures that was open by `on` opened: a report from that day on is fresh."""
        return max((day for text in self.round_openings if (day := date.fromisoformat(text)) <= on), default=None)


class Area(models.Model):
    """A numbered set of measures in a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="areas", verbose_name=_("programme"))
    number = LineField(_("number"), max_length=20)
    name_fi = LineField(_("name in Finnish"), max_length=250, blank=True)
    name_sv = LineField(_("name in Swedish"), max_length=250, blank=True)
    name_en = LineField(_("name in English"), max_length=250, blank=True)
    sort_key = DerivedField(derive="as_sort_key")

    name = InLanguages("name")
    history = HistoricalRecords(excluded_fields=["sort_key"])

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["programme", "sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_area_per_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    def as_sort_key(self) -> str:
        """2 before 10."""
        return wording.number_key(self.number)


class Phenomenon(models.Model):
    """A subject such as cyber crime or loneliness that measures are tagged with."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name_fi = LineField(_("name in Finnish"), max_length=120)
    name_sv = LineField(_("name in Swedish"), max_length=120, blank=True)
    name_en = LineField(_("name in English"), max_length=120, blank=True)
    sort_key = DerivedField(derive="as_sort_key")

    name = InLanguages("name")
    history = HistoricalRecords(excluded_fields=["sort_key"])

    class Meta:
        verbose_name = _("phenomenon")
        verbose_name_plural = _("phenomena")
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name

    def as_sort_key(self) -> str:
        """By the Finnish name."""
        return wording.alphabet_key(self.name_fi)
