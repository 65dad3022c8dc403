import io
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from tests.factories import make_body, make_measure, make_programme, make_round, make_schedule_item, make_update


@pytest.fixture
def programme(db):
    return make_programme("sts", name_fi="Ohjelma", name_en="Programme A")


@pytest.fixture
def workbook(client, programme):
    """`workbook("late=1")` downloads what is asked, in English, and opens it."""

    def download(query="", by=client, language="en"):
        with override(language):
            address = reverse("actions:measure_list_excel", args=[programme.slug])
        response = by.get(f"{address}?{query}")
        assert response.status_code == 200
        return load_workbook(io.BytesIO(response.getvalue()))

    return download


def records(book):
    """The rows of the first sheet as dictionaries by heading."""
    headings, *rows = book.worksheets[0].values
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_the_sheet_holds_exactly_what_is_asked_in_its_order(programme, workbook):
    for number in ("2.10", "2.9", "3.1"):
        make_measure(programme, number)
    assert [row["No."] for row in records(workbook("area=2"))] == ["2.9", "2.10"]
    assert [row["No."] for row in records(workbook("area=2&sort=-number"))] == ["2.10", "2.9"]


def test_every_page_of_the_list_is_on_the_sheet(programme, workbook):
    for n in range(1, 61):
        make_measure(programme, f"1.{n}")
    assert len(records(workbook("page=2"))) == 60


def test_facts_stand_as_words_and_days_as_days(programme, workbook, cast):
    measure = make_measure(
        programme, "1.1", title_fi="Otsikko", lead=cast.leading, units=[make_body("UNIT")], partners=[cast.partnering]
    )
    make_schedule_item(measure, 1, label="1", text_fi="syksy", kind="season", earliest=date(2019, 9, 1))
    make_schedule_item(measure, 2, label="2", text_fi="maaliskuu", kind="by", latest=date(2018, 3, 31))
    make_update(measure, make_round(programme), confidence="at_risk", state="published", on=date(2018, 6, 1))
    (row,) = records(workbook())
    assert row == {
        "No.": "1.1",
        "Measure": "Otsikko",
        "Area": "1 Kokonaisuus 1",
        "Lead": "LEAD",
        "Units of the lead": "UNIT",
        "Partners": "PART",
        "Status": "At risk of delay",
        "Stage": "In progress",
        "Confidence": "At risk of delay",
        "Schedule as written": "1 syksy; 2 maaliskuu",
        "Read as": "from 1 September 2019 on (season); 31 March 2018 at the latest",
        "Next deadline": datetime(2018, 3, 31),
        "Why late": "Schedule 2 ended on 31 March 2018 and has no outcome",
        "Last reported": datetime(2018, 6, 1),
        "Reporting": "Reported this round",
        "Address": "http://testserver/en/sts/measures/1.1/",
    }


def test_days_are_shown_in_the_finnish_form(programme, workbook):
    make_schedule_item(make_measure(programme), kind="by", latest=date(2018, 3, 31))
    sheet = workbook().worksheets[0]
    assert [cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row if cell.is_date] == ["d.m.yyyy"]


@pytest.mark.parametrize(
    "title", ['=HYPERLINK("http://x";"y")', "=1+1", "{=1+1}", "+1", "-1", "@SUM(A1)", "＝1", "#N/A", "#REF!", "1.10"]
)
def test_a_text_is_a_text_whatever_it_begins_with_t25(programme, workbook, title):
    make_measure(programme, title_fi=title)
    cell = workbook().worksheets[0]["B2"]
    assert (cell.value, cell.data_type) == (title, "s")


def test_a_text_longer_than_a_cell_is_cut_and_says_so_t33(programme, workbook):
    make_schedule_item(make_measure(programme), text_fi="x" * 40_000)
    (row,) = records(workbook())
    written = row["Schedule as written"]
    assert len(written) == 32_767
    assert written.endswith("(the text goes on at the measure's address)")


def test_marks_that_word_processors_leave_do_not_stop_the_sheet_t31(programme, workbook):
    make_measure(programme, title_fi="yksi\x0bkaksi\x0ckolme\x1fneljä")
    (row,) = records(workbook())
    assert row["Measure"] == "yksi kaksi kolmeneljä"


def test_the_measures_are_one_named_table_whose_headings_stay_in_sight_a45(programme, workbook):
    make_measure(programme)
    sheet = workbook().worksheets[0]
    assert sheet.freeze_panes == "C2"
    assert sheet.tables["Measures"].ref == sheet.dimensions == "A1:P2"
    assert sheet.tables["Measures"].column_names == [cell.value for cell in sheet[1]]
    assert not sheet.merged_cells.ranges


def test_a_sheet_without_measures_is_whole(programme, workbook):
    sheet = workbook("q=xyzzy").worksheets[0]
    assert sheet.tables["Measures"].ref == "A1:P2"
    assert sheet.max_row == 1


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_headings_differ_from_one_another_in_every_language(programme, workbook, language):
    headings = [cell.value.casefold() for cell in workbook(language=language).worksheets[0][1]]
    assert len(set(headings)) == len(headings)


def test_the_second_sheet_tells_what_was_asked(programme, workbook):
    make_measure(programme, "1.1", title_fi="A")
    told = dict(workbook("area=1&no_lead=1&on=31.5.2018").worksheets[1].values)
    assert told["Programme"] == "Programme A"
    assert told["Situation on"] == "31 May 2018"
    assert told["Measures"] == "1"
    assert told["Area"] == "1 Kokonaisuus 1"
    assert told["No lead"] == "yes"
    assert told["Address"] == "http://testserver/en/sts/measures/?area=1&no_lead=1&on=2018-05-31"


def test_title_and_author_name_no_person(programme, workbook, sign_in, cast):
    properties = workbook(by=sign_in(cast.office)).properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) == (
        "Etenee",
        "Etenee",
        "Measures, Programme A",
    )


def test_the_file_is_named_after_programme_and_day(programme, client):
    response = client.get("/en/sts/measures/excel/?on=31.5.2018")
    assert response["Content-Disposition"] == 'attachment; filename="sts-measures-2018-05-31.xlsx"'


@pytest.mark.parametrize(
    ("role", "status"), [("visitor", "Not reported"), ("lead", "Not reported"), ("office", "Implemented")]
)
def test_what_is_submitted_is_on_the_sheet_of_those_who_may_know_it(programme, workbook, sign_in, cast, role, status):
    measure = make_measure(programme, lead=cast.leading)
    make_update(measure, make_round(programme), stage="implemented", state="submitted")
    book = workbook(by=sign_in(cast.everyone()[role]))
    assert records(book)[0]["Status"] == status
    assert ("Publicness" in dict(book.worksheets[1].values)) is (role == "office")


def test_what_cannot_be_asked_leads_to_the_list_that_says_why(programme, client):
    response = client.get("/en/sts/measures/excel/?stage=splendid")
    assert response.status_code == 302
    assert response["Location"] == "/en/sts/measures/?stage=splendid"


def test_another_programmes_sheet_is_not_there(client, db):
    make_programme("hidden", is_published=False)
    assert client.get("/en/hidden/measures/excel/").status_code == 404
