"""A programme as its interchange document (etenee-programme/1): the export, and the 'before' of every import."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model

from actions.models import Link, Measure, Responsibility, ScheduleItem, Step
from actors.languages import CODES
from actors.models import Alias, Body
from strategy.models import Programme

FORMAT = "etenee-programme/1"
Document = dict[str, Any]


def dumps(document: Document) -> str:
    """The document as text: the same document gives the same bytes."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def in_languages(row: Model, stem: str) -> dict[str, str]:
    """{"fi": …, "sv": …, "en": …}, only the languages that have the text."""
    return {code: text for code in CODES if (text := getattr(row, f"{stem}_{code}"))}


def day(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def programme_document(programme: Programme, on: date) -> Document:
    """The programme with what is in force on the day. Twelve queries whatever its size."""
    measures = list(programme.measures.as_of(on).select_related("area").prefetch_related("phenomena"))
    parts = {
        name: by_measure(model.objects.in_force(on).filter(measure__programme=programme).select_related(*related))
        for name, model, related in (
            ("steps", Step, ()),
            ("schedule", ScheduleItem, ("step",)),
            ("responsibilities", Responsibility, ("body", "under", "step")),
        )
    }
    parts["links"] = by_measure(
        Link.objects.filter(measure__programme=programme).select_related("to_measure", "to_area")
    )
    phenomena = {phenomenon for measure in measures for phenomenon in measure.phenomena.all()}
    used = {r.body_id for rows in parts["responsibilities"].values() for r in rows}
    document: Document = {
        "format": FORMAT,
        "programme": programme_facts(programme),
        "areas": [{"number": area.number, "name": in_languages(area, "name")} for area in programme.areas.all()],
        "bodies": [body_facts(body, aliases) for body, aliases in bodies_with_ancestors(used)],
        "measures": [
            measure_facts(measure, {name: rows[measure.pk] for name, rows in parts.items()}) for measure in measures
        ],
    }
    if phenomena:
        in_order = sorted(phenomena, key=lambda phenomenon: phenomenon.slug)
        document["phenomena"] = [{"slug": p.slug, "name": in_languages(p, "name")} for p in in_order]
    return document


def by_measure(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by the id of their measure, in their own order."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.measure_id].append(row)
    return found


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
        facts["adopted"] = day(programme.adopted)
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
    for body_id, name in Alias.objects.filter(body__in=wanted).order_by("folded").values_list("body", "name"):
        aliases[body_id].append(name)
    for body in every.values():
        body.parent = every[body.parent_id] if body.parent_id else None
    return [(body, aliases[body.pk]) for body in sorted((every[pk] for pk in wanted), key=lambda body: body.key)]


def body_facts(body: Body, aliases: list[str]) -> Document:
    facts: Document = {
        "key": body.key,
        "abbreviation": body.abbreviation,
        "name": in_languages(body, "name"),
        "kind": body.kind,
        "parent": body.parent.key if body.parent else None,
        "aliases": aliases,
    }
    for end in ("since", "until"):
        if getattr(body, end):
            facts[end] = day(getattr(body, end))
    return facts


def measure_facts(measure: Measure, parts: dict[str, list[Any]]) -> Document:
    facts: Document = {
        "number": measure.number,
        "part": measure.part or None,
        "area": measure.area.number if measure.area else None,
        "title": in_languages(measure, "title"),
        "text": in_languages(measure, "text"),
        "responsibilities": [responsibility_facts(row) for row in parts["responsibilities"]],
        "steps": [
            {"n": step.n, "label": step.label or None, "text": in_languages(step, "text")} for step in parts["steps"]
        ],
        "schedule": [schedule_facts(item) for item in parts["schedule"]],
        "links": sorted((link_facts(link) for link in parts["links"]), key=str),
    }
    if phenomena := sorted(phenomenon.slug for phenomenon in measure.phenomena.all()):
        facts["phenomena"] = phenomena
    if measure.source_name:
        facts["source"] = {"document": measure.source_name, "lines": [measure.first_line, measure.last_line]}
    return facts


def responsibility_facts(row: Responsibility) -> Document:
    facts: Document = {
        "body": row.body.key,
        "role": row.role,
        "under": row.under.key if row.under else None,
        "qualifier": row.qualifier or None,
        "as_printed": row.as_printed or None,
        "from": day(row.since),
        "until": day(row.until),
    }
    if row.step:
        facts["step"] = row.step.n
    return facts


def schedule_facts(item: ScheduleItem) -> Document:
    return {
        "n": item.n,
        "label": item.label or None,
        "step": item.step.n if item.step else None,
        "text": in_languages(item, "text"),
        "kind": item.kind,
        "edtf": item.edtf or None,
        "earliest": day(item.earliest),
        "latest": day(item.latest),
        "parts": item.parts,
    }


def link_facts(link: Link) -> Document:
    facts: Document = {"measure": link.to_measure.code if link.to_measure else None}
    if link.to_area:
        facts["area"] = link.to_area.number
    return facts | {"kind": link.kind, "basis": link.basis}
