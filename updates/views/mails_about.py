"""Every mail that was written about a measure or to the people of a body, whichever round or question it was of."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.models import Measure
from actors.models import Body
from actors.requests import Request
from strategy.models import Programme
from updates import outbox
from updates.models import Mail, MailItem, MailState
from updates.paging import paged
from updates.views.mails import ICONS, row
from updates.views.office import require_office


@require_safe
@login_required
def measure_mails(request: Request, slug: str, code: str) -> HttpResponse:
    """The office: the mails about a measure, the newest first."""
    require_office(request)
    programmes = Programme.objects.visible_to(request.user, request.today)
    request.programme = get_object_or_404(programmes, slug=slug)
    measure = get_object_or_404(Measure.objects.filter(programme=request.programme), code=code)
    measure.programme = request.programme
    return listed(request, f"{measure.code} {measure.label}", measure.get_absolute_url(), measure=measure)


@require_safe
@login_required
def body_mails(request: Request, body: str) -> HttpResponse:
    """The office: the mails about a body, the newest first."""
    require_office(request)
    found = get_object_or_404(Body, slug=body)
    return listed(request, str(found.name), found.get_absolute_url(), body=found)


def listed(request: Request, title: str, url: str, **facts: Any) -> HttpResponse:
    """The page of the mails with an item of these facts."""
    items = Prefetch("items", MailItem.objects.select_related("body").order_by("body__sort_key"))
    found = Mail.objects.about(**facts).select_related("person").prefetch_related(items).defer("text", "calendar")
    shown = paged(request, found.order_by("-made_at", "-pk"))
    context = {
        "title": title,
        "url": url,
        "rows": [row(mail, reverse("updates:mail_alone", args=[mail.pk])) for mail in shown["page"].object_list],
    }
    return render(request, "updates/mails_about.html", context | shown)


@require_safe
@login_required
def mail_alone(request: Request, pk: int) -> HttpResponse:
    """The office: one mail as it was written, whatever it is about."""
    require_office(request)
    mail = get_object_or_404(Mail.objects.select_related("person", "made_by"), pk=pk)
    items = mail.items.select_related("body", "measure__programme")
    context = {
        "mail": mail,
        "icon": ICONS[MailState(mail.state)],
        "text": outbox.without_secret(mail),
        "abouts": about(items.order_by("body__sort_key", "measure__sort_key", "pk")),
    }
    return render(request, "updates/mail_page.html", context)


def about(items: Any) -> list[dict[str, str]]:
    """What a mail is about, each with the address of all mails about it; a body that has many measures once."""
    found: dict[str, str] = {}
    for item in items:
        found.setdefault(reverse("updates:body_mails", args=[item.body.slug]), str(item.body.short_name))
        if item.measure:
            place = [item.measure.programme.slug, item.measure.code]
            found.setdefault(reverse("updates:measure_mails", args=place), item.measure.code)
    return [{"url": url, "label": label} for url, label in found.items()]
