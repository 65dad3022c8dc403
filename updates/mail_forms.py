"""What the office types of mails: which to list, and the message to chosen bodies."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actors import markings, wording
from actors.models import Body

LONGEST = 2000


class ChaseForm(forms.Form):
    """A message to chosen bodies: what the office adds to the list of what is open."""

    body = forms.ModelMultipleChoiceField(
        Body.objects.all(),
        to_field_name="slug",
        label=_("Bodies"),
        widget=forms.MultipleHiddenInput,
        error_messages={
            "required": _("No body was chosen. Choose at least one, and send the message again."),
            "invalid_choice": _("There is no body with the address %(value)s. Choose the bodies again."),
        },
    )
    words = forms.CharField(
        label=_("Your own addition to every message"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("At most 2000 characters. It stands before the list of what is open."),
    )

    def clean_words(self) -> str:
        words = wording.clean(self.cleaned_data["words"])
        if len(words) > LONGEST:
            raise ValidationError(
                _("The addition has %(count)s characters. Shorten it to at most %(most)s, and send it again."),
                params={"count": len(words), "most": LONGEST},
            )
        if marking := markings.first_in(words):
            raise ValidationError(
                _("“%(words)s” marks a text that may not be sent from this site. Take it out, and send it again."),
                params={"words": marking},
            )
        return words


class MailFilter(forms.Form):
    """Which mails of a round are listed: those about a body, those that name a measure."""

    body = forms.ModelChoiceField(
        Body.objects.all(),
        to_field_name="slug",
        required=False,
        error_messages={"invalid_choice": _("There is no such body. Choose one of the list.")},
    )
    measure = forms.CharField(required=False, max_length=26)

    def facts(self) -> dict[str, Any]:
        """What is asked, as facts of a mail's items."""
        asked = {"body": self.cleaned_data["body"], "measure__code": self.cleaned_data["measure"]}
        return {name: value for name, value in asked.items() if value}
