import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.schedule_reader import Reading, bounds, kinds, read
from actions.schedule_reader.words import CODES, MARKERS

SHARED = Path(__file__).parents[3] / "shared"
DOCUMENT = SHARED / "seeds" / "001_7eb0f02fcb767627.txt"
EXAMPLES = SHARED / "examples"
SCHEDULES = Path(__file__).parent / "schedules"


def rows_of(name: str) -> list[list[str]]:
    lines = (SCHEDULES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if not line.startswith("#")]


def phrases() -> list[tuple[str, str, str | None]]:
    rows = [row for language in ("finnish", "swedish", "english") for row in rows_of(language)]
    return [(text, kind, edtf or None) for text, kind, edtf in rows]


@pytest.mark.parametrize(("text", "kind", "edtf"), phrases())
def test_a_phrase_is_read_as_a_careful_civil_servant_takes_it(text: str, kind: str, edtf: str | None):
    reading = read(text)
    assert (reading.kind, reading.edtf) == (kind, edtf)


# text, the year the caller gives, and the kind and EDTF that follow
WITH_A_YEAR = [
    ("Käynnistyy keväällä.", 2018, "season", "2018-21"),
    ("31.3. mennessä", 2019, "by", "../2019-03-31"),
    ("vuoden loppuun mennessä", 2018, "by", "../2018-12-31"),
    ("tammi–maaliskuussa", 2019, "range", "2019-01/2019-03"),
    ("före årets slut", 2018, "by", "../2018-12-31"),
    ("i höst", 2018, "season", "2018-23"),
    ("by the end of the year", 2018, "by", "../2018-12-31"),
    ("syksyllä 2019", 2018, "season", "2019-23"),
    ("Vuosittain syyskuussa", 2020, "recurring", None),
    ("Årligen, senast den 28 februari", 2025, "recurring", None),
    ("29. helmikuuta mennessä", 2019, "none", None),
    ("5.3.", 2019, "none", None),
    ("keväällä", 1899, "none", None),
    ("talvella", 2100, "none", None),
]


@pytest.mark.parametrize(("text", "year", "kind", "edtf"), WITH_A_YEAR)
def test_the_caller_may_lend_a_year_to_a_text_without_one(text, year, kind, edtf):
    reading = read(text, year)
    assert (reading.kind, reading.edtf) == (kind, edtf)


# text, kind and EDTF of the whole, and its parts
IN_PARTS = [
    (
        "by 31.12.2018, then implementation",
        ("by", "../2018-12-31"),
        [("by 31.12.2018", "by", "../2018-12-31"), ("then implementation", "conditional", None)],
    ),
    (
        "Ensimmäinen versio keväällä 2018, sen jälkeen jatkuvaa toimintaa",
        ("season", "2018-21"),
        [
            ("Ensimmäinen versio keväällä 2018", "season", "2018-21"),
            ("sen jälkeen jatkuvaa toimintaa", "continuous", None),
        ],
    ),
    (
        "1. Alkaa 2018. Koulutus syksyllä. Valmis 5.3.2019.",
        ("range", "2018/2019-03-05"),
        [
            ("Alkaa 2018.", "year", "2018"),
            ("Koulutus syksyllä.", "season", "2018-23"),
            ("Valmis 5.3.2019.", "date", "2019-03-05"),
        ],
    ),
    (
        "Asetettu 12/2017. Käynnistyy keväällä.",  # the spring of 2017 was over
        ("month", "2017-12"),
        [("Asetettu 12/2017.", "month", "2017-12")],
    ),
    (
        "Valmistelu 2018–2019. Päättyy syksyllä.",  # of which year?
        ("range", "2018/2019"),
        [("Valmistelu 2018–2019.", "range", "2018/2019")],
    ),
    (
        "Suunnittelu 2018 ja toteutus 2019",
        ("range", "2018/2019"),
        [("Suunnittelu 2018", "year", "2018"), ("toteutus 2019", "year", "2019")],
    ),
    (
        "Valmis 2018. Toteutus 2019 alkaen.",
        ("range", "2018/.."),
        [("Valmis 2018.", "year", "2018"), ("Toteutus 2019 alkaen.", "from", "2019/..")],
    ),
    (
        "Käynnistyy keväällä 2018. Valmis 12/2018 mennessä.",
        ("range", "2018-03/2018-12-31"),
        [("Käynnistyy keväällä 2018.", "season", "2018-21"), ("Valmis 12/2018 mennessä.", "by", "../2018-12-31")],
    ),
    (
        "Luonnos 3/2019 mennessä; lopullinen 6/2019 mennessä",
        ("by", "../2019-06-30"),
        [("Luonnos 3/2019 mennessä", "by", "../2019-03-31"), ("lopullinen 6/2019 mennessä", "by", "../2019-06-30")],
    ),
    (
        "Suunnitelma 12/2018 mennessä, toteutus 2019–2020",
        ("range", "../2020"),
        [("Suunnitelma 12/2018 mennessä", "by", "../2018-12-31"), ("toteutus 2019–2020", "range", "2019/2020")],
    ),
    (
        "Valmis 12/2018 mennessä. Toimeenpano 2019-",  # no end and no beginning together: the deadline stands
        ("by", "../2018-12-31"),
        [("Valmis 12/2018 mennessä.", "by", "../2018-12-31"), ("Toimeenpano 2019-", "from", "2019/..")],
    ),
    (
        "31.12.2023\n31.12.2023",
        ("date", "2023-12-31"),
        [("31.12.2023", "date", "2023-12-31"), ("31.12.2023", "date", "2023-12-31")],
    ),
    (
        "Toteutetaan 2021 - 2025\nJatkuva",
        ("range", "2021/2025"),
        [("Toteutetaan 2021 - 2025", "range", "2021/2025"), ("Jatkuva", "continuous", None)],
    ),
    (
        "Kerran vuodessa, ensimmäisen kerran 2019",
        ("year", "2019"),
        [("Kerran vuodessa", "recurring", None), ("ensimmäisen kerran 2019", "year", "2019")],
    ),
    (
        "Jatkuvaa, raportti vuosittain",
        ("continuous", None),
        [("Jatkuvaa", "continuous", None), ("raportti vuosittain", "recurring", None)],
    ),
    (
        "Lausunto 1/2018. Jos laki hyväksytään, voimaan 2020.",
        ("conditional", "2018-01/2020"),
        [("Lausunto 1/2018.", "month", "2018-01"), ("Jos laki hyväksytään, voimaan 2020.", "conditional", "2020")],
    ),
    (
        "Syksyllä 2018. Jos rahoitusta saadaan, jatketaan.",
        ("season", "2018-23"),
        [
            ("Syksyllä 2018.", "season", "2018-23"),
            ("Jos rahoitusta saadaan, jatketaan.", "conditional", None),
        ],
    ),
    (
        "Efter beslut; därefter årligen",
        ("recurring", None),
        [("Efter beslut", "conditional", None), ("därefter årligen", "recurring", None)],
    ),
    (
        "1.9.2018 (siirtynyt 1.11.2018)",
        ("range", "2018-09-01/2018-11-01"),
        [("1.9.2018", "date", "2018-09-01"), ("siirtynyt 1.11.2018", "date", "2018-11-01")],
    ),
]


@pytest.mark.parametrize(("text", "whole", "parts"), IN_PARTS)
def test_a_text_that_says_several_things_is_read_in_parts(text, whole, parts):
    reading = read(text)
    assert (reading.kind, reading.edtf) == whole
    assert [(part.text, part.kind, part.edtf) for part in reading.parts] == parts


def test_a_reading_tells_its_days():
    reading = read("talvi 2019")
    assert (reading.earliest, reading.latest) == (date(2019, 12, 1), date(2020, 2, 29))


def test_a_reading_as_json_has_its_keys_in_order():
    assert json.dumps(read("hösten 2018 –").as_json(), ensure_ascii=False) == (
        '{"text": "hösten 2018 –", "kind": "from", "edtf": "2018-09/..", "earliest": "2018-09-01", "latest": null,'
        ' "parts": [{"text": "hösten 2018 –", "kind": "from", "edtf": "2018-09/.."}]}'
    )


@pytest.mark.parametrize("dash", ["-", "\u2010", "\u2011", "\u2012", "–", "—", "\u2212", "\u00ad"])
def test_every_dash_makes_a_range(dash):
    assert read(f"2018{dash}2020").edtf == "2018/2020"


@pytest.mark.parametrize(
    "text", ["elo\u00adkuussa 2018", "elo\u00ad\nkuussa 2018", "elokuussa\u00a02018", "  elokuussa \n 2018 "]
)
def test_misprints_of_the_page_do_not_hide_a_month(text):
    assert read(text).edtf == "2018-08"


def test_decomposed_letters_are_read():
    assert read("kesa\u0308lla\u0308 2018").edtf == "2018-22"


MONTHS = """
tammi januari January Jan
helmi februari February Feb
maalis mars March Mar
huhti april April Apr
touko maj May May
kesä juni June Jun
heinä juli July Jul
elo augusti August Aug
syys september September Sep
loka oktober October Oct
marras november November Nov
joulu december December Dec
"""


def months():
    for number, line in enumerate(MONTHS.strip().splitlines(), 1):
        names = line.split()
        yield from ((f"{names[0]}kuu{ending} 2018", number, "month") for ending in ("", "n", "ssa", "ta"))
        yield f"{names[0]}kuusta 2018", number, "from"
        yield f"{names[0]}kuuhun 2018", number, "by"
        yield from ((f"{name} 2018", number, "month") for name in names[1:])


@pytest.mark.parametrize(("text", "month", "kind"), list(months()))
def test_every_month_is_known_in_three_languages_and_in_the_cases_of_finnish(text, month, kind):
    reading = read(text)
    day = reading.latest if kind == "by" else reading.earliest
    assert (reading.kind, day.month, day.year) == (kind, month, 2018)


@pytest.mark.parametrize(("text", "kind", "edtf"), phrases())
def test_capitals_change_nothing(text, kind, edtf):
    reading = read(text.replace(", om ", ", ifall ").upper())
    assert (reading.kind, reading.edtf) == (kind, edtf)


def schedules_of_the_document():
    for lines, begins, kind, edtf, parts in rows_of("published_programme"):
        first, last = map(int, lines.split("-"))
        yield pytest.param(first, last, begins, kind, edtf or None, parts.split(), id=lines)


@pytest.mark.parametrize(("first", "last", "begins", "kind", "edtf", "parts"), list(schedules_of_the_document()))
def test_a_schedule_of_the_published_programme_is_read_rightly(first, last, begins, kind, edtf, parts):
    if not DOCUMENT.exists():
        pytest.skip("needs the published document beside the repository")
    text = "\n".join(DOCUMENT.read_text(encoding="utf-8").splitlines()[first - 1 : last])
    reading = read(text[text.rindex(begins) :])
    told = [part.kind + (f"={part.edtf}" if part.edtf else "") for part in reading.parts]
    assert (reading.kind, reading.edtf, told if len(told) > 1 else []) == (kind, edtf, parts)


# What of the three other programmes has no date of its own, by its first 30 letters; all else there must have one.
UNDATED = {
    "(See Above)": "none",
    "12 months": "none",
    "See timeline on performance.go": "none",
    "1 activity per quarter, any or": "recurring",
    "After OMB Open Data Plan Guida": "recurring",
    "Minimally every 3 months, as o": "recurring",
    "Ongoing every 24 months": "recurring",
    "90 days after OMB/GSA standard": "conditional",
    "kerran valtuustokaudessa (nelj": "recurring",
    "jatkuvana työnä": "continuous",
    "tarpeen mukaan": "conditional",
    "Vid behov": "conditional",
    "Årligen": "recurring",
    "Årligen, senast den 28 februar": "recurring",
    "Årligen, senast den 31 mars": "recurring",
    "Årligen, senast två månader ef": "recurring",
}


@pytest.mark.parametrize(
    ("name", "encoding"), [("fds2020", "utf-8"), ("kaupunkiohjelmat", "utf-8-sig"), ("livsmedelsstrategin2", "cp1252")]
)
def test_every_schedule_of_another_programme_is_dated_or_known_to_be_undated(name, encoding):
    table = EXAMPLES / f"{name}.csv"
    if not table.exists():
        pytest.skip("needs the example programmes beside the repository")
    with table.open(encoding=encoding, newline="") as lines:
        texts = {row[4] for row in list(csv.reader(lines, delimiter=";"))[1:] if row[4]}
    undated = {text[:30]: reading.kind for text in texts if not (reading := read(text)).edtf}
    begins = {text[:30] for text in texts}
    assert begins
    assert undated == {begin: kind for begin, kind in UNDATED.items() if begin in begins}


WORDS = """
2018 2019 2020. 1900 2100 12/2018 1-2/2018 31.12.2018 14.3. 31.2.2018 13/2018 5/3/2026 -18 5. 3. keväällä kevät syksyn
hösten våren spring winter talvi vuoden vuodesta vuoteen loppuun mennessä saakka alkaen lähtien by until till to from
och and ja - – / , . ; ( ) jos if om jatkuvaa ongoing vuosittain årligen annual jälkeen efter after ennen före before
mid- end of slutet av lopussa alussa Q3 H1 neljännes kvartal first half maaliskuussa kesäkuuhun mars may den the i under
aikana vaihteessa vuodenvaihde lukuvuosi sen then viimeistään senast no later than aikaisintaan raportti 90 days viikko
45/2018 välillä mellan between 29.2. 29 February →
"""
words = st.sampled_from(WORDS.split())


def assert_holds_together(reading: Reading, text: str) -> None:
    assert reading.text == text
    assert reading.kind in kinds
    assert bool(reading.parts) == (reading.kind != "none")
    for piece in (reading, *reading.parts):
        days = bounds(piece.edtf) if piece.edtf else (None, None)
        assert (piece.earliest, piece.latest) == days
        assert piece.edtf is None or days != (None, None)
        assert None in days or days[0] <= days[1]
    assert reading.kind != "continuous" or reading.latest is None
    assert all(part.text.strip() and part.kind != "none" for part in reading.parts)


@settings(deadline=None)
@given(st.text(max_size=80), st.none() | st.integers())
def test_any_text_has_a_reading(text, year):
    assert_holds_together(read(text, year), text)


@settings(deadline=None, max_examples=400)
@given(st.lists(words, min_size=1, max_size=9).map(" ".join), st.none() | st.integers(1890, 2110))
def test_any_row_of_schedule_words_has_a_reading_that_holds_together(text, year):
    assert_holds_together(read(text, year), text)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(words, st.sampled_from([" ", "  ", "\n", "\u00a0", "\t\r\n"])), max_size=9))
def test_white_space_changes_nothing(pairs):
    plain = read(" ".join(word for word, _ in pairs))
    spaced = read("".join(word + blank for word, blank in pairs))
    assert (spaced.kind, spaced.edtf, spaced.parts) == (plain.kind, plain.edtf, plain.parts)


@pytest.mark.parametrize("word", ["keväällä ", "2018, ", "syksy ja ", "q1-", "vuosittain jatkuva ", "12.3. ja "])
def test_a_page_full_of_one_word_is_read_to_its_end(word):
    assert read(word * 3000, 2018).text == word * 3000


def test_every_code_of_the_vocabulary_is_explained():
    assert {code for codes, _ in MARKERS for code in codes} <= set(CODES)
