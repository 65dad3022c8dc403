"""Imports as wholes: confirmed by token, all or nothing, one at a time, in a bounded number of queries."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import dj_database_url
import pytest
from django.db import ConnectionHandler, connection
from django.test.utils import CaptureQueriesContext

from actions.importing.preparing import prepare
from actions.importing.running import Changed, carry_out
from actions.models import Measure, ProgrammeImport
from actors.models import Body
from strategy.models import Programme
from tests.actions.importing.programmes import DAY, NEXT, bring, document, leans_on, measure, table
from tests.demo_server import own_database
from tests.factories import at

HOME = Path(__file__).parents[3]
FIXTURE = HOME / "fixtures" / "sts-2018.json"
KILLS = 20


def as_bytes(source):
    return json.dumps(source).encode()


def shown(source, on=DAY):
    return prepare("a.json", as_bytes(source), "ohjelma", {}, on)


def confirm(source, token, on=DAY, **options):
    return carry_out("a.json", as_bytes(source), "ohjelma", {}, on, at(on), token=token, **options)


@pytest.mark.django_db
def test_a_preview_writes_nothing():
    assert shown(document(measure())).differing
    assert not Programme.objects.exists()
    assert not Body.objects.exists()


@pytest.mark.django_db
def test_what_was_shown_is_brought_in():
    confirm(document(measure()), shown(document(measure())).token)
    assert Measure.objects.get().code == "1.1"


@pytest.mark.django_db
def test_a_token_is_good_for_the_changes_that_were_shown_and_no_others():
    token = shown(document(measure("1.1"), measure("1.2"))).token
    bring(document(measure("1.1")))
    with pytest.raises(Changed):
        confirm(document(measure("1.1"), measure("1.2")), token)
    assert [row.code for row in Measure.objects.all()] == ["1.1"]


@pytest.mark.django_db
def test_the_file_its_sum_who_and_when_are_kept(cast):
    content = table(("1.1", "Tehdään", "", "SM", "2018"))
    prepared = carry_out("t.csv", content, "ohjelma", {"fi": "Ohjelma"}, DAY, at(DAY), by=cast.office)
    kept = ProgrammeImport.objects.get()
    assert (bytes(kept.content), kept.file_name, kept.made_by, kept.made_at) == (content, "t.csv", cast.office, at(DAY))
    assert kept.sha256 == prepared.sha256
    assert kept.programme.slug == "ohjelma"
    assert kept.outcome["changes"]["measure"]["new"] == 1


@pytest.mark.django_db
def test_a_file_with_errors_changes_nothing():
    prepared = confirm(document(measure(links=[leans_on("9.9")])), None)
    assert not prepared.may_apply
    assert not Programme.objects.exists()
    assert not ProgrammeImport.objects.exists()


@pytest.mark.django_db
def test_a_table_makes_no_second_programme_of_another_kind():
    known = document(measure())
    known["programme"] |= {"kind": "cooperation_model", "measure_word": {"fi": "painopiste"}}
    bring(known)
    bring(table(("1.1", "Teksti 1.1", "", "SM", "")), NEXT, file="t.csv")
    assert Programme.objects.get().kind == "cooperation_model"
    assert Programme.objects.get().measure_word_fi == "painopiste"


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["Ä b", "", "a" * 61, "admin", "bodies", "toimijat", "aktorer", "a/b", "..", "a\nb"])
def test_an_address_that_no_programme_can_have_is_told(slug):
    prepared = prepare("a.json", as_bytes(document(measure())), slug, {}, DAY)
    assert [finding.code for finding in prepared.errors] in (["address_wrong"], ["address_reserved"])


@pytest.mark.django_db
def test_a_document_of_another_programme_is_a_doubt():
    prepared = prepare("a.json", as_bytes(document(measure(), slug="toinen")), "ohjelma", {}, DAY)
    assert [finding.code for finding in prepared.findings] == ["address_differs"]
    assert prepared.document["programme"]["slug"] == "ohjelma"


@pytest.mark.django_db
def test_a_programme_without_a_name_is_a_doubt_and_is_called_by_its_address():
    prepared = carry_out("t.csv", table(("1.1", "Tehdään", "", "SM", "")), "ohjelma", {}, DAY, at(DAY))
    assert "programme_without_name" in [finding.code for finding in prepared.findings]
    assert str(Programme.objects.get()) == "ohjelma"


@pytest.mark.django_db
def test_a_name_that_is_typed_beside_a_document_wins_and_may_be_too_long():
    content = as_bytes(document(measure()))
    assert prepare("a.json", content, "ohjelma", {"fi": "Toinen"}, DAY).document["programme"]["name"] == {
        "fi": "Toinen"
    }
    assert [f.code for f in prepare("a.json", content, "ohjelma", {"fi": "x" * 251}, DAY).errors] == ["json_too_long"]


@pytest.mark.django_db
def test_a_table_cell_that_no_column_can_hold_is_told_by_its_place():
    prepared = prepare("t.csv", table(("1/2020", "Tehdään", "", "SM", "")), "ohjelma", {}, DAY)
    assert [(finding.code, finding.place) for finding in prepared.errors] == [("json_wrong_form", "rivi 2")]


@pytest.mark.django_db
def test_translations_that_may_be_stale_are_told_once_for_all_measures():
    bring(document(measure("1.1", text={"fi": "a", "sv": "å"}), measure("1.2", text={"fi": "b", "sv": "b"})))
    rows = (("1.1", "uusi", "", "SM", ""), ("1.2", "uusi", "", "SM", ""))
    prepared = prepare("t.csv", table(*rows), "ohjelma", {}, NEXT)
    assert [f.facts["measures"] for f in prepared.findings if f.code == "text_changed"] == ["1.1, 1.2"]


@pytest.mark.django_db
def test_bodies_that_no_list_has_wait_for_an_administrator():
    prepared = bring(table(("1.1", "Tehdään", "", "SM\nKummallinen toimisto", "")), file="t.csv")
    assert prepared.unknown == {"Kummallinen toimisto"}
    assert set(Body.objects.unchecked().values_list("key", flat=True)) == {"Kummallinen toimisto"}


def many(number):
    """A document of measures that each have steps, a schedule, three roles and a link."""
    roles = [("lead", "SM"), ("unit", "PO", "SM"), ("partner", "OM")]
    each = [
        measure(f"{1 + n % 8}.{n // 8 + 1}", ["a", "b"], ["x", ("y", "2018")], roles, links=[leans_on(area="1")])
        for n in range(number)
    ]
    return document(*each)


def queries(deed):
    with CaptureQueriesContext(connection) as captured:
        deed()
    inserts = [q["sql"] for q in captured.captured_queries if q["sql"].startswith(("INSERT", "UPDATE"))]
    return len(captured), len(captured) - len(inserts)


@pytest.mark.django_db
def test_a_first_import_takes_as_many_questions_for_many_measures_as_for_few():
    few, questions_for_few = queries(lambda: bring(many(41), slug="a"))
    many_, questions_for_many = queries(lambda: bring(many(400), slug="b"))
    assert questions_for_few <= 40
    assert questions_for_many <= 40
    assert few <= 75
    assert many_ - few <= 150  # inserts go in batches, of some 50 rows on SQLite


@pytest.mark.django_db
def test_a_changed_file_takes_as_many_questions_for_many_measures_as_for_few():
    found = []
    for number, slug in ((8, "a"), (80, "b")):
        source = many(number)
        bring(source, slug=slug)
        for each in source["measures"]:
            each["text"] = {"fi": "uusi"}
            each["steps"].reverse()
            each["schedule"][1] = each["schedule"][1] | {
                "text": {"fi": "z"},
                "edtf": "2019",
                "earliest": "2019-01-01",
                "latest": "2019-12-31",
            }
            for n, step in enumerate(each["steps"], 1):
                step["n"] = n
        found.append(queries(lambda source=source, slug=slug: bring(source, NEXT, slug=slug))[1])
    # Due days that change are written one by one: four statements a measure, of which two are questions.
    assert found[1] - found[0] <= 2 * 2 * 72 + 2


@pytest.mark.django_db
def test_the_same_file_again_is_a_handful_of_questions():
    bring(many(41))
    assert queries(lambda: bring(many(41), NEXT))[0] <= 20


class Imports:
    """The import command as processes, on a database of their own that is looked into past them."""

    def __init__(self, folder, name):
        url = own_database(folder, name)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("ETENEE")} | {"DATABASE_URL": url}
        self.database = ConnectionHandler({"default": dj_database_url.parse(url)})["default"]
        assert self.finish(self.start("migrate", "--verbosity=0")) == ""

    def start(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(
            command, cwd=HOME, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def bring(self, slug):
        return self.start("import_programme", str(FIXTURE), "--slug", slug)

    def finish(self, process):
        """What the process said was wrong; nothing when it ended well."""
        told = process.communicate(timeout=200)[1].decode()
        return "" if process.returncode == 0 else told

    def counts(self):
        """How many rows every table has."""
        with self.database.cursor() as cursor:
            tables = sorted(self.database.introspection.table_names(cursor))
            cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables))
            return dict(cursor.fetchall())


@pytest.fixture
def imports(tmp_path):
    made = Imports(tmp_path, f"imports_{uuid4().hex}")
    yield made
    made.database.close()


@pytest.mark.django_db
def test_a_killed_import_leaves_nothing_or_everything(imports):
    """Before or after, never between: every table has as many rows as before, or as a whole import adds."""
    assert imports.finish(imports.bring("first")) == ""
    before, began = imports.counts(), time.monotonic()
    assert imports.finish(imports.bring("second")) == ""
    usual, now, chance = time.monotonic() - began, imports.counts(), random.Random(2018)
    whole = {table: now[table] - before[table] for table in now}
    assert whole["actions_measure"] == 41
    killed = 0
    for number in range(KILLS):
        before = now
        process = imports.bring(f"killed-{number}")
        time.sleep(usual * chance.uniform(0.5, 1.1))
        process.kill()
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        now = imports.counts()
        assert {table: now[table] - before[table] for table in now} in (whole, dict.fromkeys(now, 0))
    assert killed
    assert imports.finish(imports.bring("last")) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("slugs", [("sts", "sts"), ("one", "other")], ids=["same", "different"])
def test_imports_at_the_same_time_both_end_well(imports, slugs):
    processes = [imports.bring(slug) for slug in slugs]
    assert [imports.finish(process) for process in processes] == ["", ""]
    found = imports.counts()
    number = len(set(slugs))
    assert (found["strategy_programme"], found["actions_measure"]) == (number, 41 * number)
    assert found["actions_programmeimport"] == number
    assert found["actors_body"] == len(json.loads(FIXTURE.read_text(encoding="utf-8"))["bodies"])
