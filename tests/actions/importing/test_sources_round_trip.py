from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.importing.cell_text import clean
from actions.importing.rows import UnreadableSource
from actions.importing.saying import sentence
from actions.importing.sources import open_source
from tests.actions.importing.table_files import HEADER, csv_text, html, xlsx

PRINTED = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co"))
# A workbook writes control characters as `_x000B_`: text that happens to look so cannot come back.
RAW = st.text(PRINTED | st.sampled_from("\n;,\t\"'<>&=+-@"), max_size=25)
WORDS = RAW.map(clean).filter(lambda text: "_x" not in text)
SAID = WORDS.filter(bool)
COLUMNS = ("number", "measure", "implementation", "body", "schedule", "area")
QUICK = settings(max_examples=25, deadline=None)


@st.composite
def measures(draw):
    """Rows of five texts: measures numbered in order, each with one to three steps."""
    rows = []
    for chapter in range(1, draw(st.integers(1, 3)) + 1):
        for number in range(1, draw(st.integers(1, 12)) + 1):
            measure, body = draw(SAID), draw(WORDS)
            for _ in range(draw(st.integers(1, 3))):
                rows.append((f"{chapter}.{number}", measure, draw(SAID), body, draw(WORDS)))
    return rows


def texts(source):
    return [tuple(getattr(row, column) for column in COLUMNS[:5]) for row in source.rows]


@given(measures(), st.sampled_from(";,\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@QUICK
def test_every_cell_of_a_csv_comes_back(rows, delimiter, encoding):
    source = open_source("ohjelma.csv", csv_text([HEADER, *rows], delimiter, encoding))
    assert texts(source) == rows


@given(rows=measures())
@QUICK
def test_every_cell_of_a_workbook_comes_back(rows):
    assert texts(open_source("ohjelma.xlsx", xlsx([HEADER, *rows]))) == rows


@given(rows=measures())
@QUICK
def test_every_cell_of_a_web_page_comes_back(rows):
    assert texts(open_source("ohjelma.html", html([HEADER, *rows]))) == rows


@given(rows=measures())
@QUICK
def test_repeated_and_merged_and_blank_cells_come_to_the_same_rows(rows):
    merged, blank, at = [], [], 2
    for _, group in groupby(rows, key=lambda row: row[0]):
        steps = list(group)
        merged += [f"{column}{at}:{column}{at + len(steps) - 1}" for column in "ABD" if len(steps) > 1]
        blank += [steps[0], *(("", "", *step[2:]) for step in steps[1:])]
        at += len(steps)
    repeated = open_source("a.csv", csv_text([HEADER, *rows]))
    for other in (
        open_source("b.xlsx", xlsx([HEADER, *rows], merged)),
        open_source("c.csv", csv_text([HEADER, *blank])),
        open_source("d.html", html([HEADER, *blank])),
    ):
        assert texts(other) == texts(repeated) == rows


@given(rows=measures(), order=st.permutations(range(5)))
@QUICK
def test_columns_may_stand_in_any_order(rows, order):
    shuffled = [[row[column] for column in order] for row in [HEADER, *rows]]
    assert texts(open_source("ohjelma.xlsx", xlsx(shuffled))) == rows


@given(st.lists(st.lists(WORDS, max_size=7), max_size=8))
@QUICK
def test_no_word_below_a_header_is_lost_whatever_the_grid(grid):
    source = open_source("ohjelma.xlsx", xlsx([HEADER, ("1.1", "Toimi", "Tee", "", ""), *grid]))
    kept = {getattr(row, column) for row in source.rows for column in COLUMNS}
    kept |= {text.replace("\n", " ") for text in kept} | {text for _, text in source.remarks}
    written = {text for row in grid for text in row if text}
    assert {text for text in written if text not in kept and text.replace("\n", " ") not in kept} <= set(HEADER)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_a_source_or_one_clear_sentence(content):
    try:
        source = open_source("tiedosto.txt", content)
    except UnreadableSource as refusal:
        said = sentence(refusal.finding)
    else:
        said = source.name if source.kind == "page" and source.text.strip() else ""
    assert "tiedosto.txt" in said
