from datetime import date

import pytest
from django.utils import translation

from actions import wording
from actions.models import ScheduleItem, Step

SEPTEMBER, NOVEMBER = date(2018, 9, 1), date(2018, 11, 30)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("kind", "earliest", "latest", "words"),
    [
        ("date", SEPTEMBER, SEPTEMBER, "1 September 2018"),
        ("season", SEPTEMBER, NOVEMBER, "1 September – 30 November 2018 (season)"),
        ("range", date(2017, 12, 1), NOVEMBER, "1 December 2017 – 30 November 2018"),
        ("by", None, NOVEMBER, "30 November 2018 at the latest"),
        ("from", SEPTEMBER, None, "from 1 September 2018 on"),
        ("continuous", None, None, "continuous"),
        ("continuous", SEPTEMBER, None, "from 1 September 2018 on (continuous)"),
        ("conditional", None, NOVEMBER, "until 30 November 2018 (conditional)"),
        ("none", None, None, "not read"),
    ],
)
def test_a_reading_in_words(kind, earliest, latest, words):
    assert wording.reading(kind, earliest, latest) == words


def test_an_item_that_says_several_things_is_read_part_by_part_until_somebody_corrects_it():
    parts = [{"text": "…", "kind": "by", "edtf": "../2018-11-30"}, {"text": "…", "kind": "continuous", "edtf": None}]
    item = ScheduleItem(n=1, kind="by", latest=NOVEMBER, parts=parts)
    assert wording.reading_of(item) == "30 November 2018 at the latest; continuous"
    item.is_corrected = True
    assert wording.reading_of(item) == "30 November 2018 at the latest"


def test_the_reason_of_lateness_names_the_printed_label_or_the_place():
    labelled, plain = ScheduleItem(n=3, label="2", latest=NOVEMBER), ScheduleItem(n=3, latest=NOVEMBER)
    assert wording.why_late(labelled) == "Schedule 2 ended on 30 November 2018 and has no outcome"
    assert wording.why_late(plain) == "Schedule 3 ended on 30 November 2018 and has no outcome"
    assert wording.step(Step(n=4, label="a")) == "Step a"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2018, 11, 28), "2 days left"),
        (date(2018, 11, 29), "1 day left"),
        (NOVEMBER, "ends today"),
        (date(2018, 12, 1), "1 day late"),
        (date(2018, 12, 2), "2 days late"),
    ],
)
def test_how_long_there_is(on, words):
    assert wording.time_to(NOVEMBER, on) == words
