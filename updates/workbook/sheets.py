"""What stands where in a body's workbook: its sheets, their columns, and which of these the body fills."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.status import Confidence, Stage
from updates.forms import DEFINITIONS
from updates.models import Cause, Fate, Update
from updates.models.columns import LONGEST

LONGEST_LINE = 500
KEY_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3  # the hidden row of keys, the headings, the first row of answers
MARK = "etenee:"  # stands before the sheet's key in its first cell
INSTRUCTIONS = "instructions"
LEAD, PARTNER = "l", "p"  # an answer's key: l12 is the lead's of measure 12, p12 the body's own part


class Kind(StrEnum):
    """What a cell that is filled may hold."""

    OFFICIAL = "official"
    TEXT = "text"
    LINE = "line"
    CHOICE = "choice"
    FLAG = "flag"
    DAY = "day"
    PAST_DAY = "past_day"
    BODY = "body"


DAYS = frozenset({Kind.DAY, Kind.PAST_DAY})


@dataclass(frozen=True, eq=False)  # each is one of a kind: comparing them would compare words in every language
class Column:
    """A column: its key, which stands in the hidden row, its heading, and what may be typed in it."""

    key: str
    label: Any
    width: int
    kind: Kind = Kind.OFFICIAL
    choices: type[TextChoices] | None = None
    hint: Any = ""
    is_day: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is for the body to fill."""
        return self.kind != Kind.OFFICIAL

    @property
    def longest(self) -> int:
        return LONGEST_LINE if self.kind == Kind.LINE else LONGEST

    @property
    def definitions(self) -> list[tuple[Any, Any]]:
        """The words of the column with what each means, where it is defined."""
        return [(word, DEFINITIONS[word]) for word in self.choices or () if word in DEFINITIONS]


@dataclass(frozen=True, eq=False)
class Plan:
    """A sheet: its key, its title, and its columns after the hidden column of row keys. `is_whole_row` when the cells
    of a row belong together, so that they are taken in together."""

    key: str
    title: Any
    columns: tuple[Column, ...]
    freeze: str
    is_whole_row: bool = False

    @property
    def open_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_open)

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def open_in(self, row: str) -> tuple[Column, ...]:
        """The columns that are open in a row of the key: a partner tells no stage, no reason, no public text."""
        return _open_in(self, self.key == "answers" and row.startswith(PARTNER))


@cache
def _open_in(plan: Plan, is_part: bool) -> tuple[Column, ...]:
    return tuple(column for column in plan.open_columns if not is_part or column.key in Update.PARTNER_WORDS)


WIDTHS = {"stage": 19, "confidence": 21, "reason": 36, "done": 50, "obstacles": 38, "cause": 17, "decision_needed": 36}
CHOICES: dict[str, type[TextChoices]] = {"stage": Stage, "confidence": Confidence, "cause": Cause}
CHOOSE = _("Choose from the list.")
WRITE_DAY = _("Write the day as 1.2.2026.")


def _asked() -> Iterator[Column]:
    """Each question of an answer after what was answered to it last time."""
    names = [name for name in Update.WORDS if name not in {"next", "language", "is_unchanged"}]
    for name in names:
        field = Update.column(name)
        label, width = field.verbose_name, WIDTHS.get(name, 40)
        kind = Kind.CHOICE if name in CHOICES else Kind.TEXT
        yield Column(
            f"before.{name}", format_lazy(_("Last time: {question}"), question=label), max(18, round(width * 0.8))
        )
        hint = CHOOSE if kind == Kind.CHOICE else field.help_text
        yield Column(name, label, width, kind, CHOICES.get(name), hint)


NUMBER = Column("number", pgettext_lazy("of a measure", "Number"), 9)
MEASURE = Column("measure", _("Measure"), 42)
BEFORE_ROUND = Column("before.round", _("Last time: round"), 15)
UNCHANGED = Column(
    "is_unchanged", _("Nothing has changed"), 16, Kind.FLAG,
    hint=_(
        "Yes, when nothing has changed since last time: what you leave empty then stays as it was. "
        "In a partner's part: yes, when you have nothing to add."
    ),
)  # fmt: skip

ANSWERS = Plan(
    "answers",
    pgettext_lazy("sheet", "Answers"),
    (
        NUMBER,
        MEASURE,
        Column("role", _("Whose answer"), 16),
        Column("schedule", _("Schedule as written, and as it is read"), 34),
        UNCHANGED,
        BEFORE_ROUND,
        *_asked(),
    ),
    freeze="D3",
)
PROMISES = Plan(
    "promises",
    pgettext_lazy("sheet", "Promises"),
    (
        NUMBER,
        MEASURE,
        Column("promise", _("What you promised last time"), 46),
        Column("by", pgettext_lazy("promise", "By which day"), 12, is_day=True),
        Column("who", pgettext_lazy("promise", "Who does it"), 14),
        Column("fate", _("What became of it"), 16, Kind.CHOICE, Fate, CHOOSE),
        Column("day", _("New day, when it has moved"), 14, Kind.DAY, hint=WRITE_DAY),
        Column("because", _("Why it was moved or dropped"), 46, Kind.TEXT),
    ),
    freeze="D3",
    is_whole_row=True,
)
STEPS = Plan(
    "steps",
    pgettext_lazy("sheet", "Next steps"),
    (
        NUMBER,
        MEASURE,
        Column("text", _("What will be ready"), 60, Kind.LINE, hint=_("One result, at most 500 characters.")),
        Column("day", pgettext_lazy("promise", "By which day"), 14, Kind.DAY, hint=WRITE_DAY),
        Column("body", _("Who does it (abbreviation)"), 18, Kind.BODY, hint=CHOOSE),
    ),
    freeze="D3",
    is_whole_row=True,
)
OUTCOMES = Plan(
    "outcomes",
    pgettext_lazy("sheet", "Schedule"),
    (
        NUMBER,
        MEASURE,
        Column("item", _("Schedule as written"), 46),
        Column("reading", _("As it is read"), 30),
        Column(
            "done_on", _("Done on"), 14, Kind.PAST_DAY,
            hint=_("The day it was done, as 1.2.2026. Leave empty if it is not done."),
        ),
    ),
    freeze="D3",
)  # fmt: skip
QUESTIONS = Plan(
    "questions",
    pgettext_lazy("sheet", "Questions"),
    (
        NUMBER,
        MEASURE,
        Column("question", pgettext_lazy("of a round", "Question"), 50),
        Column("words", pgettext_lazy("noun", "Answer"), 60, Kind.TEXT),
    ),
    freeze="D3",
)
PLANS = {plan.key: plan for plan in (ANSWERS, PROMISES, STEPS, OUTCOMES, QUESTIONS)}


def answer_key(role: str, measure: int) -> str:
    """How an answer is named in the hidden column."""
    return f"{LEAD if role == 'lead' else PARTNER}{measure}"


def answer_of(row: str) -> str:
    """The key of the answer that a row of any sheet belongs to: l12.3 belongs to l12."""
    return row.partition(".")[0]


def line_of(row: str) -> int:
    """The id of the line in the key of its row: of l12.34 it is 34."""
    return int(row.partition(".")[2])
