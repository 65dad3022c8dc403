"""Question: what does a measure promise, who carries it out, how is it going, and what has been said and changed?"""

from datetime import date
from typing import Any

from django.db.models import QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from actions import wording
from actions.models import Measure, Responsibility
from actions.phrasing import sureness
from actions.querysets import MeasureQuerySet
from actions.status import Freshness, Stage, freshness, sign
from actors.languages import Phrase
from actors.models import Body
from actors.requests import Request
from reports import changes, plan, rail, said
from reports.reader import Reader
from updates import inquiries


@require_safe
def measure_page(request: Request, slug: str, code: str) -> HttpResponse:
    """Anyone; of what has been said each reader sees what UpdateQuerySet.for_reading gives them."""
    reader = Reader.of(request, slug)
    measures = Measure.objects.visible_to(request.user, request.today).filter(programme__slug=slug, code=code)
    measure = get_object_or_404(for_page(measures, reader))
    request.programme = measure.programme
    rounds = list(measure.programme.rounds.all())
    request.round = next((each for each in rounds if each.is_open(request.today)), None)
    held = responsibilities(measure, reader.on)
    answers = said.fetch(measure, reader)
    told = said.told_by_leads(answers, reader.audience)
    planned = plan.plan(measure, held, reader)
    context = {
        "measure": measure,
        "is_in_force": measure.is_in_force(reader.on),
        "reader": reader,
        "axes": axes(measure, told, plan.done(planned), reader.on),
        "main": {
            "plan": planned,
            "strip": said.strip([each for each in rounds if each.opens <= reader.on], told),
            "said": said.by_round(answers),
            "events": changes.events(measure, reader.rights, None if reader.on == reader.today else reader.on),
        },
        "rail": {
            **rail.roles(held),
            **rail.ties(measure, reader),
            "downloads": rail.downloads(measure, reader),
            "mails": rail.mails(measure, reader),
        },
        "inquiries": inquiries.about(measure, request.user, request.today),
        "updates": rail.to_update(measure, held, reader),
    }
    return render(request, "reports/measure_page.html", context)


def for_page(measures: MeasureQuerySet, reader: Reader) -> QuerySet:
    """With programme, area, source, the standing of the day, and the office body that answers where nobody leads."""
    office = Body.objects.filter(pk__in=reader.rights.office_bodies).values("slug")[:1]
    standing = measures.with_told(reader.audience, reader.on).annotate(office_slug=Subquery(office))
    return standing.select_related("programme", "area", "brought_by").defer("brought_by__content")


def responsibilities(measure: Measure, on: date) -> list[Responsibility]:
    """Who holds a role in the measure or a step of it on the day, in the printed order. One query."""
    return list(measure.responsibilities.in_force(on).select_related("body", "under").order_by("n", "pk"))


def axes(measure: Any, told: said.Answers, done: tuple[int, int], on: date) -> list[dict[str, Any]]:
    """Stage, confidence and freshness, each with why it is so; `told` are the leads' answers, the newest first."""
    newest = told[0] if told else None
    n, total = done
    counted = ngettext(
        "%(n)s of %(total)s schedule item is done.", "%(n)s of %(total)s schedule items are done.", total
    )
    reported = wording.day(measure.reported_on) if measure.reported_on else ""
    fresh = freshness(measure.reported_on, measure.programme.reporting_since(on))
    return [
        {
            "name": gettext("Stage"),
            "sign": sign(Stage, measure.stage),
            "why": counted % {"n": n, "total": total} if total else "",
        },
        {
            "name": gettext("Confidence"),
            "sign": sureness(measure.stage, measure.confidence, fresh),
            "why": Phrase(newest.reason, newest.language) if newest and newest.is_whole else "",
            "change": said.changed(told[1], newest) if len(told) > 1 else None,
        },
        {
            "name": gettext("Freshness"),
            "sign": sign(Freshness, fresh),
            "why": gettext("Reported on %(day)s.") % {"day": reported} if reported else "",
        },
    ]
