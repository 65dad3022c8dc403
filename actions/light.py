"""Everything that lists show of measures, by one SELECT for any number of them.

It is written by hand because a page of the list may take three times what such a SELECT takes, and no more: fetched by
the object mapper the same facts take three queries, and twice as long to compile as to run. Which measures are shown,
and in which order, is asked of the mapper as everywhere; a test holds the two to the same answer. All of it comes as
two values, the measures and the names of their bodies: taking a hundred small ones apart costs more.
"""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from actions.models.measures import label
from actors.languages import CODES, Phrase, order

as_day = date.fromisoformat
COLUMNS = tuple(f"{stem}_{code}" for stem in ("title", "text") for code in CODES)
Chooser = Callable[[Sequence[str]], Phrase]
# How the two databases call the same: an array, many as one, one within another, a list as one value.
DIALECTS = {
    "postgresql": {
        "array": "json_build_array",
        "gathered": "json_agg",
        "within": "",
        "listed": "= ANY(%(ids)s)",
    },
    "sqlite": {
        "array": "json_array",
        "gathered": "json_group_array",
        "within": "json",
        "listed": "IN (SELECT value FROM json_each(%(ids)s))",
    },
}
IN_FORCE = "({0}.since IS NULL OR {0}.since <= %(on)s) AND ({0}.until IS NULL OR {0}.until >= %(on)s)"
NO_TITLE = "m.title_fi = '' AND m.title_sv = '' AND m.title_en = ''"
SELECT = f"""
SELECT (
    SELECT {{gathered}}({{array}}(
        m.id, m.code, m.area_id, m.title_fi, m.title_sv, m.title_en,
        CASE WHEN {NO_TITLE} THEN m.text_fi ELSE '' END,
        CASE WHEN {NO_TITLE} THEN m.text_sv ELSE '' END,
        CASE WHEN {NO_TITLE} THEN m.text_en ELSE '' END,
        {{within}}((
            SELECT {{gathered}}({{array}}(r.n, r.id, r.role, r.body_id))
            FROM actions_responsibility r WHERE r.measure_id = m.id AND {IN_FORCE.format("r")}
        )),
        {{within}}((
            SELECT {{gathered}}({{array}}(i.n, i.label, i.kind, i.earliest, i.latest, i.text_fi, i.text_sv, i.text_en))
            FROM actions_scheduleitem i WHERE i.measure_id = m.id AND {IN_FORCE.format("i")}
        )),
        {{within}}((
            SELECT {{gathered}}({{array}}(s.since, s.until, s.stage, s.confidence, s.reported_on, s.due))
            FROM actions_standing s
            WHERE s.measure_id = m.id AND s.audience = %(audience)s
                  AND s.since <= %(on)s AND (s.until IS NULL OR s.until >= %(back_to)s)
        ))
    ))
    FROM actions_measure m WHERE m.id {{listed}}
), (
    SELECT {{gathered}}({{array}}(b.id, b.abbreviation, b.name_fi, b.name_sv, b.name_en))
    FROM actors_body b
    WHERE b.id IN (SELECT r.body_id FROM actions_responsibility r WHERE r.measure_id {{listed}})
)"""  # noqa: S608  # fixed words; the values are bound


class Held(NamedTuple):
    """A body's role."""

    role: str
    body: str


class Item(NamedTuple):
    """One item of a schedule: its words as written and what they are read to mean."""

    n: int
    label: str
    kind: str
    earliest: date | None
    latest: date | None
    text: Phrase


class Stood(NamedTuple):
    """How a measure stood from a day until another, empty when it still does; nothing told is empty."""

    since: date
    until: date | None
    stage: str
    confidence: str
    reported_on: date | None
    due: date | None

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or self.until >= on)


class Light(NamedTuple):
    """A measure as lists need it; `title` is its label."""

    code: str
    area: int | None
    title: Phrase
    held: list[Held]
    schedule: list[Item]
    stood: list[Stood]


def light(ids: Collection[int], audience: str, on: date, back_to: date) -> list[Light]:
    """The measures of these ids, in their order, as they were on the day; standings as far back as `back_to`."""
    on_sqlite = connection.vendor == "sqlite"
    values = {
        "ids": json.dumps(list(ids)) if on_sqlite else list(ids),
        "audience": audience,
        "on": on.isoformat(),
        "back_to": back_to.isoformat(),
    }
    with connection.cursor() as cursor:
        cursor.execute(SELECT.format(**DIALECTS[connection.vendor]), values)
        measures, bodies = map(loaded, cursor.fetchone())
    choose = chooser()
    names = {pk: abbreviation or choose(names) for pk, abbreviation, *names in bodies}
    found = {pk: measure(choose, names, *facts) for pk, *facts in measures}
    return [found[pk] for pk in ids if pk in found]


def loaded(gathered: Any) -> list[list[Any]]:
    """What came as JSON: text on SQLite, a list on PostgreSQL, nothing where there are none."""
    return json.loads(gathered) if isinstance(gathered, str) else gathered or []


def measure(choose: Chooser, names: dict[int, str], code: str, area: int | None, *facts: Any) -> Light:
    *texts, held, schedule, stood = facts
    return Light(
        code,
        area,
        choose(texts[:3]) or label(dict(zip(COLUMNS, texts, strict=True))),
        [Held(role, names[body]) for _n, _pk, role, body in in_order(held)],
        [
            Item(n, label, kind, earliest and as_day(earliest), latest and as_day(latest), choose(written))
            for n, label, kind, earliest, latest, *written in in_order(schedule)
        ],
        [
            Stood(as_day(since), until and as_day(until), stage, confidence, told and as_day(told), due and as_day(due))
            for since, until, stage, confidence, told, due in in_order(stood)
        ],
    )


def in_order(rows: list[list[Any]] | None) -> list[list[Any]]:
    """The rows by what is first in them, then by what is second."""
    return sorted(rows, key=itemgetter(0, 1)) if rows and len(rows) > 1 else rows or []


def chooser() -> Chooser:
    """Chooses from texts that come in the order of CODES the one in the first language that has it."""
    places = [(CODES.index(code), code) for code in order()]

    def choose(texts: Sequence[str]) -> Phrase:
        for place, code in places:
            if texts[place]:
                return Phrase(texts[place], code)
        return Phrase("", places[0][1])

    return choose
