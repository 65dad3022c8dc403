"""The session ends while somebody types."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_measure, make_round, make_user
from tests.updates.conftest import typed
from updates.models import Update

PASSWORD = "a long enough secret"


@pytest.fixture
def writer(cast):
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    return cast.lead


def sign_in_at(client, url, person):
    response = client.post(url, {"login": person.email, "password": PASSWORD})
    assert response.status_code == 302
    return response.url


def written_and_signed_out(client, writer, url, **words):
    """What the form sends, typed while signed in; the session ends before it is sent."""
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    form = typed(client.get(url).context["form"], **words)
    client.session.flush()
    client.cookies.pop("session", None)
    client.cookies.pop("__Host-session", None)
    return form


def test_typed_words_come_back_after_signing_in_and_are_saved_by_one_more_click(client, writer, cast, page_of):
    url = page_of("update_form", cast.leading)
    form = written_and_signed_out(client, writer, url, done="melkein kadonneet sanat", obstacles="jatko")
    response = client.post(url, form)
    assert response.url == f"{reverse('account_login')}?next={url}"
    assert not Update.objects.exists()
    shown = client.get(sign_in_at(client, response.url, writer))
    assert shown.context["form"]["done"].value() == "melkein kadonneet sanat"
    assert shown.context["notice"] == "kept"
    assert not shown.context["form"].errors
    client.post(url, typed(shown.context["form"]))
    assert (Update.objects.get().done, Update.objects.get().obstacles) == ("melkein kadonneet sanat", "jatko")
    assert client.get(url).context["notice"] == ""


def test_another_person_who_signs_in_there_sees_none_of_them(client, writer, cast, page_of):
    url = page_of("update_form", cast.leading)
    client.post(url, written_and_signed_out(client, writer, url, done="yhden sanat"))
    second = make_user(seats=[("coordinator", cast.leading)])
    second.set_password(PASSWORD)
    second.save()
    sign_in_at(client, reverse("account_login"), second)
    assert "yhden sanat" not in client.get(url).text


def test_words_of_one_measure_do_not_turn_up_on_another(client, writer, cast, page_of, measure):
    url = page_of("update_form", cast.leading)
    client.post(url, written_and_signed_out(client, writer, url, done="yhden toimenpiteen sanat"))
    sign_in_at(client, reverse("account_login"), writer)
    other = make_measure(measure.programme, lead=cast.leading)
    assert "yhden toimenpiteen sanat" not in client.get(page_of("update_form", cast.leading, other)).text


def test_somebody_who_never_had_the_form_leaves_nothing_in_a_session(client, cast, page_of):
    client.post(page_of("update_form", cast.leading), {"done": "roskaa", "opened": "1.väärä"})
    assert "words_kept" not in client.session


def test_only_the_forms_own_fields_of_a_bearable_length_are_kept(client, writer, cast, page_of):
    url = page_of("update_form", cast.leading)
    form = written_and_signed_out(
        client, writer, url, done="sana", obstacles="x" * 20_001, state="published", done_1="1.3."
    )
    client.post(url, form)
    ((kept,),) = [client.session["words_kept"].values()]
    assert kept["typed"]["done"] == "sana"
    assert kept["typed"]["done_1"] == "1.3."
    assert not {"obstacles", "state", "csrfmiddlewaretoken"} & set(kept["typed"])


def test_a_save_by_the_page_itself_tells_to_sign_in_and_keeps_the_words(client, writer, cast, page_of):
    url = page_of("update_form", cast.leading)
    form = written_and_signed_out(client, writer, url, done="kesken jäänyt")
    response = client.post(url, form, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert f"{reverse('account_login')}?next=" in response.text
    assert "words_kept" in client.session


def test_words_kept_over_an_old_version_meet_the_other_text(client, writer, cast, page_of):
    url = page_of("update_form", cast.leading)
    form = written_and_signed_out(client, writer, url, done="vanhemmat sanat")
    client.post(url, form)
    second = Client()
    second.force_login(
        make_user(seats=[("coordinator", cast.leading)]), backend="django.contrib.auth.backends.ModelBackend"
    )
    second.post(url, typed(second.get(url).context["form"], done="toisen sanat"))
    sign_in_at(client, reverse("account_login"), writer)
    response = client.post(url, typed(client.get(url).context["form"]))
    assert response.status_code == 409
    assert "vanhemmat sanat" in response.text
    assert "toisen sanat" in response.text


def test_a_token_from_before_signing_in_anew_gives_the_words_back(writer, cast, page_of):
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    url = page_of("update_form", cast.leading)
    form = typed(client.get(url).context["form"], done="vanhan välilehden sanat")
    response = client.post(url, form | {"csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403
    assert "vanhan välilehden sanat" in response.text
    assert not Update.objects.exists()


def test_a_right_token_saves(writer, cast, page_of):
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    url = page_of("update_form", cast.leading)
    page = client.get(url)
    form = typed(page.context["form"], done="sanat") | {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    assert client.post(url, form).status_code == 302
    assert Update.objects.get().done == "sanat"


def test_a_visitor_without_a_token_is_refused_and_nothing_is_kept(writer, cast, page_of):
    client = Client(enforce_csrf_checks=True)
    response = client.post(page_of("update_form", cast.leading), {"done": "x"})
    assert response.status_code == 403
    assert not client.cookies.get("session")


def test_a_round_of_words_survives_a_measure_that_was_submitted_meanwhile(client, writer, cast, page_of, measure):
    url = page_of("update_form", cast.leading)
    form = written_and_signed_out(client, writer, url, done="omat sanat")
    client.post(url, form)
    from tests.factories import make_update

    make_update(measure, measure.programme.rounds.get(), state="submitted")
    sign_in_at(client, reverse("account_login"), writer)
    assert "omat sanat" in client.get(url).text


def test_another_programmes_form_is_its_own(client, writer, cast, page_of, measure):
    other = make_measure(number="2.2", lead=cast.leading)
    make_round(other.programme)
    url = page_of("update_form", cast.leading)
    client.post(url, written_and_signed_out(client, writer, url, done="sanat"))
    sign_in_at(client, reverse("account_login"), writer)
    assert client.get(page_of("update_form", cast.leading, other)).context["notice"] == ""
