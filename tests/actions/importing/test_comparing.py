from actions.importing.comparing import compare, tally
from tests.actions.importing.programmes import document, leans_on, measure


def told(before, after, **options):
    changes = compare(before and document(*before), document(*after), **options)
    return [(c.verb, c.subject, c.measure, c.key) for c in changes if c.verb != "unchanged"]


def test_a_first_document_is_all_new():
    changes = compare(None, document(measure(steps=["a"], links=[leans_on(area="1")])))
    assert {change.verb for change in changes} == {"new"}
    assert list(tally(changes)) == ["programme", "area", "body", "measure", "step", "responsibility", "link"]


def test_the_same_document_has_no_changes():
    one = measure(steps=["a", "b"], schedule=[("x", "2018")], links=[leans_on(area="1")])
    assert told([one], [one], known={("body", "SM")}) == []


def test_lines_that_moved_change_nothing():
    source = {"document": "a.csv", "lines": [2, 3]}
    assert told([measure(source=source)], [measure(source=source | {"lines": [3, 4]})], known={("body", "SM")}) == []


def test_a_step_is_known_by_its_words_wherever_it_stands():
    changes = told([measure(steps=["a", "b"])], [measure(steps=["new", "a", "b"])], known={("body", "SM")})
    assert changes == [("new", "step", "1.1", "1"), ("changed", "step", "1.1", "2"), ("changed", "step", "1.1", "3")]


def test_the_first_of_three_steps_is_the_one_that_is_removed():
    before, after = measure(steps=["a", "b", "c"]), measure(steps=["b", "c"])
    removed = [c for c in compare(document(before), document(after)) if c.verb == "removed"]
    assert [c.before["text"]["fi"] for c in removed] == ["a"]


def test_steps_of_the_same_words_keep_their_own_places():
    same = measure(steps=["jatkuvaa", "jatkuvaa"])
    assert told([same], [same], known={("body", "SM")}) == []


def test_a_step_with_new_words_at_the_same_place_is_changed():
    changes = compare(document(measure(steps=["a"])), document(measure(steps=["b"])))
    step = next(change for change in changes if change.subject == "step")
    assert (step.verb, step.fields()) == ("changed", [("text", {"fi": "a"}, {"fi": "b"})])


def test_a_translation_does_not_make_another_step():
    before, after = measure(steps=["a"]), measure(steps=["x", "a"])
    after["steps"][1]["text"]["sv"] = "å"
    changes = compare(document(before), document(after))
    steps = [(c.verb, c.before and c.before["n"], c.after["n"]) for c in changes if c.subject == "step"]
    assert steps == [("new", None, 1), ("changed", 1, 2)]


def test_one_role_held_twice_is_two_facts():
    one = measure(roles=[("lead", "SM"), ("lead", "SM")])
    one["responsibilities"][0]["until"], one["responsibilities"][1]["from"] = "2018-12-31", "2019-01-01"
    changes = compare(document(one), document(measure()))
    assert [c.verb for c in changes if c.subject == "responsibility"] == ["changed", "removed"]


def test_bodies_that_are_known_are_not_new():
    before = [measure()]
    after = [measure(roles=[("lead", "SM"), ("partner", "OM")])]
    assert ("new", "body", "", "OM") in told(before, after, known={("body", "SM")})
    assert ("new", "body", "", "SM") not in told(before, after, known={("body", "SM")})


def test_counts_add_up_to_all_facts():
    changes = compare(document(measure("1.1"), measure("1.2")), document(measure("1.1"), measure("1.3")))
    assert tally(changes)["measure"] == {"new": 1, "changed": 0, "removed": 1, "unchanged": 1}
    assert sum(sum(verbs.values()) for verbs in tally(changes).values()) == len(changes)
