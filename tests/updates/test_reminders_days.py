from datetime import date, timedelta

import pytest

from updates import working_days

# Easter Sundays as almanacs print them.
EASTERS = [(2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2018, 4, 1), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5),
           (2038, 4, 25), (2285, 3, 22)]  # fmt: skip
# Days off that fell on other days than Saturdays and Sundays, as Finnish almanacs print them.
OFF_2018 = ["1.1.", "30.3.", "2.4.", "1.5.", "10.5.", "22.6.", "6.12.", "24.12.", "25.12.", "26.12."]
OFF_2026 = ["1.1.", "6.1.", "3.4.", "6.4.", "1.5.", "14.5.", "19.6.", "24.12.", "25.12."]


@pytest.mark.parametrize("day", EASTERS)
def test_easter(day):
    assert working_days.easter(day[0]) == date(*day)


@pytest.mark.parametrize(("year", "off"), [(2018, OFF_2018), (2026, OFF_2026)])
def test_days_off_of_a_year(year, off):
    days = (date(year, 1, 1) + timedelta(n) for n in range(365))
    found = [day for day in days if day.weekday() < 5 and not working_days.is_working_day(day)]
    assert [f"{day.day}.{day.month}." for day in found] == off


def test_saturdays_and_sundays_are_off():
    assert not working_days.is_working_day(date(2018, 6, 30))
    assert not working_days.is_working_day(date(2018, 7, 1))
    assert working_days.is_working_day(date(2018, 7, 2))


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ((2018, 3, 29), (2018, 3, 29)),
        ((2018, 3, 30), (2018, 4, 3)),
        ((2018, 12, 24), (2018, 12, 27)),
        ((2018, 12, 29), (2018, 12, 31)),
    ],
)
def test_the_first_working_day_from_a_day(day, first):
    assert working_days.first_from(date(*day)) == date(*first)


def test_working_days_are_counted_from_the_day_after():
    assert working_days.after(date(2018, 7, 13), 3) == date(2018, 7, 18)
    assert working_days.after(date(2018, 7, 15), 3) == date(2018, 7, 18)
    assert working_days.after(date(2018, 12, 21), 3) == date(2018, 12, 31)
