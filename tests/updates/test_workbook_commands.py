import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_update
from tests.updates.workbook_files import edit, make, opened, place_of, sheet_of
from updates.models import Update, UploadedWorkbook, Workbook


@pytest.fixture(autouse=True)
def an_english_terminal(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


@pytest.fixture
def place(round):
    return f"{round.programme.slug}/{round.slug}"


@pytest.fixture
def row(measure):
    return f"l{measure.pk}"


@pytest.fixture
def filled(cast, round, row, tmp_path):
    """LEAD's workbook with a text typed, as a file."""
    file = tmp_path / "kevat.xlsx"
    file.write_bytes(edit(make(round, cast.leading), ("answers", row, "done", "tehty")))
    return file


def run(name, *options):
    """What the command prints, and why it failed ("" when it did not)."""
    out = StringIO()
    try:
        call_command(name, *map(str, options), stdout=out)
    except CommandError as fault:
        return out.getvalue(), str(fault)
    return out.getvalue(), ""


def read(*options):
    told, fault = run("read_workbook", *options, "--json")
    return json.loads(told)["files"], fault


def test_all_workbooks_of_a_round_are_written(place, tmp_path):
    told, fault = run("workbooks", place, "--out", tmp_path / "new", "--language", "sv")
    assert fault == ""
    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == [
        "kevat-2018-LEAD.xlsx", "kevat-2018-PART.xlsx",
    ]  # fmt: skip
    assert "kevat-2018-LEAD.xlsx" in told
    assert {issue.language for issue in Workbook.objects.all()} == {"sv"}


def test_one_bodys_alone(place, tmp_path):
    run("workbooks", place, "--out", tmp_path, "--body", "PART")
    assert [file.name for file in tmp_path.iterdir()] == ["kevat-2018-PART.xlsx"]
    sheet = sheet_of(opened((tmp_path / "kevat-2018-PART.xlsx").read_bytes()), "answers")
    assert sheet["A3"].value.startswith("p")


def test_an_unknown_round_or_body_is_named_with_what_there_is(place, tmp_path):
    assert place in run("workbooks", "a/b", "--out", tmp_path)[1]
    assert "XX" in run("workbooks", place, "--out", tmp_path, "--body", "XX")[1]


def test_a_folder_that_cannot_be_written_is_named(place, tmp_path):
    (tmp_path / "file").write_text("x")
    assert "give another folder" in run("workbooks", place, "--out", tmp_path / "file")[1]


def test_a_closed_round_has_none(round, place, tmp_path):
    round.due = round.closes = round.opens
    round.save()
    assert "took answers until 15 May 2018" in run("workbooks", place, "--out", tmp_path)[1]


def test_reading_prints_the_differences_and_changes_nothing(cast, filled, row, place):
    (told,), fault = read(filled)
    assert fault == ""
    assert (told["round"], told["body"], told["issue"], told["errors"], told["applied"]) == (place, "LEAD", 1, 0, 0)
    (change,) = told["differences"]
    cell = place_of(filled.read_bytes(), "answers", row, "done")
    assert change == {
        "cell": cell, "kind": "new", "measure": "2.2", "column": "done", "issued": "", "old": "", "new": "tehty",
        "message": f"{cell} (Measure 2.2: what has been done) was changed in the workbook.",
    }  # fmt: skip
    assert not Update.objects.exists()
    assert not UploadedWorkbook.objects.exists()


def test_it_is_applied_only_when_told_and_once(cast, filled):
    (told,), fault = read(filled, "--apply", "--by", "office@example.org")
    assert (told["applied"], fault) == (1, "")
    update = Update.objects.get()
    assert (update.done, update.saved_by) == ("tehty", cast.office)
    assert UploadedWorkbook.objects.get().by == cast.office
    (told,), _fault = read(filled, "--apply")
    assert (told["applied"], told["differences"]) == (0, [])
    assert Update.objects.get().version == 1


def test_errors_end_with_status_1_and_nothing_of_the_file_is_taken(cast, filled, row):
    filled.write_bytes(edit(filled.read_bytes(), ("answers", row, "stage", "vihreä")))
    (told,), fault = read(filled, "--apply")
    assert fault.startswith("1 error")
    (finding,) = told["findings"]
    assert (finding["kind"], finding["level"], finding["new"]) == ("word_unknown", "error", "vihreä")
    assert finding["message"].startswith(finding["cell"])
    assert (told["applied"], len(told["differences"])) == (0, 1)
    assert not Update.objects.exists()


def test_a_conflict_is_told_and_left(cast, measure, round, row, tmp_path):
    update = make_update(measure)
    file = tmp_path / "a.xlsx"
    file.write_bytes(edit(make(round, cast.leading), ("answers", row, "done", "kirjasta")))
    update.done = "verkosta"
    update.save()
    (told,), fault = read(file, "--apply", "--by", "lead@example.org")
    (change,) = told["differences"]
    assert (change["kind"], change["issued"], change["old"], change["new"]) == (
        "conflict", "tehtyä", "verkosta", "kirjasta",
    )  # fmt: skip
    assert (told["applied"], fault) == (0, "")


def test_several_files_and_those_that_are_none(cast, filled, tmp_path):
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_bytes(b"a;b")
    files, fault = read(filled, wrong, tmp_path / "missing.xlsx", tmp_path)
    assert fault.startswith("3 errors")
    assert {file["file"]: [finding["kind"] for finding in file["findings"]] for file in files} == {
        "kevat.xlsx": [], "wrong.xlsx": ["file_is_text"], "missing.xlsx": ["file_not_there"],
        tmp_path.name: ["file_not_readable"],
    }  # fmt: skip


def test_for_people_it_is_a_line_each(cast, filled):
    told, _fault = run("read_workbook", filled)
    assert "kevat.xlsx, LEAD, " in told
    assert "was changed in the workbook. – → tehty" in told
    assert "1 change, 0 taken in" in told


def test_nobody_of_that_address(cast, filled):
    assert "who@example.org" in run("read_workbook", filled, "--by", "who@example.org")[1]
