import re
from datetime import date

import pytest
from django.urls import reverse

from actions.models import Link, Responsibility
from strategy.models import Phenomenon
from tests.factories import (
    at,
    make_body,
    make_measure,
    make_programme,
    make_round,
    make_schedule_item,
    make_step,
    make_update,
)
from updates.models import Assessment

INNER = ("reason", "done", "next", "obstacles", "decision_needed")
CANARY = "kanarialintu"


@pytest.fixture
def measure(cast):
    """Led by LEAD, with PART as a partner, in a round that is open on 30.6.2018."""
    programme = make_programme("sts", name_en="Security")
    measure = make_measure(programme, "2.4", lead=cast.leading, partners=[cast.partnering], title_en="Risk assessment")
    make_round(programme)
    return measure


def open_page(client, measure, **query):
    return client.get(reverse("reports:measure_page", args=[measure.programme.slug, measure.code]), query)


@pytest.mark.parametrize(
    ("role", "sees"),
    [("visitor", False), ("lead", False), ("approver", False), ("partner", False), ("outsider", False),
     ("administrator", False), ("office", True), ("steering", True)],
)  # fmt: skip
def test_the_offices_assessment_is_for_office_and_steering_group(cast, client, sign_in, measure, role, sees):
    update, moment = make_update(measure, state="published"), at(date(2018, 6, 20))
    Assessment.objects.create(update=update, confidence="at_risk", words=CANARY, at=moment)
    page = open_page(client if role == "visitor" else sign_in(cast.everyone()[role]), measure).text
    assert (CANARY in page) is sees
    assert ("own assessment" in page) is sees


@pytest.mark.parametrize(("on", "sees"), [("2018-06-19", False), ("2018-06-20", True)])
def test_an_assessment_stands_on_the_page_of_its_day_and_after(cast, sign_in, measure, on, sees):
    update = make_update(measure, state="submitted", on=date(2018, 6, 1))
    Assessment.objects.create(update=update, words=CANARY, at=at(date(2018, 6, 20)))
    assert (CANARY in open_page(sign_in(cast.steering), measure, on=on).text) is sees


def without_token(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.text)


def update_button(response):
    return "/update/" in response.text


def test_anyone_sees_the_measure(client, measure):
    page = open_page(client, measure).text
    assert "Risk assessment" in page
    assert 'id="official"' in page


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("visitor", False),
        ("lead", True),
        ("approver", True),
        ("partner", False),
        ("outsider", False),
        ("office", True),
        ("steering", True),
        ("administrator", False),
    ],
)
def test_who_reads_what_is_submitted(cast, sign_in, measure, role, sees):
    make_update(measure, public_fi=f"{CANARY} julki", **dict.fromkeys(INNER, f"{CANARY} sisä"), state="submitted")
    assert (CANARY in open_page(sign_in(cast.everyone()[role]), measure).text) is sees


@pytest.mark.parametrize("role", ["visitor", "partner", "outsider", "administrator"])
@pytest.mark.parametrize("field", INNER)
def test_of_a_published_answer_others_read_the_public_text_alone(cast, sign_in, measure, role, field):
    make_update(measure, public_fi="julkinen teksti", cause="money", **{field: CANARY}, state="published")
    page = open_page(sign_in(cast.everyone()[role]), measure).text
    assert "julkinen teksti" in page
    assert CANARY not in page
    assert "money" not in page


@pytest.mark.parametrize("role", ["visitor", "partner", "outsider", "office", "steering", "administrator"])
def test_nobody_else_is_told_that_a_draft_exists(cast, sign_in, measure, role):
    client = sign_in(cast.everyone()[role])
    before = without_token(open_page(client, measure))
    make_update(measure, public_fi=CANARY, done=CANARY)
    assert without_token(open_page(client, measure)) == before


def test_the_own_body_sees_its_draft_marked_as_one(cast, sign_in, measure):
    make_update(measure, done="Lomake on valmis.")
    page = open_page(sign_in(cast.lead), measure).text
    assert "Lomake on valmis." in page
    assert "Draft" in page
    assert "not public" in page


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("visitor", False),
        ("lead", True),
        ("approver", False),
        ("partner", True),
        ("outsider", False),
        ("office", False),
        ("steering", False),
        ("administrator", False),
    ],
)
def test_coordinators_of_a_body_with_a_role_are_shown_the_way_to_answer(cast, sign_in, measure, role, may):
    assert update_button(open_page(sign_in(cast.everyone()[role]), measure)) is may


def test_the_office_answers_where_nobody_leads(cast, sign_in, measure):
    alone = make_measure(measure.programme, "8.2", partners=[cast.partnering])
    response = open_page(sign_in(cast.office), alone)
    assert reverse("updates:update_form", args=["sts", "8.2", cast.ministry.slug]) in response.text
    assert "No lead is printed" in response.text


def test_nobody_answers_on_an_earlier_day(cast, sign_in, measure):
    assert not update_button(open_page(sign_in(cast.lead), measure, on="2018-06-01"))


def test_a_step_stands_beside_its_schedule_as_written_and_as_read(cast, client, measure):
    step = make_step(measure, 1, label="1", text_fi="Koulutetaan työparit.")
    make_schedule_item(
        measure, 1, step=step, kind="season", earliest=date(2018, 9, 1), latest=date(2018, 11, 30), text_fi="syksy 2018"
    )
    make_schedule_item(measure, 2, kind="by", latest=date(2018, 3, 31), text_fi="maaliskuun loppuun")
    make_schedule_item(measure, 3, kind="none", text_fi="myöhemmin")
    Responsibility.objects.create(measure=measure, step=step, body=cast.outside, role="partner")
    plan = open_page(client, measure).context["main"]["plan"]
    assert [(row.step and row.step.text, len(row.schedule)) for row in plan] == [
        ("Koulutetaan työparit.", 1),
        (None, 2),
    ]
    assert plan[0].schedule[0].reading == "1 September – 30 November 2018 (season)"
    assert plan[0].schedule[0].left == "153 days left"
    assert [each.body for each in plan[0].bodies] == [cast.outside]
    assert plan[1].schedule[0].sign.word == "Schedule 2 ended on 31 March 2018 and has no outcome"
    assert (plan[1].schedule[1].reading, plan[1].schedule[1].sign) == ("not read", None)


def test_an_outcome_is_told_to_those_who_may_know_it(cast, sign_in, measure):
    item = make_schedule_item(measure, kind="by", latest=date(2018, 3, 31))
    update = make_update(measure)
    update.outcomes.create(item=item, done_on=date(2018, 3, 1))
    update.submit(cast.lead, update.round.programme.history.first().history_date.replace(year=2018, month=6, day=1))
    assert "Done on 1 March 2018" in open_page(sign_in(cast.office), measure).text
    page = open_page(sign_in(cast.visitor), measure).text
    assert "Done on" not in page
    assert "has no outcome" in page


def test_nothing_is_late_in_a_measure_at_its_end(cast, client, measure):
    make_schedule_item(measure, kind="by", latest=date(2018, 3, 31))
    make_update(measure, stage="implemented", state="published")
    assert "has no outcome" not in open_page(client, measure).text


@pytest.mark.parametrize(("role", "may"), [("office", True), ("lead", False), ("visitor", False)])
def test_the_office_is_shown_the_way_to_correct_a_reading(cast, sign_in, measure, role, may):
    make_schedule_item(measure, kind="none")
    page = open_page(sign_in(cast.everyone()[role]), measure).text
    assert (reverse("actions:schedule_reading", args=["sts", "2.4", 1]) in page) is may


def test_units_stand_under_their_lead_and_partners_tell_their_qualifier(cast, client):
    unit = make_body("PO", name_fi="poliisiosasto")
    measure = make_measure(leads=[cast.leading, cast.ministry], units=[unit], partners=[cast.partnering])
    Responsibility.objects.filter(role="partner").update(qualifier="koulutukset", since=date(2018, 1, 1))
    response = open_page(client, measure)
    leads = response.context["rail"]["leads"]
    assert [lead.responsibility.body for lead in leads] == [cast.leading, cast.ministry]
    assert [[each.body for each in lead.units] for lead in leads] == [[], [unit]]
    assert "koulutukset" in response.text
    assert "from 1 January 2018 on" in response.text


def test_a_role_that_has_ended_is_shown_on_its_days_only(cast, client, measure):
    Responsibility.objects.filter(role="partner").update(until=date(2018, 5, 31))
    assert cast.partnering.get_absolute_url() not in open_page(client, measure).text
    assert cast.partnering.get_absolute_url() in open_page(client, measure, on="2018-05-31").text


def test_links_go_both_ways(client, measure):
    programme = measure.programme
    there, here = make_measure(programme, "3.1", title_en="There"), make_measure(programme, "5.1", title_en="Here")
    Link.objects.create(measure=measure, to_measure=there)
    Link.objects.create(measure=measure, to_area=here.area)
    Link.objects.create(measure=here, to_measure=measure)
    Link.objects.create(measure=there, to_area=measure.area)
    rail = open_page(client, measure).context["rail"]
    assert [(each["what"], each["code"]) for each in rail["leans_on"]] == [("leans_on", "3.1"), ("area", "5")]
    assert [(each["what"], each["code"]) for each in rail["leaned_on_by"]] == [
        ("leaned_on_by", "5.1"),
        ("by_area", "3.1"),
    ]


def test_phenomena_open_the_list(client, measure):
    measure.phenomena.add(Phenomenon.objects.create(slug="cyber", name_fi="kyber", name_en="Cyber crime"))
    page = open_page(client, measure).text
    assert "Cyber crime" in page
    assert "phenomenon=cyber" in page


def test_round_by_round_the_mark_and_what_became_of_it(cast, client, measure):
    programme = measure.programme
    make_round(programme, "kevat-2017", date(2017, 4, 1), date(2017, 4, 30))
    autumn = make_round(programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, confidence="on_plan", state="published", on=date(2017, 11, 20))
    make_update(measure, programme.rounds.first(), confidence="at_risk", state="published")
    strip = open_page(client, measure).context["main"]["strip"]
    assert [cell["sign"].symbol for cell in strip] == ["silent", "plan", "risk"]
    assert [cell["change"] and cell["change"]["word"] for cell in strip] == [None, None, "Worsened"]
    assert [cell["is_now"] for cell in strip] == [False, False, True]


def test_an_earlier_day_tells_what_had_been_told_by_then(cast, client, measure):
    make_update(measure, public_en="It is done.", stage="implemented", state="published", on=date(2018, 6, 10))
    assert "It is done." in open_page(client, measure, on="2018-06-10").text
    page = open_page(client, measure, on="2018-06-09").text
    assert "It is done." not in page
    assert "Nothing has been published" in page


def test_without_a_short_title_the_number_is_the_heading_and_the_text_is_said_once(client, db):
    text = "Viranomaiset sopivat menettelystä. " + "Sitä seurataan vuosittain ja korjataan tarpeen mukaan. " * 10
    measure = make_measure(number="1.2", title_fi="", text_fi=text)
    page = open_page(client, measure).text
    assert page.count("Viranomaiset sopivat menettelystä.") == 1
    assert "<h1>Measure 1.2</h1>" in page


def test_a_measure_with_nothing_but_a_title_is_whole(client, db):
    page = open_page(client, make_measure(number="1.3")).text
    assert "prints no text" in page
    assert "prints no steps and no schedule" in page
    assert "No lead is printed" in page


def test_a_measure_that_is_not_in_force_says_so(client, measure):
    measure.since = date(2018, 1, 1)
    measure.save()
    assert "not in force on 31 December 2017" in open_page(client, measure, on="2017-12-31").text
    assert "not in force" not in open_page(client, measure).text


def test_texts_in_another_language_are_marked(client, measure):
    make_step(measure, 1, text_fi="Ensimmäinen kappale.\n\nToinen kappale.")
    page = open_page(client, measure).text
    assert '<div lang="fi"><p>Ensimmäinen kappale.</p>' in page


def test_typed_markup_is_printed_as_text(cast, client, measure):
    make_update(measure, public_fi="<script>alert(1)</script>", state="published")
    make_schedule_item(measure, text_fi="<b>2018</b>")
    page = open_page(client, measure).text
    assert "<script>alert(1)" not in page
    assert "<b>2018</b>" not in page


def test_the_progress_report_is_offered_in_every_form(client, measure):
    labels = [each["label"] for each in open_page(client, measure).context["rail"]["downloads"]]
    assert [word for word in ("PDF", "Word", "Excel") if any(word in label for label in labels)] == [
        "PDF",
        "Word",
        "Excel",
    ]


def test_another_programmes_measure_and_a_closed_programme_are_not_there(cast, sign_in, measure):
    other = make_measure(make_programme("other"), "9.1")
    closed = make_measure(make_programme("closed", is_published=False), "1.1")
    visitor = sign_in(cast.visitor)
    assert visitor.get(reverse("reports:measure_page", args=["sts", other.code])).status_code == 404
    assert open_page(visitor, closed).status_code == 404
    assert open_page(sign_in(cast.office), closed).status_code == 200


def test_no_other_method(client, measure):
    assert client.post(measure.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("parts", [1, 20])
def test_eleven_queries_whatever_the_size(cast, sign_in, measure, parts, django_assert_num_queries):
    for n in range(1, parts + 1):
        step = make_step(measure, n)
        make_schedule_item(measure, n, step=step, kind="by", latest=date(2018, 12, 31))
        Responsibility.objects.create(measure=measure, body=make_body(), role="partner", n=n + 5)
        Link.objects.create(measure=measure, to_measure=make_measure(measure.programme, f"7.{n}"))
        collected = make_round(measure.programme, f"r{n}", date(1990 + n, 1, 1), date(1990 + n, 1, 31))
        make_update(measure, collected, state="published")
    client = sign_in(cast.office)
    with django_assert_num_queries(11):
        assert open_page(client, measure).status_code == 200


def test_the_reports_of_an_earlier_day_tell_of_that_day(measure, client):
    page = open_page(client, measure, on="1.3.2018")
    assert [each["url"].split("?")[1] for each in page.context["rail"]["downloads"]] == [
        "on=2018-03-01", "format=pdf&on=2018-03-01", "format=docx&on=2018-03-01", "format=xlsx&on=2018-03-01",
    ]  # fmt: skip


def test_a_second_lead_does_not_stand_among_the_units_of_the_first(cast, client):
    """Measure 2.14 of the programme: SM with PO, and OM."""
    measure = make_measure(make_programme("sts"), "2.14", leads=[cast.leading])
    for n, (body, role, under) in enumerate([(cast.outside, "unit", cast.leading), (cast.ministry, "lead", None)], 2):
        Responsibility.objects.create(measure=measure, body=body, role=role, under=under, n=n)
    rail = open_page(client, measure).context["rail"]
    assert [(lead.responsibility.body, lead.is_headed) for lead in rail["leads"]] == [
        (cast.leading, True),
        (cast.ministry, True),
    ]
