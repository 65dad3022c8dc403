from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests.updates.conftest import typed


def ends_in(minutes):
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=minutes))


def left():
    return Session.objects.get().expire_date - timezone.now()


def test_far_from_the_end_it_says_nothing_and_looks_again_later(cast, sign_in):
    client = sign_in(cast.lead)
    ends_in(60)
    page = client.get(reverse("updates:session_end")).text
    assert "note" not in page
    assert "load delay:33" in page


@pytest.mark.parametrize("minutes", [2, 4.9])
def test_it_warns_at_least_two_minutes_before(cast, sign_in, minutes):
    client = sign_in(cast.lead)
    ends_in(minutes)
    assert "Stay signed in" in client.get(reverse("updates:session_end")).text


def test_looking_does_not_lengthen_and_staying_does(cast, sign_in, settings):
    client = sign_in(cast.lead)
    ends_in(3)
    client.get(reverse("updates:session_end"))
    assert left() < timedelta(minutes=4)
    assert "You stay signed in until" in client.post(reverse("updates:session_end")).text
    assert left() > timedelta(hours=11)


def test_a_visitor_is_told_that_they_are_signed_out(client, db):
    assert "You have been signed out" in client.get(reverse("updates:session_end")).text
    assert "You have been signed out" in client.post(reverse("updates:session_end")).text


def test_saving_is_a_sign_of_life(cast, sign_in, page_of):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    form = client.get(url).context["form"]
    ends_in(3)
    client.post(url, typed(form, done="sana"))
    assert left() > timedelta(hours=11)


def test_no_other_method(client, db):
    assert client.put(reverse("updates:session_end")).status_code == 405
