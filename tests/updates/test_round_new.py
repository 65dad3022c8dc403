import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.factories import make_measure, make_programme, make_round
from updates.models import Round

TYPED = {"name_fi": "Syksy 2018", "slug": "syksy-2018", "opens": "1.10.2018", "due": "30.11.2018", "closes": ""}


@pytest.fixture
def programme(db):
    return make_programme("ohjelma")


def address(programme):
    return reverse("updates:round_new", args=[programme.slug])


def test_the_office_makes_a_round_and_freshness_is_counted_from_it(cast, sign_in, programme):
    client = sign_in(cast.office)
    assert client.get(address(programme)).status_code == 200
    assert client.post(address(programme), TYPED).url == reverse("updates:cockpit", args=[programme.slug, "syksy-2018"])
    programme.refresh_from_db()
    assert (Round.objects.get().programme, programme.round_openings) == (programme, ["2018-10-01"])


def test_a_round_of_chosen_measures_makes_none_of_the_others_stale(cast, sign_in, programme):
    asked = make_measure(programme, "1.1")
    sign_in(cast.office).post(address(programme), TYPED | {"chosen": [asked.pk]})
    programme.refresh_from_db()
    assert (list(Round.objects.get().chosen.all()), programme.round_openings) == ([asked], [])


@pytest.mark.parametrize(
    ("role", "status"), [("visitor", 302), ("lead", 403), ("steering", 403), ("administrator", 403)]
)
def test_others_make_none(cast, sign_in, programme, role, status):
    client = sign_in(cast.everyone()[role])
    assert client.get(address(programme)).status_code == status
    assert client.post(address(programme), TYPED).status_code == status
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name_fi", ""),
        ("slug", "ä ö"),
        ("opens", "10/1/2018"),
        ("opens", ""),
        ("due", "30.9.2018"),
        ("closes", "29.11.2018"),
        ("slug", "taken"),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_stays(cast, sign_in, programme, field, typed):
    make_round(programme, "taken")
    response = sign_in(cast.office).post(address(programme), TYPED | {"name_sv": "Hösten 2018", field: typed})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "Hösten 2018" in response.text
    assert Round.objects.count() == 1


def test_a_programme_that_there_is_not(cast, sign_in):
    assert sign_in(cast.office).get(reverse("updates:round_new", args=["none"])).status_code == 404


def test_no_other_method(cast, sign_in, programme):
    assert sign_in(cast.office).put(address(programme)).status_code == 405


def test_the_address_is_made_of_the_name_when_it_is_left_empty(cast, sign_in, programme):
    client = sign_in(cast.office)
    client.post(address(programme), TYPED | {"name_fi": "Kevään 2019 väliraportti", "slug": ""})
    client.post(address(programme), TYPED | {"name_fi": "Kevään 2019 väliraportti", "slug": ""})
    slugs = Round.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["kevaan-2019-valiraportti", "kevaan-2019-valiraportti-2"]


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


IN_FINNISH = {"guidance_fi": "Kirjoittakaa lyhyesti.", "question_2_fi": "Mitä maksoi?"}


def test_what_is_in_finnish_only_is_warned_of_where_the_programme_is_read_in_swedish(cast, sign_in):
    programme = make_programme("ohjelma", name_sv="Programmet")
    response = sign_in(cast.office).post(address(programme), TYPED | IN_FINNISH)
    assert response.status_code == 302
    assert "In Finnish only: guidance, question 2." in told(response)
    settings = reverse("updates:round_edit", args=[programme.slug, "syksy-2018"])
    mended = IN_FINNISH | {"guidance_sv": "Skriv kort."}
    assert "In Finnish only: question 2." in told(sign_in(cast.office).post(settings, TYPED | mended))


def test_a_programme_without_a_swedish_name_is_not_warned_of(cast, sign_in, programme):
    programme.name_sv = ""
    programme.save()
    assert "In Finnish only" not in told(sign_in(cast.office).post(address(programme), TYPED | IN_FINNISH))


def test_a_round_of_chosen_measures_that_the_back_office_makes_counts_no_day_either(cast, sign_in, programme):
    client, asked = sign_in(cast.office), make_measure(programme, "1.1")
    facts = TYPED | {"programme": programme.pk, "opens": "2018-10-01", "due": "2018-11-30", "chosen": [asked.pk]}
    assert client.post(reverse("admin:updates_round_add"), facts).status_code == 302
    programme.refresh_from_db()
    assert (list(Round.objects.get().chosen.all()), programme.round_openings) == ([asked], [])
