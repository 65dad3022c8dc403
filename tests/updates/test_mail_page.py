from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_programme, make_round
from updates import outbox, reminders

DAY = at(date(2018, 7, 2))


@pytest.fixture
def mail(cast, measure):
    cast.lead.language = "sv"
    cast.lead.save()
    return next(mail for mail in reminders.remind(DAY)[1] if mail.person == cast.lead)


@pytest.fixture
def address(mail):
    return reverse("updates:mail_page", args=[mail.round.programme.slug, mail.round.slug, mail.pk])


def test_the_exact_text_is_shown_in_its_language(cast, sign_in, mail, address):
    response = sign_in(cast.office).get(address)
    assert response.context["text"] == mail.text
    assert mail.subject in response.text
    assert '<div class="mail hyph" lang="sv">' in response.text
    assert "BEGIN:VCALENDAR" in response.text
    assert "lead@example.org" in response.text


def test_what_it_is_about_leads_to_the_other_mails_of_it(cast, sign_in, address):
    assert "?body=lead&amp;measure=2.2" in sign_in(cast.office).get(address).text


def test_a_link_is_shown_without_its_secret(cast, sign_in, mail):
    token = "aB3_" * 11
    link = outbox.write(
        "link", "link:1", "johtaja@example.org", "fi", "Hyväksy", f"https://x/{token}/", DAY,
        about=[(cast.leading, None)], round=mail.round,
    )  # fmt: skip
    where = reverse("updates:mail_page", args=[mail.round.programme.slug, mail.round.slug, link.pk])
    response = sign_in(cast.office).get(where)
    assert response.status_code == 200
    assert token not in response.text


def test_a_mail_of_another_round_is_not_here(cast, sign_in, mail):
    other = make_round(make_programme(), "muu")
    where = reverse("updates:mail_page", args=[other.programme.slug, other.slug, mail.pk])
    assert sign_in(cast.office).get(where).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 302), ("lead", 403), ("approver", 403), ("steering", 403), ("administrator", 403), ("office", 200)],
)
def test_who_may(cast, sign_in, address, role, status):
    assert sign_in(cast.everyone()[role]).get(address).status_code == status


def test_no_other_method(cast, sign_in, address):
    assert sign_in(cast.office).post(address).status_code == 405
