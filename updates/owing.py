"""What bodies owe in a round on a day: for each its return, its due day, and one item for every answer asked of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from actions.models import LEADING_ROLES, Measure, Responsibility
from actors.models import Body, BodyKind
from actors.ready_query import ReadyQuery
from updates.models import Return, ReturnState, Round, Update, UpdateRole, UpdateState
from updates.tasks import GIVEN, NEW


class Item(NamedTuple):
    """One answer that a round asks of a body: the lead's to a measure, or a partner's part of it.

    `measure` is a Measure; of the cockpit's items its number and place alone (Numbered).
    `state` is one of updates.tasks.WORDS: "new", "draft", "returned", "ready", "submitted", "accepted", "published";
    `update` is the id of what has been written so far, None before the first save; `returned_on` the day it was last
    sent back to be completed, while it has not been given again. Joint leads share one answer.
    """

    measure: Any
    role: str
    state: str
    update: int | None = None
    returned_on: date | None = None

    @property
    def is_given(self) -> bool:
        """Whether the office has it."""
        return self.state in GIVEN


@dataclass(frozen=True)
class Owing:
    """What one body owes in one round: `row` is its return, None while nothing has been done with it.

    `due` is its last day to answer, more time counted; `lock` says why it can write nothing (a Lock), "" when it can.
    The items stand with the lead's answers first, each by number.
    """

    round: Round
    body: Body
    row: Return | None
    due: date
    lock: str
    items: tuple[Item, ...]

    @property
    def state(self) -> str:
        """How far the whole return is: a ReturnState."""
        return self.row.state if self.row else ReturnState.OPEN

    @property
    def open(self) -> tuple[Item, ...]:
        """What the body has still to write or to send, what was left out of a return that the office has included:
        nothing while its return is with the approver, when it is excused, and while it can write nothing."""
        if self.lock or self.state == ReturnState.WITH_APPROVER:
            return ()
        return tuple(item for item in self.items if not item.is_given)

    @property
    def open_parts(self) -> tuple[Item, ...]:
        """Of those the parts that the leads still wait for: one that is ready is the lead's to use."""
        return tuple(item for item in self.open if item.role == UpdateRole.PARTNER and item.state != "ready")

    @property
    def is_with_approver(self) -> bool:
        """Whether the body's approver has to read it next."""
        return not self.lock and self.state == ReturnState.WITH_APPROVER

    @property
    def is_owed(self) -> bool:
        """Whether the office still waits for the body, its approver included."""
        return bool(self.open) or self.is_with_approver

    def is_late(self, on: date) -> bool:
        """Whether the office still waits after the due day; due today is not late."""
        return self.due < on and self.is_owed


def in_rounds(rounds: Iterable[Round], on: date, bodies: Collection[Any] | None = None) -> list[Owing]:
    """What every body that leads or takes part owes in each of the rounds (with their programmes), or what these
    bodies owe: by round as given, then by body. Two queries, and three more for each round.

    Units write in their lead's answer and owe nothing, a collective ("municipalities") can't answer; measures that
    nobody leads are the office's own and not here.
    """
    answers = [Answers(round, on, _asked(round, on), bodies) for round in rounds]
    named = Body.objects.in_bulk({body for each in answers for body in each.roles}).values()
    return _owings(answers, on, named, Return.objects.filter(round__in=[each.round for each in answers]))


def in_round(round: Round, on: date, bodies: Collection[Any] | None = None) -> list[Owing]:
    """The same for one round, by body. Five queries."""
    return in_rounds([round], on, bodies)


def board(round: Round, on: date) -> tuple[list[Owing], list[Item]]:
    """The same for the cockpit, and the answers that the office owes itself because nobody leads the measure. The
    measures have their numbers alone. Five queries."""
    answers = Answers(round, on, {row["pk"]: Numbered(**row) for row in NUMBERED.rows(round=round.pk, on=on)})
    bodies = BODIES.objects(Body, programme=round.programme_id, on=on)
    return _owings([answers], on, bodies, RETURNS.objects(Return, round=round.pk)), answers.leadless


@dataclass(frozen=True)
class Numbered:
    """What the cockpit shows of a measure."""

    pk: int
    code: str
    sort_key: str


class Answer(NamedTuple):
    """What of an answer is asked for here."""

    pk: int | None = None
    state: str = NEW
    returned_on: date | None = None


NOTHING = Answer()


class Answers:
    """What a round asks of whom on a day, and what has been written of it. `measures` are those that it asks, by id;
    `bodies` leaves out what others owe. Two queries."""

    def __init__(
        self, round: Round, on: date, measures: Mapping[int, Any], bodies: Collection[Any] | None = None
    ) -> None:
        self.round, self.measures = round, measures
        self.bodies = None if bodies is None else {getattr(body, "pk", body) for body in bodies}
        held = HELD.rows(programme=round.programme_id, on=on)
        self.held = [row for row in held if row["measure"] in measures]
        self.written = _written(round)

    @cached_property
    def roles(self) -> dict[int, dict[int, str]]:
        """By body and measure the role in which the body answers: as a lead before as a partner, as a unit not at
        all."""
        units = {(row["body"], row["measure"]) for row in self.held if row["role"] == "unit"}
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for row in self.held:
            body, measure, role = row["body"], row["measure"], row["role"]
            if row["body__kind"] == BodyKind.COLLECTIVE or (self.bodies is not None and body not in self.bodies):
                continue
            if role == "lead":
                found[body][measure] = UpdateRole.LEAD
            elif (body, measure) not in units:
                found[body].setdefault(measure, UpdateRole.PARTNER)
        return found

    @property
    def leadless(self) -> list[Item]:
        """The answers to measures that nobody leads, by number."""
        led = {row["measure"] for row in self.held if row["role"] in LEADING_ROLES}
        return self._in_order(self._item(pk, UpdateRole.LEAD, 0) for pk in self.measures.keys() - led)

    def items(self, body: int) -> list[Item]:
        """What is asked of the body: the lead's answers first, each by number."""
        return self._in_order(self._item(pk, role, body) for pk, role in self.roles.get(body, {}).items())

    def _item(self, measure: int, role: str, body: int) -> Item:
        answer = self.written.get(_place(measure, body, role), NOTHING)
        return Item(self.measures[measure], role, answer.state, answer.pk, answer.returned_on)

    @staticmethod
    def _in_order(items: Iterable[Item]) -> list[Item]:
        return sorted(items, key=lambda item: (item.role, item.measure.sort_key, item.measure.pk))


def _owings(answers: list[Answers], on: date, named: Iterable[Body], rows: Iterable[Return]) -> list[Owing]:
    bodies = sorted(named, key=lambda body: (body.sort_key, body.pk))
    returns = {(row.round_id, row.body_id): row for row in rows}
    return [
        _owing(each.round, body, returns.get((each.round.pk, body.pk)), tuple(items), on)
        for each in answers
        for body in bodies
        if (items := each.items(body.pk))
    ]


def _asked(round: Round, on: date) -> dict[int, Measure]:
    """The measures that the round asks, by id. One query."""
    measures = {measure.pk: measure for measure in round.asked(on)}
    for measure in measures.values():
        measure.programme = round.programme
    return measures


def _numbered(round: int, on: date) -> QuerySet:
    return Round.objects.filter(pk=round).asked(on).order_by().values("pk", "code", "sort_key")


def _held(programme: int, on: date) -> QuerySet:
    """Who has which role in whole measures."""
    held = Responsibility.objects.in_force(on).filter(measure__programme=programme, step=None)
    return held.order_by().values("body", "body__kind", "measure", "role")


def _answers(round: int) -> QuerySet:
    """The answers of a round and whether they are empty."""
    empty = Q(**{name: Update.column(name).get_default() for name in Update.WORDS if name != "language"})
    rows = Update.objects.filter(round=round).shown().annotate(is_blank=empty).order_by()
    return rows.values("measure", "body", "role", "pk", "shown", "is_blank", "returned_at")


def _bodies(programme: int, on: date) -> QuerySet:
    """Who has a role in whole measures."""
    return Body.objects.filter(pk__in=_held(programme, on).values("body")).order_by().values()


def _returns(round: int) -> QuerySet:
    return Return.objects.filter(round=round).order_by().values()


NUMBERED, HELD, ANSWERS = ReadyQuery(_numbered), ReadyQuery(_held), ReadyQuery(_answers)
BODIES, RETURNS = ReadyQuery(_bodies), ReadyQuery(_returns)


def _written(round: Round) -> dict[tuple[int, ...], Answer]:
    """The answers of the round, an empty draft as new: by measure, and the body of a part. One query."""
    found = {}
    for row in ANSWERS.rows(round=round.pk):
        state = NEW if row["is_blank"] and row["shown"] == UpdateState.DRAFT else row["shown"]
        returned_on = localdate(row["returned_at"]) if row["returned_at"] else None
        found[_place(row["measure"], row["body"], row["role"])] = Answer(row["pk"], state, returned_on)
    return found


def _place(measure: int, body: int, role: str) -> tuple[int, ...]:
    """Where an answer stands among those written: a part with its body, the lead's with whoever leads."""
    return (measure, body) if role == UpdateRole.PARTNER else (measure,)


def _owing(round: Round, body: Body, row: Return | None, items: tuple[Item, ...], on: date) -> Owing:
    if row is None:
        return Owing(round, body, None, round.due, round.lock(on), items)
    row.round, row.body = round, body
    return Owing(round, body, row, row.due_day, row.lock(on), items)
