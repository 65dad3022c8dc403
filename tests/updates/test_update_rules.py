from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.models import Measure
from tests.factories import at, make_measure, make_round, make_schedule_item, make_update
from updates.models import NotNow, StaleText, Update

DAY = date(2018, 6, 1)


@pytest.fixture
def measure(cast):
    return make_measure(lead=cast.leading, partners=[cast.partnering])


def is_late(measure, audience, on):
    """As lists ask it."""
    late = Measure.objects.with_standing(audience, on, None).filter(pk=measure.pk, due__lt=on)
    return late.exists()


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
    assert is_late(measure, "inside", date(2018, 6, 30))
    update.submit(cast.lead, at(DAY))
    assert not is_late(measure, "inside", date(2018, 6, 30))
    assert is_late(measure, "public", date(2018, 6, 30))
    update.publish(cast.office, at(DAY))
    assert not is_late(measure, "public", date(2018, 6, 30))


def test_due_on_the_last_day_is_not_late(measure):
    make_schedule_item(measure, latest=date(2018, 6, 30), kind="by")
    assert not is_late(measure, "inside", date(2018, 6, 30))
    assert is_late(measure, "inside", date(2018, 7, 1))


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


@pytest.mark.parametrize("role", ["visitor", "lead", "approver", "partner", "outsider", "office", "steering"])
@pytest.mark.parametrize("state", ["draft", "submitted", "published"])
def test_which_are_read_whole_and_whose_texts_are_shown_agree(cast, measure, role, state):
    update, person, on = make_update(measure, state=state), cast.everyone()[role], date(2018, 6, 30)
    listed = Update.objects.readable_whole_by(person, on).filter(pk=update.pk).exists()
    told = Update.objects.for_reading(person, on).filter(pk=update.pk).first()
    assert bool(told and told.is_whole) is listed


def test_the_public_is_told_of_a_published_one_but_not_the_whole(cast, measure):
    make_update(measure, state="published")
    (told,) = Update.objects.for_reading(cast.visitor, date(2018, 6, 30))
    assert not told.is_whole


def test_a_partners_part_does_not_change_how_the_measure_stands(cast, measure):
    lead = make_update(measure, state="submitted", stage="in_progress")
    part = make_update(measure, body=cast.partnering, role="partner", state="submitted")
    lead.take_back(cast.lead, at(date(2018, 6, 2)))
    part.take_back(cast.partner, at(date(2018, 6, 2)))
    part.submit(cast.partner, at(date(2018, 6, 3)))
    assert standing(measure, "inside").stage == "in_progress"


def test_an_old_copy_that_is_submitted_does_not_bring_old_words_back(cast, measure):
    old_copy = make_update(measure, done="vanha")
    Update.objects.get().write(words(old_copy, done="uusi"), {}, 1, cast.lead, at(DAY))
    old_copy.submit(cast.lead, at(DAY))
    assert Update.objects.get().done == "uusi"


def test_saying_the_same_again_changes_nothing_even_over_an_old_version(cast, measure):
    update = make_update(measure)
    update.write(words(update, done="sama"), {}, 1, cast.lead, at(DAY))
    update.write(words(update, done="sama\r\n"), {}, 1, cast.lead, at(DAY))
    assert Update.objects.get().version == 2


def test_an_outcome_alone_is_a_new_text(cast, measure):
    item = make_schedule_item(measure, latest=date(2018, 3, 31))
    update = make_update(measure)
    update.write(words(update), {item.pk: date(2018, 3, 1)}, 1, cast.lead, at(DAY))
    with pytest.raises(StaleText):
        update.write(words(update), {item.pk: None}, 1, cast.lead, at(DAY))
    assert update.version == 2


def test_an_outcome_is_taken_back_by_telling_that_it_is_not_done(cast, measure):
    item = make_schedule_item(measure, latest=date(2018, 3, 31), kind="by")
    update = make_update(measure)
    update.write(words(update), {item.pk: date(2018, 3, 1)}, 1, cast.lead, at(DAY))
    update.submit(cast.lead, at(DAY))
    update.take_back(cast.lead, at(DAY))
    update.write(words(update), {item.pk: None}, 2, cast.lead, at(DAY))
    update.submit(cast.lead, at(DAY))
    item.refresh_from_db()
    assert item.done_on is None
    assert is_late(measure, "inside", date(2018, 6, 30))


def test_an_outcome_of_another_measures_item_is_not_taken(cast, measure):
    foreign = make_schedule_item(make_measure())
    update = make_update(measure)
    update.write(words(update), {foreign.pk: date(2018, 3, 1)}, 1, cast.lead, at(DAY))
    assert not update.outcomes.exists()


def test_nothing_is_written_submitted_or_taken_back_after_the_round_has_closed(cast, measure):
    round = make_round(measure.programme, closes=date(2018, 7, 20))
    update, given = make_update(measure, round), make_update(make_measure(measure.programme, lead=cast.leading), round)
    given.submit(cast.lead, at(date(2018, 7, 20)))
    late = at(date(2018, 7, 21), hour=0)
    for deed in (
        lambda: update.write(words(update, done="x"), {}, 1, cast.lead, late),
        lambda: update.submit(cast.lead, late),
        lambda: given.take_back(cast.lead, late),
    ):
        with pytest.raises(NotNow) as refused:
            deed()
        assert refused.value.state == "closed"


def test_due_is_counted_in_helsinki(cast, measure):
    round = make_round(measure.programme, due=date(2018, 6, 1))
    update = make_update(measure, round)
    update.submit(cast.lead, at(date(2018, 6, 2), hour=0))
    update.refresh_from_db()
    assert update.is_late()
    assert standing(measure, "inside", date(2018, 6, 2)).reported_on == date(2018, 6, 2)


def test_an_answer_on_the_due_day_is_not_late(cast, measure):
    update = make_update(measure, make_round(measure.programme, due=date(2018, 6, 1)), state="submitted")
    assert not update.is_late()


def test_a_partner_tells_no_stage(cast, measure):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_update(measure, body=cast.partnering, role="partner", stage="in_progress")


@pytest.mark.parametrize("role", ["lead", "partner"])
def test_there_is_one_answer_of_a_kind(cast, measure, role):
    body = cast.leading if role == "lead" else cast.partnering
    make_update(measure, body=body, role=role)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_update(measure, body=body, role=role)


@pytest.mark.parametrize(
    ("state", "deed"),
    [
        ("draft", "take_back"), ("draft", "publish"), ("draft", "withdraw"),
        ("submitted", "submit"), ("submitted", "withdraw"),
        ("published", "submit"), ("published", "take_back"), ("published", "publish"),
    ],
)  # fmt: skip
def test_a_deed_out_of_turn_changes_nothing(cast, measure, state, deed):
    update = make_update(measure, state=state)
    with pytest.raises(NotNow) as refused:
        getattr(update, deed)(cast.office, at(DAY))
    assert (refused.value.state, Update.objects.get().state) == (state, state)
