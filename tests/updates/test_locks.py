from datetime import date

import pytest

from tests.factories import at, make_measure, make_update, make_user
from updates.models import Lock, Return

DAY = date(2018, 6, 30)


@pytest.fixture
def shared(cast, measure):
    """An answer of two leads."""
    joint = make_measure(measure.programme, "2.9", leads=[cast.leading, cast.partnering])
    return make_update(joint, measure.programme.rounds.get(), body=cast.leading)


def excuse(update, body):
    row = Return.objects.get_or_create(round=update.round, body=body)[0]
    row.excuse("Ei kerättävää.", make_user(), at(DAY))


def test_an_answer_of_two_leads_may_be_written_while_one_of_them_may(cast, shared):
    assert shared.lock(DAY) == ""
    excuse(shared, cast.leading)
    assert shared.lock(DAY) == ""  # the other has no return yet, and the round is open
    excuse(shared, cast.partnering)
    assert shared.lock(DAY) == Lock.EXCUSED
