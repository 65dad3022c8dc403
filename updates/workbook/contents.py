"""What bodies owe in a round, fetched for all of them together: the same number of queries however many they are."""

import textwrap
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from actions.models import Responsibility, ScheduleItem
from actors.models import Body
from actors.wording import one_line
from updates import owing
from updates.models import Answer as Answered
from updates.models import (
    Lines,
    NextStep,
    Outcome,
    Promise,
    Question,
    Round,
    Telling,
    Told,
    Update,
    UpdateRole,
    UpdateState,
)
from updates.workbook.sheets import LONGEST_LINE, PLANS, answer_key
from updates.workbook.vocabulary import YES

Row = dict[str, str]
Cells = dict[str, dict[str, Row]]
Place = tuple[str, int, int]  # role and measure, and of a partner's part its body
TOLD = (UpdateState.SUBMITTED, UpdateState.PUBLISHED)
SPARE_STEPS, FEWEST_STEPS = 2, 3


@dataclass
class Answer:
    """One answer that a body owes; joint leads share it. `lock` is why it can't be written: a state, a Lock, or "".

    `items` are the schedule of its measure, `schedule_words` what updates.workbook.layout says of it by language.
    """

    key: str
    measure: Any
    role: str
    body: Body
    update: Update | None = None
    before: Update | None = None
    lock: str = ""
    owners: list[int] = field(default_factory=list)
    promises: list[Any] = field(default_factory=list)
    items: list[Any] = field(default_factory=list)
    schedule_words: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)
    done: dict[int, date | None] = field(default_factory=dict)

    @property
    def told_items(self) -> list[Any]:
        """The items of the schedule whose outcome it tells: a partner's part tells none."""
        return self.items if self.role == UpdateRole.LEAD else []

    @property
    def version(self) -> int:
        """The version of the text; 0 when nothing has been saved."""
        return self.update.version if self.update else 0

    @property
    def as_others_read_it(self) -> "Answer":
        """A draft is its own body's: to others it is as if nothing had been written."""
        is_draft = self.update and self.update.state == UpdateState.DRAFT
        return replace(self, update=None, lines=Lines(), done={}) if is_draft else self


def of_bodies(round: Round, on: date, bodies: Collection[int] | None = None) -> dict[int, list[Answer]]:
    """The answers owed on the day by each of the bodies (by id; by every body without a choice), as updates.owing
    lists them."""
    answers: dict[Place, Answer] = {}
    found: dict[int, list[Answer]] = {}
    for owed in owing.in_round(round, on, bodies):
        places = [_place(item.role, item.measure.pk, owed.body.pk) for item in owed.items]
        for place, item in zip(places, owed.items, strict=True):
            if place not in answers:
                answers[place] = Answer(answer_key(item.role, item.measure.pk), item.measure, item.role, owed.body)
        found[owed.body.pk] = [answers[place] for place in places]
    _fill(round, on, answers)
    return found


def _place(role: str, measure: int, body: int) -> Place:
    return (role, measure, 0 if role == UpdateRole.LEAD else body)


def _fill(round: Round, on: date, answers: dict[Place, Answer]) -> None:
    """What there is of each answer so far, and what there was before."""
    measures = {answer.measure.pk for answer in answers.values()}
    of_measures = Update.objects.filter(_of(answers.values()), measure__in=measures)
    for update in of_measures.filter(round=round):
        if answer := answers.get(_place(update.role, update.measure_id, update.body_id)):
            answer.update = update
            update.round, update.measure = round, answer.measure
    _fill_before(round, of_measures, answers)
    _fill_promises(round, of_measures, answers)
    _fill_items(on, answers)
    _fill_lines(answers)
    _fill_questions(round, answers)
    _fill_locks(round, on, answers)


def _of(answers: Iterable[Answer]) -> Q:
    bodies = {answer.body.pk for answer in answers if answer.role == UpdateRole.PARTNER}
    return Q(role=UpdateRole.LEAD) | Q(role=UpdateRole.PARTNER, body__in=bodies)


def _fill_before(round: Round, updates: QuerySet, answers: dict[Place, Answer]) -> None:
    told = updates.filter(round__opens__lt=round.opens, state__in=TOLD).order_by("-round__opens", "-pk")
    newest: dict[Place, int] = {}
    for pk, role, measure, body in told.values_list("pk", "role", "measure", "body"):
        newest.setdefault(_place(role, measure, body), pk)
    before = Update.objects.select_related("round").in_bulk(newest.values())
    for place, pk in newest.items():
        if place in answers:
            answers[place].before = before[pk]


def _fill_promises(round: Round, updates: QuerySet, answers: dict[Place, Answer]) -> None:
    for promise in Promise.objects.standing(updates, round.opens):
        made = promise.update
        if answer := answers.get(_place(made.role, made.measure_id, made.body_id)):
            answer.promises.append(promise)


def _fill_items(on: date, answers: dict[Place, Answer]) -> None:
    items: dict[int, list[ScheduleItem]] = defaultdict(list)
    measures = {answer.measure.pk for answer in answers.values()}
    for item in ScheduleItem.objects.in_force(on).filter(measure__in=measures).order_by("n", "pk"):
        items[item.measure_id].append(item)
    said: dict[int, dict[str, list[tuple[str, str]]]] = defaultdict(dict)
    for answer in answers.values():
        answer.items, answer.schedule_words = items[answer.measure.pk], said[answer.measure.pk]
    own = {answer.update.pk: answer for answer in answers.values() if answer.update}
    for update, of, day in Outcome.objects.filter(update__in=own).values_list("update", "item", "done_on"):
        own[update].done[of] = day


def _fill_lines(answers: dict[Place, Answer]) -> None:
    """The lines of every answer as they are saved; words of before next steps were lines become steps."""
    by_update = {answer.update.pk: answer for answer in answers.values() if answer.update}
    steps: dict[int, list[NextStep]] = defaultdict(list)
    tellings: dict[int, dict[int, Told]] = defaultdict(dict)
    words: dict[int, dict[int, str]] = defaultdict(dict)
    for step in Promise.objects.filter(update__in=by_update).order_by("n"):
        steps[step.update_id].append(NextStep(step.text, step.day, step.body_id))
    for told in Telling.objects.filter(update__in=by_update):
        tellings[told.update_id][told.promise_id] = Told(told.fate, told.day, told.because)
    for answered in Answered.objects.filter(update__in=by_update):
        words[answered.update_id][answered.question_id] = answered.words
    for pk, answer in by_update.items():
        assert answer.update
        typed = [NextStep(line) for line in textwrap.wrap(one_line(answer.update.next), LONGEST_LINE)]
        answer.lines = Lines(tuple(steps[pk] or typed), tellings[pk], words[pk])


def _fill_questions(round: Round, answers: dict[Place, Answer]) -> None:
    asked = list(round.questions.order_by("n"))
    for answer in answers.values():
        answer.questions = [one for one in asked if answer.role == UpdateRole.LEAD or one.asks_partners]


def _fill_locks(round: Round, on: date, answers: dict[Place, Answer]) -> None:
    """In whose returns each is, and why it can't be written."""
    returns = list(round.returns.all())
    for each in returns:
        each.round = round
    led = Responsibility.objects.in_force(on).filter(measure__in=round.asked(on), step=None, role="lead")
    leads: dict[int, list[int]] = defaultdict(list)
    for measure, body in led.order_by("pk").values_list("measure", "body"):
        leads[measure].append(body)
    for answer in answers.values():
        answer.owners = leads[answer.measure.pk] if answer.role == UpdateRole.LEAD else [answer.body.pk]
        answer.lock = round.lock_of(answer.owners, returns, on)
        if answer.update and answer.update.state != UpdateState.DRAFT:
            answer.lock = answer.update.state


def cells_of(answer: Answer) -> Cells:
    """What stands in each cell that the body fills, as plain text: a value's key, a day as 2018-12-31, a body's id."""
    key = answer.key
    words = answer.update.words() if answer.update else {}
    columns = PLANS["answers"].open_in(key)
    return {
        "answers": {key: {column.key: _plain(words.get(column.key)) for column in columns}},
        "promises": {f"{key}.{promise.pk}": telling_cells(answer, promise.pk) for promise in answer.promises},
        "steps": {f"{key}.{n}": row for n, row in enumerate(step_cells(answer), 1)},
        "outcomes": {f"{key}.{item.pk}": {"done_on": _plain(done_on(answer, item))} for item in answer.told_items},
        "questions": {f"{key}.{one.pk}": {"words": answer.lines.answers.get(one.pk, "")} for one in answer.questions},
    }


def telling_cells(answer: Answer, promise: int) -> Row:
    """What is told of an earlier promise so far."""
    told = answer.lines.tellings.get(promise, Told(""))
    return {"fate": told.fate, "day": _plain(told.day), "because": told.because}


def step_cells(answer: Answer) -> list[Row]:
    """The next steps so far, without blank rows."""
    return [
        {"text": step.text, "day": _plain(step.day), "body": _plain(step.body)} for step in answer.lines.cleaned().steps
    ]


def blank_step(body: int) -> Row:
    """A row for one more step: the body itself stands there as the one that does it."""
    return {"text": "", "day": "", "body": str(body)}


def done_on(answer: Answer, item: Any) -> date | None:
    """The day an item of the schedule was done: as this answer tells it, else as an earlier one did."""
    return answer.done.get(item.pk, item.done_on)


def _plain(value: Any) -> str:
    if value is True:
        return YES
    return "" if value in (None, False) else value.isoformat() if isinstance(value, date) else str(value)
