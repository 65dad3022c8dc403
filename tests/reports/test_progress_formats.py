"""The four formats of a report say the same, and take whatever people have typed."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from django.urls import translate_url

from reports.documents.definition import Facts, Table
from tests.factories import make_measure, make_programme, make_round, make_schedule_item, make_step, make_update
from tests.reports.files import FORMATS, bare, everything, open_list, open_measure

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x";"y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "]]>",
    "<w:p>&amp;",
    "#set page(width: 1pt)",
    "#eval(\"1\") $x^2$ `raw` *b* _i_ @ref // /* \\",
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% load i18n %} ${x}",
    "_x0041_",
]  # fmt: skip
EXPECTED_IN = {
    "": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "xlsx": HOSTILE[10],
    "docx": HOSTILE[10],
    "pdf": HOSTILE[10],
}


@pytest.fixture
def measure(cast):
    """A measure with everything that a report can tell, and a second one beside it."""
    programme = make_programme("sts", name_en="Security", is_invented=True)
    measure = make_measure(
        programme, "2.4", lead=cast.leading, units=[cast.outside], partners=[cast.partnering],
        title_fi="Riskin arviointi", text_en="Every region assesses the risk.\nThe model is followed up.",
    )  # fmt: skip
    step = make_step(measure, 1, label="1", text_en="The tool is chosen.")
    make_schedule_item(measure, 1, step=step, label="1", kind="by", latest=date(2018, 3, 31), text_en="by March 2018")
    make_schedule_item(measure, 2, kind="continuous", text_en="continuous")
    earlier = make_round(programme, "syksy-2017", date(2017, 9, 1), date(2017, 10, 1))
    later = make_round(programme, "kevat-2018", date(2018, 5, 15), date(2018, 7, 15))
    make_update(measure, earlier, stage="not_started", state="published", on=date(2017, 9, 20))
    make_update(
        measure, later, stage="in_progress", confidence="blocked", cause="money", obstacles="Rahoitus puuttuu.",
        next="Päätös syksyllä.", decision_needed="Jatketaanko?", public_en="The tool waits.", state="submitted",
    )  # fmt: skip
    make_measure(programme, "2.5", lead=cast.leading, title_en="Another measure")
    return measure


def words_of(document):
    """Every word that the definition holds: headings, labels, lines."""
    body, stamp = document.body, document.stamp
    yield from (body.title.words, body.above.words, stamp.line)
    yield from words_of_blocks([*body.blocks, stamp.facts])
    for section in body.sections:
        yield from words_of_section(section)


def words_of_section(section):
    yield section.heading.words
    yield from words_of_blocks(section.blocks)
    for inner in section.sections:
        yield from words_of_section(inner)


def words_of_blocks(blocks):
    for block in blocks:
        if isinstance(block, Table):
            yield from (column.heading for column in block.columns)
            yield from (line.words for row in block.rows for cell in row for line in cell if line.value is None)
        elif isinstance(block, Facts):
            for fact in block.facts:
                yield fact.label
                yield from (line.words for line in fact.lines if line.value is None)
        else:
            yield from (line.words for line in block.lines)


@pytest.mark.parametrize("ending", FORMATS[1:])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_file_of_a_measure_says_what_the_page_says(cast, sign_in, measure, language, ending):
    client = sign_in(cast.office)
    page = client.get(translate_url(open_measure(client, measure).request["PATH_INFO"], language))
    said = [bare(words) for words in words_of(page.context["document"])]
    # The moment of the making may pass a minute between the two.
    said = [words for words in said if "·" not in words and not words.startswith("30")]
    text = bare(everything(client.get(page.request["PATH_INFO"], {"format": ending}), ending))
    assert len(said) > 60
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize("ending", FORMATS[1:])
def test_every_file_of_a_list_says_what_the_page_says(cast, sign_in, measure, ending):
    client = sign_in(cast.office)
    said = [bare(words) for words in words_of(open_list(client, measure.programme).context["document"])]
    said = [words for words in said if "·" not in words and not words.startswith("30")]
    text = bare(everything(open_list(client, measure.programme, ending), ending))
    assert len(said) > 60
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize("ending", FORMATS)
def test_the_status_is_said_in_words(cast, sign_in, measure, ending):
    text = everything(open_measure(sign_in(cast.office), measure, ending), ending)
    for word in ("In progress", "Blocked", "Reported this round", "Obstacle: money"):
        assert word in text
    assert bare("Schedule 1 ended on 31 March 2018 and has no outcome") in bare(text)


@pytest.mark.parametrize("ending", FORMATS)
def test_hostile_text_is_printed_and_nothing_else(cast, sign_in, measure, ending):
    measure.title_en, measure.text_en = HOSTILE[10], "\n".join(HOSTILE)
    measure.save()
    cast.leading.name_en = '"><img src=x onerror=alert(1)>'
    cast.leading.save()
    text = everything(open_measure(sign_in(cast.office), measure, ending), ending)
    assert bare(EXPECTED_IN[ending]) in bare(text)
    assert "<img src=x" not in (text if not ending else "")
    if ending == "pdf":
        printed = [each.replace("＝", "=") for each in HOSTILE]
        assert [each for each in printed if bare(each) not in bare(text)] == []


def test_a_word_file_takes_hostile_text_to_the_letter(cast, sign_in, measure):
    measure.text_en = "\n".join(HOSTILE)
    measure.save()
    made = docx.Document(BytesIO(open_measure(sign_in(cast.office), measure, "docx").content))
    assert [each.text for each in made.paragraphs if each.style.name == "Quote"] == HOSTILE


def test_a_workbook_has_no_formula(cast, sign_in, measure):
    measure.text_en = "\n".join(HOSTILE)
    measure.title_en = "=1+1"
    measure.save()
    step = measure.steps.get()
    step.text_en = "=2+2"
    step.save()
    content = open_measure(sign_in(cast.office), measure, "xlsx").content
    with ZipFile(BytesIO(content)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/")]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet]
    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(content)) for row in sheet.rows for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=2+2"} == {"s"}


@pytest.mark.parametrize("ending", FORMATS)
def test_what_no_file_can_carry_does_no_harm(cast, sign_in, measure, ending):
    type(measure).objects.filter(pk=measure.pk).update(text_en="yksi\x0bkaksi\x0ckolme\x1fneljä\ufffeviisi")
    response = open_measure(sign_in(cast.office), measure, ending)
    assert response.status_code == 200
    assert "kaksi" in everything(response, ending)


@pytest.mark.parametrize("ending", FORMATS)
def test_forty_thousand_letters_are_all_there(cast, sign_in, measure, ending):
    words = " ".join(f"w{n:05}" for n in range(6000))
    measure.text_en = f"{words} {'x' * 4000}"
    measure.save()
    text = bare(everything(open_measure(sign_in(cast.office), measure, ending), ending)).replace("(continued)", "")
    assert [word for word in words.split() if word not in text] == []
    assert text.count("x" * 40) >= 90


def test_a_text_too_long_for_a_cell_goes_on_in_the_next_row(cast, sign_in, measure):
    measure.text_en = "y" * 40_000
    measure.save()
    book = openpyxl.load_workbook(BytesIO(open_measure(sign_in(cast.office), measure, "xlsx").content))
    rows = [row for row in book["Texts"].iter_rows(values_only=True) if row[0] == "Official text"]
    assert len(rows) == 2
    assert rows[1][2].startswith("(continued) y")
    assert sum(row[2].count("y") for row in rows) == 40_000


@pytest.mark.parametrize("ending", FORMATS)
def test_signs_that_a_font_may_lack_stop_nothing(cast, sign_in, measure, ending):
    measure.text_en = "Well done 😀👩‍💻 漢字 עברית"
    measure.save()
    text = everything(open_measure(sign_in(cast.office), measure, ending), ending)
    assert ("[grinning face]" if ending == "pdf" else "😀") in text
