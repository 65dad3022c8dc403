from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_measure, make_user
from updates.models import Writer


def beat(person, url):
    client = Client()
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.post(url)


@pytest.fixture
def other(cast):
    return make_user(name="Olli Toinen", seats=[("coordinator", cast.leading)])


def test_two_writers_of_one_answer_see_each_other(cast, other, page_of):
    url = page_of("writers", cast.leading)
    assert beat(cast.lead, url).status_code == 204
    assert "Olli Toinen" not in beat(other, url).text
    assert "Olli Toinen (LEAD) has this answer open too." in beat(cast.lead, url).text


def test_joint_leads_share_an_answer_and_see_each_other(cast, programme_of_joint_leads):
    first, second = programme_of_joint_leads
    beat(cast.partner, second)
    assert "(PART) has this answer open too." in beat(cast.lead, first).text


@pytest.fixture
def programme_of_joint_leads(cast, measure):
    shared = make_measure(measure.programme, "2.9", leads=[cast.leading, cast.partnering])
    return [
        reverse("updates:writers", args=[measure.programme.slug, shared.code, body.slug])
        for body in (cast.leading, cast.partnering)
    ]


def test_a_partner_at_its_own_part_is_not_at_the_leads_answer(cast, page_of):
    beat(cast.partner, page_of("writers", cast.partnering))
    assert beat(cast.lead, page_of("writers", cast.leading)).status_code == 204


def test_who_has_left_is_no_longer_shown_nor_kept(cast, other, page_of):
    url = page_of("writers", cast.leading)
    beat(other, url)
    Writer.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    assert beat(cast.lead, url).status_code == 204
    assert [each.person for each in Writer.objects.all()] == [cast.lead]


def test_who_may_not_write_the_answer_leaves_no_trace(cast, page_of):
    url = page_of("writers", cast.leading)
    for person, status in [(None, 204), (cast.outsider, 404), (cast.partner, 404), (cast.approver, 404)]:
        assert beat(person, url).status_code == status
    assert not Writer.objects.exists()


def test_a_form_that_is_open_does_not_lengthen_the_session(cast, page_of):
    client = Client()
    client.force_login(cast.lead, backend="django.contrib.auth.backends.ModelBackend")
    assert "Set-Cookie" not in client.post(page_of("writers", cast.leading)).headers
