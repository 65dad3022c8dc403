"""Files that can't be a programme: each is refused at once, with a sentence of its own (T-27, T-28, T-30)."""

import gzip
import json
import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from actions.importing.rows import UnreadableSource
from actions.importing.saying import sentence
from actions.importing.sources import open_source
from tests.actions.importing.table_files import HEADER, ROW, csv_text, html, part_of, saved, with_parts, xlsx

TABLE = [HEADER, ROW]
BOOK = xlsx(TABLE)
SHEET = "xl/worksheets/sheet1.xml"
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def refused(name, content):
    """The finding of the refusal; every refusal says the file's name."""
    with pytest.raises(UnreadableSource) as refusal:
        open_source(name, content)
    finding = refusal.value.finding
    assert finding.level == "error"
    assert name in sentence(finding)
    return finding


def declared(part, declaration):
    """The part with a document type declaration behind its XML declaration."""
    head, mark, rest = part.partition(b"?>")
    return head + mark + declaration + rest if mark else declaration + part


def packed(**parts):
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), part)
    return stream.getvalue()


def sheet_with(old, new):
    return with_parts(BOOK, {SHEET: part_of(BOOK, SHEET).replace(old, new)})


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "file_empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n\t", "file_empty"),
        ("a.txt", "\u200b\n\u00a0".encode(), "file_empty"),
        ("a.xlsx", b"", "file_empty"),
        ("a.csv", b"x" * 5_000_001, "file_too_large"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), "file_is_picture"),
        ("a.xlsx", b"\xff\xd8\xff\xe0" + bytes(100), "file_is_picture"),
        ("a.csv", b"GIF89a" + bytes(100), "file_is_picture"),
        ("a.html", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "file_is_picture"),
        ("a.txt", b"\x00\x00\x00\x18ftypheic" + bytes(20), "file_is_picture"),
        ("a.html", b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "file_is_picture"),
        ("a.csv", b"%PDF-1.7\n%\xe2\xe3", "file_is_pdf"),
        ("a.txt", b"{\\rtf1\\ansi x}", "file_is_word"),
        ("a.xlsx", packed(word__document_DOT_xml="<w/>"), "file_is_word"),
        ("a.doc", COMPOUND + "WordDocument".encode("utf-16-le"), "file_is_word"),
        ("a.xlsx", packed(ppt__presentation_DOT_xml="<p/>"), "file_is_slides"),
        ("a.ods", packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "file_is_opendocument"),
        ("a.xlsx", packed(ohjelma_DOT_csv="x"), "file_is_archive"),
        ("a.csv", gzip.compress(csv_text(TABLE)), "file_is_archive"),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "html_is_archive"),
        ("a.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00" + bytes(range(20)), "file_not_known"),
        ("a.csv", csv_text(TABLE).replace(b"SM", b"S\x00M"), "file_has_nul"),
        ("a.xlsx", bytes(1000), "file_has_nul"),
        ("a.xls", COMPOUND + "Workbook".encode("utf-16-le"), "workbook_old"),
        ("a.xls", b"\x09\x08\x10\x00\x00\x06\x05\x00", "workbook_old"),
        ("a.xlsx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "workbook_encrypted"),
        ("a.xlsb", with_parts(BOOK, {"xl/workbook.bin": b"x"}), "workbook_binary"),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "workbook_xml",
        ),
        ("a.xlsm", with_parts(BOOK, {"xl/vbaProject.bin": b"x"}), "workbook_with_macros"),
        ("a.xlsx", with_parts(BOOK, {"xl/vbaProject.bin": b"x"}), "workbook_with_macros"),
        ("a.xlsx", BOOK[: len(BOOK) // 2], "workbook_damaged"),
        ("a.xlsx", BOOK[:-30], "workbook_damaged"),
        ("a.xlsx", sheet_with(b"</sheetData>", b""), "workbook_damaged"),
        ("a.xlsx", with_parts(BOOK, {"xl/workbook.xml": b"<workbook/>"}), "workbook_empty"),
        ("a.xlsx", sheet_with(b'r="A1"', b'r="1A"'), "workbook_damaged"),
        ("a.xlsx", saved(Workbook()), "workbook_empty"),
        ("a.xlsx", xlsx([HEADER]), "table_without_rows"),
        ("a.xlsx", xlsx([("Nimi", "Arvo"), ("a", "1")]), "columns_missing"),
        ("a.csv", csv_text([HEADER]), "table_without_rows"),
        ("a.csv", b"a;b\n1;2\n", "columns_missing"),
        ("a.csv", b"1.1. Teksti sivulta, ei taulukko.", "columns_missing"),
        ("a.html", b"<table></table>", "columns_missing"),
        ("a.html", html([HEADER]), "table_without_rows"),
        ("a.html", b"<p>Ei taulukkoa</p>", "html_without_table"),
        ("a.html", html(TABLE)[:-30], "html_cut"),
        ("a.html", html(TABLE, after="<!-- auki"), "html_cut"),
        ("a.html", html(TABLE, after="<script>auki"), "html_cut"),
        ("a.html", html(TABLE, before="<![[[>"), "html_cut"),
        ("a.json", b'{"format": "etenee-programme/1"', "json_broken"),
        ("a.json", b'{"format": "etenee-programme/2"}', "json_not_programme"),
        ("a.json", b'["etenee-programme/1"]', "json_not_programme"),
        ("a.json", b'{"a":' * 100_000, "json_not_programme"),
        ("a.xlsx", csv_text(TABLE), "text_misnamed"),
        ("a.html", csv_text(TABLE), "text_misnamed"),
        ("a.json", b"Vain teksti", "text_misnamed"),
        ("a.xls", html(TABLE), "html_misnamed"),
        ("a.csv", html(TABLE), "html_misnamed"),
        ("a.csv", json.dumps({"format": "etenee-programme/1"}).encode(), "json_misnamed"),
        ("a.csv", BOOK, "workbook_misnamed"),
        ("a.xls", BOOK, "workbook_misnamed"),
        ("a.txt", BOOK, "workbook_misnamed"),
        ("a.csv", b"Nro;\x81;\xe4\n", "encoding_unknown"),
        ("a.csv", csv_text(TABLE) + "2;äö;;;".encode() + b"\xe4", "encoding_mixed"),
        ("a.csv", csv_text(TABLE) + b'1.2;"auki;;;', "quotes_unpaired"),
        ("a.csv", csv_text(TABLE) + b'1.2;"a" b;;;', "quotes_unpaired"),
        ("a.csv", csv_text(TABLE) + b"1.2;" + b"x" * 140_000 + b";;;", "cell_too_long"),
    ],
)
def test_a_bad_file_is_refused_with_its_own_sentence(name, content, code):
    assert refused(name, content).code == code


@pytest.mark.parametrize(
    "part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE, b"<!DOCTYPE a>"])
def test_a_document_type_in_any_part_is_refused(part, declaration):
    book = with_parts(BOOK, {"xl/sharedStrings.xml": b"<sst/>"})
    book = with_parts(book, {part: declared(part_of(book, part), declaration)})
    assert refused("a.xlsx", book).facts["part"] == part


def test_a_document_type_in_utf_16_is_refused():
    part = declared(part_of(BOOK, SHEET), LAUGHS).decode().replace("utf-8", "utf-16").encode("utf-16")
    assert refused("a.xlsx", with_parts(BOOK, {SHEET: part})).code == "workbook_unsafe"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = with_parts(BOOK, {"xl/media/a.bin": bytes(60_000_000)})
    assert len(bomb) < 100_000
    assert refused("a.xlsx", bomb).code == "workbook_unpacks_large"


def test_a_part_packed_too_tight_is_refused():
    assert refused("a.xlsx", with_parts(BOOK, {"xl/a.xml": b" " * 3_000_000})).code == "workbook_unpacks_large"


def test_a_lying_size_is_refused():
    """The directory declares one byte less than the part has: what is unpacked has another checksum."""
    at = BOOK.rindex(b"PK\x01\x02")
    size = struct.unpack("<L", BOOK[at + 24 : at + 28])[0]
    assert refused("a.xlsx", BOOK[: at + 24] + struct.pack("<L", size - 1) + BOOK[at + 28 :]).code == "workbook_damaged"


def test_too_many_parts_are_refused():
    book = with_parts(BOOK, {f"xl/media/{n}.txt": b"x" for n in range(200)})
    assert refused("a.xlsx", book).code == "workbook_many_parts"


def test_too_many_cells_are_refused():
    rows = b"".join(b"<row>" + b"<c><v>%d</v></c>" % n * 5 + b"</row>" for n in range(100_000, 160_000))
    book = sheet_with(b"</sheetData>", rows + b"</sheetData>")
    assert refused("a.xlsx", book).code == "table_too_large"


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A4:E1048576"])
def test_a_range_over_a_whole_sheet_is_refused_and_named(reference):
    merged = f'</sheetData><mergeCells><mergeCell ref="{reference}"/></mergeCells>'.encode()
    linked = f'</sheetData><hyperlinks><hyperlink tooltip="&gt;" ref="{reference}"/></hyperlinks>'.encode()
    for added in (merged, linked):
        finding = refused("a.xlsx", sheet_with(b"</sheetData>", added))
        assert (finding.code, finding.place) == ("range_too_large", reference)


def test_elements_too_deep_in_each_other_are_refused():
    deep = b"<a>" * 50_000 + b"</a>" * 50_000
    assert refused("a.xlsx", with_parts(BOOK, {"xl/a.xml": deep})).code in ("table_too_large", "workbook_unpacks_large")


def test_a_line_of_millions_of_cells_is_refused():
    assert refused("a.csv", csv_text(TABLE) + b";" * 4_900_000).code == "table_too_large"


def test_spans_that_multiply_are_refused():
    cell = "<td rowspan=65000 colspan=200>x"
    page = html(TABLE, after="<table>" + f"<tr>{cell}</tr>" * 900 + "</table>")
    assert refused("a.html", page).code == "table_too_large"


@pytest.mark.parametrize("pattern", ["<", "</", "<!--", "<![", "<a b='", '<a b="', "<table>", "&", "<a x ", "<?"])
def test_a_page_of_broken_tags_is_refused_in_time(pattern):
    page = b"<html>" + pattern.encode() * (4_900_000 // len(pattern))
    assert refused("a.html", page).code in ("html_too_large", "html_cut", "html_without_table")


def test_a_refusal_names_the_line():
    assert refused("a.csv", csv_text(TABLE) + b'1.2;"auki;;;').lines == (3, 3)
    assert refused("a.csv", csv_text(TABLE).replace(b"SM", b"S\x00M")).lines == (2, 2)
    assert refused("a.csv", b"a;b\nc;\x81\n").facts["line"] == "2"
    assert refused("a.json", b'{"a": 1,\n "b" 2}').facts["line"] == "2"
