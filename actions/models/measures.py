"""Measures, the steps that carry them out, and what leans on what."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.querysets import MeasureQuerySet
from actors import wording
from actors.fields import DerivedField, DerivedTextField, LineField, ProseField
from actors.languages import CODES, InLanguages, Phrase, choose
from actors.querysets import DatedQuerySet
from strategy.models import Area, Phenomenon, Programme

from .imports import ProgrammeImport


class Sourced(models.Model):
    """A fact that was read from a document: which import brought it, and the document's first and last line."""

    brought_by = models.ForeignKey(
        ProgrammeImport, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    first_line = models.PositiveIntegerField(null=True, blank=True, editable=False)
    last_line = models.PositiveIntegerField(null=True, blank=True, editable=False)
    since = models.DateField(_("since"), null=True, blank=True, help_text=_("The first day in force."))
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day in force, included. Leave empty when open.")
    )

    class Meta:
        abstract = True

    def is_in_force(self, on: date) -> bool:
        """Whether the fact holds on the day; both ends count."""
        return (self.since is None or self.since <= on) and (self.until is None or self.until >= on)


class Measure(Sourced):
    """What a programme promises: lasting text without dates of its own."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="measures", verbose_name=_("programme"))
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("area")
    )
    number = LineField(_("number"), max_length=20)
    part = LineField(_("part"), max_length=5, blank=True)
    title_fi = LineField(_("short title in Finnish"), max_length=250, blank=True)
    title_sv = LineField(_("short title in Swedish"), max_length=250, blank=True)
    title_en = LineField(_("short title in English"), max_length=250, blank=True)
    text_fi = ProseField(_("text in Finnish"))
    text_sv = ProseField(_("text in Swedish"))
    text_en = ProseField(_("text in English"))
    phenomena = models.ManyToManyField(Phenomenon, blank=True, related_name="measures", verbose_name=_("phenomena"))
    source_name = models.CharField(_("source document"), max_length=250, blank=True)
    code = DerivedField(max_length=26, derive="as_code")
    sort_key = DerivedField(max_length=60, derive="as_sort_key")
    title_key_fi = DerivedField(max_length=100, default="", derive="as_title_key_fi")
    title_key_sv = DerivedField(max_length=100, default="", derive="as_title_key_sv")
    title_key_en = DerivedField(max_length=100, default="", derive="as_title_key_en")

    title = InLanguages("title")
    text = InLanguages("text")
    objects = MeasureQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["code", "sort_key", "title_key_fi", "title_key_sv", "title_key_en"])

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["programme", "sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number", "part"], name="one_measure_per_number_and_part"),
            models.UniqueConstraint(fields=["programme", "code"], name="one_measure_per_code"),
        ]
        indexes = [
            models.Index(fields=["programme", "sort_key", "id"], name="measure_in_order"),
            *(
                models.Index(
                    fields=["programme", f"title_key_{code}", "sort_key", "id"], name=f"measure_by_title_{code}"
                )
                for code in CODES
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("reports:measure_page", args=[self.programme.slug, self.code])

    def as_code(self) -> str:
        """The number as people cite it: 4.3a."""
        return f"{self.number}{self.part}"

    def as_sort_key(self) -> str:
        """2.9 before 2.10, 4.3a before 4.3b."""
        return wording.number_key(self.number, self.part)

    def as_title_key_fi(self) -> str:
        """Where the label stands in an alphabetical list that is read in Finnish; the same for the others."""
        return wording.alphabet_key(label(self.__dict__, "fi"))

    def as_title_key_sv(self) -> str:
        return wording.alphabet_key(label(self.__dict__, "sv"))

    def as_title_key_en(self) -> str:
        return wording.alphabet_key(label(self.__dict__, "en"))

    @property
    def label(self) -> Phrase:
        """The short title; the first sentence of the text where a programme prints none."""
        return label(self.__dict__)


def label(texts: dict[str, Any], language: str | None = None) -> Phrase:
    """The label of a measure from its columns title_… and text_…: an official sentence is shortened at its end only."""
    if title := choose(texts, "title", language):
        return title
    text = choose(texts, "text", language)
    end = text.find(". ")
    return Phrase(text[: end + 1] if end > 0 else text, text.language)


class MeasureSearch(models.Model):
    """The words of a measure, folded: a narrow table, so that a search reads little."""

    measure = models.OneToOneField(Measure, models.CASCADE, primary_key=True, related_name="search")
    text = DerivedTextField(derive="as_text")

    def __str__(self) -> str:
        return self.measure.code

    @staticmethod
    def renew(measures: Any) -> None:
        """Make the words of these measures (rows or keys) again: after parts of them, or names of bodies, changed."""
        whole = Measure.objects.filter(pk__in=measures).order_by("pk")
        MeasureSearch.objects.bulk_create(
            [MeasureSearch(measure=measure) for measure in whole.prefetch_related("steps", "responsibilities__body")],
            update_conflicts=True, unique_fields=["measure"], update_fields=["text"],
        )  # fmt: skip

    def as_text(self) -> str:
        """Number, titles, texts, steps and bodies' names. For many measures prefetch steps, responsibilities__body."""
        words = [self.measure.code]
        words += [getattr(self.measure, f"{stem}_{code}") for stem in ("title", "text") for code in CODES]
        for step in self.measure.steps.all():
            words += [getattr(step, f"text_{code}") for code in CODES]
        for responsibility in self.measure.responsibilities.all():
            words += [responsibility.as_printed, responsibility.body.search_text]
        return wording.fold("\n".join(filter(None, words)))


class Step(Sourced):
    """What is done to carry a measure out."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="steps", verbose_name=_("measure"))
    n = models.PositiveSmallIntegerField(_("order"))
    label = LineField(_("label as printed"), max_length=10, blank=True)
    text_fi = ProseField(_("text in Finnish"))
    text_sv = ProseField(_("text in Swedish"))
    text_en = ProseField(_("text in English"))

    text = InLanguages("text")
    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["measure", "n", "id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "n"], condition=Q(until=None), name="one_open_step_per_place")
        ]

    def __str__(self) -> str:
        return f"{self.measure.code} {self.label or self.n}"


class Link(Sourced):
    """A measure leans on another measure or on a whole area, for a time."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="links", verbose_name=_("measure"))
    to_measure = models.ForeignKey(
        Measure, models.CASCADE, null=True, blank=True, related_name="links_here", verbose_name=_("to measure")
    )
    to_area = models.ForeignKey(
        Area, models.CASCADE, null=True, blank=True, related_name="links_here", verbose_name=_("to area")
    )
    kind = models.CharField(_("kind"), max_length=20, default="leans_on", choices=[("leans_on", _("leans on"))])
    basis = models.CharField(
        _("basis"),
        max_length=10,
        default="stated",
        choices=[("stated", _("stated in the programme")), ("suggested", _("suggested"))],
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["measure", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_measure=None, to_area__isnull=False) | Q(to_measure__isnull=False, to_area=None),
                name="link_goes_to_one_thing",
            ),
            # An empty column counts as nothing else does: both databases keep this, unlike NULLS NOT DISTINCT.
            models.UniqueConstraint(
                "measure",
                Coalesce("to_measure", 0),
                Coalesce("to_area", 0),
                "kind",
                condition=Q(until=None),
                name="link_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.code} → {self.to_measure.code if self.to_measure else self.to_area}"
