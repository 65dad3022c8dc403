"""The part of EDTF (ISO 8601-2, level 1) that schedules use: year, month, day, season, interval, one open end."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1900, 2100
OPEN = ".."
SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}  # spring, summer, autumn, winter

UNKNOWN_FORM = (
    "Write a year (2018), a month (2018-05), a day (2018-05-31), a season (2018-21 is spring, 22 summer, "
    "23 autumn, 24 winter), or two of these with a slash between them; two dots stand for an open end (2018/..)."
)
NO_SUCH_DAY = "The calendar has no such month or day."
OUT_OF_TIME = "Only the years 1900–2100 can be used."
BACKWARDS = "The end comes before the beginning."
TWO_OPEN_ENDS = "At least one end must be known."

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day that `edtf` covers, None for an open end; `2018-24` runs from December 2018 to February.

    Raises ValueError with one of the sentences above when `edtf` is outside the subset.
    """
    if "/" not in edtf:
        return _span(edtf)
    start, _, end = edtf.partition("/")
    if start == end == OPEN:
        raise ValueError(TWO_OPEN_ENDS)
    earliest = None if start == OPEN else _span(start)[0]
    latest = None if end == OPEN else _span(end)[1]
    if earliest and latest and latest < earliest:
        raise ValueError(BACKWARDS)
    return earliest, latest


def start_of(edtf: str) -> str:
    """The beginning as it stands in an interval: `2018-09` for `2018-23`, `..` when it is open."""
    start = edtf.partition("/")[0]
    return _as_months(start)[0]


def end_of(edtf: str) -> str:
    """The end as it stands in an interval: `2019-02` for `2018-24`, `..` when it is open."""
    end = edtf.rpartition("/")[2]
    return _as_months(end)[1]


def day_or_wider(day: date) -> str:
    """The widest EDTF that begins on `day`: `2019` for 1.1.2019, `2019-05` for 1.5.2019, else the day itself."""
    if day.day > 1:
        return day.isoformat()
    return day.isoformat()[:7] if day.month > 1 else day.isoformat()[:4]


def _as_months(point: str) -> tuple[str, str]:
    year, _, season = point.partition("-")
    months = SEASON_MONTHS.get(int(season)) if season.isdigit() else None
    if months is None:
        return point, point
    first, last = months
    return f"{year}-{first:02}", f"{int(year) + (last < first)}-{last:02}"


def _span(point: str) -> tuple[date, date]:
    form = _FORM.fullmatch(point)
    if form is None:
        raise ValueError(UNKNOWN_FORM)
    year = int(form[1])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(OUT_OF_TIME)
    if form[3]:
        first = last = _day(year, int(form[2]), int(form[3]))
    elif form[2] and int(form[2]) in SEASON_MONTHS:
        begins, ends = SEASON_MONTHS[int(form[2])]
        first, last = _day(year, begins, 1), _month_end(year + (ends < begins), ends)
    elif form[2]:
        first, last = _day(year, int(form[2]), 1), _month_end(year, int(form[2]))
    else:
        first, last = date(year, 1, 1), date(year, 12, 31)
    if last.year > LAST_YEAR:
        raise ValueError(OUT_OF_TIME)
    return first, last


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(NO_SUCH_DAY) from None


def _month_end(year: int, month: int) -> date:
    return _day(year, month, monthrange(year, month)[1] if 1 <= month <= 12 else 1)
