"""The answer of a body to one measure: written, checked, submitted, taken back, read."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import clock, policy
from actors.requests import Request
from strategy.models import Programme
from updates import completeness, kept, locks, one_task, parts, saying, task_rail, tasks, two_texts
from updates.forms import UpdateForm, version_typed
from updates.models import NotNow, StaleText, Update, UpdateState
from updates.tasks import Task
from updates.views.session import stay, token_checked_here


def task_or_404(request: Request, slug: str, code: str, body: str) -> Task:
    """The task at an address, for those who may write it."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user, request.today), slug=slug)
    task = one_task.find(request.user, programme, code, body, request.today)
    if not task or not task.may_write:
        raise Http404
    request.programme = programme
    request.round = task.round if task.round.is_open(request.today) else None
    wanted = request.GET.get("steps", "")
    task.lines_wanted = int(wanted) if wanted.isdecimal() and len(wanted) < 3 else 0
    return task


def form_of(request: Request, task: Task, typed: Any = None) -> UpdateForm:
    return UpdateForm(task, task.schedule(request.today), request.user, request.today, typed)


@token_checked_here
@require_http_methods(["GET", "HEAD", "POST"])
def update_form(request: Request, slug: str, code: str, body: str) -> HttpResponse:
    """Coordinators of a body with a role in the measure; the office where the measure has no lead."""
    if not request.user.is_authenticated:
        return kept.ask_to_sign_in(request)
    task = task_or_404(request, slug, code, body)
    if request.method == "POST":
        return save(request, task)
    words = kept.words(request)
    if task.is_done and not words:
        return redirect(task.url)
    if (lock := task.lock(request.today)) and not words:
        return render(request, "updates/round_closed.html", {"task": task, "why": locks.of_task(lock, task)})
    form = form_of(request, task, words)
    return show(request, form, notice="kept" if words else "")


def save(request: Request, task: Task) -> HttpResponse:
    """Save what was typed as a draft; whatever hinders, the words come back on the form."""
    form = form_of(request, task, request.POST)
    form.is_valid()
    if request.is_token_refused:
        return show(request, form, notice="token", status=403)
    part = taking(request, task)
    try:
        update = task.write(form.typed(part), form.version_typed, request.user, clock.now(), form.opened_here)
    except StaleText as stale:
        return show_both(request, form, stale.current)
    except NotNow as refused:
        return show(request, form, notice=refused.state, status=409, why=locks.of_task(refused.state, task))
    kept.forget(request)
    stay(request)
    if request.htmx:
        return saved_by_itself(request, update, form=form)
    if form.errors:
        return show(request, form_of(request, task, typed_over(request, update)), notice="partly")
    if part:
        messages.success(
            request, _("The text of %(body)s is at the end of yours. Mend it as you need.") % {"body": part.body}
        )
        return redirect(f"{task.form_url}#id_done")
    if "more" in request.POST:
        return redirect(f"{task.form_url}?steps={form.lines.count + 1}#id_step_{form.lines.count + 1}_text")
    if "check" in request.POST:
        return redirect(task.address("updates:update_check"))
    messages.success(request, _("The draft is saved. The office sees it only when you submit it."))
    return redirect(task.address("updates:update_form"))


def taking(request: Request, task: Task) -> Update | None:
    """The part that the lead asked to take over, by the address of its body."""
    wanted = request.POST.get("take", "")
    return next((part for part in task.parts if part.body.slug == wanted), None) if wanted else None


def saved_by_itself(
    request: Request, update: Update | None, notice: str = "", form: UpdateForm | None = None
) -> HttpResponse:
    """The answer to a save that the page makes while one types: the line about the draft, and the new version."""
    context = {"update": update, "notice": notice, "form": form, "is_answer": True}
    response = render(request, "updates/_saved.html", context)
    if not notice:
        response["HX-Trigger"] = "draft-saved"
    return response


def typed_over(request: Request, update: Update) -> Any:
    """What was typed, over the version that has just been saved of it."""
    typed = request.POST.copy()
    typed["version"] = str(update.version)
    if "take" in typed:
        typed["done"] = update.done
    return typed


def show_both(request: Request, mine: UpdateForm, current: Update) -> HttpResponse:
    """409: somebody else saved meanwhile. Both texts, and the form with mine over their version."""
    if request.htmx:
        return saved_by_itself(request, current, notice="stale")
    mine.task.update = current
    theirs = form_of(request, mine.task)
    differing = two_texts.clashes(mine, theirs)
    form = form_of(request, mine.task, two_texts.merged(mine, theirs, differing))
    return show(request, form, notice="stale", clashes=differing, status=409)


def show(
    request: Request, form: UpdateForm, notice: str = "", clashes: Any = (), status: int = 200, why: str = ""
) -> HttpResponse:
    """The form with what helps to fill it; `notice` names what is said above it (updates/_notice.html), `why` the lock
    that hindered."""
    if request.htmx:
        return saved_by_itself(request, form.task.update, notice=notice)
    context = {
        "form": form.ask(),
        "task": form.task,
        "rail": task_rail.rail(form.task, request.today),
        "notice": notice,
        "why": why,
        "clashes": clashes,
        "guidance": form.task.round.guidance,
    }
    return render(request, "updates/update_form.html", context, status=status)


def checked(request: Request, task: Task, newer: Update | None = None) -> HttpResponse:
    """What will be submitted, with what gives reason to doubt it; what is missing is asked for on the form instead."""
    update, items = task.update, task.schedule(request.today)
    assert update
    late = tasks.late(items, request.today)
    form = UpdateForm(task, items, request.user, request.today)
    if faults := completeness.faults(update, late, task.promises, task.lines, task.questions):
        form = UpdateForm(task, items, request.user, request.today, form.as_typed())
        form.is_valid()
        form.tell(faults)
        return show(request, form)
    context = {
        "task": task,
        "rows": two_texts.rows(form),
        "lines": saying.of_lines(task.promises, task.lines, task.own_promises, task.questions, update.language),
        "free_text": saying.free_text(update, task.own_promises),
        "doubts": completeness.doubts(update, task.before, late, task.promises, task.lines, request.today),
        "is_newer": newer is not None,
    }
    return render(request, "updates/update_check.html", context, status=409 if newer else 200)


@require_safe
@login_required
def update_check(request: Request, slug: str, code: str, body: str) -> HttpResponse:
    """As update_form: the draft as it will be submitted."""
    task = task_or_404(request, slug, code, body)
    if not task.update or task.update.state != UpdateState.DRAFT or task.lock(request.today):
        return redirect(task.address("updates:update_form"))
    return checked(request, task)


@require_POST
def update_submit(request: Request, slug: str, code: str, body: str) -> HttpResponse:
    """As update_form: give the draft that was checked to the office. Twice is once."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:update_check", args=[slug, code, body]))
    task = task_or_404(request, slug, code, body)
    if not task.update:
        return redirect(task.address("updates:update_form"))
    try:
        if task.needs_approval:
            task.update.mark_ready(request.user, clock.now(), version_typed(request.POST))
        else:
            task.update.submit(request.user, clock.now(), version_typed(request.POST))
    except ValidationError:
        return redirect(task.address("updates:update_check"))
    except StaleText as stale:
        return checked(request, task, newer=stale.current)
    except NotNow as refused:
        return redirect(task.update if refused.state in UpdateState.values else task.address("updates:update_form"))
    if task.needs_approval and task.giver:
        words = _("The answer is ready. It goes to approval in the return of %(body)s.")
        messages.success(request, words % {"body": task.giver})
        return redirect(task.update)
    if task.needs_approval:
        messages.success(request, _("The answer is ready. Send the whole return for approval when every answer is."))
        return redirect(task.return_url)
    messages.success(request, _("The answer is submitted. The office and the steering group can read it now."))
    return redirect(task.update)


@require_POST
def update_take_back(request: Request, slug: str, code: str, body: str) -> HttpResponse:
    """As update_form: make a submitted answer a draft again."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:update_form", args=[slug, code, body]))
    task = task_or_404(request, slug, code, body)
    if not task.update:
        raise Http404
    try:
        task.update.take_back(request.user, clock.now())
    except NotNow as refused:
        if refused.state != UpdateState.DRAFT:
            messages.error(request, _("The answer can no longer be taken back. Ask the programme office."))
            return redirect(task.update)
    return redirect(task.address("updates:update_form"))


@require_safe
@login_required
def update_page(request: Request, slug: str, code: str, body: str, round: str) -> HttpResponse:
    """Whoever may read the answer whole: its body, and once it is submitted the office and the steering group."""
    answers = Update.objects.readable_whole_by(request.user, request.today).filter(
        measure__programme__in=Programme.objects.visible_to(request.user, request.today).filter(slug=slug),
        measure__code=code,
        body__slug=body,
        round__slug=round,
    )
    together = ("measure__programme", "body", "round", "submitted_by", "published_by", "assessment")
    update = answers.select_related(*together).first()
    if not update:
        raise Http404
    request.programme = update.measure.programme
    update.is_whole = True
    rights = policy.rights(request.user, request.today)
    editable = Update.objects.filter(pk=update.pk).editable_by(request.user, request.today)
    context = {
        "update": update,
        "outcomes": update.outcomes.select_related("item"),
        "sign": tasks.sign(update.shown_state),
        "lines": saying.of_update(update),
        "used": parts.used(update) if update.body_id in rights.own_bodies else None,
        "may_write": update.body_id in rights.coordinates,
        "is_own": bool(rights.own_bodies),
        "assessment": getattr(update, "assessment", None) if rights.reads_submitted else None,
        "may_take_back": update.may_be_taken_back(request.today) and editable.exists(),
    }
    return render(request, "updates/update_page.html", context)
