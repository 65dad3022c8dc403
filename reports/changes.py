"""Question: what has been changed in a measure's official data, when and by whom? One query over four histories."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.db.models import Case, CharField, DateField, F, Field, IntegerField, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext

from actions import wording
from actions.models import Measure, Responsibility, ResponsibilityRole, ScheduleItem, Step
from actors.languages import CODES
from actors.policy import Rights
from actors.ready_query import ReadyQuery
from updates.comparing import Piece, pieces

MOST = 400  # rows of history that are read; a measure rarely has a tenth of them
COLUMNS: dict[str, Field] = {
    "n": IntegerField(), "label": CharField(), **{f"title_{code}": CharField() for code in CODES},
    **{f"text_{code}": TextField() for code in CODES}, "kind": CharField(), "earliest": DateField(),
    "latest": DateField(), "role": CharField(), "qualifier": CharField(), "since": DateField(), "until": DateField(),
    "name": CharField(),
}  # fmt: skip
# Measure.history makes a new manager's class each time it is asked for: the models are asked for once.
OF_MEASURE, OF_STEP, OF_ITEM, OF_ROLE = (model.history.model for model in (Measure, Step, ScheduleItem, Responsibility))
# The first history tells the types of all columns; the others may leave theirs plainly empty, which costs less.
TYPED = {name: Cast(Value(None), kind) for name, kind in COLUMNS.items()}
EMPTY = {name: Value(None, output_field=kind) for name, kind in COLUMNS.items()}
PERSON = Case(
    When(history_user__name="", then=F("history_user__email")),
    default=F("history_user__name"),
    output_field=CharField(),
)
BODY = Case(When(body__abbreviation="", then=F("body__name_fi")), default=F("body__abbreviation"))

Row = dict[str, Any]


@dataclass(frozen=True)
class Changed:
    """One thing that was changed: what it is, and the words before and after where there are any."""

    what: str
    pieces: list[Piece]
    language: str = ""


@dataclass(frozen=True)
class Event:
    """What was changed on one day by one person; `who` is told in words that the reader may know."""

    day: date
    who: str
    changes: list[Changed]


def events(measure: Measure, rights: Rights, on: date | None = None) -> list[Event]:
    """The newest first; with `on`, what had been changed by the end of that day. Outcomes are told with the schedule,
    not here: what has not been published must not show in the history either."""
    days: dict[tuple[date, str], list[Row]] = defaultdict(list)
    before: dict[tuple[str, int], Row] = {}
    for row in fetch(measure, on):
        row["before"] = before.get((row["what"], row["id"]))
        before[row["what"], row["id"]] = row
        days[localtime(row["when"]).date(), row["who"] or ""].append(row)
    found = [Event(day, who(name, rights), list(changed(rows))) for (day, name), rows in days.items()]
    return [event for event in reversed(found) if event.changes]


def fetch(measure: Measure, on: date | None) -> list[Row]:
    """Rows of the histories of the measure, its steps, schedule and responsibilities, the oldest first."""
    return sorted(HISTORIES.rows(measure=measure.pk, on=on), key=lambda row: (row["when"], row["key"]))


def _histories(measure: int, on: date | None) -> QuerySet:
    histories = [
        _history("measure", OF_MEASURE.objects.filter(id=measure)),
        _history("step", OF_STEP.objects.filter(measure_id=measure)),
        _history("schedule", OF_ITEM.objects.filter(measure_id=measure)),
        _history("role", OF_ROLE.objects.filter(measure_id=measure), name=BODY),
    ]
    if on:
        histories = [history.filter(history_date__date__lte=on) for history in histories]
    return reduce(lambda one, other: one.union(other, all=True), histories).order_by("-when")[:MOST]


HISTORIES = ReadyQuery(_histories)


def _history(what: str, rows: QuerySet, **given: Any) -> QuerySet:
    """The rows in the columns that all four histories are told in; what a history lacks is empty."""
    known = {field.name for field in rows.model._meta.get_fields()} | set(given)
    lacking = {name: nothing for name, nothing in (TYPED if what == "measure" else EMPTY).items() if name not in known}
    told = rows.order_by().annotate(
        what=Value(what), when=F("history_date"), key=F("history_id"), type=F("history_type"),
        who=PERSON, **given, **lacking,
    )  # fmt: skip
    return told.values("what", "id", "when", "key", "type", "who", *COLUMNS)


def who(name: str, rights: Rights) -> str:
    """A name for the office and administrators; the rest are told that it was the office."""
    if name and (rights.is_office or rights.is_administrator):
        return name
    return gettext("Programme office") if name else ""


def changed(rows: list[Row]) -> Iterator[Changed]:
    """What the rows of one day say; when the measure itself came in, its parts are not told one by one."""
    came_in = any(row["what"] == "measure" and row["type"] == "+" for row in rows)
    if came_in:
        yield Changed(gettext("The measure was entered"), [])
    for row in rows:
        if row["type"] == "~" and row["before"]:
            yield from differences(row["before"], row)
        elif row["type"] == "-" or (row["type"] == "+" and not came_in):
            yield Changed(came_or_went(row), [])


def came_or_went(row: Row) -> str:
    """That a step, a schedule or a responsibility was added or removed."""
    added = row["type"] == "+"
    if row["what"] == "role":
        words = gettext("%(role)s added: %(body)s") if added else gettext("%(role)s removed: %(body)s")
        return words % {"role": ResponsibilityRole(row["role"]).label, "body": row["name"]}
    thing = named(row)
    return (gettext("%(thing)s was added") if added else gettext("%(thing)s was removed")) % {"thing": thing}


def named(row: Row) -> str:
    """Which thing the row is about."""
    if row["what"] == "role":
        return str(row["name"])
    number = {"label": row["label"] or row["n"]}
    if row["what"] == "step":
        return gettext("Step %(label)s") % number
    return gettext("Schedule %(label)s") % number if row["what"] == "schedule" else gettext("The measure")


def differences(before: Row, after: Row) -> Iterator[Changed]:
    """Every text, reading, role and day in force that is not what it was, word by word."""
    thing = named(after)
    for stem, field in (("title", gettext("short title")), ("text", gettext("text"))):
        for code in CODES:
            one, other = (str(row[f"{stem}_{code}"] or "") for row in (before, after))
            if one != other:
                yield Changed(_label(thing, field), pieces(one, other), code)
    for field, told in (
        (pgettext("schedule", "reading"), _reading), (gettext("role"), _role), (gettext("in force"), _in_force),
    ):  # fmt: skip
        one, other = told(before), told(after)
        if one != other:
            yield Changed(_label(thing, field), [Piece("removed", one or "–"), Piece("added", other or "–")])


def _label(thing: str, field: str) -> str:
    return pgettext("changed thing", "%(thing)s, %(field)s") % {"thing": thing, "field": field}


def _reading(row: Row) -> str:
    return wording.reading(row["kind"], row["earliest"], row["latest"]) if row["kind"] else ""


def _role(row: Row) -> str:
    words = [ResponsibilityRole(row["role"]).label, row["qualifier"]] if row["role"] else []
    return ", ".join(str(word) for word in words if word)


def _in_force(row: Row) -> str:
    return wording.span(row["since"], row["until"])
