import json

import pytest

from actions.importing.interchange import validator
from strategy.models import Programme
from tests.actions.importing.programmes import DAY, NEXT, bring, document, measure, text_of

URL = "/en/ohjelma/programme.json"

pytestmark = pytest.mark.django_db


def test_anybody_takes_the_document_of_a_published_programme(client):
    bring(document(measure(steps=["a"])))
    response = client.get(URL)
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'inline; filename="ohjelma-2018-06-30.json"'
    assert response.content.decode() == text_of()
    assert list(validator().iter_errors(json.loads(response.content))) == []


def test_the_day_looked_at_decides_what_is_in_it(client):
    bring(document(measure("1.1")))
    bring(document(measure("1.1"), measure("1.2")), NEXT)
    assert len(json.loads(client.get(URL, {"on": DAY.isoformat()}).content)["measures"]) == 1
    assert len(json.loads(client.get(URL).content)["measures"]) == 2


def test_a_programme_that_is_not_published_is_for_the_office(client, sign_in, cast):
    bring(document(measure()))
    Programme.objects.update(is_published=False)
    for person in (cast.visitor, cast.lead, cast.steering, cast.administrator):
        assert sign_in(person).get(URL).status_code == 404
    assert sign_in(cast.office).get(URL).status_code == 200


def test_it_has_one_address_in_every_language(client):
    bring(document(measure()))
    assert {client.get(f"/{code}/ohjelma/programme.json").status_code for code in ("fi", "sv", "en")} == {200}


def test_nothing_that_bodies_told_is_in_it(client):
    bring(document(measure(schedule=[("x", "2018")])))
    assert "done_on" not in client.get(URL).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, method):
    bring(document(measure()))
    assert getattr(client, method)(URL).status_code == 405


def test_an_unknown_programme_is_not_found(client):
    assert client.get(URL).status_code == 404
