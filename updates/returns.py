"""What bodies have returned in a round, as the office sees it: what is submitted or published, and who is missing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

from actions.models import LEADING, Responsibility
from actions.status import CHANGE_ICONS, Confidence, Stage, change, sign
from actors.languages import Phrase, choose
from updates.models import Round, Update

TOLD = ("submitted", "published")
KINDS = {
    "submitted": (Q(role="lead", state="submitted"), pgettext_lazy("answers", "To publish")),
    "parts": (Q(role="partner", state__in=TOLD), pgettext_lazy("answers", "Partners' parts")),
    "published": (Q(role="lead", state="published"), pgettext_lazy("answers", "Published")),
}


def answers(round: Round, kind: str) -> QuerySet:
    """The round's answers of a kind, the newest submitted first, with stage and confidence of the answer before."""
    before = Update.objects.filter(
        measure=OuterRef("measure"), role="lead", state__in=TOLD, round__opens__lt=round.opens
    ).order_by("-round__opens", "-pk")
    return (
        Update.objects.filter(KINDS[kind][0], round=round)
        .annotate(
            stage_before=Subquery(before.values("stage")[:1]),
            confidence_before=Subquery(before.values("confidence")[:1]),
        )
        .select_related("measure", "body", "submitted_by", "published_by")
        .order_by("-submitted_at", "-pk")
    )


def rows(updates: Iterable[Any], round: Round) -> list[dict[str, Any]]:
    """Each answer with its signs and what became of the measure since the answer before; None of a first answer."""
    found = []
    for update in updates:
        update.round = round
        before = (update.stage_before, update.confidence_before)
        became = change(before, (update.stage, update.confidence)) if update.stage_before and update.stage else None
        found.append(
            {
                "update": update,
                "url": reverse("updates:update_review", args=[update.pk]),
                "now": [update.stage_sign] + ([update.confidence_sign] if update.confidence else []),
                "before": [sign(Stage, before[0])] * bool(before[0]) + [sign(Confidence, before[1])] * bool(before[1]),
                "change": became and {"icon": CHANGE_ICONS[became], "word": capfirst(str(became.label))},
            }
        )
    return found


def tabs(round: Round, kind: str) -> list[dict[str, Any]]:
    """How many answers there are of each kind. One query."""
    counts = round.updates.aggregate(
        **{key: Count("pk", filter=condition) for key, (condition, _word) in KINDS.items()}
    )
    return [
        {
            "key": key,
            "word": word,
            "count": counts[key],
            "current": key == kind,
            "url": f"?round={address(round)}&show={key}",
        }
        for key, (_condition, word) in KINDS.items()
    ]


def address(round: Round) -> str:
    """How a round is named in the address of the office's page."""
    return f"{round.programme.slug}/{round.slug}"


def by_body(round: Round, on: date) -> list[dict[str, Any]]:
    """Expected and submitted lead's answers and partner's parts by body, leading bodies first; last, measures that have
    no lead, which are the office's own to answer (`name` is empty). Two queries."""
    measures = round.asked(on)
    held = Responsibility.objects.in_force(on)
    leading = held.filter(LEADING, measure=OuterRef("measure"), body=OuterRef("body"))
    told = Update.objects.filter(round=round, measure=OuterRef("measure"), state__in=TOLD)
    counted = (
        held.filter(measure__in=measures)
        .exclude(role="unit")
        .annotate(leads=Exists(leading), has_led=Exists(told.filter(role="lead")))
        .annotate(has_part=Exists(told.filter(role="partner", body=OuterRef("body"))))
        .values("body__slug", "body__abbreviation", "body__name_fi", "body__name_sv", "body__name_en", "body__sort_key")
        .annotate(
            answers=Count("measure", distinct=True, filter=Q(leads=True)),
            answered=Count("measure", distinct=True, filter=Q(leads=True, has_led=True)),
            parts=Count("measure", distinct=True, filter=Q(leads=False)),
            parted=Count("measure", distinct=True, filter=Q(leads=False, has_part=True)),
        )
        .order_by("body__sort_key", "body__slug")
    )
    found: list[dict[str, Any]] = [
        dict(row) | {"name": body_name(dict(row)), "url": reverse("reports:body_page", args=[row["body__slug"]])}
        for row in counted
    ]
    found.sort(key=lambda row: row["answers"] == 0)
    found += without_lead(measures, round, on)
    return [row | {"missing": row["answers"] + row["parts"] - row["answered"] - row["parted"]} for row in found]


def body_name(row: dict[str, Any]) -> Phrase:
    """The abbreviation, the name where there is none."""
    short = row["body__abbreviation"]
    return Phrase(short, "fi") if short else choose(row, "body__name")


def without_lead(measures: QuerySet, round: Round, on: date) -> list[dict[str, Any]]:
    """One row of the measures that have no lead; none when every measure has one."""
    lead = Responsibility.objects.in_force(on).filter(LEADING, measure=OuterRef("pk"))
    told = Update.objects.filter(round=round, measure=OuterRef("pk"), role="lead", state__in=TOLD)
    counts = measures.filter(~Exists(lead)).aggregate(answers=Count("pk"), answered=Count("pk", filter=Exists(told)))
    url = f"{reverse('updates:my_work')}?state="
    return [counts | {"name": "", "url": url, "parts": 0, "parted": 0}] if counts["answers"] else []
