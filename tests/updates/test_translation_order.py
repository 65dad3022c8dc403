"""Which texts are ordered, and the Word and XLIFF files they go out in."""

from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from tests.factories import make_measure, make_round, make_update
from tests.updates.translation_files import NOW, TODAY, X, make, reference_of, row_of, table_of
from updates.models import Update, following
from updates.translation_orders import references
from updates.translation_orders.ordering import Order, waiting

TEXT = "Opas on valmis.\n\nToinen kappale\tja sarkain."


def given(measure, round=None, **facts):
    """A submitted answer of the lead."""
    return make_update(measure, round, state="submitted", **facts)


def leave_behind(update, *codes):
    """The source has changed after the texts in the languages were made."""
    update.made_from = {code: {"of": "", "on": "2018-06-01"} for code in codes}
    following.tell(update)
    update.save()


@pytest.fixture
def another(cast, measure):
    return make_measure(measure.programme, "2.10", lead=cast.outside)


@pytest.fixture
def update(measure):
    """Without Swedish."""
    return given(measure, public_fi=TEXT, public_sv="")


def ordered(code):
    return [item.update.pk for item in Order(code, TODAY).items]


def address(code="sv", kind="docx"):
    return reverse("updates:translation_order", args=[code, kind])


def test_what_lacks_the_language_or_has_not_followed_is_ordered(measure, another, update):
    behind = given(another)
    leave_behind(behind, "sv")
    assert ordered("sv") == [update.pk, behind.pk]
    assert set(ordered("en")) == {update.pk, behind.pk}
    assert ordered("fi") == []


@pytest.mark.parametrize(
    "facts",
    [
        {"public_fi": "", "public_sv": "", "public_en": "Ready."},
        {"public_sv": "", "is_swedish_waived": True},
        {"public_sv": "", "state": "draft"},
        {"language": "sv", "public_fi": "", "public_sv": "Handboken är klar."},
        {},
    ],
    ids=["no source", "waived", "draft", "written in Swedish", "in step"],
)
def test_nothing_else_is_ordered_in_swedish(measure, facts):
    make_update(measure, **{"state": "submitted"} | facts)
    assert ordered("sv") == []


def test_finnish_is_ordered_where_the_answer_is_written_in_swedish(measure):
    update = given(measure, language="sv", public_fi="", public_sv="Handboken är klar.", public_en="x")
    assert ordered("fi") == [update.pk]
    assert Order("fi", TODAY).items[0].source.language == "sv"


def test_a_round_that_is_closed_for_good_orders_nothing(measure, update):
    update.round.frozen_at = NOW
    update.round.save()
    assert ordered("sv") == []


def test_the_queue_and_the_orders_agree(cast, measure, another, update):
    leave_behind(given(another, public_sv=""), "en")
    third = given(make_measure(measure.programme, lead=cast.outside), language="sv", public_fi="vanha")
    leave_behind(third, "fi")
    queue = set(Update.objects.to_translate().values_list("pk", flat=True))
    lacking = {pk for code in ("sv", "fi", "en") for pk in ordered(code)}
    assert queue == {*ordered("sv"), *ordered("fi")}
    assert queue <= lacking


def test_what_waits_is_counted_by_language_and_round(cast, measure, update):
    earlier = make_round(measure.programme, "syksy-2017", opens=TODAY.replace(year=2017))
    given(measure, earlier, public_sv="", public_en="Ready.")
    told = [(each.code, each.round.slug, each.number) for each in waiting()]
    assert told == [("sv", "kevat-2018", 1), ("sv", "syksy-2017", 1), ("en", "kevat-2018", 1)]


def test_the_word_table_has_a_row_for_each_text(update):
    made, table = table_of(make())
    heads, row = table.rows[0], row_of(table, update)
    assert [cell.text for cell in heads.cells] == ["Reference", "Measure and body", "Original", "Translation: Swedish"]
    assert [cell.text for cell in row.cells] == [
        reference_of(update), "2.2 Toimenpide 2.2\nLEAD suomeksi", TEXT, "",
    ]  # fmt: skip
    assert "1 text to translate · 30 June 2018" in made.paragraphs[1].text
    assert heads._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_every_run_of_the_table_tells_its_language(update):
    _made, table = table_of(make())
    runs = [run for cell in row_of(table, update).cells for paragraph in cell.paragraphs for run in paragraph.runs]
    told = [run._r.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) for run in runs]
    assert told == ["x-none", "fi-FI", "fi-FI", "fi-FI", "fi-FI"]
    empty = row_of(table, update).cells[3].paragraphs[0]._p
    assert next(empty.iter(qn("w:lang"))).get(qn("w:val")) == "sv-FI"


def test_the_present_text_stands_in_the_place_of_the_translation(measure):
    behind = given(measure, public_sv="Vanha.\nToinen rivi.")
    leave_behind(behind, "sv")
    _made, table = table_of(make())
    assert row_of(table, behind).cells[3].text == "Vanha.\nToinen rivi."


def test_the_word_file_names_no_person_and_has_no_foreign_picture(update):
    properties = docx.Document(BytesIO(make())).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "Texts to translate: Swedish")


def test_the_xliff_is_well_formed_and_says_what_it_is(update):
    root = ElementTree.fromstring(make("xlf"))
    (part,) = root
    (unit,) = part.iter(f"{X}trans-unit")
    assert (root.tag, root.get("version")) == (f"{X}xliff", "1.2")
    assert dict(part.attrib) == {
        "original": f"{update.round.programme.slug}/kevat-2018/fi", "source-language": "fi-FI",
        "target-language": "sv-FI", "datatype": "plaintext",
    }  # fmt: skip
    assert (unit.get("id"), unit.get("resname"), unit.get("maxwidth")) == (reference_of(update), "2.2 LEAD", "5000")
    assert [unit.find(f"{X}{name}").text for name in ("source", "target")] == [TEXT, None]
    assert [note.text for note in unit.iter(f"{X}note")] == ["2.2 Toimenpide 2.2", "LEAD suomeksi"]


def test_the_xliff_has_a_file_for_each_language_of_the_source(measure, another, update):
    given(another, language="sv", public_sv="Handboken är klar.")
    root = ElementTree.fromstring(make("xlf", "en"))
    assert [part.get("source-language") for part in root] == ["fi-FI", "sv-FI"]


def test_the_same_order_is_the_same_file(update):
    assert make("xlf") == make("xlf")


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlf", "application/x-xliff+xml"),
    ],
)
def test_the_office_takes_the_file(cast, sign_in, update, kind, content_type):
    response = sign_in(cast.office).get(address(kind=kind))
    assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert f'filename="translations-sv-2018-06-30.{kind}"' in response["Content-Disposition"]
    assert b"".join(response.streaming_content)[:2] == (b"PK" if kind == "docx" else b"<?")


def test_taking_the_file_changes_nothing(cast, sign_in, update):
    sign_in(cast.office).get(address())
    update.refresh_from_db()
    assert (update.version, update.public_sv, update.history.count()) == (1, "", 2)


def test_an_order_of_one_round(cast, sign_in, measure, update):
    earlier = make_round(measure.programme, "syksy-2017", opens=TODAY.replace(year=2017))
    given(measure, earlier, public_sv="")
    client, where = sign_in(cast.office), f"{measure.programme.slug}/syksy-2017"
    response = client.get(address(kind="xlf"), {"round": where})
    assert b"".join(response.streaming_content).count(b"<trans-unit") == 1
    assert "syksy-2017-sv-2018-06-30.xlf" in response["Content-Disposition"]
    assert client.get(address(), {"round": f"{measure.programme.slug}/ei-ole"}).status_code == 404
    assert client.get(address(), {"round": ""}).status_code == 404


@pytest.mark.parametrize(("code", "kind"), [("de", "docx"), ("sv", "pdf"), ("sv", "DOCX")])
def test_other_languages_and_files_are_404(cast, sign_in, update, code, kind):
    assert sign_in(cast.office).get(address(code, kind)).status_code == 404


def test_an_order_of_nothing_leads_to_what_may_be_ordered(cast, sign_in, update):
    assert sign_in(cast.office).get(address("fi")).url == reverse("updates:translation_take_in")


@pytest.mark.parametrize("role", ["lead", "partner", "approver", "steering", "administrator"])
def test_orders_are_the_offices(cast, sign_in, update, role):
    assert sign_in(cast.everyone()[role]).get(address()).status_code == 403


def test_a_visitor_signs_in_and_nobody_posts(cast, client, sign_in, update):
    assert client.get(address()).url.endswith(f"?next={address()}")
    assert sign_in(cast.office).post(address()).status_code == 405


def test_the_list_leads_to_the_order(cast, sign_in, update):
    page = sign_in(cast.office).get(reverse("updates:translation_list"))
    assert f'href="{reverse("updates:translation_take_in")}"' in page.text


@pytest.mark.parametrize("number", [3, 12])
def test_an_order_asks_the_same_queries_however_long(cast, measure, django_assert_num_queries, number):
    for n in range(number):
        given(make_measure(measure.programme, f"3.{n}", lead=cast.leading), public_sv="")
    with django_assert_num_queries(1):
        make()
    with django_assert_num_queries(1):
        make("xlf")


@pytest.mark.parametrize("typed", ["sv-{}", " SV–{} ", "SV\u2011{}", "SV-\n{}"])
def test_a_reference_is_read_as_programs_write_it(update, typed):
    reference = reference_of(update)
    assert str(references.read(typed.format(reference.removeprefix("SV-").replace("-", "\u2011")))) == reference


@pytest.mark.parametrize("text", ["", "SV", "DE-1-1-AAAAAAAA", "SV-1-1-AAAA", "SV-1-1-AAAAAAAA1", "SV-١-1-AAAAAAAA"])
def test_what_is_no_reference_is_none(text):
    assert references.read(text) is None


def test_a_reference_holds_for_its_words_and_its_service_alone(update, settings):
    reference = references.make(update, "sv")
    assert reference.is_of(update)
    update.public_fi = "muu"
    assert not reference.is_of(update)
    update.refresh_from_db()
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another service"
    assert not reference.is_of(update)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert reference.is_of(update)
