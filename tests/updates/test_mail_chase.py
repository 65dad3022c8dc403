from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories import at, make_body, make_measure, make_seat, make_update
from updates.models import Mail, Return


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


@pytest.fixture
def address(round):
    return reverse("updates:mail_chase", args=[round.programme.slug, round.slug])


@pytest.fixture
def listed(round):
    return reverse("updates:mail_list", args=[round.programme.slug, round.slug])


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_chosen_bodies_get_the_offices_words_and_what_is_open(cast, sign_in, address, listed, round):
    response = sign_in(cast.office).post(address, {"body": ["lead", "part"], "words": "Ministeri\r\nkysyy torstaina."})
    assert response.url == listed
    assert told(response) == "2 mails are on their way."
    assert {mail.to for mail in Mail.objects.all()} == {"lead@example.org", "partner@example.org"}
    mail = Mail.objects.get(person=cast.lead)
    assert (mail.kind, mail.made_by, mail.state, mail.round) == ("chase", cast.office, "waiting", round)
    assert "Ministeri\nkysyy torstaina." in mail.text
    assert "Toimenpide 2.2" in mail.text
    assert mail.items.get().measure.code == "2.2"


def test_a_person_of_two_bodies_gets_one_mail(cast, sign_in, address):
    make_seat(cast.lead, cast.partnering, "coordinator")
    sign_in(cast.office).post(address, {"body": ["lead", "part"], "words": ""})
    assert Mail.objects.filter(person=cast.lead).get().items.count() == 2


def test_who_was_not_chosen_gets_nothing_and_is_not_named(cast, sign_in, address):
    make_seat(cast.lead, cast.partnering, "coordinator")
    sign_in(cast.office).post(address, {"body": ["lead"], "words": ""})
    assert "PART" not in Mail.objects.get().text


def test_who_owes_nothing_gets_no_mail(cast, sign_in, address, measure):
    make_update(measure, state="submitted")
    response = sign_in(cast.office).post(address, {"body": ["lead", "out"], "words": ""})
    assert told(response) == "These owe nothing now, so they got no mail: LEAD, OUT."
    assert not Mail.objects.exists()


def test_what_was_left_out_of_a_submitted_return_is_asked_for(cast, sign_in, address, measure, round):
    make_measure(measure.programme, "2.3", lead=cast.leading)
    make_update(measure, state="submitted")
    Return.objects.filter(round=round, body=cast.leading).update(state="submitted")
    response = sign_in(cast.office).post(address, {"body": ["lead"], "words": ""})
    assert told(response) == "1 mail is on its way."
    assert [item.measure.code for item in Mail.objects.get().items.all()] == ["2.3"]


def test_bodies_with_nobody_to_write_to_are_named(cast, sign_in, address, measure):
    make_measure(measure.programme, lead=make_body("YKSIN"))
    response = sign_in(cast.office).post(address, {"body": ["yksin"], "words": ""})
    assert "These have nobody to write to: YKSIN." in told(response)


def test_where_the_return_lies_with_the_approver_the_approver_is_asked(cast, sign_in, address, measure, round):
    round.needs_approval = True
    round.save()
    make_update(measure).mark_ready(cast.lead, at(date(2018, 6, 20)))
    Return.objects.get(body=cast.leading).send(cast.lead, at(date(2018, 6, 29)))
    sign_in(cast.office).post(address, {"body": ["lead"], "words": "Kiitos kiireestä."})
    mail = Mail.objects.get()
    assert (mail.person, mail.kind, mail.subject) == (cast.approver, "chase", "The return of LEAD waits for approval")


def test_the_same_twice_is_once_and_other_words_are_another_mail(cast, sign_in, address):
    client = sign_in(cast.office)
    for words in ("Sanat", "Sanat", "Muut sanat"):
        response = client.post(address, {"body": ["lead"], "words": words, "again": "1"})
    assert Mail.objects.count() == 2
    response = client.post(address, {"body": ["lead"], "words": "Sanat"})
    assert "The same message was written already today." in told(response)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": "Sanat"}, "No body was chosen."),
        ({"body": ["lead", "nobody"], "words": "Sanat"}, "There is no body with the address nobody."),
        ({"body": ["lead"], "words": "x" * 2001}, "The addition has 2001 characters."),
        ({"body": ["lead"], "words": "SALAINEN"}, "marks a text that may not be sent from this site"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(cast, sign_in, address, typed, said):
    response = sign_in(cast.office).post(address, typed)
    assert response.status_code == 200
    assert said in response.text
    assert typed["words"][:20] in response.text
    assert not Mail.objects.exists()


def test_as_many_characters_as_may_be(cast, sign_in, address):
    sign_in(cast.office).post(address, {"body": ["lead"], "words": "å\r\n" * 666 + "xy"})
    assert Mail.objects.count() == 1


def test_a_closed_round_chases_nobody(cast, sign_in, address, round):
    round.frozen_at = at(date(2018, 6, 29))
    round.save()
    assert "These owe nothing now" in told(sign_in(cast.office).post(address, {"body": ["lead"], "words": ""}))


@pytest.mark.parametrize("role", ["lead", "approver", "steering", "administrator", "outsider"])
def test_others_send_nothing(cast, sign_in, address, role):
    assert sign_in(cast.everyone()[role]).post(address, {"body": ["lead"]}).status_code == 403
    assert not Mail.objects.exists()


def test_a_visitor_signs_in_and_comes_to_the_mails(client, cast, address, listed):
    assert client.post(address, {"body": ["lead"]}).url.endswith(f"?next={listed}")
    assert not Mail.objects.exists()


def test_getting_sends_nothing(cast, sign_in, address):
    assert sign_in(cast.office).get(address).status_code == 405


def words_of(page):
    return " ".join(strip_tags(page.text).split())


def test_the_mails_are_shown_before_they_are_sent(cast, sign_in, address):
    page = sign_in(cast.office).post(address, {"body": ["lead", "out"], "words": "Sanat täältä", "look": "1"})
    ((letter, written),) = page.context["letters"]
    assert letter.person == cast.lead
    assert "Sanat täältä" in written.text
    assert "These owe nothing now and get no mail: OUT" in words_of(page)
    assert not Mail.objects.exists()


def test_a_second_message_on_the_same_day_is_not_sent_without_saying_so(cast, sign_in, address):
    client = sign_in(cast.office)
    client.post(address, {"body": ["lead"], "words": "Sanat"})
    page = client.post(address, {"body": ["lead", "part"], "words": "Muut sanat"})
    assert "LEAD: a message was sent today at" in words_of(page)
    assert "PART: a message" not in words_of(page)
    assert 'name="again"' in page.text
    assert Mail.objects.count() == 1
    client.post(address, {"body": ["lead", "part"], "words": "Muut sanat", "again": "1"})
    assert Mail.objects.count() == 3


def test_pressing_the_button_twice_asks_nothing(cast, sign_in, address):
    client = sign_in(cast.office)
    for _time in (1, 2):
        response = client.post(address, {"body": ["lead"], "words": "Sanat"})
    assert "The same message was written already today." in told(response)


def test_a_message_of_yesterday_does_not_count(cast, sign_in, address):
    client = sign_in(cast.office)
    client.post(address, {"body": ["lead"], "words": "Sanat"})
    mail = Mail.objects.get()
    Mail.objects.update(made_at=mail.made_at - timedelta(1))
    client.post(address, {"body": ["lead"], "words": "Muut sanat"})
    assert Mail.objects.count() == 2
