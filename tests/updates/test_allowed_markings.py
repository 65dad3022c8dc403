"""A text may speak of a secrecy marking when the office has allowed it, for one measure in one round (G-13)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.factories import at, make_measure, make_round, make_update
from updates import completeness
from updates.models import NotNow, Return, Update

ON = date(2018, 6, 20)
NAMED = "Ohje leiman SALASSA  PIDETTÄVÄ käytöstä on valmis."


@pytest.fixture
def measure(cast):
    """Led by LEAD with PART as a partner, in a round without approval; a second one beside it."""
    measure = make_measure(number="2.2", lead=cast.leading, partners=[cast.partnering])
    make_round(measure.programme)
    make_measure(number="2.3", lead=cast.leading, programme=measure.programme)
    return measure


@pytest.fixture
def url(measure, cast):
    where = [measure.programme.slug, "kevat-2018", cast.leading.slug]
    return reverse("updates:return_allow_marking", args=where)


TYPED = {"measure": "2.2", "marking": "salassa pidettävä", "words": "Toimenpide koskee leiman käyttöä."}


def faults(update):
    return set(completeness.faults(update, []))


def test_the_office_allows_a_marking_and_the_answer_goes_through_to_the_public(cast, sign_in, measure, url):
    update = make_update(measure, done=NAMED, public_fi=NAMED)
    assert faults(update) == {"done", "public_fi"}
    client = sign_in(cast.office)
    page = client.post(url, TYPED, follow=True).text
    assert "allowed “salassa pidettävä” in the answer to measure 2.2" in page
    assert "Toimenpide koskee leiman käyttöä." in page
    update.submit(cast.lead, at(ON))
    update.publish(cast.office, at(ON), without_swedish=True)
    assert Update.objects.get().state == "published"


def test_another_marking_of_the_same_text_still_stops_it(cast, sign_in, measure, url):
    sign_in(cast.office).post(url, TYPED)
    update = make_update(measure, done=f"{NAMED} Liite TL III.")
    assert completeness.faults(update, [])["done"][0].startswith("Take out “TL III”")


def test_another_measure_and_another_round_are_not_allowed_it(cast, sign_in, measure, url):
    sign_in(cast.office).post(url, TYPED)
    other = measure.programme.measures.get(number="2.3")
    assert faults(make_update(other, done=NAMED)) == {"done"}
    autumn = make_round(measure.programme, "syksy-2018", date(2018, 10, 1), date(2018, 10, 31))
    assert faults(make_update(measure, autumn, done=NAMED)) == {"done"}


def test_what_the_writer_reads_says_whom_to_ask(measure):
    (said,) = completeness.faults(make_update(measure, done=NAMED), [])["done"]
    assert said.startswith("Take out “SALASSA  PIDETTÄVÄ”")
    assert "the programme office can allow it" in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"measure": ""}, "Choose the measure."),
        ({"measure": "9.9"}, "9.9"),
        ({"marking": ""}, "Write the marking."),
        ({"marking": "julkinen"}, "“julkinen” stops no answer."),
        ({"marking": "leima SALAINEN"}, "“leima SALAINEN” stops no answer."),
        ({"marking": "010190-123A"}, "A personal identity code can&#x27;t be allowed."),
        ({"words": ""}, "Write the reason."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_allowed(cast, sign_in, measure, url, changes, said):
    assert said in sign_in(cast.office).post(url, TYPED | changes).text
    assert not Return.objects.exists()


def test_a_code_of_a_person_is_never_offered_to_be_allowed(measure):
    (said,) = completeness.faults(make_update(measure, done="Tunnus 010190-123A."), [])["done"]
    assert "office" not in said


def test_after_closing_for_good_nothing_is_allowed(cast, measure):
    row = Return.objects.create(round=measure.programme.rounds.get(), body=cast.leading)
    measure.programme.rounds.update(frozen_at=at(ON))
    with pytest.raises(NotNow):
        row.allow_marking("SALAINEN", measure, "syy", cast.office, at(ON))
    assert not row.log.exists()


def test_a_translation_may_name_it_too(cast, measure):
    row = Return.objects.create(round=measure.programme.rounds.get(), body=cast.leading)
    update = make_update(measure, state="submitted", public_fi="Ohje on valmis.")
    with pytest.raises(ValidationError):
        update.translate("sv", "Stämpeln HEMLIG", cast.office, at(ON), update.version)
    row.allow_marking("HEMLIG", measure, "syy", cast.office, at(ON))
    update.refresh_from_db()
    update.translate("sv", "Stämpeln HEMLIG", cast.office, at(ON), update.version)
    assert Update.objects.get().public_sv == "Stämpeln HEMLIG"


def test_another_body_is_not_allowed_it_and_joint_leads_are(cast, sign_in, measure, url):
    sign_in(cast.office).post(url, TYPED)
    assert faults(make_update(measure, body=cast.partnering, role="partner", done=NAMED)) == {"done"}
    shared = make_measure(measure.programme, "2.4", leads=[cast.outside, cast.leading])
    update = make_update(shared, body=cast.outside, done=NAMED)
    assert faults(update) == {"done"}
    sign_in(cast.office).post(url, TYPED | {"measure": "2.4"})
    assert faults(update) == set()


def test_a_part_goes_by_the_book_of_its_own_body(cast, measure):
    row = Return.objects.create(round=measure.programme.rounds.get(), body=cast.partnering)
    row.allow_marking("SALASSA PIDETTÄVÄ", measure, "syy", cast.office, at(ON))
    assert faults(make_update(measure, body=cast.partnering, role="partner", done=NAMED)) == set()
    assert faults(make_update(measure, done=NAMED)) == {"done"}


def test_what_was_allowed_is_taken_back_and_allowed_anew(cast, sign_in, measure, url):
    client, update = sign_in(cast.office), make_update(measure, done=NAMED)
    client.post(url, TYPED)
    (entry,) = client.get(url).context["allowed"]
    page = client.post(url, {"forbid": entry.pk}, follow=True).text
    assert "no longer allows “salassa pidettävä” in the answer to measure 2.2" in page
    assert faults(update) == {"done"}
    assert client.get(url).context["allowed"] == []
    client.post(url, TYPED | {"marking": "SALASSA PIDETTÄVÄ"})
    assert faults(update) == set()


def test_a_code_of_a_person_stops_the_answer_whatever_the_book_says(cast, measure):
    row = Return.objects.create(round=measure.programme.rounds.get(), body=cast.leading)
    row.allow_marking("010190-123A", measure, "syy", cast.office, at(ON))
    assert faults(make_update(measure, done="Tunnus 010190-123A.")) == {"done"}


def test_the_offices_own_answer_to_a_measure_that_nobody_leads_is_allowed_it(cast, sign_in, measure):
    other = make_measure(measure.programme, "9.9")
    where = [measure.programme.slug, "kevat-2018", cast.ministry.slug]
    url = reverse("updates:return_allow_marking", args=where)
    update = make_update(other, body=cast.ministry, done=NAMED)
    assert faults(update) == {"done"}
    assert sign_in(cast.office).post(url, TYPED | {"measure": "9.9"}).status_code == 302
    assert faults(update) == set()


def test_a_body_that_owes_nothing_has_no_such_page(cast, sign_in, measure):
    where = [measure.programme.slug, "kevat-2018", cast.outside.slug]
    assert sign_in(cast.office).get(reverse("updates:return_allow_marking", args=where)).status_code == 404


def test_looking_at_the_page_writes_nothing(cast, sign_in, measure, url):
    assert sign_in(cast.office).get(url).status_code == 200
    assert not Return.objects.exists()
