from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_update
from updates.models import Update

DAY = date(2018, 6, 2)


def publish(client, update, **typed):
    return client.post(reverse("updates:update_publish", args=[update.pk]), {"version": 1} | typed)


def test_the_office_publishes_and_the_public_is_told(cast, sign_in, measure):
    update = make_update(measure, state="submitted")
    assert publish(sign_in(cast.office), update).url == reverse("updates:office")
    update.refresh_from_db()
    assert (update.state, update.published_by, update.is_swedish_waived) == ("published", cast.office, False)
    assert measure.standings.of("public", date(2018, 6, 30)).get().stage == "in_progress"


@pytest.mark.parametrize(
    ("role", "status"), [("lead", 403), ("approver", 403), ("steering", 403), ("administrator", 403), ("visitor", 302)]
)
def test_others_publish_nothing(cast, sign_in, measure, role, status):
    update = make_update(measure, state="submitted")
    assert publish(sign_in(cast.everyone()[role]), update).status_code == status
    assert Update.objects.get().state == "submitted"


def test_a_draft_is_not_found(cast, sign_in, measure):
    assert publish(sign_in(cast.office), make_update(measure)).status_code == 404


def test_getting_publishes_nothing(cast, sign_in, measure):
    update = make_update(measure, state="submitted")
    assert sign_in(cast.office).get(reverse("updates:update_publish", args=[update.pk])).status_code == 405


def test_without_swedish_it_is_refused_and_says_what_to_do(cast, sign_in, measure):
    update = make_update(measure, public_sv="", state="submitted")
    response = publish(sign_in(cast.office), update)
    assert "Write the public text in Swedish, or decide to publish without it." in response.text
    assert Update.objects.get().state == "submitted"


def test_the_office_may_decide_to_publish_without_swedish_and_it_is_recorded(cast, sign_in, measure):
    update = make_update(measure, public_sv="", state="submitted")
    publish(sign_in(cast.office), update, without_swedish="1")
    update.refresh_from_db()
    assert (update.state, update.is_swedish_waived, update.published_by) == ("published", True, cast.office)
    assert update.history.first().is_swedish_waived


def test_the_office_may_add_the_language_that_is_missing(cast, sign_in, measure):
    update = make_update(measure, public_sv="", state="submitted")
    publish(sign_in(cast.office), update, public_sv="Översättning", public_fi="EI TÄTÄ")
    update.refresh_from_db()
    assert (update.public_sv, update.public_fi, update.state) == ("Översättning", "julkinen teksti", "published")


def test_finnish_cannot_be_waived(cast, sign_in, measure):
    update = make_update(measure, public_fi="", state="submitted")
    response = publish(sign_in(cast.office), update, without_swedish="1")
    assert "Write the public text in Finnish." in response.text
    assert Update.objects.get().state == "submitted"


def test_what_was_typed_stays_when_it_is_refused(cast, sign_in, measure):
    update = make_update(measure, public_fi="", public_sv="", public_en="English", state="submitted")
    assert "Översättning" in publish(sign_in(cast.office), update, public_sv="Översättning").text


def test_a_newer_text_is_shown_and_the_old_one_is_not_published(cast, sign_in, measure):
    update = make_update(measure, state="submitted")
    update.take_back(cast.lead, at(DAY))
    update.write(update.words() | {"done": "uudempi"}, {}, 1, cast.lead, at(DAY))
    update.submit(cast.lead, at(DAY))
    response = publish(sign_in(cast.office), update)
    assert response.status_code == 409
    assert "uudempi" in response.text
    assert Update.objects.get().state == "submitted"


def test_twice_is_once(cast, sign_in, measure):
    update = make_update(measure, state="submitted")
    client = sign_in(cast.office)
    assert [publish(client, update).status_code, publish(client, update).status_code] == [302, 302]
    assert update.history.filter(state="published").count() == 1


def test_a_marking_that_the_office_types_is_refused(cast, sign_in, measure):
    update = make_update(measure, public_sv="", state="submitted")
    response = publish(sign_in(cast.office), update, public_sv="HEMLIG text")
    assert "HEMLIG" in response.text
    assert Update.objects.get().state == "submitted"


def test_a_partners_part_is_not_published(cast, sign_in, measure):
    part = make_update(measure, body=cast.partnering, role="partner", state="submitted")
    assert publish(sign_in(cast.office), part).status_code == 404
    assert Update.objects.get().state == "submitted"
