from datetime import date

import pytest

from tests.factories import at, make_measure, make_round, make_schedule_item, make_update
from updates.models import NotNow, StaleText, Update

DAY = date(2018, 6, 1)


@pytest.fixture
def measure(cast):
    return make_measure(lead=cast.leading, partners=[cast.partnering])


def standing(measure, audience, on=date(2018, 6, 30)):
    return measure.standings.of(audience, on).get()


def words(update, **typed):
    return update.words() | typed


def test_a_submitted_update_is_told_inside_and_not_in_public(measure):
    make_update(measure, stage="in_progress", confidence="at_risk", state="submitted")
    assert standing(measure, "inside").confidence == "at_risk"
    assert standing(measure, "public").stage == ""


def test_publishing_tells_the_public(measure):
    make_update(measure, stage="implemented", state="published")
    assert standing(measure, "public").stage == "implemented"


def test_withdrawing_falls_back_to_what_was_published_before(measure, cast):
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, stage="not_started", state="published", on=date(2017, 11, 20))
    spring = make_round(measure.programme)
    update = make_update(measure, spring, stage="in_progress", state="published")
    update.withdraw(cast.office, at(date(2018, 6, 2)))
    assert standing(measure, "public").stage == "not_started"
    assert standing(measure, "public", date(2018, 6, 1)).stage == "in_progress"


def test_a_second_writer_is_shown_the_first_text_and_nothing_is_lost(measure, cast):
    update = make_update(measure, done="first")
    other = Update.objects.get(pk=update.pk)
    update.write(words(update, done="mine"), {}, 1, cast.lead, at(DAY))
    with pytest.raises(StaleText) as stale:
        other.write(words(other, done="theirs"), {}, 1, cast.lead, at(DAY))
    assert stale.value.current.done == "mine"
    assert list(update.history.values_list("done", flat=True).order_by("history_id")) == ["first", "mine"]


def test_a_submitted_update_is_not_written(measure, cast):
    update = make_update(measure, state="submitted")
    with pytest.raises(NotNow):
        update.write(words(update, done="late"), {}, update.version, cast.lead, at(DAY))


def test_an_outcome_ends_lateness_inside_at_once_and_in_public_when_published(measure, cast):
    item = make_schedule_item(measure, latest=date(2018, 3, 31), kind="by", edtf="../2018-03-31")
    update = make_update(measure)
    update.write(words(update), {item.pk: date(2018, 3, 1)}, 1, cast.lead, at(DAY))
    assert standing(measure, "inside").is_late(date(2018, 6, 30))
    update.submit(cast.lead, at(DAY))
    assert not standing(measure, "inside").is_late(date(2018, 6, 30))
    assert standing(measure, "public").is_late(date(2018, 6, 30))
    update.publish(cast.office, at(DAY))
    assert not standing(measure, "public").is_late(date(2018, 6, 30))


def test_due_on_the_last_day_is_not_late(measure):
    make_schedule_item(measure, latest=date(2018, 6, 30), kind="by")
    assert not standing(measure, "inside").is_late(date(2018, 6, 30))
    assert standing(measure, "inside").is_late(date(2018, 7, 1))


@pytest.mark.parametrize(
    ("role", "state", "seen"),
    [
        ("visitor", "draft", False),
        ("visitor", "submitted", False),
        ("visitor", "published", True),
        ("lead", "draft", True),
        ("approver", "draft", True),
        ("partner", "draft", False),
        ("partner", "submitted", False),
        ("outsider", "submitted", False),
        ("office", "draft", False),
        ("office", "submitted", True),
        ("steering", "draft", False),
        ("steering", "submitted", True),
        ("administrator", "submitted", False),
    ],
)
def test_who_sees_an_update(cast, measure, role, state, seen):
    make_update(measure, state=state)
    visible = Update.objects.visible_to(cast.everyone()[role], date(2018, 6, 30))
    assert visible.exists() is seen


@pytest.mark.parametrize(("role", "may"), [("lead", True), ("partner", False), ("office", False), ("visitor", False)])
def test_who_edits_the_leads_update(cast, measure, role, may):
    make_update(measure)
    assert Update.objects.editable_by(cast.everyone()[role], date(2018, 6, 30)).exists() is may


def test_joint_leads_share_one_update(cast):
    measure = make_measure(leads=[cast.leading, cast.partnering])
    make_update(measure, body=cast.leading)
    assert Update.objects.editable_by(cast.partner, date(2018, 6, 30)).exists()
