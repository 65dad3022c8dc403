from datetime import date

import pytest

from tests.factories import make_measure, make_programme, make_round, make_update
from tests.reports.files import FORMATS, everything, open_measure

# Words that must be found, or must not, in what a reader is given.
PUBLISHED, INNER, SUBMITTED, DRAFT, PART = "JULKAISTU", "SISÄINEN", "LÄHETETTY", "LUONNOSTELTU", "KUMPPANIN"
EVERYTHING = {PUBLISHED, INNER, SUBMITTED, DRAFT}
GIVEN = {PUBLISHED, INNER, SUBMITTED, PART}
READS = {
    "visitor": {PUBLISHED},
    "lead": EVERYTHING,
    "approver": EVERYTHING,
    "partner": {PUBLISHED, PART},
    "outsider": {PUBLISHED},
    "office": GIVEN,
    "steering": GIVEN,
    "administrator": {PUBLISHED},
}


@pytest.fixture
def measure(cast):
    """Three rounds: the first answer is published, the second submitted with a partner's part, the third a draft."""
    programme = make_programme("sts", name_en="Security")
    measure = make_measure(programme, "2.4", lead=cast.leading, partners=[cast.partnering], title_en="Risk assessment")
    first = make_round(programme, "kevat-2017", date(2017, 3, 1), date(2017, 4, 1))
    second = make_round(programme, "syksy-2017", date(2017, 9, 1), date(2017, 10, 1))
    third = make_round(programme, "kevat-2018", date(2018, 3, 1), date(2018, 7, 1))
    inner = {"reason": INNER, "done": INNER, "next": INNER, "obstacles": INNER, "decision_needed": INNER}
    make_update(measure, first, public_en=PUBLISHED, **inner, state="published", on=date(2017, 3, 20))
    make_update(measure, second, done=SUBMITTED, public_en=SUBMITTED, state="submitted", on=date(2017, 9, 20))
    make_update(measure, second, cast.partnering, role="partner", done=PART, state="submitted", on=date(2017, 9, 21))
    make_update(measure, third, done=DRAFT, public_en=DRAFT)
    return measure


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("role", READS)
def test_each_reader_gets_what_they_may_read_and_no_more(cast, sign_in, measure, role, ending):
    response = open_measure(sign_in(cast.everyone()[role]), measure, ending)
    text = everything(response, ending)
    assert {word for word in EVERYTHING | GIVEN if word in text} == READS[role]


@pytest.mark.parametrize("ending", FORMATS)
def test_no_person_is_named(cast, sign_in, measure, ending):
    cast.office.name = "Nimetty Henkilö"
    cast.office.save()
    text = everything(open_measure(sign_in(cast.office), measure, ending), ending)
    whose = (
        text.replace("Nimetty Henkilö", "", 1) if not ending else text
    )  # the frame of the page says who is signed in
    assert "Nimetty" not in whose
    assert "example.org" not in whose


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(("role", "is_public"), [("visitor", True), ("lead", False), ("office", False)])
def test_what_is_not_public_is_marked_so(cast, sign_in, measure, role, is_public, ending):
    text = everything(open_measure(sign_in(cast.everyone()[role]), measure, ending), ending)
    assert ("DRAFT – not public" in text) is not is_public
    assert ("only what has been published" in text) is is_public


def test_the_office_may_hand_on_a_report_of_which_nothing_is_secret(cast, sign_in):
    measure = make_measure(lead=cast.leading)
    assert open_measure(sign_in(cast.office), measure).context["document"].stamp.mark == ""


def test_a_report_of_an_unpublished_programme_is_not_public(cast, sign_in):
    measure = make_measure(make_programme(is_published=False))
    assert open_measure(sign_in(cast.office), measure).context["document"].stamp.mark == "DRAFT – not public"


def test_others_are_not_told_that_the_programme_is_there(client, cast):
    assert open_measure(client, make_measure(make_programme(is_published=False))).status_code == 404


def test_there_is_no_report_of_a_measure_that_does_not_exist(client, measure):
    measure.code = "9.9"
    assert open_measure(client, measure, "pdf").status_code == 404


@pytest.mark.parametrize("ending", ["odt", "PDF", "../pdf", "html"])
def test_there_is_no_other_format(client, measure, ending):
    assert open_measure(client, measure, ending).status_code == 404


def test_a_report_is_only_read(client, measure):
    address = open_measure(client, measure).request["PATH_INFO"]
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf"])
def test_a_file_is_named_after_programme_measure_and_day(client, measure, ending):
    response = open_measure(client, measure, ending)
    assert response["Content-Disposition"] == f'attachment; filename="sts-2.4-2018-06-30.{ending}"'


def test_an_earlier_day_tells_what_was_known_then(cast, sign_in, measure):
    response = open_measure(sign_in(cast.office), measure, "docx", on="2017-04-30")
    text = everything(response, "docx")
    assert PUBLISHED in text
    assert SUBMITTED not in text
    assert "30 April 2017" in text
    assert "sts-2.4-2017-04-30.docx" in response["Content-Disposition"]


def test_a_measure_that_is_not_in_force_is_said_to_be_so(client, measure):
    measure.until = date(2017, 12, 31)
    measure.save()
    assert "This measure is not in force on 30 June 2018." in open_measure(client, measure).text


def test_the_page_links_to_each_file_and_says_its_type_and_language(client, measure):
    page = open_measure(client, measure, on="2018-06-01")
    assert [each["label"] for each in page.context["downloads"]] == [
        "Measure 2.4 (PDF, in English)",
        "Measure 2.4 (Word, in English)",
        "Measure 2.4 (Excel, in English)",
    ]
    for each in page.context["downloads"]:
        assert each["url"].replace("&", "&amp;") in page.text
        assert "on=2018-06-01" in each["url"]


def test_the_same_content_has_the_same_version_and_another_text_another(client, measure, cast):
    versions = [open_measure(client, measure).context["document"].body.version() for _ in range(2)]
    measure.text_en = "Another text."
    measure.save()
    versions.append(open_measure(client, measure).context["document"].body.version())
    assert versions[0] == versions[1] != versions[2]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("rounds", [0, 8])
def test_queries_do_not_grow_with_what_was_said(cast, sign_in, ending, rounds, django_assert_max_num_queries, settings):
    measure = make_measure(lead=cast.leading, partners=[cast.partnering])
    for n in range(rounds):
        each = make_round(measure.programme, f"r{n}", date(2010 + n, 3, 1), date(2010 + n, 4, 1))
        make_update(measure, each, state="submitted", on=date(2010 + n, 3, 5))
    client = sign_in(cast.office)
    with django_assert_max_num_queries(10):
        open_measure(client, measure, ending)
