"""Lead and partners in one answer (capability 6)."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_body, make_measure, make_round, make_update, make_user
from tests.updates.conftest import typed
from updates.models import Return, Taken, Update

ON = date(2018, 6, 20)


@pytest.fixture
def part(cast, measure):
    """PART's part, marked ready."""
    part = make_update(measure, body=cast.partnering, role="partner", done="Koulutimme 120 henkilöä.")
    part.mark_ready(cast.partner, at(ON))
    return part


def deed_url(name, measure, *more):
    return reverse(f"updates:{name}", args=[measure.programme.slug, measure.code, *more])


def test_the_lead_sees_a_part_once_it_is_ready(cast, sign_in, page_of, measure):
    part = make_update(measure, body=cast.partnering, role="partner", done="Koulutimme 120 henkilöä.")
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    assert "Koulutimme" not in client.get(url).text
    part.mark_ready(cast.partner, at(ON))
    assert "Koulutimme" in client.get(url).text


def test_another_partner_does_not_see_it(cast, sign_in, page_of, measure, part):
    other = make_body("THIRD")
    person = make_user("third@example.org", seats=[("coordinator", other)])
    measure.responsibilities.create(body=other, role="partner", n=9)
    assert "Koulutimme" not in sign_in(person).get(page_of("update_form", other)).text


def test_taking_over_puts_the_words_under_the_leads_own_with_their_origin(cast, sign_in, page_of, measure, part):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    client.post(url, typed(client.get(url).context["form"], done="Oma teksti.", take="part"))
    update = Update.objects.get(role="lead")
    assert update.done == "Oma teksti.\n\nPART: Koulutimme 120 henkilöä."
    assert (Taken.objects.get().part, Taken.objects.get().words) == (part, "Koulutimme 120 henkilöä.")


def test_taking_over_loses_no_word_when_another_field_is_wrong(cast, sign_in, page_of, measure, part):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    words = {"done": "Oma teksti.", "take": "part", "step_1_text": "Opas", "step_1_day": "maalisk"}
    response = client.post(url, typed(client.get(url).context["form"], **words))
    assert response.status_code == 200
    assert "PART: Koulutimme" in response.context["form"]["done"].value()


def test_the_origin_stays_with_the_answer(cast, sign_in, page_of, measure, part):
    update = make_update(measure)
    update.take_over(part, cast.lead, at(ON))
    update.submit(cast.lead, at(ON))
    text = sign_in(cast.office).get(reverse("updates:update_review", args=[update.pk])).text
    assert "Taken over from partners" in text


def test_the_lead_sends_a_part_back_with_a_comment_that_the_partner_reads(cast, sign_in, page_of, measure, part):
    client, url = sign_in(cast.lead), deed_url("part_return", measure, cast.leading.slug, cast.partnering.slug)
    assert client.post(url, {"words": ""}).status_code == 200
    client.post(url, {"words": "Mistä luku on?"})
    part.refresh_from_db()
    assert (part.state, part.ready_at, part.comment) == ("draft", None, "Mistä luku on?")
    assert "Mistä luku on?" in sign_in(cast.partner).get(page_of("update_form", cast.partnering)).text


@pytest.mark.parametrize("role", ["partner", "outsider", "approver", "office", "steering"])
def test_nobody_else_sends_a_part_back(cast, sign_in, measure, part, role):
    url = deed_url("part_return", measure, cast.leading.slug, cast.partnering.slug)
    assert sign_in(cast.everyone()[role]).post(url, {"words": "Mistä?"}).status_code == 404


def test_the_partner_sees_how_its_part_was_used_and_may_disagree(cast, sign_in, page_of, measure, part):
    update = make_update(measure, done="Lead kertoo toisin.")
    update.take_over(part, cast.lead, at(ON))
    update.submit(cast.lead, at(ON))
    part.submit(cast.partner, at(ON))
    where = [measure.programme.slug, measure.code, cast.partnering.slug, "kevat-2018"]
    client, page = sign_in(cast.partner), reverse("updates:update_page", args=where)
    text = client.get(page).text
    assert "The lead took your text over" in text
    assert "Lead kertoo toisin." in text
    client.post(deed_url("part_disagree", measure, cast.partnering.slug), {"words": "Emme ole samaa mieltä."})
    assert "Emme ole samaa mieltä." in client.get(page).text


@pytest.mark.parametrize(("role", "sees"), [("office", True), ("steering", False), ("lead", False)])
def test_a_dissenting_opinion_is_read_by_the_office(cast, sign_in, measure, part, role, sees):
    part.submit(cast.partner, at(ON))
    part.disagree("Emme ole samaa mieltä.", cast.partner, at(ON))
    where = [measure.programme.slug, measure.code, cast.partnering.slug, "kevat-2018"]
    client = sign_in(cast.everyone()[role])
    pages = [reverse("updates:update_page", args=where), measure.get_absolute_url()]
    pages += [reverse("updates:update_review", args=[part.pk])] if role == "office" else []
    texts = "".join(client.get(page).text for page in pages)
    assert ("Emme ole samaa mieltä." in texts) is sees


def test_the_silence_of_partners_blocks_nobody(cast, measure):
    measure.programme.rounds.update(partners_due=date(2018, 6, 1))
    update = make_update(measure)
    update.submit(cast.lead, at(ON))
    assert Return.objects.get(body=cast.leading).state == "submitted"


def test_one_lead_and_four_partners_make_one_published_text_and_five_kept_contributions(cast):
    """Capability 6, done when."""
    partners = [make_body(f"P{n}") for n in range(1, 5)]
    measure = make_measure(lead=cast.leading, partners=partners)
    make_round(measure.programme)
    update = make_update(measure)
    for n, body in enumerate(partners, 1):
        part = make_update(measure, body=body, role="partner", done=f"Osuus {n}.")
        part.mark_ready(cast.partner, at(ON))
        words = update.words() | {"done": f"{update.done}\n\n{body}: {part.done}"}
        update.write(words, {}, update.version, cast.lead, at(ON))
        update.take_over(part, cast.lead, at(ON))
        part.submit(cast.partner, at(ON))
    update.submit(cast.lead, at(ON))
    update.publish(cast.office, at(ON))
    assert Update.objects.filter(state="published").count() == 1
    assert Update.objects.exclude(state="draft").count() == 5
    assert [each.words for each in update.taken.order_by("pk")] == [f"Osuus {n}." for n in range(1, 5)]
