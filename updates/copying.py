"""Copies of what was said, with every label as it was: what an approver approves, what a closed round keeps.

A copy is plain JSON and needs nothing else to be read: names and labels stand in it in all three languages, texts as
they were typed. Its form is `etenee-return/1`; the same text always gives the same bytes.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import override

from actions.status import Confidence, Stage
from actors.languages import CODES
from updates import completeness
from updates.models import Cause, Fate, Return, Update, UpdateRole, UpdateState

FORMAT = "etenee-return/1"
Names = dict[str, str]


def copy_of(row: Return, on: date) -> str:
    """The whole return as one JSON text: its round and body, and every answer that is ready or given, by number."""
    answers = [each for each in with_lines(row.answers(on)) if each.state != UpdateState.DRAFT or each.ready_at]
    return text_of(
        {
            "format": FORMAT,
            "round": of_round(row.round),
            "body": {"key": row.body.key, "name": in_columns(row.body, "name")},
            "labels": labels(),
            "answers": [of_update(each) for each in answers],
        }
    )


def text_of(copy: dict[str, Any]) -> str:
    """The copy as text, always in the same order."""
    return json.dumps(copy, ensure_ascii=False, sort_keys=True, indent=1)


def with_lines(updates: Any) -> Any:
    """The updates with everything that a copy tells of them."""
    together = ("outcomes__item", "promises__body", "tellings__promise", "answers__question", "taken__part__body")
    return updates.select_related("measure", "body").prefetch_related(*together)


def of_round(round: Any) -> dict[str, Any]:
    """The round: its names and days."""
    days = ("opens", "partners_due", "due", "closes", "period_from", "period_until")
    return {
        "slug": round.slug,
        "programme": in_columns(round.programme, "name"),
        "name": in_columns(round, "name"),
        **{name: day(getattr(round, name)) for name in days},
    }


def of_update(update: Update) -> dict[str, Any]:
    """One answer: texts as typed, codes with their words, lines with the names they had."""
    return {
        "measure": {"code": update.measure.code, "title": in_columns(update.measure, "title")},
        "body": {"key": update.body.key, "name": in_columns(update.body, "name")},
        "role": coded(UpdateRole, update.role),
        "version": update.version,
        "language": update.language,
        "stage": coded(Stage, update.stage),
        "confidence": coded(Confidence, update.confidence),
        "cause": coded(Cause, update.cause),
        "is_unchanged": update.is_unchanged,
        "texts": {name: getattr(update, name) for name in completeness.TEXTS},
        "promises": [
            {
                "text": each.promise.text,
                "fate": coded(Fate, each.fate),
                "day": day(each.day),
                "because": each.because,
            }
            for each in update.tellings.all()
        ],
        "steps": [
            {"text": each.text, "day": day(each.day), "body": in_columns(each.body, "name") if each.body else None}
            for each in update.promises.all()
        ],
        "questions": [
            {"question": in_columns(each.question, "text"), "words": each.words} for each in update.answers.all()
        ],
        "outcomes": [
            {"schedule": in_columns(each.item, "text"), "done_on": day(each.done_on)} for each in update.outcomes.all()
        ],
        "taken": [
            {"body": in_columns(each.part.body, "name"), "words": each.words, "at": localdate(each.at).isoformat()}
            for each in update.taken.all()
        ],
    }


def labels() -> dict[str, Names]:
    """What the texts are called."""
    return {name: in_languages(Update.column(name).verbose_name) for name in completeness.TEXTS}


def in_columns(row: Any, name: str) -> Names:
    """The columns of the languages that have words."""
    return {code: words for code in CODES if (words := getattr(row, f"{name}_{code}"))}


def in_languages(words: Any) -> Names:
    """A lazy translation in every language."""
    found = {}
    for code in CODES:
        with override(code):
            found[code] = str(words)
    return found


def coded(choices: Any, code: str) -> dict[str, Any] | None:
    """A code with its words; None of no code."""
    return {"code": code, "words": in_languages(choices(code).label)} if code else None


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def by_measure(copy: dict[str, Any]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The answers of a copy by measure, role and, of a part, its body."""
    return {whose(each): each for each in copy["answers"]}


def whose(answer: dict[str, Any]) -> tuple[str, str, str]:
    """Which task an answer of a copy belongs to: a lead's answer is shared, whoever wrote it."""
    role = answer["role"]["code"]
    return answer["measure"]["code"], role, answer["body"]["key"] if role == "partner" else ""


def copies(updates: Iterable[Update]) -> dict[str, Any]:
    """A copy of answers alone, to compare with."""
    return {"format": FORMAT, "labels": labels(), "answers": [of_update(each) for each in updates]}
