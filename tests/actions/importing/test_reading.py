"""Rows of any table become the document, and never an exception."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.importing.places import About
from actions.importing.reading import read_rows, read_source
from actions.importing.rows import Row
from actions.importing.sources import open_source
from actors.register import Register

SHARED = Path(__file__).parents[4] / "shared"
REGISTER = Register.shipped()
ABOUT = About("ohjelma", {"fi": "Ohjelma"}, "fi", "ohjelma.csv")


def row(n, number="", measure="", implementation="", body="", schedule="", area=""):
    return Row(f"rivi {n}", n, n, number, measure, implementation, body, schedule, area)


def read(*rows, **options):
    return read_rows(rows, REGISTER, ABOUT, **options)


def only(*rows, **options):
    (measure,) = read(*rows, **options).document["measures"]
    return measure


def codes(result, level=None):
    return [finding.code for finding in result.findings if level in (None, finding.level)]


def texts(facts):
    return [fact["text"]["fi"] for fact in facts]


def ties(measure):
    return [item["step"] for item in measure["schedule"]]


def roles(measure):
    return [(m["role"], m["body"]) for m in measure["responsibilities"]]


def test_the_document_has_the_keys_of_the_format_in_their_order():
    document = read(row(2, "1.1", "Mitataan.", "Kysytään.", "SM", "syksyllä 2018")).document
    assert list(document) == ["format", "programme", "areas", "bodies", "measures"]
    assert list(document["programme"]) == ["slug", "name", "kind", "measure_word"]
    assert list(document["bodies"][0]) == ["key", "abbreviation", "name", "kind", "parent", "aliases"]
    (measure,) = document["measures"]
    assert list(measure) == [
        *("number", "part", "area", "title", "text", "responsibilities", "steps", "schedule", "links", "source"),
    ]
    assert list(measure["responsibilities"][0]) == [
        *("body", "role", "under", "qualifier", "as_printed", "from", "until"),
    ]
    assert list(measure["schedule"][0]) == [
        *("n", "label", "step", "text", "kind", "edtf", "earliest", "latest", "parts"),
    ]


def test_rows_without_a_number_belong_to_the_measure_above():
    measure = only(row(2, "7", "Mitataan.", "Kysytään.", "SM", "2018"), row(3, "", "", "Lasketaan.", "", "2019"))
    assert texts(measure["steps"]) == ["Kysytään.", "Lasketaan."]
    assert ties(measure) == [1, 2]
    assert measure["source"]["lines"] == [2, 3]


def test_repeated_and_blank_cells_give_the_same_document():
    blank = read(row(2, "7", "Mitataan.", "Kysytään.", "SM, OM", "2018"), row(3, "", "", "Lasketaan.", "", "2019"))
    full = read(
        row(2, "7", "Mitataan.", "Kysytään.", "SM, OM", "2018"),
        row(3, "7", "Mitataan.", "Lasketaan.", "SM, OM", "2019"),
    )
    assert blank.document == full.document


def test_a_step_that_is_repeated_for_a_second_schedule_is_one_step():
    measure = only(row(2, "7", "Mitataan.", "Kysytään.", "", "2018"), row(3, "7", "Mitataan.", "Kysytään.", "", "2019"))
    assert texts(measure["steps"]) == ["Kysytään."]
    assert ties(measure) == [1, 1]


def test_the_same_schedule_of_two_steps_is_two_items():
    measure = only(
        row(2, "7", "Mitataan.", "Kysytään.", "", "2018"), row(3, "7", "Mitataan.", "Lasketaan.", "", "2018")
    )
    assert ties(measure) == [1, 2]


def test_lines_of_a_cell_are_steps_and_as_many_bare_times_go_with_them():
    measure = only(row(2, "7", "Mitataan.", "- Kysytään\n- Lasketaan", "", "31.12.2023\n30.6.2024"))
    assert texts(measure["steps"]) == ["Kysytään", "Lasketaan"]
    assert ties(measure) == [1, 2]


def test_as_many_sentences_as_steps_are_tied_to_none():
    measure = only(row(2, "7", "Mitataan.", "Kysytään.\nLasketaan.", "", "Alkaa 2018.\nJatkuu sen jälkeen."))
    assert ties(measure) == [None, None]


def test_one_schedule_for_several_steps_is_tied_to_none():
    assert ties(only(row(2, "7", "Mitataan.", "Kysytään.\nLasketaan.", "", "2018"))) == [None]


def test_labels_tie_across_the_lines_of_a_cell():
    measure = only(row(2, "7", "Mitataan.", "1. Kysytään.\n2. Lasketaan.", "", "2. Keväällä 2019.\n1. Keväällä 2018."))
    assert [(item["label"], item["step"]) for item in measure["schedule"]] == [("2", 2), ("1", 1)]


def test_a_broken_schedule_line_is_put_together():
    measure = only(row(2, "7", "Mitataan.", "Kysytään.", "", "Päättyy 2020 loppuun\nmennessä"))
    assert texts(measure["schedule"]) == ["Päättyy 2020 loppuun mennessä"]


def test_the_first_body_of_a_table_leads_and_the_others_take_part():
    measure = only(
        row(2, "7", "Mitataan.", "Kysytään.", "SM; OM, kunnat"), row(3, "7", "Mitataan.", "Lasketaan.", "OM; STM")
    )
    assert roles(measure) == [("lead", "SM"), ("partner", "OM"), ("partner", "kunnat"), ("partner", "STM")]


def test_a_cell_with_heading_and_dashes_is_read_by_them_in_a_table_too():
    measure = only(row(2, "7", "Mitataan.", "", "SM, TEM\n- PO\nMuut vastuutahot:\n- kunnat"))
    assert roles(measure) == [("lead", "SM"), ("lead", "TEM"), ("unit", "PO"), ("partner", "kunnat")]
    assert measure["responsibilities"][2]["under"] == "TEM"


@pytest.mark.parametrize("zipped", [True, False])
def test_a_list_of_partners_that_runs_on_into_the_next_measure_stays_one(zipped):
    rows = [row(2, "7", "Mitataan.", "", "SM"), row(3, "8", "Lasketaan.", "", "Muut vastuutahot:")]
    result = read(*rows, row(4, "9", "Kysytään.", "", "- kunnat"), zipped=zipped)
    assert [roles(measure) for measure in result.document["measures"]] == [
        [("lead", "SM")],
        [],
        [("partner", "kunnat")],
    ]
    assert codes(result, "doubt") == ["no_lead", "body_cell_shared", "no_lead"]


def test_a_heading_over_partners_who_never_come_is_a_doubt():
    result = read(row(2, "7", "Mitataan.", "", "SM\nMuut vastuutahot:"), row(3, "8", "Lasketaan.", "", "OM"))
    assert codes(result, "doubt") == ["heading_without_names"]


def test_bodies_that_are_used_bring_the_bodies_above_them():
    document = read(row(2, "7", "Mitataan.", "", "KRP")).document
    assert [(body["key"], body["parent"]) for body in document["bodies"]] == [
        ("KRP", "POHA"),
        ("POHA", "SM"),
        ("SM", None),
    ]


def test_a_new_body_is_told_once_and_the_register_is_left_as_it_was():
    result = read(row(2, "7", "Mitataan.", "", "Saaristovaltuusto"), row(3, "8", "Lasketaan.", "", "saaristovaltuusto"))
    assert codes(result).count("new_body") == 1
    assert [m["responsibilities"][0]["body"] for m in result.document["measures"]] == ["Saaristovaltuusto"] * 2
    assert REGISTER.find("Saaristovaltuusto") is None


def test_an_abbreviation_that_the_text_explains_otherwise_is_a_new_body():
    text = "Tuetaan tutkijoita (Reading Institute of Seaside Events (RISE) mukana)."
    result = read(row(2, "7", text, "", "RISE"))
    assert roles(result.document["measures"][0]) == [("lead", "Reading Institute of Seaside Events")]
    assert "abbreviation_explained" in codes(result, "doubt")


@pytest.mark.parametrize("explained", ["Rikosseuraamuslaitos (RISE)", "Suomen Punaisen Ristin (SPR)"])
def test_an_abbreviation_that_the_text_explains_as_listed_stays(explained):
    result = read(row(2, "7", f"Tuetaan tahoa {explained}.", "", explained[-5:-1]), row(3, "8", "Muuta.", "", "SPR"))
    assert "abbreviation_explained" not in codes(result)


def test_section_rows_are_areas_and_unnumbered_ones_are_counted():
    result = read(
        row(2, "7", "Mitataan.", area="Tieto"),
        row(3, "8", "Lasketaan.", area="Tieto"),
        row(4, "9", "Kysytään.", area="Työ"),
    )
    assert result.document["areas"] == [
        {"number": "1", "name": {"fi": "Tieto"}},
        {"number": "2", "name": {"fi": "Työ"}},
    ]
    assert [m["area"] for m in result.document["measures"]] == ["1", "1", "2"]


def test_a_section_row_with_a_number_keeps_it():
    assert read(row(2, "3.1", "Mitataan.", area="3 Tieto")).document["areas"] == [
        {"number": "3", "name": {"fi": "Tieto"}}
    ]


def test_the_area_is_the_first_part_of_the_number_and_none_without_parts():
    measures = read(row(2, "3.1", "Mitataan."), row(3, "44", "Lasketaan.")).document["measures"]
    assert [m["area"] for m in measures] == ["3", None]


def test_measures_stand_in_the_order_of_their_numbers():
    result = read(row(2, "2.10", "Mitataan."), row(3, "2.9", "Lasketaan."), row(4, "2.1", "Kysytään."))
    assert [m["number"] for m in result.document["measures"]] == ["2.1", "2.9", "2.10"]
    assert [place.lines for place in result.places] == [(4, 4), (3, 3), (2, 2)]


def test_two_measures_with_one_number_are_an_error_that_names_both_places():
    result = read(row(2, "7", "Mitataan."), row(9, "7", "Lasketaan."))
    (error,) = [finding for finding in result.findings if finding.level == "error"]
    assert (error.code, error.place, error.facts["first"]) == ("duplicate_number", "rivi 9", "2")


def test_a_measure_text_broken_over_rows_is_put_together():
    measure = only(row(2, "7", "Mitataan kaikkea"), row(3, "", "mitä on.", "Kysytään."))
    assert measure["text"] == {"fi": "Mitataan kaikkea mitä on."}


def test_lettered_texts_with_bodies_of_their_own_are_parts():
    result = read(row(2, "7", "a. Mitataan.", "", "SM"), row(3, "7", "b. Lasketaan.", "", "OM"))
    assert [(m["part"], m["text"]["fi"]) for m in result.document["measures"]] == [
        ("a", "Mitataan."),
        ("b", "Lasketaan."),
    ]


def test_lettered_texts_with_shared_bodies_are_paragraphs_of_one_measure():
    measure = only(row(2, "7", "a) Mitataan.", "", "SM"), row(3, "7", "b) Lasketaan."))
    assert (measure["part"], measure["text"]) == (None, {"fi": "a) Mitataan. b) Lasketaan."})


@pytest.mark.parametrize("number", ["4.3a", "4.3 a", "4.3 a)", "4.3.a"])
def test_a_letter_in_the_number_cell_is_the_part(number):
    assert (only(row(2, number, "Mitataan."))["number"], only(row(2, number, "Mitataan."))["part"]) == ("4.3", "a")


def test_a_row_before_any_number_is_an_error_and_not_lost():
    result = read(row(2, "", "", "Kysytään.", "SM"), row(3, "7", "Mitataan."))
    assert codes(result, "error") == ["row_without_measure"]
    assert result.unplaced == {0}


def test_a_measure_without_a_number_is_an_error():
    assert codes(read(row(2, "7", "Mitataan."), row(3, "", "Lasketaan.")), "error") == ["number_missing"]


def test_a_measure_text_that_was_told_to_go_on_goes_on():
    result = read(row(2, "7", "Mitataan."), row(3, "7", "Lasketaan."), continued={1})
    assert (codes(result, "error"), result.document["measures"][0]["text"]) == ([], {"fi": "Mitataan. Lasketaan."})


def test_a_name_longer_than_any_is_an_error():
    assert codes(read(row(2, "7", "Mitataan.", "", "taho " * 60)), "error") == ["name_too_long"]


def test_a_heading_longer_than_any_is_an_error():
    assert codes(read(row(2, "7", "Mitataan.", area="alue " * 60), row(3, "8", area="alue " * 60)), "error") == [
        "area_too_long"
    ]


def test_what_is_missing_is_told():
    assert codes(read(row(2, "7", "Mitataan."))) == ["no_bodies", "no_schedule"]
    assert "schedule_unread" in codes(read(row(2, "7", "Mitataan.", "", "SM", "aikanaan")))


@pytest.mark.parametrize("name", ["fds2020", "kaupunkiohjelmat", "livsmedelsstrategin2"])
def test_an_example_reads_the_same_from_workbook_and_csv_with_nothing_left_over(name):
    if not (SHARED / "examples").exists():
        pytest.skip("the example programmes are not here")
    documents = []
    for ending in ("xlsx", "csv"):
        path = SHARED / "examples" / f"{name}.{ending}"
        result = read_source(open_source(path.name, path.read_bytes()), REGISTER, About("esimerkki"))
        assert not result.has_errors
        documents.append(result.document)
    for document in documents:
        for measure in document["measures"]:
            del measure["source"]
    assert documents[0] == documents[1]


WORDS = st.sampled_from(
    [
        *["SM", "OM", "OM/RTN", "kunnat", "taho", "ABC", "-", "–", "·", "*", ",", ";", "/", "(", ")", "(X", "Y)", "\n"],
        *["ja", "och", "yhteistyössä", "kanssa", "with", "Muut vastuutahot:", "1.", "1)", "a)", "b.", "2. 2.", "1. ."],
        *["2018", "syksyllä", "Jatkuvaa", "mennessä", "Kysytään.", "toimenpiteen", "1.1"],
    ]
)
CELLS = st.one_of(
    st.lists(WORDS, max_size=8).map(" ".join), st.lists(WORDS, max_size=8).map("".join), st.text(max_size=12)
)
NUMBERS = st.one_of(st.sampled_from(["", "1.1", "1.1.", "1.2", "2", "1.1 a", "1.1b", "K13", " ", "-", "."]), CELLS)
ROWS = st.lists(
    st.builds(
        row, st.integers(1, 9), NUMBERS, CELLS, CELLS, CELLS, CELLS, st.sampled_from(["", "1 A", "1 B", "C", "2"])
    ),
    max_size=6,
)


@settings(deadline=None)
@given(ROWS, st.booleans())
def test_arbitrary_rows_never_raise_and_always_balance(rows, zipped):
    result = read_rows(rows, REGISTER, ABOUT, zipped=zipped)
    assert {"left_over", "not_printed"}.isdisjoint(codes(result))
    assert len(result.places) == len(result.document["measures"])
    for measure, place in zip(result.document["measures"], result.places, strict=True):
        for kind in ("steps", "schedule", "responsibilities"):
            assert len(measure[kind]) == len(getattr(place, kind))


@settings(deadline=None)
@given(ROWS)
def test_reading_twice_gives_the_same(rows):
    assert read_rows(rows, REGISTER, ABOUT) == read_rows([replace(each) for each in rows], REGISTER, ABOUT)
