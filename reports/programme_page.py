"""Question: how does a programme stand on a day; what is in trouble, who is silent, what comes next, and when?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from actions.status import Freshness, Mark, sign
from actors.requests import Request
from reports import exceptions, matrix, promises, timeline
from reports.reader import Reader
from reports.situation import Situation
from strategy.models import Programme


@require_safe
def programme_page(request: Request, slug: str) -> HttpResponse:
    """Anyone sees what is published; the office and the steering group what is submitted."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user, request.today), slug=slug)
    request.programme = programme
    situation = Situation(programme, Reader.of(request, slug))
    request.round = situation.round
    counts, to = situation.counts, situation.reader.to
    lists = {
        "exceptions": exceptions.exceptions(situation),
        "late": exceptions.late(situation),
        "silent": exceptions.silent(situation),
        "coming": exceptions.coming(situation),
    }
    context = {
        "programme": programme,
        "reader": situation.reader,
        "figures": figures(situation),
        "counts": {"matrix": matrix.matrix(counts, to), "combinations": matrix.combinations(counts, to)},
        "lists": lists,
        "promises": promises.promises(programme, situation.reader, request.GET),
        "timeline": timeline.of_programme(situation),
    }
    return render(request, "reports/programme_page.html", context)


def figures(situation: Situation) -> list[dict[str, Any]]:
    """What templates/_figures.html takes; each number opens the list that it counts."""
    counts, to = situation.counts, situation.reader.to
    everything, done = matrix.total(counts), matrix.total(counts, mark=Mark.IMPLEMENTED)
    numbers = everything - sum(group["further"] for group in counts)
    label = ngettext("measure, %(done)s implemented", "measures, of which %(done)s implemented", numbers)
    if numbers != everything:
        label = gettext("measures, %(all)s with their parts, of which %(done)s implemented")
    made: list[dict[str, Any]] = [
        {"value": numbers, "label": label % {"done": done, "all": everything}, "url": to.listed()},
        {
            "value": matrix.total(counts, fresh=Freshness.THIS_ROUND),
            "of": everything,
            "label": gettext("reported this round"),
            "url": to.listed(freshness=Freshness.THIS_ROUND.value),
        },
    ]
    for mark in (Mark.BLOCKED, Mark.DELAYED, Mark.AT_RISK):
        shape, count = sign(Mark, mark), matrix.total(counts, mark=mark)
        made.append({"value": count, "label": mark.label, "symbol": shape.symbol, "url": to.listed(mark=mark.value)})
    late = sum(group["late"] for group in counts)
    made.append({"value": late, "label": gettext("late by the schedule"), "url": to.listed(late="1")})
    return made
