"""Two people at one answer see each other before they save over each other's head."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from actors import clock
from actors.requests import Request
from updates.models import Writer
from updates.views.answering import task_or_404


@require_POST
def writers(request: Request, slug: str, code: str, body: str) -> HttpResponse:
    """Those who may write the answer: the page tells every half a minute that it is open, and reads who else is. A
    visitor's page is left as it is: that one is signed out is told elsewhere on it."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    task = task_or_404(request, slug, code, body)
    place = {"round": task.round, "measure": task.measure, "body": task.body, "role": task.role}
    Writer.objects.arrive(place, request.user, clock.now())
    return render(
        request, "updates/_writers.html", {"writers": Writer.objects.beside(request.user, place, clock.now())}
    )
