"""Rounds: when bodies are asked, and until when they may answer."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actors.fields import LineField
from actors.languages import InLanguages
from strategy.models import Programme
from updates.querysets import RoundQuerySet


class Round(models.Model):
    """One named collection from all bodies of a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="rounds", verbose_name=_("programme"))
    slug = models.SlugField(
        _("address"), max_length=60, help_text=_("Small letters, digits and hyphens, for example spring-2019.")
    )
    name_fi = LineField(_("name in Finnish"), max_length=120)
    name_sv = LineField(_("name in Swedish"), max_length=120, blank=True)
    name_en = LineField(_("name in English"), max_length=120, blank=True)
    opens = models.DateField(_("opens"), help_text=_("The first day to answer. For example 1.10.2018."))
    due = models.DateField(_("due"), help_text=_("The last day to answer; due today is not late."))
    closes = models.DateField(
        _("closes"),
        null=True,
        blank=True,
        help_text=_("The last day on which late answers are still taken. Leave empty to close it later."),
    )

    name = InLanguages("name")
    objects = RoundQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["programme", "-opens", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="one_round_per_address"),
            models.CheckConstraint(
                condition=Q(due__gte=F("opens")) & (Q(closes=None) | Q(closes__gte=F("due"))),
                name="round_opens_before_it_is_due_and_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.opens and self.due and self.due < self.opens:
            raise ValidationError(
                {"due": _("The round is due before it opens. Give a due day on or after the opening.")}
            )
        if self.due and self.closes and self.closes < self.due:
            raise ValidationError(
                {"closes": _("The round closes before it is due. Give a later day, or leave it empty.")}
            )

    def is_open(self, on: date) -> bool:
        """Whether answers are taken on the day; both ends count."""
        return self.opens <= on and (self.closes is None or self.closes >= on)

    def is_past_due(self, on: date) -> bool:
        """Whether an answer given on the day is late; due today is not late."""
        return self.due < on

    @transaction.atomic
    def announce(self) -> None:
        """Save the round and tell its programme the day it opens, so that freshness is counted from it."""
        self.save()
        programme = Programme.objects.select_for_update().get(pk=self.programme_id)
        programme.round_openings = sorted(day.isoformat() for day in programme.rounds.values_list("opens", flat=True))
        programme.save()
        self.programme.round_openings = programme.round_openings
