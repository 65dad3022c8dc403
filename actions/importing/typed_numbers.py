"""Measure numbers as they were typed, before a spreadsheet took them for a date or a decimal number."""

import re

from actions.importing.grids import Cell

_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_WRITTEN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NAMED_DAY = re.compile(r"(\d{1,2})[.\- /]{1,2}([^\W\d_]{3,11})\.?(?:[.\- /](?:\d{2}|\d{4}))?")
_MONTHS = (
    ("tammikuuta", "januari", "january"),
    ("helmikuuta", "februari", "february"),
    ("maaliskuuta", "mars", "march"),
    ("huhtikuuta", "april"),
    ("toukokuuta", "maj", "may"),
    ("kesäkuuta", "juni", "june"),
    ("heinäkuuta", "juli", "july"),
    ("elokuuta", "augusti", "august"),
    ("syyskuuta", "september"),
    ("lokakuuta", "oktober", "october"),
    ("marraskuuta", "november"),
    ("joulukuuta", "december"),
)


def as_typed(cell: Cell, before: str) -> tuple[str, str]:
    """The number in `cell` as it was typed, and the code of the doubt about it ("" when there is none).

    `before` is the number of the measure before: 2.1 after 2.9 was 2.10, which no decimal number can be,
    and a date after a number of three parts has three parts too. Text that the source vouches for as
    text is never touched.
    """
    if cell.is_text:
        return cell.text, ""
    day = _from_day(cell, before)
    if day:
        return day, "number_was_date"
    if is_decimal(cell):
        plain = cell.text.replace(",", ".")
        full = _with_zero(plain, before)
        return full, "number_lost_zero" if full != plain else ""
    return cell.text, ""


def is_decimal(cell: Cell) -> bool:
    """Whether the cell may have lost a zero at its end: a decimal number, or what only looks like text."""
    return not cell.is_text and bool(_DECIMAL.fullmatch(cell.text))


def _with_zero(number: str, before: str) -> str:
    """`number`, with its zeros again where that makes it the one that follows `before`."""
    earlier = _DECIMAL.fullmatch(before.strip("."))
    if earlier:
        following = f"{earlier[1]}.{int(earlier[2]) + 1}"
        if following.endswith("0") and following.rstrip("0") == number:
            return following
    return number


def _from_day(cell: Cell, before: str) -> str:
    """The number that was taken for a date, "" when the cell holds no date: 1 February was typed as 1.2."""
    if cell.day:
        return _parts(cell.day.day, cell.day.month, cell.day.year, before)
    written = _WRITTEN_DAY.fullmatch(cell.text)
    if written:
        return _parts(int(written[1]), int(written[2]), int(written[3]), before)
    named = _NAMED_DAY.fullmatch(cell.text)
    month = _month(named[2].casefold()) if named else 0
    return f"{int(named[1])}.{month}" if named and month else ""


def _parts(day: int, month: int, year: int, before: str) -> str:
    third = f".{year % 100}" if before.strip(".").count(".") == 2 and 2000 <= year < 2030 else ""
    return f"{day}.{month}{third}"


def _month(name: str) -> int:
    """The month that `name` is or is short for ("helmi", "feb"), 0 when it is none."""
    return next((n for n, names in enumerate(_MONTHS, 1) if any(each.startswith(name) for each in names)), 0)
