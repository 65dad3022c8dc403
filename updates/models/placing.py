"""Whose answer it is, to what and in which round; whether it may be written; and keeping others from it meanwhile."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models import Measure, Responsibility
from actors import markings
from actors.models import Body
from updates.models.book import LogEntry
from updates.models.rounds import Round
from updates.models.states import Lock, NotNow, StaleText, UpdateRole, UpdateState
from updates.models.words import AnswerWords


class PlacedAnswer(AnswerWords):
    """An answer of a body to a measure in a round, in a state and at a version."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="updates", verbose_name=_("round"))
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="updates", verbose_name=_("measure"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="updates", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=7, choices=UpdateRole)
    state = models.CharField(
        pgettext_lazy("update", "state"), max_length=9, choices=UpdateState, default=UpdateState.DRAFT
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def owners(self, on: date) -> QuerySet:
        """The bodies in whose returns it is: a part's own body, every lead of the measure on the day; none of a
        measure without a lead, which the office answers."""
        if self.role == UpdateRole.PARTNER:
            return Body.objects.filter(pk=self.body_id)
        led = Responsibility.objects.in_force(on).filter(measure=self.measure_id, role="lead", step=None)
        return Body.objects.filter(pk__in=led.values("body"))

    def needs_approval(self, on: date) -> bool:
        """Whether it goes to the office only in an approved return."""
        return self.round.needs_approval and self.owners(on).exists()

    def lock(self, on: date) -> str:
        """Why nothing can be written on the day: a Lock, or ""; one owner that may write is enough."""
        owners = list(self.owners(on).values_list("pk", flat=True))
        return self.round.lock_of(owners, self.round.returns.of_bodies(owners), on)

    def marking_in(self, text: str) -> str:
        """The first secrecy marking of a text that the office has not allowed in this answer; "" when it has none. A
        part goes by its own body's book, the lead's answer by the books of all that lead or have led. One query for a
        text with markings."""
        if not markings.first_in(text):
            return ""
        led = Responsibility.objects.filter(measure=self.measure_id, role="lead", step=None).values("body")
        is_shared = Q(of__body__in=led) if self.role == UpdateRole.LEAD else Q()
        books = LogEntry.objects.filter(Q(of__body=self.body_id) | is_shared, of__round=self.round_id)
        allowed = books.filter(measure=self.measure_id).allowed_markings()
        return markings.first_in(text, {markings.folded(entry.marking) for entry in allowed})

    def _hold(self, at: datetime, version: int | None = None, state: UpdateState | None = None) -> list[Any]:
        """The returns that it belongs to, made where they are not there yet, and then the row, all kept from others
        until the deed is done: always in this order, so that two deeds wait for one another instead of both."""
        owners = list(self.owners(localdate(at)))
        returns = self.round.returns.hold(self.round, owners)
        self._lock(version, state)
        for each in returns:
            each.round = self.round  # as it is now that the rows are held: it may have been closed while we waited
        return returns

    def _lock(self, version: int | None = None, state: UpdateState | None = None) -> None:
        """Read the row anew and keep others from it; StaleText when it is in the state but not at the version."""
        self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update())
        if version is not None and self.version != version and self.state == state:
            raise StaleText(self)

    def _allow(self, state: str, at: datetime | None = None, returns: Iterable[Any] = ()) -> None:
        """NotNow unless the update is in the state and, where a moment is given, not locked then."""
        if self.state != state:
            raise NotNow(self.state)
        if at and (lock := self._locked(at, returns)):
            raise NotNow(lock)

    def _locked(self, at: datetime, returns: Iterable[Any]) -> str:
        """The same for the returns that are held, one of each owner."""
        rows = list(returns)
        return self.round.lock_of([each.body_id for each in rows], rows, localdate(at))

    def _not_frozen(self) -> None:
        """NotNow when the round has been closed for good."""
        if self.round.frozen_at:
            raise NotNow(Lock.FROZEN)
