"""Question: how far is a measure, or a chosen list of measures, and what has been said of it? A document to keep."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.filters import MeasureFilter, ask
from actions.models import Measure
from actors import clock
from actors.requests import Request
from reports.documents import draw
from reports.measure_page import for_page
from reports.progress_list import MOST, ListReport
from reports.progress_measure import MeasureReport
from reports.reader import Reader
from reports.stamp import Made, stamped
from strategy.models import Programme
from updates.models import Round


@require_safe
def progress_measure(request: Request, slug: str, code: str) -> HttpResponse:
    """Anyone; of what has been said each reader gets what UpdateQuerySet.for_reading gives them."""
    ending, reader = draw.chosen(request), Reader.of(request, slug)
    measures = Measure.objects.visible_to(request.user, request.today).filter(programme__slug=slug, code=code)
    measure = get_object_or_404(for_page(measures, reader))
    report = MeasureReport(measure, rounds_of(measure.programme, request), reader)
    return answer(request, report, ending, {"measure": measure, "back_url": reader.to.measure(measure.code)})


@require_safe
def progress_list(request: Request, slug: str) -> HttpResponse:
    """Anyone who sees the programme: the measures that the filters of the list choose."""
    ending, reader = draw.chosen(request), Reader.of(request, slug)
    programme = get_object_or_404(Programme.objects.visible_to(request.user, request.today), slug=slug)
    asked = ask(request, programme, "format", "print")
    rounds = rounds_of(programme, request)
    status = 400 if ending else 200  # nobody takes the page for the file that was asked for
    if not asked.is_valid():
        context = {"form": asked.form, "back_url": reverse("actions:measure_list", args=[slug])}
        return render(request, "reports/progress.html", context, status=status)
    report = ListReport(asked, rounds, reader)
    if len(report.measures) > MOST:
        return render(request, "reports/progress.html", {"most": MOST, "back_url": list_url(asked)}, status=status)
    return answer(request, report, ending, {"back_url": list_url(asked)})


def rounds_of(programme: Programme, request: Request) -> list[Round]:
    """The programme's rounds, the newest first; the frame of the page is told the open one. One query."""
    rounds = list(Round.objects.filter(programme=programme))
    request.programme = programme
    request.round = next((each for each in rounds if each.is_open(request.today)), None)
    return rounds


def list_url(asked: MeasureFilter) -> str:
    """The list of the measures that are asked for."""
    address, query = reverse("actions:measure_list", args=[asked.programme.slug]), asked.address()
    return f"{address}?{query}" if query else address


def answer(request: Request, report: MeasureReport | ListReport, ending: str, context: dict[str, Any]) -> HttpResponse:
    """The page, or the file that is asked for; both are drawn from one document."""
    document = stamped(report, Made(clock.now(), address_of(request)))
    if ending:
        return draw.answer(document, ending)
    context |= {"document": document, "downloads": draw.downloads(request, report.name)}
    return render(request, "reports/progress.html", context)


def address_of(request: Request) -> str:
    """The whole address of the page, whatever the format at hand."""
    query = request.GET.copy()
    for key in ("format", "print"):
        query.pop(key, None)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}" if query else request.path)
