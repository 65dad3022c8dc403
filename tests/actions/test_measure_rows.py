from datetime import date

import pytest

from actions.drawing import drawn_shape
from actions.light import Held, light
from actions.models import Measure, Responsibility, ScheduleItem
from actions.querysets import during
from tests.factories import make_body, make_measure, make_programme, make_round, make_schedule_item, make_update

LONG_AGO = date(2017, 1, 1)


@pytest.fixture
def measure(cast):
    """A measure whose lead, schedule and standing change on 1.6.2018."""
    measure = make_measure(
        make_programme(), "4.3", part="a", lead=cast.leading, title_fi="", text_fi="Tehdään. Sitten."
    )
    first = measure.responsibilities.get()
    first.until = date(2018, 5, 31)
    first.save()
    Responsibility.objects.create(measure=measure, body=cast.partnering, role="lead", since=date(2018, 6, 1))
    before = {"kind": "by", "latest": date(2018, 3, 31), "until": date(2018, 5, 31)}
    make_schedule_item(measure, 1, **before)
    make_schedule_item(measure, 2, kind="season", earliest=date(2018, 9, 1), latest=date(2018, 11, 30))
    spring = make_round(measure.programme)
    make_update(measure, spring, body=cast.leading, confidence="at_risk", state="submitted", on=date(2018, 6, 1))
    return measure


@pytest.mark.parametrize("on", [date(2018, 5, 31), date(2018, 6, 1), date(2018, 6, 30)])
@pytest.mark.parametrize("audience", ["inside", "public"])
def test_the_one_select_gives_what_the_mapper_gives(measure, on, audience):
    (row,) = light([measure.pk], audience, on, LONG_AGO)
    (same,) = Measure.objects.filter(pk=measure.pk).with_standing(audience, on, None)
    held = measure.responsibilities.in_force(on).order_by("n", "pk")
    items = ScheduleItem.objects.filter(measure=measure).in_force(on).order_by("n")
    (stood,) = [one for one in row.stood if one.holds(on)]
    assert (row.code, row.area, row.title) == (same.code, same.area_id, same.label)
    assert row.held == [Held(one.role, str(one.body)) for one in held]
    assert [item[:6] for item in row.schedule] == [
        (item.n, item.label, item.kind, item.earliest, item.latest, item.text) for item in items
    ]
    assert stood[2:] == (same.stage, same.confidence, same.reported_on, same.due)


def test_earlier_standings_come_as_far_back_as_asked(measure):
    (row,) = light([measure.pk], "inside", date(2018, 6, 30), date(2018, 6, 1))
    (further,) = light([measure.pk], "inside", date(2018, 6, 30), date(2018, 5, 31))
    assert [one.confidence for one in row.stood] == ["at_risk"]
    assert [one.confidence for one in further.stood] == ["", "at_risk"]


def test_rows_come_in_the_order_of_the_ids(db):
    ids = [make_measure(number=f"1.{n}").pk for n in range(1, 4)]
    rows = light([ids[2], ids[0], 0, ids[1]], "public", date(2018, 6, 30), LONG_AGO)
    assert [row.code for row in rows] == ["1.3", "1.1", "1.2"]


def test_a_body_without_an_abbreviation_goes_by_its_name(db):
    measure = make_measure(lead=make_body("kunnat", abbreviation="", name_fi="kunnat", name_sv="kommuner"))
    (row,) = light([measure.pk], "public", date(2018, 6, 30), LONG_AGO)
    assert row.held == [Held("lead", "kunnat")]


@pytest.mark.parametrize(
    ("earliest", "latest", "touched"),
    [
        (None, date(2018, 12, 31), {2018}),
        (None, date(2019, 1, 1), {2019}),
        (date(2018, 1, 1), date(2018, 12, 31), {2018}),
        (date(2017, 12, 31), date(2018, 1, 1), {2017, 2018}),
        (date(2018, 12, 31), None, {2018, 2019}),
        (date(2019, 1, 1), None, {2019}),
        (None, None, set()),
    ],
)
def test_which_years_a_schedule_touches(db, earliest, latest, touched):
    make_schedule_item(make_measure(), kind="range", earliest=earliest, latest=latest)
    assert {year for year in (2017, 2018, 2019) if ScheduleItem.objects.filter(during(year)).exists()} == touched


def test_a_row_is_drawn_once_for_each_pattern_of_empty_texts():
    shape = drawn_shape(
        "actions/_measure_row.html", "en", (("strip_width", "96"),), ("code", "title", "lead"), (True, True, False)
    )
    assert "%(code)s" in shape
    assert ">%(title)s</a>" in shape
    assert "not marked" in shape
    assert "%(lead)s" not in shape
