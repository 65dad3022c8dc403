"""Question: when is what to happen? Schedule items as marks on a scale of years, in per cent from the left."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from actions import wording
from actions.models import ScheduleItem, ScheduleKind
from reports import matrix
from reports.measure_line import MeasureLine, line
from reports.situation import Situation, is_late

LONGEST = 12  # years on one scale: what lies outside is said in words
SHAPES = {
    ScheduleKind.MONTH: "span",
    ScheduleKind.SEASON: "span",
    ScheduleKind.YEAR: "span",
    ScheduleKind.DATE: "day",
}
LASTING = {ScheduleKind.CONTINUOUS, ScheduleKind.RECURRING}  # drawn without any day
LABEL = 6.0  # how wide a label of the scale is, in per cent


@dataclass(frozen=True)
class Scale:
    """Whole years from the first to the last, both included, and the day looked at."""

    first: int
    last: int
    on: date

    def at(self, day: date) -> float:
        """Where a day begins, in per cent; days outside the scale lie at its ends."""
        start = date(self.first, 1, 1)
        length = (date(self.last + 1, 1, 1) - start).days
        return round(min(max((day - start).days / length, 0.0), 1.0) * 100, 2)

    def covers(self, earliest: date | None, latest: date | None) -> bool:
        """Whether any of the days from earliest to latest lies on the scale."""
        return (earliest is None or earliest.year <= self.last) and (latest is None or latest.year >= self.first)

    def head(self) -> dict[str, Any]:
        """What templates/_timeline_head.html takes; the day is written on the side of its line where there is room."""
        years = [date(year, 1, 1) for year in range(self.first, self.last + 1)]
        now = self.at(self.on) if self.first <= self.on.year <= self.last else None
        january, wide = self.at(date(self.on.year, 1, 1)), 100 / len(years)
        words = gettext("In the years %(first)s–%(last)s; the upright line is %(day)s")
        return {
            "years": [{"label": str(day.year), "x": self.at(day)} for day in years],
            "now": now,
            "now_label": date_format(self.on, "MONTH_DAY_FORMAT") if wide > 2 * LABEL else "",
            "now_before": now is not None and now - january > wide / 2 + LABEL / 2,
            "words": words % {"first": self.first, "last": self.last, "day": wording.day(self.on)},
        }


def scale(items: Iterable[ScheduleItem], on: date, adopted: date | None = None) -> Scale:
    """The years that the items, the day looked at and the adoption of the programme span; at most LONGEST of them."""
    days = (
        [day for item in items for day in (item.earliest, item.latest) if day] + [on] + ([adopted] if adopted else [])
    )
    first, last = min(days).year, max(days).year
    if last - first >= LONGEST:
        first = max(first, on.year - LONGEST // 3)
        last = min(last, first + LONGEST - 1)
    return Scale(first, max(last, first + 1), on)


def bar(item: ScheduleItem, tone: str, on: Scale) -> dict[str, Any]:
    """What templates/_timeline_bar.html draws of one item; words where it has no place on the scale."""
    earliest, latest, kind = item.earliest, item.latest, ScheduleKind(item.kind)
    dated = earliest or latest or kind in LASTING
    if kind == ScheduleKind.NONE or not dated or not on.covers(earliest, latest):
        return _words(words_for(item, on))
    if kind == ScheduleKind.BY and latest:
        earliest = earliest or date(latest.year, 1, 1)
    start = on.at(earliest) if earliest else 0.0
    end = _end(on, latest) if latest else 100.0
    if kind == ScheduleKind.DATE:
        end = start
    return {
        "kind": SHAPES.get(kind, str(kind.value)), "tone": tone, "start": start, "end": end,
        "width": round(max(end - start, 0.8), 2), "words": "",
    }  # fmt: skip


def _end(on: Scale, latest: date) -> float:
    """Where the latest day ends."""
    return on.at(date.fromordinal(latest.toordinal() + 1))


def _words(words: str) -> dict[str, Any]:
    return {"kind": "words", "tone": "none", "start": 0.0, "end": 0.0, "width": 0.0, "words": words}


def words_for(item: ScheduleItem, on: Scale) -> str:
    """What stands in the place of a mark that can't be drawn."""
    if not on.covers(item.earliest, item.latest):
        return wording.reading(item.kind, item.earliest, item.latest)
    return gettext("Not read as days")


def of_programme(situation: Situation) -> dict[str, Any]:
    """The timeline of the shown measures: the scale and, area by area, each item's words with its mark."""
    on = scale(situation.items, situation.on, situation.programme.adopted)
    in_order = sorted(situation.shown, key=lambda measure: (measure.sort_key, measure.pk))
    rows: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for measure in in_order:
        rows[measure.area_id].append(_row(measure, situation, on))
    named = matrix.areas(situation.counts)
    groups = [
        {"number": number, "name": name, "rows": rows[area]} for area, (number, name) in named.items() if rows[area]
    ]
    return {"scale": on.head(), "groups": groups, "shown": len(in_order), "total": matrix.total(situation.counts)}


def _row(measure: Any, situation: Situation, on: Scale) -> dict[str, Any]:
    named = line(measure, situation.reader.to)
    schedule = [
        {"words": item.text, "bars": [bar(item, _tone(item, measure, named, situation), on)]}
        for item in situation.schedule[measure.pk]
    ]
    return {"line": named, "schedule": schedule or [{"words": "", "bars": [_words(gettext("No schedule"))]}]}


def _tone(item: ScheduleItem, measure: Any, named: MeasureLine, situation: Situation) -> str:
    """Done and late items have their own tone, the rest that of the measure's mark."""
    if item.is_done(situation.on, situation.reader.audience):
        return "done"
    if is_late(measure, situation.on) and item.is_late(situation.on, situation.reader.audience):
        return "late"
    return (named.sign.tone if named.sign else "") or "none"
