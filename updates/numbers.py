"""Numbers as people type them and as pages print them: a typed number is never taken for another (L-22, L-23)."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext as _

DIGITS, DECIMALS = 15, 3  # what both databases keep exactly
BLANKS = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " ") | {"\u2212": "-"})
NUMBER = re.compile(r"(?P<minus>-?) ?(?P<whole>\d{1,3}(?: \d{3})+|\d+)(?:(?P<sign>[.,])(?P<part>\d+))?", re.ASCII)
IN_TWO_WAYS = re.compile(r"-? ?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
GROUPED_BY_SIGNS = re.compile(r"-? ?\d{1,3}(?:[.,]\d{3})+[.,]\d*", re.ASCII)


def parse(text: str) -> Decimal:
    """The number that was typed: blanks of any width may group its digits, a comma or a point begins its decimals, the
    minus may be the typographic one.

    Raises ValidationError for what is no number, has more decimals or digits than are kept, or can be read in two ways:
    "1.234" is a thousand or one and a part, unless the point is the decimal sign of the page's language.
    """
    typed = " ".join(text.translate(BLANKS).split())
    found = NUMBER.fullmatch(typed)
    if GROUPED_BY_SIGNS.fullmatch(typed):
        raise ValidationError(
            _("“%(typed)s” is not clear. Part thousands with a blank and decimals with a comma, for example 1 234,5."),
            params={"typed": text},
        )
    if found and _is_doubtful(typed, found["sign"]):
        whole, part = found["minus"] + found["whole"], found["part"]
        raise ValidationError(
            _("“%(typed)s” can be read in two ways. Write %(thousands)s for thousands, %(decimals)s for decimals."),
            params={"typed": text, "thousands": f"{whole} {part}", "decimals": f"{whole},{part}0"},
        )
    if not found:
        raise ValidationError(
            _("“%(typed)s” is no number. Write digits alone, for example 1 234,5; the unit goes into the remark."),
            params={"typed": text},
        )
    whole, part = found["whole"].replace(" ", "").lstrip("0"), (found["part"] or "").rstrip("0")
    if len(part) > DECIMALS or len(whole) > DIGITS - DECIMALS:
        raise ValidationError(
            _("“%(typed)s” is too long: write at most %(digits)s digits and %(decimals)s decimals."),
            params={"typed": text, "digits": DIGITS - DECIMALS, "decimals": DECIMALS},
        )
    return Decimal(f"{found['minus']}{whole or 0}.{part or 0}").quantize(Decimal(1).scaleb(-DECIMALS)) + 0


def _is_doubtful(typed: str, sign: str | None) -> bool:
    return sign != get_format("DECIMAL_SEPARATOR") and IN_TWO_WAYS.fullmatch(typed) is not None


def printed(number: Decimal) -> str:
    """The number with no-break blanks between thousands and the decimal sign of the page's language; no idle zeros.
    What is printed can be typed in again."""
    whole, _point, part = f"{abs(number):,.{DECIMALS}f}".partition(".")
    sign = "\u2212" if number < 0 else ""
    part = part.rstrip("0")
    return sign + whole.replace(",", "\u00a0") + (get_format("DECIMAL_SEPARATOR") + part if part else "")


def decimals(number: Decimal) -> int:
    """How many decimals the number has without idle zeros."""
    return len(f"{number:.{DECIMALS}f}".partition(".")[2].rstrip("0"))
