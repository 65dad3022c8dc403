"""The rows of each sheet of one body's workbook: what is official, and what stands in the cells that the body fills."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext, override

from actions import wording
from updates.models import UpdateRole, UpdateState
from updates.tasks import ROLES, WORDS
from updates.workbook.contents import FEWEST_STEPS, SPARE_STEPS, Answer, blank_step, cells_of
from updates.workbook.contents import Row as Filled
from updates.workbook.sheets import ANSWERS, BEFORE_ROUND, PLANS, UNCHANGED, Column, Plan
from updates.workbook.vocabulary import words

LONGEST_CELL = 32_000  # characters; Excel cuts there without a word
# What is shown of the answer before, with the words of those columns that have a list.
BEFORE = {column.key: column.choices for column in ANSWERS.open_columns if column is not UNCHANGED}


@dataclass(frozen=True)
class Row:
    """One row: its key, the official cells, and those that the body fills, open unless the answer can't be written."""

    key: str
    official: dict[str, Any]
    filled: Filled
    is_open: bool

    def values(self, plan: Plan, show: Callable[[Column, str], Any]) -> list[Any]:
        """What stands in each column."""
        filled, official = self.filled, self.official
        return [
            show(column, filled[column.key]) if column.key in filled else official.get(column.key)
            for column in plan.columns
        ]

    def issued(self) -> Filled | None:
        """What is remembered of the row: the filled cells that are not empty; None where none may be filled."""
        return {column: value for column, value in self.filled.items() if value} if self.is_open else None


def layout(answers: Iterable[Answer], body: int, language: str) -> dict[str, list[Row]]:
    """The rows of each sheet in the language; a sheet without rows is left out."""
    rows: dict[str, list[Row]] = {key: [] for key in PLANS}
    with override(language):
        for answer in answers:
            cells = cells_of(answer)
            count = len(cells["steps"])
            wanted = count if answer.lock else max(count + SPARE_STEPS, FEWEST_STEPS)
            for n in range(count + 1, wanted + 1):
                cells["steps"][f"{answer.key}.{n}"] = blank_step(body)
            measure = {"number": answer.measure.code, "measure": str(answer.measure.label)}
            for sheet, official in OFFICIAL.items():
                found = zip(cells[sheet].items(), official(answer, len(cells[sheet])), strict=True)
                rows[sheet] += [Row(key, measure | facts, filled, not answer.lock) for (key, filled), facts in found]
    return {sheet: found for sheet, found in rows.items() if found}


def _of_answer(answer: Answer, _count: int) -> Iterator[dict[str, Any]]:
    text = str(answer.measure.text)
    label = str(answer.measure.label)
    yield {
        "measure": f"{label}\n\n{text}" if text and not text.startswith(label) else text or label,
        "role": _whose(answer),
        "schedule": "\n".join(f"{told} → {reading}" for told, reading in schedule_words(answer)),
    } | _before(answer)


def _whose(answer: Answer) -> str:
    role = str(ROLES[UpdateRole(answer.role)])
    state = answer.update.state if answer.update else UpdateState.DRAFT
    return role if state == UpdateState.DRAFT else f"{role}\n{WORDS[state][1]}"


def schedule_words(answer: Answer) -> list[tuple[str, str]]:
    """Each item of the schedule as it is written and as it is read: said once in a language for all who share it."""
    language = get_language() or ""
    if language not in answer.schedule_words:
        told = [(f"{item.label} {item.text}".strip(), wording.reading_of(item)) for item in answer.items]
        answer.schedule_words[language] = told
    return answer.schedule_words[language]


def _before(answer: Answer) -> dict[str, Any]:
    before, language = answer.before, get_language() or ""
    if not before:
        return {}
    found: dict[str, Any] = {BEFORE_ROUND.key: str(before.round.name)}
    for column, choices in BEFORE.items():
        value = getattr(before, column)
        found[f"before.{column}"] = words(choices, language)[value] if choices and value else value
    return found


def _of_promises(answer: Answer, _count: int) -> Iterator[dict[str, Any]]:
    for promise in answer.promises:
        yield {"promise": promise.text, "by": promise.newest_day, "who": str(promise.body or "")}


def _of_steps(answer: Answer, count: int) -> Iterator[dict[str, Any]]:
    for _n in range(count):
        yield {}


def _of_outcomes(answer: Answer, _count: int) -> Iterator[dict[str, Any]]:
    for told, reading in schedule_words(answer) if answer.told_items else ():
        yield {"item": told, "reading": reading}


def _of_questions(answer: Answer, _count: int) -> Iterator[dict[str, Any]]:
    for question in answer.questions:
        yield {"question": str(question.text)}


OFFICIAL: dict[str, Callable[[Answer, int], Iterator[dict[str, Any]]]] = {
    "answers": _of_answer,
    "promises": _of_promises,
    "steps": _of_steps,
    "outcomes": _of_outcomes,
    "questions": _of_questions,
}


def cut(text: str) -> str:
    """A text that is longer than a cell takes ends with words that say so."""
    if len(text) <= LONGEST_CELL:
        return text
    note = gettext(" … (the text goes on at the measure's address)")
    return text[: LONGEST_CELL - len(note)] + note


def checksum(value: Any) -> str:
    """Eight digits that tell whether an official cell still says the same."""
    text = value.isoformat()[:10] if isinstance(value, date) else value or ""
    return f"{zlib.crc32(text.encode()):08x}"
