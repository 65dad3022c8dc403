from datetime import date

import pytest
from django.urls import reverse

from actors.models import Seat, User
from tests.factories import make_user


def new_person(body, role="coordinator", **typed):
    return {
        "person-email": "uusi@example.org", "person-name": "Uusi ihminen", "person-language": "sv",
        "seat-role": role, "seat-body": body.pk, "seat-since": "1.7.2018",
    } | typed  # fmt: skip


@pytest.mark.parametrize("role", ["office", "administrator"])
def test_keepers_see_people(cast, sign_in, role):
    response = sign_in(cast.everyone()[role]).get(reverse("actors:people"))
    assert response.status_code == 200
    assert "lead@example.org" in response.text


@pytest.mark.parametrize("role", ["lead", "partner", "approver", "steering"])
def test_others_are_refused(cast, sign_in, role):
    assert sign_in(cast.everyone()[role]).get(reverse("actors:people")).status_code == 403


def test_a_visitor_is_asked_to_sign_in(cast, client):
    assert client.get(reverse("actors:people")).status_code == 302


def test_a_person_is_added_with_a_seat_and_gets_a_link(cast, sign_in, mailoutbox):
    sign_in(cast.administrator).post(reverse("actors:person_new"), new_person(cast.leading))
    person = User.objects.get(email="uusi@example.org")
    assert person.seats.get().since == date(2018, 7, 1)
    assert not person.has_usable_password()
    assert mailoutbox[0].to == ["uusi@example.org"]


def test_the_office_gives_no_right_above_its_own(cast, sign_in):
    response = sign_in(cast.office).post(reverse("actors:person_new"), new_person(cast.ministry, role="administrator"))
    assert response.status_code == 200
    assert not User.objects.filter(email="uusi@example.org").exists()


def test_extra_keys_make_nobody_a_superuser(cast, sign_in):
    typed = new_person(cast.leading, **{"person-is_superuser": "1", "is_superuser": "1"})
    sign_in(cast.office).post(reverse("actors:person_new"), typed)
    assert not User.objects.get(email="uusi@example.org").is_superuser


def test_the_office_does_not_edit_an_administrator(cast, sign_in):
    assert sign_in(cast.office).get(reverse("actors:person_edit", args=[cast.administrator.pk])).status_code == 404


def test_a_taken_email_is_told_and_typed_text_stays(cast, sign_in):
    typed = new_person(cast.leading, **{"person-email": "LEAD@example.org"})
    response = sign_in(cast.office).post(reverse("actors:person_new"), typed)
    assert "Uusi ihminen" in response.text
    assert User.objects.filter(email="lead@example.org").count() == 1


def test_a_seat_ends_after_its_last_day(cast, sign_in):
    seat = cast.lead.seats.get()
    sign_in(cast.office).post(reverse("actors:seat_end", args=[seat.pk]), {"until": "30.6.2018"})
    seat.refresh_from_db()
    assert seat.is_in_force(date(2018, 6, 30))
    assert not seat.is_in_force(date(2018, 7, 1))


def test_a_seat_does_not_end_before_it_begins(cast, sign_in):
    seat = cast.lead.seats.get()
    response = sign_in(cast.office).post(reverse("actors:seat_end", args=[seat.pk]), {"until": "31.12.2016"})
    assert response.status_code == 200
    assert Seat.objects.get(pk=seat.pk).until is None


def test_the_same_seat_is_not_given_twice(cast, sign_in):
    typed = {"role": "coordinator", "body": cast.leading.pk, "since": "1.1.2018"}
    response = sign_in(cast.office).post(reverse("actors:seat_new", args=[cast.lead.pk]), typed)
    assert response.status_code == 200
    assert cast.lead.seats.count() == 1


def test_people_are_found_in_any_case(cast, sign_in):
    make_user("aija@example.org", name="Äijä Öhman")
    response = sign_in(cast.office).get(reverse("actors:people"), {"q": "ÖHMAN äijä"})
    assert "aija@example.org" in response.text
    assert "lead@example.org" not in response.text


def test_the_list_takes_as_many_queries_for_few_and_many(cast, sign_in, django_assert_max_num_queries):
    for n in range(30):
        make_user(f"many{n}@example.org", seats=[("coordinator", cast.outside)])
    client = sign_in(cast.office)
    with django_assert_max_num_queries(8):
        client.get(reverse("actors:people"))


def test_nobody_changes_their_own_sign_in_name(cast, sign_in):
    address = reverse("account_email")
    assert sign_in(cast.lead).post(address, {"action_add": "", "email": "office2@example.org"}).status_code == 404
    assert "E-mail addresses" not in sign_in(cast.lead).get(reverse("account_change_password")).text


def test_people_stand_in_the_order_of_their_names_whatever_the_case(cast, sign_in):
    make_user("z@example.org", name="oikeusministeriö")
    make_user("a@example.org", name="Poliisi")
    page = sign_in(cast.office).get(reverse("actors:people")).text
    assert page.index("oikeusministeriö") < page.index("Poliisi")
