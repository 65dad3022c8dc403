from datetime import date

import pytest

from tests.factories import at, make_body, make_measure, make_programme, make_seat
from tests.updates.inquiries import ASKED, DUE, TODAY, give, make_inquiry, of, typed, write
from updates import inquiries
from updates.models import Inquiry, InquiryAnswer


@pytest.fixture
def programme(db):
    return make_programme("ohjelma")


def open_ones(user, on=TODAY):
    return [(each.inquiry.n, str(each.body), each.stage, each.is_late) for each in inquiries.open_for(user, on)]


def test_my_work_lists_open_questions_by_their_due_day_given_ones_last(cast, programme):
    for due in (date(2018, 7, 20), date(2018, 7, 1), date(2018, 7, 10), date(2018, 6, 29)):
        make_inquiry(programme, [cast.leading], due=due)
    first, second, third, _late = Inquiry.objects.order_by("n")
    give(second, cast.leading, words="annettu")
    write(third, cast.leading, words="luonnos")
    assert open_ones(cast.lead) == [
        (4, "LEAD", "new", True), (3, "LEAD", "draft", False), (1, "LEAD", "new", False), (2, "LEAD", "given", False)
    ]  # fmt: skip
    first.close(cast.office, at(TODAY))
    assert [n for n, *_rest in open_ones(cast.lead)] == [4, 3, 2]


def test_due_today_is_not_late_in_my_work(cast, programme):
    make_inquiry(programme, [cast.leading], due=DUE)
    assert [open_ones(cast.lead, day)[0][-1] for day in (DUE, date(2018, 7, 6))] == [False, True]


def test_questions_lead_to_the_form_or_to_the_page(cast, programme):
    inquiry = make_inquiry(programme, [cast.leading], needs_approval=True)
    form = inquiry.address("updates:inquiry_answer", cast.leading.slug)
    assert [each.url for each in inquiries.open_for(cast.lead, TODAY)] == [form]
    assert [each.url for each in inquiries.open_for(cast.approver, TODAY)] == [inquiry.get_absolute_url()]
    rows = write(inquiry, cast.leading, words="luonnos")
    inquiry.mark_ready(cast.leading, {row.pk: 1 for row in rows}, cast.lead, at(TODAY))
    (each,) = inquiries.open_for(cast.lead, TODAY)
    assert (each.url, each.sign.word) == (inquiry.get_absolute_url(), "With the approver")


def test_those_who_write_for_no_body_have_none(cast, programme):
    make_inquiry(programme, [cast.leading])
    assert [open_ones(cast.everyone()[role]) for role in ("visitor", "outsider", "office", "steering")] == [[]] * 4


def test_a_question_of_a_hidden_programme_is_not_listed(cast, programme):
    make_inquiry(programme, [cast.leading])
    programme.is_published = False
    programme.save()
    assert open_ones(cast.lead) == []


def test_an_answer_begun_makes_a_draft_of_all(cast, programme):
    measures = [make_measure(programme, number, lead=cast.leading) for number in ("1.1", "1.2")]
    inquiry = make_inquiry(programme, [cast.leading], measures)
    one, _two = of(inquiry, cast.leading)
    inquiry.write(cast.leading, {one.pk: typed(one, words="alku")}, cast.lead, at(TODAY))
    assert inquiries.stage_of(of(inquiry, cast.leading)) == "draft"


def about(measure, user):
    return [(row.body.key, row.words) for row in inquiries.about(measure, user, TODAY)]


def test_beside_a_measure_everybody_reads_what_they_may(cast, programme):
    measure = make_measure(programme, "2.9", lead=cast.leading, partners=[cast.partnering])
    other = make_measure(programme, "2.10", lead=cast.leading)
    inquiry = make_inquiry(programme, [cast.leading, cast.partnering, cast.outside], [measure, other])
    give(inquiry, cast.leading, words="annettu")
    write(inquiry, cast.partnering, words="luonnos")
    give(inquiry, cast.outside, words="ilman roolia")
    assert (
        about(measure, cast.office) == about(measure, cast.steering) == [("LEAD", "annettu"), ("OUT", "ilman roolia")]
    )
    assert about(other, cast.office) == [("LEAD", "annettu"), ("OUT", "ilman roolia")]
    assert about(measure, cast.lead) == about(measure, cast.approver) == [("LEAD", "annettu")]
    assert about(measure, cast.partner) == [("PART", "luonnos")]
    assert about(measure, cast.visitor) == about(measure, cast.administrator) == []
    assert about(make_measure(programme, "3.1"), cast.office) == []


def test_the_newest_question_comes_first_beside_a_measure(cast, programme):
    measure = make_measure(programme, lead=cast.leading)
    for day in (1, 10, 5):
        inquiry = make_inquiry(programme, [cast.leading], [measure], on=date(2018, 6, day))
        give(inquiry, cast.leading, words=f"päivä {day}")
    assert [words for _body, words in about(measure, cast.office)] == ["päivä 10", "päivä 5", "päivä 1"]


def test_nothing_typed_is_nothing_said(cast, programme):
    measure = make_measure(programme, lead=cast.leading)
    make_inquiry(programme, [cast.leading], [measure])
    assert about(measure, cast.lead) == []


def test_earlier_answers_are_the_bodys_own_given_and_newest(cast, programme):
    measure = make_measure(programme, lead=cast.leading, partners=[cast.partnering])
    for day, words in ((1, "vanha"), (3, "uusi")):
        asked = make_inquiry(programme, [cast.leading, cast.partnering], [measure], on=date(2018, 6, day))
        give(asked, cast.leading, words=words)
        give(asked, cast.partnering, words="toisen")
    inquiry = make_inquiry(programme, [cast.leading], [measure])
    give(make_inquiry(programme, [cast.leading], [measure], on=date(2018, 6, 25)), cast.leading, words="myöhempi")
    assert {pk: row.words for pk, row in inquiries.earlier(inquiry, cast.leading).items()} == {measure.pk: "uusi"}


def test_the_collation_counts(cast, programme):
    bodies = [cast.leading, cast.partnering, cast.outside]
    numbers = make_inquiry(programme, bodies, kind="number")
    give(numbers, cast.leading, number="1234.5")
    give(numbers, cast.outside, number="-0.5", words="arvio")
    choices = make_inquiry(programme, bodies, kind="yes_no")
    give(choices, cast.leading, yes_no=True)
    give(choices, cast.outside, words="ei osata sanoa")
    told = inquiries.Collation(numbers)
    assert [(label, str(value), of) for label, value, of in told.counts] == [
        ("Bodies that have answered", "2", 3), ("Sum of the numbers", "1234.000", None)
    ]  # fmt: skip
    assert (told.silent, told.has_remarks, told.names_measures) == ([cast.partnering], True, False)
    assert [(value, of) for _label, value, of in inquiries.Collation(choices).counts] == [(2, 3), (1, 3), (0, 3)]


def test_of_several_measures_a_body_has_answered_when_all_are_given(cast, programme):
    measures = [make_measure(programme, number, lead=cast.leading) for number in ("2.9", "2.10")]
    inquiry = make_inquiry(programme, [cast.leading, cast.outside], measures)
    collation = inquiries.Collation(inquiry)
    assert [(row.body, row.measure) for row in collation.rows] == [
        (cast.leading, measures[0]), (cast.leading, measures[1]), (cast.outside, None)
    ]  # fmt: skip
    assert (len(collation.bodies), collation.silent) == (2, [cast.leading, cast.outside])
    found = Inquiry.objects.with_counts().get()
    assert (found.asked, found.answered) == (2, 0)


def test_of_an_open_draft_the_collation_tells_not_even_that_there_is_one(cast, programme):
    begun, untouched = (make_inquiry(programme, [cast.leading]) for _ in range(2))
    write(begun, cast.leading, words="luonnos")
    (one,), (other,) = (inquiries.Collation(each).rows for each in (begun, untouched))
    assert (one.answer, one.sign) == (other.answer, other.sign)


def test_each_reader_gets_the_questions_that_concern_them(cast, programme):
    make_inquiry(programme, [cast.leading])
    make_inquiry(programme, [cast.partnering])
    seen = {role: Inquiry.objects.visible_to(user, TODAY).count() for role, user in cast.everyone().items()}
    assert seen == {"visitor": 0, "lead": 1, "partner": 1, "outsider": 0, "approver": 1, "office": 2, "steering": 2,
                    "administrator": 0}  # fmt: skip


def test_who_has_left_the_body_sees_nothing_more(cast, programme):
    inquiry = make_inquiry(programme, [cast.leading])
    write(inquiry, cast.leading, words="luonnos")
    cast.lead.seats.get().end(date(2018, 6, 29))
    assert not InquiryAnswer.objects.visible_to(cast.lead, TODAY).exists()
    make_seat(cast.outsider, cast.leading, "coordinator", since=ASKED)
    assert InquiryAnswer.objects.visible_to(cast.outsider, TODAY).count() == 1


def test_my_work_and_measure_ask_one_query_each(cast, programme, django_assert_num_queries):
    measure = make_measure(programme, lead=cast.leading)
    for _ in range(5):
        give(make_inquiry(programme, [cast.leading, make_body()], [measure]), cast.leading, words="x")
    for user in (cast.lead, cast.office):
        inquiries.open_for(user, TODAY)
    with django_assert_num_queries(1):
        assert len(inquiries.open_for(cast.lead, TODAY)) == 5
    with django_assert_num_queries(1):
        assert [row.inquiry.programme.slug for row in inquiries.about(measure, cast.office, TODAY)] == ["ohjelma"] * 5
