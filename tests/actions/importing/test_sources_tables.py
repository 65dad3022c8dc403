"""Headers, headings, footnotes, merged and blank cells: the one form that every table comes to."""

from dataclasses import astuple

import pytest

from actions.importing.rows import UnreadableSource
from actions.importing.sources import open_source
from tests.actions.importing.table_files import HEADER, ROW, csv_text, html, xlsx


def read(*rows, header=HEADER):
    return open_source("a.xlsx", xlsx([header, *rows] if header else rows))


def texts(source):
    return [astuple(row)[3:8] for row in source.rows]


def codes(source):
    return [(finding.level, finding.code, finding.place) for finding in source.findings]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("Nro;Toimenpide;Toimeenpano;Vastuutaho;Aikataulut", "fi"),
        ("NRO.;toimenpiteet;TOTEUTUS;Päävastuutaho;Aikataulu", "fi"),
        ("Numero;Toimenpide;Toimeenpano;Vastuu;Määräaika", "fi"),
        ("Nr;Åtgärd;Genomförande;Ansvarig;Tidsplan", "sv"),
        ("Nr;A\u030atga\u0308rder;Genomförande;Ansvarig instans;Tidtabell", "sv"),
        ("Åtgärd nr;Åtgärd;Genomförande;Ansvariga;Tidsram", "sv"),
        ("No.;Action;Implementation;Responsible;Schedule", "en"),
        ("Number;Measure;Steps;Lead;Deadline", "en"),
        ("No;Measure;Steps;Responsible body;Timetable", "en"),
        ("Nro;Toimenpide (Åtgärd);Toimeenpano / Genomförande;Vastuutahot 2018;Aikataulu*", "fi"),
        ("Nro Sort the table;Toimenpide Sort the table;Toimeenpano;Vastuu\u00adtaho;Aikataulut", "fi"),
    ],
)
def test_header_words_are_known_in_three_languages(header, language):
    source = read(ROW, header=header.split(";"))
    assert (texts(source), source.language) == ([ROW], language)


def test_the_header_may_stand_below_titles_and_notes():
    above = [("Ohjelma 2018",), (), ("Päivitetty", "5.3.2018")]
    source = read(*above, HEADER, ROW, header=None)
    assert texts(source) == [ROW]
    assert source.title == "Ohjelma 2018"
    assert source.remarks == (("A1", "Ohjelma 2018"), ("A3", "Päivitetty"), ("B3", "5.3.2018"))


def test_a_header_deeper_than_fifteen_lines_is_not_found():
    with pytest.raises(UnreadableSource) as refusal:
        read(*[("x",)] * 15, HEADER, ROW, header=None)
    assert refusal.value.finding.code == "columns_missing"


def test_missing_columns_are_named_in_the_language_of_the_others():
    with pytest.raises(UnreadableSource) as refusal:
        read(("1", "Gör", "Nu"), header=("Nr", "Åtgärd", "Tidsplan"))
    finding = refusal.value.finding
    assert (finding.code, finding.place) == ("columns_missing", "Toimenpiteet!A1")
    assert finding.facts["missing"] == "Genomförande, Ansvarig"
    assert finding.facts["seen"] == "Nr; Åtgärd; Tidsplan"


def test_a_header_without_rows_is_refused():
    with pytest.raises(UnreadableSource) as refusal:
        read(("Vain otsikko",))
    assert refusal.value.finding.code == "table_without_rows"


def test_the_header_repeated_on_later_pages_is_skipped():
    assert texts(read(ROW, HEADER, ("1.2", *ROW[1:]))) == [ROW, ("1.2", *ROW[1:])]


def test_a_later_header_may_order_its_columns_anew():
    turned = read(ROW, HEADER[::-1], ("2019", "STM", "Jatketaan", "Toinen", "1.2"))
    assert texts(turned) == [ROW, ("1.2", "Toinen", "Jatketaan", "STM", "2019")]


def test_other_columns_are_kept_as_remarks():
    source = read((*ROW, "kesken", "x"), header=(*HEADER, "Tila"))
    assert texts(source) == [ROW]
    assert source.remarks == (("F2", "Tila: kesken"), ("G2", "x"))


def test_a_second_column_of_one_kind_is_a_doubt_and_its_texts_are_kept():
    source = read((*ROW, "STM"), header=(*HEADER, "Vastuutahot"))
    assert codes(source) == [("doubt", "column_twice", "F1")]
    assert source.remarks == (("F2", "Vastuutahot: STM"),)


def test_a_column_of_areas_is_an_area():
    source = read((*ROW, "1 Arki"), ("1.2", "b", "c", "", "", ""), header=(*HEADER, "Kokonaisuus"))
    assert [row.area for row in source.rows] == ["1 Arki", "1 Arki"]


@pytest.mark.parametrize(
    "content",
    [
        xlsx([HEADER, ("1 Arjen\nturva",), ROW, ("2 Muu",), ("2.1", *ROW[1:])], ["A2:E2", "A4:E4"]),
        xlsx([HEADER, ("1 Arjen turva",), ROW, ("2 Muu",), ("2.1", *ROW[1:])]),
        xlsx([HEADER, ("1 Arjen turva",) * 5, ROW, ("2 Muu",) * 5, ("2.1", *ROW[1:])]),
        xlsx([HEADER, ("", "1 Arjen turva"), ROW, ("", "2 Muu"), ("2.1", *ROW[1:])], ["B2:E2", "B4:E4"]),
    ],
)
def test_a_heading_between_the_rows_is_their_area(content):
    source = open_source("a.xlsx", content)
    assert [(row.number, row.area) for row in source.rows] == [("1.1", "1 Arjen turva"), ("2.1", "2 Muu")]
    assert source.remarks == ()


def test_a_heading_that_heads_nothing_is_a_remark():
    source = read(("Osa A",), ("1 Arki",), ROW, ("Lopuksi",))
    assert source.rows[0].area == "1 Arki"
    assert source.remarks == (("A2", "Osa A"), ("A5", "Lopuksi"))


@pytest.mark.parametrize("note", ["* Siirretty", "¹ Siirretty", "Huom. siirretty", "Note: moved", "Källa: SM"])
def test_a_footnote_between_the_rows_is_no_area(note):
    source = read(ROW, (note,), ("1.2", *ROW[1:]))
    assert [row.area for row in source.rows] == ["", ""]
    assert source.remarks == (("A3", note),)


@pytest.mark.parametrize("number", ["7", "7.", "2.10", "4.3 a", "4.3a)", "Kiertotalous13"])
def test_a_number_alone_is_a_row_and_no_heading(number):
    assert texts(read(ROW, (number,)))[1][0] == number


def test_a_row_without_number_and_measure_continues_the_one_above():
    source = read(ROW, ("", "", "Jatketaan", "", "2019"))
    assert texts(source) == [ROW, ("1.1", ROW[1], "Jatketaan", "", "2019")]


def test_a_row_below_a_heading_continues_nothing():
    assert texts(read(ROW, ("2 Muu",), ("", "", "Irrallinen", "", "")))[1] == ("", "", "Irrallinen", "", "")


def test_a_new_text_without_a_number_is_a_doubt():
    source = read(ROW, ("", "Aivan muuta", "x", "", ""))
    assert codes(source) == [("doubt", "measure_without_number", "B3")]
    assert texts(source)[1][:2] == ("1.1", "Aivan muuta")


def test_steps_and_schedules_merged_in_one_measure_stand_once():
    rows = [HEADER, ("1.1", "M", "Askel", "SM", "2018"), ("", "", "", "STM", ""), ("", "", "Toinen", "", "")]
    source = open_source("a.xlsx", xlsx(rows, ["A2:A4", "B2:B4", "C2:C3", "E2:E4"]))
    assert texts(source) == [
        ("1.1", "M", "Askel", "SM", "2018"),
        ("1.1", "M", "", "STM", ""),
        ("1.1", "M", "Toinen", "", ""),
    ]


def test_a_cell_merged_over_several_measures_is_in_each_of_them_and_noted():
    rows = [HEADER, ("8.1", "a", "Yhteinen", "SM", "2018"), ("8.2", "b"), ("8.3", "c")]
    source = open_source("a.xlsx", xlsx(rows, ["C2:C4", "D2:D4", "E2:E3"]))
    assert [row[2:] for row in texts(source)] == [
        ("Yhteinen", "SM", "2018"),
        ("Yhteinen", "SM", "2018"),
        ("Yhteinen", "SM", ""),
    ]
    assert {code[:2] for code in codes(source)} == {("note", "cell_shared")}


def test_a_row_knows_its_place_and_lines():
    spread = ("1.1", "Tehdään\njotakin", "Aloitetaan", "SM", "vuonna 2018")
    book = open_source("a.xlsx", xlsx([("Otsikko",), (), HEADER, ROW])).rows[0]
    text = open_source("a.csv", csv_text([HEADER, spread])).rows[0]
    page = open_source("a.html", html([HEADER, ROW])).rows[0]
    assert (book.place, book.first, book.last) == ("A4", 4, 4)
    assert (text.place, text.first, text.last) == ("rivi 2", 2, 3)
    assert (page.place, page.first, page.last) == ("rivi 2", 2, 2)


def test_what_no_reader_sees_is_cleaned_away_and_printed_words_stay():
    said = "  Tur\u00advalli\u200bsuus\u00a0a\u0308  ja \x0bkeittiö\r\n\n–  “¹½” "
    source = open_source("a.csv", csv_text([HEADER, ("1.1", said, "x", "", "")]))
    assert source.rows[0].measure == "Turvallisuus ä ja\nkeittiö\n– “¹½”"


def test_no_pile_of_marks_holds_the_reading_up():
    pile = "a" + "\u0301\u0316" * 40_000
    assert read(("1.1", pile[:30_000], "x", "", "")).rows[0].measure.startswith("a")


def test_a_word_beside_a_merged_cell_is_a_number_and_no_heading():
    rows = [HEADER, ("osa a", "M", "x"), ("osa b",)]
    source = open_source("a.xlsx", xlsx(rows, ["B2:B3"]))
    assert [row[:2] for row in texts(source)] == [("osa a", "M"), ("osa b", "M")]


def test_a_whole_heading_wins_over_the_beginning_of_one():
    header = ("Nro", "Toimenpide ennen", "Toimenpide", *HEADER[2:])
    source = read(("1", "vanha", "uusi", "x", "", ""), header=header)
    assert source.rows[0].measure == "uusi"
    assert source.remarks == (("B2", "Toimenpide ennen: vanha"),)
