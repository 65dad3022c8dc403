"""The structure of the workbook: tables, days, names of sheets."""

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from reports.documents import sheets
from reports.documents.sheet_names import sheet_name, unique
from tests.factories import make_measure, make_programme, make_schedule_item, make_step, make_update
from tests.reports.files import open_list, open_measure


@pytest.fixture
def measure(cast):
    measure = make_measure(make_programme("sts", name_en="Security"), "2.4", lead=cast.leading, title_en="Risk")
    step = make_step(measure, label="1", text_en="A step.")
    make_schedule_item(measure, step=step, kind="by", latest=datetime(2018, 3, 31), text_en="by March")
    make_update(measure, state="submitted")
    return measure


@pytest.fixture
def book(cast, sign_in, measure):
    """The office's report of the measure, opened."""
    return openpyxl.load_workbook(BytesIO(open_measure(sign_in(cast.office), measure, "xlsx").content))


def test_every_sheet_is_one_table_from_its_first_cell_with_headings_in_sight(book):
    assert book.sheetnames == ["Report", "Situation", "Implementation and schedule", "Round by round", "Texts"]
    for sheet in book:
        [table] = sheet.tables.values()
        assert table.ref == sheet.dimensions
        assert table.ref.startswith("A1:")
        assert sheet.freeze_panes == "A2"
        assert not sheet.merged_cells.ranges
        assert len({column.name for column in table.tableColumns}) == sheet.max_column
        assert not [row for row in sheet.iter_rows(values_only=True) if not any(row)]


def test_names_of_tables_are_each_used_once(book):
    names = [table.name for sheet in book for table in sheet.tables.values()]
    assert len(set(names)) == len(names)


def test_days_are_days(book):
    headings, row = book["Implementation and schedule"].iter_rows()
    by_name = {heading.value: cell for heading, cell in zip(headings, row, strict=True)}
    assert by_name["Latest day"].value == datetime(2018, 3, 31)
    assert by_name["Latest day"].number_format == "d.m.yyyy"
    assert by_name["Step"].value == "1"
    assert (by_name["Schedule as written"].value, by_name["Read as"].value) == (
        "“by March”",
        "Read: 31 March 2018 at the latest",
    )


def test_numbers_are_numbers(client, measure):
    book = openpyxl.load_workbook(BytesIO(open_list(client, measure.programme, "xlsx").content))
    assert [row[1] for row in book["Measures by status"].iter_rows(min_row=2, values_only=True)][-2:] == [1, 1]


def test_the_file_tells_its_title_language_and_organisation_and_no_person(book):
    told = book.properties
    assert told.title == "Measure 2.4: Risk, progress report"
    assert (told.creator, told.lastModifiedBy, told.language) == ("Etenee", "Etenee", "en")


def test_every_printed_page_is_marked_and_numbered(book):
    for sheet in book:
        assert sheet.oddHeader.right.text == "DRAFT – not public"
        assert sheet.oddFooter.left.text.startswith("Situation on 30 June 2018")
        assert sheet.oddFooter.right.text == "&P / &N"
        assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize(
    ("typed", "taken", "name"),
    [
        ("a/b:c?*[]", set(), "a b c"),
        ("x" * 40, set(), "x" * 31),
        ("x" * 40, {"x" * 31}, "x" * 29 + " 2"),
        ("'a'", set(), "a"),
        ("History", set(), "History 1"),
        ("Measures", {"measures"}, "Measures 2"),
        ("Measures", {"measures", "measures 2"}, "Measures 3"),
        ("///", set(), "1"),
    ],
)
def test_a_sheet_gets_a_name_that_excel_takes(typed, taken, name):
    assert sheet_name(typed, taken) == name


def test_a_table_has_no_two_headings_of_one_name():
    assert list(unique(["a", "b", "a", "a"])) == ["a", "b", "a 2", "a 3"]


@pytest.mark.parametrize("length", [32_767, 32_768, 100_000])
def test_a_long_text_is_cut_between_words_and_all_of_it_is_kept(length):
    text = ("word " * length)[:length]
    pieces = list(sheets.pieces(text)) if length > 32_767 else [text]
    assert all(len(piece) <= 32_767 for piece in pieces)
    assert "".join(piece.removeprefix("(continued) ") for piece in pieces) == text
    assert all(piece.removeprefix("(continued) ").startswith("word") for piece in pieces)
