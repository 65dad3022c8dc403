from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from actors import markings
from updates import file_words


def package(**parts):
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


def word_file(*runs):
    made, file = docx.Document(), BytesIO()
    paragraph = made.add_paragraph()
    for n, words in enumerate(runs):
        paragraph.add_run(words).font.size = Pt(10 + n)
    made.save(file)
    return file.getvalue()


def excel_file(words):
    book, file = openpyxl.Workbook(), BytesIO()
    book.active["B2"] = words
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "Asia on SALASSA PIDETTÄVÄ".encode(),
        "Asia on SALASSA PIDETTÄVÄ".encode("cp1252"),
        "Asia on SALASSA PIDETTÄVÄ".encode("utf-16"),
        word_file("Asia on SALASSA PIDETTÄVÄ."),
        word_file("Asia on SALASSA PID", "ETTÄVÄ."),
        excel_file("SALASSA PIDETTÄVÄ"),
        package(content="<office><text:p>SALASSA PIDETT&#196;V&#196;</text:p></office>"),
    ],
)
def test_markings_are_found_in_texts_and_office_files(content):
    assert markings.first_in(file_words.words(content)) == "SALASSA PIDETTÄVÄ"


@pytest.mark.parametrize(
    "content",
    [word_file("Tavallinen asia."), excel_file("luvut 12"), b"\x89PNG\r\n\x00\x00", b"%PDF-1.7 SALAINEN"],
    ids=["word", "excel", "picture", "pdf"],
)
def test_ordinary_and_unreadable_files_hold_no_marking(content):
    assert markings.first_in(file_words.words(content)) == ""


def test_a_file_that_unpacks_to_very_much_is_read_to_a_limit():
    bomb = package(word__document="<w:t>" + "a" * 60_000_000 + "</w:t>", word__more="<w:t>b</w:t>")
    assert len(bomb) < 200_000
    assert len(file_words.words(bomb)) <= file_words.LARGEST


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"PK\x03\x04" + b"\xff" * 500, package(word__a="<a>")[:40]],
    ids=["begins", "noise", "cut"],  # a package holds the minute it was made in: no name for a test
)
def test_a_broken_package_holds_no_words(content):
    assert file_words.words(content) == ""


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_break_it(content, is_package):
    file_words.words(b"PK\x03\x04" + content if is_package else content)
