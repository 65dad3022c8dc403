from datetime import date

import pytest

from tests.factories import make_measure, make_round, make_schedule_item, make_update
from updates.models import Update


def check(client, page_of, body):
    return client.get(page_of("update_check", body))


def test_a_complete_draft_is_shown_with_a_way_to_change_each_answer(cast, sign_in, page_of, measure):
    make_update(measure, next="sitten tämä")
    response = check(sign_in(cast.lead), page_of, cast.leading)
    assert response.status_code == 200
    assert "sitten tämä" in response.text
    assert f"{page_of('update_form', cast.leading)}#id_stage_0" in response.text
    assert page_of("update_submit", cast.leading) in response.text


@pytest.mark.parametrize("role", ["partner", "outsider", "approver", "office", "steering", "administrator"])
def test_others_do_not_find_it(cast, sign_in, page_of, measure, role):
    make_update(measure)
    assert check(sign_in(cast.everyone()[role]), page_of, cast.leading).status_code == 404


def test_a_visitor_signs_in_first(cast, client, page_of, measure):
    make_update(measure)
    assert check(client, page_of, cast.leading).status_code == 302


def test_no_other_method(cast, sign_in, page_of, measure):
    assert sign_in(cast.lead).post(page_of("update_check", cast.leading)).status_code == 405


def test_without_a_draft_it_leads_to_the_form(cast, sign_in, page_of):
    assert check(sign_in(cast.lead), page_of, cast.leading).url == page_of("update_form", cast.leading)


def test_what_is_missing_is_asked_for_on_the_form_in_the_same_words_twice(cast, sign_in, page_of, measure):
    make_update(measure, stage="", confidence="", done="", public_fi="", public_sv="", next="kirjoitettu")
    response = check(sign_in(cast.lead), page_of, cast.leading)
    for field in ("stage", "confidence", "done", "public_fi"):
        (words,) = response.context["form"].errors[field]
        assert response.text.count(words) == 2
    assert "kirjoitettu" in response.text
    assert "<title>Error:" in response.text


def test_the_form_with_errors_saves_to_the_forms_address(cast, sign_in, page_of, measure):
    make_update(measure, done="")
    assert f'action="{page_of("update_form", cast.leading)}"' in check(sign_in(cast.lead), page_of, cast.leading).text


def test_a_days_error_of_a_saved_day_does_not_arise(cast, sign_in, page_of, measure):
    item = make_schedule_item(measure, latest=date(2018, 3, 31), kind="by")
    update = make_update(measure, done="")
    update.outcomes.create(item=item, done_on=date(2018, 3, 5))
    response = check(sign_in(cast.lead), page_of, cast.leading)
    assert set(response.context["form"].errors) == {"done"}
    assert 'value="5.3.2018"' in response.text


def test_an_improbable_answer_is_doubted_but_may_be_submitted(cast, sign_in, page_of, measure):
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, done="aivan samat sanat", state="submitted", on=date(2017, 11, 20))
    make_schedule_item(measure, latest=date(2018, 3, 31), kind="by")
    make_update(measure, Update.objects.get().measure.programme.rounds.first(), done="aivan samat sanat", next="")
    response = check(sign_in(cast.lead), page_of, cast.leading)
    assert len(response.context["doubts"]) == 3
    assert page_of("update_submit", cast.leading) in response.text


def test_queries(cast, sign_in, page_of, measure, django_assert_num_queries):
    make_update(measure)
    client = sign_in(cast.lead)
    check(client, page_of, cast.leading)
    with django_assert_num_queries(12):
        check(client, page_of, cast.leading)


def test_a_text_in_another_language_is_marked(cast, sign_in, page_of, measure):
    make_update(measure, language="sv", done="Utkastet är klart.")
    response = check(sign_in(cast.lead), page_of, cast.leading)
    assert '<div class="said" lang="sv"><p>Utkastet är klart.</p></div>' in response.text


def titles(page):
    return page.split("<title>")[1].split("</title>")[0], page.split("<h1>")[1].split("</h1>")[0]


def test_an_answer_that_is_only_marked_ready_is_not_called_submitted(cast, sign_in, page_of, measure):
    make_update(measure)
    measure.programme.rounds.update(needs_approval=True)
    page = check(sign_in(cast.lead), page_of, cast.leading).text
    assert all(f"Check and mark as ready: measure {measure.code}" in title for title in titles(page))
    assert "Check and submit" not in page


def test_without_approval_it_is_submitted(cast, sign_in, page_of, measure):
    make_update(measure)
    page = check(sign_in(cast.lead), page_of, cast.leading).text
    assert all(f"Check and submit: measure {measure.code}" in title for title in titles(page))


def test_rows_stand_in_the_order_of_the_form(cast, sign_in, page_of, measure):
    make_schedule_item(measure, latest=date(2018, 12, 31), kind="by")
    make_update(measure)
    client = sign_in(cast.lead)
    rows = check(client, page_of, cast.leading).context["rows"]
    names = [field.name for field, _words in [*rows["own"], *rows["public"]]]
    form = client.get(page_of("update_form", cast.leading)).text
    places = [form.index(f'name="{name}"') for name in names]
    assert len(places) > 8
    assert places == sorted(places)


def test_that_nothing_has_changed_is_told_only_where_it_is_so(cast, sign_in, page_of, measure):
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, state="submitted", on=date(2017, 11, 20))
    update = make_update(measure, Update.objects.get().measure.programme.rounds.first())
    client = sign_in(cast.lead)
    assert "Nothing has changed since" not in check(client, page_of, cast.leading).text
    update.write(update.words() | {"is_unchanged": True}, {}, update.version, cast.lead, update.saved_at)
    assert "Nothing has changed since" in check(client, page_of, cast.leading).text


def test_a_unit_is_told_in_whose_return_its_ready_answer_goes(cast, sign_in, page_of, measure):
    other = make_measure(measure.programme, "2.3", lead=cast.leading, units=[cast.outside])
    update = make_update(other)
    measure.programme.rounds.update(needs_approval=True)
    client = sign_in(cast.outsider)
    page = client.get(page_of("update_check", cast.outside, other)).text
    assert "A ready answer goes to the office in the return of LEAD" in page
    sent = client.post(page_of("update_submit", cast.outside, other), {"version": update.version}, follow=True)
    assert sent.status_code == 200
    assert "It goes to approval in the return of LEAD." in sent.text
    assert Update.objects.get(measure=other).ready_at


def test_a_unit_whose_lead_has_ended_gives_its_answer_itself(cast, sign_in, page_of, measure):
    other = make_measure(measure.programme, "2.3", lead=cast.leading, units=[cast.outside])
    lead = other.responsibilities.get(role="lead")
    lead.until = date(2018, 6, 1)
    lead.save()
    update = make_update(other, body=cast.outside)
    measure.programme.rounds.update(needs_approval=True)
    client = sign_in(cast.outsider)
    client.post(page_of("update_submit", cast.outside, other), {"version": update.version})
    update.refresh_from_db()
    assert update.state == "submitted"
