"""Files that are no workbook of ours are refused, each by its own message, before anything of them is read."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook as Book

from actions.importing import workbook_guard
from actions.importing.rows import UnreadableSource
from tests.factories import make_measure, make_round
from tests.updates.workbook_files import bring, make, opened, read, saved
from updates.models import UploadedWorkbook
from updates.workbook.saying import SENTENCES, sentence

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


def refusal(content, name="tyokirja.xlsx", of=None):
    with pytest.raises(UnreadableSource) as refused:
        read(content, of) if name == "tyokirja.xlsx" else parsed(name, content)
    return refused.value.finding.code


def parsed(name, content):
    from updates.workbook import preparing

    return preparing.parse(name, content, preparing.Names({}, {}))


def repacked(content, change=lambda name, part: part, more=(), compression=zipfile.ZIP_DEFLATED):
    """The zip with its parts changed, and more parts."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more:
            new.writestr(name, part)
    return file.getvalue()


def doctype(name, part):
    if name != "xl/worksheets/sheet2.xml":
        return part
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return part.replace(b"<worksheet", entity + b"<worksheet", 1)


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("file_empty", b""),
        ("file_empty", b"\n\n"),
        ("file_is_page", b"<!DOCTYPE html><table><tr><td>2.2</td></tr></table>"),
        ("file_is_page", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>'),
        ("file_is_text", "Numero;Vaihe\n2.2;k\u00e4ynniss\u00e4\n".encode()),
        ("file_is_other", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("workbook_old", b"\x09\x08\x10\0" + b"\0" * 100),
        ("workbook_old", COMPOUND + "Workbook".encode("utf-16-le")),
        ("workbook_encrypted", COMPOUND + "EncryptedPackage".encode("utf-16-le")),
        ("file_too_large", b"PK\3\4" + b"\1" * 5_000_000),
    ],
)
def test_what_is_no_workbook_is_called_by_its_name(db, code, content):
    assert refusal(content) == code


def test_a_truncated_workbook_is_damaged(cast, round):
    content = make(round, cast.leading)
    assert refusal(content[: len(content) // 2]) == "workbook_damaged"
    assert refusal(content[:-30]) == "workbook_damaged"


def test_a_workbook_with_macros_is_refused_by_name_and_by_content(cast, round):
    content = make(round, cast.leading)
    assert refusal(content, "tyokirja.XLSM") == "workbook_with_macros"
    assert refusal(repacked(content, more=[("xl/vbaProject.bin", b"\1")])) == "workbook_with_macros"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(cast, round):
    content = make(round, cast.leading)
    assert refusal(repacked(content, more=[("xl/media/a.bin", b"\0" * 4_000_000)])) == "workbook_unpacks_large"
    many = [(f"xl/media/{n}.bin", b"1") for n in range(200)]
    assert refusal(repacked(content, more=many)) == "workbook_many_parts"


def test_outside_entities_are_refused(cast, round):
    assert refusal(repacked(make(round, cast.leading), doctype)) == "workbook_unsafe"


def test_an_archive_and_other_office_files_are_refused(db):
    for code, name in [("file_is_archive", "a.txt"), ("file_is_word", "word/document.xml"),
                       ("file_is_opendocument", "mimetype"), ("file_is_slides", "ppt/presentation.xml")]:  # fmt: skip
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr(name, "x")
        assert refusal(file.getvalue()) == code


def test_a_workbook_of_something_else_is_foreign(db):
    book = Book()
    book.active.append(["Toimenpide", "Vaihe"])
    assert refusal(saved(book)) == "workbook_foreign"


def test_a_workbook_without_its_hidden_sheet_is_foreign(cast, round):
    book = opened(make(round, cast.leading))
    del book["etenee"]
    assert refusal(saved(book)) == "workbook_foreign"


def test_a_workbook_that_was_made_elsewhere_is_unknown(cast, round):
    book = opened(make(round, cast.leading))
    next(row for row in book["etenee"].iter_rows(max_col=2) if row[0].value == "token")[1].value = "f" * 32
    assert refusal(saved(book)) == "workbook_unknown"


def test_the_workbook_of_another_body_or_round_is_refused_by_name(cast, measure, round):
    autumn = make_round(measure.programme, "syksy-2018", opens=measure.programme.rounds.get().opens)
    content = make(round, cast.leading)
    with pytest.raises(UnreadableSource) as another_body:
        read(content, (round, cast.partnering))
    told = sentence(another_body.value.finding)
    assert another_body.value.finding.code == "workbook_of_another_body"
    assert "the workbook of LEAD" in told
    assert "the page of PART" in told
    with pytest.raises(UnreadableSource) as another_round:
        read(content, (autumn, cast.leading))
    told = sentence(another_round.value.finding)
    assert another_round.value.finding.code == "workbook_of_another_round"
    assert "Kierros kevat-2018" in told
    assert "Kierros syksy-2018" in told


def test_a_cell_far_away_costs_nothing(cast, round):
    book = opened(make(round, cast.leading))
    book.worksheets[1]["XFD1048576"].value = "x"
    _parsed, found = read(saved(book))
    assert "row_unknown" in {finding.code for finding in found.findings}


def test_every_refusal_has_its_sentence():
    import inspect
    import re

    codes = set(re.findall(r'refused\("(\w+)"', inspect.getsource(workbook_guard)))
    assert codes
    assert codes <= set(SENTENCES)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b""),
        ("a.xlsx", b"<html><body>istunto on p\xe4\xe4ttynyt</body></html>"),
        ("a.xls", COMPOUND),
        ("a.csv", b"a;b\n"),
        ("a.xlsx", b"PK\3\4\0\0"),
        ("<b>a</b>.xlsx", b"PK\5\6" + b"\0" * 18),
    ],
)
def test_a_refused_file_is_a_page_that_says_why_and_nothing_is_kept(cast, sign_in, measure, round, name, content):
    response = bring(sign_in(cast.lead), round, cast.leading, content, name)
    assert response.status_code == 400
    (fault,) = response.context["form"].errors["file"]
    assert name.replace("<b>a</b>", "b") in fault or "b>.xlsx" in fault
    assert "has-error" in response.text
    assert not UploadedWorkbook.objects.exists()


def test_another_bodys_workbook_is_refused_on_the_page(cast, sign_in, measure, round):
    make_measure(measure.programme, lead=cast.outside)
    response = bring(sign_in(cast.lead), round, cast.leading, make(round, cast.outside))
    assert response.status_code == 400
    assert "is the workbook of OUT, and this is the page of LEAD" in response.text
    assert not UploadedWorkbook.objects.exists()
