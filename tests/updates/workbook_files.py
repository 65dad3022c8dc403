"""Workbooks in tests: made as the site makes them, edited as people do, brought back."""

from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories import at
from updates.models import Workbook
from updates.workbook import applying, issuing, preparing, uploads

TODAY = date(2018, 6, 30)
NOW = at(TODAY)


def make(round, body, language="en", by=None):
    """The file of a new issue of the body's workbook, as its own people take it."""
    ((_name, content),) = issuing.files(round, language, by, NOW, [body.pk], is_own=True)
    return content


def opened(content):
    return load_workbook(BytesIO(content))


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_of(book, key):
    return next(sheet for sheet in book.worksheets if sheet["A1"].value == f"etenee:{key}")


def cell_of(book, sheet, row, column):
    """The cell by the keys of its row and column, which stand in the hidden column and row."""
    found = sheet_of(book, sheet)
    rows = {cell.value: cell.row for cell in found["A"]}
    columns = {cell.value: cell.column for cell in found[1]}
    return found.cell(rows[row], columns[column])


def put(cell, value):
    """Type into the cell; a text stays a text whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def edit(content, *edits):
    """The file with edits (sheet, row, column, value) typed into it and saved by openpyxl."""
    book = opened(content)
    for sheet, row, column, value in edits:
        put(cell_of(book, sheet, row, column), value)
    return saved(book)


def place_of(content, sheet, row, column):
    """How messages name the cell: sheet and A1 address."""
    cell = cell_of(opened(content), sheet, row, column)
    return f"{cell.parent.title}!{cell.coordinate}"


def read(content, of=None, on=TODAY):
    """The file as it is read and compared."""
    parsed = preparing.parse("tyokirja.xlsx", content, preparing.names_on(on), of)
    return parsed, parsed.compared(on)


def changes(content):
    """What the file changes, by sheet, row and column: (kind, old, now, new)."""
    _parsed, found = read(content)
    return {
        (each.sheet, each.row, each.column): (each.kind, each.old, each.now, each.new) for each in found.differences
    }


def findings(content):
    """Code and cell of each finding."""
    _parsed, found = read(content)
    return [(finding.code, finding.place) for finding in found.findings]


def take(content, chosen=None, by=None):
    """Bring the file in and take the changes, all that are in no conflict without a choice of tokens."""
    parsed = preparing.parse("tyokirja.xlsx", content, preparing.names_on(TODAY))
    return applying.take_in(parsed, uploads.keep(parsed, content, by, NOW), chosen, by, NOW)


def address(name, round, body=None, *more):
    where = [round.programme.slug, round.slug, *([body.slug] if body else []), *more]
    return reverse(f"updates:{name}", args=where)


def bring(client, round, body, content, name="tyokirja.xlsx"):
    """Upload the file on the page of the body's workbook."""
    return client.post(address("workbook_upload", round, body), {"file": SimpleUploadedFile(name, content)})


def issue_of(content):
    """The row of the issue that the file is."""
    return Workbook.objects.get(token=preparing.parse("x.xlsx", content, preparing.names_on(TODAY)).workbook.token)
