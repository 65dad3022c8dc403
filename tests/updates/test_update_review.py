from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_measure, make_round, make_update


def open_page(client, update):
    return client.get(reverse("updates:update_review", args=[update.pk]))


def test_the_office_reads_the_answer_whole_with_every_public_text(cast, sign_in, measure):
    update = make_update(measure, reason="SISÄINEN", public_fi="JULKINEN", public_sv="OFFENTLIG", state="submitted")
    page = open_page(sign_in(cast.office), update).text
    assert all(words in page for words in ("SISÄINEN", "JULKINEN", "OFFENTLIG"))
    assert reverse("updates:update_publish", args=[update.pk]) in page


def test_the_answer_before_and_the_changed_words_stand_beside(cast, sign_in, measure):
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, done="Kartoitus tehtiin.", state="submitted", on=date(2017, 11, 20))
    spring = measure.programme.rounds.first()
    update = make_update(measure, spring, done="Kartoitus julkaistiin.", state="submitted")
    response = open_page(sign_in(cast.office), update)
    (change,) = response.context["changes"]
    assert [(piece.op, piece.text) for piece in change["pieces"]] == [
        ("same", "Kartoitus"), ("removed", " tehtiin"), ("added", " julkaistiin"), ("same", "."),
    ]  # fmt: skip
    assert "Kartoitus tehtiin." in response.text


def test_a_published_answer_may_be_withdrawn(cast, sign_in, measure):
    update = make_update(measure, state="published")
    assert reverse("updates:update_withdraw", args=[update.pk]) in open_page(sign_in(cast.office), update).text


def test_a_partners_part_is_read_and_not_published(cast, sign_in, measure):
    part = make_update(measure, body=cast.partnering, role="partner", done="osuus", state="submitted")
    page = open_page(sign_in(cast.office), part).text
    assert "osuus" in page
    assert reverse("updates:update_publish", args=[part.pk]) not in page


def test_a_draft_is_not_found(cast, sign_in, measure):
    assert open_page(sign_in(cast.office), make_update(measure)).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [("visitor", 302), ("lead", 403), ("steering", 403), ("administrator", 403)]
)
def test_others_are_kept_out(cast, sign_in, measure, role, status):
    assert open_page(sign_in(cast.everyone()[role]), make_update(measure, state="submitted")).status_code == status


def test_no_other_method(cast, sign_in, measure):
    update = make_update(measure, state="submitted")
    assert sign_in(cast.office).post(reverse("updates:update_review", args=[update.pk])).status_code == 405


def test_what_is_shown_is_inert(cast, sign_in, measure):
    bad = "<script>alert(1)</script>"
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, done="muuta " + bad, state="submitted", on=date(2017, 11, 20))
    update = make_update(measure, measure.programme.rounds.first(), done=bad, public_fi=bad, state="submitted")
    assert "<script>alert" not in open_page(sign_in(cast.office), update).text


def test_queries(cast, sign_in, measure, django_assert_max_num_queries):
    update = make_update(measure, state="submitted")
    for _ in range(5):
        make_update(make_measure(measure.programme, lead=cast.leading), update.round, state="submitted")
    client = sign_in(cast.office)
    open_page(client, update)
    with django_assert_max_num_queries(13):
        open_page(client, update)


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_its_button_carries_the_token_that_the_site_asks_for(cast, measure, state):
    update = make_update(measure, state=state)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.office, backend="django.contrib.auth.backends.ModelBackend")
    page = open_page(client, update)
    form = page.text.split('<section class="panel')[1]
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    address = form.split('action="')[1].split('"')[0]
    assert client.post(address, {"csrfmiddlewaretoken": token, "version": 1}).status_code == 302


def test_an_answer_of_joint_leads_says_to_whom_it_is_returned(cast, sign_in, measure):
    shared = make_measure(measure.programme, "2.3", leads=[cast.leading, cast.outside])
    update = make_update(shared, measure.programme.rounds.get(), state="submitted")
    client = sign_in(cast.office)
    assert "LEAD, OUT share this answer: it is returned to each of them" in open_page(client, update).text
    own = make_update(measure, state="submitted")
    assert "share this answer" not in open_page(client, own).text
    refused = client.post(reverse("updates:update_send_back", args=[update.pk]), {"words": ""})
    assert "LEAD, OUT share this answer" in refused.text
