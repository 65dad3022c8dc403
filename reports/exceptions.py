"""Question: what is in trouble, what is late, who is silent, what comes next? Short lists with their totals."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext

from actions import wording
from actions.models import ScheduleItem
from actions.querysets import TROUBLED
from actions.status import Freshness, Mark
from actors.languages import Phrase
from reports import matrix, said
from reports.measure_line import line
from reports.situation import LISTED, SOON, Situation, is_late
from updates.models import Cause

List = dict[str, Any]


def exceptions(situation: Situation) -> List:
    """Blocked, delayed, late, at risk: the worst first, each with its reason in words."""
    rows = [{**_row(measure, situation), **_why(measure, situation)} for measure in situation.troubled[:LISTED]]
    count = sum(group["n"] if group["mark"] in TROUBLED else group["late"] for group in situation.counts)
    to = situation.reader.to
    urls = {mark.value: to.listed(mark=mark.value) for mark in TROUBLED} | {"late": to.listed(late="1")}
    return {"rows": rows, "count": count, "urls": urls}


def late(situation: Situation) -> List:
    """Schedule items past their latest day without an outcome, the oldest first; the total counts measures."""
    items = [item for measure in situation.shown for item in late_items(measure, situation)]
    items.sort(key=lambda item: (item.latest, item.measure.sort_key, item.n))
    rows = [_of_item(item, situation) for item in items[:LISTED]]
    count = sum(group["late"] for group in situation.counts)
    return {"rows": rows, "count": count, "url": situation.reader.to.listed(late="1")}


def silent(situation: Situation) -> List:
    """Measures that are not at an end and of which nothing has been heard this round."""
    rows = [{**_row(measure, situation), "reported_on": measure.reported_on} for measure in situation.silent[:LISTED]]
    count = matrix.total(situation.counts, mark=Mark.NOT_REPORTED)
    return {"rows": rows, "count": count, "url": situation.reader.to.listed(mark=Mark.NOT_REPORTED.value)}


def coming(situation: Situation) -> list[dict[str, Any]]:
    """What ends or begins next; the open round's last day to answer among it."""
    items: list[Any] = [item for item in situation.items if getattr(item, "is_next", False)]
    window = situation.on + timedelta(days=SOON)
    rows = [
        _of_item(item, situation)
        | ({} if item.latest and item.latest <= window else {"day": item.earliest, "begins": True})
        for item in items
    ]
    collected = situation.round
    if collected and situation.on <= collected.due <= situation.on + timedelta(days=SOON):
        rows.append({"day": collected.due, "round": collected.name})
    return sorted(rows, key=lambda row: row["day"])


def late_items(measure: Any, situation: Situation) -> list[ScheduleItem]:
    """The items that make a measure late, the oldest first; none of a measure at an end."""
    if not is_late(measure, situation.on):
        return []
    audience = situation.reader.audience
    late = [item for item in situation.schedule[measure.pk] if item.is_late(situation.on, audience)]
    return sorted(late, key=lambda item: (item.latest, item.n))


def _row(measure: Any, situation: Situation) -> dict[str, Any]:
    return {"line": line(measure, situation.reader.to), "leads": situation.leads.get(measure.pk, [])}


def _of_item(item: ScheduleItem, situation: Situation) -> dict[str, Any]:
    time = wording.time_to(item.latest, situation.on) if item.latest else ""
    return {**_row(item.measure, situation), "day": item.latest, "words": item.text, "time": time}


def _why(measure: Any, situation: Situation) -> dict[str, Any]:
    """Causes in words, what the body says, the time, the change; the last answer counts while it is of this round."""
    told: list[Any] = situation.told[measure.pk] if measure.fresh == Freshness.THIS_ROUND else []
    newest = told[0] if told else None
    reasons = [wording.why_late(item) for item in late_items(measure, situation)[:1]]
    if is_late(measure, situation.on) and not reasons:
        reasons = [wording.why_late_then(measure.due)]
    if newest and newest.is_whole and newest.cause:
        reasons.insert(0, gettext("Obstacle: %(cause)s") % {"cause": Cause(newest.cause).label})
    return {
        "reasons": reasons,
        "said": reason_told(newest),
        "time": wording.time_to(measure.due, situation.on) if measure.due else "",
        "change": said.changed(*told[1::-1]) if len(told) > 1 else None,
    }


def reason_told(update: Any) -> Phrase:
    """The inner reason for those who may read it whole, the public text for the rest."""
    if update and update.is_whole and update.reason:
        return Phrase(update.reason, update.language)
    return update.public if update else Phrase("", "")
