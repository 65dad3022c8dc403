"""How it is going: rounds, and what each body says of each measure in a round."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from actions.models import Measure, ScheduleItem, Standing
from actions.status import Audience, Confidence, Stage
from actors.fields import LineField, ProseField
from actors.languages import InLanguages
from actors.models import Body
from strategy.models import Programme
from updates.querysets import RoundQuerySet, UpdateQuerySet


class StaleText(Exception):
    """Somebody else saved the update after this text was opened; `current` is what they saved."""

    def __init__(self, current: "Update") -> None:
        super().__init__(f"update {current.pk} is at version {current.version}")
        self.current = current


class NotNow(Exception):
    """The update's state does not allow the deed; `state` tells which it is in."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class Round(models.Model):
    """One named collection from all bodies of a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="rounds", verbose_name=_("programme"))
    slug = models.SlugField(_("address"), max_length=60)
    name_fi = LineField(_("name in Finnish"), max_length=120)
    name_sv = LineField(_("name in Swedish"), max_length=120, blank=True)
    name_en = LineField(_("name in English"), max_length=120, blank=True)
    opens = models.DateField(_("opens"))
    due = models.DateField(_("due"), help_text=_("The last day to answer; due today is not late."))
    closes = models.DateField(_("closes"), null=True, blank=True, help_text=_("The last day the round is open."))

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

    def is_open(self, on: date) -> bool:
        """Whether answers are taken on the day; both ends count."""
        return self.opens <= on and (self.closes is None or self.closes >= on)

    @transaction.atomic
    def announce(self) -> None:
        """Save the round and tell its programme the day it opens, so that freshness is counted from it."""
        self.save()
        self.programme.round_openings = sorted(
            day.isoformat() for day in self.programme.rounds.values_list("opens", flat=True)
        )
        self.programme.save()


class UpdateState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("update state", "draft")
    SUBMITTED = "submitted", pgettext_lazy("update state", "submitted")
    PUBLISHED = "published", pgettext_lazy("update state", "published")


class UpdateRole(models.TextChoices):
    LEAD = "lead", _("the lead's answer")
    PARTNER = "partner", _("a partner's part")


class Cause(models.TextChoices):
    PEOPLE = "people", pgettext_lazy("cause of obstacle", "people")
    MONEY = "money", pgettext_lazy("cause of obstacle", "money")
    AGREEMENT = "agreement", pgettext_lazy("cause of obstacle", "agreement")
    LEGISLATION = "legislation", pgettext_lazy("cause of obstacle", "legislation")
    ANOTHER_BODY = "another_body", pgettext_lazy("cause of obstacle", "another body")
    EXTERNAL_EVENT = "external_event", pgettext_lazy("cause of obstacle", "external event")


class Update(models.Model):
    """What a body says of one measure in one round; joint leads share one."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="updates", verbose_name=_("round"))
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="updates", verbose_name=_("measure"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="updates", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=7, choices=UpdateRole)
    state = models.CharField(
        pgettext_lazy("update", "state"), max_length=9, choices=UpdateState, default=UpdateState.DRAFT
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    stage = models.CharField(_("stage"), max_length=18, choices=Stage, blank=True)
    confidence = models.CharField(_("confidence"), max_length=7, choices=Confidence, blank=True)
    reason = ProseField(_("reason"), help_text=_("Why you judge so. Needed unless the measure is on plan."))
    done = ProseField(_("what has been done"), help_text=_("Results, not meetings."))
    next = ProseField(_("what comes next"), help_text=_("What will be ready, by whom and by which day."))
    obstacles = ProseField(_("obstacles"), help_text=_("What stands in the way, and what would remove it."))
    cause = models.CharField(_("cause of the obstacle"), max_length=14, choices=Cause, blank=True)
    decision_needed = ProseField(
        _("decision needed"), help_text=_("What the steering group should decide, and by when.")
    )
    language = models.CharField(
        _("language of these texts"), max_length=2, choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
    )
    public_fi = ProseField(_("public text in Finnish"), help_text=_("Everyone sees this once it is published."))
    public_sv = ProseField(_("public text in Swedish"))
    public_en = ProseField(_("public text in English"))
    saved_at = models.DateTimeField(_("saved"), null=True, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("saved by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    public = InLanguages("public")
    objects = UpdateQuerySet.as_manager()
    history = HistoricalRecords()

    # What people type: the only columns that `write` sets.
    WORDS = (
        "stage", "confidence", "reason", "done", "next", "obstacles", "cause", "decision_needed", "language",
        "public_fi", "public_sv", "public_en",
    )  # fmt: skip

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["-round__opens", "measure__sort_key", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "measure"], condition=Q(role="lead"), name="one_lead_update_per_measure_and_round"
            ),
            models.UniqueConstraint(fields=["round", "measure", "body"], name="one_update_per_body_measure_and_round"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False), name="submitted_updates_tell_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="published_updates_tell_when"
            ),
        ]
        indexes = [models.Index(fields=["measure", "state"], name="update_by_measure_state")]

    def __str__(self) -> str:
        return f"{self.measure.code}, {self.body}, {self.round}"

    def words(self) -> dict[str, str]:
        """What people have typed, by field."""
        return {field: getattr(self, field) for field in self.WORDS}

    def is_empty(self) -> bool:
        """Whether nothing but a language has been typed: an empty draft is no answer."""
        return not any(text for field, text in self.words().items() if field != "language")

    @transaction.atomic
    def write(
        self, words: dict[str, str], outcomes: dict[int, date | None], version: int, by: Any, at: datetime
    ) -> None:
        """Save typed words and outcomes (schedule item id → day done, None for not done) over version `version`.

        Raises StaleText when another text was saved meanwhile, NotNow when it is no longer a draft.
        """
        current = Update.objects.select_for_update().get(pk=self.pk)
        if current.version != version:
            raise StaleText(current)
        if current.state != UpdateState.DRAFT:
            raise NotNow(current.state)
        for field in self.WORDS:
            setattr(self, field, words[field])
        self.version, self.saved_by, self.saved_at = version + 1, by, at
        self.save()
        for item in self.measure.schedule.filter(pk__in=outcomes):
            self.outcomes.filter(item=item).delete()
            if done_on := outcomes[item.pk]:
                self.outcomes.create(item=item, done_on=done_on)

    @transaction.atomic
    def submit(self, by: Any, at: datetime) -> None:
        """Give the draft to the office: from now on office and steering group read it."""
        self._move(UpdateState.DRAFT, UpdateState.SUBMITTED, by, submitted_at=at)
        self._tell(Audience.INSIDE, at.date())

    @transaction.atomic
    def take_back(self, by: Any, at: datetime) -> None:
        """Make a submitted update a draft again, to be mended; the standing told inside stays until the next submit."""
        self._move(UpdateState.SUBMITTED, UpdateState.DRAFT, by, saved_at=at)

    @transaction.atomic
    def publish(self, by: Any, at: datetime) -> None:
        """Show stage, confidence and public text to everyone."""
        self._move(UpdateState.SUBMITTED, UpdateState.PUBLISHED, by, published_at=at)
        self._tell(Audience.PUBLIC, at.date())

    @transaction.atomic
    def withdraw(self, by: Any, at: datetime) -> None:
        """Take a published update back to submitted; the public standing falls back to the one before it."""
        self._move(UpdateState.PUBLISHED, UpdateState.SUBMITTED, by, published_at=None)
        self._tell(Audience.PUBLIC, at.date())

    def _move(self, before: UpdateState, after: UpdateState, by: Any, **moments: Any) -> None:
        state = Update.objects.select_for_update().values_list("state", flat=True).get(pk=self.pk)
        if state != before:
            raise NotNow(state)
        self.state, self.saved_by = after, by
        for field, moment in moments.items():
            setattr(self, field, moment)
        self.save()

    def _tell(self, audience: Audience, on: date) -> None:
        """Bring outcomes and the measure's standing in line with the updates that the audience may read."""
        told = (
            [UpdateState.PUBLISHED] if audience == Audience.PUBLIC else [UpdateState.SUBMITTED, UpdateState.PUBLISHED]
        )
        for item in self.measure.schedule.filter(outcomes__isnull=False).distinct():
            outcomes = item.outcomes.order_by("-update__round__opens", "-pk")
            submitted = outcomes.exclude(update__state=UpdateState.DRAFT).first()
            item.done_on = submitted.done_on if submitted else None
            item.is_done_published = outcomes.filter(update__state=UpdateState.PUBLISHED).exists()
            item.save()
        moment = "published_at" if audience == Audience.PUBLIC else "submitted_at"
        newest = (
            self.measure.updates.filter(role=UpdateRole.LEAD, state__in=told).order_by("-round__opens", "-pk").first()
        )
        stage, confidence, told_at = (
            (newest.stage, newest.confidence, getattr(newest, moment)) if newest else ("", "", None)
        )
        Standing.objects.record(self.measure, audience, on, stage, confidence, told_at and told_at.date())
        if audience == Audience.INSIDE:
            Standing.objects.refresh_due([self.measure], on)


class Outcome(models.Model):
    """What came of a schedule item, as an update tells it: the day it was done."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="outcomes", verbose_name=_("update"))
    item = models.ForeignKey(ScheduleItem, models.CASCADE, related_name="outcomes", verbose_name=_("schedule item"))
    done_on = models.DateField(_("done on"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["item", "id"]
        constraints = [models.UniqueConstraint(fields=["update", "item"], name="one_outcome_per_item_and_update")]

    def __str__(self) -> str:
        return f"{self.item}: {self.done_on}"
