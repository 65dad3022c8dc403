"""What was promised comes back first in the next round (capability 3)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import at, make_round, make_update
from tests.updates.conftest import typed
from updates import completeness
from updates.models import Lines, NextStep, Promise, Told, Update, lines_of

ON = date(2018, 6, 20)
AUTUMN = date(2017, 11, 20)


@pytest.fixture
def promise(cast, measure):
    """ "Sopimus on allekirjoitettu" by 31.3.2018, promised in autumn 2017."""
    autumn = make_round(measure.programme, "syksy-2017", date(2017, 11, 1), date(2017, 11, 30))
    update = make_update(measure, autumn)
    lines = Lines((NextStep("Sopimus on allekirjoitettu", date(2018, 3, 31), cast.leading.pk),))
    update.write(update.words(), {}, update.version, cast.lead, at(AUTUMN), lines=lines)
    update.submit(cast.lead, at(AUTUMN))
    return Promise.objects.get()


def answer(measure, cast, told, **facts):
    update = make_update(measure, measure.programme.rounds.get(slug="kevat-2018"), **facts)
    lines = Lines(tellings=told)
    update.write(update.words(), {}, update.version, cast.lead, at(ON), lines=lines)
    return update


def test_promises_come_first_on_the_form(cast, sign_in, page_of, promise):
    text = sign_in(cast.lead).get(page_of("update_form", cast.leading)).text
    assert "Sopimus on allekirjoitettu" in text
    assert text.index("What you promised") < text.index("Where the measure stands")


def test_the_next_steps_stand_in_words_too(promise):
    assert promise.update.next == "Sopimus on allekirjoitettu (LEAD, 31.3.2018)"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (None, "fate"),
        (Told("moved", None, "syy"), "day"),
        (Told("moved", date(2018, 9, 1)), "because"),
        (Told("dropped"), "because"),
    ],
)
def test_an_answer_that_does_not_tell_of_a_promise_is_not_submitted(cast, measure, promise, told, field):
    update = answer(measure, cast, {promise.pk: told} if told else {})
    with pytest.raises(ValidationError) as faults:
        update.submit(cast.lead, at(ON))
    assert list(faults.value.message_dict) == [f"promise_{promise.pk}_{field}"]


@pytest.mark.parametrize("fate", ["kept", "dropped"])
def test_a_promise_that_came_to_its_end_is_not_asked_again(cast, measure, promise, fate):
    answer(measure, cast, {promise.pk: Told(fate, None, "syy")}).submit(cast.lead, at(ON))
    next_round = make_round(measure.programme, "syksy-2018", date(2018, 10, 1), date(2018, 10, 31))
    assert not make_update(measure, next_round).standing_promises()


def test_a_promise_that_moved_comes_back_with_its_new_day(cast, measure, promise):
    moved = Told("moved", date(2018, 9, 1), "Lausunnot viipyivät.")
    answer(measure, cast, {promise.pk: moved}).submit(cast.lead, at(ON))
    next_round = make_round(measure.programme, "syksy-2018", date(2018, 10, 1), date(2018, 10, 31))
    back = make_update(measure, next_round).standing_promises().get()
    assert (back.newest_day, back.times_moved) == (date(2018, 9, 1), 1)


@pytest.mark.parametrize(("day", "goes_on"), [(ON, True), (date(2018, 6, 19), False)])
def test_a_promise_moved_to_a_coming_day_is_the_next_step(cast, measure, promise, day, goes_on):
    update = answer(measure, cast, {promise.pk: Told("moved", day, "Lausunnot viipyivät.")}, next="")
    found = completeness.doubts(update, None, [], update.standing_promises(), lines_of(update), ON)
    assert ("There is no next step." not in found) is goes_on


def test_a_promise_that_was_dropped_is_no_next_step(cast, measure, promise):
    update = answer(measure, cast, {promise.pk: Told("dropped", None, "Lausunnot viipyivät.")}, next="")
    assert "There is no next step." in completeness.doubts(
        update, None, [], update.standing_promises(), lines_of(update), ON
    )


def test_the_form_says_that_a_moved_step_goes_on(cast, sign_in, page_of, promise):
    text = sign_in(cast.lead).get(page_of("update_form", cast.leading)).text
    assert "A step that moves goes on as a promise to its new day." in text


def test_a_draft_tells_nothing_yet(cast, measure, promise):
    answer(measure, cast, {promise.pk: Told("kept")})
    next_round = make_round(measure.programme, "syksy-2018", date(2018, 10, 1), date(2018, 10, 31))
    assert make_update(measure, next_round).standing_promises().get() == promise


def test_lines_are_typed_saved_and_shown_again(cast, sign_in, page_of, measure, promise):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    words = {
        f"promise_{promise.pk}_fate": "moved", f"promise_{promise.pk}_day": "1.9.2018",
        f"promise_{promise.pk}_because": "Lausunnot viipyivät.", "step_1_text": "Opas on julkaistu",
        "step_1_day": "31.12.2018", "step_1_body": str(cast.partnering.pk),
    }  # fmt: skip
    client.post(url, typed(client.get(url).context["form"], done="tehty", **words))
    update = Update.objects.get(round__slug="kevat-2018")
    assert update.tellings.get().because == "Lausunnot viipyivät."
    assert update.next == "Opas on julkaistu (PART, 31.12.2018)"
    form = client.get(url).context["form"]
    assert (form["step_1_text"].value(), form["step_1_body"].value()) == ("Opas on julkaistu", cast.partnering.pk)


def test_a_reason_is_found_again_whatever_became_of_the_promise(cast, sign_in, page_of, promise):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    words = {f"promise_{promise.pk}_fate": "kept", f"promise_{promise.pk}_because": "Valmistui etuajassa."}
    client.post(url, typed(client.get(url).context["form"], done="tehty", **words))
    assert Update.objects.get(round__slug="kevat-2018").tellings.get().because == "Valmistui etuajassa."
    assert "Valmistui etuajassa." in client.get(url).text
    assert "Valmistui etuajassa." in client.get(page_of("update_check", cast.leading)).text


def test_a_reason_without_what_became_of_the_promise_stays_on_the_form(cast, sign_in, page_of, promise):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    words = {f"promise_{promise.pk}_because": "Lausunnot viipyivät.", "done": "tehty"}
    response = client.post(url, typed(client.get(url).context["form"], **words))
    assert response.context["form"].errors[f"promise_{promise.pk}_fate"] == [f"Say what became of “{promise.text}”."]
    assert "Lausunnot viipyivät." in response.text
    assert Update.objects.get(round__slug="kevat-2018").done == "tehty"


def test_a_wrong_day_comes_back_and_the_rest_is_saved(cast, sign_in, page_of, measure):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    words = {"step_1_text": "Opas", "step_1_day": "maalisk", "done": "tehty"}
    response = client.post(url, typed(client.get(url).context["form"], **words))
    assert response.status_code == 200
    assert "maalisk" in response.text
    assert (Update.objects.get().done, Promise.objects.get().day) == ("tehty", None)


@pytest.mark.parametrize(
    ("part", "wrong"), [("text", "x" * 501), ("day", "maalisk"), ("body", "999999")], ids=["text", "day", "body"]
)
def test_a_wrong_field_of_a_line_keeps_what_was_saved_of_it(cast, sign_in, page_of, measure, part, wrong):
    update = make_update(measure)
    step = NextStep("Opas on julkaistu", date(2018, 12, 31), cast.partnering.pk)
    update.write(update.words(), {}, update.version, cast.lead, at(ON), lines=Lines((step,)))
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    right = {"step_1_text": "Opas on painettu", "step_1_day": "30.11.2018", "step_1_body": str(cast.leading.pk)}
    response = client.post(url, typed(client.get(url).context["form"], **right | {f"step_1_{part}": wrong}))
    assert list(response.context["form"].errors) == [f"step_1_{part}"]
    new = {"text": "Opas on painettu", "day": date(2018, 11, 30), "body": cast.leading.pk}
    kept = new | {part: getattr(step, part)}
    assert lines_of(Update.objects.get()).steps == (NextStep(**kept),)


def test_more_lines_are_added_without_a_script(cast, sign_in, page_of, measure):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    response = client.post(
        url, typed(client.get(url).context["form"], step_1_text="Yksi", step_2_text="Kaksi", more="1")
    )
    assert "?steps=3#id_step_3_text" in response.url
    assert "step_3_text" in client.get(response.url).context["form"].fields


def test_a_line_taken_away_is_gone_and_stays_in_the_history(cast, measure):
    update = make_update(measure)
    for steps in ((NextStep("Yksi", ON, cast.leading.pk), NextStep("Kaksi", ON, cast.leading.pk)), ()):
        update.write(update.words(), {}, update.version, cast.lead, at(ON), lines=Lines(steps))
    assert (Promise.objects.count(), Promise.history.filter(history_type="-").count(), update.next) == (0, 2, "")


def test_nothing_has_changed_is_an_answer_of_its_own(cast, sign_in, page_of, measure, promise):
    client, url = sign_in(cast.lead), page_of("update_form", cast.leading)
    form = client.get(url).context["form"]
    client.post(url, typed(form, is_unchanged="on", **{f"promise_{promise.pk}_fate": "kept"}))
    update = Update.objects.get(round__slug="kevat-2018")
    assert (update.is_unchanged, update.stage, update.public_fi, update.done) == (
        True, "in_progress", "julkinen teksti", "",
    )  # fmt: skip
    update.submit(cast.lead, at(ON))
    assert update.state == "submitted"


def test_a_partner_with_nothing_to_add_says_so(cast, sign_in, page_of, measure):
    client, url = sign_in(cast.partner), page_of("update_form", cast.partnering)
    client.post(url, typed(client.get(url).context["form"], is_unchanged="on"))
    update = Update.objects.get()
    update.submit(cast.partner, at(ON))
    assert (update.is_unchanged, update.state) == (True, "submitted")


def test_the_promise_of_one_body_is_not_asked_of_another(cast, measure, promise):
    part = make_update(measure, measure.programme.rounds.get(slug="kevat-2018"), cast.partnering, role="partner")
    assert not part.standing_promises()


def test_a_reason_stays_whatever_became_of_the_promise_and_a_day_only_of_what_moved():
    lines = Lines(tellings={1: Told("kept", date(2018, 7, 1), "sopimus on myöhässä"), 2: Told("dropped", None, "syy")})
    assert lines.cleaned().tellings == {1: Told("kept", None, "sopimus on myöhässä"), 2: Told("dropped", None, "syy")}
