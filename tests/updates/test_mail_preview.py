from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_body, make_measure, make_programme, make_round, make_user
from updates import reminders
from updates.models import Mail


@pytest.fixture
def round(measure, settings):
    settings.TODAY = date(2018, 7, 2)
    return measure.programme.rounds.get()


@pytest.fixture
def address(round):
    return reverse("updates:mail_preview", args=[round.programme.slug, round.slug])


def test_every_mail_that_would_go_out_for_every_person(cast, sign_in, address):
    response = sign_in(cast.office).get(address)
    assert [letter.person for letter, _written in response.context["letters"]] == [cast.lead, cast.partner]
    assert "1 measure waits for an answer by 15 July 2018" in response.text
    assert "(not begun)" in response.text
    assert not Mail.objects.exists()


def test_it_is_what_the_command_then_writes(cast, sign_in, address):
    seen = {letter.person: written.subject for letter, written in sign_in(cast.office).get(address).context["letters"]}
    assert {mail.person: mail.subject for mail in reminders.remind(at(date(2018, 7, 2)))[1]} == seen
    assert sign_in(cast.office).get(address).context["letters"] == []


def test_on_a_day_off_it_shows_the_next_working_day(cast, sign_in, address, settings):
    settings.TODAY = date(2018, 7, 1)
    response = sign_in(cast.office).get(address)
    assert "Today is a day off, and nothing goes out by itself. On 2 July 2018" in response.text
    assert len(response.context["letters"]) == 2


def test_only_mails_about_the_round(cast, sign_in, address):
    other = make_round(make_programme(), "muu")
    make_measure(other.programme, "1.1", lead=cast.outside)
    readers = [letter.person for letter, _written in sign_in(cast.office).get(address).context["letters"]]
    assert readers == [cast.lead, cast.partner]


def test_bodies_with_nobody_to_remind(cast, sign_in, address, measure):
    make_measure(measure.programme, lead=make_body("YKSIN"))
    response = sign_in(cast.office).get(address)
    assert [str(each.body) for each in response.context["nobody"]] == ["YKSIN"]
    assert "Nobody to remind" in response.text


def test_nothing_to_send_says_so(cast, sign_in, address, settings):
    settings.TODAY = date(2018, 6, 29)
    assert "Nobody is to be reminded today." in sign_in(cast.office).get(address).text


@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 302), ("lead", 403), ("approver", 403), ("steering", 403), ("administrator", 403), ("office", 200)],
)
def test_who_may(cast, sign_in, address, role, status):
    assert sign_in(cast.everyone()[role]).get(address).status_code == status


def test_no_other_method(cast, sign_in, address):
    assert sign_in(cast.office).post(address).status_code == 405


def test_queries_do_not_grow(cast, sign_in, address, measure, django_assert_num_queries):
    client = sign_in(cast.office)
    for size in (1, 8):
        for _ in range(size):
            make_user(seats=[("coordinator", body := make_body())])
            make_measure(measure.programme, lead=body)
        client.get(address)
        with django_assert_num_queries(12):
            client.get(address)
