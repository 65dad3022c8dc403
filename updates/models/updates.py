"""Updates: what a body says of one measure in a round."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import ScheduleItem
from actions.status import Audience
from updates import completeness
from updates.models import following
from updates.models.assessments import Assessment
from updates.models.columns import deed
from updates.models.lines import Lines, in_words, lines_of, set_lines
from updates.models.promises import Promise
from updates.models.publishing import PublicAnswer
from updates.models.states import NotNow, StaleText, UpdateState
from updates.models.telling import tell
from updates.querysets import UpdateQuerySet


class Update(PublicAnswer):
    """What a body says of one measure in one round; joint leads and units of the lead share one."""

    saved_at = models.DateTimeField(_("saved"), null=True, editable=False)
    saved_by = deed(_("saved by"))
    saved_from = models.CharField(max_length=32, blank=True, editable=False)
    ready_at = models.DateTimeField(_("ready"), null=True, editable=False)
    ready_by = deed(_("marked ready by"))
    returned_at = models.DateTimeField(_("returned"), null=True, editable=False)
    returned_by = deed(_("returned by"))
    comment = models.TextField(_("comment"), blank=True, editable=False)

    is_whole: bool  # whether the reader may read the inner texts: told by UpdateQuerySet.for_reading
    objects = UpdateQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["saved_from", "made_from", "behind"])

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["-round__opens", "measure__sort_key", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "measure"], condition=Q(role="lead"), name="one_lead_update_per_measure_and_round"
            ),
            models.UniqueConstraint(
                fields=["round", "measure", "body"],
                condition=Q(role="partner"),
                name="one_part_per_body_measure_and_round",
            ),
            models.CheckConstraint(
                condition=~Q(role="partner") | Q(stage="", confidence=""), name="partners_tell_no_stage"
            ),
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

    def get_absolute_url(self) -> str:
        where = [self.measure.programme.slug, self.measure.code, self.body.slug, self.round.slug]
        return reverse("updates:update_page", args=where)

    def is_late(self) -> bool:
        """Whether it was submitted after the round's due day."""
        return self.submitted_at is not None and self.round.is_past_due(localdate(self.submitted_at))

    def may_be_taken_back(self, on: date) -> bool:
        """Whether it is submitted, the office has not accepted it, and its body may still write on the day."""
        return self.state == UpdateState.SUBMITTED and not self.accepted_at and not self.lock(on)

    def may_be_sent_back(self) -> bool:
        """Whether the office may return it to its body: it is submitted, and the round is not closed for good."""
        return self.state == UpdateState.SUBMITTED and not self.round.frozen_at

    @property
    def is_returned(self) -> bool:
        """Whether it was sent back to be completed and has not been given again."""
        return self.state == UpdateState.DRAFT and self.returned_at is not None

    @property
    def shown_state(self) -> str:
        """What pages call it: a draft may be ready or returned, a submitted answer accepted (UpdateQuerySet.shown)."""
        if self.state == UpdateState.DRAFT:
            return "ready" if self.ready_at else "returned" if self.returned_at else "draft"
        return "accepted" if self.state == UpdateState.SUBMITTED and self.accepted_at else self.state

    def standing_promises(self) -> QuerySet:
        """What was promised in earlier rounds for this task and has not come to its end."""
        made = Update.objects.answers(self.measure, self.body, self.role)
        return Promise.objects.standing(made, self.round.opens)

    def late_items(self, on: date) -> list[ScheduleItem]:
        """Schedule items past their latest day that neither this update nor an earlier one tells to be done."""
        told = dict(self.outcomes.values_list("item", "done_on")) if self.pk else {}
        items = self.measure.schedule.in_force(on).filter(latest__lt=on)
        return [item for item in items if told.get(item.pk, item.done_on) is None]

    @transaction.atomic
    def write(
        self,
        words: dict[str, Any],
        outcomes: dict[int, date | None],
        version: int,
        by: Any,
        at: datetime,
        opened: str = "",
        lines: Lines | None = None,
    ) -> None:
        """Save typed words, outcomes (schedule item id → day done, None for not done) and lines over version `version`.

        `opened` names the opened form and which save of it: its own earlier save is no other text, a later one that
        has overtaken it is. Saying what is said already changes nothing; an edit makes the answer not ready and lets an
        approval lapse. Without `lines` those that are saved stay. Raises StaleText when another text was saved
        meanwhile, NotNow when it is no draft, or is locked.
        """
        returns = self._hold(at)
        words = {field: self._typed(field, words.get(field)) for field in self.WORDS}
        new = lines.cleaned() if lines is not None else None
        if new is not None:  # free text of the time before next steps were lines stays until there are lines
            words["next"] = in_words(new.steps) if new.steps or self.promises.exists() else self.next
        news = self._news(outcomes)
        if self.words() == words and not news and (new is None or new == lines_of(self)):
            return
        if self.version != version and not self._goes_on(opened):
            raise StaleText(self)
        self._allow(UpdateState.DRAFT, at, returns)
        before = self.words()
        for field, text in words.items():
            setattr(self, field, text)
        following.follow(self, before, at, opened.partition(":")[0])
        self.version += 1
        self.ready_at = self.ready_by = None
        self.saved_by, self.saved_at, self.saved_from = by, at, opened
        self.save()
        for item, done_on in news.items():
            self.outcomes.update_or_create(item_id=item, defaults={"done_on": done_on})
        if new is not None:
            set_lines(self, new)
        for each in returns:
            each.touch(by, at)

    @transaction.atomic
    def mark_ready(self, by: Any, at: datetime, version: int | None = None) -> None:
        """Nothing is missing: the approver may read it, and the lead may use it when it is a part. A return that has
        been given already without it is the writers' again, to be given with it.

        Raises ValidationError with what is missing, by field; StaleText when `version` is not the newest.
        """
        returns = self._hold(at, version, UpdateState.DRAFT)
        self._allow(UpdateState.DRAFT, at, returns)
        self._complete(at)
        self.ready_by, self.ready_at = by, at
        self.save()
        for each in returns:
            if each.is_given:
                each.touch(by, at)

    @transaction.atomic
    def submit(self, by: Any, at: datetime, version: int | None = None) -> None:
        """Give the draft to the office, where returns are not approved: office and steering group read it from now on.

        Raises ValidationError with what is missing, by field; StaleText when `version` is not the newest; NotNow
        ("approval") when it goes in an approved return alone.
        """
        returns = self._hold(at, version, UpdateState.DRAFT)
        self._allow(UpdateState.DRAFT, at, returns)
        if self.needs_approval(localdate(at)):
            raise NotNow("approval")
        self._complete(at)
        self.hand_in(by, at)
        for each in returns:
            each.settle(by, at)

    @transaction.atomic
    def hand_in(self, by: Any, at: datetime) -> None:
        """The draft as it is becomes what office and steering group read: by `submit`, or by an approved return."""
        self._lock()
        self._allow(UpdateState.DRAFT)
        self.state, self.submitted_by, self.submitted_at = UpdateState.SUBMITTED, by, at
        self.returned_at = self.returned_by = self.accepted_at = self.accepted_by = None
        self.save()
        tell(self, Audience.INSIDE, localdate(at))

    @transaction.atomic
    def take_back(self, by: Any, at: datetime) -> None:
        """Make a submitted update a draft again, to be mended; the standing told inside stays until the next submit."""
        returns = self._hold(at)
        self._allow(UpdateState.SUBMITTED, at, returns)
        if self.accepted_at:
            raise NotNow("accepted")
        self.state, self.ready_at, self.ready_by = UpdateState.DRAFT, None, None
        self.save()
        for each in returns:
            each.touch(by, at)

    @transaction.atomic
    def send_back(self, by: Any, at: datetime, words: str) -> None:
        """The office returns a submitted answer to be completed, saying why. It is a draft again."""
        returns = self._hold(at)
        self._not_frozen()
        self._allow(UpdateState.SUBMITTED)
        self._return(by, at, words)
        for each in returns:
            each.mark_returned(by, at, self.measure, words)

    @transaction.atomic
    def send_part_back(self, by: Any, at: datetime, words: str) -> None:
        """The lead asks a partner to go on with its part, saying why; NotNow when the office has accepted it."""
        returns = self._hold(at)
        if self.state == UpdateState.PUBLISHED or self.accepted_at or (self.state == "draft" and not self.ready_at):
            raise NotNow("accepted" if self.accepted_at else self.state)
        self._allow(self.state, at, returns)
        self._return(by, at, words)
        for each in returns:
            each.touch(by, at)
            each.note("part_returned", by, at, words, self.measure)

    @transaction.atomic
    def take_over(self, part: "Update", by: Any, at: datetime) -> None:
        """Record that the words of a partner's part were taken into this answer, as they are now."""
        self.taken.update_or_create(part=part, defaults={"words": part.done, "by": by, "at": at})

    @transaction.atomic
    def disagree(self, words: str, by: Any, at: datetime) -> None:
        """A partner records its dissenting opinion, or takes it away with an empty text: the office reads it."""
        returns = self._hold(at)
        if lock := self._locked(at, returns):
            raise NotNow(lock)
        self.dissent = words
        self.save()

    @transaction.atomic
    def assess(self, confidence: str, words: str, by: Any, at: datetime) -> None:
        """The office puts its own assessment beside the body's; the one before stays in its history."""
        self._lock()
        self._not_frozen()
        facts = {"confidence": confidence, "words": words, "by": by, "at": at}
        Assessment.objects.update_or_create(update=self, defaults=facts)

    @transaction.atomic
    def accept(self, by: Any, at: datetime) -> None:
        """The office is content with the answer."""
        self._lock()
        self._not_frozen()
        if self.state == UpdateState.DRAFT:
            raise NotNow(self.state)
        self.accepted_by, self.accepted_at = by, at
        self.save()

    def _goes_on(self, opened: str) -> bool:
        """Whether the last save was an earlier one of the same opened form. Saves that a page makes by itself may be
        held up on their way and come after later ones, with older words."""
        (form, _colon, nth), (last_form, _colon, last) = opened.partition(":"), self.saved_from.partition(":")
        is_overtaken = nth.isdecimal() and last.isdecimal() and int(nth) < int(last)
        return bool(form) and form == last_form and not is_overtaken

    def _complete(self, at: datetime) -> None:
        asked = self.round.questions.asked_of(self.role)
        if faults := completeness.faults(
            self, self.late_items(localdate(at)), self.standing_promises(), lines_of(self), asked
        ):
            raise ValidationError(faults)

    def _return(self, by: Any, at: datetime, words: str) -> None:
        self.state, self.ready_at, self.ready_by = UpdateState.DRAFT, None, None
        self.returned_by, self.returned_at, self.comment = by, at, words
        self.accepted_at = self.accepted_by = None
        self.save()

    def _news(self, outcomes: dict[int, date | None]) -> dict[int, date | None]:
        """Those outcomes that are not yet told, here or by an earlier update."""
        told = dict(self.measure.schedule.filter(pk__in=outcomes).values_list("pk", "done_on"))
        told |= {pk: day for pk, day in self.outcomes.values_list("item", "done_on") if pk in told}
        return {pk: outcomes[pk] for pk in told if outcomes[pk] != told[pk]}
