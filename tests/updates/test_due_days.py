"""By which days a body answers: the round of these tests is due on 15.7.2018, partners' parts by 6.7.2018."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_measure
from updates import owing, reminders
from updates.letters import Ask

ON = date(2018, 6, 20)
PART = "Parts for the leads by 6 July 2018, the round is due on 15 July 2018"
BOTH = "Answers by 15 July 2018, parts for the leads by 6 July 2018"


@pytest.fixture
def round(measure):
    round = measure.programme.rounds.get()
    round.partners_due = date(2018, 7, 6)
    round.save()
    return round


@pytest.fixture
def return_url(cast, round):
    return reverse("updates:return_page", args=[round.programme.slug, round.slug, cast.partnering.slug])


def test_who_takes_part_alone_reads_the_partners_date(cast, sign_in, page_of, round, return_url):
    client = sign_in(cast.partner)
    form = client.get(page_of("update_form", cast.partnering))
    assert form.context["rail"].due == PART
    assert form.text.count(PART) == 2
    assert PART in client.get(return_url).text


def test_who_leads_too_reads_both_days(cast, sign_in, page_of, round, return_url):
    led = make_measure(round.programme, "2.3", lead=cast.partnering)
    client = sign_in(cast.partner)
    assert BOTH in client.get(return_url).text
    form = client.get(page_of("update_form", cast.partnering, led))
    assert (form.context["rail"].due, form.context["task"].due_words) == (BOTH, "Answers by 15 July 2018")
    assert client.get(page_of("update_form", cast.partnering)).context["task"].due_words == PART


def test_who_leads_alone_reads_the_due_day_alone(cast, sign_in, page_of, round):
    form = sign_in(cast.lead).get(page_of("update_form", cast.leading))
    assert form.context["rail"].due == "Answers by 15 July 2018"


def test_more_time_takes_the_place_of_the_partners_date(cast, sign_in, page_of, round, return_url):
    (row,) = round.returns.hold(round, [cast.partnering])
    row.extend(date(2018, 8, 1), "loma", cast.office, at(ON))
    client = sign_in(cast.partner)
    assert "Answers by 1 August 2018" in client.get(return_url).text
    assert client.get(page_of("update_form", cast.partnering)).context["rail"].due == "Answers by 1 August 2018"


def test_the_head_of_the_page_tells_it_to_bodies_and_not_to_visitors(cast, sign_in, client, round):
    told = "Kierros kevat-2018, returns by 15 July 2018, partners&#x27; parts by 6 July 2018"
    assert told not in client.get(reverse("reports:body_list")).text
    assert told in sign_in(cast.partner).get(reverse("reports:body_list")).text


def test_the_office_reads_it_over_the_round(cast, sign_in, round):
    client, where = sign_in(cast.office), [round.programme.slug, round.slug]
    assert "Partners give their parts by 6 July 2018." in client.get(reverse("updates:cockpit", args=where)).text
    assert "partners' parts by 6 July 2018" in client.get(reverse("updates:office")).text


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (ON, "The leads expect your parts by 6 July 2018. Answers by 15 July 2018. Still open:"),
        (date(2018, 7, 7), "The leads expected your parts by 6 July 2018. Answers by 15 July 2018. Still open:"),
    ],
)
def test_the_chase_mail_tells_partners_both_days_and_leads_the_due_day(cast, round, on, said):
    assert said in reminders.preview(round, [cast.partnering], on)
    assert "your parts" not in reminders.preview(round, [cast.leading], on)


def test_with_more_time_no_reminder_asks_for_parts_by_the_partners_date(cast, round):
    before = [block.ask for block in reminders.writers_blocks(owed_by(round, cast.partnering), date(2018, 7, 3))]
    (row,) = round.returns.hold(round, [cast.partnering])
    row.extend(date(2018, 9, 30), "loma", cast.office, at(ON))
    after = list(reminders.writers_blocks(owed_by(round, cast.partnering), date(2018, 7, 3)))
    assert (before, after) == ([Ask.ANSWERS, Ask.PARTS], [])


def owed_by(round, body):
    (found,) = owing.in_round(round, ON, [body.pk])
    return found


def test_the_margin_of_a_unit_tells_its_own_days_and_the_task_the_leads(cast, sign_in, page_of, round):
    other = make_measure(round.programme, "2.3", lead=cast.leading, units=[cast.partnering])
    (row,) = round.returns.hold(round, [cast.leading])
    row.extend(date(2018, 8, 1), "loma", cast.office, at(ON))
    context = sign_in(cast.partner).get(page_of("update_form", cast.partnering, other)).context
    assert (context["rail"].due, context["task"].due_words) == (BOTH, "Answers by 1 August 2018")
