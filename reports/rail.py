"""Question: who answers for a measure, and what is it tied to? What stands beside its text."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext

from actions.models import Link, Measure, Responsibility
from actions.models.measures import label
from actors.languages import CODES
from actors.ready_query import ReadyQuery
from reports.reader import Addresses, Reader
from strategy.models import Phenomenon

FORMATS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
COLUMNS = ("what", "code", "basis", *(f"{stem}_{code}" for stem in ("title", "text") for code in CODES))


@dataclass(frozen=True)
class Lead:
    """A leading body with the units that work under it; without a lead, units that are printed alone. `is_headed`
    where the word "lead" has to stand again: on the first, and after another's units."""

    responsibility: Responsibility | None
    units: list[Responsibility]
    is_headed: bool = True


def roles(held: list[Responsibility]) -> dict[str, list[Any]]:
    """Leads with their units, and partners, of those who hold a role in the whole measure."""
    whole = [each for each in held if each.step_id is None]
    units = [each for each in whole if each.role == "unit"]
    leads: list[Lead] = []
    for each in whole:
        if each.role == "lead":
            under = [unit for unit in units if unit.under_id == each.body_id]
            leads.append(Lead(each, under, is_headed=not leads or bool(leads[-1].units)))
    placed = {unit.pk for lead in leads for unit in lead.units}
    loose = [unit for unit in units if unit.pk not in placed]
    return {
        "leads": [*leads, Lead(None, loose)] if loose else leads,
        "partners": [each for each in whole if each.role == "partner"],
    }


def ties(measure: Measure, reader: Reader) -> dict[str, list[dict[str, Any]]]:
    """What the measure leans on, what leans on it, and its phenomena. One query for all of them."""
    found: dict[str, list[dict[str, Any]]] = {"leans_on": [], "leaned_on_by": [], "phenomena": []}
    for row in TIES.rows(measure=measure.pk, area=measure.area_id or 0, on=reader.on):
        what = {"area": "leans_on", "by_area": "leaned_on_by"}.get(row["what"], row["what"])
        found[what].append({**row, "label": label(row), "url": _address(row, reader.to)})
    return found


def _tied(measure: int, area: int, on: date) -> QuerySet[Any, Any]:
    links = Link.objects.in_force(on).order_by()
    out, into = links.filter(measure=measure), links.exclude(measure=measure)
    of_measure = ("measure__code", "measure__title", "measure__text")
    ties = [
        _told("leans_on", out.filter(to_area=None), *(f"to_{path}" for path in of_measure)),
        _told("area", out.filter(to_measure=None), "to_area__number", "to_area__name"),
        _told("leaned_on_by", into.filter(to_measure=measure), *of_measure),
        _told("by_area", into.filter(to_area=area), *of_measure),
        _told("phenomena", Phenomenon.objects.filter(measures=measure).order_by(), "slug", "name"),
    ]
    return reduce(lambda one, other: one.union(other, all=True), ties)


TIES = ReadyQuery(_tied)


def _told(what: str, rows: QuerySet, number: str, title: str, text: str = "") -> QuerySet[Any, Any]:
    """The rows in the columns that all ties are told in: the paths of their number or address, title and text."""
    given: dict[str, Any] = {} if rows.model is Link else {"basis": Value("")}
    for code in CODES:
        given |= {f"title_{code}": F(f"{title}_{code}"), f"text_{code}": F(f"{text}_{code}") if text else Value("")}
    return rows.annotate(what=Value(what), code=F(number), **given).values(*COLUMNS)


def _address(row: dict[str, Any], to: Addresses) -> str:
    if row["what"] == "phenomena":
        return to.listed(phenomenon=row["code"])
    return to.listed(area=row["code"]) if row["what"] == "area" else to.measure(row["code"])


def downloads(measure: Measure, reader: Reader) -> list[dict[str, str]]:
    """The progress report of the measure as of the day looked at: the page, then the files, in the page's language."""
    day = {} if reader.on == reader.today else {"on": reader.on.isoformat()}
    page = reverse("reports:progress_measure", args=[measure.programme.slug, measure.code])
    files = [
        {
            "label": gettext("Progress report (%(format)s, in English)") % {"format": word},
            "url": f"{page}?{urlencode({'format': name, **day})}",
        }
        for name, word in FORMATS.items()
    ]
    return [{"label": gettext("Progress report as a page"), "url": f"{page}?{urlencode(day)}" if day else page}, *files]


def mails(measure: Measure, reader: Reader) -> str:
    """Where the office finds the mails about the measure; "" for others."""
    place = [measure.programme.slug, measure.code]
    return reverse("updates:measure_mails", args=place) if reader.rights.is_office else ""


def to_update(measure: Any, held: list[Responsibility], reader: Reader) -> list[dict[str, Any]]:
    """The bodies for which the reader may answer today, the lead first; the office where nobody leads."""
    if reader.on != reader.today:
        return []
    own = sorted((each for each in held if each.body_id in reader.rights.coordinates), key=lambda each: each.role)
    bodies: dict[str, str] = {each.body.slug: each.body.short_name for each in own}
    if measure.office_slug and not any(each.is_leading for each in held):
        bodies.setdefault(measure.office_slug, gettext("the programme office"))
    place = [measure.programme.slug, measure.code]
    return [{"body": name, "url": reverse("updates:update_form", args=[*place, slug])} for slug, name in bodies.items()]
