"""The structure of the PDF: what PDF/UA-1 asks for, and what a screen reader is told."""

import re
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdf
import pytest

from reports.documents import pdf
from tests.factories import make_measure, make_programme, make_schedule_item, make_step, make_update
from tests.reports.files import open_list, open_measure

FILL = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) scn")


@pytest.fixture
def measure(cast):
    """Titled in Finnish only, so that an English report has to mark it."""
    measure = make_measure(
        make_programme("sts", name_en="Security"), "2.4", lead=cast.leading, title_fi="Riskin arviointi", text_en="All."
    )
    for n in range(1, 4):
        step = make_step(measure, n, label=str(n), text_fi="Askel.", text_en="A step.")
        make_schedule_item(measure, n, step=step, text_en="later")
    make_update(measure, state="submitted")
    return measure


def open_pdf(response):
    return pikepdf.open(BytesIO(response.content))


def elements(file):
    """Every structure element in reading order: (tag, element)."""
    waiting = [file.Root.StructTreeRoot]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += reversed(list(each))
        elif isinstance(each, pikepdf.Dictionary):
            if "/S" in each:
                yield str(each.S), each
            if "/K" in each:
                waiting.append(each.K)


def attributes(element):
    """The attributes of the element's owner Table."""
    told = element.get("/A", pikepdf.Array())
    return {name: each[name] for each in told if each.get("/O") == "/Table" for name in each}


def test_the_file_says_what_it_is(client, measure):
    with open_pdf(open_measure(client, measure, "pdf")) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "en"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert told["dc:title"] == "Measure 2.4: Riskin arviointi, progress report"
            assert list(told["dc:creator"]) == ["Etenee"]
        assert str(file.docinfo["/Author"]) == "Etenee"


def test_headings_go_down_step_by_step(cast, sign_in, measure):
    with open_pdf(open_measure(sign_in(cast.office), measure, "pdf")) as file:
        levels = [int(tag[2:]) for tag, _ in elements(file) if tag[1:2] == "H" and tag[2:].isdigit()]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert levels.count(2) == 5
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_header_row_and_cells_for_each_column(cast, sign_in, measure):
    with open_pdf(open_measure(sign_in(cast.office), measure, "pdf")) as file:
        found = list(elements(file))
        tags = [tag for tag, _ in found]
        scopes = {str(attributes(each)["/Scope"]) for tag, each in found if tag == "/TH"}
    assert tags.count("/Table") == tags.count("/THead") == 3
    assert scopes == {"/Column"}
    assert tags.count("/TH") == 3 + 5 + 3
    assert tags.count("/TD") == 3 + 3 * 5 + 1 * 3


def test_shapes_are_drawn_in_their_colour_and_left_to_their_words_for_readers(cast, sign_in, measure):
    with open_pdf(open_measure(sign_in(cast.office), measure, "pdf")) as file:
        assert "/Figure" not in {tag for tag, _ in elements(file)}
        drawn = file.pages[0].Contents.read_bytes()
    on_plan = " ".join(f"{int(part, 16) / 255:.4f}" for part in ("00", "8f", "68"))
    colours = {" ".join(f"{float(part):.4f}" for part in found) for found in FILL.findall(drawn.decode("latin-1"))}
    assert on_plan in colours


def languages(element, above):
    """The language of every element: its own, or that of the element it stands in."""
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from languages(each, above)
    elif isinstance(element, pikepdf.Dictionary):
        own = str(element.get("/Lang", above))
        yield str(element.get("/S", "")), own
        if "/K" in element:
            yield from languages(element.K, own)


def test_words_in_another_language_are_marked(client, measure):
    with open_pdf(open_measure(client, measure, "pdf")) as file:
        told = list(languages(file.Root.StructTreeRoot, str(file.Root.Lang)))
    assert [language for tag, language in told if tag == "/H1"] == ["fi"]
    assert {language for tag, language in told if tag == "/H2"} == {"en"}


def test_every_page_is_marked_and_numbered(cast, sign_in, measure):
    for n in range(12):
        make_measure(measure.programme, f"3.{n}", lead=cast.leading, text_en="Much to say. " * 30)
    told = pypdf.PdfReader(BytesIO(open_list(sign_in(cast.office), measure.programme, "pdf").content))
    assert len(told.pages) > 3
    for n, page in enumerate(told.pages, 1):
        words = page.extract_text()
        assert "DRAFT – not public" in words
        assert f"{n} / {len(told.pages)}" in words
        assert "Situation on 30 June 2018" in words


def test_sections_can_be_reached_from_the_outline_and_the_contents(client, measure):
    other = make_measure(measure.programme, "2.5", title_en="Another")
    response = open_list(client, measure.programme, "pdf")
    told = pypdf.PdfReader(BytesIO(response.content))
    titles = [each.title for level in told.outline for each in (level if isinstance(level, list) else [level])]
    assert "2.4 Riskin arviointi" in titles
    assert f"2.5 {other.title_en}" in titles
    with open_pdf(response) as file:
        assert "/TOC" in {tag for tag, _ in elements(file)}


def test_fonts_are_those_of_the_site_and_travel_with_the_file(client, measure):
    told = pypdf.PdfReader(BytesIO(open_measure(client, measure, "pdf").content))
    fonts = {
        str(font["/BaseFont"])
        for page in told.pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())
    }
    assert fonts
    assert all("+SourceSans3-" in font for font in fonts)


def test_the_font_has_the_letters_of_the_languages_in_use():
    needed = "ABCÅÄÖabcåäöŠšŽžđŋŧǥǯáâčéü0123456789–—”“’·…€§½°×→•"
    assert set(needed) <= pdf.in_font()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("plain", "plain"),
        ("😀", "[grinning face]"),
        ("ǩ", "k\u030c"),
        ("＝", "="),
        ("\U000e0fff", "[U+E0FFF]"),
        ("a\ufe0fb", "ab"),
        ("x" * 50, "x" * 48 + "\u200bxx"),
        ("http://" + "x" * 50, "http://" + "x" * 50),
    ],
)
def test_what_the_font_lacks_is_named(typed, printed):
    assert pdf.letters(typed) == printed
