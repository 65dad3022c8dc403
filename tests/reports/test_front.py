import pytest
from django.urls import reverse

from tests.factories import make_measure, make_programme


def open_page(client):
    return client.get(reverse("reports:front"))


def test_the_only_programme_is_opened_at_once(client, db):
    programme = make_programme("only")
    response = open_page(client)
    assert (response.status_code, response.url) == (302, programme.get_absolute_url())


def test_several_programmes_are_listed_with_their_measures(client, db):
    make_measure(make_programme("one", name_en="The first"))
    make_programme("two", name_en="The second")
    page = open_page(client).text
    assert "The first" in page
    assert "1 measure" in page
    assert "0 measures" in page


def test_a_programme_that_is_not_published_is_for_the_office_alone(cast, sign_in):
    make_programme("open")
    make_programme("closed", is_published=False)
    assert "Ohjelma closed" in open_page(sign_in(cast.office)).text
    assert open_page(sign_in(cast.visitor)).status_code == 302


@pytest.mark.parametrize(("role", "may"), [("office", True), ("visitor", False), ("administrator", False)])
def test_without_a_programme_the_office_is_shown_the_way_in(cast, sign_in, role, may):
    page = open_page(sign_in(cast.everyone()[role])).text
    assert "No programme yet" in page
    assert (reverse("actions:import_upload") in page) is may


def test_no_other_method(client, db):
    assert client.post(reverse("reports:front")).status_code == 405
