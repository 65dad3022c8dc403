from datetime import date

import pytest
from django.urls import reverse

from actions.models import Responsibility
from tests.factories import (
    make_body,
    make_measure,
    make_programme,
    make_round,
    make_schedule_item,
    make_step,
    make_update,
)

CANARY = "kanarialintu"


@pytest.fixture
def programme(db):
    programme = make_programme("sts", name_en="Security")
    make_round(programme, name_en="Spring 2018")
    return programme


def open_page(client, body, **query):
    return client.get(reverse("reports:body_page", args=[body.slug]), query)


def owed(response):
    return [
        (each["answered"], each["led"], [row["line"].code for row in each["rows"]])
        for each in response.context["rail"]["owed"]
    ]


def test_names_aliases_parent_and_units(cast, client):
    names = {"name_fi": "Poliisihallitus", "name_sv": "Polisstyrelsen", "name_en": "National Police Board"}
    body = make_body("POHA", **names, parent=cast.ministry, aliases=["Poliisin ylijohto"])
    make_body("KRP", parent=body)
    page = open_page(client, body).text
    for words in ("National Police Board", '<dd lang="sv">Polisstyrelsen</dd>', "Poliisin ylijohto", ">KRP</abbr>"):
        assert words in page
    assert cast.ministry.get_absolute_url() in page


def test_roles_in_every_programme_are_grouped(cast, client, programme):
    other = make_programme("other")
    make_measure(programme, "1.1", lead=cast.leading)
    make_measure(other, "2.1", lead=cast.ministry, units=[cast.leading])
    make_measure(other, "2.2", lead=cast.ministry, partners=[cast.leading])
    make_measure(other, "2.3", lead=cast.ministry)
    groups = open_page(client, cast.leading).context["groups"]
    assert [[row["line"].code for row in group["rows"]] for group in groups] == [["1.1"], ["2.1"], ["2.2"]]
    assert groups[1]["rows"][0]["leads"] == [cast.ministry]
    assert groups[0]["rows"][0]["programme"] == programme


def test_a_role_in_a_step_alone_is_taking_part_and_names_the_step(cast, client, programme):
    measure = make_measure(programme, "1.1", lead=cast.ministry)
    step = make_step(measure, 2)
    Responsibility.objects.create(measure=measure, step=step, body=cast.leading, role="lead", qualifier="kurssit")
    (group,) = open_page(client, cast.leading).context["groups"]
    assert (group["name"], group["rows"][0]["said"]) == ("Takes part", ["kurssit", "Step 2"])


def test_the_mark_is_that_of_each_programmes_own_round(cast, client, programme):
    later = make_programme("later")
    make_round(later, opens=date(2018, 6, 20))
    for where in (programme, later):
        measure = make_measure(where, "1.1", lead=cast.leading)
        make_update(measure, make_round(where, "early", date(2018, 6, 1), date(2018, 6, 5)), state="published")
    rows = open_page(client, cast.leading).context["groups"][0]["rows"]
    marks = {row["programme"].slug: row["line"].sign.symbol for row in rows}
    assert marks == {"sts": "plan", "later": "silent"}


@pytest.mark.parametrize(
    ("role", "answered"),
    [
        ("visitor", 1),
        ("lead", 2),
        ("approver", 2),
        ("partner", 1),
        ("outsider", 1),
        ("office", 2),
        ("steering", 2),
        ("administrator", 1),
    ],
)
def test_what_is_owed_counts_what_the_reader_may_know(cast, sign_in, programme, role, answered):
    numbers = {"1.1": "published", "1.2": "submitted", "1.3": "draft", "1.4": None}
    for number, state in numbers.items():
        measure = make_measure(programme, number, lead=cast.leading)
        if state:
            make_update(measure, state=state, done=CANARY, public_fi="julki" if state == "published" else CANARY)
    response = open_page(sign_in(cast.everyone()[role]), cast.leading)
    waiting = ["1.3", "1.4"] if answered == 2 else ["1.2", "1.3", "1.4"]
    assert owed(response) == [(answered, 4, waiting)]
    assert CANARY not in response.text


@pytest.mark.parametrize(("role", "may"), [("lead", True), ("approver", False), ("office", False), ("visitor", False)])
def test_what_is_owed_opens_the_form_for_the_bodys_coordinators(cast, sign_in, programme, role, may):
    make_measure(programme, "1.1", lead=cast.leading)
    page = open_page(sign_in(cast.everyone()[role]), cast.leading).text
    assert (reverse("updates:update_form", args=["sts", "1.1", cast.leading.slug]) in page) is may


def test_nothing_is_owed_without_an_open_round_or_for_parts(cast, client, programme):
    make_measure(programme, "1.1", lead=cast.ministry, partners=[cast.leading])
    assert owed(open_page(client, cast.leading)) == []
    programme.rounds.update(due=date(2018, 6, 1), closes=date(2018, 6, 29))
    assert owed(open_page(client, cast.ministry)) == []


def test_next_deadlines_by_day_and_none_that_has_passed(cast, client, programme):
    days = {"1.1": date(2018, 12, 31), "1.2": date(2018, 6, 29), "1.3": date(2018, 6, 30)}
    for number, latest in days.items():
        make_schedule_item(make_measure(programme, number, lead=cast.leading), kind="by", latest=latest)
    response = open_page(client, cast.leading)
    assert [row["line"].code for row in response.context["rail"]["coming"]] == ["1.3", "1.1"]
    assert "1 day late" in response.text


def test_figures_open_the_list_of_the_only_programme(cast, client, programme):
    make_update(make_measure(programme, "1.1", lead=cast.leading), confidence="blocked", state="published")
    make_measure(programme, "1.2", lead=cast.ministry, partners=[cast.leading])
    figures = open_page(client, cast.leading).context["figures"]
    assert [figure["value"] for figure in figures] == [2, 0, 1, 0, 0, 1]
    assert all("body=lead" in figure["url"] for figure in figures)


def test_a_former_body_tells_its_days(client, db):
    body = make_body("AVI", since="2010-01-01", until="2017-12-31")
    assert "Existed from 1 January 2010 until 31 December 2017." in open_page(client, body).text


def test_no_person_is_named(cast, client, programme):
    make_measure(programme, "1.1", lead=cast.leading)
    assert "lead@example.org" not in open_page(client, cast.leading).text


def test_an_earlier_day_shows_the_roles_of_that_day(cast, client, programme):
    make_measure(programme, "1.1", lead=cast.leading)
    Responsibility.objects.update(since=date(2018, 6, 1))
    assert "no role in any measure" in open_page(client, cast.leading, on="2018-05-31").text
    assert "1.1" in open_page(client, cast.leading, on="2018-06-01").text


def test_without_any_programme_the_names_are_there(client, db):
    body = make_body("SM", name_en="Ministry of the Interior")
    assert "Ministry of the Interior" in open_page(client, body).text


def test_programmes_that_are_not_published_stay_out(cast, sign_in):
    make_measure(make_programme("closed", is_published=False), "1.1", lead=cast.leading)
    assert open_page(sign_in(cast.visitor), cast.leading).context["groups"] == []
    assert len(open_page(sign_in(cast.office), cast.leading).context["groups"]) == 1


def test_an_unknown_body_is_not_there(client, db):
    assert client.get(reverse("reports:body_page", args=["nobody"])).status_code == 404


def test_no_other_method(cast, client):
    assert client.post(cast.leading.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("measures", [10, 200])
def test_ten_queries_whatever_the_size(cast, sign_in, programme, measures, django_assert_num_queries):
    for n in range(measures):
        measure = make_measure(programme, f"1.{n}", lead=cast.leading, partners=[cast.partnering])
        make_schedule_item(measure, kind="by", latest=date(2018, 12, 31))
        make_body(parent=cast.leading)
    client = sign_in(cast.lead)
    with django_assert_num_queries(10):
        assert open_page(client, cast.leading).status_code == 200


def test_a_body_with_very_many_measures_is_continued_in_the_list(cast, client, programme, monkeypatch):
    monkeypatch.setattr("reports.body_roles.SHOWN", 2)
    for n in range(3):
        make_measure(programme, f"1.{n}", lead=cast.leading)
    page = open_page(client, cast.leading).text
    assert "Leads, 3" in page
    assert "The rest in the list of measures" in page
