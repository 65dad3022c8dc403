"""How long one stays signed in: people are told before it ends, and may lengthen it with one key (A-29, WCAG 2.2.1);
and what becomes of words typed before they signed in anew."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils import timezone
from django.views.csrf import csrf_failure
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from actors.requests import Request

WARNING = timedelta(minutes=5)
Page = Callable[..., HttpResponse]


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


class TokenCheck(CsrfViewMiddleware):
    """Tells why a token is refused, instead of answering."""

    def _reject(self, request: Request, reason: str) -> Any:
        return reason


def token_checked_here(page: Page) -> Page:
    """The token is checked as everywhere, but a person signed in whose token is old (they signed in anew in another
    tab) gets the typed words back on the form, not an error page: `request.is_token_refused`. Nothing is saved."""

    @csrf_exempt
    @wraps(page)
    def look(request: Request, **where: str) -> HttpResponse:
        reason: Any = TokenCheck(page).process_view(request, page, (), {})
        if reason and not request.user.is_authenticated:
            return csrf_failure(request, reason)
        request.is_token_refused = bool(reason)
        return page(request, **where)

    return look
