import re
from pathlib import Path

import pytest

from actions.status import SYMBOLS, Change, Confidence, Freshness, Mark, Stage, change, sign

ICONS = (Path(__file__).parents[2] / "static" / "icons.svg").read_text()


@pytest.mark.parametrize("axis", [Stage, Confidence, Freshness, Mark])
def test_every_value_of_every_axis_has_a_drawn_shape_and_a_word(axis):
    for value in axis:
        assert re.search(rf'id="s-{SYMBOLS[value]}"', ICONS)
        assert sign(axis, value).word[0].isupper()


def test_what_nobody_has_told_is_shown_as_not_reported():
    assert sign(Stage, "").symbol == "silent"
    assert sign(Confidence, "").tone == ""


@pytest.mark.parametrize(
    ("before", "after", "became"),
    [
        (("in_progress", "on_plan"), ("in_progress", "at_risk"), "worse"),
        (("in_progress", "blocked"), ("in_progress", "delayed"), "better"),
        (("in_preparation", "on_plan"), ("in_progress", "on_plan"), "better"),
        (("in_progress", "on_plan"), ("in_preparation", "on_plan"), "worse"),
        (("in_preparation", "on_plan"), ("in_progress", "at_risk"), "worse"),
        (("in_progress", "delayed"), ("implemented", "delayed"), "better"),
        (("in_progress", "on_plan"), ("implemented", ""), "better"),
        (("in_progress", "on_plan"), ("discontinued", "on_plan"), "worse"),
        (("in_progress", "on_plan"), ("not_pursued", ""), "worse"),
        (("continuous", "on_plan"), ("continuous", "on_plan"), "same"),
        (("in_progress", "on_plan"), ("continuous", "on_plan"), "same"),
        (("in_progress", ""), ("in_progress", "at_risk"), "same"),
    ],
)
def test_what_became_of_a_measure_between_two_answers(before, after, became):
    assert change(before, after) == Change(became)
