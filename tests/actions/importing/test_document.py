import json
from datetime import date

import pytest

from actions.importing.interchange import validator
from actions.models import Link, Responsibility
from strategy.models import Area, Phenomenon
from tests.actions.importing.programmes import DAY, bring, document, exported, leans_on, measure, text_of
from tests.factories import make_body, make_measure, make_programme, make_schedule_item, make_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make_programme("ohjelma")


def test_measures_stand_in_the_order_of_their_numbers(programme):
    for number, part in (("2.10", ""), ("2.9", "b"), ("2.9", "a"), ("10.1", "")):
        make_measure(programme, number, part=part)
    assert [each["number"] + (each["part"] or "") for each in exported()["measures"]] == [
        "2.9a",
        "2.9b",
        "2.10",
        "10.1",
    ]


def test_what_is_not_in_force_on_the_day_is_left_out(programme):
    one = make_measure(programme, "1.1", lead=make_body("SM"))
    make_measure(programme, "1.2", until=date(2018, 1, 1))
    make_step(one, 1, until=date(2018, 1, 1))
    make_schedule_item(one, 1, since=date(2019, 1, 1))
    Responsibility.objects.update(until=date(2018, 1, 1))
    [found] = exported(DAY)["measures"]
    assert (found["number"], found["steps"], found["schedule"], found["responsibilities"]) == ("1.1", [], [], [])
    [first, second] = exported(date(2018, 1, 1))["measures"]
    assert (len(first["steps"]), len(first["responsibilities"]), second["number"]) == (1, 1, "1.2")


def test_a_document_points_only_at_what_it_holds(programme):
    one, gone = make_measure(programme, "1.1"), make_measure(programme, "2.1", until=date(2018, 1, 1))
    step = make_step(one, 1, until=date(2018, 1, 1))
    make_schedule_item(one, 1, step=step)
    Link.objects.create(measure=one, to_measure=gone)
    found = exported(DAY)
    assert [area["number"] for area in found["areas"]] == ["1"]
    assert (found["measures"][0]["links"], found["measures"][0]["schedule"][0]["step"]) == ([], None)


def test_the_bodies_are_those_named_and_those_above_them(programme):
    ministry = make_body("SM", aliases=["Sisäministeriö", "inrikesministeriet"])
    department = make_body("PO", parent=ministry)
    make_body("OM")
    lead = make_body("VM")
    one = make_measure(programme, "1.1", lead=lead)
    Responsibility.objects.create(measure=one, body=department, role="unit", under=make_body("STM"), n=2)
    found = exported()["bodies"]
    assert [body["key"] for body in found] == ["PO", "SM", "STM", "VM"]
    assert found[1]["aliases"] == ["inrikesministeriet", "Sisäministeriö"]


def test_an_area_without_measures_is_told_and_one_with_measures_of_earlier_days_is_not(programme):
    Area.objects.create(programme=programme, number="7", name_fi="Tyhjä")
    make_measure(programme, "2.1", until=date(2018, 1, 1))
    assert [area["number"] for area in exported()["areas"]] == ["7"]


def test_an_area_that_a_measure_leans_on_is_told_even_when_its_measures_have_ended(programme):
    gone = make_measure(programme, "2.1", until=date(2018, 1, 1))
    Link.objects.create(measure=make_measure(programme, "1.1"), to_area=gone.area)
    assert [area["number"] for area in exported()["areas"]] == ["1", "2"]
    assert exported()["measures"][0]["links"] == [leans_on(area="2")]


def test_parts_of_a_reading_have_their_keys_in_one_order(programme):
    one = make_measure(programme, "1.1")
    make_schedule_item(one, 1, parts=[{"kind": "year", "edtf": "2018", "text": "2018"}])
    assert list(exported()["measures"][0]["schedule"][0]["parts"][0]) == ["text", "kind", "edtf"]


def test_only_languages_with_a_text_are_told(programme):
    make_measure(programme, "1.1", title_fi="", title_sv="Namn", text_en="Text")
    found = exported()["measures"][0]
    assert (found["title"], found["text"]) == ({"sv": "Namn"}, {"en": "Text"})


def test_an_export_of_what_was_typed_in_the_back_office_follows_the_schema(programme):
    one = make_measure(programme, "1.1", lead=make_body("SM"), units=[make_body("PO")])
    one.phenomena.add(Phenomenon.objects.create(slug="kyber", name_fi="Kyber"))
    make_schedule_item(one, 1, step=make_step(one, 1), kind="by", edtf="../2018-12-31", latest=date(2018, 12, 31))
    Link.objects.create(measure=one, to_area=one.area, basis="suggested")
    assert list(validator().iter_errors(exported())) == []


def test_an_export_costs_as_many_queries_for_many_measures_as_for_few(django_assert_num_queries):
    first = document(*[measure(f"1.{n}", steps=["a"], schedule=["x"], links=[leans_on("1.1")]) for n in range(1, 4)])
    bring(first)
    with django_assert_num_queries(10):
        text_of()
    bring(document(*[measure(f"1.{n}", steps=["a"], schedule=["x"], links=[leans_on("1.1")]) for n in range(1, 40)]))
    with django_assert_num_queries(10):
        text_of()


def test_the_text_of_a_document_is_json_in_utf_8_with_a_last_line_break(programme):
    make_measure(programme, "1.1", title_fi="Ääkköset “lainattu”")
    text = text_of()
    assert json.loads(text) == exported()
    assert "Ääkköset “lainattu”" in text
    assert text.endswith("}\n")
