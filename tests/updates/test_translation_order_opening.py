"""Files that are no order of ours are refused, each by its own sentence, before anything of them is parsed."""

import inspect
import re
import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from actions.importing import workbook_guard
from actions.importing.rows import UnreadableSource
from tests.factories import make_update
from tests.updates.translation_files import bring, fill, make, preview, reference_of, row_of, saved, table_of
from updates.models import UploadedTranslation
from updates.translation_orders import comparing, opening, preparing, reading, reading_word, reading_xliff
from updates.translation_orders.saying import SENTENCES, sentence

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>' % b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(12)
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.fixture
def update(measure):
    return make_update(measure, state="submitted", public_fi="Opas on valmis.", public_sv="")


def refusal(content, name="order.docx"):
    with pytest.raises(UnreadableSource) as refused:
        preview(content, name)
    return refused.value.finding


def repacked(content, change=lambda name, part: part, more=()):
    """The zip with its parts changed, and more parts."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more:
            new.writestr(name, part)
    return file.getvalue()


def packed(*names):
    file = BytesIO()
    with ZipFile(file, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("file_empty", b""),
        ("file_empty", b"\xef\xbb\xbf\n"),
        ("file_too_large", b"PK\3\4" + b"\1" * 5_000_000),
        ("file_is_page", b"<!doctype HTML><table></table>"),
        ("file_is_page", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><html xmlns="x"/>'),
        ("file_is_page", "\ufeff<html></html>".encode("utf-16-le")),
        ("file_is_text", "SV-1-1-AAAAAAAA;Handboken är klar.".encode()),
        ("file_is_rtf", b"{\\rtf1 x}"),
        ("file_is_other", b"%PDF-1.7"),
        ("file_is_other", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("word_old", COMPOUND + "WordDocument".encode("utf-16-le")),
        ("word_encrypted", COMPOUND + "EncryptedPackage".encode("utf-16-le")),
        ("file_is_excel", packed("xl/workbook.xml")),
        ("file_is_slides", packed("ppt/presentation.xml")),
        ("file_is_opendocument", packed("mimetype", "content.xml")),
        ("file_is_archive", packed("order.xlf")),
        ("workbook_damaged", b"PK\3\4\0\0"),
        ("workbook_damaged", packed("[Content_Types].xml", "word/document.xml")),
        ("file_is_xml", b"<tmx version='1.4'/>"),
        ("file_is_xml", b"<pkg:package xmlns:pkg='x'/>"),
        ("xliff_two", b"<xliff version='2.1' xmlns='urn:oasis:names:tc:xliff:document:2.0'/>"),
        ("units_missing", b"<xliff version='1.2'><file/></xliff>"),
        ("xliff_damaged", b"<xliff version='1.2'><file>"),
        ("xliff_damaged", b"<?xml version='1.0' encoding='ei-ole'?><xliff/>"),
        ("workbook_unsafe", BOMB + b"<xliff>&a11;</xliff>"),
        ("workbook_unsafe", OUTSIDE + b"<xliff>&a;</xliff>"),
        ("workbook_unsafe", b'<?xml version="1.0"?><!DOCTYPE xliff SYSTEM "http://127.0.0.1/x.dtd"><xliff/>'),
        ("table_too_large", b"<a>" * 101),
        ("table_too_large", b"<xliff>" + b"<a/>" * 500_001),
    ],
)
def test_what_is_no_order_is_called_by_its_name(code, content):
    began = time.monotonic()
    finding = refusal(content)
    assert finding.code == code
    assert sentence(finding).startswith("order.docx ")
    assert "%(" not in sentence(finding)
    assert time.monotonic() - began < 5


def test_damaged_xliff_names_the_line(update):
    content = make("xlf").replace(b"</note>\n    </header>", b"</nota>\n    </header>")
    assert "(line 9, character " in sentence(refusal(content, "order.xlf"))


@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("entity", [BOMB, OUTSIDE])
def test_entities_in_a_word_file_are_refused(update, part, entity):
    def change(name, content):
        return content.replace(b"?>", b"?>" + entity, 1) if name == part else content

    assert refusal(repacked(make(), change)).code == "workbook_unsafe"


def test_a_document_with_macros_is_refused_by_name_and_by_content(update):
    assert refusal(make(), "order.DOCM").code == "word_with_macros"
    assert refusal(repacked(make(), more=[("word/vbaProject.bin", b"\1")])).code == "word_with_macros"
    enabled = b"application/vnd.ms-word.document.macroEnabled.main+xml"

    def change(name, content):
        usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        return content.replace(usual, enabled) if name == "[Content_Types].xml" else content

    assert refusal(repacked(make(), change)).code == "word_with_macros"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(update):
    assert refusal(repacked(make(), more=[("word/a.bin", b"\0" * 40_000_000)])).code == "workbook_unpacks_large"
    many = [(f"word/media/{n}.bin", b"1") for n in range(200)]
    assert refusal(repacked(make(), more=many)).code == "workbook_many_parts"


def test_a_truncated_document_is_damaged(update):
    assert refusal(make()[:-40]).code == "workbook_damaged"
    assert refusal(make()[:9000]).code == "workbook_damaged"


def test_a_document_with_links_is_no_workbook_with_ranges(update):
    made, table = table_of(fill(make(), {update: "Handboken är klar."}))
    link = made.add_paragraph()._p.makeelement(table._tbl.tag.replace("}tbl", "}hyperlink"))
    made.paragraphs[-1]._p.append(link)
    assert preview(saved(made)).tokens


@pytest.mark.parametrize("kind", ["docx", "xlf"])
def test_the_order_of_another_service_is_refused(cast, sign_in, settings, update, kind):
    content = fill(make(kind), {update: "Handboken är klar."})
    settings.SECRET_KEY = "another service"
    response = bring(sign_in(cast.office), content)
    assert response.status_code == 400
    assert "No text in order.docx was ordered from this service: choose a file that was ordered here" in response.text
    assert not UploadedTranslation.objects.exists()


def test_a_table_without_references_is_foreign(cast, sign_in, update):
    made, table = table_of(make())
    row_of(table, update).cells[0].text = ""
    assert bring(sign_in(cast.office), saved(made)).status_code == 400


@pytest.mark.parametrize(
    ("name", "content"), [("a.docx", b""), ("a.docx", COMPOUND), ("<b>a</b>.xlf", b"<a>"), ("a.docx", b"PK\5\6\0")]
)
def test_a_refused_file_is_a_page_that_says_why_and_nothing_is_kept(cast, sign_in, name, content):
    response = bring(sign_in(cast.office), content, name)
    assert response.status_code == 400
    assert len(response.context["form"].errors["file"]) == 1
    assert "has-error" in response.text
    assert not UploadedTranslation.objects.exists()


def test_every_finding_has_its_sentence():
    rooms = (opening, preparing, reading, reading_word, reading_xliff, comparing, workbook_guard)
    source = "\n".join(inspect.getsource(room) for room in rooms)
    given = r'(?:refused\(|(?:find|Finding)\(\s*"(?:error|doubt|note)",)\s*"(\w+)"'
    codes = set(re.findall(given, source))
    codes |= set(re.findall(r'return "(\w+)", \{', source))
    assert {"file_empty", "file_foreign", "row_twice", "text_marked", "workbook_unsafe"} <= codes
    assert codes - set(SENTENCES) == {"workbook_with_macros", "workbook_binary", "range_too_large", "file_is_word"}


def test_an_order_of_many_like_texts_is_not_taken_for_a_bomb(cast, measure, update):
    from tests.factories import make_measure

    for n in range(60):
        other = make_measure(measure.programme, f"4.{n}", lead=cast.leading)
        make_update(other, state="submitted", public_fi="Opas on valmis. " * 200, public_sv="")
    assert preview(make()).comparison.unchanged == 61
    assert reference_of(update)
