from contextlib import suppress
from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import given as told
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actors.wording import clean
from tests.factories import at, make_body, make_measure, make_programme, make_user
from tests.updates.inquiries import ASKED, DUE, TODAY, give, make_inquiry, of, typed, write
from updates.models import (
    BroughtFile,
    Inquiry,
    InquiryAnswer,
    InquiryFile,
    NotNow,
    OwnText,
    StaleAnswers,
    TypedAnswer,
)
from updates.models.inquiries import places

NOON = at(TODAY)


@pytest.fixture
def programme(db):
    return make_programme("ohjelma")


@pytest.fixture
def body(db):
    return make_body("OM")


@pytest.fixture
def inquiry(programme, body):
    return make_inquiry(programme, [body])


def test_questions_are_numbered_within_their_programme(programme, body):
    first, second = (make_inquiry(programme, [body]) for _ in range(2))
    other = make_inquiry(make_programme(), [body])
    assert [first.n, second.n, other.n] == [1, 2, 1]
    assert str(first) == "Koulutetut"


def test_the_same_form_sent_twice_asks_once(programme, body):
    first = make_inquiry(programme, [body], made_from="a" * 32)
    second = make_inquiry(programme, [body], made_from="a" * 32)
    assert first == second
    assert (Inquiry.objects.count(), InquiryAnswer.objects.count()) == (1, 1)


def test_a_body_answers_for_each_measure_it_has_a_role_in_and_once_without_any(programme):
    lead, part, other = make_body("L"), make_body("P"), make_body("O")
    one = make_measure(programme, "2.9", lead=lead, partners=[part])
    two = make_measure(programme, "2.10", lead=lead)
    make_measure(programme, "3.1", lead=other)
    asked = list(places([lead, part, other], [one, two], ASKED))
    assert asked == [(lead, one), (lead, two), (part, one), (other, None)]
    inquiry = make_inquiry(programme, [lead, part, other], [one, two])
    assert [(each.body, each.measure) for each in inquiry.answers.order_by("pk")] == asked
    assert list(inquiry.measures.order_by("sort_key")) == [one, two]


def test_a_role_that_has_ended_asks_nothing_of_the_measure(programme, body):
    measure = make_measure(programme, lead=body)
    held = measure.responsibilities.get()
    held.until = date(2018, 1, 31)
    held.save()
    assert list(places([body], [measure], ASKED)) == [(body, None)]


def test_without_a_finnish_text_nothing_is_asked(programme):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_inquiry(programme, [], text_fi="", text_sv="fråga")


def test_due_today_is_not_late(inquiry, body):
    (row,) = of(inquiry, body)
    assert [row.is_late(day) for day in (DUE, date(2018, 7, 6))] == [False, True]
    (row,) = give(inquiry, body, on=date(2018, 7, 6), words="vastaus")
    assert (row.was_late, row.is_late(date(2018, 7, 7))) == (True, False)


def test_an_answer_is_drafted_given_and_taken_back(inquiry, body):
    writer = make_user()
    (row,) = of(inquiry, body)
    assert (row.stage, row.version) == ("new", 0)
    (row,) = write(inquiry, body, writer, words="luonnos")
    assert (row.stage, row.version, row.saved_by) == ("draft", 1, writer)
    inquiry.give(body, {row.pk: 1}, writer, NOON)
    (row,) = of(inquiry, body)
    assert (row.stage, row.given_by, row.given_at) == ("given", writer, NOON)
    inquiry.take_back(body, writer, NOON)
    (row,) = of(inquiry, body)
    assert (row.stage, row.words, row.given_by) == ("draft", "luonnos", None)
    assert [past.words for past in row.history.filter(state="given")] == ["luonnos"]


def test_saying_the_same_again_saves_nothing(inquiry, body):
    write(inquiry, body, words="sama")
    before = InquiryAnswer.history.count()
    (row,) = write(inquiry, body, words="  sama ")
    assert (row.version, InquiryAnswer.history.count()) == (1, before)


def test_other_words_over_an_old_version_are_refused_and_the_same_are_not(inquiry, body):
    (row,) = of(inquiry, body)
    write(inquiry, body, words="toisen")
    inquiry.write(body, {row.pk: TypedAnswer(words="toisen", version=0)}, make_user(), NOON)
    with pytest.raises(StaleAnswers) as stale:
        inquiry.write(body, {row.pk: TypedAnswer(words="minun", version=0)}, make_user(), NOON)
    assert [row.words for row in stale.value.rows] == ["toisen"]
    assert of(inquiry, body)[0].words == "toisen"


def test_of_several_answers_all_are_saved_or_none(programme, body):
    measures = [make_measure(programme, number, lead=body) for number in ("1.1", "1.2")]
    inquiry = make_inquiry(programme, [body], measures)
    one, two = of(inquiry, body)
    inquiry.write(body, {two.pk: typed(two, words="toisen")}, make_user(), NOON)
    both = {one.pk: typed(one, words="minun"), two.pk: typed(two, words="minun")}
    with pytest.raises(StaleAnswers):
        inquiry.write(body, both, make_user(), NOON)
    assert [row.words for row in of(inquiry, body)] == ["", "toisen"]


def test_answers_of_another_body_are_not_written(programme, body):
    other = make_body("STM")
    inquiry = make_inquiry(programme, [body, other])
    (row,) = of(inquiry, other)
    inquiry.write(body, {row.pk: typed(row, words="väärä")}, make_user(), NOON)
    assert of(inquiry, other)[0].is_empty


@pytest.mark.parametrize(
    ("kind", "said", "is_whole"),
    [
        ("text", {}, False),
        ("text", {"words": "sanat"}, True),
        ("number", {}, False),
        ("number", {"number": 0}, True),
        ("number", {"words": "ei tilastoida"}, True),
        ("yes_no", {}, False),
        ("yes_no", {"yes_no": False}, True),
        ("yes_no", {"words": "ei osata sanoa"}, True),
        ("file", {}, False),
        ("file", {"file": BroughtFile("a.txt", b"a")}, True),
        ("file", {"words": "ei ole"}, True),
    ],
)
def test_an_answer_or_why_there_is_none_is_needed_to_give_it(programme, body, kind, said, is_whole):
    inquiry = make_inquiry(programme, [body], kind=kind)
    if is_whole:
        assert give(inquiry, body, **said)[0].is_given
    else:
        with pytest.raises(ValidationError) as faults:
            give(inquiry, body, **said)
        assert list(faults.value.message_dict) == [str(of(inquiry, body)[0].pk)]


@pytest.mark.parametrize(
    "said",
    [
        {"words": "SALASSA PIDETTÄVÄ"},
        {"words": "henkilö 010190-123A"},
        {"file": BroughtFile("TL III.txt", b"a")},
        {"file": BroughtFile("a.txt", b"Asia on SALAINEN.")},
    ],
)
def test_what_is_marked_secret_is_not_given(programme, body, said):
    inquiry = make_inquiry(programme, [body], kind="file")
    with pytest.raises(ValidationError, match="Take out"):
        give(inquiry, body, **said)
    assert not of(inquiry, body)[0].is_given


def test_a_file_is_kept_as_it_came_and_the_one_before_it_too(programme, body):
    inquiry = make_inquiry(programme, [body], kind="file")
    write(inquiry, body, file=BroughtFile("eka.bin", bytes(range(256))))
    write(inquiry, body, file=BroughtFile("toka.bin", b"2"))
    write(inquiry, body, words="sana")
    (row,) = of(inquiry, body)
    assert (row.file.name, row.told, row.version) == ("toka.bin", "toka.bin", 3)
    write(inquiry, body, is_file_dropped=True)
    assert of(inquiry, body)[0].file is None
    first, second = InquiryFile.objects.order_by("pk")
    assert (bytes(first.content), first.size, bytes(second.content)) == (bytes(range(256)), 256, b"2")
    assert [past.file_id for past in row.history.order_by("version")] == [None, first.pk, second.pk, second.pk, None]


def test_a_closed_question_takes_nothing_until_it_is_opened_again(inquiry, body):
    write(inquiry, body, words="luonnos")
    office = make_user()
    inquiry.close(office, NOON)
    inquiry.close(make_user(), NOON)
    assert (inquiry.is_open, inquiry.closed_by) == (False, office)
    for deed in (lambda: write(inquiry, body, words="uusi"), lambda: give(inquiry, body, words="luonnos"),
                 lambda: inquiry.take_back(body, office, NOON)):  # fmt: skip
        with pytest.raises(NotNow, match="closed"):
            deed()
    inquiry.reopen(office, NOON)
    assert give(inquiry, body, words="luonnos")[0].is_given


def test_a_given_answer_is_not_written_over(inquiry, body):
    (row,) = give(inquiry, body, words="annettu")
    with pytest.raises(NotNow, match="given"):
        write(inquiry, body, words="muutettu")
    with pytest.raises(NotNow, match="given"):
        inquiry.give(body, {row.pk: 1}, make_user(), NOON)


def test_only_the_version_that_was_read_is_given(inquiry, body):
    (row,) = write(inquiry, body, words="eka")
    write(inquiry, body, words="toka")
    with pytest.raises(StaleAnswers):
        inquiry.give(body, {row.pk: 1}, make_user(), NOON)
    with pytest.raises(StaleAnswers):
        inquiry.give(body, {}, make_user(), NOON)


def test_with_sign_off_the_approver_gives_what_the_writers_sent(programme, body):
    inquiry, writer, approver = make_inquiry(programme, [body], needs_approval=True), make_user(), make_user()
    (row,) = write(inquiry, body, writer, words="luonnos")
    with pytest.raises(NotNow, match="draft"):
        inquiry.give(body, {row.pk: 1}, approver, NOON)
    inquiry.mark_ready(body, {row.pk: 1}, writer, NOON)
    assert of(inquiry, body)[0].stage == "ready"
    with pytest.raises(OwnText):
        inquiry.give(body, {row.pk: 1}, writer, NOON)
    inquiry.give(body, {row.pk: 1}, approver, NOON)
    assert of(inquiry, body)[0].given_by == approver


def test_whoever_ever_wrote_does_not_sign_off_though_another_saved_last(programme, body):
    inquiry, first, second = make_inquiry(programme, [body], needs_approval=True), make_user(), make_user()
    write(inquiry, body, first, words="luonnos")
    (row,) = write(inquiry, body, second, words="valmis")
    inquiry.mark_ready(body, {row.pk: row.version}, second, NOON)
    with pytest.raises(OwnText):
        inquiry.give(body, {row.pk: row.version}, first, NOON)


def test_one_person_alone_signs_off_their_own_answer(programme):
    body, person = make_body("YKSI", is_one_person=True), make_user()
    inquiry = make_inquiry(programme, [body], needs_approval=True)
    assert give(inquiry, body, person, signed_by=person, words="oma")[0].is_given


def test_an_edit_takes_the_answer_back_from_the_approver(programme, body):
    measures = [make_measure(programme, number, lead=body) for number in ("1.1", "1.2")]
    inquiry = make_inquiry(programme, [body], measures, needs_approval=True)
    rows = write(inquiry, body, words="luonnos")
    inquiry.mark_ready(body, {row.pk: row.version for row in rows}, make_user(), NOON)
    inquiry.write(body, {rows[0].pk: typed(rows[0], words="muutos")}, make_user(), NOON)
    assert [row.stage for row in of(inquiry, body)] == ["draft", "draft"]


def test_numbers_come_back_as_they_were_kept(programme, body):
    inquiry = make_inquiry(programme, [body], kind="number")
    for number in ("999999999999.999", "-0.001", "1234.5"):
        assert write(inquiry, body, number=number)[0].number == Decimal(number)
        assert of(inquiry, body)[0].number == Decimal(number)


class NothingIsLost(TestCase):
    """Whatever two writers save in whatever order: every text that was taken in is found in the history."""

    @settings(max_examples=25, deadline=None)
    @told(st.lists(st.tuples(st.text(max_size=20), st.booleans()), max_size=6))
    def test_every_text_that_was_saved_is_in_the_history(self, saves):
        body = make_body()
        inquiry = make_inquiry(make_programme(), [body])
        (row,), kept, opened = of(inquiry, body), [], 0
        for words, looks_again in saves:
            opened = of(inquiry, body)[0].version if looks_again else opened
            with suppress(StaleAnswers):
                inquiry.write(body, {row.pk: TypedAnswer(words=words, version=opened)}, None, NOON)
                kept.append(clean(words))
        assert set(kept) - {""} <= set(row.history.values_list("words", flat=True))
        assert of(inquiry, body)[0].words == (kept[-1] if kept else "")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told():
    body = make_body("OM")
    inquiry = make_inquiry(make_programme(), [body])
    (row,), barrier, ends = of(inquiry, body), Barrier(2), []

    def save(words):
        barrier.wait()
        try:
            Inquiry.objects.get().write(body, {row.pk: TypedAnswer(words=words)}, None, NOON)
            ends.append(words)
        except StaleAnswers as stale:
            ends.append(stale.rows[0].words)
        finally:
            connection.close()

    threads = [Thread(target=save, args=(words,)) for words in ("yksi", "kaksi")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ends[0] == ends[1] == of(inquiry, body)[0].words
