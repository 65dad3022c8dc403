"""Printed dates, months, seasons, quarters and years, each as EDTF; `YYYY` stands for a year printed elsewhere."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from .edtf import bounds
from .words import (
    DOUBTFUL_MONTHS,
    ENGLISH_MONTHS,
    FINNISH_STEMS,
    LAST,
    LEVEL,
    MONTH_NUMBERS,
    NO_TIMES,
    ORDINAL,
    ORDINALS,
    QUANTITY,
    ROMAN,
    ROMANS,
    SHORT_MONTHS,
    SURE_MONTHS,
    YEAR,
)

Found = tuple[str, str, str]  # code of the grammar, kind, EDTF


class Atom(NamedTuple):
    """A family of printed times: its pattern (three groups at most) and what a match means.

    `read` gives the tokens in order; it raises ValueError for what the calendar has not or what is ambiguous.
    """

    pattern: str
    read: Callable[[re.Match[str]], list[Found]]


def _iso_day(match: re.Match[str]) -> list[Found]:
    return [_sure("date", match[1])]


def _full_date(match: re.Match[str]) -> list[Found]:
    day, month, year = match.groups()
    century = "20" if len(year) == 2 else ""
    return [_sure("date", f"{century}{year}-{int(month):02}-{int(day):02}")]


def _year_first(match: re.Match[str]) -> list[Found]:
    return [_sure("date", "-".join(match.groups()))]


def _day_or_month_first(match: re.Match[str]) -> list[Found]:
    """`31/12/2025` is one day in Europe and America alike; `5/3/2026` is two days and stays unread."""
    one, other, year = (int(part) for part in match.groups())
    if year < 100 or (one != other and one <= 12 and other <= 12):
        raise ValueError("the order of day and month is not known")
    day, month = max(one, other), min(one, other)
    return [_sure("date", f"{year}-{month:02}-{day:02}")]


def _month_of_year(match: re.Match[str]) -> list[Found]:
    """`12/2018`, `1-2/2018`; `13/2018` and `306/2019` are no months."""
    first, last, year = match.groups()
    start = f"{year}-{int(first):02}"
    if not last:
        return [_sure("month", start)]
    return [_sure("range", f"{start}/{year}-{int(last):02}")]


def _weeks(match: re.Match[str]) -> list[Found]:
    """ISO weeks, Monday to Sunday."""
    first, last, year = match.groups()
    monday = date.fromisocalendar(int(year), int(first), 1)
    sunday = date.fromisocalendar(int(year), int(last or first), 7)
    return [_sure("range", f"{monday}/{sunday}")]


def _year_and_two_digits(match: re.Match[str]) -> list[Found]:
    """`2018-12` is a month and `2018–20` ends in 2020; `2009-12` could be both and stays unread."""
    _, year, joint, digits = match.groups()
    number, begun = int(digits), int(year[2:])
    following = [("Y", "year", year), ("=", "", ""), ("Y", "year", year[:2] + digits)]
    if joint == "/" and number == (begun + 1) % 100:
        return following
    if joint == "-" and number > begun and not 1 <= number <= 12:
        return following
    if joint == "-" and 1 <= number <= 12 and number <= begun:
        return [_sure("month", f"{year}-{digits}")]
    raise ValueError("a month or a year")


def _year(match: re.Match[str]) -> list[Found]:
    """A number is a year unless it counts something; 1900, 2000 and 2100 need the word "year" before them."""
    cue, year = match.groups()
    alone = match.string.strip(" .") == year
    if not cue and not alone and year.endswith("00"):
        raise ValueError("a round number")
    found = [("Y", "year", bounds(year) and year)]
    case = {"vuodesta": "<", "vuoteen": ">"}.get((cue or "").strip())
    return [(case, "", ""), *found] if case else found


def _short_year(code: str) -> Callable[[re.Match[str]], list[Found]]:
    """ "syksy -18", "vuoden '19 lopussa": two digits are a year of this century."""
    return lambda match: [(code, "year", f"20{match[2]}")]


def _year_in_brackets(match: re.Match[str]) -> list[Found]:
    """`(2011)` behind a name is part of the name."""
    if match.string.strip(" .") != match[0]:
        raise ValueError("part of a name")
    return [_sure("year", match[1])]


def _day_and_month(match: re.Match[str]) -> list[Found]:
    return [("q", "date", f"YYYY-{int(match[2]):02}-{int(match[1]):02}")]


def _day_of_range(match: re.Match[str]) -> list[Found]:
    return [("d", "date", f"{int(match[1]):02}")]


def _day_then_name(match: re.Match[str]) -> list[Found]:
    return _named_day(match[2], match[1])


def _name_then_day(match: re.Match[str]) -> list[Found]:
    found = _named_day(match[1], match[2])
    return [(">", "", ""), *found] if match[0].endswith("päivään") else found


def _name_then_days(match: re.Match[str]) -> list[Found]:
    month, first, last = match.groups()
    return [*_named_day(month, first), ("=", "", ""), *_named_day(month, last)]


def _named_day(month: str, day: str) -> list[Found]:
    code = "j" if month in DOUBTFUL_MONTHS else "i"
    return [(code, "date", f"YYYY-{MONTH_NUMBERS[month]:02}-{int(day):02}")]


def _finnish_month(match: re.Match[str]) -> list[Found]:
    return _in_case(match[2], {"hun": ">", "sta": "<"}, "i", "month", f"YYYY-{MONTH_NUMBERS[match[1]]:02}")


def _month_name(code: str) -> Callable[[re.Match[str]], list[Found]]:
    return lambda match: [(code, "month", f"YYYY-{MONTH_NUMBERS[match[1]]:02}")]


def _season(number: int, code: str = "i") -> Callable[[re.Match[str]], list[Found]]:
    """The Finnish case is read from the ending; Swedish and English words have none of these endings."""

    def read(match: re.Match[str]) -> list[Found]:
        ending = re.search(r"(?:seen|syyn|sään|veen|stä|sta)$", match[0])
        cases = dict.fromkeys(("seen", "syyn", "sään", "veen"), ">")
        if not match[0].startswith(_PREFIXES):  # "loppusyksystä 2018" is in late autumn, not from then on
            cases |= {"stä": "<", "sta": "<"}
        return _in_case(ending[0] if ending else "", cases, code, "season", f"YYYY-{number}")

    return read


def _months(first: int, last: int, code: str = "i", end: str = "YYYY") -> Callable[[re.Match[str]], list[Found]]:
    def read(match: re.Match[str]) -> list[Found]:
        cases = {"teen": ">", "seen": ">"}
        return _in_case(match[0][-4:], cases, code, "range", f"YYYY-{first:02}/{end}-{last:02}")

    return read


def _part(months: int) -> Callable[[re.Match[str]], list[Found]]:
    """Quarter (3 months), third (4) or half (6) of a year: its number, and the last number of a range or nothing."""

    def read(match: re.Match[str]) -> list[Found]:
        parts = 12 // months
        first = _ordinal(match[1], parts)
        last = _ordinal(match[2], parts) if match[2] else first
        if not first <= last <= parts:
            raise ValueError("no such part of a year")
        return [("i", "range", f"YYYY-{(first - 1) * months + 1:02}/YYYY-{last * months:02}")]

    return read


def _ordinal(word: str, parts: int) -> int:
    if re.fullmatch(LAST, word):
        return parts
    return next(n for n, forms in ORDINALS.items() if word == ROMANS[n] or re.fullmatch(forms, word))


def _whole_year(match: re.Match[str]) -> list[Found]:
    return [("i", "year", "YYYY")]


def _no_time(match: re.Match[str]) -> list[Found]:
    raise ValueError("not a time")


def _in_case(ending: str, cases: dict[str, str], code: str, kind: str, edtf: str) -> list[Found]:
    found = [(code, kind, edtf)]
    return [(cases[ending], "", ""), *found] if ending in cases else found


def _sure(kind: str, edtf: str) -> Found:
    bounds(edtf)
    return "A", kind, edtf


_DAY = r"([0-9]{1,2})"
_NTH = r"(?::e|:a|st|nd|rd|th)?"
_COMMA = rf"(?:,(?= {YEAR}))?"
_SURE = "|".join(SURE_MONTHS)
_DOUBTFUL = "|".join(DOUBTFUL_MONTHS)
_MONTH = rf"({_SURE}|{_DOUBTFUL})"
_ENGLISH_MONTH = rf"({'|'.join((*ENGLISH_MONTHS, *SHORT_MONTHS))})"
_STEM = rf"({'|'.join(FINNISH_STEMS)})"
_YEAR_WORD = (
    r"((?:kalenteri)?vuo(?:den|nna|si|sina|sien|delle|delta|deksi|tta|desta|teen|tena)|vv?\.?|v:na|"
    r"(?:kalender|verksamhets|budget)?år(?:en|et)?s?|(?:calendar )?years?) ?"
)
_YEAR_END = rf"(?![.,:][0-9])(?!/(?!{YEAR}(?![0-9]))[0-9])(?! {LEVEL})"
_PREFIXES = ("alku", "loppu", "keski", "myöhäis", "varhais")
_PREFIX = f"(?:{'|'.join(_PREFIXES)})?"
_TERM = r"kau(?:si|den|della|delle|desta|teen|tta)"
_NUMBER = rf"({ROMAN}|[1-4])(?: ?- ?({ROMAN}|[1-4]))?"
_FINNISH_ORDINAL = rf"({ROMAN}|{ORDINAL})(?: ?(?:-|ja) ?({ROMAN}|{ORDINAL}))? ?"
_ORDINAL = rf"({ORDINAL})(?: ?(?:-|och|and) ?({ORDINAL}))? "

# Tried in this order. What a family can't read (31.2.2018, 13/2018) is not offered to the families after it.
ATOMS = (
    *(Atom(pattern, _no_time) for pattern in NO_TIMES),
    # digits
    Atom(rf"({YEAR}-[0-9]{{2}}-[0-9]{{2}})(?:[t ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?(?![0-9])", _iso_day),
    Atom(rf"({YEAR})[/.]([0-9]{{2}})[/.]([0-9]{{2}})(?![0-9])", _year_first),
    Atom(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})(?![0-9])", _day_or_month_first),
    Atom(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4}|[0-9]{2})(?![0-9])", _day_or_month_first),
    Atom(rf"{_DAY}\.{_DAY}\. ?({YEAR})(?!\.?[0-9])", _full_date),
    Atom(rf"{_DAY}\. {_DAY}\. ({YEAR})(?!\.?[0-9])", _full_date),
    Atom(rf"{_DAY}\.{_DAY}\.([0-9]{{2}})(?!\.?[0-9])", _full_date),
    Atom(
        rf"(?:viiko\w+|viikko|vko|vk|veckorna|vecka|v|weeks?|w)\.? ?{_DAY}(?: ?- ?{_DAY})?"
        rf"(?: ?/ ?| (?:of |år |vuonna )?)({YEAR})",
        _weeks,
    ),
    Atom(rf"([0-9]{{1,3}})(?: ?- ?{_DAY})? ?/ ?({YEAR})(?![/:]?[0-9])", _month_of_year),
    Atom(rf"(?<![0-9.])(0?[1-9]|1[0-2])()\.({YEAR})(?!\.?[0-9])", _month_of_year),
    Atom(rf"(?:{_YEAR_WORD})?({YEAR})([-/])([0-9]{{2}})(?![/:-]?[0-9])", _year_and_two_digits),
    Atom(rf"{_YEAR_WORD}({YEAR}){_YEAR_END}", _year),
    Atom(rf"()({YEAR}){_YEAR_END}(?! ?{QUANTITY})(?! [0-9]{{3}}(?![0-9]))", _year),
    Atom(rf"{_YEAR_WORD}[-'’]([0-9]{{2}})(?![/.,:-]?[0-9])", _short_year("Y")),
    Atom(r"(?:(?<=[^\W\d]) ?-|(?<=\w) ?['’])()([0-9]{2})(?![/.,:-]?[0-9])", _short_year("k")),
    Atom(rf"\( ?({YEAR}) ?\)", _year_in_brackets),
    Atom(rf"{_DAY}\.{_DAY}(?:\.(?!\w)|(?= ?- ?[0-9]{{1,2}}\.[0-9]{{1,2}}\.))", _day_and_month),
    Atom(rf"{_DAY}\.?(?= ?- ?[0-9]{{1,2}}\. ?(?:[0-9]{{1,2}}\.|{_STEM}kuuta))", _day_of_range),
    Atom(rf"{_DAY}{_NTH}(?= ?- ?[0-9]{{1,2}}{_NTH} (?:of )?{_MONTH}\b)", _day_of_range),
    # day and month by name
    Atom(rf"{_DAY}\.? ?(?:päivänä )?{_STEM}kuuta", _day_then_name),
    Atom(rf"{_STEM}kuun {_DAY}\.(?: ?(?:päivä(?:nä|ä|än|stä)?|pnä|pvä))?(?![0-9])", _name_then_day),
    Atom(rf"{_DAY}{_NTH}[ -](?:of )?{_MONTH}\b\.?{_COMMA}", _day_then_name),
    Atom(rf"{_ENGLISH_MONTH}\.? {_DAY}{_NTH} ?- ?{_DAY}{_NTH}(?![0-9/.]){_COMMA}", _name_then_days),
    Atom(rf"{_ENGLISH_MONTH}\.? {_DAY}{_NTH}(?![0-9/]){_COMMA}", _name_then_day),
    # months
    Atom(rf"{_STEM}(?:- ?)?kuu(n|ta|ssa|sta|hun|lla|lle|lta|ksi|na)?", _finnish_month),
    Atom(rf"{_STEM}(?= ?-?/? ?{_STEM}|-,? (?:(?:ja|tai|sekä) )?{_STEM})", _month_name("i")),
    Atom(rf"({_SURE})", _month_name("i")),
    Atom(rf"({_DOUBTFUL})\b\.?", _month_name("j")),
    # seasons and terms: a Finnish kausi is shorter than a term, which ends in June
    Atom(rf"kevät{_TERM}", _months(1, 5)),
    Atom(rf"kevät(?:luku|istunto){_TERM}|vårtermin(?:en|ens)?|spring (?:term|semester)", _months(1, 6)),
    Atom(rf"syys(?:luku|istunto)?{_TERM}|hösttermin(?:en|ens)?|(?:autumn|fall) (?:term|semester)", _months(8, 12)),
    Atom(rf"{_PREFIX}kevä(?:t|ttä|än|ällä|ältä|älle|äksi|änä|ästä|äseen)|vårens?|spring", _season(21)),
    Atom(r"vår", _season(21, "j")),
    Atom(rf"{_PREFIX}kesä(?:n|ä|llä|ltä|lle|ksi|nä|stä|än)?|sommar(?:ens?)?|summer", _season(22)),
    Atom(rf"{_PREFIX}syksy(?:n|ä|llä|ltä|lle|ksi|nä|stä|yn)?|höst(?:ens?)?|autumn", _season(23)),
    Atom(r"fall", _season(23, "j")),
    Atom(rf"{_PREFIX}talv(?:i|en|ea|ella|elta|elle|eksi|ena|esta|een)|vinter(?:ns?)?|winter", _season(24, "z")),
    # halves, quarters and thirds of a year
    Atom(r"q([1-4])(?: ?- ?q?([1-4]))?", _part(3)),
    Atom(r"([1-4])q()", _part(3)),
    Atom(rf"{_FINNISH_ORDINAL}(?:(?:vuosi)?neljänne\w+|kvartaali\w*)", _part(3)),
    Atom(rf"{_ORDINAL}(?:kvartal\w*|quarters?)", _part(3)),
    Atom(rf"(?:(?:vuosi)?neljännes|kvartaali|kvartal(?:en|et)?|quarters?|kv\.?) {_NUMBER}", _part(3)),
    Atom(rf"{_FINNISH_ORDINAL}vuosikolmanne\w+", _part(4)),
    Atom(rf"{_ORDINAL}tertial\w*", _part(4)),
    Atom(rf"tertial(?:en|et)? {_NUMBER}", _part(4)),
    Atom(r"h([12])()", _part(6)),
    Atom(r"([12])h()", _part(6)),
    Atom(rf"{_FINNISH_ORDINAL}(?:(?:vuosi|vuoden)?puolisko\w*|puolivuo(?:si|nna|den|tta))", _part(6)),
    Atom(rf"{_ORDINAL}(?:halvår\w*|halvan?|hälften|half)(?: (?:of|av|på)(?: the(?! year))?)?", _part(6)),
    Atom(rf"halvår(?:et)? {_NUMBER}", _part(6)),
    Atom(r"alkuvuo(?:si|nna|den|desta|teen|tta|delle|della|deksi)|(?:alku|kevät)(?:vuosi)?puolisko\w*", _months(1, 6)),
    Atom(r"loppuvuo(?:si|nna|den|desta|teen|tta|delle|della|deksi)|(?:loppu|jälki|syys)puolisko\w*", _months(7, 12)),
    Atom(r"halvårsskiftet", lambda _: [("h", "", ""), ("i", "year", "YYYY")]),
    # periods over two years: a Finnish school year is 1 August – 31 July by law (628/1998, section 23)
    Atom(r"lukuvuo(?:si|nna|den)|läsår(?:et)?|(?:school|academic) year", _months(8, 7, "Z", "NEXT")),
    Atom(
        r"vuoden ?vaih(?:de|teessa|teen|teeseen|teesta)|årsskiftet|(?:the )?turn of the year",
        _months(12, 1, "Z", "NEXT"),
    ),
    # the year itself, printed elsewhere
    Atom(r"(?:kuluva\w+|tämän|tänä) vuo(?:den|nna|tta)|vuoden(?= (?:lopu|loppu|alus|alku|puoliv|keskiv))", _whole_year),
    Atom(rf"(?:i|innevarande) år|årets?|(?:this|the|current) year(?! {YEAR})", _whole_year),
    # case numbers and other figures
    Atom(r"[^\W\d_]+[0-9]*/[0-9][0-9/:-]*|[0-9]+(?:[.,/:][0-9]+)+", _no_time),
)
