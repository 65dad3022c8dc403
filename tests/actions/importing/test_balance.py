"""What the reading loses, doubles or makes up is an error that names the line and the words."""

from dataclasses import replace

import pytest

from actions.importing.balance import balance, balance_page, words
from actions.importing.flat_text import rows_of_page
from actions.importing.places import About
from actions.importing.reading import read_rows
from actions.importing.rows import Row
from actors.register import Register

REGISTER = Register.shipped()
ROWS = (
    Row("rivi 2", 2, 2, "1.1.", "Kalat lasketaan.", "1. Verkot viedään.", "SM", "1. Keväällä 2018.", "1 Meri"),
    Row(
        "rivi 3",
        3,
        3,
        "1.1.",
        "Kalat lasketaan.",
        "2. Veneet viedään.",
        "Muut vastuutahot: OM ja kunnat",
        "2. 2. Syksy.",
    ),
    Row("rivi 4", 4, 4, "1.2", "Linnut lasketaan.", "Pöntöt viedään.", "STM, OPH", "Syksyllä 2018."),
)
PAGE = "Ylhäällä\n1.1. Kalat lasketaan. Verkot viedään. SM -\n1.1. Kalat lasketaan. - - PO -"


@pytest.fixture
def read():
    return read_rows(ROWS, REGISTER, About("ohjelma"))


def told(read):
    return [(finding.code, finding.place, finding.facts["words"]) for finding in balance(read)]


def test_words_are_counted_without_marks_and_dashes():
    assert words("- Kalat, (linnut) – kalat; 10/2017-09/2020 3 M€ · 50 %") == words(
        "Kalat linnut kalat 10 2017 09 2020 3 M € 50 %"
    )


def test_what_was_read_balances(read):
    assert told(read) == []


def test_a_lost_step_is_left_over(read):
    read.document["measures"][0]["steps"].pop()
    assert told(read) == [("left_over", "rivi 3", "2 Veneet viedään")]


def test_a_lost_body_is_left_over(read):
    read.document["measures"][1]["responsibilities"].pop()
    assert told(read) == [("left_over", "rivi 4", "OPH")]


def test_a_lost_word_of_the_measure_text_is_left_over(read):
    read.document["measures"][0]["text"]["fi"] = "Kalat."
    assert told(read) == [("left_over", "rivi 2", "lasketaan")]


def test_a_schedule_of_the_wrong_measure_is_both_left_over_and_not_printed(read):
    first, second = read.document["measures"]
    second["schedule"].append(first["schedule"].pop(0))
    assert told(read) == [("left_over", "rivi 2", "1 Keväällä 2018"), ("not_printed", "rivi 4", "Keväällä 2018 1")]


def test_a_doubled_step_is_not_printed(read):
    read.document["measures"][1]["steps"] *= 2
    assert told(read) == [("not_printed", "rivi 4", "Pöntöt viedään")]


def test_a_wrong_number_is_left_over(read):
    read.document["measures"][1]["number"] = "1.3"
    assert ("left_over", "rivi 4", "1 2") in told(read)


def test_a_lost_area_is_left_over(read):
    read.document["areas"][0]["name"] = {"fi": "Maa"}
    assert told(read) == [("left_over", "rivi 2", "1 Meri")]


def test_a_row_of_no_measure_is_left_over_unless_it_is_named():
    loose = Row("rivi 1", 1, 1, "", "", "Eksynyt", "", "")
    read = read_rows([loose, *ROWS], REGISTER, About("ohjelma"))
    assert told(read) == []
    assert told(replace(read, unplaced=frozenset())) == [("left_over", "rivi 1", "Eksynyt")]


def test_furniture_is_headings_conjunctions_and_repeated_names_and_labels_only(read):
    first = read.places[0]
    assert first.furniture["body"] == ("Muut vastuutahot:", "ja")
    assert first.furniture["schedule"] == ("2",)
    place = replace(first, furniture={"body": (*first.furniture["body"], "Eksynyt"), "schedule": ("2",)})
    read.document["measures"][0]["responsibilities"].pop()
    assert told(replace(read, places=(place, read.places[1]))) == [("left_over", "rivi 3", "kunnat")]


def test_a_cell_is_a_repeat_only_when_it_repeats(read):
    places = tuple(replace(place, repeats=frozenset({(1, "implementation")})) for place in read.places)
    read.document["measures"][0]["steps"].pop()
    assert told(replace(read, places=places)) == [("left_over", "rivi 3", "2 Veneet viedään")]


def test_a_page_balances_line_by_line():
    assert balance_page(PAGE, rows_of_page(PAGE, REGISTER)) == []


def test_a_lost_word_of_a_page_is_named_with_its_line():
    page = rows_of_page(PAGE, REGISTER)
    page = replace(page, rows=(replace(page.rows[0], implementation="Verkot"), page.rows[1]), remarks=())
    found = {(f.code, f.place, f.facts["words"]) for f in balance_page(PAGE, page)}
    assert found == {("left_over", "rivi 2", "viedään"), ("left_over", "rivi 1", "Ylhäällä")}
