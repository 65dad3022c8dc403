from datetime import date

import pytest

from tests.factories import at, make_update
from updates.models import Update


def submit(client, page_of, body, version=1):
    return client.post(page_of("update_submit", body), {"version": version})


def test_the_checked_draft_is_submitted(cast, sign_in, page_of, measure):
    make_update(measure)
    response = submit(sign_in(cast.lead), page_of, cast.leading)
    update = Update.objects.get()
    assert response.url == update.get_absolute_url()
    assert (update.state, update.submitted_by) == ("submitted", cast.lead)
    assert measure.standings.of("inside", date(2018, 6, 30)).get().stage == "in_progress"


def test_a_partner_submits_its_part_and_the_measure_stands_as_it_stood(cast, sign_in, page_of, measure):
    make_update(measure, body=cast.partnering, role="partner")
    submit(sign_in(cast.partner), page_of, cast.partnering)
    assert Update.objects.get().state == "submitted"
    assert measure.standings.of("inside", date(2018, 6, 30)).get().stage == ""


@pytest.mark.parametrize("role", ["partner", "outsider", "approver", "office", "steering", "administrator"])
def test_others_do_not_submit_it(cast, sign_in, page_of, measure, role):
    make_update(measure)
    assert submit(sign_in(cast.everyone()[role]), page_of, cast.leading).status_code == 404
    assert Update.objects.get().state == "draft"


def test_a_visitor_signs_in_and_comes_to_the_check(cast, client, page_of, measure):
    make_update(measure)
    response = submit(client, page_of, cast.leading)
    assert response.url.endswith(f"?next={page_of('update_check', cast.leading)}")
    assert Update.objects.get().state == "draft"


def test_getting_submits_nothing(cast, sign_in, page_of, measure):
    make_update(measure)
    assert sign_in(cast.lead).get(page_of("update_submit", cast.leading)).status_code == 405
    assert Update.objects.get().state == "draft"


def test_twice_is_once(cast, sign_in, page_of, measure):
    make_update(measure)
    client = sign_in(cast.lead)
    first, second = (submit(client, page_of, cast.leading) for _ in range(2))
    assert first.url == second.url
    assert Update.objects.get().history.filter(state="submitted").count() == 1


def test_an_incomplete_draft_goes_back_to_the_check(cast, sign_in, page_of, measure):
    make_update(measure, done="")
    assert submit(sign_in(cast.lead), page_of, cast.leading).url == page_of("update_check", cast.leading)
    assert Update.objects.get().state == "draft"


def test_nothing_saved_leads_to_the_form(cast, sign_in, page_of):
    assert submit(sign_in(cast.lead), page_of, cast.leading).url == page_of("update_form", cast.leading)


@pytest.mark.parametrize("version", [1, "", "abc", "-2", "９", "1" * 40])
def test_a_text_newer_than_the_one_checked_is_shown_before_it_is_submitted(cast, sign_in, page_of, measure, version):
    update = make_update(measure)
    update.write(update.words() | {"done": "uudempi"}, {}, 1, cast.lead, at(date(2018, 6, 2)))
    response = submit(sign_in(cast.lead), page_of, cast.leading, version)
    assert response.status_code == 409
    assert "uudempi" in response.text
    assert 'name="version" value="2"' in response.text
    assert Update.objects.get().state == "draft"
