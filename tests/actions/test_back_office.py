"""The back office of the official data."""

import pytest
from django.urls import reverse

from actions.models import Measure
from actors.wording import fold
from tests.factories import make_measure

pytestmark = pytest.mark.django_db


def test_measures_are_found_by_the_new_name_of_a_body(cast, sign_in):
    """A renamed ministry is the commonest change of all; its measures may not stay under the old name only."""
    body = cast.ministry
    measure = make_measure(number="7.7", leads=[body])
    form = {
        "key": body.key,
        "abbreviation": body.abbreviation,
        "name_fi": "Järjestysministeriö",
        "name_sv": "",
        "name_en": "",
    }
    form |= {"kind": body.kind, "parent": "", "since": "", "until": ""}
    form |= {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    answer = sign_in(cast.administrator).post(reverse("admin:actors_body_change", args=[body.pk]), form)
    assert answer.status_code == 302
    assert measure in Measure.objects.saying([fold("järjestysministeriö")])


def test_an_alias_is_told_in_the_history_of_its_body_and_is_no_other_bodys_name(cast, sign_in):
    body = cast.leading
    address = reverse("admin:actors_body_change", args=[body.pk])
    form = {"key": body.key, "abbreviation": body.abbreviation, "name_fi": body.name_fi, "name_sv": "", "name_en": ""}
    form |= {"kind": body.kind, "parent": "", "since": "", "until": "", "aliases-0-body": body.pk}
    form |= {"aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 0, "aliases-0-name": "Vanha virasto"}
    assert sign_in(cast.administrator).post(address, form).status_code == 302
    history = sign_in(cast.administrator).get(reverse("admin:actors_body_history", args=[body.pk])).text
    assert "+Vanha virasto" in history
    refused = sign_in(cast.administrator).post(address, form | {"aliases-0-name": "SISÄMINISTERIÖ"})
    assert refused.status_code == 200
    assert "is the name of SM" in refused.text
