from contextlib import suppress
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from updates import numbers

LANGUAGES = ["fi", "sv", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234.5", "1234.5"),
        ("1\u2009234\u2009567", "1234567"),
        ("1234,5", "1234.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1 234,567", "1234.567"),
        ("12345.678", "12345.678"),
        ("−5", "-5"),
        ("- 5,5", "-5.5"),
        ("-0", "0"),
        ("007", "7"),
        (" 12 ", "12"),
        ("1,50", "1.5"),
        ("1,2340", "1.234"),
        ("999 999 999 999,999", "999999999999.999"),
    ],
)
def test_numbers_are_read_as_they_are_typed_in_every_language(language, typed, number):
    with override(language):
        assert numbers.parse(typed) == Decimal(number)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    ["abc", "", " ", "1 23", "12 34,5", "1.234,5", "1,234.5", "1,234,567", "1.2.3", "5 %", "1e3", "9,1234", "--5",
     "1" * 13, "９", "٣", "½", ",5", "5,", "1 000 kpl", "NaN", "1_000"],
)  # fmt: skip
def test_what_is_no_clear_number_is_refused(language, typed):
    with override(language), pytest.raises(ValidationError):
        numbers.parse(typed)


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [("fi", "1,234", "1.234"), ("sv", "1,234", "1.234"), ("en", "1.234", "1.234"),
     ("fi", "1.234", None), ("sv", "12.345", None), ("en", "1,234", None), ("en", "-123,456", None)],
)  # fmt: skip
def test_three_digits_after_a_foreign_sign_can_be_read_in_two_ways(language, typed, number):
    with override(language):
        if number:
            assert numbers.parse(typed) == Decimal(number)
        else:
            with pytest.raises(ValidationError, match=r"two ways|kahdella|två sätt"):
                numbers.parse(typed)


def test_the_refusal_says_what_to_write_instead():
    with override("en"), pytest.raises(ValidationError) as refused:
        numbers.parse("1,234")
    assert "Write 1 234 for thousands, 1,2340 for decimals." in refused.value.messages[0]
    with override("en"):
        assert (numbers.parse("1 234"), numbers.parse("1,2340")) == (1234, Decimal("1.234"))


@given(
    st.decimals(-999_999_999_999, 999_999_999_999, allow_nan=False, places=numbers.DECIMALS), st.sampled_from(LANGUAGES)
)
def test_what_is_printed_can_be_typed_in_again(number, language):
    with override(language):
        assert numbers.parse(numbers.printed(number)) == number


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(text):
    with suppress(ValidationError):
        assert numbers.parse(text).is_finite()


def test_numbers_are_printed_without_idle_zeros():
    with override("fi"):
        printed = [numbers.printed(Decimal(number)) for number in ("1234.500", "-5.000", "0.000", "1234567")]
    assert printed == ["1\u00a0234,5", "−5", "0", "1\u00a0234\u00a0567"]
    with override("en"):
        assert numbers.printed(Decimal("1234.5")) == "1\u00a0234.5"
