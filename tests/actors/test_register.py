"""Which body a printed name means."""

import csv
from collections import defaultdict

import pytest

from actors import wording
from actors.models import BodyKind
from actors.register import SHIPPED, Entry, Register

REGISTER = Register.shipped()


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("SM", "SM"),
        ("sm", "SM"),
        ("Sisäministeriö", "SM"),
        ("inrikesministeriet", "SM"),
        ("Ministry of the Interior", "SM"),
        ("sisäasiainministeriö", "SM"),
        ("POHA", "POHA"),
        ("Poliisihallitus", "POHA"),
        ("poliisihallitus ", "POHA"),
        ("OM/RTN", "RTN"),
        ("OM / RTN", "RTN"),
        ("oikeusministeriö/RTN", "RTN"),
        ("SM/PO", "PO"),
        ("SM/KRP", "KRP"),
        ("Migri", "MIGRI"),
        ("Terveyden  ja\nhyvinvoinnin laitos", "THL"),
        ("BusinessFinland", "BusinessFinland"),
        ("Business Finland", "BusinessFinland"),
        ("ha\u0308ke", "HÄKE"),
        ("kunnat", "kunnat"),
        ("Sisäisen turvallisuuden ja oikeudenhoidon ministeriryhmä",
         "sisäisen turvallisuuden ja oikeudenhoidon ministeriryhmä"),
    ],
)  # fmt: skip
def test_a_body_is_found_by_abbreviation_name_and_alias(printed, key):
    assert REGISTER.find(printed).key == key


@pytest.mark.parametrize("printed", ["", "/", "OM/PO", "PO/SM", "SM/", "Kalastajat", "SM OM"])
def test_what_names_no_body_finds_none(printed):
    assert REGISTER.find(printed) is None


def test_every_shipped_form_means_its_own_body():
    bodies = defaultdict(set)
    for entry in REGISTER:
        for form in entry.forms:
            bodies[wording.fold(form)].add(entry.key)
    assert {form: keys for form, keys in bodies.items() if len(keys) > 1} == {}


def test_shipped_bodies_have_known_kinds_and_parents_and_names():
    for entry in REGISTER:
        assert entry.kind in BodyKind.values
        assert entry.parent is None or REGISTER.get(entry.parent)
        assert entry.name_fi


def test_the_shipped_file_has_the_columns_of_an_entry():
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    assert head == ["key", "abbreviation", "name_fi", "name_sv", "name_en", "kind", "parent", "aliases"]


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        ("SM Jatkuu", 0, "SM"),
        ("katso: OM/RTN Jatkuu", 7, "OM/RTN"),
        ("eri hallinnonalat Jatkuu", 0, "eri hallinnonalat"),
        ("eri\nhallinnonalat", 0, "eri\nhallinnonalat"),
        ("Kunnat, SM", 0, "Kunnat"),
        ("T-CY -komitea kokoontuu", 0, "T-CY -komitea"),
    ],
)
def test_the_longest_name_that_begins_in_a_text_is_taken(text, at, name):
    end, _ = REGISTER.starting(text, at)
    assert text[at:end] == name


@pytest.mark.parametrize("text", ["OM:llä on", "ETNOn jäsenet", "SM/PEOn johdolla", "Tulli-laki", "om ja", "SMX", ""])
def test_a_name_with_an_ending_or_in_the_wrong_case_begins_nothing(text):
    assert REGISTER.starting(text, 0) is None


def test_parents_come_before_the_bodies_below_them():
    assert [entry.key for entry in REGISTER.with_parents(["KRP", "SM"])] == ["SM", "POHA", "KRP"]


def test_a_ring_of_parents_is_cut():
    register = Register([Entry("A", parent="B"), Entry("B", parent="A")])
    assert {entry.key for entry in register.with_parents(["A"])} == {"A", "B"}
    assert register.find("B/A").key == "A"


def test_an_entry_that_is_there_already_stays_as_it_was():
    register = Register([Entry("A", name_fi="alku")])
    register.add(Entry("A", name_fi="loppu"))
    assert [entry.name_fi for entry in register] == ["alku"]
    assert register.find("loppu") is None


def test_the_first_entry_wins_a_shared_form_unless_another_is_preferred():
    register = Register([Entry("A", aliases=("yhteinen",)), Entry("B", aliases=("yhteinen",))])
    assert register.find("Yhteinen").key == "A"
    register.prefer("yhteinen", register.get("B"))
    assert register.find("Yhteinen").key == "B"
    assert register.starting("yhteinen työ", 0)[1].key == "B"


def test_a_learned_name_is_found_in_texts_too():
    register = Register([Entry("SM")])
    assert register.starting("SM ja muut", 0)[0] == 2
    register.add(Entry("SM ja muut"))
    assert register.starting("SM ja muut", 0)[0] == 10


def test_a_copy_learns_without_the_original():
    copy = REGISTER.copy()
    copy.add(Entry("kunnat rannalla"))
    assert len(copy) == len(REGISTER) + 1
    assert copy.starting("kunnat rannalla", 0)[0] == 15
    assert REGISTER.find("kunnat rannalla") is None
    assert REGISTER.starting("kunnat rannalla", 0)[0] == 6
