from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from actions.schedule_reader import bounds
from actions.schedule_reader.edtf import (
    BACKWARDS,
    NO_SUCH_DAY,
    OUT_OF_TIME,
    TWO_OPEN_ENDS,
    UNKNOWN_FORM,
    day_or_wider,
    end_of,
    start_of,
)

COVERED = [
    ("2018", date(2018, 1, 1), date(2018, 12, 31)),
    ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
    ("2018-12-31", date(2018, 12, 31), date(2018, 12, 31)),
    ("2018-21", date(2018, 3, 1), date(2018, 5, 31)),
    ("2018-22", date(2018, 6, 1), date(2018, 8, 31)),
    ("2018-23", date(2018, 9, 1), date(2018, 11, 30)),
    ("2018-24", date(2018, 12, 1), date(2019, 2, 28)),
    ("2019-24", date(2019, 12, 1), date(2020, 2, 29)),
    ("2018-02/2019-01", date(2018, 2, 1), date(2019, 1, 31)),
    ("2018-03-14/2018-05-04", date(2018, 3, 14), date(2018, 5, 4)),
    ("2018-21/2018-23", date(2018, 3, 1), date(2018, 11, 30)),
    ("2018-01-25/2020", date(2018, 1, 25), date(2020, 12, 31)),
    ("2019/..", date(2019, 1, 1), None),
    ("../2018-12-31", None, date(2018, 12, 31)),
    ("1900", date(1900, 1, 1), date(1900, 12, 31)),
    ("2100", date(2100, 1, 1), date(2100, 12, 31)),
]

OUTSIDE = [
    ("", UNKNOWN_FORM),
    ("autumn 2018", UNKNOWN_FORM),
    ("2018-5", UNKNOWN_FORM),
    ("18", UNKNOWN_FORM),
    ("2018~", UNKNOWN_FORM),
    ("2018/", UNKNOWN_FORM),
    ("/2018", UNKNOWN_FORM),
    ("2018/2019/2020", UNKNOWN_FORM),
    ("2018-05-01T10:00", UNKNOWN_FORM),
    (" 2018", UNKNOWN_FORM),
    ("２０１８", UNKNOWN_FORM),
    ("2018-13", NO_SUCH_DAY),
    ("2018-00", NO_SUCH_DAY),
    ("2018-25", NO_SUCH_DAY),
    ("2018-02-31", NO_SUCH_DAY),
    ("2019-02-29", NO_SUCH_DAY),
    ("2018-21-01", NO_SUCH_DAY),
    ("0000", OUT_OF_TIME),
    ("0000-24", OUT_OF_TIME),
    ("1899-12-31", OUT_OF_TIME),
    ("2101", OUT_OF_TIME),
    ("2100-24", OUT_OF_TIME),
    ("2020/2018", BACKWARDS),
    ("2018-05/2018-04", BACKWARDS),
    ("../..", TWO_OPEN_ENDS),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest"), COVERED)
def test_the_subset_gives_first_and_last_day(edtf, earliest, latest):
    assert bounds(edtf) == (earliest, latest)


@pytest.mark.parametrize(("edtf", "sentence"), OUTSIDE)
def test_what_is_outside_the_subset_is_refused_with_a_sentence(edtf, sentence):
    with pytest.raises(ValueError, match=r"\.$") as refusal:
        bounds(edtf)
    assert str(refusal.value) == sentence


years = st.integers(1900, 2100).map(str)
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str)
seasons = st.builds("{}-{}".format, years, st.sampled_from([21, 22, 23]))
points = years | months | days | seasons


def days_by_the_oracle(edtf: str) -> tuple[date, date]:
    parsed = parse_edtf(edtf)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


@given(points)
def test_the_edtf_package_sees_the_same_days_in_a_point(edtf):
    assert bounds(edtf) == days_by_the_oracle(edtf)


@given(points, points)
def test_the_edtf_package_sees_the_same_days_in_an_interval(start, end):
    if bounds(start)[0] > bounds(end)[1]:
        start, end = end, start
    assert bounds(f"{start}/{end}") == days_by_the_oracle(f"{start}/{end}")


@given(points)
def test_an_interval_of_its_own_ends_covers_the_same_days(edtf):
    assert bounds(f"{start_of(edtf)}/{end_of(edtf)}") == bounds(edtf)


@given(st.text(max_size=24) | st.text(alphabet="0123456789-/.", max_size=24))
def test_any_text_is_covered_or_refused(edtf):
    try:
        earliest, latest = bounds(edtf)
    except ValueError as refusal:
        sentence = str(refusal)
    else:
        sentence = None if earliest is None or latest is None or earliest <= latest else "backwards"
    assert sentence in {None, UNKNOWN_FORM, NO_SUCH_DAY, OUT_OF_TIME, BACKWARDS, TWO_OPEN_ENDS}


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2018-23", "2018-09", "2018-11"),
        ("2018-24", "2018-12", "2019-02"),
        ("2018-07/2018-09", "2018-07", "2018-09"),
        ("2018-05-04", "2018-05-04", "2018-05-04"),
        ("../2018-12-31", "..", "2018-12-31"),
        ("2019/..", "2019", ".."),
    ],
)
def test_the_ends_of_a_time_stand_in_an_interval(edtf, start, end):
    assert (start_of(edtf), end_of(edtf)) == (start, end)


@pytest.mark.parametrize(
    ("day", "edtf"), [(date(2019, 1, 1), "2019"), (date(2019, 5, 1), "2019-05"), (date(2019, 5, 2), "2019-05-02")]
)
def test_a_beginning_is_written_as_wide_as_it_can_be(day, edtf):
    assert day_or_wider(day) == edtf
