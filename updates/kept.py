"""Words typed by somebody whose session had ended: kept on the server until they have signed in again."""

import re
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render

from actors.requests import Request
from updates import line_fields
from updates.forms import opened_by
from updates.models import Update

KEY = "words_kept"
LONGEST = 20_000
NAMES = re.compile(rf"version|opened|nth|{'|'.join(Update.WORDS)}|done_\d{{1,4}}|{line_fields.NAMES}")


def keep(request: Request, names: re.Pattern[str] = NAMES) -> None:
    """Put what was typed into the session of the visitor, for the person whose form it was; others get nothing. Only
    fields of those names are kept."""
    person, _opened = opened_by(request.POST.get("opened", ""))
    typed = {name: text for name, text in request.POST.items() if names.fullmatch(name) and len(text) <= LONGEST}
    if person:
        request.session[KEY] = request.session.get(KEY, {}) | {request.path_info: {"person": person, "typed": typed}}


def words(request: Request) -> dict[str, str] | None:
    """What the person typed into this form before they signed in again; None when nothing is kept for them here."""
    found: dict[str, Any] = request.session.get(KEY, {}).get(request.path_info, {})
    return found["typed"] if found and found["person"] == str(request.user.pk) else None


def forget(request: Request) -> None:
    """Let the kept words of this form go: they have been saved."""
    if request.path_info in request.session.get(KEY, {}):
        del request.session[KEY][request.path_info]
        request.session.modified = True


def ask_to_sign_in(request: Request, names: re.Pattern[str] = NAMES) -> HttpResponse:
    """A visitor at a form: what they sent is kept, and they come back to it after signing in."""
    if request.method == "POST":
        keep(request, names)
    if request.htmx:
        return render(request, "updates/_saved.html", {"signed_out": True, "is_answer": True})
    return redirect_to_login(request.get_full_path())
