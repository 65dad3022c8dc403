import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actions.importing.interchange import validator
from tests.actions.importing.programmes import DAY, NEXT, bring, document, measure, text_of

HOME = Path(__file__).parents[3]

pytestmark = pytest.mark.django_db


def printed(*arguments):
    out = StringIO()
    call_command("export_programme", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_the_document_and_nothing_else():
    bring(document(measure(steps=["Ääkköset “näin”"])))
    assert printed("ohjelma") == text_of()
    assert list(validator().iter_errors(json.loads(printed("ohjelma")))) == []


def test_it_prints_an_earlier_day():
    bring(document(measure("1.1")))
    bring(document(measure("1.1"), measure("1.2")), NEXT)
    assert len(json.loads(printed("ohjelma", "--as-of", DAY.isoformat()))["measures"]) == 1
    assert len(json.loads(printed("ohjelma"))["measures"]) == 2


def test_a_programme_that_is_not_here_is_told_with_those_that_are(settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(CommandError, match="There is no programme “toinen”, and none else: import one first"):
        printed("toinen")
    bring(document(measure()))
    with pytest.raises(CommandError, match="those that are here are ohjelma"):
        printed("toinen")


def test_a_day_that_is_none_is_told():
    bring(document(measure()))
    with pytest.raises(CommandError, match=r"“31\.2\.2018” is no day: write it as 2018-12-31"):
        printed("ohjelma", "--as-of", "31.2.2018")


def test_the_document_is_utf_8_in_a_terminal_that_is_not(tmp_path):
    own = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3", "PYTHONIOENCODING": "latin-1"}
    fixture = HOME / "fixtures" / "sts-2018.json"
    run = [sys.executable, "manage.py"]
    subprocess.run([*run, "import_programme", str(fixture), "--slug", "a"], cwd=HOME, env=own, check=True, timeout=120)
    done = subprocess.run([*run, "export_programme", "a"], cwd=HOME, env=own, capture_output=True, timeout=120)
    assert json.loads(done.stdout.decode("utf-8"))["programme"]["slug"] == "a"
