"""People and their seats, kept by the office and administrators."""

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actors import policy
from actors.forms import PersonForm, SeatEndForm, SeatForm
from actors.models import Seat, User
from actors.requests import Request


def keepers_rights(request: Request) -> policy.Rights:
    """The rights of somebody who keeps people: the office or an administrator; others are refused."""
    rights = policy.rights(request.user, request.today)
    policy.require(rights.is_office or rights.is_administrator)
    return rights


@login_required
@require_safe
def people(request: Request) -> HttpResponse:
    """Office and administrators: everybody, their seats of today, when they last came."""
    keepers_rights(request)
    seats = Prefetch("seats", Seat.objects.in_force(request.today).select_related("body"), to_attr="open_seats")
    words = request.GET.get("q", "").strip()
    found = User.objects.named(words).order_by("search_text", "pk").prefetch_related(seats)
    return render(request, "actors/people.html", {"people": found[:500], "words": words})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: Request) -> HttpResponse:
    """Office and administrators: bring a person in with a first seat; they get a link to choose a password."""
    rights = keepers_rights(request)
    person = User()
    form = PersonForm(request.POST or None, instance=person, prefix="person")
    seat_form = SeatForm(request.POST or None, instance=Seat(user=person), rights=rights, prefix="seat")
    del form.fields["is_active"]
    if request.method == "POST" and all([form.is_valid(), seat_form.is_valid()]):
        with transaction.atomic():
            person.set_unusable_password()
            form.save()
            seat_form.save()
        invite(request, person)
        return redirect("actors:people")
    return render(request, "actors/person_form.html", {"form": form, "seat_form": seat_form, "person": None})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: Request, pk: int) -> HttpResponse:
    """Office and administrators: a person's facts and seats. The office does not edit administrators."""
    person = editable_person(request, pk)
    form = PersonForm(request.POST or None, instance=person, prefix="person")
    if request.method == "POST" and form.is_valid():
        form.instance.keep()
        messages.success(request, _("Saved: %(person)s.") % {"person": person})
        return redirect("actors:people")
    seats = person.seats.select_related("body").order_by("-since")
    return render(request, "actors/person_form.html", {"form": form, "person": person, "seats": seats})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_new(request: Request, pk: int) -> HttpResponse:
    """Office and administrators: one more seat for a person."""
    person = editable_person(request, pk)
    form = SeatForm(request.POST or None, instance=Seat(user=person), rights=keepers_rights(request))
    if request.method == "POST" and form.is_valid():
        seat = form.save()
        messages.success(request, _("New seat: %(seat)s.") % {"seat": seat})
        return redirect("actors:person_edit", pk)
    return render(request, "actors/seat_form.html", {"form": form, "person": person})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_end(request: Request, pk: int) -> HttpResponse:
    """Office and administrators: the last day of a seat; what the person wrote in it stays."""
    rights = keepers_rights(request)
    seat = get_object_or_404(Seat.objects.endable_by(rights).select_related("user", "body"), pk=pk)
    form = SeatEndForm(request.POST or None, initial={"until": request.today}, seat=seat)
    if request.method == "POST" and form.is_valid():
        seat.end(form.cleaned_data["until"])
        messages.success(request, _("The seat ends: %(seat)s.") % {"seat": seat})
        return redirect("actors:person_edit", seat.user_id)
    return render(request, "actors/seat_end.html", {"form": form, "seat": seat})


def editable_person(request: Request, pk: int) -> User:
    """The person, when the signed-in keeper may change them (404 otherwise)."""
    return get_object_or_404(User.objects.editable_by(keepers_rights(request)), pk=pk)


def invite(request: Request, person: User) -> None:
    """Send the link by which the person chooses a password."""
    form = ResetPasswordForm({"email": person.email})
    if form.is_valid():
        form.save(request)
    messages.success(request, _("%(person)s was added and gets an e-mail with a link.") % {"person": person})
