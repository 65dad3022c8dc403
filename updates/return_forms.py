"""What is typed around a return: approvals by link and by e-mail, comments, more time."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.status import Confidence
from actors import markings
from updates.line_fields import DayField
from updates.models import ApproverSeat, Assessment, Update
from updates.models.columns import LONGEST

BIGGEST = 5 * 1024 * 1024
ENDINGS = (".eml", ".msg", ".pdf", ".txt", ".html", ".htm", ".png", ".jpg", ".jpeg", ".docx")


class CommentForm(forms.Form):
    """A comment that somebody else reads: needed, without markings of secrecy."""

    words = forms.CharField(label=_("Comment"), max_length=LONGEST, widget=forms.Textarea({"rows": 4}))

    def __init__(self, typed: Any = None, label: Any = None, hint: Any = "") -> None:
        super().__init__(typed)
        self.use_required_attribute = False
        self.fields["words"].label = label or self.fields["words"].label
        self.fields["words"].help_text = hint
        self.fields["words"].error_messages["required"] = _("Write what should be mended, and why.")

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if marking := markings.first_in(words):
            message = _("Take out “%(marking)s”: this service is not for secret or classified information.")
            raise ValidationError(message, params={"marking": marking})
        return words


class MarkingForm(CommentForm):
    """A secrecy marking that may stand in the answers to a measure, because it is only spoken of."""

    marking = forms.CharField(
        label=_("The marking"),
        max_length=40,
        help_text=_("As it is written in the text, for example SALASSA PIDETTÄVÄ."),
    )
    field_order = ("measure", "marking", "words")

    def __init__(self, codes: Iterable[str], typed: Any = None) -> None:
        """`codes` of the measures of which the body owes an answer."""
        super().__init__(typed, _("Reason"), _("The body reads it."))
        choices = [("", _("Choose")), *((code, code) for code in codes)]
        self.fields["measure"] = forms.ChoiceField(label=_("Measure"), choices=choices)
        self.fields["measure"].error_messages["required"] = _("Choose the measure.")
        self.order_fields(self.field_order)
        self.fields["marking"].error_messages["required"] = _("Write the marking.")
        self.fields["words"].error_messages["required"] = _("Write the reason.")

    def clean_marking(self) -> str:
        marking: str = self.cleaned_data["marking"]
        if markings.is_identity_code(marking):
            raise ValidationError(_("A personal identity code can't be allowed. It has to be taken out of the text."))
        if markings.folded(markings.first_in(marking)) != markings.folded(marking):
            words = _("“%(marking)s” stops no answer. Copy the marking from the message that the writer sees.")
            raise ValidationError(words, params={"marking": marking})
        return marking


class TimeForm(CommentForm):
    """More time for a body, which ends after the round's due day, or a late opening: until a day, because."""

    until = DayField(pgettext_lazy("more time", "Until"), _("The last day to answer. For example 30.11.2018."))
    field_order = ("until", "words")

    def __init__(self, today: date, typed: Any = None, due: date | None = None, now: date | None = None) -> None:
        """`due` is the round's due day, which more time goes beyond; `now` the day that the body has at present."""
        super().__init__(typed, _("Reason"), _("The body reads it."))
        self.today, self.due = today, due
        if now:
            words = _("The due day of the body is now %(day)s. For example 30.11.2018.")
            self.fields["until"].help_text = words % {"day": date_format(now, "SHORT_DATE_FORMAT")}
        self.fields["until"].required = True
        self.fields["until"].error_messages["required"] = _("Give the last day to answer.")
        self.fields["words"].error_messages["required"] = _("Write the reason.")

    def clean_until(self) -> date:
        day = self.cleaned_data["until"]
        if day < self.today:
            raise ValidationError(_("The day has passed already. Give today or a later day."))
        if self.due and day <= self.due:
            words = _("Everybody may answer until %(day)s. Give a later day.")
            raise ValidationError(words % {"day": date_format(self.due, "SHORT_DATE_FORMAT")})
        return day


class AssessmentForm(forms.Form):
    """How the office itself judges a measure."""

    use_required_attribute = False
    confidence = forms.ChoiceField(
        label=_("The office's confidence"),
        required=False,
        choices=[("", _("No assessment")), *Confidence.choices],
    )
    words = forms.CharField(
        label=_("Why the office judges so"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, update: Update, typed: Any = None) -> None:
        self.update = update
        saved = Assessment.objects.filter(update=update).first() if update.role == "lead" else None
        super().__init__(typed, initial={"confidence": saved.confidence, "words": saved.words} if saved else {})

    def clean(self) -> dict[str, Any]:
        facts = self.cleaned_data
        if facts.get("confidence") and not facts.get("words"):
            self.add_error("words", _("Write why the office judges so."))
        return facts


class TranslationForm(forms.Form):
    """A public text in one language."""

    use_required_attribute = False
    words = forms.CharField(label=_("New text"), max_length=LONGEST, widget=forms.Textarea({"rows": 8}))

    def __init__(self, update: Update, code: str, typed: Any = None) -> None:
        super().__init__(typed, initial={"words": getattr(update, f"public_{code}")})
        self.fields["words"].widget.attrs["lang"] = code
        self.fields["words"].error_messages["required"] = _("Write the text.")


class ApproverForm(forms.Form):
    """The person who approves without an account of their own. Two such forms stand on one page: each field has an id
    of its own."""

    use_required_attribute = False
    prefix_of_ids = "approver"
    name = forms.CharField(label=_("Name of the approver"), max_length=150)
    title = forms.CharField(label=pgettext_lazy("of a person", "Title"), max_length=150, required=False)
    seat = forms.ChoiceField(
        label=_("Approves as"), choices=ApproverSeat.choices, widget=forms.RadioSelect, initial=ApproverSeat.APPROVER
    )

    def __init__(self, typed: Any = None, files: Any = None) -> None:
        super().__init__(typed, files, auto_id=f"{self.prefix_of_ids}_%s")


class LinkForm(ApproverForm):
    """A signed link for an approver."""

    prefix_of_ids = "link"
    email = forms.EmailField(label=_("E-mail of the approver"))
    field_order = ("name", "title", "email", "seat")

    def __init__(self, typed: Any = None, writers: Iterable[str] = ()) -> None:
        """`writers` are the addresses of those who wrote in the return and may not approve it."""
        super().__init__(typed)
        self.writers = {address.casefold() for address in writers}

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.casefold() in self.writers:
            raise ValidationError(
                _("This person has written in the return. Give the address of an approver who has not.")
            )
        return email


class MessageForm(ApproverForm):
    """An approval that came by e-mail: when, and the message itself."""

    prefix_of_ids = "message"
    day = DayField(_("Day of the message"), _("For example 12.3.2019."))
    message = forms.FileField(
        label=_("The message"),
        max_length=250,
        help_text=_("Save the message from your mail program and attach it. At most 5 MB."),
        error_messages={"max_length": _("The name of the file is too long. Give it a shorter one.")},
    )
    field_order = ("name", "title", "seat", "day", "message")

    def __init__(self, today: date, typed: Any = None, files: Any = None) -> None:
        super().__init__(typed, files)
        self.today = today
        self.fields["day"].required = True

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(_("The day is in the future. Give the day on which the message came."))
        return day

    def clean_message(self) -> Any:
        file = self.cleaned_data["message"]
        if file.size > BIGGEST:
            raise ValidationError(_("The file is larger than 5 MB. Attach the message without its attachments."))
        if not file.name.lower().endswith(ENDINGS):
            raise ValidationError(
                _("“%(name)s” is not a saved message. Attach an .eml, .msg, .pdf, .txt, .html, .docx or picture file."),
                params={"name": file.name},
            )
        return file
