"""Rounds: when bodies are asked, and until when they may answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Measure
from actors.fields import LineField
from actors.languages import InLanguages
from strategy.models import Programme
from updates.models.columns import deed, typed_text
from updates.models.states import Lock, NotNow
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

    period_from = models.DateField(
        _("answers tell of the time from"), null=True, blank=True, help_text=_("For example 1.5.2018.")
    )
    period_until = models.DateField(_("answers tell of the time until"), null=True, blank=True)
    partners_due = models.DateField(
        _("partners' date"),
        null=True,
        blank=True,
        help_text=_("The day by which partners give their parts to the lead. Silence after it stops nobody."),
    )
    needs_approval = models.BooleanField(
        _("returns are approved"),
        default=False,
        help_text=_("The approver of each body approves its whole return before the office gets it."),
    )
    guidance_fi = typed_text(_("guidance in Finnish"), _("What you ask bodies to mind in this round."))
    guidance_sv = typed_text(_("guidance in Swedish"))
    guidance_en = typed_text(_("guidance in English"))
    chosen = models.ManyToManyField(
        Measure,
        blank=True,
        related_name="+",
        verbose_name=_("measures"),
        help_text=_("Choose measures to ask of these alone. Without a choice every measure is asked."),
    )
    frozen_at = models.DateTimeField(_("closed for good"), null=True, editable=False)
    frozen_by = deed(_("closed by"))

    name = InLanguages("name")
    guidance = InLanguages("guidance")
    objects = RoundQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[chosen])

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
            models.CheckConstraint(
                condition=Q(partners_due=None) | Q(partners_due__gte=F("opens"), partners_due__lte=F("due")),
                name="partners_date_is_between_opening_and_due",
            ),
            models.CheckConstraint(
                condition=Q(period_from=None) | Q(period_until=None) | Q(period_until__gte=F("period_from")),
                name="period_ends_after_it_begins",
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
        if self.partners_due and self.opens and self.due and not self.opens <= self.partners_due <= self.due:
            raise ValidationError(
                {"partners_due": _("The partners' date is not between the opening and the due day. Give another day.")}
            )
        if self.period_from and self.period_until and self.period_until < self.period_from:
            raise ValidationError(
                {"period_until": _("The time that answers tell of ends before it begins. Check the days.")}
            )

    def is_open(self, on: date) -> bool:
        """Whether answers are taken on the day; both ends count. A round that is closed for good takes none."""
        return self.frozen_at is None and self.opens <= on and (self.closes is None or self.closes >= on)

    def lock(self, on: date) -> str:
        """Why nobody can write on the day: a Lock, or ""."""
        if self.frozen_at:
            return Lock.FROZEN
        return "" if self.is_open(on) else Lock.CLOSED

    def lock_of(self, owners: Iterable[int], returns: Iterable[Any], on: date) -> str:
        """Why an answer that these bodies (ids) own can't be written on the day, given their returns as far as there
        are any: a Lock, or ""; one owner that may write is enough."""
        rows = {each.body_id: each for each in returns}
        locks = [rows[body].lock(on) if body in rows else self.lock(on) for body in owners]
        return min(locks, default=self.lock(on))

    def asked(self, on: date) -> QuerySet:
        """The measures that the round asks of: those chosen, or without a choice all of the programme on the day."""
        return Round.objects.filter(pk=self.pk).asked(on)

    @property
    def parts_due(self) -> date | None:
        """The day by which partners give their parts to the leads; None where it has none before its due day."""
        return None if self.partners_due == self.due else self.partners_due

    def is_past_due(self, on: date) -> bool:
        """Whether an answer given on the day is late; due today is not late."""
        return self.due < on

    @transaction.atomic
    def announce(self, chosen: Iterable[Any] | None = None) -> None:
        """Save the round with the measures chosen for it, where they are given, and tell its programme the day it
        opens, so that freshness is counted from it. A round that asks chosen measures alone makes none of the others
        stale: it is not told.

        Raises NotNow when it has been closed for good, by somebody else meanwhile too.
        """
        if self.pk and Round.objects.select_for_update(of=("self",)).get(pk=self.pk).frozen_at:
            raise NotNow(Lock.FROZEN)
        self.save()
        if chosen is not None:
            self.chosen.set(chosen)
        programme = Programme.objects.select_for_update().get(pk=self.programme_id)
        days = programme.rounds.filter(chosen=None).values_list("opens", flat=True)
        programme.round_openings = sorted(day.isoformat() for day in days)
        programme.save()
        self.programme.round_openings = programme.round_openings


class FrozenRound(models.Model):
    """The copy of a closed round: every answer and label as they were, and the hash that proves it."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="frozen", verbose_name=_("round"))
    text = models.TextField(_("copy"), editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    at: Any = models.DateTimeField(_("at"))
    by: Any = deed(_("by"))

    class Meta:
        verbose_name = _("closed round")
        verbose_name_plural = _("closed rounds")

    def __str__(self) -> str:
        return f"{self.round}, {self.sha256[:12]}"
