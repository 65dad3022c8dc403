"""What stands beside measures in a list: who answers, the schedule and earlier standings, of many by one query."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import DateField, IntegerField, QuerySet, Value

from actions.models import Responsibility, ScheduleItem, Standing
from actors.languages import Phrase, choose


class Held(NamedTuple):
    """A body's role; bodies by their id."""

    role: str
    body: int


class Item(NamedTuple):
    """One item of a schedule: its words as written and what they are read to mean."""

    n: int
    label: str
    text: Phrase
    kind: str
    earliest: date | None
    latest: date | None


class Stood(NamedTuple):
    """How a measure stood from a day until another, empty when it still does."""

    stage: str
    confidence: str
    reported_on: date | None
    since: date
    until: date | None


@dataclass
class Beside:
    """By measure id, each in its order."""

    held: dict[int, list[Held]]
    schedule: dict[int, list[Item]]
    stood: dict[int, list[Stood]]


def beside(measures: Collection[int], audience: str, on: date, back_to: date | None) -> Beside:
    """What stands beside the measures on the day; standings as far back as `back_to`, none without it."""
    found = Beside(defaultdict(list), defaultdict(list), defaultdict(list))
    for kind, measure, n, body, first, second, fi, sv, en, begins, ends, until in sorted(
        everything(measures, audience, on, back_to), key=lambda row: row[:3]
    ):
        if kind == "held":
            found.held[measure].append(Held(first, body))
        elif kind == "item":
            text = choose({"text_fi": fi, "text_sv": sv, "text_en": en}, "text")
            found.schedule[measure].append(Item(n, second, text, first, begins, ends))
        else:
            found.stood[measure].append(Stood(first, second, ends, begins, until))
    return found


def everything(measures: Collection[int], audience: str, on: date, back_to: date | None) -> QuerySet[Any, Any]:
    """Rows (kind, measure, order, body, two words, three texts, three days). Standings come first: they give every
    column its type, which PostgreSQL reads from there."""
    stood = Standing.objects.filter(audience=audience, measure__in=measures, since__lte=on)
    stood = stood.exclude(until__lt=back_to) if back_to else stood.none()
    held = Responsibility.objects.in_force(on).filter(measure__in=measures).order_by()
    items = ScheduleItem.objects.in_force(on).filter(measure__in=measures).order_by()
    nobody, no_day, no_words = Value(None, IntegerField()), Value(None, DateField()), [Value("")] * 3
    return stood.order_by().values_list(
        Value("stood"), "measure", Value(0), nobody, "stage", "confidence", *no_words, "since", "reported_on", "until"
    ).union(
        held.values_list(Value("held"), "measure", "n", "body", "role", Value(""), *no_words, no_day, no_day, no_day),
        items.values_list(
            Value("item"), "measure", "n", nobody, "kind", "label",
            "text_fi", "text_sv", "text_en", "earliest", "latest", no_day,
        ),
        all=True,
    )  # fmt: skip
