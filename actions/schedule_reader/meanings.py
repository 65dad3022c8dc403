"""What printed times mean: each reader turns a match of its family's pattern (schedule_reader.atoms) into tokens.

A reader raises ValueError for what the calendar has not or what is ambiguous.
"""

import re
from collections.abc import Callable
from datetime import date

from .edtf import bounds
from .words import DOUBTFUL_MONTHS, LAST, MONTH_NUMBERS, ORDINALS, ROMANS

Found = tuple[str, str, str]  # code of the grammar, kind, EDTF
PREFIXES = ("alku", "loppu", "keski", "myöhäis", "varhais")


def iso_day(match: re.Match[str]) -> list[Found]:
    return [_sure("date", match[1])]


def full_date(match: re.Match[str]) -> list[Found]:
    day, month, year = match.groups()
    century = "20" if len(year) == 2 else ""
    return [_sure("date", f"{century}{year}-{int(month):02}-{int(day):02}")]


def year_first(match: re.Match[str]) -> list[Found]:
    return [_sure("date", "-".join(match.groups()))]


def day_or_month_first(match: re.Match[str]) -> list[Found]:
    """`31/12/2025` is one day in Europe and America alike; `5/3/2026` is two days and stays unread."""
    one, other, year = (int(part) for part in match.groups())
    if year < 100 or (one != other and one <= 12 and other <= 12):
        raise ValueError("the order of day and month is not known")
    day, month = max(one, other), min(one, other)
    return [_sure("date", f"{year}-{month:02}-{day:02}")]


def month_of_year(match: re.Match[str]) -> list[Found]:
    """`12/2018`, `1-2/2018`; `13/2018` and `306/2019` are no months."""
    first, last, year = match.groups()
    start = f"{year}-{int(first):02}"
    if not last:
        return [_sure("month", start)]
    return [_sure("range", f"{start}/{year}-{int(last):02}")]


def weeks(match: re.Match[str]) -> list[Found]:
    """ISO weeks, Monday to Sunday."""
    first, last, year = match.groups()
    monday = date.fromisocalendar(int(year), int(first), 1)
    sunday = date.fromisocalendar(int(year), int(last or first), 7)
    return [_sure("range", f"{monday}/{sunday}")]


def year_and_two_digits(match: re.Match[str]) -> list[Found]:
    """`2018-12` is a month and `2018–20` ends in 2020; `2009-12` could be both and stays unread."""
    _, year, joint, digits = match.groups()
    number, begun = int(digits), int(year[2:])
    following = [("Y", "year", year), ("=", "", ""), ("Y", "year", year[:2] + digits)]
    if joint == "/" and number == (begun + 1) % 100:
        return following
    if joint == "-" and number > begun and not 1 <= number <= 12:
        return following
    if joint == "-" and 1 <= number <= 12 and number <= begun:
        return [_sure("month", f"{year}-{digits}")]
    raise ValueError("a month or a year")


def year(match: re.Match[str]) -> list[Found]:
    """A number is a year unless it counts something; 1900, 2000 and 2100 need the word "year" before them."""
    cue, year = match.groups()
    alone = match.string.strip(" .") == year
    if not cue and not alone and year.endswith("00"):
        raise ValueError("a round number")
    found = [("Y", "year", bounds(year) and year)]
    case = {"vuodesta": "<", "vuoteen": ">"}.get((cue or "").strip())
    return [(case, "", ""), *found] if case else found


def short_year(code: str) -> Callable[[re.Match[str]], list[Found]]:
    """ "syksy -18", "vuoden '19 lopussa": two digits are a year of this century."""
    return lambda match: [(code, "year", f"20{match[2]}")]


def year_in_brackets(match: re.Match[str]) -> list[Found]:
    """`(2011)` behind a name is part of the name."""
    if match.string.strip(" .") != match[0]:
        raise ValueError("part of a name")
    return [_sure("year", match[1])]


def day_and_month(match: re.Match[str]) -> list[Found]:
    return [("q", "date", f"YYYY-{int(match[2]):02}-{int(match[1]):02}")]


def day_of_range(match: re.Match[str]) -> list[Found]:
    return [("d", "date", f"{int(match[1]):02}")]


def day_then_name(match: re.Match[str]) -> list[Found]:
    return _named_day(match[2], match[1])


def name_then_day(match: re.Match[str]) -> list[Found]:
    found = _named_day(match[1], match[2])
    return [(">", "", ""), *found] if match[0].endswith("päivään") else found


def name_then_days(match: re.Match[str]) -> list[Found]:
    month, first, last = match.groups()
    return [*_named_day(month, first), ("=", "", ""), *_named_day(month, last)]


def _named_day(month: str, day: str) -> list[Found]:
    code = "j" if month in DOUBTFUL_MONTHS else "i"
    return [(code, "date", f"YYYY-{MONTH_NUMBERS[month]:02}-{int(day):02}")]


def finnish_month(match: re.Match[str]) -> list[Found]:
    return _in_case(match[2], {"hun": ">", "sta": "<"}, "i", "month", f"YYYY-{MONTH_NUMBERS[match[1]]:02}")


def month_name(code: str) -> Callable[[re.Match[str]], list[Found]]:
    return lambda match: [(code, "month", f"YYYY-{MONTH_NUMBERS[match[1]]:02}")]


def season(number: int, code: str = "i") -> Callable[[re.Match[str]], list[Found]]:
    """The Finnish case is read from the ending; Swedish and English words have none of these endings."""

    def read(match: re.Match[str]) -> list[Found]:
        ending = re.search(r"(?:seen|syyn|sään|veen|stä|sta)$", match[0])
        cases = dict.fromkeys(("seen", "syyn", "sään", "veen"), ">")
        if not match[0].startswith(PREFIXES):  # "loppusyksystä 2018" is in late autumn, not from then on
            cases |= {"stä": "<", "sta": "<"}
        return _in_case(ending[0] if ending else "", cases, code, "season", f"YYYY-{number}")

    return read


def months(first: int, last: int, code: str = "i", end: str = "YYYY") -> Callable[[re.Match[str]], list[Found]]:
    def read(match: re.Match[str]) -> list[Found]:
        cases = {"teen": ">", "seen": ">"}
        return _in_case(match[0][-4:], cases, code, "range", f"YYYY-{first:02}/{end}-{last:02}")

    return read


def part(months: int) -> Callable[[re.Match[str]], list[Found]]:
    """Quarter (3 months), third (4) or half (6) of a year: its number, and the last number of a range or nothing."""

    def read(match: re.Match[str]) -> list[Found]:
        parts = 12 // months
        first = _ordinal(match[1], parts)
        last = _ordinal(match[2], parts) if match[2] else first
        if not first <= last <= parts:
            raise ValueError("no such part of a year")
        return [("i", "range", f"YYYY-{(first - 1) * months + 1:02}/YYYY-{last * months:02}")]

    return read


def _ordinal(word: str, parts: int) -> int:
    if re.fullmatch(LAST, word):
        return parts
    return next(n for n, forms in ORDINALS.items() if word == ROMANS[n] or re.fullmatch(forms, word))


def whole_year(match: re.Match[str]) -> list[Found]:
    return [("i", "year", "YYYY")]


def no_time(match: re.Match[str]) -> list[Found]:
    raise ValueError("not a time")


def _in_case(ending: str, cases: dict[str, str], code: str, kind: str, edtf: str) -> list[Found]:
    found = [(code, kind, edtf)]
    return [(cases[ending], "", ""), *found] if ending in cases else found


def _sure(kind: str, edtf: str) -> Found:
    bounds(edtf)
    return "A", kind, edtf
