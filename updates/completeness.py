"""What an update must have before it is submitted or published, and what gives reason to doubt it."""

from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.models import ScheduleItem
from actions.status import END_STAGES, Confidence, Stage
from actors import markings, wording

if TYPE_CHECKING:
    from updates.models import Lines, Update
    from updates.models.placing import PlacedAnswer
    from updates.models.publishing import PublicAnswer

TEXTS = ("reason", "done", "next", "obstacles", "decision_needed", "public_fi", "public_sv", "public_en")
SAME_TEXT = 0.95
Faults = dict[str, list[Any]]
MARKED = gettext_lazy("Take out “%(marking)s”: this service is not for secret or classified information.")
MAY_BE_ALLOWED = gettext_lazy(
    "Take out “%(marking)s”: this service is not for secret or classified information. If the text is public and only "
    "names the marking, the programme office can allow it."
)


def faults(
    update: "Update",
    late: Iterable[ScheduleItem],
    promises: Iterable[Any] = (),
    lines: "Lines | None" = None,
    questions: Iterable[Any] = (),
) -> Faults:
    """What stops submitting, by field; `late` are the schedule items past their latest day without an outcome,
    `promises` those of earlier rounds that stand, `lines` what is told of them and promised anew.

    A measure with a late item is not on plan without a reason (G-41); no text carries a secrecy marking (G-13).
    """
    found = dict(_missing_of_partner(update) if update.role == "partner" else _missing_of_lead(update, list(late)))
    if lines is not None:
        found |= dict(_missing_of_lines(lines, promises, questions))
        found |= _markings_of_lines(update, lines, questions)
    found |= markings_of(update, TEXTS)
    return {field: [words] for field, words in found.items()}


def _missing_of_lines(lines: "Lines", promises: Iterable[Any], questions: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for promise in promises:
        told, name = lines.tellings.get(promise.pk), f"promise_{promise.pk}"
        if told is None:
            yield f"{name}_fate", _("Say what became of “%(promise)s”.") % {"promise": promise.text}
            continue
        if told.fate == "moved" and told.day is None:
            yield f"{name}_day", _("Give the new day of “%(promise)s”.") % {"promise": promise.text}
        if told.fate != "kept" and not told.because:
            yield f"{name}_because", _("Write why “%(promise)s” was not done.") % {"promise": promise.text}
    for n, step in enumerate(lines.steps, 1):
        if step.day is None:
            yield f"step_{n}_day", _("Give the day by which “%(step)s” will be ready.") % {"step": step.text}
        if step.body is None:
            yield f"step_{n}_body", _("Choose who does “%(step)s”.") % {"step": step.text}
    for question in questions:
        if not lines.answers.get(question.pk):
            yield f"question_{question.n}", _("Answer the question “%(question)s”.") % {"question": question.text}


def _markings_of_lines(update: "Update", lines: "Lines", questions: Iterable[Any]) -> dict[str, str]:
    texts = {f"promise_{pk}_because": told.because for pk, told in lines.tellings.items()}
    texts |= {f"step_{n}_text": step.text for n, step in enumerate(lines.steps, 1)}
    texts |= {f"question_{each.n}": lines.answers.get(each.pk, "") for each in questions}
    return _marked(update, texts)


def markings_of(update: "PlacedAnswer", fields: Iterable[str]) -> dict[str, str]:
    """What is wrong with those of the texts that carry a secrecy marking, by field. One query for each that does."""
    return _marked(update, {field: getattr(update, field) for field in fields})


def _marked(update: "PlacedAnswer", texts: dict[str, str]) -> dict[str, str]:
    found = {field: update.marking_in(text) for field, text in texts.items()}
    return {field: _said_of(marking) for field, marking in found.items() if marking}


def _said_of(marking: str) -> str:
    words = MARKED if markings.is_identity_code(marking) else MAY_BE_ALLOWED
    return str(words % {"marking": marking})


def _missing_of_partner(update: "Update") -> Iterable[tuple[str, str]]:
    if not update.done and not update.is_unchanged:
        yield "done", _("Write what your body has done, or tick that it has nothing to add.")


def _missing_of_lead(update: "Update", late: list[ScheduleItem]) -> Iterable[tuple[str, str]]:
    has_ended = update.stage in END_STAGES
    if not update.stage:
        yield "stage", _("Choose the stage that describes the whole measure.")
    if not update.confidence and not has_ended:
        yield "confidence", _("Choose how sure you are of the schedule.")
    if not update.reason and (reason := _reason_needed(update, late)):
        yield "reason", reason
    if not update.done and not update.is_unchanged and update.stage != Stage.NOT_STARTED:
        yield "done", _("Write what has been done.")
    if update.confidence == Confidence.BLOCKED and not has_ended and not update.cause:
        yield "cause", _("Choose what has caused the obstacle.")
    if not any(getattr(update, field) for field in update.PUBLIC_WORDS):
        yield "public_fi", _("Write the public text in at least one language.")


def _reason_needed(update: "Update", late: list[ScheduleItem]) -> str:
    if update.stage in END_STAGES:
        return "" if update.stage == Stage.IMPLEMENTED else _("Write the reason why the measure ends this way.")
    if update.confidence == Confidence.ON_PLAN and late:
        return _("Schedule “%(schedule)s” has passed without an outcome. Give the day it was done, or write the reason "
                 "why the measure is still on plan.") % {"schedule": late[0].text}  # fmt: skip
    if update.confidence not in {"", Confidence.ON_PLAN}:
        return _("Write the reason why the measure is not on plan.")
    return ""


def publishing_faults(update: "PublicAnswer", without_swedish: bool) -> Faults:
    """What stops publishing: Finnish is needed, and Swedish unless the office decides to do without (L-03)."""
    found: Faults = {}
    if not update.public_fi:
        found["public_fi"] = [_("Write the public text in Finnish.")]
    if not update.public_sv and not without_swedish:
        found["public_sv"] = [_("Write the public text in Swedish, or decide to publish without it.")]
    return found | {field: [words] for field, words in markings_of(update, update.PUBLIC_WORDS).items()}


def doubts(
    update: "Update",
    before: "Update | None",
    late: Iterable[ScheduleItem],
    promises: Iterable[Any] = (),
    lines: "Lines | None" = None,
    on: date | None = None,
) -> list[str]:
    """What does not stop submitting but is worth a second look; `before` is the previous answer, `on` today."""
    found = list(_doubts(update, before, list(late), _goes_on(lines, on) or _adds_nothing(update)))
    return found + list(_doubts_of_lines(lines, promises, on) if lines and on else ())


def _doubts_of_lines(lines: "Lines", promises: Iterable[Any], on: date) -> Iterable[str]:
    for promise in promises:
        told = lines.tellings.get(promise.pk)
        if told and told.fate == "moved" and promise.times_moved:
            yield _("“%(promise)s” moves for the second time: the steering group sees it.") % {"promise": promise.text}
        if told and told.day and told.day < on:
            yield _("The new day of “%(promise)s” has passed already.") % {"promise": promise.text}
    for step in lines.steps:
        if step.day and step.day < on:
            yield _("The day of the next step “%(step)s” has passed already.") % {"step": step.text}


def _goes_on(lines: "Lines | None", on: date | None) -> bool:
    """Whether an earlier promise was moved to a day that has not passed: it is the next step."""
    moved = [told.day for told in lines.tellings.values() if told.fate == "moved"] if lines else []
    return any(day >= on for day in moved if day and on)


def _adds_nothing(update: "Update") -> bool:
    """Whether it is a partner's part that says there is nothing to add."""
    return update.role == "partner" and update.is_unchanged


def _doubts(
    update: "Update", before: "Update | None", late: list[ScheduleItem], goes_on: bool = False
) -> Iterable[str]:
    has_ended = update.stage in END_STAGES
    if not update.next and not has_ended and not goes_on:
        yield _("There is no next step.")
    for item in late:
        if update.stage == Stage.IMPLEMENTED:
            yield _("The measure is implemented, but “%(schedule)s” has no outcome.") % {"schedule": item.text}
        elif update.confidence == Confidence.ON_PLAN and not has_ended:
            yield _("The measure is on plan although “%(schedule)s” has passed.") % {"schedule": item.text}
    if before and is_same_text(update.done, before.done):
        yield _("What has been done is told in the same words as in the round %(round)s.") % {
            "round": before.round.name
        }
    if update.role == "lead" and not update.public_fi:
        yield _("There is no public text in Finnish. The office adds it before it publishes.")
    if before and before.public_sv and not update.public_sv:
        yield _("The last answer had a public text in Swedish, and it is empty now.")
    if before and before.public_en and not update.public_en:
        yield _("The last answer had a public text in English, and it is empty now.")


def is_same_text(text: str, before: str) -> bool:
    """Whether at least 95 % of the words are the same in the same order; empty texts are not the same."""
    words, old_words = wording.fold(text).split(), wording.fold(before).split()
    if not words or not old_words:
        return False
    matcher = SequenceMatcher(None, words, old_words, autojunk=False)
    return matcher.real_quick_ratio() >= SAME_TEXT and matcher.ratio() >= SAME_TEXT
