"""What may be asked of a list of measures: filters, words, order and page, all of them in the address.

    asked = ask(request, programme)        reads the address, the person's rights and the day looked at; no query yet
    asked.is_valid()                       False: tell `asked.form.errors`; the address asks for what is not there
    asked.measures                         what is asked, in the asked order, with `with_standing`; none when not valid
    asked.found                            the same rows in no order and with fewer joins, to count or to look into
    asked.chosen                           [Choice(name, label, value)]: what is asked, in words, for headings and chips
    asked.address(page=3), (late=None)     the query of an address that asks the same but for the given keys
    asked.options                          the programme's areas, bodies and phenomena (one query, kept)

Pages that take more keys than the list name them: `ask(request, programme, "format", "print")`.
Keys: q, area, body, role, lead, partner, mark, stage, confidence, freshness, late, continuous, no_lead, no_schedule,
year, phenomenon, sort, page, on. Bodies and phenomena go by their slug, areas by their number.
An address that asks for an unknown thing lists nothing: it never lists everything instead.
"""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import Filter, FilterSet

from actions.models import Measure, ResponsibilityRole, ScheduleKind
from actions.options import Options
from actions.querysets import MeasureQuerySet, during
from actions.status import Confidence, Freshness, Mark, Stage
from actions.tables import ORDERS, MeasureTable
from actors import policy, wording
from actors.requests import Request
from strategy.models import Programme

NOT_THERE = {"invalid_choice": _("“%(value)s” can't be chosen here. Choose one from the list.")}
# What says how a measure stands is asked, and put in order, only with its standing beside it.
OF_STANDING = {"mark", "stage", "confidence", "freshness", "late"}
BY_STANDING = {"status", "stage", "confidence", "due", "reported"}


# Which of the programme's options a question chooses from.
HOMES = {"area": "areas", "body": "bodies", "lead": "bodies", "partner": "bodies", "phenomenon": "phenomena"}
Choices = list[tuple[str, Any]]


def yes() -> Choices:
    """The choices of a question that is a yes."""
    return [("1", _("yes"))]


class Question(Filter):
    """A filter that is made by the dozen for every request: copied flat, and asked only when the address has it."""

    def __deepcopy__(self, memo: Any) -> "Question":
        twin = copy(self)
        twin.extra = dict(self.extra)
        twin.method = self.method
        return twin


class OneOf(Question):
    """One value may be chosen; `choices` is a function that gives them."""

    field_class = forms.ChoiceField

    def __init__(self, label: Any, choices: Callable[[], Choices] = list, **facts: Any) -> None:
        super().__init__(label=label, choices=choices, error_messages=NOT_THERE, **facts)


class Words(Question):
    field_class = forms.CharField


class WholeNumber(Question):
    field_class = forms.IntegerField


class Asking(forms.Form):
    """Checks an address: every key is known, every value can be had."""

    known: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()
    wrong_day: str = ""

    def clean(self) -> dict[str, Any]:
        for key in set(self.data) - self.known - {"on", *self.also}:
            wrong = _("The address asks for “%(key)s”, which this list doesn't know. Remove it from the address.")
            self.add_error(None, forms.ValidationError(wrong, params={"key": key[:60]}))
        if self.wrong_day:
            wrong = _("“%(day)s” is not a day. Write it like 31.12.2018.")
            self.add_error(None, forms.ValidationError(wrong, params={"day": self.wrong_day[:60]}))
        return self.cleaned_data


@dataclass(frozen=True)
class Choice:
    """One thing that is asked, in words: "Stage: in progress". `value` is empty where the label says it all."""

    name: str
    label: str
    value: str


class MeasureFilter(FilterSet):
    """The list of measures."""

    q = Words(label=_("Search by word or number"), method="saying", max_length=200)
    area = OneOf(_("Area"), method="in_area")
    body = OneOf(_("Responsible body"), method="with_body")
    role = OneOf(_("In the role of"), lambda: ResponsibilityRole.choices, method="as_it_is")
    lead = OneOf(_("Lead"), method="with_body")
    partner = OneOf(_("Partner"), method="with_body")
    mark = OneOf(_("Status"), lambda: Mark.choices)
    stage = OneOf(_("Stage"), lambda: Stage.choices, field_name="standing__stage")
    confidence = OneOf(_("Confidence"), lambda: Confidence.choices, field_name="standing__confidence")
    freshness = OneOf(_("Reported"), lambda: Freshness.choices, field_name="fresh")
    phenomenon = OneOf(_("Phenomenon"), method="with_phenomenon")
    year = WholeNumber(label=_("Year of the schedule"), method="in_year", min_value=1900, max_value=2200)
    late = OneOf(_("Late by the schedule"), yes, method="being_late")
    continuous = OneOf(_("Continuous schedule"), yes, method="being_continuous")
    no_lead = OneOf(_("No lead"), yes, method="without_lead")
    no_schedule = OneOf(_("No schedule"), yes, method="without_schedule")
    sort = OneOf(_("Order"), lambda: ORDERS, method="as_it_is")
    page = WholeNumber(label=pgettext_lazy("of a list", "Page"), method="as_it_is", min_value=1)

    class Meta:
        form = Asking

    def __init__(self, query: Any, programme: Programme, on: date, audience: str, day: str = "") -> None:
        """`day` is the day looked at as addresses keep it: empty when it is today."""
        super().__init__(query, Measure.objects.filter(programme=programme).as_of(on))
        self.programme, self.on, self.audience, self.day = programme, on, audience, day
        asked = [(home, query[key]) for key, home in HOMES.items() if query.get(key)]
        self.options = Options.having(programme, asked)
        menus = self.options.menus()
        for name, menu in menus.items():
            self.filters[name].extra["choices"] = menu.copy
        for name in ("lead", "partner"):
            self.filters[name].extra["choices"] = menus["body"].copy

    def get_form_class(self) -> type[forms.Form]:
        """A form of the questions that the address has; the others have nothing to check."""
        fields: dict[str, Any] = {name: self.filters[name].field for name in self.filters if name in self.data}
        return type("AskingThese", (Asking,), {**fields, "known": frozenset(self.filters)})

    @cached_property
    def asks(self) -> dict[str, Any]:
        """What is asked, by key, without order and page."""
        facts = self.form.cleaned_data if self.is_valid() else {}
        asked = {key: value for key, value in facts.items() if value not in (None, "") and key not in {"sort", "page"}}
        return asked if "body" in asked else {key: value for key, value in asked.items() if key != "role"}

    @cached_property
    def order(self) -> str:
        return self.form.cleaned_data.get("sort") or "number"

    @cached_property
    def found(self) -> MeasureQuerySet:
        """The measures that are asked for, in no order; only the joins that the question needs."""
        return self.qs.order_by() if self.is_valid() else self.queryset.none()

    @cached_property
    def measures(self) -> MeasureQuerySet:
        """The same in the asked order, with their standings."""
        return self.in_order(self.standing(self.found))

    def ids(self) -> Iterator[int]:
        """The ids of the measures that are asked for, in order, a thousand at a time."""
        return self.in_order(self.found).values_list("pk", flat=True).iterator(chunk_size=1000)

    def in_order(self, measures: MeasureQuerySet) -> MeasureQuerySet:
        """The measures in the asked order."""
        key = self.order.lstrip("-")
        if key in BY_STANDING:
            measures = self.standing(measures)
        if key == "lead":
            measures = measures.with_first_lead(self.on)
        return MeasureTable.base_columns[key].order(measures, self.order.startswith("-"))[0]

    def standing(self, measures: MeasureQuerySet) -> MeasureQuerySet:
        """The measures with how they stand on the day in the eyes of the audience; once, whoever asks."""
        if "standing" in measures.query.annotations or "mark" in measures.query.annotations:
            return measures
        return measures.with_standing(self.audience, self.on, self.programme.reporting_since(self.on))

    def filter_queryset(self, queryset: MeasureQuerySet) -> MeasureQuerySet:
        needed = OF_STANDING & self.asks.keys()
        return super().filter_queryset(self.standing(queryset) if needed else queryset)

    @property
    def chosen(self) -> list[Choice]:
        """What is asked, in words."""
        return [
            Choice(key, str(self.filters[key].label), self.in_words(key, value)) for key, value in self.asks.items()
        ]

    def in_words(self, key: str, value: Any) -> str:
        """The value as people read it; empty for the questions that are a yes."""
        if key in {"q", "year"}:
            return str(value)
        choices = self.choices(key)
        return "" if choices is yes else str(dict(choices())[value])

    def choices(self, key: str) -> Callable[[], Choices]:
        """What may be chosen of a question, as a function."""
        return self.filters[key].extra["choices"]

    def address(self, **other: Any) -> str:
        """The query of an address that asks the same, but for the keys given; None takes a key out."""
        asked = dict(self.asks)
        if self.order != "number":
            asked["sort"] = self.order
        if self.day:
            asked["on"] = self.day
        asked |= other
        return urlencode({key: value for key, value in asked.items() if value not in (None, "")})

    def as_it_is(self, found: MeasureQuerySet, name: str, value: Any) -> MeasureQuerySet:
        """Order and page choose no rows; a role chooses together with its body."""
        return found

    def saying(self, found: MeasureQuerySet, name: str, words: str) -> MeasureQuerySet:
        return found.saying(wording.fold(words).split())

    def in_area(self, found: MeasureQuerySet, name: str, number: str) -> MeasureQuerySet:
        return found.filter(area=self.options.areas[number].id)

    def with_body(self, found: MeasureQuerySet, name: str, key: str) -> MeasureQuerySet:
        role = self.form.cleaned_data.get("role") if name == "body" else name
        return found.with_role(self.on, [self.options.bodies[key].id], *filter(None, [role]))

    def with_phenomenon(self, found: MeasureQuerySet, name: str, key: str) -> MeasureQuerySet:
        return found.tagged(self.options.phenomena[key].id)

    def in_year(self, found: MeasureQuerySet, name: str, year: int) -> MeasureQuerySet:
        return found.with_schedule(self.on, during(year))

    def being_late(self, found: MeasureQuerySet, name: str, yes: str) -> MeasureQuerySet:
        return found.filter(standing__due__lt=self.on)

    def being_continuous(self, found: MeasureQuerySet, name: str, yes: str) -> MeasureQuerySet:
        return found.with_schedule(self.on, Q(kind=ScheduleKind.CONTINUOUS))

    def without_lead(self, found: MeasureQuerySet, name: str, yes: str) -> MeasureQuerySet:
        return found.without_lead(self.on)

    def without_schedule(self, found: MeasureQuerySet, name: str, yes: str) -> MeasureQuerySet:
        return found.without_schedule(self.on)


def ask(request: Request, programme: Programme, *also: str) -> MeasureFilter:
    """What the address of a page asks of the programme's measures; `also` are the page's own keys."""
    audience = policy.rights(request.user, request.today).audience
    kept = "" if request.on == request.today else request.on.isoformat()
    asked = MeasureFilter(request.GET, programme, request.on, audience, kept)
    asked.form.also = also
    asked.form.wrong_day = request.GET["on"] if request.day_is_wrong else ""
    return asked
