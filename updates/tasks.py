"""One answer that a body owes in a round, with what has been typed into it so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions import wording
from actions.models import Measure, ScheduleItem
from actions.status import END_STAGES, Sign
from actors.models import Body
from updates import due_days
from updates.models import (
    Lines,
    NextStep,
    Outcome,
    Promise,
    Question,
    Return,
    Round,
    Taken,
    Told,
    Update,
    UpdateRole,
    UpdateState,
)

NEW = "new"
WORDS = {
    NEW: ("w-new", pgettext_lazy("answer", "Not begun")),
    UpdateState.DRAFT: ("w-draft", pgettext_lazy("answer", "Draft")),
    "returned": ("w-back", pgettext_lazy("answer", "Returned")),
    "ready": ("w-draft", pgettext_lazy("answer", "Ready")),
    UpdateState.SUBMITTED: ("w-sent", pgettext_lazy("answer", "Submitted")),
    "accepted": ("w-ok", pgettext_lazy("answer", "Accepted")),
    UpdateState.PUBLISHED: ("w-ok", pgettext_lazy("answer", "Published")),
}
GIVEN = (UpdateState.SUBMITTED, "accepted", UpdateState.PUBLISHED)
ROLES = {
    UpdateRole.LEAD: _("Lead's answer"),
    UpdateRole.PARTNER: _("Partner's part"),
}


def sign(state: str) -> Sign:
    """How the state of an answer is shown."""
    symbol, word = WORDS[state]
    return Sign(symbol, str(word), "")


@dataclass(frozen=True)
class Typed:
    """What somebody typed into an answer: words by field, days done by schedule item id, lines, and the partner's part
    whose words were taken over with it."""

    words: dict[str, Any]
    outcomes: dict[int, date | None] = field(default_factory=dict)
    lines: Lines | None = None
    part: Update | None = None


@dataclass
class Task:
    """One answer that a body owes in a round; `update` is what there is of it so far, `giver` the lead in whose return
    the answer of a unit goes, None where it goes in the body's own."""

    round: Round
    measure: Measure
    body: Body
    role: str
    may_write: bool
    is_offices: bool = False
    is_unit: bool = False
    giver: Body | None = None
    update: Update | None = None
    before: Update | None = None
    bodies: list[Body] = field(default_factory=list)
    lines_wanted: int = 0
    return_sign: Sign | None = None
    late: list[ScheduleItem] = field(default_factory=list)

    @property
    def state(self) -> str:
        """An empty draft is no answer: the task is still new."""
        if self.update is None or (self.update.is_empty() and self.update.shown_state == UpdateState.DRAFT):
            return NEW
        return self.update.shown_state

    @property
    def sign(self) -> Sign:
        return sign(self.state)

    @property
    def due(self) -> date:
        """The day by which it is wanted: the body's own where the office gave it more time; else a partner's part by
        the partners' date, where the round has one."""
        if self.role == UpdateRole.PARTNER and (day := due_days.parts_due(self.round, self.own_return)):
            return day
        return self.own_return.due_day if self.own_return else self.round.due

    @property
    def due_words(self) -> str:
        """By which days the body answers to this measure, in words."""
        is_lead = self.role == UpdateRole.LEAD
        return due_days.in_words(self.round, self.own_return, is_lead, not is_lead)

    @property
    def role_word(self) -> Any:
        return ROLES[UpdateRole(self.role)]

    @property
    def why_late(self) -> list[str]:
        """Why each late schedule item is late, in words."""
        return [wording.why_late(item) for item in self.late]

    @property
    def before_sign(self) -> Sign:
        """What the previous answer said: the confidence, the stage where an end or nothing was sure."""
        before = self.before
        assert before
        return before.stage_sign if before.stage in END_STAGES or not before.confidence else before.confidence_sign

    @property
    def is_done(self) -> bool:
        """Whether the office has it."""
        return self.state in GIVEN

    @property
    def url(self) -> str:
        """Where it is written or, once it is submitted, read; "" when there is nothing to open."""
        if self.may_write and not self.is_done:
            return self.form_url
        return self.update.get_absolute_url() if self.update else ""

    def schedule(self, on: date) -> list[ScheduleItem]:
        """The measure's schedule in force with steps, and `told_on`: the day done as this answer tells it, else as an
        earlier one does; `read_as` and `why_late` ("" when it is not) say it in words. One query."""
        told: Any = F("done_on")
        if self.update:
            own = Outcome.objects.filter(update=self.update, item=OuterRef("pk"))
            told = Case(When(Exists(own), then=Subquery(own.values("done_on"))), default=told)
        items: Any = (
            self.measure.schedule.in_force(on).annotate(told_on=told).select_related("step").order_by("n", "pk")
        )
        for item in items:
            item.read_as = wording.reading(item.kind, item.earliest, item.latest)
            item.why_late = wording.why_late(item) if late([item], on) else ""
        return list(items)

    @cached_property
    def own_return(self) -> Return | None:
        """The return in which the answer goes, when anything has been done with it. One query."""
        whose = self.giver or self.body
        row = None if self.is_offices else Return.objects.filter(round=self.round, body=whose).first()
        if row:
            row.round = self.round
        return row

    def lock(self, on: date) -> str:
        """Why the body can write nothing on the day: a Lock, or ""."""
        return self.own_return.lock(on) if self.own_return else self.round.lock(on)

    @property
    def needs_approval(self) -> bool:
        """Whether it goes to the office only in an approved return."""
        return self.round.needs_approval and not self.is_offices and not (self.is_unit and not self.giver)

    @cached_property
    def parts(self) -> list[Update]:
        """What partners have given the lead for this measure in the round, and whether the lead has taken it over
        (`taken_at`). One query, none of a partner's task."""
        if self.role == UpdateRole.PARTNER:
            return []
        given = Update.objects.filter(round=self.round, measure=self.measure).given_to_lead()
        taken = Taken.objects.filter(update=self.update, part=OuterRef("pk")) if self.update else Taken.objects.none()
        found = given.annotate(taken_at=Subquery(taken.values("at"))).select_related("body")
        return list(found.order_by("body__sort_key", "pk"))

    @cached_property
    def promises(self) -> list[Any]:
        """What the body promised in earlier rounds and has not told the end of: the nearest day first. One query."""
        made = Update.objects.answers(self.measure, self.body, self.role)
        return list(Promise.objects.standing(made, self.round.opens))

    @cached_property
    def own_promises(self) -> list[Promise]:
        """The next steps of this answer so far. One query, none before the first save."""
        return list(self.update.promises.select_related("body").order_by("n")) if self.update else []

    @cached_property
    def questions(self) -> list[Question]:
        """What the office asks besides in this round. One query."""
        return list(self.round.questions.asked_of(self.role))

    @cached_property
    def lines(self) -> Lines:
        """The lines of this answer as they are saved. Three queries, fewer where nothing was promised or asked."""
        if not self.update:
            return Lines()
        update = self.update
        steps = tuple(NextStep(each.text, each.day, each.body_id) for each in self.own_promises)
        tellings = update.tellings.all() if self.promises else ()
        answers = update.answers.all() if self.questions else ()
        return Lines(
            steps,
            {each.promise_id: Told(each.fate, each.day, each.because) for each in tellings},
            {each.question_id: each.words for each in answers},
        )

    @property
    def form_url(self) -> str:
        return self.address("updates:update_form")

    @property
    def writers_url(self) -> str:
        return self.address("updates:writers")

    @property
    def submit_url(self) -> str:
        return self.address("updates:update_submit")

    def address(self, name: str) -> str:
        """The address of one of its pages: `updates:update_form` and the like."""
        return reverse(name, args=[self.round.programme.slug, self.measure.code, self.body.slug])

    @property
    def group(self) -> tuple[int, ...]:
        """The tasks of one body that go in one return, in one round, stand together."""
        return self.round.pk, self.body.pk, self.giver.pk if self.giver else 0

    @property
    def return_url(self) -> str:
        """The page of the body's whole return."""
        return reverse("updates:return_page", args=[self.round.programme.slug, self.round.slug, self.body.slug])

    def write(self, typed: Typed, version: int, by: Any, at: datetime, opened: str = "") -> Update:
        """Save what was typed: see Update.write. The row is made at the first save, over version 0."""
        with transaction.atomic():
            self.update = Update.objects.begin(self.round, self.measure, self.body, self.role)
            self.update.write(typed.words, typed.outcomes, version, by, at, opened, typed.lines)
            if typed.part:
                self.update.take_over(typed.part, by, at)
        return self.update


def late(items: Iterable[Any], on: date) -> list[Any]:
    """Of the items of Task.schedule, those past their latest day and not told to be done; due today is not late."""
    return [item for item in items if item.latest and item.latest < on and not item.told_on]
