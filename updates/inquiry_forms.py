"""What may be typed of a new urgent question: what the office asks, whom, and by which day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actions.models import Measure, Responsibility
from actors.models import Body
from strategy.models import Programme
from updates.line_fields import DayField
from updates.models import Inquiry, InquiryKind

LEADS, PARTNERS, OTHERS = "leads", "partners", "others"
NOT_THERE = {"invalid_choice": _("One of the choices is no longer there. Look through the list and choose again.")}
NOT_THERE["invalid_pk_value"] = NOT_THERE["invalid_choice"]
DEFINITIONS = {
    InquiryKind.TEXT: _("A few sentences."),
    InquiryKind.NUMBER: _("Added up for you. Say the unit in the question."),
    InquiryKind.YES_NO: _("Counted for you."),
    InquiryKind.FILE: _("One file of at most 5 MB from each."),
}


class Kinds(forms.RadioSelect):
    """The kinds of answers with what each is good for."""

    def create_option(self, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(*args, **options)
        return option | {"definition": DEFINITIONS[option["value"]]}


@dataclass(frozen=True)
class BodyGroup:
    """Bodies that stand together in the list: those shown, each with whether it is chosen, and how many there are."""

    key: str
    label: Any
    everyone: Any
    size: int
    is_chosen: bool
    bodies: list[tuple[Body, bool]]

    @property
    def has_chosen(self) -> bool:
        return self.is_chosen or any(is_chosen for _body, is_chosen in self.bodies)


GROUPS = {
    LEADS: (_("Bodies that lead a measure"), _("All who lead a measure")),
    PARTNERS: (_("Bodies that take part"), _("All who take part in a measure")),
    OTHERS: (_("Other bodies"), ""),
}


class InquiryForm(forms.ModelForm):
    """A new urgent question: what is asked of whom, and by which day."""

    use_required_attribute = False
    due = DayField(capfirst(_("due")), _("The last day to answer; due today is not late. For example 31.3.2018."))
    groups = forms.MultipleChoiceField(choices=[(LEADS, ""), (PARTNERS, "")], required=False, error_messages=NOT_THERE)
    bodies = forms.ModelMultipleChoiceField(
        Body.objects.none(), label=_("Who is asked"), required=False, error_messages=NOT_THERE
    )
    q = forms.CharField(label=_("Find a body by its name or abbreviation"), required=False, max_length=100)
    made_from = forms.RegexField(r"[0-9a-f]{32}", required=False, widget=forms.HiddenInput)

    class Meta:
        model = Inquiry
        fields = (
            "title_fi", "text_fi", "title_sv", "text_sv", "title_en", "text_en", "kind", "due", "needs_approval",
            "measures",
        )  # fmt: skip
        widgets = {"kind": Kinds}
        error_messages = {"measures": NOT_THERE}

    def __init__(self, programme: Programme, today: date, typed: Any = None) -> None:
        super().__init__(typed, instance=Inquiry(programme=programme), initial={"made_from": token_hex(16)})
        self.today = today
        self.measures = list(Measure.objects.in_force(today).filter(programme=programme).order_by("sort_key", "pk"))
        self.fields["measures"].queryset = Measure.objects.filter(pk__in=[each.pk for each in self.measures])  # type: ignore[attr-defined]
        self.fields["bodies"].queryset = Body.objects.in_force(today)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(value, capfirst(str(word))) for value, word in InquiryKind.choices]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.label = capfirst(str(field.label))
            field.required = name in {"title_fi", "text_fi", "kind", "due"}
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs |= {"rows": 4, "lang": name[-2:]}

    def unjudged(self) -> "InquiryForm":
        """As it was typed, before anybody says that something is missing: while bodies are looked for."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
        return self

    def clean_due(self) -> date | None:
        due = self.cleaned_data["due"]
        if due and due < self.today:
            raise ValidationError(_("The day has passed. Give today or a later day."))
        return due

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        self.instance.made_from = typed.get("made_from") or token_hex(16)
        self.asked = self._asked(typed)
        if not self.asked and not {"bodies", "groups", "measures"} & self.errors.keys():
            self.add_error("bodies", _("Choose at least one body, or a whole group of them."))
        if not self.instance.programme.is_published:
            self.add_error(None, _("The programme is not published, so bodies could not open the question."))
        return typed

    def about(self) -> list[Measure]:
        """The measures that it is about, in their order."""
        chosen = {measure.pk for measure in self.cleaned_data["measures"]}
        return [measure for measure in self.measures if measure.pk in chosen]

    def _asked(self, typed: Mapping[str, Any]) -> list[Body]:
        """The bodies chosen one by one and by groups, in their order."""
        measures = list(typed.get("measures") or ()) or self.measures
        by_group = self._roles(measures)
        found = {body.pk for body in typed.get("bodies") or ()}
        for group in typed.get("groups") or ():
            found |= by_group[group]
        return list(Body.objects.in_force(self.today).filter(pk__in=found))

    def _roles(self, measures: Iterable[Measure]) -> dict[str, set[int]]:
        """The ids of the bodies that lead one of the measures, and of those that only take part. One query."""
        held = Responsibility.objects.in_force(self.today).filter(measure__in=[each.pk for each in measures])
        rows = list(held.values_list("body", "role", "step"))
        leads = {body for body, role, step in rows if role == "lead" and step is None}
        return {LEADS: leads, PARTNERS: {body for body, _role, _step in rows} - leads}

    def groups_of_bodies(self) -> list[BodyGroup]:
        """Everybody who may be asked; with words to look for, those who are called so and those already chosen."""
        chosen = set(self._typed("bodies"))
        roles, everyone = self._roles(self.measures), list(Body.objects.in_force(self.today))
        roles[OTHERS] = {body.pk for body in everyone} - roles[LEADS] - roles[PARTNERS]
        words = self.data.get("q", "")[:100] if self.is_bound else ""
        named = set(Body.objects.named(words).values_list("pk", flat=True)) if words else {b.pk for b in everyone}
        shown = {body.pk for body in everyone if body.pk in named or str(body.pk) in chosen}
        groups = set(self._typed("groups"))
        return [
            BodyGroup(
                key, label, all_of_them, len(roles[key]), key in groups,
                [(body, str(body.pk) in chosen) for body in everyone if body.pk in roles[key] & shown],
            )
            for key, (label, all_of_them) in GROUPS.items()
        ]  # fmt: skip

    def measures_chosen(self) -> list[tuple[Measure, bool]]:
        """Every measure of the programme with whether it is chosen."""
        chosen = set(self._typed("measures"))
        return [(measure, str(measure.pk) in chosen) for measure in self.measures]

    @property
    def is_multilingual(self) -> bool:
        """Whether something stands in the fields of Swedish or English."""
        return any(self[name].value() or name in self.errors for name in self.fields if name[-3:] in {"_sv", "_en"})

    def as_hidden(self) -> list[tuple[str, str]]:
        """Names and values of all that was typed, for a page that carries them on."""
        return [(name, value) for name in self.fields for value in self._typed(name)]

    def _typed(self, name: str) -> list[str]:
        return self.data.getlist(name) if self.is_bound else []  # type: ignore[attr-defined]
