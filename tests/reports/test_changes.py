from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from actions.models import Measure, Responsibility, ScheduleItem, Step
from actors.ready_query import ReadyQuery
from reports import changes
from tests.factories import HELSINKI, make_measure, make_programme, make_schedule_item, make_step

MONDAY = datetime(2018, 3, 5, 12, tzinfo=HELSINKI)


@pytest.fixture
def measure(cast):
    measure = make_measure(make_programme("sts"), "2.4", lead=cast.leading, partners=[cast.partnering])
    make_step(measure, 1, text_fi="Koulutetaan työparit.")
    make_schedule_item(measure, 1, kind="year", earliest=date(2018, 1, 1), latest=date(2018, 12, 31))
    for model in (Measure, Step, ScheduleItem, Responsibility):
        model.history.update(history_date=MONDAY)
    return measure


def change(row, user, days=1, **facts):
    """Edit a row as the user, so many days after it came in."""
    for name, value in facts.items():
        setattr(row, name, value)
    row._history_user = user
    row.save()
    row.history.filter(pk=row.history.latest().pk).update(history_date=MONDAY + timedelta(days=days))


def told(client, measure, **query):
    response = client.get(reverse("reports:measure_page", args=["sts", measure.code]), query)
    return [
        (
            event.day,
            event.who,
            [(each.what, [(piece.op, piece.text) for piece in each.pieces]) for each in event.changes],
        )
        for event in response.context["main"]["events"]
    ]


def test_what_came_in_together_is_told_once(client, measure):
    assert told(client, measure) == [(date(2018, 3, 5), "", [("The measure was entered", [])])]


def test_a_changed_text_is_told_word_by_word(cast, sign_in, measure):
    change(measure.steps.get(), cast.office, text_fi="Koulutetaan kaikki työparit.")
    newest = told(sign_in(cast.visitor), measure)[0]
    assert newest == (
        date(2018, 3, 6),
        "Programme office",
        [("Step 1, text", [("same", "Koulutetaan"), ("added", " kaikki"), ("same", " työparit.")])],
    )


@pytest.mark.parametrize(
    ("role", "sees"), [("office", True), ("administrator", True), ("steering", False), ("lead", False)]
)
def test_names_are_for_the_office_and_administrators(cast, sign_in, measure, role, sees):
    cast.office.name = "Kaisa Kanslia"
    cast.office.save()
    change(measure, cast.office, text_fi="Uusi teksti.")
    response = sign_in(cast.everyone()[role]).get(reverse("reports:measure_page", args=["sts", "2.4"]))
    assert (response.context["main"]["events"][0].who == "Kaisa Kanslia") is sees


def test_a_corrected_reading_is_told_before_and_after(cast, client, measure):
    change(measure.schedule.get(), cast.office, kind="by", earliest=None, is_corrected=True)
    assert told(client, measure)[0][2] == [
        (
            "Schedule 1, reading",
            [("removed", "1 January – 31 December 2018 (year)"), ("added", "31 December 2018 at the latest")],
        )
    ]


def test_an_outcome_is_no_change_of_the_official_data(client, measure):
    change(measure.schedule.get(), None, done_on=date(2018, 3, 1))
    assert len(told(client, measure)) == 1


def test_parts_that_come_and_go_later_are_named(cast, client, measure):
    later = Responsibility.objects.create(measure=measure, body=cast.outside, role="partner", n=9)
    later.history.update(history_date=MONDAY + timedelta(days=2))
    step = measure.steps.get()
    pk = step.pk
    step.delete()
    Step.history.filter(id=pk, history_type="-").update(history_date=MONDAY + timedelta(days=2))
    assert told(client, measure)[0][2] == [("Step 1 was removed", []), ("Partner added: OUT", [])]


def test_an_ended_role_tells_its_days(cast, client, measure):
    change(measure.responsibilities.get(role="partner"), None, until=date(2018, 12, 31))
    assert told(client, measure)[0][2] == [("PART, in force", [("removed", "–"), ("added", "until 31 December 2018")])]


def test_an_earlier_day_knows_nothing_of_later_changes(cast, client, measure):
    change(measure, cast.office, days=10, text_fi="Uusi teksti.")
    assert [day for day, _, _ in told(client, measure, on="2018-03-14")] == [date(2018, 3, 5)]
    assert [day for day, _, _ in told(client, measure, on="2018-03-15")] == [date(2018, 3, 15), date(2018, 3, 5)]


def test_a_long_history_is_read_from_its_newest_end(cast, measure, monkeypatch):
    monkeypatch.setattr(changes, "MOST", 3)
    monkeypatch.setattr(changes, "HISTORIES", ReadyQuery(changes._histories))
    for days in range(1, 6):
        change(measure, None, days, text_fi=f"Teksti {days}.")
    days = [event.day for event in changes.events(measure, changes.Rights())]
    assert days == [date(2018, 3, 10), date(2018, 3, 9)]
