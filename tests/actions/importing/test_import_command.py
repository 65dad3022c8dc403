"""import_programme as people run it: what it prints, what it refuses, its exit status."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actions.models import Measure, ProgrammeImport
from actors.models import Body
from strategy.models import Programme
from tests.actions.importing.programmes import body, document, leans_on, measure, role, table
from tests.actions.importing.table_files import HEADER, csv_text, with_parts, xlsx

HOME = Path(__file__).parents[3]
ROWS = (("1.1", "Tehdään jotakin", "Aloitetaan", "SM", "joskus"), ("1.2", "Muuta", "", "Outo toimisto", "2018"))

pytestmark = pytest.mark.django_db


def imported(file, *arguments, slug="ohjelma"):
    """What the command prints, in English; raises CommandError when it ends with status 1."""
    out = StringIO()
    call_command("import_programme", str(file), "--slug", slug, "--language", "en", *arguments, stdout=out)
    return out.getvalue()


def refused(file, *arguments, slug="ohjelma"):
    """The sentence of the refusal; nothing was changed."""
    with pytest.raises(CommandError) as refusal:
        imported(file, *arguments, slug=slug)
    assert not Programme.objects.exists()
    assert not Body.objects.exists()
    assert not ProgrammeImport.objects.exists()
    return str(refusal.value)


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


@pytest.fixture
def csv(write):
    return write("t.csv", table(*ROWS))


def test_it_tells_counts_doubts_unread_schedules_and_unknown_bodies(csv):
    told = imported(csv).split("\n")
    assert "measure                         2        0        0          0" in told
    assert "To be checked (1):" in told
    assert "  t.csv does not tell the name of the programme: type it." in told
    assert "  line 2, 1.1: joskus" in told
    assert "  Outo toimisto (Other)" in told
    assert told[-2] == "11 facts were brought in."


def test_the_same_file_again_says_that_nothing_was_changed(csv):
    imported(csv)
    assert imported(csv).rstrip().endswith("Nothing was changed: the file says what the programme says already.")


def test_a_dry_run_tells_the_same_and_changes_nothing(csv):
    told = imported(csv, "--dry-run")
    assert "Nothing was changed, for this was a trial: 11 facts would change." in told
    assert not Programme.objects.exists()
    assert not ProgrammeImport.objects.exists()


def test_the_result_is_one_json_document(csv):
    told = json.loads(imported(csv, "--json", "--name-fi", "Ohjelma"))
    assert (told["applied"], told["dry_run"], told["counts"]["measure"]["new"]) == (True, False, 2)
    assert told["unread_schedules"] == ["line 2, 1.1: joskus"]
    assert told["unknown_bodies"] == ["Outo toimisto (Other)"]
    assert {finding["level"] for finding in told["findings"]} == {"note"}
    assert told["changes"][0] == {
        "verb": "new", "subject": "programme", "measure": None, "name": "ohjelma",
        "fields": told["changes"][0]["fields"],
    }  # fmt: skip


def test_a_dry_run_as_json_is_not_applied(csv):
    told = json.loads(imported(csv, "--json", "--dry-run"))
    assert (told["applied"], told["dry_run"], bool(told["changes"])) == (False, True, True)


def test_a_failure_is_one_json_document_too(write):
    out = StringIO()
    file = write("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(CommandError):
        call_command("import_programme", str(file), "--slug", "ohjelma", "--json", "--language", "en", stdout=out)
    told = json.loads(out.getvalue())
    assert told["applied"] is False
    assert [finding["code"] for finding in told["findings"]] == ["file_is_picture"]
    assert told["findings"][0]["message"].startswith("a.xlsx is a picture (PNG), not a table: save")


def test_a_file_that_is_not_there_is_a_json_document_too(tmp_path):
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_programme", str(tmp_path / "no.csv"), "--slug", "a", "--json", stdout=out)
    assert json.loads(out.getvalue())["findings"][0]["code"] == "file_not_there"


def test_names_in_three_languages_are_kept(csv):
    imported(csv, "--name-fi", "Ohjelma", "--name-sv", "Program", "--name-en", "Programme")
    own = Programme.objects.get()
    assert (own.name_fi, own.name_sv, own.name_en) == ("Ohjelma", "Program", "Programme")


def test_who_imports_is_kept_when_told(csv, cast):
    imported(csv, "--by", "Office@example.org")
    assert ProgrammeImport.objects.get().made_by == cast.office


def test_nobody_imports_by_an_address_that_is_not_here(csv):
    assert refused(csv, "--by", "no@example.org").startswith("Nobody here has the e-mail address “no@example.org”")


def test_files_that_can_not_be_had_are_told(tmp_path):
    assert refused(tmp_path / "no.csv") == f"There is no file {tmp_path}/no.csv: check its name and folder."
    assert refused(tmp_path) == f"{tmp_path} is a folder: name a file in it."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(write):
    file = write("t.csv", b"x")
    file.chmod(0)
    assert "can't be read" in refused(file)


def bomb():
    """A small workbook that unpacks to sixty million bytes."""
    return with_parts(xlsx([HEADER, ROWS[0]]), {"xl/worksheets/sheet1.xml": b" " * 60_000_000})


def test_a_bomb_is_refused(write):
    assert refused(write("bomb.xlsx", bomb())).startswith("bomb.xlsx unpacks to")


def as_json(*measures, **facts):
    return json.dumps(document(*measures, **facts)).encode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", b"", "empty.csv is empty: choose"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(90), "a.xlsx is a picture (PNG), not a table: save"),
        ("a.csv", csv_text([("Nro", "Toimenpide", "Muuta"), ("1.1", "a", "b")]), "no header row names the columns"),
        ("a.csv", table(*ROWS, ("1.1", "Toinen", "", "SM", "")), "a.csv, line 4: "),
        ("a.csv", table(("1/1", "a", "", "SM", "")), "a.csv, line 2: “1/1” has the wrong form: write it as in 4.3."),
        ("a.json", b'{"format": "etenee-programme/1",\n oops}', "line 2, column 2"),
        ("a.json", b'{"format": "other"}', "a.json is JSON, but not a programme"),
        ("a.json", b'{"format": "etenee-programme/1"}', "a.json, $: programme, areas, bodies, measures is missing"),
        ("a.json", as_json(measure(), bodies=[]), "measure 1.1: body “SM” is not in the document"),
        ("a.json", as_json(measure(links=[leans_on("7.7")])), "measure “7.7” is not in"),
        ("a.json", as_json(measure(), areas=[]), "area “1” is not in the document: add it"),
        ("a.json", as_json(measure(), bodies=[body("SM", until="2018-02-30")]), "“2018-02-30” is no day: write"),
    ],
)
def test_bad_files_get_a_sentence_with_file_place_and_remedy(write, name, content, words):
    assert words in refused(write(name, content))


@pytest.mark.parametrize("step", [1, 99])
def test_a_step_that_is_not_there_is_told(write, step):
    one = measure(roles=[])
    one["responsibilities"] = [role("lead", "SM", step=step)]
    assert f"step “{step}” is not in the document" in refused(write("a.json", json.dumps(document(one)).encode()))


@pytest.mark.parametrize("slug", ["Ä b", "admin", "a" * 61, "toimijat", "x" * 61])
def test_addresses_that_no_programme_can_have_are_told(csv, slug):
    assert f"“{slug}”" in refused(csv, slug=slug)


def test_many_faults_are_told_to_twenty_and_counted(write):
    rows = [(f"1/{n}", "a", "", "SM", "") for n in range(30)]
    told = refused(write("a.csv", table(*rows))).split("\n")
    assert (len(told), told[-1]) == (21, "There are 10 more faults.")


def test_a_large_document_comes_in_from_the_command_line(write):
    texts = {"fi": "x" * 2_000_000}
    source = document(*[measure(f"1.{n}", text=texts) for n in range(1, 4)])
    imported(write("large.json", json.dumps(source).encode()))
    assert Measure.objects.count() == 3


def test_a_large_table_is_refused(write):
    assert "large.csv has 6,0 MB, and at most 5 MB" in refused(write("large.csv", b"x" * 6_000_000))


class Run:
    """The command as a process."""

    def __init__(self, *arguments, **environment):
        own = {k: v for k, v in os.environ.items() if k not in {"LANG", "LC_ALL", "LC_MESSAGES"}}
        command = [sys.executable, "manage.py", "import_programme", *arguments]
        done = subprocess.run(command, cwd=HOME, env=own | environment, capture_output=True, timeout=120)
        self.status, self.out, self.err = done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_refusal_is_one_line_on_standard_error_and_status_1(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3"}
    (tmp_path / "a.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(90))
    run = Run(str(tmp_path / "a.xlsx"), "--slug", "a", "--language", "en", **database)
    assert (run.status, run.out) == (1, "")
    assert run.err.count("\n") == 1
    assert "a.xlsx is a picture" in run.err
    run = Run(str(tmp_path / "a.xlsx"), "--slug", "a", "--language", "en", "--json", **database)
    assert (run.status, json.loads(run.out)["applied"]) == (1, False)


def test_json_is_utf_8_in_a_terminal_that_is_not(tmp_path):
    (tmp_path / "t.csv").write_bytes(table(("1.1", "Ääkköset “näin”", "", "SM", "")))
    run = Run(
        str(tmp_path / "t.csv"), "--slug", "a", "--json", PYTHONIOENCODING="latin-1",
        DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3",
    )  # fmt: skip
    assert run.status == 0, run.err
    assert "Ääkköset “näin”" in run.out


def test_a_terminal_without_some_letters_gets_question_marks_for_them(tmp_path):
    (tmp_path / "t.csv").write_bytes(table(*ROWS))
    run = Run(
        str(tmp_path / "t.csv"), "--slug", "a", PYTHONIOENCODING="ascii",
        DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3",
    )  # fmt: skip
    assert run.status == 0, run.err
    assert run.out.startswith("a ? t.csv")


def test_a_database_that_is_none_is_told_and_not_traced(tmp_path):
    (tmp_path / "none.sqlite3").write_bytes(b"this is no database" * 100)
    (tmp_path / "t.csv").write_bytes(table(*ROWS))
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"}
    run = Run(str(tmp_path / "t.csv"), "--slug", "a", "--language", "en", **database)
    assert run.status == 1
    assert "The database did not answer as it should (file is not a database), and nothing was changed" in run.err
    assert "Traceback" not in run.err


def test_a_database_without_the_newest_migrations_is_told(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/old.sqlite3"}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "actors", "0001", "--verbosity=0"],
        cwd=HOME, env=os.environ | database, check=True, timeout=120,
    )  # fmt: skip
    (tmp_path / "t.csv").write_bytes(table(*ROWS))
    run = Run(str(tmp_path / "t.csv"), "--slug", "a", "--language", "en", **database)
    assert run.status == 1
    assert "The database is older than the program" in run.err
    assert "Traceback" not in run.err
