"""Leading labels, and what they tie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.importing.labels import split_label, tie

LABELS = st.one_of(st.integers(1, 99).map(str), st.sampled_from("abcdefgh"))


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("1. Aloitetaan", "1", "Aloitetaan"),
        ("2) aloitetaan", "2", "aloitetaan"),
        ("(3) aloitetaan", "3", "aloitetaan"),
        ("a) Aloitetaan", "a", "Aloitetaan"),
        ("b. Aloitetaan", "b", "Aloitetaan"),
        ("1. . Aloitetaan", "1", "Aloitetaan"),
        ("2. 2. Aloitetaan", "2", "Aloitetaan"),
        ("12. 72 tuntia", "12", "72 tuntia"),
        ("  1.\nAloitetaan", "1", "Aloitetaan"),
    ],
)
def test_a_leading_label_is_taken_off(text, label, rest):
    assert (split_label(text).label, split_label(text).text) == (label, rest)


@pytest.mark.parametrize(
    "text",
    [
        *("14.3.-4.5.2018", "1. vaihe", "v. 2020", "n. 30", "s. Liite", "1. 3. 2018", "2018 aikana", "1-2/2018"),
        *("A. Aho", "1.", "", "a)", "(b. Ei", "(1. Ei", "1.1 Ei", "100. Ei", "T-CY -komitea", "- 1. Ei"),
    ],
)
def test_what_only_looks_like_a_label_stays(text):
    assert split_label(text) == split_label(text).__class__(None, text)


@given(LABELS, st.sampled_from([")", ". ", ") "]), st.text(alphabet="ABCÄÖ", min_size=1))
def test_any_label_before_a_capital_is_taken_off(label, close, rest):
    labelled = split_label(f"{label}{close.strip()} {rest}")
    assert (labelled.label, labelled.text) == (label, rest)


@given(st.text())
def test_no_letter_or_figure_is_lost(text):
    labelled = split_label(text)
    assert "".join((labelled.printed + labelled.text).split()) == "".join(text.split())


def steps_of(steps, items):
    return [
        each.step for each in tie([None if s == "-" else s for s in steps], [None if i == "-" else i for i in items])
    ]


@pytest.mark.parametrize(
    ("steps", "items", "tied"),
    [
        ("123", "123", [1, 2, 3]),
        ("123", "31", [3, 1]),
        ("123", "1-2--3-", [1, 1, 2, 2, 2, 3, 3]),
        ("123", "-1", [None, 1]),
        ("ab", "1-b", [1, 1, 2]),
        ("ab", "12", [1, 2]),
        ("-ab", "1", [2]),
        ("12", "4-", [None, None]),
        ("ab", "3", [None]),
        ("a1", "2", [None]),
        ("11", "1", [None]),
        ("-", "--", [1, 1]),
        ("-", "1-", [1, 1]),
        ("1", "1-2", [1, 1, None]),
        ("--", "--", [None, None]),
        ("", "1-", [None, None]),
    ],
)
def test_items_are_tied_by_label_and_by_the_label_above(steps, items, tied):
    assert steps_of(steps, items) == tied


@given(st.lists(st.one_of(st.none(), LABELS), max_size=5), st.lists(st.one_of(st.none(), LABELS), max_size=8))
def test_every_item_gets_a_tie_to_a_step_that_is_there(steps, items):
    ties = tie(steps, items)
    assert len(ties) == len(items)
    assert all(each.step is None or 1 <= each.step <= len(steps) for each in ties)
    assert all(steps[each.step - 1] == label for each, label in zip(ties, items, strict=True) if each.reason == "label")
