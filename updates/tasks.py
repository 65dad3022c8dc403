"""What is expected of bodies in a round: the lead's answer to each measure, and each partner's part of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions import wording
from actions.models import LEADING, Measure, Responsibility, ScheduleItem
from actions.status import END_STAGES, Audience, Sign
from actors import policy
from actors.models import Body
from strategy.models import Programme
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

Returns = dict[tuple[int, int], Return]  # by round and body, with their rounds

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
ALWAYS = (NEW, UpdateState.DRAFT, UpdateState.SUBMITTED, UpdateState.PUBLISHED)
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
    """One answer that a body owes in a round; `update` is what there is of it so far."""

    round: Round
    measure: Measure
    body: Body
    role: str
    may_write: bool
    is_offices: bool = False
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
        if self.own_return and self.own_return.due:
            return self.own_return.due_day
        partners_due = self.round.partners_due if self.role == UpdateRole.PARTNER else None
        return partners_due or self.round.due

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
        """The body's return in the round, when anything has been done with it. One query."""
        row = None if self.is_offices else Return.objects.filter(round=self.round, body=self.body).first()
        if row:
            row.round = self.round
        return row

    def lock(self, on: date) -> str:
        """Why the body can write nothing on the day: a Lock, or ""."""
        return self.own_return.lock(on) if self.own_return else self.round.lock(on)

    @property
    def needs_approval(self) -> bool:
        """Whether it goes to the office only in an approved return."""
        return self.round.needs_approval and not self.is_offices

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
    def submit_url(self) -> str:
        return self.address("updates:update_submit")

    def address(self, name: str) -> str:
        """The address of one of its pages: `updates:update_form` and the like."""
        return reverse(name, args=[self.round.programme.slug, self.measure.code, self.body.slug])

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


def find(user: Any, programme: Programme, code: str, body: str, on: date) -> Task | None:
    """The task of a body (its slug) in the measure (its code), in the newest round that has opened; None when the body
    holds no role in it, the user no seat in the body, or no round has opened. Three queries, `before` included; for the
    office, which answers where there is no lead, up to two more."""
    rights = policy.rights(user, on)
    measures = Measure.objects.in_force(on).filter(programme=programme, code=code)
    place = _place_of_office(rights, measures, body, on) or _place_of_body(rights, measures, body, on)
    opened = programme.rounds.filter(opens__lte=on)
    current = opened.asking(place[0]).newest_first().first() if place else None
    if not place or not current:
        return None
    measure, owner, role, may_write, is_offices, bodies = place
    current.programme = measure.programme = programme
    task = Task(current, measure, owner, role, may_write, is_offices, bodies=bodies)
    told = Update.objects.answers(measure, owner, role).filter(
        Q(round=current) | Q(round__opens__lt=current.opens, state__in=("submitted", "published"))
    )
    for update in told.select_related("round", "body", "saved_by").order_by("-round__opens", "-pk")[:2]:
        update.measure = measure
        if update.round_id == current.pk:
            task.update = update
        else:
            task.before = task.before or update
    return task


Place = tuple[Measure, Body, str, bool, bool, list[Body]]


def _place_of_body(rights: policy.Rights, measures: QuerySet, body: str, on: date) -> Place | None:
    held = Responsibility.objects.in_force(on).filter(measure__in=measures).select_related("measure", "body")
    every = list(held.order_by("n", "pk")) if rights.own_bodies else []
    rows = [row for row in every if row.body.slug == body and row.body_id in rights.own_bodies]
    if not rows:
        return None
    is_led = any(row.is_leading for row in rows)
    role = UpdateRole.LEAD if is_led else UpdateRole.PARTNER
    bodies = list({row.body_id: row.body for row in every}.values())
    return rows[0].measure, rows[0].body, role, rows[0].body_id in rights.coordinates, False, bodies


def _place_of_office(rights: policy.Rights, measures: QuerySet, body: str, on: date) -> Place | None:
    owner = rights.office_bodies and Body.objects.filter(slug=body, pk__in=rights.office_bodies).first()
    measure = measures.filter(~Exists(led_by(on))).first() if owner else None
    return (measure, owner, UpdateRole.LEAD, True, True, [owner]) if owner and measure else None


def led_by(on: date) -> QuerySet:
    """Those who lead the measure of the outer query."""
    return Responsibility.objects.in_force(on).filter(LEADING, measure=OuterRef("pk"))


def collecting(opened: Iterable[Any]) -> list[Round]:
    """Of rounds that have opened (RoundQuerySet.opened) those in which something is answered now: of each programme
    the newest ones, down to one that asks every measure, because a measure is answered in the newest round that asks
    it."""
    found: list[Round] = []
    whole: set[int] = set()
    for round in opened:
        if round.programme_id not in whole:
            found.append(round)
        if not round.is_part:
            whole.add(round.programme_id)
    return found


def round_of_each(rounds: list[Any]) -> Callable[[Measure], Round | None]:
    """In which of the rounds (`collecting`) a measure is answered: the newest that asks it. One query where a round has
    chosen its measures, else none."""
    parts = [round.pk for round in rounds if round.is_part]
    rows = Round.chosen.through.objects.filter(round__in=parts).values_list("round", "measure")
    chosen = set(rows) if parts else set()

    def find(measure: Measure) -> Round | None:
        own = (round for round in rounds if round.programme_id == measure.programme_id)
        return next((round for round in own if not round.is_part or (round.pk, measure.pk) in chosen), None)

    return find


def counts(expected: list[Task]) -> list[dict[str, Any]]:
    """How many of the tasks stand in each state, as templates/_figures.html takes it."""
    states = Counter(task.state for task in expected)
    return [
        {"value": states[state], "label": word, "symbol": symbol, "url": f"?state={state}", "of": len(expected)}
        for state, (symbol, word) in WORDS.items()
        if state in ALWAYS or states[state]
    ]


def of_user(user: Any, rounds: list[Round], returns: Returns, on: date) -> list[Task]:
    """Everything expected of the bodies where the user coordinates or approves, in those of the rounds (`collecting`)
    that are open, and in others of the bodies that may write there (`current`): by round and body, the lead's answers
    first, by number. An answer that several of the user's bodies share is listed once. Two queries, three for the
    office, one more where a round has chosen its measures; `enrich` brings the rest of those that a page shows."""
    rights = policy.rights(user, on)
    asking = current(rounds, returns, on)
    if not asking:
        return []
    tasks = _expected(rights, rounds, returns, on)
    own = Update.objects.filter(round__in=asking).of_own_bodies(user, on).select_related("body")
    found = {_whose(update): update for update in own}
    for task in tasks:
        task.update = found.get(_whose(task))
        if task.update:
            task.update.round, task.update.measure = task.round, task.measure
    return sorted(tasks, key=_in_order)


def current(rounds: Iterable[Round], returns: Returns, on: date) -> list[Round]:
    """Of the rounds those in which something can be written on the day: they are open, or the office has given one of
    the bodies more time, or opened its return again."""
    writing = {row.round_id for row in returns.values() if not row.lock(on)}
    return [round for round in rounds if round.is_open(on) or round.pk in writing]


def enrich(tasks: list[Task], user: Any, on: date) -> None:
    """Bring the previous answers, and what is late in the measures that the bodies lead. Two queries."""
    measures = [task.measure.pk for task in tasks]
    told = Update.objects.filter(measure__in=measures, state__in=("submitted", "published")).of_own_bodies(user, on)
    earlier: dict[tuple[int, ...], list[Update]] = defaultdict(list)
    for update in told.select_related("round").order_by("-round__opens", "-pk"):
        earlier[_whose(update)[1:]].append(update)
    led = {task.measure.pk: task for task in tasks if task.role == UpdateRole.LEAD}
    for item in ScheduleItem.objects.filter(measure__in=led).late(on, Audience.INSIDE).order_by("latest", "n"):
        led[item.measure_id].late.append(item)
    for task in tasks:
        answers = (update for update in earlier[_whose(task)[1:]] if update.round.opens < task.round.opens)
        task.before = next(answers, None)


def _whose(one: Task | Update) -> tuple[int, ...]:
    """Round, measure and, of a partner's part, the body: a lead's answer is shared."""
    place = (one.round.pk, one.measure.pk) if isinstance(one, Task) else (one.round_id, one.measure_id)
    return place if one.role == UpdateRole.LEAD else (*place, one.body.pk if isinstance(one, Task) else one.body_id)


def _in_order(task: Task) -> tuple[Any, ...]:
    """By round and body; what is still to be sent before what has been, the lead's before partners' parts."""
    place = (-task.round.opens.toordinal(), -task.round.pk, task.body.sort_key)
    return (*place, task.is_done, task.role, task.measure.sort_key)


def _expected(rights: policy.Rights, rounds: list[Round], returns: Returns, on: date) -> list[Task]:
    """Each task with the return of its body; none of a closed round in which the body can write nothing."""
    round_of = round_of_each(rounds)
    measures = Measure.objects.in_force(on).filter(programme__in={round.programme_id for round in rounds})
    held = Responsibility.objects.in_force(on).filter(measure__in=measures, body__in=rights.own_bodies)
    rows = list(held.select_related("measure", "body").order_by("role", "pk"))
    leading = {(row.measure_id, row.body_id) for row in rows if row.is_leading}
    found: dict[tuple[int, ...], Task] = {}
    for row in sorted(rows, key=lambda row: row.body_id not in rights.coordinates):
        is_led = (row.measure_id, row.body_id) in leading
        role = UpdateRole.LEAD if is_led else UpdateRole.PARTNER
        if round := round_of(row.measure):
            task = Task(round, row.measure, row.body, role, row.body_id in rights.coordinates)
            task.own_return = returns.get((round.pk, row.body_id))
            if round.is_open(on) or not task.lock(on):
                found.setdefault(_whose(task), task)
    office = Body.objects.filter(pk__in=rights.office_bodies).first() if rights.office_bodies else None
    if office:
        for measure in measures.filter(~Exists(led_by(on))):
            if (round := round_of(measure)) and round.is_open(on):
                task = Task(round, measure, office, UpdateRole.LEAD, True, is_offices=True)
                found.setdefault(_whose(task), task)
    for task in found.values():
        task.measure.programme = task.round.programme
    return list(found.values())
