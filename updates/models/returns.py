"""Returns: one body's whole answer in a round, and the book of what was done with it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from actions.models import Responsibility
from actors.models import Body
from updates.models.approvals import Approval, digest
from updates.models.book import Deed, LogEntry
from updates.models.columns import deed
from updates.models.rounds import Round
from updates.models.states import Lock, NotNow, OwnText, ReturnState, StaleReturn, UpdateState
from updates.querysets import ReturnQuerySet


class Return(models.Model):
    """One body's whole answer in a round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="returns", verbose_name=_("round"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="returns", verbose_name=_("body"))
    state = models.CharField(
        pgettext_lazy("return", "state"), max_length=13, choices=ReturnState, default=ReturnState.OPEN
    )
    due = models.DateField(_("own due day"), null=True, blank=True)
    open_until = models.DateField(_("open again until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent to the approver"), null=True, editable=False)
    sent_by = deed(_("sent by"))
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = deed(_("accepted by"))

    objects = ReturnQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("of a body", "return")
        verbose_name_plural = pgettext_lazy("of bodies", "returns")
        ordering = ["round", "body__sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "body"], name="one_return_per_body_and_round")]

    def __str__(self) -> str:
        return f"{self.body}, {self.round}"

    @property
    def is_given(self) -> bool:
        """Whether the office has it."""
        return self.state in {ReturnState.SUBMITTED, ReturnState.ACCEPTED}

    @property
    def due_day(self) -> date:
        """The last day to answer: the body's own where the office gave more time."""
        return max(self.due, self.round.due) if self.due else self.round.due

    @property
    def last_day(self) -> date:
        """The last day that the office has given the body: its due day, or until when it may answer again."""
        return max(self.due_day, self.open_until) if self.open_until else self.due_day

    def is_reopened(self, on: date) -> bool:
        """Whether the office opened it again, or gave more time, for days on which the round itself is closed."""
        return any(day is not None and day >= on for day in (self.open_until, self.due))

    def lock(self, on: date) -> str:
        """Why the body can write nothing on the day: a Lock, or "" when it can."""
        if self.round.frozen_at:
            return Lock.FROZEN
        if self.state == ReturnState.EXCUSED:
            return Lock.EXCUSED
        return "" if self.round.opens <= on and self.is_reopened(on) else self.round.lock(on)

    @transaction.atomic
    def send(self, by: Any, at: datetime) -> None:
        """Give the whole return to the body's approver. NotNow when it is locked, or not with the writers."""
        self._hold(ReturnState.OPEN, ReturnState.RETURNED)
        self._unlocked(at)
        self.state, self.sent_by, self.sent_at = ReturnState.WITH_APPROVER, by, at
        self.save()
        self.note(Deed.SENT, by, at)

    @transaction.atomic
    def call_back(self, by: Any, at: datetime) -> None:
        """Take the return back from the approver, to go on writing."""
        self._hold(ReturnState.WITH_APPROVER)
        self._to_writers(at)
        self.note(Deed.CALLED_BACK, by, at)

    @transaction.atomic
    def turn_down(self, by: Any, at: datetime, words: str, name: str = "") -> None:
        """The approver sends the return back to its writers, saying what to mend."""
        self._hold(ReturnState.WITH_APPROVER)
        self._to_writers(at)
        self.note(Deed.TURNED_DOWN, by, at, "\n".join(filter(None, (name, words))))

    @transaction.atomic
    def approve(self, approval: Approval, copy: Callable[["Return", date], str], at: datetime) -> None:
        """Approve the text that `copy` (updates.copying) makes of the return now, and give every answer that is ready
        to the office.

        `approval` brings who, how, in which seat, and the hash of what was read. Raises NotNow when the return is not
        with the approver or locked, StaleReturn when the text is not the one that was read, OwnText when whoever
        approves is one of its writers and the body is not marked as one person.
        """
        self._hold(ReturnState.WITH_APPROVER)
        self._unlocked(at)
        text = copy(self, localdate(at))
        if approval.sha256 != digest(text):
            raise StaleReturn
        ready = list(self.answers(localdate(at)).filter(state=UpdateState.DRAFT).exclude(ready_at=None))
        approval.is_of_own_text = approval.by_id in self.writers(localdate(at))
        if approval.is_of_own_text and not self.body.is_one_person:
            raise OwnText
        for old in self.approvals.filter(lapsed_at=None):
            old.lapsed_at, old.lapsed_by = at, self.sent_by
            old.save()
        approval.of, approval.at, approval.text = self, at, text
        approval.save()
        for update in ready:
            update.hand_in(self.sent_by, at)
        self.state, self.submitted_at = ReturnState.SUBMITTED, at
        self.save()
        self.note(Deed.APPROVED, approval.by or approval.recorded_by, at, "" if approval.by else approval.name)

    @transaction.atomic
    def touch(self, by: Any, at: datetime) -> None:
        """A text of the return was edited: an approval in force lapses, and what lay with the approver comes back."""
        self._hold()
        lapsed = list(self.approvals.filter(lapsed_at=None))
        for approval in lapsed:
            approval.lapsed_at, approval.lapsed_by = at, by
            approval.save()
        was_sent = self.state == ReturnState.WITH_APPROVER
        if was_sent or self.is_given:
            self._to_writers(at)
        if lapsed:
            self.note(Deed.LAPSED, by, at)
        elif was_sent:
            self.note(Deed.CALLED_BACK, by, at)

    @transaction.atomic
    def settle(self, by: Any, at: datetime) -> None:
        """In a round without approval: the return is submitted once every one of its answers is."""
        self._hold()
        told = self.answers(localdate(at)).exclude(state=UpdateState.DRAFT).count()
        if told >= self.owed(localdate(at)) and self.state in {ReturnState.OPEN, ReturnState.RETURNED}:
            self.state, self.submitted_at = ReturnState.SUBMITTED, at
            self.save()
            self.note(Deed.SUBMITTED, by, at)

    @transaction.atomic
    def accept(self, by: Any, at: datetime) -> None:
        """The office accepts the return with every answer that it has been given."""
        self._hold(ReturnState.SUBMITTED)
        self._not_frozen()
        for update in self.answers(localdate(at)).exclude(state=UpdateState.DRAFT).filter(accepted_at=None):
            update.accept(by, at)
        self.state, self.accepted_by, self.accepted_at = ReturnState.ACCEPTED, by, at
        self.save()
        self.note(Deed.ACCEPTED, by, at)

    @transaction.atomic
    def mark_returned(self, by: Any, at: datetime, measure: Any, words: str) -> None:
        """The office has sent an answer of it back with a comment: the return waits for the body again."""
        self._hold()
        self._not_frozen()
        self.state, self.accepted_at, self.accepted_by = ReturnState.RETURNED, None, None
        self.save()
        self.note(Deed.RETURNED, by, at, words, measure)

    @transaction.atomic
    def extend(self, until: date, reason: str, by: Any, at: datetime) -> None:
        """Give the body more time: until the day it is not late, and may answer even when the round has closed."""
        self._hold()
        self._not_frozen()
        self.due = until
        self.save()
        self.note(Deed.EXTENDED, by, at, reason, day=until)

    @transaction.atomic
    def reopen(self, until: date, reason: str, by: Any, at: datetime) -> None:
        """Let the body answer until the day although the round has closed; its answers stay late."""
        self._hold()
        self._not_frozen()
        self.open_until = until
        self.save()
        self.note(Deed.REOPENED, by, at, reason, day=until)

    @transaction.atomic
    def excuse(self, reason: str, by: Any, at: datetime) -> None:
        """Nothing is asked of the body in this round, because; what it has submitted stays."""
        self._hold(ReturnState.OPEN, ReturnState.RETURNED, ReturnState.WITH_APPROVER)
        self._not_frozen()
        self.state = ReturnState.EXCUSED
        self.save()
        self.note(Deed.EXCUSED, by, at, reason)

    @transaction.atomic
    def ask_again(self, by: Any, at: datetime) -> None:
        """The opposite of excuse."""
        self._hold(ReturnState.EXCUSED)
        self._not_frozen()
        self.state = ReturnState.OPEN
        self.save()
        self.note(Deed.ASKED_AGAIN, by, at)

    @transaction.atomic
    def allow_marking(self, marking: str, measure: Any, reason: str, by: Any, at: datetime) -> None:
        """The office lets a secrecy marking stand in the body's answer to a measure, where it is only spoken of."""
        self._hold()
        self._not_frozen()
        self.note(Deed.MARKING, by, at, reason, measure, marking=marking)

    @transaction.atomic
    def forbid_marking(self, marking: str, measure: Any, by: Any, at: datetime) -> None:
        """The opposite of allow_marking: what has been given or published stays."""
        self._hold()
        self._not_frozen()
        self.note(Deed.NO_MARKING, by, at, "", measure, marking=marking)

    def answers(self, on: date) -> Any:
        """The updates of the return: the lead's of the measures that the body leads on the day, and its own parts."""
        return self.round.updates.of_body(self.body, on).order_by("measure__sort_key", "role", "pk")

    def writers(self, on: date) -> set[int]:
        """Who ever saved or marked ready an answer that an approver reads in it on the day, or ever sent the return:
        the ids of users. Two queries."""
        read = self.answers(on).exclude(state=UpdateState.DRAFT, ready_at=None).order_by()
        past = read.model.history.filter(id__in=read.values("pk")).order_by()
        texts = past.values_list("saved_by", "ready_by").distinct()
        sent = self.history.order_by().values_list("sent_by", flat=True).distinct()
        return {pk for pks in texts for pk in pks if pk} | {pk for pk in sent if pk}

    def owed(self, on: date) -> int:
        """How many answers the round expects of the body on the day. A unit of the lead writes in the lead's answer,
        even when it takes part too."""
        roles = Responsibility.objects.in_force(on).filter(body=self.body_id, step=None)
        held = roles.filter(measure__in=self.round.asked(on))
        led, unit = (held.filter(role=role).values("measure") for role in ("lead", "unit"))
        return held.filter(Q(measure__in=led) | ~Q(measure__in=unit)).values("measure").distinct().count()

    def note(
        self,
        kind: str,
        by: Any,
        at: datetime,
        words: str = "",
        measure: Any = None,
        day: date | None = None,
        marking: str = "",
    ) -> LogEntry:
        """Write in the book of the return."""
        return self.log.create(kind=kind, by=by, at=at, words=words, measure=measure, day=day, marking=marking)

    def _hold(self, *states: str) -> None:
        """Read the row anew and keep others from it; NotNow unless it is in one of the states, where any are given."""
        self.refresh_from_db(from_queryset=Return.objects.select_for_update(of=("self",)).select_related("round"))
        if states and self.state not in states:
            raise NotNow(self.state)

    def _unlocked(self, at: datetime) -> None:
        if lock := self.lock(localdate(at)):
            raise NotNow(lock)

    def _not_frozen(self) -> None:
        if self.round.frozen_at:
            raise NotNow(Lock.FROZEN)

    def _to_writers(self, at: datetime) -> None:
        """Back to OPEN, or to RETURNED while an answer that the office returned has not been given again."""
        waiting = self.answers(localdate(at)).filter(state=UpdateState.DRAFT).exclude(returned_at=None)
        self.state = ReturnState.RETURNED if waiting.exists() else ReturnState.OPEN
        self.sent_at = self.sent_by = self.accepted_at = self.accepted_by = None
        self.save()
