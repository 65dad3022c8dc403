"""Makes the workbooks of a round: an issue of each is remembered, so that what comes back is told from what changed."""

import re
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from django.db import transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate

from actions.models import Responsibility
from actors.models import Body, Role, Seat
from updates.models import Deed, LogEntry, Return, Round, Workbook
from updates.workbook import contents
from updates.workbook.contents import Answer
from updates.workbook.identity import Identity
from updates.workbook.instructions import Facts
from updates.workbook.layout import layout
from updates.workbook.writing import Issue, written

UNSAFE = re.compile(r"[^\w.-]+")
MOST_ADDRESSES = 3


def files(
    round: Round, language: str, by: Any, at: datetime, bodies: Collection[int] | None = None, is_own: bool = False
) -> Iterator[tuple[str, bytes]]:
    """The workbooks of the bodies (of all that owe something and may write, without a choice), by file name. Drafts
    stand in one that the body's own people take (`is_own`); in others' those cells are empty."""
    issues = issued(round, language, by, at, bodies, is_own)
    names = file_names(round, [issue.facts.body for issue in issues])
    for name, issue in zip(names, issues, strict=True):
        yield name, written(issue)


def zipped(files: Iterable[tuple[str, bytes]]) -> BytesIO:
    """The files as one zip; workbooks are packed already."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as parts:
        for name, content in files:
            parts.writestr(name, content)
    packed.seek(0)
    return packed


@transaction.atomic
def issued(
    round: Round, language: str, by: Any, at: datetime, bodies: Collection[int] | None = None, is_own: bool = False
) -> list[Issue]:
    """New issues, remembered and written in the book of each return; nothing of a return that takes no answers."""
    day = localdate(at)
    owed = contents.of_bodies(round, day, bodies)
    if not is_own:
        owed = {body: [answer.as_others_read_it for answer in answers] for body, answers in owed.items()}
    returns = [each for each in _returns(round, owed) if not each.lock(day)]
    last = dict(Workbook.objects.filter(of__in=returns).values_list("of").annotate(Max("issue")).order_by())
    office, names = whom_to_ask(day), body_names(owed, round, day)
    issues, rows, notes = [], [], []
    for each in returns:
        number = last.get(each.pk, 0) + 1
        facts = Facts(round, each.body, each.due_day, number, day, office)
        issue = _issue(facts, owed[each.body_id], language, names)
        issues.append(issue)
        rows.append(_row(each, issue, by, at))
        notes.append(LogEntry(of=each, kind=Deed.WORKBOOK, by=by, at=at, words=str(number)))
    Workbook.objects.bulk_create(rows)
    LogEntry.objects.bulk_create(notes)
    return issues


def _returns(round: Round, owed: dict[int, list[Answer]]) -> list[Return]:
    """The returns of the bodies in the order of lists, held until the end of the transaction."""
    there = set(round.returns.filter(body__in=owed).values_list("body", flat=True))
    bodies = Body.objects.in_bulk(owed)
    if missing := [bodies[body] for body in owed if body not in there]:
        round.returns.hold(round, missing)
    returns = round.returns.filter(body__in=owed).select_for_update(of=("self",)).order_by("pk")
    held = list(returns)
    for each in held:
        each.round, each.body = round, bodies[each.body_id]
    return sorted(held, key=lambda each: each.body.sort_key)


def _issue(facts: Facts, answers: list[Answer], language: str, names: dict[int, str]) -> Issue:
    round, body = facts.round, facts.body
    identity = Identity(
        round.programme.slug, round.slug, body.key, str(facts.issue), secrets.token_hex(16), language,
        facts.made.isoformat(),
    )  # fmt: skip
    rows = layout(answers, body.pk, language)
    return Issue(identity, facts, rows, {answer.key: answer.version for answer in answers}, names)


def _row(of: Return, issue: Issue, by: Any, at: datetime) -> Workbook:
    identity = issue.identity
    return Workbook(
        of=of, issue=issue.facts.issue, token=identity.token, language=identity.language, made_at=at, made_by=by,
        cells=remembered(issue),
    )  # fmt: skip


def remembered(issue: Issue) -> dict[str, Any]:
    """What an issue is known by later: what stood in each cell that may be filled, and the versions of the answers."""
    return {
        "cells": {sheet: {row.key: row.issued() for row in rows} for sheet, rows in issue.rows.items()},
        "versions": issue.versions,
    }


def body_names(owed: dict[int, list[Answer]], round: Round, on: date) -> dict[int, str]:
    """What lists call the bodies that have a role in the round, and those that stand in a next step already."""
    held = Responsibility.objects.in_force(on).filter(measure__in=round.asked(on))
    steps = {step.body for answers in owed.values() for answer in answers for step in answer.lines.steps if step.body}
    found = Body.objects.filter(Q(pk__in=held.values("body")) | Q(pk__in=steps)).order_by("sort_key", "pk")
    return {body.pk: str(body.short_name) for body in found}


def whom_to_ask(on: date) -> str:
    """The bodies of the programme office, and its first addresses."""
    seats = list(Seat.objects.in_force(on).filter(role=Role.OFFICE).select_related("body", "user").order_by("pk"))
    bodies = dict.fromkeys(str(seat.body.name) for seat in seats)
    addresses = dict.fromkeys(seat.user.email for seat in seats if seat.user.is_active)
    return ", ".join([*bodies, *list(addresses)[:MOST_ADDRESSES]])


def file_names(round: Round, bodies: Iterable[Body]) -> list[str]:
    """kevat-2018-OM.xlsx: by the abbreviation, by the body's address where it has none or another has the same."""
    bodies = list(bodies)
    short = {body.pk: UNSAFE.sub("-", body.abbreviation).strip("-.") for body in bodies}
    times = Counter(name.casefold() for name in short.values())
    names = [short[body.pk] if times[short[body.pk].casefold()] == 1 else "" for body in bodies]
    return [f"{round.slug}-{name or body.slug}.xlsx" for name, body in zip(names, bodies, strict=True)]
