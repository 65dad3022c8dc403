import pytest
from django.urls import reverse

from actors.models import Body
from tests.factories import make_body, make_measure, make_programme


def open_page(client, **query):
    return client.get(reverse("reports:body_list"), query)


def shown(response):
    return [row["body"].key for row in response.context["rows"]]


def test_bodies_stand_in_the_order_of_the_finnish_alphabet(client, db):
    names = ["Öljy", "Vaasa", "Wärtsilä", "Ålands", "Zeus", "Aalto", "Äänekoski", "Šakki", "sisä"]
    for name in names:
        make_body(name, abbreviation="", name_fi=name)
    ordered = ["Aalto", "Šakki", "sisä", "Vaasa", "Wärtsilä", "Zeus", "Ålands", "Äänekoski", "Öljy"]
    assert shown(open_page(client)) == ordered


@pytest.mark.parametrize("words", ["POHA", "poliisihall", "POLISSTYRELSEN", "Police board", "poliisin ylijohto"])
def test_a_body_is_found_by_any_of_its_names(client, db, words):
    names = {"name_fi": "Poliisihallitus", "name_sv": "Polisstyrelsen", "name_en": "National Police Board"}
    body = make_body("POHA", **names, aliases=["Poliisin ylijohto"])
    body.save()
    make_body("RVL")
    assert shown(open_page(client, q=words)) == ["POHA"]


def test_a_kind_narrows_the_list(client, db):
    make_body("SM", kind="ministry")
    make_body("POHA", kind="agency")
    assert shown(open_page(client, kind="agency")) == ["POHA"]


def test_an_unknown_kind_lists_nothing(client, db):
    make_body("SM", kind="ministry")
    response = open_page(client, kind="castle")
    assert shown(response) == []
    assert "castle is not one of the available choices" in response.text


def test_leads_and_takes_part_count_measures_of_the_day_that_the_reader_sees(cast, sign_in):
    programme, closed = make_programme(), make_programme(is_published=False)
    make_measure(programme, "1.1", lead=cast.leading, partners=[cast.partnering])
    make_measure(programme, "1.2", lead=cast.partnering, partners=[cast.leading])
    make_measure(closed, "1.1", lead=cast.leading)

    def counts(client):
        rows = open_page(client, q="LEAD").context["rows"]
        return [(row["leads"], row["takes_part"]) for row in rows]

    assert counts(sign_in(cast.visitor)) == [(1, 1)]
    assert counts(sign_in(cast.office)) == [(2, 1)]


def test_a_former_body_tells_until_when(client, db):
    make_body("AVI", until="2017-12-31")
    assert "until 31 December 2017" in open_page(client).text
    assert "until 31 December 2017" not in open_page(client, on="2017-12-31").text


def test_nothing_found_shows_the_way_back(client, db):
    assert "No bodies fit" in open_page(client, q="zzz").text


@pytest.mark.parametrize("role", ["visitor", "lead", "outsider", "office", "steering", "administrator"])
def test_everybody_sees_the_same_bodies(cast, sign_in, role):
    assert len(shown(open_page(sign_in(cast.everyone()[role])))) == Body.objects.count()


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999"])
def test_a_page_that_is_none_shows_one_that_is(client, db, page):
    make_body("SM")
    assert shown(open_page(client, page=page)) == ["SM"]


def test_no_other_method(client, db):
    assert client.post(reverse("reports:body_list")).status_code == 405


@pytest.mark.parametrize("bodies", [10, 200])
def test_as_many_queries_whatever_the_size(cast, sign_in, bodies, django_assert_num_queries):
    programme = make_programme()
    for n in range(bodies):
        make_measure(programme, f"1.{n}", lead=make_body(parent=cast.ministry))
    client = sign_in(cast.office)
    with django_assert_num_queries(8):
        assert open_page(client).status_code == 200
