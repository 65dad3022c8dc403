from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.status import END_STAGES, Stage
from tests.factories import at, make_round, make_schedule_item, make_update
from updates import completeness

DAY = date(2018, 6, 1)


def missing(update):
    return set(completeness.faults(update, update.late_items(date(2018, 6, 30))))


def test_a_complete_answer_lacks_nothing(measure):
    assert missing(make_update(measure)) == set()


@pytest.mark.parametrize("field", ["stage", "confidence", "done"])
def test_what_every_leads_answer_needs(measure, field):
    assert missing(make_update(measure, **{field: ""})) == {field}


@pytest.mark.parametrize("confidence", ["at_risk", "delayed", "blocked"])
def test_a_reason_is_needed_unless_on_plan(measure, confidence):
    assert missing(make_update(measure, confidence=confidence, reason="")) == {"reason"}


def test_on_plan_needs_no_reason(measure):
    assert missing(make_update(measure, confidence="on_plan", reason="")) == set()


def test_on_plan_past_a_schedule_needs_a_reason(measure):
    make_schedule_item(measure, latest=date(2018, 6, 29), kind="by")
    assert missing(make_update(measure, confidence="on_plan", reason="")) == {"reason"}


def test_on_plan_on_the_last_day_needs_none(measure):
    make_schedule_item(measure, latest=date(2018, 6, 30), kind="by")
    assert missing(make_update(measure, confidence="on_plan", reason="")) == set()


def test_a_schedule_that_the_answer_tells_to_be_done_has_not_passed(measure):
    item = make_schedule_item(measure, latest=date(2018, 3, 31), kind="by")
    update = make_update(measure, confidence="on_plan", reason="")
    update.outcomes.create(item=item, done_on=date(2018, 3, 1))
    assert missing(update) == set()


def test_a_schedule_told_to_be_undone_again_has_passed(measure):
    item = make_schedule_item(measure, latest=date(2018, 3, 31), done_on=date(2018, 3, 1))
    update = make_update(measure, confidence="on_plan", reason="")
    update.outcomes.create(item=item, done_on=None)
    assert missing(update) == {"reason"}


def test_blocked_needs_a_cause(measure):
    assert missing(make_update(measure, confidence="blocked", cause="")) == {"cause"}


@pytest.mark.parametrize("stage", sorted(END_STAGES))
def test_a_measure_at_an_end_needs_no_confidence_and_every_end_but_success_a_reason(measure, stage):
    needs = set() if stage == Stage.IMPLEMENTED else {"reason"}
    assert missing(make_update(measure, stage=stage, confidence="", reason="")) == needs


def test_what_has_not_started_has_nothing_done(measure):
    assert missing(make_update(measure, stage="not_started", done="")) == set()


def test_one_public_text_is_enough_to_submit(measure):
    assert missing(make_update(measure, public_fi="", public_sv="")) == {"public_fi"}
    assert missing(make_update(measure, make_round(measure.programme, "x"), public_fi="")) == set()


def test_a_partner_needs_only_what_it_has_done(cast, measure):
    assert missing(make_update(measure, body=cast.partnering, role="partner", done="")) == {"done"}


@pytest.mark.parametrize("field", completeness.TEXTS)
def test_a_marking_in_any_text_stops_submitting(measure, field):
    update = make_update(measure, **{field: "Liite TL III mukaan"})
    assert missing(update) == {field}
    with pytest.raises(ValidationError) as refused:
        update.submit(None, at(DAY))
    assert "TL III" in refused.value.message_dict[field][0]


def test_the_verb_refuses_what_is_incomplete(cast, measure):
    update = make_update(measure, done="")
    with pytest.raises(ValidationError):
        update.submit(cast.lead, at(DAY))
    update.refresh_from_db()
    assert update.state == "draft"


def doubts(update, before=None):
    return completeness.doubts(update, before, update.late_items(date(2018, 6, 30)))


def test_a_sound_answer_gives_no_doubt(measure):
    assert doubts(make_update(measure, next="jotakin")) == []


def test_no_next_step_is_doubted_unless_the_measure_is_at_an_end(measure):
    assert len(doubts(make_update(measure, next=""))) == 1
    assert doubts(make_update(measure, make_round(measure.programme, "x"), next="", stage="implemented")) == []


def test_on_plan_and_implemented_past_a_schedule_are_doubted(measure):
    make_schedule_item(measure, latest=date(2018, 3, 31), kind="by")
    assert len(doubts(make_update(measure, next="x", confidence="on_plan"))) == 1
    assert len(doubts(make_update(measure, make_round(measure.programme, "x"), stage="implemented"))) == 1


def test_no_finnish_text_is_doubted(measure):
    assert len(doubts(make_update(measure, next="x", public_fi=""))) == 1


@pytest.mark.parametrize(
    ("now", "before", "same"),
    [
        ("sama teksti", "Sama  TEKSTI", True),
        (" ".join(map(str, range(100))), " ".join(map(str, range(99))) + " muuta", True),
        (" ".join(map(str, range(100))), " ".join(map(str, range(90))), False),
        ("", "", False),
        ("uusi", "", False),
    ],
)
def test_text_copied_from_last_time_is_seen(now, before, same):
    assert completeness.is_same_text(now, before) is same


@pytest.mark.parametrize(("code", "language"), [("sv", "Swedish"), ("en", "English")])
def test_a_public_text_that_was_there_last_time_and_is_empty_now_is_doubted(measure, code, language):
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    texts = {"public_sv": "offentlig text", "public_en": "public text"}
    before = make_update(measure, autumn, done="ennen", **texts)
    update = make_update(measure, measure.programme.rounds.get(slug="kevat-2018"), next="x", **texts)
    assert doubts(update, before) == []
    setattr(update, f"public_{code}", "")
    assert doubts(update, before) == [f"The last answer had a public text in {language}, and it is empty now."]
    setattr(before, f"public_{code}", "")
    assert doubts(update, before) == []


def test_a_partner_with_nothing_to_add_needs_no_next_step(cast, measure):
    part = make_update(measure, body=cast.partnering, role="partner", done="", next="", is_unchanged=True)
    assert doubts(part) == []
    part.is_unchanged = False
    assert doubts(part) == ["There is no next step."]
