"""Whatever a translator types in the places of the translations, exactly that is in the database afterwards."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors import markings
from actors.wording import clean
from tests.factories import make_measure, make_update
from tests.people import make_cast
from tests.updates.translation_files import fill, findings, lines, make, preview, take
from updates.models import Update

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t")
TEXTS = st.text(LETTERS, max_size=60).filter(lambda text: not markings.first_in(clean(text)))


@pytest.fixture
def asked(db):
    """Three answers: without Swedish, with a text that has not followed, and written in English."""
    cast = make_cast()
    measure = make_measure(number="2.2", lead=cast.leading)
    other = make_measure(measure.programme, "2.3", lead=cast.outside)
    third = make_measure(measure.programme, "2.4", lead=cast.outside)
    without = make_update(measure, state="submitted", public_fi="=Opas\n\n_x0041_ <b>&amp;</b>", public_sv="")
    behind = make_update(other, state="submitted", public_sv="Gammal.\n\tText.")
    behind.made_from, behind.behind = {"sv": {"of": "", "on": "2018-06-01"}}, "sv"
    behind.save()
    english = make_update(third, state="submitted", language="en", public_fi="", public_sv="", public_en="Ready.")
    return cast, [without, behind, english]


def check(data, cast, updates, kind):
    typed = {update: data.draw(TEXTS) for update in updates if data.draw(st.booleans())}
    content = fill(make(kind), typed)
    new = {update.pk: clean(text) for update, text in typed.items() if clean(text) not in {"", update.public_sv}}
    assert {code for code, _place in findings(content)} <= {"text_emptied"}
    assert {pk: words for pk, (words, _doubts) in lines(content).items()} == new
    take(content, cast.office, {line.token for line in preview(content).comparison.lines})
    for update in updates:
        expected = new.get(update.pk, update.public_sv)
        assert Update.objects.get(pk=update.pk).public_sv == expected
    assert lines(content) == {}


@pytest.mark.parametrize("kind", ["docx", "xlf"])
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_exactly_what_is_typed_is_in_the_database(asked, kind, data):
    with transaction.atomic():
        check(data, *asked, kind)
        transaction.set_rollback(True)
