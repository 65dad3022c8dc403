"""Public texts keep in step with their source (capability 10)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import at, make_update
from updates.models import Update

FIRST, LATER = date(2018, 6, 1), date(2018, 6, 20)
BOTH = {"public_fi": "Opas on valmis.", "public_sv": "Handboken är klar."}


def save(update, by, on, opened="", **words):
    update.write(update.words() | words, {}, update.version, by, at(on), opened)


@pytest.fixture
def update(cast, measure):
    """Finnish and Swedish public texts made together on 1.6.2018."""
    update = make_update(measure, public_fi="", public_sv="")
    save(update, cast.lead, FIRST, **BOTH)
    return update


def test_texts_made_together_are_in_step(update):
    assert update.behind == ""


def test_a_changed_fact_in_finnish_leaves_swedish_behind(cast, update):
    save(update, cast.lead, LATER, public_fi="Opas on valmis vasta syksyllä.")
    assert (update.behind, update.made_from["sv"]["on"]) == ("sv", "2018-06-01")


def test_swedish_that_follows_is_in_step_again(cast, update):
    save(update, cast.lead, LATER, public_fi="Opas on valmis vasta syksyllä.")
    save(update, cast.lead, LATER, public_sv="Handboken blir klar först i höst.")
    assert update.behind == ""


def test_what_is_typed_on_one_form_belongs_together_whichever_came_last(cast, update):
    save(update, cast.lead, LATER, "a form", public_sv="Handboken blir klar först i höst.")
    save(update, cast.lead, LATER, "a form", public_fi="Opas on valmis vasta syksyllä.")
    assert update.behind == ""


def test_finnish_follows_where_the_answer_is_written_in_swedish(cast, update):
    save(update, cast.lead, FIRST, language="sv")
    save(update, cast.lead, LATER, language="sv", public_sv="Handboken blir klar först i höst.")
    assert update.behind == "fi"


@pytest.fixture
def published(cast, update):
    """Published with a Swedish text that is behind."""
    save(update, cast.lead, LATER, public_fi="Opas on valmis vasta syksyllä.")
    update.submit(cast.lead, at(LATER))
    update.publish(cast.office, at(LATER))
    return update


def test_everybody_sees_that_the_swedish_text_has_not_been_updated(cast, client, published):
    """Capability 10, done when."""
    with translation.override("sv"):
        url = reverse("reports:measure_page", args=[published.measure.programme.slug, "2.2"])
    text = client.get(url).text
    assert "Handboken är klar." in text
    assert "1.6.2018" in text


def test_it_appears_in_the_translators_queue_until_it_is_translated(cast, sign_in, published):
    client, queue = sign_in(cast.office), reverse("updates:translation_list")
    assert [each.pk for each in client.get(queue).context["page"].object_list] == [published.pk]
    url = reverse("updates:translation_form", args=[published.pk, "sv"])
    words = {"words": "Handboken blir klar först i höst.", "version": published.version}
    client.post(url, words)
    assert Update.objects.get().public_sv == "Handboken blir klar först i höst."
    assert not client.get(queue).context["page"].object_list


def test_a_trivial_edit_needs_no_new_translation(cast, sign_in, published):
    url = reverse("updates:translation_form", args=[published.pk, "sv"])
    sign_in(cast.office).post(url, {"confirm": "1", "version": published.version})
    update = Update.objects.get()
    assert (update.behind, update.public_sv) == ("", "Handboken är klar.")


def test_a_text_of_an_older_version_is_not_saved(cast, sign_in, published):
    url = reverse("updates:translation_form", args=[published.pk, "sv"])
    response = sign_in(cast.office).post(url, {"words": "Ny text.", "version": published.version - 1})
    assert (response.status_code, Update.objects.get().public_sv) == (200, "Handboken är klar.")
    assert "Ny text." in response.text


def test_a_marking_is_not_translated(cast, sign_in, published):
    url = reverse("updates:translation_form", args=[published.pk, "sv"])
    response = sign_in(cast.office).post(url, {"words": "HEMLIG", "version": published.version})
    assert "HEMLIG" in response.text
    assert Update.objects.get().public_sv == "Handboken är klar."


@pytest.mark.parametrize("role", ["lead", "approver", "steering", "administrator"])
def test_the_queue_is_the_offices(cast, sign_in, role):
    assert sign_in(cast.everyone()[role]).get(reverse("updates:translation_list")).status_code == 403


def test_the_source_is_not_translated_into_itself(cast, sign_in, published):
    assert sign_in(cast.office).get(reverse("updates:translation_form", args=[published.pk, "fi"])).status_code == 404


def test_queries(cast, sign_in, published, django_assert_max_num_queries):
    client = sign_in(cast.office)
    client.get(reverse("updates:translation_list"))
    with django_assert_max_num_queries(8):
        client.get(reverse("updates:translation_list"))
