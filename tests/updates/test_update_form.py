from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import (
    at,
    make_body,
    make_measure,
    make_round,
    make_schedule_item,
    make_step,
    make_update,
    make_user,
)
from tests.updates.conftest import typed
from updates.models import Update

ALL_WORDS = {
    "stage": "in_progress",
    "confidence": "blocked",
    "reason": "Syy on tässä.",
    "done": "Ensimmäinen osa on valmis.",
    "obstacles": "Rahaa ei ole.",
    "cause": "money",
    "decision_needed": "Rahasta on päätettävä.",
    "language": "fi",
    "public_fi": "Osa on valmis.",
    "public_sv": "En del är klar.",
    "public_en": "A part is done.",
}


def test_the_coordinator_of_the_lead_is_shown_the_form(cast, sign_in, page_of):
    response = sign_in(cast.lead).get(page_of("update_form", cast.leading))
    assert response.status_code == 200
    assert set(ALL_WORDS) <= set(response.context["form"].fields)


def test_opening_the_form_makes_no_update(cast, sign_in, page_of):
    sign_in(cast.lead).get(page_of("update_form", cast.leading))
    assert not Update.objects.exists()


def test_a_partner_is_asked_for_its_part_and_no_stage(cast, sign_in, page_of):
    form = sign_in(cast.partner).get(page_of("update_form", cast.partnering)).context["form"]
    lines = {f"step_{n}_{part}" for n in (1, 2) for part in ("text", "day", "body")}
    fields = {"version", "opened", "nth", "done", "obstacles", "cause", "language", "is_unchanged"}
    assert set(form.fields) == fields | lines


@pytest.mark.parametrize("role", ["partner", "outsider", "approver", "office", "steering", "administrator"])
def test_others_do_not_find_the_leads_form(cast, sign_in, page_of, role):
    assert sign_in(cast.everyone()[role]).get(page_of("update_form", cast.leading)).status_code == 404


@pytest.mark.parametrize("role", ["lead", "outsider", "office", "steering", "administrator"])
def test_others_do_not_find_a_partners_form(cast, sign_in, page_of, role):
    assert sign_in(cast.everyone()[role]).get(page_of("update_form", cast.partnering)).status_code == 404


def test_a_visitor_signs_in_first_and_comes_back(cast, client, page_of):
    url = page_of("update_form", cast.leading)
    response = client.get(url)
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={url}"


def test_no_other_method(cast, sign_in, page_of):
    assert sign_in(cast.lead).put(page_of("update_form", cast.leading)).status_code == 405


@pytest.mark.parametrize("wrong", ["slug", "code", "body"])
def test_an_address_of_nothing_is_not_found(cast, sign_in, measure, wrong):
    where = {"slug": measure.programme.slug, "code": measure.code, "body": cast.leading.slug} | {wrong: "none"}
    assert sign_in(cast.lead).get(reverse("updates:update_form", kwargs=where)).status_code == 404


def test_everything_typed_is_saved_as_a_draft(cast, sign_in, page_of, fill_in):
    response = fill_in(sign_in(cast.lead), page_of("update_form", cast.leading), **ALL_WORDS)
    assert response.status_code == 302
    update = Update.objects.get()
    assert update.words() == ALL_WORDS | {"next": "", "is_unchanged": False}
    assert (update.state, update.role, update.body, update.saved_by) == ("draft", "lead", cast.leading, cast.lead)


def test_the_page_after_saving_says_so_and_shows_the_words(cast, sign_in, page_of, fill_in):
    client = sign_in(cast.lead)
    response = client.get(fill_in(client, page_of("update_form", cast.leading), **ALL_WORDS).url)
    assert 'role="status"' in response.text
    assert "Draft saved on 30 June 2018" in response.text
    assert ALL_WORDS["done"] in response.text


def test_a_draft_may_be_incomplete(cast, sign_in, page_of, fill_in):
    fill_in(sign_in(cast.lead), page_of("update_form", cast.leading), obstacles="vain tämä")
    assert Update.objects.get().obstacles == "vain tämä"


def test_a_partner_saves_its_own_part(cast, sign_in, page_of, fill_in):
    fill_in(sign_in(cast.partner), page_of("update_form", cast.partnering), done="osuutemme")
    update = Update.objects.get()
    assert (update.role, update.body, update.done, update.stage) == ("partner", cast.partnering, "osuutemme", "")


def test_joint_leads_share_one_answer(cast, sign_in, page_of, fill_in):
    measure = make_measure(leads=[cast.leading, cast.partnering])
    make_round(measure.programme)
    fill_in(sign_in(cast.lead), page_of("update_form", cast.leading, measure), done="toisen sanat")
    form = sign_in(cast.partner).get(page_of("update_form", cast.partnering, measure)).context["form"]
    assert form["done"].value() == "toisen sanat"
    assert form["version"].value() == 1


def test_a_unit_of_the_lead_writes_the_leads_answer(cast, sign_in, page_of, fill_in):
    measure = make_measure(lead=cast.leading, units=[cast.outside])
    make_round(measure.programme)
    fill_in(sign_in(cast.outsider), page_of("update_form", cast.outside, measure), done="yksikön sanat")
    assert Update.objects.get().role == "lead"


def test_a_measure_without_a_lead_falls_to_the_office(cast, sign_in, page_of, fill_in):
    measure = make_measure(partners=[cast.partnering])
    make_round(measure.programme)
    fill_in(sign_in(cast.office), page_of("update_form", cast.ministry, measure), done="toimiston sanat")
    assert (Update.objects.get().role, Update.objects.get().body) == ("lead", cast.ministry)
    assert sign_in(cast.partner).get(page_of("update_form", cast.ministry, measure)).status_code == 404


def test_a_seat_that_has_ended_opens_nothing(cast, sign_in, page_of):
    cast.lead.seats.get().end(date(2018, 6, 29))
    assert sign_in(cast.lead).get(page_of("update_form", cast.leading)).status_code == 404


def test_a_lead_that_has_changed_opens_nothing_for_the_old_one(cast, sign_in, page_of, measure):
    responsibility = measure.responsibilities.get(role="lead")
    responsibility.until = date(2018, 6, 29)
    responsibility.save()
    assert sign_in(cast.lead).get(page_of("update_form", cast.leading)).status_code == 404


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_days_of_the_schedule_are_typed_in_the_finnish_form(cast, sign_in, page_of, measure, fill_in, language):
    item = make_schedule_item(measure, latest=date(2018, 3, 31), kind="by", step=make_step(measure))
    with translation.override(language):
        client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    fill_in(client, url, done_1="5.3.2018")
    assert Update.objects.get().outcomes.get().done_on == date(2018, 3, 5)
    assert Update.objects.get().outcomes.get().item == item
    assert 'value="5.3.2018"' in client.get(url).text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("5.3.2018", date(2018, 3, 5)), ("05.03.18", date(2018, 3, 5)), ("2018-03-05", date(2018, 3, 5)),
        (" 5.3.2018 ", date(2018, 3, 5)), ("5/3/2018", None), ("maalisk", None), ("31.2.2018", None),
        ("1.1.0001", None), ("1.7.2018", None), ("31.12.9999", None), ("2018-02-30", None),
    ],
)  # fmt: skip
def test_a_day_means_the_same_in_every_language_or_is_refused(
    cast, sign_in, page_of, measure, fill_in, day, told, language
):
    make_schedule_item(measure)
    with translation.override(language):
        url = page_of("update_form", cast.leading)
    response = fill_in(sign_in(cast.lead), url, done_1=day)
    assert (response.status_code == 302) is (told is not None)
    outcome = Update.objects.get().outcomes.first()
    assert (outcome and outcome.done_on) == told


def test_a_wrong_day_is_named_and_every_other_word_is_saved(cast, sign_in, page_of, measure, fill_in):
    make_schedule_item(measure)
    response = fill_in(sign_in(cast.lead), page_of("update_form", cast.leading), done_1="maalisk", done="tehty osa")
    assert "Write the date in the form 31.3.2018." in response.text
    assert "<title>Error:" in response.text
    assert 'value="maalisk"' in response.text
    assert Update.objects.get().done == "tehty osa"


def test_after_a_wrong_day_the_same_page_saves_again(cast, sign_in, page_of, measure, fill_in):
    make_schedule_item(measure)
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    refused = fill_in(client, url, done_1="maalisk", done="tehty osa")
    response = client.post(url, typed(refused.context["form"], done_1="1.3.2018", done="tehty toinenkin"))
    assert response.status_code == 302
    assert Update.objects.get().done == "tehty toinenkin"


def test_a_text_that_is_too_long_comes_back_whole(cast, sign_in, page_of, fill_in):
    long = "sana " * 1100
    response = fill_in(sign_in(cast.lead), page_of("update_form", cast.leading), done=long, obstacles="lyhyt")
    assert response.status_code == 200
    assert response.text.count("sana ") == 1100
    assert (Update.objects.get().done, Update.objects.get().obstacles) == ("", "lyhyt")


def test_a_choice_that_there_is_not_is_refused(cast, sign_in, page_of, fill_in):
    response = fill_in(sign_in(cast.lead), page_of("update_form", cast.leading), stage="splendid", done="sana")
    assert response.status_code == 200
    assert (Update.objects.get().stage, Update.objects.get().done) == ("", "sana")


def test_extra_keys_change_nothing(cast, sign_in, page_of, fill_in, measure):
    other = make_measure(measure.programme, lead=cast.outside)
    extra = {
        "state": "published", "published_at": "2018-06-01", "submitted_at": "2018-06-01", "saved_by": cast.office.pk,
        "body": cast.outside.pk, "measure": other.pk, "role": "partner", "round": 99, "is_swedish_waived": "1",
    }  # fmt: skip
    fill_in(sign_in(cast.lead), page_of("update_form", cast.leading), done="sana", **extra)
    update = Update.objects.get()
    assert (update.state, update.published_at, update.submitted_at) == ("draft", None, None)
    assert (update.body, update.measure, update.role, update.saved_by) == (cast.leading, measure, "lead", cast.lead)
    assert not update.is_swedish_waived


def test_a_partner_who_sends_the_leads_fields_changes_nothing_of_them(cast, sign_in, page_of, fill_in):
    fill_in(sign_in(cast.partner), page_of("update_form", cast.partnering), **ALL_WORDS)
    update = Update.objects.get()
    assert (update.stage, update.confidence, update.reason, update.public_fi) == ("", "", "", "")
    assert update.done == ALL_WORDS["done"]


def test_what_is_typed_is_inert(cast, sign_in, page_of, fill_in):
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}{% load x %}javascript:alert(1)"
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    fill_in(client, url, done=bad, public_fi=bad)
    page = client.get(url).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{7*7}}" in page


def test_the_previous_answer_stands_beside(cast, sign_in, page_of, measure):
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, done="Syksyn sanat.", state="submitted", on=date(2017, 11, 20))
    response = sign_in(cast.lead).get(page_of("update_form", cast.leading))
    assert "Syksyn sanat." in response.text
    assert response.context["task"].update is None


def test_a_submitted_answer_is_read_not_written(cast, sign_in, page_of, measure):
    update = make_update(measure, state="submitted")
    response = sign_in(cast.lead).get(page_of("update_form", cast.leading))
    assert response.url == update.get_absolute_url()


def test_words_sent_to_a_submitted_answer_come_back(cast, sign_in, page_of, measure):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    make_update(measure, done="vanha")
    form = client.get(url).context["form"]
    Update.objects.get().submit(make_user(), at(date(2018, 6, 2)))
    response = client.post(url, typed(form, done="uudet sanat"))
    assert response.status_code == 409
    assert "uudet sanat" in response.text
    assert Update.objects.get().done == "vanha"


def test_words_sent_after_the_round_closed_come_back(cast, sign_in, page_of, measure, settings):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    form = client.get(url).context["form"]
    measure.programme.rounds.update(due=date(2018, 6, 30), closes=date(2018, 6, 30))
    settings.TODAY = date(2018, 7, 1)
    response = client.post(url, typed(form, done="myöhässä"))
    assert response.status_code == 409
    assert "myöhässä" in response.text
    assert not Update.objects.exists()


def test_a_closed_round_says_that_it_is_closed(cast, sign_in, page_of, measure, settings):
    measure.programme.rounds.update(due=date(2018, 6, 20), closes=date(2018, 6, 29))
    response = sign_in(cast.lead).get(page_of("update_form", cast.leading))
    assert "took answers until 29 June 2018" in response.text
    assert "<textarea" not in response.text


def test_check_and_submit_saves_and_leads_to_the_check(cast, sign_in, page_of, fill_in):
    response = fill_in(sign_in(cast.lead), page_of("update_form", cast.leading), done="sana", check="1")
    assert response.url == page_of("update_check", cast.leading)
    assert Update.objects.get().done == "sana"


def test_a_save_by_the_page_itself_answers_with_the_line_and_the_new_version(cast, sign_in, page_of):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    form = client.get(url).context["form"]
    response = client.post(url, typed(form, done="kesken"), headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "<html" not in response.text
    assert 'name="version" value="1"' in response.text
    assert Update.objects.get().done == "kesken"


def test_saving_after_the_page_has_saved_by_itself_is_no_conflict(cast, sign_in, page_of):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    form = client.get(url).context["form"]
    client.post(url, typed(form, done="kesk"), headers={"HX-Request": "true"})
    response = client.post(url, typed(form, done="kesken, nyt valmis"))
    assert response.status_code == 302
    assert Update.objects.get().done == "kesken, nyt valmis"


def test_the_same_form_sent_twice_is_saved_once(cast, sign_in, page_of):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    words = typed(client.get(url).context["form"], done="kerran")
    assert [client.post(url, words).status_code, client.post(url, words).status_code] == [302, 302]
    assert Update.objects.get().version == 1


def test_queries_do_not_grow_with_the_programme(cast, sign_in, page_of, measure, django_assert_num_queries):
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, state="submitted", on=date(2017, 11, 20))
    make_update(measure)
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    client.get(url)
    make_schedule_item(measure, 1)
    with django_assert_num_queries(14):
        client.get(url)
    for n in range(2, 8):
        make_schedule_item(measure, n, step=make_step(measure, n))
        make_measure(measure.programme, lead=cast.leading, partners=[make_body()])
    with django_assert_num_queries(14):
        client.get(url)


def test_long_margins_are_cut_and_the_rest_is_one_click_away(cast, sign_in, page_of, measure):
    for _ in range(45):
        make_measure(measure.programme, lead=cast.leading)
    response = sign_in(cast.lead).get(page_of("update_form", cast.leading))
    assert len(response.context["rail"].entries) == 40
    assert reverse("updates:my_work") in response.text


def test_a_flood_of_fields_is_refused_and_not_a_crash(cast, sign_in, page_of):
    fields = {f"f{n}": "x" for n in range(1001)}
    assert sign_in(cast.lead).post(page_of("update_form", cast.leading), fields).status_code == 400


def test_a_text_of_five_megabytes_is_refused_in_words(cast, sign_in, page_of):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    response = client.post(url, typed(client.get(url).context["form"], done="a" * 5_000_000))
    assert response.status_code == 200
    assert "at most 5000 characters" in response.context["form"].errors["done"][0]


def test_selects_have_words_and_no_dashes(cast, sign_in, page_of, measure):
    page = sign_in(cast.lead).get(page_of("update_form", cast.leading)).text
    assert "---------" not in page
    assert '<option value="">–</option>' not in page
    assert '<option value="">Choose</option>' in page


def test_a_partners_text_is_not_required_because_nothing_to_add_will_do(cast, sign_in, page_of, measure):
    form = sign_in(cast.partner).get(page_of("update_form", cast.partnering)).context["form"]
    assert not form.fields["done"].required
    assert form.fields["is_unchanged"].label == "Our body has nothing to add in this round"


@pytest.mark.parametrize(("language", "told"), [("sv", 1), ("fi", 0)])
def test_a_question_without_a_swedish_text_is_marked_as_finnish_on_the_swedish_page(
    cast, sign_in, page_of, measure, language, told
):
    measure.programme.rounds.get().questions.create(n=1, text_fi="Mitä maksoi?")
    with translation.override(language):
        page = sign_in(cast.lead).get(page_of("update_form", cast.leading)).text
        only = translation.gettext("The question is in Finnish.")
    assert page.count('<span lang="fi">Mitä maksoi?</span>') == told
    assert page.count(only) == told
    assert "Mitä maksoi?" in page
