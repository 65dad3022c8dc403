"""Pages that belong to no programme lead to the one that is asked about now."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_programme, make_round
from updates.models import Round

pytestmark = pytest.mark.django_db


def test_a_newer_programme_without_a_round_does_not_take_the_front(cast, client):
    asked = make_programme("asked", adopted=date(2017, 10, 5))
    make_programme("newer", adopted=date(2018, 5, 5))
    make_round(asked)
    assert Round.objects.programme_at_hand(cast.visitor, date(2018, 6, 30)) == asked
    page = client.get(reverse("reports:body_list")).text
    assert reverse("actions:measure_list", args=["asked"]) in page
    assert reverse("actions:measure_list", args=["newer"]) not in page
