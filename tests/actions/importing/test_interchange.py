import json
from copy import deepcopy
from pathlib import Path

import pytest
from django.utils.translation import override

from actions.importing.interchange import read_document, validator
from actions.importing.normal import normal
from actions.importing.rows import UnreadableSource
from actions.importing.saying import sentence
from tests.actions.importing.programmes import body, document, item, leans_on, measure, role

FIXTURE = Path(__file__).parents[3] / "fixtures" / "sts-2018.json"
NUL, HALF = "\0", "\ud800"


def faults(source):
    """The sentences in English about a document, and their codes."""
    _, findings = read_document("a.json", json.dumps(source))
    with override("en"):
        told = [sentence(finding) for finding in findings]
    assert all(text.startswith("a.json") for text in told)
    return [finding.code for finding in findings], told


def spoilt(path, value):
    """A document with another value at the path; a value of None takes the key away."""
    source = document(measure("2.4", steps=["a"], schedule=[("x", "2018")], links=[leans_on(area="2")]))
    place = source
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return source


def test_a_whole_document_has_no_faults():
    assert faults(document(measure(steps=["a"], schedule=[("x", "2018")], links=[leans_on(area="1")])))[0] == []


def test_the_schema_is_a_schema_and_the_fixture_follows_it():
    validator().check_schema(validator().schema)
    assert list(validator().iter_errors(json.loads(FIXTURE.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("path", "value", "code", "words"),
    [
        (["measures", 0, "text"], None, "json_lacks", "a.json, measures[0] (2.4): text is missing"),
        (["measures", 0, "colour"], "red", "json_has_more", "measures[0] (2.4): the format has no colour"),
        (["measures", 0, "steps", 0, "n"], "1", "json_wrong_type", "measures[0].steps[0].n (2.4): “1” is not of"),
        (["measures", 0, "steps", 0, "n"], 10_000, "json_not_as_schema", "10000 is greater than the maximum"),
        (["measures", 0, "number"], "2/4", "json_wrong_form", "“2/4” has the wrong form: write it as in 4.3"),
        (["measures", 0, "title"], {"fi": "x" * 251}, "json_too_long", "has more than 250 characters"),
        (["measures", 0, "title"], {"de": "x"}, "json_has_more", "the format has no de"),
        (
            ["measures", 0, "responsibilities", 0, "role"],
            "owner",
            "json_not_one_of",
            "“owner” is not one of lead, unit",
        ),
        (["measures", 0, "links", 0, "area"], None, "json_lacks", "links[0] (2.4): area is missing"),
        (["bodies", 0, "key"], "", "json_no_text", "the text is empty"),
        (["bodies", 0, "since"], "1.3.2018", "json_wrong_form", "write it as in 2018-12-31"),
        (["measures"], {}, "json_wrong_type", "is not of the JSON type array"),
    ],
)
def test_what_is_not_as_the_schema_says_is_told_by_its_place(path, value, code, words):
    codes, told = faults(spoilt(path, value))
    assert codes == [code]
    assert words in told[0]


def test_broken_json_is_told_by_line_and_column():
    with pytest.raises(UnreadableSource) as refusal, override("en"):
        read_document("a.json", '{"format": "etenee-programme/1",\n "programme": }')
    with override("en"):
        assert "line 2, column 15" in sentence(refusal.value.finding)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": ' + "9" * 5_000 + "}", '{"a": NaN'])
def test_what_python_can_not_read_is_refused_as_well(text):
    with pytest.raises(UnreadableSource):
        read_document("a.json", text)


@pytest.mark.parametrize("character", [NUL, HALF])
def test_a_character_that_no_database_keeps_is_refused(character):
    source = document(measure(steps=[f"a{character}b"]))
    codes, told = faults(source)
    assert codes == ["json_bad_character"]
    assert "measures[0].steps[0].text.fi" in told[0]


def test_the_shapes_of_other_programs_are_told_and_do_not_break():
    for source in ([], 1, "text", None, {"format": 1, "measures": [1, None, {"number": 3}]}):
        assert read_document("a.json", json.dumps(source))[1]


def with_body(**facts):
    source = document(measure())
    source["bodies"] = [body("SM", **facts)]
    return source


def two(first, second):
    source = document(measure())
    source["bodies"] += [body("A", **first), body("B", **second)]
    return source


def held(*roles):
    one = measure(roles=[])
    one["responsibilities"] = list(roles)
    return document(one)


def scheduled(**facts):
    one = measure()
    one["schedule"] = [item(1, "x", "2018") | facts]
    return document(one)


@pytest.mark.parametrize(
    ("source", "code", "words"),
    [
        (document(measure("2.4"), measure("2.4")), "duplicate_measure", "measure 2.4 more than once"),
        (document(measure("4.3a"), measure("4.3", part=None, number="4.3a")), "duplicate_measure", "measure 4.3a"),
        (document(measure(area="1"), areas=[]), "unknown_reference", "area “1” is not in the document"),
        (document(measure(), bodies=[]), "unknown_reference", "measure 1.1: body “SM” is not"),
        (document(measure(links=[leans_on("9.9")])), "unknown_reference", "measure “9.9” is not"),
        (document(measure(phenomena=["kyber"])), "unknown_reference", "phenomenon “kyber” is not"),
        (held(role("lead", "SM", under="XX")) | {"bodies": [body("SM")]}, "unknown_reference", "body “XX”"),
        (held(role("lead", "SM", step=3)), "unknown_reference", "step “3” is not"),
        (scheduled(step=2), "unknown_reference", "step “2” is not"),
        (with_body(parent="XX"), "unknown_reference", "body “XX” is not"),
        (two({"parent": "B"}, {"parent": "A"}), "json_ring", "the body “A” stands above itself"),
        (with_body(parent="SM"), "json_ring", "the body “SM” stands above itself"),
        (two({"aliases": ["Poliisi"]}, {"aliases": ["poliisi"]}), "json_twice", "alias “poliisi” stands there"),
        (with_body(since="2018-02-30"), "impossible_day", "“2018-02-30” is no day"),
        (with_body(since="2018-02-02", until="2018-02-01"), "json_backwards", "2018-02-01 comes before 2018-02-02"),
        (held(role("lead", "SM", until="2018-13-01")), "impossible_day", "measure 1.1: “2018-13-01” is no day"),
        (held(role("lead", "SM"), role("lead", "SM")), "json_twice", "responsibility “lead SM” stands there"),
        (document(measure(links=[leans_on(area="1")] * 2)), "json_twice", "link “leans_on area 1” stands"),
        (scheduled(latest="2018-12-30"), "bounds_do_not_fit", "measure 1.1, schedule 1"),
        (scheduled(edtf="2018-13"), "bounds_do_not_fit", "2018-13"),
        (scheduled(edtf=None), "bounds_do_not_fit", "schedule 1"),
        (scheduled(parts=[{"text": "x", "kind": "by", "edtf": "soon"}]), "bounds_do_not_fit", "schedule 1"),
        (document(measure(), phenomena=[{"slug": "a", "name": {}}] * 2), "json_twice", "phenomenon “a” stands"),
    ],
)
def test_what_contradicts_itself_is_told(source, code, words):
    codes, told = faults(source)
    assert set(codes) == {code}
    assert words in told[0]


def test_two_steps_at_one_place_are_told():
    one = measure(steps=["a", "b"])
    one["steps"][1]["n"] = 1
    assert faults(document(one))[0] == ["json_twice"]


def test_one_role_may_be_held_twice_at_different_times():
    early, late = role("lead", "SM", until="2018-12-31"), role("lead", "SM", **{"from": "2019-01-01"})
    assert faults(held(early, late))[0] == []
    assert faults(held(early, late | {"from": "2018-12-31"}))[0] == ["json_twice"]


def test_at_most_twenty_faults_are_told():
    assert (
        len(
            faults(
                document(
                    *[measure("1.1") for _ in range(2)], *[measure(f"2.{n}", area="9") for n in range(40)], areas=[]
                )
            )[0]
        )
        == 20
    )


def test_the_normal_form_is_what_columns_keep():
    source = document(measure(title={"fi": "  Kaksi \n sanaa\u00ad "}, text={"fi": "a\r\nb\x0b", "sv": " "}, part=""))
    [found] = normal(source)["measures"]
    assert (found["title"], found["text"], found["part"]) == ({"fi": "Kaksi sanaa"}, {"fi": "a\nb"}, None)


def test_the_normal_form_of_a_normal_form_is_the_same():
    source = json.loads(FIXTURE.read_text(encoding="utf-8"))
    once = normal(source)
    assert normal(deepcopy(once)) == once


def test_what_may_be_left_out_is_filled_in():
    source = document(measure())
    source["measures"][0]["responsibilities"] = [{"body": "SM", "role": "lead"}]
    del source["programme"]["measure_word"]
    del source["bodies"][0]["abbreviation"]
    source["bodies"][0]["name"] = {"en": "Ministry"}
    found = normal(source)
    assert found["measures"][0]["responsibilities"] == [role("lead", "SM", as_printed=None)]
    assert found["programme"]["measure_word"] == {"fi": "toimenpide", "sv": "åtgärd", "en": "measure"}
    assert (found["bodies"][0]["abbreviation"], found["bodies"][0]["name"]["fi"]) == ("SM", "Ministry")
