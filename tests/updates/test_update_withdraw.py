from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_update
from updates.models import Update


def withdraw(client, update):
    return client.post(reverse("updates:update_withdraw", args=[update.pk]))


def test_the_office_withdraws_and_the_public_no_longer_sees_it(cast, sign_in, measure):
    update = make_update(measure, state="published")
    assert withdraw(sign_in(cast.office), update).url == reverse("updates:update_review", args=[update.pk])
    assert (Update.objects.get().state, Update.objects.get().published_by) == ("submitted", None)
    assert measure.standings.of("public", date(2018, 6, 30)).get().stage == ""


@pytest.mark.parametrize(
    ("role", "status"), [("lead", 403), ("steering", 403), ("administrator", 403), ("visitor", 302)]
)
def test_others_withdraw_nothing(cast, sign_in, measure, role, status):
    update = make_update(measure, state="published")
    assert withdraw(sign_in(cast.everyone()[role]), update).status_code == status
    assert Update.objects.get().state == "published"


def test_getting_withdraws_nothing(cast, sign_in, measure):
    update = make_update(measure, state="published")
    assert sign_in(cast.office).get(reverse("updates:update_withdraw", args=[update.pk])).status_code == 405


def test_twice_is_once(cast, sign_in, measure):
    update = make_update(measure, state="published")
    client = sign_in(cast.office)
    assert [withdraw(client, update).status_code, withdraw(client, update).status_code] == [302, 302]
    assert Update.objects.get().state == "submitted"
