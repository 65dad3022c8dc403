from datetime import date

import pytest

from tests.factories import make_update
from updates.models import Update


def take_back(client, page_of, body):
    return client.post(page_of("update_take_back", body))


def test_a_submitted_answer_becomes_a_draft_again(cast, sign_in, page_of, measure):
    make_update(measure, state="submitted")
    response = take_back(sign_in(cast.lead), page_of, cast.leading)
    assert response.url == page_of("update_form", cast.leading)
    assert Update.objects.get().state == "draft"


@pytest.mark.parametrize("role", ["partner", "outsider", "approver", "office", "steering", "administrator"])
def test_others_do_not_take_it_back(cast, sign_in, page_of, measure, role):
    make_update(measure, state="submitted")
    assert take_back(sign_in(cast.everyone()[role]), page_of, cast.leading).status_code == 404
    assert Update.objects.get().state == "submitted"


def test_a_visitor_signs_in_first(cast, client, page_of, measure):
    make_update(measure, state="submitted")
    assert take_back(client, page_of, cast.leading).status_code == 302
    assert Update.objects.get().state == "submitted"


def test_getting_takes_nothing_back(cast, sign_in, page_of, measure):
    make_update(measure, state="submitted")
    assert sign_in(cast.lead).get(page_of("update_take_back", cast.leading)).status_code == 405


def test_a_published_answer_is_not_taken_back(cast, sign_in, page_of, measure):
    update = make_update(measure, state="published")
    response = take_back(sign_in(cast.lead), page_of, cast.leading)
    assert response.url == update.get_absolute_url()
    assert Update.objects.get().state == "published"


def test_an_answer_of_a_closed_round_is_not_taken_back(cast, sign_in, page_of, measure):
    make_update(measure, state="submitted")
    measure.programme.rounds.update(due=date(2018, 6, 20), closes=date(2018, 6, 29))
    take_back(sign_in(cast.lead), page_of, cast.leading)
    assert Update.objects.get().state == "submitted"


def test_nothing_to_take_back_is_not_found(cast, sign_in, page_of):
    assert take_back(sign_in(cast.lead), page_of, cast.leading).status_code == 404
