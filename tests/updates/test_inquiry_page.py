import pytest

from tests.factories import make_body, make_measure, make_programme, make_user
from tests.updates.inquiries import address, give, make_inquiry, write


@pytest.fixture
def inquiry(cast):
    return make_inquiry(make_programme("ohjelma"), [cast.leading, cast.partnering], kind="number")


def open_page(client, inquiry):
    return client.get(address("inquiry_page", inquiry))


def test_the_office_reads_what_is_given_and_who_has_not_answered(cast, sign_in, inquiry):
    give(inquiry, cast.leading, number="1234.5", words="arvio")
    write(inquiry, cast.partnering, number="77", words="LUONNOS TÄSSÄ")
    response = open_page(sign_in(cast.office), inquiry)
    collation = response.context["collation"]
    assert [row.answer and row.answer.told for row in collation.rows] == ["1\u00a0234.5", None]
    assert collation.silent == [cast.partnering]
    assert "1\u00a0234.5" in response.text
    assert "LUONNOS" not in response.text
    assert "654.5" not in response.text


def test_the_steering_group_reads_the_same_and_closes_nothing(cast, sign_in, inquiry):
    give(inquiry, cast.leading, number="1234.5")
    write(inquiry, cast.partnering, words="LUONNOS TÄSSÄ")
    response = open_page(sign_in(cast.steering), inquiry)
    assert "1\u00a0234.5" in response.text
    assert "LUONNOS" not in response.text
    assert address("inquiry_close", inquiry) not in response.text


@pytest.mark.parametrize("role", ["lead", "approver"])
def test_a_body_reads_its_own_answer_alone(cast, sign_in, inquiry, role):
    write(inquiry, cast.leading, words="OMA LUONNOS")
    give(inquiry, cast.partnering, number="4321", words="TOISEN VASTAUS")
    response = open_page(sign_in(cast.everyone()[role]), inquiry)
    assert response.context["collation"] is None
    assert "OMA LUONNOS" in response.text
    assert "TOISEN VASTAUS" not in response.text
    assert "4\u00a0321" not in response.text
    assert "PART" not in response.text


@pytest.mark.parametrize(("role", "status"), [("visitor", 302), ("outsider", 404), ("administrator", 404)])
def test_who_was_not_asked_finds_nothing(cast, sign_in, inquiry, role, status):
    assert open_page(sign_in(cast.everyone()[role]), inquiry).status_code == status


def test_a_question_that_there_is_not(cast, sign_in, inquiry):
    inquiry.n = 99
    assert open_page(sign_in(cast.office), inquiry).status_code == 404


def test_of_a_programme_that_is_no_longer_public_the_office_alone_reads(cast, sign_in, inquiry):
    inquiry.programme.is_published = False
    inquiry.programme.save()
    assert open_page(sign_in(cast.office), inquiry).status_code == 200
    for person in (cast.lead, cast.steering):
        assert open_page(sign_in(person), inquiry).status_code == 404


def test_who_coordinates_sees_what_to_do_next(cast, sign_in, inquiry):
    client = sign_in(cast.lead)
    form = f'href="{address("inquiry_answer", inquiry, cast.leading)}"'
    back = f'action="{address("inquiry_take_back", inquiry, cast.leading)}"'
    assert (form in open_page(client, inquiry).text, back in open_page(client, inquiry).text) == (True, False)
    give(inquiry, cast.leading, number="1")
    assert (form in open_page(client, inquiry).text, back in open_page(client, inquiry).text) == (False, True)
    inquiry.close(make_user(), inquiry.asked_at)
    text = open_page(client, inquiry).text
    assert (form in text, back in text) == (False, False)


def test_what_is_typed_brings_no_markup(cast, sign_in, inquiry):
    give(inquiry, cast.leading, words="<script>alert(1)</script>")
    text = open_page(sign_in(cast.office), inquiry).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_words_in_another_language_are_marked(cast, sign_in, inquiry):
    give(inquiry, cast.leading, number="5", words="en uppskattning", language="sv")
    assert '<div lang="sv"><p>en uppskattning</p></div>' in open_page(sign_in(cast.office), inquiry).text


def test_no_other_method(cast, sign_in, inquiry):
    assert sign_in(cast.office).post(address("inquiry_page", inquiry)).status_code == 405


def test_queries_do_not_grow(cast, sign_in, django_assert_num_queries):
    client, programme = sign_in(cast.office), make_programme()
    for size in (1, 8):
        bodies = [make_body() for _ in range(size)]
        measures = [make_measure(programme, lead=body) for body in bodies]
        inquiry = make_inquiry(programme, bodies, measures, kind="number")
        for body in bodies:
            give(inquiry, body, number="1")
        open_page(client, inquiry)
        with django_assert_num_queries(7):
            open_page(client, inquiry)
