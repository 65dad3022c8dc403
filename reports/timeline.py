"""Question: when is what to happen? Schedule items as marks on a scale of years, in per cent from the left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from actions import wording
from actions.models import ScheduleItem, ScheduleKind

LONGEST = 12  # years on one scale: what lies outside is said in words
SHAPES = {
    ScheduleKind.MONTH: "span",
    ScheduleKind.SEASON: "span",
    ScheduleKind.YEAR: "span",
    ScheduleKind.DATE: "day",
}
ENDLESS = {ScheduleKind.FROM, ScheduleKind.CONTINUOUS, ScheduleKind.RECURRING}
GAP = 2.0  # between two marks on one line


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
        """What templates/_timeline_head.html takes."""
        years = range(self.first, self.last + 1)
        day = wording.day(self.on)
        return {
            "years": [{"label": str(year), "x": self.at(date(year, 1, 1))} for year in years],
            "now": self.at(self.on) if self.first <= self.on.year <= self.last else None,
            "now_label": day,
            "words": gettext("In the years %(first)s–%(last)s, the upright line is %(day)s")
            % {"first": self.first, "last": self.last, "day": day},
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


def bar(item: ScheduleItem, tone: str, on: Scale) -> dict[str, Any] | None:
    """What templates/_timeline_bar.html draws of one item; None for what has no place on the scale."""
    earliest, latest = item.earliest, item.latest
    kind = ScheduleKind(item.kind)
    if kind == ScheduleKind.NONE or not on.covers(earliest, latest):
        return None
    if earliest is None and latest is None and kind not in {ScheduleKind.CONTINUOUS, ScheduleKind.RECURRING}:
        return None
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


def lanes(items: list[tuple[ScheduleItem, str]], on: Scale) -> list[list[dict[str, Any]]]:
    """The bars of one measure's (item, tone) pairs on as few lines as they need not to cover one another.

    Items without a place on the scale are counted in words on a line of their own.
    """
    drawn = [made for item, tone in items if (made := bar(item, tone, on))]
    lines: list[list[dict[str, Any]]] = []
    for each in sorted(drawn, key=lambda bar: (bar["start"], bar["end"])):
        free = next((line for line in lines if line[-1]["end"] + GAP <= each["start"]), None)
        if free is None:
            lines.append([each])
        else:
            free.append(each)
    return lines + ([[_in_words(len(items), len(items) - len(drawn))]] if len(drawn) < len(items) or not items else [])


def _in_words(all_of_them: int, unread: int) -> dict[str, Any]:
    if not all_of_them:
        words = gettext("No schedule")
    else:
        words = ngettext("%(n)s schedule not on the scale", "%(n)s schedules not on the scale", unread) % {"n": unread}
    return {"kind": "words", "tone": "none", "start": 0.0, "end": 100.0, "width": 100.0, "words": words}
