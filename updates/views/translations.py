"""The office keeps public texts in step in every language."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actors import clock
from actors.languages import CODES
from actors.requests import Request
from updates.forms import version_typed
from updates.models import NotNow, StaleText, Update, following
from updates.paging import paged
from updates.return_forms import TranslationForm
from updates.views.office import answer_or_404, require_office


@require_safe
@login_required
def translation_list(request: Request) -> HttpResponse:
    """The office: public texts that lack Swedish or have not followed their source, newest round first."""
    require_office(request)
    shown = paged(request, Update.objects.to_translate().select_related("measure__programme", "body", "round"))
    for update in shown["page"].object_list:
        update.tasks = tasks_of(update)
    return render(request, "updates/translation_list.html", shown)


def tasks_of(update: Update) -> list[dict[str, object]]:
    """The languages of an answer that wait: code, and since when the text is behind, None where there is none."""
    missing = [] if update.public_sv or update.is_swedish_waived else ["sv"]
    waiting = [*missing, *update.behind.split()]
    return [{"code": code, "since": following.since(update, code)} for code in waiting]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def translation_form(request: Request, pk: int, code: str) -> HttpResponse:
    """The office: the source, the text as it is, and a new one."""
    update = answer_or_404(request, pk, role="lead")
    origin = following.source(update)
    if code not in CODES or code == origin:
        raise Http404
    form = TranslationForm(update, code, request.POST or None)
    if request.method == "POST":
        try:
            if "confirm" in request.POST:
                update.confirm_language(code, clock.now(), version_typed(request.POST))
                return redirect("updates:translation_list")
            if form.is_valid():
                words = form.cleaned_data["words"]
                update.translate(code, words, request.user, clock.now(), version_typed(request.POST))
                messages.success(request, _("The text is saved."))
                return redirect("updates:translation_list")
        except ValidationError as faults:
            form.add_error("words", faults.message_dict[f"public_{code}"])
        except (StaleText, NotNow):
            messages.error(request, _("The answer has changed meanwhile, so nothing was saved. Look at it once more."))
            update.refresh_from_db()
    context = {
        "update": update,
        "form": form,
        "code": code,
        "origin": origin,
        "source": getattr(update, f"public_{origin}"),
        "since": following.since(update, code),
    }
    return render(request, "updates/translation_form.html", context)
