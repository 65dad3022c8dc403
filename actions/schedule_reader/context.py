"""Where the year of a season, month or day stands elsewhere: in what was said before, or with the caller."""

from dataclasses import replace

from .edtf import FIRST_YEAR, LAST_YEAR, bounds
from .grammar import MENTIONS, PARTS, complete
from .tokens import Token, sentence_numbers


def with_years(tokens: list[Token], year: int | None) -> list[Token]:
    """Gives a time without a year the year said before it, or else `year`.

    Only a year beyond doubt is given: what was said last lies within one year and does not come after the season.
    In a sentence of what recurs ("yearly, by 28 February") nothing is given.
    """
    numbers = sentence_numbers(tokens)
    recurring = {number for number, token in zip(numbers, tokens, strict=True) if token.code == "r"}
    said = [token for token in MENTIONS.apply(PARTS.apply(tokens)) if token.code == "P"]
    passed = 0
    result = []
    for place, token in enumerate(tokens):
        while passed < len(said) and said[passed].end <= token.start:
            passed += 1
        if numbers[place] not in recurring and (token.code in "iz" or (token.code == "q" and _is_bent(tokens, place))):
            token = _given_year(token, said[passed - 1] if passed else None, year)
        result.append(token)
    return result


def _given_year(token: Token, said: Token | None, year: int | None) -> Token:
    earliest, latest = bounds(said.edtf) if said else (None, None)
    if said:
        year = earliest.year if earliest and latest and earliest.year == latest.year else None
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return token
    try:
        given = complete(token, year)
    except ValueError:
        return replace(token, code="V")
    ends = bounds(given.edtf)[1]
    return token if earliest and ends and ends < earliest else given


def _is_bent(tokens: list[Token], place: int) -> bool:
    """Figures like 14.3. are a day only beside a word like "by" or "from"."""
    near = [token.code for token in tokens[max(place - 3, 0) : place] if token.code != "n"]
    following = [token.code for token in tokens[place + 1 : place + 4] if token.code != "n"]
    return "".join(near[-1:]) in {*"mflvu"} or "".join(following[:1]) in {*"pglv"}
