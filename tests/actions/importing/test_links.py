"""What a text refers to."""

import pytest

from actions.importing.links import Targets, links_of

TARGETS = Targets([("3.1", None), ("3.2", None), ("3.3", None), ("4.3", "a"), ("4.3", "b"), ("7", None)], ["3", "4"])


def targets(text, own="9.9"):
    links, _ = links_of(text, own, TARGETS)
    return [link["measure"] or f"area {link['area']}" for link in links]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Perustuu toimenpiteen 3.1 työhön", ["3.1"]),
        ("kuten kohdassa 3.1. sanotaan", ["3.1"]),
        ("toimenpiteissä 3.1 ja 3.2", ["3.1", "3.2"]),
        ("toimenpiteet 3.1, 3.2 sekä 3.3", ["3.1", "3.2", "3.3"]),
        ("toimenpiteet 3.1–3.3", ["3.1", "3.2", "3.3"]),
        ("toimenpide 4.3b", ["4.3b"]),
        ("toimenpide 4.3", ["4.3a", "4.3b"]),
        ("(toimenpidekokonaisuus 4)", ["area 4"]),
        ("toimenpidekokonaisuuden 3 ja toimenpiteen 7", ["area 3", "7"]),
        ("enligt åtgärd 3.1", ["3.1"]),
        ("åtgärderna 3.1 och 3.2", ["3.1", "3.2"]),
        ("i punkt 3.2", ["3.2"]),
        ("åtgärdshelhet 3", ["area 3"]),
        ("see measure 3.1", ["3.1"]),
        ("Actions 3.1 and 3.2 of area 4", ["3.1", "3.2", "area 4"]),
        ("set of measures 3", ["area 3"]),
    ],
)
def test_a_reference_is_found(text, found):
    assert targets(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *("toimenpiteet 2018", "toimenpiteet 2018–2020", "kohta 3.1.2018", "toimenpideohjelma 3", "summa 3.1", "3.1"),
        *("actions 12", "toimenpide 3.10", "transactions 3.1", "åtgärdsprogram 3.1", ""),
    ],
)
def test_what_is_no_reference_gives_no_link(text):
    assert targets(text) == []


def test_a_measure_has_no_link_to_itself_but_to_its_other_parts():
    assert targets("toimenpide 3.1", own="3.1") == []
    assert targets("toimenpide 4.3", own="4.3a") == ["4.3b"]


def test_a_number_that_is_not_there_is_told_as_printed():
    assert links_of("katso toimenpidettä 3.9 ja kohtaa 3.1", "9.9", TARGETS)[1] == ["toimenpidettä 3.9"]


def test_links_have_the_form_of_the_interchange_document():
    links, _ = links_of("toimenpide 3.1, toimenpidekokonaisuus 4", "9.9", TARGETS)
    assert links == [
        {"measure": "3.1", "kind": "leans_on", "basis": "stated"},
        {"measure": None, "area": "4", "kind": "leans_on", "basis": "stated"},
    ]
