"""A programme as its interchange document (etenee-programme/1): the export, and the 'before' of every import."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q

from actions.models import Link, Measure, Responsibility, ScheduleItem, Step
from actors import wording
from actors.languages import CODES
from actors.models import Alias, Body
from strategy.models import Area, Programme

FORMAT = "etenee-programme/1"
Document = dict[str, Any]
# The lists of a measure and the models of their rows: {"steps": {measure id: [row, …]}, …}.
Parts = dict[str, dict[int, list[Any]]]
PART_MODELS: dict[str, type[Model]] = {
    "steps": Step, "schedule": ScheduleItem, "responsibilities": Responsibility, "links": Link,
}  # fmt: skip
RELATED = {"responsibilities": ("body", "under"), "links": ("to_measure", "to_area")}


def dumps(document: Document) -> str:
    """The document as text: the same document gives the same bytes."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def code(measure: Document) -> str:
    """4.3a."""
    return f"{measure['number']}{measure['part'] or ''}"


def role_name(row: Document) -> str:
    """What tells one responsibility of a measure from another: role, body, under whom, in which step."""
    return "/".join(str(row.get(key) or "") for key in ("role", "body", "under", "step"))


def link_name(row: Document) -> str:
    """leans_on 3.1, or leans_on area 8."""
    return f"{row['kind']} {row['measure'] or 'area ' + str(row.get('area'))}"


def in_languages(row: Model, stem: str) -> dict[str, str]:
    """{"fi": …, "sv": …, "en": …}, only the languages that have the text."""
    return {code: text for code in CODES if (text := getattr(row, f"{stem}_{code}"))}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def programme_document(programme: Programme, on: date) -> Document:
    """The programme with what is in force on the day. Nine queries whatever its size."""
    measures = sorted(
        programme.measures.as_of(on).select_related("area").prefetch_related("phenomena"),
        key=lambda measure: (measure.sort_key, measure.pk),
    )
    parts = parts_in_force(programme, on)
    areas = areas_of(programme, measures, parts["links"])
    facts = Facts(measures, areas, parts)
    used = {body for rows in parts["responsibilities"].values() for r in rows for body in (r.body_id, r.under_id)}
    document: Document = {
        "format": FORMAT,
        "programme": programme_facts(programme),
        "areas": [area_facts(area) for area in areas],
        "bodies": [body_facts(body, aliases) for body, aliases in bodies_with_ancestors(used - {None})],
        "measures": [facts.of(measure) for measure in measures],
    }
    phenomena = {phenomenon for measure in measures for phenomenon in measure.phenomena.all()}
    if phenomena:
        in_order = sorted(phenomena, key=lambda phenomenon: phenomenon.slug)
        document["phenomena"] = [{"slug": p.slug, "name": in_languages(p, "name")} for p in in_order]
    return document


def parts_in_force(programme: Programme, on: date) -> Parts:
    """The parts of the programme's measures that are in force on the day, in their printed order. Four queries."""
    found: Parts = {}
    for name, model in PART_MODELS.items():
        rows = model._default_manager.in_force(on).filter(measure__programme=programme)  # type: ignore[attr-defined]  # every part is dated
        in_order = rows.order_by("pk") if model is Link else rows.order_by("n", "pk")
        found[name] = by_measure(in_order.select_related(*RELATED.get(name, ())))
    return found


def by_measure(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by the id of their measure, in their own order."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.measure_id].append(row)
    return found


def areas_of(programme: Programme, measures: Iterable[Measure], links: Mapping[int, list[Link]]) -> list[Area]:
    """The areas that these measures stand in or link to, and those that no measure ever had to do with, in order."""
    standing = {measure.area_id for measure in measures}
    standing |= {link.to_area_id for measure in measures for link in links.get(measure.pk, [])}
    ever = Exists(Measure.objects.filter(area=OuterRef("pk"))) | Exists(Link.objects.filter(to_area=OuterRef("pk")))
    areas = programme.areas.annotate(is_needed=ever)
    found = [area for area in areas if area.pk in standing or not area.is_needed]
    return sorted(found, key=lambda area: (area.sort_key, area.pk))


def area_facts(area: Area) -> Document:
    return {"number": area.number, "name": in_languages(area, "name")}


def programme_facts(programme: Programme) -> Document:
    facts: Document = {
        "slug": programme.slug,
        "name": in_languages(programme, "name"),
        "kind": programme.kind,
        "measure_word": in_languages(programme, "measure_word"),
    }
    if summary := in_languages(programme, "summary"):
        facts["summary"] = summary
    if programme.adopted:
        facts["adopted"] = iso(programme.adopted)
    return facts


def bodies_with_ancestors(used: set[int]) -> list[tuple[Body, list[str]]]:
    """The bodies of these ids and every body above them, in the order of their keys, each with its aliases."""
    every = {body.pk: body for body in Body.objects.all()}
    wanted: set[int] = set()
    for pk in used:
        above: int | None = pk
        while above and above not in wanted:
            wanted.add(above)
            above = every[above].parent_id
    aliases: dict[int, list[str]] = defaultdict(list)
    for alias in Alias.objects.filter(body__in=wanted):
        aliases[alias.body_id].append(alias.name)
    for body in every.values():
        body.parent = every[body.parent_id] if body.parent_id else None
    in_order = sorted((every[pk] for pk in wanted), key=lambda body: body.key)
    return [(body, sorted(aliases[body.pk], key=alias_order)) for body in in_order]


def alias_order(name: str) -> tuple[str, str]:
    """By what is compared, whatever the database collates by."""
    return wording.fold(name), name


def body_facts(body: Body, aliases: list[str]) -> Document:
    facts: Document = {
        "key": body.key,
        "abbreviation": body.abbreviation,
        "name": in_languages(body, "name"),
        "kind": body.kind,
        "parent": body.parent.key if body.parent else None,
        "aliases": aliases,
    }
    return facts | {end: iso(getattr(body, end)) for end in ("since", "until") if getattr(body, end)}


class Facts:
    """The facts of single measures; a part points only at what the same document holds."""

    def __init__(self, measures: Iterable[Measure], areas: Iterable[Area], parts: Parts) -> None:
        self.parts = parts
        self.measures = {measure.pk for measure in measures}
        self.areas = {area.pk for area in areas}
        self.steps: Mapping[int, int] = {step.pk: step.n for rows in parts["steps"].values() for step in rows}

    def of(self, measure: Measure) -> Document:
        parts = {name: [self.told(name, row) for row in rows.get(measure.pk, [])] for name, rows in self.parts.items()}
        facts: Document = {
            "number": measure.number,
            "part": measure.part or None,
            "area": measure.area.number if measure.area else None,
            "title": in_languages(measure, "title"),
            "text": in_languages(measure, "text"),
            "responsibilities": parts["responsibilities"],
            "steps": parts["steps"],
            "schedule": parts["schedule"],
            "links": sorted(filter(None, parts["links"]), key=link_name),
        }
        if phenomena := sorted(phenomenon.slug for phenomenon in measure.phenomena.all()):
            facts["phenomena"] = phenomena
        if measure.source_name:
            facts["source"] = {"document": measure.source_name, "lines": [measure.first_line, measure.last_line]}
        return facts

    def told(self, name: str, row: Any) -> Document | None:
        """A row of the list `name` as its document tells it."""
        tell: dict[str, Any] = {
            "schedule": self.schedule_item,
            "responsibilities": self.responsibility,
            "links": self.link,
        }
        return tell.get(name, step_facts)(row)

    def responsibility(self, row: Responsibility) -> Document:
        facts: Document = {
            "body": row.body.key,
            "role": row.role,
            "under": row.under.key if row.under else None,
            "qualifier": row.qualifier or None,
            "as_printed": row.as_printed or None,
            "from": iso(row.since),
            "until": iso(row.until),
        }
        step = self.steps.get(row.step_id or 0)
        return facts | {"step": step} if step else facts

    def schedule_item(self, item: ScheduleItem) -> Document:
        facts: Document = {
            "n": item.n,
            "label": item.label or None,
            "step": self.steps.get(item.step_id or 0),
            "text": in_languages(item, "text"),
            "kind": item.kind,
            "edtf": item.edtf or None,
            "earliest": iso(item.earliest),
            "latest": iso(item.latest),
            "parts": [{key: part.get(key) for key in ("text", "kind", "edtf")} for part in item.parts],
        }
        return facts | {"corrected": True} if item.is_corrected else facts

    def link(self, link: Link) -> Document | None:
        """None for a link to what is in force no longer."""
        if (link.to_measure_id or link.to_area_id) not in (self.measures if link.to_measure_id else self.areas):
            return None
        facts: Document = {"measure": link.to_measure.code if link.to_measure else None}
        if link.to_area:
            facts["area"] = link.to_area.number
        return facts | {"kind": link.kind, "basis": link.basis}


def step_facts(step: Step) -> Document:
    return {"n": step.n, "label": step.label or None, "text": in_languages(step, "text")}


def ended_measures(programme: Programme, on: date, codes: Iterable[str]) -> dict[str, Document]:
    """By code what is known of measures that had ended by the day, without their parts."""
    rows = programme.measures.filter(until__lt=on, code__in=list(codes))
    facts = Facts([], [], {name: {} for name in PART_MODELS})
    return {row.code: facts.of(row) for row in rows.select_related("area").prefetch_related("phenomena")}


def roles_of_other_days(programme: Programme, on: date) -> set[tuple[str, str, str | None, str | None]]:
    """(code, role, from, until) of the responsibilities that are over on the day or not yet begun; with and without
    their first day, which a document may leave open."""
    rows = Responsibility.objects.filter(Q(since__gt=on) | Q(until__lt=on), measure__programme=programme).order_by()
    found = list(rows.select_related("measure", "body", "under", "step"))
    facts = Facts([], [], {name: {} for name in PART_MODELS} | {"steps": by_measure(r.step for r in found if r.step)})
    told = ((row.measure.code, facts.responsibility(row)) for row in found)
    known = [(code, role_name(role), role["from"], role["until"]) for code, role in told]
    return {*known, *((code, role, None, until) for code, role, _, until in known)}
