"""Question: how many measures stand where? Counts by area and mark, and by stage, confidence and freshness."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext, pgettext_lazy

from actions.querysets import MeasureQuerySet
from actions.status import Confidence, Freshness, Mark, Stage, sign
from actors.languages import CODES, Phrase, choose
from reports.reader import Addresses

AREA = ("area", "area__number", "area__sort_key", *(f"area__name_{code}" for code in CODES))
MOST_MARKS = 12  # in one cell: a longer row of marks says less than its number
RARE = {Mark.PARTLY_IMPLEMENTED, Mark.ENDED}  # their columns stand only when something is counted there
# The marks' words as narrow column heads: the catalogues, the English one too, give them soft hyphens (U+00AD).
HEADS = {
    Mark.IMPLEMENTED: pgettext_lazy("narrow column", "Implemented"),
    Mark.PARTLY_IMPLEMENTED: pgettext_lazy("narrow column", "Partly implemented"),
    Mark.ON_PLAN: pgettext_lazy("narrow column", "On plan"),
    Mark.CONTINUOUS: pgettext_lazy("narrow column", "Continuous activity"),
    Mark.AT_RISK: pgettext_lazy("narrow column", "At risk of delay"),
    Mark.DELAYED: pgettext_lazy("narrow column", "Delayed"),
    Mark.BLOCKED: pgettext_lazy("narrow column", "Blocked"),
    Mark.NOT_STARTED: pgettext_lazy("narrow column", "Not started"),
    Mark.ENDED: pgettext_lazy("narrow column", "Ended otherwise"),
    Mark.NOT_REPORTED: pgettext_lazy("narrow column", "Not reported"),
}

Group = dict[str, Any]


def groups(measures: MeasureQuerySet, on: date) -> list[Group]:
    """Measures (fetched `with_standing`) counted in the database: one row per area, stage, confidence and freshness.

    `n` is how many there are, `late` how many of them are past a latest day without an outcome, `further` how many
    are a second or later part of their number. One query.
    """
    by = measures.order_by().values(*AREA, "stage", "confidence", "fresh", "mark")
    late, further = Count("pk", filter=Q(due__lt=on)), Count("pk", filter=Q(part__gt="a"))
    return list(by.annotate(n=Count("pk"), late=late, further=further).order_by("area__sort_key", "area"))


def total(rows: list[Group], **facts: Any) -> int:
    """How many measures have all the facts, for example mark="delayed"."""
    return sum(row["n"] for row in rows if all(row[name] == value for name, value in facts.items()))


def areas(rows: list[Group]) -> dict[int | None, tuple[str, Phrase]]:
    """Number and name of each area by id, in the order of the programme; None for measures outside every area."""
    nameless = Phrase(gettext("No area"), "")
    return {row["area"]: (row["area__number"] or "", choose(row, "area__name") or nameless) for row in rows}


def matrix(rows: list[Group], to: Addresses) -> dict[str, Any]:
    """What templates/_matrix.html takes: areas × marks, every number with the list that it counts."""
    marks = [mark for mark in Mark if mark not in RARE or total(rows, mark=mark)]
    return {
        "columns": [{**_shape(mark), "head": HEADS[mark]} for mark in marks],
        "rows": [_area_row(area, named, rows, marks, to) for area, named in areas(rows).items()],
        "totals": [
            {"count": total(rows, mark=mark), "url": to.listed(mark=mark.value), **_shape(mark)} for mark in marks
        ],
        "total": total(rows),
    }


def _shape(mark: Mark) -> dict[str, str]:
    shown = sign(Mark, mark)
    return {"symbol": shown.symbol, "word": shown.word}


def _area_row(area: int | None, named: tuple[str, Phrase], rows: list[Group], marks: list[Mark], to: Addresses) -> Any:
    number, name = named
    where = {"area": number} if number else {}
    cells = []
    for mark in marks:
        count = total(rows, area=area, mark=mark)
        drawn = range(count) if count <= MOST_MARKS else ()
        cells.append({"count": count, "url": to.listed(mark=mark.value, **where), "marks": drawn, **_shape(mark)})
    url = to.listed(**where) if number else ""
    count = total(rows, area=area)
    return {"number": number, "title": name, "url": url, "cells": cells, "total": count, "total_url": url}


def combinations(rows: list[Group], to: Addresses) -> list[dict[str, Any]]:
    """Every stage, confidence and freshness that occur together, with their number, in the order of the axes.

    The list is linked where its filters give exactly that number: nothing told of an axis is no filter.
    """
    counts = Counter[tuple[str, str, str]]()
    for row in rows:
        counts[row["stage"], row["confidence"], row["fresh"]] += row["n"]
    order = {value: n for n, value in enumerate([*Stage.values, *Confidence.values, *Freshness.values, ""])}
    return [
        {
            "stage": sign(Stage, stage), "confidence": sign(Confidence, confidence), "fresh": sign(Freshness, fresh),
            "count": count, "url": _exactly(count, rows, to, stage=stage, confidence=confidence, fresh=fresh),
        }
        for (stage, confidence, fresh), count in sorted(counts.items(), key=lambda each: [order[x] for x in each[0]])
    ]  # fmt: skip


def _exactly(count: int, rows: list[Group], to: Addresses, **facts: str) -> str:
    told = {name: value for name, value in facts.items() if value}
    filters = {"freshness" if name == "fresh" else name: value for name, value in told.items()}
    return to.listed(**filters) if total(rows, **told) == count else ""
