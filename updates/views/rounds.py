"""The office steers a round: the cockpit, its settings, more time, excuses, acceptance, closing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import clock, policy
from actors.models import Body
from actors.requests import Request
from updates import closing, owing, reminders
from updates.before_closing import BeforeClosing
from updates.cockpit import Cockpit
from updates.models import LogEntry, NotNow, Return, Round
from updates.one_task import led_by
from updates.paging import paged
from updates.return_forms import CommentForm, MarkingForm, TimeForm
from updates.round_forms import RoundForm
from updates.round_line import line_of_round, past
from updates.views.office import require_office, tell_finnish_only

LOG = 8


def round_or_404(request: Request, slug: str, round: str) -> Round:
    """The round at an address, for the office."""
    require_office(request)
    rounds = Round.objects.editable_by(request.user, request.today).select_related("programme")
    found = get_object_or_404(rounds, programme__slug=slug, slug=round)
    request.programme = found.programme
    request.round = found if found.is_open(request.today) else None
    return found


@require_safe
@login_required
def cockpit(request: Request, slug: str, round: str) -> HttpResponse:
    """The office: bodies and measures with the state of each."""
    asked = round_or_404(request, slug, round)
    board = Cockpit(asked, request.today, reminders.last_mailed(asked))
    state = request.GET.get("state", "")
    context = {
        "asked": asked,
        "board": board,
        "marks": line_of_round(asked, request.today),
        "past": past(asked, request.today),
        "choices": board.choices(state),
        "log": LogEntry.objects.filter(of__round=asked).for_list()[:LOG],
    }
    shown = paged(request, board.shown(state))
    return render(request, "updates/cockpit.html", context | shown | {"rows": board.drawn(shown["page"].object_list)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_edit(request: Request, slug: str, round: str) -> HttpResponse:
    """The office: names, days, questions, guidance and the measures of a round."""
    asked = round_or_404(request, slug, round)
    form = RoundForm(asked.programme, request.POST or None, instance=asked)
    if request.method == "POST" and form.is_valid():
        try:
            form.keep()
        except NotNow:
            messages.error(request, _("The round is closed for good, so nothing was changed."))
        else:
            messages.success(request, _("The round is changed."))
            tell_finnish_only(request, form)
        return redirect("updates:cockpit", asked.programme.slug, Round.objects.get(pk=asked.pk).slug)
    return render(request, "updates/round_new.html", {"form": form, "programme": asked.programme, "asked": asked})


def address(round: Round) -> str:
    return reverse("updates:cockpit", args=[round.programme.slug, round.slug])


def row_or_404(asked: Round, body: str, request: Request) -> Return:
    """The return of a body that owes something, made when nothing has been done with it yet."""
    owner = get_object_or_404(Body, slug=body)
    if not owing.in_round(asked, request.today, [owner.pk]):
        raise Http404
    row = Return.objects.get_or_create(round=asked, body=owner)[0]
    row.round = asked
    return row


def page_of(row: Return) -> str:
    return reverse("updates:return_page", args=[row.round.programme.slug, row.round.slug, row.body.slug])


def done(request: Request, row: Return, verb: Any, words: str, *given: Any) -> HttpResponse:
    """Do the deed and say so; a deed that the state of the return does not allow is told and changes nothing."""
    try:
        verb(*given, request.user, clock.now())
    except NotNow:
        messages.error(request, _("The state of the return has changed, so nothing was done. Look at it once more."))
    else:
        messages.success(request, words)
    return redirect(page_of(row))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def return_extend(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """The office: give a body more time, because."""
    return more_time(request, slug, round, body, "extend")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def return_reopen(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """The office: let a body answer although the round has closed, because."""
    return more_time(request, slug, round, body, "reopen")


def more_time(request: Request, slug: str, round: str, body: str, deed: str) -> HttpResponse:
    """The form of more time, and the deed."""
    asked = round_or_404(request, slug, round)
    row = Return.objects.filter(round=asked, body__slug=body).select_related("round").first()
    now = row.due_day if row else asked.due
    form = TimeForm(request.today, request.POST or None, asked.due if deed == "extend" else None, now)
    if request.method == "POST" and form.is_valid():
        row = row_or_404(asked, body, request)
        words = _("The body has more time now.") if deed == "extend" else _("The body may answer again.")
        return done(request, row, getattr(row, deed), words, form.cleaned_data["until"], form.cleaned_data["words"])
    return ask(request, asked, body, form, deed)


def ask(request: Request, asked: Round, body: str, form: Any, deed: str, **more: Any) -> HttpResponse:
    """A page with one small form."""
    context = {"asked": asked, "body": get_object_or_404(Body, slug=body), "form": form, "deed": deed} | more
    return render(request, "updates/return_deed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def return_excuse(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """The office: ask nothing of a body in this round, because."""
    asked = round_or_404(request, slug, round)
    form = CommentForm(request.POST or None, _("Reason"), _("The body reads it."))
    form.fields["words"].error_messages["required"] = _("Write the reason.")
    if request.method == "POST" and form.is_valid():
        row = row_or_404(asked, body, request)
        return done(request, row, row.excuse, _("The body is excused from this round."), form.cleaned_data["words"])
    return ask(request, asked, body, form, "excuse")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def return_allow_marking(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """The office: let a secrecy marking stand in an answer of the body, because it is only spoken of; or no longer."""
    asked = round_or_404(request, slug, round)
    owner = get_object_or_404(Body, slug=body)
    measures = {measure.code: measure for measure in answered_by(request, asked, owner)}
    if not measures:
        raise Http404
    allowed = LogEntry.objects.filter(of__round=asked, of__body=owner).allowed_markings()
    no_longer = next((entry for entry in allowed if str(entry.pk) == request.POST.get("forbid")), None)
    form = MarkingForm(measures, request.POST or None)
    if no_longer or (request.method == "POST" and form.is_valid()):
        row = Return.objects.get_or_create(round=asked, body=owner)[0]
        row.round = asked
        if no_longer:
            words = _("The marking is no longer allowed.")
            return done(request, row, row.forbid_marking, words, no_longer.marking, no_longer.measure)
        words, facts = _("The marking is allowed in the answer to the measure."), form.cleaned_data
        given = facts["marking"], measures[facts["measure"]], facts["words"]
        return done(request, row, row.allow_marking, words, *given)
    return ask(request, asked, body, form, "marking", allowed=allowed)


def answered_by(request: Request, asked: Round, owner: Body) -> list[Any]:
    """The measures of which the body owes an answer; for the office's own body also those that nobody leads."""
    owed = owing.in_round(asked, request.today, [owner.pk])
    found = [item.measure for each in owed for item in each.items]
    if owner.pk in policy.rights(request.user, request.today).office_bodies:
        found += asked.asked(request.today).filter(~Exists(led_by(request.today)))
    return found


@require_POST
@login_required
def return_ask_again(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """The office: the opposite of excusing."""
    row = row_or_404(round_or_404(request, slug, round), body, request)
    return done(request, row, row.ask_again, _("The body is asked again."))


@require_POST
@login_required
def return_accept(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """The office: accept the return with every answer given."""
    row = row_or_404(round_or_404(request, slug, round), body, request)
    return done(request, row, row.accept, _("The return is accepted. Its answers can be published one by one."))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_close(request: Request, slug: str, round: str) -> HttpResponse:
    """The office: close the round for good, after reading what is still open."""
    asked = round_or_404(request, slug, round)
    if request.method == "POST":
        try:
            closing.close(asked, request.user, clock.now())
        except NotNow:
            messages.info(request, _("The round was closed already."))
        else:
            messages.success(request, _("The round is closed for good. Its copy is kept."))
        return redirect(address(asked))
    before = BeforeClosing(asked, request.today, Cockpit(asked, request.today, {}))
    context = {"asked": asked, "before": before}
    return render(request, "updates/round_close.html", context)


@require_safe
@login_required
def round_copy(request: Request, slug: str, round: str) -> HttpResponse:
    """The office: the copy of a closed round, as a file that needs nothing else to be read."""
    asked = round_or_404(request, slug, round)
    frozen = getattr(asked, "frozen", None)
    if not frozen:
        raise Http404
    response = HttpResponse(frozen.text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{asked.programme.slug}-{asked.slug}.json"'
    return response
