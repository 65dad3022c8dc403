"""The answer of a body to an urgent question: written, given, taken back; its files."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import clock
from actors.requests import Request
from updates import inquiries, inquiry_asking, inquiry_clashes, kept
from updates.forms import version_typed
from updates.inquiry_answer_forms import NAMES, AnswersForm
from updates.models import Inquiry, InquiryAnswer, InquiryFile, InquiryKind, NotNow, OwnText, StaleAnswers
from updates.views.inquiries import inquiry_or_404, show
from updates.views.session import stay, token_checked_here

Rows = list[InquiryAnswer]


def rows_or_404(inquiry: Inquiry, found: Any, body: str) -> Rows:
    """The answers of a body (its slug) among those that were found."""
    rows = list(found.filter(inquiry=inquiry, body__slug=body).with_all())
    if not rows:
        raise Http404
    for row in rows:
        row.inquiry = inquiry
    return rows


@token_checked_here
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_answer(request: Request, slug: str, n: int, body: str) -> HttpResponse:
    """Coordinators of a body that was asked: write its answer, and give it or send it to the approver."""
    if not request.user.is_authenticated:
        return kept.ask_to_sign_in(request, NAMES)
    inquiry = inquiry_or_404(request, slug, n)
    rows = rows_or_404(inquiry, InquiryAnswer.objects.editable_by(request.user, request.today), body)
    if request.method == "POST":
        return save(request, inquiry, rows)
    words = kept.words(request)
    if not words and (not inquiry.is_open or any(row.is_given for row in rows)):
        return redirect(inquiry)
    form = AnswersForm(inquiry, rows, request.user, words)
    return write(request, form, notice="kept" if words else "ready" if inquiries.stage_of(rows) == "ready" else "")


def save(request: Request, inquiry: Inquiry, rows: Rows) -> HttpResponse:
    """Save what was typed as a draft, and give it when that was asked; whatever hinders, the words come back."""
    form = AnswersForm(inquiry, rows, request.user, request.POST, request.FILES)
    form.is_valid()
    if request.is_token_refused:
        return write(request, form, notice="token", status=403)
    try:
        saved = inquiry.write(rows[0].body, form.answers(), request.user, clock.now())
    except StaleAnswers as stale:
        return both(request, form, stale.rows)
    except NotNow as refused:
        return write(request, form, notice=refused.state, status=409)
    kept.forget(request)
    stay(request)
    if form.errors:
        return write(request, over(form, saved), notice="partly")
    return give(request, form, saved) if "give" in request.POST else stay_at_form(request, inquiry, saved)


def stay_at_form(request: Request, inquiry: Inquiry, rows: Rows) -> HttpResponse:
    messages.success(request, _("The draft is saved. The office sees it only when it is given."))
    return redirect(inquiry.address("updates:inquiry_answer", rows[0].body.slug))


def give(request: Request, form: AnswersForm, rows: Rows) -> HttpResponse:
    """Give what has just been saved; where it needs sign-off, send it to the body's approver."""
    inquiry, body, at = form.inquiry, rows[0].body, clock.now()
    try:
        if inquiry.needs_approval:
            inquiry_asking.send_for_sign_off(inquiry, body, rows, request.user, at)
            messages.success(request, _("The answer is with your body's approver, who gives it."))
        else:
            inquiry.give(body, {row.pk: row.version for row in rows}, request.user, at)
            messages.success(request, _("The answer is given. The office and the steering group can read it now."))
    except ValidationError as faults:
        form = over(form, rows)
        form.tell(faults.message_dict)
        return write(request, form, notice="missing" if inquiries.newest(rows) else "")
    except StaleAnswers as stale:
        return both(request, form, stale.rows)
    except NotNow as refused:
        return write(request, form, notice=refused.state, status=409)
    return redirect(inquiry)


def over(form: AnswersForm, rows: Rows) -> AnswersForm:
    """What was typed, over the versions that have just been saved of it."""
    typed = {name: text for name, text in form.data.items() if not name.startswith("drop_")}
    typed |= {f"version_{row.pk}": str(row.version) for row in rows}
    fresh = AnswersForm(form.inquiry, rows, form.user, typed)
    for name, faults in form.errors.as_data().items():
        if name not in fresh.errors:
            fresh.add_error(name, faults)  # of a file, which no browser sends a second time
    return fresh


def both(request: Request, mine: AnswersForm, rows: Rows) -> HttpResponse:
    """409: somebody else saved meanwhile. Both texts, and the form with mine over their version."""
    found = inquiry_clashes.differences(mine, rows)
    clashes = [each.clash for each in found]
    notice = "stale" if mine.inquiry.kind == InquiryKind.FILE or not clashes else ""
    return write(request, inquiry_clashes.merged(mine, rows, found), notice, clashes, 409)


def write(request: Request, form: AnswersForm, notice: str = "", clashes: Any = (), status: int = 200) -> HttpResponse:
    """The form, with what the body answered about the same measures before; `notice` names what is said above it."""
    body = form.rows[0].body
    context = {
        "form": form,
        "inquiry": form.inquiry,
        "body": body,
        "sections": form.sections(inquiries.earlier(form.inquiry, body)),
        "saved": inquiries.newest(form.rows),
        "notice": notice,
        "clashes": clashes,
    }
    return render(request, "updates/inquiry_answer.html", context, status=status)


def versions_typed(typed: Mapping[str, str], rows: Rows) -> dict[int, int]:
    """The versions of the answers that a button's form carries."""
    return {row.pk: version_typed({"version": typed.get(f"version_{row.pk}", "")}) for row in rows}


@require_POST
def inquiry_give(request: Request, slug: str, n: int, body: str) -> HttpResponse:
    """Who gives the body's answer: its approver or deputy where it needs sign-off, else its coordinators. Twice is
    once."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:inquiry_page", args=[slug, n]))
    inquiry = inquiry_or_404(request, slug, n)
    rows = rows_or_404(inquiry, InquiryAnswer.objects.givable_by(request.user, request.today), body)
    try:
        inquiry.give(rows[0].body, versions_typed(request.POST, rows), request.user, clock.now())
    except StaleAnswers:
        messages.error(request, _("The answer has been changed since you read it. Nothing was given: read it again."))
        return show(request, inquiry, status=409)
    except ValidationError as faults:
        messages.error(request, " ".join(faults.messages))
        return show(request, inquiry, status=409)
    except OwnText:
        messages.error(request, _("You have written the answer yourself: another approver of your body gives it."))
        return show(request, inquiry, status=409)
    except NotNow as refused:
        refuse(request, refused)
    else:
        messages.success(request, _("The answer is given. The office and the steering group can read it now."))
    return redirect(inquiry)


def refuse(request: Request, refused: NotNow) -> None:
    """Why nothing was given or taken back."""
    words = {
        "draft": _("The answer has gone back to its writers. Nothing was given."),
        "given": _("The answer is given already."),
        "closed": _("The office has closed the question. Ask the office to open it again."),
    }
    messages.info(request, words[refused.state])


@require_POST
def inquiry_take_back(request: Request, slug: str, n: int, body: str) -> HttpResponse:
    """Coordinators and approvers of the body: back to its writers, from the office or from the approver."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:inquiry_page", args=[slug, n]))
    inquiry = inquiry_or_404(request, slug, n)
    rows = rows_or_404(inquiry, InquiryAnswer.objects.of_own_bodies(request.user, request.today), body)
    try:
        inquiry.take_back(rows[0].body, request.user, clock.now())
    except NotNow as refused:
        refuse(request, refused)
    else:
        messages.success(request, _("The answer is a draft again. The office does not see it until it is given anew."))
    return redirect(inquiry)


@require_safe
@login_required
def inquiry_file(request: Request, slug: str, n: int, body: str) -> HttpResponse:
    """Whoever may read the answer: its file, of the measure in `?measure=`, as it came and as an attachment only."""
    inquiry = inquiry_or_404(request, slug, n)
    answers = InquiryAnswer.objects.visible_to(request.user, request.today).filter(inquiry=inquiry, body__slug=body)
    code = request.GET.get("measure", "")
    answers = answers.filter(measure__code=code) if code else answers.filter(measure=None)
    file = get_object_or_404(InquiryFile.objects.filter(pk__in=answers.values("file")))
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    headers = {
        "Content-Disposition": disposition or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(bytes(file.content), content_type="application/octet-stream", headers=headers)
