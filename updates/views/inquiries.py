"""Urgent questions: the office asks, reads what was answered, closes; a body reads its own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import clock, policy
from actors.requests import Request
from strategy.models import Programme
from updates import inquiries, inquiry_asking
from updates.inquiry_forms import InquiryForm
from updates.models import Inquiry
from updates.paging import paged
from updates.views.office import require_office


@require_safe
@login_required
def inquiry_list(request: Request) -> HttpResponse:
    """The office: every urgent question, open ones first."""
    require_office(request)
    asked = Inquiry.objects.editable_by(request.user, request.today).with_counts().in_order()
    context = paged(request, asked.select_related("programme"))
    for inquiry in context["page"].object_list:
        inquiry.is_late = inquiry.is_open and inquiry.is_past_due(request.today) and inquiry.waiting > 0
    context["programmes"] = Programme.objects.editable_by(request.user, request.today)
    return render(request, "updates/inquiry_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def inquiry_new(request: Request, slug: str) -> HttpResponse:
    """The office: write a question, choose whom it goes to, look it over, ask."""
    require_office(request)
    programme = get_object_or_404(Programme.objects.editable_by(request.user, request.today), slug=slug)
    request.programme = programme
    form = InquiryForm(programme, request.today, request.POST if request.method == "POST" else None)
    if {"find", "back"} & request.POST.keys():
        form = form.unjudged()
    elif request.method == "POST" and form.is_valid():
        return ask(request, form) if "ask" in request.POST else check(request, form)
    chosen = {"groups": form.groups_of_bodies(), "measures": form.measures_chosen()}
    return render(request, "updates/inquiry_new.html", {"form": form, "programme": programme, **chosen})


def check(request: Request, form: InquiryForm) -> HttpResponse:
    """The question as it will be sent, and whom it reaches: bodies where nobody would get it are named."""
    reached = inquiry_asking.recipients(form.asked, form.about(), request.today)
    needs_approval = form.instance.needs_approval
    context = {
        "inquiry": form.instance,
        "recipients": reached,
        "people": len({person.pk for each in reached for person in each.coordinators}),
        "without_writer": [each.body for each in reached if not each.coordinators],
        "without_approver": [each.body for each in reached if needs_approval and not each.approvers],
        "hidden": form.as_hidden(),
    }
    return render(request, "updates/inquiry_check.html", context)


def ask(request: Request, form: InquiryForm) -> HttpResponse:
    """Ask, once however often the button was pressed."""
    asked = inquiry_asking.ask(form.instance, form.asked, form.about(), request.user, clock.now())
    if asked is not form.instance:
        words = _(
            "The form was sent already, and this is what it asked: nobody was asked anew. If you mean another question "
            "or other bodies, write a new question."
        )
        messages.info(request, words)
        return redirect(asked)
    count = len(form.asked)
    words = ngettext(
        "The question is asked: %(count)s body has it under My work, and its coordinators get a mail.",
        "The question is asked: %(count)s bodies have it under My work, and their coordinators get a mail.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect(asked)


def inquiry_or_404(request: Request, slug: str, n: int) -> Inquiry:
    """The question at an address: every one for office and steering group, for a body those that ask it."""
    seen = Inquiry.objects.visible_to(request.user, request.today).select_related("programme", "asked_by")
    inquiry = get_object_or_404(seen, programme__slug=slug, n=n)
    request.programme = inquiry.programme
    return inquiry


@require_safe
@login_required
def inquiry_page(request: Request, slug: str, n: int) -> HttpResponse:
    """Office and steering group: all answers that are given. A body that was asked: its own."""
    return show(request, inquiry_or_404(request, slug, n))


def show(request: Request, inquiry: Inquiry, status: int = 200) -> HttpResponse:
    """The page of a question, as far as the reader may see it."""
    rights = policy.rights(request.user, request.today)
    context: dict[str, Any] = {
        "inquiry": inquiry,
        "measures": inquiry.measures.order_by("sort_key", "pk"),
        "own": inquiries.own_answers(inquiry, request.user, request.today),
        "is_late": inquiry.is_open and inquiry.is_past_due(request.today),
        "may_close": rights.is_office,
        "collation": inquiries.Collation(inquiry) if rights.reads_submitted else None,
    }
    return render(request, "updates/inquiry_page.html", context, status=status)


def of_office(request: Request, slug: str, n: int) -> Inquiry:
    """The question at an address, for those who close and open it."""
    require_office(request)
    return inquiry_or_404(request, slug, n)


@require_POST
def inquiry_close(request: Request, slug: str, n: int) -> HttpResponse:
    """The office: take no more answers."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:inquiry_page", args=[slug, n]))
    inquiry = of_office(request, slug, n)
    inquiry.close(request.user, clock.now())
    messages.success(request, _("The question is closed. What is not given stays with its body."))
    return redirect(inquiry)


@require_POST
def inquiry_reopen(request: Request, slug: str, n: int) -> HttpResponse:
    """The office: take answers again."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:inquiry_page", args=[slug, n]))
    inquiry = of_office(request, slug, n)
    inquiry.reopen(request.user, clock.now())
    messages.success(request, _("The question is open again."))
    return redirect(inquiry)
