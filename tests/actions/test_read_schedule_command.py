import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

MANAGE = Path(__file__).parents[2] / "manage.py"


def lines_from(*texts: str, **options) -> list[dict]:
    printed = io.StringIO()
    call_command("read_schedule", *texts, stdout=printed, **options)
    return [json.loads(line) for line in printed.getvalue().splitlines()]


def give_standard_input(monkeypatch, octets: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(octets), encoding="utf-8"))


def test_each_text_is_one_line_of_json():
    assert lines_from("hösten 2018", "Jatkuvaa toimintaa.") == [
        {
            "text": "hösten 2018",
            "kind": "season",
            "edtf": "2018-23",
            "earliest": "2018-09-01",
            "latest": "2018-11-30",
            "parts": [{"text": "hösten 2018", "kind": "season", "edtf": "2018-23"}],
        },
        {
            "text": "Jatkuvaa toimintaa.",
            "kind": "continuous",
            "edtf": None,
            "earliest": None,
            "latest": None,
            "parts": [{"text": "Jatkuvaa toimintaa.", "kind": "continuous", "edtf": None}],
        },
    ]


def test_letters_are_printed_as_they_are():
    printed = io.StringIO()
    call_command("read_schedule", "kesällä 2019", stdout=printed)
    assert "kesällä" in printed.getvalue()


def test_the_year_helps_a_text_without_one():
    assert lines_from("keväällä", year=2019)[0]["edtf"] == "2019-21"


def test_without_texts_the_lines_of_standard_input_are_read(monkeypatch):
    give_standard_input(monkeypatch, "\ufeffsyksyllä 2018\r\n\n12/2018\nei aikataulua".encode())
    assert [line["edtf"] for line in lines_from()] == ["2018-23", "2018-12", None]


def test_a_line_that_is_not_utf_8_is_named(monkeypatch):
    give_standard_input(monkeypatch, "2018\nhösten 2018\n".encode("cp1252"))
    with pytest.raises(CommandError, match="Line 2 of standard input is not UTF-8"):
        lines_from()


def test_nothing_to_read_is_said(monkeypatch):
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr("sys.stdin", terminal)
    with pytest.raises(CommandError, match="Give schedule texts"):
        lines_from()


@pytest.mark.parametrize("year", [1899, 2101])
def test_a_year_out_of_time_is_refused(year):
    with pytest.raises(CommandError, match="between"):
        lines_from("keväällä", year=year)


def test_the_command_runs_from_a_shell_without_a_database():
    run = subprocess.run(
        [sys.executable, str(MANAGE), "read_schedule", "--year", "2018", "i höst"],
        env={"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing", "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert json.loads(run.stdout)["edtf"] == "2018-23"
