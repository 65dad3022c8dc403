from datetime import date
from itertools import product

import pytest

from actions.models import Measure, ScheduleItem, Standing
from actions.status import Confidence, Freshness, Stage, freshness, mark
from tests.factories import make_measure, make_programme, make_schedule_item, make_update

TODAY = date(2018, 6, 30)
ROUND = date(2018, 5, 15)
REPORTED = {Freshness.NEVER: None, Freshness.EARLIER: date(2018, 5, 14), Freshness.THIS_ROUND: ROUND}


def stands(measure, stage="", confidence="", reported_on=None, due=None, audience="inside"):
    Standing.objects.filter(measure=measure, audience=audience).update(
        stage=stage, confidence=confidence, reported_on=reported_on, due=due
    )


def beside(on=TODAY, since=ROUND, audience="inside"):
    return Measure.objects.with_standing(audience, on, since)


def test_the_database_and_python_give_the_same_mark_to_every_standing(db):
    programme = make_programme()
    combinations = list(product(["", *Stage.values], ["", *Confidence.values], REPORTED))
    told = {}
    for n, (stage, confidence, fresh) in enumerate(combinations):
        measure = make_measure(programme, f"1.{n}")
        stands(measure, stage, confidence, REPORTED[fresh])
        told[measure.pk] = (fresh, mark(stage, confidence, freshness(REPORTED[fresh], ROUND)))
    assert {row.pk: (row.fresh, row.mark) for row in beside()} == told


def test_without_any_round_whatever_was_told_is_fresh(db):
    measure = make_measure()
    stands(measure, "in_progress", "on_plan", date(2017, 1, 1))
    assert beside(since=None).get().mark == "on_plan"


def test_freshness_may_go_by_programme(db):
    early, late = make_measure(make_programme("a"), "1.1"), make_measure(make_programme("b"), "1.1")
    for measure in (early, late):
        stands(measure, "in_progress", "on_plan", date(2018, 4, 1))
    since = {early.programme_id: date(2018, 3, 1), late.programme_id: date(2018, 5, 1)}
    assert dict(beside(since=since).values_list("programme__slug", "fresh")) == {"a": "this_round", "b": "earlier"}


def test_a_measure_that_has_no_standing_is_not_lost(db):
    measure = make_measure()
    measure.standings.all().delete()
    row = beside().get()
    assert (row.stage, row.confidence, row.reported_on, row.due, row.mark) == ("", "", None, None, "not_reported")


def test_a_day_and_an_audience_have_their_own_standing(cast):
    measure = make_measure(lead=cast.leading)
    make_update(measure, confidence="blocked", state="submitted", on=date(2018, 6, 10))
    assert [beside(on).get().confidence for on in (date(2018, 6, 9), date(2018, 6, 10))] == ["", "blocked"]
    assert beside(audience="public").get().confidence == ""


def test_the_most_urgent_come_first(db):
    programme = make_programme()
    facts = {
        "1.1": {"confidence": "on_plan"},
        "1.2": {"confidence": "at_risk"},
        "1.3": {"confidence": "on_plan", "due": date(2018, 6, 29)},
        "1.4": {"confidence": "delayed"},
        "1.5": {"confidence": "blocked"},
        "1.6": {"reported_on": None},
        "1.7": {"confidence": "on_plan", "due": TODAY},
    }
    for number, given in facts.items():
        stands(make_measure(programme, number), **{"stage": "in_progress", "reported_on": ROUND} | given)
    in_order = [measure.code for measure in beside().most_urgent_first(TODAY)]
    assert in_order == ["1.5", "1.4", "1.3", "1.2", "1.6", "1.1", "1.7"]


@pytest.mark.parametrize(
    ("on", "late"),
    [
        (date(2018, 3, 31), False),
        (date(2018, 4, 1), True),
        (date(2018, 5, 19), True),
        (date(2018, 5, 20), False),
    ],
)
def test_a_schedule_item_is_late_from_the_day_after_its_latest_until_it_is_done(db, on, late):
    done = {"done_on": date(2018, 5, 20), "public_done_on": date(2018, 5, 20)}
    item = make_schedule_item(make_measure(), kind="by", latest=date(2018, 3, 31), **done)
    assert item.is_late(on, "public") is late
    assert ScheduleItem.objects.late(on, "public").exists() is late


def test_an_outcome_that_is_not_published_is_not_known_in_public(db):
    item = make_schedule_item(make_measure(), kind="by", latest=date(2018, 3, 31), done_on=date(2018, 3, 1))
    assert (item.is_late(TODAY, "inside"), item.is_late(TODAY, "public")) == (False, True)
    assert not ScheduleItem.objects.late(TODAY, "inside").exists()
    assert ScheduleItem.objects.late(TODAY, "public").exists()


def test_nothing_is_awaited_of_a_measure_that_had_ended_by_the_day(cast):
    measure = make_measure(lead=cast.leading)
    make_schedule_item(measure, kind="by", latest=date(2018, 3, 31))
    make_update(measure, stage="implemented", state="published", on=date(2018, 6, 10))
    assert not ScheduleItem.objects.late(TODAY, "public").exists()
    assert ScheduleItem.objects.late(date(2018, 6, 9), "public").exists()


@pytest.mark.parametrize(("latest", "within"), [(TODAY, True), (date(2018, 9, 28), True), (date(2018, 9, 29), False)])
def test_due_within_counts_the_day_itself_and_the_last_of_the_days(db, latest, within):
    make_schedule_item(make_measure(), kind="by", latest=latest)
    assert ScheduleItem.objects.due_within(TODAY, 90, "public").exists() is within
