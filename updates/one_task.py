"""Finds the one answer that a body owes to a measure: by its role in it, or as the office's where nobody leads it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.models import LEADING, Measure, Responsibility
from actors import policy
from actors.models import Body
from strategy.models import Programme
from updates.models import Update, UpdateRole
from updates.tasks import Task

# A measure, the body that answers, its role, whether the user writes, whether it is the office, the lead in whose
# return a unit answers, who takes part.
Place = tuple[Measure, Body, str, bool, bool, Body | None, list[Body]]


def find(user: Any, programme: Programme, code: str, body: str, on: date) -> Task | None:
    """The task of a body (its slug) in the measure (its code), in the newest round that has opened; None when the body
    holds no role in it, the user no seat in the body, or no round has opened. Three queries, `before` included; for the
    office, which answers where there is no lead, up to two more."""
    rights = policy.rights(user, on)
    measures = Measure.objects.in_force(on).filter(programme=programme, code=code)
    place = _place_of_office(rights, measures, body, on) or _place_of_body(rights, measures, body, on)
    opened = programme.rounds.filter(opens__lte=on)
    current = opened.asking(place[0]).newest_first().first() if place else None
    if not place or not current:
        return None
    measure, owner, role, may_write, is_offices, giver, bodies = place
    current.programme = measure.programme = programme
    task = Task(current, measure, owner, role, may_write, is_offices, giver, bodies=bodies)
    told = Update.objects.answers(measure, owner, role).filter(
        Q(round=current) | Q(round__opens__lt=current.opens, state__in=("submitted", "published"))
    )
    for update in told.select_related("round", "body", "saved_by").order_by("-round__opens", "-pk")[:2]:
        update.measure = measure
        if update.round_id == current.pk:
            task.update = update
        else:
            task.before = task.before or update
    return task


def _place_of_body(rights: policy.Rights, measures: QuerySet, body: str, on: date) -> Place | None:
    held = Responsibility.objects.in_force(on).filter(measure__in=measures).select_related("measure", "body")
    every = list(held.order_by("n", "pk")) if rights.own_bodies else []
    rows = [row for row in every if row.body.slug == body and row.body_id in rights.own_bodies]
    if not rows:
        return None
    is_led = any(row.is_leading for row in rows)
    role = UpdateRole.LEAD if is_led else UpdateRole.PARTNER
    bodies = list({row.body_id: row.body for row in every}.values())
    leads = [row.body for row in every if row.is_leading and row.role == "lead"]
    giver = leads[0] if is_led and leads and rows[0].body not in leads else None
    return rows[0].measure, rows[0].body, role, rows[0].body_id in rights.coordinates, False, giver, bodies


def _place_of_office(rights: policy.Rights, measures: QuerySet, body: str, on: date) -> Place | None:
    owner = rights.office_bodies and Body.objects.filter(slug=body, pk__in=rights.office_bodies).first()
    measure = measures.filter(~Exists(led_by(on))).first() if owner else None
    return (measure, owner, UpdateRole.LEAD, True, True, None, [owner]) if owner and measure else None


def led_by(on: date) -> QuerySet:
    """Those who lead the measure of the outer query."""
    return Responsibility.objects.in_force(on).filter(LEADING, measure=OuterRef("pk"))
