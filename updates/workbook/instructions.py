"""The first sheet of a workbook: whose it is, by when it is to come back, to whom, and how it is filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.wording import day, days
from updates.models import Round
from updates.workbook.looks import Rows, height, looks, paper, protect
from updates.workbook.sheets import INSTRUCTIONS, MARK
from updates.workbook.vocabulary import OTHER

A4, WIDTH = 9, 68


@dataclass(frozen=True)
class Facts:
    """What the instructions tell of one workbook. `office` is whom to ask; `made` the day it was made."""

    round: Round
    body: Any
    due: Any
    issue: int
    made: Any
    office: str


def write(book: Any, facts: Facts, language: str) -> None:
    """The sheet: the national languages side by side, the workbook's own first; an English one in English alone."""
    languages = [language, OTHER[language]] if language in OTHER else [language]
    told = []
    for each in languages:
        with override(each):
            told.append(list(_lines(facts, each)))
    with override(language):
        sheet = book.create_sheet(_("Instructions"))
    for letter in "AB"[: len(languages)]:
        sheet.column_dimensions[letter].width = WIDTH
    sheet.column_dimensions["ABC"[len(languages)]].hidden = True  # the mark that this sheet is ours
    protect(sheet)
    paper(sheet, "portrait", A4, 1, "")
    rows, styles = Rows(len(languages) + 1), looks().words
    for n, line in enumerate(zip(*told, strict=True)):
        size, texts = line[0][0], [text for _size, text in line]
        needed = height(texts, [WIDTH * 11 // size] * len(texts), size + 5)
        mark = [] if n else [MARK + INSTRUCTIONS]
        rows.add([*texts, *mark], [styles[size]] * len(texts) + [styles[11]] * len(mark), needed)
    rows.put_on(sheet)


def _lines(facts: Facts, language: str) -> Iterator[tuple[int, str]]:
    """Each line with the size of its letters; the same number of lines in every language."""
    round = facts.round
    yield 16, f"{round.name}: {facts.body}"
    yield 11, str(facts.body.name)
    yield 11, str(round.programme.name)
    yield 11, ""
    yield 12, _("To be returned by %(day)s") % {"day": day(facts.due)}
    if round.parts_due and facts.due == round.due:
        yield 11, _("Partners give their parts by %(day)s.") % {"day": day(round.parts_due)}
    if round.period_from and round.period_until:
        yield 11, _("Tell of the time %(days)s.") % {"days": days(round.period_from, round.period_until)}
    yield 11, _("Ask the programme office: %(office)s") % {"office": facts.office}
    yield 11, ""
    if any((round.guidance_fi, round.guidance_sv, round.guidance_en)):
        yield 12, _("From the programme office")
        yield 11, str(round.guidance)
        yield 11, ""
    yield 12, _("How to fill it")
    yield from ((11, line) for line in _how(language))
    yield 11, ""
    yield 11, _("Do not write secret or security-classified information.")
    yield (
        11,
        _("Issue %(number)s of this workbook, made on %(day)s.")
        % {
            "number": facts.issue,
            "day": day(facts.made),
        },
    )


@cache
def _how(language: str) -> list[str]:
    """The lines that are the same in every workbook."""
    with override(language):
        return list(_steps())


def _steps() -> Iterator[str]:
    yield _("1. White cells are yours to fill. Grey cells are official, or what you said last time; they are locked.")
    yield _("2. Each row of the sheet “Answers” is one answer: first the measures you lead, then your parts of others.")
    yield _("3. Choose stage, confidence and cause from the list that opens in the cell. The notes on the headings say "
            "what each word means.")  # fmt: skip
    yield _("4. Say on the sheet “Promises” what became of each thing promised last time, and promise what comes next "
            "on the sheet “Next steps”.")  # fmt: skip
    yield _("5. Write days as 1.2.2026. A new line in a cell: Alt and Enter.")
    yield _("6. Save as an Excel workbook (.xlsx) and bring it back on the page of your body's return, or send it to "
            "the programme office. You see every change before it is taken in.")  # fmt: skip
    yield _("7. Do not copy the tables to another workbook: the page reads only this one.")
