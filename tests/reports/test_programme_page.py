from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    make_body,
    make_measure,
    make_programme,
    make_round,
    make_schedule_item,
    make_update,
)

CANARY = "kanarialintu"


@pytest.fixture
def programme(db):
    programme = make_programme("sts", name_en="Security", adopted=date(2017, 10, 5))
    make_round(programme)
    return programme


def open_page(client, programme, **query):
    return client.get(reverse("reports:programme_page", args=[programme.slug]), query)


def figures(response):
    return [figure["value"] for figure in response.context["figures"]]


def test_a_visitor_sees_what_is_published(cast, client, programme):
    make_update(make_measure(programme, "1.1", lead=cast.leading), confidence="blocked", state="published")
    make_update(make_measure(programme, "1.2", lead=cast.leading), confidence="delayed", state="submitted")
    make_measure(programme, "2.1")
    response = open_page(client, programme)
    assert response.status_code == 200
    assert figures(response) == [3, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("role", ["office", "steering"])
def test_the_office_and_the_steering_group_see_what_is_submitted(cast, sign_in, programme, role):
    make_update(make_measure(programme, "1.1", lead=cast.leading), confidence="delayed", state="submitted")
    assert figures(open_page(sign_in(cast.everyone()[role]), programme)) == [1, 1, 0, 1, 0, 0]


@pytest.mark.parametrize("role", ["visitor", "lead", "partner", "outsider", "approver", "administrator"])
def test_others_see_the_public_situation_and_no_word_that_is_not_published(cast, sign_in, programme, role):
    measure = make_measure(programme, "1.1", lead=cast.leading, partners=[cast.partnering])
    make_update(measure, confidence="blocked", reason=CANARY, public_fi=CANARY, state="submitted")
    other = make_measure(programme, "1.2", lead=cast.leading)
    make_update(other, confidence="blocked", reason=CANARY, done=CANARY, decision_needed=CANARY, state="published")
    response = open_page(sign_in(cast.everyone()[role]), programme)
    assert figures(response)[2] == 1
    assert (CANARY in response.text) is (role in {"lead", "approver"})


def test_every_number_opens_a_list_of_just_as_many(cast, client, programme):
    states = [("1.1", "in_progress", "blocked"), ("1.2", "continuous", "on_plan"), ("2.1", "implemented", "on_plan")]
    for number, stage, confidence in states:
        measure = make_measure(programme, number, lead=cast.leading)
        make_update(measure, stage=stage, confidence=confidence, state="published")
    make_schedule_item(make_measure(programme, "2.2"), kind="by", latest=date(2018, 6, 29))
    response = open_page(client, programme)
    counts = response.context["counts"]
    told = [(figure["url"], figure["value"]) for figure in response.context["figures"]]
    told += [(cell["url"], cell["count"]) for row in counts["matrix"]["rows"] for cell in row["cells"]]
    told += [(row["total_url"], row["total"]) for row in counts["matrix"]["rows"]]
    told += [(cell["url"], cell["count"]) for cell in counts["matrix"]["totals"]]
    told += [(row["url"], row["count"]) for row in counts["combinations"]]
    for url, count in told:
        assert (url, client.get(url).context["pages"].found) == (url, count)


def test_the_matrix_draws_one_mark_for_each_measure(cast, client, programme):
    for number in ("1.1", "1.2"):
        make_update(make_measure(programme, number, lead=cast.leading), confidence="at_risk", state="published")
    row = open_page(client, programme).context["counts"]["matrix"]["rows"][0]
    cell = next(cell for cell in row["cells"] if cell["symbol"] == "risk")
    assert (cell["count"], len(cell["marks"]), row["total"]) == (2, 2, 2)


def test_an_exception_tells_its_reason_in_words(cast, client, programme):
    measure = make_measure(programme, "1.1", lead=cast.leading)
    make_schedule_item(measure, kind="by", latest=date(2018, 5, 31), label="2")
    make_update(measure, confidence="delayed", public_en="Two regions are late.", state="published")
    page = open_page(client, programme).text
    assert "Schedule 2 ended on 31 May 2018 and has no outcome" in page
    assert "30 days late" in page
    assert "Two regions are late." in page


def test_the_office_reads_the_cause_and_the_inner_reason(cast, sign_in, programme):
    measure = make_measure(programme, "1.1", lead=cast.leading)
    make_update(measure, confidence="blocked", cause="money", reason="Raha puuttuu.", state="submitted")
    page = open_page(sign_in(cast.office), programme).text
    assert "Obstacle: money" in page
    assert '<span lang="fi">Raha puuttuu.</span>' in page


def test_the_change_since_the_round_before(cast, client, programme):
    measure = make_measure(programme, "1.1", lead=cast.leading)
    autumn = make_round(programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30), name_en="Autumn 2017")
    make_update(measure, autumn, confidence="on_plan", state="published", on=date(2017, 11, 20))
    make_update(measure, programme.rounds.first(), confidence="at_risk", state="published")
    page = open_page(client, programme).text
    assert "Worsened" in page
    assert "since Autumn 2017" in page


def test_silent_measures_are_listed_and_ended_ones_are_not(cast, client, programme):
    make_measure(programme, "1.1", lead=cast.leading)
    make_update(make_measure(programme, "1.2", lead=cast.leading), stage="implemented", state="published")
    silent = open_page(client, programme).context["lists"]["silent"]
    assert [row["line"].code for row in silent["rows"]] == ["1.1"]
    assert silent["count"] == 1


def test_what_ends_next_and_the_rounds_last_day(client, programme):
    measure = make_measure(programme, "1.1")
    for n, latest in enumerate((date(2018, 6, 29), date(2018, 6, 30), date(2018, 9, 28), date(2018, 9, 29)), 1):
        make_schedule_item(measure, n, kind="by", latest=latest)
    coming = open_page(client, programme).context["lists"]["coming"]
    assert [row["day"] for row in coming] == [date(2018, 6, 30), date(2018, 7, 15), date(2018, 9, 28)]


def test_an_earlier_day_shows_the_situation_of_that_day(cast, client, programme):
    make_update(make_measure(programme, "1.1", lead=cast.leading), confidence="blocked", state="published")
    assert figures(open_page(client, programme, on="2018-05-31"))[2] == 0
    response = open_page(client, programme, on="1.6.2018")
    assert figures(response)[2] == 1
    assert "on=2018-06-01" in response.context["figures"][0]["url"]


@pytest.mark.parametrize("day", ["31.2.2018", "never", "0001-01-01", "9999-12-31", ""])
def test_a_day_that_is_none_shows_today(client, programme, day):
    assert open_page(client, programme, on=day).status_code == 200


def test_without_measures_it_says_so_and_shows_the_office_the_way(cast, sign_in, programme):
    assert "No measures on this day" in open_page(sign_in(cast.visitor), programme).text
    assert reverse("actions:import_upload") in open_page(sign_in(cast.office), programme).text


def test_a_programme_that_is_not_published_is_not_there_for_others(cast, sign_in):
    closed = make_programme("closed", is_published=False)
    assert open_page(sign_in(cast.visitor), closed).status_code == 404
    assert open_page(sign_in(cast.steering), closed).status_code == 404
    assert open_page(sign_in(cast.office), closed).status_code == 200


def test_no_other_method(client, programme):
    assert client.post(reverse("reports:programme_page", args=[programme.slug])).status_code == 405


@pytest.mark.parametrize("measures", [10, 200])
def test_eleven_queries_whatever_the_size(cast, sign_in, programme, measures, django_assert_num_queries):
    partner = make_body()
    for n in range(measures):
        measure = make_measure(programme, f"{n % 5 + 1}.{n}", lead=cast.leading, partners=[partner])
        make_schedule_item(measure, kind="by", latest=date(2018, 3, 31))
    make_update(measure, confidence="blocked", state="submitted")
    client = sign_in(cast.office)
    with django_assert_num_queries(11):
        assert open_page(client, programme).status_code == 200


def test_of_a_large_programme_the_most_urgent_measures_are_drawn(cast, client, programme):
    for n in range(151):
        make_measure(programme, f"1.{n}")
    make_update(make_measure(programme, "9.9", lead=cast.leading), confidence="blocked", state="published")
    response = open_page(client, programme)
    assert "The 150 most urgent of 152 measures" in response.text
    assert response.context["timeline"]["groups"][-1]["rows"][0]["line"].code == "9.9"


def test_a_measure_in_parts_counts_as_one_number(cast, sign_in):
    programme = make_programme()
    for part in ("a", "b", "c"):
        make_measure(programme, "4.3", part=part, lead=cast.leading)
    make_measure(programme, "4.4", lead=cast.leading)
    figure = sign_in(cast.visitor).get(f"/fi/{programme.slug}/").context["figures"][0]
    assert figure["value"] == 2
    assert "4" in figure["label"]


def test_what_begins_soon_is_told_among_what_comes(cast, sign_in):
    measure = make_measure(lead=cast.leading)
    make_schedule_item(measure, kind="season", edtf="2018-23", earliest=date(2018, 9, 1), latest=date(2018, 11, 30))
    rows = sign_in(cast.visitor).get(f"/fi/{measure.programme.slug}/").context["lists"]["coming"]
    assert [(row["day"], row["begins"]) for row in rows] == [(date(2018, 9, 1), True)]
