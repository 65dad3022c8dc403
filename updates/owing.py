"""What bodies owe in a round on a day: for each its return, its due day, and one item for every answer asked of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from actions.models import Measure, Responsibility
from actors.models import Body, BodyKind
from updates.models import Return, ReturnState, Round, Update, UpdateRole, UpdateState
from updates.tasks import GIVEN, NEW


@dataclass(frozen=True)
class Item:
    """One answer that a round asks of a body: the lead's to a measure, or a partner's part of it.

    `state` is one of updates.tasks.WORDS: "new", "draft", "returned", "ready", "submitted", "accepted", "published";
    `update` is the id of what has been written so far, None before the first save; `returned_on` the day it was last
    sent back to be completed, while it has not been given again. Joint leads share one answer.
    """

    measure: Measure
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
        """What the body has still to write or to send: nothing once its return is with the approver or the office,
        when it is excused, and while it can write nothing."""
        if self.lock or self.state not in {ReturnState.OPEN, ReturnState.RETURNED}:
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
    bodies owe: by round as given, then by body. Four queries, and one more for each round.

    Units write in their lead's answer and owe nothing, a collective ("municipalities") can't answer; measures that
    nobody leads are the office's own and not here.
    """
    rounds = list(rounds)
    asked = {round.pk: _asked(round, on) for round in rounds}
    roles = _roles({measure for measures in asked.values() for measure in measures}, on, bodies)
    named = sorted(Body.objects.in_bulk(list(roles)).values(), key=lambda body: (body.sort_key, body.pk))
    returns = {(row.round_id, row.body_id): row for row in Return.objects.filter(round__in=rounds)}
    written = _written(rounds)
    found = []
    for round in rounds:
        for body in named:
            items = _items(round, body, asked[round.pk], roles[body.pk], written)
            if items:
                found.append(_owing(round, body, returns.get((round.pk, body.pk)), items, on))
    return found


def in_round(round: Round, on: date, bodies: Collection[Any] | None = None) -> list[Owing]:
    """The same for one round, by body. Five queries."""
    return in_rounds([round], on, bodies)


@dataclass(frozen=True)
class Answer:
    """What of an answer is asked for here."""

    pk: int | None = None
    state: str = NEW
    returned_on: date | None = None


Written = dict[tuple[int, ...], Answer]


def _asked(round: Round, on: date) -> dict[int, Measure]:
    """The measures that the round asks, by id, by number."""
    measures = {measure.pk: measure for measure in round.asked(on).order_by("sort_key", "pk")}
    for measure in measures.values():
        measure.programme = round.programme
    return measures


def _roles(measures: set[int], on: date, bodies: Collection[Any] | None) -> dict[int, dict[int, str]]:
    """By body and measure the role in which the body answers: as a lead before as a partner, as a unit not at all."""
    held = (
        Responsibility.objects.in_force(on)
        .filter(measure__in=measures, step=None)
        .exclude(body__kind=BodyKind.COLLECTIVE)
    )
    held = held if bodies is None else held.filter(body__in=bodies)
    all_roles: dict[tuple[int, int], set[str]] = defaultdict(set)
    for body, measure, role in held.order_by().values_list("body", "measure", "role"):
        all_roles[body, measure].add(role)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for (body, measure), roles in all_roles.items():
        if "lead" in roles or "unit" not in roles:
            found[body][measure] = UpdateRole.LEAD if "lead" in roles else UpdateRole.PARTNER
    return found


def _written(rounds: list[Round]) -> Written:
    """The answers of the rounds, an empty draft as new: by round and measure, and the body of a part."""
    empty = Q(**{name: Update.column(name).get_default() for name in Update.WORDS if name != "language"})
    rows = Update.objects.filter(round__in=rounds).shown().annotate(is_blank=empty).order_by()
    found: Written = {}
    for round, measure, body, role, pk, state, is_blank, returned_at in rows.values_list(
        "round", "measure", "body", "role", "pk", "shown", "is_blank", "returned_at"
    ):
        state = NEW if is_blank and state == UpdateState.DRAFT else state
        answer = Answer(pk, state, localdate(returned_at) if returned_at else None)
        found[_place(round, measure, body, role)] = answer
    return found


def _place(round: int, measure: int, body: int, role: str) -> tuple[int, ...]:
    """Where an answer stands among those written: a part with its body, the lead's with whoever leads."""
    return (round, measure, body) if role == UpdateRole.PARTNER else (round, measure)


def _items(
    round: Round, body: Body, asked: dict[int, Measure], roles: dict[int, str], written: Written
) -> tuple[Item, ...]:
    items = []
    for pk in asked.keys() & roles.keys():
        answer = written.get(_place(round.pk, pk, body.pk, roles[pk]), Answer())
        items.append(Item(asked[pk], roles[pk], answer.state, answer.pk, answer.returned_on))
    return tuple(sorted(items, key=lambda item: (item.role, item.measure.sort_key, item.measure.pk)))


def _owing(round: Round, body: Body, row: Return | None, items: tuple[Item, ...], on: date) -> Owing:
    if row is None:
        return Owing(round, body, None, round.due, round.lock(on), items)
    row.round, row.body = round, body
    return Owing(round, body, row, row.due_day, row.lock(on), items)
