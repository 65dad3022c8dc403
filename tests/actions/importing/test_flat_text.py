"""A page's table that became lines: where its rows and cells begin and end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.importing.balance import balance_page
from actions.importing.flat_text import header_language, rows_of_page
from actions.importing.printed_line import sentence_ends
from actors.register import Register

REGISTER = Register.shipped()
PAGE = """Hyppää sisältöön

Meren vuosi

Nro Järjestä Toimenpide Järjestä Toimeenpano Järjestä Vastuutaho Järjestä Aikataulut Järjestä
1.1. Kalat lasketaan. Verkot viedään rantaan. SM Alkaa keväällä 2018.
1.1. Kalat lasketaan. Veneet huolletaan. - PO, RVL Jatkuvaa toimintaa.
1.1. Kalat lasketaan. - Muut vastuutahot: -
1.1. Kalat lasketaan. - - kunnat
1.2. Linnut lasketaan. - OM Valmis 2019-
1.2. Linnut lasketaan. - - RTN -

Päivitetty eilen
"""


def cells(text, register=REGISTER):
    return [(r.number, r.measure, r.implementation, r.body, r.schedule) for r in rows_of_page(text, register).rows]


def parted(*lines):
    """Implementation, body and schedule of the lines, each of which begins with the measure "1.1. Kalat lasketaan."."""
    return [row[2:] for row in cells("\n".join(f"1.1. Kalat lasketaan. {line}" for line in lines))]


def codes(text):
    return [finding.code for finding in rows_of_page(text, REGISTER).findings]


def test_a_page_becomes_rows_with_five_cells():
    assert cells(PAGE) == [
        ("1.1", "Kalat lasketaan.", "Verkot viedään rantaan.", "SM", "Alkaa keväällä 2018."),
        ("1.1", "Kalat lasketaan.", "Veneet huolletaan.", "- PO, RVL", "Jatkuvaa toimintaa."),
        ("1.1", "Kalat lasketaan.", "", "Muut vastuutahot:", ""),
        ("1.1", "Kalat lasketaan.", "", "- kunnat", ""),
        ("1.2", "Linnut lasketaan.", "", "OM", "Valmis 2019-"),
        ("1.2", "Linnut lasketaan.", "", "- RTN", ""),
    ]


def test_what_stands_around_the_table_is_remarked_with_its_line():
    page = rows_of_page(PAGE, REGISTER)
    assert [place for place, _ in page.remarks] == ["rivi 1", "rivi 3", "rivi 5", "rivi 13"]
    assert (page.language, page.findings, balance_page(PAGE, page)) == ("fi", (), [])


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Nro Toimenpide Toimeenpano Vastuutaho Aikataulut", "fi"),
        ("Nr Åtgärd Genomförande Ansvarig Tidsplan", "sv"),
        ("No. Action Implementation Responsible Schedule", "en"),
        ("Toimenpide ja toimeenpano", None),
    ],
)
def test_the_headings_tell_the_language(line, language):
    assert header_language(line) == language


def test_a_line_without_a_number_goes_on_from_the_line_above():
    text = (
        "1.1. Kalat lasketaan. Verkot viedään\n2018 rantaan.\nSM Päättyy\n2020 loppuun\n1.1. Kalat lasketaan. - - PO -"
    )
    page = rows_of_page(text, REGISTER)
    row = page.rows[0]
    assert (row.implementation, row.body, row.schedule) == (
        "Verkot viedään\n2018 rantaan.",
        "SM",
        "Päättyy\n2020 loppuun",
    )
    assert (row.first, row.last, page.rows[1].first) == (1, 4, 5)
    assert (page.spans[0, "implementation"], page.spans[0, "body"], page.spans[0, "schedule"]) == (
        (1, 2),
        (3, 3),
        (3, 4),
    )


def test_a_blank_line_inside_a_cell_does_not_end_the_table():
    text = "1.1. Kalat lasketaan. Verkot viedään\n\nrantaan. SM -\n1.1. Kalat lasketaan. - - PO -"
    assert [row[2] for row in cells(text)] == ["Verkot viedään\nrantaan.", ""]


def test_a_measure_number_sorts_by_its_parts_not_by_its_letters():
    text = "2.9. Kalat lasketaan. - SM -\n2.10. Linnut lasketaan. - OM -\n2.1. Sienet lasketaan. - PLM -"
    assert [row[0] for row in cells(text)] == ["2.9", "2.10", "2.1"]


@pytest.mark.parametrize("line", ["14.3. Lausuntokierros päättyy", "1.1. Muuta asiaa on"])
def test_a_date_or_a_number_that_closed_already_begins_no_row(line):
    text = f"1.1. Kalat lasketaan. - SM Alkaa\n1.2. Linnut lasketaan. - OM Päättyy viimeistään\n{line}"
    assert [row[0] for row in cells(text)] == ["1.1", "1.2"]
    assert "number_in_text" in codes(text)


def test_a_number_that_comes_back_with_its_own_text_is_a_row():
    text = "1.1. Kalat lasketaan. - SM -\n1.2. Linnut lasketaan. - OM -\n1.1. Kalat lasketaan. - - PO -"
    assert [row[0] for row in cells(text)] == ["1.1", "1.2", "1.1"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Verkot viedään. SM, TEM Alkaa.", ("Verkot viedään.", "SM, TEM", "Alkaa.")),
        ("Verkot viedään. SM 1. Alkaa.", ("Verkot viedään.", "SM", "1. Alkaa.")),
        ("Verkot viedään. SM -", ("Verkot viedään.", "SM", "")),
        ("Verkot viedään -", ("Verkot viedään", "", "")),
        ("Verkot viedään - vai ei -", ("Verkot viedään - vai ei", "", "")),
        ("Verkot viedään rantaan - PO 2. Alkaa.", ("Verkot viedään rantaan", "- PO", "2. Alkaa.")),
        ("SM ja OM vievät verkot. OM Alkaa.", ("SM ja OM vievät verkot.", "OM", "Alkaa.")),
        ("Verkot viedään. OM osallistuu. SM Alkaa.", ("Verkot viedään. OM osallistuu.", "SM", "Alkaa.")),
        ("Verkot viedään. SM:n väki auttaa. SM Alkaa.", ("Verkot viedään. SM:n väki auttaa.", "SM", "Alkaa.")),
        ("Verkot viedään. SM keväällä 2018", ("Verkot viedään.", "SM", "keväällä 2018")),
        ("- OM ja SM vievät verkot.", ("", "", "OM ja SM vievät verkot.")),
        ("- Jatkuvaa toimintaa.", ("", "", "Jatkuvaa toimintaa.")),
        ("- -", ("", "", "")),
        ("- SM SM vie verkot.", ("", "SM", "SM vie verkot.")),
        ("- - SPEK (koulutus) SPEK kouluttaa.", ("", "- SPEK (koulutus)", "SPEK kouluttaa.")),
        ("- - HKO, PO SM vie verkot.", ("", "- HKO, PO", "SM vie verkot.")),
        ("Viedään: Muut vastuutahot: Alkaa 2019-", ("Viedään:", "Muut vastuutahot:", "Alkaa 2019-")),
        ("- Muut vastuutahot: - kunnat Alkaa.", ("", "Muut vastuutahot: - kunnat", "Alkaa.")),
        ("- - kunnat", ("", "- kunnat", "")),
    ],
)
def test_a_line_is_parted_where_its_body_stands(line, found):
    assert parted(line, "- - OPH -")[0] == found


def test_an_unknown_name_behind_a_dash_is_a_body():
    assert parted("Viedään. - meren ystävät 2. Alkaa.", "- - rannan väki -")[0] == (
        "Viedään.",
        "- meren ystävät",
        "2. Alkaa.",
    )
    assert parted("- - rannan väki -", "- - OPH -")[0] == ("", "- rannan väki", "")


def test_a_name_that_a_line_holds_alone_is_known_on_the_whole_page():
    lines = ["- - rannan väki -", "Verkot viedään. - rannan väki Alkaa nyt."]
    assert parted(*lines)[1] == ("Verkot viedään.", "- rannan väki", "Alkaa nyt.")


def test_unknown_capitals_between_two_sentences_are_a_body_with_a_doubt():
    text = "1.1. Kalat lasketaan. Verkot viedään. KVM Alkaa.\n1.1. Kalat lasketaan. - - PO -"
    assert cells(text)[0][2:] == ("Verkot viedään.", "KVM", "Alkaa.")
    assert codes(text) == ["body_guessed"]


def test_a_line_whose_cells_cannot_be_parted_is_a_doubt():
    text = "1.1. Kalat lasketaan. Verkot viedään rantaan nyt.\n1.1. Kalat lasketaan. - - PO -"
    assert cells(text)[0][2:] == ("Verkot viedään rantaan nyt.", "", "")
    assert codes(text) == ["cells_not_parted"]


def test_two_possible_bodies_are_a_doubt():
    text = "1.1. Kalat lasketaan. Verkot. SM Veneet. OM Alkaa.\n1.1. Kalat lasketaan. - - PO -"
    assert (cells(text)[0][3], codes(text)) == ("OM", ["several_places"])


@pytest.mark.parametrize("head", ["Kalat lasketaan rannassa", "Kalat lasketaan.", "Kalat (2011)."])
def test_the_measure_ends_where_its_lines_begin_to_differ(head):
    text = f"1.1. {head} 1. Verkot viedään. SM -\n1.1. {head} 2. Veneet viedään. - PO -\n1.1. {head} - - OPH -"
    assert {row[1] for row in cells(text)} == {head}


def test_a_word_that_all_implementations_begin_with_is_not_of_the_measure():
    text = "1.1. Kalat lasketaan. Viedään verkot. SM -\n1.1. Kalat lasketaan. Viedään veneet. - PO -"
    assert [row[1:3] for row in cells(text)] == [
        ("Kalat lasketaan.", "Viedään verkot."),
        ("Kalat lasketaan.", "Viedään veneet."),
    ]


def test_dashes_that_all_lines_have_are_not_of_the_measure():
    text = "1.1. Kalat lasketaan. - SM Alkaa.\n1.1. Kalat lasketaan. - - PO -"
    assert [row[1] for row in cells(text)] == ["Kalat lasketaan."] * 2


def test_of_a_single_line_the_first_sentence_is_the_measure_with_a_doubt():
    text = "1.1. Kalat mm. lohet lasketaan. Verkot viedään. SM Alkaa."
    assert cells(text) == [("1.1", "Kalat mm. lohet lasketaan.", "Verkot viedään.", "SM", "Alkaa.")]
    assert codes(text) == ["measure_end_guessed"]


@pytest.mark.parametrize("line", ["1.1. Kalat lasketaan. - SM Alkaa.", "1.1. Kalat lasketaan. SM Alkaa."])
def test_a_single_line_with_one_sentence_is_no_doubt(line):
    assert cells(line) == [("1.1", "Kalat lasketaan.", "", "SM", "Alkaa.")]
    assert codes(line) == []


def test_the_label_of_a_lettered_measure_printed_again_begins_the_implementation():
    assert cells("1.1. a) Kalat lasketaan. Ja linnut. a) Verkot viedään. SM -")[0][1:3] == (
        "a) Kalat lasketaan. Ja linnut.",
        "a) Verkot viedään.",
    )


def test_lettered_texts_end_each_on_its_own():
    lines = ["1.1. a. Kalat. Verkot viedään. SM -", "1.1. a. Kalat. - - PO -"]
    lines += ["1.1. b. Linnut. Pöntöt viedään. OM -", "1.1. b. Linnut. - - RTN -"]
    assert [row[1] for row in cells("\n".join(lines))] == ["a. Kalat.", "a. Kalat.", "b. Linnut.", "b. Linnut."]


def test_a_page_without_numbers_is_an_error():
    assert codes("Tässä on vain tekstiä.") == ["no_measures"]


def test_sentences_end_before_a_capital_but_not_after_an_abbreviation():
    text = "Kalat esim. Lohi lasketaan. Entä 16.3.2018. Linnut (7.1. kohta)."
    assert [text[:end].rsplit(". ", 1)[-1] for end in sentence_ends(text)] == [
        "Lohi lasketaan.",
        "Entä 16.3.2018.",
        "kohta).",
    ]


WORDS = st.sampled_from(
    [
        *["1.1.", "1.2", "2.10.", "14.3.", "a)", "b.", "1.", "-", "·", ",", "(a)", "2019-", "\n", "ja", "Nro"],
        *["SM", "- PO", "kunnat", "XYZ", "Muut vastuutahot:", "Kalat lasketaan.", "Alkaa 2018."],
    ]
)
LINES = st.lists(st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=8).map(" ".join), max_size=8).map("\n".join)


@settings(deadline=None)
@given(LINES)
def test_every_word_of_any_page_is_in_a_cell_or_a_remark(text):
    assert balance_page(text, rows_of_page(text, REGISTER)) == []
