"""Two people at one answer see each other before they save over each other's head."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actors.requests import Request
from updates.models import Writer
from updates.views.answering import task_or_404


@require_POST
def writers(request: Request, slug: str, code: str, body: str) -> HttpResponse:
    """Those who may write the answer: the page tells every half a minute that it is open, and reads who else is; 204
    leaves it as it is when they are the same as last time. So is a visitor's: that one is signed out is told elsewhere.

    The real clock is asked: whoever was here a minute ago was so on a demo's day too.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    task, now = task_or_404(request, slug, code, body), timezone.now()
    place = {"round": task.round, "measure": task.measure, "body": task.body, "role": task.role}
    Writer.objects.arrive(place, request.user, now)
    others = list(Writer.objects.beside(request.user, place, now))
    seen = ",".join(str(each.pk) for each in others)
    if seen == request.POST.get("seen", ""):
        return HttpResponse(status=204)
    return render(request, "updates/_writers.html", {"writers": others, "seen": seen})
