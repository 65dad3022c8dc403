"""What a cell that came back says: read by the kind of its column, never guessed; what can't be read is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from actions.wording import day as day_words
from actors.wording import clean, fold, one_line
from updates.workbook.sheets import DAYS, Column, Kind
from updates.workbook.vocabulary import flag_meanings, flags, meanings, words

CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f]|005F)_")  # how Excel writes a control character, and "_" before an "x"
FINNISH = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T00:00:00)?")
TWO_WAYS = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{1,2}\.\d{1,2}\.\d{1,2}")
FIRST_YEAR, LAST_YEAR = 2000, 2100
Facts = dict[str, str]


class Unreadable(Exception):
    """A cell says something that can't stand there: the code of the finding and what fills its sentence."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True)
class Told:
    """What a cell says, as plain text; `doubt` is the code of what should be looked at, or ""."""

    value: str
    doubt: str = ""


def text_of(stored: Any) -> str:
    """Any value as the words that stand in the cell."""
    if stored is None:
        return ""
    if isinstance(stored, bool):
        return str(stored).lower()
    if isinstance(stored, datetime) and stored.time() != time.min:
        return f"{day_words(stored)} {stored.hour}.{stored.minute:02}"
    if isinstance(stored, date):
        return day_words(stored)
    if isinstance(stored, int | float):
        return f"{stored:.15g}"  # Excel itself shows 15 digits
    return CONTROL.sub(lambda found: chr(int(found[1], 16)), str(stored))


def read(column: Column, cell: Any, is_formula: bool, bodies: Mapping[str, list[int]], language: str) -> Told:
    """The value of one cell; raises Unreadable. A formula is never evaluated: what was stored with it is taken."""
    stored = cell.value
    if is_formula and stored is None:
        raise Unreadable("formula_without_value")
    if cell.data_type == "e":
        raise Unreadable("cell_error", new=text_of(stored))
    told = _read(column, stored, bodies, language)
    return Told(told.value, "formula_value_used") if is_formula else told


def _read(column: Column, stored: Any, bodies: Mapping[str, list[int]], language: str) -> Told:
    if column.kind in DAYS:
        return Told(_day(stored))
    if column.kind in {Kind.TEXT, Kind.LINE}:
        return _text(stored, column.kind == Kind.LINE)
    typed = one_line(text_of(stored))
    if column.kind == Kind.BODY:
        return Told(_body(typed, bodies))
    if column.choices:
        return Told(_meant(typed, {"": ""} | meanings(column.choices), words(column.choices, language)))
    return Told(_meant(typed, {"": ""} | flag_meanings(), flags(language)))


def _text(stored: Any, is_line: bool) -> Told:
    if isinstance(stored, date | time | timedelta):
        raise Unreadable("date_in_text", new=text_of(stored))
    typed = text_of(stored)
    value = one_line(typed) if is_line else clean(typed)
    return Told(value, "number_in_text" if isinstance(stored, int | float) else "")


def _meant(typed: str, known: Mapping[str, str], offered: Mapping[str, str]) -> str:
    value = known.get(fold(typed))
    if value is None:
        raise Unreadable("word_unknown", new=typed, words=", ".join(offered.values()))
    return value


def _body(typed: str, bodies: Mapping[str, list[int]]) -> str:
    if not typed:
        return ""
    found = bodies.get(fold(typed), [])
    if len(found) != 1:
        raise Unreadable("body_ambiguous" if found else "body_unknown", new=typed)
    return str(found[0])


def _day(stored: Any) -> str:
    """A real date, 1.2.2026 or 2026-02-01; a day that could be two days is refused."""
    if stored is None:
        return ""
    if isinstance(stored, date):
        return _in_range(stored, text_of(stored))
    typed = one_line(text_of(stored))
    if isinstance(stored, int | float | time | timedelta):
        raise Unreadable("day_is_number", new=typed)
    if not typed:
        return ""
    if found := FINNISH.fullmatch(typed):
        day, month, year = map(int, found.groups())
    elif found := ISO.fullmatch(typed):
        year, month, day = map(int, found.groups())
    else:
        raise Unreadable("day_ambiguous" if TWO_WAYS.fullmatch(typed) else "day_unreadable", new=typed)
    try:
        return _in_range(date(year, month, day), typed)
    except ValueError:
        wrong = "day_out_of_range" if not FIRST_YEAR <= year <= LAST_YEAR else "day_unreadable"
        raise Unreadable(wrong, new=typed) from None


def _in_range(day: date, typed: str) -> str:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable("day_out_of_range", new=typed)
    return day.isoformat()[:10]
