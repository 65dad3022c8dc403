"""Closing a round for good: a copy of everything said in it, with every label as it was, and no more edits."""

import json
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.timezone import localdate

from updates import copying, owing
from updates.models import FrozenRound, Lock, NotNow, Round, Update, UpdateState, digest

FORMAT = "etenee-round/1"


@transaction.atomic
def close(round: Round, by: Any, at: datetime) -> FrozenRound:
    """Freeze the round: the copy is made and the round takes no more answers, in one transaction.

    Drafts stay as they are in their history and are told in the copy by number alone. Raises NotNow when the round is
    closed already.
    """
    held = Round.objects.select_for_update(of=("self",)).select_related("programme").get(pk=round.pk)
    if held.frozen_at:
        raise NotNow(Lock.FROZEN)
    list(held.returns.select_for_update(of=("self",)).order_by("pk"))
    list(held.updates.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    text = copying.text_of(copy_of(held, at))
    frozen = FrozenRound.objects.create(round=held, text=text, sha256=digest(text), at=at, by=by)
    held.frozen_at, held.frozen_by = at, by
    held.save()
    round.frozen_at, round.frozen_by = at, by
    return frozen


def copy_of(round: Round, at: datetime) -> dict[str, Any]:
    """Everything said in the round: returns with their book and approvals, answers, assessments of the office."""
    on = localdate(at)
    return {
        "format": FORMAT,
        "closed_at": at.isoformat(),
        "round": copying.of_round(round),
        "labels": copying.labels(),
        "questions": [copying.in_columns(each, "text") for each in round.questions.order_by("n")],
        "returns": [_of_return(each) for each in _owed(round, on)],
        "answers": [_of_answer(each) for each in _answers(round)],
        "drafts": drafts(round),
    }


def _owed(round: Round, on: date) -> list[owing.Owing]:
    """What every body owes, the books and approvals of all returns read at once."""
    found = owing.in_round(round, on)
    prefetch_related_objects([each.row for each in found if each.row], "log__by", "log__measure", "approvals")
    return found


def _answers(round: Round) -> Any:
    given = round.updates.exclude(state=UpdateState.DRAFT).order_by("measure__sort_key", "role", "body__sort_key", "pk")
    people = ("submitted_by", "accepted_by", "published_by", "assessment")
    return copying.with_lines(given).select_related("measure", "body", *people)


def _of_return(owed: owing.Owing) -> dict[str, Any]:
    row = owed.row
    told = {
        "body": {"key": owed.body.key, "name": copying.in_columns(owed.body, "name")},
        "due": owed.due.isoformat(),
        "state": owed.state,
        "items": [
            {
                "measure": {"code": item.measure.code, "title": copying.in_columns(item.measure, "title")},
                "role": str(item.role),
                "state": item.state,
            }
            for item in owed.items
        ],
    }
    if row:
        told["book"] = [_of_entry(each) for each in sorted(row.log.all(), key=_when)]
        told["approvals"] = [_of_approval(each) for each in sorted(row.approvals.all(), key=_when)]
    return told


def _when(row: Any) -> tuple[datetime, int]:
    return row.at, row.pk


def _of_entry(entry: Any) -> dict[str, Any]:
    return {
        "deed": copying.in_languages(entry.get_kind_display()),
        "at": entry.at.isoformat(),
        "by": str(entry.by or ""),
        "words": "" if entry.is_inner else entry.words,
        "measure": entry.measure.code if entry.measure else None,
        "day": copying.day(entry.day),
        "marking": entry.marking,
    }


def _of_approval(approval: Any) -> dict[str, Any]:
    names = ("name", "title", "body_name", "seat", "way", "sha256", "text", "is_of_own_text", "message_name")
    return {name: getattr(approval, name) for name in names} | {
        "at": approval.at.isoformat(),
        "lapsed_at": approval.lapsed_at.isoformat() if approval.lapsed_at else None,
    }


def _of_answer(update: Update) -> dict[str, Any]:
    assessment = getattr(update, "assessment", None)
    return copying.of_update(update) | {
        "state": update.shown_state,
        "submitted": _deed(update.submitted_at, update.submitted_by),
        "accepted": _deed(update.accepted_at, update.accepted_by),
        "published": _deed(update.published_at, update.published_by),
        "dissent": update.dissent,
        "assessment": assessment
        and {"confidence": assessment.confidence, "words": assessment.words, "at": assessment.at.isoformat()},
    }


def _deed(at: datetime | None, by: Any) -> dict[str, str] | None:
    return {"at": at.isoformat(), "by": str(by or "")} if at else None


def drafts(round: Round) -> list[str]:
    """The numbers of measures with a draft that nobody has given; what stands in it is its body's own."""
    left = round.updates.filter(state=UpdateState.DRAFT, version__gt=0)
    return sorted(set(left.order_by("measure__sort_key").values_list("measure__code", flat=True)))


def copy(frozen: FrozenRound) -> dict[str, Any]:
    """The copy as it was made."""
    return dict(json.loads(frozen.text))
