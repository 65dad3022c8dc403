"""The lines of an answer in words: what became of promises, next steps, answers to the round's questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actors.languages import Phrase
from updates.models import Fate, Lines, Told


@dataclass(frozen=True)
class Said:
    """One line: what it is about, what the product says of it, the words that were typed, and the id of its first
    field on the form. What was typed is a Phrase, which knows its language."""

    label: str
    head: str
    words: str
    field: str


def of_lines(
    promises: Iterable[Any], lines: Lines, steps: Iterable[Any], questions: Iterable[Any], language: str
) -> dict[str, list[Said]]:
    """The lines by kind, "promises", "steps" and "questions", in the order of the form; typed in `language`."""
    return {
        "promises": [
            _of_promise(each, lines.tellings.get(each.pk), language, f"id_promise_{each.pk}_fate") for each in promises
        ],
        "steps": [_of_step(step, language, f"id_step_{step.n}_text") for step in steps],
        "questions": [
            Said(each.text, "", Phrase(lines.answers.get(each.pk, ""), language), f"id_question_{each.n}")
            for each in questions
        ],
    }


def of_update(update: Any) -> dict[str, list[Said]]:
    """The lines of a saved answer. Four queries."""
    language = update.language
    tellings = update.tellings.select_related("promise__update").order_by("promise__n", "pk")
    steps = update.promises.select_related("body").order_by("n")
    answers = update.answers.select_related("question").order_by("question__n")
    taken = update.taken.select_related("part__body")
    return {
        "promises": [
            _of_promise(each.promise, Told(each.fate, each.day, each.because), language, "") for each in tellings
        ],
        "steps": [_of_step(each, language, "") for each in steps],
        "questions": [Said(each.question.text, "", Phrase(each.words, language), "") for each in answers],
        "taken": [Said(str(each.part.body), "", Phrase(each.words, each.part.language), "") for each in taken],
    }


def _of_promise(promise: Any, telling: Told | None, language: str, field: str) -> Said:
    because = telling.because if telling else ""
    return Said(Phrase(promise.text, promise.update.language), fate(telling), Phrase(because, language), field)


def _of_step(step: Any, language: str, field: str) -> Said:
    return Said(Phrase(step.text, language), who_and_when(step), "", field)


def free_text(update: Any, steps: Iterable[Any]) -> list[Said]:
    """Next steps that were typed as free text, before they were lines; none where there are lines."""
    if list(steps) or not update.next:
        return []
    return [Said(_("Next steps"), "", Phrase(update.next, update.language), "id_step_1_text")]


def fate(telling: Told | None) -> str:
    """What became of a promise: "Moved to 31.1.2019"; "" when nothing is told."""
    if telling is None:
        return ""
    if telling.day:
        return pgettext("promise", "Moved to %(day)s") % {"day": date_format(telling.day, "SHORT_DATE_FORMAT")}
    return capfirst(str(Fate(telling.fate).label))


def who_and_when(step: Any) -> str:
    """By which day, and which body: "by 28.2.2019, POHA"."""
    day = _("by %(day)s") % {"day": date_format(step.day, "SHORT_DATE_FORMAT")} if step.day else ""
    return ", ".join(filter(None, (day, str(step.body) if step.body else "")))
