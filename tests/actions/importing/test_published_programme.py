"""The published programme of 2018, read measure by measure and held against a table that a person made."""

from pathlib import Path

import pytest

from actions.importing.places import About
from actions.importing.reading import read_source
from actions.importing.sources import open_source
from actors.register import Register

SEED = Path(__file__).parents[4] / "shared" / "seeds" / "001_7eb0f02fcb767627.txt"
NUMBERS = (
    "1.1 1.2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11 2.12 2.13 2.14 3.1 3.2 3.3 3.4 3.5"
    " 4.1 4.2 4.3a 4.3b 4.3c 4.4 5.1 5.2 5.3 6.1 6.2 6.3 6.4 6.5 7.1 7.2 7.3 8.1 8.2 8.3"
)

# Lines; leads; units as "unit<lead"; partners; labels of the steps; label and step of each schedule item ("-": none).
FACTS = {
    "1.1": (
        (10, 24), "SM", "HKO<SM, osastot<SM",
        "HÄKE, MIGRI, CMC Finland, POHA, KRP, SUPO, RMVK, PolAMK, Pelastusopisto, Tulli,"
        " muut sisäisen turvallisuuden toimijat ja sidosryhmät",
        "- - - -", "-- -- -- -- -- -- --",
    ),
    "1.2": ((25, 28), "SM", "HKO<SM", "sisäisen turvallisuuden viranomaiset", "-", "-1 -1"),
    "2.1": ((29, 30), "SM", "HKO<SM, osastot<SM", "", "- -", "--"),
    "2.2": ((31, 37), "SM", "PO<SM, RVL<SM", "OM, Tulli, PLM, STM", "1 2 3 4", "11 22 33 44"),
    "2.3": ((38, 41), "SM", "PO<SM, RVL<SM", "POHA", "- -", "-- --"),
    "2.4": ((42, 45), "SM", "PO<SM, HKO<SM, PEO<SM, RVL<SM, MMO<SM", "Tulli", "1 2 3 4", "11 22 33 44"),
    "2.5": ((46, 50), "SM", "PO<SM, PEO<SM, RVL<SM", "Tulli", "-", "-1"),
    "2.6": ((51, 54), "SM", "PO<SM, PEO<SM, RVL<SM, MMO<SM", "Tulli", "a b", "11 -1 b2"),
    "2.7": (
        (55, 83), "SM", "PEO<SM",
        "varautumisvelvolliset toimijat sekä näiden ohjauksesta vastaavat, Turvallisuuskomitea",
        "1 2 3 4", "11 22 33 44",
    ),
    "2.8": ((84, 91), "SM", "osastot<SM", "VNK, PLM, UM, TPK, Turvallisuuskomitea", "", "--"),
    "2.9": ((92, 95), "OM", "", "Turvallisuuskomitea, eri hallinnonalat", "-", "-1"),
    "2.10": ((96, 99), "SM", "PEO<SM", "turvallisuustoimijat laajasti", "", "--"),
    "2.11": ((100, 102), "SM", "osastot<SM, virastot<SM", "", "", "-- --"),
    "2.12": (
        (103, 113), "SM", "viestintäyksikkö<SM", "sisäisen turvallisuuden toimijat laajasti", "- - - - -", "-- --",
    ),
    "2.13": ((114, 118), "SM", "PO<SM", "SUPO, turvallisuusviranomaiset", "-", "-1 -1"),
    "2.14": ((119, 128), "SM, OM", "PO<SM", "POHA, KRP, SUPO, Tulli, keskeiset muut sidosryhmät", "1 2", "11 22"),
    "3.1": ((129, 139), "OM", "RTN<OM", "SM, OKM, POHA, VKSV, RISE, THL, AVI, järjestöt", "1 2 3", "11 22 33 --"),
    "3.2": (
        (140, 150), "SM", "PO<SM", "elinkeinoelämä, TSV, POHA, STM, THL, maakunnat, kunnat, Kuntaliitto",
        "1 2 3 4", "11 22 -2 33 44",
    ),
    "3.3": ((151, 157), "STM", "", "THL, OKM, Kuntaliitto, kunnat, maakunnat", "- -", "-- -- --"),
    "3.4": ((158, 160), "SM", "HKO<SM", "", "- -", "-- -- --"),
    "3.5": (
        (161, 168), "YM, OM", "ETNO<OM", "ETNOn jäsenorganisaatiot, alueelliset ETNOt, THL, kunnat",
        "1 2 3", "11 -1 22 -2 -2 33 -3 -3",
    ),
    "4.1": (
        (169, 177), "SM", "PEO<SM",
        "Kuntaliitto, Huoltovarmuuskeskus, muut varautumisen alueellisen ja paikallisen tason toimijat,"
        " järjestöt, STM, OKM",
        "- - - -", "--",
    ),
    "4.2": ((178, 196), "SM", "PEO<SM", "SPEK", "-", "-1 -1"),
    "4.3a": ((197, 200), "OKM", "", "OPH, kunnat", "- - -", "-- --"),
    "4.3b": ((201, 203), "OKM", "", "kunnat", "1 2", "11 22"),
    "4.3c": ((204, 213), "OKM", "", "kunnat, OPH", "- -", "-- --"),
    "4.4": ((214, 217), "SM", "HKO<SM, PO<SM, RVL<SM", "turvallisuustutkimuksen verkoston toimijat", "-", "-1 -1 -1"),
    "5.1": ((218, 221), "SM, TEM", "", "BusinessFinland, keskeiset sisäisen turvallisuuden toimijat", "", "-- --"),
    "5.2": ((222, 223), "SM", "", "", "-", "-1 -1"),
    "5.3": ((224, 224), "SM", "", "", "-", "-1"),
    "6.1": ((225, 225), "sisäisen turvallisuuden ja oikeudenhoidon ministeriryhmä", "", "", "-", "-1"),
    "6.2": (
        (226, 228), "", "",
        "sisäisen turvallisuuden strategian ohjausryhmä, keskeiset viranomaiset ja muut toimijat", "", "--",
    ),
    "6.3": ((229, 232), "SM", "", "OM, Tulli", "-", "-1"),
    "6.4": ((233, 235), "OM", "", "PO", "-", "-1 -1"),
    "6.5": ((236, 238), "SM", "", "turvallisuusviranomaiset", "-", "-1"),
    "7.1": (
        (239, 244), "SM", "", "sisäisen turvallisuuden strategian ohjausryhmä, STM, RTN, Kuntaliitto", "-", "-1 -1",
    ),
    "7.2": ((245, 251), "SM", "", "STM, maakunnat, kunnat, RTN, Kuntaliitto", "-", "-1"),
    "7.3": ((252, 259), "SM", "", "viranomaiset, maakunnat, kunnat, STM, RTN", "- - -", ""),
    "8.1": ((260, 260), "SM", "", "", "-", "-1"),
    "8.2": ((261, 261), "", "", "", "-", "-1"),
    "8.3": (
        (262, 263), "", "",
        "viranomaiset, sisäisen turvallisuuden verkostoyhteistyöhön osallistuvat toimijat", "-", "-1",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def read():
    if not SEED.exists():
        pytest.skip("the published programme is not here")
    about = About("sts-2018", {"fi": "Ohjelma"})
    return read_source(open_source(SEED.name, SEED.read_bytes()), Register.shipped(), about)


@pytest.fixture(scope="module")
def lines():
    return ["", *SEED.read_text(encoding="utf-8").split("\n")]


def code(measure):
    return measure["number"] + (measure["part"] or "")


@pytest.fixture
def measures(read):
    return {code(measure): measure for measure in read.document["measures"]}


def findings(read, name):
    return [(finding.facts.get("measure"), finding.lines) for finding in read.findings if finding.code == name]


def one_line(text):
    return " ".join(text.split())


def test_all_measures_are_there_in_the_order_of_their_numbers(read):
    assert [code(measure) for measure in read.document["measures"]] == NUMBERS.split()


def test_nothing_is_left_over_or_doubled(read):
    assert [finding for finding in read.findings if finding.level == "error"] == []


def test_the_areas_are_one_to_eight_without_names(read):
    assert read.document["areas"] == [{"number": str(n), "name": {}} for n in range(1, 9)]
    assert {(m["number"].split(".")[0], m["area"]) for m in read.document["measures"]} == {(n, n) for n in "12345678"}


@pytest.mark.parametrize("number", FACTS)
def test_a_measure_has_its_lines(measures, number):
    assert measures[number]["source"] == {"document": SEED.name, "lines": list(FACTS[number][0])}


@pytest.mark.parametrize("number", FACTS)
def test_a_measure_has_its_bodies_in_their_roles(measures, number):
    _, leads, units, partners, _, _ = FACTS[number]
    mentions = measures[number]["responsibilities"]
    assert ", ".join(m["body"] for m in mentions if m["role"] == "lead") == leads
    assert ", ".join(f"{m['body']}<{m['under']}" for m in mentions if m["role"] == "unit") == units
    assert ", ".join(m["body"] for m in mentions if m["role"] == "partner") == partners


@pytest.mark.parametrize("number", FACTS)
def test_a_measure_has_its_steps_with_their_labels(measures, number):
    assert " ".join(step["label"] or "-" for step in measures[number]["steps"]) == FACTS[number][4]


@pytest.mark.parametrize("number", FACTS)
def test_a_measure_has_its_schedule_tied_by_label_or_single_step(measures, number):
    items = measures[number]["schedule"]
    assert " ".join(f"{item['label'] or '-'}{item['step'] or '-'}" for item in items) == FACTS[number][5]


def test_links_are_those_that_the_text_states(measures):
    links = {
        number: [link["measure"] or f"area {link['area']}" for link in m["links"]] for number, m in measures.items()
    }
    assert {number: targets for number, targets in links.items() if targets} == {
        "1.1": ["area 8"],
        "2.1": ["area 1"],
        "3.5": ["area 8", "area 7"],
        "6.4": ["3.1"],
        "7.3": ["7.1"],
    }


def test_names_stay_as_printed_beside_the_body_they_mean(measures):
    printed = {(m["body"], m["as_printed"]) for measure in measures.values() for m in measure["responsibilities"]}
    assert {
        ("POHA", "POHA"),
        ("POHA", "Poliisihallitus"),
        ("RTN", "OM/RTN"),
        ("PO", "SM/PO"),
        ("THL", "THL (kouluterveyskyselyn toteutus)"),
        ("SPEK", "SPEK (koordinaatio ja koulutus)"),
    } <= printed
    qualified = {(number, m["body"], m["qualifier"]) for number, measure in measures.items()
                 for m in measure["responsibilities"] if m["qualifier"]}  # fmt: skip
    assert qualified == {("3.3", "THL", "kouluterveyskyselyn toteutus"), ("4.2", "SPEK", "koordinaatio ja koulutus")}


def test_no_body_is_new(read):
    assert findings(read, "new_body") == []


def test_every_text_is_printed_in_the_lines_it_points_to(read, lines):
    for measure, place in zip(read.document["measures"], read.places, strict=True):
        for kind in ("steps", "schedule", "responsibilities"):
            for fact, (first, last) in zip(measure[kind], getattr(place, kind), strict=True):
                text = fact["as_printed"] if kind == "responsibilities" else fact["text"]["fi"]
                printed = " ".join(one_line(line) for line in lines[first : last + 1])
                assert all(word in printed for word in text.split()), (code(measure), kind, fact)


def test_the_measure_text_stands_at_the_head_of_every_line_of_its_measure(read, lines):
    lettered = {"4.3a": "a. ", "4.3b": "b. ", "4.3c": "c. "}
    for measure in read.document["measures"]:
        first, last = measure["source"]["lines"]
        head = f"{measure['number']}. {lettered.get(code(measure), '')}{measure['text']['fi']}"
        own = [one_line(line) for line in lines[first : last + 1] if line.startswith(measure["number"])]
        if measure["number"] == "2.6":
            assert measure["text"]["fi"].startswith("a) ")
            assert " b) " in measure["text"]["fi"]
        else:
            assert own, code(measure)
            assert all(line.startswith(head) for line in own), code(measure)


def test_a_cell_broken_over_lines_points_to_its_own_lines(read):
    places = {code(measure): place for measure, place in zip(read.document["measures"], read.places, strict=True)}
    assert places["2.7"].steps == ((55, 60), (64, 66), (72, 74), (82, 82))
    assert places["2.7"].schedule == ((61, 63), (67, 71), (75, 81), (82, 82))
    assert places["4.2"].responsibilities == ((189, 189), (190, 190), (192, 192))
    assert places["4.3c"].steps == ((204, 206), (208, 210))
    assert places["2.14"].steps == ((119, 119), (120, 122))


def test_misprints_of_labels_do_not_stay_in_the_text(measures):
    assert measures["2.14"]["schedule"][0]["text"]["fi"][0] == "T"
    assert measures["3.2"]["schedule"][1]["text"]["fi"][0] == "K"


def test_a_bulleted_list_belongs_to_the_step_above_it(measures):
    assert [step["text"]["fi"].count("·") for step in measures["2.12"]["steps"]] == [0, 0, 0, 6, 0]


def test_what_was_decided_is_named_by_line(read):
    assert findings(read, "no_lead") == [("6.2", (226, 228)), ("8.2", (261, 261)), ("8.3", (262, 263))]
    assert findings(read, "no_schedule") == [("7.3", (252, 259))]
    assert findings(read, "body_cell_shared") == [("8.3", (262, 262))]
    assert findings(read, "paragraph_joined") == [
        ("2.2", (34, 34)),
        ("2.6", (52, 52)),
        ("2.6", (53, 53)),
        ("3.2", (143, 143)),
    ]
    assert findings(read, "label_by_order") == [("2.6", (51, 51))]
    assert findings(read, "schedule_of_other_step") == [("3.1", (132, 132))]
    assert [lines for _, lines in findings(read, "schedule_under_label")] == [
        *[(52, 52), (143, 143)],
        *[(n, n) for n in (162, 164, 165, 167, 168)],
    ]
    assert [lines for _, lines in findings(read, "measure_end_guessed")] == [(n, n) for n in (224, 225, 260, 261)]


def test_what_stands_above_the_table_is_remarked(read):
    assert [place for place, _ in read.remarks] == [f"rivi {n}" for n in (1, 3, 5, 7, 9)]
