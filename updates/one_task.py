"""Finds the one answer that a body owes to a measure: by its role in it, or as the office's where nobody leads it."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.models import LEADING, Measure, Responsibility
from actors import policy
from actors.models import Body
from strategy.models import Programme
from updates.models import Update, UpdateRole
from updates.tasks import Task


class Place(NamedTuple):
    """A measure, the body that answers and its role; whether the user writes; who takes part; whether it is the office;
    whether it is a unit, and the lead in whose return that one answers."""

    measure: Measure
    body: Body
    role: str
    may_write: bool
    bodies: list[Body]
    is_offices: bool = False
    is_unit: bool = False
    giver: Body | None = None


def find(user: Any, programme: Programme, code: str, body: str, on: date) -> Task | None:
    """The task of a body (its slug) in the measure (its code), in the newest round that has opened; None when the body
    holds no role in it, the user no seat in the body, or no round has opened. Three queries, `before` included; for the
    office, which answers where there is no lead, up to two more."""
    rights = policy.rights(user, on)
    measures = Measure.objects.in_force(on).filter(programme=programme, code=code)
    place = _place_of_office(rights, measures, body, on) or _place_of_body(rights, measures, body, on)
    opened = programme.rounds.filter(opens__lte=on)
    current = opened.asking(place.measure).newest_first().first() if place else None
    if not place or not current:
        return None
    measure = place.measure
    current.programme = measure.programme = programme
    task = Task(current, **place._asdict())
    told = Update.objects.answers(measure, place.body, place.role).filter(
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
    leads = [row for row in every if row.is_lead]
    is_led, is_unit = any(row.is_leading for row in rows), not any(row.is_lead for row in rows)
    return Place(
        rows[0].measure,
        rows[0].body,
        UpdateRole.LEAD if is_led else UpdateRole.PARTNER,
        rows[0].body_id in rights.coordinates,
        list({row.body_id: row.body for row in every}.values()),
        is_unit=is_led and is_unit,
        giver=lead_over(rows, leads) if is_led and is_unit else None,
    )


def lead_over(units: list[Responsibility], leads: list[Responsibility]) -> Body | None:
    """In whose return a unit answers, by its roles in a measure and the leads' in their order: that of the lead it
    stands under, else of the first; None where nobody leads."""
    under = {row.under_id for row in units}
    return next((row.body for row in leads if row.body_id in under), leads[0].body if leads else None)


def _place_of_office(rights: policy.Rights, measures: QuerySet, body: str, on: date) -> Place | None:
    owner = rights.office_bodies and Body.objects.filter(slug=body, pk__in=rights.office_bodies).first()
    measure = measures.filter(~Exists(led_by(on))).first() if owner else None
    return Place(measure, owner, UpdateRole.LEAD, True, [owner], is_offices=True) if owner and measure else None


def led_by(on: date) -> QuerySet:
    """Those who lead the measure of the outer query."""
    return Responsibility.objects.in_force(on).filter(LEADING, measure=OuterRef("pk"))
