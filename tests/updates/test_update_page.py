from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_round, make_schedule_item, make_update
from updates.models import Assessment


def make_assessment(update):
    moment = at(date(2018, 6, 20))
    Assessment.objects.create(update=update, confidence="at_risk", words="Toimiston oma näkemys.", at=moment)


def test_its_body_reads_the_answer_whole(cast, sign_in, measure):
    update = make_update(measure, done="Sisäiset sanat.", state="submitted")
    response = sign_in(cast.lead).get(update.get_absolute_url())
    assert "Sisäiset sanat." in response.text
    assert reverse("updates:update_take_back", args=[measure.programme.slug, "2.2", cast.leading.slug]) in response.text


@pytest.mark.parametrize(
    ("role", "state", "status"),
    [
        ("lead", "draft", 200),
        ("approver", "draft", 200),
        ("office", "draft", 404),
        ("steering", "draft", 404),
        ("partner", "draft", 404),
        ("outsider", "draft", 404),
        ("administrator", "draft", 404),
        ("approver", "submitted", 200),
        ("office", "submitted", 200),
        ("steering", "submitted", 200),
        ("partner", "submitted", 404),
        ("outsider", "submitted", 404),
        ("administrator", "submitted", 404),
        ("steering", "published", 200),
        ("partner", "published", 404),
        ("outsider", "published", 404),
    ],
)
def test_who_reads_it(cast, sign_in, measure, role, state, status):
    update = make_update(measure, state=state)
    assert sign_in(cast.everyone()[role]).get(update.get_absolute_url()).status_code == status


@pytest.mark.parametrize(("role", "sees"), [("office", True), ("steering", True), ("lead", False), ("approver", False)])
def test_the_offices_assessment_is_for_office_and_steering_group(cast, sign_in, measure, role, sees):
    update = make_update(measure, state="submitted")
    make_assessment(update)
    page = sign_in(cast.everyone()[role]).get(update.get_absolute_url()).text
    assert ("Toimiston oma näkemys." in page) is sees
    assert ("own assessment" in page) is sees


def test_a_visitor_signs_in_first(client, measure):
    assert client.get(make_update(measure, state="published").get_absolute_url()).status_code == 302


def test_no_other_method(cast, sign_in, measure):
    assert sign_in(cast.lead).post(make_update(measure).get_absolute_url()).status_code == 405


def test_only_those_who_write_it_may_take_it_back(cast, sign_in, measure):
    update = make_update(measure, state="submitted")
    for person in (cast.approver, cast.office, cast.steering):
        assert "take-back" not in sign_in(person).get(update.get_absolute_url()).text


def test_it_tells_what_of_the_schedule_is_done_and_that_it_came_late(cast, sign_in, measure):
    item = make_schedule_item(measure, latest=date(2018, 3, 31), kind="by")
    measure.programme.rounds.update(due=date(2018, 5, 31))
    update = make_update(measure)
    update.outcomes.create(item=item, done_on=date(2018, 3, 5))
    update.submit(cast.lead, update.history.first().history_date.replace(year=2018, month=6, day=1))
    page = sign_in(cast.lead).get(update.get_absolute_url()).text
    assert "done on 5 March 2018" in page
    assert "after the due day" in page


def test_an_earlier_rounds_answer_stays_readable(cast, sign_in, measure):
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    old = make_update(measure, autumn, done="Syksyn sanat.", state="submitted", on=date(2017, 11, 20))
    make_update(measure, measure.programme.rounds.first(), done="Kevään sanat.")
    page = sign_in(cast.lead).get(old.get_absolute_url()).text
    assert "Syksyn sanat." in page
    assert "Kevään sanat." not in page


def test_queries(cast, sign_in, measure, django_assert_max_num_queries):
    update = make_update(measure, state="submitted")
    client = sign_in(cast.lead)
    client.get(update.get_absolute_url())
    with django_assert_max_num_queries(13):
        client.get(update.get_absolute_url())
