from datetime import date

import pytest
from django.urls import reverse

from actions.models import Responsibility
from tests.factories import at, make_body, make_measure, make_programme, make_round, make_update
from updates.models import Update


def open_page(client, **query):
    return client.get(reverse("updates:office"), query)


def codes(response):
    return [row["update"].measure.code for row in response.context["rows"]]


def test_the_office_sees_what_is_submitted_and_not_that_there_are_drafts(cast, sign_in, measure):
    make_update(measure, state="submitted")
    make_update(make_measure(measure.programme, "3.3", lead=cast.leading), done="LUONNOS TÄSSÄ")
    response = open_page(sign_in(cast.office))
    assert codes(response) == ["2.2"]
    assert "LUONNOS TÄSSÄ" not in response.text
    (lead,) = [row for row in response.context["bodies"] if row["name"] == "LEAD"]
    assert (lead["answered"], lead["answers"], lead["missing"]) == (1, 2, 1)


def test_published_answers_and_parts_have_lists_of_their_own(cast, sign_in, measure):
    make_update(measure, state="published")
    make_update(measure, body=cast.partnering, role="partner", state="submitted")
    client = sign_in(cast.office)
    assert codes(open_page(client)) == []
    assert codes(open_page(client, show="published")) == ["2.2"]
    assert codes(open_page(client, show="parts")) == ["2.2"]
    assert [tab["count"] for tab in open_page(client).context["tabs"]] == [0, 1, 1]


def test_the_rows_tell_what_has_changed_since_the_answer_before(cast, sign_in, measure):
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, confidence="on_plan", state="submitted", on=date(2017, 11, 20))
    make_update(measure, measure.programme.rounds.first(), confidence="delayed", state="submitted")
    (row,) = open_page(sign_in(cast.office)).context["rows"]
    assert [mark.symbol for mark in row["before"]] == ["prog", "plan"]
    assert row["change"]["word"] == "Worsened"


def test_a_first_answer_has_no_change(cast, sign_in, measure):
    make_update(measure, state="submitted")
    (row,) = open_page(sign_in(cast.office)).context["rows"]
    assert (row["before"], row["change"]) == ([], None)


def test_partners_and_measures_without_a_lead_are_counted(cast, sign_in, measure):
    make_update(measure, body=cast.partnering, role="partner", state="submitted")
    make_measure(measure.programme, "9.9", partners=[cast.partnering])
    *_others, part, leadless = open_page(sign_in(cast.office)).context["bodies"]
    assert (part["name"], part["parted"], part["parts"]) == ("PART", 1, 2)
    assert (leadless["name"], leadless["answered"], leadless["answers"]) == ("", 0, 1)


def test_bodies_that_can_answer_nothing_are_not_counted_and_excused_ones_lack_nothing(cast, sign_in, measure):
    everyone = make_body("kunnat", kind="collective")
    shared = make_measure(measure.programme, "2.3", lead=cast.leading, partners=[everyone], units=[cast.outside])
    Responsibility.objects.create(measure=shared, body=cast.outside, role="partner", n=9)
    round = measure.programme.rounds.get()
    (row,) = round.returns.hold(round, [cast.partnering])
    row.excuse("ei tehtäviä", cast.office, at(date(2018, 6, 20)))
    bodies = open_page(sign_in(cast.office)).context["bodies"]
    assert [(body["name"], body["missing"]) for body in bodies] == [("LEAD", 2), ("PART", 0)]


def test_in_a_round_of_chosen_measures_bodies_are_asked_for_these_alone(cast, sign_in, measure):
    chosen = make_measure(measure.programme, "3.3", lead=cast.outside)
    make_round(measure.programme, "lisakysely", date(2018, 6, 30), date(2018, 8, 31)).chosen.add(chosen)
    (row,) = open_page(sign_in(cast.office)).context["bodies"]
    assert (row["name"], row["answers"], row["parts"]) == ("OUT", 1, 0)


def test_another_round_is_chosen_by_its_address(cast, sign_in, measure):
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, state="submitted", on=date(2017, 11, 20))
    client = sign_in(cast.office)
    assert codes(open_page(client)) == []
    assert codes(open_page(client, round=f"{measure.programme.slug}/syksy-2017")) == ["2.2"]
    assert codes(open_page(client, round="no/such", show="nothing", page="abc")) == []


def test_without_a_round_it_offers_to_make_one(cast, sign_in):
    programme = make_programme()
    assert reverse("updates:round_new", args=[programme.slug]) in open_page(sign_in(cast.office)).text


@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 302), ("lead", 403), ("approver", 403), ("steering", 403), ("administrator", 403), ("outsider", 403)],
)
def test_others_are_kept_out(cast, sign_in, measure, role, status):
    assert open_page(sign_in(cast.everyone()[role])).status_code == status


def test_no_other_method(cast, sign_in):
    assert sign_in(cast.office).post(reverse("updates:office")).status_code == 405


def test_queries_do_not_grow(cast, sign_in, measure, django_assert_num_queries):
    client = sign_in(cast.office)
    for size in (1, 8):
        for _ in range(size):
            make_update(make_measure(measure.programme, lead=make_body(), partners=[make_body()]), state="submitted")
        Update.objects.update(round=measure.programme.rounds.get())
        open_page(client)
        with django_assert_num_queries(12):
            open_page(client)


def test_a_round_of_the_future_does_not_take_the_place_of_the_running_one(cast, sign_in, measure):
    make_round(measure.programme, "syksy-2018", date(2018, 10, 1), date(2018, 11, 30))
    assert sign_in(cast.office).get(reverse("updates:office")).context["asked"].slug == "kevat-2018"
