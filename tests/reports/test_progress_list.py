from datetime import date

import pytest
from django.urls import reverse

from reports import progress, progress_list
from tests.factories import make_measure, make_programme, make_round, make_schedule_item, make_update
from tests.reports.files import FORMATS, everything, open_list

PUBLISHED, INNER, SUBMITTED, DRAFT = "JULKAISTU", "SISÄINEN", "LÄHETETTY", "LUONNOSTELTU"
READS = {
    "visitor": {PUBLISHED},
    "lead": {PUBLISHED, INNER},
    "partner": {PUBLISHED},
    "office": {PUBLISHED, INNER, SUBMITTED},
    "steering": {PUBLISHED, INNER, SUBMITTED},
    "administrator": {PUBLISHED},
}


@pytest.fixture
def programme(cast):
    """Four measures: one answer published, one submitted, one a draft, and one measure of which nothing is said."""
    programme = make_programme("sts", name_en="Security")
    make_round(programme)
    lead = {"lead": cast.leading}
    one = make_measure(programme, "1.1", **lead, title_en="One")
    make_update(one, public_en=PUBLISHED, done=INNER, stage="implemented", state="published")
    two = make_measure(programme, "1.2", **lead, partners=[cast.partnering], title_en="Two")
    make_update(two, public_en=SUBMITTED, done=SUBMITTED, confidence="delayed", state="submitted")
    three = make_measure(programme, "2.1", **lead, title_en="Three")
    make_schedule_item(three, kind="by", latest=date(2018, 5, 31), text_en="by May 2018")
    make_update(three, public_en=DRAFT, done=DRAFT)
    make_measure(programme, "2.10", leads=[cast.outside, cast.ministry], title_en="Four")
    return programme


def document(response):
    return response.context["document"]


def rows(response):
    """The table of all measures: the words of each cell."""
    table = document(response).body.sections[0].blocks[0]
    return [[" ".join(line.words for line in cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("role", READS)
def test_each_reader_gets_what_they_may_read_and_no_more(cast, sign_in, programme, role, ending):
    text = everything(open_list(sign_in(cast.everyone()[role]), programme, ending), ending)
    assert {word for word in (PUBLISHED, INNER, SUBMITTED, DRAFT) if word in text} == READS[role]


def test_every_measure_stands_on_a_row(cast, sign_in, programme):
    assert rows(open_list(sign_in(cast.office), programme)) == [
        ["1.1", "One", "LEAD", "Implemented", "On plan", "", "1 June 2018"],
        ["1.2", "Two", "LEAD", "In progress", "Delayed", "", "1 June 2018"],
        ["2.1", "Three", "LEAD", "Not reported", "", "31 May 2018 30 days late", ""],
        ["2.10", "Four", "OUT, SM", "Not reported", "", "", ""],
    ]


def test_the_public_is_told_of_no_standing_that_is_not_public(client, programme):
    assert rows(open_list(client, programme))[1] == ["1.2", "Two", "LEAD", "Not reported", "", "", ""]


def test_what_was_told_in_an_earlier_round_is_never_shown_as_of_now(cast, sign_in, programme):
    make_round(programme, "kesa-2018", date(2018, 6, 15), date(2018, 7, 15))
    told = rows(open_list(sign_in(cast.office), programme))[1]
    assert told[4:] == ["Earlier: delayed", "", "1 June 2018 Not this round"]


def test_marks_are_counted_with_their_base(cast, sign_in, programme):
    summary = document(open_list(sign_in(cast.office), programme)).body.blocks[1]
    counts = {row[0][0].words: (row[1][0].value, row[2][0].words) for row in summary.rows}
    assert counts["Implemented"] == (1, "of 4")
    assert counts["Not reported"] == (2, "of 4")
    assert counts["Late by the schedule"] == (1, "of 4")
    assert sum(count for name, (count, _) in counts.items() if name != "Late by the schedule") == 4


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"area": "2"}, ["2.1", "2.10"]),
        ({"q": "one"}, ["1.1"]),
        ({"late": "1"}, ["2.1"]),
        ({"partner": "part"}, ["1.2"]),
        ({"sort": "-number"}, ["2.10", "2.1", "1.2", "1.1"]),
    ],
)
def test_the_filters_of_the_list_choose_the_measures(client, programme, query, codes):
    response = open_list(client, programme, **query)
    assert [row[0] for row in rows(response)] == codes
    assert f"{len(codes)} measure" in response.text


def test_what_was_chosen_is_said(client, programme):
    chosen = document(open_list(client, programme, area="2", late="1")).body.blocks[0]
    assert [(fact.label, fact.lines[0].words) for fact in chosen.facts] == [
        ("Area", "2 Kokonaisuus 2"),
        ("Late by the schedule", "yes"),
        ("Measures", "1 measure"),
    ]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_choice_that_nothing_answers_to_makes_an_empty_report(client, programme, ending):
    response = open_list(client, programme, ending, q="nothingofthekind")
    assert response.status_code == 200
    assert "0 measures" in everything(response, ending)


@pytest.mark.parametrize("query", [{"area": "99"}, {"nonsense": "1"}, {"on": "yesterday"}])
def test_a_question_that_makes_no_sense_reports_nothing(client, programme, query):
    page = open_list(client, programme, **query)
    assert page.status_code == 200
    assert "Correct the following errors" in page.text
    assert "One" not in page.text
    file = open_list(client, programme, "pdf", **query)
    assert (file.status_code, file["Content-Type"]) == (400, "text/html; charset=utf-8")


def test_too_many_measures_are_no_report(client, programme, monkeypatch):
    monkeypatch.setattr(progress, "MOST", 3)
    monkeypatch.setattr(progress_list, "MOST", 3)
    page = open_list(client, programme, area="", q="")
    assert "A report holds at most 3 measures" in page.text
    assert open_list(client, programme, "docx").status_code == 400
    assert open_list(client, programme, "docx", area="1").status_code == 200


def test_the_page_leads_back_to_the_same_list(client, programme):
    page = open_list(client, programme, area="2")
    assert page.context["back_url"] == reverse("actions:measure_list", args=["sts"]) + "?area=2"


def test_there_is_no_other_format(client, programme):
    assert open_list(client, programme, "csv").status_code == 404


def test_others_are_not_told_that_a_programme_is_there(client, programme):
    programme.is_published = False
    programme.save()
    assert open_list(client, programme).status_code == 404


def test_a_report_is_only_read(client, programme):
    assert client.post(reverse("reports:progress_list", args=["sts"])).status_code == 405


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf"])
def test_a_file_is_named_after_programme_and_day(client, programme, ending):
    response = open_list(client, programme, ending)
    assert response["Content-Disposition"] == f'attachment; filename="sts-report-2018-06-30.{ending}"'


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("more", [0, 40])
def test_queries_do_not_grow_with_the_measures(cast, sign_in, programme, ending, more, django_assert_max_num_queries):
    for n in range(more):
        measure = make_measure(programme, f"3.{n}", lead=cast.leading, partners=[cast.partnering])
        make_schedule_item(measure, kind="by", latest=date(2018, 5, 31))
        make_update(measure, state="published")
    client = sign_in(cast.office)
    with django_assert_max_num_queries(10):
        open_list(client, programme, ending)
