"""What a file is and what comes out of it, on the real documents where they are present."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from actions.importing.rows import UnreadableSource
from actions.importing.sources import open_source
from tests.actions.importing.table_files import HEADER, ROW, csv_text, html, xlsx

SHARED = Path(__file__).parents[4] / "shared"
EXAMPLES = {"fds2020": ("en", 54, 17), "kaupunkiohjelmat": ("fi", 37, 13), "livsmedelsstrategin2": ("sv", 36, 20)}
TABLE = [HEADER, ROW]
PROGRAMME = json.dumps({"format": "etenee-programme/1", "programme": {}}, indent=1).encode()


def example(name):
    path = SHARED / "examples" / name
    if not path.exists():
        pytest.skip("the example programmes are not here")
    return open_source(name, path.read_bytes())


def without_places(rows):
    return [replace(row, place="", first=0, last=0) for row in rows]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_the_same_from_workbook_and_csv(name):
    book, text = example(f"{name}.xlsx"), example(f"{name}.csv")
    assert without_places(book.rows) == without_places(text.rows)


@pytest.mark.parametrize(("name", "facts"), EXAMPLES.items())
def test_an_example_has_all_its_rows_and_measures(name, facts):
    source = example(f"{name}.xlsx")
    numbers = {row.number for row in source.rows}
    assert (source.language, len(source.rows), len(numbers)) == facts
    assert all(row.number and row.measure and row.implementation for row in source.rows)
    assert [finding for finding in source.findings if finding.level != "note"] == []


def test_titles_and_footnotes_of_an_example_are_kept():
    source = example("fds2020.xlsx")
    assert source.title == "Federal Data Strategy 2020 Action Plan"
    assert [(place, text[:8]) for place, text in source.remarks] == [("A1", "Federal "), ("A62", "* Due to")]


def test_section_rows_of_an_example_become_areas():
    book, text = example("livsmedelsstrategin2.xlsx"), example("livsmedelsstrategin2.csv")
    assert [row.area[:2] for row in book.rows] == [f"{row.number[0]} " for row in text.rows]


@pytest.mark.parametrize("number", range(5))
def test_a_seed_is_the_text_of_a_page_with_every_line_in_its_place(number):
    paths = sorted((SHARED / "seeds").glob(f"00{number}_*.txt"))
    if not paths:
        pytest.skip("the seed documents are not here")
    source = open_source(paths[0].name, paths[0].read_bytes())
    assert source.kind == "page"
    lines, printed = source.text.split("\n"), paths[0].read_text("utf-8").split("\n")
    assert [line.split() for line in lines] == [line.split() for line in printed]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.xlsx", xlsx(TABLE), "excel"),
        ("a", xlsx(TABLE), "excel"),
        ("a.csv", csv_text(TABLE), "csv"),
        ("a.tsv", csv_text(TABLE, "\t"), "csv"),
        ("a.txt", csv_text(TABLE, "\t"), "csv"),
        ("a.txt", csv_text(TABLE, ","), "csv"),
        ("a.html", html(TABLE), "html"),
        ("a.htm", b"<table>" + html(TABLE).partition(b"<table>")[2], "html"),
        ("a.txt", html(TABLE), "html"),
        ("a.txt", b"Kopioitu sivulta\n" + html(TABLE), "html"),
        ("a.json", PROGRAMME, "interchange"),
        ("a.txt", b"\xef\xbb\xbf" + PROGRAMME, "interchange"),
        ("a.txt", "1.1. Tehdään. SM 2018".encode(), "page"),
        ("a.txt", b"Sarakkeet ovat nro, toimenpide, toimeenpano, vastuutaho ja aikataulu.", "page"),
    ],
)
def test_a_file_is_what_its_content_says(name, content, kind):
    source = open_source(name, content)
    assert source.kind == kind
    assert bool(source.rows) is (kind in ("excel", "csv", "html"))
    assert bool(source.text) is (kind in ("page", "interchange"))


def test_a_source_knows_its_name_and_its_sum():
    content = csv_text(TABLE)
    source = open_source("C:\\Omat\\ohjelma.csv", content)
    assert (source.name, source.sha256) == ("ohjelma.csv", hashlib.sha256(content).hexdigest())


def test_interchange_text_is_kept_to_the_letter():
    content = '{"format": "etenee-programme/1", "x": "a\u00a0\u00ad  b\\u0000"}\n'
    assert open_source("a.json", content.encode()).text == content


def test_a_page_keeps_its_line_numbers():
    source = open_source("a.txt", "yksi\x0ckaksi\r\n\x0bkolme\u00ad\u2028\rneljä\u00a0viisi".encode())
    assert source.text.split("\n") == ["yksi kaksi", " kolme ", "neljä viisi"]


def test_findings_of_a_source_name_the_file():
    source = open_source("a.csv", csv_text(TABLE, encoding="cp1252"))
    assert [(found.code, found.facts, found.place) for found in source.findings] == [
        ("read_as_windows_1252", {"file": "a.csv"}, "a.csv")
    ]


def test_a_refusal_names_the_file():
    with pytest.raises(UnreadableSource) as refusal:
        open_source("kansio/a.csv", b"a;b\n1;2\n")
    assert refusal.value.finding.facts["file"] == "a.csv"
