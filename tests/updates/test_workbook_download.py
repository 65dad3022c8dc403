from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.factories import make_measure
from tests.updates.workbook_files import NOW, address, opened, sheet_of
from updates.models import Workbook


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


def content(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("role", ["lead", "approver", "office"])
def test_the_bodys_own_people_and_the_office_take_its_workbook(cast, sign_in, round, role):
    response = sign_in(cast.everyone()[role]).post(address("workbook_download", round, cast.leading))
    assert response.headers["Content-Disposition"] == 'attachment; filename="kevat-2018-LEAD.xlsx"'
    assert response.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert sheet_of(opened(content(response)), "answers")["B3"].value == "2.2"
    issue = Workbook.objects.get()
    assert (issue.of.body, issue.issue, issue.made_by) == (cast.leading, 1, cast.everyone()[role])


@pytest.mark.parametrize("role", ["partner", "outsider", "steering", "administrator"])
def test_others_do_not(cast, sign_in, round, role):
    assert sign_in(cast.everyone()[role]).post(address("workbook_download", round, cast.leading)).status_code == 404
    assert not Workbook.objects.exists()


def test_a_visitor_signs_in_and_comes_to_the_return(cast, client, round):
    response = client.post(address("workbook_download", round, cast.leading))
    assert response.url.endswith(f"?next={address('return_page', round, cast.leading)}")


def test_getting_makes_none(cast, sign_in, round):
    assert sign_in(cast.lead).get(address("workbook_download", round, cast.leading)).status_code == 405
    assert not Workbook.objects.exists()


def test_the_language_is_chosen(cast, sign_in, round):
    client = sign_in(cast.lead)
    for language, heading in (("sv", "Skede / Vaihe"), ("xx", "Stage"), ("", "Stage")):
        response = client.post(address("workbook_download", round, cast.leading), {"language": language})
        headings = [cell.value for cell in sheet_of(opened(content(response)), "answers")[2]]
        assert heading in headings
    assert list(Workbook.objects.order_by("pk").values_list("issue", "language")) == [(1, "sv"), (2, "en"), (3, "en")]


def test_a_body_that_owes_nothing_has_none(cast, sign_in, round):
    assert sign_in(cast.outsider).post(address("workbook_download", round, cast.outside)).status_code == 404


def test_an_excused_body_is_told_why_there_is_none(cast, sign_in, round):
    (row,) = round.returns.hold(round, [cast.leading])
    row.excuse("ei koske", cast.office, NOW)
    response = sign_in(cast.lead).post(address("workbook_download", round, cast.leading), follow=True)
    assert "excused" in response.text
    assert response.redirect_chain == [(address("return_page", round, cast.leading), 302)]
    assert not Workbook.objects.exists()


def test_the_office_takes_all_in_one_zip(cast, sign_in, measure, round):
    make_measure(measure.programme, lead=cast.outside)
    response = sign_in(cast.office).post(address("workbooks_zip", round), {"language": "fi"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="kevat-2018.zip"'
    with ZipFile(BytesIO(content(response))) as packed:
        assert packed.namelist() == ["kevat-2018-LEAD.xlsx", "kevat-2018-OUT.xlsx", "kevat-2018-PART.xlsx"]
    assert Workbook.objects.count() == 3


@pytest.mark.parametrize("role", ["lead", "partner", "outsider", "approver", "steering", "administrator"])
def test_others_do_not_take_the_zip(cast, sign_in, round, role):
    assert sign_in(cast.everyone()[role]).post(address("workbooks_zip", round)).status_code == 403


def test_a_visitor_signs_in_before_the_zip_and_getting_makes_none(cast, client, sign_in, round):
    assert client.post(address("workbooks_zip", round)).url.endswith(f"?next={address('cockpit', round)}")
    assert sign_in(cast.office).get(address("workbooks_zip", round)).status_code == 405


def test_a_closed_round_makes_none_and_says_why(cast, sign_in, round):
    round.closes = round.due
    round.opens = round.due = round.closes = round.opens
    round.save()
    response = sign_in(cast.office).post(address("workbooks_zip", round), follow=True)
    assert "took answers until 15 May 2018" in response.text
    assert not Workbook.objects.exists()


def test_queries_do_not_grow_with_the_bodies(cast, sign_in, measure, round, django_assert_num_queries):
    client = sign_in(cast.office)
    client.post(address("workbooks_zip", round))
    with django_assert_num_queries(26):
        client.post(address("workbooks_zip", round))
    make_measure(measure.programme, lead=cast.outside, partners=[cast.ministry])
    client.post(address("workbooks_zip", round))
    with django_assert_num_queries(26):
        client.post(address("workbooks_zip", round))
