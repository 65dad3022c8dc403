from datetime import date, datetime
from io import BytesIO

import docx
import openpyxl
import pytest
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import override, pgettext

from tests.factories import make_body, make_measure, make_programme
from tests.reports.files import bare, everything
from tests.updates.inquiries import give, make_inquiry, write
from updates.models import BroughtFile

PAGES = {"inquiry_excel": "xlsx", "inquiry_word": "docx"}
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x";"y")',
    "＝1",
    "<w:p>&amp;",
    "{{ 7*7 }}",
    "_x0041_",
    "#N/A",
]


@pytest.fixture
def inquiry(cast):
    bodies = [cast.leading, cast.partnering, cast.outside]
    inquiry = make_inquiry(make_programme("sts", name_en="Security"), bodies, kind="number", title_en="Trained people")
    give(inquiry, cast.leading, number="1234.5", words="=1+1 arvio")
    write(inquiry, cast.partnering, number="777", words="LUONNOS TÄSSÄ")
    give(inquiry, cast.outside, words="ei tilastoida", on=date(2018, 7, 6))
    return inquiry


def fetch(client, inquiry, name):
    return client.get(reverse(f"reports:{name}", args=[inquiry.programme.slug, inquiry.n]))


def sheet(client, inquiry, name="Answers"):
    book = openpyxl.load_workbook(BytesIO(fetch(client, inquiry, "inquiry_excel").content))
    return list(book[name].iter_rows())


def word_table(client, inquiry):
    made = docx.Document(BytesIO(fetch(client, inquiry, "inquiry_word").content))
    return [[cell.text for cell in row.cells] for row in made.tables[-1].rows]


def test_the_sheet_has_every_answer_and_names_who_gave_none(cast, sign_in, inquiry):
    rows = [[cell.value for cell in row] for row in sheet(sign_in(cast.office), inquiry)]
    assert rows == [
        ["Body", "Name", "Answer", "Remark", "Given", "Late"],
        ["LEAD", "LEAD suomeksi", 1234.5, "=1+1 arvio", datetime(2018, 6, 30), None],
        ["OUT", "OUT suomeksi", None, "ei tilastoida", datetime(2018, 7, 6), "after the due day"],
        ["PART", "PART suomeksi", "No answer", None, None, None],
    ]  # fmt: skip


def test_the_word_table_has_the_same_rows(cast, sign_in, inquiry):
    client = sign_in(cast.office)
    of_word = [[part for cell in row for part in cell.split("\n")] for row in word_table(client, inquiry)]
    assert of_word == [
        ["Body", "Answer", "Remark", "Given"],
        ["LEAD", "LEAD suomeksi", "1\u00a0234.5", "=1+1 arvio", "30 June 2018"],
        ["OUT", "OUT suomeksi", "–", "ei tilastoida", "6 July 2018", "after the due day"],
        ["PART", "PART suomeksi", "No answer", "–", "–"],
    ]


def test_numbers_are_numbers_and_text_is_never_a_formula(cast, sign_in, inquiry):
    _head, lead, *_others = sheet(sign_in(cast.office), inquiry)
    assert (lead[2].data_type, lead[2].number_format) == ("n", "#,##0.0")
    assert (lead[3].data_type, lead[3].value) == ("s", "=1+1 arvio")


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_stays_text(cast, sign_in, words):
    inquiry = make_inquiry(make_programme("sts"), [cast.leading])
    give(inquiry, cast.leading, words=words)
    client = sign_in(cast.office)
    _head, row = sheet(client, inquiry)
    assert (row[2].value, row[2].data_type) == (words, "s")
    assert word_table(client, inquiry)[1][1] == words


def test_counts_and_sum_stand_in_a_table_of_their_own(cast, sign_in, inquiry):
    rows = [[cell.value for cell in row] for row in sheet(sign_in(cast.office), inquiry, "Counts")]
    assert rows[1:] == [["Bodies that have answered", 2, "of 3"], ["Sum of the numbers", 1234.5, None]]


def test_measures_have_a_column_where_the_question_is_about_any(cast, sign_in):
    programme = make_programme("sts")
    measure = make_measure(programme, "2.9", lead=cast.leading, title_fi="Riskit")
    inquiry = make_inquiry(programme, [cast.leading, cast.outside], [measure], kind="yes_no")
    give(inquiry, cast.leading, yes_no=False)
    give(inquiry, cast.outside, yes_no=True)
    rows = [[cell.value for cell in row][:5] for row in sheet(sign_in(cast.office), inquiry)]
    assert rows == [
        ["Body", "Name", "Measure", "Title", "Answer"],
        ["LEAD", "LEAD suomeksi", "2.9", "Riskit", "No"],
        ["OUT", "OUT suomeksi", "The question as a whole", None, "Yes"],
    ]


def test_a_file_is_named_and_not_carried_along(cast, sign_in):
    inquiry = make_inquiry(make_programme("sts"), [cast.leading], kind="file")
    give(inquiry, cast.leading, file=BroughtFile("selvitys.pdf", b"%PDF canary"))
    client = sign_in(cast.office)
    assert sheet(client, inquiry)[1][2].value == "selvitys.pdf"
    assert "canary" not in everything(fetch(client, inquiry, "inquiry_word"), "docx")


@pytest.mark.parametrize("name", PAGES)
def test_the_files_are_stamped_and_hold_no_draft_and_no_person(cast, sign_in, inquiry, name):
    cast.lead.name = "Kalle Kirjoittaja"
    cast.lead.save()
    response = fetch(sign_in(cast.office), inquiry, name)
    text = everything(response, PAGES[name])
    assert bare("Situation on 30 June 2018") in bare(text)
    assert "Not public" in text
    assert "DRAFT" not in text
    for secret in ("LUONNOS", "777", "Kirjoittaja", "@example.org"):
        assert secret not in text
    assert response["Content-Disposition"] == f'attachment; filename="sts-inquiry-1-2018-06-30.{PAGES[name]}"'


def test_the_rows_of_the_word_file_stand_in_the_order_of_the_page(cast, sign_in, inquiry):
    client = sign_in(cast.office)
    shown = [row.body.key for row in client.get(inquiry.get_absolute_url()).context["collation"].rows]
    rows = [row[0].split("\n")[0] for row in word_table(client, inquiry)[1:]]
    assert (len(rows), rows) == (3, shown)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_file_is_named_in_the_language_of_the_page(cast, sign_in, inquiry, language):
    with override(language):
        response = fetch(sign_in(cast.office), inquiry, "inquiry_word")
        named = slugify(pgettext("file name", "inquiry %(n)s") % {"n": 1})
    assert f'filename="sts-{named}-2018-06-30.docx"' in response["Content-Disposition"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_files_are_in_the_language_of_the_page(cast, sign_in, inquiry, language):
    with override(language):
        response = fetch(sign_in(cast.office), inquiry, "inquiry_excel")
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert book.properties.language == language
    assert book[book.sheetnames[2]]["C2"].value == 1234.5


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 302), ("lead", 403), ("partner", 403), ("approver", 403), ("outsider", 403), ("administrator", 403),
     ("steering", 200), ("office", 200)],
)  # fmt: skip
def test_office_and_steering_group_alone_take_them(cast, sign_in, inquiry, name, role, status):
    assert fetch(sign_in(cast.everyone()[role]), inquiry, name).status_code == status


@pytest.mark.parametrize("name", PAGES)
def test_a_question_that_there_is_not(cast, sign_in, inquiry, name):
    inquiry.n = 99
    assert fetch(sign_in(cast.office), inquiry, name).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_no_other_method(cast, sign_in, inquiry, name):
    url = reverse(f"reports:{name}", args=["sts", 1])
    assert sign_in(cast.office).post(url).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_queries_do_not_grow(cast, sign_in, name, django_assert_num_queries):
    client, programme = sign_in(cast.office), make_programme()
    for size in (1, 8):
        bodies = [make_body() for _ in range(size)]
        measures = [make_measure(programme, lead=body) for body in bodies]
        inquiry = make_inquiry(programme, bodies, measures)
        for body in bodies:
            give(inquiry, body, words="vastaus")
        with django_assert_num_queries(6):
            fetch(client, inquiry, name)
