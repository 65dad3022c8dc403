import pytest

from tests.factories import make_measure, make_programme
from tests.updates.inquiries import address, give, make_inquiry, write
from updates.models import BroughtFile

PAGE = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def inquiry(cast):
    return make_inquiry(make_programme("ohjelma"), [cast.leading, cast.partnering], kind="file")


def fetch(client, inquiry, body, **query):
    return client.get(address("inquiry_file", inquiry, body), query)


@pytest.mark.parametrize("role", ["lead", "approver", "office", "steering"])
def test_a_given_file_comes_as_it_was_and_is_never_shown(cast, sign_in, inquiry, role):
    give(inquiry, cast.leading, file=BroughtFile('selvitys "ä".html', PAGE))
    response = fetch(sign_in(cast.everyone()[role]), inquiry, cast.leading)
    assert response.content == PAGE
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "%C3%A4" in response["Content-Disposition"]
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("role", "status"),
    [("lead", 200), ("approver", 200), ("visitor", 302), ("partner", 404), ("outsider", 404), ("office", 404),
     ("steering", 404), ("administrator", 404)],
)  # fmt: skip
def test_a_file_of_a_draft_is_its_own_bodys(cast, sign_in, inquiry, role, status):
    write(inquiry, cast.leading, file=BroughtFile("a.txt", b"luonnos"))
    assert fetch(sign_in(cast.everyone()[role]), inquiry, cast.leading).status_code == status


def test_another_bodys_given_file_is_not_found(cast, sign_in, inquiry):
    give(inquiry, cast.leading, file=BroughtFile("a.txt", b"annettu"))
    assert fetch(sign_in(cast.partner), inquiry, cast.leading).status_code == 404


def test_each_measure_has_its_own(cast, sign_in):
    programme = make_programme()
    measures = [
        make_measure(programme, number, part=part, lead=cast.leading) for number, part in (("4.3", "a"), ("5.1", ""))
    ]
    inquiry = make_inquiry(programme, [cast.leading], measures, kind="file")
    give(inquiry, cast.leading, file=BroughtFile("a.txt", b"sama"))
    client = sign_in(cast.office)
    found = [fetch(client, inquiry, cast.leading, measure=code).status_code for code in ("4.3a", "5.1", "9.9", "")]
    assert found == [200, 200, 404, 404]


def test_without_a_file_nothing_is_found(cast, sign_in, inquiry):
    give(inquiry, cast.leading, words="ei ole")
    assert fetch(sign_in(cast.office), inquiry, cast.leading).status_code == 404


def test_a_name_can_smuggle_no_header(cast, sign_in, inquiry):
    give(inquiry, cast.leading, file=BroughtFile("a\r\nSet-Cookie: x=1.txt", b"a"))
    response = fetch(sign_in(cast.office), inquiry, cast.leading)
    assert response.status_code == 200
    assert "x" not in response.cookies
    assert "\n" not in response["Content-Disposition"]


def test_no_other_method(cast, sign_in, inquiry):
    assert sign_in(cast.office).post(address("inquiry_file", inquiry, cast.leading)).status_code == 405
