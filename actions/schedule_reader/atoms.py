"""Printed dates, months, seasons, quarters and years, each as EDTF; `YYYY` stands for a year printed elsewhere."""

import re
from collections.abc import Callable
from typing import NamedTuple

from .meanings import (
    PREFIXES,
    Found,
    day_and_month,
    day_of_range,
    day_or_month_first,
    day_then_name,
    finnish_month,
    full_date,
    iso_day,
    month_name,
    month_of_year,
    months,
    name_then_day,
    name_then_days,
    no_time,
    part,
    season,
    short_year,
    weeks,
    whole_year,
    year,
    year_and_two_digits,
    year_first,
    year_in_brackets,
)
from .words import (
    DOUBTFUL_MONTHS,
    ENGLISH_MONTHS,
    FINNISH_STEMS,
    LEVEL,
    NO_TIMES,
    ORDINAL,
    QUANTITY,
    ROMAN,
    SHORT_MONTHS,
    SURE_MONTHS,
    YEAR,
)


class Atom(NamedTuple):
    """A family of printed times: its pattern (three groups at most) and what a match means.

    `read` gives the tokens in order; see meanings.
    """

    pattern: str
    read: Callable[[re.Match[str]], list[Found]]


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
_PREFIX = f"(?:{'|'.join(PREFIXES)})?"
_TERM = r"kau(?:si|den|della|delle|desta|teen|tta)"
_NUMBER = rf"({ROMAN}|[1-4])(?: ?- ?({ROMAN}|[1-4]))?"
_FINNISH_ORDINAL = rf"({ROMAN}|{ORDINAL})(?: ?(?:-|ja) ?({ROMAN}|{ORDINAL}))? ?"
_ORDINAL = rf"({ORDINAL})(?: ?(?:-|och|and) ?({ORDINAL}))? "

# Tried in this order. What a family can't read (31.2.2018, 13/2018) is not offered to the families after it.
ATOMS = (
    *(Atom(pattern, no_time) for pattern in NO_TIMES),
    # digits
    Atom(rf"({YEAR}-[0-9]{{2}}-[0-9]{{2}})(?:[t ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?(?![0-9])", iso_day),
    Atom(rf"({YEAR})[/.]([0-9]{{2}})[/.]([0-9]{{2}})(?![0-9])", year_first),
    Atom(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})(?![0-9])", day_or_month_first),
    Atom(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4}|[0-9]{2})(?![0-9])", day_or_month_first),
    Atom(rf"{_DAY}\.{_DAY}\. ?({YEAR})(?!\.?[0-9])", full_date),
    Atom(rf"{_DAY}\. {_DAY}\. ({YEAR})(?!\.?[0-9])", full_date),
    Atom(rf"{_DAY}\.{_DAY}\.([0-9]{{2}})(?!\.?[0-9])", full_date),
    Atom(
        rf"(?:viiko\w+|viikko|vko|vk|veckorna|vecka|v|weeks?|w)\.? ?{_DAY}(?: ?- ?{_DAY})?"
        rf"(?: ?/ ?| (?:of |år |vuonna )?)({YEAR})",
        weeks,
    ),
    Atom(rf"([0-9]{{1,3}})(?: ?- ?{_DAY})? ?/ ?({YEAR})(?![/:]?[0-9])", month_of_year),
    Atom(rf"(?<![0-9.])(0?[1-9]|1[0-2])()\.({YEAR})(?!\.?[0-9])", month_of_year),
    Atom(rf"(?:{_YEAR_WORD})?({YEAR})([-/])([0-9]{{2}})(?![/:-]?[0-9])", year_and_two_digits),
    Atom(rf"{_YEAR_WORD}({YEAR}){_YEAR_END}", year),
    Atom(rf"()({YEAR}){_YEAR_END}(?! ?{QUANTITY})(?! [0-9]{{3}}(?![0-9]))", year),
    Atom(rf"{_YEAR_WORD}[-'’]([0-9]{{2}})(?![/.,:-]?[0-9])", short_year("Y")),
    Atom(r"(?:(?<=[^\W\d]) ?-|(?<=\w) ?['’])()([0-9]{2})(?![/.,:-]?[0-9])", short_year("k")),
    Atom(rf"\( ?({YEAR}) ?\)", year_in_brackets),
    Atom(rf"{_DAY}\.{_DAY}(?:\.(?!\w)|(?= ?- ?[0-9]{{1,2}}\.[0-9]{{1,2}}\.))", day_and_month),
    Atom(rf"{_DAY}\.?(?= ?- ?[0-9]{{1,2}}\. ?(?:[0-9]{{1,2}}\.|{_STEM}kuuta))", day_of_range),
    Atom(rf"{_DAY}{_NTH}(?= ?- ?[0-9]{{1,2}}{_NTH} (?:of )?{_MONTH}\b)", day_of_range),
    # day and month by name
    Atom(rf"{_DAY}\.? ?(?:päivänä )?{_STEM}kuuta", day_then_name),
    Atom(rf"{_STEM}kuun {_DAY}\.(?: ?(?:päivä(?:nä|ä|än|stä)?|pnä|pvä))?(?![0-9])", name_then_day),
    Atom(rf"{_DAY}{_NTH}[ -](?:of )?{_MONTH}\b\.?{_COMMA}", day_then_name),
    Atom(rf"{_ENGLISH_MONTH}\.? {_DAY}{_NTH} ?- ?{_DAY}{_NTH}(?![0-9/.]){_COMMA}", name_then_days),
    Atom(rf"{_ENGLISH_MONTH}\.? {_DAY}{_NTH}(?![0-9/]){_COMMA}", name_then_day),
    # months
    Atom(rf"{_STEM}(?:- ?)?kuu(n|ta|ssa|sta|hun|lla|lle|lta|ksi|na)?", finnish_month),
    Atom(rf"{_STEM}(?= ?-?/? ?{_STEM}|-,? (?:(?:ja|tai|sekä) )?{_STEM})", month_name("i")),
    Atom(rf"({_SURE})", month_name("i")),
    Atom(rf"({_DOUBTFUL})\b\.?", month_name("j")),
    # seasons and terms: a Finnish kausi is shorter than a term, which ends in June
    Atom(rf"kevät{_TERM}", months(1, 5)),
    Atom(rf"kevät(?:luku|istunto){_TERM}|vårtermin(?:en|ens)?|spring (?:term|semester)", months(1, 6)),
    Atom(rf"syys(?:luku|istunto)?{_TERM}|hösttermin(?:en|ens)?|(?:autumn|fall) (?:term|semester)", months(8, 12)),
    Atom(rf"{_PREFIX}kevä(?:t|ttä|än|ällä|ältä|älle|äksi|änä|ästä|äseen)|vårens?|spring", season(21)),
    Atom(r"vår", season(21, "j")),
    Atom(rf"{_PREFIX}kesä(?:n|ä|llä|ltä|lle|ksi|nä|stä|än)?|sommar(?:ens?)?|summer", season(22)),
    Atom(rf"{_PREFIX}syksy(?:n|ä|llä|ltä|lle|ksi|nä|stä|yn)?|höst(?:ens?)?|autumn", season(23)),
    Atom(r"fall", season(23, "j")),
    Atom(rf"{_PREFIX}talv(?:i|en|ea|ella|elta|elle|eksi|ena|esta|een)|vinter(?:ns?)?|winter", season(24, "z")),
    # halves, quarters and thirds of a year
    Atom(r"q([1-4])(?: ?- ?q?([1-4]))?", part(3)),
    Atom(r"([1-4])q()", part(3)),
    Atom(rf"{_FINNISH_ORDINAL}(?:(?:vuosi)?neljänne\w+|kvartaali\w*)", part(3)),
    Atom(rf"{_ORDINAL}(?:kvartal\w*|quarters?)", part(3)),
    Atom(rf"(?:(?:vuosi)?neljännes|kvartaali|kvartal(?:en|et)?|quarters?|kv\.?) {_NUMBER}", part(3)),
    Atom(rf"{_FINNISH_ORDINAL}vuosikolmanne\w+", part(4)),
    Atom(rf"{_ORDINAL}tertial\w*", part(4)),
    Atom(rf"tertial(?:en|et)? {_NUMBER}", part(4)),
    Atom(r"h([12])()", part(6)),
    Atom(r"([12])h()", part(6)),
    Atom(rf"{_FINNISH_ORDINAL}(?:(?:vuosi|vuoden)?puolisko\w*|puolivuo(?:si|nna|den|tta))", part(6)),
    Atom(rf"{_ORDINAL}(?:halvår\w*|halvan?|hälften|half)(?: (?:of|av|på)(?: the(?! year))?)?", part(6)),
    Atom(rf"halvår(?:et)? {_NUMBER}", part(6)),
    Atom(
        r"alkuvuo(?:si|nna|den|desta|teen|tta|delle|della|deksi)|(?:alku|kevät)(?:vuosi)?puolisko\w*",
        months(1, 6),
    ),
    Atom(
        r"loppuvuo(?:si|nna|den|desta|teen|tta|delle|della|deksi)|(?:loppu|jälki|syys)puolisko\w*",
        months(7, 12),
    ),
    Atom(r"halvårsskiftet", lambda _: [("h", "", ""), ("i", "year", "YYYY")]),
    # periods over two years: a Finnish school year is 1 August – 31 July by law (628/1998, section 23)
    Atom(r"lukuvuo(?:si|nna|den)|läsår(?:et)?|(?:school|academic) year", months(8, 7, "Z", "NEXT")),
    Atom(
        r"vuoden ?vaih(?:de|teessa|teen|teeseen|teesta)|årsskiftet|(?:the )?turn of the year",
        months(12, 1, "Z", "NEXT"),
    ),
    # the year itself, printed elsewhere
    Atom(
        r"(?:kuluva\w+|tämän|tänä) vuo(?:den|nna|tta)|vuoden(?= (?:lopu|loppu|alus|alku|puoliv|keskiv))",
        whole_year,
    ),
    Atom(rf"(?:i|innevarande) år|årets?|(?:this|the|current) year(?! {YEAR})", whole_year),
    # case numbers and other figures
    Atom(r"[^\W\d_]+[0-9]*/[0-9][0-9/:-]*|[0-9]+(?:[.,/:][0-9]+)+", no_time),
)
