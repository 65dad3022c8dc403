from datetime import date

import pytest

from tests.factories import at, make_body, make_measure, make_programme, make_round, make_update
from updates import owing
from updates.models import Return, Update

DAY = date(2018, 6, 30)


def owed(round, on=DAY, **filters):
    return {
        str(each.body): [(item.measure.code, item.role, item.state) for item in each.items]
        for each in owing.in_round(round, on, **filters)
    }


def of(round, body, on=DAY):
    (found,) = owing.in_round(round, on, [body])
    return found


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


def test_leads_owe_answers_and_partners_parts_in_the_order_of_numbers(cast, measure, round):
    make_measure(measure.programme, "2.10", lead=cast.leading)
    make_measure(measure.programme, "2.9", lead=cast.partnering, partners=[cast.leading])
    assert owed(round) == {
        "LEAD": [("2.2", "lead", "new"), ("2.10", "lead", "new"), ("2.9", "partner", "new")],
        "PART": [("2.9", "lead", "new"), ("2.2", "partner", "new")],
    }


def test_units_and_measures_without_a_lead_are_nobodys_here(cast, measure, round):
    make_measure(measure.programme, "2.3", lead=cast.leading, units=[cast.outside])
    make_measure(measure.programme, "2.4")
    assert owed(round)["LEAD"] == [("2.2", "lead", "new"), ("2.3", "lead", "new")]
    assert "OUT" not in owed(round)


def test_a_unit_that_takes_part_too_writes_in_the_leads_answer(cast, measure, round):
    make_measure(measure.programme, "2.3", lead=cast.leading, units=[cast.outside], partners=[cast.outside])
    make_measure(measure.programme, "2.4", lead=cast.outside)
    assert owed(round)["OUT"] == [("2.4", "lead", "new")]
    assert Return.objects.create(round=round, body=cast.outside).owed(DAY) == 1


def test_a_collective_can_answer_nothing(cast, measure, round):
    make_measure(measure.programme, "2.3", lead=cast.leading, partners=[make_body("kunnat", kind="collective")])
    assert "kunnat" not in owed(round)


def test_a_body_in_two_roles_answers_once_as_the_lead(cast, measure, round):
    make_measure(measure.programme, "2.3", lead=cast.leading, partners=[cast.leading])
    assert owed(round)["LEAD"] == [("2.2", "lead", "new"), ("2.3", "lead", "new")]


def test_joint_leads_share_one_answer(cast, measure, round):
    shared = make_measure(measure.programme, "2.3", leads=[cast.leading, cast.outside])
    make_update(shared, round, body=cast.outside, state="submitted")
    assert owed(round)["OUT"] == [("2.3", "lead", "submitted")]
    assert owed(round)["LEAD"] == [("2.2", "lead", "new"), ("2.3", "lead", "submitted")]


def test_states_are_those_of_the_answers(cast, measure, round):
    update = make_update(measure)
    assert of(round, cast.leading).items[0].state == "draft"
    update.mark_ready(cast.lead, at(DAY))
    assert of(round, cast.leading).items[0].state == "ready"
    update.submit(cast.lead, at(DAY))
    assert of(round, cast.leading).items[0].state == "submitted"
    update.send_back(cast.office, at(DAY), "täydennä")
    assert of(round, cast.leading).items[0].state == "returned"
    assert of(round, cast.leading).open == of(round, cast.leading).items


def test_an_empty_draft_is_not_begun_as_its_task_says(cast, measure, round):
    make_update(measure, **dict.fromkeys((name for name in Update.WORDS if name != "is_unchanged"), "") | {"done": ""})
    assert Update.objects.get().is_empty()
    assert of(round, cast.leading).items[0].state == "new"
    Update.objects.update(is_unchanged=True)
    assert not Update.objects.get().is_empty()
    assert of(round, cast.leading).items[0].state == "draft"


def test_who_has_submitted_or_is_excused_owes_nothing(cast, measure, round):
    make_update(measure, state="submitted")
    assert of(round, cast.leading).state == "submitted"
    assert not of(round, cast.leading).is_owed
    (row,) = round.returns.hold(round, [cast.partnering])
    row.excuse("ei tehtäviä", cast.office, at(DAY))
    assert (of(round, cast.partnering).open, of(round, cast.partnering).lock) == ((), "excused")


def test_a_return_with_the_approver_is_owed_but_not_open(cast, measure, round):
    round.needs_approval = True
    round.save()
    make_update(measure).mark_ready(cast.lead, at(DAY))
    Return.objects.get(body=cast.leading).send(cast.lead, at(DAY))
    found = of(round, cast.leading)
    assert (found.open, found.is_with_approver, found.is_owed) == ((), True, True)


@pytest.mark.parametrize("is_accepted", [False, True])
def test_what_was_left_out_of_a_given_return_is_owed_as_long_as_it_can_be_given(cast, measure, round, is_accepted):
    make_measure(measure.programme, "2.3", lead=cast.leading)
    make_update(measure, state="submitted")
    (row,) = round.returns.hold(round, [cast.leading])
    Return.objects.filter(pk=row.pk).update(state="submitted")
    if is_accepted:
        row.accept(cast.office, at(DAY))
    found = of(round, cast.leading)
    state = "accepted" if is_accepted else "submitted"
    assert (found.state, [item.measure.code for item in found.open]) == (state, ["2.3"])
    assert not found.is_late(found.due)
    round.closes = found.due
    round.save()
    assert of(round, cast.leading, date(2018, 7, 16)).open == ()


def test_a_part_that_is_ready_is_the_leads_to_use(cast, measure, round):
    part = make_update(measure, body=cast.partnering, role="partner")
    assert of(round, cast.partnering).open_parts
    part.mark_ready(cast.partner, at(DAY))
    assert not of(round, cast.partnering).open_parts
    assert of(round, cast.partnering).open


def test_more_time_moves_the_due_day(cast, measure, round):
    (row,) = round.returns.hold(round, [cast.leading])
    row.extend(date(2018, 8, 1), "loma", cast.office, at(DAY))
    assert of(round, cast.leading).due == date(2018, 8, 1)
    assert of(round, cast.partnering).due == date(2018, 7, 15)
    assert not of(round, cast.leading, date(2018, 8, 1)).is_late(date(2018, 8, 1))
    assert of(round, cast.leading, date(2018, 8, 2)).is_late(date(2018, 8, 2))


def test_in_a_closed_round_only_who_may_still_write_owes(cast, measure, round):
    round.closes = date(2018, 7, 20)
    round.save()
    (row,) = round.returns.hold(round, [cast.leading])
    row.reopen(date(2018, 7, 31), "pyynnöstä", cast.office, at(date(2018, 7, 21)))
    later = date(2018, 7, 25)
    assert of(round, cast.leading, later).open
    assert (of(round, cast.partnering, later).open, of(round, cast.partnering, later).lock) == ((), "closed")


def test_only_chosen_measures_are_asked(cast, measure, round):
    other = make_measure(measure.programme, "2.3", lead=cast.leading)
    round.chosen.add(other)
    assert owed(round) == {"LEAD": [("2.3", "lead", "new")]}


def test_roles_and_measures_are_those_of_the_day(cast, measure, round):
    measure.responsibilities.filter(body=cast.partnering).update(until=date(2018, 6, 29))
    assert list(owed(round)) == ["LEAD"]
    assert list(owed(round, date(2018, 6, 29))) == ["LEAD", "PART"]


def test_it_counts_what_the_return_itself_counts(cast, measure, round):
    make_measure(measure.programme, "2.3", lead=cast.leading, partners=[cast.partnering, cast.outside])
    for row in round.returns.hold(round, [cast.leading, cast.partnering, cast.outside]):
        assert len(of(round, row.body).items) == row.owed(DAY)


def test_five_queries_however_many_bodies(cast, measure, round, django_assert_num_queries):
    for size in (1, 8):
        for _ in range(size):
            make_update(make_measure(measure.programme, lead=make_body(), partners=[make_body()]), round)
        with django_assert_num_queries(5):
            for each in owing.in_round(round, DAY):
                assert str(each.body)
                assert each.items[0].measure.programme.slug
                assert each.open
                assert not each.is_late(DAY)


def test_several_rounds_at_once(cast, measure, round, django_assert_num_queries):
    other = make_round(make_programme(), "toinen", due=date(2018, 8, 1))
    make_measure(other.programme, "1.1", lead=cast.leading)
    with django_assert_num_queries(8):
        found = owing.in_rounds([round, other], DAY)
    assert [(each.round.slug, str(each.body), each.due) for each in found] == [
        ("kevat-2018", "LEAD", date(2018, 7, 15)),
        ("kevat-2018", "PART", date(2018, 7, 15)),
        ("toinen", "LEAD", date(2018, 8, 1)),
    ]


def test_a_round_that_asks_nobody(db):
    assert owing.in_round(make_round(make_programme()), DAY) == []
