from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_body, make_measure, make_programme, make_user
from tests.updates.inquiries import give, make_inquiry, write


def open_list(client):
    return client.get(reverse("updates:inquiry_list"))


def rows(response):
    return [(each.n, each.answered, each.asked) for each in response.context["page"].object_list]


def test_open_questions_come_first_by_their_due_day_with_their_counts(cast, sign_in):
    programme = make_programme()
    measures = [make_measure(programme, number, lead=cast.leading) for number in ("1.1", "1.2")]
    later = make_inquiry(programme, [cast.leading, cast.partnering], measures, due=date(2018, 8, 1))
    make_inquiry(programme, [cast.leading], due=date(2018, 7, 1))
    make_inquiry(programme, [cast.leading], due=date(2018, 6, 25)).close(make_user(), at(date(2018, 6, 26)))
    give(later, cast.leading, words="vastaus")
    write(later, cast.partnering, words="luonnos")
    assert rows(open_list(sign_in(cast.office))) == [(2, 0, 1), (1, 1, 2), (3, 0, 1)]


def test_what_is_past_due_and_not_whole_is_said(cast, sign_in):
    programme = make_programme()
    silent = make_inquiry(programme, [cast.leading], due=date(2018, 6, 29))
    whole = make_inquiry(programme, [cast.leading], due=date(2018, 6, 29))
    today = make_inquiry(programme, [cast.leading], due=date(2018, 6, 30))
    give(whole, cast.leading, words="vastaus")
    found = {each.pk: each.is_late for each in open_list(sign_in(cast.office)).context["page"].object_list}
    assert found == {silent.pk: True, whole.pk: False, today.pk: False}


def test_without_any_it_offers_to_ask(cast, sign_in):
    programme = make_programme()
    assert reverse("updates:inquiry_new", args=[programme.slug]) in open_list(sign_in(cast.office)).text


@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 302), ("lead", 403), ("approver", 403), ("steering", 403), ("administrator", 403)],
)
def test_others_are_kept_out(cast, sign_in, role, status):
    assert open_list(sign_in(cast.everyone()[role])).status_code == status


def test_no_other_method(cast, sign_in):
    assert sign_in(cast.office).post(reverse("updates:inquiry_list")).status_code == 405


def test_queries_do_not_grow(cast, sign_in, django_assert_num_queries):
    client, programme = sign_in(cast.office), make_programme()
    for size in (1, 6):
        for _ in range(size):
            make_inquiry(programme, [make_body(), cast.leading])
        open_list(client)
        with django_assert_num_queries(8):
            open_list(client)
