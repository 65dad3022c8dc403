"""What stands in a workbook that is made."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.factories import at, make_body, make_measure, make_round, make_schedule_item, make_update
from tests.updates.workbook_files import NOW, cell_of, make, opened, sheet_of
from updates.models import Deed, Lines, NextStep, Question, Workbook
from updates.workbook import issuing
from updates.workbook.sheets import PLANS
from updates.workbook.writing import title


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


@pytest.fixture
def earlier(measure):
    """A round before, in which LEAD answered and promised one thing."""
    earlier = make_round(measure.programme, "syksy-2017", opens=date(2017, 9, 1), due=date(2017, 10, 31))
    update = make_update(measure, earlier, done="sovittu", state="draft")
    step = NextStep("Sopimus allekirjoitettu", date(2018, 3, 1), measure.responsibilities.first().body_id)
    update.write(update.words(), {}, 1, None, at(date(2017, 9, 15)), lines=Lines((step,)))
    update.submit(None, at(date(2017, 9, 16)))
    return update


def values(sheet):
    return [[cell.value for cell in row[1:]] for row in sheet.iter_rows(min_row=3)]


def test_the_lead_answers_first_and_then_its_own_parts(cast, measure, round):
    other = make_measure(measure.programme, "1.1", lead=cast.outside, partners=[cast.leading])
    mine = make_measure(measure.programme, "3.1", lead=cast.leading)
    keys = [row[0].value for row in sheet_of(opened(make(round, cast.leading)), "answers").iter_rows(min_row=3)]
    assert keys == [f"l{measure.pk}", f"l{mine.pk}", f"p{other.pk}"]


def test_joint_leads_have_the_row_in_both_workbooks(cast, measure, round):
    shared = make_measure(measure.programme, "3.1", leads=[cast.leading, cast.outside])
    for body in (cast.leading, cast.outside):
        assert cell_of(opened(make(round, body)), "answers", f"l{shared.pk}", "number").value == "3.1"


def test_last_answer_stands_beside_the_new_one_and_is_locked(cast, measure, round, earlier):
    book = opened(make(round, cast.leading))
    before = cell_of(book, "answers", f"l{measure.pk}", "before.done")
    new = cell_of(book, "answers", f"l{measure.pk}", "done")
    assert (before.value, new.value, new.column - before.column) == ("sovittu", None, 1)
    assert (before.protection.locked, new.protection.locked) == (True, False)
    assert cell_of(book, "answers", f"l{measure.pk}", "before.stage").value == "In progress"
    assert cell_of(book, "answers", f"l{measure.pk}", "before.round").value == "Kierros syksy-2017"


def test_a_draft_stands_in_the_cells_to_be_filled(cast, measure, round):
    make_update(measure, done="luonnos")
    book = opened(make(round, cast.leading))
    assert cell_of(book, "answers", f"l{measure.pk}", "done").value == "luonnos"
    assert cell_of(book, "answers", f"l{measure.pk}", "stage").value == "In progress"


def test_every_sheet_is_protected_without_a_password_and_keys_are_hidden(cast, measure, round, earlier):
    make_schedule_item(measure)
    Question.objects.create(round=round, n=1, text_fi="Mitä apua tarvitsette?")
    book = opened(make(round, cast.leading))
    assert len(book.worksheets) == 7
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    for key in PLANS:
        sheet = sheet_of(book, key)
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["A"].hidden
        assert sheet.freeze_panes == "D3"


def test_a_partner_fills_only_its_own_columns(cast, measure, round):
    sheet = sheet_of(opened(make(round, cast.partnering)), "answers")
    keys = {cell.column: cell.value for cell in sheet[1]}
    opens = {keys[cell.column] for cell in sheet[3] if not cell.protection.locked}
    assert opens == {"done", "obstacles", "cause", "is_unchanged"}


def test_a_submitted_answer_is_locked_and_says_so(cast, measure, round):
    make_update(measure, state="submitted")
    book = opened(make(round, cast.leading))
    assert all(cell.protection.locked for cell in sheet_of(book, "answers")[3])
    assert "Submitted" in cell_of(book, "answers", f"l{measure.pk}", "role").value


def test_promises_of_last_time_come_with_their_day_and_body(cast, measure, round, earlier):
    sheet = sheet_of(opened(make(round, cast.leading)), "promises")
    (row,) = sheet.iter_rows(min_row=3)
    assert [cell.value for cell in row[2:6]][1:] == ["Sopimus allekirjoitettu", row[4].value, "LEAD"]
    assert row[4].value.date() == date(2018, 3, 1)
    assert (row[4].number_format, row[4].protection.locked) == ("d.m.yyyy", True)
    assert [cell.protection.locked for cell in row[6:9]] == [False, False, False]


def test_next_steps_have_blank_rows_with_the_body_itself(cast, measure, round):
    sheet = sheet_of(opened(make(round, cast.leading)), "steps")
    assert values(sheet) == [["2.2", "Toimenpide 2.2", None, None, "LEAD"]] * 3


def test_outcomes_are_asked_of_the_lead_only(cast, measure, round):
    make_schedule_item(measure, text_fi="syksy 2018", kind="season", edtf="2018-23",
                       earliest=date(2018, 9, 1), latest=date(2018, 11, 30))  # fmt: skip
    lead, part = opened(make(round, cast.leading, "fi")), opened(make(round, cast.partnering, "fi"))
    (row,) = sheet_of(lead, "outcomes").iter_rows(min_row=3)
    assert [row[3].value, row[4].value] == ["syksy 2018", "1.9.–30.11.2018 (vuodenaika)"]
    assert not row[5].protection.locked
    assert "outcomes" not in {str(sheet["A1"].value).removeprefix("etenee:") for sheet in part}
    assert "syksy 2018 → 1.9." in cell_of(part, "answers", f"p{measure.pk}", "schedule").value


def test_questions_of_the_round_are_asked(cast, measure, round):
    Question.objects.create(round=round, n=1, text_fi="Mitä apua tarvitsette?")
    Question.objects.create(round=round, n=2, text_fi="Kenelle?", asks_partners=True)
    lead, part = opened(make(round, cast.leading)), opened(make(round, cast.partnering))
    assert [row[2] for row in values(sheet_of(lead, "questions"))] == ["Mitä apua tarvitsette?", "Kenelle?"]
    assert [row[2] for row in values(sheet_of(part, "questions"))] == ["Kenelle?"]


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x";"y")', "+1", "-1", "@SUM(A1)", "#REF!", "'a"])
def test_a_text_is_never_a_formula(cast, measure, round, text):
    make_update(measure, done=text)
    cell = cell_of(opened(make(round, cast.leading)), "answers", f"l{measure.pk}", "done")
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")


def test_lists_offer_the_words_and_headings_define_them(cast, measure, round):
    book = opened(make(round, cast.leading, "fi"))
    sheet = sheet_of(book, "answers")
    stage = cell_of(book, "answers", f"l{measure.pk}", "stage")
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if stage.coordinate in rule.sqref]
    name, _mark, area = rule.formula1.partition("!")
    assert [cell.value for (cell,) in book[name][area.replace("$", "")]][:2] == ["Ei aloitettu", "Valmistelussa"]
    assert rule.prompt
    assert "Ei aloitettu: " in sheet.cell(2, stage.column).comment.text


@pytest.mark.parametrize(("language", "heading"), [("fi", "Vaihe / Skede"), ("sv", "Skede / Vaihe"), ("en", "Stage")])
def test_both_national_languages_stand_in_the_headings(cast, measure, round, language, heading):
    book = opened(make(round, cast.leading, language))
    column = cell_of(book, "answers", f"l{measure.pk}", "stage").column
    assert sheet_of(book, "answers").cell(2, column).value == heading


def test_instructions_tell_whose_it_is_and_by_when(cast, measure, round):
    sheet = opened(make(round, cast.leading, "en")).worksheets[0]
    told = "\n".join(str(cell.value) for (cell,) in sheet["A1:A30"])
    assert "Kierros kevat-2018: LEAD" in told
    assert "To be returned by 15 July 2018" in told
    assert "office@example.org" in told


def test_the_hidden_sheet_says_which_issue_it_is(cast, measure, round):
    make_update(measure)
    make(round, cast.leading)
    sheet = opened(make(round, cast.leading))["etenee"]
    facts = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    kept = Workbook.objects.get(issue=2)
    assert sheet.sheet_state == "veryHidden"
    assert (facts["round"], facts["body"], facts["issue"], facts["token"]) == ("kevat-2018", "LEAD", "2", kept.token)
    row = next(row for row in sheet.iter_rows(min_col=3, max_col=5) if row[0].value == f"answers.l{measure.pk}")
    assert row[1].value == "1"
    assert row[2].value
    assert kept.cells["cells"]["answers"][f"l{measure.pk}"]["done"] == "tehtyä"


def test_each_issue_is_written_in_the_book(cast, measure, round):
    make(round, cast.leading, by=cast.lead)
    entry = round.returns.get(body=cast.leading).log.get()
    assert (entry.kind, entry.by, entry.words) == (Deed.WORKBOOK, cast.lead, "1")


def test_all_bodies_get_theirs_under_names_of_their_own(cast, measure, round):
    for name in ("kunnat", "Kunnat"):
        make_measure(measure.programme, lead=make_body(name, abbreviation=""))
    make_measure(measure.programme, lead=make_body("ABC 1/2"))
    names = [name for name, _content in issuing.files(round, "fi", None, NOW)]
    assert names == [
        "kevat-2018-ABC-1-2.xlsx", "kevat-2018-kunnat.xlsx", "kevat-2018-kunnat-2.xlsx", "kevat-2018-LEAD.xlsx",
        "kevat-2018-PART.xlsx",
    ]  # fmt: skip
    with ZipFile(issuing.zipped(issuing.files(round, "fi", None, NOW))) as packed:
        assert packed.namelist() == names
        assert opened(packed.read("kevat-2018-LEAD.xlsx")).worksheets


def test_the_excused_get_none(cast, measure, round):
    (row,) = round.returns.hold(round, [cast.partnering])
    row.excuse("ei koske", cast.office, NOW)
    assert [name for name, _content in issuing.files(round, "fi", None, NOW)] == ["kevat-2018-LEAD.xlsx"]


def test_making_costs_the_same_queries_for_many_bodies(
    cast, measure, round, earlier, django_assert_num_queries, django_assert_max_num_queries
):
    list(issuing.files(round, "fi", None, NOW))
    with django_assert_max_num_queries(30) as few:
        list(issuing.files(round, "fi", None, NOW))
    bodies = [make_body() for _n in range(6)]
    for n, body in enumerate(bodies):
        make_schedule_item(make_measure(measure.programme, f"5.{n}", lead=body, partners=bodies[:n]))
    list(issuing.files(round, "fi", None, NOW))
    with django_assert_num_queries(len(few.captured_queries)):
        list(issuing.files(round, "fi", None, NOW))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_names_of_sheets_are_whole_and_differ(language):
    names = [title(plan, language) for plan in PLANS.values()]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_a_saved_file_is_the_same_again(cast, measure, round):
    content = make(round, cast.leading)
    with ZipFile(BytesIO(content)) as parts:
        assert parts.testzip() is None
        assert len(parts.namelist()) < 40
