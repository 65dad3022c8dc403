"""The page of a body's return: what it owes with where each answer stands, what its approver reads, what was done."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy

from actions.status import Sign
from actors import policy
from actors.models import Body, Seat
from strategy.models import Programme
from updates import comparing_returns, copying, due_days, locks, owing, tasks
from updates.models import (
    Approval,
    ApproverSeat,
    LogEntry,
    Return,
    ReturnState,
    Round,
    Update,
    UpdateRole,
    UpdateState,
    digest,
)
from updates.owing import Item, Owing

SIGNS = {
    "new": "w-new",
    "draft": "w-draft",
    ReturnState.WITH_APPROVER: "w-head",
    ReturnState.SUBMITTED: "w-sent",
    ReturnState.RETURNED: "w-back",
    ReturnState.ACCEPTED: "w-ok",
    ReturnState.EXCUSED: "w-free",
}


def shown_state(owed: Owing) -> str:
    """What pages call the return: as its row says; an open one is new until something has been written."""
    if owed.state != ReturnState.OPEN:
        return owed.state
    return "draft" if any(item.state != tasks.NEW for item in owed.items) else "new"


def sign(state: str) -> Sign:
    """How the state of a return is shown."""
    words = tasks.WORDS[state][1] if state in {"new", "draft"} else ReturnState(state).label
    return Sign(SIGNS[state], str(words)[:1].upper() + str(words)[1:], "")


# What of a return is not given with it, when it is sent as it is now, and why.
LEFT_OUT = {
    tasks.NEW: pgettext_lazy("left out of a return", "not answered"),
    UpdateState.DRAFT: pgettext_lazy("left out of a return", "draft"),
    "returned": pgettext_lazy("left out of a return", "returned"),
}


def left_out(owed: Owing | None) -> str:
    """What the approver does not get with the return, as a sentence: measures by why; "" when nothing is missing."""
    items = sorted(owed.items if owed else (), key=lambda item: item.measure.sort_key)
    codes = {state: ", ".join(item.measure.code for item in items if item.state == state) for state in LEFT_OUT}
    found = "; ".join(f"{numbers} ({LEFT_OUT[state]})" for state, numbers in codes.items() if numbers)
    return gettext("Not in this return: %(measures)s.") % {"measures": found} if found else ""


def of_people(bodies: Any, rounds: list[Round]) -> dict[tuple[int, int], Return]:
    """The returns of the bodies in the rounds, as far as anything has been done with them, by round and body. One
    query."""
    rows = Return.objects.filter(round__in=rounds, body__in=bodies).select_related("body", "sent_by").order_by("pk")
    by_id = {round.pk: round for round in rounds}
    found = {}
    for row in rows:
        row.round = by_id[row.round_id]
        found[row.round_id, row.body_id] = row
    return found


def waiting(rows: Iterable[Return], rights: policy.Rights, on: date) -> list[Return]:
    """Those that the person may approve on the day: they lie with the approver, and are not locked."""
    mine = (row for row in rows if row.state == ReturnState.WITH_APPROVER and row.body_id in rights.approves)
    return [row for row in mine if not row.lock(on)]


def sign_of(row: Return | None) -> Sign | None:
    """How the state of a return is shown beside its tasks, which tell themselves whether it is begun; None of an open
    one."""
    return sign(row.state) if row and row.state != ReturnState.OPEN else None


@dataclass
class BodyReturn:
    """One body's return in a round, as one person sees it on a day."""

    round: Round
    body: Body
    user: Any
    on: date

    @cached_property
    def rights(self) -> policy.Rights:
        return policy.rights(self.user, self.on)

    @property
    def may_write(self) -> bool:
        return self.body.pk in self.rights.coordinates

    @property
    def is_own(self) -> bool:
        """Whether the person belongs to the body: its drafts and inner comments are for them alone."""
        return self.body.pk in self.rights.own_bodies

    @property
    def may_approve(self) -> bool:
        return self.body.pk in self.rights.approves

    @cached_property
    def owed(self) -> Owing | None:
        """What the body owes; None when nothing. Five queries."""
        return next(iter(owing.in_round(self.round, self.on, [self.body.pk])), None)

    @property
    def row(self) -> Return | None:
        """The row, None while nothing has been done with the return."""
        return self.owed.row if self.owed else None

    @property
    def state(self) -> str:
        return shown_state(self.owed) if self.owed else "new"

    @property
    def sign(self) -> Sign:
        return sign(self.state)

    @property
    def due(self) -> date:
        return self.owed.due if self.owed else self.round.due

    @property
    def due_words(self) -> str:
        """By which days the body answers, in words."""
        roles = {item.role for item in self.owed.items} if self.owed else set()
        return due_days.in_words(self.round, self.row, UpdateRole.LEAD in roles, UpdateRole.PARTNER in roles)

    @property
    def lock(self) -> str:
        """Why nothing can be written, as a sentence; "" when it can."""
        return locks.sentence(self.owed.lock, self.round) if self.owed else ""

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """The items with their signs and where each is opened by this person."""
        items = self.owed.items if self.owed else ()
        return [{"item": item, "sign": tasks.sign(item.state), "url": self._url(item)} for item in items]

    def _url(self, item: Item) -> str:
        where = [self.round.programme.slug, item.measure.code, self.body.slug]
        if self.may_write and not item.is_given and not (self.owed and self.owed.lock):
            return reverse("updates:update_form", args=where)
        if item.update and self.rights.is_office and item.is_given:
            return reverse("updates:update_review", args=[item.update])
        is_part = item.role == UpdateRole.PARTNER and not self.rights.is_office
        if item.update and (is_part or (item.is_given and item.update in self._own_answers)):
            return reverse("updates:update_page", args=[*where, self.round.slug])
        return f"{item.measure.get_absolute_url()}{'#said' if item.is_given else ''}"

    @cached_property
    def _own_answers(self) -> set[int]:
        """The lead's answers that stand under this body's name: joint leads share one. One query."""
        led = self.round.updates.filter(body=self.body, role=UpdateRole.LEAD) if self.is_own else Update.objects.none()
        return set(led.values_list("pk", flat=True))

    @property
    def ready(self) -> list[Item]:
        """The answers that go with the return when it is sent now."""
        return [each["item"] for each in self.entries if each["item"].state == "ready"]

    @property
    def missing(self) -> list[Item]:
        """The answers that would be left out of it."""
        return [each["item"] for each in self.entries if each["item"].state in LEFT_OUT]

    @property
    def left_out(self) -> str:
        """The same as its approver is told it: `left_out` above."""
        return left_out(self.owed)

    @property
    def may_send(self) -> bool:
        """Whether the writers may give it to the approver now."""
        is_theirs = self.state in {"new", "draft", ReturnState.RETURNED}
        return self.may_write and self.round.needs_approval and is_theirs and bool(self.ready) and not self.lock

    @property
    def is_with_approver(self) -> bool:
        return self.state == ReturnState.WITH_APPROVER and not self.lock

    @cached_property
    def text(self) -> str:
        """The exact text as it would be approved now: updates.copying."""
        return copying.copy_of(self.row, self.on) if self.row else ""

    @property
    def sha256(self) -> str:
        """The hash of the text: whoever approves sends it back, so that no other text is approved."""
        return digest(self.text)

    @cached_property
    def answers(self) -> list[comparing_returns.Answer]:
        """The text as people read it, beside the text approved last, else what was said in the round before."""
        return comparing_returns.read(json.loads(self.text), self._before()) if self.row else []

    def _before(self) -> dict[str, Any]:
        assert self.row
        if approved := self.row.approvals.order_by("-at", "-pk").first():
            return approved.copy
        earlier = Update.objects.filter(
            round__programme=self.round.programme,
            round__opens__lt=self.round.opens,
            state__in=("submitted", "published"),
        )
        newest: dict[tuple[Any, ...], Update] = {}
        for update in copying.with_lines(earlier.of_body(self.body, self.on)).order_by("-round__opens", "-pk"):
            newest.setdefault((update.measure_id, update.role), update)
        return copying.copies(newest.values())

    @cached_property
    def approvals(self) -> list[Approval]:
        """The newest first, each with its number counted from the first."""
        rows = (
            list(self.row.approvals.select_related("by", "recorded_by", "lapsed_by").order_by("at", "pk"))
            if self.row
            else []
        )
        for n, approval in enumerate(rows, 1):
            approval.n = n  # type: ignore[attr-defined]  # for the address of its page
        return rows[::-1]

    @cached_property
    def log(self) -> list[LogEntry]:
        """The book of the return, newest first."""
        return list(self.row.log.select_related("by", "measure")) if self.row else []

    def seat(self) -> str:
        """In which place the person approves: deputy, when that is the seat they hold in the body."""
        held = Seat.objects.in_force(self.on).filter(user=self.user, body=self.body, role=ApproverSeat.APPROVER)
        return ApproverSeat.APPROVER if held.exists() else ApproverSeat.DEPUTY


def find(user: Any, programme: Programme, round: str, body: str, on: date) -> BodyReturn | None:
    """The return of a body in a round that has opened, for the body's own people and the office; None for others, and
    of a body that owes nothing."""
    rights = policy.rights(user, on)
    asked = programme.rounds.filter(slug=round, opens__lte=on).first()
    found = Body.objects.filter(slug=body)
    owner = (found if rights.is_office else found.filter(pk__in=rights.own_bodies)).first() if asked else None
    if not asked or not owner:
        return None
    asked.programme = programme
    one = BodyReturn(asked, owner, user, on)
    return one if one.owed else None
