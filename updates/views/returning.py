"""The body's whole return: its task list, given to the approver, approved here, by link or by e-mail, turned down."""

from contextlib import suppress
from datetime import timedelta
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import clock
from actors.requests import Request
from strategy.models import Programme
from updates import approving, body_returns, comparing_returns, copying
from updates.body_returns import BodyReturn
from updates.models import Approval, NotNow, OwnText, StaleReturn, Way
from updates.return_forms import CommentForm, LinkForm, MessageForm

LINK_LASTS = timedelta(days=14)


def return_or_404(request: Request, slug: str, round: str, body: str) -> BodyReturn:
    """The return at an address, for the body's own people and the office."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user, request.today), slug=slug)
    found = body_returns.find(request.user, programme, round, body, request.today)
    if not found:
        raise Http404
    request.programme = programme
    request.round = found.round if found.round.is_open(request.today) else None
    return found


def address(one: BodyReturn, name: str = "return_page", *more: Any) -> str:
    return reverse(f"updates:{name}", args=[one.round.programme.slug, one.round.slug, one.body.slug, *more])


def show(request: Request, one: BodyReturn, forms: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """The page, with the forms that were typed wrongly as they were typed."""
    context = {"one": one, "forms": approving.forms(one, request.today) | (forms or {})}
    return render(request, "updates/return_page.html", context, status=status)


@require_safe
@login_required
def return_page(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """Coordinators and approvers of the body; the office reads it and gives more time."""
    return show(request, return_or_404(request, slug, round, body))


def deed(request: Request, one: BodyReturn, allowed: bool) -> Any:
    """The row of the return, for those who may do the deed to it; 404 for others."""
    if not allowed or not one.row:
        raise Http404
    return one.row


@require_POST
@login_required
def return_send(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """Coordinators of the body: give the whole return to the approver. Twice is once."""
    one = return_or_404(request, slug, round, body)
    row = deed(request, one, one.may_write)
    if one.may_send:
        try:
            row.send(request.user, clock.now())
        except NotNow:
            messages.info(request, _("The return has changed meanwhile. Nothing was sent."))
        else:
            messages.success(request, _("The return is with the approver now."))
    return redirect(address(one))


@require_POST
@login_required
def return_call_back(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """Coordinators of the body: take it back from the approver."""
    one = return_or_404(request, slug, round, body)
    row = deed(request, one, one.may_write)
    try:
        row.call_back(request.user, clock.now())
    except NotNow:
        messages.info(request, _("The return is no longer with the approver. Nothing was changed."))
    return redirect(address(one))


@require_POST
@login_required
def return_approve(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """The approver of the body or a deputy: approve the exact text that was read."""
    one = return_or_404(request, slug, round, body)
    row = deed(request, one, one.may_approve)
    user: Any = request.user
    approval = Approval(
        name=str(user), title=user.title, body_name=one.body.name, seat=one.seat(), by=user,
        sha256=request.POST.get("sha256", "")[:64],
    )  # fmt: skip
    if not approve(request, row, approval):
        return redirect(address(one))
    messages.success(request, _("The return is approved and submitted to the programme office."))
    return redirect(address(one))


def approve(request: Request, row: Any, approval: Approval) -> bool:
    """Whether the approval was taken; why not is said."""
    try:
        row.approve(approval, copying.copy_of, clock.now())
    except StaleReturn:
        messages.error(
            request, _("The text has changed since you opened it, so nothing was approved. Read it once more.")
        )
    except OwnText:
        words = _(
            "You have written in this return yourself, so somebody else has to approve it: the approver's deputy, or "
            "an approver to whom the coordinator sends a link."
        )
        messages.error(request, words)
    except NotNow:
        messages.error(request, _("The return is not waiting for approval, so nothing was approved."))
    else:
        return True
    return False


@require_POST
@login_required
def return_turn_down(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """The approver of the body or a deputy: back to the writers, with a comment."""
    one = return_or_404(request, slug, round, body)
    row = deed(request, one, one.may_approve)
    form = CommentForm(request.POST, *approving.TURN_DOWN)
    if not form.is_valid():
        return show(request, one, {"turn_down": form})
    try:
        row.turn_down(request.user, clock.now(), form.cleaned_data["words"])
    except NotNow:
        messages.info(request, _("The return is no longer with the approver. Nothing was changed."))
    else:
        messages.success(request, _("The return is with its writers again. They see your comment."))
    return redirect(address(one))


@require_POST
@login_required
def return_link(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """Coordinators of the body: send a signed link to an approver who has no account."""
    one = return_or_404(request, slug, round, body)
    row = deed(request, one, one.may_write and one.is_with_approver)
    form = LinkForm(request.POST, approving.writers(one))
    if not form.is_valid():
        return show(request, one, {"link": form})
    approving.send_link(row, form.cleaned_data, one.text, request.user, clock.now(), LINK_LASTS)
    words = _("The link was sent to %(email)s. It works once, and until %(day)s.")
    day = (request.today + LINK_LASTS).strftime("%-d.%-m.%Y")
    messages.success(request, words % {"email": form.cleaned_data["email"], "day": day})
    return redirect(address(one))


@require_POST
@login_required
def return_by_mail(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """Coordinators of the body: record that the approver approved by e-mail, with the message."""
    one = return_or_404(request, slug, round, body)
    row = deed(request, one, one.may_write)
    form = MessageForm(request.today, request.POST, request.FILES)
    if not form.is_valid():
        return show(request, one, {"by_mail": form})
    facts, user = form.cleaned_data, cast(Any, request.user)
    approval = Approval(
        name=facts["name"], title=facts["title"], body_name=one.body.name, seat=facts["seat"], way=Way.MAIL,
        recorded_by=user, sha256=request.POST.get("sha256", "")[:64], message_name=facts["message"].name,
        message=facts["message"].read(), given_on=facts["day"],
    )  # fmt: skip
    if approve(request, row, approval):
        messages.success(request, _("The approval is recorded, and the return is submitted to the programme office."))
    return redirect(address(one))


def approval_or_404(one: BodyReturn, n: int) -> Approval:
    """The n-th approval of the return, counted from the first."""
    found = next((each for each in one.approvals if each.n == n), None)  # type: ignore[attr-defined]  # see approvals
    if not found:
        raise Http404
    return found


@require_safe
@login_required
def approval_page(request: Request, slug: str, round: str, body: str, n: int) -> HttpResponse:
    """The body's own people and the office: the approved text word for word, to be printed."""
    one = return_or_404(request, slug, round, body)
    approval = approval_or_404(one, n)
    context = {"one": one, "approval": approval, "answers": comparing_returns.read(approval.copy)}
    return render(request, "updates/approval_page.html", context)


@require_safe
@login_required
def approval_message(request: Request, slug: str, round: str, body: str, n: int) -> HttpResponse:
    """The body's own people and the office: the message by which it was approved, as a file and never as a page."""
    approval = approval_or_404(return_or_404(request, slug, round, body), n)
    if not approval.message:
        raise Http404
    headers = {"X-Content-Type-Options": "nosniff"}
    response = HttpResponse(bytes(approval.message), content_type="application/octet-stream", headers=headers)
    response["Content-Disposition"] = f'attachment; filename="{approving.file_name(approval)}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def approval_link(request: Request, token: str) -> HttpResponse:
    """Whoever has the link: read the return and approve it once, or turn it down."""
    link = approving.link_of(token)
    if not link:
        raise Http404
    one = approving.as_read_by(link, request.today)
    request.programme, request.round = one.round.programme, None
    why_not = approving.why_not(link, one, clock.now())
    form = CommentForm(None, *approving.TURN_DOWN)
    if request.method == "POST" and not why_not:
        if "turn_down" in request.POST:
            form = CommentForm(request.POST, *approving.TURN_DOWN)
            if form.is_valid():
                with suppress(NotNow):  # called back meanwhile: the page says so
                    approving.turn_down(link, form.cleaned_data["words"], clock.now())
                return redirect(request.path)
        else:
            with transaction.atomic():
                if approve(request, one.row, approving.by_link(link, one)):
                    approving.use(link, clock.now())
            return redirect(request.path)
    context = {"one": one, "link": link, "why_not": why_not, "form": form}
    response = render(
        request, "updates/approval_link.html", context, status=200 if not why_not or link.used_at else 410
    )
    # The site's Referrer-Policy tells no other site of the address; with none at all browsers hide the form's origin.
    response["Cache-Control"], response["X-Robots-Tag"] = "no-store", "noindex"
    return response
