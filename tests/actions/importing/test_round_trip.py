"""What goes out comes in again as the same, and what comes in twice changes nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from actions.importing.document import dumps
from actions.importing.interchange import validator
from actions.models import ProgrammeImport, Standing
from actors.models import Body
from strategy.models import Phenomenon, Programme
from tests.actions.importing.arbitrary import documents
from tests.actions.importing.programmes import DAY, LATER, NEXT, bring, exported, text_of, told

HOME = Path(__file__).parents[3]
SHARED = HOME.parent / "shared"
SEED = SHARED / "seeds" / "001_7eb0f02fcb767627.txt"
EXAMPLES = ("livsmedelsstrategin2", "fds2020", "kaupunkiohjelmat")
HISTORIES = ("Programme", "Area", "Measure", "Step", "ScheduleItem", "Responsibility")
ARBITRARY = settings(
    max_examples=60,
    deadline=None,
    phases=[
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ],  # a failing document is read as it is: shrinking takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

pytestmark = pytest.mark.django_db


# Files that are programmes: the fixture, and the real ones where they are.
FILES = [HOME / "fixtures" / "sts-2018.json", SEED]
FILES += [SHARED / "examples" / f"{name}.{ending}" for name in EXAMPLES for ending in ("csv", "xlsx")]


def content_of(file):
    if not file.exists():
        pytest.skip(f"{file.name} is not here")
    return file.read_bytes()


@contextmanager
def an_empty_database() -> Iterator[None]:
    """Nothing of the programmes that were imported before; all is as it was afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_export_imported_into_an_empty_database_exports_the_same_bytes(file):
    with an_empty_database():
        bring(content_of(file), file=file.name, names={"fi": "Ohjelma"})
        first = text_of()
    assert list(validator().iter_errors(json.loads(first))) == []
    with an_empty_database():
        bring(first.encode(), file="export.json")
        assert text_of() == first


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_workbook_and_its_text_give_the_same_programme(name):
    found = []
    for ending in ("csv", "xlsx"):
        with an_empty_database():
            content = content_of(SHARED / "examples" / f"{name}.{ending}")
            bring(content, file=f"{name}.{ending}", names={"fi": "Ohjelma"})
            found.append(exported())
    for measure in (measure for document in found for measure in document["measures"]):
        del measure["source"]
    assert found[0] == found[1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_same_file_again_changes_nothing(file):
    content = content_of(file)
    bring(content, file=file.name, names={"fi": "Ohjelma"})
    before = counts()
    again = bring(content, LATER, file=file.name, names={"fi": "Ohjelma"})
    assert told(again) == []
    assert counts() == before


def counts():
    """How many imports, standings and lines of history there are."""
    from actions import models
    from strategy.models import Area

    histories = [getattr(models, name, None) or {"Programme": Programme, "Area": Area}[name] for name in HISTORIES]
    rows = [ProgrammeImport.objects.count(), Standing.objects.count(), Body.history.count()]
    return rows + [model.history.count() for model in histories]


def known(document):
    """The document without what an export leaves out: bodies, areas and phenomena that no measure has to do with."""
    roles = [role for measure in document["measures"] for role in measure["responsibilities"]]
    parents = {body["key"]: body["parent"] for body in document["bodies"]}
    used = {key for role in roles for key in (role["body"], role["under"]) if key}
    for key in list(used):
        while key := parents[key]:
            used.add(key)
    tags = {tag for measure in document["measures"] for tag in measure.get("phenomena", [])}
    facts = document | {"bodies": [body for body in document["bodies"] if body["key"] in used]}
    phenomena = [each for each in facts.pop("phenomena", []) if each["slug"] in tags]
    return facts | ({"phenomena": phenomena} if phenomena else {})


def without_days(document):
    """The measures without the days of their responsibilities, which follow from the day of an import."""
    return [
        measure | {"responsibilities": [role | {"from": None} for role in measure["responsibilities"]]}
        for measure in document["measures"]
    ]


@ARBITRARY
@given(documents())
def test_any_document_comes_out_as_it_came_in(document):
    with an_empty_database():
        Body.objects.all().delete()
        Phenomenon.objects.all().delete()
        bring(document)
        first = text_of()
        assert json.loads(first) == known(document)
        assert list(validator().iter_errors(json.loads(first))) == []
        assert told(bring(document, NEXT)) == []
    with an_empty_database():
        bring(first.encode())
        assert text_of() == first


@ARBITRARY
@given(documents(), documents(), documents())
def test_any_document_takes_the_place_of_any_other(one, other, third):
    with an_empty_database():
        bring(one)
        before = without_days(exported(DAY))
        for document, day in ((other, NEXT), (third, NEXT), (one, LATER)):
            bring(document, day)
            assert without_days(exported(day)) == without_days(document)
            assert exported(day)["programme"] == document["programme"]
            assert told(bring(document, day)) == []
        assert [measure["number"] for measure in before] == [
            measure["number"] for measure in without_days(exported(LATER))
        ]
        assert dumps(exported(LATER)) == text_of(LATER)
