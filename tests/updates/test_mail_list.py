from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_measure, make_programme, make_round
from updates import outbox, reminders

DAY = at(date(2018, 7, 2))


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


@pytest.fixture
def address(round):
    return reverse("updates:mail_list", args=[round.programme.slug, round.slug])


def shown(response):
    return [(row["mail"].to.split("@")[0], [str(body) for body in row["bodies"]]) for row in response.context["rows"]]


def test_every_mail_of_the_round_the_newest_first(cast, sign_in, address, round):
    reminders.remind(DAY)
    reminders.chase(round, [cast.leading], "", cast.office, at(date(2018, 7, 3)))
    client = sign_in(cast.office)
    response = client.get(address)
    assert shown(response) == [("lead", ["LEAD"]), ("partner", ["PART"]), ("lead", ["LEAD"])]
    assert "Message of the office" in response.text or "message of the office" in response.text


def test_mails_are_found_by_body_and_by_measure(cast, sign_in, address, measure):
    make_measure(measure.programme, "2.3", lead=cast.leading)
    reminders.remind(DAY)
    client = sign_in(cast.office)
    assert shown(client.get(address, {"body": "part"})) == [("partner", ["PART"])]
    assert shown(client.get(address, {"measure": "2.3"})) == [("lead", ["LEAD"])]
    assert shown(client.get(address, {"measure": "2.2"})) == [("partner", ["PART"]), ("lead", ["LEAD"])]
    assert shown(client.get(address, {"body": "part", "measure": "2.3"})) == []
    assert shown(client.get(address, {"body": "", "measure": ""})) == shown(client.get(address))


def test_a_body_that_there_is_not_lists_nothing_and_says_so(cast, sign_in, address):
    reminders.remind(DAY)
    response = sign_in(cast.office).get(address, {"body": "nobody"})
    assert shown(response) == []
    assert "There is no such body. Choose one of the list." in response.text


def test_what_became_of_each_is_told(cast, sign_in, address, mail_server):
    reminders.remind(DAY)
    mail_server.refused = "lead@example.org"
    outbox.send(DAY)
    text = sign_in(cast.office).get(address).text
    assert "Sent 2 July 2018, 12.00" in text
    assert "550" in text
    assert "1 try, the next one 2 July 2018, 12.02" in text


def test_mails_of_another_round_are_not_here(cast, sign_in, address):
    other = make_round(make_programme(), "muu")
    make_measure(other.programme, "1.1", lead=cast.outside)
    reminders.remind(DAY)
    assert "outsider" not in {to for to, _bodies in shown(sign_in(cast.office).get(address))}
    elsewhere = reverse("updates:mail_list", args=[other.programme.slug, other.slug])
    assert shown(sign_in(cast.office).get(elsewhere)) == [("outsider", ["OUT"])]


def test_a_round_without_mails_says_so(cast, sign_in, address):
    assert "No mail has been written that matches." in sign_in(cast.office).get(address).text


@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 302), ("lead", 403), ("approver", 403), ("steering", 403), ("administrator", 403), ("office", 200)],
)
def test_who_may(cast, sign_in, address, role, status):
    assert sign_in(cast.everyone()[role]).get(address).status_code == status


def test_a_round_that_there_is_not(cast, sign_in, round):
    assert sign_in(cast.office).get(
        reverse("updates:mail_list", args=[round.programme.slug, "muu"])
    ).status_code == 404  # fmt: skip


def test_no_other_method(cast, sign_in, address):
    assert sign_in(cast.office).post(address).status_code == 405


def test_queries_do_not_grow(cast, sign_in, address, measure, round, django_assert_num_queries):
    client, about = sign_in(cast.office), [(cast.leading, measure), (cast.partnering, measure)]
    for size in (1, 30):
        for n in range(size):
            key = f"{size}.{n}"
            outbox.write("chase", key, "a@example.org", "fi", "Aihe", "Teksti", DAY, about=about, round=round)
        client.get(address)
        with django_assert_num_queries(8):
            client.get(address)
