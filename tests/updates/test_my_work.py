from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    at,
    make_body,
    make_measure,
    make_round,
    make_schedule_item,
    make_seat,
    make_update,
    make_user,
)
from updates.models import Return


def tasks(response):
    return [(task.measure.code, str(task.body), task.role, task.state) for task in response.context["page"].object_list]


def open_page(client, **query):
    return client.get(reverse("updates:my_work"), query)


def test_a_coordinator_sees_leads_answers_first_then_parts(cast, sign_in, measure):
    other = make_measure(measure.programme, "1.1", lead=cast.outside, partners=[cast.leading])
    make_update(other, measure.programme.rounds.get(), body=cast.leading, role="partner", state="submitted")
    response = open_page(sign_in(cast.lead))
    assert tasks(response) == [("2.2", "LEAD", "lead", "new"), ("1.1", "LEAD", "partner", "submitted")]
    assert [figure["value"] for figure in response.context["counts"]] == [1, 0, 1, 0]


def test_a_partner_sees_its_part_and_not_the_leads_draft(cast, sign_in, measure):
    make_update(measure)
    assert tasks(open_page(sign_in(cast.partner))) == [("2.2", "PART", "partner", "new")]


def test_an_approver_sees_the_bodys_tasks_without_a_way_to_write(cast, sign_in, measure):
    response = open_page(sign_in(cast.approver))
    assert tasks(response) == [("2.2", "LEAD", "lead", "new")]
    assert reverse("updates:update_form", args=[measure.programme.slug, "2.2", cast.leading.slug]) not in response.text


def test_an_outsider_is_told_why_nothing_is_expected(cast, sign_in, measure):
    assert "Nothing is expected of your body" in open_page(sign_in(cast.outsider)).text


def test_without_an_open_round_it_says_so_and_earlier_rounds_are_listed(cast, sign_in, measure):
    measure.programme.rounds.update(due=date(2018, 6, 20), closes=date(2018, 6, 29))
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    page = open_page(sign_in(cast.lead)).text
    assert "No round is open" in page
    assert reverse("updates:my_round", args=[measure.programme.slug, autumn.slug]) in page


def test_somebody_without_a_seat_is_told_whom_to_ask(client, measure):
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    assert "it has no seat in any body" in open_page(client).text


def test_a_visitor_signs_in_first(client, db):
    assert open_page(client).status_code == 302


def test_no_other_method(cast, sign_in):
    assert sign_in(cast.lead).post(reverse("updates:my_work")).status_code == 405


@pytest.mark.parametrize(
    ("role", "page"),
    [("office", "updates:office"), ("administrator", "actors:people"), ("steering", "reports:programme_page")],
)
def test_others_are_taken_to_their_own_page(cast, sign_in, measure, role, page):
    place = reverse(page, args=[measure.programme.slug] if role == "steering" else [])
    assert open_page(sign_in(cast.everyone()[role])).url == place


def test_a_coordinator_who_also_sits_in_the_office_has_both(cast, sign_in, measure):
    make_seat(cast.office, cast.leading, "coordinator")
    leadless = make_measure(measure.programme, "9.9")
    assert tasks(open_page(sign_in(cast.office))) == [
        ("2.2", "LEAD", "lead", "new"),
        (leadless.code, "SM", "lead", "new"),
    ]


def test_an_answer_that_two_of_ones_bodies_share_is_listed_once(cast, sign_in, measure):
    make_seat(cast.lead, cast.outside, "coordinator")
    shared = make_measure(measure.programme, "3.3", leads=[cast.leading, cast.outside])
    make_update(shared, measure.programme.rounds.get(), body=cast.outside)
    assert tasks(open_page(sign_in(cast.lead))) == [("2.2", "LEAD", "lead", "new"), ("3.3", "LEAD", "lead", "draft")]


def test_a_leading_body_owes_no_part_of_its_own(cast, sign_in, measure):
    both = make_measure(measure.programme, "3.3", lead=cast.leading, partners=[cast.leading])
    assert tasks(open_page(sign_in(cast.lead)))[1:] == [(both.code, "LEAD", "lead", "new")]


def test_an_empty_draft_is_not_begun(cast, sign_in, measure):
    make_update(measure, stage="", confidence="", reason="", cause="", done="", public_fi="", public_sv="")
    assert tasks(open_page(sign_in(cast.lead))) == [("2.2", "LEAD", "lead", "new")]


def test_what_is_late_and_what_was_said_last_stand_in_the_row(cast, sign_in, measure):
    make_schedule_item(measure, latest=date(2018, 3, 31), kind="by")
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, confidence="at_risk", state="submitted", on=date(2017, 11, 20))
    (task,) = open_page(sign_in(cast.lead)).context["page"].object_list
    assert [item.latest for item in task.late] == [date(2018, 3, 31)]
    assert task.before.confidence == "at_risk"


def test_each_figure_opens_its_list(cast, sign_in, measure):
    make_update(make_measure(measure.programme, "3.3", lead=cast.leading), measure.programme.rounds.get())
    assert tasks(open_page(sign_in(cast.lead), state="draft")) == [("3.3", "LEAD", "lead", "draft")]
    assert open_page(sign_in(cast.lead), state="published").status_code == 200


def test_a_measure_is_expected_in_the_newest_round_that_asks_it(cast, sign_in, measure):
    chosen = make_measure(measure.programme, "3.3", lead=cast.leading)
    newer = make_round(measure.programme, "lisakysely", date(2018, 6, 30), date(2018, 8, 31))
    newer.chosen.add(chosen)
    page = open_page(sign_in(cast.lead))
    expected = [(task.measure.code, task.round.slug) for task in page.context["page"].object_list]
    assert expected == [("3.3", "lisakysely"), ("2.2", "kevat-2018")]
    for slug in ("lisakysely", "kevat-2018"):
        assert reverse("updates:return_page", args=[measure.programme.slug, slug, cast.leading.slug]) in page.text


def test_of_two_rounds_that_open_on_one_day_the_later_made_is_the_newer(cast, sign_in, measure):
    first, second = (make_round(measure.programme, slug, date(2018, 6, 30), date(2018, 8, 31)) for slug in "ab")
    first.frozen_at = at(date(2018, 6, 30))
    first.save()
    page = open_page(sign_in(cast.lead))
    assert [task.round for task in page.context["page"].object_list] == [second]
    assert first in page.context["earlier"]
    form = reverse("updates:update_form", args=[measure.programme.slug, "2.2", cast.leading.slug])
    assert sign_in(cast.lead).get(form).context["task"].round == second


def close(measure, **facts):
    round = measure.programme.rounds.get()
    round.due, round.closes = date(2018, 6, 20), date(2018, 6, 29)
    for name, value in facts.items():
        setattr(round, name, value)
    round.save()
    return round


def with_more_time(round, body, deed):
    row = Return.objects.create(round=round, body=body)
    getattr(row, deed)(date(2018, 7, 31), "syy", None, at(date(2018, 6, 30)))
    return row


@pytest.mark.parametrize(("deed", "due"), [("extend", date(2018, 7, 31)), ("reopen", date(2018, 6, 20))])
def test_a_body_with_more_time_finds_its_work_after_the_round_has_closed(cast, sign_in, measure, deed, due):
    other = make_measure(measure.programme, "3.3", lead=cast.outside)
    round = close(measure)
    with_more_time(round, cast.leading, deed)
    page = open_page(sign_in(cast.lead))
    (task,) = page.context["page"].object_list
    assert (task.measure, task.due, round in page.context["earlier"]) == (measure, due, False)
    assert task.form_url in page.text
    assert "More time until 31 July 2018" in page.text
    assert "answers by 20 June 2018" not in page.text
    assert sign_in(cast.lead).get(task.form_url).context["task"].due == due
    assert tasks(open_page(sign_in(cast.outsider))) == [], other


def test_only_the_bodies_with_more_time_are_asked_in_a_closed_round(cast, sign_in, measure):
    make_seat(cast.lead, cast.outside, "coordinator")
    make_measure(measure.programme, "3.3", leads=[cast.leading, cast.outside])
    with_more_time(close(measure), cast.outside, "extend")
    assert tasks(open_page(sign_in(cast.lead))) == [("3.3", "OUT", "lead", "new")]


@pytest.mark.parametrize(("has_more", "due"), [(False, date(2018, 6, 10)), (True, date(2018, 7, 31))])
def test_a_part_is_due_by_the_partners_date_unless_more_time_was_given(cast, sign_in, measure, has_more, due):
    round = close(measure, closes=None, partners_due=date(2018, 6, 10))
    if has_more:
        with_more_time(round, cast.partnering, "extend")
    (task,) = open_page(sign_in(cast.partner)).context["page"].object_list
    assert task.due == due


@pytest.mark.parametrize("has_more", [False, True])
def test_after_closing_the_approver_is_shown_what_may_still_be_approved(cast, sign_in, measure, has_more):
    round = close(measure, needs_approval=True)
    row = Return.objects.create(round=round, body=cast.leading)
    row.send(cast.lead, at(date(2018, 6, 20)))
    if has_more:
        row.extend(date(2018, 7, 31), "syy", cast.office, at(date(2018, 6, 30)))
    assert open_page(sign_in(cast.approver)).context["waiting"] == [row] * has_more


def test_a_return_of_an_older_round_that_is_open_still_waits_for_its_approver(cast, sign_in, measure):
    row = Return.objects.create(round=measure.programme.rounds.get(), body=cast.leading)
    row.send(cast.lead, at(date(2018, 6, 20)))
    make_round(measure.programme, "kesa", date(2018, 6, 29), date(2018, 8, 31))
    assert open_page(sign_in(cast.approver)).context["waiting"] == [row]


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999", ""])
def test_a_page_that_there_is_not_is_the_nearest_one(cast, sign_in, measure, page):
    assert len(tasks(open_page(sign_in(cast.lead), page=page))) == 1


def test_queries_do_not_grow(cast, sign_in, measure, django_assert_num_queries):
    client = sign_in(cast.lead)
    make_update(measure, state="submitted")
    open_page(client)
    with django_assert_num_queries(11):
        open_page(client)
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    for n in range(12):
        more = make_measure(measure.programme, lead=cast.leading, partners=[make_body()])
        make_schedule_item(more, latest=date(2018, 3, 31), kind="by")
        make_update(more, autumn, state="submitted", on=date(2017, 11, 20))
        make_measure(make_round(more.programme, f"x-{n}", date(2017, 1, 1), date(2017, 2, 1)).programme)
    with django_assert_num_queries(11):
        open_page(client)


def test_the_office_finds_the_measures_without_a_lead_from_its_desk(cast, sign_in, measure):
    make_measure(measure.programme, "9.9", partners=[cast.partnering])
    client = sign_in(cast.office)
    (leadless,) = [row for row in client.get(reverse("updates:office")).context["bodies"] if not row["name"]]
    assert tasks(client.get(leadless["url"])) == [("9.9", "SM", "lead", "new")]


@pytest.fixture
def unit_of(cast, measure):
    """A measure that LEAD leads with OUT as its unit, in the round of `measure`, which takes answers until 20 June."""
    other = make_measure(measure.programme, "2.3", lead=cast.leading, units=[cast.outside])
    measure.programme.rounds.update(due=date(2018, 6, 20), closes=date(2018, 6, 20))
    return other


def test_a_unit_has_the_time_of_its_lead(cast, sign_in, unit_of, page_of):
    client, form = sign_in(cast.outsider), page_of("update_form", cast.outside, unit_of)
    assert "No round is open" in open_page(client).text
    shut = client.get(form).text
    assert "took answers until 20 June 2018. Ask the programme office to open the return of LEAD" in shut
    row = Return.objects.create(round=unit_of.programme.rounds.get(), body=cast.leading)
    row.extend(date(2018, 7, 31), "loma", cast.office, at(date(2018, 6, 25)))
    response = open_page(client)
    assert [(task.measure.code, task.due) for task in response.context["page"].object_list] == [
        ("2.3", date(2018, 7, 31))
    ]
    assert "Answers in the return of LEAD" in response.text
    assert "Save draft" in client.get(form).text


def test_a_body_that_leads_and_is_a_unit_sees_both_apart(cast, sign_in, measure):
    make_measure(measure.programme, "1.1", lead=cast.outside, units=[cast.leading])
    make_measure(measure.programme, "3.1", lead=cast.leading, units=[cast.leading])
    found = open_page(sign_in(cast.lead)).context["page"].object_list
    assert [(task.measure.code, task.giver) for task in found] == [("2.2", None), ("3.1", None), ("1.1", cast.outside)]


def test_a_unit_answers_in_the_return_of_the_lead_that_it_stands_under(cast, sign_in, measure, page_of):
    other = make_measure(measure.programme, "2.4", leads=[cast.leading, cast.partnering], units=[cast.outside])
    round = other.programme.rounds.get()
    Return.objects.create(round=round, body=cast.leading).excuse("syy", cast.office, at(date(2018, 6, 1)))
    client, form = sign_in(cast.outsider), page_of("update_form", cast.outside, other)
    assert "Answers in the return of PART" in open_page(client).text
    assert "Save draft" in client.get(form).text
    Return.objects.create(round=round, body=cast.partnering).excuse("syy", cast.office, at(date(2018, 6, 1)))
    assert "The office has excused PART, in whose return you answer" in client.get(form).text


def test_a_round_that_is_open_to_the_lead_alone_stays_among_the_earlier_ones(cast, sign_in, unit_of, measure):
    make_measure(measure.programme, "1.1", lead=cast.outside)
    row = Return.objects.create(round=unit_of.programme.rounds.get(), body=cast.leading)
    row.extend(date(2018, 7, 31), "loma", cast.office, at(date(2018, 6, 25)))
    response = open_page(sign_in(cast.outsider))
    assert [task.measure.code for task in response.context["page"].object_list] == ["2.3"]
    assert list(response.context["earlier"]) == [row.round]
