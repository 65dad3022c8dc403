from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_measure, make_round, make_update


@pytest.fixture
def autumn(measure):
    return make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))


def open_page(client, autumn):
    return client.get(reverse("updates:my_round", args=[autumn.programme.slug, autumn.slug]))


def test_a_coordinator_finds_what_the_body_said(cast, sign_in, measure, autumn):
    update = make_update(measure, autumn, state="submitted", on=date(2017, 11, 20))
    make_update(make_measure(measure.programme, lead=cast.outside), autumn, state="submitted", on=date(2017, 11, 20))
    response = open_page(sign_in(cast.lead), autumn)
    assert list(response.context["page"].object_list) == [update]
    assert update.get_absolute_url() in response.text


def test_a_body_that_said_nothing_is_told_so(cast, sign_in, autumn):
    assert "gave no answer in this round" in open_page(sign_in(cast.lead), autumn).text


@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 302), ("lead", 200), ("approver", 200), ("office", 404), ("steering", 404), ("administrator", 404)],
)
def test_who_opens_it(cast, sign_in, autumn, role, status):
    assert open_page(sign_in(cast.everyone()[role]), autumn).status_code == status


def test_a_round_that_there_is_not(cast, sign_in, measure):
    client = sign_in(cast.lead)
    assert client.get(reverse("updates:my_round", args=[measure.programme.slug, "none"])).status_code == 404


def test_no_other_method(cast, sign_in, autumn):
    url = reverse("updates:my_round", args=[autumn.programme.slug, autumn.slug])
    assert sign_in(cast.lead).post(url).status_code == 405


def test_queries_do_not_grow(cast, sign_in, measure, autumn, django_assert_num_queries):
    client = sign_in(cast.lead)
    for size in (1, 7):
        for _ in range(size):
            more = make_measure(measure.programme, lead=cast.leading)
            make_update(more, autumn, state="submitted", on=date(2017, 11, 20))
        open_page(client, autumn)
        with django_assert_num_queries(7):
            open_page(client, autumn)
