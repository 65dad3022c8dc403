"""The fixture programme and the demo's made-up updates hold together, file by file."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from actions.importing.places import About
from actions.importing.reading import read_source
from actions.importing.sources import open_source
from actions.models import ResponsibilityRole, ScheduleKind
from actions.schedule_reader.edtf import bounds
from actions.schedule_reader.reading import read
from actions.status import END_STAGES, Confidence, Stage
from actors.languages import CODES
from actors.models import BodyKind, Role
from actors.register import Register
from updates.models import Cause, Fate, UpdateState, Way

HOUSE = Path(__file__).resolve().parent.parent
FIXTURES = HOUSE / "fixtures"
PUBLISHED = HOUSE.parent / "shared" / "seeds" / "001_7eb0f02fcb767627.txt"
PROGRAMME = json.loads((FIXTURES / "sts-2018.json").read_text(encoding="utf-8"))
DEMO = json.loads((FIXTURES / "demo.json").read_text(encoding="utf-8"))
MEASURES = {measure["number"] + (measure["part"] or ""): measure for measure in PROGRAMME["measures"]}
PER_AREA = {"1": 2, "2": 14, "3": 5, "4": 6, "5": 3, "6": 5, "7": 3, "8": 3}


each_measure = pytest.mark.parametrize("code", MEASURES)


def told(row):
    return {code: text for code, text in row.items() if text}


def answered(update):
    return update["measure"] + (update["part"] or "")


def leads(code):
    return [row["body"] for row in MEASURES[code]["responsibilities"] if row["role"] == "lead"]


def test_there_are_39_numbers_and_4_3_stands_in_three_parts():
    assert len(MEASURES) == len(PROGRAMME["measures"]) == 41
    assert len({measure["number"] for measure in PROGRAMME["measures"]}) == 39
    assert [code for code in MEASURES if not code[-1].isdigit()] == ["4.3a", "4.3b", "4.3c"]


def test_measures_stand_in_the_order_of_their_numbers():
    order = [(*map(int, measure["number"].split(".")), measure["part"] or "") for measure in PROGRAMME["measures"]]
    assert order == sorted(order)


def test_each_area_has_its_measures():
    assert Counter(measure["area"] for measure in PROGRAMME["measures"]) == PER_AREA
    assert [area["number"] for area in PROGRAMME["areas"]] == list(PER_AREA)
    assert all(measure["number"].split(".")[0] == measure["area"] for measure in PROGRAMME["measures"])


def test_the_programme_its_areas_and_phenomena_are_named_in_three_languages():
    texts = [PROGRAMME["programme"][field] for field in ("name", "summary", "measure_word")]
    texts += [row["name"] for row in (*PROGRAMME["areas"], *PROGRAMME["phenomena"])]
    assert all(tuple(told(text)) == CODES for text in texts)


@each_measure
def test_every_text_of_a_measure_is_there_in_three_languages(code):
    measure = MEASURES[code]
    rows = [measure["title"], measure["text"], *(row["text"] for row in measure["steps"] + measure["schedule"])]
    assert all(tuple(told(row)) == CODES for row in rows)


@each_measure
def test_a_short_title_is_short(code):
    assert all(len(title) <= 60 for title in MEASURES[code]["title"].values())


def test_the_bodies_are_those_of_the_register_word_for_word():
    register = Register.shipped()
    for body in PROGRAMME["bodies"]:
        entry = register.get(body["key"])
        assert entry is not None, body["key"]
        assert (body["abbreviation"], body["name"]) == (entry.abbreviation, entry.name)
        assert (body["kind"], body["parent"]) == (entry.kind, entry.parent)
        assert sorted(body["aliases"]) == sorted(entry.aliases)


def test_every_body_is_named_in_three_languages_and_its_kind_is_known():
    assert all(tuple(told(body["name"])) == CODES for body in PROGRAMME["bodies"])
    assert {body["kind"] for body in PROGRAMME["bodies"]} <= set(BodyKind.values)


def test_the_bodies_are_the_used_ones_and_those_above_them():
    keys = [body["key"] for body in PROGRAMME["bodies"]]
    used = {row["body"] for measure in PROGRAMME["measures"] for row in measure["responsibilities"]}
    above = {body["parent"] for body in PROGRAMME["bodies"] if body["parent"]}
    assert len(keys) == len(set(keys))
    assert set(keys) == used | above


def test_kinds_and_parents_in_the_register_are_known():
    with (FIXTURES / "bodies.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = {row["key"] for row in rows}
    assert {row["kind"] for row in rows} <= set(BodyKind.values)
    assert {row["parent"] for row in rows if row["parent"]} <= keys


def test_ministries_are_lower_case_in_finnish_and_swedish_and_capital_in_english():
    ministries = [body["name"] for body in PROGRAMME["bodies"] if body["kind"] == "ministry"]
    assert all(name["fi"][0].islower() and name["sv"][0].islower() for name in ministries)
    assert all(name["en"][0].isupper() for name in ministries)


def test_three_measures_have_no_lead_and_three_have_two():
    assert [code for code in MEASURES if not leads(code)] == ["6.2", "8.2", "8.3"]
    joint = {code: leads(code) for code in MEASURES if len(leads(code)) > 1}
    assert joint == {"2.14": ["SM", "OM"], "3.5": ["YM", "OM"], "5.1": ["SM", "TEM"]}


@each_measure
def test_roles_are_known_and_a_unit_stands_under_a_lead_of_its_measure(code):
    rows = MEASURES[code]["responsibilities"]
    assert {row["role"] for row in rows} <= set(ResponsibilityRole.values)
    assert all((row["under"] in leads(code)) == (row["role"] == "unit") for row in rows)
    assert len({(row["body"], row["role"]) for row in rows}) == len(rows)


def test_remarks_on_bodies_are_kept():
    remarks = {
        (code, row["body"]): row["qualifier"]
        for code, measure in MEASURES.items()
        for row in measure["responsibilities"]
        if row["qualifier"]
    }
    assert remarks == {("3.3", "THL"): "kouluterveyskyselyn toteutus", ("4.2", "SPEK"): "koordinaatio ja koulutus"}


@each_measure
def test_the_days_of_a_schedule_item_are_those_of_its_edtf(code):
    for item in MEASURES[code]["schedule"]:
        ends = bounds(item["edtf"]) if item["edtf"] else (None, None)
        assert (item["earliest"], item["latest"]) == tuple(day and day.isoformat() for day in ends), item["text"]
        assert item["kind"] in ScheduleKind.values


@each_measure
def test_a_schedule_item_is_read_the_same_in_three_languages(code):
    for item in MEASURES[code]["schedule"]:
        for language, text in item["text"].items():
            reading = read(text)
            assert (reading.kind, reading.edtf) == (item["kind"], item["edtf"]), (language, text)


@each_measure
def test_steps_and_schedule_items_are_counted_from_one_and_tied_to_steps_that_exist(code):
    measure = MEASURES[code]
    for rows in (measure["steps"], measure["schedule"]):
        assert [row["n"] for row in rows] == list(range(1, len(rows) + 1))
    labels = {step["n"]: step["label"] for step in measure["steps"]}
    assert {item["step"] for item in measure["schedule"]} <= {None, *labels}
    same = [item for item in measure["schedule"] if item["label"] and item["label"] in labels.values()]
    assert all(labels[item["step"]] == item["label"] for item in same)


def test_only_7_3_has_no_schedule():
    assert [code for code in MEASURES if not MEASURES[code]["schedule"]] == ["7.3"]


def test_the_links_that_the_document_states_are_there():
    stated = {
        (code, link["measure"] or "area " + link["area"])
        for code, measure in MEASURES.items()
        for link in measure["links"]
        if link["basis"] == "stated"
    }
    assert stated == {
        ("1.1", "area 8"),
        ("2.1", "area 1"),
        ("3.5", "area 7"),
        ("3.5", "area 8"),
        ("6.4", "3.1"),
        ("7.3", "7.1"),
    }


def test_suggested_links_go_to_measures_that_exist():
    links = [(code, link["measure"]) for code in MEASURES for link in MEASURES[code]["links"]]
    assert all(target in MEASURES and target != code for code, target in links if target)


@pytest.fixture(scope="module")
def published():
    """The measures of the published document, as the importer reads them, by their code."""
    if not PUBLISHED.exists():
        pytest.skip("the published document is not beside this repository (../shared/seeds)")
    source = open_source(PUBLISHED.name, PUBLISHED.read_bytes())
    document = read_source(source, Register.shipped(), About(slug="sts-2018", document=PUBLISHED.name)).document
    return {measure["number"] + (measure["part"] or ""): measure for measure in document["measures"]}


def facts(measure):
    """What carries over from the document: roles as printed, labels, days, stated links and source lines."""
    return {
        "area": measure["area"],
        "responsibilities": measure["responsibilities"],
        "steps": [step["label"] for step in measure["steps"]],
        "schedule": [(item["label"], item["earliest"], item["latest"]) for item in measure["schedule"]],
        "links": {str(link) for link in measure["links"] if link["basis"] == "stated"},
        "source": measure["source"],
    }


def test_the_measures_are_those_of_the_published_document(published):
    assert list(MEASURES) == list(published)


@each_measure
def test_the_facts_of_a_measure_are_those_of_the_published_document(code, published):
    assert facts(MEASURES[code]) == facts(published[code])


def test_every_phenomenon_is_used_and_every_used_one_is_named():
    used = {slug for measure in PROGRAMME["measures"] for slug in measure.get("phenomena", [])}
    assert used == {phenomenon["slug"] for phenomenon in PROGRAMME["phenomena"]}


def test_the_demo_says_that_it_is_invented():
    assert DEMO["invented"] is True
    assert tuple(told(DEMO["note"])) == CODES


def test_rounds_open_before_they_are_due_and_close():
    for row in DEMO["rounds"]:
        assert row["programme"] == PROGRAMME["programme"]["slug"]
        assert tuple(told(row["name"])) == CODES
        assert tuple(told(row["guidance"])) == CODES
        assert row["opens"] <= row["partners_due"] <= row["due"] <= (row["closes"] or "9999")
        assert row["period"][0] < row["period"][1] <= row["due"]


def test_people_are_named_by_their_role_and_sit_in_bodies_that_exist():
    keys = {body["key"] for body in PROGRAMME["bodies"]}
    for person in DEMO["people"]:
        assert tuple(told(person["name"])) == CODES
        assert person["email"].endswith("@example.org")
        assert {seat["body"] for seat in person["seats"]} <= keys
        assert {seat["role"] for seat in person["seats"]} <= set(Role.values)
    assert {seat["role"] for person in DEMO["people"] for seat in person["seats"]} == set(Role.values)


def test_who_answers_has_that_role_in_the_measure_and_a_coordinator():
    coordinators = {
        seat["body"] for person in DEMO["people"] for seat in person["seats"] if seat["role"] == "coordinator"
    }
    for update in DEMO["updates"]:
        roles = [(row["body"], row["role"]) for row in MEASURES[answered(update)]["responsibilities"]]
        assert (update["body"], update["role"]) in roles
        assert update["body"] in coordinators


def test_a_body_answers_once_and_the_leads_together_once_in_a_round():
    bodies = [(update["round"], answered(update), update["body"]) for update in DEMO["updates"]]
    together = [row[:2] for row, update in zip(bodies, DEMO["updates"], strict=True) if update["role"] == "lead"]
    assert len(set(bodies)) == len(bodies)
    assert len(set(together)) == len(together)


def test_the_days_of_an_update_fit_its_state_and_its_round():
    rounds = {row["slug"]: row for row in DEMO["rounds"]}
    for update in DEMO["updates"]:
        written, published = update["written_on"], update["published_on"]
        assert (published is None) == (update["state"] != UpdateState.PUBLISHED)
        last = min(DEMO["day"], rounds[update["round"]]["closes"] or DEMO["day"])
        days = [rounds[update["round"]]["opens"], *filter(None, (written, published)), last]
        assert days == sorted(days), (update["round"], answered(update))


def test_stages_confidences_and_causes_are_known_and_all_appear():
    leading = [update for update in DEMO["updates"] if update["role"] == "lead"]
    assert {update["stage"] for update in leading} == set(Stage.values)
    assert {update["confidence"] for update in leading} == {*Confidence.values, None}
    assert {update["cause"] for update in DEMO["updates"]} == {*Cause.values, None}
    assert {update["state"] for update in DEMO["updates"]} == {*UpdateState.values, "ready"}


def test_only_the_lead_tells_stage_and_confidence():
    parts = [update for update in DEMO["updates"] if update["role"] == "partner"]
    assert parts
    assert {(update["stage"], update["confidence"]) for update in parts} == {(None, None)}


def test_who_is_not_on_plan_says_why_and_who_is_blocked_says_the_cause():
    for update in DEMO["updates"]:
        if update["role"] == "lead":
            assert (update["stage"] in END_STAGES) == (update["confidence"] is None)
        if update["confidence"] not in {"on_plan", None}:
            assert update["reason"]
            assert update["cause"] or update["confidence"] != "blocked"
        assert bool(update["obstacles"]) == bool(update["cause"])


def test_what_the_public_may_read_is_there_in_three_languages():
    shown = [update for update in DEMO["updates"] if update["state"] != UpdateState.DRAFT]
    assert all(tuple(told(update["public"])) == CODES for update in shown)


def test_outcomes_name_schedule_items_and_were_reached_before_they_were_told():
    for update in DEMO["updates"]:
        items = {item["n"]: item for item in MEASURES[answered(update)]["schedule"]}
        for outcome in update["outcomes"]:
            assert outcome["schedule"] in items
            assert date.fromisoformat(outcome["done_on"]) <= date.fromisoformat(update["written_on"])


def test_every_promise_has_a_day_after_it_was_made_and_a_body():
    keys = {body["key"] for body in PROGRAMME["bodies"]}
    for update in DEMO["updates"]:
        for step in update["steps"]:
            assert update["written_on"] < step["day"]
            assert step["body"] in keys


def test_who_says_something_of_promises_says_it_of_every_one_and_why_it_was_not_kept():
    promised = {
        (answered(update), update["body"]): len(update["steps"])
        for update in DEMO["updates"]
        if update["round"] == DEMO["rounds"][0]["slug"]
    }
    for update in DEMO["updates"]:
        if update["tellings"]:
            assert len(update["tellings"]) == promised[answered(update), update["body"]]
            assert all(told["because"] for told in update["tellings"] if told["fate"] != "kept")
    assert {told["fate"] for update in DEMO["updates"] for told in update["tellings"]} == set(Fate.values)


def test_whoever_approves_has_not_written_and_did_it_after_it_was_sent():
    approvers = {
        person["email"]: seat["body"]
        for person in DEMO["people"]
        for seat in person["seats"]
        if seat["role"] == "approver"
    }
    for row in DEMO["returns"]:
        assert approvers.get(row["by"], row["body"]) == row["body"]
        assert row["sent_on"] <= (row["approved_on"] or "9999") <= (row["accepted_on"] or "9999")
        assert bool(row["by"] or row["name"]) == bool(row["approved_on"])
        assert bool(row["message"]) == (row["way"] == Way.MAIL)


def test_on_the_day_of_the_demo_some_measures_are_silent_and_some_schedule_items_are_late():
    told_ever = {answered(update) for update in DEMO["updates"] if update["state"] != UpdateState.DRAFT}
    done = {(answered(u), outcome["schedule"]) for u in DEMO["updates"] for outcome in u["outcomes"]}
    newest = {answered(update): update["stage"] for update in DEMO["updates"] if update["role"] == "lead"}
    late = {
        (code, item["n"])
        for code, measure in MEASURES.items()
        for item in measure["schedule"]
        if newest.get(code) not in END_STAGES and (item["latest"] or "9999") < DEMO["day"]
    } - done
    assert len(MEASURES.keys() - told_ever) >= 5
    assert {("1.1", 4), ("2.4", 4)} <= late
