"""How long one stays signed in: people are told before it ends, and may lengthen it with one key (A-29, WCAG 2.2.1)."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actors.requests import Request

WARNING = timedelta(minutes=5)


@require_http_methods(["GET", "HEAD", "POST"])
def session_end(request: Request) -> HttpResponse:
    """Anyone: a fragment that waits, warns when the end is near, or tells that it has come. Sending it means staying.

    The real clock is asked: sessions know nothing of a demo's day.
    """
    now = timezone.now()
    if request.method == "POST" and request.user.is_authenticated:
        stay(request)
        ends = now + timedelta(seconds=request.session.get_expiry_age())
    else:
        row = Session.objects.filter(pk=request.session.session_key).first()
        ends = row.expire_date if row and request.user.is_authenticated else now
    left = ends - now
    context = {
        "has_ended": left <= timedelta(0),
        "is_near": left <= WARNING,
        "ends": ends,
        "look_again_in": int((left if left <= WARNING else left - WARNING).total_seconds()) + 1,
        "has_stayed": request.method == "POST",
    }
    return render(request, "updates/_session_end.html", context)


def stay(request: Request) -> None:
    """Begin the time of the session anew: somebody who saves or asks for it is there."""
    request.session.modified = True
