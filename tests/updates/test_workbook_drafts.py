"""A draft is its own body's: no workbook, page or list that others get holds a word of it."""

import json
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from tests.factories import at, make_round, make_schedule_item, make_update
from tests.updates.workbook_files import NOW, address, bring, changes, edit, make
from updates.models import Lines, NextStep, Question, Told, Update, UploadedWorkbook, Workbook, lines_of

WORD = "kanaria"
TOLD = "Something is written there."


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get(slug="kevat-2018")


@pytest.fixture
def row(measure):
    return f"l{measure.pk}"


@pytest.fixture
def promise(cast, measure):
    """LEAD promised a thing in the round before."""
    earlier = make_round(measure.programme, "syksy-2017", opens=date(2017, 9, 1), due=date(2017, 10, 31))
    update = make_update(measure, earlier, done="viimeksi tehtyä")
    step = NextStep("Sopimus allekirjoitettu", date(2018, 3, 1), update.body_id)
    update.write(update.words(), {}, 1, None, at(date(2017, 9, 15)), lines=Lines((step,)))
    update.submit(None, at(date(2017, 9, 16)))
    return update.promises.get()


@pytest.fixture
def question(round):
    return Question.objects.create(round=round, n=1, text_fi="Mitä apua tarvitsette?")


@pytest.fixture
def draft(cast, measure, round, promise, question):
    """LEAD's draft, with the word in every text and lines of every kind."""
    update = make_update(measure, round)
    words = {name: f"{WORD} {name}" for name in ("reason", "done", "obstacles", "decision_needed", "public_fi")}
    lines = Lines(
        (NextStep(f"{WORD} askel", date(2019, 1, 17), cast.partnering.pk),),
        {promise.pk: Told("moved", date(2018, 12, 13), f"{WORD} syy")},
        {question.pk: f"{WORD} vastaus"},
    )
    outcomes = {make_schedule_item(measure).pk: date(2018, 6, 11)}
    update.write(update.words() | words, outcomes, 1, cast.lead, NOW, lines=lines)
    return update


def content(response):
    return b"".join(response.streaming_content)


def inside(workbook):
    """All that is in an Excel file, as text."""
    with ZipFile(BytesIO(workbook)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


def download(client, round, body):
    return content(client.post(address("workbook_download", round, body), {"language": "fi"}))


@pytest.mark.parametrize("role", ["lead", "approver"])
def test_the_bodys_own_people_get_their_draft(cast, sign_in, round, draft, role):
    found = inside(download(sign_in(cast.everyone()[role]), round, cast.leading))
    assert all(f"{WORD} {each}" in found for each in ("done", "askel", "syy", "vastaus"))


def test_the_page_tells_the_office_that_drafts_are_left_out(cast, sign_in, round):
    told = "What the body has written and not submitted is its own"
    where = address("workbook_upload", round, cast.leading)
    assert told in sign_in(cast.office).get(where).text
    assert told not in sign_in(cast.lead).get(where).text


def test_the_offices_zip_holds_no_word_of_a_draft(cast, sign_in, round, draft):
    with ZipFile(BytesIO(content(sign_in(cast.office).post(address("workbooks_zip", round))))) as packed:
        assert len(packed.namelist()) == 2
        assert WORD not in "".join(inside(packed.read(name)) for name in packed.namelist())
    assert WORD not in json.dumps([issue.cells for issue in Workbook.objects.all()])


def test_nor_do_the_workbook_that_it_takes_and_those_of_the_command(cast, sign_in, round, draft, tmp_path):
    assert WORD not in inside(download(sign_in(cast.office), round, cast.leading))
    call_command("workbooks", f"{round.programme.slug}/{round.slug}", out=tmp_path, stdout=StringIO())
    assert WORD not in inside((tmp_path / "kevat-2018-LEAD.xlsx").read_bytes())


def test_what_was_submitted_stands_in_the_offices_too(cast, sign_in, measure, round):
    make_update(measure, round, done="annettu", state="submitted")
    assert "annettu" in inside(download(sign_in(cast.office), round, cast.leading))


def test_cells_of_a_draft_are_issued_to_others_as_if_nothing_had_been_written(
    cast, sign_in, round, row, draft, promise, question
):
    taken = download(sign_in(cast.office), round, cast.leading)
    assert changes(taken) == {}
    filled = edit(
        taken,
        ("answers", row, "done", "toimistolta"),
        ("promises", f"{row}.{promise.pk}", "fate", "kept"),
        ("questions", f"{row}.{question.pk}", "words", "rahaa"),
        ("steps", f"{row}.1", "text", "Koulutus"),
    )
    found = {place[0]: kind for place, (kind, *_values) in changes(filled).items()}
    assert found == {"answers": "conflict", "promises": "conflict", "questions": "conflict", "steps": "new"}


@pytest.fixture
def filled(cast, sign_in, round, row, draft, promise, question):
    """What the office has filled on LEAD's behalf: in conflict with the draft, and one new step."""
    return edit(
        download(sign_in(cast.office), round, cast.leading),
        ("answers", row, "done", "toimistolta"),
        ("answers", row, "stage", "Suunnitteilla"),
        ("promises", f"{row}.{promise.pk}", "fate", "dropped"),
        ("promises", f"{row}.{promise.pk}", "because", "ei rahaa"),
        ("outcomes", f"{row}.{draft.outcomes.get().item_id}", "done_on", "12.6.2018"),
        ("questions", f"{row}.{question.pk}", "words", "rahaa"),
        ("steps", f"{row}.1", "text", "Koulutus"),
    )


def test_the_office_is_told_that_something_is_written_and_not_what(cast, sign_in, round, filled):
    office = sign_in(cast.office)
    url = bring(office, round, cast.leading, filled).url
    page = office.get(url)
    assert not any(each in page.text for each in (WORD, "11 June 2018", "13 December 2018"))
    preview = page.context["preview"]
    assert {line.now for line in preview.conflicts} == {TOLD}
    assert {line.new for line in preview.conflicts} >= {"toimistolta", "ei rahaa", "rahaa", "12 June 2018"}
    assert [line.now for line in preview.new] == [""]
    assert WORD in sign_in(cast.lead).get(url).text


def test_what_it_takes_in_stands_and_the_steps_of_the_draft_stay(cast, sign_in, round, filled):
    office = sign_in(cast.office)
    url = bring(office, round, cast.leading, filled).url
    tokens = [group.token for group in office.get(url).context["preview"].groups]
    page = office.post(address("workbook_apply", round, cast.leading, 1), {"take": tokens}, follow=True)
    assert WORD not in page.text
    update = Update.objects.get(round=round)
    assert (update.done, update.reason) == ("toimistolta", f"{WORD} reason")
    assert {step.text for step in lines_of(update).steps} == {f"{WORD} askel", "Koulutus"}


def test_of_a_step_that_stands_on_the_web_no_cell_is_told(cast, sign_in, round, row, draft):
    taken = make(round, cast.leading)
    step = NextStep(f"{WORD} uusi", date(2019, 2, 18), cast.leading.pk)
    draft.write(draft.words(), {}, 2, cast.lead, NOW, lines=Lines((step,)))
    office = sign_in(cast.office)
    edits = [("steps", f"{row}.1", "text", "Oma"), ("steps", f"{row}.1", "day", "1.3.2019")]
    page = office.get(bring(office, round, cast.leading, edit(taken, *edits)).url)
    assert not any(each in page.text for each in (WORD, "18 February 2019", "17 January 2019"))
    assert TOLD in page.text


def test_what_the_body_has_brought_itself_is_not_shown_to_others(cast, sign_in, round, row, draft):
    own = edit(make(round, cast.leading), ("answers", row, "done", f"{WORD} kirjasta"))
    url = bring(sign_in(cast.lead), round, cast.leading, own).url
    office = sign_in(cast.office)
    assert office.get(url).status_code == 404
    assert office.post(address("workbook_apply", round, cast.leading, 1), {"take": []}).status_code == 404
    assert office.get(address("workbook_upload", round, cast.leading)).context["earlier"] == []
    url = bring(office, round, cast.leading, own).url
    assert url.endswith("/workbook/2/")
    assert office.get(url).status_code == 200
    assert bring(office, round, cast.leading, own).url == url
    assert UploadedWorkbook.objects.count() == 2
    lead = sign_in(cast.lead)
    assert len(lead.get(address("workbook_upload", round, cast.leading)).context["earlier"]) == 2


@pytest.mark.parametrize(
    ("by", "is_told"), [("", False), ("office@example.org", False), ("lead@example.org", True)], ids=str
)
def test_a_command_tells_of_drafts_to_the_body_alone(cast, round, row, draft, tmp_path, by, is_told):
    taken = make(round, cast.leading)
    draft.write(draft.words() | {"done": f"{WORD} verkosta"}, {}, 2, cast.lead, NOW)
    file = tmp_path / "a.xlsx"
    edits = [("answers", row, "done", "kirjasta"), ("answers", row, "reason", "x" * 40_000)]
    file.write_bytes(edit(taken, *edits))
    told = []
    for options in ({"json": True}, {}):
        out = StringIO()
        with pytest.raises(Exception, match="1 error"):
            call_command("read_workbook", file, by=by, language="en", stdout=out, **options)
        told.append(out.getvalue())
    assert [WORD in each for each in told] == [is_told] * 2
    (one,) = json.loads(told[0])["files"]
    ((change,), (finding,)) = one["differences"], one["findings"]
    assert change["kind"] == "conflict"
    expected = (f"{WORD} done", f"{WORD} verkosta", f"{WORD} reason") if is_told else (TOLD,) * 3
    assert (change["issued"], change["old"], finding["old"]) == expected
