"""What may be typed of an update and of its publishing."""

import re
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Choices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models import ScheduleItem
from actions.status import SYMBOLS, Confidence, Stage
from actors.languages import Phrase
from updates.line_fields import NAMES, DayField, LineFields
from updates.models import Cause, Update, UpdateRole
from updates.tasks import Task, Typed

LINE_NAMES = re.compile(NAMES)
DEFINITIONS = {
    Stage.NOT_STARTED: _("Nothing has been agreed and nobody named yet."),
    Stage.IN_PREPARATION: _("Who does it and how has been agreed; the work itself has not begun."),
    Stage.IN_PROGRESS: _("The work is being done."),
    Stage.IMPLEMENTED: _("Everything has been done. Say below where the result can be seen."),
    Stage.PARTLY_IMPLEMENTED: _("A part is done; the rest will not be done in this programme."),
    Stage.CONTINUOUS: _("The activity is established and has no end."),
    Stage.DISCONTINUED: _("The work was begun and has been stopped for good."),
    Stage.MERGED: _("It goes on as a part of another measure. Say which in the reason."),
    Stage.TRANSFERRED: _("It goes on in another programme. Say where in the reason."),
    Stage.NOT_PURSUED: _("It has been decided that the measure will not be carried out."),
    Confidence.ON_PLAN: _("It will be ready by the day in the schedule."),
    Confidence.AT_RISK: _("It may be up to three months late, or an obstacle is open."),
    Confidence.DELAYED: _("A scheduled day has passed, or it will be more than three months late."),
    Confidence.BLOCKED: _("The work does not go on until an obstacle is removed."),
}
# What stays as it was when nothing has changed: not what was done, which is told of one time only.
STAYS = ("stage", "confidence", "reason", "obstacles", "cause", "decision_needed", *Update.PUBLIC_WORDS)
# What a lead's answer must say; a partner's says what was done, or that there is nothing to add.
NEEDED = {UpdateRole.LEAD: ("stage", "confidence", "done"), UpdateRole.PARTNER: ()}
# The order in which the page asks (templates/updates/update_form.html).
ASKED = (
    "stage", "confidence", "reason", "language", "is_unchanged", "done", "obstacles", "cause", "decision_needed",
    *Update.PUBLIC_WORDS,
)  # fmt: skip
OPENED = signing.Signer(salt="updates.opened")


def rows(words: type[Choices]) -> list[tuple[str, str]]:
    """The choices as they stand in rows, each beginning with a capital."""
    return [(value, capfirst(str(label))) for value, label in words.choices]


class ShapedRadios(forms.RadioSelect):
    """Radios that bring the shape and the definition of every status with them."""

    def create_option(self, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(*args, **options)
        value = option["value"]
        return option | {"symbol": SYMBOLS[value], "definition": DEFINITIONS[value]}


class DoneOnField(DayField):
    """The day a schedule item was done: not in the future."""

    def __init__(self, item: ScheduleItem, today: date) -> None:
        self.item, self.today = item, today
        super().__init__(_("Done on"), _("For example 31.3.2018. Leave empty if it is not done."))

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and day > self.today:
            raise ValidationError(_("The day is in the future. Write the day it was done, or leave it empty."))
        return day


class UpdateForm(forms.ModelForm):
    """One answer: its words, and the day each schedule item was done. Nothing is needed before it is submitted."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    nth = forms.CharField(widget=forms.HiddenInput, required=False, max_length=9)  # which save of the opened form

    class Meta:
        model = Update
        fields = tuple(name for name in Update.WORDS if name != "next")
        widgets = {"stage": ShapedRadios, "confidence": ShapedRadios}

    def __init__(
        self, task: Task, items: list[Any], user: Any, today: date, typed: Mapping[str, Any] | None = None
    ) -> None:
        """`items` bring `told_on`, the day told so far; `typed` is what was typed, None for what is saved."""
        self.task, self.user, self.items = task, user, items
        update = task.update or Update(
            round=task.round, measure=task.measure, body=task.body, role=task.role, version=0, language=user.language
        )
        self.saved = update.words()
        super().__init__(
            typed, instance=update, initial={"version": update.version, "opened": opening(user), "nth": "0"}
        )
        self._offer()
        if task.role == UpdateRole.PARTNER:
            self._narrow_to_part()
        else:
            self._ask_days(items, today)
        self._offer_nothing_new()
        self.lines = LineFields(self, task, typed)
        for name, field in self.fields.items():
            if not isinstance(field.label, Phrase):  # a question of the office stands as it was written
                field.label = capfirst(str(field.label))
            field.required = False
            if isinstance(field.widget, forms.Textarea):
                language = name[-2:] if name in Update.PUBLIC_WORDS else update.language
                field.widget.attrs |= {"rows": 6 if name == "done" else 4, "lang": language}

    def _offer(self) -> None:
        no_cause = [("", str(pgettext_lazy("cause", "No cause chosen")))]
        offered: list[tuple[str, list[tuple[str, str]]]] = [
            ("stage", rows(Stage)),
            ("confidence", rows(Confidence)),
            ("cause", no_cause + rows(Cause)),
            ("language", [(code, str(name)) for code, name in Update.column("language").choices or ()]),
        ]
        for name, choices in offered:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def _narrow_to_part(self) -> None:
        for name in set(self.fields) & set(Update.WORDS) - set(Update.PARTNER_WORDS):
            del self.fields[name]
        self.fields["done"].help_text = _("What your body has done for this measure. Tick “nothing to add” if nothing.")

    def _offer_nothing_new(self) -> None:
        field = self.fields["is_unchanged"]
        if self.task.role == UpdateRole.PARTNER:
            field.label = _("Our body has nothing to add in this round")
        elif self.task.before:
            field.label = _("Nothing has changed since the round %(round)s") % {"round": self.task.before.round.name}
            field.help_text = _("What you leave empty then stays as it was in that round.")
        else:
            del self.fields["is_unchanged"]

    def _ask_days(self, items: list[Any], today: date) -> None:
        for item in items:
            self.fields[f"done_{item.n}"] = DoneOnField(item, today)
            self.initial[f"done_{item.n}"] = item.told_on
        self.order_fields([f"done_{item.n}" for item in items])

    def clean(self) -> None:
        super().clean()
        self.lines.check()

    @property
    def version_typed(self) -> int:
        """The version that was opened; 0 when nothing was saved then."""
        return self.cleaned_data.get("version") or 0

    @property
    def opened_here(self) -> str:
        """Which opened form this is and which save of it: "3f9a:2"; "" when it was not this person's."""
        person, token = opened_by(self.cleaned_data.get("opened", ""))
        return f"{token}:{self.cleaned_data.get('nth', '')}" if person == str(self.user.pk) else ""

    def words(self) -> dict[str, Any]:
        """What was typed, by field; a field with an error keeps what was saved. Where nothing has changed, what is
        empty is as it was in the round before."""
        words = {
            name: self.saved[name] if name in self.errors else getattr(self.instance, name) for name in Update.WORDS
        }
        if words["is_unchanged"] and self.task.before and self.task.role == UpdateRole.LEAD:
            words |= {name: words[name] or getattr(self.task.before, name) for name in STAYS}
        return words

    def typed(self, part: Update | None = None) -> Typed:
        """All that was typed; the words of a partner's part, when one is taken over, stand under the lead's own."""
        words = self.words()
        if part:
            words["done"] = "\n\n".join(filter(None, [words["done"], f"{part.body}: {part.done}"]))
        return Typed(words, self.outcomes(), self.lines.read(), part)

    def value(self, name: str) -> Any:
        """What stands in a field: as saved, as typed, or as it was typed wrongly."""
        if not self.is_bound:
            return self.initial.get(name)
        if name in self.errors:
            return self.data.get(name, "")
        return getattr(self.instance, name) if name in Update.WORDS else self.cleaned_data.get(name)

    def outcomes(self) -> dict[int, date | None]:
        """The day done by schedule item id, of those without an error."""
        typed = {
            name: field for name, field in self.fields.items() if isinstance(field, DoneOnField) and name in self.data
        }
        return {field.item.pk: self.cleaned_data[name] for name, field in typed.items() if name in self.cleaned_data}

    def as_typed(self) -> dict[str, Any]:
        """What is saved, as if it had been typed: so that its faults can be shown beside the fields."""
        return {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}

    def tell(self, faults: Mapping[str, list[Any]]) -> None:
        """Show what stops submitting beside its field."""
        for name, words in faults.items():
            self.add_error(name if name in self.fields else None, words)

    def ask(self) -> "UpdateForm":
        """The form as it is shown: what submitting needs says so, though a draft may lack it."""
        self.is_valid()
        for name in NEEDED[UpdateRole(self.task.role)]:
            self.fields[name].required = True
        return self

    def is_asked(self, field: forms.BoundField) -> bool:
        """Whether the field is a question of its own, not a piece of a line."""
        return not LINE_NAMES.fullmatch(field.name)

    def place(self, name: str) -> int:
        """Where the field stands among those of the page, the days of the schedule before all."""
        return ASKED.index(name) if name in ASKED else -1

    def days(self) -> list[forms.BoundField]:
        """The fields of schedule items, in their order."""
        return [self[name] for name, field in self.fields.items() if isinstance(field, DoneOnField)]


def opening(user: Any) -> str:
    """A name for one opened form, signed together with the person it was opened for."""
    return OPENED.sign(f"{user.pk}.{secrets.token_hex(8)}")


def opened_by(text: str) -> tuple[str, str]:
    """The person's id and the name of the opened form; two empty texts when the signature is not ours."""
    try:
        person, _dot, token = OPENED.unsign(text).partition(".")
    except signing.BadSignature:
        return "", ""
    return person, token


def version_typed(typed: Mapping[str, str]) -> int:
    """The version that a button's form carries; -1, which no text has, for anything that is no version."""
    text = typed.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class PublishForm(forms.Form):
    """The office's part of publishing: texts in languages that have none, and the decision to do without Swedish."""

    without_swedish = forms.BooleanField(
        label=_("Publish without a Swedish text"),
        required=False,
        help_text=_("The decision is recorded. The page tells Swedish readers that the text is in Finnish only."),
    )

    def __init__(self, update: Update, typed: Mapping[str, Any] | None = None) -> None:
        super().__init__(typed)
        for name in Update.PUBLIC_WORDS:
            if not getattr(update, name):
                column = Update.column(name)
                words, area = capfirst(str(column.verbose_name)), forms.Textarea({"rows": 3})
                self.fields[name] = forms.CharField(
                    label=words, required=False, widget=area, validators=column.validators
                )
        if update.public_sv:
            del self.fields["without_swedish"]
        else:
            self.order_fields([*Update.PUBLIC_WORDS, "without_swedish"])

    def tell(self, faults: ValidationError) -> None:
        """Show what stops publishing beside its field."""
        for name, words in faults.message_dict.items():
            self.add_error(name if name in self.fields else None, words)

    def public(self) -> dict[str, str]:
        """The texts added, by language."""
        return {name[-2:]: self.cleaned_data.get(name, "") for name in Update.PUBLIC_WORDS if name in self.fields}
