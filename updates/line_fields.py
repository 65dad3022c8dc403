"""The lines of an answer as fields: what became of promises, next steps, the round's own questions."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from updates.models import Fate, Lines, NextStep, Told
from updates.models.columns import LONGEST

if TYPE_CHECKING:
    from updates.tasks import Task

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
FEWEST, MOST = 2, 20  # next steps that the form has lines for
LINE = 500
PARTS = ("fate", "day", "because")
NAMES = r"promise_\d{1,12}_(?:fate|day|because)|step_\d{1,2}_(?:text|day|body)|question_\d{1,2}|steps"
STEP = re.compile(r"step_(\d{1,2})_(?:text|day|body)")


class DayInput(forms.DateInput):
    """A day as it is typed on pages of every language: 1.3.2018."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "w-date", "inputmode": "numeric", "autocomplete": "off"})

    def format_value(self, value: Any) -> str:
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else value or ""


class DayField(forms.DateField):
    """A day between the years 2000 and 2100."""

    widget = DayInput

    def __init__(self, label: Any, help_text: Any = "") -> None:
        wrong = {"invalid": _("Write the date in the form 31.3.2018.")}
        super().__init__(label=label, required=False, help_text=help_text, error_messages=wrong)

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(_("The year is not between 2000 and 2100. Check the year."))
        return day


class LineFields:
    """The fields of one task's lines, added to a form: made once, read back as Lines."""

    def __init__(self, form: forms.BaseForm, task: "Task", typed: Mapping[str, Any] | None) -> None:
        self.form, self.task = form, task
        saved = task.lines
        self.promises, self.questions = task.promises, task.questions
        for promise in self.promises:
            self._ask_fate(promise, saved.tellings.get(promise.pk))
        asked = typed if typed is not None else {}
        typed_lines = [int(found[1]) for name in asked if (found := STEP.fullmatch(name))]
        self.count = min(MOST, max(FEWEST, len(saved.steps) + 1, task.lines_wanted, *typed_lines))
        for n in range(1, self.count + 1):
            self._ask_step(n, saved.steps[n - 1] if n <= len(saved.steps) else NextStep("", None, task.body.pk))
        for question in self.questions:
            self._add(f"question_{question.n}", _question(question), saved.answers.get(question.pk, ""))

    def _add(self, name: str, field: forms.Field, initial: Any) -> None:
        self.form.fields[name] = field
        self.form.initial[name] = initial

    def _ask_fate(self, promise: Any, told: Told | None) -> None:
        words = [(value, capfirst(str(label))) for value, label in Fate.choices]
        name = f"promise_{promise.pk}"
        fate = forms.ChoiceField(label=promise.text, choices=words, widget=forms.RadioSelect, required=False)
        self._add(f"{name}_fate", fate, told.fate if told else "")
        self._add(f"{name}_day", DayField(_("New day")), told.day if told else None)
        because = forms.CharField(
            label=pgettext_lazy("promise", "Why"), required=False, validators=[MaxLengthValidator(LONGEST)]
        )
        because.widget.attrs["placeholder"] = " "  # by which the style sheet knows that something is typed
        self._add(f"{name}_because", because, told.because if told else "")

    def _ask_step(self, n: int, step: NextStep) -> None:
        text = forms.CharField(label=_("What will be ready"), required=False, max_length=LINE)
        self._add(f"step_{n}_text", text, step.text)
        self._add(f"step_{n}_day", DayField(pgettext_lazy("promise", "By which day")), step.day)
        who = forms.TypedChoiceField(
            label=pgettext_lazy("promise", "Who does it"),
            choices=[("", _("Choose")), *((body.pk, str(body)) for body in self._who(step))],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self._add(f"step_{n}_body", who, step.body)

    def _who(self, step: NextStep) -> list[Any]:
        """The task's own body, the others that have a role in the measure, and whoever stands there already."""
        bodies = {self.task.body.pk: self.task.body} | {body.pk: body for body in self.task.bodies}
        kept = [each.body for each in self.task.own_promises if each.body_id == step.body and each.body]
        return list((bodies | {body.pk: body for body in kept}).values())

    def check(self) -> None:
        """A day or a reason is kept with what became of the promise: without it they wait on the form."""
        for promise in self.promises:
            fate, *more = (self.form.cleaned_data.get(f"promise_{promise.pk}_{part}") for part in PARTS)
            if not fate and any(more):
                words = _("Say what became of “%(promise)s”.") % {"promise": promise.text}
                self.form.add_error(f"promise_{promise.pk}_fate", words)

    def read(self) -> Lines:
        """What was typed; a line with a wrong field keeps what was saved of it."""
        saved, form = self.task.lines, self.form
        steps = [self._step(n) for n in range(1, self.count + 1)]
        tellings = {}
        for promise in self.promises:
            names = [f"promise_{promise.pk}_{part}" for part in PARTS]
            if any(name in form.errors for name in names) and promise.pk in saved.tellings:
                tellings[promise.pk] = saved.tellings[promise.pk]
            else:
                fate, day, because = (form.cleaned_data.get(name) for name in names)
                tellings[promise.pk] = Told(fate or "", day, because or "")
        answers = {each.pk: form.cleaned_data.get(f"question_{each.n}") or "" for each in self.questions}
        return Lines(tuple(step for step in steps if step.text), tellings, answers).cleaned()

    def _step(self, n: int) -> NextStep:
        steps, form = self.task.lines.steps, self.form
        saved = steps[n - 1] if n <= len(steps) else NextStep("")
        text, day, body = (
            getattr(saved, part) if f"step_{n}_{part}" in form.errors else form.cleaned_data.get(f"step_{n}_{part}")
            for part in ("text", "day", "body")
        )
        return NextStep(text or "", day, body)

    def asked_promises(self) -> list[dict[str, Any]]:
        """Each promise with its three bound fields."""
        return [
            {"promise": each, **{part: self.form[f"promise_{each.pk}_{part}"] for part in PARTS}}
            for each in self.promises
        ]

    def asked_steps(self) -> list[dict[str, Any]]:
        """Each line with its three bound fields and its number."""
        return [
            {"n": n, **{part: self.form[f"step_{n}_{part}"] for part in ("text", "day", "body")}}
            for n in range(1, self.count + 1)
        ]

    def asked_questions(self) -> list[forms.BoundField]:
        """The fields of the round's questions."""
        return [self.form[f"question_{each.n}"] for each in self.questions]


def _question(question: Any) -> forms.CharField:
    text, area = question.text, forms.Textarea({"rows": 3})
    only_finnish = _("The question is in Finnish.") if text.language != get_language() else ""
    return forms.CharField(
        label=text, required=False, widget=area, help_text=only_finnish, validators=[MaxLengthValidator(LONGEST)]
    )
