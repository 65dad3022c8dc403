"""The list and its sheet ask the database as often for two hundred measures as for ten, and ten times at the most."""

from datetime import date

import pytest

from tests.factories import make_measure, make_programme, make_round, make_schedule_item


@pytest.fixture(params=[10, 200])
def programme(request, cast):
    programme = make_programme("sts")
    make_round(programme)
    for n in range(1, request.param + 1):
        measure = make_measure(programme, f"1.{n}", lead=cast.leading, partners=[cast.partnering])
        make_schedule_item(measure, kind="by", latest=date(2018, 3, 31))
    return programme


# Session, user, seats, programme, round: five for whoever is signed in. Then one each for the number of measures, the
# number of those found, the ids of the page and its rows; one for the menus when they are new.
COUNTS = {
    "": 8,
    "area=1&mark=not_reported&sort=due": 9,
    "q=toimenpide&lead=lead&sort=lead": 9,
    "sort=-number&page=1": 8,
    "page=99": 6,
    "what=1": 5,
}


def test_the_list(programme, cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.office)
    client.get("/en/sts/measures/")
    for query, count in COUNTS.items():
        with django_assert_num_queries(count):
            client.get(f"/en/sts/measures/?{query}")


def test_the_first_look_fetches_the_menus_too(programme, cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.office)
    with django_assert_num_queries(10):
        client.get("/en/sts/measures/?area=1&late=1")


def test_the_sheet(programme, cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.office)
    with django_assert_num_queries(7):
        client.get("/en/sts/measures/excel/").getvalue()
