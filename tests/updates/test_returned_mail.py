from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_measure, make_round, make_seat, make_update, make_user
from updates.models import Mail, Return

WORDS = "Perustelu puuttuu."


@pytest.fixture
def update(measure):
    return make_update(measure, done="Sisäiset sanat.", state="submitted")


@pytest.fixture
def send_back(cast, sign_in):
    """`send_back(update)`: the office returns the answer on its page."""
    client = sign_in(cast.office)
    return lambda update: client.post(reverse("updates:update_send_back", args=[update.pk]), {"words": WORDS})


def test_the_bodys_coordinators_are_told_and_no_word_of_comment_or_answer(cast, page_of, update, send_back):
    send_back(update)
    mail = Mail.objects.get()
    assert (mail.kind, mail.to, mail.person, mail.made_by) == ("returned", cast.lead.email, cast.lead, cast.office)
    assert (mail.round, mail.items.get().body, mail.items.get().measure) == (update.round, cast.leading, update.measure)
    assert "2.2" in mail.subject
    assert page_of("update_form", cast.leading) in mail.text
    assert "by 15 July 2018" in mail.text
    assert WORDS not in mail.text
    assert update.done not in mail.text


def test_each_person_gets_one_mail_in_their_language(cast, measure, send_back):
    for body in (cast.leading, cast.outside):
        make_seat(cast.administrator, body, "coordinator")
    cast.lead.language = "sv"
    cast.lead.save()
    send_back(make_update(make_measure(measure.programme, leads=[cast.leading, cast.outside]), state="submitted"))
    found = {mail.to: mail.language for mail in Mail.objects.all()}
    assert found == {cast.lead.email: "sv", cast.outsider.email: "en", cast.administrator.email: "en"}
    assert Mail.objects.get(person=cast.administrator).items.count() == 2


def test_twice_is_once_and_the_same_text_returned_anew_is_told_anew(cast, update, send_back):
    send_back(update)
    send_back(update)
    assert Mail.objects.count() == 1
    update.refresh_from_db()
    update.submit(cast.lead, at(date(2018, 6, 28)))
    send_back(update)
    assert Mail.objects.count() == 2


def test_a_part_goes_to_its_own_body_and_those_who_have_left_get_none(cast, measure, send_back):
    make_user("left@example.org", seats=[("coordinator", cast.partnering)], is_active=False)
    make_seat(make_user("former@example.org"), cast.partnering, "coordinator", until=date(2018, 1, 1))
    send_back(make_update(measure, body=cast.partnering, role="partner", state="submitted"))
    assert [mail.to for mail in Mail.objects.all()] == [cast.partner.email]


@pytest.mark.parametrize(
    ("due", "closes", "more", "words"),
    [
        (date(2018, 6, 20), None, None, "was due on 20 June 2018; late answers are taken"),
        (date(2018, 6, 20), date(2018, 6, 29), None, "the round has closed"),
        (date(2018, 6, 20), date(2018, 6, 29), "extend", "by 31 July 2018"),
        (date(2018, 6, 20), date(2018, 6, 29), "reopen", "by 31 July 2018"),
    ],
)
def test_it_tells_until_when(cast, measure, update, send_back, due, closes, more, words):
    round = update.round
    round.due, round.closes = due, closes
    round.save()
    if more:
        row = Return.objects.get(body=cast.leading)
        getattr(row, more)(date(2018, 7, 31), "syy", cast.office, at(date(2018, 6, 30)))
    send_back(update)
    assert words in Mail.objects.get().text


def test_what_the_office_answers_itself_writes_to_nobody(cast, measure, send_back):
    leadless = make_measure(measure.programme, "9.9")
    round = make_round(measure.programme, "kesa", date(2018, 6, 1), date(2018, 7, 31))
    send_back(make_update(leadless, round, body=cast.ministry, state="submitted"))
    assert not Mail.objects.exists()
