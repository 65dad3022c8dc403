"""What lead and partner do with a part: the lead sends it back, the partner puts a dissenting opinion."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actors import clock
from actors.requests import Request
from updates import locks
from updates.models import NotNow, UpdateRole
from updates.return_forms import CommentForm
from updates.views.answering import task_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def part_return(request: Request, slug: str, code: str, body: str, partner: str) -> HttpResponse:
    """Coordinators of a body that leads the measure: ask a partner to go on with its part, because."""
    task = task_or_404(request, slug, code, body)
    part = next((part for part in task.parts if part.body.slug == partner), None)
    if not part:
        raise Http404
    form = CommentForm(request.POST or None, _("What should be completed"), _("The partner reads it beside its part."))
    if request.method == "POST" and form.is_valid():
        try:
            part.send_part_back(request.user, clock.now(), form.cleaned_data["words"])
        except NotNow as refused:
            accepted = _("The office has accepted the part already, so it can't be sent back.")
            messages.error(request, locks.of_task(refused.state, task) or accepted)
        else:
            words = _("%(body)s sees your comment and can go on with its part.")
            messages.success(request, words % {"body": part.body})
        return redirect(task.form_url)
    return render(request, "updates/part_return.html", {"task": task, "part": part, "form": form})


@require_POST
@login_required
def part_disagree(request: Request, slug: str, code: str, body: str) -> HttpResponse:
    """Coordinators of a partner: put a dissenting opinion that the office reads, or take it away."""
    task = task_or_404(request, slug, code, body)
    if task.role != UpdateRole.PARTNER or not task.update:
        raise Http404
    form = CommentForm(request.POST)
    form.fields["words"].required = False
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["words"]))
    else:
        try:
            task.update.disagree(form.cleaned_data["words"], request.user, clock.now())
        except NotNow as refused:
            messages.error(request, locks.of_task(refused.state, task))
        else:
            messages.success(request, _("Your dissenting opinion is saved. The programme office reads it."))
    return redirect(task.update)
