"""What bodies have returned in a round, as the office sees it: what is submitted or published, and who is missing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

from actions.status import CHANGE_ICONS, Confidence, Stage, change, sign
from updates import owing
from updates.models import ReturnState, Round, Update, UpdateRole
from updates.owing import Item, Owing

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
    """Expected and submitted lead's answers and partner's parts of every body that owes anything, leading bodies first;
    last, measures that have no lead, which are the office's own to answer (`name` is empty). Five queries."""
    owings, leadless = owing.board(round, on)
    found = [_of_body(each) for each in owings]
    found.sort(key=lambda row: row["answers"] == 0)
    own = {"name": "", "url": f"{reverse('updates:my_work')}?state="} | _counted(leadless)
    return found + [own] * bool(leadless)


def _of_body(owed: Owing) -> dict[str, Any]:
    """One body's answers and parts; an excused body is asked for nothing more."""
    row = {"name": owed.body.short_name, "url": reverse("reports:body_page", args=[owed.body.slug])}
    nothing = {"missing": 0} if owed.state == ReturnState.EXCUSED else {}
    return row | _counted(owed.items) | nothing


def _counted(items: Iterable[Item]) -> dict[str, Any]:
    """How many of the answers and parts there are, and how many the office has."""
    items = list(items)
    led = [item.is_given for item in items if item.role == UpdateRole.LEAD]
    parts = [item.is_given for item in items if item.role == UpdateRole.PARTNER]
    counts = {"answers": len(led), "answered": sum(led), "parts": len(parts), "parted": sum(parts)}
    return counts | {"missing": len(items) - sum(led) - sum(parts)}
