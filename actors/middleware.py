"""What every request is told: today, and the day it looks at; what is not looked for, and what no browser keeps."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from actors import clock
from actors.requests import Request

Answer = Callable[[Any], HttpResponse]


def asked_day(request: HttpRequest) -> date | None:
    """The day in `?on=`, as 2018-03-31 or 31.3.2018; None when there is none, it is no day or outside 1900–2199."""
    text = request.GET.get("on", "").strip()
    try:
        if "." in text:
            day, month, year = (int(part) for part in text.split("."))
            asked = date(year, month, day)
        else:
            asked = date.fromisoformat(text)
    except ValueError:
        return None
    return asked if 1900 <= asked.year < 2200 else None


def day_looked_at(answer: Answer) -> Answer:
    """Sets request.today, request.on (the day looked at) and request.day_is_wrong (typed, but no day)."""

    def tell(request: Request) -> HttpResponse:
        request.today = clock.today()
        asked = asked_day(request)
        request.day_is_wrong = bool(request.GET.get("on", "").strip()) and asked is None
        request.on = asked or request.today
        return answer(request)

    return tell


def nothing_stands_at_a_nul(answer: Answer) -> Answer:
    """An address with a NUL in it is not found; PostgreSQL could not even be asked for it."""

    def look(request: Request) -> HttpResponse:
        if "\x00" in request.path:
            raise Http404
        return answer(request)

    return look


def private_pages_are_not_stored(answer: Answer) -> Answer:
    """A page shown to somebody signed in stays out of every cache, the Back button after signing out included."""

    def keep_out(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    return keep_out
