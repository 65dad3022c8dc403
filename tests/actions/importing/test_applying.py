from datetime import date

import pytest

from actions.models import Link, Measure, ProgrammeImport, Responsibility, ScheduleItem, Standing, Step
from actors.models import Alias, Body
from strategy.models import Area, Phenomenon, Programme
from tests.actions.importing.programmes import (
    DAY,
    LATER,
    NEXT,
    body,
    bring,
    bring_table,
    document,
    exported,
    item,
    leans_on,
    measure,
    role,
    told,
)
from tests.factories import make_body

pytestmark = pytest.mark.django_db


def texts(queryset, on):
    return [row.text_fi for row in queryset.in_force(on).order_by("n")]


def test_a_first_import_holds_since_ever():
    bring(document(measure(steps=["a"], schedule=["b"], links=[leans_on(area="1")])))
    rows = [model.objects.get() for model in (Measure, Step, ScheduleItem, Responsibility, Link)]
    assert {(row.since, row.until) for row in rows} == {(None, None)}


def test_what_is_new_in_a_known_programme_holds_from_the_day_on():
    bring(document(measure("1.1", steps=["a"])))
    changed = measure("1.1", steps=["a", "b"], roles=[("lead", "SM"), ("partner", "OM")], links=[leans_on("1.2")])
    bring(document(changed, measure("1.2")), NEXT)
    assert texts(Step.objects, DAY) == ["a"]
    assert texts(Step.objects, NEXT) == ["a", "b"]
    assert [m.code for m in Measure.objects.as_of(DAY)] == ["1.1"]
    assert Responsibility.objects.in_force(DAY).count() == 1
    assert Link.objects.get().since == NEXT


def test_exactly_what_differs_is_changed():
    first = document(measure("1.1", steps=["a"], schedule=["x"]), measure("1.2"), measure("2.1"))
    bring(first)
    second = document(
        measure("1.1", steps=["a", "b"], schedule=[("2019", "2019")], roles=[("lead", "OM")], links=[leans_on("1.3")]),
        measure("1.2", title={"fi": "Nimi"}),
        measure("1.3"),
    )
    assert told(bring(second, NEXT)) == [
        ("removed", "area", "2"),
        ("new", "body", "OM"),
        ("new", "step", "1.1/2"),
        ("changed", "schedule item", "1.1/1"),
        ("new", "responsibility", "1.1/lead/OM//"),
        ("removed", "responsibility", "1.1/lead/SM//"),
        ("new", "link", "1.1/leans_on 1.3"),
        ("changed", "measure", "1.2"),
        ("new", "measure", "1.3"),
        ("new", "responsibility", "1.3/lead/SM//"),
        ("removed", "measure", "2.1"),
        ("removed", "responsibility", "2.1/lead/SM//"),
    ]
    assert exported(NEXT)["measures"] == [
        {**each, "responsibilities": [{**r, "from": "2018-06-02"} if r["body"] == "OM" or c == "1.3" else r
                                      for r in each["responsibilities"]]}
        for each in second["measures"] for c in [each["number"]]
    ]  # fmt: skip


def test_yesterday_still_shows_the_state_before():
    first = measure("1.1", steps=["a", "b"], schedule=[("31.12.2018", "../2018-12-31")], links=[leans_on("2.1")])
    bring(document(first, measure("2.1")))
    before = exported(DAY)
    second = measure("1.1", steps=["a"], schedule=[("31.12.2019", "../2019-12-31")], roles=[("lead", "OM")])
    bring(document(second), NEXT)
    ended = {**role("lead", "SM"), "until": DAY.isoformat()}
    assert exported(DAY) == before | {"measures": [each | {"responsibilities": [ended]} for each in before["measures"]]}
    assert exported(NEXT) != before


def test_what_is_gone_is_ended_and_not_deleted():
    bring(document(measure("1.1", steps=["a"], schedule=["x"], links=[leans_on("1.2")]), measure("1.2")))
    bring(document(measure("1.3")), NEXT)
    for model in (Step, ScheduleItem, Link):
        assert model.objects.get().until == DAY
    assert set(Measure.objects.filter(until=DAY).values_list("code", flat=True)) == {"1.1", "1.2"}
    assert Responsibility.objects.filter(until=DAY).count() == 2


def test_a_mistake_of_the_same_day_is_undone_without_a_trace_in_time():
    right = document(measure("1.1", steps=["a"], schedule=["x"], links=[leans_on("1.2")]), measure("1.2"))
    bring(right)
    keys = {model: set(model.objects.values_list("pk", flat=True)) for model in (Measure, Step, ScheduleItem, Link)}
    before = exported(NEXT)
    bring(document(measure("9.9")), NEXT)
    bring(right, NEXT)
    assert exported(NEXT) == before
    for model, known in keys.items():
        assert set(model.objects.in_force(NEXT).values_list("pk", flat=True)) == known


def test_what_comes_back_later_leaves_the_gap():
    right = document(measure("1.1", steps=["a"]))
    bring(right)
    bring(document(measure("1.1")), NEXT)
    bring(right, LATER)
    assert texts(Step.objects, DAY) == texts(Step.objects, LATER) == ["a"]
    assert texts(Step.objects, NEXT) == []


def test_a_measure_that_comes_back_is_the_same_measure():
    bring(document(measure("1.1", title={"fi": "Nimi"}), measure("1.2")))
    known = Measure.objects.get(code="1.2")
    bring(document(measure("1.1")), NEXT)
    bring(document(measure("1.1"), measure("1.2")), LATER)
    known.refresh_from_db()
    assert known.until is None
    assert exported(LATER)["measures"][1]["responsibilities"][0]["from"] == LATER.isoformat()


def test_a_schedule_that_says_another_time_is_a_revision():
    bring(document(measure(schedule=[("31.12.2018 mennessä", "../2018-12-31")])))
    bring(document(measure(schedule=[("31.12.2019 mennessä", "../2019-12-31")])), NEXT)
    old, new = ScheduleItem.objects.order_by("pk")
    assert (old.until, new.since) == (DAY, NEXT)
    assert Standing.objects.of("public", NEXT).get().due == date(2019, 12, 31)


def test_other_words_for_the_same_time_mend_the_line_itself_and_keep_what_was_told_of_it():
    bring(document(measure(schedule=[("31.12.2018 mennesä", "../2018-12-31")])))
    ScheduleItem.objects.update(done_on=date(2018, 5, 1))
    bring(document(measure(schedule=[("31.12.2018 mennessä", "../2018-12-31")])), NEXT)
    line = ScheduleItem.objects.get()
    assert (line.text_fi, line.done_on) == ("31.12.2018 mennessä", date(2018, 5, 1))
    assert line.history.count() == 2


def test_steps_and_schedule_items_change_places_without_becoming_others():
    bring(document(measure(steps=["a", "b", "c"], schedule=[("x", "2018"), ("y", "2019"), ("z", "2020")])))
    known = {row.text_fi: row.pk for model in (Step, ScheduleItem) for row in model.objects.all()}
    moved = document(measure(steps=["c", "a", "b"], schedule=[("z", "2020"), ("y", "2019"), ("x", "2018")]))
    bring(moved, NEXT)
    assert texts(Step.objects, NEXT) == ["c", "a", "b"]
    assert texts(ScheduleItem.objects, NEXT) == ["z", "y", "x"]
    assert {row.text_fi: row.pk for model in (Step, ScheduleItem) for row in model.objects.all()} == known


def test_a_schedule_item_follows_its_step_when_steps_move():
    first = measure(steps=["a", "b"], schedule=[("x", "2018")])
    first["schedule"][0]["step"] = 2
    bring(document(first))
    second = measure(steps=["b2", "a"], schedule=[("x", "2018")])
    second["schedule"][0]["step"] = 1
    bring(document(second), NEXT)
    assert exported(NEXT)["measures"] == document(second)["measures"]


def test_an_item_of_the_same_number_points_at_the_step_that_has_that_number_now():
    first = measure(steps=["a", "b", "c"], schedule=[("x", "2018")])
    second = measure(steps=["a", "c"], schedule=[("x", "2018")])
    for each in (first, second):
        each["schedule"][0]["step"] = 2
    bring(document(first))
    bring(document(second), NEXT)
    assert ScheduleItem.objects.get().step.text_fi == "c"


def test_bodies_may_change_roles_and_places_at_once():
    bring(document(measure(roles=[("lead", "SM"), ("partner", "OM"), ("unit", "PO", "SM"), ("partner", "STM")])))
    second = document(measure(roles=[("partner", "STM"), ("lead", "OM"), ("partner", "SM"), ("unit", "PO", "OM")]))
    bring(second, NEXT)
    found = [(r["role"], r["body"], r["under"]) for r in exported(NEXT)["measures"][0]["responsibilities"]]
    assert found == [("partner", "STM", None), ("lead", "OM", None), ("partner", "SM", None), ("unit", "PO", "OM")]
    assert told(bring(second, NEXT)) == []


def test_roles_in_steps_that_change_places_keep_apart():
    first = measure(steps=["a", "b"], roles=[])
    first["responsibilities"] = [role("lead", "SM", step=1), role("lead", "SM", step=2)]
    bring(document(first))
    second = first | {
        "steps": [{"n": 1, "label": None, "text": {"fi": "b"}}, {"n": 2, "label": None, "text": {"fi": "a"}}]
    }
    bring(document(second), NEXT)
    held = {r.step.text_fi: r.until for r in Responsibility.objects.select_related("step")}
    assert held == {"a": None, "b": None}


def test_the_order_of_the_bodies_alone_is_a_change():
    bring(document(measure(roles=[("lead", "SM"), ("lead", "OM")])))
    turned = document(measure(roles=[("lead", "OM"), ("lead", "SM")]))
    assert told(bring(turned, NEXT)) == [("changed", "measure", "1.1")]
    assert [r["body"] for r in exported(NEXT)["measures"][0]["responsibilities"]] == ["OM", "SM"]
    assert told(bring(turned, NEXT)) == []


def test_a_new_first_lead_stands_first():
    bring(document(measure(roles=[("lead", "SM"), ("partner", "OM")])))
    bring(document(measure(roles=[("lead", "STM"), ("lead", "SM"), ("partner", "OM")])), NEXT)
    assert [r["body"] for r in exported(NEXT)["measures"][0]["responsibilities"]] == ["STM", "SM", "OM"]


@pytest.mark.parametrize("model", [Step, ScheduleItem])
def test_a_row_planned_for_later_gives_way_to_one_that_is_named_now(model):
    bring(document(measure(steps=["a"], schedule=["x"])))
    model.objects.create(measure=Measure.objects.get(), n=2, text_fi="planned", since=date(2019, 1, 1))
    second = document(measure(steps=["a", "b"], schedule=["x", "y"]))
    bring(second, NEXT)
    assert exported(NEXT)["measures"] == second["measures"]
    assert not model.objects.filter(text_fi="planned").exists()


def test_a_role_planned_for_later_is_left_alone_and_one_named_now_takes_its_place():
    bring(document(measure()))
    om = make_body("OM")
    Responsibility.objects.create(measure=Measure.objects.get(), body=om, role="partner", since=date(2019, 1, 1), n=2)
    assert told(bring(document(measure()), NEXT)) == []
    bring(document(measure(roles=[("lead", "SM"), ("partner", "OM")])), NEXT)
    assert Responsibility.objects.get(body=om).since == NEXT


def test_roles_of_other_days_come_in_once():
    dated = measure(roles=[])
    dated["responsibilities"] = [
        role("lead", "SM", until="2018-12-31"),
        role("lead", "OM", **{"from": "2019-01-01"}),
        role("partner", "STM", **{"from": "2017-01-01", "until": "2017-12-31"}),
    ]
    bring(document(dated))
    assert Responsibility.objects.count() == 3
    assert told(bring(document(dated), NEXT)) == []
    leads = Responsibility.objects.filter(role="lead")
    assert [r.body.key for r in leads.in_force(date(2018, 12, 31))] == ["SM"]
    assert [r.body.key for r in leads.in_force(date(2019, 1, 1))] == ["OM"]


def test_a_role_that_began_and_ends_on_one_day_never_was():
    bring(document(measure()))
    bring(document(measure(roles=[("lead", "SM"), ("partner", "OM")])), NEXT)
    bring(document(measure()), NEXT)
    assert not Responsibility.objects.filter(body__key="OM").exists()
    assert Responsibility.history.filter(history_type="-").count() == 1


def test_an_area_goes_when_nothing_ever_stood_in_it_and_stays_hidden_when_something_did():
    empty = {"number": "7", "name": {"fi": "Tyhjä"}}
    first = document(measure("1.1"), measure("2.1"))
    first["areas"].append(empty)
    bring(first)
    bring(document(measure("1.1")), NEXT)
    assert [area["number"] for area in exported(NEXT)["areas"]] == ["1"]
    assert [area["number"] for area in exported(DAY)["areas"]] == ["1", "2"]
    assert set(Area.objects.values_list("number", flat=True)) == {"1", "2"}


def test_a_document_that_lists_an_emptied_area_is_settled_after_one_import():
    bring(document(measure("1.1"), measure("2.1")))
    second = document(measure("1.1"))
    second["areas"].append({"number": "2", "name": {"fi": "Kokonaisuus 2"}})
    bring(second, NEXT)
    assert told(bring(second, NEXT)) == []


def test_phenomena_follow_the_document():
    tagged = document(measure("1.1", phenomena=["kyber", "nuoret"]))
    tagged["phenomena"] = [{"slug": slug, "name": {"fi": slug}} for slug in ("kyber", "nuoret")]
    bring(tagged)
    bring(tagged | {"measures": [measure("1.1", phenomena=["nuoret"])]}, NEXT)
    assert [p.slug for p in Measure.objects.get().phenomena.all()] == ["nuoret"]
    assert Phenomenon.objects.count() == 2


def test_a_json_import_says_the_whole_truth():
    bring(document(measure(title={"fi": "Nimi", "sv": "Namn"}, steps=["a"])))
    bring(document(measure(title={"fi": "Nimi"}, steps=["a"])), NEXT)
    assert Measure.objects.get().title_sv == ""


def test_known_bodies_stay_as_the_administrator_has_them():
    make_body("SM", name_fi="sisäministeriö")
    prepared = bring(document(measure()))
    assert Body.objects.get(key="SM").name_fi == "sisäministeriö"
    assert [finding.code for finding in prepared.findings] == ["body_known_otherwise"]


def test_new_bodies_get_addresses_and_aliases_of_their_own():
    make_body("HÄKE", aliases=["hätäkeskus"])
    source = document(measure(roles=[("lead", "HAKE"), ("partner", "häke"), ("partner", "官")]))
    source["bodies"] = [
        body(key, aliases=[f"{key} ry", "Hätäkeskus"] if key == "HAKE" else []) for key in ("HAKE", "häke", "官")
    ]
    bring(source)
    assert len(set(Body.objects.values_list("slug", flat=True))) == 4
    assert set(Alias.objects.values_list("name", "body__key")) == {("hätäkeskus", "HÄKE"), ("HAKE ry", "HAKE")}
    assert Body.objects.get(search_text__contains="hake ry").key == "HAKE"


def test_bodies_are_found_by_parents_that_come_later_in_the_document():
    source = document(measure(roles=[("lead", "A")]))
    source["bodies"] = [body("A", parent="B"), body("B", parent="C"), body("C")]
    bring(source)
    assert Body.objects.get(key="A").parent.parent.key == "C"


def test_every_imported_fact_points_to_the_import_and_its_lines():
    bring_table(
        ("1.1", "Tehdään jotakin", "Aloitetaan", "SM", "vuonna 2018"),
        ("1.2", "Nojaa kohtaan 1.1", "1. Yksi\n2. Kaksi", "OM", "1. 2018\n2. 2019"),
    )
    brought = ProgrammeImport.objects.get()
    for model in (Measure, Step, ScheduleItem, Responsibility):
        for row in model.objects.all():
            assert row.brought_by == brought
            lines = {2} if (getattr(row, "measure", row)).code == "1.1" else {3, 4}
            assert row.first_line in lines
    assert brought.programme == Programme.objects.get()


def test_a_changed_fact_points_to_the_file_that_changed_it_and_an_unchanged_one_to_the_first():
    bring_table(("1.1", "Tehdään", "Aloitetaan", "SM", "2018"), ("1.2", "Jatketaan", "", "OM", "2019"))
    bring_table(("1.0", "Ensin", "", "SM", ""), ("1.1", "Tehdään", "Aloitetaan", "SM", "2018"),
                ("1.2", "Jatketaan pian", "", "OM", "2019"), on=NEXT)  # fmt: skip
    first, second = ProgrammeImport.objects.order_by("pk")
    same, changed = Measure.objects.get(code="1.1"), Measure.objects.get(code="1.2")
    assert (same.brought_by, same.first_line) == (first, 2)
    assert (changed.brought_by, changed.first_line) == (second, 4)
    assert ScheduleItem.objects.get(measure=changed).brought_by == first


def test_history_says_when_and_by_whom(cast):
    bring(document(measure(steps=["a"])), by=cast.office)
    bring(document(measure(steps=["b"])), NEXT, by=cast.administrator)
    rows = Step.history.order_by("history_id")
    assert [row.history_user for row in rows] == [cast.office, cast.administrator]
    assert [row.history_date.date() for row in rows] == [DAY, NEXT]


def test_search_words_and_due_days_follow():
    bring(document(measure(steps=["Kyberharjoitus"], schedule=[("x", "../2018-12-31")])))
    assert Measure.objects.saying(["kyberharjoitus"]).exists()
    assert Measure.objects.saying(["suomeksi"]).exists()
    bring(document(measure(steps=["Valmius"], schedule=[("y", "../2019-12-31")])), NEXT)
    assert Measure.objects.saying(["valmius"]).exists()
    assert [s.due for s in Standing.objects.of("inside", NEXT)] == [date(2019, 12, 31)]
    assert [s.due for s in Standing.objects.of("inside", DAY)] == [date(2018, 12, 31)]


def test_what_bodies_told_of_a_measure_is_left_alone():
    bring(document(measure(schedule=[("x", "../2018-12-31")])))
    known = Measure.objects.get()
    Standing.objects.record(known, "public", DAY, "in_progress", "on_plan", DAY)
    bring(document(measure(schedule=[("y", "../2019-12-31")])), NEXT)
    now = Standing.objects.of("public", NEXT).get()
    assert (now.stage, now.confidence, now.reported_on) == ("in_progress", "on_plan", DAY)


def test_a_correction_travels_with_the_document():
    corrected = item(1, "vaalien jälkeen", "../2019-12-31", corrected=True)
    bring(document(measure(schedule=[]) | {"schedule": [corrected]}))
    assert ScheduleItem.objects.get().is_corrected
    assert exported()["measures"][0]["schedule"] == [corrected]
