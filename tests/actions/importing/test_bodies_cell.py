"""Lead, units and partners, from the lines of a body cell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.importing.balance import words
from actions.importing.bodies_cell import BodyLine, read_bodies
from actions.importing.names import split_names
from actors.register import Register

REGISTER = Register.shipped()


def cell(*texts, language="fi", **options):
    lines = [BodyLine(text, f"rivi {n}", (n, n)) for n, text in enumerate(texts, 1)]
    return read_bodies(lines, REGISTER, language, **options)


def roles(*texts, **options):
    mentions = cell(*texts, **options).mentions
    return [f"{m.role} {m.entry.key}" + (f"<{m.under}" if m.under else "") for m in mentions]


def codes(*texts, **options):
    return [finding.code for finding in cell(*texts, **options).findings]


def table(text):
    return roles(*text.split("\n"), first_leads=True)


def test_an_undashed_name_leads_and_dashed_ones_are_its_units():
    assert roles("SM", "- PO, RVL") == ["lead SM", "unit PO<SM", "unit RVL<SM"]


def test_names_after_the_heading_take_part():
    assert roles("SM", "Muut vastuutahot:", "- Tulli", "- kunnat") == ["lead SM", "partner Tulli", "partner kunnat"]


def test_there_can_be_two_leads_on_one_line_or_on_two():
    assert roles("SM, TEM") == ["lead SM", "lead TEM"]
    assert roles("SM", "- PO", "OM", "- RTN") == ["lead SM", "unit PO<SM", "lead OM", "unit RTN<OM"]


def test_names_on_the_line_of_the_heading_take_part():
    assert roles("SM", "Muut vastuutahot: OM, STM") == ["lead SM", "partner OM", "partner STM"]
    assert codes("SM", "Muut vastuutahot: OM, STM") == []


@pytest.mark.parametrize(
    "heading", ["Övriga ansvariga:", "Other responsible bodies:", "Yhteistyötahot:", "MUUT VASTUUTAHOT"]
)
def test_the_heading_is_known_in_three_languages(heading):
    assert roles("SM", heading, "- OM") == ["lead SM", "partner OM"]


def test_a_heading_over_the_lead_changes_nothing():
    assert roles("Päävastuutaho: SM", "Muut vastuutahot:", "- OM") == ["lead SM", "partner OM"]


def test_a_remark_in_parentheses_is_the_qualifier_and_stays_as_printed():
    (mention,) = cell("SPEK (koulutus)").mentions
    assert (mention.entry.key, mention.qualifier, mention.as_printed) == ("SPEK", "koulutus", "SPEK (koulutus)")


def test_several_bodies_in_a_remark_are_a_doubt():
    assert "names_in_qualifier" in codes("Lahden kaupunki (yhdistykset, Patina)")


def test_a_footnote_mark_is_no_part_of_the_name():
    (mention,) = cell("OM*").mentions
    assert (mention.entry.key, mention.as_printed) == ("OM", "OM*")


def test_an_abbreviation_in_parentheses_is_the_key_of_a_new_body():
    (new,) = cell("Saariston ystävät ry (SYR)").newcomers
    assert (new.key, new.abbreviation, new.name) == ("SYR", "SYR", {"fi": "Saariston ystävät ry"})


def test_an_abbreviation_in_parentheses_is_the_body_that_it_names():
    (mention,) = cell("Terveyden ja hyvinvoinnin laitos (THL)").mentions
    assert (mention.entry.key, mention.qualifier) == ("THL", None)


def test_an_unknown_name_is_a_new_body_of_its_language():
    new = cell("Saaristorådet", "lokala fiskare", language="sv").newcomers
    assert [(body.key, body.kind, body.name) for body in new] == [
        ("Saaristorådet", "other", {"sv": "Saaristorådet"}),
        ("lokala fiskare", "collective", {"sv": "lokala fiskare"}),
    ]


def test_an_unknown_name_is_told_once():
    assert codes("Saaristo", "Muut vastuutahot:", "- saaristo") == ["new_body"]


def test_a_name_twice_in_one_role_is_taken_once_and_told():
    assert roles("SM", "- PO", "- SM/PO") == ["lead SM", "unit PO<SM"]
    assert codes("SM", "- PO", "- SM/PO") == ["body_repeated"]


def test_an_undashed_name_below_the_heading_takes_part_with_a_doubt():
    assert roles("SM", "Muut vastuutahot:", "Tulli") == ["lead SM", "partner Tulli"]
    assert codes("SM", "Muut vastuutahot:", "Tulli") == ["missing_dash"]


def test_a_dashed_name_without_a_lead_takes_part_with_a_doubt():
    assert (roles("- PO"), codes("- PO")) == (["partner PO"], ["unit_without_lead"])


def test_dashed_names_that_go_on_below_the_heading_of_the_measure_before_take_part():
    assert roles("- PO", under_heading=True) == ["partner PO"]
    assert codes("- PO", under_heading=True) == []


def test_a_cell_that_ends_in_its_heading_says_so():
    assert cell("SM", "Muut vastuutahot:").ends_in_heading
    assert not cell("SM", "Muut vastuutahot:", "- OM").ends_in_heading


def test_empty_cells_and_lone_dashes_name_nobody():
    assert (roles("", "-", "–"), codes("", "-", "–")) == ([], [])


def test_marks_that_name_nobody_are_told():
    assert (roles("%"), codes("%")) == ([], ["no_name"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SM; OM", ["lead SM", "partner OM"]),
        ("SM\nOM, kunnat", ["lead SM", "partner OM", "partner kunnat"]),
        ("- SM\n- OM", ["lead SM", "partner OM"]),
        ("SM / OM", ["lead SM", "partner OM"]),
        ("SM and OM", ["lead SM", "partner OM"]),
        ("kunnat ja järjestöt", ["lead kunnat", "partner järjestöt"]),
        ("SM, OM ja kunnat", ["lead SM", "partner OM", "partner kunnat"]),
        ("SM, OM, and STM", ["lead SM", "partner OM", "partner STM"]),
        ("opetus- ja kulttuuriministeriö, SM", ["lead OKM", "partner SM"]),
        ("Terveyden ja hyvinvoinnin laitos", ["lead THL"]),
        ("Ministry of Education and Culture and SM", ["lead OKM", "partner SM"]),
        ("keskeiset viranomaiset ja muut toimijat", ["lead keskeiset viranomaiset ja muut toimijat"]),
        ("SM yhteistyössä OM:n kanssa", ["lead SM", "partner OM"]),
        ("SM i dialog med OM och i samverkan med STM", ["lead SM", "partner OM", "partner STM"]),
        ("SM, in cooperation with OM", ["lead SM", "partner OM"]),
        ("SM with OM", ["lead SM", "partner OM"]),
        ("SM, SM, OM", ["lead SM", "partner OM"]),
        ("OM/RTN", ["lead RTN"]),
        ("SM (apuna OM; STM), kunnat", ["lead SM", "partner kunnat"]),
    ],
)
def test_a_plain_list_has_its_lead_first(text, found):
    assert table(text) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("regioner och länsstyrelser", ["regioner", "länsstyrelser"]),
        ("A-verket, B-verket och C-verket", ["A-verket", "B-verket", "C-verket"]),
        ("Myndigheten för skydd och beredskap", ["Myndigheten för skydd och beredskap"]),
        ("aktörer i jordbruks- och skogsbranscher", ["aktörer i jordbruks- och skogsbranscher"]),
        ("Kalan ja vedenalaisen elämän laitos", ["Kalan ja vedenalaisen elämän laitos"]),
        ("Helsinki, Espoo ja Vantaa", ["Helsinki", "Espoo", "Vantaa"]),
        ("Seudun palvelut -kuntayhtymä", ["Seudun palvelut -kuntayhtymä"]),
        ("Lahti\n(yhdistykset ja muut)", ["Lahti"]),
        ("the Office of Ponds, and GSA", ["the Office of Ponds", "GSA"]),
    ],
)
def test_unknown_names_end_where_the_next_begins(text, names):
    assert [name.name for name in split_names(text, REGISTER).found] == names


def test_a_dashed_name_is_one_name_whatever_words_it_has():
    assert roles("Muut vastuutahot:", "- kalastajat ja metsästäjät") == ["partner kalastajat ja metsästäjät"]


def test_the_words_that_say_how_a_partner_takes_part_are_its_qualifier():
    mentions = cell("SM i dialog med OM", first_leads=True).mentions
    assert [(m.as_printed, m.qualifier) for m in mentions] == [("SM", None), ("i dialog med OM", "i dialog med")]


def test_names_parted_at_a_conjunction_without_being_known_are_a_doubt():
    assert codes("kalat ja linnut", first_leads=True).count("names_split") == 1
    assert "names_split" not in codes("kunnat ja järjestöt", first_leads=True)


PIECES = st.sampled_from(
    [
        *["SM", "OM/RTN", "kunnat", "uusi taho", "Kala", "(x, y)", "(SYR)", "Terveyden ja hyvinvoinnin laitos"],
        *["*", "-", ",", ";", " / ", "\n", " ja ", " and ", "och", "Muut vastuutahot:", "- ", ":n", ".", " "],
        *["yhteistyössä ", "i dialog med ", " kanssa"],
    ]
)
CELLS = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=10).map("".join)


@settings(deadline=None)
@given(st.lists(CELLS, max_size=4), st.booleans(), st.booleans())
def test_every_word_of_a_cell_is_in_a_name_or_between_names(texts, first_leads, under_heading):
    read = cell(*texts, first_leads=first_leads, under_heading=under_heading)
    assert words(*(m.as_printed for m in read.mentions), *read.furniture) == words(*texts)


@settings(deadline=None)
@given(CELLS)
def test_a_unit_stands_under_a_lead_of_its_cell(text):
    mentions = cell(*text.split("\n")).mentions
    leads = {m.entry.key for m in mentions if m.role == "lead"}
    assert all((m.under in leads) == (m.role == "unit") for m in mentions)
