"""The programme office: what has come in, what is published, and rounds."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import clock, policy
from actors.requests import Request
from strategy.models import Programme
from updates import completeness, locks, returned_mail, returns, saying
from updates.comparing import pieces
from updates.forms import PublishForm, version_typed
from updates.models import NotNow, Round, StaleText, Update
from updates.paging import paged
from updates.return_forms import AssessmentForm, CommentForm
from updates.round_forms import RoundForm


def require_office(request: Request) -> None:
    policy.require(policy.rights(request.user, request.today).is_office)


@require_safe
@login_required
def office(request: Request) -> HttpResponse:
    """The office: the answers of a round, and who has not answered. A draft is not shown, nor that there is one."""
    require_office(request)
    rounds = (
        Round.objects.editable_by(request.user, request.today).select_related("programme").order_by("-opens", "-pk")
    )
    programmes = Programme.objects.editable_by(request.user, request.today)
    by_address = {returns.address(round): round for round in rounds}
    running = next((round for round in rounds if round.opens <= request.today), None)
    asked = by_address.get(request.GET.get("round", "")) or running or next(iter(by_address.values()), None)
    if not asked:
        return render(request, "updates/office.html", {"programmes": programmes})
    request.programme = asked.programme
    request.round = asked if asked.is_open(request.today) else None
    kind = request.GET.get("show", "")
    kind = kind if kind in returns.KINDS else "submitted"
    shown = paged(request, returns.answers(asked, kind))
    context = {
        "asked": asked,
        "rounds": [{"url": f"?round={address}", "label": round.name} for address, round in by_address.items()],
        "tabs": returns.tabs(asked, kind),
        "rows": returns.rows(shown["page"].object_list, asked),
        "bodies": returns.by_body(asked, request.today),
    }
    return render(request, "updates/office.html", context | shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_new(request: Request, slug: str) -> HttpResponse:
    """The office: open a round of a programme."""
    require_office(request)
    programme = get_object_or_404(Programme.objects.editable_by(request.user, request.today), slug=slug)
    request.programme = programme
    form = RoundForm(programme, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.keep()
        messages.success(request, _("The round is made. It opens on the day you gave."))
        tell_finnish_only(request, form)
        return redirect("updates:cockpit", programme.slug, form.instance.slug)
    return render(request, "updates/round_new.html", {"form": form, "programme": programme})


def tell_finnish_only(request: Request, form: RoundForm) -> None:
    """A warning: Swedish readers get something in Finnish."""
    if told := form.in_finnish_only():
        words = _("In Finnish only: %(told)s. Swedish readers are shown it in Finnish: add it in Swedish if you can.")
        messages.warning(request, words % {"told": ", ".join(told)})


def answer_or_404(request: Request, pk: int, **facts: str) -> Update:
    """An answer that has been submitted, for the office."""
    require_office(request)
    answers = Update.objects.filter(state__in=returns.TOLD, **facts).select_related(
        "measure__programme", "body", "round__programme"
    )
    update = get_object_or_404(answers.select_related("submitted_by", "published_by"), pk=pk)
    request.programme = update.measure.programme
    return update


def review(
    request: Request, update: Update, form: PublishForm, notice: str = "", status: int = 200, more: Any = None
) -> HttpResponse:
    """The page of one answer, whole, with the one before it and what has changed between them."""
    told = Update.objects.answers(update.measure, update.body, update.role).filter(state__in=returns.TOLD)
    before = told.filter(round__opens__lt=update.round.opens).select_related("round").order_by("-round__opens").first()
    update.is_whole = True
    if before:
        before.is_whole = True
    context = {
        "update": update,
        "before": before,
        "outcomes": update.outcomes.select_related("item"),
        "changes": changes(before, update) if before else [],
        "form": form,
        "notice": notice,
        "lines": saying.of_update(update),
        "assessment": AssessmentForm(update),
        "send_back": CommentForm(None, *send_back_words(update, request.today)),
    } | (more or {})
    return render(request, "updates/update_review.html", context, status=status)


def send_back_words(update: Update, on: date) -> tuple[str, str]:
    """The label and the hint of the comment with which an answer is returned: several leads of a measure share one
    answer, and it comes back to each of them."""
    bodies = [str(body) for body in update.owners(on).order_by("sort_key", "pk")]
    if len(bodies) < 2:
        return _("What should be completed"), _("The body reads it beside its answer.")
    words = _("%(bodies)s share this answer: it is returned to each of them, and each reads this beside the answer.")
    return _("What should be completed"), words % {"bodies": ", ".join(bodies)}


def changes(before: Update, update: Update) -> list[dict[str, Any]]:
    """The texts that are not the same in both, word by word."""
    fields = [name for name in completeness.TEXTS if getattr(before, name) != getattr(update, name)]
    return [
        {
            "label": Update.column(name).verbose_name,
            "pieces": pieces(getattr(before, name), getattr(update, name)),
        }
        for name in fields
    ]


@require_safe
@login_required
def update_review(request: Request, pk: int) -> HttpResponse:
    """The office: read an answer whole, before it is published or after."""
    update = answer_or_404(request, pk)
    return review(request, update, PublishForm(update))


@require_POST
def update_publish(request: Request, pk: int) -> HttpResponse:
    """The office: show the answer that was read to everyone. Twice is once; a newer text is shown first (409)."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:update_review", args=[pk]))
    update = answer_or_404(request, pk, role="lead")
    form = PublishForm(update, request.POST)
    if form.is_valid():
        try:
            update.publish(
                request.user,
                clock.now(),
                version_typed(request.POST),
                form.public(),
                form.cleaned_data.get("without_swedish", False),
            )
        except ValidationError as faults:
            form.tell(faults)
        except StaleText as stale:
            return review(request, stale.current, PublishForm(stale.current), "stale", 409)
        except NotNow as refused:
            return refuse(request, refused, update)
        else:
            messages.success(request, _("The answer is published."))
            return redirect("updates:office")
    update.refresh_from_db()
    return review(request, update, form)


@require_POST
def update_withdraw(request: Request, pk: int) -> HttpResponse:
    """The office: take a published answer back from the public."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:update_review", args=[pk]))
    update = answer_or_404(request, pk, role="lead")
    try:
        update.withdraw(request.user, clock.now())
    except NotNow as refused:
        return refuse(request, refused, update)
    messages.success(request, _("The answer is withdrawn: the public sees what was published before it."))
    return redirect("updates:update_review", pk)


@require_POST
def update_send_back(request: Request, pk: int) -> HttpResponse:
    """The office: return an answer to its body to be completed, with a comment."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:update_review", args=[pk]))
    update = answer_or_404(request, pk)
    form = CommentForm(request.POST, *send_back_words(update, request.today))
    if not form.is_valid():
        return review(request, update, PublishForm(update), more={"send_back": form})
    try:
        returned_mail.send_back(update, request.user, clock.now(), form.cleaned_data["words"])
    except NotNow as refused:
        return refuse(request, refused, update)
    messages.success(request, _("The answer is with the body again. It sees your comment."))
    return redirect("updates:office")


@require_POST
def update_assess(request: Request, pk: int) -> HttpResponse:
    """The office: its own assessment beside the body's, which the steering group reads too."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:update_review", args=[pk]))
    update = answer_or_404(request, pk, role="lead")
    form = AssessmentForm(update, request.POST)
    if not form.is_valid():
        return review(request, update, PublishForm(update), more={"assessment": form})
    facts = form.cleaned_data
    try:
        update.assess(facts["confidence"], facts["words"], request.user, clock.now())
    except NotNow as refused:
        return refuse(request, refused, update)
    messages.success(request, _("The office's own assessment is saved."))
    return redirect("updates:update_review", pk)


@require_POST
def update_publish_language(request: Request, pk: int) -> HttpResponse:
    """The office: add the public text of a language to a published answer."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:update_review", args=[pk]))
    update = answer_or_404(request, pk, role="lead")
    form = PublishForm(update, request.POST)
    if form.is_valid():
        try:
            update.publish_language(form.public(), request.user, clock.now())
        except ValidationError as faults:
            form.tell(faults)
        except NotNow as refused:
            return refuse(request, refused, update)
        else:
            messages.success(request, _("The text is published."))
            return redirect("updates:update_review", pk)
    update.refresh_from_db()
    return review(request, update, form)


def refuse(request: Request, refused: NotNow, update: Update) -> HttpResponse:
    """The deed has been done already, the body has taken its answer back, or the round is closed."""
    words = {
        "draft": _("The body has taken the answer back to mend it. Nothing was changed."),
        "submitted": _("The answer is not published. Nothing was changed."),
        "published": _("The answer is published already."),
    }
    messages.info(request, words.get(refused.state) or locks.sentence(refused.state, update.round))
    return redirect("updates:office")
