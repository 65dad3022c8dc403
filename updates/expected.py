"""What is expected of bodies in the rounds under way: the lead's answer to each measure, each partner's part of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists

from actions.models import LEADING, Measure, Responsibility, ScheduleItem
from actions.status import Audience
from actors import policy
from actors.models import Body
from updates.models import Return, Round, Update, UpdateRole, UpdateState
from updates.one_task import lead_over, led_by
from updates.tasks import NEW, WORDS, Task

Returns = dict[tuple[int, int], Return]  # by round and body, with their rounds
Leads = dict[tuple[int, int], Body]  # by measure and unit

ALWAYS = (NEW, UpdateState.DRAFT, UpdateState.SUBMITTED, UpdateState.PUBLISHED)


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


def leads_over(rights: policy.Rights, on: date) -> Leads:
    """The lead in whose return each of the person's bodies answers as a unit. One query."""
    held = Responsibility.objects.in_force(on).filter(LEADING)
    own = held.filter(role="unit", body__in=rights.own_bodies).values("measure")
    rows: dict[int, list[Responsibility]] = defaultdict(list)
    for row in held.filter(measure__in=own).select_related("body").order_by("n", "pk"):
        rows[row.measure_id].append(row)
    found = {}
    for measure, leading in rows.items():
        leads, units = [row for row in leading if row.is_lead], [row for row in leading if not row.is_lead]
        for body in {row.body_id for row in units} - {row.body_id for row in leads}:
            if lead := lead_over([row for row in units if row.body_id == body], leads):
                found[measure, body] = lead
    return found


def of_user(user: Any, rounds: list[Round], returns: Returns, leads: Leads, on: date) -> list[Task]:
    """Everything expected of the bodies where the user coordinates or approves, in those of the rounds (`collecting`)
    that are open, and in others of the bodies that may write there (`current`): by round and body, the lead's answers
    first, by number. An answer that several of the user's bodies share is listed once. Two queries, three for the
    office, one more where a round has chosen its measures; `enrich` brings the rest of those that a page shows."""
    rights = policy.rights(user, on)
    asking = current(rounds, returns, on)
    if not asking:
        return []
    tasks = _expected(rights, rounds, returns, leads, on)
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
    """By round and body, what goes in its own return first; then what is still to be sent, the lead's before parts."""
    place = (-task.round.opens.toordinal(), -task.round.pk, task.body.sort_key)
    giver = (task.giver is not None, task.giver.sort_key if task.giver else "")
    return (*place, *giver, task.is_done, task.role, task.measure.sort_key)


def _expected(rights: policy.Rights, rounds: list[Round], returns: Returns, leads: Leads, on: date) -> list[Task]:
    """Each task with the return it goes in; none of a closed round in which the body can write nothing."""
    round_of = round_of_each(rounds)
    measures = Measure.objects.in_force(on).filter(programme__in={round.programme_id for round in rounds})
    held = Responsibility.objects.in_force(on).filter(measure__in=measures, body__in=rights.own_bodies)
    rows = list(held.select_related("measure", "body").order_by("role", "pk"))
    leading = {(row.measure_id, row.body_id) for row in rows if row.is_leading}
    own = {(row.measure_id, row.body_id) for row in rows if row.is_lead}
    found: dict[tuple[int, ...], Task] = {}
    for row in sorted(rows, key=lambda row: row.body_id not in rights.coordinates):
        is_led = (row.measure_id, row.body_id) in leading
        role = UpdateRole.LEAD if is_led else UpdateRole.PARTNER
        if round := round_of(row.measure):
            task = Task(round, row.measure, row.body, role, row.body_id in rights.coordinates)
            task.is_unit = is_led and (row.measure_id, row.body_id) not in own
            task.giver = leads.get((row.measure_id, row.body_id)) if task.is_unit else None
            task.own_return = returns.get((round.pk, (task.giver or row.body).pk))
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
