from datetime import date

import pytest

from tests.factories import at, make_programme, make_seat
from tests.updates.inquiries import address, give, make_inquiry, of, write

NOON = at(date(2018, 6, 30))


@pytest.fixture
def inquiry(cast):
    """Signed off by the approver, and sent to them by LEAD's coordinator."""
    inquiry = make_inquiry(make_programme("ohjelma"), [cast.leading, cast.partnering], needs_approval=True)
    (row,) = write(inquiry, cast.leading, cast.lead, words="luonnos")
    inquiry.mark_ready(cast.leading, {row.pk: 1}, cast.lead, NOON)
    return inquiry


def press(client, inquiry, body, name="inquiry_give", version=1):
    return client.post(address(name, inquiry, body), {f"version_{row.pk}": version for row in of(inquiry, body)})


def test_the_approver_reads_and_gives_it(cast, sign_in, inquiry):
    client = sign_in(cast.approver)
    page = client.get(address("inquiry_page", inquiry))
    assert "luonnos" in page.text
    assert address("inquiry_give", inquiry, cast.leading) in page.text
    assert press(client, inquiry, cast.leading).url == inquiry.get_absolute_url()
    (row,) = of(inquiry, cast.leading)
    assert (row.is_given, row.given_by) == (True, cast.approver)


def test_the_deputy_gives_it_too(cast, sign_in, inquiry):
    make_seat(cast.outsider, cast.leading, "deputy")
    press(sign_in(cast.outsider), inquiry, cast.leading)
    assert of(inquiry, cast.leading)[0].given_by == cast.outsider


def test_nobody_signs_off_what_they_wrote(cast, sign_in, inquiry):
    make_seat(cast.lead, cast.leading, "approver")
    response = press(sign_in(cast.lead), inquiry, cast.leading)
    assert response.status_code == 409
    assert "written the answer yourself" in response.text
    assert not of(inquiry, cast.leading)[0].is_given


@pytest.mark.parametrize("version", [0, 2, "", "abc", "9" * 30])
def test_a_text_that_was_not_read_is_not_given(cast, sign_in, inquiry, version):
    response = press(sign_in(cast.approver), inquiry, cast.leading, version=version)
    assert response.status_code == 409
    assert "changed since you read it" in response.text
    assert not of(inquiry, cast.leading)[0].is_given


def test_what_went_back_to_its_writers_is_not_given(cast, sign_in, inquiry):
    inquiry.take_back(cast.leading, cast.lead, NOON)
    assert press(sign_in(cast.approver), inquiry, cast.leading).status_code == 302
    assert not of(inquiry, cast.leading)[0].is_given


def test_twice_is_once(cast, sign_in, inquiry):
    client = sign_in(cast.approver)
    assert [press(client, inquiry, cast.leading).status_code for _ in range(2)] == [302, 302]
    assert of(inquiry, cast.leading)[0].history.filter(state="given").count() == 1


def test_after_closing_nothing_is_given_or_taken_back(cast, sign_in, inquiry):
    inquiry.close(cast.office, NOON)
    client = sign_in(cast.approver)
    for name in ("inquiry_give", "inquiry_take_back"):
        assert press(client, inquiry, cast.leading, name).status_code == 302
    assert of(inquiry, cast.leading)[0].stage == "ready"


def test_without_sign_off_coordinators_give_and_approvers_do_not(cast, sign_in):
    inquiry = make_inquiry(make_programme(), [cast.leading])
    write(inquiry, cast.leading, words="valmis")
    assert press(sign_in(cast.approver), inquiry, cast.leading).status_code == 404
    assert press(sign_in(cast.lead), inquiry, cast.leading).status_code == 302
    assert of(inquiry, cast.leading)[0].is_given


def test_what_is_missing_is_said(cast, sign_in):
    inquiry = make_inquiry(make_programme(), [cast.leading])
    response = press(sign_in(cast.lead), inquiry, cast.leading, version=0)
    assert response.status_code == 409
    assert "Write the answer." in response.text


@pytest.mark.parametrize("role", ["lead", "approver"])
def test_the_body_takes_its_answer_back(cast, sign_in, inquiry, role):
    inquiry.give(cast.leading, {row.pk: 1 for row in of(inquiry, cast.leading)}, cast.approver, NOON)
    assert press(sign_in(cast.everyone()[role]), inquiry, cast.leading, "inquiry_take_back").status_code == 302
    (row,) = of(inquiry, cast.leading)
    assert (row.stage, row.words) == ("draft", "luonnos")


def test_the_approver_sends_it_back_to_the_writers(cast, sign_in, inquiry):
    client = sign_in(cast.approver)
    assert "Send back to the writers" in client.get(address("inquiry_page", inquiry)).text
    press(client, inquiry, cast.leading, "inquiry_take_back")
    assert of(inquiry, cast.leading)[0].stage == "draft"
    assert "have not sent it to you yet" in client.get(address("inquiry_page", inquiry)).text


@pytest.mark.parametrize("name", ["inquiry_give", "inquiry_take_back"])
@pytest.mark.parametrize("role", ["partner", "outsider", "office", "steering", "administrator"])
def test_others_do_neither(cast, sign_in, inquiry, name, role):
    assert press(sign_in(cast.everyone()[role]), inquiry, cast.leading, name).status_code == 404
    assert of(inquiry, cast.leading)[0].stage == "ready"


@pytest.mark.parametrize("name", ["inquiry_give", "inquiry_take_back"])
def test_a_visitor_signs_in_and_getting_does_nothing(cast, client, sign_in, inquiry, name):
    url = address("inquiry_page", inquiry)
    assert press(client, inquiry, cast.leading, name).url.endswith(f"?next={url}")
    assert sign_in(cast.approver).get(address(name, inquiry, cast.leading)).status_code == 405
    assert of(inquiry, cast.leading)[0].stage == "ready"


def test_what_was_given_by_its_writer_is_shown_with_both_names(cast, sign_in, inquiry):
    cast.approver.name, cast.lead.name = "Pirkko Päättäjä", "Kalle Kirjoittaja"
    cast.approver.save()
    cast.lead.save()
    press(sign_in(cast.approver), inquiry, cast.leading)
    text = sign_in(cast.lead).get(address("inquiry_page", inquiry)).text
    assert "Written by Kalle Kirjoittaja" in text
    assert "Given by Pirkko Päättäjä" in text
    assert give(inquiry, cast.partnering, words="oma")
