"""What the office types of a round: names, days, guidance, its own questions, which measures."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actions.models import Measure
from actors.languages import CODES
from strategy.models import Programme
from updates.line_fields import DayInput
from updates.models import Question, Round

QUESTIONS = 3
DAYS = ("opens", "partners_due", "due", "closes", "period_from", "period_until")
LABELS = {"fi": _("In Finnish"), "sv": _("In Swedish"), "en": _("In English")}


class RoundForm(forms.ModelForm):
    """A round of a programme, new or changed."""

    class Meta:
        model = Round
        fields = (
            "name_fi", "name_sv", "name_en", "slug", "period_from", "period_until", "opens", "partners_due", "due",
            "closes", "needs_approval", "guidance_fi", "guidance_sv", "guidance_en", "chosen",
        )  # fmt: skip
        widgets = dict.fromkeys(DAYS, DayInput) | {"chosen": forms.CheckboxSelectMultiple}

    def __init__(
        self, programme: Programme, typed: Mapping[str, Any] | None = None, instance: Round | None = None
    ) -> None:
        fresh = {} if instance else {"needs_approval": True}
        super().__init__(typed, instance=instance or Round(programme=programme), initial=fresh)
        self.fields["chosen"] = forms.ModelMultipleChoiceField(
            Measure.objects.filter(programme=programme).order_by("sort_key", "pk"),
            required=False,
            label=_("Measures"),
            help_text=_("Choose measures to ask of these alone. Without a choice every measure is asked."),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _(
            "Small letters, digits and hyphens, for example spring-2019. Left empty, it is made of the name in Finnish."
        )
        self._ask_questions()
        for name, field in self.fields.items():
            field.label = capfirst(str(field.label))
            if isinstance(field, forms.DateField):
                field.error_messages["invalid"] = _("Write the date in the form 31.12.2018.")
            if name.startswith("guidance_"):
                field.widget.attrs |= {"rows": 3, "lang": name[-2:]}

    def _ask_questions(self) -> None:
        saved = {each.n: each for each in self.instance.questions.all()} if self.instance.pk else {}
        for n in range(1, QUESTIONS + 1):
            for code in CODES:
                field = forms.CharField(label=LABELS[code], max_length=300, required=False)
                field.widget.attrs["lang"] = code
                self.fields[f"question_{n}_{code}"] = field
                self.initial[f"question_{n}_{code}"] = getattr(saved.get(n), f"text_{code}", "")
            partners = forms.BooleanField(label=_("Partners answer too"), required=False)
            self.fields[f"question_{n}_partners"] = partners
            self.initial[f"question_{n}_partners"] = bool(saved.get(n) and saved[n].asks_partners)

    def questions(self) -> list[list[forms.BoundField]]:
        """The fields of each question."""
        return [
            [*(self[f"question_{n}_{code}"] for code in CODES), self[f"question_{n}_partners"]]
            for n in range(1, QUESTIONS + 1)
        ]

    def parts(self, *names: str) -> list[forms.BoundField]:
        """The fields of these names."""
        return [self[name] for name in names]

    def names(self) -> list[forms.BoundField]:
        """What the round is called."""
        return self.parts("name_fi", "name_sv", "name_en", "slug")

    def days(self) -> list[forms.BoundField]:
        """When it opens, is due and closes, and of which time answers tell."""
        return self.parts("opens", "partners_due", "due", "closes", "period_from", "period_until", "needs_approval")

    def guidance(self) -> list[forms.BoundField]:
        """What bodies are told."""
        return self.parts("guidance_fi", "guidance_sv", "guidance_en")

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"] or self.proposed_slug()
        if self._others(slug).exists():
            raise ValidationError(_("The programme already has a round with this address. Choose another."))
        return slug

    def _others(self, slug: str) -> QuerySet:
        return Round.objects.filter(programme=self.instance.programme, slug=slug).exclude(pk=self.instance.pk)

    def proposed_slug(self) -> str:
        """The name in small letters and hyphens, with a number where another round has it; without a name "round"."""
        stem = slugify(self.cleaned_data.get("name_fi", ""))[:50] or "round"
        tried = (stem, *(f"{stem}-{n}" for n in range(2, 1000)))
        return next(slug for slug in tried if not self._others(slug).exists())

    def in_finnish_only(self) -> list[str]:
        """What bodies are told in Finnish and not in Swedish, by its name, where the programme has a Swedish name."""
        if not self.instance.programme.name_sv:
            return []
        told = [(gettext("guidance"), "guidance_{}")]
        told += [(gettext("question %(n)s") % {"n": n}, f"question_{n}_{{}}") for n in range(1, QUESTIONS + 1)]
        return [
            name
            for name, field in told
            if self.cleaned_data.get(field.format("fi")) and not self.cleaned_data.get(field.format("sv"))
        ]

    def clean(self) -> dict[str, Any]:
        for n in range(1, QUESTIONS + 1):
            words = [self.cleaned_data.get(f"question_{n}_{code}") for code in CODES]
            if any(words) and not words[0]:
                message = pgettext_lazy("question of a round", "Write the question in Finnish too.")
                self.add_error(f"question_{n}_fi", message)
        return self.cleaned_data

    @transaction.atomic
    def keep(self) -> Round:
        """Save the round, its measures and its questions; a question that has been answered is kept."""
        self.instance.announce(self.cleaned_data["chosen"])
        for n in range(1, QUESTIONS + 1):
            words = {f"text_{code}": self.cleaned_data[f"question_{n}_{code}"] for code in CODES}
            facts = words | {"asks_partners": self.cleaned_data[f"question_{n}_partners"]}
            if words["text_fi"]:
                Question.objects.update_or_create(round=self.instance, n=n, defaults=facts)
            else:
                for unanswered in Question.objects.filter(round=self.instance, n=n, answers=None):
                    unanswered.delete()
        return self.instance
