"""A workbook comes back from a real LibreOffice: opened there, saved there, and from its own format."""

from datetime import date

import pytest

from tests.factories import at, make_round, make_schedule_item, make_update
from tests.libreoffice import converted, needs_libreoffice
from tests.updates.workbook_files import changes, edit, findings, make, opened, sheet_of, take
from updates.models import Lines, NextStep, Question, Update, lines_of

pytestmark = needs_libreoffice


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get(slug="kevat-2018")


@pytest.fixture
def content(cast, measure, round):
    """A workbook with every sheet, and with words that programs like to take for something else."""
    earlier = make_round(measure.programme, "syksy-2017", opens=date(2017, 9, 1), due=date(2017, 10, 31))
    update = make_update(measure, earlier, done="=1+1\n\n- viiva", reason="1.2.")
    step = NextStep("Sopimus allekirjoitettu", date(2018, 3, 1), update.body_id)
    update.write(update.words(), {}, 1, None, at(date(2017, 9, 15)), lines=Lines((step,)))
    update.submit(None, at(date(2017, 9, 16)))
    make_schedule_item(measure, text_fi="syksy 2018")
    make_schedule_item(measure, 2, text_fi="31.12.2018 mennessä", done_on=date(2018, 1, 31))
    Question.objects.create(round=round, n=1, text_fi="Mitä apua tarvitsette?")
    make_update(measure, round, done="+358 ja _x0041_", reason="@maininta", obstacles="007")
    return make(round, cast.leading, "fi")


@pytest.mark.parametrize("kinds", [("xlsx",), ("ods", "xlsx")], ids=["saved there", "through its own format"])
def test_as_it_was_made_it_comes_back_without_a_change_or_a_word(content, tmp_path, kinds):
    back = converted(content, tmp_path, *kinds)
    assert changes(back) == {}
    assert findings(back) == []


def test_five_edits_are_five_changes_and_twice_is_once(measure, round, content, tmp_path):
    row = f"l{measure.pk}"
    item = measure.schedule.order_by("n").first()
    promise = Update.objects.order_by("pk").first().promises.get()
    filled = edit(
        converted(content, tmp_path, "xlsx"),
        ("answers", row, "done", "=SUMMA(A1)\nja toinen rivi"),
        ("answers", row, "stage", "Toteutunut"),
        ("steps", f"{row}.1", "text", "Koulutus pidetty"),
        ("outcomes", f"{row}.{item.pk}", "done_on", date(2018, 6, 1)),
        ("promises", f"{row}.{promise.pk}", "fate", "tehty"),
    )
    (tmp_path / "again").mkdir()
    back = converted(filled, tmp_path / "again", "ods", "xlsx")
    assert len(changes(back)) == 5
    assert findings(back) == []
    take(back)
    update = Update.objects.get(round=round)
    assert (update.done, update.stage) == ("=SUMMA(A1)\nja toinen rivi", "implemented")
    assert lines_of(update).steps[0].text == "Koulutus pidetty"
    assert changes(back) == changes(filled) == {}


def test_what_is_locked_hidden_and_offered_stays_so(content, tmp_path):
    book = opened(converted(content, tmp_path, "xlsx"))
    sheet = sheet_of(book, "answers")
    assert sheet.protection.sheet
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden
    assert book["etenee"].sheet_state in {"hidden", "veryHidden"}
    assert any(rule.type == "list" for rule in sheet.data_validations.dataValidation)
    assert any(cell.comment for cell in sheet[2])
