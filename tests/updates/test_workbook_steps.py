"""Rows of a workbook find the steps that are there now."""

from hypothesis import given
from hypothesis import strategies as st

from updates.workbook.steps import matched, merged


def step(text, day="", body="1"):
    return {"text": text, "day": day, "body": body}


BLANK = step("")
A, B, C = step("a"), step("b"), step("c")


def test_what_was_issued_is_found_again():
    assert matched([A, B, BLANK], [A, B, BLANK], [A, B]) == [0, 1, None]


def test_what_was_taken_in_is_found_again_though_rows_closed_up():
    assert matched([A, B, BLANK], [BLANK, B, C], [B, C]) == [None, 0, 1]


def test_an_edited_row_is_found_before_and_after_it_is_taken_in():
    edited = step("a", "2019-01-01")
    assert matched([A, B], [edited, B], [A, B]) == [0, 1]
    assert matched([A, B], [edited, B], [edited, B]) == [0, 1]


def test_a_step_that_somebody_else_took_away_leaves_the_others_in_place():
    assert matched([A, B], [A, step("b", "2019-01-01")], [B]) == [None, 0]


def test_only_what_is_taken_changes():
    issued, typed = [A, B, BLANK], [step("a2"), BLANK, C]
    assert merged(issued, typed, [A, B], {0}) == [step("a2"), B]
    assert merged(issued, typed, [A, B], {1}) == [A]
    assert merged(issued, typed, [A, B], {2}) == [A, B, C]
    assert merged(issued, typed, [A, B], {0, 1, 2}) == [step("a2"), C]


def test_a_step_written_on_the_web_meanwhile_stays():
    assert merged([BLANK, BLANK], [A, BLANK], [C], {0}) in ([A, C], [C, A])
    assert merged([A, BLANK], [step("a2"), BLANK], [A, C], {0}) == [step("a2"), C]


rows = st.lists(st.builds(step, st.sampled_from(["", "a", "b", "c"]), st.sampled_from(["", "2019-01-01"])), max_size=5)


@given(st.data())
def test_taking_every_row_gives_what_the_workbook_says(data):
    issued = data.draw(rows)
    typed = data.draw(st.lists(st.sampled_from([*issued, A, B, C, BLANK]), min_size=len(issued), max_size=len(issued)))
    now = [row for row in issued if row["text"]]
    changed = {n for n, pair in enumerate(zip(issued, typed, strict=True)) if pair[0] != pair[1]}
    after = merged(issued, typed, now, changed)
    assert after == [row for row in typed if row["text"]]
    places = matched(issued, typed, after)
    assert [after[place] for place in places if place is not None] == after
    assert merged(issued, typed, after, changed) == after
