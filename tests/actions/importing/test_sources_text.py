"""What only a text file has: delimiters, quotes, encodings, lines too long or too short."""

import pytest

from actions.importing.saying import sentence
from actions.importing.sources import open_source
from tests.actions.importing.table_files import HEADER, ROW, csv_text

SPREAD = ("1.1", 'Sanotaan "näin"; ja\nniin, ehkä\tmyös', "Å, ä; ö", "SM", "–2018")


def read(content, name="a.csv"):
    return open_source(name, content)


def texts(source):
    return [(row.number, row.measure, row.implementation, row.body, row.schedule) for row in source.rows]


def found(source):
    return [(finding.level, finding.code, finding.lines) for finding in source.findings]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_delimiters_and_encodings_are_told_by_the_content(delimiter, encoding):
    source = read(csv_text([HEADER, SPREAD], delimiter, encoding))
    assert texts(source) == [(*SPREAD[:1], SPREAD[1].replace("\t", " "), *SPREAD[2:])]
    assert source.language == "fi"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(ends):
    source = read(ends.join([";".join(HEADER), '1.1;"a', 'b";c;SM;2018', ""]).encode())
    assert texts(source) == [("1.1", "a\nb", "c", "SM", "2018")]
    assert (source.rows[0].first, source.rows[0].last) == (2, 3)


def test_windows_1252_is_noted():
    assert found(read(csv_text([HEADER, SPREAD], encoding="cp1252"))) == [("note", "read_as_windows_1252", None)]


def test_letters_torn_earlier_are_a_doubt_with_their_line():
    torn = csv_text([HEADER, (*ROW[:2], "TyÃ¶", *ROW[3:])])
    assert found(read(torn)) == [("doubt", "letters_torn", (2, 2))]
    assert "line 2" in sentence(read(torn).findings[0])
    assert found(read("1.1. Ty\ufffd".encode(), "a.txt")) == [("doubt", "letters_torn", (1, 1))]


def test_excels_own_hint_of_the_delimiter_is_no_row():
    assert texts(read(b"sep=;\r\n" + csv_text([HEADER, ROW]))) == [ROW]


def test_titles_headings_and_footnotes_of_a_text_are_kept():
    source = read(csv_text([("Ohjelma", *"    "), HEADER, ("1 Arki",), ROW, ("* siirretty",)]))
    assert (source.title, source.rows[0].area) == ("Ohjelma", "1 Arki")
    assert source.remarks == (("rivi 1", "Ohjelma"), ("rivi 5", "* siirretty"))


def test_a_line_with_too_many_cells_is_an_error():
    source = read(csv_text([HEADER, ROW]) + b"1.2;a;b; c;SM;2018\n")
    assert found(source) == [("error", "line_too_long", (3, 3))]
    assert sentence(source.findings[0]).startswith("a.csv, line 3, has 6 cells where the header has 5")


def test_a_line_with_too_few_cells_is_a_doubt():
    assert found(read(csv_text([HEADER, ROW]) + b"1.2;a;b\n")) == [("doubt", "line_too_short", (3, 3))]


def test_empty_cells_behind_the_last_column_are_nothing():
    source = read(csv_text([HEADER, (*ROW, "", "")]))
    assert (texts(source), source.findings) == ([ROW], ())


@pytest.mark.parametrize("shown", ["1.helmi", "1-Feb", "01-feb", "1. helmi 2018", "1.2.2018", "01.02.2018"])
def test_a_number_that_became_a_date_before_it_was_saved_is_recovered(shown):
    source = read(csv_text([HEADER, (shown, *ROW[1:])]))
    assert source.rows[0].number == "1.2"
    assert found(source) == [("doubt", "number_was_date", (2, 2))]


@pytest.mark.parametrize("number", ["0.3.2", "6.4.1", "1.10", "12 helsinki", "A1", "7"])
def test_other_numbers_stay_as_printed(number):
    source = read(csv_text([HEADER, (number, *ROW[1:])]))
    assert (source.rows[0].number, source.findings) == (number, ())


def test_a_decimal_comma_in_a_number_is_a_point():
    assert read(csv_text([HEADER, ("2,1", *ROW[1:])])).rows[0].number == "2.1"


def test_a_number_that_lost_its_zero_before_it_was_saved_gets_it_back():
    source = read(csv_text([HEADER, *[(number, *ROW[1:]) for number in ("2.8", "2.9", "2.1", "2.11")]]))
    assert [row.number for row in source.rows] == ["2.8", "2.9", "2.10", "2.11"]
    assert found(source) == [("doubt", "number_lost_zero", (4, 4))]


def test_a_table_in_a_txt_file_with_a_column_missing_is_no_page():
    with pytest.raises(Exception, match="columns_missing"):
        read(csv_text([HEADER[:4], ROW[:4]]), "a.txt")
