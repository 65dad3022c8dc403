"""What only a workbook has: true dates and numbers, formulas, hidden rows, several sheets, marked text."""

from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from actions.importing.saying import sentence
from actions.importing.sources import open_source
from tests.actions.importing.table_files import HEADER, ROW, fill, part_of, saved, with_parts, xlsx

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows):
    book = Workbook()
    fill(book.active, [HEADER, *rows])
    return book


def read(book):
    return open_source("a.xlsx", saved(book))


def found(source):
    return [(finding.level, finding.code, finding.place) for finding in source.findings]


def schedule(value, number_format=None):
    book = workbook((*ROW[:4], value))
    if number_format:
        book.active["E2"].number_format = number_format
    return read(book)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (date(2026, 3, 5), None, "5.3.2026"),
        (datetime(2026, 3, 5), None, "5.3.2026"),
        (datetime(2026, 3, 5), "mm-dd-yy", "5.3.2026"),
        (datetime(2026, 3, 5), "[$-40B]d. mmmm yyyy", "5.3.2026"),
        (datetime(2026, 3, 5), "d.m.yyyy", "5.3.2026"),
        (datetime(2026, 3, 5), "dd.mm.yyyy;@", "05.03.2026"),
        (datetime(2026, 3, 5), r"d\.m\.yyyy", "5.3.2026"),
        (datetime(2026, 3, 5, 14, 5), "d.m.yyyy h:mm", "5.3.2026 14.05"),
        (datetime(2018, 12, 1), "mmm-yy", "12/2018"),
        (datetime(2018, 12, 1), "m/yyyy", "12/2018"),
        (datetime(2018, 1, 1), "yyyy", "2018"),
        (2018, None, "2018"),
        (2018.0, None, "2018"),
        (2018.0, "0", "2018"),
        (0.1 + 0.2, None, "0.3"),
        (2.5, "0.00", "2.50"),
        (0.25, "0%", "25 %"),
        (True, None, "TRUE"),
        (time(9, 30), None, "09:30:00"),
        ("2018", None, "2018"),
        ("=1+1", "@", "=1+1"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value, number_format, text):
    source = schedule(value, number_format)
    assert source.rows[0].schedule == text
    assert source.findings == ()


def test_the_calendar_of_1904_is_minded():
    book = workbook((*ROW[:4], datetime(2026, 3, 5)))
    book.epoch = datetime(1904, 1, 1)
    assert read(book).rows[0].schedule == "5.3.2026"


def test_a_date_without_its_year_is_a_doubt():
    source = schedule(date(2026, 3, 5), "d.m.")
    assert source.rows[0].schedule == "5.3.2026"
    assert found(source) == [("doubt", "date_without_year", "E2")]


def test_a_year_shown_as_a_date_is_a_doubt():
    source = schedule(2018, "d.m.yyyy")
    assert source.rows[0].schedule == "10.7.1905"
    assert found(source) == [("doubt", "year_shown_as_date", "E2")]


def test_numbers_that_are_numbers_are_printed_without_decimals():
    source = read(workbook((2, *ROW[1:]), (3.0, *ROW[1:]), (4.1, *ROW[1:])))
    assert [row.number for row in source.rows] == ["2", "3", "4.1"]
    assert source.findings == ()


def test_a_number_that_lost_its_zero_gets_it_back_where_it_follows_the_one_before():
    numbers = [2.1, 2.2, 2.9, 2.1, 2.1, 2.11, 2.19, 2.2, 3.1]
    source = read(workbook(*[(number, f"M{n}", "x") for n, number in enumerate(numbers)]))
    assert [row.number for row in source.rows] == ["2.1", "2.2", "2.9", "2.10", "2.10", "2.11", "2.19", "2.20", "3.1"]
    assert found(source) == [("doubt", "number_lost_zero", "A5"), ("doubt", "number_lost_zero", "A9")]
    assert sentence(source.findings[0]).startswith("a.xlsx, cell A5: the number 2.1 has lost a zero")


def test_a_decimal_number_that_occurs_twice_is_a_doubt():
    source = read(workbook((2.1, "a", "x"), (2.2, "b", "x"), (2.1, "c", "x")))
    assert [row.number for row in source.rows] == ["2.1", "2.2", "2.1"]
    assert found(source) == [("doubt", "number_may_have_lost_zero", "A4")]


def test_a_format_that_prints_the_zero_keeps_it():
    book = workbook((2.1, "a", "x"), (2.1, "b", "x"))
    book.active["A3"].number_format = "0.00"
    source = read(book)
    assert [row.number for row in source.rows] == ["2.1", "2.10"]
    assert source.findings == ()


def test_numbers_typed_as_text_are_never_touched():
    source = read(workbook(("2.9", "a", "x"), ("2.1", "b", "x"), ("1.2.2018", "c", "x"), ("2,5", "d", "x")))
    assert [row.number for row in source.rows] == ["2.9", "2.1", "1.2.2018", "2,5"]
    assert source.findings == ()


@pytest.mark.parametrize("number_format", ["d-mmm", "d.m.yyyy", "yyyy-mm-dd"])
def test_a_number_that_became_a_date_is_recovered(number_format):
    book = workbook((date(2018, 2, 1), *ROW[1:]))
    book.active["A2"].number_format = number_format
    source = read(book)
    assert source.rows[0].number == "1.2"
    assert found(source) == [("doubt", "number_was_date", "A2")]


def test_a_number_of_three_parts_that_became_a_date_is_recovered():
    source = read(workbook(("6.3.9", "a", "x"), (date(2001, 4, 6), "b", "x")))
    assert [row.number for row in source.rows] == ["6.3.9", "6.4.1"]


def test_formulas_without_a_stored_result_are_errors_by_cell():
    book = workbook(ROW)
    book.active["C2"] = "=A1"
    book.active["E2"] = '=HYPERLINK("http://x";"y")'
    source = read(book)
    assert found(source) == [("error", "formula_without_value", "C2"), ("error", "formula_without_value", "E2")]
    assert "a.xlsx, cell C2" in sentence(source.findings[0])


def test_the_stored_result_of_a_formula_is_taken_with_a_note():
    book = xlsx([HEADER, ("1.1", "M", "x", "SM", "")])
    cell = b'<c r="E2" t="str"><f>"vuonna "&amp;2018</f><v>vuonna 2018</v></c></row>'
    head, mark, rest = part_of(book, SHEET).rpartition(b"</row>")
    source = open_source("a.xlsx", with_parts(book, {SHEET: head + cell + rest}))
    assert (mark, source.rows[0].schedule) == (b"</row>", "vuonna 2018")
    assert found(source) == [("note", "formula_value_used", "E2")]


def test_an_error_value_is_an_error_by_cell():
    book = workbook(ROW)
    book.active["D2"] = "#REF!"
    source = read(book)
    assert found(source) == [("error", "cell_error", "D2")]
    assert "#REF!" in sentence(source.findings[0])


def test_a_nul_in_a_cell_is_an_error():
    assert found(schedule("a_x0000_b")) == [("error", "cell_has_nul", "E2")]


def test_a_full_cell_is_a_doubt():
    assert found(schedule("x" * 32_767)) == [("doubt", "cell_full", "E2")]


def test_control_characters_of_a_workbook_are_line_breaks_or_nothing():
    assert schedule("a_x000D_\nb_x000B_c_x0007_d").rows[0].schedule == "a\nb\ncd"


def test_raised_digits_stay_raised_and_shared_texts_are_read():
    texts = "".join(f"<si><t>{text}</t></si>" for text in (*HEADER, *ROW[:4]))
    run = '<si><r><t>2018</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>'
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cells = "".join(f'<c r="{"ABCDE"[n % 5]}{n // 5 + 1}" t="s"><v>{n}</v></c>' for n in range(10))
    row = cells.index('<c r="A2"')
    rows = f'<row r="1">{cells[:row]}</row><row r="2">{cells[row:]}</row>'
    sheet = f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>"
    book = xlsx([HEADER, ROW])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    parts = {
        SHEET: sheet.encode(),
        "xl/sharedStrings.xml": f"<sst {space}>{texts}{run}</sst>".encode(),
        "[Content_Types].xml": part_of(book, "[Content_Types].xml").replace(b"</Types>", override.encode()),
    }
    rows = open_source("a.xlsx", with_parts(book, parts)).rows
    assert (rows[0].body, rows[0].schedule) == ("SM", "2018¹")


def test_hidden_rows_and_columns_are_read_and_noted():
    book = workbook(ROW, *[(f"1.{n}", *ROW[1:]) for n in (2, 3, 4)])
    for row in (3, 4):
        book.active.row_dimensions[row].hidden = True
    book.active.column_dimensions["D"].hidden = True
    source = read(book)
    assert [row.number for row in source.rows] == ["1.1", "1.2", "1.3", "1.4"]
    assert [(code, finding.facts) for finding in source.findings if (code := finding.code)] == [
        ("hidden_rows", {"file": "a.xlsx", "rows": "3–4"}),
        ("hidden_columns", {"file": "a.xlsx", "columns": "D"}),
    ]


def test_the_first_sheet_with_the_columns_is_read_and_the_others_are_named():
    book = Workbook()
    book.active.title = "Ohje"
    book.active["A1"] = "Täytä näin"
    fill(book.create_sheet("Ohjelma"), [HEADER, ROW])
    fill(book.create_sheet("Toinen"), [HEADER, ("9", *ROW[1:])])
    book.create_sheet("Tyhjä")
    source = read(book)
    assert [row.number for row in source.rows] == ["1.1"]
    assert found(source) == [("note", "sheet_left_out", "Ohje"), ("doubt", "sheet_not_read", "Toinen")]


def test_a_hidden_sheet_is_read_only_when_no_other_will_do():
    book = workbook(ROW)
    book.active.sheet_state = "hidden"
    fill(book.create_sheet("Muu"), [("x",)])
    assert ("note", "hidden_sheet", "Sheet") in found(read(book))
    fill(book.create_sheet("Ohjelma"), [HEADER, ("2.1", *ROW[1:])])
    assert read(book).rows[0].number == "2.1"


def test_the_sheet_is_named_when_no_sheet_has_the_columns():
    book = Workbook()
    fill(book.active, [("x",)])
    fill(book.create_sheet("Ohjelma"), [(), HEADER[:4], ROW[:4]])
    with pytest.raises(Exception, match="columns_missing") as refusal:
        read(book)
    assert refusal.value.finding.place == "Ohjelma!A2"
    assert "cell Ohjelma!A2" in sentence(refusal.value.finding)


def test_comments_of_cells_are_remarks():
    book = workbook(ROW)
    book.active["B2"].comment = Comment("Kysy vielä", "x")
    assert read(book).remarks == (("B2", "Kysy vielä"),)


def test_a_lonely_cell_in_the_last_corner_costs_nothing():
    book = workbook(ROW)
    book.active["XFD1048576"] = "eksynyt"
    source = read(book)
    assert len(source.rows) == 1
    assert ("XFD1048576", "eksynyt") in source.remarks
