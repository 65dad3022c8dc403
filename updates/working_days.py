"""The days on which offices in Finland work: no mail goes out by itself on the others.

Days off are Saturdays and Sundays, the holy days that the Church Act lists (Midsummer Day is the Saturday after 19
June, All Saints' Day the one after 30 October), May Day, Independence Day (388/1937), and the eves of Christmas and
Midsummer, as the act on reckoning time limits has them (150/1930, section 5).
"""

from datetime import date, timedelta
from functools import cache

SATURDAY = 5
FIXED = ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26))
FROM_EASTER = (-2, 0, 1, 39, 49)  # Good Friday, Easter, Easter Monday, Ascension Day, Whit Sunday


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar, by the reckoning that J. Butcher published in 1876."""
    century, in_century = divmod(year, 100)
    moon = year % 19
    skipped = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * moon + century - century // 4 - skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (moon + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def saturday_from(day: date) -> date:
    """The first Saturday on the day or after it."""
    return day + timedelta((SATURDAY - day.weekday()) % 7)


@cache
def days_off(year: int) -> frozenset[date]:
    """The days off of a year besides its Saturdays and Sundays."""
    midsummer = saturday_from(date(year, 6, 20))
    moving = {easter(year) + timedelta(days) for days in FROM_EASTER}
    fixed = {date(year, month, day) for month, day in FIXED}
    return frozenset(moving | fixed | {midsummer, midsummer - timedelta(1), saturday_from(date(year, 10, 31))})


def is_working_day(day: date) -> bool:
    """Whether offices work on the day."""
    return day.weekday() < SATURDAY and day not in days_off(day.year)


def first_from(day: date) -> date:
    """The first working day on the day or after it."""
    while not is_working_day(day):
        day += timedelta(1)
    return day


def after(day: date, count: int) -> date:
    """The count-th working day after the day."""
    for _each in range(count):
        day = first_from(day + timedelta(1))
    return day
