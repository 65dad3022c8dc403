from datetime import date

import pytest

from actions.models import ScheduleItem
from reports.timeline import Scale, bar, scale
from tests.factories import make_measure, make_programme, make_schedule_item, make_update

TODAY = date(2018, 6, 30)
FOUR = Scale(2017, 2020, TODAY)  # 2017–2020: a quarter of the scale is about a year


def drawn(kind, earliest=None, latest=None):
    made = bar(ScheduleItem(kind=kind, earliest=earliest, latest=latest), "plan", FOUR)
    return made["kind"], round(made["start"]), round(made["end"])


@pytest.mark.parametrize(
    ("kind", "earliest", "latest", "shape"),
    [
        ("range", date(2018, 1, 1), date(2019, 12, 31), ("range", 25, 75)),
        ("year", date(2018, 1, 1), date(2018, 12, 31), ("span", 25, 50)),
        ("season", date(2018, 9, 1), date(2018, 11, 30), ("span", 42, 48)),
        ("month", date(2018, 12, 1), date(2018, 12, 31), ("span", 48, 50)),
        ("by", None, date(2018, 12, 31), ("by", 25, 50)),
        ("date", date(2019, 1, 1), date(2019, 1, 1), ("day", 50, 50)),
        ("from", date(2020, 1, 1), None, ("from", 75, 100)),
        ("continuous", None, None, ("continuous", 0, 100)),
        ("continuous", date(2018, 1, 1), None, ("continuous", 25, 100)),
        ("conditional", date(2018, 1, 1), date(2018, 12, 31), ("conditional", 25, 50)),
        ("conditional", None, None, ("words", 0, 0)),
        ("none", None, None, ("words", 0, 0)),
        ("range", date(2030, 1, 1), date(2031, 12, 31), ("words", 0, 0)),
    ],
)
def test_each_kind_has_its_shape_and_place(kind, earliest, latest, shape):
    assert drawn(kind, earliest, latest) == shape


def test_a_recurring_item_is_drawn_over_its_days():
    kind, start, end = drawn("recurring")
    assert (kind, start, end) == ("recurring", 0, 100)


def test_the_scale_spans_schedules_adoption_and_the_day_looked_at():
    items = [ScheduleItem(earliest=date(2019, 5, 1), latest=date(2021, 1, 1))]
    found = scale(items, TODAY, date(2016, 12, 31))
    assert (found.first, found.last) == (2016, 2021)
    assert [year["label"] for year in found.head()["years"]] == ["2016", "2017", "2018", "2019", "2020", "2021"]


def test_a_far_day_does_not_stretch_the_scale_without_end():
    items = [ScheduleItem(latest=date(2099, 12, 31)), ScheduleItem(earliest=date(1950, 1, 1))]
    found = scale(items, TODAY)
    assert (found.first, found.last) == (2014, 2025)


def test_a_program_without_schedules_has_two_years():
    found = scale([], TODAY)
    assert (found.first, found.last) == (2018, 2019)


@pytest.mark.parametrize(("on", "place"), [(date(2017, 1, 1), 0), (date(2021, 1, 1), 100), (date(1999, 1, 1), 0)])
def test_days_outside_lie_at_the_ends(on, place):
    assert FOUR.at(on) == place


def test_the_page_draws_every_item_beside_its_words(cast, client):
    programme = make_programme("sts", adopted=date(2017, 10, 5))
    measure = make_measure(programme, "1.1", lead=cast.leading)
    late = make_schedule_item(measure, 1, kind="by", latest=date(2018, 3, 31), text_fi="31.3.2018 mennessä")
    make_schedule_item(measure, 2, kind="none", text_fi="sitten kun")
    make_measure(programme, "1.2")
    update = make_update(measure, confidence="on_plan")
    update.outcomes.create(item=late, done_on=date(2018, 3, 1))
    rows = client.get(programme.get_absolute_url()).context["timeline"]["groups"][0]["rows"]
    words = [[item["words"] for item in row["schedule"]] for row in rows]
    bars = [[item["bars"][0]["kind"] for item in row["schedule"]] for row in rows]
    assert words == [["31.3.2018 mennessä", "sitten kun"], [""]]
    assert bars == [["by", "words"], ["words"]]
    assert rows[0]["schedule"][0]["bars"][0]["tone"] == "late"
