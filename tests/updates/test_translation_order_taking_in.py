"""A filled order is brought, looked at and taken in: all or some, in one transaction, by the office."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_measure, make_update
from tests.updates.translation_files import NOW, bring, fill, lines, make, preview, take
from updates.models import Update, UploadedTranslation
from updates.translation_orders import preparing

NEW, MORE = "Handboken är klar.", "Utbildningen har ordnats."


@pytest.fixture
def first(measure):
    return make_update(measure, state="submitted", public_fi="Opas on valmis.", public_sv="")


@pytest.fixture
def second(cast, measure, first):
    """Published with the decision to do without Swedish taken back."""
    other = make_measure(measure.programme, "2.3", lead=cast.outside)
    return make_update(other, state="submitted", public_fi="Koulutus on pidetty.", public_sv="")


@pytest.fixture
def filled(first, second):
    return fill(make(), {first: NEW, second: MORE})


@pytest.fixture
def page():
    """The address of the page of the one file that was brought."""
    return lambda: reverse("updates:translation_preview", args=[UploadedTranslation.objects.get().pk])


def swedish():
    return list(Update.objects.order_by("pk").values_list("public_sv", flat=True))


def test_it_is_brought_looked_at_and_taken_in(cast, sign_in, filled, page):
    client = sign_in(cast.office)
    response = bring(client, filled, "<b>till\u00e5<.docx")
    upload = UploadedTranslation.objects.get()
    assert (response.status_code, response.url) == (302, page())
    assert (bytes(upload.content), upload.language, upload.by) == (filled, "sv", cast.office)
    assert swedish() == ["", ""]
    shown = client.get(page())
    assert len(re.findall(r'name="take"[^>]*checked', shown.text)) == 2
    assert "&lt;b&gt;tillå&lt;" in shown.text
    tokens = [line.token for line in shown.context["preview"].new]
    response = client.post(page(), {"take": tokens}, follow=True)
    assert "2 texts were taken in." in response.text
    assert "There is nothing to take in" in response.text
    assert swedish() == [NEW, MORE]


def test_it_is_in_the_history_by_the_office_and_in_step(cast, sign_in, first, filled, page):
    client = sign_in(cast.office)
    bring(client, filled)
    client.post(page(), {"take": list(preview(filled).tokens)})
    update = Update.objects.get(pk=first.pk)
    assert (update.behind, update.version, update.made_from["sv"]["on"]) == ("", 2, "2018-06-30")
    row = update.history.order_by("-history_id").first()
    assert (row.public_sv, row.history_user) == (NEW, cast.office)
    assert not Update.objects.to_translate().exists()
    upload = UploadedTranslation.objects.get()
    assert (upload.applied_by, len(upload.outcome["taken"])) == (cast.office, 2)
    assert upload.outcome["taken"][0]["new"] == NEW


def test_some_are_taken_in(cast, sign_in, first, filled, page):
    client = sign_in(cast.office)
    bring(client, filled)
    (token,) = [line.token for line in preview(filled).new if line.update == first]
    client.post(page(), {"take": [token]})
    assert swedish() == [NEW, ""]
    assert len(lines(filled)) == 1


def test_twice_is_once(cast, sign_in, filled, page):
    client, tokens = sign_in(cast.office), list(preview(filled).tokens)
    bring(client, filled)
    client.post(page(), {"take": tokens})
    bring(client, filled, "igen.docx")
    response = client.post(page(), {"take": tokens}, follow=True)
    assert "2 texts were left out" in response.text
    assert set(Update.objects.values_list("version", flat=True)) == {2}
    assert UploadedTranslation.objects.count() == 1


def test_nothing_ticked_or_made_up_changes_nothing(cast, sign_in, filled, page):
    client = sign_in(cast.office)
    bring(client, filled)
    assert "Nothing was chosen" in client.post(page(), follow=True).text
    assert "left out" in client.post(page(), {"take": ["1.x", "9.0"]}, follow=True).text
    assert swedish() == ["", ""]


def test_what_has_changed_after_the_page_was_opened_is_not_written_over(cast, sign_in, first, filled, page):
    client = sign_in(cast.office)
    bring(client, filled)
    tokens = [line.token for line in client.get(page()).context["preview"].new]
    first.refresh_from_db()
    first.translate("sv", "Sillä välin.", cast.office, NOW, first.version)
    response = client.post(page(), {"take": tokens}, follow=True)
    assert "1 text was taken in." in response.text
    assert "1 text was left out, because something else stands there now." in response.text
    assert swedish() == ["Sillä välin.", MORE]


def test_one_that_went_back_to_its_body_is_left_out(cast, sign_in, first, filled, page):
    client, tokens = sign_in(cast.office), list(preview(filled).tokens)
    bring(client, filled)
    first.send_back(cast.office, NOW, "Täydentäkää.")
    client.post(page(), {"take": tokens})
    assert swedish() == ["", MORE]


def test_a_fault_in_the_middle_takes_nothing(cast, first, second, filled, monkeypatch):
    real = Update.translate

    def breaks(update, *facts, **more):
        if update.pk == second.pk:
            raise RuntimeError("power cut")
        real(update, *facts, **more)

    monkeypatch.setattr(Update, "translate", breaks)
    with pytest.raises(RuntimeError):
        take(filled, cast.office)
    assert swedish() == ["", ""]
    assert UploadedTranslation.objects.get().outcome == {}


def change_source(update, words, by):
    """The body is asked again and writes its text anew."""
    update.send_back(by, NOW, "Tarkentakaa.")
    update.write(update.words() | {"public_fi": words}, {}, update.version, by, NOW)
    update.submit(by, NOW)


def test_made_from_an_older_original_it_is_not_ticked_and_stays_in_the_queue(cast, sign_in, first, filled, page):
    change_source(first, "Opas on melkein valmis.", cast.lead)
    client = sign_in(cast.office)
    bring(client, filled)
    shown = client.get(page())
    assert "the original has changed since the order was made" in shown.text
    assert len(re.findall(r'name="take"[^>]*checked', shown.text)) == 1
    (token,) = [line.token for line in shown.context["preview"].doubtful]
    response = client.post(page(), {"take": [token]}, follow=True)
    assert "1 of them was made from an older original and waits to be translated again." in response.text
    update = Update.objects.get(pk=first.pk)
    assert (update.public_sv, update.behind) == (NEW, "sv")
    assert update in Update.objects.to_translate_into("sv")


def test_the_text_of_a_published_answer_is_seen_at_once(cast, client, first, second):
    first.publish(cast.office, NOW, without_swedish=True)
    second.publish(cast.office, NOW, without_swedish=True)
    content = fill(make("xlf", "en"), {first: "The handbook is ready."})
    take(content, cast.office)
    update = Update.objects.get(pk=first.pk)
    assert (update.state, update.public_en) == ("published", "The handbook is ready.")


def test_swedish_that_comes_back_ends_the_decision_to_do_without(cast, first, filled):
    first.publish(cast.office, NOW, without_swedish=True)
    assert lines(filled)[first.pk] == (NEW, ())
    take(filled, cast.office)
    assert not Update.objects.get(pk=first.pk).is_swedish_waived


def test_more_texts_than_a_form_takes_are_taken_together(cast, sign_in, filled, page, monkeypatch):
    monkeypatch.setattr(preparing, "MOST_BOXES", 1)
    client = sign_in(cast.office)
    bring(client, filled)
    shown = client.get(page())
    assert 'name="take"' not in shown.text
    assert "left out" in client.post(page(), {"all": "0" * 64}, follow=True).text
    client.post(page(), {"all": shown.context["preview"].whole})
    assert swedish() == [NEW, MORE]


def test_what_was_found_is_told_on_the_page(cast, sign_in, first, second, page):
    client = sign_in(cast.office)
    bring(client, fill(make(), {first: "HEMLIG", second: MORE}))
    shown = client.get(page())
    assert "Row 2 (2.2, LEAD) carries the marking “HEMLIG”" in shown.text
    assert shown.text.count('name="take"') == 1


def test_the_page_shows_texts_in_their_languages(cast, sign_in, first, filled, page):
    client = sign_in(cast.office)
    bring(client, filled)
    text = client.get(page()).text
    assert f'<div lang="sv"><p>{NEW}</p></div>' in text
    assert '<div lang="fi"><p>Opas on valmis.</p></div>' in text


def test_a_file_of_the_other_kind_under_a_wrong_name_is_read_all_the_same(cast, sign_in, first):
    assert bring(sign_in(cast.office), fill(make("xlf"), {first: NEW}), "order.docx").status_code == 302


def test_the_page_offers_what_waits_and_what_was_brought(cast, sign_in, filled):
    client = sign_in(cast.office)
    bring(client, filled, "till.docx")
    shown = client.get(reverse("updates:translation_take_in"))
    assert f'href="{reverse("updates:translation_order", args=["sv", "docx"])}?round=' in shown.text
    assert "till.docx" in shown.text
    assert "0 texts taken in" in shown.text


def test_no_file_is_a_fault_of_the_form(cast, sign_in):
    response = sign_in(cast.office).post(reverse("updates:translation_take_in"))
    assert response.status_code == 400
    assert "file" in response.context["form"].errors


def test_a_file_that_is_too_large_is_told_with_its_size(cast, sign_in):
    response = bring(sign_in(cast.office), b"x" * 5_100_000)
    assert "order.docx has 5,1 MB, and at most 5 MB can be read" in response.text


@pytest.mark.parametrize("role", ["lead", "partner", "approver", "steering", "administrator"])
def test_others_do_not(cast, sign_in, filled, page, role):
    bring(sign_in(cast.office), filled)
    client = sign_in(cast.everyone()[role])
    assert client.get(reverse("updates:translation_take_in")).status_code == 403
    assert bring(client, filled).status_code == 403
    assert client.get(page()).status_code == 403
    assert client.post(page(), {"take": list(preview(filled).tokens)}).status_code == 403
    assert swedish() == ["", ""]


def test_a_visitor_signs_in(client, cast, sign_in, filled, page):
    bring(sign_in(cast.office), filled)
    client.logout()
    for where in (reverse("updates:translation_take_in"), page()):
        assert client.get(where).url.endswith(f"?next={where}")
        assert client.post(where).url.endswith(f"?next={where}")


def test_other_ways_and_files_that_are_not_there(cast, sign_in):
    client = sign_in(cast.office)
    assert client.get(reverse("updates:translation_preview", args=[999999])).status_code == 404
    assert client.put(reverse("updates:translation_take_in")).status_code == 405
    assert client.delete(reverse("updates:translation_preview", args=[1])).status_code == 405


def test_getting_takes_nothing_in(cast, sign_in, filled, page):
    client = sign_in(cast.office)
    bring(client, filled)
    client.get(page(), {"take": list(preview(filled).tokens)})
    assert swedish() == ["", ""]


@pytest.mark.parametrize("number", [2, 9])
def test_queries_of_the_pages_however_many_texts(cast, sign_in, measure, page, django_assert_max_num_queries, number):
    updates = [
        make_update(make_measure(measure.programme, f"5.{n}", lead=cast.leading), state="submitted", public_sv="")
        for n in range(number)
    ]
    client = sign_in(cast.office)
    bring(client, fill(make(), dict.fromkeys(updates, NEW)))
    for update in updates:
        change_source(update, "Opas on melkein valmis.", cast.lead)
    client.get(page())
    with django_assert_max_num_queries(10):
        client.get(reverse("updates:translation_take_in"))
    with django_assert_max_num_queries(9):
        assert len(client.get(page()).context["preview"].doubtful) == number
