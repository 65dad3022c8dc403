"""What is expected of the person who has signed in, and what their bodies have said before."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import policy
from actors.requests import Request
from updates import body_returns, expected, inquiries, tasks
from updates.models import Round, Update
from updates.paging import paged


@require_safe
@login_required
def my_work(request: Request) -> HttpResponse:
    """Anyone signed in: coordinators and approvers see what is expected of them, others go to their own page."""
    rights = policy.rights(request.user, request.today)
    asks_for_list = rights.office_bodies and "state" in request.GET  # what the office answers where there is no lead
    if not rights.own_bodies and not asks_for_list and (elsewhere := own_page(request, rights)):
        return redirect(elsewhere)
    opened = list(Round.objects.visible_to(request.user, request.today).opened(request.today))
    rounds = expected.collecting(opened)
    leads = expected.leads_over(rights, request.today)
    returns = body_returns.of_people(rights.own_bodies | {lead.pk for lead in leads.values()}, opened)
    if rounds:
        request.programme = rounds[0].programme
        request.round = next((round for round in rounds if round.is_open(request.today)), None)
    mine = expected.of_user(request.user, rounds, returns, leads, request.today)
    asking, own = {task.round.pk for task in mine}, {task.round.pk for task in mine if not task.giver}
    current = [round for round in rounds if round.is_open(request.today) or round.pk in asking]
    now = [round for round in current if round.is_open(request.today) or round.pk in own]
    counts = expected.counts(mine)
    state = request.GET.get("state", "")
    shown = paged(request, [task for task in mine if state in {"", task.state}])
    expected.enrich(shown["page"].object_list, request.user, request.today)
    for task in shown["page"].object_list:
        task.return_sign = body_returns.sign_of(task.own_return)
    context = {
        "inquiries": inquiries.open_for(request.user, request.today),
        "waiting": body_returns.waiting(returns.values(), rights, request.today),
        "counts": counts,
        "state": state,
        "current": current,
        "open": [round for round in current if round.is_open(request.today)],
        "earlier": [round for round in opened if round not in now],
        "has_seat": bool(rights.seats),
    }
    return render(request, "updates/my_work.html", context | shown)


def own_page(request: Request, rights: policy.Rights) -> str:
    """Where a person who writes for no body begins; "" when they hold no seat."""
    if rights.is_office:
        return reverse("updates:office")
    if rights.is_administrator:
        return reverse("actors:people")
    programme = Round.objects.programme_at_hand(request.user, request.today) if rights.is_steering else None
    return reverse("reports:programme_page", args=[programme.slug]) if programme else ""


@require_safe
@login_required
def my_round(request: Request, slug: str, round: str) -> HttpResponse:
    """Coordinators and approvers: what their bodies said in a round."""
    rounds = Round.objects.visible_to(request.user, request.today).select_related("programme")
    told = get_object_or_404(rounds, programme__slug=slug, slug=round)
    if not policy.rights(request.user, request.today).own_bodies:
        raise Http404
    request.programme = told.programme
    answers = Update.objects.filter(round=told).of_own_bodies(request.user, request.today)
    answers = answers.select_related("measure", "body").order_by("body__sort_key", "role", "measure__sort_key", "pk")
    shown = paged(request, answers)
    for update in shown["page"].object_list:
        update.round, update.measure.programme, update.sign = told, told.programme, tasks.sign(update.shown_state)
    return render(request, "updates/my_round.html", {"round": told} | shown)
