"""Whatever bodies owe, and whoever sits where: one mail a person and run, with nothing but their own in it."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actors.models import Body, Seat
from tests.factories import at, make_body, make_measure, make_programme, make_round, make_update, make_user
from updates import reminders
from updates.models import Mail, Return

BODIES, PEOPLE, ROUNDS = 4, 4, 2
bodies = st.integers(0, BODIES - 1)
measures = st.lists(
    st.tuples(
        st.integers(0, ROUNDS - 1),
        st.lists(bodies, max_size=2, unique=True),
        st.lists(bodies, max_size=2, unique=True),
        st.sampled_from(["", "draft", "ready", "submitted", "returned"]),
    ),
    min_size=1,
    max_size=6,
)
seats = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), bodies, st.sampled_from(["coordinator", "approver", "deputy"])),
    max_size=8,
    unique=True,
)
returns = st.lists(st.tuples(bodies, st.sampled_from(["excused", "extended", "with_approver"])), max_size=3)
days = st.lists(st.integers(0, 40), min_size=1, max_size=5)
APPROVING = ("approver", "deputy")
AWAITED = ("open", "with_approver", "returned")


def make_world(told_measures, told_seats, told_returns):
    """Rounds of two programmes, both due on 15.7.2018, with bodies, measures, answers and people as drawn."""
    body = [make_body() for _ in range(BODIES)]
    programmes = [make_programme() for _ in range(ROUNDS)]
    rounds = [make_round(programme, needs_approval=n == 0) for n, programme in enumerate(programmes)]
    for round in rounds:
        round.partners_due = date(2018, 7, 6)
        round.save()
    for n, (which, leads, partners, state) in enumerate(told_measures):
        partners = [each for each in partners if each not in leads]
        measure = make_measure(
            programmes[which],
            f"{n + 1}.1",
            leads=[body[each] for each in leads],
            partners=[body[each] for each in partners],
        )
        if leads and state:
            answer(make_update(measure, rounds[which]), state)
    people = [make_user(language=["fi", "sv", "en"][n % 3]) for n in range(PEOPLE)]
    for person, where, role in told_seats:
        Seat.objects.create(user=people[person], body=body[where], role=role, since=date(2017, 1, 1))
    for where, state in told_returns:
        settle(rounds[0], body[where], state)
    return rounds


def answer(update, state):
    moment, person = at(date(2018, 6, 1)), make_user()
    if state == "ready":
        update.mark_ready(person, moment)
    elif state in {"submitted", "returned"}:
        update.hand_in(person, moment)
        if state == "returned":
            update.send_back(person, moment, "täydennä")


def settle(round, body, state):
    (row,) = round.returns.hold(round, [body])
    moment, person = at(date(2018, 6, 20)), make_user()
    if row.state not in AWAITED or row.state == "with_approver":
        return
    if state == "excused":
        row.excuse("syy", person, moment)
    elif state == "extended":
        row.extend(date(2018, 7, 20), "syy", person, moment)
    else:
        row.send(person, moment)


class AnyRemindersAtAll(TestCase):
    """Hypothesis needs a case of its own for each example's transaction."""

    @settings(max_examples=60, deadline=None)
    @given(measures, seats, returns, days)
    def test_one_mail_a_person_and_run_with_their_own_bodies_alone(self, measures, seats, returns, days):
        make_world(measures, seats, returns)
        for day in sorted(days):
            moment = at(date(2018, 7, 1) + timedelta(day), 8)
            mails = reminders.remind(moment)[1]
            readers = [mail.person_id for mail in mails]
            assert len(readers) == len(set(readers))
            for mail in mails:
                self.check(mail, moment.date())
            assert reminders.remind(moment + timedelta(minutes=5))[1] == []

    def check(self, mail, on):
        """Every item is of a body of the reader, still owed, and named in the text; no other body is."""
        own = {seat.body_id: seat.role for seat in Seat.objects.in_force(on).filter(user=mail.person_id)}
        items = list(mail.items.select_related("body", "measure", "round"))
        assert items
        assert {item.body_id for item in items} <= set(own)
        for item in items:
            row = Return.objects.filter(round=item.round, body=item.body).first()
            assert row is None or row.state in AWAITED
            assert item.body.key in mail.text
        others = set(Body.objects.values_list("key", flat=True)) - {item.body.key for item in items}
        assert [key for key in others if f"{key} {key} suomeksi" in mail.text] == []
        assert Mail.objects.filter(person=mail.person_id, made_at=mail.made_at).count() == 1
