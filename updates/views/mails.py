"""The mails of a round, for the office: which have gone, which would go out now, and a message to chosen bodies."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from actors import clock
from actors.models import Body
from actors.requests import Request
from updates import outbox, reminders, working_days
from updates.letters import name
from updates.mail_forms import ChaseForm, MailFilter
from updates.models import Mail, MailItem, MailState, Round
from updates.paging import paged
from updates.views.rounds import round_or_404

ICONS = {MailState.SENT: "ok", MailState.FAILED: "err", MailState.WAITING: "same", MailState.SENDING: "same"}


@require_safe
@login_required
def mail_list(request: Request, slug: str, round: str) -> HttpResponse:
    """The office: every mail about the round, the newest first, or those about a body or a measure."""
    of = round_or_404(request, slug, round)
    mails, asked = Mail.objects.of_round(of), MailFilter(request.GET)
    items = Prefetch("items", MailItem.objects.filter(round=of).select_related("body").order_by("body__sort_key"))
    found = mails.about(round=of, **asked.facts()) if asked.is_valid() and asked.facts() else mails
    found = found.select_related("person").prefetch_related(items).defer("text", "calendar").order_by("-made_at", "-pk")
    shown = paged(request, found if asked.is_valid() else found.none())
    context = {
        "of": of,
        "asked": asked,
        "bodies": Body.objects.filter(mail_items__round=of).distinct().order_by("sort_key", "pk"),
        "rows": [row(mail, address(mail, of)) for mail in shown["page"].object_list],
    }
    return render(request, "updates/mail_list.html", context | shown)


def address(mail: Mail, of: Round) -> str:
    return reverse("updates:mail_page", args=[of.programme.slug, of.slug, mail.pk])


def row(mail: Mail, url: str) -> dict[str, Any]:
    """A mail as a list shows it: its bodies once each, its state with a shape."""
    bodies = {item.body_id: item.body for item in mail.items.all()}
    return {"mail": mail, "url": url, "icon": ICONS[MailState(mail.state)], "bodies": list(bodies.values())}


@require_safe
@login_required
def mail_page(request: Request, slug: str, round: str, pk: int) -> HttpResponse:
    """The office: one mail as it was written, and what became of it. The secret of a link is not shown."""
    of = round_or_404(request, slug, round)
    mail = get_object_or_404(Mail.objects.of_round(of).select_related("person", "made_by"), pk=pk)
    items = mail.items.select_related("body", "measure").order_by("body__sort_key", "measure__sort_key", "pk")
    context = {
        "of": of,
        "mail": mail,
        "icon": ICONS[MailState(mail.state)],
        "text": outbox.without_secret(mail),
        "items": items.filter(round=of),
    }
    return render(request, "updates/mail_page.html", context)


@require_safe
@login_required
def mail_preview(request: Request, slug: str, round: str) -> HttpResponse:
    """The office: every mail about the round that would go out now by itself; on a day off, on the next working day."""
    of = round_or_404(request, slug, round)
    now, day = clock.now(), working_days.first_from(request.today)
    at, plan = now.replace(year=day.year, month=day.month, day=day.day), reminders.plan(day)
    letters = [letter for letter in plan.letters if of in letter.rounds]
    context = {
        "of": of,
        "day": day if day != request.today else None,
        "letters": [(letter, letter.written(at)) for letter in letters],
        "nobody": [each for each in plan.nobody if each.round == of],
    }
    return render(request, "updates/mail_preview.html", context)


@require_POST
def mail_chase(request: Request, slug: str, round: str) -> HttpResponse:
    """The office: write to chosen bodies that owe something, one mail to a person. With `look` the mails are shown
    first; so they are when a body has been written to the same day, unless `again` says that this is known."""
    where = reverse("updates:mail_list", args=[slug, round])
    if not request.user.is_authenticated:
        return redirect_to_login(where)
    of, form = round_or_404(request, slug, round), ChaseForm(request.POST)
    if not form.is_valid():
        return render(request, "updates/mail_chase.html", {"of": of, "form": form})
    bodies, words, now = list(form.cleaned_data["body"]), form.cleaned_data["words"], clock.now()
    letters, result = reminders.chase_letters(of, bodies, localdate(now), words)
    written = reminders.written_today(of, letters, localdate(now))
    if letters and ("look" in request.POST or (written and "again" not in request.POST)):
        shown = [(letter, letter.written(now)) for letter in letters]
        context = {"of": of, "form": form, "letters": shown, "written": written, "result": result}
        return render(request, "updates/mail_chase.html", context)
    tell(request, reminders.chase(of, bodies, words, request.user, now))
    return redirect(where)


def tell(request: Request, chased: reminders.Chased) -> None:
    """What became of a message to chosen bodies."""
    count = len(chased.mails)
    if count:
        words = ngettext("%(count)s mail is on its way.", "%(count)s mails are on their way.", count)
        messages.success(request, words % {"count": count})
    elif chased.twice:
        messages.info(request, _("The same message was written already today. It was not written again."))
    if chased.silent:
        words = _("These owe nothing now, so they got no mail: %(bodies)s.")
        messages.info(request, words % {"bodies": ", ".join(map(name, chased.silent))})
    if chased.nobody:
        words = _("These have nobody to write to: %(bodies)s. Give them a coordinator under People.")
        messages.warning(request, words % {"bodies": ", ".join(map(name, chased.nobody))})
