"""The lines of an answer in words: what became of promises, next steps, answers to the round's questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from updates.models import Fate, Lines, Told


@dataclass(frozen=True)
class Said:
    """One line: what it is about, its words, and the id of its first field on the form."""

    label: str
    words: str
    field: str


def of_lines(
    promises: Iterable[Any], lines: Lines, steps: Iterable[Any], questions: Iterable[Any]
) -> dict[str, list[Said]]:
    """The lines by kind, "promises", "steps" and "questions", in the order of the form."""
    return {
        "promises": [
            Said(each.text, told(lines.tellings.get(each.pk)), f"id_promise_{each.pk}_fate") for each in promises
        ],
        "steps": [Said(step.text, who_and_when(step), f"id_step_{step.n}_text") for step in steps],
        "questions": [
            Said(str(each.text), lines.answers.get(each.pk, ""), f"id_question_{each.n}") for each in questions
        ],
    }


def of_update(update: Any) -> dict[str, list[Said]]:
    """The lines of a saved answer. Four queries."""
    tellings = [
        Said(each.promise.text, told(Told(each.fate, each.day, each.because)), "")
        for each in update.tellings.select_related("promise").order_by("promise__n", "pk")
    ]
    steps = [Said(each.text, who_and_when(each), "") for each in update.promises.select_related("body").order_by("n")]
    answers = update.answers.select_related("question").order_by("question__n")
    taken = update.taken.select_related("part__body")
    return {
        "promises": tellings,
        "steps": steps,
        "questions": [Said(str(each.question.text), each.words, "") for each in answers],
        "taken": [Said(str(each.part.body), each.words, "") for each in taken],
    }


def free_text(update: Any, steps: Iterable[Any]) -> list[Said]:
    """Next steps that were typed as free text, before they were lines; none where there are lines."""
    return [] if list(steps) or not update.next else [Said(_("Next steps"), update.next, "id_step_1_text")]


def told(telling: Told | None) -> str:
    """What became of a promise: "Moved to 31.1.2019: the contract is late"; "" when nothing is told."""
    if telling is None:
        return ""
    words = capfirst(str(Fate(telling.fate).label))
    if telling.day:
        words = pgettext("promise", "Moved to %(day)s") % {"day": date_format(telling.day, "SHORT_DATE_FORMAT")}
    return f"{words}: {telling.because}" if telling.because else words


def who_and_when(step: Any) -> str:
    """By which day, and which body: "by 28.2.2019, POHA"."""
    day = _("by %(day)s") % {"day": date_format(step.day, "SHORT_DATE_FORMAT")} if step.day else ""
    return ", ".join(filter(None, (day, str(step.body) if step.body else "")))
