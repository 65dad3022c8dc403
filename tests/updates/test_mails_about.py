from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at
from updates import inquiry_asking, reminders
from updates.models import Inquiry, Mail

DAY = at(date(2018, 7, 2))


@pytest.fixture
def reminder(cast, measure):
    return next(mail for mail in reminders.remind(DAY)[1] if mail.person == cast.lead)


@pytest.fixture
def pages(measure, cast):
    """The addresses of the mails about the measure and about the body that leads it."""
    about_measure = reverse("updates:measure_mails", args=[measure.programme.slug, measure.code])
    return [about_measure, reverse("updates:body_mails", args=[cast.leading.slug])]


def test_a_reminder_is_found_at_the_measure_and_at_the_body(cast, sign_in, reminder, pages):
    client = sign_in(cast.office)
    alone = reverse("updates:mail_alone", args=[reminder.pk])
    assert all(alone in client.get(page).text for page in pages)
    shown = client.get(alone).text
    assert reminder.subject in shown
    assert all(page in shown for page in pages)


def test_a_question_of_no_round_is_found_too(cast, sign_in, measure, pages):
    asked = Inquiry(
        programme=measure.programme, title_fi="Luvut", text_fi="Montako?", kind="text", due=date(2018, 7, 5)
    )
    inquiry_asking.ask(asked, [cast.leading], [measure], cast.office, DAY)
    client, mail = sign_in(cast.office), Mail.objects.get()
    assert all(mail.subject in client.get(page).text for page in pages)
    assert mail.subject in client.get(reverse("updates:mail_alone", args=[mail.pk])).text


def test_where_nothing_was_written_that_is_said(cast, sign_in, pages):
    assert "No mail has been written about this." in sign_in(cast.office).get(pages[0]).text


@pytest.mark.parametrize("role", ["lead", "partner", "approver", "steering", "administrator"])
def test_the_office_alone_reads_them(cast, sign_in, reminder, pages, role):
    client = sign_in(getattr(cast, role))
    assert [client.get(page).status_code for page in pages] == [403, 403]
    assert client.get(reverse("updates:mail_alone", args=[reminder.pk])).status_code == 403


def test_the_measure_and_the_body_lead_the_office_there(cast, sign_in, measure, pages):
    client = sign_in(cast.office)
    assert pages[0] in client.get(measure.get_absolute_url()).text
    assert pages[1] in client.get(cast.leading.get_absolute_url()).text


def test_nobody_else_is_led_there(cast, sign_in, measure, pages):
    assert pages[0] not in sign_in(cast.lead).get(measure.get_absolute_url()).text


def test_measures_and_bodies_that_are_not_there(cast, sign_in, measure):
    client = sign_in(cast.office)
    assert client.get(reverse("updates:measure_mails", args=[measure.programme.slug, "9.9"])).status_code == 404
    assert client.get(reverse("updates:body_mails", args=["ei-ole"])).status_code == 404
