"""What a workbook stores, as the words that its reader saw: numbers, dates, times, marked text."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock

from actions.importing.cell_text import clean, raised

_ASIDE = re.compile(r'"[^"]*\w[^"]*"|["\\]|\[[^\]]*\]|[_*].')  # quoted words, colours and locales, padding
_CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f]|005F)_")
_DAY_FIRST = re.compile(r"(d{1,2})\.(m{1,2})\.y{2,4}\.?")
_DECIMALS = re.compile(r"[#,]*0(?:\.(0+))?(%?)")


def shown(stored: Any, number_format: str) -> str:
    """`stored` in the words of the page; decimals have a point, the table puts the language's own mark.

    A whole number has no decimals (2018.0 is "2018") unless its format prints them ("0.00": 2.1 is "2.10").
    """
    if isinstance(stored, bool) or stored is None:
        return "" if stored is None else str(stored).upper()
    if isinstance(stored, int | float):
        return _number(stored, number_format)
    if isinstance(stored, date):  # a datetime is a date too
        return _day(stored, number_format) + _hour(stored)
    if isinstance(stored, time | timedelta):
        return str(stored)
    return clean(_marked(stored))


def prints(number_format: str) -> frozenset[str]:
    """Which parts of a date the format prints: of "d", "m" and "y"."""
    return frozenset(_bare(number_format)) & {"d", "m", "y"}


def _bare(number_format: str) -> str:
    return _ASIDE.sub("", number_format.split(";")[0]).casefold()


def _number(stored: float, number_format: str) -> str:
    places = _DECIMALS.fullmatch(_bare(number_format))
    percent = " %" if places and places[2] else ""
    value = stored * 100 if percent else stored
    if places and places[1]:
        return f"{value:.{len(places[1])}f}{percent}"
    return f"{value:.15g}{percent}"  # Excel itself shows 15 digits: 0.1 + 0.2 is 0.3


def _day(stored: date, number_format: str) -> str:
    """A date as `5.3.2026`, or shorter where its format prints only the month or the year.

    Zeros stay where the format is day first and prints them ("dd.mm.yyyy"): so does the file's CSV.
    """
    parts = prints(number_format)
    if parts == {"y"}:
        return str(stored.year)
    if "y" in parts and "d" not in parts:
        return f"{stored.month}/{stored.year}"
    form = _DAY_FIRST.fullmatch(_bare(number_format).split(" ")[0])
    day, month = (len(form[1]), len(form[2])) if form else (1, 1)
    return f"{stored.day:0{day}}.{stored.month:0{month}}.{stored.year}"


def _hour(stored: date) -> str:
    if isinstance(stored, datetime) and stored.time() != time.min:
        return f" {stored.hour}.{stored.minute:02}"
    return ""


def _marked(stored: Any) -> str:
    """Text with its raised digits kept raised; `_x000B_` is how a workbook writes a control character."""
    if isinstance(stored, CellRichText):
        stored = "".join(_run(run) for run in stored)
    return _CONTROL.sub(lambda match: chr(int(match[1], 16)), str(stored))


def _run(run: TextBlock | str) -> str:
    if isinstance(run, TextBlock):
        return raised(run.text) if run.font.vertAlign == "superscript" else run.text
    return run
