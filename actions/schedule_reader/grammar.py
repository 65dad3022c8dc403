"""How tokens become mentions of time: rules over the codes of the tokens, one line per form of expression.

A rule is a pattern of codes (`words.CODES`) and what replaces them. Rules are tried in order at each place, from
left to right. What the calendar or the reader can't accept becomes `V`, which is never read again.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from .edtf import OPEN, bounds, day_or_wider, end_of, start_of
from .tokens import Token

Rule = tuple[str, Callable[[list[Token]], list[Token]]]

PARTS_OF_YEAR = {
    "b": "{0}-01/{0}-03",
    "h": "{0}-06/{0}-07",
    "e": "{0}-10/{0}-12",
    "1": "{0}-01/{0}-06",
    "2": "{0}-07/{0}-12",
}
YEARLESS = "ijzZqd"


class Grammar:
    """An ordered set of rules, applied once from left to right."""

    def __init__(self, *rules: Rule) -> None:
        self.builders = [build for _, build in rules]
        self.pattern = re.compile("|".join(f"(?P<r{n}>{pattern})" for n, (pattern, _) in enumerate(rules)))

    def apply(self, tokens: list[Token]) -> list[Token]:
        codes = "".join(token.code for token in tokens)
        result: list[Token] = []
        done = 0
        for match in self.pattern.finditer(codes):
            result += tokens[done : match.start()]
            found = tokens[match.start() : match.end()]
            done = match.end()
            try:
                result += self.builders[int((match.lastgroup or "")[1:])](found)
            except ValueError:
                result.append(_over(found, "V"))
        return result + tokens[done:]


def complete(token: Token, year: int) -> Token:
    """The token with its year; ValueError when the calendar has no such day (29.2.2019)."""
    edtf = token.edtf.replace("YYYY", str(year)).replace("NEXT", str(year + 1))
    bounds(edtf)
    return replace(token, code="A", edtf=edtf)


# First the years: "tammi–helmikuussa 2018", "vuoden 2018 syksyllä", "talvi 2018–2019"


def _shared_year(found: list[Token]) -> list[Token]:
    year = int(_only(found, "Yk")[0].edtf)
    whole = [token for token in found if token.code not in "Ykn"]
    kept = [token for token, following in zip(whole, [*whole[1:], None], strict=True) if not _hangs(token, following)]
    return [complete(token, year) if token.code in YEARLESS else token for token in kept]


def _hangs(token: Token, following: Token | None) -> bool:
    """The hyphen of "tammi- ja helmikuussa" stands for the rest of the word and opens no range."""
    return token.code in "-_" and following is not None and following.code in ",&"


def _year_each(found: list[Token]) -> list[Token]:
    """ "syksy–kevät 2018–2019": the first year for the first, the second for the last."""
    first, last = (int(year.edtf) for year in _only(found, "Y"))
    begins, *_, ends = _only(found, YEARLESS)
    return [complete(begins, first), replace(found[1], code="-"), complete(ends, last)]


def _two_years(found: list[Token]) -> list[Token]:
    first, last = (int(year.edtf) for year in _only(found, "Y"))
    if last != first + 1:
        raise ValueError("not one winter, turn or school year")
    season = _only(found, "zZ")
    whole = season[0] if season else Token("Z", 0, 0, "range", "YYYY-12/NEXT-01")
    return [replace(complete(whole, first), start=found[0].start, end=found[-1].end)]


def _day_of_same_month(found: list[Token]) -> list[Token]:
    """ "14.–20.3.2018": the first day takes month and year of the last."""
    first, last = found[0], found[-1]
    if last.kind != "date":
        raise ValueError("no month for the day")
    edtf = last.edtf[:8] + first.edtf
    bounds(edtf)
    return [replace(first, code="A", edtf=edtf), *found[1:]]


def _days_of_same_year(found: list[Token]) -> list[Token]:
    """ "14.3.–4.5.2018", "1.12.–15.1.2019": the year of the last, or the one before when a range needs it."""
    last = found[-1]
    if last.kind != "date":
        raise ValueError("no year for the day")
    year = int(last.edtf[:4])
    result = []
    for token in found:
        if token.code == "q":
            day = complete(token, year)
            is_range = found[1].code in "-=_~/t"
            token = complete(token, year - 1) if is_range and day.edtf > last.edtf else day
        result.append(token)
    return result


def _day_of_year_before(found: list[Token]) -> list[Token]:
    """ "5.3.2026–6.3.": the last day takes the year of the first."""
    return [*found[:-1], complete(found[-1], int(found[0].edtf[:4]))]


# Then the parts of a time: "vuoden 2019 lopussa", "i mitten av 2025"


def _edge(found: list[Token]) -> list[Token]:
    time = _time(found)
    edge = _only(found, "bhe12")[0].code
    case = _only(found, "<>")
    edtf = PARTS_OF_YEAR[edge].format(time.edtf) if time.kind == "year" else time.edtf
    kind = "range" if time.kind == "year" else time.kind
    return [*case, replace(_over(found, "A"), kind=kind, edtf=edtf, edge=edge)]


# At last the mentions


def _as_printed(found: list[Token]) -> list[Token]:
    time = _time(found)
    return [_mention(found, time.kind, time.edtf)]


def _range(found: list[Token]) -> list[Token]:
    first, *_, last = _only(found, "AY")
    return [_mention(found, "range", f"{start_of(first.edtf)}/{end_of(last.edtf)}")]


def _continuous(found: list[Token]) -> list[Token]:
    """ "2018 – jatkuva": from then on without an end."""
    return [_mention(found, "continuous", f"{start_of(_time(found).edtf)}/{OPEN}")]


def _list(found: list[Token]) -> list[Token]:
    """ "keväällä 2018 ja syksyllä 2019": from the first to the last, in whatever order they are printed."""
    times = _only(found, "AY")
    first = min(times, key=lambda time: bounds(time.edtf)[0] or date.min)
    last = max(times, key=lambda time: bounds(time.edtf)[1] or date.max)
    return [_mention(found, "range", f"{start_of(first.edtf)}/{end_of(last.edtf)}")]


def _by(found: list[Token]) -> list[Token]:
    return [_mention(found, "by", f"{OPEN}/{_day_meant(_last_time(found))}")]


def _before(found: list[Token]) -> list[Token]:
    """The day before it begins; "before the end of 2018" is the last day of 2018."""
    time = _time(found)
    day = _day_meant(time) if time.edge in ("e", "h") else _days(time)[0] - timedelta(days=1)
    return [_mention(found, "by", f"{OPEN}/{day}")]


def _after(found: list[Token]) -> list[Token]:
    following = _days(_last_time(found))[1] + timedelta(days=1)
    return [_mention(found, "from", f"{day_or_wider(following)}/{OPEN}")]


def _from(found: list[Token]) -> list[Token]:
    return [_mention(found, "from", f"{start_of(_time(found).edtf)}/{OPEN}")]


def _void(found: list[Token]) -> list[Token]:
    return [_over(found, "V")]


def _event(found: list[Token]) -> list[Token]:
    return [_over(found, "!")]


def _day_meant(time: Token) -> date:
    """The last day that "by" allows: 1 January for "by the beginning", 30 June for "by the middle of the year"."""
    earliest, latest = _days(time)
    if time.edge == "b":
        return earliest
    if time.edge == "h" and time.kind == "month":
        return earliest.replace(day=15)
    if time.edge == "h" and (earliest.month, latest.month) == (6, 7):
        return earliest.replace(day=30)
    return latest


def _days(time: Token) -> tuple[date, date]:
    earliest, latest = bounds(time.edtf)
    if earliest is None or latest is None:
        raise ValueError("an open end within a phrase")
    return earliest, latest


def _mention(found: list[Token], kind: str, edtf: str) -> Token:
    bounds(edtf)
    return Token("P", found[0].start, found[-1].end, kind, edtf)


def _over(found: list[Token], code: str) -> Token:
    return Token(code, found[0].start, found[-1].end)


def _only(found: Iterable[Token], codes: str) -> list[Token]:
    return [token for token in found if token.code in codes]


def _time(found: list[Token]) -> Token:
    return _only(found, "AY")[0]


def _last_time(found: list[Token]) -> Token:
    """ "by 2018–2020" is by the end of 2020; ValueError when the range runs backwards."""
    first, *_, last = [_time(found), *_only(found, "AY")]
    bounds(f"{start_of(first.edtf)}/{end_of(last.edtf)}")
    return last


N = "[ny]{0,3}"  # words that change nothing
L = "[<>]?[ijz]"  # a time without its year
DASH = "[-=_~/]{1,2}"
JOINT = f"(?:[-_]?[,&]|{DASH}|[tu]){N}"
EDGE = "[bhe12]"
T = "[AY]"
TO = f"{T}(?:{N}{DASH}{N}{T})?"

YEARS = Grammar(
    (f"Z{N}Y{DASH}Y|z{N}Y{DASH}Y|Y{DASH}Y{N}[zZ]|Y(?:{DASH}|{N}&{N})Yy", _two_years),
    (f"Z{N}Y", _void),
    (f"{L}{DASH}{L}{N}Y{DASH}Y", _year_each),
    (f"{L}(?:(?:{JOINT}|(?=>)){L}){{1,12}}/?{N}Y", _shared_year),
    (f"Y{N}[/=~]?{L}(?:(?:{JOINT}|(?=>)){L}){{0,12}}(?!/?{N}Y)", _shared_year),
    (f"{L}/?{N}Y(?:{DASH}{N}|[tu]{N}|(?=>)){L}(?!/?{N}Y)", _shared_year),
    (f"[iz](?:[<>]?{EDGE})?[pogl]?[/=]?{N}Y|j[/=]?Y|[ijz]k", _shared_year),
)
DAYS = Grammar(
    (f"d{DASH}A", _day_of_same_month),
    (f"q(?:{JOINT}q){{0,12}}{JOINT}A", _days_of_same_year),
    (f"A{JOINT}q", _day_of_year_before),
)
PARTS = Grammar(
    (f"{T}{N}[<>]?{EDGE}", _edge),
    (f"{EDGE}{N}{T}", _edge),
)
MENTIONS = Grammar(
    # names and impossible or yearless times: nothing around them is read either
    (f"V{N}{DASH}{N}{T}|{T}{N}{DASH}{N}V|{T}[=~]x(?:{N}[<>]?{EDGE})?(?:{N}[pogl])?|x={T}", _void),
    (f"[V{YEARLESS}](?:[<>]?{EDGE})?{N}[pogl]|[Ba]{N}[V{YEARLESS}]", _void),
    (r"(?<![x!nebh12])[po]|[Ba](?=$|[.,;])", _void),
    (f"O{N}(?:{TO})?", _event),
    # from … to
    (f"w{N}{T}{N}(?:&|{DASH}){N}{T}|{T}{N}(?:&|{DASH}){N}{T}{N}w", _range),
    (f"[fl]?{N}<?{T}{N}(?:{DASH}|[tu]|(?=>)){N}>?{T}(?:{N}[pv])?", _range),
    (f"[fl]{N}<?{T}{N}[gl]?,?&?{N}[muv]{N}>?{T}(?:{N}p)?", _range),
    (f"<?{T}{N}[gl],?&?{N}[muv>]{N}>?{T}(?:{N}p)?|<?{T}{N}[gl],?&?{N}{T}{N}p", _range),
    (f"{T}(?:,{N}{T}){{0,12}}{N}&{N}{T}", _list),
    (f"{T}{N}{DASH}{N}c", _continuous),
    # by
    (f"[muv]{N}[muv]?{N}>?{TO}(?:{N}[pv])?|>{N}{T}(?:{N}[pv])?|{T}{N}[pv]", _by),
    (f"B{N}{TO}", _before),
    # from
    (f"a{N}{TO}|{T}{N}o", _after),
    (f"[fl]{N}<?{T}(?:{N}[gl])?|<{N}{T}(?:{N}[gl])?|{T}{N}[gl]|{T}_", _from),
    # as printed
    (T, _as_printed),
)
