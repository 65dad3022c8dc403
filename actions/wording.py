"""How schedules and lateness are told in words: the one place for them, so that every page gives the same reason."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext

from actions.models import ScheduleItem, ScheduleKind, Step
from actions.schedule_reader import bounds


def day(on: date) -> str:
    """31.12.2018, in the form of the reader's language."""
    return date_format(on, "SHORT_DATE_FORMAT")


def days(earliest: date, latest: date) -> str:
    """1.9.–30.11.2018: the year is said once where it is the same; a single day is not a range."""
    if earliest == latest:
        return day(latest)
    first = date_format(earliest, "MONTH_DAY_FORMAT") if earliest.year == latest.year else day(earliest)
    return pgettext("days", "%(first)s – %(last)s") % {"first": first, "last": day(latest)}


def reading(kind: str, earliest: date | None, latest: date | None) -> str:
    """What a schedule is read to mean: "1.9.–30.11.2018 (season)". Ends that are open are said to be so."""
    if kind == ScheduleKind.NONE or (kind == ScheduleKind.DATE and not latest):
        return gettext("not read")
    if kind == ScheduleKind.BY and latest:
        return gettext("%(day)s at the latest") % {"day": day(latest)}
    told, word = span(earliest, latest), str(ScheduleKind(kind).label)
    if kind in {ScheduleKind.DATE, ScheduleKind.RANGE, ScheduleKind.FROM} and told:
        return told
    return pgettext("reading", "%(span)s (%(kind)s)") % {"span": told, "kind": word} if told else word


def reading_of(item: ScheduleItem) -> str:
    """What an item is read to mean; one that says several things is read part by part."""
    parts = item.parts or []
    if len(parts) < 2 or item.is_corrected:
        return reading(item.kind, item.earliest, item.latest)
    return "; ".join(
        reading(part["kind"], *(bounds(part["edtf"]) if part.get("edtf") else (None, None))) for part in parts
    )


def span(earliest: date | None, latest: date | None) -> str:
    """Days with an open end said in words; empty when both ends are open."""
    if earliest and latest:
        return days(earliest, latest)
    if earliest:
        return gettext("from %(day)s on") % {"day": day(earliest)}
    return gettext("until %(day)s") % {"day": day(latest)} if latest else ""


def step(one: Step) -> str:
    """Which step: by its printed label, by its place where it has none."""
    return gettext("Step %(label)s") % {"label": one.label or one.n}


def why_late(item: ScheduleItem) -> str:
    """The reason why a late item is late: "Schedule 2 ended on 31.12.2018 and has no outcome"."""
    return gettext("Schedule %(label)s ended on %(day)s and has no outcome") % {
        "label": item.label or item.n,
        "day": day(item.latest) if item.latest else "–",
    }


def why_late_then(due: date) -> str:
    """The same of a past day, when what was known of the single items then is no longer known."""
    return gettext("The schedule ended on %(day)s and had no outcome") % {"day": day(due)}


def time_to(due: date, on: date) -> str:
    """How long there is to the latest day, or how long ago it was; on that day nothing is left, yet nothing is late."""
    left = (due - on).days
    if left == 0:
        return gettext("ends today")
    if left > 0:
        return ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}
