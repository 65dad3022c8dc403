"""The list of measures, and the same as a sheet."""

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from actions.drawing import draw
from actions.filters import ask
from actions.listing import ON_PAGE, Listing
from actions.measure_sheet import measure_sheet
from actions.paging import MeasurePages
from actions.questions import Questions
from actors.requests import Request
from strategy.models import Programme

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def measure_list(request: Request, slug: str) -> HttpResponse:
    """Anyone who sees the programme; how measures stand is told as the person may know it."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user, request.today), slug=slug)
    request.programme = programme
    asked = ask(request, programme)
    context = {"asked": asked, "questions": Questions(asked), "form": asked.form}
    if asked.is_valid():
        pages = MeasurePages(asked)
        listing = Listing(programme, request.on, asked.audience, asked.options)
        rows = listing.rows(pages.ids()) if pages.exists else []
        drawn = draw("actions/_measure_row.html", rows, ON_PAGE, strip_width=str(listing.strip_width))
        context |= {"pages": pages, "rows": drawn, "listing": listing}
    return render(request, "actions/measure_list.html", context)


@require_safe
def measure_list_excel(request: Request, slug: str) -> HttpResponseBase:
    """The same persons: exactly what the list shows, every page of it."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user, request.today), slug=slug)
    asked = ask(request, programme)
    page = reverse("actions:measure_list", args=[slug])
    if not asked.is_valid():
        return HttpResponseRedirect(f"{page}?{request.GET.urlencode()}")
    listing = Listing(programme, request.on, asked.audience, asked.options)
    file = measure_sheet(asked, listing, request.build_absolute_uri(page))
    name = f"{slug}-{slugify(gettext('Measures'))}-{request.on.isoformat()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
