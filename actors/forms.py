"""What may be typed of people and seats."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actors import wording
from actors.models import Body, Role, Seat, User
from actors.policy import Rights

# The office brings in those who write, approve and steer; administrators and the office itself are made by
# administrators, so that nobody hands out a right above their own.
GIVEN_BY_OFFICE = (Role.COORDINATOR, Role.APPROVER, Role.DEPUTY, Role.STEERING)


def day_field(**options: Any) -> forms.DateField:
    """A day typed as 31.12.2026."""
    look = {"class": "w-date", "inputmode": "numeric", "autocomplete": "off"}
    widget = forms.DateInput(format="%d.%m.%Y", attrs=look)
    return forms.DateField(widget=widget, help_text=_("For example 31.12.2026."), **options)


class PersonForm(forms.ModelForm):
    """A person's own facts."""

    class Meta:
        model = User
        fields = ["email", "name", "title", "language", "is_active"]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off"})}

    def clean_email(self) -> str:
        email = wording.fold(self.cleaned_data["email"])
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is already a person with this e-mail. Find them in the list."))
        return email


class SeatForm(forms.ModelForm):
    """A seat for a person; the roles offered are those that the giver may give."""

    since = day_field(label=_("First day"))

    class Meta:
        model = Seat
        fields = ["role", "body", "since"]

    def __init__(self, *args: Any, rights: Rights, **options: Any) -> None:
        super().__init__(*args, **options)
        given = Role.values if rights.is_administrator else GIVEN_BY_OFFICE
        role: Any = self.fields["role"]
        role.choices = [("", _("Choose a role")), *((r.value, r.label) for r in Role if r in given)]
        body: Any = self.fields["body"]
        body.queryset, body.empty_label = Body.objects.filter(until=None), _("Choose a body")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        person, body, role = self.instance.user.pk, facts.get("body"), facts.get("role")
        held = Seat.objects.filter(user=person, body=body, role=role, until=None)
        if facts.get("body") and held.exists():
            self.add_error("role", _("The person already holds this seat. End it first if its first day is wrong."))
        return facts


class SeatEndForm(forms.Form):
    """The last day of a seat."""

    until = day_field(label=_("Last day"))

    def __init__(self, *args: Any, seat: Seat, **options: Any) -> None:
        super().__init__(*args, **options)
        self.seat = seat

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until < self.seat.since:
            raise ValidationError(_("The last day can't be before the first day of the seat."))
        return until
