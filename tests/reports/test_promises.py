"""Programme page: promised, kept, moved, dropped per body for each round (capability 3, done when)."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_measure, make_round, make_update
from updates.models import Lines, NextStep, Told

OPENS = [date(2017, 3, 1), date(2017, 9, 1), date(2018, 3, 1)]


def give(cast, measure, round, on, lines):
    update = make_update(measure, round)
    update.write(update.words(), {}, update.version, cast.lead, at(on), lines=lines)
    update.submit(cast.lead, at(on))
    return update


@pytest.fixture
def programme(cast):
    """Three steps of LEAD and one of PART promised in the first round; one of them moves twice."""
    measure = make_measure(lead=cast.leading, partners=[cast.partnering])
    rounds = [
        make_round(measure.programme, f"kierros-{n}", opens, opens.replace(day=28)) for n, opens in enumerate(OPENS)
    ]
    steps = [NextStep(f"Askel {n}", date(2017, 8, 1), cast.leading.pk) for n in (1, 2, 3)]
    steps.append(NextStep("Kumppanin askel", date(2017, 8, 1), cast.partnering.pk))
    first = give(cast, measure, rounds[0], date(2017, 3, 10), Lines(tuple(steps)))
    kept, moved, dropped, other = first.promises.order_by("n")
    told = {
        kept.pk: Told("kept"), other.pk: Told("kept"), moved.pk: Told("moved", date(2018, 2, 1), "syy"),
        dropped.pk: Told("dropped", None, "syy"),
    }  # fmt: skip
    give(cast, measure, rounds[1], date(2017, 9, 10), Lines(tellings=told))
    again = {moved.pk: Told("moved", date(2018, 12, 1), "taas")}
    give(
        cast,
        measure,
        rounds[2],
        date(2018, 3, 10),
        Lines((NextStep("Uusi", date(2018, 9, 1), cast.leading.pk),), again),
    )
    return measure.programme


def shown(client, programme, **query):
    return client.get(reverse("reports:programme_page", args=[programme.slug]), query).context["promises"]


def counts(promises):
    return [
        [(line.body.key, line.promised, line.kept, line.moved, line.dropped, line.untold) for line in each.lines]
        for each in promises.rounds
    ]


@pytest.mark.parametrize("role", ["office", "steering"])
def test_promises_are_counted_by_body_for_each_round(cast, sign_in, programme, role):
    found = shown(sign_in(cast.everyone()[role]), programme)
    assert counts(found) == [[("LEAD", 1, 0, 0, 0, 1)], [("LEAD", 3, 1, 1, 1, 0), ("PART", 1, 1, 0, 0, 0)]]


def test_what_moved_twice_is_shown_to_the_steering_group(cast, sign_in, programme):
    restless = shown(sign_in(cast.steering), programme).restless
    assert [(each.text, each.times_moved, each.newest_day) for each in restless] == [("Askel 2", 2, date(2018, 12, 1))]


def test_an_earlier_day_knows_nothing_of_what_came_later(cast, sign_in, programme):
    found = shown(sign_in(cast.steering), programme, on="2017-10-01")
    assert counts(found) == [[("LEAD", 3, 1, 1, 1, 0), ("PART", 1, 1, 0, 0, 0)]]
    assert found.restless == []


@pytest.mark.parametrize("role", ["lead", "outsider", "administrator"])
def test_promises_are_not_for_others(cast, sign_in, programme, role):
    assert shown(sign_in(cast.everyone()[role]), programme) is None


def test_the_visitor_sees_no_word_of_them(client, programme):
    assert "Askel" not in client.get(reverse("reports:programme_page", args=[programme.slug])).text


def listed(client, address):
    found = client.get(address.split("#")[0]).context["promises"].chosen
    return found and (found.title, [(row["promise"].text, row["fate"]) for row in found.rows])


def address_of(client, programme, n, line, column):
    number = shown(client, programme).rounds[n].lines[line].numbers[column]
    return reverse("reports:programme_page", args=[programme.slug]) + number["url"]


def test_a_number_opens_the_list_of_what_it_counts(cast, sign_in, programme):
    client = sign_in(cast.steering)
    address = address_of(client, programme, 1, 0, 2)
    assert address.endswith("#promised")
    assert 'id="promised"' in client.get(address.split("#")[0]).text
    title, rows = listed(client, address)
    assert title.endswith("LEAD: moved")
    assert rows == [("Askel 2", "Moved to 1 December 2018")]


def test_the_numbers_of_all_bodies_open_the_lists_of_all(cast, sign_in, programme):
    client = sign_in(cast.steering)
    all_of_them = shown(client, programme).rounds[1].total.numbers[0]
    _title, rows = listed(client, reverse("reports:programme_page", args=[programme.slug]) + all_of_them["url"])
    assert (all_of_them["count"], len(rows)) == (4, 4)


def test_a_steering_member_may_open_every_page_that_the_lists_lead_to(cast, sign_in, programme):
    client = sign_in(cast.steering)
    found = client.get(address_of(client, programme, 1, 0, 0).split("#")[0])
    leads_to = {row["promise"].url for row in found.context["promises"].chosen.rows}
    assert leads_to
    assert {client.get(url.split("#")[0]).status_code for url in leads_to} == {200}
    assert all('id="said"' in client.get(url.split("#")[0]).text for url in leads_to)


def test_no_number_no_list(cast, sign_in, programme):
    client = sign_in(cast.steering)
    assert shown(client, programme).rounds[0].lines[0].numbers[1]["url"] == ""
    assert shown(client, programme, promises="no-such", body="lead").chosen is None
    assert shown(client, programme, promises="kierros-0", fate="no-such").chosen is None


def test_the_lists_stay_on_the_day_that_is_looked_at(cast, sign_in, programme):
    number = shown(sign_in(cast.steering), programme, on="2017-10-01").rounds[0].lines[0].numbers[1]
    assert "on=2017-10-01" in number["url"]
