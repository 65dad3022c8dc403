"""What a workbook changes: against what was issued and what stands there now; and how it is taken in."""

from datetime import date

import pytest

from tests.factories import at, make_measure, make_round, make_schedule_item, make_update
from tests.updates.workbook_files import NOW, TODAY, changes, edit, findings, make, read, take
from updates.models import Deed, Fate, Lines, NextStep, Question, Told, Update, UploadedWorkbook, lines_of
from updates.workbook import applying, preparing, uploads


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get(slug="kevat-2018")


@pytest.fixture
def promise(measure):
    """LEAD promised a thing in the round before."""
    earlier = make_round(measure.programme, "syksy-2017", opens=date(2017, 9, 1), due=date(2017, 10, 31))
    update = make_update(measure, earlier, done="viimeksi tehtyä", obstacles="rahan puute")
    step = NextStep("Sopimus allekirjoitettu", date(2018, 3, 1), update.body_id)
    update.write(update.words(), {}, 1, None, at(date(2017, 9, 15)), lines=Lines((step,)))
    update.submit(None, at(date(2017, 9, 16)))
    return update.promises.get()


@pytest.fixture
def row(measure):
    return f"l{measure.pk}"


def write(update, lines=None, **words):
    update.refresh_from_db()
    update.write(update.words() | words, {}, update.version, None, NOW, lines=lines)


def test_exactly_the_edited_cells_are_changes_and_twice_is_once(cast, measure, round, row, promise):
    item = make_schedule_item(measure)
    question = Question.objects.create(round=round, n=1, text_fi="Mitä apua tarvitsette?")
    content = edit(
        make(round, cast.leading),
        ("answers", row, "done", "=tehty\nja tehty"),
        ("answers", row, "stage", "Käynnissä"),
        ("promises", f"{row}.{promise.pk}", "fate", "Done"),
        ("outcomes", f"{row}.{item.pk}", "done_on", date(2018, 6, 1)),
        ("questions", f"{row}.{question.pk}", "words", "rahaa"),
    )
    assert len(changes(content)) == 5
    assert findings(content) == []
    assert len(take(content, by=cast.lead).differences) == 5
    update = Update.objects.get(round=round)
    assert (update.done, update.stage, update.version, update.saved_by) == (
        "=tehty\nja tehty", "in_progress", 1, cast.lead,
    )  # fmt: skip
    assert lines_of(update) == Lines((), {promise.pk: Told(Fate.KEPT)}, {question.pk: "rahaa"})
    assert update.outcomes.get().done_on == date(2018, 6, 1)
    assert changes(content) == {}
    assert take(content, by=cast.lead).differences == []
    assert (Update.objects.get(round=round).version, UploadedWorkbook.objects.count()) == (1, 1)


def test_next_steps_are_taken_whole_with_the_body_that_stood_there(cast, measure, round, row):
    content = edit(
        make(round, cast.leading),
        ("steps", f"{row}.1", "text", "Sopimus"),
        ("steps", f"{row}.1", "day", "1.2.2019"),
        ("steps", f"{row}.3", "text", "Koulutus"),
        ("steps", f"{row}.3", "body", "part"),
    )
    assert len(changes(content)) == 4
    take(content)
    update = Update.objects.get()
    assert lines_of(update).steps == (
        NextStep("Sopimus", date(2019, 2, 1), cast.leading.pk),
        NextStep("Koulutus", None, cast.partnering.pk),
    )
    assert update.next == "Sopimus (LEAD, 1.2.2019)\nKoulutus (PART)"
    assert changes(content) == {}


def test_a_step_without_its_text_is_taken_away(cast, measure, round, row):
    update = make_update(measure)
    write(update, Lines((NextStep("yksi", date(2019, 1, 1)), NextStep("kaksi"))))
    content = edit(make(round, cast.leading), ("steps", f"{row}.1", "text", None))
    assert changes(content) == {("steps", f"{row}.1", "text"): ("new", "yksi", "yksi", "")}
    take(content)
    assert lines_of(Update.objects.get()).steps == (NextStep("kaksi"),)
    assert changes(content) == {}


def test_words_of_before_steps_were_lines_are_not_lost(cast, measure, round, row):
    make_update(measure, next="ensin tämä\nsitten tuo")
    content = make(round, cast.leading)
    take(edit(content, ("answers", row, "done", "muuta")))
    assert Update.objects.get().next == "ensin tämä\nsitten tuo"
    take(edit(content, ("steps", f"{row}.2", "text", "kolmas")))
    assert [step.text for step in lines_of(Update.objects.get()).steps] == ["ensin tämä sitten tuo", "kolmas"]


def test_a_cell_changed_on_the_web_alone_stays(cast, measure, round, row):
    update = make_update(measure)
    content = edit(make(round, cast.leading), ("answers", row, "reason", "kirjasta"))
    write(update, done="verkosta")
    assert changes(content) == {("answers", row, "reason"): ("new", "syy", "syy", "kirjasta")}
    take(content)
    update.refresh_from_db()
    assert (update.done, update.reason) == ("verkosta", "kirjasta")


def test_a_cell_changed_in_both_places_is_a_conflict_with_both_texts(cast, measure, round, row):
    update = make_update(measure)
    content = edit(make(round, cast.leading), ("answers", row, "done", "kirjasta"), ("answers", row, "reason", "r"))
    write(update, done="verkosta")
    assert changes(content)[("answers", row, "done")] == ("conflict", "tehtyä", "verkosta", "kirjasta")
    assert len(take(content).differences) == 1
    update.refresh_from_db()
    assert (update.done, update.reason) == ("verkosta", "r")
    (group,) = read(content)[1].groups()
    assert len(take(content, {group.token}).differences) == 1
    update.refresh_from_db()
    assert update.done == "kirjasta"
    assert changes(content) == {}


def test_the_same_change_in_both_places_is_none(cast, measure, round, row):
    update = make_update(measure)
    content = edit(make(round, cast.leading), ("answers", row, "done", "sama"))
    write(update, done="sama")
    assert changes(content) == {}


def test_what_was_told_of_a_promise_on_the_web_is_a_conflict_of_the_whole_row(cast, measure, round, row, promise):
    update = make_update(measure, round)
    key = f"{row}.{promise.pk}"
    content = edit(make(round, cast.leading), ("promises", key, "fate", "moved"),
                   ("promises", key, "day", "1.9.2018"))  # fmt: skip
    write(update, Lines((), {promise.pk: Told(Fate.DROPPED, None, "ei tarvita")}))
    assert {column: each[0] for (_sheet, _row, column), each in changes(content).items()} == dict.fromkeys(
        ("fate", "day", "because"), "conflict"
    )
    (group,) = read(content)[1].groups()
    take(content, {group.token})
    assert lines_of(update).tellings == {promise.pk: Told(Fate.MOVED, date(2018, 9, 1), "")}
    assert changes(content) == {}


@pytest.mark.parametrize(
    ("code", "edits"),
    [
        ("fate_missing", {"day": "1.9.2018"}),
        ("fate_missing", {"because": "kiire"}),
        ("day_without_move", {"fate": "done", "day": "1.9.2018"}),
    ],
)
def test_cells_of_a_promise_that_do_not_fit_together_are_named(cast, measure, round, row, promise, code, edits):
    key = f"{row}.{promise.pk}"
    content = edit(make(round, cast.leading), *(("promises", key, column, value) for column, value in edits.items()))
    assert [found[0] for found in findings(content)] == [code]
    assert changes(content) == {}


def test_steps_written_on_the_web_meanwhile_stay(cast, measure, round, row):
    update = make_update(measure)
    content = edit(make(round, cast.leading), ("steps", f"{row}.1", "text", "kirjasta"))
    write(update, Lines((NextStep("verkosta"),)))
    take(content)
    assert {step.text for step in lines_of(update).steps} == {"kirjasta", "verkosta"}


def test_nothing_has_changed_keeps_what_is_empty_as_it_was(cast, measure, round, row, promise):
    content = edit(
        make(round, cast.leading), ("answers", row, "is_unchanged", "yes"), ("answers", row, "reason", "uusi")
    )
    take(content)
    update = Update.objects.get(round=round)
    assert (update.is_unchanged, update.obstacles, update.reason, update.done) == (True, "rahan puute", "uusi", "")
    assert changes(content) == {}


def test_only_the_chosen_are_taken_and_the_rest_is_offered_again(cast, measure, round, row):
    content = edit(make(round, cast.leading), ("answers", row, "done", "a"), ("answers", row, "reason", "b"))
    groups = {group.name: group.token for group in read(content)[1].groups()}
    take(content, {groups[f"answers.{row}.done"]})
    assert list(changes(content)) == [("answers", row, "reason")]
    take(content, {groups[f"answers.{row}.reason"]})
    assert changes(content) == {}
    assert len(UploadedWorkbook.objects.get().outcome["taken"]) == 2


def test_nothing_is_written_over_a_text_that_was_not_shown(cast, measure, round, row):
    update = make_update(measure)
    content = edit(make(round, cast.leading), ("answers", row, "done", "kirjasta"))
    (group,) = read(content)[1].groups()
    write(update, done="sillä välin")
    taken = take(content, {group.token})
    assert (taken.differences, taken.changed_since) == ([], 1)
    update.refresh_from_db()
    assert update.done == "sillä välin"


def test_a_submitted_answer_is_not_written_whatever_is_chosen(cast, measure, round, row):
    update = make_update(measure)
    content = edit(make(round, cast.leading), ("answers", row, "done", "kirjasta"))
    (group,) = read(content)[1].groups()
    update.submit(None, NOW)
    assert take(content, {group.token}).changed_since == 1
    update.refresh_from_db()
    assert (update.done, update.state) == ("tehtyä", "submitted")


def test_each_answer_is_written_once_and_the_book_tells(cast, measure, round, row):
    other = make_measure(measure.programme, lead=cast.outside, partners=[cast.leading])
    edits = [("answers", row, "done", "a"), ("answers", row, "reason", "b"), ("steps", f"{row}.1", "text", "c")]
    content = edit(make(round, cast.leading, "sv"), *edits, ("answers", f"p{other.pk}", "done", "d"))
    assert len(take(content, by=cast.office).differences) == 4
    assert [update.version for update in Update.objects.order_by("pk")] == [1, 1]
    assert {update.language for update in Update.objects.all()} == {"sv"}
    part = Update.objects.get(role="partner")
    assert (part.body, part.done, part.saved_by) == (cast.leading, "d", cast.office)
    book = round.returns.get(body=cast.leading).log
    assert [entry.kind for entry in book.order_by("pk")] == [Deed.WORKBOOK, Deed.UPLOADED]
    upload = UploadedWorkbook.objects.get()
    assert (upload.applied_by, upload.applied_at, upload.workbook.issue) == (cast.office, NOW, 1)
    assert [each["new"] for each in upload.outcome["taken"]] == ["b", "a", "c", "d"]


def test_joint_leads_write_in_the_same_answer(cast, measure, round):
    shared = make_measure(measure.programme, leads=[cast.leading, cast.outside])
    row = f"l{shared.pk}"
    first, second = make(round, cast.leading), make(round, cast.outside)
    take(edit(first, ("answers", row, "done", "yhden")))
    take(edit(second, ("answers", row, "reason", "toisen")))
    update = Update.objects.get(measure=shared)
    assert (update.done, update.reason) == ("yhden", "toisen")
    assert changes(edit(second, ("answers", row, "done", "toisen")))[("answers", row, "done")][0] == "conflict"


def test_an_approval_lapses_when_a_workbook_is_taken_in(cast, measure, round, row):
    round.needs_approval = True
    round.save()
    update = make_update(measure)
    update.mark_ready(cast.lead, NOW)
    (row_of,) = round.returns.hold(round, [cast.leading])
    row_of.send(cast.lead, NOW)
    take(edit(make(round, cast.leading), ("answers", row, "done", "uusi")))
    update.refresh_from_db()
    row_of.refresh_from_db()
    assert (update.ready_at, row_of.state) == (None, "open")


def test_taking_nothing_writes_nothing(cast, measure, round):
    content = make(round, cast.leading)
    assert take(content).differences == []
    assert not Update.objects.exists()
    assert UploadedWorkbook.objects.get().applied_at is None


def test_reading_many_costs_the_same_queries_for_each(cast, measure, round, django_assert_num_queries):
    for _n in range(5):
        make_measure(measure.programme, lead=cast.leading, partners=[cast.partnering])
    contents = [make(round, body) for body in (cast.leading, cast.partnering)]
    names = preparing.names_on(TODAY)
    with django_assert_num_queries(4):
        parsed = [preparing.parse("a.xlsx", content, names) for content in contents]
    with django_assert_num_queries(12):
        assert len(list(preparing.compared(parsed, TODAY))) == 2
    with django_assert_num_queries(12):
        list(preparing.compared(parsed[:1], TODAY))


def test_what_another_took_of_the_file_meanwhile_stays_in_its_record(cast, round, row):
    content = edit(make(round, cast.leading), ("answers", row, "done", "a"), ("answers", row, "reason", "b"))
    parsed = preparing.parse("a.xlsx", content, preparing.names_on(TODAY))
    first, second = (uploads.keep(parsed, content, cast.lead, NOW) for _person in range(2))
    tokens = {group.differences[0].column: group.token for group in parsed.compared(TODAY).groups()}
    for upload, column in ((first, "done"), (second, "reason")):
        assert len(applying.take_in(parsed, upload, {tokens[column]}, cast.lead, NOW).differences) == 1
    assert [each["new"] for each in UploadedWorkbook.objects.get().outcome["taken"]] == ["a", "b"]
