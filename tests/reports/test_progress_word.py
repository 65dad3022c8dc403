"""The structure of the Word file: styles, header rows, languages, properties, page numbers."""

from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from django.urls import translate_url
from docx.oxml.ns import qn

from tests.factories import make_measure, make_programme, make_schedule_item, make_step, make_update
from tests.reports.files import open_list, open_measure


@pytest.fixture
def measure(cast):
    measure = make_measure(
        make_programme("sts", name_en="Security"), "2.4", lead=cast.leading, title_fi="Riskin arviointi", text_en="All."
    )
    make_schedule_item(measure, step=make_step(measure, text_en="A step."), text_en="later")
    make_update(measure, state="submitted")
    return measure


@pytest.fixture
def word(cast, sign_in, measure):
    """The office's report of the measure, opened."""
    return docx.Document(BytesIO(open_measure(sign_in(cast.office), measure, "docx").content))


def values(root, tag, attribute="val"):
    return [each.get(qn(f"w:{attribute}")) for each in root.iter(qn(f"w:{tag}"))]


def test_headings_are_the_built_in_ones_and_go_down_step_by_step(word):
    levels = [int(each.style.name[-1]) for each in word.paragraphs if each.style.name.startswith("Heading")]
    assert levels[:2] == [1, 2]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_style_in_use_is_defined(word):
    defined = {style.style_id for style in word.styles}
    used = (
        set(values(word.element, "pStyle"))
        | set(values(word.element, "rStyle"))
        | set(values(word.element, "tblStyle"))
    )
    assert used <= defined


def test_header_rows_repeat_and_rows_stay_whole(word):
    assert len(word.tables) == 3
    for table in word.tables:
        rows = list(table._tbl.iter(qn("w:tr")))
        assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))


def test_no_cell_is_merged_and_no_table_stands_in_another(word):
    body = word.element.body
    assert not list(body.iter(qn("w:gridSpan"), qn("w:vMerge")))
    assert not [table for table in body.iter(qn("w:tbl")) if table.getparent() is not body]


def test_the_language_is_told_and_foreign_words_are_marked(word):
    assert values(word.styles.element, "lang") == ["en-GB"]
    marked = {run.text for run in word.element.iter(qn("w:r")) if values(run, "lang") == ["fi-FI"]}
    assert "2.4 Riskin arviointi" in marked


@pytest.mark.parametrize(("language", "region"), [("fi", "fi-FI"), ("sv", "sv-FI")])
def test_a_file_is_in_the_language_of_its_page(client, measure, language, region):
    address = translate_url(open_measure(client, measure).request["PATH_INFO"], language)
    made = docx.Document(BytesIO(client.get(address, {"format": "docx"}).content))
    assert values(made.styles.element, "lang") == [region]
    assert made.core_properties.language == region


def test_the_file_tells_its_title_and_organisation_and_no_person(word):
    told = word.core_properties
    assert told.title == "Measure 2.4: Riskin arviointi, progress report"
    assert (told.author, told.last_modified_by, told.comments) == ("Etenee", "Etenee", "")
    assert told.language == "en-GB"


def test_nothing_of_the_librarys_own_page_is_left(cast, sign_in, measure):
    with ZipFile(BytesIO(open_measure(sign_in(cast.office), measure, "docx").content)) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name]
        settings = package.read("word/settings.xml").decode()
    assert settings.count("themeFontLang") == settings.count("autoHyphenation") == 1


def test_every_page_is_marked_and_numbered(word):
    assert word.sections[0].header.paragraphs[0].text.endswith("DRAFT – not public")
    footer = word.sections[0].footer.paragraphs[0]
    assert footer.text.startswith("Situation on 30 June 2018")
    assert [each.text for each in footer._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_the_paper_is_a4(word):
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_contents_lead_to_every_section(client, measure):
    make_measure(measure.programme, "2.5", title_en="Another")
    made = docx.Document(BytesIO(open_list(client, measure.programme, "docx").content)).element
    bookmarks = values(made, "bookmarkStart", "name")
    links = values(made, "hyperlink", "anchor")
    assert len(bookmarks) == len(set(bookmarks)) == 3
    assert set(links) == set(bookmarks)
    assert values(made, "fldChar", "fldCharType") == ["begin", "separate", "end"]
