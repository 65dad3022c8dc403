import pytest

from tests.factories import make_programme
from tests.updates.inquiries import address, make_inquiry, write
from updates.models import Inquiry


@pytest.fixture
def inquiry(cast):
    return make_inquiry(make_programme("ohjelma"), [cast.leading])


def is_open():
    return Inquiry.objects.get().is_open


def test_the_office_closes_and_opens_again(cast, sign_in, inquiry):
    client = sign_in(cast.office)
    for _ in range(2):
        assert client.post(address("inquiry_close", inquiry)).url == inquiry.get_absolute_url()
        assert not is_open()
    assert Inquiry.objects.get().closed_by == cast.office
    for _ in range(2):
        assert client.post(address("inquiry_reopen", inquiry)).url == inquiry.get_absolute_url()
        assert is_open()
    assert Inquiry.objects.get().closed_by is None


def test_a_body_is_told_that_it_is_closed_and_keeps_its_draft(cast, sign_in, inquiry):
    write(inquiry, cast.leading, words="luonnos tallessa")
    sign_in(cast.office).post(address("inquiry_close", inquiry))
    text = sign_in(cast.lead).get(address("inquiry_page", inquiry)).text
    assert "Ask the office to open it again" in text
    assert "luonnos tallessa" in text


@pytest.mark.parametrize("name", ["inquiry_close", "inquiry_reopen"])
@pytest.mark.parametrize("role", ["lead", "approver", "outsider", "steering", "administrator"])
def test_others_do_neither(cast, sign_in, inquiry, name, role):
    assert sign_in(cast.everyone()[role]).post(address(name, inquiry)).status_code == 403
    assert is_open()


@pytest.mark.parametrize("name", ["inquiry_close", "inquiry_reopen"])
def test_a_visitor_signs_in_and_getting_does_nothing(cast, client, sign_in, inquiry, name):
    assert client.post(address(name, inquiry)).url.endswith(f"?next={inquiry.get_absolute_url()}")
    assert sign_in(cast.office).get(address(name, inquiry)).status_code == 405
    assert is_open()


def test_a_question_that_there_is_not(cast, sign_in, inquiry):
    inquiry.n = 99
    assert sign_in(cast.office).post(address("inquiry_close", inquiry)).status_code == 404
