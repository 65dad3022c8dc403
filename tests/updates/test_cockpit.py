from datetime import date
from itertools import combinations

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.factories import at, make_body, make_measure, make_round, make_update
from updates.models import Return, Round
from updates.round_line import line_of_round

ON = date(2018, 6, 20)


@pytest.fixture
def round(cast):
    """2.2 led by LEAD with PART; 2.3 led by PART; 8.2 led by nobody."""
    measure = make_measure(number="2.2", lead=cast.leading, partners=[cast.partnering])
    make_measure(measure.programme, "2.3", lead=cast.partnering)
    make_measure(measure.programme, "8.2")
    return make_round(measure.programme)


@pytest.fixture
def url(round):
    return reverse("updates:cockpit", args=[round.programme.slug, round.slug])


def deed(round, name, body):
    return reverse(f"updates:{name}", args=[round.programme.slug, round.slug, body.slug])


def lines(response):
    return {line.body.key: line for line in response.context["page"].object_list}


@pytest.mark.parametrize(
    ("role", "status"),
    [("office", 200), ("lead", 403), ("approver", 403), ("steering", 403), ("administrator", 403)],
)
def test_the_cockpit_is_the_offices(cast, sign_in, url, role, status):
    assert sign_in(cast.everyone()[role]).get(url).status_code == status


def test_every_body_stands_with_its_return_and_its_measures(cast, sign_in, url, round):
    make_update(round.programme.measures.get(number="2.2"), round)
    found = lines(sign_in(cast.office).get(url))
    shown = {key: (line.state, [item.measure.code for item in line.owed.items]) for key, line in found.items()}
    assert {key: (*shown[key], line.open) for key, line in found.items()} == {
        "LEAD": ("draft", ["2.2"], 1),
        "PART": ("new", ["2.3", "2.2"], 2),
    }


def test_measures_that_nobody_leads_are_the_offices_own(cast, sign_in, url):
    leadless = sign_in(cast.office).get(url).context["board"].leadless
    assert [item.measure.code for item in leadless] == ["8.2"]


def test_the_text_of_a_draft_is_not_in_the_cockpit(cast, sign_in, url, round):
    make_update(round.programme.measures.get(number="2.2"), round, done="salainen luonnos")
    assert "salainen luonnos" not in sign_in(cast.office).get(url).text


def test_submitted_answers_make_the_return_submitted_where_none_is_approved(cast, sign_in, url, round):
    make_update(round.programme.measures.get(number="2.2"), round, state="submitted")
    assert lines(sign_in(cast.office).get(url))["LEAD"].state == "submitted"
    assert [*lines(sign_in(cast.office).get(f"{url}?state=submitted"))] == ["LEAD"]


def test_who_has_not_answered_after_the_due_day_is_late(cast, sign_in, url, settings):
    settings.TODAY = date(2018, 7, 15)
    assert not any(line.is_late for line in lines(sign_in(cast.office).get(url)).values())
    settings.TODAY = date(2018, 7, 16)
    found = lines(sign_in(cast.office).get(f"{url}?state=late"))
    assert [line.details for line in found.values()] == [["Late by 1 day"], ["Late by 1 day"]]


def test_more_time_needs_a_day_and_a_reason(cast, sign_in, round):
    client, url = sign_in(cast.office), deed(round, "return_extend", cast.leading)
    assert client.post(url, {"until": "", "words": ""}).status_code == 200
    assert client.post(url, {"until": "1.1.2018", "words": "syy"}).status_code == 200
    assert not Return.objects.exists()
    client.post(url, {"until": "30.7.2018", "words": "Vastuuhenkilö vaihtui."})
    row = Return.objects.get()
    assert (row.due, row.log.get().words) == (date(2018, 7, 30), "Vastuuhenkilö vaihtui.")


def test_more_time_ends_after_the_due_day_of_everybody(cast, sign_in, round):
    client, url = sign_in(cast.office), deed(round, "return_extend", cast.leading)
    page = client.post(url, {"until": "15.7.2018", "words": "syy"}).text
    assert "Everybody may answer until 15 July 2018. Give a later day." in page
    assert not Return.objects.exclude(due=None).exists()


def test_a_body_with_more_time_answers_after_the_others_are_shut_out(cast, sign_in, round, page_of, settings):
    Round.objects.filter(pk=round.pk).update(closes=date(2018, 7, 20))
    sign_in(cast.office).post(deed(round, "return_extend", cast.leading), {"until": "30.7.2018", "words": "syy"})
    settings.TODAY = date(2018, 7, 25)
    measure = round.programme.measures.get(number="2.2")
    assert "Save draft" in sign_in(cast.lead).get(page_of("update_form", cast.leading, measure)).text
    shut = sign_in(cast.partner).get(page_of("update_form", cast.partnering, measure)).text
    assert "took answers until 20 July 2018" in shut


def test_a_body_is_opened_again(cast, sign_in, round, page_of, settings):
    Round.objects.filter(pk=round.pk).update(closes=date(2018, 7, 20))
    settings.TODAY = date(2018, 7, 25)
    sign_in(cast.office).post(deed(round, "return_reopen", cast.leading), {"until": "26.7.2018", "words": "syy"})
    measure = round.programme.measures.get(number="2.2")
    assert "Save draft" in sign_in(cast.lead).get(page_of("update_form", cast.leading, measure)).text


def test_an_excused_body_owes_nothing_and_is_told_why_it_cannot_write(cast, sign_in, round, url, page_of):
    client = sign_in(cast.office)
    client.post(deed(round, "return_excuse", cast.leading), {"words": "Ei toimeenpantavaa."})
    line = lines(client.get(url))["LEAD"]
    assert (line.state, line.open, line.is_late) == ("excused", 0, False)
    measure = round.programme.measures.get(number="2.2")
    assert "has excused your body" in sign_in(cast.lead).get(page_of("update_form", cast.leading, measure)).text
    sign_in(cast.office).post(deed(round, "return_ask_again", cast.leading))
    assert "Save draft" in sign_in(cast.lead).get(page_of("update_form", cast.leading, measure)).text


def test_a_round_that_asks_of_chosen_measures_asks_of_no_other(cast, sign_in, round, url, page_of):
    round.chosen.set(round.programme.measures.filter(number="2.3"))
    found = lines(sign_in(cast.office).get(url))
    assert {key: [item.measure.code for item in line.owed.items] for key, line in found.items()} == {"PART": ["2.3"]}
    measure = round.programme.measures.get(number="2.2")
    assert sign_in(cast.lead).get(page_of("update_form", cast.leading, measure)).status_code == 404


def test_the_line_of_the_round_goes_from_opening_to_closing():
    round = Round(opens=date(2018, 5, 1), partners_due=date(2018, 6, 1), due=date(2018, 7, 1), closes=date(2018, 7, 31))
    marks = line_of_round(round, date(2018, 6, 15))
    assert [(mark.at, mark.kind) for mark in marks] == [
        ("0%", "past"), ("34%", "past"), ("49%", "now"), ("67%", "due"), ("100%", "open"),
    ]  # fmt: skip


def test_queries_do_not_grow_with_bodies_and_measures(cast, sign_in, round, url, django_assert_max_num_queries):
    client = sign_in(cast.office)
    for _n in range(12):
        measure = make_measure(round.programme, lead=make_body(), partners=[make_body(), cast.leading])
        make_update(measure, round, state="submitted")
    Return.objects.all().first().extend(date(2018, 8, 1), "syy", cast.office, at(ON))
    client.get(url)
    with django_assert_max_num_queries(12):
        client.get(url)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    ("partners", "due", "closes", "on"),
    [
        (date(2018, 6, 29), date(2018, 7, 1), date(2018, 7, 2), date(2018, 6, 30)),
        (None, date(2018, 7, 1), date(2018, 7, 2), date(2018, 5, 2)),
        (date(2018, 5, 3), date(2018, 5, 4), date(2018, 9, 30), date(2018, 5, 2)),
        (date(2018, 6, 1), date(2018, 7, 1), None, date(2018, 8, 1)),
        (date(2018, 5, 2), date(2018, 5, 3), None, date(2018, 5, 2)),
    ],
)
def test_labels_of_near_days_do_not_meet(partners, due, closes, on, language):
    round = Round(opens=date(2018, 5, 1), partners_due=partners, due=due, closes=closes)
    with override(language):
        marks = line_of_round(round, on)
    for width, shown in ((280, [each for each in marks if not each.is_minor]), (700, marks)):
        labels = [(each.y, *each.span(width)) for each in shown if each.y]
        met = [(a, b) for a, b in combinations(labels, 2) if a[0] == b[0] and a[1] < b[2] and b[1] < a[2]]
        assert met == []
    assert all(each.y for each in marks if not each.is_minor)
