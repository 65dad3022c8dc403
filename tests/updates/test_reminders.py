"""Who is reminded of what, and when. The round of these tests is due on Sunday 15.7.2018 and opened on 15.5.: −14 is
Sunday 1.7., −3 Thursday 12.7., +3 Wednesday 18.7., and so is the third working day after it."""

from datetime import date

import pytest

from tests.factories import at, make_body, make_measure, make_programme, make_round, make_seat, make_update, make_user
from updates import reminders
from updates.models import Mail, NotNow, Return

JULY = [date(2018, 7, day) for day in range(1, 32)]


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


@pytest.fixture
def with_approver(measure, round):
    """`with_approver(day)`: the lead's answer is ready and its return sent to the approver on the day."""

    def send(day):
        round.needs_approval = True
        round.save()
        update = make_update(measure)
        update.mark_ready(update.saved_by, at(day))
        Return.objects.get(body=update.body).send(None, at(day))

    return send


def remind(*days, hour=9):
    """The mails of runs on these days: to whom, on which day, of which kind."""
    written = []
    for day in days:
        written += reminders.remind(at(day, hour))[1]
    return [(mail.to.split("@")[0], mail.made_at.astimezone().day, mail.kind) for mail in written]


def of(person, mails):
    return [(day, kind) for to, day, kind in mails if to == person]


def test_a_month_of_daily_runs(cast, measure):
    mails = remind(*JULY)
    assert of("lead", mails) == [(2, "reminder"), (12, "reminder"), (16, "reminder"), (18, "reminder")]
    assert of("partner", mails) == of("lead", mails)
    assert of("approver", mails) == [(18, "escalation")]
    assert {to for to, *_ in mails} == {"lead", "partner", "approver"}


def test_running_every_few_minutes_sends_no_more(cast, measure):
    assert len(remind(JULY[1])) == 2
    assert remind(JULY[1], hour=10) == []
    assert remind(JULY[2], JULY[3], JULY[4]) == []


def test_when_the_clock_stood_still_the_newest_threshold_is_caught_up_once(cast, measure):
    assert of("lead", remind(date(2018, 7, 13))) == [(13, "reminder")]
    assert remind(date(2018, 7, 13), date(2018, 7, 14)) == []
    assert of("lead", remind(date(2018, 7, 16))) == [(16, "reminder")]


def test_nothing_goes_out_before_the_first_threshold_or_on_days_off(cast, measure):
    assert remind(date(2018, 6, 29), date(2018, 6, 30), date(2018, 7, 1)) == []


def test_a_threshold_before_the_opening_is_none(cast):
    programme = make_programme()
    make_measure(programme, "1.1", lead=cast.leading)
    make_round(programme, opens=date(2018, 7, 4), due=date(2018, 7, 13))
    assert of("lead", remind(*JULY[:13])) == [(10, "reminder"), (13, "reminder")]


def test_who_submits_at_nine_is_not_in_the_mail_of_five_past(cast, measure):
    make_update(measure).submit(cast.lead, at(date(2018, 7, 12), 9))
    plan, _mails = reminders.remind(at(date(2018, 7, 12), 9))
    assert [letter.person for letter in plan.letters] == [cast.partner]


def test_who_submits_is_not_reminded_again_and_who_gets_it_back_is(cast, measure):
    update = make_update(measure, state="submitted")
    assert of("lead", remind(*JULY[:12])) == []
    update.send_back(cast.office, at(date(2018, 7, 14)), "täydennä kolmatta kohtaa")
    assert of("lead", remind(date(2018, 7, 16))) == [(16, "reminder")]
    text = Mail.objects.filter(person=cast.lead).get().text
    assert "2.2 (returned, the comment is on the page)" in text.replace("Toimenpide 2.2", "2.2")
    assert "kolmatta" not in text


def test_what_was_left_out_of_a_given_return_is_reminded_of_and_escalated(cast, measure, round):
    make_measure(measure.programme, "2.3", lead=cast.leading)
    make_update(measure, state="submitted")
    Return.objects.filter(round=round, body=cast.leading).update(state="accepted")
    mails = remind(*JULY)
    assert of("lead", mails) == [(2, "reminder"), (12, "reminder"), (16, "reminder"), (18, "reminder")]
    assert of("approver", mails) == [(18, "escalation")]
    codes = Mail.objects.filter(person__in=[cast.lead, cast.approver]).values_list("items__measure__number", flat=True)
    assert set(codes) == {"2.3"}


def test_who_is_excused_is_left_in_peace(cast, measure, round):
    (row,) = round.returns.hold(round, [cast.leading])
    row.excuse("ei tehtäviä", cast.office, at(JULY[0]))
    assert {to for to, *_ in remind(*JULY)} == {"partner"}


def test_more_time_moves_the_thresholds(cast, measure, round):
    before = of("lead", remind(*JULY[:12]))
    (row,) = round.returns.hold(round, [cast.leading])
    row.extend(date(2018, 7, 31), "loma", cast.office, at(date(2018, 7, 13)))
    mails = remind(*JULY[12:])
    assert before == [(2, "reminder"), (12, "reminder")]
    assert of("lead", mails) == [(17, "reminder"), (30, "reminder"), (31, "reminder")]
    assert of("partner", mails) == [(16, "reminder"), (18, "reminder")]
    assert of("approver", mails) == []


def test_in_a_closed_round_only_who_may_still_answer_is_reminded(cast, measure, round):
    round.closes = date(2018, 7, 16)
    round.save()
    (row,) = round.returns.hold(round, [cast.leading])
    row.extend(date(2018, 7, 31), "loma", cast.office, at(date(2018, 7, 13)))
    assert {to for to, *_ in remind(*JULY[16:])} == {"lead"}


def test_a_closed_or_frozen_round_reminds_nobody(cast, measure, round):
    round.frozen_at = at(JULY[0])
    round.save()
    assert remind(*JULY) == []


def test_a_programme_that_is_not_published_reminds_nobody(cast, measure):
    measure.programme.is_published = False
    measure.programme.save()
    assert remind(*JULY) == []


def test_partners_have_a_date_of_their_own(cast, measure, round):
    round.partners_due = date(2018, 7, 6)
    round.save()
    mails = remind(*JULY[:10])
    assert of("partner", mails) == [(2, "reminder"), (3, "reminder"), (6, "reminder")]
    assert of("lead", mails) == [(2, "reminder")]
    newest = Mail.objects.filter(person=cast.partner).first()
    assert newest.subject == "1 measure waits for your part by 6 July 2018"
    assert "The leads expect your parts by 6 July 2018." in newest.text


def test_a_part_that_is_ready_is_no_longer_asked_for_by_the_partners_date(cast, measure, round):
    round.partners_due = date(2018, 7, 6)
    round.save()
    make_update(measure, body=cast.partnering, role="partner").mark_ready(cast.partner, at(date(2018, 6, 29)))
    assert of("partner", remind(*JULY[:10])) == [(2, "reminder")]


def test_a_missed_partners_date_and_the_next_threshold_are_one_mail(cast, measure, round):
    round.partners_due = date(2018, 7, 6)
    round.save()
    remind(date(2018, 7, 2))
    assert of("partner", remind(date(2018, 7, 12))) == [(12, "reminder")]
    assert Mail.objects.filter(person=cast.partner).first().subject == "1 measure waits for an answer by 15 July 2018"


def test_one_mail_for_several_bodies_and_rounds(cast, measure, round):
    make_seat(cast.lead, cast.outside, "coordinator")
    other = make_round(make_programme(), "toinen", due=date(2018, 7, 14))
    make_measure(other.programme, "7.7", lead=cast.outside)
    assert of("lead", remind(date(2018, 7, 2))) == [(2, "reminder")]
    mail = Mail.objects.get(person=cast.lead)
    assert mail.subject == "2 measures wait for answers by 14 July 2018"
    assert mail.round is None
    assert set(Mail.objects.of_round(round)) & set(Mail.objects.of_round(other)) == {mail}
    facts = mail.items.values_list("round", "body__key", "measure__code")
    assert set(facts) == {(round.pk, "LEAD", "2.2"), (other.pk, "OUT", "7.7")}


def test_each_language_is_the_readers(cast, measure):
    cast.lead.language, cast.partner.language = "sv", "en"
    cast.lead.save()
    cast.partner.save()
    remind(date(2018, 7, 2))
    assert "/sv/" in Mail.objects.get(person=cast.lead).text
    assert "/en/" in Mail.objects.get(person=cast.partner).text
    assert Mail.objects.get(person=cast.lead).language == "sv"


def test_who_has_left_gets_nothing_and_whose_seat_has_ended(cast, measure):
    cast.lead.is_active = False
    cast.lead.save()
    cast.partner.seats.get().end(date(2018, 7, 1))
    plan, mails = reminders.remind(at(date(2018, 7, 2)))
    assert mails == []
    assert [str(each.body) for each in plan.nobody] == ["LEAD", "PART"]


def test_bodies_that_owe_nothing_are_not_listed_as_without_anybody(cast, measure):
    make_measure(measure.programme, "3.1", lead=make_body("TYHJÄ"))
    make_update(make_measure(measure.programme, "3.2", lead=make_body("TEHTY")), state="submitted")
    assert [str(each.body) for each in reminders.plan(date(2018, 7, 2)).nobody] == ["TYHJÄ"]


def test_a_newcomer_is_told_what_the_others_were(cast, measure):
    remind(date(2018, 7, 2))
    make_user("uusi@example.org", seats=[("coordinator", cast.leading)])
    assert remind(date(2018, 7, 4)) == [("uusi", 4, "reminder")]


def test_the_deputy_stands_in_only_when_there_is_no_approver(cast, measure):
    deputy = make_user("deputy@example.org", language="en", seats=[("deputy", cast.leading)])
    assert of("deputy", remind(date(2018, 7, 18))) == []
    Mail.objects.all().delete()
    cast.approver.seats.get().end(date(2018, 7, 17))
    mails = remind(date(2018, 7, 18))
    assert of("deputy", mails) == [(18, "escalation")]
    assert of("approver", mails) == []
    assert Mail.objects.get(person=deputy).subject == "Answers of LEAD are missing after the due day"


def test_the_approver_is_told_of_a_late_body_once(cast, measure):
    mails = remind(*JULY, *(date(2018, 8, day) for day in range(1, 30)))
    assert of("approver", mails) == [(18, "escalation")]


def test_who_has_to_complete_an_answer_after_the_due_day_gets_as_many_days(cast, measure):
    update = make_update(measure, state="submitted")
    update.send_back(cast.office, at(date(2018, 7, 20)), "täydennä")
    assert of("approver", remind(*JULY)) == [(25, "escalation")]


def test_a_return_that_lies_with_the_approver(cast, measure, with_approver):
    with_approver(date(2018, 7, 4))
    mails = remind(*JULY[:14])
    assert of("lead", mails) == []
    assert of("approver", mails) == [(9, "escalation")]
    mail = Mail.objects.get(person=cast.approver)
    assert mail.subject == "The return of LEAD waits for approval"
    assert "The return has waited for your approval since 4 July 2018. It is due on 15 July 2018." in mail.text


def test_and_again_when_the_due_day_has_passed(cast, measure, with_approver):
    with_approver(date(2018, 7, 4))
    mails = remind(*JULY)
    assert of("approver", mails) == [(9, "escalation"), (18, "escalation")]
    assert "It was due on 15 July 2018." in Mail.objects.filter(person=cast.approver).first().text


def test_called_back_and_sent_again_it_is_told_again(cast, measure, with_approver):
    with_approver(date(2018, 7, 2))
    assert of("approver", remind(*JULY[:6])) == [(5, "escalation")]
    row = Return.objects.get(body=cast.leading)
    row.call_back(None, at(date(2018, 7, 6)))
    row.send(None, at(date(2018, 7, 9)))
    assert of("approver", remind(*JULY[8:14])) == [(12, "escalation")]


def test_who_writes_and_approves_gets_one_mail(cast, measure):
    make_seat(cast.lead, cast.leading, "approver")
    assert of("lead", remind(date(2018, 7, 18))) == [(18, "reminder")]
    assert Mail.objects.get(person=cast.lead).text.count("\n- 2.2 ") == 1


def test_a_measure_is_reminded_of_in_the_newest_round_that_asks_it(cast, measure, round):
    other = make_measure(measure.programme, "2.3", lead=cast.leading)
    newer = make_round(measure.programme, "lisakysely", date(2018, 6, 20), date(2018, 7, 15))
    newer.chosen.add(other)
    remind(date(2018, 7, 2))
    facts = Mail.objects.get(person=cast.lead).items.values_list("round__slug", "measure__code")
    assert set(facts) == {("kevat-2018", "2.2"), ("lisakysely", "2.3")}


def test_an_older_round_is_silent_once_a_newer_asks_everything(cast, measure, round):
    make_round(measure.programme, "uusi", date(2018, 6, 20), date(2018, 9, 15))
    assert reminders.collecting(date(2018, 6, 19)) == [round]
    assert [each.slug for each in reminders.collecting(date(2018, 6, 20))] == ["uusi"]
    assert remind(*JULY) == []


def test_measures_without_a_lead_remind_nobody(cast):
    programme = make_programme()
    make_measure(programme, "1.1")
    make_round(programme)
    assert remind(*JULY) == []


def test_nothing_is_written_when_nothing_is_open(db):
    assert reminders.remind(at(date(2018, 7, 2))) == (reminders.Plan([], []), [])


def test_reminding_changes_no_return(cast, measure):
    remind(*JULY)
    assert not Return.objects.exists()


def test_queries_do_not_grow_with_bodies_and_people(cast, measure, django_assert_num_queries):
    for size in (1, 8):
        for _ in range(size):
            body = make_body()
            make_measure(measure.programme, lead=body)
            make_user(seats=[("coordinator", body), ("approver", body)])
        with django_assert_num_queries(8):
            assert reminders.plan(date(2018, 7, 2)).letters


def test_the_newest_mail_of_a_body(cast, measure, round, django_assert_num_queries):
    remind(date(2018, 7, 2))
    reminders.chase(round, [cast.leading], "", cast.office, at(date(2018, 7, 5)))
    with django_assert_num_queries(1):
        assert reminders.last_mailed(round) == {
            cast.leading.pk: date(2018, 7, 5),
            cast.partnering.pk: date(2018, 7, 2),
        }


def test_a_locked_return_can_still_not_be_sent(cast, measure, round, with_approver):
    """What the reminders take for granted: a frozen round takes nothing from an approver."""
    with_approver(date(2018, 7, 2))
    round.frozen_at = at(date(2018, 7, 3))
    round.save()
    with pytest.raises(NotNow):
        Return.objects.get(body=cast.leading).approve(None, "", at(date(2018, 7, 4)))
    assert of("approver", remind(*JULY)) == []
