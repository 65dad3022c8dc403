"""Who is reminded of what: by the threshold passed, only of what is still owed, one letter to a person.

| who | thresholds |
|---|---|
| coordinators of a body with open answers | 14 and 3 days before its own due day, on it, 3 days after it |
| coordinators of a body with open parts | 3 days before the partners' date and on it, where the round has one |
| the body's approver | 3 working days after the due day while anything is owed; 3 days after a return was sent there |

Who stands in for the approver is written to when no approver's seat is in force. A letter is written on the first
working day on or after its threshold that the command runs; when several have passed, of the newest alone. A threshold
is told once: it is over when the person has had any letter about the body and the round on its day or later. More time
moves the thresholds with the due day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from actors.models import Body, Role, Seat, User
from actors.ready_query import ReadyQuery
from updates import due_days, expected, outbox, owing, working_days
from updates.letters import Ask, Block, Letter
from updates.models import Mail, MailItem, MailKind, MailState, Round
from updates.owing import Owing
from updates.querysets import MailQuerySet

ANSWERS, PARTS = (-14, -3, 0, 3), (-3, 0)  # days from the due day, from the partners' date
OVERDUE = 3  # working days after the due day
APPROVAL = 3  # days after the return was sent to the approver
BY_ITSELF = MailQuerySet.BY_ITSELF

Told = dict[tuple[int, int, int], date]


@dataclass
class Plan:
    """The letters that go out, and what is owed by bodies that nobody coordinates."""

    letters: list[Letter] = field(default_factory=list)
    nobody: list[Owing] = field(default_factory=list)

    def nobody_by_round(self) -> list[tuple[Round, list[Body]]]:
        """The bodies that owe and have nobody to be reminded, by round."""
        return [
            (round, [each.body for each in owings]) for round, owings in groupby(self.nobody, lambda one: one.round)
        ]


@dataclass
class Chased:
    """What became of a message to chosen bodies: the mails written, how many had been written before (`twice`), bodies
    that owe nothing, bodies without anybody to read it."""

    mails: list[Mail] = field(default_factory=list)
    twice: int = 0
    silent: list[Body] = field(default_factory=list)
    nobody: list[Body] = field(default_factory=list)


@dataclass
class Readers:
    """By body the active people who write its answers, and those who approve them."""

    writers: dict[int, list[User]]
    approvers: dict[int, list[User]]


def remind(at: datetime) -> tuple[Plan, list[Mail]]:
    """Write what is to be told at the moment into the outbox; nothing on a day off. Two that run at once, on two
    machines even, wait for one another: what the first has written the second finds told."""
    on = localdate(at)
    if not working_days.is_working_day(on):
        return plan(on), []
    with transaction.atomic():
        ids = [round.pk for round in collecting(on)]
        list(Round.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",), no_key=True))
        made = plan(on)
        return made, [mail for letter in made.letters if (mail := letter.write(at))]


def plan(on: date) -> Plan:
    """What there is to tell on the day, whether or not offices work on it. Five queries, and three more for each
    round."""
    owings = still_asked(owing.in_rounds(collecting(on), on))
    readers = readers_of(owings, on)
    told = told_by(owings)
    blocks: dict[User, list[Block]] = defaultdict(list)
    for each in owings:
        for person, block in due_blocks(each, readers, on):
            if block.reached > told.get((person.pk, *block.place), date.min):
                blocks[person].append(block)
    letters = [Letter(person, tuple(_one_for_each_place(mine))) for person, mine in blocks.items()]
    return Plan(letters, [each for each in owings if each.open and not readers.writers.get(each.body.pk)])


def collecting(on: date) -> list[Round]:
    """The rounds of published programmes that still ask somebody on the day, the newest first."""
    return expected.collecting(Round.objects.filter(programme__is_published=True).opened(on))


def still_asked(owings: Iterable[Owing]) -> list[Owing]:
    """The same, newest round first, without items that a newer round asks."""
    owings = list(owings)
    newest: dict[int, int] = {}
    for each in owings:
        for item in each.items:
            newest.setdefault(item.measure.pk, each.round.pk)
    return [
        replace(each, items=tuple(item for item in each.items if newest[item.measure.pk] == each.round.pk))
        for each in owings
    ]


def readers_of(owings: Iterable[Owing], on: date) -> Readers:
    """The people to write to, inactive ones left out; a deputy only where no approver's seat is in force. One query."""
    bodies = {each.body.pk for each in owings}
    roles = (Role.COORDINATOR, Role.APPROVER, Role.DEPUTY)
    seats = Seat.objects.in_force(on).filter(body__in=bodies, role__in=roles, user__is_active=True)
    found: dict[str, dict[int, dict[int, User]]] = {role: defaultdict(dict) for role in roles}
    for seat in seats.select_related("user").order_by("user__name", "user__email"):
        found[seat.role][seat.body_id][seat.user_id] = seat.user
    writers = {body: list(people.values()) for body, people in found[Role.COORDINATOR].items()}
    approvers = found[Role.DEPUTY] | found[Role.APPROVER]
    return Readers(writers, {body: list(people.values()) for body, people in approvers.items()})


def told_by(owings: Iterable[Owing]) -> Told:
    """By person, round and body the day of the newest letter that went out by itself. One query."""
    rounds = {each.round.pk for each in owings}
    items = MailItem.objects.filter(round__in=rounds, mail__kind__in=BY_ITSELF, mail__person__isnull=False).order_by()
    newest = items.values_list("mail__person", "round", "body").annotate(Max("mail__made_at"))
    return {(person, round, body): localdate(made_at) for person, round, body, made_at in newest}


def due_blocks(each: Owing, readers: Readers, on: date) -> Iterator[tuple[User, Block]]:
    """Every threshold that has been reached, for each of its readers: who writes for the body is not told as its
    approver too."""
    writers = readers.writers.get(each.body.pk, [])
    for block in writers_blocks(each, on):
        yield from ((person, block) for person in writers)
    for block in approvers_blocks(each, on):
        others = [] if block.ask == Ask.APPROVAL else writers
        yield from ((person, block) for person in readers.approvers.get(each.body.pk, []) if person not in others)


def writers_blocks(each: Owing, on: date) -> Iterator[Block]:
    """What coordinators are told of: all that is open, or the parts alone, each since its newest threshold."""
    if each.open and (reached := newest(each.due, ANSWERS, each.round.opens, on)):
        yield Block(Ask.ANSWERS, each, each.open, each.due, reached)
    day = due_days.parts_due(each.round, each.row)
    if day and each.open_parts and (reached := newest(day, PARTS, each.round.opens, on)):
        yield Block(Ask.PARTS, each, each.open_parts, day, reached)


def approvers_blocks(each: Owing, on: date) -> Iterator[Block]:
    """What approvers are told of: a return that lies with them, or that their body is late. Who has been asked to
    complete an answer after the due day has as many days for it."""
    returned = [item.returned_on for item in each.items if item.returned_on and not item.is_given]
    overdue = working_days.after(max([each.due, *returned]), OVERDUE)
    if each.is_with_approver:
        lies = waiting_since(each) + timedelta(APPROVAL)
        if days := [day for day in (lies, overdue) if day <= on]:
            yield Block(Ask.APPROVAL, each, each.items, each.due, max(days))
    elif each.open and overdue <= on:
        yield Block(Ask.OVERDUE, each, each.open, each.due, overdue)


def waiting_since(each: Owing) -> date:
    """The day on which the return was sent to the approver."""
    return localdate(each.row.sent_at) if each.row and each.row.sent_at else each.round.opens


def newest(day: date, thresholds: Collection[int], opens: date, on: date) -> date | None:
    """The newest of the thresholds (days from `day`) that has been reached; none lies before the round opened."""
    days = [day + timedelta(days) for days in thresholds]
    return max((each for each in days if opens <= each <= on), default=None)


def _one_for_each_place(blocks: list[Block]) -> Iterator[Block]:
    """Of a body's answers and parts in one round the answers alone: the parts are among them. Nearest due day first."""
    whole = {block.place for block in blocks if block.ask == Ask.ANSWERS}
    kept = [block for block in blocks if block.ask != Ask.PARTS or block.place not in whole]
    yield from sorted(kept, key=lambda block: (block.day, block.owing.body.sort_key, block.owing.round.pk, block.ask))


def chase_letters(round: Round, bodies: Collection[Body], on: date, words: str = "") -> tuple[list[Letter], Chased]:
    """Letters to the chosen bodies as far as they owe anything on the day: to the coordinators, or to the approvers
    where the return lies with them. Six queries."""
    owings, result = owing.in_round(round, on, bodies), Chased()
    readers = readers_of(owings, on)
    blocks: dict[User, list[Block]] = defaultdict(list)
    for each in owings:
        ask = Ask.APPROVAL if each.is_with_approver else Ask.ANSWERS
        people = (readers.approvers if each.is_with_approver else readers.writers).get(each.body.pk, [])
        if not each.is_owed:
            continue
        if not people:
            result.nobody.append(each.body)
        for person in people:
            blocks[person].append(Block(ask, each, each.open or each.items, each.due, on))
    owing_now = {each.body.pk for each in owings if each.is_owed}
    result.silent = [body for body in bodies if body.pk not in owing_now]
    return [Letter(person, tuple(mine), words) for person, mine in blocks.items()], result


@transaction.atomic
def chase(round: Round, bodies: Collection[Body], words: str, by: Any, at: datetime) -> Chased:
    """Write one mail to each person of the chosen bodies who has something to answer: the office's words before the
    list of what is open. The same sent twice on a day goes out once."""
    letters, result = chase_letters(round, bodies, localdate(at), words)
    for letter in letters:
        if mail := letter.write(at, _chase_key(round, letter, localdate(at)), MailKind.CHASE, by):
            result.mails.append(mail)
        else:
            result.twice += 1
    return result


def _chase_key(round: Round, letter: Letter, on: date) -> str:
    """The same for the same words to the same person about the same bodies on a day."""
    told = f"{on} {' '.join(str(body.pk) for body in letter.bodies)} {letter.words}"
    return f"chase:{round.pk}:{letter.person.pk}:{outbox.short_hash(told)}"


def written_today(round: Round, letters: Collection[Letter], on: date) -> dict[Body, datetime]:
    """The bodies of the letters that were written to on the day already about the round, and when last; none when the
    letters are the very same, which are not written again. Two queries."""
    keys = [_chase_key(round, letter, on) for letter in letters]
    if Mail.objects.filter(key__in=keys).count() == len(keys):
        return {}
    bodies = {body.pk: body for letter in letters for body in letter.bodies}
    items = MailItem.objects.filter(round=round, body__in=bodies, mail__kind__in=(*BY_ITSELF, MailKind.CHASE))
    newest = items.exclude(mail__state=MailState.FAILED).order_by().values_list("body").annotate(Max("mail__made_at"))
    return {bodies[pk]: made_at for pk, made_at in newest if localdate(made_at) == on}


def preview(round: Round, bodies: Collection[Body], on: date, words: str = "", language: str = "") -> str:
    """The first of the mails that `chase` would write, subject and text, in the language or in the reader's own; ""
    when it would write none. `on` may be the moment."""
    day = localdate(on) if isinstance(on, datetime) else on
    letters, _result = chase_letters(round, bodies, day, words)
    if not letters:
        return ""
    written = letters[0].written(on, language)
    return f"{written.subject}\n\n{written.text}"


def last_mailed(round: Round) -> dict[int, date]:
    """By body id the day on which it was last reminded or written to by the office about the round. One query."""
    return {row["body"]: localdate(row["last"]) for row in LAST_MAILED.rows(round=round.pk)}


def _last_mailed(round: int) -> QuerySet:
    kinds = (*BY_ITSELF, MailKind.CHASE)
    items = MailItem.objects.filter(round=round, mail__kind__in=kinds).exclude(mail__state=MailState.FAILED)
    return items.order_by().values("body").annotate(last=Max("mail__made_at"))


LAST_MAILED = ReadyQuery(_last_mailed)
