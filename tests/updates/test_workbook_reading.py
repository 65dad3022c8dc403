"""Each thing that can be odd in a workbook that came back has its own message, with the cell and what to do."""

import re
from datetime import date, datetime, time

import pytest
from openpyxl.comments import Comment

from tests.factories import make_body, make_measure, make_schedule_item, make_update
from tests.updates.workbook_files import (
    cell_of,
    changes,
    edit,
    findings,
    make,
    opened,
    place_of,
    read,
    saved,
    sheet_of,
)
from updates.workbook.saying import SENTENCES, sentence


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


@pytest.fixture
def content(cast, measure, round):
    make_schedule_item(measure)
    return make(round, cast.leading)


@pytest.fixture
def row(measure):
    return f"l{measure.pk}"


def found(content):
    """The only finding, as people read it."""
    parsed, comparison = read(content)
    (finding,) = comparison.findings
    return finding, sentence(finding, parsed.round)


def test_as_it_was_made_it_says_nothing(content):
    assert changes(content) == {}
    assert findings(content) == []
    assert read(content)[1].unchanged > 15


@pytest.mark.parametrize("word", ["In progress", "  käynnissä ", "PÅGÅR", "in_progress", "Käynnissä\u00a0"])
def test_a_word_is_understood_in_every_language_and_any_case(content, row, word):
    filled = edit(content, ("answers", row, "stage", word))
    assert changes(filled) == {("answers", row, "stage"): ("new", "", "", "in_progress")}
    assert findings(filled) == []


@pytest.mark.parametrize(
    ("word", "value"), [("yes", "yes"), ("Kyllä", "yes"), ("JA", "yes"), ("x", "yes"), (True, "yes")]
)
def test_yes_is_understood_in_every_language(content, row, word, value):
    filled = edit(content, ("answers", row, "is_unchanged", word))
    assert changes(filled) == {("answers", row, "is_unchanged"): ("new", "", "", value)}


@pytest.mark.parametrize("word", ["no", "Ei", "nej", False])
def test_no_is_what_an_empty_cell_says(content, row, word):
    assert changes(edit(content, ("answers", row, "is_unchanged", word))) == {}


@pytest.mark.parametrize("column", ["stage", "confidence", "cause", "is_unchanged"])
def test_an_unknown_word_is_named_with_its_cell_and_the_words_to_choose_from(content, row, column):
    filled = edit(content, ("answers", row, column, "vihreä"))
    finding, told = found(filled)
    assert changes(filled) == {}
    assert (finding.level, finding.code, finding.place) == (
        "error", "word_unknown", place_of(filled, "answers", row, column),
    )  # fmt: skip
    assert told.startswith(f"{finding.place} (measure 2.2): “vihreä” can't be chosen here: choose one of ")


@pytest.mark.parametrize("day", ["1.2.2018", "01.02.2018", " 1. 2. 2018 ", "2018-02-01", date(2018, 2, 1),
                                 datetime(2018, 2, 1, 13, 30)])  # fmt: skip
def test_a_day_is_read_as_a_date_or_in_two_ways_of_writing(content, row, measure, day):
    place = ("outcomes", f"{row}.{measure.schedule.get().pk}", "done_on")
    filled = edit(content, (*place, day))
    assert changes(filled) == {place: ("new", "", "", "2018-02-01")}
    assert findings(filled) == []


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("day_ambiguous", "01/02/2018"),
        ("day_ambiguous", "1-2-2018"),
        ("day_ambiguous", "1.2.18"),
        ("day_unreadable", "31.2.2018"),
        ("day_unreadable", "keväällä"),
        ("day_is_number", time(12, 0)),
        ("day_out_of_range", "1.2.1018"),
        ("day_out_of_range", datetime(2101, 1, 1)),
        ("day_out_of_range", datetime(1905, 7, 10)),
        ("day_out_of_range", "1.1.0000"),
        ("day_in_future", "1.7.2018"),
    ],
)
def test_a_day_that_is_none_is_refused(content, row, measure, code, day):
    place = ("outcomes", f"{row}.{measure.schedule.get().pk}", "done_on")
    filled = edit(content, (*place, day))
    finding, told = found(filled)
    assert (finding.level, finding.code, finding.place) == ("error", code, place_of(filled, *place))
    assert told.startswith(finding.place)
    assert changes(filled) == {}


def test_a_date_that_was_turned_into_a_number_is_not_guessed(content, row, measure):
    book = opened(content)
    cell = cell_of(book, "outcomes", f"{row}.{measure.schedule.get().pk}", "done_on")
    cell.value, cell.number_format = 43132, "General"
    finding, told = found(saved(book))
    assert (finding.level, finding.code) == ("error", "day_is_number")
    assert "the number 43132: write the day as 1.2.2026" in told


def test_a_number_that_excel_turned_into_a_date_is_not_guessed(content, row):
    filled = edit(content, ("answers", row, "done", datetime(2018, 2, 1)))
    finding, told = found(filled)
    assert (finding.level, finding.code) == ("error", "date_in_text")
    assert "1 February 2018" in told
    assert "apostrophe" in told
    assert changes(filled) == {}


@pytest.mark.parametrize(("number", "text"), [(42, "42"), (2.5, "2.5"), (0.1 + 0.2, "0.3")])
def test_a_number_in_a_text_is_read_and_told(content, row, number, text):
    filled = edit(content, ("answers", row, "done", number))
    finding, _told = found(filled)
    assert changes(filled) == {("answers", row, "done"): ("new", "", "", text)}
    assert (finding.level, finding.code, finding.facts["new"]) == ("doubt", "number_in_text", text)


def formula(content, row, cached):
    """A formula in the cell `done`, with the result that Excel would have stored, or none."""
    book = opened(content)
    cell = cell_of(book, "answers", row, "done")
    cell.value = "=1+1"
    title, place = cell.parent.title, cell.coordinate
    return with_result(saved(book), title, place, cached)


def with_result(content, title, place, cached):
    from tests.updates.test_workbook_opening import repacked

    names = [sheet.title for sheet in opened(content).worksheets]
    part = f"xl/worksheets/sheet{names.index(title) + 1}.xml"
    value = f'<c r="{place}" t="str"><f>1+1</f><v>{cached}</v></c>'.encode()

    def change(name, text):
        if name != part or not cached:
            return text
        start = text.index(f'<c r="{place}"'.encode())
        return text[:start] + value + text[text.index(b"</c>", start) + 4 :]

    return repacked(content, change)


def test_a_formula_is_never_evaluated_its_stored_result_is_read_and_told(content, row):
    filled = formula(content, row, "valmis")
    finding, told = found(filled)
    assert changes(filled) == {("answers", row, "done"): ("new", "", "", "valmis")}
    assert (finding.level, finding.code) == ("doubt", "formula_value_used")
    assert "“valmis”" in told


def test_a_formula_without_a_result_is_an_error(content, row):
    filled = formula(content, row, "")
    finding, told = found(filled)
    assert (finding.level, finding.code, finding.place) == (
        "error", "formula_without_value", place_of(filled, "answers", row, "done"),
    )  # fmt: skip
    assert changes(filled) == {}
    assert "type the text itself" in told


def test_an_error_in_a_cell_is_named(content, row):
    book = opened(content)
    cell = cell_of(book, "answers", row, "done")
    cell.value, cell.data_type = "#REF!", "e"
    finding, _told = found(saved(book))
    assert (finding.level, finding.code) == ("error", "cell_error")


@pytest.mark.parametrize(("sheet", "column", "most"), [("answers", "done", 5000), ("steps", "text", 500)])
def test_a_text_is_as_long_as_its_column_takes(content, row, sheet, column, most):
    key = row if sheet == "answers" else f"{row}.1"
    filled = edit(content, (sheet, key, column, "a" * most))
    assert len(changes(filled)) == 1
    filled = edit(content, (sheet, key, column, "a" * (most + 1)))
    finding, told = found(filled)
    assert (finding.level, finding.code) == ("error", "text_too_long")
    assert f"has {most + 1} characters, and at most {most}" in told
    assert changes(filled) == {}


def test_a_body_is_found_by_any_of_its_names(content, row, cast):
    make_body("POHA", name_fi="Poliisihallitus", name_sv="Polisstyrelsen", aliases=["poliisin hallitus"])
    for name in ("poha", "Poliisihallitus", "POLISSTYRELSEN ", "poliisin  hallitus"):
        steps = [("steps", f"{row}.1", "text", "sopimus"), ("steps", f"{row}.1", "body", name)]
        assert len(changes(edit(content, *steps))) == 2


def test_an_unknown_or_ambiguous_body_is_named(content, row):
    for key in ("A1", "A2"):
        make_body(key, name_fi="Sama nimi")
    for name, code in (("Nobody", "body_unknown"), ("sama nimi", "body_ambiguous")):
        filled = edit(content, ("steps", f"{row}.1", "text", "sopimus"), ("steps", f"{row}.1", "body", name))
        assert [each[0] for each in findings(filled)] == [code]


def test_a_step_needs_its_text(content, row):
    filled = edit(content, ("steps", f"{row}.1", "day", "1.2.2019"))
    finding, _told = found(filled)
    assert (finding.level, finding.code) == ("error", "step_without_text")
    assert changes(filled) == {}


def test_moved_columns_are_read_by_the_hidden_row(content, row):
    book = opened(edit(content, ("answers", row, "done", "tehty")))
    sheet = sheet_of(book, "answers")
    column = cell_of(book, "answers", row, "done").column
    for cells in sheet.iter_rows(max_row=3):
        cells[column - 1].value, cells[3].value = cells[3].value, cells[column - 1].value
    filled = saved(book)
    assert changes(filled) == {("answers", row, "done"): ("new", "", "", "tehty")}
    assert findings(filled) == [("columns_moved", "Answers")]


def test_rows_and_columns_put_before_the_table_do_not_disturb(content, row):
    book = opened(edit(content, ("answers", row, "done", "tehty")))
    sheet = sheet_of(book, "answers")
    sheet.insert_rows(1, 2)
    sheet.insert_cols(1)
    assert changes(saved(book)) == {("answers", row, "done"): ("new", "", "", "tehty")}


def test_a_missing_column_is_named_and_changes_nothing(content, row):
    book = opened(edit(content, ("answers", row, "done", "tehty"), ("answers", row, "reason", "koska")))
    sheet = sheet_of(book, "answers")
    sheet.delete_cols(cell_of(book, "answers", row, "done").column)
    filled = saved(book)
    finding, told = found(filled)
    assert changes(filled) == {("answers", row, "reason"): ("new", "", "", "koska")}
    assert (finding.code, finding.place) == ("column_missing", "Answers")
    assert "“what has been done”" in told


def test_a_column_twice_is_not_read(content, row):
    book = opened(edit(content, ("answers", row, "done", "tehty")))
    sheet_of(book, "answers").cell(1, 60).value = "done"
    assert [code for code, _place in findings(saved(book))] == ["column_twice", "text_outside"]
    assert changes(saved(book)) == {}


def test_a_row_twice_is_read_neither_time(content, row):
    book = opened(edit(content, ("answers", row, "done", "tehty")))
    sheet = sheet_of(book, "answers")
    for cell in sheet[3]:
        sheet.cell(10, cell.column).value = cell.value
    finding, told = found(saved(book))
    assert (finding.level, finding.code) == ("error", "row_twice")
    assert "rows 3 and 10" in told
    assert changes(saved(book)) == {}


def test_a_missing_row_is_named(content, row, measure):
    book = opened(content)
    sheet_of(book, "answers").delete_rows(3)
    finding, told = found(saved(book))
    assert (finding.level, finding.code) == ("doubt", "row_missing")
    assert "measure 2.2" in told


def test_a_row_that_is_not_ours_is_told_with_its_words(content):
    book = opened(content)
    sheet_of(book, "answers")["D9"].value = "uusi toimenpide"
    finding, told = found(saved(book))
    assert (finding.level, finding.code, finding.place) == ("error", "row_unknown", "Answers!D9")
    assert "“uusi toimenpide”" in told


def test_a_hidden_row_is_read_with_a_notice(content, row):
    book = opened(edit(content, ("answers", row, "done", "tehty")))
    sheet_of(book, "answers").row_dimensions[3].hidden = True
    finding, _told = found(saved(book))
    assert (finding.level, finding.code) == ("note", "rows_hidden")
    assert list(changes(saved(book))) == [("answers", row, "done")]


def test_merged_cells_are_not_read(content, row):
    book = opened(edit(content, ("answers", row, "done", "tehty")))
    column = cell_of(book, "answers", row, "done").column_letter
    sheet_of(book, "answers").merge_cells(f"{column}3:{column}4")
    finding, _told = found(saved(book))
    assert (finding.level, finding.code) == ("error", "cells_merged")
    assert changes(saved(book)) == {}


def test_changed_protected_cells_are_named_and_left_out(content, row):
    filled = edit(content, ("answers", row, "measure", "Parempi otsikko"), ("answers", row, "before.done", "muuta"))
    parsed, comparison = read(filled)
    assert changes(filled) == {}
    assert [(each.level, each.code) for each in comparison.findings] == [("doubt", "protected_changed")] * 2
    told = sentence(comparison.findings[0], parsed.round)
    assert told.startswith(place_of(filled, "answers", row, "measure"))
    assert "“Parempi otsikko”" in told


def test_what_stands_beside_the_table_and_in_notes_is_told(content, row):
    book = opened(content)
    sheet = sheet_of(book, "answers")
    sheet["AZ3"].value = "huom"
    cell_of(book, "answers", row, "done").comment = Comment("kysy Liisalta", "x")
    book.create_sheet("Muistiot")["A1"].value = "omia"
    assert [code for code, _place in findings(saved(book))] == ["comment_unread", "text_outside", "sheet_unknown"]


def test_a_copied_sheet_is_not_read_and_a_missing_one_is_named(content, row):
    book = opened(edit(content, ("answers", row, "done", "tehty")))
    copy = book.copy_worksheet(sheet_of(book, "answers"))
    assert findings(saved(book)) == [("sheet_twice", copy.title)]
    assert len(changes(saved(book))) == 1
    del book[sheet_of(book, "steps").title], book[copy.title]
    finding, told = found(saved(book))
    assert (finding.code, "Next steps" in told) == ("sheet_missing", True)


def test_an_older_issue_is_read_with_a_note(cast, round, content, row):
    make(round, cast.leading)
    filled = edit(content, ("answers", row, "done", "tehty"))
    finding, told = found(filled)
    assert (finding.level, finding.code) == ("note", "issue_old")
    assert "issue 1" in told
    assert "issue 2" in told
    assert len(changes(filled)) == 1


def test_a_changed_hidden_sheet_is_told(content):
    book = opened(content)
    next(row for row in book["etenee"].iter_rows(max_col=2) if row[0].value == "body")[1].value = "OUT"
    finding, _told = found(saved(book))
    assert (finding.level, finding.code) == ("note", "identity_changed")


def test_a_submitted_answer_is_not_touched(cast, measure, content, row):
    make_update(measure, state="submitted", done="valmis")
    filled = edit(content, ("answers", row, "done", "muuta"), ("steps", f"{row}.1", "text", "uusi"))
    parsed, comparison = read(filled)
    assert comparison.differences == []
    assert [(each.level, each.code) for each in comparison.findings] == [("error", "answer_submitted")] * 2
    assert "take the answer back first" in sentence(comparison.findings[0], parsed.round)


def test_a_closed_round_says_why_nothing_is_taken(cast, round, content, row):
    round.closes = date(2018, 7, 20)
    round.save()
    filled = edit(content, ("answers", row, "done", "muuta"))
    parsed, comparison = read(filled, on=date(2018, 7, 21))
    (finding,) = comparison.findings
    assert (finding.level, finding.code) == ("error", "answer_locked")
    assert "took answers until 20 July 2018" in sentence(finding, parsed.round)


def test_a_measure_that_is_no_longer_asked_is_told(cast, measure, content, row):
    make_measure(measure.programme, lead=cast.leading)
    measure.responsibilities.filter(role="lead").delete()
    filled = edit(content, ("answers", row, "done", "muuta"))
    assert [code for code, _place in findings(filled)] == ["not_owed"]
    assert changes(filled) == {}


def test_a_line_that_is_no_longer_asked_is_told(measure, content, row):
    item = measure.schedule.get()
    filled = edit(content, ("outcomes", f"{row}.{item.pk}", "done_on", "1.2.2018"))
    item.until = date(2018, 6, 1)
    item.save()
    assert [code for code, _place in findings(filled)] == ["line_gone"]


def test_control_characters_and_escapes_of_excel_are_read_as_people_see_them(content, row):
    filled = edit(content, ("answers", row, "done", "a_x000D_b_x005F_x0041_"))
    assert changes(filled)[("answers", row, "done")][3] == "a\nb_x0041_"


def test_an_escape_letter_by_letter_comes_back(cast, measure, round):
    make_update(measure, done="koodi _x0041_ on A")
    content = make(round, cast.leading)
    assert changes(content) == {}
    assert findings(content) == []


def test_every_sentence_can_be_told():
    names = {name for words in SENTENCES.values() for name in re.findall(r"%\((\w+)\)s", words)}
    facts = dict.fromkeys(names, "x")
    assert all(words % facts for words in SENTENCES.values())
