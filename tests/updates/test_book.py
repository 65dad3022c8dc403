"""The book of a return: every line is a sentence that says who did what to which measure."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_measure, make_round, make_update
from updates.models import Deed, Return

ON = date(2018, 6, 20)


@pytest.fixture
def held(cast):
    """The return of LEAD, who leads measure 2.2, in a round with approval."""
    measure = make_measure(number="2.2", lead=cast.leading)
    return Return.objects.create(
        round=make_round(measure.programme, needs_approval=True), body=cast.leading
    ), make_update(measure)


def test_a_line_says_who_did_what_to_which_measure(cast, held):
    row, update = held
    entry = row.note(Deed.RETURNED, cast.office, at(ON), "Lisätkää luvut.", update.measure)
    assert entry.sentence == f"{cast.office} returned the answer to measure 2.2 to be completed"
    assert entry.told == "Lisätkää luvut."


def test_a_day_stands_in_the_sentence(cast, held):
    entry = held[0].note(Deed.EXTENDED, cast.office, at(ON), day=date(2018, 7, 20))
    assert entry.sentence == f"{cast.office} gave more time until 20 July 2018"


def test_an_approval_that_was_recorded_names_both(cast, held):
    entry = held[0].note(Deed.APPROVED, cast.lead, at(ON), "Ylijohtaja")
    assert (entry.sentence, entry.told) == (f"Ylijohtaja approved the return; {cast.lead} obtained the approval", "")


def test_an_approver_without_an_account_is_called_the_approver(held):
    entry = held[0].note(Deed.TURNED_DOWN, None, at(ON), "Ylijohtaja\nKorjatkaa.")
    assert entry.sentence == "The approver sent the return back to its writers"


@pytest.mark.parametrize(
    ("words", "told"), [("om.xlsx: 1", "om.xlsx: 1 change taken in"), ("om.xlsx: 3", "om.xlsx: 3 changes taken in")]
)
def test_a_number_is_said_in_words(cast, held, words, told):
    assert held[0].note(Deed.UPLOADED, cast.lead, at(ON), words).told == told


@pytest.mark.parametrize("kind", Deed.values)
def test_every_deed_has_a_sentence_with_its_doer(cast, held, kind):
    sentence = held[0].note(kind, cast.lead, at(ON), measure=held[1].measure, day=ON).sentence
    assert sentence.startswith(f"{cast.lead} ")
    assert "%" not in sentence


def test_the_pages_of_the_return_and_of_the_round_tell_it_so(cast, sign_in, held):
    row, _update = held
    row.note(Deed.SENT, cast.lead, at(ON))
    client, where = sign_in(cast.office), [row.round.programme.slug, row.round.slug]
    told = f"{cast.lead} sent the return to the approver"
    assert told in client.get(reverse("updates:return_page", args=[*where, cast.leading.slug])).text
    assert told in client.get(reverse("updates:cockpit", args=where)).text


def test_the_number_of_a_workbooks_issue_stands_in_the_sentence(cast, held):
    entry = held[0].note(Deed.WORKBOOK, cast.lead, at(ON), "2")
    assert (entry.sentence, entry.told) == (f"{cast.lead} made issue 2 of the workbook", "")
